package ingest

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"proximite/tools/internal/diagnostic"
)

// detectKind decides what a source is about when nobody said: an interview when it
// has cues or elected speakers, modules when it has their fields, else news.
func detectKind(src *source, opt Options) Kind {
	if len(src.cues) > 0 || src.speech {
		return Interview
	}
	lines, _ := linesOf("", src.blocks)
	if len(elect(lines, opt).speakers) > 0 || dashDialogue(lines) || looksAsk(lines) {
		return Interview
	}
	if looksLikeModules(src, opt) {
		return Modules
	}
	return News
}

// Proof that dashes are turns of speech and no list.
const (
	dashTurns = 4
	dashShare = 0.4
)

// dashDialogue reports whether many paragraphs open with a long dash.
func dashDialogue(lines []line) bool {
	n := 0
	for _, l := range lines {
		if dashOpens(l) {
			n++
		}
	}
	return n >= dashTurns && float64(n) >= dashShare*float64(len(lines))
}

func dashOpens(l line) bool {
	_, ok := cutDash(l.text)
	return ok && !strings.HasPrefix(l.text, "-") && l.kind == paragraph
}

// interpretInterview turns cues or lines into speakers and segments.
func interpretInterview(in input, src *source, opt Options, r *Result) {
	t := &talk{in: in, opt: opt, r: r, names: newNaming(in.name, opt)}
	r.Title, r.Chapters = Optional(src.title), src.chapters
	if len(src.cues) > 0 {
		t.fromCues(src.cues)
	} else {
		t.fromBlocks(src)
	}
	t.finish(src)
}

// talk is an interview being understood.
type talk struct {
	in       input
	opt      Options
	r        *Result
	names    *naming
	segments []spoken
	preface  []block
	headDate string // as the head of the document says
	unnamed  int
}

// spoken is a segment being collected.
type spoken struct {
	speaker  string // label as written
	line     int
	language string
	group    string
	start    Millis
	end      Millis
	pieces   []piece
	length   int // bytes of words so far
}

// piece is a timed part of a segment, or all of an untimed one.
type piece struct {
	start, end Millis
	text       []byte // grows line by line
	fresh      bool   // a new paragraph
}

func (t *talk) report(d ...diagnostic.Diagnostic) {
	t.r.Diagnostics = append(t.r.Diagnostics, d...)
}

// finish names the speakers and fills the result.
func (t *talk) finish(src *source) {
	t.names.settle(t.segments, t.r)
	t.join()
	var all strings.Builder
	for _, s := range t.segments {
		seg := s.segment()
		if seg.Text == "" {
			continue
		}
		seg.Speaker = Optional(t.names.of(s.speaker))
		t.r.Words += len(strings.Fields(seg.Text))
		t.r.DurationMs = max(t.r.DurationMs, seg.End, seg.Start)
		if all.Len() < 256<<10 {
			all.WriteString(seg.Text + "\n")
		}
		t.r.Segments = append(t.r.Segments, seg)
	}
	t.report(timeFindings(t.in.name, t.pieces(src))...)
	t.language(src, all.String())
	t.dateAndTitle(src)
	t.placeChapters()
	t.complain()
}

// join makes one segment of neighbours who turned out to be one speaker. A
// chapter keeps its start.
func (t *talk) join() {
	starts := make(map[int]bool)
	for _, c := range t.r.Chapters {
		starts[c.Segment] = starts[c.Segment] || c.placed
	}
	var joined []spoken
	at := make([]int, len(t.segments)+1) // old index → new one
	for i, s := range t.segments {
		n := len(joined)
		if s.empty() && s.speaker != "" {
			t.report(ruleEmptyTurn.At(t.in.name, s.line, 0, s.speaker))
		}
		if s.empty() && n > 0 {
			at[i] = n - 1
			continue
		}
		if n > 0 && !starts[i] && s.group == "" && s.speaker != "" && t.names.of(joined[n-1].speaker) == t.names.of(s.speaker) {
			s.pieces[0].fresh = true
			joined[n-1].pieces = append(joined[n-1].pieces, s.pieces...)
			joined[n-1].length += s.length
		} else {
			joined = append(joined, s)
		}
		at[i] = len(joined) - 1
	}
	for i := range t.r.Chapters {
		if c := &t.r.Chapters[i]; c.placed {
			c.Segment = at[c.Segment]
		}
	}
	t.segments = joined
}

