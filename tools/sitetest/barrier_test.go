package sitetest

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/goccy/go-yaml"

	"proximite/tools/internal/barrier"
)

// tolerated is a kind of finding beyond WCAG 2.2 AA that our pages may have.
type tolerated struct {
	Kind   string `yaml:"kind"`
	Page   string `yaml:"page"`  // part of the address; "" for all
	Where  string `yaml:"where"` // part of what names the element
	Reason string `yaml:"reason"`
	Date   string `yaml:"date"`
	used   bool
}

func readTolerated(t *testing.T) []*tolerated {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", "tolerated.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	var list []*tolerated
	if err := yaml.UnmarshalWithOptions(data, &list, yaml.Strict()); err != nil {
		t.Fatalf("tolerated.yaml: %v", err)
	}
	for _, x := range list {
		if !slices.Contains(barrier.Beyond, x.Kind) || len(x.Reason) < 20 || x.Date == "" {
			t.Errorf("tolerated.yaml: %s: only kinds beyond WCAG 2.2 AA can be tolerated, with reason and date", x.Kind)
		}
	}
	return list
}

// intolerable keeps the findings that no entry lets pass.
func intolerable(list []*tolerated, page string, findings []barrier.Finding) (left []string) {
	for _, f := range findings {
		if i := slices.IndexFunc(list, func(x *tolerated) bool {
			return x.Kind == f.Kind && strings.Contains(page, x.Page) && strings.Contains(f.Where, x.Where)
		}); i >= 0 {
			list[i].used = true
			continue
		}
		left = append(left, f.String())
	}
	return left
}

// TestBarriersInMarkup applies the checks of package barrier that need no browser
// to every page.
func TestBarriersInMarkup(t *testing.T) {
	list := readTolerated(t)
	for _, p := range readable(built(t)) {
		findings, err := barrier.Static(p.data)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range intolerable(list, p.path, findings) {
			t.Errorf("%s: %s", p.path, f)
		}
	}
	for _, x := range list {
		if !x.used {
			t.Errorf("tolerated.yaml: nothing needs %s %s %s any more; take it out", x.Kind, x.Page, x.Where)
		}
	}
}

// hook makes the pages that the tab will open tell which elements listen for clicks.
func (tb *tab) hook() {
	tb.t.Helper()
	call(tb, cdppage.AddScriptToEvaluateOnNewDocument, cdppage.AddScriptToEvaluateOnNewDocumentParams{Source: barrier.Hook})
}

// testLiveBarriers applies the checks of package barrier that need a running page.
// The last one clicks and types, so the page is left as a reader may leave it.
func testLiveBarriers(tb *tab, report func(string, []string)) {
	tb.do(chromedp.Evaluate[chromedp.Void](barrier.Live))
	for _, width := range []int64{desk / 2, narrowest} { // a desk at 200 % and 400 %
		tb.size(width)
		report(fmt.Sprintf("barriers, %d px", width), intolerable(nil, "", evaluate[[]barrier.Finding](tb, fmt.Sprintf(`barrier.fits("%d px")`, width))))
	}
	// axe has just read the page in both schemes; the light one has the lesser contrasts.
	tb.media("screen", "prefers-color-scheme", "light", "prefers-reduced-motion", "reduce")
	tb.size(desk)
	var left []barrier.Finding
	for _, f := range evaluate[[]barrier.Finding](tb, "barrier.look()") {
		// Contrast of level AAA costs nothing here, so it is kept.
		if f.Kind == "contrast/enhanced" || !slices.Contains(barrier.Beyond, f.Kind) {
			left = append(left, f)
		}
	}
	report("barriers", intolerable(nil, "", left))
}

// TestLiveBarriersSeePlantedOnes proves that the script is not silent: one page with
// a barrier of each kind that needs no file and no click.
func TestLiveBarriersSeePlantedOnes(t *testing.T) {
	s := miniSite(t, `<!doctype html><html lang="fr"><head><title>T</title><link rel="icon" href="data:,"><style>
.pale { color: #bbb; } .tight { line-height: 1; width: 9em; } .caps { text-transform: uppercase; } .lean { font-style: italic; }
.full { text-align: justify; } .tiny { font-size: 8px; } .said::after { content: "promis"; } .big { font-size: 2em; font-weight: 700; }
.cut { height: 1.2em; width: 12em; overflow: hidden; } p a.plain { text-decoration: none; color: inherit; } p a.blue { text-decoration: none; color: #00c; }
.right { float: right; } .menu ul { display: none; } .menu:hover ul { display: block; } .blind:focus { outline: none; } .click { cursor: pointer; }
.red { color: #a00; } .green { color: #060; } .wide { width: 900px; } .row label { float: left; } .row input { float: right; }
</style></head><body><main><h1>Titre</h1>
<p class="pale">pâle</p><p class="tight">des lignes trop serrées pour être lues par tous sans peine</p>
<p class="caps">une phrase entière en lettres capitales se lit mal</p><p class="lean">`+strings.Repeat("penché ", 35)+`</p>
<p class="full">`+strings.Repeat("justifié ", 20)+`</p><p class="tiny">minuscule</p><p class="said">il a </p>
<div class="big">Faux titre</div><p>Un paragraphe qui suit le faux titre, plus long que lui.</p>
<p class="cut">un texte qui sort de sa boîte et que l’on ne voit pas en entier</p>
<p>Voir <a class="plain" href="/a">ceci</a> et <a class="blue" href="/b">cela</a>.</p>
<ul><li class="red">un</li><li class="green">deux</li><li class="red">trois</li></ul>
<section><div class="right">Un</div><div class="right">Deux</div></section><div class="wide">large</div>
<div class="menu">Menu<ul><li>caché</li></ul></div><a class="blind" href="/c">aveugle</a><div class="click">bouton</div>
<a href="/d">lire <span hidden style="display:none">la suite</span></a><span role="button" tabindex="0">faux</span>
<form><p class="row"><label for="f">Pays</label><input id="f"></p></form>
</main></body></html>`)
	tb := startBrowser(t, s).open(t)
	tb.hook()
	tb.size(desk)
	tb.visit("/")
	tb.do(chromedp.Evaluate[chromedp.Void](barrier.Live))
	said := map[string]bool{}
	for _, f := range evaluate[[]barrier.Finding](tb, "barrier.look()") {
		said[f.Kind] = true
	}
	tb.size(narrowest)
	for _, f := range evaluate[[]barrier.Finding](tb, `barrier.fits("narrow")`) {
		said[f.Kind] = true
	}
	for _, want := range []string{
		"contrast/minimum", "text/line-height", "text/capitals", "text/italic", "text/justified", "text/small", "text/css-generated",
		"heading/fake", "layout/larger-text", "layout/text-spacing", "layout/zoom", "layout/wide", "layout/reading-order",
		"link/undistinguished", "colour/link-alone", "colour/alone", "keyboard/hover-only", "keyboard/unreachable-click", "keyboard/space",
		"focus/invisible", "link/hidden-words", "form/label-far",
	} {
		if !said[want] {
			t.Errorf("%s is not found; found: %v", want, said)
		}
	}
}

