package clearance

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"proximite/tools/internal/content"
)

// Levels of attribution, from most to least.
func Levels() []string {
	return []string{"full_name", "first_name", "role_only", "anonymous", "withdrawn"}
}

// level is what the register allows today. Anything that it does not say clearly is
// anonymous.
func (v *View) level(p content.Person) string {
	switch {
	case v.Withdrawn(p.ID):
		return "withdrawn"
	case slices.Contains(Levels(), p.Attribution):
		return p.Attribution
	}
	return "anonymous"
}

// form is a person in words at one level of attribution.
type form struct {
	text   string // with its article, if it has one
	title  string // a rank or title before a name, as stated
	name   bool   // text is a name
	gender string // m, f or ""
	elide  string // what the register says of the first letter: true, false or ""
	owner  string // English: another wording before “’s”; "" for text itself
}

// formOf is the form of a person at a level. A level for which the register lacks the
// words falls to the next lower one.
func formOf(p content.Person, level, language string) form {
	f := form{gender: p.Entry.Get("gender").Text()}
	if n := p.Entry.Get("elide"); n != nil {
		f.elide = "false"
		if n.True() {
			f.elide = "true"
		}
	}
	role := p.Entry.Get("role", language).Text()
	if role == "" {
		role = p.Entry.Get("role", "en").Text() // a further language that the register does not know yet
	}
	switch {
	case level == "full_name" && p.Name != "":
		f.text, f.name, f.title = p.Name, true, p.Entry.Get("rank").Text()
	case (level == "full_name" || level == "first_name") && p.FirstName != "":
		f.text, f.name = p.FirstName, true
	case level != "anonymous" && level != "withdrawn" && role != "":
		f.text = role
	case level == "withdrawn":
		f.text = pick(language, "une personne", "a person")
	default:
		f.text = pick(language, "une personne qui n’est pas nommée", "a person who is not named")
		f.owner = "an unnamed person"
	}
	return f
}

func pick(language, french, other string) string {
	if language == "fr" {
		return french
	}
	return other
}

// alone is the form without a sentence around it: no article before a rank.
func (f form) alone() string { return joinWords(f.title, f.text) }

// in is the form inside a sentence.
func (f form) in(language string, use Use) string {
	text := f.alone()
	switch {
	case language == "fr":
		text = join(use.After, f.french(), f.elides())
	case language == "en" && use.Possessive:
		text = possessive(f)
	}
	if use.Start {
		return capital(text)
	}
	return text
}

func capital(text string) string {
	r, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(r)) + text[size:]
}

// possessive is the English genitive: ’s, and ’ alone after a plural in s.
func possessive(f form) string {
	if f.owner != "" {
		return f.owner + "’s"
	}
	text := f.alone()
	first, _, _ := strings.Cut(text, " ")
	singular := f.name || first == "a" || first == "an"
	if !singular && strings.HasSuffix(text, "s") {
		return text + "’"
	}
	return text + "’s"
}
