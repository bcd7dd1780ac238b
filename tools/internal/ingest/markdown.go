package ingest

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// markdown writes blocks as Markdown for Hugo, so that the page shows exactly
// their text: no sign of theirs becomes markup, a shortcode or the end of the
// front matter. The result is parsed back and compared; a *alteredError says where
// the two differ.
func markdown(blocks []block) (string, error) {
	w := new(markdownWriter)
	w.flow(blocks)
	w.footnotes()
	text := strings.TrimRight(w.out.String(), "\n")
	if text != "" {
		text += "\n"
	}
	if at, same := says(text, blocks); !same {
		return "", &alteredError{at}
	}
	return text, nil
}

// alteredError is a fault of the writer: the Markdown does not say what the
// blocks say.
type alteredError struct{ near string }

func (e *alteredError) Error() string {
	return fmt.Sprintf("write markdown: text differs near %q", e.near)
}

type markdownWriter struct {
	out    strings.Builder
	notes  [][]block
	indent []int            // widths of the marks of the list items around
	counts []int            // last number given at each depth
	lists  map[string][]int // the same by list, which may go on after other text
	last   blockKind
}

// flow writes blocks, separated by blank lines; items of one list stand close.
func (w *markdownWriter) flow(blocks []block) {
	for i, b := range blocks {
		if i > 0 && (b.kind != item || w.last != item) {
			w.out.WriteString("\n")
		}
		if b.kind != item {
			w.indent, w.counts = nil, nil
		}
		w.block(b)
		w.last = b.kind
	}
}

func (w *markdownWriter) block(b block) {
	switch b.kind {
	case heading:
		fmt.Fprintf(&w.out, "%s %s\n", strings.Repeat("#", min(max(b.level, 1), 6)), w.heading(b))
	case item:
		w.item(b)
	case table:
		w.table(b)
	case rule:
		w.out.WriteString("***\n")
	default:
		w.out.WriteString(w.paragraph(b, "") + "\n")
	}
}

