package rule

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/runes"
	"golang.org/x/text/transform"
	"golang.org/x/text/unicode/norm"

	"proximite/tools/internal/content"
	"proximite/tools/internal/diagnostic"
)

// name is a sequence of words that gives a registered person away.
type name struct {
	person string
	words  []string // folded
}

// names are found by their first word.
type names map[string][]name

// namesOf takes the full and the family name of each registered person. First
// names alone are left out: they are ordinary words too often.
func namesOf(c *content.Corpus) names {
	all := make(names)
	for _, p := range c.People() {
		full := strings.Fields(foldName(p.Name))
		add(all, p.ID, full)
		add(all, p.ID, familyName(full, strings.Fields(foldName(p.FirstName))))
	}
	return all
}

func add(all names, person string, words []string) {
	if len(words) == 0 || len(words) == 1 && utf8.RuneCountInString(words[0]) < 3 {
		return
	}
	all[words[0]] = append(all[words[0]], name{person, words})
}

// familyName is what remains of the full name without the first name, else its
// last word.
func familyName(full, first []string) []string {
	if len(first) > 0 && len(first) < len(full) && hasWords(full, first) {
		return full[len(first):]
	}
	if len(full) > 1 {
		return full[len(full)-1:]
	}
	return nil
}

// foldName makes names comparable: lower case, without accents, words apart.
func foldName(s string) string {
	if !isASCII(s) {
		fold := transform.Chain(norm.NFD, runes.Remove(runes.In(unicode.Mn)), norm.NFC)
		if flat, _, err := transform.String(fold, s); err == nil {
			s = flat
		}
	}
	return strings.Map(func(r rune) rune {
		if r == '-' || r == '\'' || r == '’' {
			return ' '
		}
		return unicode.ToLower(r)
	}, s)
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// checkPeople finds names typed as text.
func checkPeople(c *content.Corpus) []diagnostic.Diagnostic {
	known := namesOf(c)
	var found []diagnostic.Diagnostic
	versions(c, func(v *content.Version) {
		if utf8.Valid(v.Source) {
			found = append(found, typedNames(v, known)...)
		}
	})
	return found
}

// typedNames looks through the whole file: front matter, prose, alternative texts
// and comments are all public or end in the history of the repository.
func typedNames(v *content.Version, known names) []diagnostic.Diagnostic {
	if len(known) == 0 {
		return nil
	}
	var found []diagnostic.Diagnostic
	text := string(v.Source)
	words := wordsOf(text)
	for i := 0; i < len(words); i++ {
		n, ok := known.match(words[i:])
		if !ok || inURL(text, words[i].start) {
			continue
		}
		found = append(found, gate(v, v.At(typedName, words[i].start, n.person)))
		i += len(n.words) - 1
	}
	return found
}

// word of a text with its place.
type word struct {
	text  string // as typed
	start int
}

func wordsOf(text string) []word {
	var list []word
	start := -1
	for i, r := range text {
		letter := unicode.IsLetter(r) || unicode.Is(unicode.Mn, r)
		if letter && start < 0 {
			start = i
		}
		if !letter && start >= 0 {
			list = append(list, word{text[start:i], start})
			start = -1
		}
	}
	if start >= 0 {
		list = append(list, word{text[start:], start})
	}
	return list
}

// match returns the longest name that the words begin with. A name has a capital.
func (n names) match(words []word) (name, bool) {
	var best name
	capital := false
	for _, candidate := range n[foldName(words[0].text)] {
		if len(candidate.words) <= len(best.words) || len(candidate.words) > len(words) {
			continue
		}
		same := true
		for i, w := range candidate.words {
			same = same && foldName(words[i].text) == w
			first, _ := utf8.DecodeRuneInString(words[i].text)
			capital = capital || unicode.IsUpper(first)
		}
		if same {
			best = candidate
		}
	}
	return best, len(best.words) > 0 && capital
}

// inURL reports whether a word is part of an address.
func inURL(text string, at int) bool {
	begin := strings.LastIndexFunc(text[:at], func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(`("'<`, r) })
	return strings.Contains(text[begin+1:at], "://")
}

func personRules() []diagnostic.Rule { return []diagnostic.Rule{typedName} }

var (
	typedName = diagnostic.Rule{
		ID: "person/typed-name", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "Le nom d’une personne du registre est écrit en toutes lettres.", EN: "The name of a person of the register is typed as text."},
		Hint:    diagnostic.Text{FR: "Dans le texte, écrivez {{< person \"%[1]s\" >}} à la place ; dans l’en-tête, dites la fonction. Ainsi, le nom se retire en un seul endroit.", EN: "In the text write {{< person \"%[1]s\" >}} instead; in the front matter say the role. So the name can be taken back in one place."},
	}
)
