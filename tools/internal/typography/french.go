package typography

import (
	"strings"
	"unicode"
)

// french is the rule for one rune of a French text.
func (s *setter) french(w *writer, in []rune, i int) int {
	if n := s.common(w, in, i); n > 0 {
		return n
	}
	r, next := in[i], at(in, i+1)
	switch r {
	case '\'':
		w.put(frenchApostrophe(w.last))
	case '"':
		return s.frenchMark(w, in, i)
	case '«':
		w.put('«', narrowNoBreakSpace)
		return 1 + spacesFrom(in, i+1)
	case '»':
		w.spaceBefore(narrowNoBreakSpace, '»')
	case ';', '!', '?':
		s.frenchHigh(w, r, next, narrowNoBreakSpace)
	case ':':
		s.frenchHigh(w, r, next, noBreakSpace)
	case '%', '€':
		switch {
		case isSpace(w.last) && isDigit(beforeSpaces(w.out)):
			w.space(noBreakSpace)
		case isDigit(w.last) && !unicode.IsLetter(next) && !isDigit(next) && !inAddress(w.out):
			w.put(noBreakSpace)
		}
		w.put(r)
	default:
		if isSpace(r) && groupsThousands(w.out, in, i) {
			w.put(narrowNoBreakSpace)
			return 1
		}
		if isSpace(r) && binds(w.out, in, i, frenchMonths, frenchTitles, frenchCounters) {
			r = noBreakSpace
		}
		w.put(r)
	}
	return 1
}

func frenchApostrophe(previous rune) rune {
	if unicode.IsLetter(previous) || isDigit(previous) {
		return '’'
	}
	return '\''
}

// frenchMark sets a straight double mark as a guillemet with its inner space.
func (s *setter) frenchMark(w *writer, in []rune, i int) int {
	if s.doubleMark(w.last, at(in, i+1)) {
		w.put('«', narrowNoBreakSpace)
		return 1 + spacesFrom(in, i+1)
	}
	w.spaceBefore(narrowNoBreakSpace, '»')
	return 1
}

// spaceBefore puts a mark after the given space, unless the mark begins a block.
func (w *writer) spaceBefore(space, mark rune) {
	if w.last != 0 {
		w.space(space)
	}
	w.put(mark)
}

// frenchHigh sets a high mark: a typed space becomes a no-break one; a missing
// one is added where the mark surely ends a word (not in an address or a time).
func (s *setter) frenchHigh(w *writer, mark, next, space rune) {
	switch {
	case isSpace(w.last):
		if !(mark == ':' && next == '/') {
			w.space(space)
		}
	case endsWord(w.last) && (next == 0 || isSpace(next) || next == '»' || next == '"') && !inAddress(w.out):
		w.put(space)
	}
	w.put(mark)
}

func endsWord(r rune) bool {
	return unicode.IsLetter(r) || isDigit(r) || strings.ContainsRune(")]»’…%", r)
}

// inAddress reports whether the word that is being written looks like a web or
// mail address.
func inAddress(out []rune) bool {
	start := len(out)
	for start > 0 && !isSpace(out[start-1]) {
		start--
	}
	return strings.ContainsAny(string(out[start:]), "/@=&#")
}

func spacesFrom(in []rune, i int) (n int) {
	for isSpace(at(in, i+n)) {
		n++
	}
	return n
}

func beforeSpaces(out []rune) rune {
	for i := len(out) - 1; i >= 0; i-- {
		if !isSpace(out[i]) {
			return out[i]
		}
	}
	return 0
}

// groupsThousands reports whether the space at i stands between the groups of
// one number: one to three digits before it, exactly three after it.
func groupsThousands(out, in []rune, i int) bool {
	before := 0
	for k := len(out) - 1; k >= 0 && isDigit(out[k]); k-- {
		before++
	}
	after := 0
	for isDigit(at(in, i+1+after)) {
		after++
	}
	return before >= 1 && before <= 3 && after == 3 && !isDigit(beforeNumber(out, before))
}

func beforeNumber(out []rune, digits int) rune {
	return at(out, len(out)-digits-1)
}
