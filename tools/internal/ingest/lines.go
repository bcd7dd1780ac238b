package ingest

import (
	"regexp"
	"strings"

	"proximite/tools/internal/diagnostic"
)

// line is one line of an interview before anybody knows whether it opens a turn.
type line struct {
	no    int
	text  string
	plain int  // bytes of text before the first bold ones
	bold  int  // where the first bold stretch ends; 0: none
	below bool // words follow below it, in the same cue
	fresh bool // starts a paragraph
	soft  bool // the break before it only wraps
	kind  blockKind
	turn  *turn // decided by a table
	cell  bool  // stands in a table
	asks  bool  // a paragraph that its look makes a question: all bold or italic
}

// linesOf turns blocks into lines. Footnotes are reported and left out: they are
// no speech.
func linesOf(name string, blocks []block) ([]line, []diagnostic.Diagnostic) {
	var lines []line
	var found []diagnostic.Diagnostic
	for _, b := range blocks {
		switch b.kind {
		case rule:
		case table:
			if len(b.rows) > 0 && headerRow(b.rows[0]) {
				row := block{kind: table, rows: b.rows[:1]}
				found = append(found, ruleHead.At(name, b.line, 0, shorten(row.text(), noteRunes)))
			}
			lines = append(lines, tableLines(b)...)
		default:
			lines = append(lines, blockLines(b)...)
		}
		for _, r := range b.runs {
			if r.note != nil {
				found = append(found, ruleNoteInSpeech.At(name, b.line, 0, shorten(cellText(r.note), noteRunes)))
			}
		}
	}
	return lines, found
}

// noteRunes is how much of a text that is left out a finding shows.
const noteRunes = 1000

// blockLines cuts a block at its breaks.
func blockLines(b block) []line {
	var lines []line
	var s strings.Builder
	cur := line{no: b.line, fresh: true, kind: b.kind, asks: true}
	done := false // the first bold stretch is over
	flush := func() {
		raw := s.String()
		cur.text = strings.Trim(raw, " \t\u00a0")
		cut := len(raw) - len(strings.TrimLeft(raw, " \t\u00a0"))
		cur.plain = max(0, cur.plain-cut)
		cur.bold = min(max(0, cur.bold-cut), len(cur.text))
		if cur.asks = cur.asks && cur.text != ""; cur.text != "" {
			lines = append(lines, cur)
		}
		s.Reset()
	}
	no := b.line
	for _, r := range b.runs {
		if r.lineBreak {
			flush()
			no++
			cur = line{no: no, kind: b.kind, soft: r.soft, fresh: len(lines) == 0, asks: true}
			done = false
			continue
		}
		blank := strings.Trim(r.text, " \t\u00a0") == ""
		switch {
		case r.bold && !done && cur.bold == 0:
			cur.plain, cur.bold = s.Len(), s.Len()+len(r.text)
		case (r.bold || blank) && !done && cur.bold > 0:
			cur.bold = s.Len() + len(r.text)
		case !blank:
			done = done || cur.bold > 0
		}
		if !r.bold && !r.italic && strings.TrimSpace(r.text) != "" {
			cur.asks = false
		}
		s.WriteString(r.text)
	}
	flush()
	return lines
}

// tableLines reads a table that holds an interview: one column names the speaker,
// one may hold times, the others hold words.
func tableLines(b block) []line {
	rows := b.rows
	if len(rows) > 0 && headerRow(rows[0]) {
		rows = rows[1:]
	}
	who, when := tableColumns(rows)
	var lines []line
	for _, row := range rows {
		t := &turn{form: formColon, start: untimed, end: untimed}
		if when >= 0 && when < len(row) {
			t.start, t.end, _ = wholeTime(cellText(row[when]))
		}
		if who >= 0 && who < len(row) {
			t.label = cleanLabel(cellText(row[who]))
		}
		first := true
		for i, cell := range row {
			if i == who || i == when && t.start >= 0 {
				continue
			}
			for _, inner := range cell {
				for _, l := range blockLines(inner) {
					if l.no == 0 {
						l.no = b.line
					}
					if first && (t.label != "" || t.start >= 0) {
						l.turn, first = t, false
					}
					l.cell = true
					lines = append(lines, l)
				}
			}
		}
	}
	return lines
}

