package language

import (
	"unicode"
	"unicode/utf8"
)

// Run is a word or several in letters that French and English do not have.
type Run struct {
	Start, End int    // bytes of the text
	Script     string // Latin, N’Ko, Adlam, Arabic, Tifinagh or Other
	Code       string // a language that is written so: bm, nqo, ff-Adlm, ar, tmh
}

// Mixed reports whether the letters of one word come from several alphabets, as when
// a Cyrillic "а" stands in a French word.
func (r Run) Mixed() bool { return r.Script == "Mixed" }

// script of a letter; "" for ordinary Latin letters and everything that is no letter.
func script(r rune) string {
	switch {
	case r < 0x180:
		if r == 'ŋ' || r == 'Ŋ' {
			return "Latin"
		}
		return ""
	case !unicode.IsLetter(r):
		return ""
	case r == 'ɛ' || r == 'ɔ' || r == 'ɲ' || r == 'Ɛ' || r == 'Ɔ' || r == 'Ɲ' || r == 'ɓ' || r == 'ɗ' || r == 'ƴ' || r == 'Ɓ' || r == 'Ɗ' || r == 'Ƴ':
		return "Latin"
	case unicode.Is(unicode.Latin, r):
		return ""
	case unicode.Is(unicode.Nko, r):
		return "N’Ko"
	case unicode.Is(unicode.Adlam, r):
		return "Adlam"
	case unicode.Is(unicode.Arabic, r):
		return "Arabic"
	case unicode.Is(unicode.Tifinagh, r):
		return "Tifinagh"
	}
	return "Other"
}

// codes are proposals for the author, who knows better.
var codes = map[string]string{"Latin": "bm", "N’Ko": "nqo", "Adlam": "ff-Adlm", "Arabic": "ar", "Tifinagh": "tmh", "Other": "…"}

// Runs finds the words of a text that no French or English word can be. A word that
// mixes an ordinary Latin letter with one of another alphabet has the script Mixed.
func Runs(text string) []Run {
	if isPlain(text) {
		return nil
	}
	var list []Run
	start, latin, other := -1, false, ""
	end := func(i int) {
		if start >= 0 && other != "" {
			list = append(list, makeRun(start, i, latin, other))
		}
		start, latin, other = -1, false, ""
	}
	for i, r := range text {
		if !unicode.IsLetter(r) && !unicode.Is(unicode.M, r) {
			end(i)
			continue
		}
		if start < 0 {
			start = i
		}
		if s := script(r); s != "" {
			other = s
		} else if unicode.IsLetter(r) {
			latin = true
		}
	}
	end(len(text))
	return list
}

func makeRun(start, end int, latin bool, other string) Run {
	if latin && other != "Latin" {
		other = "Mixed"
	}
	return Run{Start: start, End: end, Script: other, Code: codes[other]}
}

// isPlain is the quick answer for nearly every text: no letter beyond ſ, but for ŋ.
func isPlain(text string) bool {
	for i := 0; i < len(text); {
		if text[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		if script(r) != "" {
			return false
		}
		i += size
	}
	return true
}
