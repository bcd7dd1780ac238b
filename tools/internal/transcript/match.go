package transcript

import "strings"

// Match checks typed words against what was said, by the contract of quotations:
// the same words in the same order; […] leaves words out; words of the editor
// stand in [brackets], and a bracket glued to a word ("[L]a") changes how the word
// starts. It returns nil when the quotation holds.
func Match(said, quoted string) *Problem {
	m := matcher{said: said, words: pieces(said), best: -1}
	parts := cutElisions(pieces(quoted))
	at := 0
	for _, part := range parts {
		next, ok := m.find(part, at)
		if !ok {
			return m.mismatch(quoted)
		}
		at = next
	}
	if len(parts) == 0 {
		return problem(ruleNotFound, quoted, excerpt(said, m.words, 0))
	}
	return nil
}

// step is one thing that a quotation asks of the text: a word, or the words of
// the editor, which the text need not have.
type step struct {
	word   string
	suffix bool    // the word only has to end so
	editor []piece // an insertion, brackets included
	start  int     // in the quotation
}

// cutElisions turns a quotation into runs of steps with anything between them.
func cutElisions(q []piece) [][]step {
	var parts [][]step
	var part []step
	for i := 0; i < len(q); i++ {
		if q[i].text != "[" {
			part = append(part, step{word: q[i].text, start: q[i].start})
			continue
		}
		closing := closingBracket(q, i)
		switch {
		case closing < 0:
			part = append(part, step{word: "[", start: q[i].start})
		case isElision(q[i+1 : closing]):
			if len(part) > 0 {
				parts, part = append(parts, part), nil
			}
			i = closing
		case glued(q, closing):
			part = append(part, step{word: q[closing+1].text, suffix: true, start: q[i].start})
			i = closing + 1
		default:
			part = append(part, step{editor: q[i : closing+1], start: q[i].start})
			i = closing
		}
	}
	if hasWord(part) {
		parts = append(parts, part)
	}
	return parts
}

func hasWord(part []step) bool {
	for _, s := range part {
		if s.editor == nil {
			return true
		}
	}
	return false
}

func closingBracket(q []piece, open int) int {
	for i := open + 1; i < len(q); i++ {
		if q[i].text == "]" {
			return i
		}
	}
	return -1
}

func isElision(inner []piece) bool {
	for _, p := range inner {
		if p.text != "…" && p.text != "." {
			return false
		}
	}
	return len(inner) > 0
}

// glued reports whether a word follows the closing bracket without a space.
func glued(q []piece, closing int) bool {
	return closing+1 < len(q) && q[closing+1].start == q[closing].end && len(q[closing+1].text) > 0 && wordRune([]rune(q[closing+1].text)[0])
}

// matcher looks for parts and remembers how far the best attempt came.
type matcher struct {
	said     string
	words    []piece
	best     int // steps of the best attempt
	bestAt   int // where in the text it stopped
	bestStep step
}

// find looks for one part from a place on and returns where it ends.
func (m *matcher) find(part []step, from int) (int, bool) {
	for i := from; i < len(m.words); i++ {
		if end, ok := m.try(part, i); ok {
			return end, true
		}
	}
	return 0, false
}

func (m *matcher) try(part []step, at int) (int, bool) {
	for n, s := range part {
		if s.editor != nil {
			if k := common(m.words[at:], s.editor); k == len(s.editor) {
				at += k
			}
			continue
		}
		if at >= len(m.words) || !s.fits(m.words[at].text) {
			if n > m.best {
				m.best, m.bestAt, m.bestStep = n, at, s
			}
			return 0, false
		}
		at++
	}
	return at, true
}

func (s step) fits(word string) bool {
	if s.suffix {
		return strings.HasSuffix(word, s.word) && len(word) > len(s.word)
	}
	return word == s.word
}

func (m *matcher) mismatch(quoted string) *Problem {
	said := ""
	if m.bestAt < len(m.words) {
		said = excerpt(m.said, m.words, max(0, m.bestAt-4))
	} else if len(m.words) > 0 {
		said = excerpt(m.said, m.words, max(0, len(m.words)-5))
	}
	place := strings.TrimSpace(quoted[m.bestStep.start:])
	if cut := pieces(place); len(cut) > excerptWords {
		place = excerpt(place, cut, 0)
	}
	return problem(ruleNotFound, place, said)
}
