package sitetest

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/chromedp"

	"proximite/tools/internal/content"
	"proximite/tools/internal/finish"
	"proximite/tools/internal/hugosite"
	"proximite/tools/internal/trim"
)

// TestTrimmingShowsNothing compares pages as Hugo made them with the same pages trimmed:
// every element has the same place, size and style, on paper and in the dark too.
func TestTrimmingShowsNothing(t *testing.T) {
	raw, trimmed := filepath.Join(t.TempDir(), "raw"), filepath.Join(t.TempDir(), "trimmed")
	source, err := project()
	if err != nil {
		t.Fatal(err)
	}
	corpus, err := content.Load(os.DirFS(source))
	if err != nil {
		t.Fatal(err)
	}
	overlay, err := finish.Overlay(corpus, false)
	if err != nil {
		t.Fatal(err)
	}
	if out, err := hugosite.Build(t.Context(), hugosite.Options{Source: source, Destination: raw, BaseURL: rootBase, Overlay: overlay}); err != nil || !out.OK {
		t.Fatalf("build: %v\n%s", err, out.Output)
	}
	if err := os.CopyFS(trimmed, os.DirFS(raw)); err != nil {
		t.Fatal(err)
	}
	if err := trim.Dir(trimmed); err != nil {
		t.Fatal(err)
	}
	before, after := siteOf(t, os.DirFS(raw)), siteOf(t, os.DirFS(trimmed))
	if a, b := len(before.byURL["/fr/"].data), len(after.byURL["/fr/"].data); b > a*9/10 {
		t.Errorf("home page: %d bytes of %d: nothing was trimmed", b, a)
	}
	tb := startBrowser(t, before).open(t)
	rawAddress, trimmedAddress := tb.address, startBrowser(t, after).address
	for _, p := range onePageEach(before) {
		for _, width := range []int64{phone, desk} {
			tb.size(width)
			for _, how := range [][]string{{"screen", "prefers-color-scheme", "light"}, {"screen", "prefers-color-scheme", "dark"}, {"print"}} {
				tb.media(how[0], how[1:]...)
				want, got := looks(tb, rawAddress+p.path), looks(tb, trimmedAddress+p.path)
				if len(want) != len(got) {
					t.Fatalf("%s: %d elements, %d when trimmed", p.path, len(want), len(got))
				}
				for i := range want {
					if want[i] != got[i] {
						t.Errorf("%s, %d px, %v: element %d is %s, trimmed %s", p.path, width, how, i, want[i], got[i])
						break
					}
				}
			}
		}
	}
}

// onePageEach are the pages of a language that differ in the set of their classes.
func onePageEach(s *site) (pages []*page) {
	seen := make(map[string]bool)
	for _, p := range readable(s) {
		isNew := p.file == "index.html"
		for _, n := range all(p.root, "[class]") {
			class := attribute(n, "class")
			isNew = isNew || !seen[class] && p.language() == "fr"
			seen[class] = true
		}
		if isNew && p.language() == "fr" {
			pages = append(pages, p)
		}
	}
	return pages
}

// looks describes every element of a page: what it is and a number that changes with
// its place, size and any of its styles.
func looks(tb *tab, address string) []string {
	tb.t.Helper()
	tb.do(chromedp.Navigate(address))
	return evaluate[[]string](tb, `[...document.querySelectorAll("body, body *")].map((e) => {
		const box = e.getBoundingClientRect();
		let text = [box.x, box.y, box.width, box.height].map((n) => n.toFixed(2)).join();
		for (const part of [null, "::before", "::after", "::marker"]) {
			const style = getComputedStyle(e, part);
			if (part && part !== "::marker" && style.content === "none") continue;
			for (let i = 0; i < style.length; i++) if (!style[i].startsWith("--")) text += style[i] + style.getPropertyValue(style[i]);
		}
		let n = 0;
		for (let i = 0; i < text.length; i++) n = (n * 31 + text.charCodeAt(i)) | 0;
		return e.tagName + "." + (e.getAttribute("class") || "") + " " + n + " " + text.slice(0, 40);
	})`)
}
