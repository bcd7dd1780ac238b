// Package language tells French from English, and knows the letters of the national
// languages of Mali.
//
// Of answers for a whole text:
//
//	language.Of("La patrouille parle avec les habitants du quartier.") // "fr"
//
// Foreign answers for a short one that claims to be in a language (a heading, a list
// item, a button): is it surely in the other?
//
// Both count function words, which every sentence needs and which hardly occur in the
// other language. A text that is neither, or too short, is unknown: a wrong answer
// would label Bambara as French.
//
// Runs finds words in letters that neither language has.
package language

import (
	"strings"
	"unicode"
)

// The languages that can be told apart.
const (
	French  = "fr"
	English = "en"
)

// Function words that occur all the time in one language and hardly in the other.
const (
	frenchWords = `le la les des du un une et est que qui dans pour sur avec au aux ce cette ces nous
		vous ils elle ont sont pas ne plus par mais je tu il se sa son ses leur leurs été être
		avons avez c'est qu'il ça donc alors très d'une l'on comme même aussi tout`
	englishWords = `the of and to that is was were for with on are be this have has had not they we you he
		she it but from by at which their our your would there been will what when who how so
		do did don't about because as if its can i'm`
	// Words of Bambara, written with Latin letters. Enough of them means: neither.
	bambaraWords = `ka kɛ bɛ ye tɛ ani nin min ko an aw olu kana fɔ mɔgɔ bɛɛ kosɛbɛ ɲɛ ɲɛsin la na tun n'a
		k'a b'a i n'i don ma ni`
)

// lexicon is what is known of each word.
var lexicon = func() map[string]sign {
	m := make(map[string]sign)
	for set, words := range map[sign]string{inFrench: frenchWords, inEnglish: englishWords, inBambara: bambaraWords, rarelyFrench: moreFrench, rarelyEnglish: moreEnglish} {
		for w := range strings.FieldsSeq(words) {
			m[w] |= set
		}
	}
	return m
}()

// sign says in which lists a word stands.
type sign uint8

const (
	inFrench sign = 1 << iota
	inEnglish
	inBambara
	rarelyFrench // used for short texts only
	rarelyEnglish
)

// Bounds of the decision: enough function words, and clearly more of one language
// than of the other.
const (
	minimumHits  = 3
	clearly      = 2    // times as many
	minimumShare = 0.12 // of all words
	sampleWords  = 20_000
)

// Of is "fr", "en" or, for anything else, mixed texts and very short ones, "".
func Of(text string) string {
	var fr, en, bm, all int
	eachWord(text, func(w string) bool {
		s := lexicon[w]
		fr, en, bm = fr+one(s&inFrench), en+one(s&inEnglish), bm+one(s&inBambara)
		if s&inEnglish == 0 {
			fr += elided(w)
		}
		if strings.ContainsAny(w, "ɛɔɲŋ") {
			bm++
		}
		all++
		return all < sampleWords
	})
	switch most := max(fr, en); {
	case most < minimumHits || float64(most) < minimumShare*float64(all) || bm > most:
		return ""
	case fr >= clearly*en:
		return French
	case en >= clearly*fr:
		return English
	}
	return ""
}

// eachWord visits the words of a text in lower case with straight apostrophes.
func eachWord(text string, visit func(string) bool) {
	for w := range strings.FieldsFuncSeq(text, notInWord) {
		w = strings.Trim(fold(w), "'-")
		if w != "" && !visit(w) {
			return
		}
	}
}

// fold is strings.ToLower with straight apostrophes, and without a copy for most words.
func fold(w string) string {
	for i := range len(w) {
		if c := w[i]; c >= 0x80 || 'A' <= c && c <= 'Z' {
			return strings.ReplaceAll(strings.ToLower(w), "’", "'")
		}
	}
	return w
}

func one(s sign) int {
	if s != 0 {
		return 1
	}
	return 0
}

// elided counts the short forms before an apostrophe that only French has.
func elided(w string) int {
	head, _, cut := strings.Cut(w, "'")
	if !cut {
		return 0
	}
	switch head {
	case "l", "d", "j", "qu", "n", "s", "c", "m", "t", "jusqu", "lorsqu", "puisqu":
		return 1
	}
	return 0
}

func notInWord(r rune) bool {
	return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.M, r) && r != '\'' && r != '’' && r != '-'
}
