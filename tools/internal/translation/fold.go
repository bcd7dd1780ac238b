package translation

import (
	"crypto/sha256"
	"encoding/hex"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// tokens cuts a text into words and single marks with the variants of typography
// made equal. White space separates and is gone, so "mot :" equals "mot:".
func tokens(s string) []string {
	if strings.Contains(s, "{{") {
		s = quotationSeal.ReplaceAllString(s, "")
	}
	list := make([]string, 0, len(s)/5+1)
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case unicode.IsSpace(r), unicode.Is(unicode.Cf, r):
			i += size
		case isWord(r):
			end := i + size
			for end < len(s) {
				r, n := utf8.DecodeRuneInString(s[end:])
				if !isWord(r) {
					break
				}
				end += n
			}
			list = append(list, norm.NFC.String(s[i:end]))
			i = end
		case strings.HasPrefix(s[i:], "..."):
			list = append(list, "…")
			i += 3
		default:
			list = append(list, foldMark(r))
			i += size
		}
	}
	return list
}

// quotationSeal is the parameter by which a quotation notices that its transcript has
// changed; it says nothing to a reader and differs between the languages.
var quotationSeal = regexp.MustCompile(` words="[^"]*"`)

func isWord(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.M, r)
}

// hasWords tells a text from mere marks.
func hasWords(list []string) bool {
	for _, t := range list {
		if r, _ := utf8.DecodeRuneInString(t); isWord(r) {
			return true
		}
	}
	return false
}

func foldMark(r rune) string {
	switch r {
	case '\'', '’', '‘', 'ʼ', '`':
		return "'"
	case '"', '“', '”', '„', '«', '»':
		return `"`
	case '-', '\u2010', '\u2011', '–', '—', '−':
		return "-"
	}
	return string(r)
}

// Hash is the identity of what a text says: equal texts but for white space and
// typography have equal hashes.
func Hash(text string) string { return hashOf(tokens(text)) }

func hashOf(list []string) string {
	if len(list) == 0 {
		return ""
	}
	sum := sha256.Sum256([]byte(strings.Join(list, " ")))
	return hex.EncodeToString(sum[:8])
}

const alphabet = "0123456789abcdefghjkmnpqrstvwxyz"

// newID draws the id of a block from its text; taken ones are passed over.
func newID(text string, taken map[string]bool) string {
	for n := byte(0); ; n++ {
		sum := sha256.Sum256(append([]byte(Hash(text)), n))
		id := make([]byte, 5)
		for i := range id {
			id[i] = alphabet[sum[i]%32]
		}
		// YAML could take an id that begins with a digit for a number.
		id[0] = alphabet[10+sum[0]%22]
		if !taken[string(id)] {
			taken[string(id)] = true
			return string(id)
		}
	}
}
