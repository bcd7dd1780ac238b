package ingest

import (
	"strings"
	"unicode"
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

var (
	french  = wordSet(frenchWords)
	english = wordSet(englishWords)
	bambara = wordSet(bambaraWords)
)

func wordSet(words string) map[string]bool {
	set := make(map[string]bool)
	for _, w := range strings.Fields(words) {
		set[w] = true
	}
	return set
}

// Bounds of the decision: enough function words, and clearly more of one language
// than of the other.
const (
	minimumHits  = 3
	clearly      = 2    // times as many
	minimumShare = 0.12 // of all words
	sampleWords  = 20_000
)

// languageOf tells French ("fr") from English ("en"). Anything else, mixed texts
// and very short ones are unknown (""): a wrong answer would label Bambara as
// French.
func languageOf(text string) string {
	var fr, en, bm, all int
	for w := range strings.FieldsFuncSeq(strings.ToLower(text), notInWord) {
		w = strings.Trim(strings.ReplaceAll(w, "’", "'"), "'-")
		fr, en, bm = fr+count(french, w), en+count(english, w), bm+count(bambara, w)
		if head, _, cut := strings.Cut(w, "'"); cut && !english[w] {
			fr += elided(head)
		}
		if strings.ContainsAny(w, "ɛɔɲŋ") {
			bm++
		}
		if all++; all == sampleWords {
			break
		}
	}
	switch most := max(fr, en); {
	case most < minimumHits || float64(most) < minimumShare*float64(all) || bm > most:
		return ""
	case fr >= clearly*en:
		return "fr"
	case en >= clearly*fr:
		return "en"
	}
	return ""
}

func count(set map[string]bool, w string) int {
	if set[w] {
		return 1
	}
	return 0
}

// elided counts the short forms before an apostrophe that only French has.
func elided(head string) int {
	switch head {
	case "l", "d", "j", "qu", "n", "s", "c", "m", "t", "jusqu", "lorsqu", "puisqu":
		return 1
	}
	return 0
}

func notInWord(r rune) bool {
	return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.M, r) && r != '\'' && r != '’' && r != '-'
}
