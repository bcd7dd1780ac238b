package typography

import (
	"bytes"
	"fmt"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// HTML sets all texts of a page: what stands between tags and what assistive
// technology and search engines read from attributes. Everything else is copied
// byte for byte.
func HTML(page []byte) ([]byte, error) {
	p := htmlPage{out: bytes.NewBuffer(make([]byte, 0, len(page)+len(page)/32))}
	z := html.NewTokenizer(bytes.NewReader(page))
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			if err := z.Err(); err.Error() != "EOF" {
				return nil, fmt.Errorf("set page: %w", err)
			}
			return p.out.Bytes(), nil
		}
		p.token(kind, z)
	}
}

// htmlPage is the state of setting one page.
type htmlPage struct {
	out    *bytes.Buffer
	open   []element
	setter setter
}

// element is an open element: its language and whether its text is left alone.
type element struct {
	tag      atom.Atom
	name     string
	language string
	verbatim bool
}

func (p *htmlPage) top() element {
	if len(p.open) == 0 {
		return element{}
	}
	return p.open[len(p.open)-1]
}

func (p *htmlPage) token(kind html.TokenType, z *html.Tokenizer) {
	raw := bytes.Clone(z.Raw())
	switch kind {
	case html.TextToken:
		p.text(raw, z)
	case html.StartTagToken, html.SelfClosingTagToken:
		p.start(kind, raw, z.Token())
	case html.EndTagToken:
		name, _ := z.TagName()
		p.end(string(name))
		p.out.Write(raw)
	default:
		p.out.Write(raw)
	}
}

func (p *htmlPage) text(raw []byte, z *html.Tokenizer) {
	top := p.top()
	if top.verbatim {
		p.out.Write(raw)
		return
	}
	p.setter.language = top.language
	p.out.WriteString(escapeText(p.setter.set(string(z.Text()))))
}

var textEscaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")

func escapeText(s string) string { return textEscaper.Replace(s) }

func (p *htmlPage) start(kind html.TokenType, raw []byte, t html.Token) {
	e := element{tag: t.DataAtom, name: t.Data, language: p.top().language, verbatim: p.top().verbatim || isVerbatim(t.DataAtom)}
	for _, a := range t.Attr {
		if a.Key == "lang" {
			e.language = a.Val
		}
	}
	if !isInline(t.DataAtom) {
		p.setter = setter{}
	}
	if setAttributes(t.Attr, t.DataAtom, e.language) {
		raw = []byte(t.String())
	}
	p.out.Write(raw)
	if kind == html.StartTagToken && !isVoid(t.DataAtom) {
		p.open = append(p.open, e)
	}
}

// end closes the innermost open element of the name; markup that Hugo wrote is
// well formed, a stray end tag changes nothing.
func (p *htmlPage) end(name string) {
	for i := len(p.open) - 1; i >= 0; i-- {
		if p.open[i].name == name {
			if !isInline(p.open[i].tag) {
				p.setter = setter{}
			}
			p.open = p.open[:i]
			return
		}
	}
}

// setAttributes sets the attributes that people read; it reports a change.
func setAttributes(attrs []html.Attribute, tag atom.Atom, language string) (changed bool) {
	for i, a := range attrs {
		if !isReadable(a.Key, tag, attrs) {
			continue
		}
		if v := Text(language, a.Val); v != a.Val {
			attrs[i].Val = v
			changed = true
		}
	}
	return changed
}

func isReadable(key string, tag atom.Atom, attrs []html.Attribute) bool {
	switch key {
	case "alt", "aria-label", "title":
		return true
	case "content":
		return tag == atom.Meta && isTextMeta(attrs)
	}
	return false
}

func isTextMeta(attrs []html.Attribute) bool {
	for _, a := range attrs {
		switch a.Val {
		case "description", "og:title", "og:description":
			return a.Key == "name" || a.Key == "property"
		}
	}
	return false
}

func isVerbatim(tag atom.Atom) bool {
	switch tag {
	case atom.Script, atom.Style, atom.Code, atom.Pre, atom.Kbd, atom.Samp, atom.Textarea:
		return true
	}
	return false
}

func isVoid(tag atom.Atom) bool {
	switch tag {
	case atom.Area, atom.Base, atom.Br, atom.Col, atom.Embed, atom.Hr, atom.Img, atom.Input,
		atom.Link, atom.Meta, atom.Source, atom.Track, atom.Wbr:
		return true
	}
	return false
}

// isInline lists the elements that do not end a run of text.
func isInline(tag atom.Atom) bool {
	switch tag {
	case atom.A, atom.Abbr, atom.B, atom.Bdi, atom.Cite, atom.Code, atom.Dfn, atom.Em, atom.I, atom.Kbd,
		atom.Mark, atom.Q, atom.S, atom.Small, atom.Span, atom.Strong, atom.Sub, atom.Sup, atom.Time, atom.U, atom.Wbr:
		return true
	}
	return false
}
