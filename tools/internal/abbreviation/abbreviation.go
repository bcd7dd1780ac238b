// Package abbreviation explains acronyms on the built pages: the first time that one
// of the glossary or of the institutions stands in the text of a page, its meaning is
// put there as <abbr title="…">, for those who point at it and for screen readers.
//
//	err := abbreviation.Dir(folder, map[string]abbreviation.Meanings{"fr": {"FSI": "forces de sécurité intérieure"}})
//
// The words of a page stay as they are. An acronym is left alone in links, headings,
// code, in words of another language, and where its meaning stands beside it, as in
// "forces de sécurité intérieure (FSI)": from there on the reader knows it.
package abbreviation

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Meanings are acronyms of one language and what they stand for.
type Meanings map[string]string

// Dir explains the acronyms of all pages below a folder.
func Dir(root string, byLanguage map[string]Meanings) error {
	return filepath.WalkDir(root, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".html") {
			return err
		}
		before, err := os.ReadFile(path)
		if err != nil {
			return fmt.Errorf("explain acronyms of %q: %w", path, err)
		}
		after := Page(before, byLanguage)
		if bytes.Equal(before, after) {
			return nil
		}
		if err := os.WriteFile(path, after, 0o644); err != nil {
			return fmt.Errorf("explain acronyms of %q: %w", path, err)
		}
		return nil
	})
}

// Page explains the acronyms of one page, in the language of its html element.
func Page(page []byte, byLanguage map[string]Meanings) []byte {
	p := &marker{out: bytes.NewBuffer(make([]byte, 0, len(page)+256)), known: make(map[string]bool)}
	z := html.NewTokenizer(bytes.NewReader(page))
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			// What the tokenizer could not read is not ours to change.
			p.out.Write(z.Raw())
			return p.out.Bytes()
		}
		p.token(kind, z, byLanguage)
	}
}

// marker is the state of one page.
type marker struct {
	out      *bytes.Buffer
	open     []element
	language string
	meanings Meanings
	known    map[string]bool // acronyms that the reader has met
	before   string          // the end of the text of the block so far
}

type element struct {
	name string
	main bool // inside <main>
	skip bool // its text is left alone
}

func (p *marker) top() element {
	if len(p.open) == 0 {
		return element{}
	}
	return p.open[len(p.open)-1]
}

func (p *marker) token(kind html.TokenType, z *html.Tokenizer, byLanguage map[string]Meanings) {
	raw := z.Raw()
	switch kind {
	case html.TextToken:
		if top := p.top(); top.main && len(p.meanings) > 0 {
			p.text(string(raw), top.skip)
			return
		}
	case html.StartTagToken:
		raw = bytes.Clone(raw)
		p.start(z.Token(), byLanguage)
	case html.EndTagToken:
		name, _ := z.TagName()
		p.end(string(name))
	}
	p.out.Write(raw)
}

func (p *marker) start(t html.Token, byLanguage map[string]Meanings) {
	e := element{name: t.Data, main: p.top().main || t.DataAtom == atom.Main, skip: p.top().skip || isLeftAlone(t.DataAtom)}
	for _, a := range t.Attr {
		if a.Key != "lang" {
			continue
		}
		language, _, _ := strings.Cut(strings.ToLower(a.Val), "-")
		if t.DataAtom == atom.Html {
			p.language, p.meanings = language, byLanguage[language]
		} else if language != p.language {
			e.skip = true
		}
	}
	if !isInline(t.DataAtom) {
		p.before = ""
	}
	if !isVoid(t.DataAtom) {
		p.open = append(p.open, e)
	}
}

func (p *marker) end(name string) {
	for i := len(p.open) - 1; i >= 0; i-- {
		if p.open[i].name == name {
			if name == "abbr" {
				// The template has explained it.
				p.known[lastWord(p.before)] = true
			}
			p.open = p.open[:i]
			return
		}
	}
}

