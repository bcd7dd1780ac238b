package readability

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// Syllables counts the syllables of a word as they are spoken. A mark alone has none;
// an acronym and anything else with a letter has at least one.
func Syllables(word, language string) int {
	word = strings.Trim(strings.ToLower(word), "'’")
	if word == "" || strings.ContainsRune(word, '\uFFFC') {
		return 0
	}
	if language != "fr" {
		return max(english(word), 1)
	}
	// In "l'agent" and "qu'il" the part before the apostrophe has no sound of its own.
	if i := strings.LastIndexAny(word, "'’"); i >= 0 {
		_, size := utf8.DecodeRuneInString(word[i:])
		if rest := word[i+size:]; rest != "" {
			head := french(strings.TrimSuffix(word[:i], "u"))
			if i <= 2 {
				head = 0
			}
			return head + max(french(rest), 1)
		}
	}
	return max(french(word), 1)
}

const frenchVowels = "aàâeéèêëiîïoôuùûüyœæ"

// french counts groups of vowels. A letter with an accent that keeps it apart begins a
// new group (cré-er, na-ïf), the u of qu and gu is no vowel, and e, es and the ent of
// verbs at the end are silent.
func french(w string) int {
	r := []rune(withoutSilentEnd(w))
	n := 0
	inside := false
	for i, c := range r {
		vowel := strings.ContainsRune(frenchVowels, c) && !mute(r, i)
		switch {
		case !vowel:
			inside = false
		case !inside || hiatus(r[i-1], c):
			n++
			inside = true
		}
	}
	return n
}

func mute(r []rune, i int) bool {
	if r[i] != 'u' || i == 0 || i+1 >= len(r) {
		return false
	}
	return r[i-1] == 'q' || r[i-1] == 'g' && strings.ContainsRune("eéèêiîy", r[i+1])
}

// hiatus reports whether two vowels are spoken apart.
func hiatus(a, b rune) bool {
	switch {
	case strings.ContainsRune("ïëü", b), strings.ContainsRune("éèê", b) && strings.ContainsRune("aoué", a):
		return true
	case a == 'é': // a silent e at the end is gone by now
		return true
	case a == 'o' && b == 'o', a == 'a' && b == 'o', a == 'o' && b == 'a':
		return true
	}
	return false
}

func withoutSilentEnd(w string) string {
	if utf8.RuneCountInString(w) <= 2 {
		return w
	}
	if strings.HasSuffix(w, "ent") && len(w) > 4 && !spokenEnt(w) {
		return strings.TrimSuffix(w, "ent")
	}
	for _, end := range []string{"es", "e"} {
		if s, ok := strings.CutSuffix(w, end); ok {
			if utf8.RuneCountInString(s) <= 1 || !strings.ContainsAny(s, frenchVowels) {
				return w
			}
			return s
		}
	}
	return w
}

// spokenEnt tells nouns and adverbs in -ent from verbs. Nearly all words in -ment are
// nouns or adverbs; the verbs among them are listed.
func spokenEnt(w string) bool {
	if strings.HasSuffix(w, "ment") {
		return !slices.Contains(silentMent, w)
	}
	if hasSuffix(w, "cent", "dent") {
		return !strings.HasSuffix(w, "rcent") && !slices.Contains(silentDent, w)
	}
	return slices.Contains(spoken, w)
}

var silentMent = []string{"forment", "aiment", "estiment", "expriment", "informent", "confirment", "nomment", "animent", "consomment", "dorment", "ferment", "affirment", "transforment", "permettent"}

var silentDent = []string{
	"demandent", "entendent", "répondent", "attendent", "rendent", "perdent", "aident", "regardent", "décident", "gardent",
	"avancent", "annoncent", "commencent", "placent",
}

