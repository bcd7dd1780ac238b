package sitetest

import (
	"bytes"
	"fmt"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/net/html"
)

// treeChecks are what must hold between the files of a site, wherever it stands.
var treeChecks = map[string]func(*site) []string{
	"links":             checkLinks,
	"canonical":         checkCanonical,
	"hreflang":          checkHreflang,
	"switch":            checkLanguageSwitch,
	"orphans":           checkOrphans,
	"sitemaps":          checkSitemaps,
	"feeds":             checkFeeds,
	"robots":            checkRobots,
	"third parties":     checkThirdParties,
	"navigation":        checkNavigation,
	"permanent address": checkPermanentAddresses,
}

func TestTree(t *testing.T) {
	for name, check := range treeChecks {
		t.Run(name, func(t *testing.T) {
			for base, s := range map[string]*site{rootBase: built(t), subBase: builtBelow(t)} {
				for _, complaint := range check(s) {
					t.Errorf("%s: %s", base, complaint)
				}
			}
		})
	}
}

// linkAttributes hold addresses; which elements carry them does not matter.
var linkAttributes = []string{"href", "src", "poster", "data", "action"}

// link is one address on a page.
type link struct {
	page *page
	node *html.Node
	text string   // as written
	to   *url.URL // absolute
}

// links lists every address on every page, made absolute.
func (s *site) links() (list []link) {
	for _, p := range s.pages {
		for n := range p.root.Descendants() {
			for _, a := range n.Attr {
				for _, address := range addressesOf(a) {
					to, err := s.base.Parse(strings.TrimPrefix(p.path, "/"))
					if err == nil {
						to, err = to.Parse(address)
					}
					if err != nil {
						to = &url.URL{Scheme: "invalid", Opaque: address}
					}
					list = append(list, link{p, n, address, to})
				}
			}
		}
	}
	return list
}

func addressesOf(a html.Attribute) []string {
	if slices.Contains(linkAttributes, a.Key) {
		return []string{strings.TrimSpace(a.Val)}
	}
	if a.Key != "srcset" {
		return nil
	}
	var list []string
	for candidate := range strings.SplitSeq(a.Val, ",") {
		address, _, _ := strings.Cut(strings.TrimSpace(candidate), " ")
		list = append(list, address)
	}
	return list
}

// own reports whether an address is on the domain of the site.
func (s *site) own(u *url.URL) bool { return u.Host == s.base.Host }

// below returns the path of an own address without the path of the base, and
// whether it is inside the site at all.
func (s *site) below(u *url.URL) (string, bool) {
	rest, inside := strings.CutPrefix(u.Path, s.base.Path)
	return "/" + rest, inside
}

// fileAt is the file that a host serves at a path below the base.
func fileAt(p string) string {
	if strings.HasSuffix(p, "/") {
		p += "index.html"
	}
	return strings.TrimPrefix(p, "/")
}

// checkLinks wants every own link inside the site and at something that is there.
func checkLinks(s *site) (found []string) {
	for _, l := range s.links() {
		complain := func(what string) { found = append(found, fmt.Sprintf("%s: %s: %s", l.page.file, l.text, what)) }
		switch {
		case slices.Contains([]string{"mailto", "tel", "sms", "data"}, l.to.Scheme):
		case l.to.Scheme != "https":
			complain("not https")
		case l.to.User != nil:
			complain("holds a user name")
		case !s.own(l.to):
			if tracked.MatchString(l.to.RawQuery) {
				complain("carries a tracker")
			}
		default:
			if what := s.deadEnd(l.to); what != "" {
				complain(what)
			}
		}
	}
	return found
}

var tracked = regexp.MustCompile(`(^|&)(utm_|fbclid|gclid)`)

// deadEnd says why an own address leads nowhere, or "".
func (s *site) deadEnd(u *url.URL) string {
	below, inside := s.below(u)
	if !inside {
		return "outside of the site's own path"
	}
	if !s.has(fileAt(below)) {
		return "no such file"
	}
	if u.Fragment == "" || path.Ext(fileAt(below)) != ".html" {
		return ""
	}
	if p := s.byURL[below]; p == nil || first(p.root, fmt.Sprintf(`[id="%s"]`, u.Fragment)) == nil {
		return "no such place on the page"
	}
	return ""
}

// address is where the page stands online.
func (s *site) address(p *page) string { return s.base.String() + strings.TrimPrefix(p.path, "/") }

func checkCanonical(s *site) (found []string) {
	for _, p := range s.pages {
		canonical := attribute(first(p.root, `link[rel="canonical"]`), "href")
		if isNotFound(p) || p.isAlias() {
			continue
		}
		for what, got := range map[string]string{
			"canonical": canonical,
			"og:url":    attribute(first(p.root, `meta[property="og:url"]`), "content"),
		} {
			if got != s.address(p) && !(what == "og:url" && got == "") {
				found = append(found, fmt.Sprintf("%s: %s is %q", p.file, what, got))
			}
		}
	}
	return found
}

