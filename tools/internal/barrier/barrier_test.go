package barrier

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// page puts a piece of main into a page without a barrier.
func page(main string) []byte {
	return []byte(`<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A visit to the market</title></head>` +
		`<body><main><h1>A visit to the market</h1>` + main + `</main></body></html>`)
}

func kinds(t *testing.T, data []byte) []string {
	t.Helper()
	findings, err := Static(data)
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	for _, f := range findings {
		list = append(list, f.Kind)
	}
	return list
}

// pairs are, for each kind, a piece that has the barrier and one that does not.
var pairs = []struct{ kind, bad, good string }{
	{"html/duplicate-id", `<p id="a">x</p><p id="a">y</p>`, `<p id="a">x</p><p id="b">y</p>`},
	{"heading/empty", `<h2></h2>`, `<h2><img alt="Prices" src="p.png"></h2>`},
	{"heading/skipped", `<h3>Prices</h3>`, `<h2>Prices</h2><h3>Fish</h3><h2>Hours</h2>`},
	{"heading/several-h1", `<h1>Prices</h1>`, `<h2>Prices</h2>`},
	{"list/item-outside", `<li>x</li>`, `<ul><li>x</li></ul>`},
	{"list/term-outside", `<dt>x</dt>`, `<dl><div><dt>x</dt><dd>y</dd></div></dl>`},
	{"list/nested-directly", `<ul><ul><li>x</li></ul></ul>`, `<ul><li>x<ul><li>y</li></ul></li></ul>`},
	{"list/typed", `<p>- rice<br>- fish<br>- salt</p>`, `<p>2023 - rice<br>2024 - fish<br>2025 - salt</p>`},
	{"table/no-caption", `<table><tr><th>a</th></tr><tr><td>b</td></tr></table>`, `<table><caption>T</caption><tr><th>a</th></tr><tr><td>b</td></tr></table>`},
	{"table/no-headers", `<table><caption>T</caption><tr><td>b</td></tr></table>`, `<table role="presentation"><tr><td>b</td></tr></table>`},
	{"table/only-headers", `<table><caption>T</caption><tr><th>b</th></tr></table>`, `<table><caption>T</caption><tr><th>a</th></tr><tr><td>b</td></tr></table>`},
	{"table/no-scope", `<table><caption>T</caption><tr><th>a</th><th>b</th></tr><tr><th>c</th><td>d</td></tr></table>`,
		`<table><caption>T</caption><tr><th scope="col">a</th><th scope="col">b</th></tr><tr><th scope="row">c</th><td>d</td></tr></table>`},
	{"table/double-headers", `<table><caption>T</caption><tr><th>a</th><th>b</th><th>c</th></tr><tr><th>c</th><th>e</th><td>d</td></tr></table>`,
		`<table><caption>T</caption><tr><th id="x">a</th><th id="y">b</th></tr><tr><th id="z">c</th><td headers="y z">d</td></tr></table>`},
	{"table/in-table", `<table><caption>T</caption><tr><th>a</th></tr><tr><td><table><caption>U</caption><tr><th>a</th></tr><tr><td>b</td></tr></table></td></tr></table>`,
		`<table><caption>T</caption><tr><th>a</th></tr><tr><td>b</td></tr></table>`},
	{"table/in-header", `<table><caption>T</caption><tr><th>a<table><caption>U</caption><tr><th>a</th></tr><tr><td>b</td></tr></table></th></tr><tr><td>b</td></tr></table>`,
		`<table><caption>T</caption><tr><th>a</th></tr><tr><td>b</td></tr></table>`},
	{"table/layout", `<table><tr><td><ul><li>x</li></ul></td></tr></table>`, `<table role="none"><tr><td><ul><li>x</li></ul></td></tr></table>`},
	{"table/empty-header", `<table><caption>T</caption><tr><th></th></tr><tr><td>b</td></tr></table>`, `<table><caption>T</caption><tr><td></td><th scope="col">a</th></tr><tr><th scope="row">b</th><td>c</td></tr></table>`},
	{"table/empty-cell", `<table><caption>T</caption><tr><th>a</th></tr><tr><td> </td></tr></table>`, `<table><caption>T</caption><tr><th>a</th></tr><tr><td>–</td></tr></table>`},
	{"table/uneven", `<table><caption>T</caption><tr><th>a</th></tr><tr><td>b</td><td>c</td></tr></table>`, `<table><caption>T</caption><tr><th>a</th></tr><tr><td>c</td></tr></table>`},
	{"html/obsolete", `<center>x</center>`, `<p>x</p>`},
	{"html/unknown-role", `<div role="breadcrumbs">x</div>`, `<div role="doc-tip">x</div><div role="group">y</div>`},
	{"html/inline-colour", `<p style="color:red">x</p>`, `<p style="margin:0">x</p>`},
	{"motion/blink", `<blink>x</blink>`, `<p>x</p>`},
	{"motion/marquee", `<marquee>x</marquee>`, `<p>x</p>`},
	{"html/empty-paragraph", `<p> </p>`, `<p role="status"></p><p><img alt="Fish on ice" src="x.jpg"></p>`},
	{"html/pre-without-code", "<pre>/\\_</pre>", "<pre><code>ls</code></pre>"},
	{"html/article-of-links", `<article><h2>More</h2><nav><a href="/a">Fish and rice</a></nav></article>`, `<article><h2>More</h2><p>Fish and rice, a long text. <a href="/a">Prices</a></p></article>`},
	{"html/object-wmode", `<object data="x"><param name="wmode" value="opaque">Fish</object>`, `<object data="x"><param name="wmode" value="window">Fish</object>`},
	{"html/unbalanced", `<div>x</span></div>`, `<ul><li>x<li>y</ul><p>z<br><svg><path d="M0 0"/></svg>`},
	{"image/spacer", `<img src="spacer.gif" alt="">`, `<p>Fish <img src="fish.gif" alt="" width="40"></p>`},
	{"image/no-alt", `<img src="a.png">`, `<p>Fish <img src="a.png" alt=""></p>`},
	{"image/empty-alt-with-title", `<p>x<img src="a.png" alt="" title="Fish"></p>`, `<p>x<img src="a.png" alt=""></p>`},
	{"image/empty-alt-alone", `<p><img src="a.png" alt=""></p>`, `<p>Fish <img src="a.png" alt=""></p>`},
	{"image/decorative-with-alt", `<img src="a.png" alt="Fish on ice" role="presentation">`, `<p>x<img src="a.png" alt="" role="presentation"></p>`},
	{"image/alt-file-name", `<img src="a/fish-2.png" alt="fish-2.png">`, `<img src="a/fish-2.png" alt="Two fish on a table">`},
	{"image/alt-vague", `<img src="a.png" alt="image">`, `<img src="a.png" alt="Two fish on a table">`},
	{"image/alt-formula", `<img src="a.png" alt="Photo de deux poissons">`, `<img src="a.png" alt="Deux poissons sur une table">`},
	{"image/alt-long", `<img src="a.png" alt="` + strings.Repeat("fish and rice ", 12) + `">`, `<img src="a.png" alt="Fish and rice">`},
	{"image/alt-unlike-file", `<img src="market-in-mopti.jpg" alt="Twitter">`, `<img src="market-in-mopti.jpg" alt="Market">`},
	{"image/title-differs", `<img src="a.png" alt="Fish on ice" title="Rice">`, `<img src="a.png" alt="Fish on ice" title="fish on ice">`},
	{"button/image-no-alt", `<form><input type="image" src="go.png"></form>`, `<form><input type="image" src="go.png" alt="Search"></form>`},
	{"button/image-empty-alt", `<form><input type="image" src="go.png" alt=""></form>`, `<form><input type="image" src="go.png" alt="Search"></form>`},
	{"button/vague", `<form><input type="image" src="go.png" alt="click"></form>`, `<form><input type="image" src="go.png" alt="Search"></form>`},
	{"frame/no-title", `<iframe src="map.html"></iframe>`, `<iframe src="map.html" title="Map of the market"></iframe>`},
	{"media/autoplay", `<audio src="a.mp3" autoplay></audio><h2>Transcript</h2>`, `<audio src="a.mp3" controls></audio><h2>Transcript</h2>`},
	{"media/no-transcript", `<audio src="a.mp3" controls></audio>`, `<video src="a.mp4" controls><track kind="captions" src="a.vtt"></video>`},
	{"link/picture-without-name", `<a href="/fish"><img src="a.png" alt=""></a>`, `<a href="/fish"><img src="a.png" alt="Fish market"></a>`},
	{"link/empty", `<a href="/fish"></a>`, `<a href="/fish" aria-label="Fish market"></a>`},
	{"link/punctuation", `<a href="/fish">…</a>`, `<a href="/fish">Fish…</a>`},
	{"link/vague", `<a href="/fish">cliquez ici !</a>`, `<a href="/fish">Read more about fish</a>`},
	{"link/javascript", `<a href="javascript:go()">Fish market</a>`, `<a href="/go">Fish market</a>`},
	{"link/hash", `<a href="#">Fish market</a>`, `<a href="#fish">Fish market</a>`},
	{"link/new-window", `<a href="/fish" target="_blank">Fish market</a>`, `<a href="/fish" target="_blank">Fish market (new window)</a>`},
	{"link/title-repeats", `<a href="/fish" title="Fish market">Fish market</a>`, `<a href="/fish" title="Open on Sunday">Fish market</a>`},
	{"link/picture-repeats", `<a href="/fish"><img src="a.png" alt="Fish">Fish</a>`, `<a href="/fish"><img src="a.png" alt="">Fish</a>`},
	{"link/file-details", `<p><a href="a.pdf">Prices</a></p>`, `<p><a href="a.pdf">Prices</a> (PDF, 120 KB)</p>`},
	{"link/to-picture", `<p>A <a href="a.jpg">fish</a></p>`, `<p>A <a href="a.html">fish</a></p>`},
	{"link/recording-without-transcript", `<a href="a.mp3">Listen to the seller</a>`, `<a href="a.mp3">Listen to the seller</a> <a href="a.html">Transcript</a>`},
	{"link/same-words", `<p><a href="/a">Fish</a> and <a href="/b">Fish</a></p>`, `<p><a href="/a">Fish</a> and <a href="/a">Fish</a></p>`},
	{"link/neighbours", `<p><a href="/a"><img src="a.png" alt="Carp"></a> <a href="/a">Fish</a></p>`, `<p><a href="/a">Carp</a> and <a href="/b">fish</a></p>`},
	{"link/row-without-list", `<p><a href="/a">A</a> <a href="/b">B</a> <a href="/c">C</a></p>`, `<p><a href="/a">A</a>, <a href="/b">B</a>, <a href="/c">C</a></p>`},
	{"keyboard/access-key", `<a href="/a" accesskey="f">Fish</a>`, `<a href="/a">Fish</a>`},
	{"keyboard/positive-tabindex", `<a href="/a" tabindex="3">Fish</a>`, `<a href="/a" tabindex="0">Fish</a>`},
	{"keyboard/tabindex-on-text", `<p tabindex="0">Fish</p>`, `<div tabindex="0" role="region" aria-label="Prices">Fish</div><p tabindex="-1">x</p>`},
	{"form/placeholder-only", `<form><input placeholder="Name"></form>`, `<form><label for="n">Name</label><input id="n" placeholder="Awa"></form>`},
	{"form/no-label", `<form><input></form>`, `<form><label>Name <input></label></form>`},
	{"button/empty", `<button type="button"></button>`, `<button type="button" aria-label="Close"></button>`},
	{"form/pattern-unexplained", `<form><label>Code <input pattern="\d+"></label></form>`, `<form><label>Code <input pattern="\d+" title="Digits only"></label></form>`},
	{"form/empty-label", `<form><label for="n"></label><input id="n" title="Name"></form>`, `<form><label for="n">Name</label><input id="n"></form>`},
	{"form/label-without-field", `<form><label for="n">Name</label></form>`, `<form><label for="n">Name</label><input id="n"></form>`},
	{"form/two-labels", `<form><label for="n">Date</label><label for="n">Day</label><input id="n"></form>`, `<form><label for="n">Date</label><input id="n"></form>`},
	{"form/hint-apart", `<form><label for="n">Name</label><p>As on the card</p><input id="n"></form>`, `<form><label for="n">Name</label><p id="h">As on the card</p><input id="n" aria-describedby="h"></form>`},
	{"form/same-label", `<form><label>Name <input></label><label>Name <input></label></form>`, `<form><fieldset><legend>You</legend><label>Name <input></label></fieldset><fieldset><legend>Child</legend><label>Name <input></label></fieldset></form>`},
	{"form/empty-legend", `<form><fieldset><legend></legend><label>Name <input></label></fieldset></form>`, `<form><fieldset><legend>You</legend><label>Name <input></label></fieldset></form>`},
	{"form/no-legend", `<form><fieldset><label>Name <input></label></fieldset></form>`, `<form><fieldset aria-label="You"><label>Name <input></label></fieldset></form>`},
	{"form/ungrouped-radio", `<form><label><input type="radio" name="a"> Yes</label><label><input type="radio" name="a"> No</label></form>`,
		`<form><fieldset><legend>Fresh?</legend><label><input type="radio" name="a"> Yes</label><label><input type="radio" name="a"> No</label></fieldset></form>`},
	{"form/ungrouped-checkbox", `<form><label><input type="checkbox" name="a"> Rice</label><label><input type="checkbox" name="a"> Fish</label></form>`,
		`<form><div role="group" aria-label="Goods"><label><input type="checkbox" name="a"> Rice</label><label><input type="checkbox" name="a"> Fish</label></div></form>`},
	{"form/errors-unnamed", `<form><p role="alert">Two errors</p><label>Name <input></label></form>`, `<form><p role="alert">Two errors</p><label>Name <input aria-invalid="true"></label></form>`},
	{"language/bad-code", `<p lang="frrr">poisson</p>`, `<p lang="bm">jɛgɛ</p>`},
	{"language/wrong", `<p lang="fr">The people of the market have told us that they are happy with the prices of this year.</p>`, `<p lang="fr">Les gens du marché nous ont dit qu’ils sont contents des prix de cette année.</p>`},
	{"language/unmarked", `<p>Les gens du marché nous ont dit qu’ils sont contents des prix de cette année.</p>`, `<p lang="fr">Les gens du marché nous ont dit qu’ils sont contents des prix de cette année.</p>`},
	{"language/no-direction", `<p lang="ar">سوق</p>`, `<p lang="ar" dir="rtl">سوق</p>`},
	{"language/wrong-direction", `<p dir="rtl">Fish</p>`, `<p dir="rtl" lang="ar">سوق</p>`},
	{"text/location", `<p>The button on the right brings the list.</p>`, `<p>He is right: the button brings the list.</p>`},
	{"text/plain-language", `<p>` + strings.Repeat("Notwithstanding organisational responsibilities, interministerial implementation necessitates institutional harmonisation, incorporating administrative accountability considerations ", 5) + `.</p>`,
		`<p>` + strings.Repeat("The fish is cheap today. We buy it and go home. ", 9) + `</p>`},
	{"text/wall", strings.Repeat(`<p>`+strings.Repeat("The fish is cheap today. ", 16)+`</p>`, 5), `<h2>Fish</h2>` + strings.Repeat(`<p>`+strings.Repeat("The fish is cheap today. ", 16)+`</p>`, 5)},
	{"text/abbreviation", `<p><abbr>GDS</abbr> is here.</p>`, `<p><abbr title="Garde">GN</abbr> and the Police (<abbr>PN</abbr>) are here.</p>`},
}

