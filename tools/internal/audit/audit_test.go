package audit

import (
	"context"
	"errors"
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"proximite/tools/internal/diagnostic"
	"proximite/tools/internal/mediatest"
)

const base = "https://example.org/sub/"

// head is what a right page has in its head. The path is relative to the language.
func head(language, path string) string {
	return `<!doctype html><html lang="` + language + `"><head><title>T</title>
<link rel="canonical" href="` + base + language + `/` + path + `">
<link rel="alternate" hreflang="fr" href="` + base + `fr/` + path + `">
<link rel="alternate" hreflang="en" href="` + base + `en/` + path + `">
<link rel="alternate" hreflang="x-default" href="` + base + `">
`
}

// whole is a right page with a body of the test's own.
func whole(language, path, body string) string {
	return head(language, path) + `</head><body><h1>H</h1>` + body + `</body></html>`
}

// tree is a right site, changed by the files of a test. A file without text is removed.
func tree(changes map[string]string) fstest.MapFS {
	files := map[string]string{
		"index.html":           `<!doctype html><html lang="fr"><h1>P</h1><a href="/sub/fr/">fr</a><a href="en/">en</a></html>`,
		"404.html":             `<!doctype html><html lang="fr"><h1>404</h1></html>`,
		"fr/index.html":        whole("fr", "", `<a href="/sub/fr/a/#s1">a</a> <a href="a/">a</a> <a href="https://www.eeas.europa.eu/">UE</a> <a href="mailto:press@example.org">x</a>`),
		"en/index.html":        whole("en", "", `<a href="`+base+`en/a/">a</a>`),
		"fr/a/index.html":      whole("fr", "a/", `<h2 id="s1">S</h2><img src="/sub/img/p.webp" alt=""><a href="#s1">s</a>`),
		"en/a/index.html":      whole("en", "a/", `<pre><code>{{&lt; quote &gt;}}</code></pre>`),
		"fr/404.html":          `<!doctype html><html lang="fr"><h1>404</h1></html>`,
		"fr/old/index.html":    `<!doctype html><html lang="fr"><meta http-equiv="refresh" content="0; url=` + base + `fr/a/"></html>`,
		"id/k4tm/index.html":   `<!doctype html><html lang="fr"><h1>k</h1><a href="/sub/fr/a/">a</a></html>`,
		"img/p.webp":           "RIFF\x0c\x00\x00\x00WEBPVP8 \x00\x00\x00\x00",
		"css/main.css":         `@import "base.css"; a{background:url(../img/p.webp)} b{mask:url(#m)}`,
		"css/base.css":         "p{}",
		"favicon.svg":          `<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/><use href="#p"/></svg>`,
		"sitemap.xml":          `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><loc>` + base + `fr/a/</loc></urlset>`,
		".well-known/x":        "x",
		".proximite":           "x",
		"fr/page/2/index.html": strings.ReplaceAll(whole("fr", "page/2/", ""), `rel="alternate"`, `rel="none"`),
	}
	for name, data := range changes {
		files[name] = data
	}
	m := make(fstest.MapFS)
	for name, data := range files {
		if data != "" {
			m[name] = &fstest.MapFile{Data: []byte(data)}
		}
	}
	return m
}

// quoted knows one segment, in two languages.
func quoted(ref, language, words string) bool {
	said := map[string]string{"fr": "Nous parlons", "en": "We talk"}
	return ref == "tr4nsc#s7f3q" && said[language] == words
}

func options() Options {
	return Options{BaseURL: base, Hidden: hiddenThings(), Items: []string{"k4tm"}, Quoted: quoted}
}

