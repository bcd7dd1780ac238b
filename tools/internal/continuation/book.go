package continuation

import (
	"bytes"
	"fmt"
	"path"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// book is an interview taken apart: pages are put together from it.
type book struct {
	version  *version
	versions []*version
	page     *html.Node   // the page without what follows
	segments []*html.Node // list items of the transcript
	list     *html.Node   // their list
	contents []*html.Node // list items of the contents, each for one question
	marks    []*html.Node // links of the strip of themes
	nav      *html.Node   // place of the links between pages
	parents  map[*html.Node]*html.Node
	times    []string // what the link of each segment says, such as 12:34
}

// firstOnly are the classes of what stays on the first page.
var firstOnly = []string{"with-aside", "related", "sources"}

func newBook(v *version, versions []*version) (*book, error) {
	page, err := html.Parse(bytes.NewReader(v.page))
	if err != nil {
		return nil, err
	}
	b := &book{version: v, versions: versions, page: page, parents: make(map[*html.Node]*html.Node)}
	for n := range page.Descendants() {
		switch {
		case hasClass(n, "segment"):
			b.segments = append(b.segments, n)
			b.list = n.Parent
		case hasClass(n, "parts"):
			b.nav = n
		case n.DataAtom == atom.Li && n.Parent != nil && hasClass(n.Parent, "contents__list"):
			b.contents = append(b.contents, n)
		case n.Data == "a" && n.Namespace == "svg" && within(n, "theme-strip"):
			b.marks = append(b.marks, n)
		}
	}
	if b.nav == nil || len(b.segments) != len(v.ids) {
		return nil, fmt.Errorf("%d segments, %d expected", len(b.segments), len(v.ids))
	}
	for _, s := range b.segments {
		b.times = append(b.times, timeOf(s))
	}
	for i := range b.segments {
		b.nameSpeaker(i)
	}
	for _, n := range slices.Concat(b.segments, b.contents, b.marks) {
		b.parents[n] = n.Parent
		n.Parent.RemoveChild(n)
	}
	return b, nil
}

func within(n *html.Node, class string) bool {
	for a := range n.Ancestors() {
		if hasClass(a, class) {
			return true
		}
	}
	return false
}

func find(root *html.Node, class string) *html.Node {
	for n := range root.Descendants() {
		if hasClass(n, class) {
			return n
		}
	}
	return nil
}

func timeOf(segment *html.Node) string {
	if t := find(segment, "segment__time"); t != nil && t.FirstChild != nil {
		return t.FirstChild.Data
	}
	return ""
}

// nameSpeaker keeps, as an attribute of the segment, who speaks when the name stands
// only at an earlier segment.
func (b *book) nameSpeaker(i int) {
	if name := speakerOf(b.segments[i]); name != "" {
		setAttribute(b.segments[i], speakerMark, name)
	} else if i > 0 {
		setAttribute(b.segments[i], speakerMark, attribute(b.segments[i-1], speakerMark))
	}
}

// speakerMark never reaches a page.
const speakerMark = "data-said-by"

func speakerOf(segment *html.Node) string {
	line := find(segment, "segment__speaker")
	if line == nil {
		return ""
	}
	var words strings.Builder
	for n := range line.Descendants() {
		if n.Type == html.TextNode && !within(n, "segment__time") {
			words.WriteString(n.Data)
		}
	}
	return strings.TrimSpace(words.String())
}

// end is the segment after the last of a page.
func (b *book) end(starts []int, i int) int {
	if i+1 < len(starts) {
		return starts[i+1]
	}
	return len(b.version.ids)
}

// part puts a page together; starts are the first segments of all pages.
func (b *book) part(starts []int, i int) []byte {
	from, to := starts[i], b.end(starts, i)
	on := make(map[string]int, len(b.version.ids))
	for p := range starts {
		for _, id := range b.version.ids[starts[p]:b.end(starts, p)] {
			on[id] = p
		}
	}
	clones := make(map[*html.Node]*html.Node)
	page := clone(b.page, clones)
	list := clones[b.list]
	for j, s := range b.segments[from:to] {
		c := clone(s, nil)
		if j == 0 && i > 0 && speakerOf(s) == "" {
			sayWho(c)
		}
		dropAttribute(c, speakerMark)
		list.AppendChild(c)
	}
	if i > 0 {
		setAttribute(list, "start", fmt.Sprint(from+1))
	}
	b.fillContents(clones, on, i)
	b.fillThemes(clones, on, i, len(starts))
	b.fillNav(clones[b.nav], list, starts, i)
	b.readdress(page, on, i)
	if i > 0 {
		b.continued(page, i, len(starts))
	}
	var out bytes.Buffer
	html.Render(&out, page) // a buffer takes all
	return bytes.Replace(out.Bytes(), []byte("<!DOCTYPE html>"), []byte("<!doctype html>"), 1)
}

// clone copies a tree; copies says which node became which.
func clone(n *html.Node, copies map[*html.Node]*html.Node) *html.Node {
	c := &html.Node{Type: n.Type, DataAtom: n.DataAtom, Data: n.Data, Namespace: n.Namespace, Attr: slices.Clone(n.Attr)}
	if copies != nil {
		copies[n] = c
	}
	for child := range n.ChildNodes() {
		c.AppendChild(clone(child, copies))
	}
	return c
}

// sayWho writes the name of the speaker at a segment that goes on from another page.
func sayWho(segment *html.Node) {
	name := attribute(segment, speakerMark)
	if name == "" {
		return
	}
	line := find(segment, "segment__speaker")
	if line == nil {
		line = element("p", "class", "segment__speaker")
		segment.InsertBefore(line, segment.FirstChild)
	}
	line.InsertBefore(textNode(name+" "), line.FirstChild)
}

func element(name string, attributes ...string) *html.Node {
	n := &html.Node{Type: html.ElementNode, Data: name, DataAtom: atom.Lookup([]byte(name))}
	for i := 0; i+1 < len(attributes); i += 2 {
		n.Attr = append(n.Attr, html.Attribute{Key: attributes[i], Val: attributes[i+1]})
	}
	return n
}

func textNode(s string) *html.Node { return &html.Node{Type: html.TextNode, Data: s} }

func target(n *html.Node) string {
	for d := range n.Descendants() {
		if href := attribute(d, "href"); strings.HasPrefix(href, "#") {
			return href[1:]
		}
	}
	return strings.TrimPrefix(attribute(n, "href"), "#")
}

// fillContents lists the questions of this page; without any, the list goes.
func (b *book) fillContents(clones map[*html.Node]*html.Node, on map[string]int, i int) {
	var list *html.Node
	kept := 0
	for j, c := range b.contents {
		list = clones[b.parents[c]]
		if on[target(c)] != i {
			continue
		}
		if kept++; kept == 1 && j > 0 {
			setAttribute(list, "start", fmt.Sprint(j+1))
		}
		list.AppendChild(clone(c, nil))
	}
	if list != nil && kept == 0 {
		remove(list.Parent)
	}
}

// fillThemes draws the marks of this page and links each theme to the pages before and
// after that speak of it.
func (b *book) fillThemes(clones map[*html.Node]*html.Node, on map[string]int, i, total int) {
	elsewhere := make(map[*html.Node][]string) // row → first segment on each page
	for _, m := range b.marks {
		svg := clones[b.parents[m]]
		row := svg.Parent
		if elsewhere[row] == nil {
			elsewhere[row] = make([]string, total)
		}
		id := target(m)
		if on[id] == i {
			svg.AppendChild(clone(m, nil))
		} else if elsewhere[row][on[id]] == "" {
			elsewhere[row][on[id]] = id
		}
	}
	for row, firsts := range elsewhere {
		line := element("span", "class", "theme-strip__also")
		b.linkTheme(line, row, firsts, previous(firsts, i), total)
		b.linkTheme(line, row, firsts, following(firsts, i), total)
		if line.FirstChild != nil {
			row.AppendChild(line)
		}
	}
}

// linkTheme adds a link to the first segment on a theme on another page; the name of
// the theme is part of it for readers who listen.
func (b *book) linkTheme(line, row *html.Node, firsts []string, page, total int) {
	if page < 0 {
		return
	}
	a := element("a", "href", "#"+firsts[page])
	a.AppendChild(textNode(strings.NewReplacer("{n}", fmt.Sprint(page+1), "{total}", fmt.Sprint(total)).Replace(attribute(b.nav, "data-also"))))
	theme := element("span", "class", "visually-hidden")
	theme.AppendChild(textNode(" " + strings.TrimSpace(words(row.FirstChild))))
	a.AppendChild(theme)
	line.AppendChild(textNode(" "))
	line.AppendChild(a)
}

// previous and following are the nearest other pages on which a theme comes up, or -1.
func previous(firsts []string, i int) int {
	for p := i - 1; p >= 0; p-- {
		if firsts[p] != "" {
			return p
		}
	}
	return -1
}

func following(firsts []string, i int) int {
	for p := i + 1; p < len(firsts); p++ {
		if firsts[p] != "" {
			return p
		}
	}
	return -1
}

func words(n *html.Node) string {
	if n == nil {
		return ""
	}
	if n.Type == html.TextNode {
		return n.Data
	}
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return b.String()
}

func remove(n *html.Node) {
	if n.Parent != nil {
		n.Parent.RemoveChild(n)
	}
}

// fillNav writes the links between the pages, with the time at which each begins, and
// one to the next page behind the last segment.
func (b *book) fillNav(nav, segments *html.Node, starts []int, i int) {
	words := func(key string, p int) string {
		return strings.NewReplacer("{n}", fmt.Sprint(p+1), "{total}", fmt.Sprint(len(starts))).Replace(attribute(b.nav, key))
	}
	for _, key := range []string{"data-part", "data-next", "data-previous", "data-also"} {
		dropAttribute(nav, key)
	}
	setAttribute(nav, "data-segments", up(i)+"segments.txt")
	list := element("ol", "class", "pagination__list")
	nav.AppendChild(list)
	for p := range starts {
		item := element("li")
		list.AppendChild(item)
		label := fmt.Sprint(p + 1)
		if t := b.times[starts[p]]; t != "" {
			label += " · " + t
		}
		if p == i {
			setAttribute(item, "aria-current", "page")
			item.AppendChild(textNode(words("data-part", p)))
			continue
		}
		a := element("a", "href", up(i)+number(p))
		if up(i)+number(p) == "" {
			setAttribute(a, "href", "./")
		}
		a.AppendChild(textNode(label))
		item.AppendChild(a)
	}
	turn := element("p", "class", "pagination__list")
	for _, step := range []struct {
		page int
		key  string
		rel  string
	}{{i - 1, "data-previous", "prev"}, {i + 1, "data-next", "next"}} {
		if step.page < 0 || step.page >= len(starts) {
			continue
		}
		a := element("a", "href", up(i)+number(step.page), "rel", step.rel)
		a.AppendChild(textNode(words(step.key, step.page)))
		turn.AppendChild(a)
		turn.AppendChild(textNode(" "))
	}
	segments.Parent.InsertBefore(turn, segments.NextSibling)
}

// up leads from a page to the folder of the interview.
func up(i int) string {
	if i == 0 {
		return ""
	}
	return "../"
}

// readdress corrects addresses that are relative to the page or to another version.
func (b *book) readdress(page *html.Node, on map[string]int, i int) {
	for n := range page.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		for _, key := range []string{"href", "src"} {
			old := attribute(n, key)
			if next := b.address(n, old, on, i); next != old {
				setAttribute(n, key, next)
			}
		}
		if i > 0 && attribute(n, "property") == "og:url" {
			setAttribute(n, "content", attribute(n, "content")+number(i))
		}
	}
}

