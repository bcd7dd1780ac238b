package fact

import (
	"strings"
	"testing"
)

func list(text, language string) string {
	var out []string
	for _, f := range Of(text, language) {
		s := f.Value
		if f.Unit != "" {
			s += " " + f.Unit
		}
		if f.Loose {
			s += "?"
		}
		out = append(out, s)
	}
	return strings.Join(out, ", ")
}

// TestPairs: each pair says the same, and this is what it says.
func TestPairs(t *testing.T) {
	tests := []struct{ fr, en, want string }{
		{"le 4 septembre 2023", "on 4 September 2023", "2023-09-04"},
		{"le 4 septembre 2023", "September 4, 2023", "2023-09-04"},
		{"le 1er février 2023", "on 1 February 2023", "2023-02-01"},
		{"Le 1er février", "1st February", "0-02-01"},
		{"en août 2022", "in August 2022", "2022-08-00"},
		{"du 23 au 26 novembre 2020", "from 23 to 26 November 2020", "23, 2020-11-26"},
		{"du 23 au 26 novembre 2020", "23–26 November 2020", "23, 2020-11-26"},
		{"1 250 stagiaires", "1,250 trainees", "1250"},
		{"1\u202f250,5 km", "1,250.5 km", "1250.5"},
		{"12 000 000 de personnes", "12,000,000 people", "12000000"},
		{"40 %, soit 40 pour cent", "40%, that is 40 per cent", "40 %, 40 %"},
		{"29,7 millions d’euros", "EUR 29.7 million", "29700000 EUR"},
		{"29,7 millions d'euros", "€29.7 million", "29700000 EUR"},
		{"5 000 FCFA", "FCFA 5,000", "5000 XOF"},
		{"neuf mois", "nine months", "9 month"},
		{"un cours de quatre semaines", "a four-week course", "4 week"},
		{"100 h par stagiaire", "100 h each", ""},
		{"trois forces", "three forces", "3?"},
		{"la quatrième fois", "the fourth time", "4?"},
		{"vingt-cinq agents", "twenty-five officers", "25?"},
		{"la décision 2014/219/PESC", "Decision 2014/219/CFSP", "2014/219"},
		{"le décret 2019-0041/PM-RM", "Decree 2019-0041/PM-RM", "2019-0041"},
		{"licence CC BY 4.0", "licence CC BY 4.0", "4"},
		{"2023-09-04", "2023-09-04", "2023-09-04"},
		{"le 04.09.2023", "04/09/2023", "2023-09-04"},
		{"En 2015, 600 agents", "In 2015, 600 officers", "2015, 600"},
		{"plus de 2 000 en 2016", "more than 2,000 in 2016", "2000, 2016"},
		{"un réseau 4G, la page R2", "a 4G network, page R2", ""},
		{"", "", ""},
	}
	for _, tt := range tests {
		fr, en := list(tt.fr, "fr"), list(tt.en, "en")
		if tt.want != "" && fr != tt.want {
			t.Errorf("fr %q: %q, want %q", tt.fr, fr, tt.want)
		}
		if tt.want != "" && en != tt.want {
			t.Errorf("en %q: %q, want %q", tt.en, en, tt.want)
		}
		if d := Compare(Of(tt.fr, "fr"), Of(tt.en, "en"), true); len(d) > 0 {
			t.Errorf("%q and %q differ: %+v", tt.fr, tt.en, d)
		}
	}
}

func TestWordsThatAreNoNumbers(t *testing.T) {
	for _, tt := range []struct{ text, language string }{
		{"Les textes sont écrits à neuf.", "fr"}, {"Un site neuf.", "fr"}, {"une page", "fr"},
		{"You may march with them.", "en"}, {"the one that we know", "en"},
	} {
		if got := list(tt.text, tt.language); got != "" {
			t.Errorf("%q gives %q", tt.text, got)
		}
	}
}

