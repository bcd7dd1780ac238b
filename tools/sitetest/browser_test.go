package sitetest

import (
	"context"
	"fmt"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"path"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	cdpruntime "github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"proximite/tools/internal/chromium"
)

// unavailable ends a test that needs a program this machine lacks: skipped on a
// person's machine, failed where everything must be there.
func unavailable(t *testing.T, what string) {
	t.Helper()
	if os.Getenv("CI") == "true" {
		t.Fatal(what)
	}
	t.Skip("NOT TESTED: " + what)
}

// browser is one running Chromium and the server it reads the site from.
type browser struct {
	ctx     context.Context
	address string // http://127.0.0.1:port
}

// startBrowser serves a site and starts the browser that reads it.
func startBrowser(t *testing.T, s *site) *browser {
	t.Helper()
	program := chromium.Find()
	if program == "" {
		unavailable(t, "no Chromium found. Install the package chromium, or name the program in CHROME_BIN.")
	}
	server := httptest.NewServer(handler(s.files))
	t.Cleanup(server.Close)
	ctx, stop, err := chromium.Start(context.Background(), program)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(stop)
	return &browser{ctx, server.URL}
}

// policy is a strict content security policy: what it forbids shows as an error
// in the console. Only the style sheet stands in the page.
const policy = "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; media-src 'self'; " +
	"script-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

// handler serves a built site as a careful host does: with the 404 page of the
// language and its status.
func handler(files fs.FS) http.Handler {
	server := http.FileServerFS(files)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Security-Policy", policy)
		w.Header().Set("X-Content-Type-Options", "nosniff")
		if _, err := fs.Stat(files, fileAt(r.URL.Path)); err == nil {
			server.ServeHTTP(w, r)
			return
		}
		language, _, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/")
		data, err := fs.ReadFile(files, path.Join(language, "404.html"))
		if err != nil {
			data, _ = fs.ReadFile(files, "404.html")
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.WriteHeader(http.StatusNotFound)
		w.Write(data)
	})
}

// tab is one page in the browser with what it asked for and complained about.
type tab struct {
	t        *testing.T
	ctx      context.Context
	address  string
	mu       sync.Mutex
	messages []string // errors and warnings of the console
	requests []string
	failures []string // requests that failed
}

const tabTimeout = 2 * time.Minute

// open starts a tab for one test.
func (b *browser) open(t *testing.T) *tab {
	t.Helper()
	ctx, cancel := chromedp.NewContext(b.ctx, chromedp.WithNewBrowserContext())
	t.Cleanup(cancel)
	tb := &tab{t: t, ctx: ctx, address: b.address}
	if err := chromedp.Do(ctx); err != nil {
		t.Fatalf("open tab: %v", err)
	}
	tb.ctx, cancel = context.WithTimeout(ctx, tabTimeout)
	t.Cleanup(cancel)
	if err := chromedp.Listen(ctx, tb.hear); err != nil {
		t.Fatalf("listen to tab: %v", err)
	}
	// Several tabs work at once; each has to believe that it has the keyboard.
	call(tb, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true})
	return tb
}

// hear notes the events of the tab; it runs inside the loop that reads them.
func (tb *tab) hear(event any) {
	tb.mu.Lock()
	defer tb.mu.Unlock()
	switch e := event.(type) {
	case *cdpruntime.EventConsoleAPICalled:
		if e.Type == "error" || e.Type == "warning" || e.Type == "assert" {
			tb.messages = append(tb.messages, fmt.Sprintf("console.%s", e.Type))
		}
	case *cdpruntime.EventExceptionThrown:
		tb.messages = append(tb.messages, "uncaught: "+e.ExceptionDetails.Text)
	case *log.EventEntryAdded:
		if e.Entry.Level == "error" || e.Entry.Level == "warning" {
			tb.messages = append(tb.messages, fmt.Sprintf("%s: %s %s", e.Entry.Level, e.Entry.Text, e.Entry.URL))
		}
	case *network.EventRequestWillBeSent:
		tb.requests = append(tb.requests, e.Request.URL)
	case *network.EventLoadingFailed:
		tb.failures = append(tb.failures, fmt.Sprintf("%s %s", e.Type, e.ErrorText))
	case *network.EventResponseReceived:
		if e.Response.Status >= 400 {
			tb.failures = append(tb.failures, fmt.Sprintf("%s: status %d", e.Response.URL, e.Response.Status))
		}
	}
}

// quiet reports what the console or the network complained about, and requests
// that left the site.
func (tb *tab) quiet() (found []string) {
	tb.mu.Lock()
	defer tb.mu.Unlock()
	for _, m := range tb.messages {
		found = append(found, "console: "+m)
	}
	for _, f := range tb.failures {
		found = append(found, "request failed: "+f)
	}
	for _, r := range tb.requests {
		if !strings.HasPrefix(r, tb.address+"/") && !strings.HasPrefix(r, "data:") {
			found = append(found, "request to a third party: "+r)
		}
	}
	return found
}

// call sends one command of the protocol to the tab.
func call[P, R any](tb *tab, command cdp.Command[P, R], params P) R {
	tb.t.Helper()
	result, err := chromedp.Call(tb.ctx, command, params)
	if err != nil {
		tb.t.Fatalf("%s: %v", command.Method, err)
	}
	return result
}

// evaluate runs an expression in the tab and returns its value.
func evaluate[T any](tb *tab, expression string) T {
	tb.t.Helper()
	value, err := chromedp.Run(tb.ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		tb.t.Fatalf("evaluate %s: %v", shorten(expression), err)
	}
	return value
}

// do runs actions in the tab.
func (tb *tab) do(actions ...chromedp.Action[chromedp.Void]) {
	tb.t.Helper()
	if err := chromedp.Do(tb.ctx, actions...); err != nil {
		tb.t.Fatal(err)
	}
}

// visit opens a page of the site and loads the probes into it.
func (tb *tab) visit(address string) {
	tb.t.Helper()
	tb.do(chromedp.Navigate(tb.address+address), chromedp.Evaluate[chromedp.Void](probes))
}

// size makes the tab a screen so many CSS pixels wide. (The size of the window
// has a lower bound; emulation has none.)
func (tb *tab) size(width int64) {
	tb.t.Helper()
	tb.sizes(width, 800)
}

// sizes sets both sides of the screen.
func (tb *tab) sizes(width, height int64) {
	tb.t.Helper()
	call(tb, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{
		Width: width, Height: height, DeviceScaleFactor: 1, Mobile: false,
	})
}

// media sets the medium (screen, print) and the reader's wishes as name, value pairs.
func (tb *tab) media(medium string, wishes ...string) {
	tb.t.Helper()
	p := emulation.SetEmulatedMediaParams{Media: medium}
	for i := 0; i+1 < len(wishes); i += 2 {
		p.Features = append(p.Features, &emulation.MediaFeature{Name: wishes[i], Value: wishes[i+1]})
	}
	call(tb, emulation.SetEmulatedMedia, p)
}
