package ingest

import (
	"bytes"
	"strings"
	"testing"
)

// news interprets blocks as a news item.
func news(src *source, opt Options) *Result {
	r := &Result{}
	interpretNews(input{name: "x.docx"}, src, opt, r)
	return r
}

func paragraphs(texts ...string) *source {
	s := &source{}
	for i, t := range texts {
		s.blocks = append(s.blocks, textBlock(i+1, t))
	}
	return s
}

func findings(r *Result) string {
	var ids []string
	for _, d := range r.Diagnostics {
		ids = append(ids, strings.TrimPrefix(d.Rule, "import/"))
	}
	return strings.Join(ids, " ")
}

func TestNewsDates(t *testing.T) {
	cases := []struct{ line, date, found string }{
		{"04.09.2023", "2023-09-04", "date-day-first"},
		{"25.09.2023", "2023-09-25", ""},
		{"04/09/2023", "2023-09-04", "date-ambiguous"},
		{"09/25/2023", "2023-09-25", ""},
		{"2023-09-04", "2023-09-04", ""},
		{"4 septembre 2023", "2023-09-04", ""},
		{"Lundi 4 septembre 2023", "2023-09-04", ""},
		{"Bamako, le 1er mars 2024", "2024-03-01", ""},
		{"Publié le 12 août 2022 à 14h30", "2022-08-12", ""},
		{"September 4, 2023", "2023-09-04", ""},
		{"Published on 4th of September 2023", "2023-09-04", ""},
		{"Bamako, Mali – 4 Sept. 2023", "2023-09-04", ""},
		{"30 févr. 2023", "", "no-date"},
		{"2 juil. 2023", "2023-07-02", ""},
		{"2 juin 2023", "2023-06-02", ""},
		{"septembre 2023", "2023-09", "no-date"},
		{"sans date", "", "no-date"},
	}
	for _, c := range cases {
		r := news(paragraphs("Un titre", c.line, "La mission a formé des agents."), Options{})
		if string(r.Date) != c.date || findings(r) != c.found {
			t.Errorf("%q: %q %q, want %q %q", c.line, r.Date, findings(r), c.date, c.found)
		}
		if c.date != "" && strings.Contains(string(r.Markdown), c.line) {
			t.Errorf("%q stays in the body", c.line)
		}
	}
}

func TestNewsDateInTextStays(t *testing.T) {
	r := news(paragraphs("Un titre", "Bamako, le 4 septembre 2023 – La mission a formé des agents."), Options{})
	if r.Date != "2023-09-04" || findings(r) != "date-from-text" || !strings.Contains(string(r.Markdown), "4 septembre 2023") {
		t.Errorf("%q %q\n%s", r.Date, findings(r), r.Markdown)
	}
	r = news(paragraphs("Un titre", "04.09.2023", "Texte."), Options{Date: "2024-01-02"})
	if r.Date != "2024-01-02" || findings(r) != "" {
		t.Errorf("%q %q", r.Date, findings(r))
	}
}

func TestNewsTitles(t *testing.T) {
	bold := &source{blocks: []block{{runs: []run{{text: "Un titre avec un point.", bold: true}}}, textBlock(2, "Texte.")}}
	headed := &source{blocks: []block{textBlock(1, "COMMUNIQUÉ"), {kind: heading, level: 1, runs: []run{{text: "Titre"}, {lineBreak: true}, {text: "en deux"}}}, {kind: heading, level: 3, runs: []run{{text: "Plus bas"}}}, textBlock(2, "Texte.")}}
	declared := paragraphs("Une phrase d’un texte qui n’a pas de titre.", "Une autre.")
	declared.title = "Déclaré | Site"
	cases := []struct {
		name        string
		src         *source
		title, body string
	}{
		{"first line", paragraphs("« Renforcer » : un objectif", "Texte."), "« Renforcer » : un objectif", "Texte.\n"},
		{"label", paragraphs("Titre : Le titre.", "Texte."), "Le titre.", "Texte.\n"},
		{"line below the kind of text", paragraphs("Communiqué de presse", "Le titre", "Texte."), "Le titre", "Communiqué de presse\n\nTexte.\n"},
		{"bold line", bold, "Un titre avec un point.", "Texte.\n"},
		{"heading after a kicker", headed, "Titre en deux", "COMMUNIQUÉ\n\n## Plus bas\n\nTexte.\n"},
		{"declared", declared, "Déclaré", "Une phrase d’un texte qui n’a pas de titre.\n\nUne autre.\n"},
		{"none", paragraphs("Une phrase.", "Une autre."), "", "Une phrase.\n\nUne autre.\n"},
	}
	for _, c := range cases {
		r := news(c.src, Options{Date: "2023-09-04"})
		if string(r.Title) != c.title || string(r.Markdown) != c.body {
			t.Errorf("%s: title %q, body\n%s", c.name, r.Title, r.Markdown)
		}
		if missing := strings.Contains(findings(r), "no-title"); missing != (c.title == "") {
			t.Errorf("%s: findings %q", c.name, findings(r))
		}
	}
}