func TestDifferences(t *testing.T) {
	tests := []struct{ name, fr, en, want string }{
		{"number", "1 250 agents", "1,520 officers", "1 250≠1,520"},
		{"decimal", "29,7 km", "27.9 km", "29,7≠27.9"},
		{"thousand or decimal", "1,250 km", "1,250 km", "1,250≠1,250"},
		{"day", "le 4 septembre 2023", "on 5 September 2023", "4 septembre 2023≠5 September 2023"},
		{"month", "le 4 septembre 2023", "on 4 October 2023", "4 septembre 2023≠4 October 2023"},
		{"day and month confused", "le 4 septembre 2023", "on 9 April 2023", "4 septembre 2023≠9 April 2023"},
		{"year of a date", "le 4 septembre 2023", "on 4 September 2022", "4 septembre 2023≠4 September 2022"},
		{"year", "en 2015", "in 2016", "2015≠2016"},
		{"percentage", "40 % des agents", "45% of officers", "40 %≠45%"},
		{"percent lost", "40 % des agents", "some officers", "40 %≠"},
		{"unit", "neuf mois", "nine weeks", "neuf mois≠nine weeks"},
		{"duration", "quatre semaines", "a five-week course", "quatre semaines≠five-week"},
		{"money", "29,7 millions d’euros", "EUR 29.7 billion", "29,7 millions d’euros≠EUR 29.7 billion"},
		{"currency", "5 000 euros", "5,000 dollars", "5 000 euros≠5,000 dollars"},
		{"act", "la décision 2014/219/PESC", "Decision 2014/291/CFSP", "2014/219/PESC≠2014/291/CFSP"},
		{"word", "les trois forces", "the four forces", "trois≠four"},
		{"missing in English", "En 2015, 600 agents", "In 2015, officers", "600≠"},
		{"missing in French", "En 2015, des agents", "In 2015, 600 officers", "≠600"},
		{"ok: both", "les deux forces", "the forces", ""},
		{"ok: year left out in one", "le 4 septembre", "on 4 September 2023", ""},
		{"ok: a fortnight", "quinze jours", "two weeks", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, d := range Compare(Of(tt.fr, "fr"), Of(tt.en, "en"), true) {
				s := "≠"
				if d.A != nil {
					s = d.A.Text + s
				}
				if d.B != nil {
					s += d.B.Text
				}
				got = append(got, s)
			}
			if strings.Join(got, ", ") != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestExchangedBetweenTexts(t *testing.T) {
	place := func(facts []Fact, n int) []Fact {
		for i := range facts {
			facts[i].Place = n
		}
		return facts
	}
	a := append(place(Of("La décision 2014/219 date de 2014.", "fr"), 0), place(Of("La décision 2023/96 date de 2023.", "fr"), 1)...)
	b := append(place(Of("Decision 2014/219 is of 2023.", "en"), 0), place(Of("Decision 2023/96 is of 2014.", "en"), 1)...)
	if d := Compare(a, b, true); len(d) != 2 {
		t.Errorf("got %d differences, want 2", len(d))
	}
	moved := append(place(Of("Decision 2023/96 is of 2023.", "en"), 0), place(Of("Decision 2014/219 is of 2014.", "en"), 1)...)
	if d := Compare(a, moved, true); len(d) != 0 {
		t.Errorf("paragraphs in another order are reported: %+v", d)
	}
}

func FuzzOf(f *testing.F) {
	for _, s := range []string{"le 4 septembre 2023", "1 250,5 %", "2014/219/", "EUR 29.7 million", "1..2,,3", "\xff1er", "20-30-40"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, language := range []string{"fr", "en"} {
			facts := Of(s, language)
			for _, x := range facts {
				if x.Text == "" || s[x.Start:x.Start+len(x.Text)] != x.Text {
					t.Errorf("%q: fact %+v is not where it says", s, x)
				}
			}
			if d := Compare(facts, facts, true); len(d) > 0 {
				t.Errorf("%q differs from itself: %+v", s, d)
			}
		}
	})
}
