package fact

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

type tokenKind uint8

const (
	mark tokenKind = iota
	word
	number
	isoDate
	code
)

// token is a word in lower case, a number in canonical form or a single mark.
type token struct {
	kind       tokenKind
	text       string
	value      string // of a number: 1250.5
	start, end int
}

func (t token) float() float64 {
	f, _ := strconv.ParseFloat(t.value, 64)
	return f
}

func (t token) whole() int {
	n, err := strconv.Atoi(t.value)
	if err != nil {
		return -1
	}
	return n
}

// tokenize cuts a text. Spaces are gone; numbers glued to letters (R2, A4) are words.
func tokenize(text, language string) []token {
	list := make([]token, 0, len(text)/6+1)
	for i := 0; i < len(text); {
		c := text[i]
		switch {
		case isDigit(c):
			t := lexNumber(text, i, language)
			list = append(list, t)
			i = t.end
		case c < utf8.RuneSelf && !isASCIILetter(c):
			if c > ' ' {
				list = append(list, token{kind: mark, text: text[i : i+1], start: i, end: i + 1})
			}
			i++
		default:
			t := lexWord(text, i, language)
			if t.text != "" {
				list = append(list, t)
			}
			i = t.end
		}
	}
	return list
}

// lexWord reads letters and the digits glued to them. A rune that is no letter is a
// mark; spaces of every kind have no text. English tells March from march.
func lexWord(text string, i int, language string) token {
	end := i
	for end < len(text) {
		r, size := utf8.DecodeRuneInString(text[end:])
		if !unicode.IsLetter(r) && !unicode.Is(unicode.M, r) && (end == i || r < '0' || r > '9') {
			break
		}
		end += size
	}
	if end == i {
		r, size := utf8.DecodeRuneInString(text[i:])
		t := token{kind: mark, start: i, end: i + size}
		if !unicode.IsSpace(r) {
			t.text = text[i:t.end]
		}
		return t
	}
	w := text[i:end]
	if language == "en" && (w == "march" || w == "may") {
		w = "" // verbs
		return token{kind: word, text: "-verb-", start: i, end: end}
	}
	return token{kind: word, text: lower(w), start: i, end: end}
}

func lower(w string) string {
	for i := range len(w) {
		if c := w[i]; c >= utf8.RuneSelf || 'A' <= c && c <= 'Z' {
			return strings.ToLower(w)
		}
	}
	return w
}

// lexNumber reads figures with the separators of the language, dates of digits,
// numbers of acts, and ordinals (1er, 3rd).
func lexNumber(text string, i int, language string) token {
	if t, ok := lexDate(text, i); ok {
		return t
	}
	end := digits(text, i)
	if t, ok := lexCode(text, i, end); ok {
		return t
	}
	group, decimal := ",", "."
	if language == "fr" {
		group, decimal = ".", ","
	}
	value := text[i:end]
	for len(value) >= 1 && end < len(text) {
		size := separator(text[end:], group)
		if size == 0 || end-i > 3 && len(value) <= 3 || digits(text, end+size) != end+size+3 || len(text[i:min(end, i+4)]) > 3 && !strings.ContainsAny(text[i:end], " .,\u00a0\u202f") {
			break
		}
		value += text[end+size : end+size+3]
		end += size + 3
	}
	for _, d := range []string{decimal, group} {
		if strings.HasPrefix(text[end:], d) && digits(text, end+1) > end+1 {
			next := digits(text, end+1)
			value = trimZeros(value + "." + text[end+1:next])
			end = next
			break
		}
	}
	t := token{kind: number, text: value, value: strings.TrimLeft(value, "0"), start: i, end: end}
	if t.value == "" || t.value[0] == '.' {
		t.value = "0" + t.value
	}
	return ordinal(text, t)
}

func trimZeros(v string) string { return strings.TrimSuffix(strings.TrimRight(v, "0"), ".") }

func digits(text string, i int) int {
	for i < len(text) && isDigit(text[i]) {
		i++
	}
	return i
}

// separator is the size of a mark between groups of thousands: that of the language or
// a space of any width.
func separator(rest, group string) int {
	for _, s := range []string{group, " ", "\u00a0", "\u202f"} {
		if strings.HasPrefix(rest, s) && len(rest) > len(s) && isDigit(rest[len(s)]) {
			return len(s)
		}
	}
	return 0
}

// lexDate reads 2023-09-04, 04.09.2023 and 4/9/2023, the day first.
func lexDate(text string, i int) (token, bool) {
	var parts [3]int
	var mark byte
	at := i
	for n := range parts {
		end := digits(text, at)
		if end == at || end-at > 4 {
			return token{}, false
		}
		parts[n], _ = strconv.Atoi(text[at:end])
		at = end
		if n == 2 {
			break
		}
		if at >= len(text) || !strings.ContainsRune("-./", rune(text[at])) || mark != 0 && mark != text[at] {
			return token{}, false
		}
		mark = text[at]
		at++
	}
	year, month, day := parts[0], parts[1], parts[2]
	if mark != '-' {
		year, day = day, year
	}
	if year < 1900 || year > 2099 || month < 1 || month > 12 || day < 1 || day > 31 {
		return token{}, false
	}
	return token{kind: isoDate, value: dateValue(year, month, day), text: text[i:at], start: i, end: at}, true
}

// lexCode reads the number of an act: 2014/219, 2019-0041/PM-RM. Letters at its end
// differ between languages (PESC, CFSP) and are left out.
func lexCode(text string, i, end int) (token, bool) {
	at := end
	for at+1 < len(text) && (text[at] == '/' || text[at] == '-' && end-i == 4) && isDigit(text[at+1]) {
		at = digits(text, at+1)
	}
	slash := strings.Contains(text[i:at], "/") || at > end && strings.HasPrefix(text[at:], "/")
	if at == end || !slash {
		return token{}, false
	}
	t := token{kind: code, value: text[i:at], text: text[i:at], start: i, end: at}
	for at < len(text) && (isASCIILetter(text[at]) || text[at] == '/' || text[at] == '-') {
		at++
	}
	t.end = at
	return t, true
}

// ordinal takes the letters after figures: 1er, 2e, 3rd are the number; any other
// letters make a name of it (4G, 3D).
func ordinal(text string, t token) token {
	end := t.end
	for end < len(text) {
		r, size := utf8.DecodeRuneInString(text[end:])
		if !unicode.IsLetter(r) {
			break
		}
		end += size
	}
	if end == t.end {
		return t
	}
	switch strings.ToLower(text[t.end:end]) {
	case "er", "ère", "re", "e", "ème", "eme", "ers", "st", "nd", "rd", "th":
		t.end = end
		return t
	case "h", "km", "m", "kg", "s":
		return t
	}
	return token{kind: word, text: lower(text[t.start:end]), start: t.start, end: end}
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

func isASCIILetter(c byte) bool { return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' }