func TestEachKindFindsAndLetsPass(t *testing.T) {
	for _, p := range pairs {
		if got := kinds(t, page(p.bad)); !slices.Contains(got, p.kind) {
			t.Errorf("%s is not found in %s; found: %q", p.kind, p.bad, got)
		}
		if got := kinds(t, page(p.good)); slices.Contains(got, p.kind) {
			t.Errorf("%s is found in %s", p.kind, p.good)
		}
	}
}

// TestPageKinds are those that need a page of their own.
func TestPageKinds(t *testing.T) {
	good := string(page(`<p>Fish</p>`))
	if got := kinds(t, []byte(good)); len(got) > 0 {
		t.Fatalf("a good page: %q", got)
	}
	for kind, replace := range map[string][2]string{
		"page/no-title":          {`<title>A visit to the market</title>`, ``},
		"page/empty-title":       {`<title>A visit to the market</title>`, `<title> </title>`},
		"page/placeholder-title": {`<title>A visit to the market</title>`, `<title>Untitled document</title>`},
		"page/no-language":       {` lang="en"`, ``},
		"page/empty-language":    {` lang="en"`, ` lang=""`},
		"page/bad-language":      {` lang="en"`, ` lang="foobar"`},
		"page/wrong-language":    {`<p>Fish</p>`, `<p>Les gens du marché nous ont dit qu’ils sont contents des prix de cette année et de leurs clients.</p>`},
		"page/refresh":           {`<meta charset="utf-8">`, `<meta http-equiv="refresh" content="9">`},
		"page/no-zoom":           {`<meta charset="utf-8">`, `<meta name="viewport" content="user-scalable=no">`},
		"heading/no-h1":          {`<h1>A visit to the market</h1>`, ``},
	} {
		bad := strings.Replace(good, replace[0], replace[1], 1)
		if got := kinds(t, []byte(bad)); bad == good || !slices.Contains(got, kind) {
			t.Errorf("%s is not found; found: %q", kind, got)
		}
	}
}

// TestQuotedSpeech tells the language of a few words in quotation marks.
func TestQuotedSpeech(t *testing.T) {
	for text, want := range map[string]string{
		"Bonjour, madame !": "fr", "Gracias, señora": "es", "Thank you, sir": "en", "Mopti, Bamako": "", "Non": "", "jɛgɛ ka di": "",
	} {
		if got := speech(text); got != want {
			t.Errorf("speech(%q) = %q, want %q", text, got, want)
		}
	}
}

var kindInSource = regexp.MustCompile(`"((?:page|heading|list|table|html|motion|image|button|frame|media|link|keyboard|form|language|text)/[a-z0-9-]+)"`)

// TestEveryKindHasACase reads the sources: no static check without its pair.
func TestEveryKindHasACase(t *testing.T) {
	test, err := os.ReadFile("barrier_test.go")
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	seen := 0
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") || name == "barrier.go" {
			continue
		}
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range kindInSource.FindAllSubmatch(data, -1) {
			seen++
			if !strings.Contains(string(test), string(m[0])) {
				t.Errorf("%s: no case for %s", name, m[1])
			}
		}
	}
	if seen < 70 {
		t.Errorf("only %d kinds in the sources", seen)
	}
}
