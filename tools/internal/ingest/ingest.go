// Package ingest reads the files that offices send – interviews, news items and
// summaries of training modules – and says what it understood of them.
//
// A file passes through three stages:
//
//	bytes ──identify──► input ──reader──► source ──interpret──► Result
//
// identify looks at the content, never at the name alone, and decodes text. A
// reader (one file per format: docx.go, vtt.go, …) turns the bytes into the
// intermediate form of source.go: blocks of text, or cues with times. An
// interpretation (interview.go, news.go, module.go) gives the source a meaning.
//
// What the package promises:
//
//   - Nothing private: deleted, hidden and commented text, headers, footers and
//     document properties never reach a Result. A classification mark refuses the
//     file.
//   - Nothing lost: whatever is not understood is named in a finding with its
//     line. Nothing is repaired or guessed in silence.
//   - Bounded: every reader obeys Limits. A hostile file costs a finding, never
//     the machine.
//
// A matter of the file is a diagnostic (family "import") and, when the file can
// not be used at all, Result.Refused. Only the failure to read the data is an
// error.
package ingest

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"slices"

	"proximite/tools/internal/diagnostic"
)

// Kind is what a file is about.
type Kind string

// The kinds of source material.
const (
	Interview Kind = "interview"
	News      Kind = "news"
	Modules   Kind = "module"
)

// Options are what the person at the keyboard knows better than the file.
type Options struct {
	Kind          Kind              // forces the kind; empty: detect
	Language      string            // forces the language of the text (fr, en, bm, …)
	Encoding      string            // forces the encoding of a text file
	Date          string            // forces the date (YYYY-MM-DD)
	Speakers      []string          // names of the people who speak
	Map           map[string]string // label in the file → name to use
	AcceptChanges bool              // go on although the file holds tracked changes or comments
	Limits        Limits            // zero values mean the defaults
}

// Limits bound the memory and the time that a file can cost.
type Limits struct {
	File    int64 // bytes of the file as it came
	Text    int64 // bytes of a text file (plain text, subtitles, JSON, XML, HTML, CSV)
	Part    int64 // unpacked bytes of one part of an office file
	Total   int64 // unpacked bytes of all parts of an office file
	Ratio   int64 // unpacked : packed of an office file
	Entries int   // parts of an office file
	Depth   int   // nesting of XML, HTML and JSON
	Cells   int   // cells of a table or sheet
	Units   int   // paragraphs or cues
}

// DefaultLimits are ten to a hundred times what an honest file needs: eight
// megabytes of text are over a hundred hours of speech.
var DefaultLimits = Limits{
	File: 50 << 20, Text: 8 << 20, Part: 64 << 20, Total: 200 << 20,
	Ratio: 200, Entries: 2000, Depth: 200, Cells: 500_000, Units: 100_000,
}

func (l Limits) orDefault() Limits {
	d := DefaultLimits
	return Limits{
		File: cmp.Or(l.File, d.File), Text: cmp.Or(l.Text, d.Text),
		Part: cmp.Or(l.Part, d.Part), Total: cmp.Or(l.Total, d.Total),
		Ratio: cmp.Or(l.Ratio, d.Ratio), Entries: cmp.Or(l.Entries, d.Entries),
		Depth: cmp.Or(l.Depth, d.Depth), Cells: cmp.Or(l.Cells, d.Cells),
		Units: cmp.Or(l.Units, d.Units),
	}
}

// Read says what a file holds. The name is used for messages and as a hint; the
// content decides.
func Read(name string, data io.ReaderAt, size int64, opt Options) (*Result, error) {
	opt.Limits = opt.Limits.orDefault()
	r := &Result{File: name}
	in, refusal, err := identify(name, data, size, opt)
	if err != nil {
		return nil, fmt.Errorf("read %q: %w", name, err)
	}
	r.Format, r.Encoding = Optional(in.format), Optional(in.encoding)
	r.Diagnostics = append(r.Diagnostics, in.found...)
	if refusal != nil {
		return r.refuse(*refusal), nil
	}
	if r.SHA256, err = hash(data, size); err != nil {
		return nil, fmt.Errorf("read %q: %w", name, err)
	}
	src, err := readerOf(in.format)(in, opt)
	if err != nil {
		return nil, fmt.Errorf("read %q: %w", name, err)
	}
	return r.take(in, src, opt), nil
}

// take gives the source its meaning.
func (r *Result) take(in input, src *source, opt Options) *Result {
	r.Diagnostics = append(r.Diagnostics, src.found...)
	r.Format = Optional(cmp.Or(src.format, in.format))
	r.Encoding = Optional(cmp.Or(src.encoding, in.encoding))
	if marks := markings(in, src); len(marks) > 0 {
		return r.refuse(marks...)
	}
	if src.refused {
		return r.refuse()
	}
	if src.empty() {
		return r.refuse(ruleNoText.At(in.name, 0, 0))
	}
	r.Type = cmp.Or(opt.Kind, detectKind(src, opt))
	if r.Type != Interview {
		unwrap(src.blocks)
	}
	switch r.Type {
	case Interview:
		interpretInterview(in, src, opt, r)
	case Modules:
		interpretModules(in, src, opt, r)
	default:
		interpretNews(in, src, opt, r)
	}
	diagnostic.Sort(r.Diagnostics)
	return r
}

// refuse empties the result of everything that the file says, so that nothing of
// a refused file can travel on.
func (r *Result) refuse(why ...diagnostic.Diagnostic) *Result {
	found := append(r.Diagnostics, why...)
	diagnostic.Sort(found)
	*r = Result{
		File: r.File, Format: r.Format, Encoding: r.Encoding, SHA256: r.SHA256,
		Diagnostics: found, Refused: true,
	}
	return r
}

func hash(data io.ReaderAt, size int64) (string, error) {
	h := sha256.New()
	if _, err := io.Copy(h, io.NewSectionReader(data, 0, size)); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// Rules lists every rule of the package.
func Rules() []diagnostic.Rule { return slices.Concat(textRules(), officeRules()) }
