package preview

import (
	"bufio"
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"proximite/tools/internal/diagnostic"
)

var rule = diagnostic.Rule{
	ID: "test/mistake", Severity: diagnostic.Error,
	Message: diagnostic.Text{FR: "Une faute <ici>.", EN: "A mistake <here>."},
	Hint:    diagnostic.Text{FR: "Corrigez.", EN: "Mend it."},
}

// running is a preview whose build copies content/page.html, or refuses it when
// it contains "mistake".
type running struct {
	root, address string
	folder        atomic.Pointer[string] // of the last build
	rebuilt       chan Result
	stop          context.CancelFunc
	done          chan error
}

func start(t *testing.T, content string) *running {
	t.Helper()
	p := &running{root: t.TempDir(), rebuilt: make(chan Result, 10), done: make(chan error, 1)}
	p.write(t, content)
	ctx, cancel := context.WithCancel(t.Context())
	p.stop = cancel
	ready := make(chan string, 1)
	go func() {
		p.done <- Run(ctx, Options{
			Language: diagnostic.French, Root: p.root, Watch: []string{"content"}, Interval: 5 * time.Millisecond,
			Build:   p.build,
			Ready:   func(address string, _ Result) { ready <- address },
			Rebuilt: func(r Result) { p.rebuilt <- r },
		})
	}()
	select {
	case p.address = <-ready:
	case <-time.After(10 * time.Second):
		t.Fatal("the preview does not get ready")
	}
	t.Cleanup(cancel)
	return p
}

// write replaces the file at once: half a file would be a version of its own. Two
// versions need different lengths: tests write faster than clocks of disks tick.
func (p *running) write(t *testing.T, content string) {
	t.Helper()
	name, half := filepath.Join(p.root, "content", "page.html"), filepath.Join(p.root, "half")
	err := errors.Join(
		os.MkdirAll(filepath.Dir(name), 0o755), os.WriteFile(half, []byte(content), 0o644), os.Rename(half, name))
	if err != nil {
		t.Fatal(err)
	}
}

func (p *running) build(_ context.Context, _, folder string) Result {
	p.folder.Store(&folder)
	content, err := os.ReadFile(filepath.Join(p.root, "content", "page.html"))
	if err != nil {
		return Result{Err: err}
	}
	found := []diagnostic.Diagnostic{rule.At("content/page.html", 3, 1).With(diagnostic.Todo)}
	if strings.Contains(string(content), "mistake") {
		return Result{Findings: []diagnostic.Diagnostic{rule.At("content/page.html", 3, 1)}}
	}
	for name, data := range map[string]string{
		"fr/a/index.html":    "<html><body>" + string(content) + "</body></html>",
		"fr/b/index.html":    "<html><body>autre</body></html>",
		"fr/404.html":        "introuvable",
		"410.html":           "<p data-gone>general",
		"fr/gone/index.html": "<p data-gone>since a day",
		"404.html":           "both",
		"fr/feed.xml":        "<rss/>",
		"main.js":            "1",
	} {
		target := filepath.Join(folder, filepath.FromSlash(name))
		if err := errors.Join(os.MkdirAll(filepath.Dir(target), 0o755), os.WriteFile(target, []byte(data), 0o644)); err != nil {
			return Result{Err: err}
		}
	}
	return Result{OK: true, Findings: found, Pages: map[string]string{"/fr/a/": "content/page.html"}, Gone: map[string]string{"/fr/gone/": "2026-11-24", "/fr/b/": "2026-11-24"}}
}

func (p *running) get(t *testing.T, path string) (status int, header http.Header, body string) {
	t.Helper()
	client := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	r, err := client.Get(strings.TrimSuffix(p.address, "/") + path)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	data, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return r.StatusCode, r.Header, string(data)
}

func (p *running) waitRebuilt(t *testing.T) Result {
	t.Helper()
	select {
	case r := <-p.rebuilt:
		return r
	case <-time.After(10 * time.Second):
		t.Fatal("no rebuild after a change")
		return Result{}
	}
}

