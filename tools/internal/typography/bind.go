package typography

import (
	"slices"
	"strings"
	"unicode"
)

// binds reports whether the space at i belongs between two parts that no line may
// divide: a day and its month, "M." or "Mr" and a name, "n°" and a number.
func binds(out, in []rune, i int, months, titles, counters []string) bool {
	next := at(in, i+1)
	if isDigit(next) {
		return slices.Contains(counters, wordBefore(out))
	}
	if !unicode.IsLetter(next) {
		return false
	}
	before := wordBefore(out)
	if isDay(before) {
		return slices.Contains(months, strings.ToLower(wordAfter(in, i+1)))
	}
	return unicode.IsUpper(next) && slices.Contains(titles, before)
}

// wordBefore is what was written since the last space or bracket, ten runes at most.
func wordBefore(out []rune) string {
	start := len(out)
	for start > 0 && len(out)-start < 10 && !isSpace(out[start-1]) && out[start-1] != '(' && out[start-1] != '’' && out[start-1] != '–' {
		start--
	}
	return string(out[start:])
}

func wordAfter(in []rune, i int) string {
	end := i
	for end < len(in) && end-i < 12 && unicode.IsLetter(in[end]) {
		end++
	}
	return string(in[i:end])
}

// isDay tells 1 to 31, also as 1er and 1st.
func isDay(w string) bool {
	digits := strings.TrimRightFunc(w, unicode.IsLetter)
	if len(digits) == 0 || len(digits) > 2 || strings.Trim(digits, "0123456789") != "" {
		return false
	}
	switch w[len(digits):] {
	case "", "er", "st", "nd", "rd", "th":
		return digits <= "31" || len(digits) == 1
	}
	return false
}

var (
	frenchMonths   = strings.Fields("janvier février mars avril mai juin juillet août septembre octobre novembre décembre")
	frenchTitles   = []string{"M.", "MM.", "Mme", "Mmes", "Dr"}
	frenchCounters = []string{"n°", "nº", "N°", "nos", "art.", "p.", "pp."}

	englishMonths   = strings.Fields("january february march april may june july august september october november december")
	englishTitles   = []string{"Mr", "Mrs", "Ms", "Dr", "Mr.", "Mrs.", "Ms.", "Dr."}
	englishCounters = []string{"No.", "no.", "art.", "p.", "pp."}
)
