package document

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"github.com/yuin/goldmark"
	meta "github.com/yuin/goldmark-meta"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"golang.org/x/text/runes"
	"golang.org/x/text/transform"
	"golang.org/x/text/unicode/norm"

	"proximite/tools/internal/diagnostic"
)

// markdown has the extensions that hugo.toml leaves switched on.
func markdown(options ...goldmark.Option) goldmark.Markdown {
	return goldmark.New(append([]goldmark.Option{
		goldmark.WithExtensions(extension.Table, extension.Strikethrough, extension.Linkify,
			extension.TaskList, extension.DefinitionList, extension.Footnote),
		goldmark.WithParserOptions(parser.WithAttribute()),
	}, options...)...)
}

var (
	withMeta    = markdown(goldmark.WithExtensions(meta.Meta))
	withoutMeta = markdown()
)

// readBody parses the Markdown and, when the front matter was in order, lets
// goldmark-meta read it in the same pass.
func (d *Document) readBody(clean bool) []diagnostic.Diagnostic {
	var found []diagnostic.Diagnostic
	if clean {
		context := parser.NewContext()
		d.Tree = withMeta.Parser().Parse(text.NewReader(d.masked), parser.WithContext(context))
		theirs, err := meta.TryGet(context)
		found = d.compare(theirs, err)
	}
	if !clean || len(found) > 0 {
		d.Tree = withoutMeta.Parser().Parse(text.NewReader(blank(d.masked, d.Body)))
	}
	w := &walker{doc: d, src: d.masked}
	_ = ast.Walk(d.Tree, w.visit) // visit returns no error
	return append(found, w.found...)
}

// walker collects from the tree what the rules ask about.
type walker struct {
	doc   *Document
	src   []byte
	found []diagnostic.Diagnostic
}

func (w *walker) visit(n ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	switch n := n.(type) {
	case *ast.Heading:
		w.heading(n)
	case *ast.Link:
		w.doc.Links = append(w.doc.Links, Link{string(n.Destination), plain(n, w.src), w.offset(n)})
	case *ast.AutoLink:
		w.doc.Links = append(w.doc.Links, Link{string(n.URL(w.src)), string(n.Label(w.src)), w.offset(n)})
	case *ast.Image:
		w.doc.Images = append(w.doc.Images, Image{string(n.Destination), plain(n, w.src), w.offset(n)})
	case *ast.RawHTML:
		w.html(n.Segments)
	case *ast.HTMLBlock:
		w.html(n.Lines())
	}
	w.block(n)
	return ast.WalkContinue, nil
}

// html reports HTML, unless it is only a comment, which Hugo drops in silence.
func (w *walker) html(lines *text.Segments) {
	if lines.Len() == 0 {
		return
	}
	start := lines.At(0)
	if strings.HasPrefix(strings.TrimSpace(string(start.Value(w.src))), "<!--") {
		return
	}
	w.found = append(w.found, w.doc.At(rawHTML, start.Start))
}

// offset is where an inline node begins. An automatic link has no position of its
// own, so the text around it is asked.
func (w *walker) offset(n ast.Node) int {
	if p := n.Pos(); p > 0 {
		return p
	}
	for p := n.PreviousSibling(); p != nil; p = p.PreviousSibling() {
		if t, ok := p.(*ast.Text); ok {
			return t.Segment.Stop
		}
	}
	for p := n.Parent(); p != nil; p = p.Parent() {
		if p.Type() == ast.TypeBlock && p.Lines() != nil && p.Lines().Len() > 0 {
			return p.Lines().At(0).Start
		}
	}
	return w.doc.Body
}

func (w *walker) heading(n *ast.Heading) {
	h := Heading{Level: n.Level, Text: plain(n, w.src), Offset: w.headingOffset(n)}
	if id, ok := n.AttributeString("id"); ok {
		if b, ok := id.([]byte); ok {
			h.ID, h.Explicit = string(b), true
		}
	}
	if !h.Explicit {
		if strings.ContainsRune(h.Text, Object) {
			w.found = append(w.found, w.doc.At(headingNeedsID, h.Offset))
		}
		h.ID = w.autoID(h.Text)
	} else if w.doc.IDs[h.ID] {
		w.found = append(w.found, w.doc.At(duplicateAnchor, h.Offset, h.ID))
	}
	w.doc.IDs[h.ID] = true
	w.doc.Headings = append(w.doc.Headings, h)
}

func (w *walker) headingOffset(n *ast.Heading) int {
	if n.Lines().Len() == 0 {
		return max(n.Pos(), w.doc.Body)
	}
	line, _ := w.doc.Position(n.Lines().At(0).Start)
	return w.doc.lines.Offset(line)
}

// autoID is the id that Hugo gives a heading (autoIDType github-ascii).
func (w *walker) autoID(text string) string {
	flat, _, err := transform.String(transform.Chain(norm.NFD, runes.Remove(runes.In(unicode.Mn)), norm.NFC), text)
	if err != nil {
		flat = text
	}
	var b strings.Builder
	for _, r := range strings.TrimSpace(flat) {
		switch {
		case r > unicode.MaxASCII:
		case r == '-' || r == ' ':
			b.WriteByte('-')
		case r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r):
			b.WriteRune(unicode.ToLower(r))
		}
	}
	id := b.String()
	if id == "" {
		id = "heading"
	}
	for i, base := 1, id; w.doc.IDs[id]; i++ {
		id = base + "-" + strconv.Itoa(i)
	}
	return id
}

// attributeLine is a line of block attributes under a paragraph: {#id .class}.
var attributeLine = regexp.MustCompile(`^\{(?:[#.]|lang=)[^{}]*\}$`)

// attributeLanguage is such a line that names the language of the paragraph.
var attributeLanguage = regexp.MustCompile(`^\s*\{[^{}]*\blang="?([A-Za-z-]+)"?[^{}]*\}\s*$`)

var attributeID = regexp.MustCompile(`#([^\s.}]+)`)

// plain is the text of a node without its markup; a shortcode is one Object.
func plain(n ast.Node, src []byte) string {
	b := &Block{}
	b.inline(n, src)
	return b.Text
}

func isTextBlock(n ast.Node) bool {
	switch n.Kind() {
	case ast.KindParagraph, ast.KindTextBlock, ast.KindHeading, extast.KindTableCell, extast.KindDefinitionTerm:
		return true
	}
	return false
}
