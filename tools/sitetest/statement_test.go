package sitetest

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"golang.org/x/net/html"
)

// grid is what the tests want to know of data/accessibility.yaml. That it is complete
// and not out of date, newsroom check says.
type grid struct {
	Criteria []struct {
		ID, State, FR, EN string
		Tests, Absent     []string
	}
}

func readGrid(t *testing.T) (g grid) {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(root, "data", "accessibility.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	if err := yaml.Unmarshal(data, &g); err != nil {
		t.Fatal(err)
	}
	return g
}

// countOf is how many criteria are in a state.
func (g grid) countOf(state string) (n int) {
	for _, c := range g.Criteria {
		if c.State == state {
			n++
		}
	}
	return n
}

var (
	testName = regexp.MustCompile(`(?m)^func (Test\w+)\(t \*testing\.T\)`)
	percent  = regexp.MustCompile(`(\d+)[.,](\d)`)
)

// TestEvidenceExists opens each piece of evidence in the grid: the tests are there,
// and what should be absent is.
func TestEvidenceExists(t *testing.T) {
	names := map[string]bool{}
	files, err := filepath.Glob("*_test.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range testName.FindAllStringSubmatch(string(data), -1) {
			names[m[1]] = true
		}
	}
	for name := range documentChecks {
		names["TestDocuments/"+name] = true
	}
	for name := range treeChecks {
		names["TestTree/"+name] = true
	}
	s := built(t)
	for _, c := range readGrid(t).Criteria {
		for _, name := range c.Tests {
			if !names[name] {
				t.Errorf("%s: there is no test %s", c.ID, name)
			}
		}
		for _, selector := range c.Absent {
			for _, p := range readable(s) {
				if len(all(p.root, selector)) > 0 {
					t.Errorf("%s: %s has %s: judge the criterion again", c.ID, p.file, selector)
					break
				}
			}
		}
	}
}

// statements are the pages of the statement, with what stands where the mission has
// said nothing yet.
var statements = map[string]string{"/fr/accessibilite/": "à compléter par la mission", "/en/accessibility/": "to be completed by the mission"}

// TestStatementIsWhole wants the sections that Implementing Decision (EU) 2018/1523
// asks for, and the rate that the grid gives.
func TestStatementIsWhole(t *testing.T) {
	s, g := built(t), readGrid(t)
	met, failed, open := g.countOf("C"), g.countOf("NC"), g.countOf("open")
	low := 100 * float64(met) / float64(max(1, met+failed+open))
	high := 100 * float64(met) / float64(max(1, met+failed))
	for address, unfilled := range statements {
		p := s.byURL[address]
		if p == nil {
			t.Errorf("there is no page %s", address)
			continue
		}
		for _, id := range []string{"scope", "status", "rate", "not-accessible", "failures", "burden", "outside", "alternatives", "method", "enforcement"} {
			if n := first(p.root, "#"+id); n == nil || !headingTag.MatchString(n.Data) {
				t.Errorf("%s: no section %s", address, id)
			}
		}
		var stated []float64
		for _, m := range percent.FindAllStringSubmatch(text(first(p.root, ".rate")), -1) {
			f, err := strconv.ParseFloat(m[1]+"."+m[2], 64)
			if err != nil {
				t.Fatal(err)
			}
			stated = append(stated, f)
		}
		want := []float64{low, high}
		if open == 0 {
			want = want[1:]
		}
		if !slices.EqualFunc(stated, want, func(a, b float64) bool { return math.Abs(a-b) < 0.051 }) {
			t.Errorf("%s: states %v, the grid gives %.2f", address, stated, want)
		}
		if len(all(p.root, ".prose time")) < 2 {
			t.Errorf("%s: the dates are missing", address)
		}
		if text(first(p.root, "main")) == "" || !strings.Contains(text(first(p.root, "main")), unfilled) {
			t.Errorf("%s: does not say what the mission has to fill in", address)
		}
	}
}

// TestStatementIsLinked wants the statement one step from every page.
func TestStatementIsLinked(t *testing.T) {
	for _, p := range readable(built(t)) {
		found := false
		for _, n := range all(p.root, "a[href]") {
			for address := range statements {
				found = found || attribute(n, "href") == address
			}
		}
		if !found {
			t.Errorf("%s: no link to the accessibility statement", p.file)
		}
	}
}

