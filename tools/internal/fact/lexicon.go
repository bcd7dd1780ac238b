package fact

import "strings"

// lexicon is what a language writes around figures.
type lexicon struct {
	months         map[string]int
	ambiguousMonth map[string]bool // words that are something else too, without day and year
	monthFirst     bool            // September 4
	numbers        map[string]float64
	adjective      string // a number word that is an adjective too
	multipliers    map[string]float64
	units          map[string]string
	currencies     map[string]string
	percent        [2]string // two words that mean %
	links          map[string]bool
}

func lexiconOf(language string) *lexicon {
	if language == "fr" {
		return french
	}
	return english
}

var french = &lexicon{
	months:         numbered("janvier février mars avril mai juin juillet août septembre octobre novembre décembre"),
	ambiguousMonth: map[string]bool{},
	adjective:      "neuf",
	numbers: values(map[float64]string{
		2: "deux deuxième", 3: "trois", 4: "quatre quatrième", 5: "cinq cinquième", 6: "six sixième", 7: "sept septième", 8: "huit huitième",
		9: "neuf neuvième", 10: "dix dixième dizaine", 11: "onze", 12: "douze", 13: "treize", 14: "quatorze", 15: "quinze", 16: "seize",
		20: "vingt vingtaine", 30: "trente trentaine", 40: "quarante quarantaine", 50: "cinquante cinquantaine", 60: "soixante", 100: "cent cents", 1000: "mille",
	}),
	multipliers: map[string]float64{"million": 1e6, "millions": 1e6, "milliard": 1e9, "milliards": 1e9, "mille": 1e3},
	units: units(map[string]string{
		"year": "an ans année années", "month": "mois", "week": "semaine semaines", "day": "jour jours journée journées",
		"hour": "heure heures", "minute": "minute minutes", "%": "%",
	}),
	currencies: units(map[string]string{"EUR": "€ eur euro euros", "XOF": "fcfa xof", "USD": "$ usd dollar dollars"}),
	percent:    [2]string{"pour", "cent"},
	links:      map[string]bool{"d": true, "'": true, "’": true, "de": true},
}

var english = &lexicon{
	months:         numbered("january february march april may june july august september october november december"),
	ambiguousMonth: map[string]bool{"may": true, "march": true, "august": true},
	monthFirst:     true,
	numbers: values(map[float64]string{
		2: "two both twice second", 3: "three", 4: "four fourth", 5: "five fifth", 6: "six sixth", 7: "seven seventh", 8: "eight eighth",
		9: "nine ninth", 10: "ten tenth", 11: "eleven", 12: "twelve", 13: "thirteen", 14: "fourteen", 15: "fifteen", 16: "sixteen",
		17: "seventeen", 18: "eighteen", 19: "nineteen", 20: "twenty", 30: "thirty", 40: "forty", 50: "fifty", 60: "sixty",
		70: "seventy", 80: "eighty", 90: "ninety", 100: "hundred", 1000: "thousand",
	}),
	multipliers: map[string]float64{"million": 1e6, "billion": 1e9, "thousand": 1e3, "hundred": 100},
	units: units(map[string]string{
		"year": "year years", "month": "month months", "week": "week weeks", "day": "day days",
		"hour": "hour hours h", "minute": "minute minutes", "%": "% percent",
	}),
	currencies: units(map[string]string{"EUR": "€ eur euro euros", "XOF": "fcfa xof", "USD": "$ usd dollar dollars"}),
	percent:    [2]string{"per", "cent"},
	links:      map[string]bool{},
}

func numbered(words string) map[string]int {
	m := make(map[string]int)
	for i, w := range strings.Fields(words) {
		m[w] = i + 1
	}
	return m
}

func values(lists map[float64]string) map[string]float64 {
	m := make(map[string]float64)
	for v, words := range lists {
		for w := range strings.FieldsSeq(words) {
			m[w] = v
		}
	}
	return m
}

func units(lists map[string]string) map[string]string {
	m := make(map[string]string)
	for u, words := range lists {
		for w := range strings.FieldsSeq(words) {
			m[w] = u
		}
	}
	return m
}
