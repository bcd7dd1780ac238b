package clearance

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Joints are the French words that may be given as what stands before a person. Those
// that end with de, à or a mute e change with what follows (du, aux, d’, qu’); the
// others do not, and are there so that a writer need not remember which is which.
func Joints() []string {
	return []string{
		"de", "à", "que", "par", "selon", "avec", "pour", "chez", "sans", "comme", "et",
		"lorsque", "puisque", "parce que", "jusqu’à", "grâce à", "face à", "quant à", "auprès de", "à côté de", "près de", "au nom de", "de la part de",
	}
}

// french is the form as French needs it in a sentence: a rank takes the article.
func (f form) french() string {
	if f.title == "" || hasNoArticle(f.title) {
		return f.alone()
	}
	switch {
	case vowelSound(f.title, false):
		return "l’" + f.alone()
	case f.gender == "f":
		return "la " + f.alone()
	case f.gender == "m":
		return "le " + f.alone()
	}
	return f.alone() // package rule asks for the gender
}

// hasNoArticle reports whether a title stands alone: Mme Keita, not la Mme Keita.
func hasNoArticle(title string) bool {
	first, _, _ := strings.Cut(strings.ToLower(title), " ")
	return slices.Contains([]string{"m.", "mm.", "mme", "mmes", "mlle", "mr", "monsieur", "madame", "mademoiselle", "maître", "me"}, first)
}

// elides reports whether de and que lose their e before the form.
func (f form) elides() bool {
	if f.name && f.title == "" {
		if f.elide != "" {
			return f.elide == "true"
		}
		return vowelSound(f.text, true)
	}
	return vowelSound(f.french(), false)
}

// join puts a word before a form: de + le → du, à + les → aux, que + un → qu’un.
func join(before, text string, elides bool) string {
	if before == "" {
		return text
	}
	head, last := "", before
	if i := strings.LastIndexAny(before, " ’"); i >= 0 {
		_, size := utf8.DecodeRuneInString(before[i:])
		head, last = before[:i+size], before[i+size:]
	}
	article, rest, _ := strings.Cut(text, " ")
	if melted := contraction(last, article); melted != "" {
		return head + melted + " " + rest
	}
	if last == "de" && article == "des" { // « de des habitants » is « d’habitants »
		text, elides = rest, vowelSound(rest, false)
	}
	if elides && strings.HasSuffix(last, "e") && last != "comme" && last != "contre" {
		return head + strings.TrimSuffix(last, "e") + "’" + text
	}
	return head + last + " " + text
}

func contraction(word, article string) string {
	switch word + " " + article {
	case "de le":
		return "du"
	case "de les":
		return "des"
	case "à le":
		return "au"
	case "à les":
		return "aux"
	}
	return ""
}

// vowelSound reports whether a French ear hears a vowel first, so that de becomes d’.
func vowelSound(text string, name bool) bool {
	word := firstWord(text)
	if word == "" {
		return false
	}
	next, _ := utf8.DecodeRuneInString(word[1:])
	switch word[0] {
	case 'a', 'e', 'i', 'u':
		return !slices.Contains(noElision, word)
	case 'o': // de Ouattara, d’Oumar
		glide := strings.HasPrefix(word, "ou") && len(word) > 2 && isVowel(rune(word[2]))
		return !glide && !slices.Contains(noElision, word)
	case 'y': // d’Yves, de Yacouba
		return next != utf8.RuneError && !isVowel(next)
	case 'h':
		if name {
			return slices.Contains(muteNames, word)
		}
		return !slices.ContainsFunc(aspirated, func(stem string) bool { return strings.HasPrefix(word, stem) })
	}
	return false
}

func isVowel(r rune) bool { return strings.ContainsRune("aeiouy", r) }

// firstWord is the first word without accents and in small letters.
func firstWord(text string) string {
	var b strings.Builder
	for _, r := range norm.NFD.String(strings.ToLower(text)) {
		switch {
		case unicode.Is(unicode.Mn, r):
		case r == 'œ':
			b.WriteString("oe")
		case r == 'æ':
			b.WriteString("ae")
		case r == 'ɛ': // letters of Bambara that sound as vowels
			b.WriteByte('e')
		case r == 'ɔ':
			b.WriteByte('o')
		case r >= 'a' && r <= 'z':
			b.WriteRune(r)
		default:
			return b.String()
		}
	}
	return b.String()
}

// noElision are words that begin with a vowel and keep de before them.
var noElision = []string{"onze", "onzieme", "oui", "uhlan", "ululement"}

// muteNames are first names whose h is mute: d’Henri. Before every other name in h,
// as those from Arabic and from the languages of the north, de stays: de Hawa, de Henk.
var muteNames = []string{
	"hadrien", "hector", "helena", "helene", "heloise", "henri", "henriette", "hercule", "hermine", "hermione", "herve",
	"hilaire", "hippolyte", "homere", "honore", "honorine", "horace", "hortense", "hubert", "hugues", "huguette", "hyacinthe",
}

// aspirated are the beginnings of common words whose h keeps de before it: de hauts
// responsables. Before every other common word in h, de loses its e: d’habitants.
var aspirated = []string{
	"hach", "haie", "hain", "hair", "hall", "halt", "hameau", "hamp", "hanch", "hand", "hangar", "haoussa", "harass", "harcel", "hard",
	"harem", "harnais", "harp", "hasard", "hat", "hauss", "haut", "hav", "henn", "heraut", "heriss", "hernie", "heron", "heros", "hetre",
	"heurt", "hibou", "hierarch", "hiss", "hobb", "hoch", "holl", "homard", "hongr", "hont", "hors", "hotte", "houl", "houss",
	"huch", "huee", "huit", "hurl", "hutt",
}
