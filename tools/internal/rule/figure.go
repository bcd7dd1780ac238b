package rule

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"proximite/tools/internal/content"
	"proximite/tools/internal/diagnostic"
)

// checkFigures asks that every figure has its source, scope and date, and that
// numbers which are facts come from the register.
func checkFigures(c *content.Corpus) []diagnostic.Diagnostic {
	var found []diagnostic.Diagnostic
	for _, f := range c.Register("figures").Entries() {
		for _, key := range []string{"sources", "scope", "as_of"} {
			if n := f.Value.Get(key); n.Empty() {
				found = append(found, figureNeeds[key].At("data/figures.yaml", f.Line, f.Column, f.Key))
			}
		}
	}
	for _, i := range c.Items {
		for _, v := range i.Versions {
			found = append(found, typedNumbers(v)...)
		}
	}
	return found
}

// typedNumbers looks at the prose of an item. The handbook speaks to staff about
// characters and pixels, so it is left alone.
func typedNumbers(v *content.Version) []diagnostic.Diagnostic {
	if v.Item.Section == "handbook" {
		return nil
	}
	var found []diagnostic.Diagnostic
	for _, b := range v.Blocks {
		if b.Kind == "code" {
			continue
		}
		for _, n := range factNumbers(b.Text, v.Item.Type == "page") {
			found = append(found, gate(v, v.At(typedNumber, b.Offset(n[0]), b.Text[n[0]:n[1]])))
		}
	}
	return found
}

// number is digits with the separators of either language between them.
var number = regexp.MustCompile(`[0-9]+(?:[ \x{a0}\x{202f},.][0-9]{3}\b)*(?:[.,][0-9]+)?`)

// factNumbers finds the numbers of a text that state a fact about people, money
// or trainings. It leaves out dates, years, ordinals, numbers of acts, sections
// and lists, and codes. On an ordinary page only numbers that count such things
// are taken, elsewhere also any number from ten on.
func factNumbers(text string, onlyCounted bool) [][]int {
	var list [][]int
	for _, m := range number.FindAllStringIndex(text, -1) {
		before, digits, after := text[:m[0]], text[m[0]:m[1]], text[m[1]:]
		switch {
		case partOfCode(before, after), isDate(before, digits, after), isTime(before, after), isNumbered(before, after):
		case counts(before, after), !onlyCounted && atLeastTen(digits) && !isYear(digits):
			list = append(list, m)
		}
	}
	return list
}

// partOfCode sees 2014/219, R2, 1er, A-4: anything glued to the digits but an
// ordinary mark.
func partOfCode(before, after string) bool {
	last, _ := utf8.DecodeLastRuneInString(before)
	next, size := utf8.DecodeRuneInString(after)
	if unicode.IsLetter(next) || strings.ContainsRune("/_°º@#", next) && next != utf8.RuneError {
		return true
	}
	if (next == '-' || next == ':' || next == '.') && len(after) > size && after[size] >= '0' && after[size] <= '9' {
		return true
	}
	return before != "" && (unicode.IsLetter(last) || unicode.IsDigit(last) || strings.ContainsRune("/_-#§.,:@+", last))
}

const months = `janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre|` +
	`january|february|march|april|may|june|july|august|september|october|november|december`

var (
	monthAfter  = regexp.MustCompile(`(?i)^(?:er|st|nd|rd|th)?(?:[\s\x{a0}]+(?:et|au|à|and|to|ou|or|of|[0-9]{1,2}(?:er)?)|[\s\x{a0}]*[-–,])*[\s\x{a0}]*[0-9]{0,2}[\s\x{a0}]*(?:` + months + `)\b`)
	monthBefore = regexp.MustCompile(`(?i)\b(?:` + months + `)(?:[\s\x{a0}]+[0-9]{1,2}(?:st|nd|rd|th)?(?:[\s\x{a0}]*[-–,]|[\s\x{a0}]+(?:to|and|au|et))?)?[\s\x{a0}]*,?[\s\x{a0}]*$`)
	timeAfter   = regexp.MustCompile(`(?i)^[\s\x{a0}\x{202f}]*(?:h[\s\x{a0}\x{202f}]*[0-9]{2}\b|h\b(?:[\s\x{a0}]*[-–à])?|a\.m\.|p\.m\.|am\b|pm\b)`)
	numbered    = regexp.MustCompile(`(?i)(?:\bn[°ºo]\.?|№|\barticles?|\bart\.|\bdecisions?|\bdécisions?|\bdecrees?|\bdécrets?|\blaw|\bloi|\brégulations?|\brèglements?|\bregulations?|\brésolutions?|\bresolutions?|\bpages?|\bp\.|\bchapters?|\bchapitres?|\bsections?|\bsteps?|étapes?|\bmodules?|\bfigures?|\btableaux?|\btables?|\bannexe?s?|\bphases?|\bversions?|\bniveaux?|\blevels?|\bparts?|\bparties?|\bpoints?|\bwcag|\brgaa|\biso|\bgroupes?|\bgroups?|\bcc by|\bclasse?|\bline|\bligne|\bstage|\bpeac[eé])[\s\x{a0}]*$`)
	listNumber  = regexp.MustCompile(`^\s*\(?$`)
)

