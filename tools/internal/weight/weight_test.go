package weight

import (
	"encoding/hex"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"proximite/tools/internal/diagnostic"
)

func TestLoads(t *testing.T) {
	l := Read([]byte(`<html><link rel="stylesheet" href="/a.css"><link rel="icon" href="/i.svg"><link rel="alternate" href="/x">
		<link rel="icon" href="data:x"><script src="/s.js"></script><script src="/s.js"></script><main data-kind="story">
		<picture><source srcset="/a-320.avif 320w, /a-640.avif 640w, /a-960.avif 960w"><source srcset="/a-640.webp 640w"><img src="/a.jpg" loading="lazy"></picture>
		<img src="/b.png" srcset="/b-320.png 320w, /b-480.png 480w"><img src="/c.png">`))
	want := Loads{
		Kind: "story", Sheets: []string{"/a.css"}, Scripts: []string{"/s.js"}, Icons: []string{"/i.svg"},
		Pictures: []string{"/a-640.avif", "/b-480.png", "/c.png"}, Lazy: 1,
	}
	if l.Kind != want.Kind || !slices.Equal(l.Pictures, want.Pictures) || l.Lazy != 1 ||
		!slices.Equal(l.Sheets, want.Sheets) || !slices.Equal(l.Scripts, want.Scripts) || !slices.Equal(l.Icons, want.Icons) {
		t.Errorf("got %+v\nwant %+v", l, want)
	}
	if n := l.Requests(); n != 6 {
		t.Errorf("%d requests, want 6", n)
	}
}

func TestKinds(t *testing.T) {
	for page, want := range map[string]string{
		`<main data-kind="news">`: "news", `<main>`: "list", `<main><form data-index="x">`: "search",
		`<meta name="robots" content="noindex"><main>`: "staff",
	} {
		if got := Read([]byte(page)).Kind; got != want {
			t.Errorf("%s: %s, want %s", page, got, want)
		}
	}
}

func TestBudgets(t *testing.T) {
	b := BudgetsFrom(map[string]any{
		"default": map[string]any{"page_gzip": 14000}, "story": map[string]any{"page_brotli": 9000, "requests": 2},
	})
	story := b.For("story")
	if story.Page != 14000 || story.Brotli != 9000 || story.Requests != 2 || story.Picture != 40_000 {
		t.Errorf("story: %+v", story)
	}
	if list := b.For("list"); list.Page != 14000 || list.Requests != 6 {
		t.Errorf("list: %+v", list)
	}
	if (Budgets{}).For("x") != DefaultBudget() {
		t.Error("no budgets are not the default")
	}
}

// noise is text that does not compress.
func noise(n int) string {
	r := rand.New(rand.NewPCG(1, 2))
	b := make([]byte, n/2)
	for i := range b {
		b[i] = byte(r.Uint32())
	}
	return hex.EncodeToString(b)
}

func TestPartsNameTheHeaviest(t *testing.T) {
	page := `<html><style>` + noise(4000) + `</style><main><p>x</p><h2>Un <b>titre</b></h2><p>` + noise(9000) + `</p>
		<h2>Autre</h2><svg><h2>no</h2><path d="` + noise(2000) + `"/></svg></main><footer>y</footer>`
	parts := Parts([]byte(page))
	var names []string
	for _, p := range parts[:3] {
		names = append(names, p.Name.EN)
	}
	if want := []string{"section “Un titre”", "style (CSS)", "drawings (SVG)"}; !slices.Equal(names, want) {
		t.Errorf("heaviest: %q, want %q", names, want)
	}
	if s := parts[0].In(diagnostic.French); !strings.HasPrefix(s, "partie « Un titre » 4") {
		t.Errorf("in French: %s", s)
	}
}

// TestStampHolds weighs the page that says its weight.
func TestStampHolds(t *testing.T) {
	root := t.TempDir()
	write := func(name, text string) {
		name = filepath.Join(root, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("js/a.js", noise(3000))
	write("p/640.webp", strings.Repeat("x", 31_040))
	const line = `<p>Poids : <span data-weight></span><span data-pictures=" et {size} d’images"></span>, <span data-price></span></p>`
	write("fr/a/index.html", `<html lang="fr"><script src="/sous/js/a.js"></script><p>`+noise(9000)+`<img src="../../p/640.webp">`+line)
	write("en/a/index.html", `<html lang="en"><p>short</p>`+line)
	write("en/b/index.html", `<html lang="en"><p>no line</p>`)
	if err := Stamp(root, Price{PerMegabyte: 2}); err != nil {
		t.Fatal(err)
	}
	read := func(name string) string {
		data, err := os.ReadFile(filepath.Join(root, name))
		if err != nil {
			t.Fatal(err)
		}
		return string(data)
	}
	page := read("fr/a/index.html")
	own := Gzip([]byte(page)) + Gzip([]byte(noise(3000)))
	want := "Poids : " + Kilobytes(own, true) + " et 31,0\u00a0Ko d’images, " + Price{2}.Of(own+31_040, true) + "</p>"
	if !strings.HasSuffix(page, want) {
		t.Errorf("got %s\nwant %s", page[strings.Index(page, "Poids"):], want)
	}
	if got := read("en/a/index.html"); !strings.HasSuffix(got, "Poids : 0.1\u00a0kB, 0.00023\u00a0FCFA</p>") && !strings.HasSuffix(got, "Poids : 0.1\u00a0kB, 0.0002\u00a0FCFA</p>") {
		t.Errorf("short page: %s", got)
	}
}

func TestPriceInWords(t *testing.T) {
	for n, want := range map[int]string{8_000: "0,016\u00a0FCFA", 49_000: "0,098\u00a0FCFA", 100_000: "0,20\u00a0FCFA", 1_000_000: "2,00\u00a0FCFA", 0: "0,00\u00a0FCFA"} {
		if got := (Price{PerMegabyte: 2}).Of(n, true); got != want {
			t.Errorf("%d bytes: %q, want %q", n, got, want)
		}
	}
}
