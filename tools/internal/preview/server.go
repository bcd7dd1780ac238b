package preview

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"mime"
	"net"
	"net/http"
	"net/netip"
	"os"
	"path"
	"strings"
	"sync"
	"time"

	"proximite/tools/internal/diagnostic"
)

// server answers from the last good site and knows the last result.
type server struct {
	language diagnostic.Language
	mux      *http.ServeMux

	mu      sync.Mutex
	now     view
	changed chan struct{} // closed when now is replaced
}

// view is what is shown between two builds. It never changes.
type view struct {
	generation int    // number of the last build
	site       fs.FS  // last good site; nil before the first
	folder     string // where it is
	result     Result // of the last build
	pages      map[string]string
	gone       map[string]string
}

// isGone reports whether a path, or a folder above it, is withdrawn.
func (v view) isGone(urlPath string) bool {
	for p := path.Clean("/" + urlPath); p != "/"; p = path.Dir(p) {
		if _, ok := v.gone[p]; ok {
			return true
		}
		if _, ok := v.gone[p+"/"]; ok {
			return true
		}
	}
	return false
}

func newServer(l diagnostic.Language) *server {
	s := &server{language: l, mux: http.NewServeMux(), changed: make(chan struct{})}
	s.mux.HandleFunc("GET /_newsroom/{$}", s.findings)
	s.mux.HandleFunc("GET /_newsroom/events", s.events)
	s.mux.HandleFunc("GET /_newsroom/{name}", s.own)
	s.mux.HandleFunc("GET /", s.page)
	return s
}

// show replaces what is served. A failed build leaves the last good site.
func (s *server) show(generation int, folder string, r Result) {
	s.mu.Lock()
	defer s.mu.Unlock()
	old := s.now
	s.now = view{generation: generation, site: old.site, folder: old.folder, result: r, pages: old.pages, gone: old.gone}
	if r.OK {
		s.now.site, s.now.folder, s.now.pages, s.now.gone = os.DirFS(folder), folder, r.Pages, r.Gone
	} else {
		old.folder = folder
	}
	if old.folder != "" {
		// A request that still reads there gets its file or a 404, and reloads.
		os.RemoveAll(old.folder)
	}
	close(s.changed)
	s.changed = make(chan struct{})
}

func (s *server) current() (view, <-chan struct{}) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.now, s.changed
}

// ServeHTTP answers only to this computer's own names: a page of another site
// must not be able to read drafts through a name that points here.
func (s *server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.Header().Set("X-Robots-Tag", "noindex")
	if !local(r.Host) {
		http.Error(w, "preview: local only", http.StatusForbidden)
		return
	}
	s.mux.ServeHTTP(w, r)
}

func local(hostPort string) bool {
	host, _, err := net.SplitHostPort(hostPort)
	if err != nil {
		host = hostPort
	}
	ip, err := netip.ParseAddr(strings.Trim(host, "[]"))
	return strings.EqualFold(host, "localhost") || err == nil && ip.IsLoopback()
}

// events sends the number of the build now, and again whenever it changes.
func (s *server) events(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/event-stream")
	flush := http.NewResponseController(w).Flush
	for {
		v, changed := s.current()
		if _, err := fmt.Fprintf(w, "retry: 1000\nevent: generation\ndata: %d\n\n", v.generation); err != nil {
			return
		}
		if flush() != nil {
			return
		}
		select {
		case <-r.Context().Done():
			return
		case <-changed:
		}
	}
}

// page serves a file of the last good site.
func (s *server) page(w http.ResponseWriter, r *http.Request) {
	v, _ := s.current()
	if v.site == nil {
		s.writeHTML(w, r, http.StatusServiceUnavailable, s.allFindings(v))
		return
	}
	name, data, status := read(v.site, r.URL.Path)
	if v.isGone(r.URL.Path) && (status == http.StatusNotFound || isTombstone(data)) {
		name, data, status = goneAnswer(v.site, name, data)
	}
	switch {
	case status == http.StatusMovedPermanently:
		// 302: a browser remembers a 301 after the file has become a folder again.
		http.Redirect(w, r, r.URL.Path+"/", http.StatusFound)
	case data == nil:
		http.NotFound(w, r)
	case path.Ext(name) == ".html":
		s.writeHTML(w, r, status, s.withPanel(v, r.URL.Path, data))
	default:
		w.Header().Set("Content-Type", mediaType(name))
		http.ServeContent(w, r, name, time.Time{}, bytes.NewReader(data))
	}
}

// read finds the file of a path: itself, the index of a folder, or else the page
// that says in the path's language that there is none.
func read(site fs.FS, urlPath string) (name string, data []byte, status int) {
	name = strings.TrimPrefix(path.Clean("/"+urlPath), "/")
	if name == "" {
		name = "."
	}
	info, err := fs.Stat(site, name)
	if err == nil && info.IsDir() {
		if !strings.HasSuffix(urlPath, "/") {
			return name, nil, http.StatusMovedPermanently
		}
		name = path.Join(name, "index.html")
	}
	if data, err = fs.ReadFile(site, name); err == nil {
		return name, data, http.StatusOK
	}
	language, _, _ := strings.Cut(strings.TrimPrefix(urlPath, "/"), "/")
	for _, missing := range []string{path.Join(language, "404.html"), "404.html"} {
		data, err := fs.ReadFile(site, missing)
		if err == nil {
			return missing, data, http.StatusNotFound
		}
		if !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, fs.ErrInvalid) {
			break
		}
	}
	return name, nil, http.StatusNotFound
}

func isTombstone(data []byte) bool { return bytes.Contains(data, []byte(" data-gone")) }

// goneAnswer is the tombstone at the address itself, or the one without a day.
func goneAnswer(site fs.FS, name string, data []byte) (string, []byte, int) {
	if isTombstone(data) {
		return name, data, http.StatusGone
	}
	const general = "410.html"
	data, err := fs.ReadFile(site, general)
	if err != nil {
		data = []byte("410 Gone")
	}
	return general, data, http.StatusGone
}

func (s *server) writeHTML(w http.ResponseWriter, r *http.Request, status int, body []byte) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	if r.Method != http.MethodHead {
		w.Write(body)
	}
}

// mediaTypes stand here because the table of the system is not the same on every
// computer; on some, scripts are text/plain and browsers refuse them.
var mediaTypes = map[string]string{
	".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".mjs": "text/javascript; charset=utf-8",
	".json": "application/json", ".webmanifest": "application/manifest+json", ".xml": "application/xml",
	".txt": "text/plain; charset=utf-8", ".vtt": "text/vtt; charset=utf-8", ".csv": "text/csv; charset=utf-8",
	".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".gif": "image/gif",
	".webp": "image/webp", ".avif": "image/avif", ".ico": "image/x-icon", ".woff2": "font/woff2",
	".mp3": "audio/mpeg", ".m4a": "audio/mp4", ".opus": "audio/ogg", ".ogg": "audio/ogg",
	".mp4": "video/mp4", ".webm": "video/webm", ".pdf": "application/pdf",
	".epub": "application/epub+zip", ".zip": "application/zip", ".wasm": "application/wasm",
}

func mediaType(name string) string {
	extension := strings.ToLower(path.Ext(name))
	if t, ok := mediaTypes[extension]; ok {
		return t
	}
	if t := mime.TypeByExtension(extension); t != "" {
		return t
	}
	return "application/octet-stream"
}
