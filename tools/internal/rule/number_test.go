package rule

import (
	"slices"
	"strings"
	"testing"
)

// TestFactNumbers marks with [brackets] the numbers that have to come from the
// register; every other number may be typed.
func TestFactNumbers(t *testing.T) {
	tests := []string{
		"Près de [700] stagiaires ont terminé.",
		"Nearly [700] trainees, of whom [1,221] in 2016, completed it.",
		"Le cours a réuni [6] policiers et [15] gendarmes.",
		"Some [2,000] people; [12] courses.",
		"Un budget de [29,7] millions d’euros, soit € [67] m.",
		"EUR [4] million of equipment, [12] % more.",
		"Il a [40] ans de service.",
		"Un cours de 4 semaines, [100] h par stagiaire.",
		"Les [1\u202f896] personnes formées depuis 2015.",
		"La moitié des [600] officiers et sous-officiers.",

		"Le 4 septembre 2023, du 23 janvier au 17 février 2017, le 1er mars.",
		"Les 24 et 25 juillet 2019 ; du 28 mai au 1er juin ; 25-26 février 2016.",
		"On 4 September 2023, from 23 January to 17 February 2017, 28 May–1 June.",
		"September 4, 2023; on the 24th and 25th of July; January 23 to 26.",
		"La décision 2014/219/PESC du Conseil, article 2, et la décision (PESC) 2025/166.",
		"Decree 2019-0041/PM-RM, article 12 and page 24.",
		"De 2014 à 2019, dès 2015, en 2018.",
		"Le 3e et le 10e arrondissement, R2, A4, CC BY 4.0, WCAG 2.2, Go 1.26.",
		"À 14 h 30, de 9 h à 12 h, at 10:30, 2 p.m.",
		"Les 7 modules et les 3 forces.",
		"(12) Une note, n° 15, no. 16, étape 10, version 12.",
		"12. Un point de liste.",
	}
	for _, marked := range tests {
		text := strings.NewReplacer("[", "", "]", "").Replace(marked)
		var got, want []string
		for _, m := range factNumbers(text, false) {
			got = append(got, text[m[0]:m[1]])
		}
		for rest := marked; strings.Contains(rest, "["); {
			var number string
			_, rest, _ = strings.Cut(rest, "[")
			number, rest, _ = strings.Cut(rest, "]")
			want = append(want, number)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s\n\tgot %q, want %q", text, got, want)
		}
	}
}

// TestPagesAreLeftAlone: on an ordinary page only counted people, money and
// trainings are facts.
func TestPagesAreLeftAlone(t *testing.T) {
	for text, want := range map[string]int{
		"Le texte s’agrandit à 200 pour un affichage de 320 pixels.": 0,
		"Nous répondons en 30 jours, 24 heures sur 24.":              0,
		"We answer within 30 days. The page weighs 14 kilobytes.":    0,
		"La mission a formé 40 policiers.":                           1,
	} {
		if got := len(factNumbers(text, true)); got != want {
			t.Errorf("%s: %d, want %d", text, got, want)
		}
	}
}
