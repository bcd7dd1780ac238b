package sitetest

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/goccy/go-yaml"
)

// needAxe returns the script of axe-core, or ends a test that cannot have it.
func needAxe(t *testing.T) string {
	t.Helper()
	needPrograms(t, "npm")
	source, err := checkers.Axe()
	if err != nil {
		t.Fatal(err)
	}
	return source
}

// verdict is what a person decided about a point that axe leaves to people (an
// "incomplete" result). testdata/verdicts.yaml holds them all.
type verdict struct {
	Rule     string `yaml:"rule" json:"rule"`
	Selector string `yaml:"selector" json:"selector"` // CSS; the element has to match it
	Verdict  string `yaml:"verdict" json:"-"`         // pass: looked at, no barrier
	Reason   string `yaml:"reason" json:"-"`
	By       string `yaml:"by" json:"-"`
	Date     string `yaml:"date" json:"-"`
}

// readVerdicts reads and checks the file of verdicts.
func readVerdicts(t *testing.T) []verdict {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", "verdicts.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	var list []verdict
	if err := yaml.UnmarshalWithOptions(data, &list, yaml.Strict()); err != nil {
		t.Fatalf("verdicts.yaml: %v", err)
	}
	for i, v := range list {
		if _, err := time.Parse(time.DateOnly, v.Date); err != nil || v.Rule == "" || v.Selector == "" || v.By == "" || v.Verdict != "pass" || len(v.Reason) < 20 {
			t.Errorf("verdicts.yaml: entry %d is not complete: %+v", i+1, v)
		}
	}
	return list
}

// axeCheck is axe-core with the verdicts that its questions meet; it remembers
// which of them were needed.
type axeCheck struct {
	source   string
	verdicts []verdict
	mu       sync.Mutex
	used     map[int]int // entry of verdicts → how often
}

func newAxe(t *testing.T, verdicts []verdict) *axeCheck {
	t.Helper()
	return &axeCheck{source: needAxe(t), verdicts: verdicts, used: map[int]int{}}
}

// stale lists the verdicts that no page needed.
func (a *axeCheck) stale() (list []string) {
	for i, v := range a.verdicts {
		if a.used[i] == 0 {
			list = append(list, v.Rule+" at "+v.Selector)
		}
	}
	return list
}

// axeRun asks for WCAG 2.2 up to level AA and for good practice. target-size is
// part of WCAG 2.2 but switched off in axe itself.
const axeRun = `((verdicts) => axe.run({
  runOnly: {type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]},
  rules: {"target-size": {enabled: true}},
  resultTypes: ["violations", "incomplete"], elementRef: true
}).then((r) => {
  const flat = (list) => list.flatMap((v) => v.nodes.map((n) => ({v, n})));
  const matches = (e, selector) => e instanceof Element && e.matches(selector);
  return {
    Violations: flat(r.violations).map(({v, n}) => v.id + " at " + n.target.join(" ") + ": " + n.failureSummary.replace(/\s+/g, " ")),
    Questions: flat(r.incomplete).map(({v, n}) => ({
      Text: v.id + " at " + n.target.join(" ") + ": " + [...n.any, ...n.all, ...n.none].map((c) => c.message).join("; "),
      Verdict: verdicts.findIndex((x) => x.rule === v.id && matches(n.element, x.selector)),
    })),
  };
}))`

// load puts axe into the page that the tab shows.
func (a *axeCheck) load(tb *tab) {
	tb.t.Helper()
	tb.do(chromedp.Evaluate[chromedp.Void](a.source + "; undefined"))
}

// run returns the violations on the page as it looks now, and the questions that
// nobody has answered.
func (a *axeCheck) run(tb *tab) (found []string) {
	tb.t.Helper()
	verdicts, err := json.Marshal(a.verdicts)
	if err != nil {
		tb.t.Fatal(err)
	}
	result := evaluate[struct {
		Violations []string
		Questions  []struct {
			Text    string
			Verdict int
		}
	}](tb, axeRun+"("+string(verdicts)+")")
	a.mu.Lock()
	defer a.mu.Unlock()
	for _, q := range result.Questions {
		if q.Verdict < 0 {
			found = append(found, "no verdict on: "+q.Text)
		}
		a.used[q.Verdict]++
	}
	return append(result.Violations, found...)
}

// TestAxeSeesAPlantedBarrier proves that the run is not silent about everything,
// and that a question needs its verdict.
func TestAxeSeesAPlantedBarrier(t *testing.T) {
	s := miniSite(t, `<!doctype html><html><head><title>T</title></head><body><main><h1>x</h1><img src="data:," width="9" height="9">
<p style="color:#ccc;background:#fff">pale</p><a href="/">a</a><a href="/b">b</a>
<p class="over" style="background:linear-gradient(#fff,#eee)">on a gradient</p></main></body></html>`)
	tb := startBrowser(t, s).open(t)
	tb.visit("/")
	verdicts := []verdict{{Rule: "color-contrast", Selector: ".other"}, {Rule: "color-contrast", Selector: "main > .over"}}
	strict, lenient := newAxe(t, verdicts[:1]), newAxe(t, verdicts)
	strict.load(tb)
	found := strings.Join(strict.run(tb), "\n")
	for _, want := range []string{"html-has-lang at ", "image-alt at ", "color-contrast at ", "target-size at ", "no verdict on: color-contrast at .over"} {
		if !strings.Contains(found, want) {
			t.Errorf("axe does not say %q; it says:\n%s", want, found)
		}
	}
	if found := strings.Join(lenient.run(tb), "\n"); strings.Contains(found, "no verdict") {
		t.Errorf("a verdict was not heard: %s", found)
	}
	if stale := fmt.Sprint(lenient.stale()); stale != "[color-contrast at .other]" {
		t.Errorf("stale verdicts: %s", stale)
	}
}
