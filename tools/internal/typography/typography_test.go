package typography

import (
	"strings"
	"testing"
	"unicode"
)

// In the cases, ~ stands for a no-break space and _ for a narrow one.
var visible = strings.NewReplacer("\u00a0", "~", "\u202f", "_")

func TestTextWhenFrench(t *testing.T) {
	cases := map[string]string{
		`Oui ! Vraiment ? Bien ; merci : fin.`:       `Oui_! Vraiment_? Bien_; merci~: fin.`,
		`Oui! Note: fin`:                             `Oui_! Note~: fin`,
		`L'article dit "oui".`:                       `L’article dit «_oui_».`,
		`l'"école"`:                                  `l’«_école_»`,
		`Il dit : "Bien !" puis part.`:               `Il dit~: «_Bien_!_» puis part.`,
		`« déjà là »`:                                `«_déjà là_»`,
		`«déjà»`:                                     `«_déjà_»`,
		`1 250 stagiaires, 40 % en 2016 à 10 000 €`:  `1_250 stagiaires, 40~% en 2016 à 10_000~€`,
		`du 4 septembre 2023 et 2024 123`:            `du 4~septembre 2023 et 2024 123`,
		`https://exemple.org/a?b=1 à 12:30`:          `https://exemple.org/a?b=1 à 12:30`,
		`Voir https://exemple.org/page: fin`:         `Voir https://exemple.org/page: fin`,
		`Suite... et ... fin`:                        `Suite… et … fin`,
		`les trois - police, gendarmerie - et garde`: `les trois – police, gendarmerie – et garde`,
		`le 1er février (4 mars), 12 mars`:           `le 1er~février (4~mars), 12~mars`,
		`4 agents, 45 mai, 4 Mali`:                   `4 agents, 45 mai, 4 Mali`,
		`M. Keita, Mme Diarra, M. et Mme`:            `M.~Keita, Mme~Diarra, M. et Mme`,
		`le n° 3, art. 2, p. 14, n° d'ordre`:         `le n°~3, art.~2, p.~14, n° d’ordre`,
		`40% et 12€, a%20b, 40%.`:                    `40~% et 12~€, a%20b, 40~%.`,
		`co-formateur`:                               `co-formateur`,
		`Quoi ?!`:                                    `Quoi_?!`,
		`("entre parenthèses")`:                      `(«_entre parenthèses_»)`,
		`aujourd'hui, c'est l'État`:                  `aujourd’hui, c’est l’État`,
		`police : "a" et "b"`:                        `police~: «_a_» et «_b_»`,
		`Décision 2014/219/PESC : mission`:           `Décision 2014/219/PESC~: mission`,
		`le 24 juillet 2019 : "Concept" `:            `le 24~juillet 2019~: «_Concept_» `,
	}
	for in, want := range cases {
		if got := visible.Replace(Text("fr", in)); got != want {
			t.Errorf("Text(fr, %q)\n got %q\nwant %q", in, got, want)
		}
	}
}

func TestTextWhenEnglish(t *testing.T) {
	cases := map[string]string{
		`"Yes," he said: "it's the officers' turn."`: `“Yes,” he said: “it’s the officers’ turn.”`,
		`'community policing' trainings`:             `‘community policing’ trainings`,
		`Mali's ISF ("Internal")...`:                 `Mali’s ISF (“Internal”)…`,
		`1,250 trainees; 40%!`:                       `1,250 trainees; 40%!`,
		`police - gendarmerie`:                       `police – gendarmerie`,
		`on 4 September 2023, 1st May, 4 officers`:   `on 4~September 2023, 1st~May, 4 officers`,
		`Mr Keita, No. 3, p. 14, May I`:              `Mr~Keita, No.~3, p.~14, May I`,
	}
	for in, want := range cases {
		if got := visible.Replace(Text("en-GB", in)); got != want {
			t.Errorf("Text(en, %q)\n got %q\nwant %q", in, got, want)
		}
	}
}

func TestTextWhenAnotherLanguage(t *testing.T) {
	if got := Text("bm", `I ni ce !`); got != `I ni ce !` {
		t.Errorf("a language without rules was changed: %q", got)
	}
}

