package rule

func identityCases() []ruleCase {
	return []ruleCase{
		{"id of another item", []change{
			{"content/about/index.fr.md", "ab0vt1", "st0ry1"},
			{"content/about/index.en.md", "ab0vt1", "st0ry1"},
		}, []string{
			"content/stories/a-path/index.en.md:2:5 identity/duplicate-id error",
			"content/stories/a-path/index.fr.md:2:5 identity/duplicate-id error",
			"content/stories/a-path/phtpkt.png photo/undeclared error",
			"data/photos.yaml:3:9 photo/no-file error",
		}},
		{"id of a person", []change{
			{"content/about/index.fr.md", "ab0vt1", "pers2n"},
			{"content/about/index.en.md", "ab0vt1", "pers2n"},
		}, []string{
			"content/about/index.en.md:2:5 identity/duplicate-id error",
			"content/about/index.fr.md:2:5 identity/duplicate-id error",
		}},
		{"transcript with another name", []change{
			{"data/transcripts/tr4nsc.yaml", "id: tr4nsc", "id: tr4nsd"},
		}, []string{
			"data/transcripts/tr4nsc.yaml:1:5 identity/transcript-name error",
		}},
		{"same slug in a section", []change{
			{"content/stories/b/index.fr.md", "", "---\nid: b2b2b2\ntitle: \"B\"\nslug: un-parcours\ndate: 2023-09-04\nsource_language: fr\npeople: []\nangle: practice\ndraft: true\nexempt: {reason: \"x\", date: 2026-01-01}\nsummary: \"Un autre récit dont l’adresse est la même que celle du premier, ce qui effacerait une page.\"\noutcome: a\nevidence: b\nas_of: 2023-09-04\nreview_by: 2023-09-04\nsafety: low\nsources: [article]\n---\n"},
		}, []string{
			"content/stories/b/index.fr.md:4:7 identity/duplicate-slug error",
		}},
		{"ok: same slug in two languages", []change{
			{fr, "slug: un-parcours", "slug: a-path"},
		}, nil},
		{"folder with a capital", []change{
			{"content/Extra/index.fr.md", "", "---\nid: x2x2x2\ntitle: \"X\"\nslug: extra\ndate: 2023-09-04\nsource_language: fr\nexempt: {reason: \"x\", date: 2026-01-01}\nsummary: \"Une page dont le dossier a une majuscule, ce qui casse les liens internes sur bien des hôtes.\"\n---\n"},
		}, []string{
			"content/Extra/index.fr.md identity/folder-name error",
		}},
		{"name in a file name", []change{
			{"content/stories/a-path/exemple-kere.jpg", "", "x"},
		}, []string{
			"content/stories/a-path/exemple-kere.jpg identity/name-in-path error",
			"content/stories/a-path/exemple-kere.jpg media/wrong-ending error",
		}},
		{"name in a slug", []change{
			{fr, "slug: un-parcours", "slug: le-parcours-d-awa-exemple-kere"},
		}, []string{
			"content/stories/a-path/index.fr.md:4:7 identity/name-in-address error",
		}},
		{"family name in an anchor", []change{
			{fr, "{#change}", "{#exemple-kere}"},
			{fr, "(#change)", "(#exemple-kere)"},
		}, []string{
			"content/stories/a-path/index.fr.md:25:1 identity/name-in-address error",
			"content/stories/a-path/index.fr.md:27:55 person/typed-name error",
		}},
		{"family name in an alias", []change{
			{fr, "angle: practice", "aliases: [/recits/exemple-kere/]\nangle: practice"},
		}, []string{
			"content/stories/a-path/index.fr.md:8:11 identity/name-in-address error",
		}},
		{"name as a key", []change{
			{"data/glossary.yaml", "community-policing:\n", "community-policing:\n"},
			{"data/places.yaml", "bamako:\n", "exemple-kere:\n  name: {fr: \"X\", en: \"X\"}\n  precision: city\nbamako:\n"},
		}, []string{
			"data/places.yaml:1:1 identity/name-in-address error",
		}},
		{"first name in a slug", []change{
			{fr, "slug: un-parcours", "slug: awa-et-les-autres"},
		}, []string{
			"content/stories/a-path/index.fr.md:4:7 identity/name-in-address error",
		}},
		{"ok: half of a family name of two words", []change{
			{fr, "slug: un-parcours", "slug: un-exemple"},
		}, nil},
	}
}
