// Package readability says how hard a text is to read: Flesch's formula for English
// and its adaptation to French by Kandel and Moles.
//
//	English  206.835 − 1.015 × words/sentences − 84.6 × syllables/words
//	French   207     − 1.015 × words/sentences − 73.6 × syllables/words
//
// (R. Flesch, "A new readability yardstick", 1948; L. Kandel and A. Moles,
// "Application de l'indice de Flesch à la langue française", 1958. Copies on the web
// that multiply 1.015 by a share of concrete words confuse it with another formula.)
// A hundred is very easy, 60 plain, below 50 hard, below 30 for specialists.
//
// Syllables are counted by rules, see Syllables; over a paragraph their mistakes
// cancel out.
package readability

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Score is what was counted in a text. Scores add up.
type Score struct{ Sentences, Words, Syllables int }

// Add counts a text in a language ("fr" or "en") into the score.
func (s *Score) Add(text, language string) {
	for _, sentence := range Sentences(text) {
		words := 0
		for w := range strings.FieldsFuncSeq(sentence.Text, notInWord) {
			if n := Syllables(w, language); n > 0 {
				words++
				s.Syllables += n
			}
		}
		if words > 0 {
			s.Sentences++
			s.Words += words
		}
	}
}

// Ease is the result of the formula.
func (s Score) Ease(language string) float64 {
	if s.Words == 0 || s.Sentences == 0 {
		return 100
	}
	length := float64(s.Words) / float64(s.Sentences)
	weight := float64(s.Syllables) / float64(s.Words)
	if language == "fr" {
		return 207 - 1.015*length - 73.6*weight
	}
	return 206.835 - 1.015*length - 84.6*weight
}

// notInWord: an elided article belongs to its word ("l'agent"), the parts of a
// compound are words.
func notInWord(r rune) bool {
	return !unicode.IsLetter(r) && !unicode.Is(unicode.M, r) && r != '\'' && r != '’'
}

// Sentence is a part of a text.
type Sentence struct {
	Text  string
	Start int // byte of the text
}

// Words counts the words of a sentence.
func (s Sentence) Words() int {
	n := 0
	for w := range strings.FieldsFuncSeq(s.Text, notInWord) {
		if strings.Trim(w, "'’") != "" {
			n++
		}
	}
	return n
}

// Sentences cuts a text at . ! ? and … before a space and a beginning. The dots of
// abbreviations and initials do not end a sentence.
func Sentences(text string) []Sentence {
	var list []Sentence
	start := 0
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		i += size
		if r != '.' && r != '!' && r != '?' && r != '…' {
			continue
		}
		if end, next := endsAt(text, i); end > 0 && !(r == '.' && abbreviated(text[start:i-size])) {
			list = append(list, Sentence{text[start:end], start})
			start, i = next, next
		}
	}
	if strings.TrimSpace(text[start:]) != "" {
		list = append(list, Sentence{text[start:], start})
	}
	return list
}

// endsAt takes closing marks after a full stop; it wants a space and then anything but
// a small letter. next is where the sentence after begins; end is 0 when none does.
func endsAt(text string, i int) (end, next int) {
	for i < len(text) {
		r, size := utf8.DecodeRuneInString(text[i:])
		if !strings.ContainsRune(`"”»’')].!?…`, r) && !(unicode.IsSpace(r) && closes(text[i+size:])) {
			break
		}
		i += size
	}
	end = i
	for i < len(text) {
		r, size := utf8.DecodeRuneInString(text[i:])
		if !unicode.IsSpace(r) {
			if end == i || unicode.IsLower(r) {
				return 0, 0
			}
			break
		}
		i += size
	}
	return end, i
}

func closes(rest string) bool { return strings.HasPrefix(rest, "»") }

// abbreviated reports whether the last word is one whose dot does not end a sentence.
func abbreviated(before string) bool {
	w := before
	if i := strings.LastIndexFunc(before, func(r rune) bool { return !unicode.IsLetter(r) && r != '.' }); i >= 0 {
		_, size := utf8.DecodeRuneInString(before[i:])
		w = before[i+size:]
	}
	if utf8.RuneCountInString(w) == 1 && unicode.IsUpper([]rune(w)[0]) {
		return true // an initial, or M. for monsieur
	}
	switch strings.ToLower(w) {
	case "mr", "mrs", "ms", "dr", "st", "no", "art", "p", "pp", "al", "cf", "vol", "ed", "e.g", "i.e", "env", "chap", "fig":
		return true
	}
	return false
}
