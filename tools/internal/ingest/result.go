package ingest

import (
	"bytes"
	"encoding/json"

	"proximite/tools/internal/diagnostic"
	"proximite/tools/internal/transcript"
)

// Result is what was understood of one file. Its JSON is the contract of
// `newsroom import --dry-run --format json`; see JSON.
type Result struct {
	File     string    `json:"file"`
	Type     Kind      `json:"-"`
	Format   Optional  `json:"format"`
	Encoding Optional  `json:"encoding"`
	Language Optional  `json:"language"`
	Title    Optional  `json:"title"`
	Date     Optional  `json:"date"` // ISO, as exact as the file is
	Speakers []string  `json:"speakers"`
	Segments []Segment `json:"segments"`
	Chapters []Chapter `json:"chapters"`
	Markdown Optional  `json:"markdown"` // body of a news item or of a document with one module
	Modules  []Module  `json:"modules"`
	Refused  bool      `json:"refused"`

	Diagnostics []diagnostic.Diagnostic `json:"-"` // the findings, in both languages
	SHA256      string                  `json:"-"` // of the file
	Words       int                     `json:"-"` // in the segments
	DurationMs  Millis                  `json:"-"` // end of the last cue
	SetAside    []string                `json:"-"` // phrases that a machine may have invented
}

// Segment is what one speaker said in one go.
type Segment struct {
	Speaker Optional `json:"speaker"`
	Start   Millis   `json:"start_ms"`
	End     Millis   `json:"end_ms"`
	Text    string   `json:"text"` // "\n\n" separates paragraphs

	ID       string `json:"-"` // when the file is an export of ours
	Language string `json:"-"` // when it differs from the file's
	Cues     []Cue  `json:"-"` // the timed pieces when there were several
	Line     int    `json:"-"`
}

// Cue is one timed piece of a segment.
type Cue struct {
	Start, End Millis
	Text       string
}

// Chapter is a titled point in an interview.
type Chapter struct {
	Title string `json:"title"`
	Start Millis `json:"start_ms"`

	Line    int  `json:"-"`
	Segment int  `json:"-"` // index of the first segment
	placed  bool // Segment is known; else it follows from Start
}

// Module is one training module of a summary. Empty texts are not stated.
type Module struct {
	Title        string   `json:"title"`
	Focus        Optional `json:"focus"`
	Objectives   []string `json:"objectives"`
	Audience     Optional `json:"audience"`
	Duration     Optional `json:"duration"`
	Assessment   Optional `json:"assessment"`
	Version      Optional `json:"version"`
	LastReview   Optional `json:"last_review"`
	CrossCutting bool     `json:"cross_cutting"`
	Markdown     Optional `json:"markdown"` // what fits no field
	Line         int      `json:"-"`
}

// Finding is one diagnostic in one language.
type Finding struct {
	Rule     string              `json:"rule"`
	Severity diagnostic.Severity `json:"severity"`
	Line     *int                `json:"line"`
	Message  string              `json:"message"`
	Hint     string              `json:"hint"`
}

// JSON is the result on one line, its findings in the language asked for.
// Unknown values are null and lists are never null.
func (r *Result) JSON(l diagnostic.Language) ([]byte, error) {
	type plain Result
	out := struct {
		File string   `json:"file"`
		Type Optional `json:"type"`
		plain
		Findings []Finding `json:"findings"`
	}{r.File, Optional(r.Type), plain(*r), r.findings(l)}
	out.Speakers = orEmpty(out.Speakers)
	out.Segments = orEmpty(out.Segments)
	out.Chapters = orEmpty(out.Chapters)
	out.Modules = append([]Module{}, out.Modules...)
	for i := range out.Modules {
		out.Modules[i].Objectives = orEmpty(out.Modules[i].Objectives)
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(out)
	return b.Bytes(), err
}

func (r *Result) findings(l diagnostic.Language) []Finding {
	list := make([]Finding, 0, len(r.Diagnostics))
	for _, d := range r.Diagnostics {
		f := Finding{Rule: d.Rule, Severity: d.Severity, Message: d.Message.In(l), Hint: d.Hint.In(l)}
		if line := d.Line; line > 0 {
			f.Line = &line
		}
		list = append(list, f)
	}
	return list
}

func orEmpty[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

// Optional is a text that is null in JSON when it is empty.
type Optional string

// MarshalJSON writes null for an unknown text.
func (o Optional) MarshalJSON() ([]byte, error) {
	if o == "" {
		return []byte("null"), nil
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(string(o))
	return bytes.TrimRight(b.Bytes(), "\n"), err
}

// Millis is a time in milliseconds from the start; negative: not timed.
type Millis = transcript.Millis
