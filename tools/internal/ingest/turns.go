package ingest

import (
	"strings"
	"unicode/utf8"
)

// fromBlocks finds the turns of a document.
func (t *talk) fromBlocks(src *source) {
	lines, found := linesOf(t.in.name, src.blocks)
	t.report(found...)
	e := elect(lines, t.opt)
	s := &scribe{talk: t, e: e, turns: e.turns(), title: t.r.Title != ""}
	s.dashes = len(s.turns) == 0 && dashDialogue(lines)
	s.looks = len(s.turns) == 0 && !s.dashes && looksAsk(lines)
	s.pending, s.pendingEnd = untimed, untimed
	for i := range lines {
		s.line(i, lines[i])
	}
	s.last()
	for _, c := range e.unsure() {
		t.report(ruleLabelUnsure.At(t.in.name, lines[c.at].no, 0, c.turn.label))
	}
}

// scribe walks the lines of a document and writes down segments.
type scribe struct {
	*talk
	e          *election
	turns      map[int]turn
	dashes     bool // turns open with dashes and name nobody
	looks      bool // questions are bold or italic and name nobody
	title      bool // is known
	pending    Millis
	pendingEnd Millis
	asked      bool // the last paragraph was a question by its look
	chapterDue bool
}

func (s *scribe) line(i int, l line) {
	opened, isTurn := s.turns[i]
	switch {
	case s.e.inHead(i):
		s.head(l)
	case isTurn:
		s.open(l, opened)
	case notSpeech(l.text) || len(l.text) < inventedLimit && suspectPhrase(l.text):
		s.aside(l)
	case l.kind == heading:
		s.heading(i, l)
	case s.timeOnly(l):
	case s.dashes && dashOpens(l):
		text, _ := cutDash(l.text)
		s.nameless(l, text)
	case s.looks && l.fresh && (l.asks && strings.Contains(l.text, "?") || s.asked):
		s.asked = l.asks
		s.nameless(l, l.text)
	case len(s.segments) == 0 && (len(s.turns) > 0 || s.dashes || s.looks):
		s.before(i, l)
	case len(s.turns) == 0 && !s.dashes && !s.looks && l.fresh:
		s.nameless(l, l.text)
	default:
		s.words(l, l.text)
	}
}

// head reports a line of the head; a first line without a label is the title.
func (s *scribe) head(l line) {
	if t, labelled := opening(l.text, l.bold); (!labelled || t.form.weak()) && !s.title && l.no == s.e.lines[0].no && !strings.HasSuffix(l.text, ".") {
		s.setTitle(l.text)
		return
	}
	if key, value, ok := strings.Cut(l.text, ":"); ok && s.r.Date == "" {
		switch foldLabel(key) {
		case "date", "interview date", "date of interview", "date de l'entretien", "recorded on", "enregistre le":
			s.headDate = strings.TrimSpace(value)
		case "title", "titre":
			s.setTitle(value)
		}
	}
	s.report(ruleHead.At(s.in.name, l.no, 0, shorten(l.text, noteRunes)))
}

func (s *scribe) setTitle(text string) {
	if !s.title {
		s.r.Title, s.title = Optional(cleanTitle(text)), true
	}
}

func cleanTitle(text string) string { return strings.Trim(spaces(text), "#*_ ") }

// open starts a turn.
func (s *scribe) open(l line, t turn) {
	start, end := t.start, t.end
	if start < 0 {
		start, end = s.pending, s.pendingEnd
	}
	s.pending, s.pendingEnd = untimed, untimed
	n := len(s.segments)
	same := n > 0 && !s.chapterDue && s.names.same(s.segments[n-1].speaker, t.label)
	if !same {
		s.segments = append(s.segments, spoken{speaker: t.label, line: l.no, start: start, end: end})
		n++
	}
	s.chapterDue = false
	s.names.see(t.label, l.no)
	cur := &s.segments[n-1]
	if t.action != "" {
		t.rest = strings.TrimSpace("[" + t.action + "] " + t.rest)
	}
	cur.open(start, end)
	s.split(cur, t.rest, true)
}

// open starts a piece; it stays empty until words come.
func (s *spoken) open(start, end Millis) {
	s.pieces = append(s.pieces, piece{start: start, end: end, fresh: len(s.pieces) > 0})
}

// nameless starts a segment of nobody known.
func (s *scribe) nameless(l line, text string) {
	start, end, rest, ok := leadingTime(text, s.e.bareTimes)
	if !ok {
		start, end, rest = s.pending, s.pendingEnd, text
	}
	s.pending, s.pendingEnd = untimed, untimed
	s.segments = append(s.segments, spoken{line: l.no, start: start, end: end})
	s.unnamed++
	cur := &s.segments[len(s.segments)-1]
	cur.open(start, end)
	s.split(cur, rest, true)
}

// words adds a line to the current turn.
func (s *scribe) words(l line, text string) {
	if len(s.segments) == 0 {
		s.nameless(l, text)
		return
	}
	cur := &s.segments[len(s.segments)-1]
	if start, end, rest, ok := leadingTime(text, s.e.bareTimes); ok {
		s.pending, s.pendingEnd = untimed, untimed
		s.time(cur, start, end, l.fresh)
		text = rest
	} else if s.pending >= 0 {
		s.time(cur, s.pending, s.pendingEnd, l.fresh)
		s.pending, s.pendingEnd = untimed, untimed
	}
	s.split(cur, text, l.fresh || !l.soft)
}

