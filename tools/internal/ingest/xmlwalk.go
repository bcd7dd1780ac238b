package ingest

import (
	"bufio"
	"encoding/xml"
	"errors"
	"io"
	"strings"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"

	"proximite/tools/internal/diagnostic"
)

// Bounds of one XML part beside Limits. Honest documents of a thousand pages stay
// far below; beyond them the time would pass seconds.
const (
	maxElements = 3_000_000
	maxXMLText  = 6 << 20
	maxToken    = 4 << 20
)

// walker goes through one XML part element by element, without ever holding the
// whole of it. Document types and their entities are refused.
type walker struct {
	decoder  *xml.Decoder
	guard    *tokenGuard
	archive  *archive
	part     string
	depth    int
	elements int
	text     int
}

// walk opens a part and hands its root element to f, which must consume it.
func (a *archive) walk(name string, f func(w *walker, root xml.StartElement) error) error {
	r, err := a.open(name)
	if err != nil {
		return err
	}
	defer r.Close()
	guard := &tokenGuard{Reader: r, left: maxToken}
	w := &walker{decoder: xml.NewDecoder(utf8Reader(guard)), guard: guard, archive: a, part: name}
	w.decoder.CharsetReader = charsetReader
	for {
		t, err := w.next()
		if err != nil {
			return err
		}
		if root, ok := t.(xml.StartElement); ok {
			return f(w, root)
		}
	}
}

// next is the next token within all limits. The end of the part is an error:
// callers stop at the end of their element.
func (w *walker) next() (xml.Token, error) {
	w.guard.left = maxToken
	t, err := w.decoder.Token()
	if err != nil {
		return nil, w.because(err)
	}
	switch t := t.(type) {
	case xml.StartElement:
		w.depth++
		w.elements++
		if w.depth > w.archive.limits.Depth || w.elements > maxElements {
			return nil, w.archive.tooBig(complexity)
		}
	case xml.EndElement:
		w.depth--
	case xml.CharData:
		if w.text += len(t); w.text > maxXMLText {
			return nil, w.archive.tooBig(inMB(maxXMLText))
		}
	case xml.Directive:
		return nil, w.unreadable()
	}
	return t, nil
}

var complexity = diagnostic.Text{
	FR: "la complexité d’un document ordinaire",
	EN: "the complexity of an ordinary document",
}

func (w *walker) because(err error) error {
	var r *refusal
	switch {
	case errors.As(err, &r):
		return r
	case errors.Is(err, errLongToken):
		return w.archive.tooBig(inMB(maxToken))
	}
	return w.unreadable()
}

func (w *walker) unreadable() error {
	line, _ := w.decoder.InputPos()
	return w.archive.because(ruleUnreadablePart, w.part, line)
}

// children hands every child element to f, which must consume it (children, text
// or skip do), and returns after the end of the current element.
func (w *walker) children(f func(xml.StartElement) error) error {
	return w.content(f, func(xml.CharData) {})
}

// content is children for mixed content.
func (w *walker) content(f func(xml.StartElement) error, text func(xml.CharData)) error {
	for {
		t, err := w.next()
		if err != nil {
			return err
		}
		switch t := t.(type) {
		case xml.StartElement:
			if err := f(t); err != nil {
				return err
			}
		case xml.CharData:
			text(t)
		case xml.EndElement:
			return nil
		}
	}
}

// skip passes over the current element.
func (w *walker) skip() error {
	return w.children(func(xml.StartElement) error { return w.skip() })
}

// innerText is all text in the current element, child elements included.
func (w *walker) innerText() (string, error) {
	var s strings.Builder
	err := w.collect(&s)
	return s.String(), err
}

func (w *walker) collect(s *strings.Builder) error {
	return w.content(
		func(xml.StartElement) error { return w.collect(s) },
		func(t xml.CharData) { s.Write(t) },
	)
}

// attribute returns the value of an attribute by its local name; the first of
// several wins.
func attribute(e xml.StartElement, local string) string {
	v, _ := lookup(e, local)
	return v
}

func lookup(e xml.StartElement, local string) (string, bool) {
	for _, a := range e.Attr {
		if a.Name.Local == local && a.Name.Space != "xmlns" {
			return a.Value, true
		}
	}
	return "", false
}

var errLongToken = errors.New("token too long")

// tokenGuard bounds the bytes that one token may take, before the decoder holds
// them all.
type tokenGuard struct {
	io.Reader
	left int
}

func (g *tokenGuard) Read(b []byte) (int, error) {
	if g.left <= 0 {
		return 0, errLongToken
	}
	n, err := g.Reader.Read(b)
	g.left -= n
	return n, err
}

// utf8Reader decodes UTF-16 parts, which are legal and which the XML declaration
// can not announce to an eight-bit decoder.
func utf8Reader(r io.Reader) io.Reader {
	b := bufio.NewReader(r)
	head, _ := b.Peek(2)
	if len(head) == 2 && (head[0] == 0xFE && head[1] == 0xFF || head[0] == 0xFF && head[1] == 0xFE) {
		return transform.NewReader(b, unicode.UTF16(unicode.BigEndian, unicode.ExpectBOM).NewDecoder())
	}
	return b
}

func charsetReader(charset string, r io.Reader) (io.Reader, error) {
	switch strings.ToLower(charset) {
	case "utf-8", "utf8", "utf-16", "utf-16le", "utf-16be", "us-ascii", "ascii":
		return r, nil
	case "iso-8859-1", "iso-8859-15", "windows-1252", "latin1":
		return charmap.Windows1252.NewDecoder().Reader(r), nil
	}
	return nil, errors.New("unknown charset")
}
