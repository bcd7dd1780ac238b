package sitetest

import (
	_ "embed"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

//go:embed testdata/browser/probes.js
var probes string

// readable are the pages that a reader can look at: all but those that send on.
func readable(s *site) []*page {
	return slices.DeleteFunc(slices.Clone(s.pages), (*page).isAlias)
}

// Widths that every page is read at: a phone, a desk; and the two ends.
const (
	phone     = 360
	desk      = 1280
	narrowest = 320
	widest    = 1600
)

// TestReader looks at every page in a real browser, as readers meet it.
func TestReader(t *testing.T) {
	axe := newAxe(t, readVerdicts(t))
	s := built(t)
	b := startBrowser(t, s)
	pages := readable(s)
	var read atomic.Int64
	t.Cleanup(func() { // after the pages, which are read side by side
		if int(read.Load()) < len(pages) {
			return // -run chose some pages only
		}
		t.Logf("axe: %d pages in 2 schemes at 2 widths; answers that people gave, by entry: %v", len(pages), axe.used)
		for _, verdict := range axe.stale() {
			t.Errorf("testdata/verdicts.yaml: nothing needs the verdict on %s any more; take it out", verdict)
		}
	})
	for _, p := range pages {
		t.Run(p.path, func(t *testing.T) {
			t.Parallel()
			defer read.Add(1)
			tb := b.open(t)
			report := func(where string, found []string) {
				for _, f := range found {
					t.Errorf("%s: %s", where, f)
				}
			}
			tb.hook()
			tb.media("screen", "prefers-color-scheme", "light")
			tb.size(phone)
			tb.visit(p.path)
			report("loading", tb.quiet())
			report("at rest", evaluate[[]string](tb, "probe.animations()"))
			words := evaluate[string](tb, "probe.words()")
			testLayout(tb, report)
			testBarriers(tb, axe, report)
			testPaper(tb, report)
			testLiveBarriers(tb, report)
			testWithoutScripts(tb, p.path, words, report)
		})
	}
}

// testLayout reads the page on all widths, with larger text and wider spacing.
func testLayout(tb *tab, report func(string, []string)) {
	look := func(width int64, how string, probes ...string) {
		tb.size(width)
		for _, probe := range probes {
			report(fmt.Sprintf("%d px%s", width, how), evaluate[[]string](tb, fmt.Sprintf(probe, width)))
		}
	}
	const wide, cut = "probe.overflow(%d)", "probe.clipped(%.0[1]d)"
	look(widest, "", wide, cut)
	look(narrowest, "", wide, cut)
	tb.do(chromedp.Evaluate[chromedp.Void]("probe.unfold()"))
	look(narrowest, ", all details open", wide, cut)
	tb.do(chromedp.Evaluate[chromedp.Void]("probe.spacing()"))
	look(phone, ", wide spacing", wide, cut)
	look(desk, ", wide spacing", wide, cut)
	tb.do(chromedp.Evaluate[chromedp.Void]("probe.largeText()"))
	look(desk, ", text at 200 %%", wide, cut)
	look(phone, ", text at 200 %%", cut)
	tb.do(chromedp.Evaluate[chromedp.Void]("probe.plain()"))
}

// testBarriers runs axe in both schemes and at both widths, details open.
func testBarriers(tb *tab, axe *axeCheck, report func(string, []string)) {
	axe.load(tb)
	for _, scheme := range []string{"light", "dark"} {
		tb.media("screen", "prefers-color-scheme", scheme, "prefers-reduced-motion", "reduce")
		for _, width := range []int64{phone, desk} {
			tb.size(width)
			report(fmt.Sprintf("axe, %s, %d px", scheme, width), axe.run(tb))
		}
	}
}

// testPaper prints the page of a reader who reads white on black.
func testPaper(tb *tab, report func(string, []string)) {
	tb.size(desk)
	tb.media("print", "prefers-color-scheme", "dark")
	report("print", evaluate[[]string](tb, "probe.printed()"))
	tb.size(700)
	report("print", evaluate[[]string](tb, "probe.overflow(700)"))
	tb.media("screen", "prefers-color-scheme", "light")
}

// testWithoutScripts compares the text that a browser shows without JavaScript.
func testWithoutScripts(tb *tab, address, words string, report func(string, []string)) {
	call(tb, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
	tb.size(phone)
	tb.visit(address)
	if got := evaluate[string](tb, "probe.words()"); got != words {
		report("without JavaScript", []string{fmt.Sprintf("the text is %q, with JavaScript %q", shorten(got), shorten(words))})
	}
}

// TestKeyboard walks through pages with the Tab key alone.
func TestKeyboard(t *testing.T) {
	s := built(t)
	b := startBrowser(t, s)
	for _, address := range []string{ // one page of each kind
		"/", "/404.html", "/410.html", "/id/jnv84w/", "/fr/", "/fr/404.html", storyPage, interviewPage, "/en/interviews/two-voices-from-2023/",
		"/fr/actualites/", "/fr/actualites/cours-a-mopti/", "/fr/modules/", "/fr/modules/genre/", "/fr/formations/cours-de-janvier-et-fevrier-2017/",
		"/fr/de-stagiaire-a-formateur/", "/fr/chiffres/", "/fr/forces-et-partenaires/", "/fr/glossaire/", "/fr/recherche/", "/fr/hors-ligne/",
		"/fr/plan-du-site/", "/fr/accessibilite/", "/fr/themes/", "/fr/themes/confiance/", "/fr/ressources/", "/fr/guide/", "/fr/guide/les-champs/",
	} {
		t.Run(address, func(t *testing.T) {
			t.Parallel()
			if s.byURL[address] == nil {
				t.Fatalf("there is no page %s", address)
			}
			tb := b.open(t)
			tb.size(phone)
			tb.visit(address)
			walk(tb, isOwnLanguage(s.byURL[address]))
		})
	}
}

// focus is what a probe says about the element that has the keyboard.
type focus struct {
	Name, Href       string
	Index            int
	Visible, Covered bool
}

// walk presses Tab to the end of the page: the skip link first, each focus to be
// seen and not covered, in the order of the document, nothing left out.
func walk(tb *tab, skipLink bool) {
	const enough = 600
	var seen []int
	for range enough {
		tb.do(chromedp.KeyEvent(kb.Tab))
		f := evaluate[*focus](tb, "probe.focused()")
		if f == nil {
			break
		}
		if len(seen) == 0 && skipLink && f.Href != "#main" {
			tb.t.Errorf("the first stop is %s, not the skip link", f.Name)
		}
		if !f.Visible {
			tb.t.Errorf("focus cannot be seen on %s", f.Name)
		}
		if f.Covered {
			tb.t.Errorf("something covers %s", f.Name)
		}
		if len(seen) > 0 && f.Index >= 0 && f.Index <= seen[len(seen)-1] {
			tb.t.Errorf("%s comes out of order", f.Name)
		}
		seen = append(seen, f.Index)
	}
	if len(seen) == 0 || len(seen) == enough {
		tb.t.Errorf("Tab stops %d times: the keyboard is caught, or reaches nothing", len(seen))
	}
	for _, complaint := range evaluate[[]string](tb, fmt.Sprintf("probe.missed(%s)", strings.ReplaceAll(fmt.Sprint(seen), " ", ","))) {
		tb.t.Error(complaint)
	}
}

// TestPaperIsSpared prints pages as a reader does and counts the sheets: no empty ones,
// no navigation that fills them.
func TestPaperIsSpared(t *testing.T) {
	b := startBrowser(t, built(t))
	for _, address := range []string{storyPage, interviewPage, "/fr/modules/genre/", "/fr/"} {
		tb := b.open(t)
		tb.visit(address)
		words := evaluate[int](tb, `document.querySelector("main").innerText.split(/\s+/).length`)
		printed := call(tb, cdppage.PrintToPDF, cdppage.PrintToPDFParams{PaperWidth: 8.27, PaperHeight: 11.69})
		sheets := len(pdfSheet.FindAll(printed.Data, -1))
		if most := 2 + words/150; sheets == 0 || sheets > most {
			t.Errorf("%s: %d sheets for %d words, at most %d", address, sheets, words, most)
		}
	}
}

var pdfSheet = regexp.MustCompile(`/Type\s*/Page\b`)

// TestUnknownAddress expects the 404 page of the language, with its status.
func TestUnknownAddress(t *testing.T) {
	server := handler(built(t).files)
	for address, language := range map[string]string{"/fr/nulle-part/": "fr", "/en/nowhere": "en", "/x.png": "fr"} {
		w := httptest.NewRecorder()
		server.ServeHTTP(w, httptest.NewRequest(http.MethodGet, address, nil))
		body, err := io.ReadAll(w.Result().Body)
		if err != nil {
			t.Fatal(err)
		}
		if w.Code != http.StatusNotFound || !strings.Contains(string(body), `<html lang="`+language+`"`) {
			t.Errorf("%s: status %d, %s", address, w.Code, shorten(string(body)))
		}
	}
}