// text copies a text and marks the acronyms in it that the reader has not met.
func (p *marker) text(raw string, skip bool) {
	copied := 0
	for start, end := range words(raw) {
		w := raw[start:end]
		meaning, ok := p.meanings[w]
		if !ok || p.known[w] {
			continue
		}
		switch {
		case p.beside(raw, start, end, meaning):
			p.known[w] = true
		case skip:
		default:
			p.known[w] = true
			p.out.WriteString(raw[copied:start])
			p.out.WriteString(`<abbr title="` + html.EscapeString(meaning) + `">` + w + `</abbr>`)
			copied = end
		}
	}
	p.out.WriteString(raw[copied:])
	p.before = tail(p.before + raw)
}

// nearby is how far the meaning may stand from its acronym, in bytes.
const nearby = 160

func tail(s string) string {
	if len(s) > nearby {
		return s[len(s)-nearby:]
	}
	return s
}

// beside reports whether the meaning stands in the same block, before or just after.
func (p *marker) beside(raw string, start, end int, meaning string) bool {
	around := tail(p.before+raw[:start]) + raw[end:min(end+nearby, len(raw))]
	return strings.Contains(fold(around), fold(meaning))
}

var folded = strings.NewReplacer("’", "'", "&#39;", "'", "\u00a0", " ", "\u202f", " ", "\n", " ")

func fold(s string) string { return folded.Replace(strings.ToLower(s)) }

// words visits the words of letters, digits and hyphens.
func words(s string) func(func(start, end int) bool) {
	return func(yield func(int, int) bool) {
		start := -1
		for i, r := range s {
			inside := unicode.IsLetter(r) || unicode.IsDigit(r)
			switch {
			case inside && start < 0:
				start = i
			case !inside && start >= 0:
				// A part of a longer name, as in MINUSMA-2 or PESC/2014, is no acronym.
				if !glued(s, start, i) && !yield(start, i) {
					return
				}
				start = -1
			}
		}
		if start >= 0 && !glued(s, start, len(s)) {
			yield(start, len(s))
		}
	}
}

func glued(s string, start, end int) bool {
	before, _ := utf8.DecodeLastRuneInString(s[:start])
	after, size := utf8.DecodeRuneInString(s[end:])
	next, _ := utf8.DecodeRuneInString(s[min(end+size, len(s)):])
	return strings.ContainsRune("-/_.@&", before) && start > 0 ||
		strings.ContainsRune("-/_@", after) && end < len(s) && (unicode.IsLetter(next) || unicode.IsDigit(next))
}

func lastWord(s string) string {
	last := ""
	for start, end := range words(s) {
		last = s[start:end]
	}
	return last
}

// isLeftAlone lists the elements whose text is a name, an address or a label.
func isLeftAlone(a atom.Atom) bool {
	switch a {
	case atom.A, atom.Abbr, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Code, atom.Pre, atom.Kbd, atom.Samp,
		atom.Script, atom.Style, atom.Textarea, atom.Button, atom.Label, atom.Option, atom.Select, atom.Summary, atom.Nav,
		atom.Svg, atom.Title, atom.Dt, atom.Time, atom.Dfn, atom.Legend:
		return true
	}
	return false
}

func isInline(a atom.Atom) bool {
	switch a {
	case atom.A, atom.Abbr, atom.B, atom.Bdi, atom.Cite, atom.Code, atom.Dfn, atom.Em, atom.I, atom.Mark, atom.Q, atom.S,
		atom.Small, atom.Span, atom.Strong, atom.Sub, atom.Sup, atom.Time, atom.U:
		return true
	}
	return false
}

func isVoid(a atom.Atom) bool {
	switch a {
	case atom.Area, atom.Base, atom.Br, atom.Col, atom.Embed, atom.Hr, atom.Img, atom.Input, atom.Link, atom.Meta,
		atom.Source, atom.Track, atom.Wbr:
		return true
	}
	return false
}