func TestNewsCaptionIsReportedAndKept(t *testing.T) {
	for line, want := range map[string]bool{
		"Séance de formation": true, "© Mission": true, "Photo : Mission.": true,
		"La formation a duré deux jours.": false, "Elle a dit « oui »": false,
	} {
		r := news(paragraphs("Titre", "Texte.", line), Options{Date: "2023-09-04"})
		if got := findings(r) == "caption-line"; got != want {
			t.Errorf("%q: %q", line, findings(r))
		}
		if !strings.Contains(string(r.Markdown), line) {
			t.Errorf("%q is lost", line)
		}
	}
}

const article = `"Renforcer les liens avec les habitants" est un des objectifs des formations à la police de proximité

04.09.2023

Dans le cadre de son mandat, la mission propose des formations de 'police de proximité' aux forces.

Awa Exemple, formatrice, explique : “Comprendre la culture locale compte. Nous nous demandons parfois si nos méthodes servent, mais ces doutes disparaissent quand nous voyons les résultats”.

La mission forme aussi des formateurs (voir https://example.org/a_b) :
- des kits pédagogiques,
- un suivi.

Séance de formation
`

// TestNewsArticle reads a whole article from bytes to Markdown; the article is
// made up in the shape of those of the mission.
func TestNewsArticle(t *testing.T) {
	r, err := Read("article.txt", bytes.NewReader([]byte(article)), int64(len(article)), Options{})
	if err != nil {
		t.Fatal(err)
	}
	want := `Dans le cadre de son mandat, la mission propose des formations de 'police de proximité' aux forces.

Awa Exemple, formatrice, explique : “Comprendre la culture locale compte. Nous nous demandons parfois si nos méthodes servent, mais ces doutes disparaissent quand nous voyons les résultats”.

La mission forme aussi des formateurs (voir https\://example.org/a\_b) :

- des kits pédagogiques,
- un suivi.

Séance de formation
`
	if string(r.Markdown) != want {
		t.Errorf("got\n%s\nwant\n%s", r.Markdown, want)
	}
	title := `"Renforcer les liens avec les habitants" est un des objectifs des formations à la police de proximité`
	if r.Type != News || string(r.Title) != title || r.Date != "2023-09-04" || r.Language != "fr" || r.Refused {
		t.Errorf("%s %q %q %q refused %v", r.Type, r.Title, r.Date, r.Language, r.Refused)
	}
	if got := findings(r); got != "date-day-first caption-line" {
		t.Errorf("findings %q", got)
	}
}

func TestNewsLongBulletsOfTextFiles(t *testing.T) {
	text := "Un titre\n\n04.09.2023\n\nLa mission soutient les forces de sécurité avec plusieurs actions :\n" +
		"- des formations à la police de proximité dans toutes les régions ;\n- des visites aux commissariats qui accueillent les habitants du quartier.\n\nFin."
	r := readWhole(t, "x.txt", []byte(text), Options{})
	want := "La mission soutient les forces de sécurité avec plusieurs actions :\n\n" +
		"- des formations à la police de proximité dans toutes les régions ;\n- des visites aux commissariats qui accueillent les habitants du quartier.\n\nFin.\n"
	if string(r.Markdown) != want {
		t.Errorf("got\n%s", r.Markdown)
	}
}
