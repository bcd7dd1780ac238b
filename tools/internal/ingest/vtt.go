package ingest

import (
	"html"
	"regexp"
	"strings"

	"proximite/tools/internal/diagnostic"
)

// readVTT reads WebVTT: files of people, of meeting programs and of machines. It
// follows the parser of the W3C, but keeps the words of a cue whose time is wrong.
func readVTT(in input, opt Options) (*source, error) {
	p := &vttParser{in: in, lines: strings.Split(in.text, "\n"), src: &source{}, limit: opt.Limits.Units}
	p.header()
	for p.at < len(p.lines) {
		p.block()
		if len(p.src.cues) > opt.Limits.Units {
			return tooMany(in, len(p.src.cues), opt.Limits.Units), nil
		}
	}
	if len(p.src.cues) == 0 {
		return refused(ruleNoCues.At(in.name, 0, 0)), nil
	}
	rolled, n := unroll(p.src.cues)
	p.src.cues = splitVoices(rolled)
	if n > 0 {
		p.src.found = append(p.src.found, ruleRolling.At(in.name, 0, 0, n))
	}
	p.src.found = append(p.src.found, timeFindings(in.name, p.src.cues)...)
	return p.src, nil
}

func refused(why diagnostic.Diagnostic) *source {
	return &source{refused: true, found: []diagnostic.Diagnostic{why}}
}

func tooMany(in input, n, limit int) *source {
	return refused(ruleTooMany.At(in.name, 0, 0, n, limit))
}

type vttParser struct {
	in    input
	lines []string
	at    int
	src   *source
	limit int // of cues
}

// header reads the lines up to the first empty one. Machines write the language
// there.
func (p *vttParser) header() {
	for p.at < len(p.lines) && p.lines[p.at] != "" && !isTiming(p.lines[p.at]) {
		if lang, ok := strings.CutPrefix(p.lines[p.at], "Language:"); ok {
			p.src.language = primary(lang)
		}
		p.at++
	}
}

// primary is the first part of a language tag: fr of fr-FR.
func primary(tag string) string {
	tag, _, _ = strings.Cut(strings.ToLower(strings.TrimSpace(tag)), "-")
	tag, _, _ = strings.Cut(tag, "_")
	if len(tag) < 2 || len(tag) > 3 {
		return ""
	}
	return tag
}

func isTiming(line string) bool { return strings.Contains(line, "-->") }

// block reads what stands between two empty lines: a comment, a style, a region,
// or one cue.
func (p *vttParser) block() {
	if strings.TrimSpace(p.lines[p.at]) == "" {
		p.at++
		return
	}
	line := p.lines[p.at]
	if !isTiming(line) && (comment(line, "NOTE") || comment(line, "STYLE") || comment(line, "REGION")) {
		p.skipBlock()
		return
	}
	id := ""
	if !isTiming(line) {
		id = strings.TrimSpace(line)
		if p.at++; p.at == len(p.lines) || !isTiming(p.lines[p.at]) {
			p.stray(id)
			return
		}
	}
	p.cue(id)
}

func comment(line, word string) bool {
	rest, ok := strings.CutPrefix(line, word)
	return ok && (strings.TrimSpace(rest) == "" || rest[0] == ' ' || rest[0] == '\t')
}

func (p *vttParser) skipBlock() {
	for p.at < len(p.lines) && strings.TrimSpace(p.lines[p.at]) != "" && !isTiming(p.lines[p.at]) {
		p.at++
	}
}

// stray is a block that is no cue. Its lines are reported; after an empty line
// inside a cue they may be words.
func (p *vttParser) stray(first string) {
	line := p.at
	text := []string{first}
	for p.at < len(p.lines) && strings.TrimSpace(p.lines[p.at]) != "" && !isTiming(p.lines[p.at]) {
		text = append(text, p.lines[p.at])
		p.at++
	}
	if p.at < len(p.lines) && isTiming(p.lines[p.at]) {
		text = text[:len(text)-1] // the id of the cue that follows
		p.at--
	}
	words, _ := cueText(strings.Join(text, "\n"))
	p.src.found = append(p.src.found, ruleNotSpeech.At(p.in.name, line, 0, shorten(words, noteRunes)))
}

