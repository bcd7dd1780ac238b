package document

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

// Object stands in a text for something that is no text: a shortcode, an image,
// a piece of code.
const Object = '\uFFFC'

// Block is the plain text of one paragraph, heading, list item or table cell.
type Block struct {
	Kind     string // paragraph, heading, cell, term or code
	Text     string // without markup
	Language string // from a line {lang="en"} under it; else empty
	Quoted   bool   // inside a block quotation
	Item     bool   // the text of a list item
	pieces   []piece
}

// piece maps a part of the text to the file.
type piece struct{ text, source int }

// Offset is the place in the file of a byte of the text.
func (b Block) Offset(i int) int {
	at := piece{}
	for _, p := range b.pieces {
		if p.text > i {
			break
		}
		at = p
	}
	return at.source + i - at.text
}

func (b *Block) add(text string, source int) {
	b.pieces = append(b.pieces, piece{len(b.Text), source})
	b.Text += text
}

// block keeps the text of a block node.
func (w *walker) block(n ast.Node) {
	switch {
	case isTextBlock(n):
		b := Block{Kind: blockKind(n), Quoted: within(n, ast.KindBlockquote), Item: within(n, ast.KindListItem)}
		b.inline(n, w.src)
		if m := attributeLanguage.FindStringSubmatch(lastLine(b.Text)); m != nil {
			b.Language = m[1]
		}
		if attributeLine.MatchString(strings.TrimSpace(lastLine(b.Text))) {
			w.attributes(lastLine(b.Text))
		}
		if strings.TrimSpace(b.Text) != "" {
			w.doc.Blocks = append(w.doc.Blocks, b)
		}
	case n.Kind() == ast.KindCodeBlock || n.Kind() == ast.KindFencedCodeBlock:
		b := Block{Kind: "code"}
		for i := range n.Lines().Len() {
			s := n.Lines().At(i)
			b.add(string(s.Value(w.src)), s.Start)
		}
		w.doc.Blocks = append(w.doc.Blocks, b)
	}
}

// within reports whether a node stands inside one of a kind.
func within(n ast.Node, kind ast.NodeKind) bool {
	for p := n.Parent(); p != nil; p = p.Parent() {
		if p.Kind() == kind {
			return true
		}
	}
	return false
}

func lastLine(text string) string { return text[strings.LastIndexByte(text, '\n')+1:] }

// attributes takes the id of a block: {#id} under it is a place to link to.
func (w *walker) attributes(line string) {
	if m := attributeID.FindStringSubmatch(line); m != nil {
		w.doc.IDs[m[1]] = true
	}
}

func blockKind(n ast.Node) string {
	switch n.Kind() {
	case ast.KindHeading:
		return "heading"
	case extast.KindTableCell:
		return "cell"
	case extast.KindDefinitionTerm:
		return "term"
	}
	return "paragraph"
}

// inline adds the text of the inline nodes below n.
func (b *Block) inline(n ast.Node, src []byte) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Text:
			b.segment(string(c.Segment.Value(src)), c.Segment.Start)
			if c.SoftLineBreak() || c.HardLineBreak() {
				b.add("\n", c.Segment.Stop)
			}
		case *ast.String:
			b.Text += string(c.Value)
		case *ast.AutoLink, *ast.Image, *ast.CodeSpan, *ast.RawHTML, *extast.FootnoteLink:
			b.object(c.Pos())
		default:
			if c.Type() == ast.TypeInline {
				b.inline(c, src)
			}
		}
	}
}

// object stands for a node that is no text, where the parser says that it begins.
func (b *Block) object(position int) {
	if position > 0 {
		b.add(string(Object), position)
		return
	}
	b.Text += string(Object)
}

// segment adds text in which each run of masked bytes becomes one Object.
func (b *Block) segment(text string, source int) {
	for text != "" {
		i := strings.IndexByte(text, maskByte)
		if i < 0 {
			b.add(text, source)
			return
		}
		if i > 0 {
			b.add(text[:i], source)
		}
		end := i
		for end < len(text) && text[end] == maskByte {
			end++
		}
		b.add(string(Object), source+i)
		text, source = text[end:], source+end
	}
}
