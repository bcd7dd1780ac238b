package rule

func fileCases() []ruleCase {
	return []ruleCase{
		{"unexpected name", []change{
			{"content/stories/a-path/notes.md", "", "x\n"},
		}, []string{
			"content/stories/a-path/notes.md file/unexpected-name error",
		}},
		{"file of a language that is not one of ours", []change{
			{"content/stories/a-path/index.de.md", "", "---\n---\n"},
		}, []string{
			"content/stories/a-path/index.de.md file/unexpected-name error",
		}},
		{"unexpected kind", []change{
			{"content/stories/a-path/draft.docx", "", "x"},
		}, []string{
			"content/stories/a-path/draft.docx file/unexpected-kind error",
		}},
		{"item too deep", []change{
			{"content/stories/a-path/extra/index.fr.md", "", "---\nid: x2x2x2\ntitle: \"X\"\nslug: extra\ndate: 2023-09-04\nsource_language: fr\npeople: []\nangle: practice\ndraft: true\noutcome: a\nevidence: b\nas_of: 2023-09-04\nreview_by: 2023-09-04\nsafety: low\nsources: [article]\nexempt: {reason: \"x\", date: 2026-01-01}\nsummary: \"Un récit posé dans le dossier d’un autre, où le site ne le trouverait pas comme un récit à part.\"\n---\n"},
		}, []string{
			"content/stories/a-path/extra/index.fr.md file/misplaced error",
		}},
		{"page and section in one folder", []change{
			{"content/about/_index.fr.md", "", "---\ntitle: \"T\"\nsummary: \"Une rubrique qui se trouve au même endroit que la page, ce que l’aperçu ne supporte pas.\"\n---\n"},
			{"content/about/_index.en.md", "", "---\ntitle: \"U\"\nsummary: \"A section that stands in the same place as the page, which the preview of the site does not bear.\"\n---\n"},
		}, []string{
			"content/about/index.fr.md file/index-and-section error",
		}},
		{"index of a taxonomy", []change{
			{"content/themes/_index.fr.md", "", "---\ntitle: \"T\"\nsummary: \"Une rubrique de thèmes dont le fichier fait tomber l’aperçu du site dans cette version de Hugo.\"\n---\n"},
			{"content/themes/_index.en.md", "", "---\ntitle: \"U\"\nsummary: \"A section of themes whose file makes the preview of the site crash in this version of Hugo, alas.\"\n---\n"},
		}, []string{
			"content/themes/_index.fr.md file/taxonomy-index error",
		}},
		{"ok: left by an operating system", []change{
			{"content/stories/a-path/.DS_Store", "", "x"},
			{"content/stories/a-path/~$notes.docx", "", "x"},
			{"content/themes/_content.gotmpl", "", "x"},
		}, nil},
	}
}
