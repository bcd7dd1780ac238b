package ingest

import (
	"fmt"
	"strings"
	"testing"
)

func modules(src *source, opt Options) *Result {
	r := &Result{}
	interpretModules(input{name: "x"}, src, opt, r)
	return r
}

// rowsOf makes a table; "|" separates cells and "¶" paragraphs in them.
func rowsOf(lines ...string) *source {
	b := block{kind: table}
	for i, l := range lines {
		var row [][]block
		for cell := range strings.SplitSeq(l, "|") {
			row = append(row, textLines(i+1, strings.ReplaceAll(cell, "¶", "\n")))
		}
		b.rows = append(b.rows, row)
	}
	return &source{blocks: []block{b}}
}

func summary(m Module) string {
	return fmt.Sprintf("%s; focus %q; objectives %q; audience %q; duration %q; assessment %q; version %q; review %q; cross %v; rest %q",
		m.Title, m.Focus, m.Objectives, m.Audience, m.Duration, m.Assessment, m.Version, m.LastReview, m.CrossCutting, m.Markdown)
}

func TestModuleTables(t *testing.T) {
	cases := []struct {
		name string
		src  *source
		want []string
		rule string
	}{
		{"one row a module, French", rowsOf("N°|Titre du module|Contenu|Objectifs pédagogiques|Public cible|Durée (heures)|Évaluation|Transversal",
			"1|Module 1 : Droits humains|Le droit|Savoir ; faire|Police|2 jours|Test|oui", "2|Genre|–||à préciser|||"),
			[]string{`Droits humains; focus "Le droit"; objectives ["Savoir" "faire"]; audience "Police"; duration "2 jours"; assessment "Test"; version ""; review ""; cross true; rest ""`,
				`Genre; focus ""; objectives []; audience ""; duration ""; assessment ""; version ""; review ""; cross false; rest ""`}, ""},
		{"English, with a title above and an unknown column", rowsOf("Summary of modules", "Module|Focus|Learning objectives|Trainer", "Gender|Equality|- know¶- act|Awa Exemple"),
			[]string{`Gender; focus "Equality"; objectives ["know" "act"]; audience ""; duration ""; assessment ""; version ""; review ""; cross false; rest "## Trainer\n\nAwa Exemple\n"`}, "unknown-column"},
		{"row without title", rowsOf("Titre|Durée|Public", "Genre|1 jour|", "|2 jours|x"),
			[]string{`Genre; focus ""; objectives []; audience ""; duration "1 jour"; assessment ""; version ""; review ""; cross false; rest ""`}, "module-without-title"},
		{"labels and values", rowsOf("Module|Genre", "Objectifs|Savoir", "Durée|1 jour", "Module|Droits", "Public|Police", "Lieu|Bamako"),
			[]string{`Genre; focus ""; objectives ["Savoir"]; audience ""; duration "1 jour"; assessment ""; version ""; review ""; cross false; rest ""`,
				`Droits; focus ""; objectives []; audience "Police"; duration ""; assessment ""; version ""; review ""; cross false; rest "## Lieu\n\nBamako\n"`}, "unknown-column"},
		{"title in a merged row", rowsOf("Genre", "Objectifs|Savoir", "Durée|1 jour"),
			[]string{`Genre; focus ""; objectives ["Savoir"]; audience ""; duration "1 jour"; assessment ""; version ""; review ""; cross false; rest ""`}, ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			r := modules(c.src, Options{})
			var got []string
			for _, m := range r.Modules {
				got = append(got, summary(m))
			}
			if strings.Join(got, "\n") != strings.Join(c.want, "\n") || findings(r) != c.rule {
				t.Errorf("got\n%s\nwant\n%s\nfindings %q", strings.Join(got, "\n"), strings.Join(c.want, "\n"), findings(r))
			}
			if !looksLikeModules(c.src, Options{}) {
				t.Error("not detected")
			}
		})
	}
}

