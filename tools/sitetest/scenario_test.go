package sitetest

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// soon waits for an expression to become true, also while a page is left and without
// JavaScript; an answer that never comes is the
// failure that the test is about.
func (tb *tab) soon(what, expression string) {
	tb.t.Helper()
	const often, pause = 100, 50 * time.Millisecond
	for range often {
		// A page that is just being left has no answer.
		if ok, err := chromedp.Run(tb.ctx, chromedp.Evaluate[bool](expression)); err == nil && ok {
			return
		}
		time.Sleep(pause)
	}
	tb.t.Errorf("never happened: %s", what)
}

// press sends a key to whatever has the keyboard.
func (tb *tab) press(key string) {
	tb.t.Helper()
	tb.do(chromedp.KeyEvent(key))
}

// tabTo presses Tab until the element that a selector names has the keyboard.
func (tb *tab) tabTo(selector string) bool {
	tb.t.Helper()
	for range 200 {
		tb.press(kb.Tab)
		if evaluate[bool](tb, fmt.Sprintf(`document.activeElement.matches(%q)`, selector)) {
			return true
		}
		if evaluate[bool](tb, `document.activeElement === document.body`) {
			break
		}
	}
	tb.t.Errorf("the keyboard never reaches %s", selector)
	return false
}

// scripts switches JavaScript of the site on or off for the next page.
func (tb *tab) scripts(on bool) {
	tb.t.Helper()
	call(tb, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: !on})
}

// scenario is a way through the site by keyboard alone; all but the last work without
// JavaScript too.
type scenario struct {
	name, start string
	needsScript bool
	steps       func(tb *tab)
}

const storyPage, interviewPage = "/fr/recits/la-police-de-proximite-a-bamako/", "/fr/entretiens/deux-voix-de-2023/"

var scenarios = []scenario{
	{"skip link", storyPage, false, func(tb *tab) {
		tb.press(kb.Tab)
		tb.press(kb.Enter)
		tb.soon("the address ends in #main", `location.hash === "#main"`)
		tb.press(kb.Tab)
		tb.soon("the next stop lies in the content", `document.querySelector("main").contains(document.activeElement)`)
	}},
	{"main menu", storyPage, false, func(tb *tab) {
		if tb.tabTo(`.menu__link[href="/fr/entretiens/"]`) {
			tb.press(kb.Enter)
			tb.soon("the interviews open, and the menu says so", `document.querySelector('.menu__link[href="/fr/entretiens/"]')?.getAttribute("aria-current") === "page"`)
		}
	}},
	{"other language", storyPage, false, func(tb *tab) {
		if tb.tabTo(`.languages a[hreflang="en"]`) {
			tb.press(kb.Enter)
			tb.soon("the same story opens in English", `document.documentElement.lang === "en" && location.pathname.startsWith("/en/stories/")`)
		}
	}},
	{"filter of a list", "/fr/actualites/", false, func(tb *tab) {
		if !tb.tabTo(".facets > summary") {
			return
		}
		tb.press(kb.Enter)
		tb.soon("the filters unfold", `document.querySelector(".facets").open`)
		if tb.tabTo(".facets a") {
			target := evaluate[string](tb, `document.activeElement.getAttribute("href")`)
			tb.press(kb.Enter)
			tb.soon("the filtered list opens", fmt.Sprintf(`(location.pathname + location.hash).endsWith(%q)`, target))
		}
	}},
	{"original of a quotation", storyPage, false, func(tb *tab) {
		if tb.tabTo(".quote__original summary") {
			tb.press(" ")
			tb.soon("the original unfolds", `document.activeElement.parentElement.open && document.activeElement.parentElement.querySelector("[lang=en]").getClientRects().length > 0`)
			tb.press(" ")
			tb.soon("the original folds up", `!document.activeElement.parentElement.open`)
		}
	}},
	{"original of a passage", interviewPage, false, func(tb *tab) {
		if tb.tabTo(".segment__original summary") {
			tb.press(kb.Enter)
			tb.soon("the original unfolds", `document.activeElement.parentElement.open`)
		}
	}},
	{"address of a passage", interviewPage, false, func(tb *tab) {
		if tb.tabTo(".segment__link") {
			target := evaluate[string](tb, `document.activeElement.getAttribute("href")`)
			tb.press(kb.Enter)
			tb.soon("the address of the passage shows", fmt.Sprintf(`location.hash === %q`, target))
			tb.soon("the passage is the target", fmt.Sprintf(`document.querySelector(%q).matches(":target")`, target))
		}
	}},
	{"from the quotation to its context", storyPage, false, func(tb *tab) {
		if tb.tabTo(".quote__context") {
			tb.press(kb.Enter)
			tb.soon("the passage of the interview opens", `location.pathname.startsWith("/fr/entretiens/") && document.querySelector(".segment:target") !== null`)
		}
	}},
	{"search", "/fr/recherche/", true, func(tb *tab) {
		if !tb.tabTo(`input[type="search"]`) {
			return
		}
		tb.do(chromedp.KeyEvent("confiance"))
		tb.press(kb.Enter)
		tb.soon("results appear and are announced", `document.querySelectorAll(".search-results a").length > 0 && document.querySelector("[role=status]").textContent.trim() !== ""`)
		tb.tabTo(".search-results a")
	}},
}

