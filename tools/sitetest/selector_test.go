package sitetest

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// selector is the part of CSS that the tests need: compounds of element, #id,
// .class and [attribute] (with =, ^=, $=, *=), joined by a space (inside) or >
// (child of). There is nothing else.
type selector []compound

// compound is one element of a selector.
type compound struct {
	child bool // joined to the one before by >
	tag   string
	attrs []attributeTest
}

// attributeTest is one condition on an attribute; op is "" for mere presence.
type attributeTest struct{ name, op, value string }

var (
	tagPart   = regexp.MustCompile(`^(?:\*|[a-zA-Z][a-zA-Z0-9]*)`)
	namedPart = regexp.MustCompile(`^([.#])([\w-]+)`)
	attrPart  = regexp.MustCompile(`^\[([\w:-]+)(?:([~^$*]?=)"?([^"\]]*)"?)?\]`)
)

// parseSelector reads a selector; white space around > is free, inside brackets
// it belongs to the value.
func parseSelector(text string) (selector, error) {
	var s selector
	rest, child := strings.TrimSpace(text), false
	for rest != "" {
		c := compound{child: child}
		n := c.read(rest)
		if n == 0 {
			return nil, fmt.Errorf("selector %q: cannot read %q", text, rest)
		}
		s = append(s, c)
		after := strings.TrimLeft(rest[n:], " ")
		if after == rest[n:] && after != "" && after[0] != '>' {
			return nil, fmt.Errorf("selector %q: cannot read %q", text, after)
		}
		after, child = strings.CutPrefix(after, ">")
		rest = strings.TrimLeft(after, " ")
	}
	if len(s) == 0 || child {
		return nil, fmt.Errorf("selector %q: something is missing", text)
	}
	return s, nil
}

// read takes one compound from the start of text and returns its length.
func (c *compound) read(text string) (n int) {
	if m := tagPart.FindString(text); m != "" {
		c.tag, n = strings.ToLower(strings.Trim(m, "*")), len(m)
	}
	for {
		if m := namedPart.FindStringSubmatch(text[n:]); m != nil {
			name, op := "id", "="
			if m[1] == "." {
				name, op = "class", "~="
			}
			c.attrs = append(c.attrs, attributeTest{name, op, m[2]})
			n += len(m[0])
			continue
		}
		m := attrPart.FindStringSubmatch(text[n:])
		if m == nil {
			return n
		}
		c.attrs = append(c.attrs, attributeTest{m[1], m[2], m[3]})
		n += len(m[0])
	}
}

func (c *compound) matches(n *html.Node) bool {
	if n.Type != html.ElementNode || c.tag != "" && n.Data != c.tag {
		return false
	}
	return !slices.ContainsFunc(c.attrs, func(a attributeTest) bool { return !a.matches(n) })
}

func (a attributeTest) matches(n *html.Node) bool {
	value, found := lookup(n, a.name)
	if !found {
		return false
	}
	switch a.op {
	case "=":
		return value == a.value
	case "~=":
		return slices.Contains(strings.Fields(value), a.value)
	case "^=":
		return strings.HasPrefix(value, a.value)
	case "$=":
		return strings.HasSuffix(value, a.value)
	case "*=":
		return strings.Contains(value, a.value)
	}
	return true
}

// matches reports whether n is what the whole selector selects.
func (s selector) matches(n *html.Node) bool {
	last := len(s) - 1
	if !s[last].matches(n) {
		return false
	}
	if last == 0 {
		return true
	}
	for p := n.Parent; p != nil; p = p.Parent {
		if s[:last].matches(p) {
			return true
		}
		if s[last].child {
			return false
		}
	}
	return false
}

// find returns the elements below root that the selector selects, in order.
func (s selector) find(root *html.Node) (found []*html.Node) {
	for n := range root.Descendants() {
		if s.matches(n) {
			found = append(found, n)
		}
	}
	return found
}

