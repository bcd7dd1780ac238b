package transcript

import (
	"strings"
	"testing"

	"proximite/tools/internal/diagnostic"
)

const said = "Nous, les policiers, nous parlons avec la population\u00a0: on l’écoute, puis on l'aide. C’est « le lien »\u202f! La population – toute la population – le sait."

func TestCutFoldsOnlyTypography(t *testing.T) {
	tests := []struct{ name, from, to, want, rule string }{
		{"whole", "", "", said, ""},
		{"from only", "C'est", "", "C’est « le lien »\u202f! La population – toute la population – le sait.", ""},
		{"typed apostrophe, quotes, spaces", "la population : on l'écoute", `C'est "le lien" !`, "la population\u00a0: on l’écoute, puis on l'aide. C’est « le lien »\u202f!", ""},
		{"no space before the colon", "avec la population: on", "l’aide", "avec la population\u00a0: on l’écoute, puis on l'aide", ""},
		{"hyphen for dash", "La population - toute", "sait.", "La population – toute la population – le sait.", ""},
		{"same words for both ends", "le lien", "le lien", "le lien", ""},
		{"case is not folded", "nous, les", "", "", "quotation/words-differ"},
		{"accents are not folded", "on l'ecoute", "", "", "quotation/words-differ"},
		{"half a word", "popul", "", "", "quotation/words-differ"},
		{"twice", "la population", "", "", "quotation/ambiguous"},
		{"backwards", "le lien", "les policiers", "", "quotation/wrong-order"},
		{"nothing but spaces", "  ", "", "", "quotation/words-differ"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, p := Cut(said, tt.from, tt.to)
			if got != tt.want || ruleOf(p) != tt.rule {
				t.Errorf("Cut(%q, %q) = %q, %v", tt.from, tt.to, got, p)
			}
		})
	}
}

func ruleOf(p *Problem) string {
	if p == nil {
		return ""
	}
	return p.At("", 0, 0).Rule
}

func TestMatch(t *testing.T) {
	for _, quoted := range []string{
		"nous parlons avec la population : on l'écoute",
		"Nous, les policiers, […] on l'aide.",
		"Nous [...] le sait.",
		"[…] parlons avec la population […]",
		"nous parlons [souvent, dit-il] avec la population",
		"[N]ous parlons avec la population",
		"[La police] parlons avec",
		said,
	} {
		if p := Match(said, quoted); p != nil {
			t.Errorf("Match(%q): %v", quoted, p)
		}
	}
	for _, quoted := range []string{
		"nous parlons souvent avec la population",
		"la population nous parlons",
		"on l'aide […] nous parlons",
		"Nous parlons avec la population",
		"[L]ous parlons […] jamais",
		"parlons avec la population écoute",
		"[tout est ajouté]",
		"[…]",
		"",
	} {
		if Match(said, quoted) == nil {
			t.Errorf("Match(%q) holds", quoted)
		}
	}
}

func TestMatchTakesBracketsThatWereInTheText(t *testing.T) {
	const text = "Oui [rires] bien sûr."
	for quoted, want := range map[string]bool{
		"Oui [rires] bien": true, "Oui […] bien": true, "Oui bien": false, "Oui [il rit] bien": false,
	} {
		if got := Match(text, quoted) == nil; got != want {
			t.Errorf("Match(%q) = %v", quoted, got)
		}
	}
}

func TestMismatchNamesTheNearestPlace(t *testing.T) {
	d := Match(said, "nous parlons avec les gens : on l'écoute").At("p.md", 3, 1)
	if !strings.Contains(d.Message.EN, "“les gens : on l'écoute”") || !strings.Contains(d.Hint.EN, "la population") {
		t.Errorf("%s / %s", d.Message.EN, d.Hint.EN)
	}
	_, p := Cut(said, "nous parlons à la population", "")
	if hint := p.At("", 0, 0).Hint.FR; !strings.Contains(hint, "nous parlons avec la population") {
		t.Error(hint)
	}
}

func TestQuote(t *testing.T) {
	all := map[string]*Transcript{"t7n2kp": sample()}
	const ref = "t7n2kp#sk2m9x"
	tests := []struct {
		name           string
		q              Quote
		text, original string
		status, rule   string
	}{
		{"original", Quote{Ref: ref, Language: "fr", From: "On l'écoute", To: `"le lien"`}, "On l’écoute\u00a0: c’est « le lien »", "On l’écoute\u00a0: c’est « le lien »", "", ""},
		{"translation", Quote{Ref: ref, Language: "en", From: "We listen", To: "link", OriginalFrom: "On l'écoute", OriginalTo: "lien"}, "We listen: it is “the link", "On l’écoute\u00a0: c’est « le lien", "own", ""},
		{"original words gone", Quote{Ref: ref, Language: "en", OriginalFrom: "jamais dit"}, "", "", "", "quotation/words-differ"},
		{"no translation", Quote{Ref: "t7n2kp#s7f3q0", Language: "en"}, "", "", "", "quotation/no-translation"},
		{"masked", Quote{Ref: "t7n2kp#szzzz9", Language: "fr"}, "", "", "", "quotation/masked"},
		{"no segment", Quote{Ref: "t7n2kp#s0000", Language: "fr"}, "", "", "", "quotation/no-segment"},
		{"no transcript", Quote{Ref: "zzzz#s0000", Language: "fr"}, "", "", "", "quotation/no-segment"},
		{"no reference", Quote{Ref: "t7n2kp", Language: "fr"}, "", "", "", "quotation/bad-reference"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, p := Find(all, tt.q)
			if got.Text != tt.text || got.Original != tt.original || got.Status != tt.status || ruleOf(p) != tt.rule {
				t.Errorf("got %+v, %v", got, p)
			}
		})
	}
}

func TestMaskedProblemTellsNoWords(t *testing.T) {
	_, p := sample().Quote(Quote{Ref: "t7n2kp#szzzz9", Language: "fr", From: "x"})
	d := p.At("", 0, 0)
	if all := d.Message.FR + d.Message.EN + d.Hint.FR + d.Hint.EN; strings.Contains(all, "CANARY") {
		t.Error(all)
	}
}

func TestRulesAreComplete(t *testing.T) {
	seen := make(map[string]bool)
	for _, r := range Rules() {
		for _, text := range []diagnostic.Text{r.Message, r.Hint} {
			if text.FR == "" || text.EN == "" {
				t.Errorf("%s lacks a language", r.ID)
			}
		}
		if seen[r.ID] {
			t.Errorf("%s is there twice", r.ID)
		}
		seen[r.ID] = true
	}
}

func FuzzMatch(f *testing.F) {
	f.Add(said, "Nous […] [L]a population")
	f.Add("a [b] c", "a [b] c")
	f.Fuzz(func(t *testing.T, text, quoted string) {
		Match(text, quoted)
		if p := Match(text, text); p != nil && !strings.ContainsAny(text, "[]") && len(pieces(text)) > 0 {
			t.Errorf("%q does not match itself: %v", text, p)
		}
	})
}