func isDate(before, digits, after string) bool {
	if len(digits) <= 2 {
		return monthAfter.MatchString(after) || monthBefore.MatchString(before)
	}
	return isYear(digits) && !counts(before, after)
}

func isYear(digits string) bool {
	return len(digits) == 4 && (digits[:2] == "19" || digits[:2] == "20")
}

func isTime(before, after string) bool {
	return timeAfter.MatchString(after) && !hoursEach.MatchString(after) || minutes.MatchString(before)
}

// minutes follow an hour: "14 h 30".
var minutes = regexp.MustCompile(`[0-9][\s\x{a0}\x{202f}]*h[\s\x{a0}\x{202f}]*$`)

// hoursEach is a duration: "100 h par stagiaire", "100 h per trainee".
var hoursEach = regexp.MustCompile(`(?i)^[\s\x{a0}\x{202f}]*h[\s\x{a0}]+(?:par|per|de|of)\b`)

// isNumbered sees a number that names a thing: article 2, (3), "1." at the start.
func isNumbered(before, after string) bool {
	if listNumber.MatchString(before) && (strings.HasPrefix(after, ")") || strings.HasPrefix(after, ". ") || after == ".") {
		return true
	}
	return numbered.MatchString(before)
}

// atLeastTen compares the whole part: "1.26" is a version more often than a fact,
// and a "." before three digits separates thousands.
func atLeastTen(digits string) bool {
	whole := digits
	if i := strings.LastIndexAny(digits, ".,"); i >= 0 && len(digits)-i-1 != 3 {
		whole = digits[:i]
	}
	return len(strings.TrimLeft(whole, "0")) >= 2
}

const counted = `personnes?|people|persons?|stagiaires?|trainees?|participants?|participantes?|policiers?|policières?|gendarmes?|gardes|guards?|agents?|officiers?|officers?|` +
	`sous-officiers?|cadres|soldats?|femmes?|women|woman|hommes?|men\b|jeunes|youths?|élèves?|students?|formateurs?|formatrices?|trainers?|enseignants?|` +
	`formations?|trainings?|cours|courses?|ateliers?|workshops?|comités?|committees?|` +
	`millions?|milliards?|billions?|euros?|eur|dollars?|francs?|f[\s\x{a0}]?cfa|fcfa|%|pour[\s\x{a0}]cent|per[\s\x{a0}]?cent|percent`

var (
	countedAfter  = regexp.MustCompile(`(?i)^[\s\x{a0}\x{202f}]*(?:m€|[€$%]|(?:[\p{L}’'-]+[\s\x{a0}]+){0,2}(?:` + counted + `)(?:[^\p{L}]|$))`)
	countedBefore = regexp.MustCompile(`(?i)(?:[€$]|\b(?:eur|usd|fcfa|xof))[\s\x{a0}]*$`)
)

// counts reports whether the words around a number say that it counts people,
// money or trainings.
func counts(before, after string) bool {
	return countedAfter.MatchString(firstSentence(after)) || countedBefore.MatchString(before)
}

// firstSentence keeps a count from reaching into the next sentence.
func firstSentence(text string) string {
	if i := strings.IndexAny(text, ".;:!?()\n\uFFFC"); i > 0 {
		return text[:i]
	}
	return text
}

func figureRules() []diagnostic.Rule {
	return []diagnostic.Rule{figureNeeds["sources"], figureNeeds["scope"], figureNeeds["as_of"], typedNumber}
}

var figureNeeds = map[string]diagnostic.Rule{
	"sources": {
		ID: "figure/no-source", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "Le chiffre « %[1]s » n’a pas de source.", EN: "The figure “%[1]s” has no source."},
		Hint:    diagnostic.Text{FR: "Ajoutez « sources: » avec une clé de data/sources.yaml ; un chiffre sans source ne se publie pas.", EN: "Add “sources:” with a key of data/sources.yaml; a figure without a source is not published."},
	},
	"scope": {
		ID: "figure/no-scope", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "Le chiffre « %[1]s » ne dit pas ce qu’il couvre.", EN: "The figure “%[1]s” does not say what it covers."},
		Hint:    diagnostic.Text{FR: "Ajoutez « scope: » en français (fr) et en anglais (en).", EN: "Add “scope:” in French (fr) and in English (en)."},
	},
	"as_of": {
		ID: "figure/no-date", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "Le chiffre « %[1]s » n’a pas de date.", EN: "The figure “%[1]s” has no date."},
		Hint:    diagnostic.Text{FR: "Ajoutez « as_of: » avec l’année, le mois ou le jour auquel il vaut.", EN: "Add “as_of:” with the year, month or day for which it holds."},
	},
}

var typedNumber = diagnostic.Rule{
	ID: "figure/typed-number", Severity: diagnostic.Warning,
	Message: diagnostic.Text{FR: "Le nombre « %[1]s » est tapé dans le texte : sans source, sans date, et il faudrait le corriger partout.", EN: "The number “%[1]s” is typed in the text: without source or date, and it would have to be corrected everywhere."},
	Hint:    diagnostic.Text{FR: "Mettez-le dans data/figures.yaml avec sa source et écrivez {{< value \"clé\" >}} ici. Les dates et les numéros d’actes peuvent rester.", EN: "Put it in data/figures.yaml with its source and write {{< value \"key\" >}} here. Dates and numbers of acts may stay."},
}