// all finds the elements of a selector that stands in the code of a test.
func all(root *html.Node, text string) []*html.Node {
	s, err := parseSelector(text)
	if err != nil {
		panic(err) // a slip in a constant of this package
	}
	return s.find(root)
}

// first is the first of all, or nil.
func first(root *html.Node, text string) *html.Node {
	if found := all(root, text); len(found) > 0 {
		return found[0]
	}
	return nil
}

func lookup(n *html.Node, name string) (value string, found bool) {
	if n == nil {
		return "", false
	}
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val, true
		}
	}
	return "", false
}

func attribute(n *html.Node, name string) string {
	value, _ := lookup(n, name)
	return value
}

// text is what a reader sees of an element: without scripts, styles and head,
// ordinary white space folded. No-break spaces stay, they are what is tested.
func text(n *html.Node) string {
	var b strings.Builder
	writeText(&b, n)
	return strings.Join(strings.FieldsFunc(b.String(), isOrdinarySpace), " ")
}

func isOrdinarySpace(r rune) bool { return strings.ContainsRune(" \t\n\r\f", r) }

func writeText(b *strings.Builder, n *html.Node) {
	if n.Type == html.TextNode {
		b.WriteString(n.Data)
		return
	}
	if n.Type == html.ElementNode && slices.Contains([]string{"script", "style", "head"}, n.Data) {
		return
	}
	// Blocks stand apart, as on the screen; inline elements join.
	block := n.Type == html.ElementNode && !inlineElements[n.Data]
	if block {
		b.WriteByte('\n')
	}
	for c := range n.ChildNodes() {
		writeText(b, c)
	}
	if block {
		b.WriteByte('\n')
	}
}

// inlineElements do not break a line of text.
var inlineElements = map[string]bool{
	"a": true, "abbr": true, "b": true, "bdi": true, "cite": true, "code": true, "em": true, "i": true, "kbd": true,
	"mark": true, "q": true, "s": true, "small": true, "span": true, "strong": true, "sub": true, "sup": true, "time": true,
}

func TestSelector(t *testing.T) {
	root, err := html.Parse(strings.NewReader(`<main id="m"><ul class="grid wide"><li><a href="/fr/x/" lang="en">A</a></li>
<li><p><a href="https://e.org/a b">B</a></p></li></ul></main>`))
	if err != nil {
		t.Fatal(err)
	}
	tests := map[string]int{
		"a":                            2,
		"#m":                           1,
		".grid":                        1,
		".wide.grid":                   1,
		".gri":                         0,
		"ul.grid a":                    2,
		"li > a":                       1,
		"main>ul > li p > a":           1,
		"main > a":                     0,
		"[lang]":                       1,
		`a[lang="en"]`:                 1,
		"a[lang=fr]":                   0,
		`a[href^="https:"]`:            1,
		`a[href$=/]`:                   1,
		`a[href*="/a b"]`:              1,
		"*":                            10,
		`body main ul li a[href^="/"]`: 1,
	}
	for text, want := range tests {
		s, err := parseSelector(text)
		if err != nil {
			t.Errorf("%v", err)
			continue
		}
		if got := len(s.find(root)); got != want {
			t.Errorf("%q selects %d elements, want %d", text, got, want)
		}
	}
	for _, wrong := range []string{"", "  ", "a >", "> a", "a:hover", "a + b", "a[", "a, b", "a[x=1"} {
		if s, err := parseSelector(wrong); err == nil {
			t.Errorf("%q is read as %v, want an error", wrong, s)
		}
	}
}

func TestTextIsWhatAReaderSees(t *testing.T) {
	root, err := html.Parse(strings.NewReader("<title>t</title><p>Un <em>mot</em>,\n deux\u202f!</p><p>C<sup>e</sup></p><script>x</script>"))
	if err != nil {
		t.Fatal(err)
	}
	if got, want := text(root), "Un mot, deux\u202f! Ce"; got != want {
		t.Errorf("text = %q, want %q", got, want)
	}
}