func isNotFound(p *page) bool {
	return path.Base(p.file) == "404.html" || bytes.Contains(p.data, []byte(" data-gone"))
}

// isIndexed reports whether search engines may list the page.
func isIndexed(p *page) bool {
	return !isNotFound(p) && !p.isAlias() && !strings.Contains(attribute(first(p.root, `meta[name="robots"]`), "content"), "noindex")
}

// alternates are the hreflang links of a page: language to address.
func alternates(p *page) map[string]string {
	list := map[string]string{}
	for _, n := range all(p.root, `head > link[rel="alternate"][hreflang]`) {
		list[attribute(n, "hreflang")] = attribute(n, "href")
	}
	return list
}

// checkHreflang wants each set of languages complete, absolute and mutual.
func checkHreflang(s *site) (found []string) {
	for _, p := range s.pages {
		mine := alternates(p)
		if len(mine) == 0 {
			continue
		}
		if mine["x-default"] == "" || len(mine) < 3 {
			found = append(found, fmt.Sprintf("%s: hreflang is incomplete: %v", p.file, mine))
		}
		for language, address := range mine {
			other := s.pageAt(address)
			switch {
			case other == nil:
				found = append(found, fmt.Sprintf("%s: hreflang %s leads to %q, which is no page", p.file, language, address))
			case language == "x-default":
			case other.language() != language:
				found = append(found, fmt.Sprintf("%s: %q is in %s, not in %s", p.file, address, other.language(), language))
			case alternates(other)["x-default"] != mine["x-default"] || alternates(other)[language] != address:
				found = append(found, fmt.Sprintf("%s: %q does not answer with the same languages", p.file, address))
			}
		}
		if language := p.language(); isOwnLanguage(p) && mine[language] != s.address(p) {
			found = append(found, fmt.Sprintf("%s: is not among its own languages", p.file))
		}
	}
	return found
}

// isOwnLanguage tells the pages of a language from those of none.
func isOwnLanguage(p *page) bool {
	return strings.HasPrefix(p.file, "fr/") || strings.HasPrefix(p.file, "en/")
}

// pageAt finds the page at an absolute address.
func (s *site) pageAt(address string) *page {
	rest, inside := strings.CutPrefix(address, s.base.String())
	if !inside {
		return nil
	}
	return s.byURL["/"+rest]
}

// checkLanguageSwitch wants the link at the top to lead to the same page.
func checkLanguageSwitch(s *site) (found []string) {
	for _, p := range s.pages {
		if !isOwnLanguage(p) || p.isAlias() {
			continue
		}
		n := first(p.root, "header a[hreflang][lang]")
		if n == nil {
			found = append(found, p.file+": no language switch")
			continue
		}
		want, translated := alternates(p)[attribute(n, "hreflang")]
		to, err := s.base.Parse(attribute(n, "href"))
		if err != nil || translated && to.String() != want {
			found = append(found, fmt.Sprintf("%s: the switch leads to %v, the translation is %s", p.file, to, want))
		}
	}
	return found
}

// checkOrphans wants every indexed page linked from another page of its language.
func checkOrphans(s *site) (found []string) {
	linked := map[string]bool{}
	for _, l := range s.links() {
		if below, inside := s.below(l.to); inside && l.node.Data == "a" && below != l.page.path {
			linked[below] = true
		}
	}
	for _, p := range s.pages {
		if isOwnLanguage(p) && isIndexed(p) && !linked[p.path] {
			found = append(found, p.file+": no page links to it")
		}
	}
	return found
}

var cssAddress = regexp.MustCompile(`(?i)(?:url\(|@import\s+)\s*["']?([^"')\s]+)`)

// checkThirdParties wants nothing loaded from elsewhere: pictures, scripts, styles.
func checkThirdParties(s *site) (found []string) {
	for _, l := range s.links() {
		loads := l.node.Data != "a" && !(l.node.Data == "link" && slices.Contains([]string{"canonical", "alternate"}, attribute(l.node, "rel")))
		if loads && !s.own(l.to) && l.to.Scheme != "data" {
			found = append(found, fmt.Sprintf("%s: <%s> loads %s", l.page.file, l.node.Data, l.text))
		}
	}
	for _, p := range s.pages {
		for _, style := range all(p.root, "style") {
			for _, m := range cssAddress.FindAllStringSubmatch(style.FirstChild.Data, -1) {
				if !strings.HasPrefix(m[1], "data:") && !strings.HasPrefix(m[1], "#") {
					found = append(found, fmt.Sprintf("%s: the style sheet loads %s", p.file, m[1]))
				}
			}
		}
	}
	return found
}

