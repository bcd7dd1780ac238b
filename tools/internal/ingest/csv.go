package ingest

import (
	"encoding/csv"
	"errors"
	"html"
	"io"
	"strings"

	"proximite/tools/internal/diagnostic"
)

// Names of the columns of a transcript, folded.
var csvColumns = map[string][]string{
	"speaker": {"speaker", "speakers", "name", "who", "speaker name", "intervenant", "intervenante", "intervenants", "locuteur", "orateur", "personne", "nom"},
	"words":   {"words", "text", "transcript", "transcription", "texte", "paroles", "propos", "utterance", "dialogue", "speech", "verbatim", "content", "contenu"},
	"start":   {"timestamp", "timestamps", "time", "start", "start time", "starttime", "timecode", "time code", "in", "begin", "heure", "debut", "horodatage", "temps"},
	"end":     {"end", "end time", "endtime", "out", "stop", "fin"},
}

// commasPerCell is how many separators the words of a cell hold at most, over a
// whole file.
const commasPerCell = 4

// readCSV reads a table of comma-, semicolon- or tab-separated values: as cues when
// its columns are those of a transcript, else as a table for a module summary.
func readCSV(in input, opt Options) (*source, error) {
	comma := separator(in.text)
	if n := strings.Count(in.text, string(comma)); n > commasPerCell*opt.Limits.Cells {
		return tooMany(in, n, opt.Limits.Units), nil
	}
	r := csv.NewReader(strings.NewReader(in.text))
	r.Comma, r.FieldsPerRecord, r.ReuseRecord = comma, -1, true
	r.LazyQuotes = comma == '\t' // tab-separated files do not quote
	t := &csvTable{in: in, src: &source{}, limits: opt.Limits}
	for {
		row, err := r.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return refused(csvFinding(in, err)), nil
		}
		line, _ := r.FieldPos(0)
		if t.row(row, line); t.cells > opt.Limits.Cells || len(t.src.cues) > opt.Limits.Units {
			return tooMany(in, max(t.cells, len(t.src.cues)), opt.Limits.Units), nil
		}
	}
	return t.done(opt), nil
}

func csvFinding(in input, err error) diagnostic.Diagnostic {
	var p *csv.ParseError
	if errors.As(err, &p) {
		return ruleUnclosedQuote.At(in.name, p.StartLine, 0)
	}
	return ruleBrokenStructure.At(in.name, 0, 0, "CSV")
}

// separator is the sign that cuts the first row into most cells.
func separator(text string) rune {
	first, _, _ := strings.Cut(strings.TrimLeft(text, "\n"), "\n")
	best, most := ',', 0
	for _, sep := range []rune{'\t', ';', ',', '|'} {
		if n := strings.Count(first, string(sep)); n > most {
			best, most = sep, n
		}
	}
	return best
}

// csvHeader reports whether a text starts with the column names of a transcript.
func csvHeader(start string) bool {
	first, _, _ := strings.Cut(start, "\n")
	c := columnsOf(strings.Split(first, string(separator(first))))
	return c["words"] >= 0 && (c["speaker"] >= 0 || c["start"] >= 0) && len(first) < 400
}

// columnsOf finds the columns of a transcript in a header; -1: not there.
func columnsOf(header []string) map[string]int {
	at := map[string]int{"speaker": -1, "words": -1, "start": -1, "end": -1}
	for i, h := range header {
		h = foldLabel(strings.Trim(strings.ReplaceAll(h, "_", " "), `" `))
		for column, names := range csvColumns {
			if at[column] < 0 && contains(names, h) {
				at[column] = i
			}
		}
	}
	return at
}

type csvTable struct {
	in     input
	limits Limits
	src    *source
	header []string
	at     map[string]int
	cells  int
	rows   [][][]block
	lines  []int
}

func (t *csvTable) row(row []string, line int) {
	t.cells += len(row)
	if t.header == nil {
		t.header = append([]string{}, row...)
		t.at = columnsOf(row)
	} else if t.speech() {
		t.cue(row, line)
		return
	}
	cells := make([][]block, len(row))
	for i, c := range row {
		cells[i] = []block{textBlock(line, strings.TrimSpace(html.UnescapeString(c)))}
	}
	t.rows = append(t.rows, cells)
}

// speech reports whether the columns are those of a transcript.
func (t *csvTable) speech() bool {
	return t.at["words"] >= 0 && (t.at["speaker"] >= 0 || t.at["start"] >= 0) && !aboutModules(t.header)
}

func (t *csvTable) cue(row []string, line int) {
	cell := func(column string) string {
		if i := t.at[column]; i >= 0 && i < len(row) {
			return strings.TrimSpace(html.UnescapeString(row[i]))
		}
		return ""
	}
	c := cue{line: line, start: untimed, end: untimed, text: cell("words"), fresh: true}
	if len(row) > len(t.header) && t.at["words"] == len(t.header)-1 {
		c.text = strings.Join(row[t.at["words"]:], ",")
	}
	if len(row) != len(t.header) && strings.TrimSpace(strings.Join(row, "")) != "" {
		t.src.found = append(t.src.found, ruleRowShape.At(t.in.name, line, 0, len(row), len(t.header)))
	}
	c.start, c.end = t.times(cell("start"), cell("end"), line)
	c.speaker = strings.TrimRight(cell("speaker"), ": \u00a0\u202f")
	if c.speaker == "" && len(t.src.cues) > 0 {
		c.speaker = t.src.cues[len(t.src.cues)-1].speaker
	}
	if c.text != "" {
		t.src.cues = append(t.src.cues, c)
	}
}

func (t *csvTable) times(first, last string, line int) (start, end Millis) {
	start, end = untimed, untimed
	if a, b, ok := strings.Cut(first, "-->"); ok && last == "" {
		first, last = a, b
	}
	for _, v := range []struct {
		text string
		to   *Millis
	}{{first, &start}, {last, &end}} {
		text := strings.Trim(v.text, "[](){}<> ")
		if text == "" {
			continue
		}
		ms, ok := parseTime(text)
		if !ok {
			ms, ok = parseSeconds(text)
		}
		if at, _, remark, timed := leadingTime(v.text, true); !ok && timed {
			ms, ok = at, true
			t.src.found = append(t.src.found, ruleNotSpeech.At(t.in.name, line, 0, shorten(remark, 120)))
		}
		if !ok {
			t.src.found = append(t.src.found, ruleBadTime.At(t.in.name, line, 0, len(t.src.cues)+1, shorten(v.text, 40)))
			continue
		}
		*v.to = ms
	}
	if end >= 0 && end < start {
		end = untimed
	}
	return start, end
}

// done chooses between cues and table.
func (t *csvTable) done(opt Options) *source {
	if !t.speech() {
		if opt.Kind == Interview {
			return refused(ruleColumns.At(t.in.name, 1, 0, shorten(strings.Join(t.header, ", "), 200)))
		}
		t.src.blocks = []block{{kind: table, line: 1, rows: t.rows}}
		return t.src
	}
	var unused []string
	for i, h := range t.header {
		if i != t.at["speaker"] && i != t.at["words"] && i != t.at["start"] && i != t.at["end"] && strings.TrimSpace(h) != "" {
			unused = append(unused, strings.TrimSpace(h))
		}
	}
	if len(unused) > 0 {
		t.src.found = append(t.src.found, ruleColumnUnused.At(t.in.name, 1, 0, shorten(strings.Join(unused, ", "), 200)))
	}
	t.src.found = append(t.src.found, timeFindings(t.in.name, t.src.cues)...)
	return t.src
}
