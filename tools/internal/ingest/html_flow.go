package ingest

import (
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// htmlFlow reads elements into blocks.
type htmlFlow struct {
	*page
	limits Limits
	units  int
	blocks []block
	block  block    // being filled
	look   look     // of text here
	link   string   // around
	lists  []string // "ol" and "ul" around
	marker bool     // the next block is the first of a list item
	level  int      // of the heading around; 0: none
	pre    bool     // white space is shown
	space  bool     // the last character was a space
}

// read takes one node and all in it.
func (f *htmlFlow) read(n *html.Node) {
	switch n.Type {
	case html.TextNode:
		f.text(n.Data)
	case html.ElementNode:
		if !f.passOver(n) {
			f.element(n)
		}
	case html.DocumentNode:
		f.children(n)
	}
}

func (f *htmlFlow) children(n *html.Node) {
	for c := n.FirstChild; c != nil && f.units <= f.limits.Units; c = c.NextSibling {
		f.read(c)
	}
}

func (f *htmlFlow) element(n *html.Node) {
	switch n.DataAtom {
	case atom.Br:
		f.lineBreak()
	case atom.Hr:
		f.flush()
		f.add(block{kind: rule})
	case atom.Table:
		f.table(n)
	case atom.Ul, atom.Ol:
		f.list(n)
	case atom.Li:
		f.flush()
		f.marker = true
		f.children(n)
		f.flush()
		f.marker = false
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		f.flush()
		f.level = int(n.Data[1] - '0')
		f.styled(n)
		f.flush()
		f.level = 0
	case atom.Q:
		f.text("“")
		f.styled(n)
		f.text("”")
	default:
		f.container(n)
	}
}

// inlineElements do not end a paragraph; every other element does.
var inlineElements = map[string]bool{
	"a": true, "abbr": true, "acronym": true, "b": true, "bdi": true, "bdo": true, "big": true, "cite": true,
	"code": true, "data": true, "dfn": true, "em": true, "font": true, "i": true, "ins": true, "kbd": true,
	"label": true, "mark": true, "meter": true, "nobr": true, "output": true, "progress": true, "ruby": true, "rb": true,
	"s": true, "samp": true, "small": true, "span": true, "strike": true, "strong": true, "sub": true,
	"sup": true, "time": true, "tt": true, "u": true, "var": true, "wbr": true,
}

func (f *htmlFlow) container(n *html.Node) {
	if inlineElements[n.Data] || strings.Contains(n.Data, ":") {
		f.styled(n)
		return
	}
	f.flush()
	f.wordList(n)
	f.styled(n)
	f.flush()
}

// styled reads the children of an element in its look.
func (f *htmlFlow) styled(n *html.Node) {
	css := f.css.of(n)
	if strings.HasPrefix(css.list, "ignore") {
		return
	}
	oldLook, oldLink, oldPre := f.look, f.link, f.pre
	switch n.DataAtom {
	case atom.B, atom.Strong:
		f.look.bold = on
	case atom.I, atom.Em, atom.Cite:
		f.look.italic = on
	case atom.A:
		f.link = f.address(n)
	case atom.Pre:
		f.pre = true
	}
	f.look = look{bold: css.bold, italic: css.italic}.or(f.look)
	f.pre = f.pre || css.pre
	f.children(n)
	f.look, f.link, f.pre = oldLook, oldLink, oldPre
}

func (f *htmlFlow) text(s string) {
	if f.pre {
		for i, line := range strings.Split(s, "\n") {
			if i > 0 {
				f.lineBreak()
			}
			f.write(line)
		}
		return
	}
	var out strings.Builder
	for _, r := range s {
		if r == ' ' || r == '\t' || r == '\n' || r == '\r' || r == '\f' {
			if !f.space {
				out.WriteByte(' ')
			}
			f.space = true
			continue
		}
		out.WriteRune(r)
		f.space = false
	}
	f.write(out.String())
}

func (f *htmlFlow) write(s string) {
	r := run{text: s, bold: f.look.bold == on && f.level == 0, italic: f.look.italic == on, link: f.link}
	f.block.runs = appendText(f.block.runs, r)
}

func (f *htmlFlow) lineBreak() {
	f.block.runs = append(f.block.runs, run{lineBreak: true})
	f.space = true
}

// flush ends the paragraph. Two breaks in a row end one too: that is how mail
// programs and pasted text separate paragraphs.
func (f *htmlFlow) flush() {
	b := f.block
	f.block, f.space = block{}, true
	for _, runs := range splitAtBlankLines(b.runs) {
		part := b
		part.runs = runs
		f.add(part)
	}
}

func splitAtBlankLines(runs []run) [][]run {
	var parts [][]run
	start, breaks := 0, 0
	for i, r := range runs {
		switch {
		case r.lineBreak:
			breaks++
		case strings.TrimSpace(strings.ReplaceAll(r.text, "\u00a0", "")) == "" && r.note == nil:
		default:
			if breaks > 1 && i > start {
				parts = append(parts, runs[start:i])
				start = i
			}
			breaks = 0
		}
	}
	return append(parts, runs[start:])
}

// add keeps a block that has content.
func (f *htmlFlow) add(b block) {
	b.runs = trimBreaks(b.runs)
	if len(b.runs) == 0 && len(b.rows) == 0 && b.kind != rule {
		return
	}
	f.units++
	b.line = f.units
	if f.level > 0 && b.kind == paragraph {
		b.kind, b.level = heading, f.level
	}
	if depth := len(f.lists); f.marker && depth > 0 && b.kind == paragraph {
		b.kind, b.level, b.ordered = item, depth-1, f.lists[depth-1] == "ol"
	}
	f.marker = false
	f.blocks = append(f.blocks, b)
}

func (f *htmlFlow) list(n *html.Node) {
	f.flush()
	f.lists = append(f.lists, n.Data)
	f.children(n)
	f.flush()
	f.lists = f.lists[:len(f.lists)-1]
}

var (
	msoLevel = regexp.MustCompile(`level(\d)`)
	// msoMark is what Word writes before an item where it does not say that it is
	// a list mark.
	msoMark = regexp.MustCompile(`^[\s\x{00a0}]*([·•§▪–\-o]|\(?([0-9]{1,3}|[a-zA-Z])[.)])[\s\x{00a0}]{2,}`)
)

// wordList recognises the items of Word's lists, which are paragraphs with a
// drawn mark.
func (f *htmlFlow) wordList(n *html.Node) {
	list := f.css.of(n).list
	class := strings.ToLower(attr(n, "class"))
	if list == "" && !strings.Contains(class, "msolistparagraph") || n.DataAtom != atom.P {
		return
	}
	mark := markOf(f.css, n)
	if mark == "" {
		if m := msoMark.FindStringSubmatch(nodeText(n)); m != nil {
			mark = m[1]
			cutPrefix(n, len(m[0]))
		}
	}
	if mark == "" && list == "" {
		return
	}
	f.block.kind, f.block.ordered = item, strings.ContainsAny(mark, ".)")
	if m := msoLevel.FindStringSubmatch(list); m != nil {
		level, _ := strconv.Atoi(m[1])
		f.block.level = max(level-1, 0)
	}
}

// markOf is the text that Word itself says to ignore: the mark of the item.
func markOf(css cssRules, n *html.Node) string {
	mark := ""
	walkNodes(n, func(c *html.Node) {
		if mark == "" && strings.HasPrefix(css.of(c).list, "ignore") {
			mark = strings.TrimSpace(nodeText(c))
		}
	})
	return mark
}

// cutPrefix removes the first bytes of the text in an element.
func cutPrefix(n *html.Node, bytes int) int {
	if n.Type == html.TextNode {
		cut := min(bytes, len(n.Data))
		n.Data = n.Data[cut:]
		return bytes - cut
	}
	for c := n.FirstChild; c != nil && bytes > 0; c = c.NextSibling {
		bytes = cutPrefix(c, bytes)
	}
	return bytes
}