// checkNavigation wants the same menu and foot on all pages of a language.
func checkNavigation(s *site) (found []string) {
	menus := map[string]string{}
	for _, p := range s.pages {
		if !isOwnLanguage(p) || p.isAlias() {
			continue
		}
		var entries []string
		for _, n := range append(all(p.root, "header nav.menu a"), all(p.root, "footer.footer a")...) {
			entries = append(entries, text(n)+" "+attribute(n, "href"))
		}
		menu := strings.Join(entries, "\n")
		if former, known := menus[p.language()]; known && former != menu || menu == "" {
			found = append(found, p.file+": another menu than on the other pages")
		}
		menus[p.language()] = menu
	}
	return found
}

// checkPermanentAddresses wants /id/<id>/ for every page that shows its id.
func checkPermanentAddresses(s *site) (found []string) {
	for _, p := range s.pages {
		id, isItem := strings.CutPrefix(alternates(p)["x-default"], s.base.String()+"id/")
		if isItem && s.byURL["/id/"+id] == nil {
			found = append(found, fmt.Sprintf("%s: /id/%s is not there", p.file, id))
		}
		if strings.HasPrefix(p.file, "id/") && len(all(p.root, "main a[hreflang]")) == 0 {
			found = append(found, p.file+": leads nowhere")
		}
	}
	return found
}

// TestTreeChecksSeePlantedMistakes proves that the checks between files can fail.
func TestTreeChecksSeePlantedMistakes(t *testing.T) {
	const feed = `<rss version="2.0"><channel><title>T</title><description>D</description><language>fr</language>` +
		`<item><title>A</title><link>LINK</link><guid>GUID</guid><pubDate>Mon, 04 Sep 2023 00:00:00 +0000</pubDate><description>d</description></item></channel></rss>`
	page := func(body string) *fstest.MapFile {
		return &fstest.MapFile{Data: []byte(`<!doctype html><html lang="fr"><head></head><body>` + body + `</body></html>`)}
	}
	file := func(data string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(data)} }
	tests := []struct {
		check, complaint string
		files            fstest.MapFS
	}{
		{"links", "no such file", fstest.MapFS{"fr/index.html": page(`<a href="/fr/x/">x</a>`)}},
		{"links", "no such file", fstest.MapFS{"fr/index.html": page(`<a href="x.txt">x</a>`)}},
		{"links", "no such file", fstest.MapFS{"fr/index.html": page(`<img srcset="/a.jpg 320w, /b.jpg 640w">`), "a.jpg": file("")}},
		{"links", "no such place", fstest.MapFS{"fr/index.html": page(`<a href="#x">x</a>`)}},
		{"links", "not https", fstest.MapFS{"fr/index.html": page(`<a href="http://e.org/">x</a>`)}},
		{"links", "tracker", fstest.MapFS{"fr/index.html": page(`<a href="https://e.org/?utm_source=x">x</a>`)}},
		{"canonical", "canonical is", fstest.MapFS{"fr/index.html": page(`<link rel="canonical" href="/fr/">`)}},
		{"hreflang", "incomplete", fstest.MapFS{"fr/index.html": &fstest.MapFile{Data: []byte(`<html lang="fr"><head><link rel="alternate" hreflang="fr" href="https://example.org/fr/"></head></html>`)}}},
		{"switch", "no language switch", fstest.MapFS{"fr/index.html": page("")}},
		{"orphans", "no page links", fstest.MapFS{"fr/x/index.html": page("")}},
		{"sitemaps", "sitemap.xml", fstest.MapFS{"fr/index.html": page("")}},
		{"sitemaps", "in no sitemap", fstest.MapFS{"fr/index.html": page(""), "sitemap.xml": file("<sitemapindex></sitemapindex>")}},
		{"feeds", "is no page", fstest.MapFS{"fr/index.xml": file(strings.ReplaceAll(feed, "LINK", "/fr/x/"))}},
		{"feeds", "guid", fstest.MapFS{"fr/index.xml": file(strings.ReplaceAll(feed, "GUID", "https://example.org/fr/x/"))}},
		{"feeds", "something follows", fstest.MapFS{"fr/index.xml": file(feed + "<x/>")}},
		{"feeds", "XML", fstest.MapFS{"fr/index.xml": file("<rss>")}},
		{"robots", "forbids", fstest.MapFS{"robots.txt": file("Disallow: /")}},
		{"third parties", "loads https://e.org/x.js", fstest.MapFS{"fr/index.html": page(`<script src="https://e.org/x.js"></script>`)}},
		{"third parties", "the style sheet loads", fstest.MapFS{"fr/index.html": page(`<style>a{background:url(//e.org/x.png)}</style>`)}},
		{"navigation", "another menu", fstest.MapFS{"fr/index.html": page("")}},
		{"permanent address", "leads nowhere", fstest.MapFS{"id/abcd/index.html": page("<main></main>")}},
	}
	for _, test := range tests {
		got := treeChecks[test.check](siteOf(t, test.files))
		if !strings.Contains(strings.Join(got, "\n"), test.complaint) {
			t.Errorf("%s: %q, want %q", test.check, got, test.complaint)
		}
	}
}