func audited(t *testing.T, changes map[string]string) Report {
	t.Helper()
	r, err := Site(t.Context(), tree(changes), options())
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestSiteWhenAllIsRight(t *testing.T) {
	r := audited(t, nil)
	for _, d := range r.Findings {
		t.Errorf("%s: %s %s", d.Path, d.Rule, d.Message.EN)
	}
	if r.Pages["fr"] != 3 || r.Pages["en"] != 2 || len(r.Pages) != 2 {
		t.Errorf("pages = %v, want 3 in French and 2 in English", r.Pages)
	}
	if r.Heaviest.Bytes < 100 || !strings.HasPrefix(r.Heaviest.Path, "/") {
		t.Errorf("heaviest = %+v", r.Heaviest)
	}
}

// jpeg has one segment with the body.
func jpeg(marker byte, body string) string {
	return "\xff\xd8\xff" + string([]byte{marker, byte((len(body) + 2) >> 8), byte(len(body) + 2)}) + body + "\xff\xda\x00\x02\xff\xd9"
}

// random text hardly compresses.
func incompressible(n int) string {
	var b strings.Builder
	for x := uint32(1); b.Len() < n; x = x*1664525 + 1013904223 {
		b.WriteByte("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 ."[x>>26])
	}
	return b.String()
}

func TestRules(t *testing.T) {
	// Each body stands on the page fr/a/; each rule has cases that it finds and,
	// next to them, cases that it passes.
	body := func(html string) map[string]string {
		return map[string]string{"fr/a/index.html": whole("fr", "a/", `<h2 id="s1">S</h2>`+html)}
	}
	page := func(html string) map[string]string { return map[string]string{"fr/a/index.html": html} }
	file := func(name, data string) map[string]string { return map[string]string{name: data} }
	tests := []struct {
		rule  string
		name  string
		files map[string]string
		found bool
	}{
		{"audit/altered-quotation", "other words", body(`<p data-quote="tr4nsc#s7f3q">« Nous écoutons »</p>`), true},
		{"audit/altered-quotation", "words in another language", body(`<p data-quote="tr4nsc#s7f3q">We talk</p>`), true},
		{"audit/altered-quotation", "unknown passage", body(`<p data-quote="tr4nsc#s7f3z">Nous parlons</p>`), true},
		{"audit/altered-quotation", "words as said", body(`<p data-quote="tr4nsc#s7f3q">« Nous <em>parlons</em> »</p>`), false},
		{"audit/altered-quotation", "the original beside", body(`<blockquote lang="en"><p data-quote="tr4nsc#s7f3q">“We talk”</p></blockquote>`), false},
		{"audit/dead-link", "missing page", body(`<a href="/sub/fr/b/">`), true},
		{"audit/dead-link", "missing relative page", body(`<a href="../b/">`), true},
		{"audit/dead-link", "missing slash", body(`<a href="/sub/fr/a">`), true},
		{"audit/dead-link", "missing picture", body(`<img alt="" src="/sub/img/q.webp">`), true},
		{"audit/dead-link", "missing candidate of a set", body(`<img alt="" src="/sub/img/p.webp" srcset="/sub/img/p.webp 1x, /sub/img/q.webp 2x">`), true},
		{"audit/dead-link", "whole address of ours", body(`<a href="` + base + `fr/b/">`), true},
		{"audit/dead-link", "redirect to nowhere", file("fr/old/index.html", `<html lang=fr><meta http-equiv=refresh content="0; url=/sub/fr/b/">`), true},
		{"audit/dead-link", "language version to nowhere", file("en/a/index.html", ""), true},
		{"audit/dead-link", "site map", file("sitemap.xml", `<loc>`+base+`fr/b/</loc>`), true},
		{"audit/dead-link", "identifier in a feed", file("sitemap.xml", `<guid isPermaLink="false">`+base+`nope/#fr</guid>`), false},
		{"audit/dead-link", "unreadable address", body(`<a href="/sub/%zz">`), true},
		{"audit/dead-link", "unreadable address elsewhere", body(`<a href="tel:+223">`), false},
		{"audit/dead-link", "question mark", body(`<a href="/sub/fr/a/?x=1">`), false},
		{"audit/dead-link", "accented address", map[string]string{
			"fr/a/index.html": whole("fr", "a/", `<a href="/sub/doc/%C3%A9.pdf">`), "doc/é.pdf": "x"}, false},
		{"audit/dead-fragment", "missing place", body(`<a href="#nope">`), true},
		{"audit/dead-fragment", "missing place elsewhere", body(`<a href="../#nope">`), true},
		{"audit/dead-fragment", "top, and text fragment", body(`<a href="#top"></a><a href="#"></a><a href="#:~:text=x">`), false},
		{"audit/dead-fragment", "accented place", body(`<h2 id="été">x</h2><a href="#%C3%A9t%C3%A9">`), false},
		{"audit/link-outside-site", "root of the host", body(`<a href="/fr/a/">`), true},
		{"audit/link-outside-site", "above the root", body(`<a href="../../../fr/a/">`), true},
		{"audit/link-outside-site", "root of the site without slash", body(`<a href="/sub">`), false},
		{"audit/missing-permanent-address", "no page", file("id/k4tm/index.html", ""), true},

		{"audit/third-party-request", "picture", body(`<img alt="" src="https://cdn.example/x.png">`), true},
		{"audit/third-party-request", "without scheme", body(`<script src="//cdn.example/x.js"></script>`), true},
		{"audit/third-party-request", "style sheet", body(`<link rel="stylesheet" href="https://fonts.example/css">`), true},
		{"audit/third-party-request", "early connection", body(`<link rel="preconnect" href="https://fonts.example">`), true},
		{"audit/third-party-request", "srcset", body(`<img alt="" src="/sub/img/p.webp" srcset="https://cdn.example/x 2x">`), true},
		{"audit/third-party-request", "poster", body(`<video poster="https://cdn.example/x"></video>`), true},
		{"audit/third-party-request", "style element", body(`<style>a{background:url('https://cdn.example/x')}</style>`), true},
		{"audit/third-party-request", "import", file("css/base.css", `@import "https://cdn.example/x.css";`), true},
		{"audit/third-party-request", "drawing", file("favicon.svg", `<svg><image href="https://cdn.example/x"/></svg>`), true},
		{"audit/third-party-request", "drawing in a page", body(`<svg><use xlink:href="https://cdn.example/x#y"></use></svg>`), true},
		{"audit/third-party-request", "form", body(`<form action="https://forms.example/"></form>`), true},
		{"audit/third-party-request", "frame as data", body(`<iframe src="javascript:x"></iframe>`), true},
		{"audit/third-party-request", "link", body(`<a href="https://example.com/">x</a>`), false},
		{"audit/third-party-request", "data", body(`<img alt="" src="data:image/gif;base64,R0lG">`), false},
		{"audit/third-party-request", "whole address of ours", body(`<img alt="" src="` + base + `img/p.webp">`), false},
		{"audit/third-party-request", "namespaces", body(`<svg xmlns="http://www.w3.org/2000/svg"><a href="https://example.com/">x</a></svg>`), false},

		{"audit/inline-style", "attribute", body(`<p style="color:red">`), true},
		{"audit/inline-style", "element", body(`<style>p{}</style>`), false},
		{"audit/inline-handler", "attribute", body(`<p onclick="x()">`), true},
		{"audit/inline-handler", "other attribute", body(`<p data-on="x">`), false},
		{"audit/script-address", "plain", body(`<a href="javascript:x()">`), true},
		{"audit/script-address", "disguised", body("<a href=' JavaScr\tipt:x()'>"), true},
		{"audit/script-address", "in the text", body(`javascript: x`), false},
		{"audit/inline-script", "program", body(`<script>x()</script>`), true},
		{"audit/inline-script", "module", body(`<script type="module">x()</script>`), true},
		{"audit/inline-script", "data and file", body(`<script type="application/ld+json">{}</script><script src="/sub/css/main.css" defer></script>`), false},

		{"audit/template-leftover", "refused value", body(`<a title="#ZgotmplZ">`), true},
		{"audit/template-leftover", "dropped HTML", body(`<!-- raw HTML omitted -->`), true},
		{"audit/template-leftover", "shortcode", body(`<p>{{&lt; quote &gt;}}`), true},
		{"audit/template-leftover", "shortcode shown as code", body(`<code>{{&lt; quote &gt;}}</code>`), false},

		{"audit/wrong-language", "other language", page(strings.Replace(whole("fr", "a/", ""), `lang="fr"`, `lang="en"`, 1)), true},
		{"audit/wrong-language", "none", page(strings.Replace(whole("fr", "a/", ""), ` lang="fr"`, "", 1)), true},
		{"audit/wrong-language", "with a region", page(strings.Replace(whole("fr", "a/", ""), `lang="fr"`, `lang="fr-ML"`, 1)), false},
		{"audit/foreign-page", "whole page", body(`<main><h1>A</h1><p>The patrol talks with the people of the district.</p><p>It listens to what they say.</p></main>`), true},
		{"audit/foreign-page", "marked", body(`<main><p lang="en">The patrol talks with the people of the district and listens to what they say.</p><p>Oui.</p></main>`), false},
		{"audit/foreign-page", "outside of main", body(`<p>The patrol talks with the people of the district and listens to what they say.</p>`), false},
		{"audit/foreign-passage", "paragraph", body(`<main><p>La patrouille parle avec les habitants du quartier et elle les écoute.</p><p>We do not know this.</p></main>`), true},
		{"audit/foreign-passage", "marked inside", body(`<main><p>Il a dit : <q lang="en">we do not know this and that</q></p></main>`), false},
		{"audit/foreign-passage", "code", body(`<main><p><code>what they do is not the same</code></p></main>`), false},
		{"audit/unmarked-letters", "Bambara", body(`<main><p>Ils disent i ni sɔgɔma.</p></main>`), true},
		{"audit/unmarked-letters", "marked", body(`<main><p>Ils disent <span lang="bm">i ni sɔgɔma</span>.</p></main>`), false},
		{"audit/unmarked-letters", "title of the page", body(`<main><h1>I ni sɔgɔma</h1></main>`), false},
		{"audit/wrong-canonical", "other page", page(strings.Replace(whole("fr", "a/", ""), `canonical" href="`+base+`fr/a/`, `canonical" href="`+base+`fr/`, 1)), true},
		{"audit/wrong-canonical", "none", page(strings.Replace(whole("fr", "a/", ""), `canonical`, `x`, 1)), true},
		{"audit/wrong-canonical", "two", body(`<link rel="canonical" href="` + base + `fr/a/">`), true},
		{"audit/hreflang-self", "not named", page(strings.Replace(whole("fr", "a/", ""), `hreflang="fr"`, `hreflang="de"`, 1)), true},
		{"audit/hreflang-default", "not named", page(strings.Replace(whole("fr", "a/", ""), `hreflang="x-default"`, `hreflang="de"`, 1)), true},
		{"audit/hreflang-reciprocal", "other page names nobody", file("en/a/index.html", strings.ReplaceAll(whole("en", "a/", ""), `hreflang="fr"`, `hreflang="de"`)), true},
		{"audit/one-language", "no word of it", page(strings.ReplaceAll(whole("fr", "a/", ""), "alternate", "x")), true},
		{"audit/one-language", "exemption", page(strings.ReplaceAll(whole("fr", "a/", "<p data-exempt>x"), "alternate", "x")), false},

		{"audit/heading-count", "none", page(strings.Replace(whole("fr", "a/", ""), "h1", "h2", 2)), true},
		{"audit/heading-count", "two", body("<h1>x</h1>"), true},
		{"audit/missing-alternative-text", "no attribute", body(`<img src="/sub/img/p.webp">`), true},
		{"audit/missing-alternative-text", "empty attribute", body(`<img src="/sub/img/p.webp" alt="">`), false},
		{"audit/duplicate-id", "twice", body(`<p id="x"><p id="x">`), true},
		{"audit/duplicate-id", "id and name", body(`<a id="x" name="x">`), false},
		{"audit/heavy-page", "page", body(incompressible(25_000)), true},
		{"audit/heavy-page", "with its style sheet", map[string]string{
			"fr/a/index.html": whole("fr", "a/", `<link rel="stylesheet" href="/sub/css/main.css">`), "css/main.css": incompressible(25_000)}, true},
		{"audit/heavy-page", "with its scripts", map[string]string{
			"fr/a/index.html": whole("fr", "a/", `<script src="/sub/js/a.js"></script>`), "js/a.js": incompressible(80_000)}, true},
		{"audit/heavy-page", "with its pictures", map[string]string{
			"fr/a/index.html": whole("fr", "a/", `<img alt="x" src="/sub/a.txt"><img alt="x" src="/sub/b.txt">`), "a.txt": incompressible(70_000), "b.txt": incompressible(70_000)}, true},
		{"audit/many-requests", "six icons", body(`<link rel="icon" href="/a"><link rel="icon" href="/b"><link rel="icon" href="/c"><link rel="icon" href="/d"><link rel="icon" href="/e"><link rel="icon" href="/f">`), true},
		{"audit/many-requests", "pictures that wait", body(strings.Repeat(`<img alt="x" loading="lazy" src="/sub/img/p.webp">`, 9)), false},
		{"audit/heavy-picture", "on a phone", map[string]string{
			"fr/a/index.html": whole("fr", "a/", `<img alt="x" src="/sub/s.txt" srcset="/sub/s.txt 320w, /sub/m.txt 640w">`), "s.txt": "s", "m.txt": incompressible(60_000)}, true},
		{"audit/heavy-picture", "wider than a phone", map[string]string{
			"fr/a/index.html": whole("fr", "a/", `<img alt="x" src="/sub/s.txt" srcset="/sub/s.txt 640w, /sub/m.txt 960w">`), "s.txt": "s", "m.txt": incompressible(60_000)}, false},
		{"audit/heavy-scripts", "all together", map[string]string{
			"fr/a/index.html": whole("fr", "a/", `<script src="/sub/js/a.js"></script><script src="/sub/js/b.js"></script>`), "js/a.js": incompressible(9_000), "js/b.js": incompressible(9_000)}, true},
		{"audit/heavy-scripts", "of the search", map[string]string{
			"fr/a/index.html": whole("fr", "a/", `<form data-index="x"></form><script src="/sub/js/a.js"></script>`), "js/a.js": incompressible(18_000)}, false},
		{"audit/heavy-page", "long but regular", body(strings.Repeat("Le texte. ", 20_000)), false},

		{"audit/hidden-name", "text", body("<p>Le sergent Moussa Keita parle."), true},
		{"audit/hidden-name", "across elements", body(`<p>Moussa <b class="x">Kei</b>ta`), true},
		{"audit/hidden-name", "attribute", body(`<img alt="Photo de M. TRAORE" src="/sub/img/p.webp">`), true},
		{"audit/hidden-name", "comment", body("<!-- Traoré -->"), true},
		{"audit/hidden-name", "metadata", body(`<meta name="author" content="Traoré">`), true},
		{"audit/hidden-name", "structured data", body(`<script type="application/ld+json">{"n":"Traor\u00e9"}</script>`), true},
		{"audit/hidden-name", "address", body(`<a href="https://example.com/traor%C3%A9">x</a>`), true},
		{"audit/hidden-name", "file name", file("img/moussa-keita-2.webp", "x"), true},
		{"audit/hidden-name", "other file", file("feed.json", `{"t":"Traor&eacute;"}`), true},
		{"audit/hidden-name", "other words", body("<p>Traoréma, Moussavi, keita."), false},

		{"audit/private-file", "Word", file("fr/a/entretien.docx", "x"), true},
		{"audit/private-file", "Markdown", file("fr/a/index.md", "x"), true},
		{"audit/private-file", "register", file("data.YAML", "x"), true},
		{"audit/private-file", "system file", file("img/.DS_Store", "x"), true},
		{"audit/private-file", "hidden folder", file(".git/config", "x"), true},
		{"audit/private-file", "documents for readers", map[string]string{"doc/x.pdf": "x", "doc/x.zip": "x"}, false},

		{"audit/image-metadata", "EXIF in JPEG", file("img/p.jpg", jpeg(0xe1, "Exif\x00\x00MM")), true},
		{"audit/image-metadata", "whatever it is called", file("img/p.bin", jpeg(0xe1, "Exif\x00\x00MM")), true},
		{"audit/image-metadata", "comment in JPEG", file("img/p.JPG", jpeg(0xfe, "by X")), true},
		{"audit/image-metadata", "JPEG", file("img/p.jpg", jpeg(0xdb, "tables")), false},
		{"audit/image-metadata", "cut JPEG", file("img/p.jpg", "\xff\xd8\xff\xe1\xff\xffExif"), true},
		{"audit/image-metadata", "AVIF", file("img/p.avif", "....ftypavif....Exif\x00\x00"), true},
		{"audit/image-metadata", "no picture at all", file("img/p.png", "x"), true},
		{"audit/image-metadata", "no picture by name", file("x.txt", "BM is a word"), false},
		{"audit/unsafe-drawing", "metadata", file("x.svg", `<svg xmlns="http://www.w3.org/2000/svg"><metadata/></svg>`), true},
		{"audit/unsafe-drawing", "script", file("x.svg", `<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>`), true},
		{"audit/unsafe-drawing", "plain", file("x.svg", `<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>`), false},
	}
	covered := make(map[string]bool)
	for _, test := range tests {
		t.Run(strings.TrimPrefix(test.rule, "audit/")+" "+test.name, func(t *testing.T) {
			r := audited(t, test.files)
			got := slices.ContainsFunc(r.Findings, func(d diagnostic.Diagnostic) bool { return d.Rule == test.rule })
			if got != test.found {
				t.Errorf("found %v, want %v; findings: %v", got, test.found, r.Findings)
			}
		})
		covered[test.rule] = covered[test.rule] || test.found
	}
	for _, test := range privacyCases() {
		covered[test.rule] = covered[test.rule] || test.found
	}
	for _, test := range keptCases() {
		covered[test.rule] = covered[test.rule] || test.found
	}
	for _, rule := range Rules() {
		if !covered[rule.ID] {
			t.Errorf("no test finds %s", rule.ID)
		}
	}
}

func TestSiteTakesItsAddressFromCanonicals(t *testing.T) {
	o := options()
	o.BaseURL = ""
	r, err := Site(t.Context(), tree(nil), o)
	if err != nil || len(r.Findings) > 0 {
		t.Errorf("Site = %v, %v", r.Findings, err)
	}
}

func TestSiteWhenCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Site(ctx, tree(nil), options()); !errors.Is(err, context.Canceled) {
		t.Errorf("Site = %v", err)
	}
}

