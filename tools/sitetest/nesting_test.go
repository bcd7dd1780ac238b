package sitetest

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// checkNesting compares the tags as written with the tree that a browser makes
// of them: a browser mends wrong nesting in silence, so a difference is a mistake.
func checkNesting(p *page) []string {
	written, complaint := writtenShape(p.data)
	if complaint != "" {
		return []string{complaint}
	}
	var parsed []string
	parsedShape(&parsed, p.root, 0)
	for i := range min(len(written), len(parsed)) {
		if written[i] != parsed[i] {
			return []string{fmt.Sprintf("wrong nesting: <%s> is written where a browser sees <%s>",
				strings.TrimSpace(written[i]), strings.TrimSpace(parsed[i]))}
		}
	}
	if len(written) != len(parsed) {
		return []string{"wrong nesting at the end of the page"}
	}
	return nil
}

// writtenShape lists the elements in the order of their start tags, indented by
// their depth. Every element that is not void must be closed by its own end tag.
func writtenShape(data []byte) (shape []string, complaint string) {
	z := html.NewTokenizer(bytes.NewReader(data))
	var open []string
	for {
		switch z.Next() {
		case html.ErrorToken:
			if z.Err() != io.EOF {
				return nil, z.Err().Error()
			}
			if len(open) > 0 {
				return nil, fmt.Sprintf("<%s> is never closed", open[len(open)-1])
			}
			return shape, ""
		case html.StartTagToken:
			tag := z.Token().Data
			shape = append(shape, indented(tag, len(open)))
			if !voidElements[tag] {
				open = append(open, tag)
			}
		case html.SelfClosingTagToken: // in a drawing, or a void element
			shape = append(shape, indented(z.Token().Data, len(open)))
		case html.EndTagToken:
			tag := z.Token().Data
			if len(open) == 0 || open[len(open)-1] != tag {
				return nil, fmt.Sprintf("</%s> closes %q", tag, open)
			}
			open = open[:len(open)-1]
		}
	}
}

func parsedShape(shape *[]string, n *html.Node, depth int) {
	if n.Type == html.ElementNode {
		// The parser gives names of drawings their capitals back.
		*shape = append(*shape, indented(strings.ToLower(n.Data), depth))
		depth++
	}
	for c := range n.ChildNodes() {
		parsedShape(shape, c, depth)
	}
}

func indented(tag string, depth int) string { return strings.Repeat(" ", depth) + tag }

var voidElements = map[string]bool{
	"area": true, "base": true, "br": true, "col": true, "embed": true, "hr": true, "img": true, "input": true,
	"link": true, "meta": true, "source": true, "track": true, "wbr": true,
}

// onlyChildren are the elements that may stand directly in some parents.
var onlyChildren = map[string][]string{
	"ul": {"li"}, "ol": {"li"}, "dl": {"dt", "dd", "div"}, "table": {"caption", "colgroup", "thead", "tbody", "tfoot"},
	"thead": {"tr"}, "tbody": {"tr"}, "tr": {"th", "td"}, "picture": {"source", "img"},
	"head": {"meta", "title", "link", "style", "script"},
}

// phrasingParents hold words and inline elements only.
var phrasingParents = map[string]bool{
	"p": true, "h1": true, "h2": true, "h3": true, "h4": true, "h5": true, "h6": true, "span": true, "em": true,
	"strong": true, "abbr": true, "time": true, "code": true, "cite": true, "q": true, "small": true, "sub": true,
	"sup": true, "button": true, "label": true, "pre": true, "mark": true, "b": true, "i": true,
}

// phrasing are further elements that may stand among words.
var phrasing = []string{"br", "img", "svg", "picture", "wbr", "button", "input", "label", "audio", "video", "script", "select"}

// checkChildren applies the content models of HTML that a parser lets pass.
func checkChildren(p *page) (found []string) {
	for n := range p.root.Descendants() {
		if n.Type != html.ElementNode || n.Namespace != "" {
			continue
		}
		for c := range n.ChildNodes() {
			if complaint := misplaced(n, c); complaint != "" {
				found = append(found, complaint)
			}
		}
		if n.Data == "a" && first(n, "a") != nil || n.Data == "a" && first(n, "button") != nil || n.Data == "button" && first(n, "a") != nil {
			found = append(found, fmt.Sprintf("<%s> %q holds another control", n.Data, text(n)))
		}
		if n.Data == "details" && firstElement(n) != "summary" {
			found = append(found, "<details> does not start with <summary>")
		}
	}
	return found
}

func misplaced(parent, child *html.Node) string {
	allowed, restricted := onlyChildren[parent.Data]
	if child.Type == html.TextNode {
		if restricted && strings.TrimSpace(child.Data) != "" {
			return fmt.Sprintf("words %q directly in <%s>", strings.TrimSpace(child.Data), parent.Data)
		}
		return ""
	}
	if child.Type != html.ElementNode {
		return ""
	}
	if restricted && !slices.Contains(allowed, child.Data) {
		return fmt.Sprintf("<%s> directly in <%s>", child.Data, parent.Data)
	}
	if phrasingParents[parent.Data] && !inlineElements[child.Data] && !slices.Contains(phrasing, child.Data) {
		return fmt.Sprintf("<%s> in <%s>", child.Data, parent.Data)
	}
	return ""
}

func firstElement(n *html.Node) string {
	for c := range n.ChildNodes() {
		if c.Type == html.ElementNode {
			return c.Data
		}
	}
	return ""
}