// TestScenarios goes each way with the keyboard, with JavaScript and, where it can be
// done, without.
func TestScenarios(t *testing.T) {
	s := built(t)
	b := startBrowser(t, s)
	for _, x := range scenarios {
		for _, on := range []bool{true, false} {
			if !on && x.needsScript {
				continue
			}
			t.Run(fmt.Sprintf("%s/scripts %v", x.name, on), func(t *testing.T) {
				t.Parallel()
				tb := b.open(t)
				tb.size(phone)
				tb.scripts(on)
				tb.visit(x.start)
				x.steps(tb)
			})
		}
	}
}

// TestSearchWithoutScripts wants what stands in for the search: a word on why, and
// links to everything.
func TestSearchWithoutScripts(t *testing.T) {
	b := startBrowser(t, built(t))
	for address, note := range map[string]string{"/fr/recherche/": "JavaScript", "/en/search/": "JavaScript"} {
		tb := b.open(t)
		tb.size(phone)
		tb.scripts(false)
		tb.visit(address)
		if seen := evaluate[string](tb, `document.querySelector("main").innerText`); !strings.Contains(seen, note) {
			t.Errorf("%s: nothing is said to browsers without JavaScript", address)
		}
		if n := evaluate[int](tb, `[...document.querySelectorAll("main a[href]")].filter((a) => a.getClientRects().length > 0).length`); n < 50 {
			t.Errorf("%s: only %d links stand in for the search", address, n)
		}
	}
}

// TestForcedColours reads pages in the reader's own few colours: the keyboard can be
// seen, what is chosen is told by more than a background, edges stay.
func TestForcedColours(t *testing.T) {
	s := built(t)
	for _, p := range readable(s) {
		for _, style := range all(p.root, "style") {
			if strings.Contains(strings.ReplaceAll(style.FirstChild.Data, " ", ""), "forced-color-adjust:none") {
				t.Errorf("%s: a style refuses the reader's colours", p.file)
			}
		}
	}
	b := startBrowser(t, s)
	for _, address := range []string{"/", "/fr/", storyPage, interviewPage, "/fr/recherche/", "/fr/actualites/"} {
		t.Run(address, func(t *testing.T) {
			t.Parallel()
			tb := b.open(t)
			tb.media("screen", "forced-colors", "active", "prefers-color-scheme", "dark")
			tb.size(desk)
			tb.visit(address)
			for _, complaint := range evaluate[[]string](tb, "probe.forced()") {
				t.Error(complaint)
			}
			walk(tb, isOwnLanguage(s.byURL[address]))
		})
	}
}

// TestForcedColoursAreToldFromMistakes proves that the probe can complain.
func TestForcedColoursAreToldFromMistakes(t *testing.T) {
	s := miniSite(t, `<!doctype html><html lang="fr"><head><title>T</title><link rel="icon" href="data:,"><style>
a[aria-current] { background: #cfc; } button { border: 0; } path { fill: none; }</style></head><body>
<nav><a href="/a" aria-current="page">un</a> <a href="/b">deux</a></nav><button>go</button>
<svg role="img" width="9" height="9"><path d="M0 0h9v9z"/></svg></body></html>`)
	tb := startBrowser(t, s).open(t)
	tb.media("screen", "forced-colors", "active")
	tb.visit("/")
	got := strings.Join(evaluate[[]string](tb, "probe.forced()"), "\n")
	for _, want := range []string{"chosen by colour alone: a", "no edge: button", "drawn with nothing: path"} {
		if !strings.Contains(got, want) {
			t.Errorf("forced colours: %q, want %q", got, want)
		}
	}
}
