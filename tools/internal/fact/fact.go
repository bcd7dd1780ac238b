// Package fact reads the numbers, dates, durations, percentages and sums of money of
// a text as its language writes them, and compares those of two versions.
//
//	french := fact.Of("Le 4 septembre 2023, 1 250 stagiaires pendant neuf mois.", "fr")
//	english := fact.Of("On 4 September 2023, 1,250 trainees for nine months.", "en")
//	fact.Compare(french, english) // nothing: both say the same
//
// Words count as numbers from two to twenty and for tens. "Un" and "one" are left
// alone, because they are seldom a count, and so are "third" ("tiers", "third parties")
// and vague quantities ("hundreds", "dozens"). A word without a unit is loose: languages
// differ in where they say "deux" and where "both".
package fact

import "strconv"

// Kind of a fact.
type Kind uint8

// Kinds.
const (
	Number Kind = iota
	Date        // with a month; day and year may be missing
	Code        // the number of an act: 2014/219
)

// Fact is one thing that a text states in figures.
type Fact struct {
	Kind  Kind
	Value string // canonical: 1250.5; of a date 2023-09-04 with 0 for what is missing
	Unit  string // year, month, week, day, hour, minute, %, EUR, XOF, USD; often empty
	Loose bool   // said in a word that is no measure
	Text  string // as it stands there
	Start int    // byte of the text
	Place int    // number of the text among the texts of a version; set by the caller
}

// equals compares what is stated, not how or where.
func (f *Fact) equals(o *Fact) bool {
	return f.Kind == o.Kind && f.Value == o.Value && f.Unit == o.Unit
}

// Of finds the facts of a text in a language ("fr" or "en"), in their order.
func Of(text, language string) []Fact {
	if !hasFact(text) {
		return nil
	}
	p := &parser{text: text, words: lexiconOf(language), tokens: tokenize(text, language)}
	for p.at < len(p.tokens) {
		if !p.date() && !p.number() {
			p.at++
		}
	}
	return p.found
}

// hasFact is cheap and says no for texts without a letter or digit to read.
func hasFact(text string) bool { return len(text) > 1 || text != "" && isDigit(text[0]) }

// parser reads facts from tokens.
type parser struct {
	text   string
	words  *lexicon
	tokens []token
	at     int
	found  []Fact
}

func (p *parser) token(i int) token {
	if i < 0 || i >= len(p.tokens) {
		return token{}
	}
	return p.tokens[i]
}

func (p *parser) add(f Fact, from, to int) {
	f.Start = p.tokens[from].start
	f.Text = p.text[f.Start:p.tokens[to-1].end]
	p.found = append(p.found, f)
	p.at = to
}

// date reads 4 septembre 2023, 4 September 2023, September 4, 2023, September 2023,
// 2023-09-04, 04.09.2023 and 4/9/2023.
func (p *parser) date() bool {
	t := p.token(p.at)
	if t.kind == isoDate {
		p.add(Fact{Kind: Date, Value: t.value}, p.at, p.at+1)
		return true
	}
	day, month, year, from, to := 0, 0, 0, p.at, p.at
	switch {
	case t.kind == number && p.month(p.at+1) > 0 && t.whole() >= 1 && t.whole() <= 31:
		day, month, to = t.whole(), p.month(p.at+1), p.at+2
	case p.month(p.at) > 0:
		month, to = p.month(p.at), p.at+1
		if n := p.token(to); p.words.monthFirst && n.kind == number && n.whole() >= 1 && n.whole() <= 31 && !isYear(n) {
			day, to = n.whole(), to+1
		}
	default:
		return false
	}
	next := to
	if p.token(next).text == "," {
		next++
	}
	if n := p.token(next); n.kind == number && isYear(n) {
		year, to = n.whole(), next+1
	}
	if day == 0 && year == 0 && p.words.ambiguousMonth[t.text] {
		return false
	}
	p.add(Fact{Kind: Date, Value: dateValue(year, month, day)}, from, to)
	return true
}

func dateValue(year, month, day int) string {
	pad := func(n int) string {
		if n < 10 {
			return "0" + strconv.Itoa(n)
		}
		return strconv.Itoa(n)
	}
	return strconv.Itoa(year) + "-" + pad(month) + "-" + pad(day)
}

func (p *parser) month(i int) int {
	t := p.token(i)
	if t.kind != word {
		return 0
	}
	return p.words.months[t.text]
}

func isYear(t token) bool { n := t.whole(); return n >= 1900 && n < 2100 && len(t.value) == 4 }

// number reads figures and number words with the unit or multiplier after them, and a
// currency before them.
func (p *parser) number() bool {
	t := p.token(p.at)
	if t.kind == code {
		p.add(Fact{Kind: Code, Value: t.value}, p.at, p.at+1)
		return true
	}
	value, from, to, spelled := 0.0, p.at, p.at+1, false
	currency := ""
	switch {
	case t.kind == number:
		value = t.float()
	case p.words.currencies[t.text] != "" && p.token(p.at+1).kind == number:
		currency = p.words.currencies[t.text]
		value, to = p.token(p.at+1).float(), p.at+2
	case t.kind == word:
		n, end := p.spelled(p.at)
		if end == p.at {
			return false
		}
		value, to, spelled = n, end, true
	default:
		return false
	}
	value, to = p.multiplied(value, to)
	unit, to := p.unit(to)
	if currency != "" {
		unit = currency
	}
	p.add(Fact{Value: canonical(value), Unit: unit, Loose: spelled && unit == ""}, from, to)
	return true
}

func canonical(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

// spelled reads a number word, compounds with tens included; the end is where it
// started when there is none.
func (p *parser) spelled(i int) (float64, int) {
	t := p.token(i)
	n, ok := p.words.numbers[t.text]
	if !ok || p.words.adjective != "" && t.text == p.words.adjective && !p.counts(i) {
		return 0, i
	}
	end := i + 1
	if n >= 20 && n < 100 && p.token(end).text == "-" {
		if u, ok := p.words.numbers[p.token(end+1).text]; ok && u < 20 {
			return n + u, end + 2
		}
	}
	return n, end
}

// counts tells French "neuf mois" (nine months) from "écrit à neuf" (anew).
func (p *parser) counts(i int) bool {
	next := p.token(i + 1)
	return next.kind == word && len(next.text) > 2 && (next.text[len(next.text)-1] == 's' || next.text[len(next.text)-1] == 'x') &&
		p.token(i-1).text != "à"
}

// multiplied takes "million", "thousand" and the like after a number.
func (p *parser) multiplied(value float64, to int) (float64, int) {
	if m, ok := p.words.multipliers[p.token(to).text]; ok {
		return value * m, to + 1
	}
	return value, to
}

// unit reads what is counted after a number, if it is a measure.
func (p *parser) unit(to int) (string, int) {
	i := to
	for p.token(i).text == "-" || p.words.links[p.token(i).text] {
		i++
	}
	t := p.token(i)
	if u := p.words.units[t.text]; u != "" {
		return u, i + 1
	}
	if u := p.words.currencies[t.text]; u != "" {
		return u, i + 1
	}
	if pair := p.words.percent; t.text == pair[0] && p.token(i+1).text == pair[1] {
		return "%", i + 2
	}
	return "", to
}
