package barrier

import (
	"cmp"
	"fmt"
	"iter"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// document is a parsed page, with what the checks found so far.
type document struct {
	source []byte
	root   *html.Node
	byID   map[string]*html.Node
	labels map[string][]*html.Node // id of a field → its label elements
	found  []Finding
}

func newDocument(source []byte, root *html.Node) *document {
	d := &document{source: source, root: root, byID: map[string]*html.Node{}, labels: map[string][]*html.Node{}}
	for n := range d.elements() {
		id := attr(n, "id")
		switch {
		case id == "":
		case d.byID[id] == nil:
			d.byID[id] = n
		default:
			d.say(n, "html/duplicate-id", "the id %q stands twice", id)
		}
		if target := attr(n, "for"); n.Data == "label" && target != "" {
			d.labels[target] = append(d.labels[target], n)
		}
	}
	return d
}

// say notes a finding; n may be nil for the page as a whole.
func (d *document) say(n *html.Node, kind, format string, args ...any) {
	where := "page"
	if n != nil {
		where = n.Data
		if id := attr(n, "id"); id != "" {
			where += "#" + id
		}
		where += fmt.Sprintf(" %q", shorten(text(n), 50))
	}
	d.found = append(d.found, Finding{kind, where, fmt.Sprintf(format, args...)})
}

// elements visits the elements with these names, or all, in the order of the page.
func (d *document) elements(names ...string) iter.Seq[*html.Node] { return below(d.root, names...) }

func below(root *html.Node, names ...string) iter.Seq[*html.Node] {
	return func(yield func(*html.Node) bool) {
		for n := range root.Descendants() {
			if n.Type == html.ElementNode && (len(names) == 0 || slices.Contains(names, n.Data)) && !yield(n) {
				return
			}
		}
	}
}

// count is the number of elements with these names inside root.
func count(root *html.Node, names ...string) (n int) {
	for range below(root, names...) {
		n++
	}
	return n
}

func attr(n *html.Node, name string) string {
	v, _ := lookup(n, name)
	return v
}

func lookup(n *html.Node, name string) (string, bool) {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val, true
		}
	}
	return "", false
}

func has(n *html.Node, name string) bool {
	_, found := lookup(n, name)
	return found
}

// inside is the nearest element around n with one of these names, or nil.
func inside(n *html.Node, names ...string) *html.Node {
	for p := n.Parent; p != nil; p = p.Parent {
		if p.Type == html.ElementNode && slices.Contains(names, p.Data) {
			return p
		}
	}
	return nil
}

// text is what an element says in words, spaces tidied; scripts and styles say nothing.
func text(n *html.Node) string {
	var b strings.Builder
	gather(n, &b, false)
	return strings.Join(strings.Fields(b.String()), " ")
}

// spoken is the text of an element without what is hidden from assistive technology.
func spoken(n *html.Node) string {
	var b strings.Builder
	gather(n, &b, true)
	return strings.Join(strings.Fields(b.String()), " ")
}

func gather(n *html.Node, b *strings.Builder, aloud bool) {
	switch {
	case aloud && n.Type == html.ElementNode && attr(n, "aria-hidden") == "true":
		return
	case n.Type == html.TextNode:
		b.WriteString(n.Data)
	case n.Type == html.ElementNode && slices.Contains([]string{"script", "style", "template", "noscript"}, n.Data):
		return
	}
	for c := range n.ChildNodes() {
		gather(c, b, aloud)
	}
	if n.Type == html.ElementNode && !isInline(n) {
		b.WriteByte(' ')
	}
}

func isInline(n *html.Node) bool {
	return slices.Contains([]string{"a", "abbr", "b", "cite", "code", "em", "i", "q", "small", "span", "strong", "sub", "sup", "time", "bdi", "font"}, n.Data)
}

// name is the accessible name of an element as far as the markup tells it.
func (d *document) name(n *html.Node) string {
	if label := d.label(n); label != "" {
		return label
	}
	words := []string{spoken(n)}
	for img := range below(n, "img", "svg", "area") {
		if role := attr(img, "role"); role == "presentation" || role == "none" || isHidden(img) {
			continue
		}
		words = append(words, cmp.Or(d.label(img), strings.TrimSpace(attr(img, "alt")), strings.TrimSpace(attr(img, "title"))))
	}
	return strings.TrimSpace(strings.Join(words, " "))
}

// label is the name that aria attributes give an element.
func (d *document) label(n *html.Node) string {
	if v := strings.TrimSpace(attr(n, "aria-label")); v != "" {
		return v
	}
	var words []string
	for id := range strings.FieldsSeq(attr(n, "aria-labelledby")) {
		if other := d.byID[id]; other != nil {
			words = append(words, text(other))
		}
	}
	return strings.TrimSpace(strings.Join(words, " "))
}

func isHidden(n *html.Node) bool {
	for ; n != nil; n = n.Parent {
		if n.Type == html.ElementNode && (attr(n, "aria-hidden") == "true" || has(n, "hidden") || n.Data == "template") {
			return true
		}
	}
	return false
}

// next is the element after n when nothing but white space stands between.
func next(n *html.Node) *html.Node {
	for s := n.NextSibling; s != nil; s = s.NextSibling {
		switch {
		case s.Type == html.ElementNode:
			return s
		case s.Type == html.TextNode && strings.TrimSpace(s.Data) != "":
			return nil
		}
	}
	return nil
}

func shorten(s string, most int) string {
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}

// same compares two texts as people do.
func same(a, b string) bool {
	return strings.EqualFold(strings.Join(strings.Fields(a), " "), strings.Join(strings.Fields(b), " "))
}
