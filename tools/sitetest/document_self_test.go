package sitetest

import (
	"strings"
	"testing"
	"testing/fstest"
)

// TestDocumentChecksSeePlantedMistakes proves that each check can fail, and that
// it is silent about the same page without the mistake.
func TestDocumentChecksSeePlantedMistakes(t *testing.T) {
	const head = `<!doctype html>
<html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>T</title><link rel="icon" href="/i.svg"></head><body>`
	const sound = head + `<main><h1>Un</h1>BODY</main></body></html>`
	tests := []struct{ check, body, complaint string }{
		{"ids", `<p id="a">x</p><p id="a">y</p>`, `"a" stands twice`},
		{"headings", `<h3>x</h3>`, "follows level 1"},
		{"headings", `<h1>x</h1>`, "2 × h1"},
		{"headings", `<h2></h2>`, "is empty"},
		{"landmarks", `<nav><ul><li><a href="/">x</a></li></ul></nav>`, "nav has no name"},
		{"landmarks", `<nav aria-label="a"></nav><nav aria-label="a"></nav>`, "two landmarks"},
		{"nesting", `<p>a<div>b</div></p>`, "wrong nesting"},
		{"nesting", `<p>a`, "closes"},
		{"nesting", `<a href="/">x<a href="/y">y</a></a>`, "wrong nesting"},
		{"nesting", `<table><tr><td>x</td></tr></table>`, "wrong nesting"},
		{"children", `<ul><p>x</p></ul>`, "<p> directly in <ul>"},
		{"children", `<dl>words</dl>`, "directly in <dl>"},
		{"children", `<span><div>x</div></span>`, "<div> in <span>"},
		{"children", `<details><p>x</p></details>`, "does not start with <summary>"},
		{"children", `<a href="/"><button>x</button></a>`, "holds another control"},
		{"inline code", `<p style="color:red">x</p>`, "style="},
		{"inline code", `<p onclick="x()">x</p>`, "onclick="},
		{"inline code", `<a href=" JavaScript:x()">x</a>`, "href="},
		{"inline code", `<script>x()</script>`, "a script stands"},
		{"inline code", `<iframe src="/x"></iframe>`, "<iframe>"},
		{"references", `<p aria-labelledby="nope">x</p>`, `"nope"`},
		{"alternatives", `<img src="a.jpg" width="1" height="1">`, "has no alt"},
		{"alternatives", `<img src="a.jpg" alt="IMG_1.jpg" width="1" height="1">`, `alt "IMG_1.jpg"`},
		{"alternatives", `<img src="a.jpg" alt="Une place">`, "has no size"},
		{"alternatives", `<svg></svg>`, "neither named nor hidden"},
		{"tables", `<table><tbody><tr><td>x</td></tr></tbody></table>`, "no caption"},
		{"links", `<a href="/x">cliquez ici</a>`, `called "cliquez ici"`},
		{"links", `<a href="/x"></a>`, `called ""`},
		{"links", `<a href="/x">Un</a> <a href="/y">Un</a>`, "and to /y"},
		{"links", `<a href="/x" target="_blank">Un</a>`, "opens a window"},
		{"leftovers", `<a href="#ZgotmplZ">x</a>`, "ZgotmplZ"},
		{"leftovers", `<dd> not-published</dd>`, "literal not-published"},
		{"leftovers", `<p>%!s(MISSING)</p>`, "%!"},
		{"first flight", `<p>` + noise(40000) + `</p>`, "bytes gzip"},
		{"tab order", `<a href="/" tabindex="3">x</a>`, `tabindex "3"`},
		{"parts of text", `<p>Ni sɔgɔma</p>`, "is marked as fr"},
		{"metadata", `<base href="/x">`, "1 × base"},
	}
	for _, test := range tests {
		got := documentChecks[test.check](onePage(t, "fr/index.html", strings.Replace(sound, "BODY", test.body, 1)))
		if !strings.Contains(strings.Join(got, "\n"), test.complaint) {
			t.Errorf("%s about %s: %q, want %q", test.check, shorten(test.body), got, test.complaint)
		}
	}
	english := onePage(t, "en/index.html", strings.Replace(sound, "BODY", "", 1))
	if got := checkLanguage(english); len(got) != 1 {
		t.Errorf("a French page in en/: %q", got)
	}
	if got := checkDoctype(onePage(t, "fr/index.html", "<html></html>")); len(got) != 1 {
		t.Errorf("a page without doctype: %q", got)
	}
	clean := onePage(t, "fr/index.html", strings.Replace(sound, "BODY", `<p>x <span lang="bm">sɔgɔma</span></p>
<svg aria-hidden="true"><linearGradient id="g"/><path d="M0 0"/></svg>`, 1))
	for name, check := range documentChecks {
		if got := check(clean); len(got) > 0 {
			t.Errorf("%s about a sound page: %q", name, got)
		}
	}
}

// onePage is a page that a test makes up.
func onePage(t *testing.T, file, source string) *page {
	t.Helper()
	return siteOf(t, fstest.MapFS{file: {Data: []byte(source)}}).pages[0]
}

// noise is text that does not compress, the same every time.
func noise(n int) string {
	b, state := make([]byte, n), uint32(1)
	for i := range b {
		state = state*1664525 + 1013904223
		b[i] = 'a' + byte(state>>24)%26
	}
	return string(b)
}
