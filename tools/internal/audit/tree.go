package audit

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"path"
	"runtime"
	"slices"
	"strings"
	"sync"

	"proximite/tools/internal/diagnostic"
	"proximite/tools/internal/unpack"
	"proximite/tools/internal/weight"
)

// site is everything that the checks know about a built tree.
type site struct {
	options Options
	base    *url.URL         // address of the root; empty host when nothing tells it
	files   map[string]bool  // every file
	pages   []*page          // by path
	byPath  map[string]*page // file → page
	sizes   map[string]int   // file → bytes on the way to the reader
	fsys    fs.FS
	feeds   map[string]string
	found   []diagnostic.Diagnostic // findings about single files
}

// read takes in the tree, all processors at work.
func read(ctx context.Context, fsys fs.FS, o Options) (*site, error) {
	s := &site{
		options: o, files: make(map[string]bool), byPath: make(map[string]*page),
		sizes: make(map[string]int), fsys: fsys, feeds: make(map[string]string),
	}
	names, err := list(fsys)
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		s.files[name] = true
	}
	hidden := newPrivacy(o.Hidden)
	var mu sync.Mutex
	err = parallel(ctx, names, func(name string) error {
		data, err := fs.ReadFile(fsys, name)
		if err != nil {
			return fmt.Errorf("audit site: %w", err)
		}
		size := weight.Travelling(name, data)
		if isCopy(fsys, name, data) {
			data = nil
		}
		f := inspectFile(name, data, hidden)
		f.size = size
		mu.Lock()
		defer mu.Unlock()
		s.add(name, f)
		return nil
	})
	if err != nil {
		return nil, err
	}
	slices.SortFunc(s.pages, func(a, b *page) int { return strings.Compare(a.path, b.path) })
	s.base = baseOf(o.BaseURL, s.pages)
	return s, nil
}

// isCopy reports whether a file is the compressed copy of the one beside it, which is
// audited itself.
func isCopy(fsys fs.FS, name string, data []byte) bool {
	inner, ok := unpack.Inside(name, data)
	if !ok {
		return false
	}
	original, err := fs.ReadFile(fsys, strings.TrimSuffix(name, path.Ext(name)))
	return err == nil && bytes.Equal(inner, original) && noComment(data)
}

// noComment reports whether a gzip file, if it is one, has no name or remark in its
// head.
func noComment(data []byte) bool {
	return len(data) < 4 || !bytes.HasPrefix(data, []byte("\x1f\x8b")) || data[3] == 0
}

// file is what the checks keep of one file.
type file struct {
	found []diagnostic.Diagnostic
	page  *page
	size  int // bytes on the way to the reader
	feed  string
}

func (s *site) add(name string, f file) {
	s.found = append(s.found, f.found...)
	if f.page != nil {
		s.pages = append(s.pages, f.page)
		s.byPath[name] = f.page
	}
	s.sizes[name] = f.size
	if f.feed != "" {
		s.feeds[name] = f.feed
	}
}

// inspectFile takes from one file what later checks need, and makes the findings
// that need no other file.
func inspectFile(name string, data []byte, hidden *privacy) file {
	f := file{found: checkFileType(name, data)}
	switch strings.ToLower(path.Ext(name)) {
	case ".html", ".htm":
		f.page = parsePage(name, data)
	case ".css":
		f.found = append(f.found, foreignInSheet(name, string(data))...)
	case ".xml", ".rss", ".atom":
		f.feed = string(data)
	case ".svg":
		f.found = append(f.found, foreignInSVG(name, data)...)
	}
	f.found = append(f.found, checkMedia(name, data)...)
	f.found = append(f.found, hidden.look(name, data, f.page)...)
	return f
}

func list(fsys fs.FS) ([]string, error) {
	var names []string
	err := fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			names = append(names, name)
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("audit site: %w", err)
	}
	return names, nil
}

// parallel calls do for each name, on all processors, and stops at the first error.
func parallel(ctx context.Context, names []string, do func(string) error) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	work := make(chan string)
	var workers sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		workers.Go(func() {
			for name := range work {
				if err := do(name); err != nil {
					cancel(err)
				}
			}
		})
	}
feed:
	for _, name := range names {
		select {
		case work <- name:
		case <-ctx.Done():
			break feed
		}
	}
	close(work)
	workers.Wait()
	if err := context.Cause(ctx); err != nil && !errors.Is(err, context.Canceled) {
		return err
	}
	return ctx.Err()
}

// baseOf is the address of the root: the one given, or else what remains of the
// first canonical address that ends with its page's own path.
func baseOf(given string, pages []*page) *url.URL {
	if given == "" {
		for _, p := range pages {
			if root, ok := strings.CutSuffix(p.canonical(), p.url); ok && len(p.canonicals) == 1 {
				given = root + "/"
				break
			}
		}
	}
	base, err := url.Parse(given)
	if err != nil || base.Host == "" {
		return &url.URL{Path: "/"}
	}
	if !strings.HasSuffix(base.Path, "/") {
		base.Path += "/"
	}
	return base
}

// data reads a page again, for a finding that looks into it.
func (s *site) data(p *page) []byte {
	data, err := fs.ReadFile(s.fsys, p.path)
	if err != nil {
		return nil // it was read a moment ago; a finding without details is good enough
	}
	return data
}

// address is the whole address of a path such as /fr/.
func (s *site) address(path string) string {
	u := *s.base
	u.Path += strings.TrimPrefix(path, "/")
	return u.String()
}

// target resolves a reference on a page. It returns the path of the page or file
// within the site and the fragment; own is false when it leads elsewhere, outside
// when it is on the same host but not below the root of the site.
func (s *site) target(from, reference string) (path, fragment string, own, outside bool) {
	u, err := url.Parse(strings.TrimSpace(reference))
	if err != nil {
		return reference, "", true, false // unreadable: no file has this name
	}
	here := *s.base
	here.Path += strings.TrimPrefix(from, "/")
	u = here.ResolveReference(u)
	if u.Host != s.base.Host || u.Scheme != s.base.Scheme {
		return "", "", false, false
	}
	rest, ok := strings.CutPrefix(u.Path, s.base.Path)
	switch {
	case ok:
		return "/" + rest, u.Fragment, true, false
	case u.Path+"/" == s.base.Path:
		return "/", u.Fragment, true, false
	}
	return u.Path, "", true, true
}

// fileOf is the name of the file that a server gives for a path.
func fileOf(path string) string {
	if strings.HasSuffix(path, "/") {
		path += "index.html"
	}
	return strings.TrimPrefix(path, "/")
}
