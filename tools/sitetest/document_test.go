package sitetest

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// documentChecks are what must hold of every page by itself.
var documentChecks = map[string]func(*page) []string{
	"doctype":       checkDoctype,
	"language":      checkLanguage,
	"metadata":      checkMetadata,
	"ids":           checkIDs,
	"headings":      checkHeadings,
	"landmarks":     checkLandmarks,
	"nesting":       checkNesting,
	"children":      checkChildren,
	"inline code":   checkInlineCode,
	"references":    checkReferences,
	"alternatives":  checkAlternatives,
	"tables":        checkTables,
	"links":         checkLinkTexts,
	"leftovers":     checkLeftovers,
	"first flight":  checkWeight,
	"tab order":     checkTabIndex,
	"parts of text": checkLanguageOfParts,
}

// TestDocuments applies every document check to every page.
func TestDocuments(t *testing.T) {
	s := built(t)
	if len(s.pages) < 150 {
		t.Errorf("the site has %d pages; something was not built", len(s.pages))
	}
	for name, check := range documentChecks {
		t.Run(name, func(t *testing.T) {
			for _, p := range s.pages {
				if p.isAlias() {
					continue
				}
				for _, complaint := range check(p) {
					t.Errorf("%s: %s", p.file, complaint)
				}
			}
		})
	}
}

func checkDoctype(p *page) []string {
	if !bytes.HasPrefix(bytes.ToLower(p.data), []byte("<!doctype html>")) {
		return []string{"does not start with <!doctype html>"}
	}
	return nil
}

// checkLanguage compares the language of the element with the folder of the page.
func checkLanguage(p *page) []string {
	want, _, _ := strings.Cut(p.file, "/")
	if want != "fr" && want != "en" {
		want = "fr" // the pages that belong to no language
	}
	if got := p.language(); got != want {
		return []string{fmt.Sprintf("lang is %q, want %q", got, want)}
	}
	return nil
}

func checkMetadata(p *page) (found []string) {
	for selector, most := range map[string]int{
		"head > title": 1, `meta[charset="utf-8"]`: 1, `meta[name="viewport"]`: 1, `link[rel="icon"]`: 1, "base": 0,
	} {
		if n := len(all(p.root, selector)); n != most {
			found = append(found, fmt.Sprintf("%d × %s, want %d", n, selector, most))
		}
	}
	if text(first(p.root, "title")) == "" {
		found = append(found, "the title is empty")
	}
	if v := attribute(first(p.root, `meta[name="viewport"]`), "content"); strings.Contains(v, "scalable") || strings.Contains(v, "maximum") {
		found = append(found, "the viewport forbids zooming")
	}
	return found
}

func checkIDs(p *page) (found []string) {
	seen := map[string]bool{}
	for _, n := range all(p.root, "[id]") {
		id := attribute(n, "id")
		switch {
		case id == "" || strings.ContainsAny(id, " \t\n"):
			found = append(found, fmt.Sprintf("id %q", id))
		case seen[id]:
			found = append(found, fmt.Sprintf("id %q stands twice", id))
		}
		seen[id] = true
	}
	return found
}

var headingTag = regexp.MustCompile(`^h[1-6]$`)

func checkHeadings(p *page) (found []string) {
	level, h1 := 0, 0
	for n := range p.root.Descendants() {
		if n.Type != html.ElementNode || !headingTag.MatchString(n.Data) {
			continue
		}
		next := int(n.Data[1] - '0')
		if next == 1 {
			h1++
		}
		if next > level+1 {
			found = append(found, fmt.Sprintf("<%s> %q follows level %d", n.Data, text(n), level))
		}
		if text(n) == "" {
			found = append(found, fmt.Sprintf("<%s> is empty", n.Data))
		}
		level = next
	}
	if h1 != 1 {
		found = append(found, fmt.Sprintf("%d × h1", h1))
	}
	return found
}

func checkLandmarks(p *page) (found []string) {
	if n := len(all(p.root, "main")); n != 1 {
		found = append(found, fmt.Sprintf("%d × main", n))
	}
	names := map[string]bool{}
	for _, tag := range []string{"nav", "aside", `[role="region"]`, `[role="search"]`} {
		for _, n := range all(p.root, tag) {
			name := tag + " " + accessibleLabel(p, n)
			// A search needs a name only beside another one.
			if accessibleLabel(p, n) == "" && tag != `[role="search"]` {
				found = append(found, fmt.Sprintf("%s has no name", tag))
			} else if names[name] {
				found = append(found, fmt.Sprintf("two landmarks are called %q", name))
			}
			names[name] = true
		}
	}
	return found
}