// time notes a time inside a turn: of the turn itself while it has no words.
func (s *scribe) time(cur *spoken, start, end Millis, fresh bool) {
	last := &cur.pieces[len(cur.pieces)-1]
	if len(last.text) == 0 && last.start < 0 {
		last.start, last.end = start, end
		if len(cur.pieces) == 1 {
			cur.start, cur.end = start, end
		}
		return
	}
	cur.pieces = append(cur.pieces, piece{start: start, end: end, fresh: fresh})
}

// split adds words and starts a new piece at each time inside them.
func (s *scribe) split(cur *spoken, text string, fresh bool) {
	for {
		m := inlineTime.FindStringSubmatchIndex(text)
		if m == nil {
			break
		}
		at, ok := parseTime(text[m[2]:m[3]])
		if !ok {
			break
		}
		cur.append(text[:m[0]], fresh)
		fresh = fresh && strings.TrimSpace(text[:m[0]]) == ""
		s.time(cur, at, untimed, fresh)
		text = text[m[1]:]
	}
	cur.append(text, fresh)
}

// append adds words to the current piece.
func (s *spoken) append(text string, fresh bool) {
	text = spaces(text)
	last := &s.pieces[len(s.pieces)-1]
	switch {
	case text == "":
		return
	case len(last.text) == 0:
	case fresh:
		last.text = append(last.text, "\n\n"...)
	default:
		last.text = append(last.text, ' ')
	}
	last.text = append(last.text, text...)
	s.length += len(text)
}

// timeOnly takes a line that is nothing but a time.
func (s *scribe) timeOnly(l line) bool {
	start, end, ok := wholeTime(l.text)
	if !ok {
		return false
	}
	if n := len(s.segments); n > 0 && s.segments[n-1].empty() && s.segments[n-1].start < 0 {
		s.time(&s.segments[n-1], start, end, l.fresh)
		return true
	}
	s.pending, s.pendingEnd = start, end
	return true
}

func (s *spoken) empty() bool { return s.length == 0 }

// aside lists a line that is no speech.
func (s *scribe) aside(l line) {
	rule := ruleNotSpeech
	if !notSpeech(l.text) {
		rule = ruleInvented
	}
	s.r.SetAside = append(s.r.SetAside, l.text)
	s.report(rule.At(s.in.name, l.no, 0, shorten(l.text, noteRunes)))
}

// heading is the title before the first turn and a chapter after it.
func (s *scribe) heading(i int, l line) {
	switch {
	case !s.title:
		s.setTitle(l.text)
	case len(s.segments) == 0 && len(s.turns) > 0 && !s.followedByTurn(i):
		s.preface = append(s.preface, block{kind: heading, level: 2, line: l.no, runs: []run{{text: l.text}}})
	default:
		s.r.Chapters = append(s.r.Chapters, Chapter{Title: cleanTitle(l.text), Start: untimed, Line: l.no, Segment: len(s.segments), placed: true})
		s.chapterDue = true
	}
}

// followedByTurn reports whether a heading stands right above a turn.
func (s *scribe) followedByTurn(i int) bool {
	_, ok := s.turns[i+1]
	return ok
}

// wrapped reports whether a line goes on in the next one.
func (s *scribe) wrapped(i int) bool {
	return i+1 < len(s.e.lines) && s.e.lines[i+1].soft && utf8.RuneCountInString(s.e.lines[i].text) > wrapFrom
}

// titleRunes is how long a first line can be and still be a title.
const titleRunes = 160

// before keeps what stands above the first turn: a title, then an introduction.
func (s *scribe) before(i int, l line) {
	first := len(s.preface) == 0 && !s.wrapped(i)
	if first && !s.title && utf8.RuneCountInString(l.text) <= titleRunes && !strings.HasSuffix(l.text, ".") {
		s.setTitle(l.text)
		return
	}
	if !l.fresh && len(s.preface) > 0 && s.preface[len(s.preface)-1].kind == paragraph {
		last := &s.preface[len(s.preface)-1]
		last.runs = append(last.runs, run{text: " " + l.text})
		return
	}
	s.preface = append(s.preface, textBlock(l.no, l.text))
}

// last ends the walk: a chapter without words after it is no place.
func (s *scribe) last() {
	for i := range s.r.Chapters {
		if c := &s.r.Chapters[i]; c.placed && c.Segment >= len(s.segments) {
			c.Segment = max(0, len(s.segments)-1)
		}
	}
	if len(s.preface) > 0 {
		s.report(rulePreface.At(s.in.name, s.preface[0].line, 0, len(s.preface)))
	}
}

// How many paragraphs must look like questions, and which share of all lines: the
// frequent questions at the end of a manual are no interview.
const (
	asksFrom  = 3
	asksShare = 0.12
)

// looksAsk reports whether bold or italic paragraphs ask and plain ones answer.
func looksAsk(lines []line) bool {
	asks, plain, all := 0, 0, 0
	for _, l := range lines {
		all++
		switch {
		case l.fresh && l.asks && strings.Contains(l.text, "?"):
			asks++
		case l.fresh && !l.asks:
			plain++
		}
	}
	return asks >= asksFrom && plain >= asks-1 && float64(asks) >= asksShare*float64(all)
}