func TestAnswers(t *testing.T) {
	p := start(t, "bonjour")
	tests := []struct {
		path     string
		status   int
		kind     string
		contains string
	}{
		{"/fr/a/", 200, "text/html; charset=utf-8", "bonjour"},
		{"/fr/a/", 200, "text/html; charset=utf-8", "Sur cette page"},
		{"/fr/a/index.html", 200, "text/html; charset=utf-8", "bonjour"},
		{"/fr/a", 302, "text/html; charset=utf-8", "/fr/a/"},
		{"/fr/feed.xml", 200, "application/xml", "<rss/>"},
		{"/main.js", 200, "text/javascript; charset=utf-8", "1"},
		{"/fr/nope/", 404, "text/html; charset=utf-8", "introuvable"},
		{"/fr/gone/", 410, "text/html; charset=utf-8", "since a day"},
		{"/fr/gone/transcript.fr.txt", 410, "text/html; charset=utf-8", "general"},
		{"/fr/b/", 200, "text/html; charset=utf-8", ""}, // a page stands there again
		{"/nope/", 404, "text/html; charset=utf-8", "both"},
		{"/..%2f..%2fetc/passwd", 404, "text/html; charset=utf-8", "both"},
		{"/_newsroom/", 200, "text/html; charset=utf-8", "Une faute &lt;ici&gt;."},
		{"/_newsroom/live.js", 200, "text/javascript; charset=utf-8", "EventSource"},
		{"/_newsroom/panel.css", 200, "text/css; charset=utf-8", ".newsroom"},
		{"/_newsroom/panel.html", 404, "text/plain; charset=utf-8", "404"},
	}
	for _, test := range tests {
		status, header, body := p.get(t, test.path)
		if status != test.status || header.Get("Content-Type") != test.kind || !strings.Contains(body, test.contains) {
			t.Errorf("GET %s: %d %q %q; want %d %q with %q", test.path, status, header.Get("Content-Type"), body, test.status, test.kind, test.contains)
		}
		if got := header.Get("Cache-Control"); got != "no-store" {
			t.Errorf("GET %s: Cache-Control %q", test.path, got)
		}
	}
	if _, _, body := p.get(t, "/fr/b/"); strings.Contains(body, "Une faute") || !strings.Contains(body, "live.js") {
		t.Errorf("a page without findings shows %q", body)
	}
	built, err := os.ReadFile(filepath.Join(*p.folder.Load(), "fr", "a", "index.html"))
	if err != nil || strings.Contains(string(built), "_newsroom") {
		t.Errorf("built file = %q, %v; want no trace of the preview", built, err)
	}
}

func TestAnswersOnlyToLocalNames(t *testing.T) {
	for host, want := range map[string]bool{
		"localhost:1313": true, "LOCALHOST": true, "127.0.0.1:80": true, "[::1]:1313": true,
		"evil.example:1313": false, "localhost.evil.example": false, "10.0.0.1:1313": false, "": false,
	} {
		if got := local(host); got != want {
			t.Errorf("local(%q) = %v", host, got)
		}
	}
	p := start(t, "x")
	request, _ := http.NewRequest(http.MethodGet, p.address, nil)
	request.Host = "evil.example"
	r, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	r.Body.Close()
	if r.StatusCode != http.StatusForbidden {
		t.Errorf("a foreign name gets %d", r.StatusCode)
	}
}

func TestMistakeKeepsTheLastGoodSite(t *testing.T) {
	p := start(t, "bonjour")
	p.write(t, "a mistake")
	if r := p.waitRebuilt(t); r.OK {
		t.Fatal("a mistake was built")
	}
	status, _, body := p.get(t, "/fr/a/")
	for _, want := range []string{"bonjour", "dernière version sans erreur", "content/page.html:3:1", "Corrigez."} {
		if status != 200 || !strings.Contains(body, want) {
			t.Errorf("page during a mistake: %d, lacks %q in %q", status, want, body)
		}
	}
	if _, _, body := p.get(t, "/fr/b/"); !strings.Contains(body, "À corriger ailleurs") {
		t.Errorf("another page does not tell of the error: %q", body)
	}
	p.write(t, "salut à tous")
	if r := p.waitRebuilt(t); !r.OK {
		t.Fatalf("the mended page was not built: %+v", r)
	}
	if _, _, body := p.get(t, "/fr/a/"); !strings.Contains(body, "salut") || strings.Contains(body, "dernière version") {
		t.Errorf("mended page = %q", body)
	}
}