var spoken = []string{
	"agent", "souvent", "urgent", "client", "parent", "talent", "patient", "différent", "argent", "orient", "occident", "pertinent",
	"présent", "absent", "content", "continent", "intelligent", "exigent", "permanent", "transparent", "cohérent", "équivalent", "excellent",
	"fréquent", "conséquent", "éloquent", "violent", "négligent", "contingent", "régent", "serpent", "torrent", "apparent", "référent", "adhérent", "évent", "couvent", "quotient", "expédient", "inconvénient", "ingrédient", "récipient", "conscient", "efficient",
}

const englishVowels = "aeiouy"

// english counts groups of vowels with what is known of silent and of separate ones.
func english(w string) int {
	if n, ok := oddEnglish[w]; ok {
		return n
	}
	w = strings.TrimSuffix(strings.TrimSuffix(w, "'s"), "’s")
	n := 0
	inside := false
	for i := range len(w) {
		vowel := strings.IndexByte(englishVowels, w[i]) >= 0 && !(i == 0 && w[i] == 'y') || w[i] >= utf8.RuneSelf
		switch {
		case !vowel:
			inside = false
		case !inside || apart(w, i):
			n++
			inside = true
		}
	}
	if strings.HasPrefix(w, "coop") || strings.HasPrefix(w, "coord") {
		n++
	}
	return n - silentEnglish(w)
}

// apart reports whether the vowel at i is spoken apart from the one before.
func apart(w string, i int) bool {
	pair := w[i-1 : i+1]
	switch pair {
	case "ia":
		return !strings.HasPrefix(w[i-1:], "ial") || i > 1 && w[i-2] == 'r' || i > 1 && w[i-2] == 'd'
	case "io":
		return i > 1 && w[i-2] != 't' && w[i-2] != 's' && w[i-2] != 'c' && w[i-2] != 'g' && w[i-2] != 'x'
	case "eo":
		return !strings.HasPrefix(w[i-1:], "eop") && !strings.HasPrefix(w[i-1:], "eon")
	case "ua", "uo":
		return i > 1 && w[i-2] != 'q' && w[i-2] != 'g'
	case "iu", "ii", "uu":
		return true
	case "yi":
		return true
	}
	return false
}

// silentEnglish counts vowels at the end that are written and not spoken.
func silentEnglish(w string) int {
	if len(w) < 3 || len(w) == 3 && strings.IndexByte(englishVowels, w[0]) < 0 {
		return 0
	}
	consonant := func(i int) bool { return i >= 0 && strings.IndexByte(englishVowels, w[i]) < 0 }
	last := len(w)
	switch {
	case strings.HasSuffix(w, "ed"):
		if consonant(last-3) && w[last-3] != 't' && w[last-3] != 'd' {
			return 1
		}
	case strings.HasSuffix(w, "es"):
		if consonant(last-3) && !strings.ContainsRune("szxcg", rune(w[last-3])) && !hasSuffix(w, "shes", "ches", "les") {
			return 1
		}
		if hasSuffix(w, "les") && !consonant(last-4) {
			return 1
		}
	case strings.HasSuffix(w, "e"):
		if consonant(last-2) && !(w[last-2] == 'l' && consonant(last-3)) {
			return 1
		}
	case hasSuffix(w, "ely", "eful", "eless", "ement", "ements") && !hasSuffix(w, "iely"):
		return 1
	}
	return 0
}

func hasSuffix(w string, ends ...string) bool {
	return slices.ContainsFunc(ends, func(e string) bool { return strings.HasSuffix(w, e) })
}

var oddEnglish = map[string]int{
	"every": 2, "people": 2, "being": 2, "area": 3, "areas": 3, "idea": 3, "ideas": 3, "something": 2, "someone": 2, "sometimes": 2,
	"create": 2, "creates": 2, "created": 3, "does": 1, "business": 2, "evening": 2, "different": 3, "element": 3, "elements": 3, "complement": 3, "implement": 3,
	"doing": 2, "going": 2, "seeing": 2, "science": 2, "society": 4, "quiet": 2, "trial": 2, "real": 1, "really": 2, "theme": 1,
}