// cue reads a timing line and the words below it.
func (p *vttParser) cue(id string) {
	c := cue{id: id, line: p.at + 1}
	first, last, _ := strings.Cut(p.lines[p.at], "-->")
	var ok bool
	if c.start, c.end, ok = timing(first, last); !ok {
		d := ruleBadTime.At(p.in.name, p.at+1, 0, len(p.src.cues)+1, shorten(p.lines[p.at], 60))
		p.src.found = append(p.src.found, d)
	}
	p.at++
	start := p.at
	for p.at < len(p.lines) && !p.cueEnds() {
		p.at++
	}
	c.group = utterance(id)
	raw := strings.Join(p.lines[start:p.at], "\n")
	if strings.Contains(raw, "<") || strings.Contains(raw, "&") {
		p.voices(c, raw)
		return
	}
	c.text = raw
	p.add(c)
}

// cueEnds reports whether the words of a cue end here. A line of spaces is a line
// of words for YouTube, and an empty line for people who write by hand.
func (p *vttParser) cueEnds() bool {
	line := p.lines[p.at]
	if line == "" || isTiming(line) {
		return true
	}
	if strings.TrimSpace(line) != "" {
		return false
	}
	next := p.lines[p.at+1 : min(p.at+3, len(p.lines))]
	return len(next) > 0 && isTiming(next[0]) || len(next) > 1 && isTiming(next[1])
}

// voices adds a cue for each voice in the text; they share its time.
func (p *vttParser) voices(c cue, raw string) {
	text, marks := cueText(raw)
	from := 0
	for i, m := range append(marks, voiceMark{at: len(text)}) {
		piece := c
		piece.text, piece.fresh = text[from:m.at], c.fresh
		if i > 0 {
			piece.speaker, piece.turn = marks[i-1].name, i > 1
		}
		if strings.TrimSpace(piece.text) != "" {
			p.add(piece)
		}
		from = m.at
	}
}

func (p *vttParser) add(c cue) {
	c.fresh = c.fresh || strings.HasPrefix(c.text, "\n\n")
	if c.text = strings.TrimSpace(c.text); c.text == "" {
		return
	}
	if c.group != "" && c.speaker == "" {
		if n := len(p.src.cues); n > 0 && p.src.cues[n-1].group == c.group {
			c.speaker = p.src.cues[n-1].speaker
		}
	}
	if len(p.src.cues) <= p.limit {
		p.src.cues = append(p.src.cues, c)
	}
}

var (
	teamsID = regexp.MustCompile(`^([0-9a-f]{8}-[0-9a-f-]{27}/\d+)-\d+$`)
	ownID   = regexp.MustCompile(`^(s[0-9a-hjkmnp-tv-z]{4,8})(-\d+)?$`)
)

// utterance is what the ids of the cues of one utterance have in common: in files
// of Teams, and in our own.
func utterance(id string) string {
	if m := teamsID.FindStringSubmatch(id); m != nil {
		return m[1]
	}
	if m := ownID.FindStringSubmatch(id); m != nil {
		return m[1]
	}
	return ""
}

// voiceMark is the place in a text where a voice starts.
type voiceMark struct {
	name string
	at   int
}

// tagLimit bounds a tag: a longer one is a "<" in the words.
const tagLimit = 400

// layoutTag are the tags of WebVTT, those of HTML that subtitles borrow, and times.
// Anything else in angle brackets is the transcriber's (<mmm>, <inaudible>) and
// stays.
var layoutTag = regexp.MustCompile(`(?i)^/?(v|c|i|b|u|s|lang|ruby|rt|rp|font|span|br|p|div|em|strong|small|\d[\d:.,]*)([.\s/]|$)`)

// cueText takes the tags out of the words of a cue and says where voices start.
func cueText(raw string) (string, []voiceMark) {
	var b strings.Builder
	var marks []voiceMark
	for raw != "" {
		i := strings.IndexByte(raw, '<')
		if i < 0 {
			b.WriteString(html.UnescapeString(raw))
			break
		}
		b.WriteString(html.UnescapeString(raw[:i]))
		tag, rest, ok := cutTag(raw[i:])
		if !ok {
			b.WriteByte('<')
			raw = raw[i+1:]
			continue
		}
		switch name, value := tagName(tag); name {
		case "v":
			if who := voiceName(tag, value); who != "" {
				marks = append(marks, voiceMark{who, b.Len()})
			}
		case "/v":
			if len(marks) > 0 && strings.TrimSpace(html.UnescapeString(rest)) != "" && !strings.HasPrefix(strings.TrimSpace(rest), "<v") {
				marks = append(marks, voiceMark{"", b.Len()})
			}
		case "br":
			b.WriteByte('\n')
		case "p", "/p", "div", "/div":
			b.WriteString("\n\n")
		}
		raw = rest
	}
	return b.String(), marks
}

