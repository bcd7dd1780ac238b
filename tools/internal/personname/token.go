package personname

import (
	"html"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// token is a word of a text: its letters, folded, and how they were written.
type token struct {
	text         string
	number, last int  // number of the word in the text; of joined words the first and the last
	start, end   int  // in bytes of the text
	capital      bool // begins with a capital
	upper        bool // all in capitals
	opens        bool // begins a sentence
	apart        bool // an empty line stands before it
	broken       bool // a hyphen and the end of a line stand before it
}

// Fold makes words comparable: small letters without accents.
func Fold(s string) string {
	var b strings.Builder
	for _, r := range s {
		b.WriteString(foldRune(r))
	}
	return b.String()
}

// letters of the languages of Mali and of Europe that have no decomposition.
var plainLetters = map[rune]string{
	'œ': "oe", 'æ': "ae", 'ɛ': "e", 'ɔ': "o", 'ɲ': "n", 'ŋ': "n", 'ɓ': "b", 'ɗ': "d", 'ƴ': "y",
	'ß': "ss", 'ø': "o", 'ł': "l", 'đ': "d", 'ð': "d", 'þ': "th", 'ı': "i",
}

// folded are the first letters of Unicode, folded once: nearly all that occur.
var folded = func() (table [0x250]string) {
	for r := range table {
		table[r] = foldSlowly(rune(r))
	}
	return table
}()

func foldRune(r rune) string {
	if int(r) < len(folded) {
		return folded[r]
	}
	return foldSlowly(r)
}

func foldSlowly(r rune) string {
	var b strings.Builder
	for _, p := range norm.NFKD.String(string(r)) {
		p = unicode.ToLower(p)
		switch {
		case unicode.Is(unicode.Mn, p) || isInvisible(p):
		case plainLetters[p] != "":
			b.WriteString(plainLetters[p])
		default:
			b.WriteRune(p)
		}
	}
	return b.String()
}

// isInvisible reports whether a sign stands inside a word without being seen.
func isInvisible(r rune) bool {
	return r == '\u00ad' || r >= '\u200b' && r <= '\u200f' || r >= '\u2060' && r <= '\u2064' || r == '\ufeff' || r == '\u034f'
}

// lexer reads a text sign by sign.
type lexer struct {
	text string
	at   int
	list []token
	keep map[string]bool // words that matter; nil: all
	last token           // the last word, kept or not

	word       []byte
	start, end int
	capital    bool
	uppers     int
	letters    int

	gap   gap
	first bool
}

// gap is what stands between two words.
type gap struct {
	lines  int
	stop   bool // a full stop, or the start of a block
	hyphen bool // the last visible sign before the end of a line
	broken bool
}

// tokens are the words of a text in order: those that are in keep, and those that are
// one of them only after they are joined or taken apart.
func tokens(text string, keep map[string]bool) []token {
	l := &lexer{text: text, keep: keep, gap: gap{stop: true}}
	for l.at < len(text) {
		l.next()
	}
	l.close()
	return l.list
}

// next reads one sign.
func (l *lexer) next() {
	c := l.text[l.at]
	switch {
	case c >= 'a' && c <= 'z':
		l.letter(l.at, l.at+1, c, false)
		l.at++
		return
	case c >= 'A' && c <= 'Z':
		l.letter(l.at, l.at+1, c+'a'-'A', true)
		l.at++
		return
	case c == ' ':
		l.close()
		l.at++
		return
	}
	r, size := l.decode()
	end := l.at + size
	switch {
	case isInvisible(r) || unicode.Is(unicode.Mn, r):
		if len(l.word) > 0 {
			l.end = end
		}
	case isEmphasis(r) && l.inside(end):
	case unicode.IsLetter(r):
		letters := foldRune(r)
		for i := range len(letters) {
			l.letter(l.at, end, letters[i], i == 0 && (unicode.IsUpper(r) || unicode.IsTitle(r)))
		}
	default:
		l.close()
		l.separate(r)
	}
	l.at = end
}

// isEmphasis: *, which Markdown takes also inside a word. An underline there is a part
// of the word, so it separates (file names).
func isEmphasis(r rune) bool { return r == '*' || r == '~' }

// inside reports whether a letter follows, so that a sign stands inside a word.
func (l *lexer) inside(end int) bool {
	rest := strings.TrimLeft(l.text[end:], "*~")
	r, _ := utf8.DecodeRuneInString(rest)
	return len(l.word) > 0 && unicode.IsLetter(r)
}

// decode reads a sign, whichever way it is written.
func (l *lexer) decode() (r rune, size int) {
	rest := l.text[l.at:]
	switch rest[0] {
	case '&':
		if r, size, ok := entity(rest); ok {
			return r, size
		}
	case '%':
		if r, size, ok := percent(rest); ok {
			return r, size
		}
	case '\\':
		if r, size, ok := escape(rest); ok {
			return r, size
		}
	}
	return utf8.DecodeRuneInString(rest)
}

// entity reads &eacute; &#233; or &#xe9;.
func entity(s string) (rune, int, bool) {
	end := strings.IndexByte(s[:min(len(s), 12)], ';')
	if end < 2 {
		return 0, 0, false
	}
	decoded := html.UnescapeString(s[:end+1])
	r, size := utf8.DecodeRuneInString(decoded)
	return r, end + 1, size == len(decoded) && decoded != s[:end+1]
}

// percent reads %41 or %C3%A9.
func percent(s string) (rune, int, bool) {
	var b []byte
	for i := 0; i+2 < len(s) && s[i] == '%' && len(b) < utf8.UTFMax; i += 3 {
		n, err := strconv.ParseUint(s[i+1:i+3], 16, 8)
		if err != nil {
			break
		}
		b = append(b, byte(n))
		if utf8.FullRune(b) {
			r, size := utf8.DecodeRune(b)
			if r == utf8.RuneError { // a single byte of Latin-1
				return rune(b[0]), 3, true
			}
			return r, 3 * size, true
		}
	}
	if len(b) > 0 {
		return rune(b[0]), 3, true
	}
	return 0, 0, false
}

// escape reads \u00e9, \xe9 and the backslash before a sign in Markdown.
func escape(s string) (rune, int, bool) {
	for _, form := range []struct {
		mark   string
		digits int
	}{{`\u`, 4}, {`\x`, 2}} {
		if size := 2 + form.digits; strings.HasPrefix(s, form.mark) && len(s) >= size {
			if n, err := strconv.ParseUint(s[2:size], 16, 32); err == nil {
				return rune(n), size, true
			}
		}
	}
	if len(s) > 1 && (s[1] == 'n' || s[1] == 'r' || s[1] == 't') {
		return ' ', 2, true
	}
	return 0, 0, false
}

func (l *lexer) letter(start, end int, c byte, capital bool) {
	if len(l.word) == 0 {
		l.start, l.capital = start, capital
	}
	l.word = append(l.word, c)
	l.end = end
	l.letters++
	if capital {
		l.uppers++
	}
}

// close ends a word.
func (l *lexer) close() {
	if len(l.word) == 0 {
		return
	}
	t := token{
		number: l.last.number + 1, last: l.last.number + 1, start: l.start, end: l.end, capital: l.capital, upper: l.uppers == l.letters,
		opens: l.gap.stop || l.gap.lines > 1, apart: l.gap.lines > 1, broken: l.gap.broken,
	}
	hump := l.uppers > 1 && !t.upper || l.uppers == 1 && !t.capital
	known := l.keep == nil || l.keep[string(l.word)]
	if t.broken && (len(l.list) == 0 || l.list[len(l.list)-1].number != l.last.number) {
		l.last.text = foldedWord(l.text[l.last.start:l.last.end])
		l.list = append(l.list, l.last)
	}
	if known || hump || t.broken {
		t.text = string(l.word)
		l.list = append(l.list, t)
	}
	t.text = ""
	if len(l.word) < 4 {
		t.text = string(l.word)
	}
	l.last = t
	l.word, l.capital, l.uppers, l.letters, l.gap = l.word[:0], false, 0, 0, gap{}
}

// foldedWord is a single word, folded.
func foldedWord(text string) string {
	for _, t := range tokens(text, nil) {
		return t.text
	}
	return ""
}

// separate takes note of a sign between words.
func (l *lexer) separate(r rune) {
	switch r {
	case '\n':
		l.gap.lines++
		l.gap.broken = l.gap.hyphen && l.gap.lines == 1
	case '-', '‐':
		l.gap.hyphen = true
	case '.': // of M., Dr. and initials it ends no sentence
		l.gap.stop = l.last.text == "" || !l.last.capital
	case '!', '?', '…', '#', ':', '"', '“', '«', '[', '(', '|':
		l.gap.stop = true
	}
}
