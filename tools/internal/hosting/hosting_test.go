package hosting

import (
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// sample has every kind of rule once.
func sample() (*Config, Answers) {
	c := &Config{
		Headers: []Header{{"Content-Security-Policy", "default-src 'none'; style-src 'self' 'unsafe-inline'"}, {"X-Content-Type-Options", "nosniff"}},
		Cache: []Cache{
			{Match: `/sw\.js$`, Glob: "/sw.js", Value: "no-cache"},
			{Match: `/js/.*\.[0-9a-f]{8,}\.js$`, Glob: "/js/*", Value: "public, max-age=31536000, immutable"},
		},
		Default: "public, max-age=300, must-revalidate",
	}
	return c, Answers{
		Base:      "/",
		Redirects: map[string]string{"/fr/recits/vieux/": "/fr/recits/neuf/", "/fr/vieux.txt": "/fr/neuf.txt"},
		Gone:      []string{"/fr/recits/retire/", "/fr/recits/retire/texte.fr.txt", "/id/k4m9t2/", "/fr/", "/fr/seul.txt"},
		Live:      func(a string) bool { return a == "/fr/" },
	}
}

func written(t *testing.T, base string) (string, *writer) {
	t.Helper()
	c, a := sample()
	a.Base = base
	dir := t.TempDir()
	if err := Write(dir, c, a); err != nil {
		t.Fatal(err)
	}
	w, err := newWriter(c, a)
	if err != nil {
		t.Fatal(err)
	}
	return dir, w
}

// said is what a file for hosts says, read back from it.
type said struct {
	headers   map[string]string
	cache     map[string]string // pattern → value
	redirects map[string]string
	gone      []string // expressions, or paths
}

func readBack(t *testing.T, dir, name string) said {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil {
		t.Fatal(err)
	}
	s := said{headers: map[string]string{}, cache: map[string]string{}, redirects: map[string]string{}}
	parsers := map[string]func(*said, string){
		".htaccess": parseApache, "_headers": parseHeaders, "_redirects": parseRedirects, "_hosting/nginx.conf": parseNginx, "_hosting/Caddyfile": parseCaddy,
	}
	parsers[name](&s, string(data))
	return s
}

func lines(text string, form string, each func(m []string)) {
	for _, m := range regexp.MustCompile(`(?m)^\s*`+form+`\s*$`).FindAllStringSubmatch(text, -1) {
		each(m)
	}
}

func parseApache(s *said, text string) {
	lines(text, `Header always set ([\w-]+) "([^"]*)"`, func(m []string) {
		if m[1] != "Cache-Control" {
			s.headers[m[1]] = m[2]
		} else {
			s.cache[""] = m[2]
		}
	})
	lines(text, `Header always set Cache-Control "([^"]*)" "expr=%\{REQUEST_URI\} =~ m#(.*)#"`, func(m []string) { s.cache[m[2]] = m[1] })
	lines(text, `RedirectMatch 301 "\^(.*)\$" "(.*)"`, func(m []string) { s.redirects[m[1]] = m[2] })
	lines(text, `RedirectMatch 410 "(.*)"`, func(m []string) { s.gone = append(s.gone, m[1]) })
}

func parseHeaders(s *said, text string) {
	path := ""
	for line := range strings.Lines(text) {
		name, value, ok := strings.Cut(strings.TrimSpace(line), ": ")
		switch {
		case strings.HasPrefix(line, "/"):
			path = strings.TrimSpace(line)
		case ok && strings.HasPrefix(line, "  ") && name == "Cache-Control":
			s.cache[path] = value
		case ok && strings.HasPrefix(line, "  "):
			s.headers[name] = value
		}
	}
}

func parseRedirects(s *said, text string) {
	lines(text, `(\S+) (\S+) 301!`, func(m []string) { s.redirects[m[1]] = m[2] })
	lines(text, `(\S+) \S+ 410!`, func(m []string) { s.gone = append(s.gone, m[1]) })
}

func parseNginx(s *said, text string) {
	lines(text, `add_header ([\w-]+) "([^"]*)" always;`, func(m []string) { s.headers[m[1]] = m[2] })
	lines(text, `"~(.*)" "([^"]*)";`, func(m []string) { s.cache[m[1]] = m[2] })
	lines(text, `default "([^"]+)";`, func(m []string) { s.cache[""] = m[1] })
	lines(text, `"(/[^"]*)" "(/[^"]*)";`, func(m []string) { s.redirects[m[1]] = m[2] })
	lines(text, `"~(.*)" 1;`, func(m []string) { s.gone = append(s.gone, m[1]) })
}

func parseCaddy(s *said, text string) {
	text, _, _ = strings.Cut(text, "handle_errors")
	lines(text, `([A-Z][\w-]+) "([^"]*)"`, func(m []string) {
		if m[1] == "Cache-Control" {
			s.cache[""] = m[2]
		} else {
			s.headers[m[1]] = m[2]
		}
	})
	names := map[string]string{}
	lines(text, "@(\\w+) path_regexp `(.*)`", func(m []string) { names[m[1]] = m[2] })
	lines(text, `header @(\w+) Cache-Control "([^"]*)"`, func(m []string) { s.cache[names[m[1]]] = m[2] })
	lines(text, `redir (\S+) (\S+) 301`, func(m []string) { s.redirects[m[1]] = m[2] })
	lines(text, `error @(gone\d+) 410`, func(m []string) { s.gone = append(s.gone, names[m[1]]) })
}

// TestEachFileSaysWhatTheDataSays reads every file back and compares it with the data.
func TestEachFileSaysWhatTheDataSays(t *testing.T) {
	for _, base := range []string{"/", "/a/b/"} {
		dir, w := written(t, base)
		for _, f := range files() {
			got := readBack(t, dir, f.name)
			if f.name != "_redirects" {
				wantHeaders(t, f.name, got, w)
			}
			if f.name != "_headers" {
				wantAnswers(t, f.name, got, w)
			}
		}
	}
}

func wantHeaders(t *testing.T, name string, got said, w *writer) {
	t.Helper()
	want := map[string]string{}
	for _, h := range w.Headers {
		want[h.Name] = h.Value
	}
	if !maps.Equal(got.headers, want) {
		t.Errorf("%s: headers %q", name, got.headers)
	}
	wantCache := map[string]string{"": w.Default}
	for _, c := range w.Cache {
		wantCache[w.pattern(c)] = c.Value
	}
	switch name {
	case "_headers":
		wantCache = map[string]string{w.base + "/*": w.Default}
		for _, c := range w.Cache {
			wantCache[w.base+c.Glob] = c.Value
		}
	case "_hosting/nginx.conf":
		wantCache = map[string]string{"": w.Default}
		for _, c := range w.Cache {
			wantCache[strings.TrimSuffix(w.pattern(c), "$")+`(\?.*)?$`] = c.Value
		}
	}
	if !maps.Equal(got.cache, wantCache) {
		t.Errorf("%s: cache %q, want %q", name, got.cache, wantCache)
	}
}

func wantAnswers(t *testing.T, name string, got said, w *writer) {
	t.Helper()
	for _, r := range w.redirects {
		form := r.from
		if name == ".htaccess" {
			form = optional(r.from)
		}
		if got.redirects[form] != r.to {
			t.Errorf("%s: %s leads to %q, want %s", name, form, got.redirects[form], r.to)
		}
	}
	for _, g := range w.gone {
		form := g.expression()
		if name == "_redirects" {
			form = g.path
		}
		if !slices.Contains(got.gone, form) {
			t.Errorf("%s: %s is not gone; gone are %q", name, form, got.gone)
		}
	}
}

func TestAFolderTakesAlongWhatLiesBelow(t *testing.T) {
	_, w := written(t, "/")
	want := []gone{{"/fr/recits/retire/", true}, {"/id/k4m9t2/", true}, {"/fr/", false}, {"/fr/seul.txt", false}}
	if !slices.Equal(w.gone, want) {
		t.Errorf("gone %+v", w.gone)
	}
	for path, gone := range map[string]bool{
		"/fr/recits/retire/": true, "/fr/recits/retire": true, "/fr/recits/retire/photo.jpg": true, "/fr/recits/retirer/": false, "/fr/": true, "/fr/recits/": false,
	} {
		matched := slices.ContainsFunc(w.gone, func(g goneRule) bool { return regexp.MustCompile(g.expression()).MatchString(path) })
		if matched != gone {
			t.Errorf("%s: gone %v, want %v", path, matched, gone)
		}
	}
}

type goneRule = gone

func TestLoad(t *testing.T) {
	load := func(text string) (c *Config, rules []string) {
		c, found := Load(fstest.MapFS{Path: {Data: []byte(text)}})
		for _, d := range found {
			rules = append(rules, d.Rule)
		}
		return c, rules
	}
	repository := os.DirFS(filepath.Join("..", "..", ".."))
	if c, found := Load(repository); len(found) > 0 || len(c.Headers) < 8 || len(c.Cache) < 3 {
		t.Errorf("%s of this repository: %v", Path, found)
	}
	for text, want := range map[string]string{
		"headers: {A: \"say \\\"x\\\"\"}":                     "hosting/bad-header",
		"headers: {A: \"\"}":                                  "hosting/bad-header",
		"cache: [{match: \"/(\", value: \"x\"}]":              "hosting/bad-cache-rule",
		"cache: [{match: \"js\", value: \"x\"}]":              "hosting/bad-cache-rule",
		"redirects: {\"/fr/x/\": \"https://other.example/\"}": "hosting/bad-redirect",
		"redirects: {\"/fr/x/; return 200\": \"/fr/\"}":       "hosting/bad-redirect",
		"headers: [": "yaml/",
		"headers: {X-Frame-Options: \"DENY\"}\nredirects: {}\n": "",
	} {
		_, rules := load(text)
		if want == "" && len(rules) > 0 || want != "" && (len(rules) == 0 || !strings.HasPrefix(rules[0], want)) {
			t.Errorf("%s: got %q, want %q", text, rules, want)
		}
	}
	if c, found := Load(fstest.MapFS{}); len(found) > 0 || len(c.Headers) > 0 {
		t.Error("a project without the file must give an empty configuration")
	}
}

func TestWriteRefusesAnAddressThatIsSyntax(t *testing.T) {
	c, a := sample()
	a.Gone = []string{"/fr/x\nRequire all denied/"}
	if err := Write(t.TempDir(), c, a); err == nil {
		t.Error("an address with a line break was written")
	}
}