// voiceName is the name of a voice; programs that have none give a class.
func voiceName(tag, value string) string {
	if who := strings.Join(strings.Fields(html.UnescapeString(value)), " "); who != "" {
		return who
	}
	_, class, _ := strings.Cut(strings.Fields(tag)[0], ".")
	return class
}

// cutTag cuts a tag from a text that starts with "<".
func cutTag(s string) (tag, rest string, ok bool) {
	end := strings.IndexByte(s[:min(len(s), tagLimit)], '>')
	if end < 2 {
		return "", "", false
	}
	tag = s[1:end]
	return tag, s[end+1:], layoutTag.MatchString(tag) && !strings.Contains(tag, "<")
}

// tagName splits <v.loud Awa> into v and Awa.
func tagName(tag string) (name, value string) {
	head, value, _ := strings.Cut(strings.ReplaceAll(tag, "\n", " "), " ")
	if i := strings.IndexByte(tag, '\t'); i >= 0 && i < len(head) {
		head, value = tag[:i], tag[i+1:]
	}
	head, _, _ = strings.Cut(head, ".")
	return strings.ToLower(strings.TrimSuffix(head, "/")), value
}

// spaces folds white space, but leaves the no-break spaces of French typography.
func spaces(s string) string {
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == '\t' || r == '\n' }), " ")
}

// unroll merges the captions of machines that show each line twice: once while it
// grows and once above the next line.
func unroll(cues []cue) ([]cue, int) {
	if !rolling(cues) {
		return cues, 0
	}
	var out []cue
	repeats := 0
	var shown []string // lines of the cue before
	for _, c := range cues {
		lines := nonEmpty(c.text)
		fresh := lines
		for len(fresh) > 0 && len(shown) > 0 && contains(shown, fresh[0]) {
			fresh = fresh[1:]
			repeats++
		}
		shown = lines
		if len(fresh) == 0 {
			if n := len(out); n > 0 && c.end > out[n-1].end {
				out[n-1].end = c.end
			}
			continue
		}
		c.text = strings.Join(fresh, "\n")
		out = append(out, c)
	}
	for i := range out[:max(0, len(out)-1)] {
		if next := out[i+1].start; next >= out[i].start && next < out[i].end {
			out[i].end = next
		}
	}
	return out, repeats
}

// rolling reports whether most cues start with a line of the cue before. People
// repeat themselves, but not in a third of all cues.
func rolling(cues []cue) bool {
	n := 0
	for i := 1; i < len(cues); i++ {
		a, b := nonEmpty(cues[i-1].text), nonEmpty(cues[i].text)
		if len(a) > 0 && len(b) > 0 && contains(a, b[0]) && len(b[0]) > 1 {
			n++
		}
	}
	return n >= 3 && 3*n > len(cues)
}

func nonEmpty(text string) []string {
	var lines []string
	for line := range strings.SplitSeq(text, "\n") {
		if line = spaces(line); line != "" {
			lines = append(lines, line)
		}
	}
	return lines
}

func contains(lines []string, line string) bool {
	for _, l := range lines {
		if l == line {
			return true
		}
	}
	return false
}

// splitVoices makes cues of their own where subtitles mark two voices with dashes.
func splitVoices(cues []cue) []cue {
	var out []cue
	for i, c := range cues {
		lines := strings.Split(c.text, "\n")
		if !dashed(lines) {
			if out != nil {
				out = append(out, c)
			}
			continue
		}
		if out == nil {
			out = append(make([]cue, 0, len(cues)+1), cues[:i]...)
		}
		for _, line := range lines {
			piece := c
			var turn bool
			if piece.text, turn = cutDash(line); turn {
				piece.turn = true
				out = append(out, piece)
			} else {
				out[len(out)-1].text += " " + piece.text
			}
		}
	}
	if out == nil {
		return cues
	}
	return out
}

// dashed reports whether the first line and another one start with a dash.
func dashed(lines []string) bool {
	n := 0
	for i, line := range lines {
		if _, ok := cutDash(line); ok {
			n++
		} else if i == 0 {
			return false
		}
	}
	return n >= 2
}

// cutDash removes the dash that opens a turn of speech.
func cutDash(line string) (string, bool) {
	line = strings.TrimSpace(line)
	for _, dash := range []string{"—", "–", "―", "-", "‐", "‑"} {
		if rest, ok := strings.CutPrefix(line, dash); ok && !strings.HasPrefix(rest, dash) {
			rest = strings.TrimLeft(rest, " \u00a0\u202f\t")
			return rest, rest != "" && (dash != "-" || rest[0] < '0' || rest[0] > '9')
		}
	}
	return line, false
}
