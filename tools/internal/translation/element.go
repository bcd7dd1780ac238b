package translation

import (
	"bytes"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// element is a piece of a built page that may show a block.
type element struct {
	name   string
	words  []string
	insert int  // where a note goes
	inside bool // the note goes into the element: list items and cells
	text   strings.Builder
	closed bool // a block inside has ended the element's own text
}

var (
	shows  = []string{"p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "td", "th", "dt", "dd"}
	breaks = []string{"p", "ul", "ol", "dl", "table", "blockquote", "figure", "div", "pre", "details", "section", "article"}
)

// readElements lists the elements inside <main> that can show a block, in the order of
// the page.
func readElements(page []byte) []element {
	z := html.NewTokenizer(bytes.NewReader(page))
	var list []*element
	var open []*element
	offset, main := 0, 0
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			break
		}
		start := offset
		offset += len(z.Raw())
		switch kind {
		case html.StartTagToken, html.EndTagToken:
			raw, _ := z.TagName()
			name := string(raw)
			if name == "main" {
				main++
			}
			if main != 1 {
				continue
			}
			if kind == html.EndTagToken {
				open = closeElement(open, name, start, offset)
				continue
			}
			if len(open) > 0 && (slices.Contains(breaks, name)) {
				open[len(open)-1].end(start)
			}
			if slices.Contains(shows, name) {
				e := &element{name: name, inside: isInside(name) || name == "p" && hasItem(open)}
				list, open = append(list, e), append(open, e)
			}
		case html.TextToken:
			if n := len(open); n > 0 && !open[n-1].closed {
				open[n-1].text.Write(z.Text())
			}
		}
	}
	out := make([]element, 0, len(list))
	for _, e := range list {
		e.words = lower(tokens(e.text.String()))
		out = append(out, element{name: e.name, words: e.words, insert: e.insert, inside: e.inside})
	}
	return out
}

func isInside(name string) bool { return name == "li" || len(name) == 2 && name[0] != 'h' }

func hasItem(open []*element) bool {
	return slices.ContainsFunc(open, func(e *element) bool { return e.name == "li" || e.name == "dd" })
}

func (e *element) end(at int) {
	if !e.closed {
		e.closed, e.insert = true, at
	}
}

// closeElement ends the innermost open element of the name.
func closeElement(open []*element, name string, start, end int) []*element {
	for i := len(open) - 1; i >= 0; i-- {
		if open[i].name != name {
			continue
		}
		if open[i].inside {
			open[i].end(start)
		} else {
			open[i].end(end)
		}
		return open[:i]
	}
	return open
}

// locate finds the element of each block: blocks of the body one after the other,
// texts of the front matter anywhere.
func locate(blocks []Block, elements []element) map[int]int {
	at := make(map[int]int)
	cursor := 0
	for i, b := range blocks {
		from := cursor
		if b.Kind == Front {
			from = 0
		}
		shown := shownWords(b)
		for e := from; e < len(elements); e++ {
			if fits(b.Kind, elements[e].name) && matches(shown, elements[e].words) {
				at[i] = e
				if b.Kind != Front {
					cursor = e + 1
				}
				break
			}
		}
	}
	return at
}

func fits(kind, name string) bool {
	switch kind {
	case Heading:
		return name[0] == 'h'
	case Paragraph:
		return name == "p"
	case Item:
		return name == "li" || name == "p" || name == "dd"
	case Cell:
		return name == "td" || name == "th"
	case Term:
		return name == "dt"
	case Front:
		return true
	}
	return false
}

// anything stands for what a shortcode or a piece of code has become.
const anything = "\x00"

// shownWords are the words of a block as a page shows them.
func shownWords(b Block) []string {
	list := []part{{kind: textPart, text: b.Text}}
	if b.Kind != Front {
		list = parts(b.Text)
	}
	var words []string
	for _, p := range list {
		switch p.kind {
		case textPart:
			words = append(words, lower(tokens(unescape.Replace(p.text)))...)
		case standing:
			words = append(words, anything)
		}
	}
	return words
}

var unescape = strings.NewReplacer(`\\`, `\`, `\*`, `*`, `\_`, `_`, `\[`, `[`, `\]`, `]`, `\#`, `#`, "\\`", "`", `\<`, `<`, `\|`, `|`)

// matches compares words of which some may be anything.
func matches(pattern, words []string) bool {
	if !slices.ContainsFunc(pattern, func(p string) bool { return p != anything }) {
		return false
	}
	for {
		k := slices.Index(pattern, anything)
		if k < 0 {
			return slices.Equal(pattern, words)
		}
		if k > len(words) || !slices.Equal(pattern[:k], words[:k]) {
			return false
		}
		words, pattern = words[k:], pattern[k+1:]
		next := slices.Index(pattern, anything)
		if next < 0 {
			return len(words) >= len(pattern) && slices.Equal(pattern, words[len(words)-len(pattern):])
		}
		i := indexOf(words, pattern[:next])
		if i < 0 {
			return false
		}
		words = words[i:]
	}
}

func indexOf(words, part []string) int {
	for i := 0; i+len(part) <= len(words); i++ {
		if slices.Equal(words[i:i+len(part)], part) {
			return i
		}
	}
	return -1
}