func TestModuleSections(t *testing.T) {
	h := func(level int, text string) block {
		return block{kind: heading, level: level, runs: []run{{text: text}}}
	}
	li := func(text string) block { return block{kind: item, runs: []run{{text: text}}} }
	labelled := func(label, value string) block {
		return block{runs: []run{{text: label, bold: true}, {text: "\u00a0: " + value}}}
	}
	src := &source{blocks: []block{
		h(1, "Modules de formation"), textBlock(2, "Une introduction."),
		h(2, "Module 1 – Droits humains"), textBlock(4, "Le cadre légal."), h(3, "Objectifs"), li("Savoir"), li("Agir"), labelled("Durée", "2 jours"), labelled("Lieu", "Bamako"), h(3, "Matériel"), textBlock(9, "Un kit."),
		h(2, "Genre"), labelled("Public", "Police"), textBlock(11, "Objectifs :"), textBlock(12, "Comprendre"), textBlock(13, "Évaluation : non publiée"),
	}}
	r := modules(src, Options{})
	want := []string{
		`Droits humains; focus ""; objectives ["Savoir" "Agir"]; audience ""; duration "2 jours"; assessment ""; version ""; review ""; cross false; rest "Le cadre légal.\n\n**Lieu**` + "\u00a0" + `: Bamako\n\n## Matériel\n\nUn kit.\n"`,
		`Genre; focus ""; objectives ["Comprendre"]; audience "Police"; duration ""; assessment ""; version ""; review ""; cross false; rest ""`,
	}
	for i, m := range r.Modules {
		if got := strings.ReplaceAll(summary(m), `\u00a0`, "\u00a0"); i >= len(want) || got != want[i] {
			t.Errorf("got  %s\nwant %s", got, want[min(i, len(want)-1)])
		}
	}
	if len(r.Modules) != 2 || r.Title != "Modules de formation" || findings(r) != "unknown-column unknown-column text-outside-modules" {
		t.Errorf("%d modules, title %q, findings %q", len(r.Modules), r.Title, findings(r))
	}
	if !looksLikeModules(src, Options{}) {
		t.Error("not detected")
	}
}

func TestModulePlainText(t *testing.T) {
	src := paragraphs("Module 1 : Genre", "Durée : 1 jour", "Public : Police", "Module 2 : Droits", "Objectifs : savoir")
	r := modules(src, Options{})
	if len(r.Modules) != 2 || r.Modules[0].Title != "Genre" || r.Modules[1].Title != "Droits" || r.Modules[0].Duration != "1 jour" {
		t.Errorf("%+v", r.Modules)
	}
	one := paragraphs("La police de proximité", "Objectifs : savoir", "Durée : 1 jour", "Public : tous")
	if r := modules(one, Options{}); len(r.Modules) != 1 || r.Title != "La police de proximité" {
		t.Errorf("%+v %q", r.Modules, r.Title)
	}
}

func TestModulesRefused(t *testing.T) {
	for want, src := range map[string]*source{
		"no-module":      paragraphs("Un texte.", "Un autre."),
		"module-columns": rowsOf("Objectifs|Durée|Public", "a|b|c"),
	} {
		if r := modules(src, Options{}); !r.Refused || findings(r) != want {
			t.Errorf("refused %v, %q, want %q", r.Refused, findings(r), want)
		}
	}
}

func TestNewsIsNoModule(t *testing.T) {
	for _, src := range []*source{
		paragraphs("Un titre", "04.09.2023", "La mission a formé des agents. Objectif : la confiance.", "Fin."),
		rowsOf("Nom|Grade", "A|B"),
		paragraphs("Titre", "Public : 30 personnes"),
	} {
		if looksLikeModules(src, Options{}) {
			t.Errorf("taken for modules: %s", dump(src.blocks))
		}
	}
}

func TestFieldNamesAreUnique(t *testing.T) {
	seen := make(map[string]moduleField)
	for field, names := range fieldNames {
		for _, name := range names {
			if other, ok := seen[name]; ok {
				t.Errorf("%q names the fields %d and %d", name, field, other)
			}
			if seen[name] = field; foldName(name) != name {
				t.Errorf("%q is not folded", name)
			}
		}
	}
}

func TestAManualWithTwoFieldsIsNoModule(t *testing.T) {
	text := "# Manuel\n\n## Objectifs\n\nServir.\n\n## Public\n\nTous.\n\n# Suite\n\n" + strings.Repeat("Un paragraphe du manuel, sans rapport avec une formation.\n\n", 30)
	if r := read(t, "x.md", []byte(text), Options{}); r.Type != News {
		t.Errorf("got %s", outline(r))
	}
}