// TestGridIsShown wants each criterion on the page of the grid, in both languages.
func TestGridIsShown(t *testing.T) {
	s, g := built(t), readGrid(t)
	for address, language := range map[string]string{"/fr/grille-d-accessibilite/": "fr", "/en/accessibility-grid/": "en"} {
		p := s.byURL[address]
		if p == nil {
			t.Errorf("there is no page %s", address)
			continue
		}
		rows := all(p.root, ".sheet__row > dt")
		if len(rows) != 106 || len(rows) != len(g.Criteria) {
			t.Errorf("%s shows %d criteria of %d", address, len(rows), len(g.Criteria))
			continue
		}
		for i, c := range g.Criteria {
			if got := text(rows[i]); !strings.HasPrefix(got, c.ID+" ") || c.FR == c.EN {
				t.Errorf("%s, %s: %q", language, c.ID, got)
			}
		}
	}
}

// TestDrawingsHaveWords wants beside each drawing a list or a table that says the same.
func TestDrawingsHaveWords(t *testing.T) {
	seen := 0
	for _, p := range readable(built(t)) {
		for _, n := range all(p.root, "figure.diagram") {
			seen++
			if len(all(n, "li"))+len(all(n, "td"))+len(all(n, "dd")) < 2 {
				t.Errorf("%s: a drawing without its words: %s", p.file, shorten(text(n)))
			}
		}
	}
	if seen < 4 {
		t.Errorf("only %d drawings", seen)
	}
}

// TestSiteMapIsComplete wants the site map to lead to every page that search engines
// may show.
func TestSiteMapIsComplete(t *testing.T) {
	s := built(t)
	for language, address := range map[string]string{"fr": "/fr/plan-du-site/", "en": "/en/site-map/"} {
		linked := map[string]bool{address: true}
		for _, n := range all(s.byURL[address].root, "main a[href]") {
			linked[attribute(n, "href")] = true
		}
		for _, p := range s.pages {
			if p.language() == language && isOwnLanguage(p) && isIndexed(p) && !linked[p.path] && !isContinuation(p) {
				t.Errorf("%s: no link to %s", address, p.path)
			}
		}
	}
}

// isContinuation reports whether a page is a later part of another.
func isContinuation(p *page) bool { return first(p.root, `a[rel="prev"]`) != nil }

// TestHelpIsAlwaysThere wants search, site map and contact in the same place on every
// page of a language (WCAG 3.2.3, 3.2.6).
func TestHelpIsAlwaysThere(t *testing.T) {
	for _, p := range readable(built(t)) {
		if !isOwnLanguage(p) {
			continue
		}
		order := ""
		for _, n := range all(p.root, "a[href]") {
			switch attribute(n, "href") {
			case "/fr/recherche/", "/en/search/":
				if strings.Contains(attribute(n, "class"), "header__search") {
					order += "search "
				}
			case "/fr/contact/", "/en/contact/":
				if inFoot(p, n) {
					order += "contact "
				}
			case "/fr/plan-du-site/", "/en/site-map/":
				if inFoot(p, n) {
					order += "map "
				}
			}
		}
		if order != "search contact map " {
			t.Errorf("%s: help stands as %q", p.file, order)
		}
	}
}

func inFoot(p *page, n *html.Node) bool { return slices.Contains(all(p.root, "footer.footer a"), n) }

// TestOrientation: what is the same upright and lying is readable in both.
func TestOrientation(t *testing.T) {
	s := built(t)
	for _, p := range readable(s) {
		for _, style := range all(p.root, "style") {
			if strings.Contains(style.FirstChild.Data, "orientation:") {
				t.Errorf("%s: the style asks how the screen is held", p.file)
			}
		}
	}
	b := startBrowser(t, s)
	tb := b.open(t)
	for _, address := range []string{"/fr/", "/fr/entretiens/deux-voix-de-2023/", "/fr/guide/les-champs/"} {
		for _, width := range []int64{360, 740} {
			tb.sizes(width, 1100-width)
			tb.visit(address)
			for _, complaint := range evaluate[[]string](tb, fmt.Sprintf("probe.overflow(%d)", width)) {
				t.Errorf("%s, %d px: %s", address, width, complaint)
			}
		}
	}
}
