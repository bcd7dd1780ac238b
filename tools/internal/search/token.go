package search

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Fold makes words comparable that readers type in many ways: lower case, no
// accents, ligatures and the letters of Bambara spelt out. The client folds alike.
func Fold(s string) string {
	var b strings.Builder
	for _, r := range norm.NFKD.String(s) {
		switch r = unicode.ToLower(r); {
		case isSilent(r):
		case r == 'œ':
			b.WriteString("oe")
		case r == 'æ':
			b.WriteString("ae")
		case r == 'ß':
			b.WriteString("ss")
		case r == 'ɛ':
			b.WriteByte('e')
		case r == 'ɔ':
			b.WriteByte('o')
		case r == 'ɲ':
			b.WriteString("ny")
		case r == 'ŋ':
			b.WriteString("ng")
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// isSilent tells what stands inside words and is not a letter: accents that stand
// alone, the soft hyphen, joiners.
func isSilent(r rune) bool {
	return r >= 0x300 && r <= 0x36f || r == 0xad || r >= 0x200b && r <= 0x200d
}

// isBreak tells what ends a word of a folded text. It names ranges instead of classes
// of Unicode, so that the client can have the same in one short expression.
func isBreak(r rune) bool {
	switch {
	case r < '0', r > '9' && r < 'A', r > 'Z' && r < 'a', r > 'z' && r < 0xc0, r == 0xd7, r == 0xf7:
		return true
	}
	return r >= 0x2b0 && r <= 0x2ff || r >= 0x2000 && r <= 0x2bff || r >= 0x3000 && r <= 0x303f || r == 0xfffd
}

// Words cuts a text into its words, folded, as the client cuts a query.
func Words(s string) []string {
	var words []string
	for _, w := range strings.FieldsFunc(Fold(s), isBreak) {
		if len(w) > 1 {
			words = append(words, w)
		}
	}
	return words
}

// token is a word of a text: as readers may type it, and the stem that it shares
// with its inflections.
type token struct{ form, stem string }

// tokens cuts a text and finds the stems. The stemmers want the accents, so words
// are cut before they are folded; what folding cuts further has itself as stem.
func tokens(s string, l *language) []token {
	var list []token
	for _, raw := range strings.FieldsFunc(strings.ToLower(visible(s)), isBreak) {
		forms := Words(raw)
		for _, f := range forms {
			t := token{form: f, stem: f}
			if len(forms) == 1 {
				t.stem = Fold(l.stem(raw))
			}
			if !l.isStop(f) {
				list = append(list, t)
			}
		}
	}
	return list
}

// visible is a text with its accents composed, as stemmers want them, and without
// what does not show.
func visible(s string) string {
	return strings.Map(func(r rune) rune {
		if isSilent(r) {
			return -1
		}
		return r
	}, norm.NFKC.String(s))
}