// headerRow reports whether a row names the columns of a transcript.
func headerRow(row [][]block) bool {
	cells := make([]string, len(row))
	for i, c := range row {
		cells[i] = cellText(c)
	}
	at := columnsOf(cells)
	return at["words"] >= 0 && (at["speaker"] >= 0 || at["start"] >= 0)
}

// tableColumns finds the columns of speakers and of times; -1: none.
func tableColumns(rows [][][]block) (who, when int) {
	who, when = -1, -1
	width := 0
	for _, row := range rows {
		width = max(width, len(row))
	}
	if width < 2 {
		return who, when
	}
	for col := range width {
		labels := make(map[string]int)
		times, filled := 0, 0
		for _, row := range rows {
			if col >= len(row) {
				continue
			}
			text := strings.TrimSpace(cellText(row[col]))
			if text == "" {
				continue
			}
			filled++
			if _, _, ok := wholeTime(text); ok {
				times++
			} else if l := cleanLabel(text); validLabel(l) && !noSpeaker[foldLabel(l)] {
				labels[foldLabel(l)]++
			}
		}
		named := 0
		for _, n := range labels {
			named += n
		}
		switch {
		case filled > 0 && 2*times > filled && when < 0:
			when = col
		case who < 0 && filled > 1 && 10*named >= 8*filled && (returning(labels, named) || onlyRoles(labels)):
			who = col
		}
	}
	return who, when
}

// returning reports whether a column has two names that return and fill most of it.
func returning(labels map[string]int, named int) bool {
	who, cells := 0, 0
	for _, n := range labels {
		if n > 1 {
			who++
			cells += n
		}
	}
	return who > 1 && 10*cells >= 6*named
}

// onlyRoles reports whether all labels of a column are roles: Q and R.
func onlyRoles(labels map[string]int) bool {
	for l := range labels {
		if !roles[roleOf(l)] {
			return false
		}
	}
	return true
}

// timeToken is a clock time as people write it at the start of a turn.
const timeToken = `\d{1,3}:\d{1,2}(?::\d{1,2})?(?:[.,]\d{1,3})?(?::\d{2})?|\d{1,6}[.,]\d{1,3}s`

var (
	timeRange   = `(` + timeToken + `)(?:\s*(?:-->|->|→|–|—|-|to|à)\s*(` + timeToken + `))?`
	bracketTime = regexp.MustCompile(`^\s*(?:\[|\(|\{|<|#)\s*` + timeRange + `\s*(?:\]|\)|\}|>|#)[\s\x{a0}\x{202f}]*`)
	bareTime    = regexp.MustCompile(`^\s*` + timeRange + `(?:[\s\x{a0}\x{202f}]+|$)(?:[-–—:]\s+)?`)
	inlineTime  = regexp.MustCompile(`[\s\x{a0}]*[\[{<#]\s*(` + timeToken + `)\s*[\]}>#][\s\x{a0}\x{202f}]*`)
)

// wholeTime reads a text that is nothing but a time or a range.
func wholeTime(s string) (start, end Millis, ok bool) {
	if start, end, rest, ok := leadingTime(s, true); ok && strings.Trim(rest, " -–—:\u00a0") == "" {
		return start, end, true
	}
	return untimed, untimed, false
}

// leadingTime cuts a time off the start of a line. Without brackets it may be the
// start of a sentence, so the caller says whether this file has such times.
func leadingTime(s string, bare bool) (start, end Millis, rest string, ok bool) {
	if s == "" || !strings.ContainsRune("[({<#0123456789 ", rune(s[0])) {
		return untimed, untimed, s, false
	}
	m := bracketTime.FindStringSubmatchIndex(s)
	if m == nil && bare {
		m = bareTime.FindStringSubmatchIndex(s)
	}
	if m == nil {
		return untimed, untimed, s, false
	}
	start, ok = parseTime(s[m[2]:m[3]])
	end = untimed
	if m[4] >= 0 {
		if e, good := parseTime(s[m[4]:m[5]]); good && e >= start {
			end = e
		}
	}
	return start, end, s[m[1]:], ok
}
