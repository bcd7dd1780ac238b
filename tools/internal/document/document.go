// Package document reads ONE Markdown file: its front matter, its body and the
// shortcodes in it, each with the line and the column where it stands.
//
//	doc, found := document.Parse("content/stories/x/index.fr.md", src)
//	doc.Meta.Get("title").Text()
//	doc.Links[0].Destination
//	line, column := doc.Position(doc.Links[0].Offset)
//
// The front matter is read with goldmark-meta, which the rest of the world uses,
// and with package plaintext, which knows positions. Both have to agree with each
// other, and so with Hugo, on every key: where readers of front matter are known
// to differ (a byte order mark, a blank first line, a key written twice, "no"
// without quotation marks) the file is refused with a sentence that says what to
// type instead. What this package accepts, Hugo reads the same way.
//
// The body is parsed with the extensions that hugo.toml switches on. Shortcodes
// are masked before, as Hugo does it, so that an underscore in a parameter is no
// emphasis. Offsets always count bytes of the file.
package document

import (
	"github.com/yuin/goldmark/ast"

	"proximite/tools/internal/diagnostic"
	"proximite/tools/internal/plaintext"
)

// Document is one Markdown file.
type Document struct {
	Path   string
	Source []byte
	Meta   *plaintext.Node // the front matter; nil when it cannot be read
	Body   int             // offset of the first byte after the front matter

	Tree       ast.Node // of goldmark, over the file with its shortcodes masked
	Headings   []Heading
	Links      []Link
	Images     []Image
	Shortcodes []Shortcode
	Blocks     []Block
	IDs        map[string]bool // every fragment that a link may point to

	lines  *plaintext.Lines
	masked []byte
}

// Heading of the body.
type Heading struct {
	Level    int
	Text     string
	ID       string
	Explicit bool // the id was typed: {#id}
	Offset   int
}

// Link in the body, an automatic one included.
type Link struct {
	Destination string
	Text        string
	Offset      int
}

// Image in the body.
type Image struct {
	Destination string
	Alt         string
	Offset      int
}

// Parse reads a Markdown file. The document is never nil; where the file is
// broken it holds what could be read.
func Parse(path string, src []byte) (*Document, []diagnostic.Diagnostic) {
	d := &Document{Path: path, Source: src, lines: plaintext.NewLines(src), IDs: make(map[string]bool)}
	if found := plaintext.CheckEncoding(path, src); len(found) > 0 {
		return d, found
	}
	end, found := d.findFrontMatter()
	if end < 0 {
		return d, found
	}
	found = append(found, d.readFrontMatter(end)...)
	found = append(found, d.scanShortcodes()...)
	found = append(found, d.readBody(len(found) == 0)...)
	return d, found
}

// Position is the line and column of an offset, in characters from 1.
func (d *Document) Position(offset int) (line, column int) { return d.lines.Position(offset) }

// At makes a finding of a rule at an offset of the file.
func (d *Document) At(r diagnostic.Rule, offset int, args ...any) diagnostic.Diagnostic {
	line, column := d.Position(offset)
	return r.At(d.Path, line, column, args...)
}

// Line is the text of a line of the file.
func (d *Document) Line(n int) string { return d.lines.Line(n) }
