package bundle

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// slugLimit keeps paths short enough for every disk and every chat message.
const slugLimit = 60

// Slug makes the folder name and address of a title: lower-case ASCII words with
// hyphens. The names given do not come into it, because no address may hold the
// name of a person. A title without any usable letter gives "".
func Slug(title string, names ...string) string {
	banned := make(map[string]bool)
	for _, name := range names {
		for _, w := range slugWords(name) {
			banned[w] = true
		}
	}
	all := slugWords(title)
	words := slices.DeleteFunc(slices.Clone(all), func(w string) bool { return banned[w] })
	for n := len(words); n > 0 && n < len(all) && dangling(words[n-1]); n-- {
		words = words[:n-1]
	}
	s := ""
	for _, w := range words {
		if s != "" && len(s)+1+len(w) > slugLimit {
			break
		}
		if s != "" {
			s += "-"
		}
		s += w
	}
	if len(s) > slugLimit {
		s = s[:slugLimit]
	}
	return avoidReserved(s)
}

// dangling reports whether a word makes no end of an address once the name behind
// it is gone.
func dangling(word string) bool {
	switch word {
	case "avec", "with", "de", "du", "des", "d", "l", "la", "le", "par", "pour", "of", "by", "for", "the", "to", "et", "and", "a", "au":
		return true
	}
	return false
}

// slugWords are the words of a text in the letters of an address.
func slugWords(text string) []string {
	var b strings.Builder
	for _, r := range norm.NFD.String(strings.ToLower(text)) {
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			b.WriteRune(r)
		case unicode.Is(unicode.Mn, r) || r == '\u00ad' || r == '\u200b':
		case letters[r] != "":
			b.WriteString(letters[r])
		default:
			b.WriteByte('-')
		}
	}
	return strings.FieldsFunc(b.String(), func(r rune) bool { return r == '-' })
}

// letters without a decomposition, French and of the languages of Mali first.
var letters = map[rune]string{
	'œ': "oe", 'æ': "ae", 'ɛ': "e", 'ɔ': "o", 'ɲ': "ny", 'ŋ': "ng", 'ɓ': "b", 'ɗ': "d", 'ƴ': "y",
	'ß': "ss", 'ø': "o", 'ł': "l", 'đ': "d", 'ð': "d", 'þ': "th", 'ı': "i",
}

// avoidReserved keeps clear of names that Windows gives to devices.
func avoidReserved(s string) string {
	switch s {
	case "con", "prn", "aux", "nul":
		return s + "-1"
	}
	if len(s) == 4 && (s[:3] == "com" || s[:3] == "lpt") && s[3] >= '0' && s[3] <= '9' {
		return s[:3] + "-" + s[3:]
	}
	return s
}
