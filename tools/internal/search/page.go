package search

import (
	"bytes"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// emptyIndex marks the form of a search page that waits for its table of contents.
const emptyIndex = `data-index=""`

// page is what is kept of one HTML file.
type page struct {
	file     string // fr/recits/x/index.html
	language string
	data     []byte // of search pages only
	isSearch bool
	kind     string   // data-kind of main; empty: the page is not searched
	themes   []string // data-themes of main
	text     section  // the page without its parts
	parts    []section
}

// section is a page or an addressed part of it, by field.
type section struct {
	id      string
	title   string
	summary string
	themes  []string // keys
	fields  [fieldCount][]string
	body    []string // its words as they read, for the excerpt
	speaker string
}

// Fields of an entry. What stands in a field that says more of the subject weighs
// more; see weights in rank.go.
const (
	fieldTitle = iota
	fieldSummary
	fieldHeading
	fieldTheme
	fieldBody
	fieldCount
)

// readPages reads the marked pages and the search pages, in the order of their files.
func readPages(site fs.FS) ([]*page, error) {
	var pages []*page
	err := fs.WalkDir(site, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || path.Base(name) != "index.html" {
			return err
		}
		data, err := fs.ReadFile(site, name)
		if err != nil {
			return err
		}
		// Most pages of a site are lists and redirects; they are not parsed.
		if !bytes.Contains(data, []byte("data-kind=")) && !bytes.Contains(data, []byte(emptyIndex)) {
			return nil
		}
		p, err := readPage(name, data)
		if err == nil && (p.kind != "" || p.isSearch) {
			pages = append(pages, p)
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read pages to search: %w", err)
	}
	return pages, nil
}

func readPage(name string, data []byte) (*page, error) {
	root, err := html.Parse(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("parse %q: %w", name, err)
	}
	p := &page{file: name}
	for n := range root.Descendants() {
		switch {
		case n.DataAtom == atom.Html:
			p.language = attribute(n, "lang")
		case n.DataAtom == atom.Form && attribute(n, "data-index") == "" && has(n, "data-index"):
			p.isSearch, p.data = true, data
		case n.DataAtom == atom.Main:
			p.kind = attribute(n, "data-kind")
			p.themes = strings.Fields(attribute(n, "data-themes"))
			r := reader{page: p, into: &p.text, field: fieldBody}
			r.children(n)
		}
	}
	p.text.themes = p.themes
	return p, nil
}

// reader walks the main part of a page and puts each text where it belongs.
type reader struct {
	page  *page
	into  *section
	field int
}

// partClasses name the elements that are entries of their own when they have an id.
var partClasses = []string{"segment", "glossary__entry", "figure", "institution"}

// silentClasses name what a page shows for its own use or repeats from other pages:
// paths, file lists, status lines, sources. A hit there would lead to the wrong page.
var silentClasses = []string{
	"breadcrumb", "note", "tag", "jump", "downloads", "theme-strip", "filter", "transcript-contents",
	"related", "sources", "item-foot__concern", "item-foot__address", "terms__label", "unknown",
	"segment__status", "segment__time", "segment__link", "segment__masked", "figure__source", "institution__sources",
}

func (r *reader) children(n *html.Node) {
	for c := range n.ChildNodes() {
		r.node(c)
	}
}

func (r *reader) node(n *html.Node) {
	if n.Type == html.TextNode {
		r.text(n.Data)
		return
	}
	if n.Type != html.ElementNode || r.isSilent(n) {
		return
	}
	inner := *r
	switch classes := strings.Fields(attribute(n, "class")); {
	case containsAny(classes, partClasses) && has(n, "id"):
		r.part(n)
		return
	case containsAny(classes, []string{"terms"}):
		inner.field = fieldTheme
		r.themeLinks(n)
		return
	case slices.Contains(classes, "facts__kind"):
		inner.field = fieldTheme
	case slices.Contains(classes, "segment__speaker"):
		r.into.speaker = oneLine(textOf(n))
		inner.field = fieldHeading
	case slices.Contains(classes, "page-head__summary"):
		r.into.summary = oneLine(textOf(n))
		inner.field = fieldSummary
	case n.DataAtom == atom.H1 || r.into.id != "" && r.into.title == "" && isHeading(n):
		r.into.title = oneLine(textOf(n))
		inner.field = fieldTitle
	case isHeading(n) && n.DataAtom != atom.Dt: // the dt of a sheet is a label, the same on all
		inner.field = fieldHeading
	}
	inner.children(n)
	if !slices.Contains(inlineElements, n.DataAtom) {
		inner.text(" ")
	}
}

// part reads an element that has an address of its own.
func (r *reader) part(n *html.Node) {
	s := section{id: attribute(n, "id"), themes: strings.Fields(attribute(n, "data-themes"))}
	inner := reader{page: r.page, into: &s, field: fieldBody}
	inner.children(n)
	if len(strings.TrimSpace(strings.Join(s.body, ""))) > 0 {
		r.page.parts = append(r.page.parts, s)
	}
}

// themeLinks reads the labels of the page's themes and forces.
func (r *reader) themeLinks(n *html.Node) {
	for d := range n.Descendants() {
		if d.DataAtom == atom.A {
			r.into.fields[fieldTheme] = append(r.into.fields[fieldTheme], textOf(d))
		}
	}
}

func (r *reader) text(s string) {
	into := r.into
	into.fields[r.field] = append(into.fields[r.field], s)
	if r.field == fieldBody {
		into.body = append(into.body, s)
	}
}

// isSilent tells what is not searched. The original of a translated passage is found
// on the page in its own language, so only languages without pages are read here.
func (r *reader) isSilent(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Script, atom.Style, atom.Svg, atom.Nav, atom.Template, atom.Form:
		return true
	case atom.Details:
		for d := range n.Descendants() {
			if l := attribute(d, "lang"); l == "fr" || l == "en" {
				return l != r.page.language
			}
		}
	}
	return containsAny(strings.Fields(attribute(n, "class")), silentClasses)
}

func isHeading(n *html.Node) bool {
	switch n.DataAtom {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.Dt:
		return true
	}
	return false
}

// inlineElements do not end a word: their text joins what stands beside them.
var inlineElements = []atom.Atom{
	atom.A, atom.Abbr, atom.B, atom.Bdi, atom.Cite, atom.Code, atom.Em, atom.I, atom.Mark, atom.Q,
	atom.S, atom.Small, atom.Span, atom.Strong, atom.Sub, atom.Sup, atom.Time, atom.U, atom.Wbr,
}

func containsAny(list, wanted []string) bool {
	return slices.ContainsFunc(list, func(c string) bool { return slices.Contains(wanted, c) })
}

func has(n *html.Node, key string) bool {
	return slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == key })
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func textOf(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return b.String()
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
