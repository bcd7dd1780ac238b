package rule

func personCases() []ruleCase {
	const spoken = "data/transcripts/tr4nsc.yaml"
	story := func(column string) []string {
		return []string{"content/stories/a-path/index.fr.md:23:" + column + " person/typed-name error"}
	}
	typed := func(text string) []change { return []change{{fr, "raconte,", "raconte, " + text + ","}} }
	return []ruleCase{
		{"full name in prose", typed("dit Awa Exemple Kéré"), story("54")},
		{"family name without accents in capitals", typed("dit EXEMPLE KERE"), story("54")},
		{"order turned", typed("dit KÉRÉ Awa"), story("54")},
		{"first name alone", typed("dit Awa"), story("54")},
		{"last part of the family name", typed("dit Kéré"), story("54")},
		{"initial", typed("dit A. Kéré"), story("54")},
		{"small letters", typed("dit awa exemple kéré"), story("54")},
		{"emphasis", typed("dit **Awa** *Exemple* Kéré"), story("56")},
		{"entities", typed("dit K&eacute;r&eacute;"), story("54")},
		{"end of a line", typed("dit Awa\nExemple Kéré"), story("54")},
		{"address of another site", typed("<https://example.org/Exemple-Kere>"), story("71")},
		{"in a draft", []change{
			{fr, "raconte,", "raconte, dit Awa Exemple Kéré,"}, {fr, "angle: practice", "angle: practice\ndraft: true"}, {en, "angle: practice", "angle: practice\ndraft: true"},
		}, []string{"content/stories/a-path/index.fr.md:24:54 person/typed-name todo"}},
		{"name in the summary", []change{
			{fr, "une patrouille a", "Mme Exemple Kéré a"},
		}, []string{
			"content/stories/a-path/index.fr.md:5:23 person/typed-name error",
		}},
		{"name in an alternative text", []change{
			{"data/photos.yaml", "une commerçante", "Awa Exemple-Kéré"},
		}, []string{
			"data/photos.yaml:5:39 person/name-in-data error",
		}},
		{"name in a comment", []change{
			{fr, "angle: practice", "angle: practice # Awa Kéré"},
		}, []string{
			"content/stories/a-path/index.fr.md:8:19 person/typed-name error",
		}},
		{"ok: half of a family name, other words", typed("par Exemple, des kérés, Awani"), nil},

		{"in a segment", []change{{spoken, "segments:", "segments:\n  - id: s0000\n    text: \"Moi, Awa, je parle.\"\n    translation: {en: {text: \"I, Awa, speak.\", status: own}}"}}, []string{
			spoken + ":10:17 person/spoken-name error", spoken + ":11:34 person/spoken-name error",
		}},
		{"in a label", []change{{spoken, "person: pers2n", "person: pers2n\n    label: \"Awa K.\""}}, []string{
			spoken + ":8:13 person/spoken-name error",
		}},
		{"ok: in a masked segment", []change{{spoken, "segments:", "segments:\n  - id: s0000\n    text: \"Moi, Awa Kéré\"\n    visibility: masked"}}, nil},
		{"ok: square brackets", []change{{spoken, "segments:", "segments:\n  - id: s0000\n    text: \"Moi, [mon nom], je parle.\"\n    translation: {en: {text: \"I, [my name], speak.\", status: own}}"}}, nil},

		{"in a role", []change{{"data/people.yaml", `fr: "une agente"`, `fr: "une agente, Awa K"`}}, []string{
			"data/people.yaml:4:14 naming/role-form error", "data/people.yaml:4:27 person/name-in-data error",
		}},
		{"in a register", []change{{"data/places.yaml", "fr: \"", "fr: \"Chez Awa, "}}, []string{"data/places.yaml:2:20 person/name-in-data error"}},
		{"in a ledger", []change{{"data/permalinks.yaml", "", "\"c0ld5t\":\n  \"/fr/recits/le-recit-de-kere/\": {since: \"2026-11-24\"}\n"}}, []string{"data/permalinks.yaml:2:27 person/name-in-ledger error"}},
		{"in the interface", []change{{"i18n/fr.yaml", "", "x: \"Awa Kéré\"\n"}, {"i18n/en.yaml", "", "x: \"Somebody\"\n"}}, []string{
			"i18n/fr.yaml:1:5 person/name-in-data error",
		}},
		{"in a drawing", []change{{"layouts/a.svg", "", "<svg><title>Awa Kéré</title></svg>"}}, []string{"layouts/a.svg:1:13 person/name-in-data error"}},
		{"in a template", []change{{"archetypes/x.md", "", "par K&#233;r&#233;\n"}}, []string{"archetypes/x.md:1:5 person/name-in-data error"}},
		{"ok: receipts of imports", []change{{"data/imports/x.json", "", `{"label": "Awa Kéré"}`}}, nil},
	}
}
