package rule

func schemaCases() []ruleCase {
	return []ruleCase{
		{"unknown key", []change{
			{fr, "outcome: \"Les habitants savent à qui parler.\"", "outcom: \"Les habitants savent à qui parler.\""},
		}, []string{
			"content/stories/a-path/index.fr.md:1:1 schema/missing-before-publication error",
			"content/stories/a-path/index.fr.md:9:1 schema/unknown-key error",
		}},
		{"missing key", []change{
			{fr, "angle: practice\n", ""},
			{en, "angle: practice\n", ""},
		}, []string{
			"content/stories/a-path/index.en.md:1:1 schema/missing-key error",
			"content/stories/a-path/index.fr.md:1:1 schema/missing-key error",
		}},
		{"missing gate", []change{
			{fr, "evidence: \"Une déclaration publiée.\"\n", ""},
		}, []string{
			"content/stories/a-path/index.fr.md:1:1 schema/missing-before-publication error",
		}},
		{"empty gate", []change{
			{fr, "evidence: \"Une déclaration publiée.\"", "evidence:"},
		}, []string{
			"content/stories/a-path/index.fr.md:10:1 schema/missing-before-publication error",
		}},
		{"missing gate of a draft", []change{
			{fr, "angle: practice", "draft: true\nangle: practice"},
			{en, "angle: practice", "draft: true\nangle: practice"},
			{fr, "evidence: \"Une déclaration publiée.\"", "# evidence: \"…\""},
		}, []string{
			"content/stories/a-path/index.fr.md:11:1 schema/missing-before-publication todo",
		}},
		{"missing gate of a section", []change{
			{"content/_index.fr.md", "summary: \"Le site d’essai : une page d’accueil assez longue pour que le résumé passe la porte des caractères.\"\n", ""},
		}, []string{
			"content/_index.fr.md:1:1 schema/missing-before-publication error",
		}},
		{"malformed id", []change{
			{fr, "id: st0ry1", "id: story1"},
			{en, "id: st0ry1", "id: story1"},
		}, []string{
			"content/stories/a-path/index.en.md:2:5 schema/malformed-id error",
			"content/stories/a-path/index.en.md:32:1 photo/other-item error",
			"content/stories/a-path/index.fr.md:2:5 schema/malformed-id error",
			"content/stories/a-path/index.fr.md:29:1 photo/other-item error",
			"content/stories/a-path/phtpkt.png photo/undeclared error",
			"data/photos.yaml:2:9 photo/no-item error",
		}},
		{"malformed slug", []change{
			{fr, "slug: un-parcours", "slug: Un_Parcours"},
		}, []string{
			"content/stories/a-path/index.fr.md:4:7 schema/malformed-key error",
		}},
		{"malformed key of a register", []change{
			{"data/places.yaml", "bamako:", "Bamako:"},
			{fr, "places: [bamako]\n", ""},
			{en, "places: [bamako]\n", ""},
		}, []string{
			"data/places.yaml:1:1 schema/malformed-key error",
		}},
		{"malformed id of a person", []change{
			{"data/people.yaml", "pers2n:", "person-1:\n  role: {fr: une agente, en: an officer}\n  serving: false\n  attribution: anonymous\n  basis: {kind: consent, reference: r, date: 2023-09-04}\n  scopes: []\n  safety: low\n  review_by: 2023-09-04\npers2n:"},
		}, []string{
			"data/people.yaml:1:1 schema/malformed-id error",
		}},
		{"address without https", []change{
			{"data/sources.yaml", "https://example.org/article", "http://example.org/article"},
		}, []string{
			"data/sources.yaml:5:8 schema/malformed-address error",
		}},
		{"value not allowed", []change{
			{fr, "safety: low", "safety: lov"},
			{en, "safety: low", "safety: lov"},
		}, []string{
			"content/stories/a-path/index.en.md:14:9 schema/not-allowed error",
			"content/stories/a-path/index.fr.md:13:9 schema/not-allowed error",
		}},
		{"number for a text", []change{
			{fr, "id: st0ry1", "id: 12345"},
			{en, "id: st0ry1", "id: 12345"},
		}, []string{
			"content/stories/a-path/index.en.md:2:5 schema/needs-quotes error",
			"content/stories/a-path/index.en.md:32:1 photo/other-item error",
			"content/stories/a-path/index.fr.md:2:5 schema/needs-quotes error",
			"content/stories/a-path/index.fr.md:29:1 photo/other-item error",
			"content/stories/a-path/phtpkt.png photo/undeclared error",
			"data/photos.yaml:2:9 photo/no-item error",
		}},
		{"colon in a list", []change{
			{"content/modules/rights/index.en.md", "objectives: [\"One aim\"]", "objectives:\n  - Listening: the first aim"},
		}, []string{
			"content/modules/rights/index.en.md:11:5 schema/colon-in-text error",
		}},
		{"null for an optional key", []change{
			{fr, "places: [bamako]", "places:"},
			{en, "places: [bamako]", "places:"},
		}, []string{
			"content/stories/a-path/index.en.md:17:8 schema/empty error",
			"content/stories/a-path/index.fr.md:16:8 schema/empty error",
		}},
		{"text for a list", []change{
			{fr, "places: [bamako]", "places: bamako"},
			{en, "places: [bamako]", "places: bamako"},
		}, []string{
			"content/stories/a-path/index.en.md:17:9 schema/wrong-kind error",
			"content/stories/a-path/index.fr.md:16:9 schema/wrong-kind error",
		}},
		{"text for a boolean", []change{
			{fr, "angle: practice", "draft: \"true\"\nangle: practice"},
			{en, "angle: practice", "draft: \"true\"\nangle: practice"},
		}, []string{
			"content/stories/a-path/index.en.md:9:8 schema/wrong-kind error",
			"content/stories/a-path/index.fr.md:8:8 schema/wrong-kind error",
		}},
		{"summary too short", []change{
			{fr, "Comment une patrouille a changé sa façon de parler avec les habitants, et ce que l’on en sait.", "Court."},
		}, []string{
			"content/stories/a-path/index.fr.md:5:10 schema/too-short error",
		}},
		{"summary too long in a draft", []change{
			{fr, "angle: practice", "draft: true\nangle: practice"},
			{en, "angle: practice", "draft: true\nangle: practice"},
			{fr, "Comment une", "Comment xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx une"},
		}, []string{
			"content/stories/a-path/index.fr.md:5:10 schema/too-long todo",
		}},
		{"repeated value", []change{
			{fr, "themes: [trust]", "themes: [trust, trust]"},
			{en, "themes: [trust]", "themes: [trust, trust]"},
		}, []string{
			"content/stories/a-path/index.en.md:15:9 schema/repeated error",
			"content/stories/a-path/index.fr.md:14:9 schema/repeated error",
		}},
		{"day-first date", []change{
			{fr, "as_of: 2023-09-04", "as_of: 04.09.2023"},
			{en, "as_of: 2023-09-04", "as_of: 04.09.2023"},
		}, []string{
			"content/stories/a-path/index.en.md:12:8 schema/day-first-date error",
			"content/stories/a-path/index.fr.md:11:8 schema/day-first-date error",
		}},
		{"impossible date", []change{
			{fr, "as_of: 2023-09-04", "as_of: \"2023-02-30\""},
			{en, "as_of: 2023-09-04", "as_of: \"2023-02-30\""},
		}, []string{
			"content/stories/a-path/index.en.md:12:8 schema/malformed-date error",
			"content/stories/a-path/index.fr.md:11:8 schema/malformed-date error",
		}},
		{"date in words", []change{
			{fr, "as_of: 2023-09-04", "as_of: 4 septembre 2023"},
			{en, "as_of: 2023-09-04", "as_of: 4 septembre 2023"},
		}, []string{
			"content/stories/a-path/index.en.md:12:8 schema/malformed-date error",
			"content/stories/a-path/index.fr.md:11:8 schema/malformed-date error",
		}},
		{"interview date that is neither a date nor not-published", []change{
			{"content/interviews/words/index.fr.md", "recorded_on: not-published", "recorded_on: not-publishd"},
			{"content/interviews/words/index.en.md", "recorded_on: not-published", "recorded_on: not-publishd"},
		}, []string{
			"content/interviews/words/index.en.md:11:14 schema/malformed-date error",
			"content/interviews/words/index.fr.md:10:14 schema/malformed-date error",
		}},
		{"place that is neither a key nor not-published", []change{
			{"content/interviews/words/index.fr.md", "place: not-published", "place: In Bamako"},
			{"content/interviews/words/index.en.md", "place: not-published", "place: In Bamako"},
		}, []string{
			"content/interviews/words/index.en.md:12:8 schema/malformed-key error",
			"content/interviews/words/index.fr.md:11:8 schema/malformed-key error",
		}},
		{"schema whose alternatives overlap", []change{
			{"data/schemas/page.json", "", "{\"oneOf\": [{\"type\": \"object\"}, {\"required\": [\"id\"]}]}"},
		}, []string{
			"content/about/index.en.md:1:1 schema/malformed error",
			"content/about/index.fr.md:1:1 schema/malformed error",
		}},
		{"schema that uses something unforeseen", []change{
			{"data/schemas/page.json", "", "{\"maxProperties\": 2}"},
		}, []string{
			"content/about/index.en.md:1:1 schema/malformed error",
			"content/about/index.fr.md:1:1 schema/malformed error",
		}},
		{"consent without its reference", []change{
			{"data/people.yaml", "{kind: consent, reference: \"A-1\", date: 2023-09-01}", "{kind: consent, date: 2023-09-01}"},
		}, []string{
			"data/people.yaml:8:3 schema/missing-key error",
		}},
		{"full name without a name", []change{
			{"data/people.yaml", "  name: \"Awa Exemple Kéré\"\n", ""},
		}, []string{
			"data/people.yaml:1:1 schema/missing-key error",
		}},
		{"unknown key in a segment", []change{
			{"data/transcripts/tr4nsc.yaml", "visibility: masked", "visiblity: masked"},
		}, []string{
			"data/transcripts/tr4nsc.yaml:17:5 schema/unknown-key error",
		}},
		{"malformed alias", []change{
			{fr, "angle: practice", "aliases: [\"no slash\"]\nangle: practice"},
		}, []string{
			"content/stories/a-path/index.fr.md:8:11 schema/malformed error",
		}},
		{"schema that cannot be read", []change{
			{"data/schemas/page.json", "", "{"},
		}, []string{
			"data/schemas/page.json schema/unreadable error",
		}},
		{"schema of a wrong form", []change{
			{"data/schemas/page.json", "", "{\"type\": 3}"},
		}, []string{
			"data/schemas/page.json schema/unreadable error",
		}},
		{"ok: every form of date", []change{
			{"data/figures.yaml", "as_of: 2015", "as_of: 2015-01-02"},
		}, nil},
	}
}