// heading is one line. A last "#" would be read as the end of the heading.
func (w *markdownWriter) heading(b block) string {
	text := strings.Trim(w.oneLine(b), " ")
	if bare := strings.TrimRight(text, "#"); bare != text {
		text = bare + `\` + text[len(bare):]
	}
	return text
}

// oneLine is the text of a block with its breaks as spaces; what is one line is
// bold by its place already.
func (w *markdownWriter) oneLine(b block) string {
	runs := make([]run, 0, len(b.runs))
	for _, r := range b.runs {
		if r.lineBreak {
			r = run{text: " "}
		}
		if b.kind == heading {
			r.bold = false
		}
		runs = append(runs, r)
	}
	return w.inline(runs)
}

// paragraph is the text of a block, each further line after an indent.
func (w *markdownWriter) paragraph(b block, indent string) string {
	lines := strings.Split(w.inline(b.runs), "\n")
	var kept []string
	for _, l := range lines {
		if l = strings.Trim(l, " \t"); l != "" {
			if bare, ok := strings.CutSuffix(l, `\\`); ok { // goldmark misreads it before a break
				l = bare + "&#92;"
			}
			kept = append(kept, escapeStart(l))
		}
	}
	return strings.Join(kept, "\\\n"+indent)
}

// item writes one list item at its depth, or as deep as its list allows.
func (w *markdownWriter) item(b block) {
	depth := min(b.level, len(w.indent))
	w.indent, w.counts = w.indent[:depth], w.counts[:min(depth+1, len(w.counts))]
	if len(w.counts) <= depth {
		w.counts = append(w.counts, 0)
	}
	mark := "- "
	if b.ordered {
		mark = fmt.Sprintf("%d. ", w.number(b, depth))
	} else {
		w.counts[depth] = 0
	}
	before := 0
	for _, n := range w.indent {
		before += n
	}
	w.indent = append(w.indent, len(mark))
	w.out.WriteString(strings.Repeat(" ", before) + mark)
	w.out.WriteString(w.paragraph(b, strings.Repeat(" ", before+len(mark))) + "\n")
}

// number counts an item: on from the last one of its list in the document, where
// that is known, else from the last one in this run of items.
func (w *markdownWriter) number(b block, depth int) int {
	if b.list == "" || b.level > 20 {
		w.counts[depth]++
		return w.counts[depth]
	}
	if w.lists == nil {
		w.lists = make(map[string][]int)
	}
	counts := w.lists[b.list]
	for len(counts) <= b.level {
		counts = append(counts, 0)
	}
	counts = counts[:b.level+1] // deeper items start again
	counts[b.level]++
	w.lists[b.list] = counts
	return counts[b.level]
}

// table writes a table with its first row as header; tables that only lay out
// are written as their paragraphs.
func (w *markdownWriter) table(b block) {
	columns := filledColumns(b.rows)
	if len(columns) < 2 || len(b.rows) < 2 {
		w.layout(b)
		return
	}
	for i, row := range b.rows {
		w.out.WriteString("|")
		for _, c := range columns {
			cell := ""
			if c < len(row) {
				cell = w.cell(row[c])
			}
			w.out.WriteString(" " + cell + " |")
		}
		w.out.WriteString("\n")
		if i == 0 {
			w.out.WriteString("|" + strings.Repeat(" --- |", len(columns)) + "\n")
		}
	}
}

// filledColumns are the columns that hold anything.
func filledColumns(rows [][][]block) []int {
	filled := make(map[int]bool)
	for _, row := range rows {
		for c, cell := range row {
			if len(cell) > 0 {
				filled[c] = true
			}
		}
	}
	return slices.Sorted(maps.Keys(filled))
}

func (w *markdownWriter) layout(b block) {
	var blocks []block
	for _, row := range b.rows {
		for _, cell := range row {
			blocks = append(blocks, cell...)
		}
	}
	w.flow(blocks)
}

// cell is the text of a cell on one line.
func (w *markdownWriter) cell(blocks []block) string {
	var parts []string
	for _, b := range blocks {
		for _, row := range b.rows {
			for _, inner := range row {
				parts = append(parts, w.cell(inner))
			}
		}
		if len(b.runs) > 0 {
			parts = append(parts, w.oneLine(b))
		}
	}
	return strings.ReplaceAll(strings.Join(parts, " "), "|", "&#124;")
}

// footnotes writes the notes that were called, in order.
func (w *markdownWriter) footnotes() {
	for i := 0; i < len(w.notes); i++ {
		note := w.notes[i]
		var parts []string
		for _, b := range flatten(note) {
			parts = append(parts, w.paragraph(b, "    "))
		}
		fmt.Fprintf(&w.out, "\n[^%d]: %s\n", i+1, strings.Join(parts, "\n\n    "))
	}
}

// flatten is the paragraphs of blocks, those in cells included.
func flatten(blocks []block) []block {
	var flat []block
	for _, b := range blocks {
		if len(b.runs) > 0 {
			flat = append(flat, b)
		}
		for _, row := range b.rows {
			for _, cell := range row {
				flat = append(flat, flatten(cell)...)
			}
		}
	}
	return flat
}

// inline writes runs; lines are separated by "\n". Where the signs of emphasis
// and links would not be understood in their surroundings, the bare text is
// written: the words matter more than their look.
func (w *markdownWriter) inline(runs []run) string {
	notes := len(w.notes)
	text := w.runs(runs, true)
	if !isPlain(runs) && !saysInline(text, runs, notes) {
		w.notes = w.notes[:notes]
		text = w.runs(runs, false)
	}
	return text
}

func isPlain(runs []run) bool {
	for _, r := range runs {
		if r.bold || r.italic || r.link != "" {
			return false
		}
	}
	return true
}

func (w *markdownWriter) runs(runs []run, looks bool) string {
	var s strings.Builder
	for _, r := range runs {
		switch {
		case r.lineBreak:
			s.WriteString("\n")
		case r.note != nil:
			w.notes = append(w.notes, r.note)
			fmt.Fprintf(&s, "[^%d]", len(w.notes))
		case looks:
			text := s.String()
			if r.link != "" && strings.HasSuffix(text, "!") { // not a picture
				s.Reset()
				s.WriteString(strings.TrimSuffix(text, "!") + `\!`)
			}
			s.WriteString(decorated(r))
		default:
			s.WriteString(escape(r.text))
		}
	}
	return protectShortcodes(s.String())
}

// decorated is the text of a run with its look, white space left outside.
func decorated(r run) string {
	inner := strings.Trim(r.text, " \t\u00a0\u202f")
	if inner == "" || isPlain([]run{r}) {
		return escape(r.text)
	}
	at := strings.Index(r.text, inner)
	before, after := r.text[:at], r.text[at+len(inner):]
	text := escape(inner)
	mark := ""
	if r.bold {
		mark = "**"
	}
	if r.italic {
		mark += "*"
	}
	text = mark + text + mark
	if r.link != "" {
		if strings.HasPrefix(text, "^") { // not the call of a note
			text = `\` + text
		}
		text = "[" + text + "](" + escapeAddress(r.link) + ")"
	}
	return escape(before) + text + escape(after)
}
