package translation

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"proximite/tools/internal/document"
	"proximite/tools/internal/plaintext"
)

// Kinds of blocks in the body. A text of the front matter has the kind Front.
const (
	Front     = "front"
	Heading   = "heading"
	Paragraph = "paragraph"
	Item      = "item"
	Cell      = "cell"
	Term      = "term"
	Code      = "code"
	Call      = "call" // a paragraph that is one shortcode
)

// Block is one text of a file.
type Block struct {
	Kind  string
	Key   string // of the front matter: title, objectives.2
	Text  string // as typed, lines joined by \n; of the front matter the value
	Line  int
	Level int    // of a heading
	Mark  string // the explicit id of a heading

	spans []span // where the lines stand in the file; none in the front matter
	node  *plaintext.Node
	words []string
	hash  string
}

type span struct{ start, end int }

func (b *Block) tokens() []string {
	if b.words == nil {
		b.words = tokens(b.Text)
		b.hash = hashOf(b.words)
	}
	return b.words
}

func (b *Block) sum() string {
	b.tokens()
	return b.hash
}

// region is the part of a file within which a block can move.
func (b *Block) region() string {
	key, _, _ := strings.Cut(b.Key, ".")
	return key
}

// frontKeys are the texts of the front matter that are translated.
func frontKeys() []string {
	return []string{
		"title", "summary", "outcome", "evidence", "focus", "objectives", "audience",
		"duration", "assessment", "contents",
	}
}

// Blocks lists the texts of a file in their order.
func Blocks(d *document.Document) []Block {
	var list []Block
	for _, key := range frontKeys() {
		list = append(list, frontBlocks(key, d.Meta.Get(key))...)
	}
	if d.Tree == nil {
		return list
	}
	c := &collector{doc: d, list: list}
	_ = ast.Walk(d.Tree, c.visit) // visit returns no error
	return c.list
}

func frontBlocks(key string, n *plaintext.Node) []Block {
	if n == nil {
		return nil
	}
	if n.Kind == plaintext.String && n.Text() != "not-published" && strings.TrimSpace(n.Text()) != "" {
		return []Block{{Kind: Front, Key: key, Text: n.Text(), Line: n.Line, node: n}}
	}
	var list []Block
	for i, child := range n.Items {
		if child.Kind == plaintext.String && strings.TrimSpace(child.Text()) != "" {
			list = append(list, Block{Kind: Front, Key: key + "." + strconv.Itoa(i+1), Text: child.Text(), Line: child.Line, node: child})
		}
	}
	return list
}

type collector struct {
	doc  *document.Document
	list []Block
}

var (
	attributeLine = regexp.MustCompile(`^\{[#.][^{}]*\}$`)
	blankEnd      = " \t\r\n"
)

func (c *collector) visit(n ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	kind := kindOf(n)
	if kind == "" || n.Lines() == nil {
		return ast.WalkContinue, nil
	}
	b := Block{Kind: kind}
	for i := range n.Lines().Len() {
		s := n.Lines().At(i)
		b.spans = append(b.spans, span{s.Start, s.Stop})
	}
	c.trim(&b)
	if len(b.spans) == 0 {
		return ast.WalkSkipChildren, nil
	}
	b.Text = c.text(b.spans)
	b.Line, _ = c.doc.Position(b.spans[0].start)
	if h, ok := n.(*ast.Heading); ok {
		b.Level = h.Level
		if id, ok := h.AttributeString("id"); ok {
			if raw, ok := id.([]byte); ok {
				b.Mark = string(raw)
			}
		}
	}
	if kind == Paragraph && c.isCall(b.spans) {
		b.Kind = Call
	}
	if strings.TrimSpace(b.Text) != "" {
		c.list = append(c.list, b)
	}
	return ast.WalkSkipChildren, nil
}

// kindOf names the blocks that hold text; "" for every other node.
func kindOf(n ast.Node) string {
	switch n.Kind() {
	case ast.KindHeading:
		return Heading
	case extast.KindTableCell:
		return Cell
	case extast.KindDefinitionTerm:
		return Term
	case ast.KindCodeBlock, ast.KindFencedCodeBlock:
		return Code
	case ast.KindParagraph, ast.KindTextBlock:
		for p := n.Parent(); p != nil; p = p.Parent() {
			if k := p.Kind(); k == ast.KindListItem || k == extast.KindDefinitionDescription {
				return Item
			}
		}
		return Paragraph
	}
	return ""
}

// trim leaves white space at the ends of lines and a line of block attributes out,
// so that what is replaced is text and nothing else. A hard break stays.
func (c *collector) trim(b *Block) {
	src := c.doc.Source
	if n := len(b.spans); n > 1 && attributeLine.MatchString(strings.TrimSpace(string(src[b.spans[n-1].start:b.spans[n-1].end]))) {
		b.spans = b.spans[:n-1]
	}
	for i := range b.spans {
		s := &b.spans[i]
		for s.end > s.start && strings.IndexByte("\r\n", src[s.end-1]) >= 0 {
			s.end--
		}
	}
	if b.Kind == Code || len(b.spans) == 0 {
		return
	}
	last := &b.spans[len(b.spans)-1]
	for last.end > last.start && strings.IndexByte(blankEnd, src[last.end-1]) >= 0 {
		last.end--
	}
	first := &b.spans[0]
	for first.start < first.end && strings.IndexByte(" \t", src[first.start]) >= 0 {
		first.start++
	}
}

func (c *collector) text(spans []span) string {
	lines := make([]string, len(spans))
	for i, s := range spans {
		lines[i] = string(c.doc.Source[s.start:s.end])
	}
	return strings.Join(lines, "\n")
}

// isCall reports whether one shortcode fills the block.
func (c *collector) isCall(spans []span) bool {
	for _, s := range c.doc.Shortcodes {
		if s.Offset == spans[0].start && s.End == spans[len(spans)-1].end {
			return true
		}
	}
	return false
}
