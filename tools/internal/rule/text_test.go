package rule

func textCases() []ruleCase {
	return []ruleCase{
		{"decomposed accent", []change{
			{fr, "raconte,", "raconte\u0301,"},
		}, []string{
			"content/stories/a-path/index.fr.md:23:47 text/decomposed error",
		}},
		{"tab", []change{
			{fr, "raconte,", "raconte,\t"},
		}, []string{
			"content/stories/a-path/index.fr.md:23:49 text/tab warning",
		}},
		{"control character", []change{
			{fr, "raconte,", "raconte\u0002,"},
		}, []string{
			"content/stories/a-path/index.fr.md:23:48 text/control-character error",
		}},
		{"lost character", []change{
			{fr, "raconte,", "racont\ufffd,"},
		}, []string{
			"content/stories/a-path/index.fr.md:23:47 text/damaged-character error",
		}},
		{"bidi control", []change{
			{fr, "raconte,", "raconte\u202e,"},
		}, []string{
			"content/stories/a-path/index.fr.md:23:48 text/bidi-control error",
		}},
		{"zero-width space", []change{
			{fr, "raconte,", "racon\u200bte,"},
		}, []string{
			"content/stories/a-path/index.fr.md:23:46 text/invisible-character error",
		}},
		{"double encoding", []change{
			{fr, "raconte,", "a racontÃ©,"},
		}, []string{
			"content/stories/a-path/index.fr.md:23:49 text/double-encoding error",
		}},
		{"invisible character in a register", []change{
			{"data/places.yaml", "Bamako", "Bama\u00adko"},
		}, []string{
			"data/places.yaml:2:19 text/invisible-character error",
		}},
		{"ok: no-break spaces and the Arabic joiner", []change{
			{fr, "raconte,", "raconte\u00a0: «\u202foui\u202f», {{< lang \"fa\" >}}مى\u200cخواهم{{< /lang >}},"},
		}, nil},
		{"long title", []change{
			{en, "title: \"A path\"", "title: \"A long path A long path A long path A long path A long path A long path A long path A long path \""},
		}, []string{
			"content/stories/a-path/index.en.md:3:8 text/long-title advice",
		}},
		{"same title in a section", []change{
			{"content/stories/b/index.fr.md", "", "---\nid: b2b2b2\ntitle: \"Un parcours\"\nslug: b\ndate: 2023-09-04\nsource_language: fr\npeople: []\nangle: practice\ndraft: true\nexempt: {reason: \"x\", date: 2026-01-01}\nsummary: \"Un autre récit dont le titre est le même que celui du premier, ce qui égare le lecteur pressé.\"\noutcome: a\nevidence: b\nas_of: 2023-09-04\nreview_by: 2023-09-04\nsafety: low\nsources: [article]\n---\n"},
		}, []string{
			"content/stories/b/index.fr.md:3:8 text/same-title warning",
		}},
		{"same summary", []change{
			{en, "How a patrol changed its way of talking with the people of a district, and what is known of it.", "What the module teaches, summed up in one sentence that is long enough to pass the gate of lengths."},
		}, []string{
			"content/stories/a-path/index.en.md:5:10 text/same-summary warning",
		}},
	}
}