// TestLiveBarriersOfScripts plants what only shows when somebody clicks and types, and
// beside each the same done well, which has to pass.
func TestLiveBarriersOfScripts(t *testing.T) {
	const page = `<!doctype html><html lang="fr"><head><title>Titre</title><link rel="icon" href="data:,"><style>
[hidden] { display: none; } .box { position: fixed; top: 20%; left: 20%; width: 300px; height: 200px; background: #fff; }
.close { cursor: pointer; } .pair { display: block; } .pair a { float: right; } i.dot { display: inline-block; }
li a { display: inline-block; font-size: 12px; line-height: 14px; } .error { background: #fdd; border: 1px solid #c00; }
.note { background: url(/dot.png) no-repeat; }
</style></head><body><main><h1>Titre</h1>
<a id="open" href="#">Ouvrir</a><div class="box" id="bad" hidden><span class="close">×</span><p>Une boîte qui ne prend pas le clavier et ne se ferme pas.</p></div>
<button id="well" type="button">Ouvrir bien</button><dialog id="good"><p>Une boîte qui prend le clavier, et qui le garde.</p><button type="button">Fermer</button></dialog>
<form><label for="l">Langue</label><select id="l"><option>fr</option><option>en</option></select>
<label for="ok">Thème</label><select id="ok"><option>a</option><option>b</option></select>
<label for="s">Nom</label><input id="s"><p id="alert" hidden>Vous avez vingt minutes</p></form>
<form><label>Un <input class="error"></label> <label>Deux <input></label> <label>Trois <input class="error"></label></form>
<p><a id="trap" href="/trap">piège</a></p><div class="pair"><a href="/1">un</a><a href="/2">deux</a></div>
<ul><li><a href="/3">trois</a></li><li><a href="/4">quatre</a></li></ul>
<p><img src="/moves.gif" alt="Une roue qui tourne"></p><div class="note">Attention au courant</div>
</main><script src="/a.js"></script></body></html>`
	const script = `const at = (id) => document.getElementById(id);
at("open").onclick = (e) => { e.preventDefault(); at("bad").hidden = false; };
document.querySelector(".close").addEventListener("click", () => { at("bad").hidden = true; });
at("well").onclick = () => at("good").showModal();
document.querySelector("#good button").onclick = () => at("good").close();
document.addEventListener("keydown", (e) => { if (e.key === "Escape") at("good").close(); });
at("l").onchange = () => { location.href = "/ailleurs"; };
at("s").onfocus = () => { at("alert").hidden = false; setTimeout(() => { at("alert").hidden = true; }, 300); };
at("trap").onkeydown = (e) => e.preventDefault();`
	gif := "GIF89a\x01\x00\x01\x00\x80\x00\x00\xff\xff\xff\x00\x00\x00" + strings.Repeat("!\xf9\x04\x00\x05\x00\x00\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00", 2) + ";"
	s := siteOf(t, fstest.MapFS{
		"index.html": {Data: []byte(page)}, "a.js": {Data: []byte(script)}, "moves.gif": {Data: []byte(gif)},
	})
	b := startBrowser(t, s)
	tb := b.open(t)
	tb.hook()
	tb.size(desk)
	tb.visit("/")
	tb.do(chromedp.Evaluate[chromedp.Void](barrier.Live))
	said := map[string]string{}
	for _, f := range evaluate[[]barrier.Finding](tb, "barrier.look()") {
		said[f.Kind] += f.Where + "\n"
	}
	for _, want := range []string{
		"dialog/focus-not-moved", "dialog/focus-escapes", "dialog/close-unreachable", "dialog/escape", "form/change-navigates", "time/vanishes",
		"form/error-by-colour", "keyboard/trap", "focus/order", "target/small", "motion/animated-image", "image/background",
	} {
		if said[want] == "" {
			t.Errorf("%s is not found; found: %v", want, said)
		}
	}
	for kind, right := range map[string]string{"dialog/focus-not-moved": "good", "dialog/escape": "good", "form/change-navigates": "#ok", "form/error-by-colour": "Langue"} {
		if strings.Contains(said[kind], right) {
			t.Errorf("%s is found where it is not: %s", kind, said[kind])
		}
	}
}
