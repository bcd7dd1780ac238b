package sitetest

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// TestProbesSeePlantedMistakes proves that each probe can complain, and that the
// tab hears the console and the network.
func TestProbesSeePlantedMistakes(t *testing.T) {
	s := miniSite(t, `<!doctype html><html lang="fr"><head><title>T</title><link rel="icon" href="data:,"><style>
.wide { width: 900px; } .cut { overflow: hidden; width: 4em; height: 1em; } .over { margin-top: -1em; }
@keyframes k { from { opacity: 0 } } .moves { animation: k 9s infinite; }
.blind:focus-visible { outline: none; } .lid { position: fixed; inset: 0 0 auto; height: 40px; background: #fff; }
@media print { body { background: #123; } p { color: #ddd; } }
</style></head><body><a class="blind" href="/x">un</a> <a href="/y">deux</a><div class="lid"></div>
<main><div class="wide">large</div><p class="cut">beaucoup de mots dans une petite boîte</p><p>dessous</p><p class="over">dessus</p>
<p class="moves">bouge</p><nav>menu</nav><a rel="external" href="https://example.org/">source</a>
<span tabindex="0" style="position:absolute;left:2px;top:2px;z-index:-1">caché</span></main>
<img src="/missing.png"><img src="https://third.invalid/x.png"></body></html>`)
	tb := startBrowser(t, s).open(t)
	tb.size(narrowest)
	tb.visit("/")
	wants := map[string]string{
		"probe.overflow(320)": "wide on a screen of 320",
		"probe.clipped()":     "cut off: p.cut",
		"probe.overlaps()":    "one over the other",
		"probe.animations()":  "moves: p.moves",
		"probe.missed([0])":   `never focused: a "deux"`,
	}
	for probe, want := range wants {
		if got := strings.Join(evaluate[[]string](tb, probe), "\n"); !strings.Contains(got, want) {
			t.Errorf("%s = %q, want %q", probe, got, want)
		}
	}
	quiet := strings.Join(tb.quiet(), "\n")
	for _, want := range []string{"missing.png: status 404", "third party: https://third.invalid/x.png", "console: error: "} {
		if !strings.Contains(quiet, want) {
			t.Errorf("loading is noted as %q, want %q", quiet, want)
		}
	}
	first := evaluate[*focus](tb, `document.querySelector(".blind").focus(), probe.focused()`)
	if first.Visible || !first.Covered {
		t.Errorf("a link without outline under a lid: %+v", first)
	}
	tb.media("print")
	printed := strings.Join(evaluate[[]string](tb, "probe.printed()"), "\n")
	for _, want := range []string{"on paper: nav", "dark paper: BODY", "pale ink: p", "address not written out: a"} {
		if !strings.Contains(printed, want) {
			t.Errorf("printed = %q, want %q", printed, want)
		}
	}
}

// TestTextWithoutScriptsIsTold proves that the comparison can see a difference.
func TestTextWithoutScriptsIsTold(t *testing.T) {
	s := siteOf(t, fstest.MapFS{
		"index.html": {Data: []byte(`<!doctype html><html lang="fr"><title>T</title><main>sans script</main><script src="/a.js"></script></html>`)},
		"a.js":       {Data: []byte(`document.querySelector("main").textContent = "avec script"`)},
	})
	tb := startBrowser(t, s).open(t)
	tb.visit("/")
	words := evaluate[string](tb, "probe.words()")
	var heard []string
	testWithoutScripts(tb, "/", words, func(where string, found []string) { heard = append(heard, found...) })
	if words != "avec script" || !slices.ContainsFunc(heard, func(h string) bool { return strings.Contains(h, "sans script") }) {
		t.Errorf("with scripts %q, heard %q", words, heard)
	}
}
