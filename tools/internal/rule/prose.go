package rule

import (
	"io/fs"
	"slices"
	"strings"
	"unicode/utf8"

	"proximite/tools/internal/content"
	"proximite/tools/internal/diagnostic"
	"proximite/tools/internal/document"
	"proximite/tools/internal/plaintext"
)

// prose is one text that people read and that claims to be in a language: a block of a
// page, a text of its front matter, an alternative text, a text of a register, of a
// transcript or of the interface.
type prose struct {
	path     string
	language string
	text     string
	kind     string // the key of the front matter; paragraph, heading, item, cell, term; alternative, marked, register, transcript, interface
	quoted   bool   // somebody’s own words: a block quotation, the original of a transcript
	draft    bool

	version *content.Version // nil outside content/
	block   *document.Block
	node    *plaintext.Node
	offset  int // in the file, of what is neither block nor node
}

// at makes a finding of a rule at a byte of the text.
func (p *prose) at(r diagnostic.Rule, i int, args ...any) diagnostic.Diagnostic {
	d := p.place(r, i, args)
	if p.draft {
		return d.With(max(d.Severity, diagnostic.Todo))
	}
	return d
}

func (p *prose) place(r diagnostic.Rule, i int, args []any) diagnostic.Diagnostic {
	switch {
	case p.block != nil:
		return p.version.At(r, p.block.Offset(i), args...)
	case p.node == nil:
		return p.version.At(r, p.offset+i, args...)
	}
	line, column := positionIn(p.node, i)
	return r.At(p.path, line, column, args...)
}

// positionIn is the place of a byte of a value. In a value of several lines only the
// line can be told.
func positionIn(n *plaintext.Node, i int) (line, column int) {
	text := n.Text()
	i = min(i, len(text))
	if strings.Contains(text, "\n") {
		return n.Line + 1 + strings.Count(text[:i], "\n"), 1
	}
	column = n.Column + utf8.RuneCountInString(text[:i])
	if !n.Plain {
		column++
	}
	return n.Line, column
}

// frontTexts are the keys of the front matter whose values are read as text.
var frontTexts = []string{"title", "summary", "outcome", "evidence", "focus", "objectives", "audience", "duration", "assessment", "contents"}

// proseOf lists the texts of a version: front matter, body, alternative texts and
// words marked as another language.
func proseOf(v *content.Version) []prose {
	list := make([]prose, 0, len(v.Blocks)+len(frontTexts)/2)
	base := prose{path: v.Path, language: v.Language, version: v, draft: v.Draft()}
	for _, key := range frontTexts {
		list = append(list, valueProse(base, key, v.Meta.Get(key))...)
	}
	for i := range v.Blocks {
		b := &v.Blocks[i]
		if b.Kind == "code" {
			continue
		}
		p := base
		p.block, p.text, p.kind, p.quoted = b, b.Text, b.Kind, b.Quoted
		if b.Item && p.kind == "paragraph" {
			p.kind = "item"
		}
		if b.Language != "" {
			p.language = b.Language
		}
		list = append(list, p)
	}
	for _, i := range v.Images {
		p := base
		p.text, p.kind, p.offset = i.Alt, "alternative", i.Offset
		list = append(list, p)
	}
	calls(v.Document, "lang", func(s document.Shortcode) {
		if code, ok := s.First(); ok && s.Inner != nil {
			p := base
			p.language, p.text, p.kind, p.offset = code.Value, s.Inner.Text, "marked", s.Inner.Offset
			list = append(list, p)
		}
	})
	return list
}

// valueProse are the texts of a value, the literal not-published left out.
func valueProse(base prose, kind string, n *plaintext.Node) []prose {
	var list []prose
	values(n, func(n *plaintext.Node) {
		if text := n.Text(); text != "" && text != "not-published" {
			p := base
			p.kind, p.node, p.text = kind, n, text
			list = append(list, p)
		}
	})
	return list
}

// eachPage visits the texts of every version of every item and section.
func eachPage(c *content.Corpus, visit func(*content.Version, []prose)) {
	versions(c, func(v *content.Version) { visit(v, proseOf(v)) })
}

