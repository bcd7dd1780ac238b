package sitetest

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/chromedp"
)

// axeSource is the script of axe-core, installed on first use from the lock file.
var axeSource = sync.OnceValues(func() (string, error) {
	script := filepath.Join("node_modules", "axe-core", "axe.min.js")
	if !axeInstalled() {
		out, err := exec.Command("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund").CombinedOutput()
		if err != nil {
			return "", fmt.Errorf("npm ci: %w: %s", err, out)
		}
	}
	data, err := os.ReadFile(script)
	return string(data), err
})

// axeInstalled compares the installed version with the one that is asked for.
func axeInstalled() bool {
	var wanted struct {
		DevDependencies map[string]string
	}
	var installed struct{ Version string }
	return readJSON("package.json", &wanted) == nil &&
		readJSON(filepath.Join("node_modules", "axe-core", "package.json"), &installed) == nil &&
		installed.Version == wanted.DevDependencies["axe-core"]
}

func readJSON(name string, v any) error {
	data, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	return json.Unmarshal(data, v)
}

// needAxe returns the script, or ends a test that cannot have it.
func needAxe(t *testing.T) string {
	t.Helper()
	source, err := axeSource()
	if err != nil {
		unavailable(t, "axe-core cannot be installed. Install Node.js with npm and go online once. "+err.Error())
	}
	return source
}

// axeRun asks for WCAG 2.2 up to level AA and for good practice. target-size is
// part of WCAG 2.2 but switched off in axe itself.
const axeRun = `axe.run({
  runOnly: {type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]},
  rules: {"target-size": {enabled: true}},
  resultTypes: ["violations"]
}).then(r => r.violations.flatMap(v => v.nodes.map(n => v.id + " at " + n.target.join(" ") + ": " + n.failureSummary.replace(/\s+/g, " "))))`

// loadAxe puts axe into the page that the tab shows.
func (tb *tab) loadAxe(source string) {
	tb.t.Helper()
	tb.do(chromedp.Evaluate[chromedp.Void](source + "; undefined"))
}

// axe returns the violations on the page as it looks now.
func (tb *tab) axe() []string {
	tb.t.Helper()
	return evaluate[[]string](tb, axeRun)
}

// TestAxeSeesAPlantedBarrier proves that the run is not silent about everything.
func TestAxeSeesAPlantedBarrier(t *testing.T) {
	source := needAxe(t)
	s := miniSite(t, `<!doctype html><html><head><title>T</title></head><body><main><h1>x</h1><img src="data:," width="9" height="9">
<p style="color:#ccc;background:#fff">pale</p><a href="/">a</a><a href="/b">b</a></main></body></html>`)
	tb := startBrowser(t, s).open(t)
	tb.visit("/")
	tb.loadAxe(source)
	found := strings.Join(tb.axe(), "\n")
	for _, rule := range []string{"html-has-lang", "image-alt", "color-contrast", "target-size"} {
		if !strings.Contains(found, rule+" at ") {
			t.Errorf("axe does not see %s; it sees:\n%s", rule, found)
		}
	}
}
