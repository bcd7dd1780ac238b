package trim

import (
	"strings"
	"testing"
)

const noScript = "\x00"

func pruned(css, body, script string) string {
	words := func(string) map[string]bool {
		if script == noScript {
			return nil
		}
		m := map[string]bool{}
		for _, w := range scriptWord.FindAllString(script, -1) {
			m[w] = true
		}
		return m
	}
	tag := ""
	if script != "" {
		tag = `<script src="/js/x.js" defer></script>`
	}
	out := string(Page([]byte("<html><head>"+tag+"<style>"+css+"</style></head><body>"+body+"</body></html>"), words))
	_, out, _ = strings.Cut(out, "<style>")
	out, _, _ = strings.Cut(out, "</style>")
	return out
}

func TestRulesThatMeetNothingGo(t *testing.T) {
	for _, c := range []struct{ name, css, body, script, want string }{
		{"class", ".a{x:1}.b{x:2}", `<p class="c a">`, "", ".a{x:1}"},
		{"element", "p{x:1}table{x:2}", `<P>`, "", "p{x:1}"},
		{"implied element", "table{x:1}tbody{x:2}body{x:3}", `<table>`, "", "table{x:1}tbody{x:2}body{x:3}"},
		{"id", "#a{x:1}#b{x:2}", `<p id=a>`, "", "#a{x:1}"},
		{"all parts must be there", ".a .b{x:1}.a>p{x:2}", `<p class=a>`, "", ".a>p{x:2}"},
		{"one of a list", ".a,.b:hover,h1{x:1}", `<p class=a>`, "", ".a{x:1}"},
		{"comma in parentheses", ".a:is(.b,.c),.d{x:1}", `<p class="a c">`, "", ".a:is(.b,.c){x:1}"},
		{"none of a choice", ".a:is(.b,.c){x:1}.a:where(:hover,.c){x:2}", `<p class=a>`, "", ".a:where(:hover,.c){x:2}"},
		{"what must not be", ".a:not(.z){x:1}", `<p class=a>`, "", ".a:not(.z){x:1}"},
		{"has", ".a:has(.z:checked) .b{x:1}.a:has(.b,.z){x:2}", `<p class="a b">`, "", ".a:has(.b,.z){x:2}"},
		{"attribute", `.a[data-x~="b, .z {"]{x:1}`, `<p class=a>`, "", `.a[data-x~="b, .z {"]{x:1}`},
		{"states", ":root{x:1}*,:before,::marker{x:2}", "", "", ":root{x:1}*,:before,::marker{x:2}"},
		{"string with braces", `p:after{content:"}.b{"}`, "<p>", "", `p:after{content:"}.b{"}`},
		{"escape", `.a\:b{x:1}`, "", "", `.a\:b{x:1}`},
		{"media", "@media print{.a{x:1}.b{x:2}}@media (width>9px){.b{x:3}}", "<p class=a>", "", "@media print{.a{x:1}}"},
		{"layers join", "@layer a,b;@layer a{.a{x:1}}@layer a{.b{x:2}}@layer a{p{x:3}}", "<p class=a>", "", "@layer a,b;@layer a{.a{x:1}p{x:3}}"},
		{"other media do not join", "@media a{p{x:1}}@media b{p{x:2}}", "<p>", "", "@media a{p{x:1}}@media b{p{x:2}}"},
		{"script adds", ".now{x:1}.z{x:2}", "", `e.classList.add("now")`, ".now{x:1}"},
		{"script composes", ".hit--story{x:1}.z{x:2}", "", `"hit--" + kind`, ".hit--story{x:1}"},
		{"unknown script", ".b{x:1}", "", noScript, ".b{x:1}"},
		{"properties", ":root{--a: 1;--b:2;--ab:3}p{x:var(--a)}.z{x:var(--b)}", "<p>", "", ":root{--a:1}p{x:var(--a)}"},
		{"properties of properties", ":root{--a:var(--b);--b:2;--c:var(--d);--d:1}p{x:var(--a,1)}", "<p>", "", ":root{--a:var(--b);--b:2}p{x:var(--a,1)}"},
		{"property in the page", ":root{--a:1}", `<svg><path fill="var(--a)"/></svg>`, "", ":root{--a:1}"},
		{"animation", "@keyframes fade{to{x:1}}@keyframes turn{to{x:2}}p{animation:turn 1s}", "<p>", "", "@keyframes turn{to{x:2}}p{animation:turn 1s}"},
		{"broken sheet stays", ".b{x:1", "", "", ".b{x:1"},
		{"stray brace stays", ".b{x:1}}p{}", "", "", ".b{x:1}}p{}"},
	} {
		if got := pruned(c.css, c.body, c.script); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.name, got, c.want)
		}
	}
}

func TestWhiteSpace(t *testing.T) {
	for _, c := range [][2]string{
		{"<main>\n\n<p>a</p>\n <p>b</p>\n</main>", "<main><p>a</p><p>b</p></main>"},
		{"<p>a <b>b</b> <i>c</i>\n<a>d</a></p>", "<p>a <b>b</b> <i>c</i>\n<a>d</a></p>"},
		{"<ul>\n<li>a</li>\n<li>b</li>\n</ul>", "<ul><li>a</li>\n<li>b</li></ul>"},
		{"<p> <b>a</b> </p>", "<p><b>a</b></p>"},
		{"<pre>\n  <b>a</b>\n  <i>b</i>\n</pre>", "<pre>\n  <b>a</b>\n  <i>b</i>\n</pre>"},
		{"<p>a</p>\n\nb\n<p>c</p>", "<p>a</p>\n\nb\n<p>c</p>"},
		{"<span>a</span>\n<div>b</div>\n<div>c</div>", "<span>a</span>\n<div>b</div>\n<div>c</div>"},
		{"<head><style>.a{x:1}</style><style>p{x:1}</style></head><p>", "<head><style>p{x:1}</style></head><p>"},
		{"<!doctype html>\n<html>", "<!doctype html><html>"},
	} {
		once := Page([]byte(c[0]), nil)
		if string(once) != c[1] {
			t.Errorf("%q:\n got %q\nwant %q", c[0], once, c[1])
		}
		if again := Page(once, nil); string(again) != string(once) {
			t.Errorf("%q: trimmed twice: %q", c[0], again)
		}
	}
}

func TestTextIsUntouched(t *testing.T) {
	page := "<p>a &amp; b\u202f! <textarea>\n x </textarea> c</p>"
	if got := string(Page([]byte(page), nil)); got != page {
		t.Errorf("got %q", got)
	}
}