// accessibleLabel is the name that aria attributes give an element.
func accessibleLabel(p *page, n *html.Node) string {
	if label := attribute(n, "aria-label"); label != "" {
		return label
	}
	var words []string
	for _, id := range strings.Fields(attribute(n, "aria-labelledby")) {
		if named := first(p.root, fmt.Sprintf(`[id="%s"]`, id)); named != nil {
			words = append(words, text(named))
		}
	}
	return strings.Join(words, " ")
}

// checkReferences makes sure that attributes naming another element find it.
func checkReferences(p *page) (found []string) {
	for _, name := range []string{"aria-labelledby", "aria-describedby", "aria-controls", "for", "headers"} {
		for _, n := range all(p.root, "["+name+"]") {
			for _, id := range strings.Fields(attribute(n, name)) {
				if first(p.root, fmt.Sprintf(`[id="%s"]`, id)) == nil {
					found = append(found, fmt.Sprintf("%s names %q, which is not there", name, id))
				}
			}
		}
	}
	return found
}

var onAttribute = regexp.MustCompile(`^on[a-z]+$`)

// checkInlineCode refuses what a strict content security policy would refuse.
func checkInlineCode(p *page) (found []string) {
	for n := range p.root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		for _, a := range n.Attr {
			value := strings.ToLower(strings.TrimSpace(a.Val))
			if a.Key == "style" || onAttribute.MatchString(a.Key) || strings.HasPrefix(value, "javascript:") {
				found = append(found, fmt.Sprintf("<%s %s=%q>", n.Data, a.Key, a.Val))
			}
		}
		if n.Data == "script" && attribute(n, "src") == "" && attribute(n, "type") != "application/ld+json" {
			found = append(found, "a script stands in the page")
		}
		if slices.Contains([]string{"iframe", "object", "embed", "frame"}, n.Data) {
			found = append(found, fmt.Sprintf("<%s>", n.Data))
		}
	}
	return found
}

var fileName = regexp.MustCompile(`(?i)\.(jpe?g|png|webp|avif|svg|gif)$`)

// checkAlternatives wants a text for every picture, or the mark of a decoration.
func checkAlternatives(p *page) (found []string) {
	for _, n := range all(p.root, "img") {
		alt, stated := lookup(n, "alt")
		switch {
		case !stated:
			found = append(found, fmt.Sprintf("picture %s has no alt", attribute(n, "src")))
		case fileName.MatchString(alt) || alt != "" && len([]rune(alt)) < 5 || len([]rune(alt)) > 150:
			found = append(found, fmt.Sprintf("picture %s: alt %q", attribute(n, "src"), alt))
		}
		if attribute(n, "width") == "" || attribute(n, "height") == "" {
			found = append(found, fmt.Sprintf("picture %s has no size", attribute(n, "src")))
		}
	}
	for _, n := range all(p.root, "svg") {
		if isInside(n, "svg") {
			continue // a part of a drawing that is named as a whole
		}
		hidden := attribute(n, "aria-hidden") == "true"
		role := attribute(n, "role")
		if !hidden && (role != "img" && role != "group" || accessibleLabel(p, n) == "") {
			found = append(found, "an svg is neither named nor hidden")
		}
	}
	return found
}

func isInside(n *html.Node, tag string) bool {
	for n = n.Parent; n != nil; n = n.Parent {
		if n.Data == tag {
			return true
		}
	}
	return false
}

func checkTables(p *page) (found []string) {
	for _, n := range all(p.root, "table") {
		if first(n, "caption") == nil {
			found = append(found, "a table has no caption")
		}
		if len(all(n, "th[scope]")) == 0 || len(all(n, "th")) != len(all(n, "th[scope]")) {
			found = append(found, "a table has headers without scope, or none")
		}
	}
	return found
}

// vagueLinks are link texts that mean nothing out of their sentence.
var vagueLinks = regexp.MustCompile(`(?i)^(ici|cliquez ici|lien|suite|lire la suite|en savoir plus|here|click here|link|more|read more)\W*$`)