// dateAndTitle takes the date of the head, then that which the file offers.
func (t *talk) dateAndTitle(src *source) {
	for _, text := range []string{t.headDate, src.date} {
		if d, ok := dateIn(text); ok && t.r.Date == "" {
			t.r.Date = Optional(d.iso)
			if d.numeric && d.reversed {
				t.report(ruleDateChosen.At(t.in.name, 0, 0, d.text, d.iso))
			}
		}
	}
	if t.opt.Date != "" {
		t.r.Date = Optional(t.opt.Date)
	}
	if len(t.preface) == 0 {
		return
	}
	text, err := markdown(shiftHeadings(t.preface))
	if !t.r.alter(t.in, err) {
		t.r.Markdown = Optional(text)
	}
}

func (t *talk) language(src *source, text string) {
	t.r.Language = Optional(cmp.Or(t.opt.Language, languageOf(text), src.language))
	if t.r.Language == "" {
		t.report(ruleLanguageUnknown.At(t.in.name, 0, 0))
	}
	for i := range t.r.Segments {
		if s := &t.r.Segments[i]; s.Language == string(t.r.Language) {
			s.Language = ""
		}
	}
}

// pieces are the timed pieces of a document, to look at the order of their times;
// readers of cues have looked already.
func (t *talk) pieces(src *source) []cue {
	var list []cue
	if len(src.cues) > 0 {
		return nil
	}
	for _, s := range t.segments {
		for _, p := range s.pieces {
			list = append(list, cue{start: p.start, end: p.end, line: s.line})
		}
	}
	return list
}

// complain says what a person must decide about the speakers.
func (t *talk) complain() {
	named := len(t.r.Speakers) > 0
	if !named {
		t.report(ruleNoSpeakers.At(t.in.name, 0, 0, t.lineStarts("«\u00a0", "\u00a0»"), t.lineStarts("“", "”")))
	}
	if t.unnamed > 0 && named {
		t.report(ruleUnnamedTurns.At(t.in.name, 0, 0, t.unnamed))
	}
}

// lineStarts shows how the first segments start, between the quotation marks of a
// language.
func (t *talk) lineStarts(opening, closing string) string {
	var starts []string
	for _, s := range t.r.Segments[:min(len(t.r.Segments), 5)] {
		starts = append(starts, opening+shorten(s.Text, 30)+closing)
	}
	return strings.Join(starts, ", ")
}

// placeChapters finds the segment at which each chapter starts.
func (t *talk) placeChapters() {
	for i := range t.r.Chapters {
		c := &t.r.Chapters[i]
		if c.placed {
			if c.Segment < len(t.r.Segments) {
				c.Start = t.r.Segments[c.Segment].Start
			}
			continue
		}
		for n, s := range t.r.Segments {
			if s.Start >= 0 && c.Start >= 0 && s.Start <= c.Start {
				c.Segment = n
			}
		}
	}
}

// fromCues joins the cues of machines.
func (t *talk) fromCues(cues []cue) {
	cues, aside, found := setAside(t.in.name, cues)
	t.r.SetAside = aside
	t.report(found...)
	t.prefixes(cues)
	for i, c := range cues {
		if i == 0 || t.newSegment(cues[i-1], c) {
			t.segments = append(t.segments, spoken{speaker: c.speaker, line: c.line, language: c.language, group: ownGroup(c), start: c.start, end: untimed})
			if c.speaker == "" {
				t.unnamed++
			}
		}
		t.segments[len(t.segments)-1].add(c, ownGroup(c) != "")
	}
}

func ownGroup(c cue) string {
	if strings.HasPrefix(c.group, "s") {
		return c.group
	}
	return ""
}

// newSegment decides whether a cue starts a new segment. Cues of one speaker are
// one segment. Without names nobody knows who speaks, so a segment ends with a
// sentence: a question never grows together with its answer.
func (t *talk) newSegment(before, c cue) bool {
	last := &t.segments[len(t.segments)-1]
	switch {
	case last.group != "" || ownGroup(c) != "":
		return last.group != ownGroup(c)
	case c.turn || c.language != before.language:
		return true
	case c.speaker == "" && before.speaker != "" && last.speaker != "":
		return !runsOn(last, c) || !startsSmall(c.text)
	case c.speaker != "" || last.speaker != "":
		return c.speaker != last.speaker
	}
	return !runsOn(last, c)
}

// Bounds for joining cues that name nobody.
const (
	pause      = 2000 // milliseconds of silence that end a segment
	runOnRunes = 700  // then the next end of a sentence or breath will do
)

