package rule

import "testing"

func namingCases() []ruleCase {
	const people = "data/people.yaml"
	const inFrench = `{{< person id="pers2n" start="true" >}} raconte`
	const inEnglish = `{{< person id="pers2n" start="true" >}} tells`
	french := func(text string) []change { return []change{{fr, inFrench, text}} }
	english := func(text string) []change { return []change{{en, inEnglish, text}} }
	at := func(column, rule string) []string {
		return []string{"content/stories/a-path/index.fr.md:23:" + column + " naming/" + rule + " error"}
	}
	atEnglish := func(column, rule string) []string {
		return []string{"content/stories/a-path/index.en.md:24:" + column + " naming/" + rule + " error"}
	}
	return []ruleCase{
		{"role without an article", []change{{people, "une agente", "agente"}}, []string{people + ":4:14 naming/role-form error"}},
		{"role with a comma", []change{{people, "an officer", "an officer, from Kati"}}, []string{people + ":4:32 naming/role-form error"}},
		{"ok: roles with other articles", []change{{people, "une agente", "l’une des agentes"}, {people, "an officer", "the head of a team"}}, nil},
		{"rank without gender", []change{{people, "  serving:", "  rank: Major\n  serving:"}}, []string{people + ":6:9 naming/rank-without-gender error"}},
		{"ok: rank with gender", []change{{fr, "places: [bamako]\n", ""}, {en, "places: [bamako]\n", ""}, {people, "  serving:", "  rank: Major\n  gender: f\n  serving:"}}, nil},

		{"after in English", english(`What {{< person id="pers2n" after="de" >}} tells`), atEnglish("36", "after-in-english")},
		{"unknown joint", french(`Dit {{< person id="pers2n" after="dde" >}} raconte`), at("35", "unknown-joint")},
		{"ok: joints", french(`Le récit {{< person id="pers2n" after="de" >}}, grâce {{< person id="pers2n" after="à" >}}, dit {{< person id="pers2n" after="jusqu'à" >}}, {{< person id="pers2n" after="grâce à" start="true" >}} raconte`), nil},
		{"possessive in French", french(`Le récit {{< person id="pers2n" possessive="true" >}} raconte`), at("45", "possessive-in-french")},
		{"long possessive", append(english(`By {{< person id="pers2n" possessive="true" >}} account, she tells`), change{people, "an officer", "an officer from Kati"}), atEnglish("39", "long-possessive")},
		{"ok: possessive", english(`By {{< person id="pers2n" possessive="true" >}} account, she tells`), nil},
		{"not true", french(`{{< person id="pers2n" start="yes" >}} raconte`), at("31", "only-true")},

		{"melting word", french(`Le récit de {{< person "pers2n" >}} raconte`), at("10", "melting-word")},
		{"elided word", french(`On dit qu’{{< person "pers2n" >}} raconte`), at("8", "melting-word")},
		{"article melted", french(`Le récit du {{< person "pers2n" >}} raconte`), at("10", "fixed-word")},
		{"title", french(`Selon Mme {{< person "pers2n" >}}, on raconte`), at("7", "fixed-word")},
		{"article in English", english(`It is the {{< person "pers2n" >}} who tells`), atEnglish("7", "fixed-word")},
		{"typed possessive", english(`By {{< person "pers2n" >}}’s account, she tells`), atEnglish("27", "typed-possessive")},
		{"ok: words that stay", french(`Selon {{< person "pers2n" >}}, avec {{< person "pers2n" >}} et par {{< person "pers2n" >}}, on raconte`), nil},

		{"start of a paragraph", french(`{{< person "pers2n" >}} raconte`), at("1", "sentence-start")},
		{"start after a full stop", french(`Elle est là. {{< person "pers2n" >}} raconte`), at("14", "sentence-start")},
		{"start of an item", french("- {{< person \"pers2n\" >}} raconte"), at("3", "sentence-start")},
		{"ok: inside", french("Le 4 septembre,\n{{< person \"pers2n\" >}} raconte"), nil},

		{"person not listed", []change{{fr, "people: [pers2n]", "people: []"}, {en, "people: [pers2n]", "people: []"}}, []string{
			"content/stories/a-path/index.en.md:24:1 naming/not-listed error", "content/stories/a-path/index.fr.md:23:1 naming/not-listed error",
		}},
		{"speaker not listed", []change{{"content/interviews/words/index.fr.md", "people: [pers2n]", "people: []"}, {"content/interviews/words/index.en.md", "people: [pers2n]", "people: []"}}, []string{
			"content/interviews/words/index.en.md:9:13 naming/not-listed error", "content/interviews/words/index.fr.md:8:13 naming/not-listed error",
		}},
		{"no list in a draft", []change{{"content/stories/b/index.fr.md", "", "---\nid: b2b2b2\ntitle: \"B\"\nslug: b\ndate: 2023-09-04\nsource_language: fr\nangle: practice\ndraft: true\nexempt: {reason: \"x\", date: 2026-01-01}\nsummary: \"Un autre récit dont la liste des personnes manque, ce que la règle doit voir et dire à temps.\"\noutcome: a\nevidence: b\nas_of: 2023-09-04\nreview_by: 2027-09-04\nsafety: low\nsources: [article]\n---\n\nUn texte.\n"}}, []string{
			"content/stories/b/index.fr.md:1:1 naming/no-people todo",
		}},
	}
}

func TestUnmelted(t *testing.T) {
	for word, want := range map[string]string{"d’": "de", "Qu'": "que", "de": "de", "À": "à"} {
		if got := unmelted(word); got != want {
			t.Errorf("%q: %q", word, got)
		}
	}
}
