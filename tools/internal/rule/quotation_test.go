package rule

func quotationCases() []ruleCase {
	return []ruleCase{
		{"words differ", []change{
			{fr, "from=\"Nous écoutons\"", "from=\"Nous entendons\""},
		}, []string{
			"content/stories/a-path/index.fr.md:31:1 quotation/words-differ error",
		}},
		{"words of a card differ", []change{
			{fr, "\nslug: ", "\npull_quote: {ref: \"tr4nsc#s7f3q\", from: \"Nous entendons\"}\nslug: "},
		}, []string{
			"content/stories/a-path/index.fr.md:4:13 quotation/words-differ error",
		}},
		{"ok: words of a card", []change{
			{fr, "\nslug: ", "\npull_quote: {ref: \"tr4nsc#s7f3q\", words: \"tb8mhk\"}\nslug: "},
		}, nil},
		{"no seal", []change{
			{fr, " words=\"r96tsf\"", ""},
		}, []string{
			"content/stories/a-path/index.fr.md:31:1 quotation/not-sealed error",
		}},
		{"no seal, in a draft", []change{
			{fr, " words=\"r96tsf\"", ""}, {fr, "\nslug: ", "\ndraft: true\nslug: "},
		}, []string{
			"content/stories/a-path/index.fr.md:32:1 quotation/not-sealed todo",
		}},
		{"one word of the transcript changes", []change{
			{"data/transcripts/tr4nsc.yaml", "Nous écoutons les gens avant", "Nous écoutons vos gens avant"},
		}, []string{
			"content/stories/a-path/index.en.md:30:1 quotation/words-changed error",
			"content/stories/a-path/index.fr.md:31:1 quotation/words-changed error",
		}},
		{"ok: a word that nobody quotes changes", []change{
			{"data/transcripts/tr4nsc.yaml", "Passage masqué.", "Passage caché."},
		}, nil},
		{"no such segment", []change{
			{fr, "tr4nsc#s7f3q", "tr4nsc#s7f3z"},
		}, []string{
			"content/stories/a-path/index.fr.md:31:1 quotation/no-segment error",
		}},
		{"masked segment", []change{
			{fr, "tr4nsc#s7f3q\" from=\"Nous écoutons\" to=\"avant\"", "tr4nsc#s8g4r\""},
		}, []string{
			"content/stories/a-path/index.fr.md:31:1 quotation/masked error",
		}},
		{"no translation in the language of the page", []change{
			{"data/transcripts/tr4nsc.yaml", "    translation:\n      en: {text: \"We listen to people before acting. Then we come back.\", status: own}\n", ""},
		}, []string{
			"content/stories/a-path/index.en.md:30:1 quotation/no-translation error",
		}},
		{"ok: spaces and apostrophes do not matter", []change{
			{fr, "from=\"Nous écoutons\"", "from=\"Nous  écoutons\""}, {"data/transcripts/tr4nsc.yaml", "avant d’agir", "avant d'agir"},
		}, nil},
		{"interview that is not released", []change{
			{"content/interviews/words/index.fr.md", "release: public", "release: metadata"},
			{"content/interviews/words/index.en.md", "release: public", "release: metadata"},
		}, []string{
			"content/stories/a-path/index.en.md:30:1 quotation/not-released error",
			"content/stories/a-path/index.fr.md:31:1 quotation/not-released error",
		}},
		{"closed interview that is published", []change{
			{"content/interviews/words/index.fr.md", "release: public", "release: closed"},
			{"content/interviews/words/index.en.md", "release: public", "release: closed"},
		}, []string{
			"content/interviews/words/index.en.md:13:10 interview/closed-published error",
			"content/interviews/words/index.fr.md:12:10 interview/closed-published error",
			"content/stories/a-path/index.en.md:30:1 quotation/not-released error",
			"content/stories/a-path/index.fr.md:31:1 quotation/not-released error",
		}},
		{"ok: excerpts", []change{
			{"content/interviews/words/index.fr.md", "release: public", "release: excerpts"},
			{"content/interviews/words/index.en.md", "release: public", "release: excerpts"},
		}, nil},
	}
}