// runsOn reports whether a nameless cue continues the sentence before it.
func runsOn(last *spoken, c cue) bool {
	p := last.pieces[len(last.pieces)-1]
	if endsSentence(tail(p.text)) {
		return false
	}
	silence := p.end >= 0 && c.start >= 0 && c.start-p.end > pause
	if silence || last.length > runOnRunes {
		return !silence && last.length < 3*runOnRunes && startsSmall(c.text)
	}
	return true
}

var sentenceEnd = regexp.MustCompile(`[.?!…]["”»’')\]\x{a0}\x{202f} ]*$`)

func endsSentence(text string) bool { return sentenceEnd.MatchString(text) }

func startsSmall(text string) bool {
	return text != "" && strings.ToLower(text[:1]) == text[:1] && letter(text[0])
}

// tail is the end of a text, where its last sign stands.
func tail(text []byte) string { return string(text[max(0, len(text)-16):]) }

// paragraphPause is a silence after which a long turn gets a new paragraph.
const paragraphPause = 2500

// add appends a cue to a segment. In our own files a line break is a paragraph.
func (s *spoken) add(c cue, own bool) {
	text := spaces(c.text)
	if own || strings.Contains(c.text, "\n\n") {
		var paragraphs []string
		for part := range strings.SplitSeq(c.text, breakOf(own)) {
			if part = spaces(part); part != "" {
				paragraphs = append(paragraphs, part)
			}
		}
		text = strings.Join(paragraphs, "\n\n")
	}
	p := piece{start: c.start, end: c.end, text: []byte(text), fresh: c.fresh}
	if n := len(s.pieces); n > 0 && !own {
		last := s.pieces[n-1]
		p.fresh = p.fresh || last.end >= 0 && p.start-last.end >= paragraphPause && endsSentence(tail(last.text))
	}
	s.pieces = append(s.pieces, p)
	s.length += len(text)
}

func breakOf(own bool) string {
	if own {
		return "\n"
	}
	return "\n\n"
}

// segment is the collected segment in its final form.
func (s *spoken) segment() Segment {
	out := Segment{Start: s.start, End: s.end, Line: s.line, Language: s.language, ID: s.group}
	var b strings.Builder
	timed := 0
	for i, p := range s.pieces {
		switch {
		case i == 0:
		case p.fresh:
			b.WriteString("\n\n")
		default:
			b.WriteByte(' ')
		}
		b.Write(p.text)
		if p.start >= 0 {
			timed++
			if out.Start < 0 {
				out.Start = p.start
			}
			out.End = max(out.End, p.end)
		}
	}
	out.Text = strings.TrimSpace(b.String())
	if out.End >= 0 && out.End < out.Start {
		out.End = untimed
	}
	if timed > 1 {
		for _, p := range s.pieces {
			out.Cues = append(out.Cues, Cue{p.start, p.end, string(p.text)})
		}
	}
	return out
}

// prefixes finds labels inside the words of cues: "Name: text", as Zoom and many
// subtitles have it. A cue without a label goes on with the speaker before.
func (t *talk) prefixes(cues []cue) {
	if slices.ContainsFunc(cues, func(c cue) bool { return c.speaker != "" }) {
		return
	}
	lines := make([]line, len(cues))
	for i, c := range cues {
		first, _, below := strings.Cut(c.text, "\n")
		lines[i] = line{no: c.line, text: first, fresh: true, below: below}
	}
	e := elect(lines, t.opt)
	if len(e.speakers) == 0 {
		e.alone()
	}
	turns := e.turns()
	if len(turns) == 0 {
		return
	}
	speaker := ""
	for i := range cues {
		c := &cues[i]
		if head, ok := turns[i]; ok && head.form != formTime {
			speaker = head.label
			_, below, _ := strings.Cut(c.text, "\n")
			c.text = strings.TrimSpace(head.rest + "\n" + below)
		} else if c.turn {
			speaker = ""
		}
		c.speaker = speaker
	}
	for _, c := range e.unsure() {
		t.report(ruleLabelUnsure.At(t.in.name, e.lines[c.at].no, 0, c.turn.label))
	}
}

// alone elects a single label that opens nearly every cue: a recorded statement.
func (e *election) alone() {
	for key, s := range e.stats {
		if s.forms[formColon] >= 3 && !noSpeaker[key] && s.forms[formColon]*2 > e.paragraphs {
			e.speakers[key] = true
		}
	}
}
