// Package unpack opens a file layer by layer, so that somebody can look for words in
// all that it holds: what is compressed (gzip, Brotli, ZIP and with it EPUB, the
// streams of a PDF, the text blocks of a PNG, the tables of a font), what is encoded
// (base64 in an address, UTF-16, Latin-1), and the names of the files inside.
//
//	err := unpack.Walk("kit.epub", data, func(p unpack.Part) {
//		search(p.Name, p.Data) // "kit.epub", "kit.epub!OEBPS/one.xhtml", …
//	})
//
// Files may be hostile: Walk stops with ErrTooMuch when a file unfolds to more than it
// is willing to look at, with ErrLocked when a part needs a password, and what cannot be unpacked is simply given as it is. It never
// writes to the disk.
package unpack

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
	"unicode/utf8"

	"github.com/andybalholm/brotli"
)

// Part is one layer of a file.
type Part struct {
	Name string // of the file, then of what is inside, with ! between
	Text bool   // readable text; else bytes in which words may stand
	Data []byte
}

// Why a file cannot be looked through.
var (
	ErrTooMuch = errors.New("unfolds to too much")
	ErrLocked  = errors.New("is encrypted")
)

// What one file may unfold to.
const (
	maxBytes = 64 << 20
	maxParts = 20_000
	maxDepth = 6
)

// walker unpacks one file.
type walker struct {
	visit func(Part)
	bytes int64
	parts int
}

// Walk visits a file and everything inside it.
func Walk(name string, data []byte, visit func(Part)) error {
	w := &walker{visit: visit}
	if err := w.layer(name, data, 0); err != nil {
		return fmt.Errorf("unpack %s: %w", name, err)
	}
	return nil
}

// Inside is what a compressed copy holds (x.html.gz, x.html.br); false when the name or
// the bytes are of none.
func Inside(name string, data []byte) ([]byte, bool) {
	var r io.Reader = brotli.NewReader(bytes.NewReader(data))
	switch strings.ToLower(path.Ext(name)) {
	case ".gz":
		z, err := gzip.NewReader(bytes.NewReader(data))
		if err != nil {
			return nil, false
		}
		r = z
	case ".br":
	default:
		return nil, false
	}
	inner, err := new(walker).read(r)
	return inner, err == nil
}

// layer visits data and opens it.
func (w *walker) layer(name string, data []byte, depth int) error {
	if w.parts++; w.parts > maxParts || depth > maxDepth {
		return ErrTooMuch
	}
	text := isText(data)
	w.visit(Part{Name: name, Text: text, Data: data})
	if !text {
		for _, decoded := range otherEncodings(data) {
			w.visit(Part{Name: name, Text: decoded.sure, Data: decoded.data})
		}
	}
	switch {
	case bytes.HasPrefix(data, []byte("\x1f\x8b")):
		return w.stream(name, depth, func() (io.Reader, error) { return gzip.NewReader(bytes.NewReader(data)) })
	case strings.EqualFold(path.Ext(name), ".br"):
		return w.stream(name, depth, func() (io.Reader, error) { return brotli.NewReader(bytes.NewReader(data)), nil })
	case bytes.HasPrefix(data, []byte("PK\x03\x04")), bytes.HasPrefix(data, []byte("PK\x05\x06")):
		return w.zip(name, data, depth)
	case bytes.HasPrefix(data, []byte("%PDF-")):
		return w.pdf(name, data, depth)
	case bytes.HasPrefix(data, []byte("\x89PNG\r\n")):
		return w.png(name, data, depth)
	case bytes.HasPrefix(data, []byte("wOFF")), bytes.HasPrefix(data, []byte("wOF2")):
		return w.font(name, data, depth)
	case text:
		return w.embedded(name, data, depth)
	}
	return nil
}

// isText reports whether data is text in UTF-8.
func isText(data []byte) bool {
	return utf8.Valid(data) && bytes.IndexByte(data, 0) < 0
}

// stream opens what is compressed as a whole. What turns out not to be is left.
func (w *walker) stream(name string, depth int, open func() (io.Reader, error)) error {
	r, err := open()
	if err != nil {
		return nil
	}
	data, err := w.read(r)
	if errors.Is(err, ErrTooMuch) {
		return err
	}
	if len(data) == 0 {
		return nil
	}
	base := path.Base(name[strings.LastIndexByte(name, '!')+1:])
	return w.layer(name+"!"+strings.TrimSuffix(base, path.Ext(base)), data, depth+1)
}

// read takes in what a reader unfolds. A damaged end does not take away what came
// before it.
func (w *walker) read(r io.Reader) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(r, maxBytes-w.bytes+1))
	w.bytes += int64(len(data))
	if w.bytes > maxBytes {
		return nil, ErrTooMuch
	}
	return data, err
}
