package transcript

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// piece is a word or a mark of a text after folding, with its place in the text.
type piece struct {
	text       string
	start, end int // bytes
}

// pieces cuts a text into words and single marks. Spaces of every kind and
// invisible characters separate and are gone, so "mot :" equals "mot:"; the
// variants of apostrophes, quotation marks and dashes are made equal. Nothing
// else is: not the case, not the accents.
func pieces(s string) []piece {
	var list []piece
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case ignorable(r):
			i += size
		case wordRune(r):
			end := wordEnd(s, i)
			list = append(list, piece{foldWord(s[i:end]), i, end})
			i = end
		default:
			list = append(list, piece{foldMark(r), i, i + size})
			i += size
		}
	}
	return list
}

func wordEnd(s string, from int) int {
	for i, r := range s[from:] {
		if !wordRune(r) && !invisible(r) {
			return from + i
		}
	}
	return len(s)
}

func wordRune(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.M, r)
}

func ignorable(r rune) bool { return unicode.IsSpace(r) || invisible(r) }

func invisible(r rune) bool { return unicode.Is(unicode.Cf, r) }

func foldWord(w string) string {
	if isASCII(w) {
		return w
	}
	w = strings.Map(func(r rune) rune {
		if invisible(r) {
			return -1
		}
		return r
	}, w)
	return norm.NFC.String(w)
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

func foldMark(r rune) string {
	switch r {
	case '\'', '’', '‘', '‚', '‛', 'ʼ', '′', '`', '´', '‹', '›':
		return "'"
	case '"', '“', '”', '„', '‟', '«', '»', '″':
		return `"`
	case '-', '\u2010', '\u2011', '\u2012', '–', '—', '―', '−':
		return "-"
	}
	return string(r)
}

// foldKey is a text in its folded form: equal keys mean equal words.
func foldKey(s string) string {
	var b strings.Builder
	for _, p := range pieces(s) {
		b.WriteString(p.text)
		b.WriteByte(' ')
	}
	return b.String()
}

// Equal reports whether two texts say the same words under the contract of
// quotations.
func Equal(a, b string) bool { return a == b || foldKey(a) == foldKey(b) }