// checkLinkTexts wants every link named, and no name for two targets.
func checkLinkTexts(p *page) (found []string) {
	targets := map[string]string{}
	for _, n := range all(p.root, "main a[href]") {
		name, href := linkName(p, n), attribute(n, "href")
		if name == "" || vagueLinks.MatchString(name) {
			found = append(found, fmt.Sprintf("link to %s is called %q", href, name))
		}
		if attribute(n, "target") != "" {
			found = append(found, fmt.Sprintf("link to %s opens a window", href))
		}
		// The same title in two languages is read out in two languages.
		name += " " + attribute(n, "hreflang") + " " + languageAt(n)
		if former, known := targets[name]; known && former != href {
			found = append(found, fmt.Sprintf("%q leads to %s and to %s", name, former, href))
		}
		targets[name] = href
	}
	return found
}

func linkName(p *page, n *html.Node) string {
	if label := accessibleLabel(p, n); label != "" {
		return label
	}
	return text(n)
}

// leftovers are marks of a template or an author's slip that went out.
var leftovers = []string{
	"ZgotmplZ", "raw HTML omitted", "{{", "HAHAHUGOSHORTCODE", "hahahugoshortcode", "<nil>", "%!", "&amp;amp;",
	"\ufffd", "map[", "<!--",
}

func checkLeftovers(p *page) (found []string) {
	source := withoutStyle.ReplaceAllString(string(p.data), "")
	for _, l := range leftovers {
		// The handbook explains the commands and literals to authors, in <code>.
		if strings.Contains(source, l) && !onlyInCode(p, l) {
			found = append(found, fmt.Sprintf("holds %q", l))
		}
	}
	for n := range p.root.Descendants() {
		if n.Type == html.TextNode && strings.TrimSpace(n.Data) == "not-published" && n.Parent.Data != "code" {
			found = append(found, "shows the literal not-published")
		}
	}
	return found
}

var withoutStyle = regexp.MustCompile(`(?s)<style>.*?</style>`)

// onlyInCode reports whether words stand nowhere but inside code elements.
func onlyInCode(p *page, words string) bool {
	inCode := 0
	for _, n := range all(p.root, "code") {
		if n.Parent.Data != "code" {
			inCode += strings.Count(text(n), words)
		}
	}
	return inCode > 0 && inCode == strings.Count(html.UnescapeString(string(p.data)), words)
}

// firstFlight is what a server may send before it waits for the reader's first
// answer: ten packets of 1,460 bytes (RFC 6928).
const firstFlight = 14600

func checkWeight(p *page) []string {
	if n := gzipSize(p.data); n > firstFlight {
		return []string{fmt.Sprintf("%d bytes gzip, more than %d", n, firstFlight)}
	}
	return nil
}

func gzipSize(data []byte) int {
	var b bytes.Buffer
	w, _ := gzip.NewWriterLevel(&b, gzip.BestCompression) // the level is valid and a buffer takes all
	w.Write(data)
	w.Close()
	return b.Len()
}

func checkTabIndex(p *page) (found []string) {
	for _, n := range all(p.root, "[tabindex]") {
		if v := attribute(n, "tabindex"); v != "0" && v != "-1" {
			found = append(found, fmt.Sprintf("tabindex %q", v))
		}
	}
	if len(all(p.root, "[accesskey]")) > 0 {
		found = append(found, "an access key")
	}
	return found
}

// africanLetters belong to Bambara and its neighbours, never to French or English.
const africanLetters = "ɛɔɲŋƐƆƝŊ"

// checkLanguageOfParts wants words of a third language marked.
func checkLanguageOfParts(p *page) (found []string) {
	for n := range p.root.Descendants() {
		if n.Type != html.TextNode || !strings.ContainsAny(n.Data, africanLetters) {
			continue
		}
		if language := languageAt(n); language == "fr" || language == "en" {
			found = append(found, fmt.Sprintf("%q is marked as %s", strings.TrimSpace(n.Data), language))
		}
	}
	return found
}

// languageAt is the language in force at a node.
func languageAt(n *html.Node) string {
	for ; n != nil; n = n.Parent {
		if v, found := lookup(n, "lang"); found {
			return v
		}
	}
	return ""
}
