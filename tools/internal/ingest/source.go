package ingest

import (
	"io"
	"strings"

	"proximite/tools/internal/diagnostic"
)

// input is one file after identification: what it is, and its text when it is a
// text format. Readers of office formats take data and size instead.
type input struct {
	name     string // as given; the path of every diagnostic
	data     io.ReaderAt
	size     int64
	format   string // docx, odt, xlsx, html, txt, md, vtt, srt, ttml, csv, otr, whisper, ohms
	encoding string // of a text format: utf-8, utf-16le, utf-16be, windows-1252, macintosh, ibm850
	text     string // decoded, NFC, "\n" line ends, no BOM; empty for office formats
	found    []diagnostic.Diagnostic
}

// source is what every reader yields: either blocks (documents) or cues
// (anything that was timed by a machine), never meaning.
type source struct {
	format   string // set to refine input.format (a JSON file turns out to be Whisper's)
	encoding string // set when the reader knows better than input.encoding
	title    string // offered by the file; a person may keep it
	date     string // offered by the file, as it stands there
	language string // declared by the file (fr, en, …)
	blocks   []block
	cues     []cue
	chapters []Chapter
	speech   bool // the format holds nothing but speech, whatever the text looks like
	margins  []margin
	found    []diagnostic.Diagnostic
	refused  bool // found says why
}

func (s *source) empty() bool {
	for _, b := range s.blocks {
		if strings.TrimSpace(b.text()) != "" {
			return false
		}
	}
	for _, c := range s.cues {
		if strings.TrimSpace(c.text) != "" {
			return false
		}
	}
	return true
}

// margin is text that is never published and is only searched for
// classification marks: headers, footers, document properties, comments.
type margin struct {
	place diagnostic.Text // "the page header"
	text  string
}

type blockKind uint8

const (
	paragraph blockKind = iota
	heading             // level 1–6
	item                // one paragraph of a list; level from 0 is its depth
	table               // rows
	rule                // a horizontal line
)

// block is a paragraph-like piece of a document.
type block struct {
	kind    blockKind
	level   int
	ordered bool   // item: numbered by the document
	list    string // item: the list that counts it on after other paragraphs; empty: not said
	line    int    // line of a text file or paragraph number of a document, from 1
	runs    []run
	rows    [][][]block // table: rows of cells of blocks
}

// run is a stretch of text of one look.
type run struct {
	text         string
	bold, italic bool
	link         string  // absolute http, https or mailto address
	lineBreak    bool    // a break inside the paragraph; text is empty
	soft         bool    // a lineBreak that only wraps a long line of a text file
	note         []block // footnote or endnote that is called here; text is empty
}

// textBlock is a paragraph of plain text.
func textBlock(line int, text string) block {
	return block{line: line, runs: []run{{text: text}}}
}

// text is the block as plain text: breaks become "\n", cells are separated by
// tabs, rows by line ends.
func (b block) text() string {
	var s strings.Builder
	for _, r := range b.runs {
		if r.lineBreak {
			s.WriteByte('\n')
		}
		s.WriteString(r.text)
		if r.note != nil {
			s.WriteString(" [" + strings.ReplaceAll(cellText(r.note), "\n", " ") + "]")
		}
	}
	for i, row := range b.rows {
		if i > 0 {
			s.WriteByte('\n')
		}
		for j, cell := range row {
			if j > 0 {
				s.WriteByte('\t')
			}
			s.WriteString(cellText(cell))
		}
	}
	return s.String()
}

// cellText is the text of a cell, its paragraphs on lines of their own.
func cellText(blocks []block) string {
	var lines []string
	for _, b := range blocks {
		lines = append(lines, b.text())
	}
	return strings.Join(lines, "\n")
}

// untimed marks an unknown start or end.
const untimed Millis = -1

// cue is a stretch of speech as a machine cut it.
type cue struct {
	id         string
	speaker    string // label; empty: not said
	text       string // "\n" separates paragraphs
	start, end Millis
	line       int
	fresh      bool   // starts a new paragraph whoever speaks
	turn       bool   // another voice starts, though the file does not say whose
	group      string // cues of one group were one utterance for the machine
	language   string // when the file says it cue by cue
	suspect    string // why a machine may have invented it; empty: trusted
}