func (b *book) address(n *html.Node, old string, on map[string]int, i int) string {
	if id, ok := strings.CutPrefix(old, "#"); ok {
		if p, moved := on[id]; moved && p != i {
			return up(i) + number(p) + old
		}
		return old
	}
	if i == 0 || old == "" {
		return old
	}
	if !strings.Contains(old, "/") && !strings.Contains(old, ":") && path.Ext(old) != "" {
		return "../" + old // a file beside the first page
	}
	// Only the switch of languages and the head mean the same part; a path elsewhere on
	// the page, as in the breadcrumb, means the interview.
	if attribute(n, "hreflang") == "" && attribute(n, "rel") != "canonical" {
		return old
	}
	for _, v := range b.versions {
		if strings.HasSuffix(old, "/"+v.path) {
			return old + number(i)
		}
	}
	return old
}

// continued makes a later page out of the first: what introduces the interview goes,
// title and heading say which page this is.
func (b *book) continued(page *html.Node, i, total int) {
	label := strings.NewReplacer("{n}", fmt.Sprint(i+1), "{total}", fmt.Sprint(total)).Replace(attribute(b.nav, "data-part"))
	var gone []*html.Node
	for n := range page.Descendants() {
		switch {
		case n.DataAtom == atom.H1:
			n.AppendChild(textNode(", " + label))
		case n.DataAtom == atom.Title && n.FirstChild != nil && n.Namespace == "":
			title, site, _ := strings.Cut(n.FirstChild.Data, " · ")
			n.FirstChild.Data = title + ", " + label + " · " + site
		case n.DataAtom == atom.Script && attribute(n, "type") == "application/ld+json":
			gone = append(gone, n)
		case slices.ContainsFunc(firstOnly, func(class string) bool { return hasClass(n, class) }):
			gone = append(gone, n)
		}
	}
	for _, n := range gone {
		remove(n)
	}
}
