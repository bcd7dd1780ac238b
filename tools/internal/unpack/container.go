package unpack

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"compress/zlib"
	"encoding/binary"
	"errors"
	"io"
	"strings"

	"github.com/andybalholm/brotli"
)

// zip opens the files of an archive. The directory at the end can lie about them, so
// the bytes between them have been visited as a part of their own.
func (w *walker) zip(name string, data []byte, depth int) error {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return w.zipFromStart(name, data, depth)
	}
	for _, f := range z.File {
		w.visit(Part{Name: name + "!" + f.Name, Text: true, Data: []byte(f.Name + "\n" + f.Comment)})
		if f.FileInfo().IsDir() {
			continue
		}
		if f.Flags&1 != 0 {
			return ErrLocked
		}
		r, err := f.Open()
		if err != nil {
			continue
		}
		inner, err := w.read(r)
		r.Close()
		if errors.Is(err, ErrTooMuch) {
			return err
		}
		if err := w.layer(name+"!"+f.Name, inner, depth+1); err != nil {
			return err
		}
	}
	return nil
}

// zipFromStart reads an archive without a directory, entry by entry.
func (w *walker) zipFromStart(name string, data []byte, depth int) error {
	for at := 0; at+30 <= len(data) && bytes.HasPrefix(data[at:], []byte("PK\x03\x04")); {
		method := binary.LittleEndian.Uint16(data[at+8:])
		size := int(binary.LittleEndian.Uint32(data[at+18:]))
		start := at + 30 + int(binary.LittleEndian.Uint16(data[at+26:])) + int(binary.LittleEndian.Uint16(data[at+28:]))
		if start > len(data) || size < 0 || start+size > len(data) {
			return nil
		}
		if size == 0 { // told after the entry only
			size = len(data) - start
			if next := bytes.Index(data[start:], []byte("PK\x03\x04")); next >= 0 {
				size = next
			}
		}
		inner := data[start : start+size]
		if method == zip.Deflate {
			var err error
			if inner, err = w.read(flate.NewReader(bytes.NewReader(inner))); errors.Is(err, ErrTooMuch) {
				return err
			}
		}
		if err := w.layer(name+"!entry", inner, depth+1); err != nil {
			return err
		}
		at = start + size
	}
	return nil
}

// png opens the blocks that hold text or a profile.
func (w *walker) png(name string, data []byte, depth int) error {
	for at := 8; at+12 <= len(data); {
		size, kind := int(binary.BigEndian.Uint32(data[at:])), string(data[at+4:at+8])
		if size < 0 || at+12+size > len(data) {
			return nil
		}
		body := data[at+8 : at+8+size]
		at += 12 + size
		if kind != "zTXt" && kind != "iTXt" && kind != "tEXt" && kind != "iCCP" {
			continue
		}
		inner, err := w.pngText(kind, body)
		if err != nil {
			return err
		}
		if err := w.layer(name+"!"+kind, inner, depth+1); err != nil {
			return err
		}
	}
	return nil
}

// pngText is the text of a block, after what may be compressed is unfolded.
func (w *walker) pngText(kind string, body []byte) ([]byte, error) {
	key, rest, found := bytes.Cut(body, []byte{0})
	if !found || kind == "tEXt" {
		return bytes.ReplaceAll(body, []byte{0}, []byte("\n")), nil
	}
	if kind == "iTXt" && len(rest) > 2 {
		packed := rest[0] == 1
		parts := bytes.SplitN(rest[2:], []byte{0}, 3)
		key = append(bytes.Clone(key), bytes.Join(parts[:len(parts)-1], []byte("\n"))...)
		rest = parts[len(parts)-1]
		if !packed {
			return append(append(key, '\n'), rest...), nil
		}
	} else if len(rest) > 0 {
		rest = rest[1:] // the method, always zlib
	}
	inner, err := w.inflate(rest)
	return append(append(bytes.Clone(key), '\n'), inner...), err
}

// inflate unfolds zlib data; what is damaged gives what could be read.
func (w *walker) inflate(data []byte) ([]byte, error) {
	var r io.Reader
	r, err := zlib.NewReader(bytes.NewReader(data))
	if err != nil {
		if len(data) < 3 {
			return nil, nil
		}
		r = flate.NewReader(bytes.NewReader(data[2:]))
	}
	inner, err := w.read(r)
	if errors.Is(err, ErrTooMuch) {
		return nil, err
	}
	return inner, nil
}

// font opens the tables of a web font; one of them holds names.
func (w *walker) font(name string, data []byte, depth int) error {
	if bytes.HasPrefix(data, []byte("wOF2")) {
		start := woff2Start(data)
		if start < 0 {
			return nil
		}
		inner, err := w.read(brotli.NewReader(bytes.NewReader(data[start:])))
		if errors.Is(err, ErrTooMuch) {
			return err
		}
		return w.layer(name+"!tables", inner, depth+1)
	}
	if len(data) < 44 {
		return nil
	}
	for i := range int(binary.BigEndian.Uint16(data[12:])) {
		at := 44 + 20*i
		if at+20 > len(data) {
			return nil
		}
		start, size := int64(binary.BigEndian.Uint32(data[at+4:])), int64(binary.BigEndian.Uint32(data[at+8:]))
		if start+size > int64(len(data)) {
			continue
		}
		table := data[start : start+size]
		if size < int64(binary.BigEndian.Uint32(data[at+12:])) {
			inner, err := w.inflate(table)
			if err != nil {
				return err
			}
			table = inner
		}
		if tag := strings.TrimSpace(string(data[at : at+4])); len(table) > 0 {
			if err := w.layer(name+"!"+tag, table, depth+1); err != nil {
				return err
			}
		}
	}
	return nil
}

// woff2Start is where the compressed tables begin, after the directory; -1 when the
// font is damaged.
func woff2Start(data []byte) int {
	if len(data) < 48 {
		return -1
	}
	at := 48
	number := func() {
		for n := 0; n < 5 && at < len(data); n++ {
			at++
			if data[at-1]&0x80 == 0 {
				return
			}
		}
	}
	for range int(binary.BigEndian.Uint16(data[12:])) {
		if at >= len(data) {
			return -1
		}
		flags := data[at]
		at++
		tag := flags & 0x3f
		if tag == 0x3f {
			at += 4
		}
		number()
		glyphs := tag == 10 || tag == 11 // glyf and loca are transformed unless version 3
		if version := flags >> 6; glyphs != (version == 3) && (glyphs || version != 0) {
			number()
		}
	}
	if at >= len(data) {
		return -1
	}
	return at
}
