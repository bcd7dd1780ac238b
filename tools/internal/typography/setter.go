package typography

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// setter sets a run of texts that follow each other inside one block: a mark at
// the start of one text depends on what stood at the end of the text before.
type setter struct {
	language string
	previous rune // last rune written; 0 at the start of a block
	quoted   bool // a straight double quotation mark is open
}

func (s *setter) set(text string) string {
	switch primary(s.language) {
	case "fr":
		return s.run(text, s.french)
	case "en":
		return s.run(text, s.english)
	}
	if r, _ := utf8.DecodeLastRuneInString(text); text != "" {
		s.previous = r
	}
	return text
}

func primary(language string) string {
	p, _, _ := strings.Cut(language, "-")
	return strings.ToLower(p)
}

// writer takes the runes of a set text and knows the last one.
type writer struct {
	out  []rune
	last rune
}

func (w *writer) put(rs ...rune) {
	for _, r := range rs {
		w.out = append(w.out, r)
		w.last = r
	}
}

// space replaces the spaces at the end of what is written by one no-break space.
func (w *writer) space(r rune) {
	for len(w.out) > 0 && isSpace(w.out[len(w.out)-1]) {
		w.out = w.out[:len(w.out)-1]
	}
	w.put(r)
}

// run gives each rune to the rule of the language, which writes it and says how
// many runes it has read.
func (s *setter) run(text string, rule func(*writer, []rune, int) int) string {
	in := []rune(text)
	w := &writer{out: make([]rune, 0, len(in)+8), last: s.previous}
	for i := 0; i < len(in); {
		i += rule(w, in, i)
	}
	s.previous = w.last
	return string(w.out)
}

// common sets what both languages share; 0 means that it had nothing to do.
func (s *setter) common(w *writer, in []rune, i int) int {
	switch {
	case in[i] == '.' && at(in, i+1) == '.' && at(in, i+2) == '.' && at(in, i+3) != '.' && w.last != '.':
		w.put('…')
		return 3
	case in[i] == '-' && isSpace(w.last) && isSpace(at(in, i+1)) && i > 0:
		w.put('–')
		return 1
	}
	return 0
}

func at(in []rune, i int) rune {
	if i < 0 || i >= len(in) {
		return 0
	}
	return in[i]
}

func isSpace(r rune) bool {
	return r == ' ' || r == '\n' || r == '\t' || r == noBreakSpace || r == narrowNoBreakSpace
}

func isDigit(r rune) bool { return '0' <= r && r <= '9' }

// opens reports whether a quotation mark after this rune begins a quotation.
func opens(previous rune) bool {
	return previous == 0 || isSpace(previous) || strings.ContainsRune("([{«“‘—–’'/", previous)
}

// doubleMark tells an opening straight mark from a closing one.
func (s *setter) doubleMark(previous, next rune) (open bool) {
	switch {
	case s.quoted && !(isSpace(previous) && next != 0 && !isSpace(next) && !unicode.IsPunct(next)):
		s.quoted = false
	case opens(previous) && next != 0 && !isSpace(next), opens(previous) && next == 0 && !s.quoted:
		s.quoted = true
	default:
		s.quoted = false
	}
	return s.quoted
}