func TestHTML(t *testing.T) {
	cases := []struct{ name, in, want string }{
		{"marks after inline elements", `<html lang="fr"><p>Le <em>mot</em> ! et "<b>gras</b>" ; fin</p>`,
			`<html lang="fr"><p>Le <em>mot</em>_! et «_<b>gras</b>_»_; fin</p>`},
		{"language of parts", `<html lang="fr"><p>Il dit : <q lang="en">"It's fine"</q> !</p>`,
			`<html lang="fr"><p>Il dit~: <q lang="en">“It’s fine”</q>_!</p>`},
		{"code and scripts stay", `<html lang="fr"><p><code>a : b ! "c"</code> : oui</p><script>x ? y : "z" ;</script><style>a:b !</style>`,
			`<html lang="fr"><p><code>a : b ! "c"</code>~: oui</p><script>x ? y : "z" ;</script><style>a:b !</style>`},
		{"attributes for people", `<html lang="fr"><img alt="Qui ?" src="a?b"><meta name="description" content="Oui : l'essai"><meta name="viewport" content="a : b">`,
			`<html lang="fr"><img alt="Qui_?" src="a?b"><meta name="description" content="Oui~: l’essai"><meta name="viewport" content="a : b">`},
		{"a new block begins anew", `<html lang="fr"><p>"un</p><p>"deux"</p>`,
			`<html lang="fr"><p>«_un</p><p>«_deux_»</p>`},
		{"entities", `<html lang="en"><p>Law &amp; order &lt;b&gt; it&#39;s</p>`,
			`<html lang="en"><p>Law &amp; order &lt;b&gt; it’s</p>`},
		{"title", `<html lang="fr"><title>Proximité : oui &amp; "non"</title>`,
			`<html lang="fr"><title>Proximité~: oui &amp; «_non_»</title>`},
		{"void elements keep the language", `<html lang="fr"><p>Un<br>deux !<img alt=""></p><p lang="en">"x"</p>`,
			`<html lang="fr"><p>Un<br>deux_!<img alt=""></p><p lang="en">“x”</p>`},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got, err := HTML([]byte(c.in))
			if err != nil {
				t.Fatal(err)
			}
			if v := visible.Replace(string(got)); v != c.want {
				t.Errorf("\n got %s\nwant %s", v, c.want)
			}
		})
	}
}

func TestFeed(t *testing.T) {
	in := `<?xml version="1.0"?><rss><channel><title>Oui !</title><link>https://x.example/a?b</link><language>fr</language><item><title>L'été &amp; "nous" ?</title><guid>a : b</guid></item></channel></rss>`
	want := `<?xml version="1.0"?><rss><channel><title>Oui_!</title><link>https://x.example/a?b</link><language>fr</language><item><title>L’été &amp; «_nous_»_?</title><guid>a : b</guid></item></channel></rss>`
	got, err := Feed([]byte(in))
	if err != nil {
		t.Fatal(err)
	}
	if v := visible.Replace(string(got)); v != want {
		t.Errorf("\n got %s\nwant %s", v, want)
	}
}

// letters is what typography may never change.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, s)
}

func FuzzText(f *testing.F) {
	for _, s := range []string{`"a" : b !`, `1er  mai 40%`, `M. X n° 3 4 May`, `l'"x" ?!`, `1 000 000 %`, `«a»"`, `' " ...`, "\xff\u202f;"} {
		f.Add("fr", s)
		f.Add("en", s)
	}
	f.Fuzz(func(t *testing.T, language, s string) {
		once := Text(language, s)
		if twice := Text(language, once); twice != once {
			t.Errorf("not idempotent in %q: %q → %q → %q", language, s, once, twice)
		}
		if letters(once) != letters(strings.ToValidUTF8(s, "\uFFFD")) && letters(once) != letters(s) {
			t.Errorf("letters changed: %q → %q", s, once)
		}
	})
}

func FuzzHTML(f *testing.F) {
	f.Add([]byte(`<html lang="fr"><p>"a" <em>b</em> !`))
	f.Add([]byte(`</p><b>"</i>&#39;<`))
	f.Fuzz(func(t *testing.T, page []byte) {
		once, err := HTML(page)
		if err != nil {
			return
		}
		if _, err := HTML(once); err != nil {
			t.Errorf("a set page cannot be read again: %v", err)
		}
	})
}
