package typography

import "unicode"

// english is the rule for one rune of an English text.
func (s *setter) english(w *writer, in []rune, i int) int {
	if n := s.common(w, in, i); n > 0 {
		return n
	}
	switch in[i] {
	case '\'':
		w.put(englishSingle(w.last, at(in, i+1)))
	case '"':
		if s.doubleMark(w.last, at(in, i+1)) {
			w.put('“')
		} else {
			w.put('”')
		}
	case ' ', '\n', '\t':
		if binds(w.out, in, i, englishMonths, englishTitles, englishCounters) {
			w.put(noBreakSpace)
		} else {
			w.put(in[i])
		}
	default:
		w.put(in[i])
	}
	return 1
}

// englishSingle tells an apostrophe or a closing mark from an opening one.
func englishSingle(previous, next rune) rune {
	if opens(previous) && previous != '’' && (unicode.IsLetter(next) || next == 0) {
		return '‘'
	}
	return '’'
}