// unreadable fails on one file.
type unreadable struct{ fstest.MapFS }

func (u unreadable) Open(name string) (fs.File, error) {
	if name == "css/base.css" {
		return nil, fs.ErrPermission
	}
	return u.MapFS.Open(name)
}

func (u unreadable) ReadFile(name string) ([]byte, error) {
	if name == "css/base.css" {
		return nil, fs.ErrPermission
	}
	return u.MapFS.ReadFile(name)
}

func TestSiteWhenFileIsUnreadable(t *testing.T) {
	if _, err := Site(t.Context(), unreadable{tree(nil)}, options()); !errors.Is(err, fs.ErrPermission) {
		t.Errorf("Site = %v", err)
	}
}

func TestRulesAreBilingual(t *testing.T) {
	form := regexp.MustCompile(`^audit/[a-z0-9]+(-[a-z0-9]+)*$`)
	seen := make(map[string]bool)
	for _, r := range Rules() {
		if !form.MatchString(r.ID) || seen[r.ID] {
			t.Errorf("rule id %q", r.ID)
		}
		seen[r.ID] = true
		for _, text := range []diagnostic.Text{r.Message, r.Hint} {
			if text.FR == "" || text.EN == "" || text.FR == text.EN {
				t.Errorf("%s: texts %+v", r.ID, text)
			}
		}
	}
}

// TestPlantedFilesAreFound publishes each planted file under its own name.
func TestPlantedFilesAreFound(t *testing.T) {
	for _, s := range mediatest.Samples() {
		if found := checkMedia("files/"+s.Name, s.Data); len(found) == 0 || found[0].Rule != imageMetadata.ID {
			t.Errorf("%s: %v", s.Name, found)
		}
	}
}
