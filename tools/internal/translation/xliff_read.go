package translation

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"proximite/tools/internal/plaintext"
)

const xliffSpace = "urn:oasis:names:tc:xliff:document:2.0"

// errNotOurs says that a file is no export of this program.
var errNotOurs = errors.New("no file that newsroom translation export has written")

// ReadXLIFF reads what a translation tool has saved.
func ReadXLIFF(src []byte) (*Reply, error) {
	r := &xliffReader{decoder: xml.NewDecoder(bytes.NewReader(src)), lines: plaintext.NewLines(src), reply: &Reply{}}
	for {
		token, err := r.decoder.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, fmt.Errorf("read XLIFF: %w", err)
		}
		if err := r.token(token); err != nil {
			return nil, fmt.Errorf("read XLIFF: %w", err)
		}
	}
	if r.reply.Key == "" || r.reply.To == "" {
		return nil, fmt.Errorf("read XLIFF: %w", errNotOurs)
	}
	return r.reply, nil
}

type xliffReader struct {
	decoder *xml.Decoder
	lines   *plaintext.Lines
	reply   *Reply
	path    []string
	unit    *ReplyUnit
	note    string // category of the note that is being read
	states  []string
	lacking bool     // a segment has no target
	has     bool     // the segment has a target
	open    []string // ids of the pairs that are open
}

func (r *xliffReader) token(t xml.Token) error {
	switch t := t.(type) {
	case xml.Directive:
		return errNotOurs // a document type can only do harm here
	case xml.StartElement:
		if t.Name.Space == xliffSpace {
			r.start(t)
		}
		r.path = append(r.path, t.Name.Local)
	case xml.EndElement:
		r.path = r.path[:max(len(r.path)-1, 0)]
		if t.Name.Space == xliffSpace {
			r.end(t.Name.Local)
		}
	case xml.CharData:
		r.text(string(t))
	}
	return nil
}

func attribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

func (r *xliffReader) inTarget() bool { return r.unit != nil && slices.Contains(r.path, "target") }

func (r *xliffReader) start(e xml.StartElement) {
	switch e.Name.Local {
	case "xliff":
		r.reply.From, r.reply.To = attribute(e, "srcLang"), attribute(e, "trgLang")
	case "unit":
		line, _ := r.lines.Position(int(r.decoder.InputOffset()))
		r.unit = &ReplyUnit{ID: attribute(e, "id"), Line: line}
		r.states, r.lacking = nil, false
	case "note":
		r.note = attribute(e, "category")
	case "segment":
		r.states = append(r.states, attribute(e, "state"))
		r.has = false
	case "target":
		r.has = true
	}
	if r.inTarget() {
		r.code(e)
	}
}

// code reads an inline code of the target.
func (r *xliffReader) code(e xml.StartElement) {
	id := attribute(e, "id")
	switch e.Name.Local {
	case "ph":
		r.unit.add(part{kind: standing, id: id})
	case "pc", "sc":
		r.unit.add(part{kind: opening, id: id})
		if e.Name.Local == "pc" {
			r.open = append(r.open, id)
		}
	case "ec":
		if ref := attribute(e, "startRef"); ref != "" {
			id = ref
		}
		r.unit.add(part{kind: closing, id: id})
	case "cp":
		if n, err := strconv.ParseUint(attribute(e, "hex"), 16, 21); err == nil {
			r.unit.add(part{kind: textPart, text: string(rune(n))})
		}
	case "mrk", "sm", "em":
		// Marks of a tool are no part of the text.
	default:
		r.unit.trouble = e.Name.Local
	}
}

func (r *xliffReader) end(name string) {
	switch name {
	case "pc":
		if r.inTarget() && len(r.open) > 0 {
			r.unit.add(part{kind: closing, id: r.open[len(r.open)-1]})
			r.open = r.open[:len(r.open)-1]
		}
	case "segment":
		r.lacking = r.lacking || !r.has
	case "note":
		r.note = ""
	case "unit":
		r.unit.Confirmed = !slices.ContainsFunc(r.states, func(s string) bool { return s == "" || s == "initial" })
		r.unit.Lenient = true
		if r.lacking {
			r.unit.target = nil
		}
		r.reply.Units = append(r.reply.Units, *r.unit)
		r.unit = nil
	}
}

func (r *xliffReader) text(s string) {
	switch {
	case r.note == "proximite-item":
		r.reply.Key += strings.TrimSpace(s)
	case r.note == "proximite-seal" && r.unit != nil:
		r.unit.seal += strings.TrimSpace(s)
	case r.inTarget():
		r.unit.add(part{kind: textPart, text: s})
	}
}

func (u *ReplyUnit) add(p part) {
	if n := len(u.target); p.kind == textPart && n > 0 && u.target[n-1].kind == textPart {
		u.target[n-1].text += p.text
		return
	}
	u.target = append(u.target, p)
}
