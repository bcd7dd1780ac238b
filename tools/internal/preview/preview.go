// Package preview shows a site on this computer while people write it.
//
// It watches files, has the site built into a fresh folder after each change, and
// swaps what it serves only when the build is complete. An author's mistake never
// takes the preview down: the last good version stays, with a panel that says what
// to mend, first what belongs to the page on view. Open pages reload by themselves
// through server-sent events.
//
// What a build is, the caller says (Options.Build): the package knows neither Hugo
// nor the rules of the content. The panel and the script are put into the answers
// while serving; the built files never hold them.
package preview

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"proximite/tools/internal/diagnostic"
)

// Options are what a preview needs to know.
type Options struct {
	Language diagnostic.Language // of the panel
	Port     int                 // 0: any free port
	Root     string              // folder of the project
	Watch    []string            // files and folders below Root whose change starts a build
	Interval time.Duration       // between two looks at the files; 0: 300 ms

	// Build makes the site in the folder, for the address. It is never called twice
	// at the same time.
	Build func(ctx context.Context, address, folder string) Result
	// Ready is called once, after the first build, whatever its outcome.
	Ready func(address string, first Result)
	// Rebuilt is called after each later build.
	Rebuilt func(Result)
}

// Result is the outcome of one build.
type Result struct {
	OK       bool                    // the folder holds a complete site
	Findings []diagnostic.Diagnostic // about the sources
	Pages    map[string]string       // path of a page (/fr/recits/x/) → its content file
	Gone     map[string]string       // paths that answer 410 → since when; one that ends in / with all below
	Err      error                   // a failure that is not the author's
	Took     time.Duration
}

// ErrPort says that the port cannot be had: in use, or not ours to take.
var ErrPort = errors.New("port not available")

// Run serves until ctx is done, and then returns nil. Its folders are gone then.
func Run(ctx context.Context, o Options) error {
	listener, err := net.Listen("tcp", net.JoinHostPort("localhost", strconv.Itoa(o.Port)))
	if err != nil {
		return fmt.Errorf("listen on port %d: %w: %w", o.Port, ErrPort, err)
	}
	folder, err := os.MkdirTemp("", "newsroom-preview-")
	if err != nil {
		listener.Close()
		return fmt.Errorf("make temporary folder: %w", err)
	}
	defer os.RemoveAll(folder)

	site := newServer(o.Language)
	stop := site.start(ctx, listener)
	defer stop()
	address := fmt.Sprintf("http://localhost:%d/", listener.Addr().(*net.TCPAddr).Port)
	o.loop(ctx, site, address, folder)
	return nil
}

// loop builds once, then after each change, until ctx is done.
func (o Options) loop(ctx context.Context, site *server, address, folder string) {
	w := newWatcher(o.Root, o.Watch, o.Interval)
	for n := 1; ; n++ {
		into := filepath.Join(folder, strconv.Itoa(n))
		result := o.Build(ctx, address, into)
		if ctx.Err() != nil {
			return
		}
		site.show(n, into, result)
		if n == 1 {
			o.Ready(address, result)
		} else {
			o.Rebuilt(result)
		}
		if !w.wait(ctx) {
			return
		}
	}
}

// start answers requests in the background. The function it returns ends that.
func (s *server) start(ctx context.Context, l net.Listener) (stop func()) {
	h := &http.Server{
		Handler:           s,
		ReadHeaderTimeout: 10 * time.Second,
		// Streams of events end when the preview does.
		BaseContext: func(net.Listener) context.Context { return ctx },
	}
	go h.Serve(l)
	return func() {
		grace, cancel := context.WithTimeout(context.Background(), 2*time.Second)
		defer cancel()
		if h.Shutdown(grace) != nil {
			h.Close()
		}
	}
}