// dataProse are the texts of registers, transcripts and of the interface.
func dataProse(c *content.Corpus) []prose {
	var list []prose
	for _, r := range c.Registers() {
		list = append(list, pairedProse(prose{path: r.Path, kind: "register"}, r.Root)...)
	}
	public := publicTranscripts(c)
	for _, t := range c.Transcripts {
		list = append(list, transcriptProse(t, !public[t.Name])...)
	}
	for _, language := range content.Languages() {
		if path, root := interfaceTexts(c.FS, language); root != nil {
			list = append(list, valueProse(prose{path: path, language: language}, "interface", root)...)
		}
	}
	return list
}

// pairedProse finds the texts {fr: …, en: …} of a tree.
func pairedProse(base prose, n *plaintext.Node) []prose {
	var list []prose
	for _, f := range n.Fieldset() {
		if slices.Contains(content.Languages(), f.Key) {
			p := base
			p.language = f.Key
			list = append(list, valueProse(p, base.kind, f.Value)...)
			continue
		}
		list = append(list, pairedProse(base, f.Value)...)
	}
	for _, item := range n.Children() {
		list = append(list, pairedProse(base, item)...)
	}
	return list
}

// transcriptProse are the words of a transcript in their languages, with its titles
// and notes.
func transcriptProse(t *content.Transcript, draft bool) []prose {
	base := prose{path: t.Path, kind: "transcript", draft: draft}
	list := pairedProse(base, t.Root.Get("title"))
	spoken := t.Root.Get("language").Text()
	for _, s := range t.Root.Get("segments").Children() {
		p := base
		if p.language = s.Get("lang").Text(); p.language == "" {
			p.language = spoken
		}
		p.quoted = true
		list = append(list, valueProse(p, base.kind, s.Get("text"))...)
		p.quoted = false
		list = append(list, pairedProse(base, s.Get("note"))...)
		for _, f := range s.Get("translation").Fieldset() {
			p.language = f.Key
			list = append(list, valueProse(p, base.kind, f.Value.Get("text"))...)
		}
	}
	for _, chapter := range t.Root.Get("chapters").Children() {
		list = append(list, pairedProse(base, chapter.Get("title"))...)
	}
	return list
}

// publicTranscripts are those that a published interview introduces.
func publicTranscripts(c *content.Corpus) map[string]bool {
	public := make(map[string]bool)
	for _, i := range c.Items {
		for _, v := range i.Versions {
			if id := v.Meta.Get("transcript").Text(); id != "" && !v.Draft() {
				public[id] = true
			}
		}
	}
	return public
}

// interfaceTexts reads i18n/<language>.yaml; nil when there is none or it cannot be
// read, which is the matter of checkInterface.
func interfaceTexts(fsys fs.FS, language string) (path string, root *plaintext.Node) {
	path = "i18n/" + language + ".yaml"
	src, err := fs.ReadFile(fsys, path)
	if err != nil || len(plaintext.CheckEncoding(path, src)) > 0 {
		return path, nil
	}
	root, _ = plaintext.ParseYAML(path, src, 1)
	return path, root
}

// quotedParts are the bytes of a text between quotation marks: there somebody else
// speaks. An unclosed quotation goes on to the end.
func quotedParts(text string) [][2]int {
	if !strings.ContainsAny(text, "«“\"") {
		return nil
	}
	var parts [][2]int
	start, closing := -1, ""
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		switch {
		case start >= 0 && strings.ContainsRune(closing, r):
			parts = append(parts, [2]int{start, i})
			start = -1
		case start >= 0:
		case r == '«':
			start, closing = i+size, "»"
		case r == '“':
			start, closing = i+size, "”"
		case r == '"':
			start, closing = i+size, "\""
		}
		i += size
	}
	if start >= 0 {
		parts = append(parts, [2]int{start, len(text)})
	}
	return parts
}

func isQuoted(parts [][2]int, i int) bool {
	return slices.ContainsFunc(parts, func(p [2]int) bool { return p[0] <= i && i < p[1] })
}
