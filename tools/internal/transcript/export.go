package transcript

import (
	"fmt"
	"strings"
)

// Namer gives the name under which a speaker may appear in an export, "" for
// none. The page decides it from the register of people.
type Namer func(Speaker) string

// ByLabel names speakers as the imported file did, or by their role. It is for
// files that stay in the house.
func ByLabel(language string) Namer {
	return func(p Speaker) string {
		if p.Label != "" {
			return p.Label
		}
		return p.Role.In(language)
	}
}

// MaskedText stands where words were, on pages and in files.
func MaskedText(language string) string {
	if language == "fr" {
		return "Passage non publié, pour protéger une personne."
	}
	return "Passage not published, to protect a person."
}

// words are what an export in a language shows of a segment. What is not
// translated appears in the original, marked with its language.
func (t *Transcript) words(s *Segment, language string) string {
	if s.Masked() {
		return "[" + MaskedText(language) + "]"
	}
	if text, _, ok := t.Words(s, language); ok {
		return text
	}
	return "[" + t.LanguageOf(s) + "] " + s.Text
}

// PlainText is the transcript in a language as a text file: one paragraph a
// segment, with its time and its speaker.
func (t *Transcript) PlainText(language string, name Namer) []byte {
	var b strings.Builder
	if title := t.Title.In(language); title != "" {
		b.WriteString(title + "\n\n")
	}
	colon := ": "
	if language == "fr" {
		colon = "\u00a0: "
	}
	for i := range t.Segments {
		s := &t.Segments[i]
		if i > 0 {
			b.WriteByte('\n')
		}
		if s.Start >= 0 {
			b.WriteString("[" + clock(s.Start / 1000 * 1000)[:8] + "] ")
		}
		if who := name(t.SpeakerOf(s)); who != "" {
			b.WriteString(who + colon)
		}
		b.WriteString(t.words(s, language) + "\n")
	}
	return []byte(b.String())
}

// WebVTT is the transcript in a language as captions. Segments without a time are
// left out; ok is false when none has one. Cue ids are segment ids, numbered when
// a segment has several cues, so that the file comes back as the same transcript.
func (t *Transcript) WebVTT(language string, name Namer) (file []byte, ok bool) {
	var b strings.Builder
	b.WriteString("WEBVTT\nKind: captions\nLanguage: " + language + "\n")
	for i := range t.Segments {
		s := &t.Segments[i]
		for n, c := range t.exportCues(i, language) {
			id := s.ID
			if n > 0 {
				id = fmt.Sprintf("%s-%d", s.ID, n+1)
			}
			writeCue(&b, id, name(t.SpeakerOf(s)), c)
			ok = true
		}
	}
	return []byte(b.String()), ok
}

// exportCues are the cues of a segment in a language: its own when the words are
// the original ones, else one for the whole segment.
func (t *Transcript) exportCues(i int, language string) []Cue {
	s := &t.Segments[i]
	if s.Start < 0 {
		return nil
	}
	if len(s.Cues) > 0 && t.LanguageOf(s) == language && !s.Masked() && allTimed(s.Cues) {
		return s.Cues
	}
	return []Cue{{s.Start, t.endOf(i), t.words(s, language)}}
}

func allTimed(cues []Cue) bool {
	for _, c := range cues {
		if c.Start < 0 || c.End < c.Start {
			return false
		}
	}
	return true
}

// msPerWord is an unhurried reading speed, used where no end is known.
const msPerWord = 400

func (t *Transcript) endOf(i int) Millis {
	s := &t.Segments[i]
	if s.End >= s.Start {
		return s.End
	}
	for _, next := range t.Segments[i+1:] {
		if next.Start > s.Start {
			return next.Start
		}
	}
	return s.Start + Millis(len(strings.Fields(s.Text))+2)*msPerWord
}

// writeCue writes one cue. A cue can not hold an empty line, so each paragraph
// takes one line.
func writeCue(b *strings.Builder, id, who string, c Cue) {
	b.WriteString("\n" + id + "\n" + clock(c.Start) + " --> " + clock(c.End) + "\n")
	if who != "" {
		b.WriteString("<v " + voice.Replace(who) + ">")
	}
	for i, line := range lines(c.Text) {
		if i > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(escape.Replace(line))
	}
	b.WriteByte('\n')
}

func lines(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return r == '\n' })
}

var (
	escape = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", "\u200e", "&lrm;", "\u200f", "&rlm;")
	voice  = strings.NewReplacer("&", "&amp;", ">", "&gt;", "<", "&lt;", "\n", " ", "\t", " ")
)

// clock writes hours, minutes, seconds and thousandths.
func clock(m Millis) string {
	return fmt.Sprintf("%02d:%02d:%02d.%03d", m/3_600_000, m/60_000%60, m/1000%60, m%1000)
}
