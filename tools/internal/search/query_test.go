package search_test

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"proximite/tools/internal/content"
	"proximite/tools/internal/finish"
	"proximite/tools/internal/hugosite"
)

func TestMain(m *testing.M) {
	if hugosite.IsChild() {
		os.Exit(hugosite.RunChild(os.Args[1:]))
	}
	code := m.Run()
	if built.folder != "" {
		os.RemoveAll(built.folder)
	}
	os.Exit(code)
}

// built is the real site, built once for all tests.
var built struct {
	once   sync.Once
	folder string
	err    error
}

// siteFolder returns the folder of the real site, index included.
func siteFolder(t testing.TB) string {
	t.Helper()
	built.once.Do(func() { built.err = buildSite() })
	if built.err != nil {
		t.Fatal(built.err)
	}
	return built.folder
}

func buildSite() (err error) {
	root := filepath.Join("..", "..", "..")
	if built.folder, err = os.MkdirTemp("", "search-"); err != nil {
		return err
	}
	corpus, err := content.Load(os.DirFS(root))
	if err != nil {
		return err
	}
	o := hugosite.Options{Source: root, Destination: built.folder, BaseURL: "https://example.org/sous/chemin/"}
	if o.Overlay, err = finish.Overlay(corpus, false); err != nil {
		return err
	}
	out, err := hugosite.Build(context.Background(), o)
	if err != nil {
		return err
	}
	if !out.OK {
		return fmt.Errorf("hugo refuses the site: %+v", out.Findings)
	}
	return finish.Site(corpus, built.folder)
}

// searchPages are the files of the search pages by language.
var searchPages = map[string]string{"fr": "fr/recherche/index.html", "en": "en/search/index.html"}

// question is a line of testdata/queries.
type question struct {
	query string
	want  []string // any of these parts of an address
}

func questions(t testing.TB, language string) []question {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", "queries", language+".txt"))
	if err != nil {
		t.Fatal(err)
	}
	var list []question
	for line := range strings.Lines(string(data)) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		query, want, ok := strings.Cut(line, " → ")
		if !ok {
			t.Fatalf("%s: no arrow in %q", language, line)
		}
		list = append(list, question{query, strings.Split(want, " | ")})
	}
	return list
}

// answeredBy tells whether one of the addresses is expected.
func (q question) answeredBy(addresses []string) bool {
	for _, a := range addresses {
		for _, w := range q.want {
			// An address without a fragment asks for the page itself or a part of a list.
			if rest, ok := strings.CutPrefix(strings.TrimLeft(a, "./"), w); ok && (strings.Contains(w, "#") || !strings.Contains(rest, "#")) {
				return true
			}
		}
	}
	return false
}

// enough is the share of questions that must be answered in the first three hits.
const enough = 0.95

// grade counts the answered questions and complains when they are too few.
func grade(t *testing.T, list []question, answer func(query string) []string) {
	t.Helper()
	good, first := 0, 0
	for _, q := range list {
		hits := answer(q.query)
		top := hits[:min(3, len(hits))]
		if q.answeredBy(top) {
			good++
		} else {
			t.Logf("%q: want %s, found %s", q.query, strings.Join(q.want, " or "), strings.Join(top, " "))
		}
		if q.answeredBy(top[:min(1, len(top))]) {
			first++
		}
	}
	t.Logf("%d of %d answered in the first three hits (%.1f %%), %d by the first", good, len(list), 100*float64(good)/float64(len(list)), first)
	if float64(good) < enough*float64(len(list)) {
		t.Errorf("fewer than %.0f %% answered", 100*enough)
	}
}

func TestQueries(t *testing.T) {
	site := os.DirFS(siteFolder(t))
	for language, page := range searchPages {
		t.Run(language, func(t *testing.T) {
			r, err := openIndex(site, page)
			if err != nil {
				t.Fatal(err)
			}
			grade(t, questions(t, language), func(query string) []string {
				var addresses []string
				for _, h := range r.search(query, "", "", 10) {
					addresses = append(addresses, h.address)
				}
				return addresses
			})
		})
	}
}

// TestAddresses follows every address of the index.
func TestAddresses(t *testing.T) {
	site := os.DirFS(siteFolder(t))
	for _, page := range searchPages {
		r, err := openIndex(site, page)
		if err != nil {
			t.Fatal(err)
		}
		for entry := range r.Count {
			h := r.show(entry)
			name, fragment, _ := strings.Cut(h.address, "#")
			data, err := fs.ReadFile(site, filepath.ToSlash(filepath.Join(filepath.Dir(page), name, "index.html")))
			if err != nil {
				t.Errorf("%s: %v", h.address, err)
			}
			if fragment != "" && !strings.Contains(string(data), `id="`+fragment+`"`) {
				t.Errorf("%s: no such place", h.address)
			}
			if h.title == "" || h.excerpt == "" {
				t.Errorf("%s: title %q, excerpt %q", h.address, h.title, h.excerpt)
			}
		}
	}
}