func TestMistakeFromTheStartShowsFindings(t *testing.T) {
	p := start(t, "one mistake")
	status, _, body := p.get(t, "/fr/a/")
	if status != http.StatusServiceUnavailable || !strings.Contains(body, "Une faute") || !strings.Contains(body, "live.js") {
		t.Errorf("without a site: %d %q", status, body)
	}
	p.write(t, "bonjour")
	p.waitRebuilt(t)
	if status, _, body := p.get(t, "/fr/a/"); status != 200 || !strings.Contains(body, "bonjour") {
		t.Errorf("after mending: %d %q", status, body)
	}
}

func TestFailureIsShown(t *testing.T) {
	p := start(t, "bonjour")
	if err := os.Remove(filepath.Join(p.root, "content", "page.html")); err != nil {
		t.Fatal(err)
	}
	if r := p.waitRebuilt(t); r.Err == nil {
		t.Fatal("a missing file was built")
	}
	if _, _, body := p.get(t, "/fr/a/"); !strings.Contains(body, "bonjour") || !strings.Contains(body, "difficulté sur cet ordinateur") {
		t.Errorf("page during a failure = %q", body)
	}
}

func TestEventsTellOfEachBuild(t *testing.T) {
	p := start(t, "bonjour")
	r, err := http.Get(p.address + "_newsroom/events")
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	lines := bufio.NewScanner(r.Body)
	next := func() string {
		for lines.Scan() {
			if data, ok := strings.CutPrefix(lines.Text(), "data: "); ok {
				return data
			}
		}
		return ""
	}
	if got := next(); got != "1" {
		t.Errorf("first event = %q, want 1", got)
	}
	p.write(t, "bonsoir à tous")
	if got := next(); got != "2" {
		t.Errorf("event after a change = %q, want 2", got)
	}
	p.stop()
	if got := next(); got != "" {
		t.Errorf("event after the end = %q", got)
	}
}

func TestEndLeavesNothing(t *testing.T) {
	p := start(t, "bonjour")
	p.stop()
	select {
	case err := <-p.done:
		if err != nil {
			t.Errorf("Run = %v", err)
		}
	case <-time.After(10 * time.Second):
		t.Fatal("Run does not end")
	}
	if _, err := os.Stat(filepath.Dir(*p.folder.Load())); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the temporary folder is still there: %v", err)
	}
}

func TestRunWhenPortIsInUse(t *testing.T) {
	l, err := net.Listen("tcp", "localhost:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	err = Run(t.Context(), Options{Port: l.Addr().(*net.TCPAddr).Port})
	if !errors.Is(err, ErrPort) {
		t.Errorf("Run = %v, want ErrPort", err)
	}
}

func TestFingerprint(t *testing.T) {
	root := t.TempDir()
	write := func(name, data string) {
		t.Helper()
		name = filepath.Join(root, name)
		if err := errors.Join(os.MkdirAll(filepath.Dir(name), 0o755), os.WriteFile(name, []byte(data), 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	write("content/a.md", "1")
	write("hugo.toml", "1")
	w := newWatcher(root, []string{"content", "data", "hugo.toml"}, 0)
	steps := []struct {
		name string
		do   func()
		want bool
	}{
		{"nothing", func() {}, false},
		{"edit", func() { write("content/a.md", "22") }, true},
		{"new file", func() { write("content/x/b.md", "1") }, true},
		{"file watched by name", func() { write("hugo.toml", "22") }, true},
		{"folder that did not exist", func() { write("data/x.yaml", "1") }, true},
		{"removal", func() { os.Remove(filepath.Join(root, "content", "a.md")) }, true},
		{"swap file of an editor", func() { write("content/.a.md.swp", "1"); write("content/a.md~", "1") }, false},
		{"file outside", func() { write("public/index.html", "1") }, false},
	}
	for _, step := range steps {
		before := w.fingerprint()
		step.do()
		if got := w.fingerprint() != before; got != step.want {
			t.Errorf("%s: noticed %v, want %v", step.name, got, step.want)
		}
	}
}

func TestPanelTextsExistInBothLanguages(t *testing.T) {
	for key, text := range panelTexts {
		if text.FR == "" || text.EN == "" || text.FR == text.EN {
			t.Errorf("panel text %q = %+v", key, text)
		}
	}
}
