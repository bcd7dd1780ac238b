package rule

func speakerCases() []ruleCase {
	const file = "data/transcripts/tr4nsc.yaml"
	label := change{file, "    person: pers2n", "    label: \"Q\""}
	return []ruleCase{
		{"only the label of the file", []change{label}, []string{
			file + ":6:5 speaker/not-linked error",
		}},
		{"only the label, in a draft", []change{
			label,
			{"content/interviews/words/index.fr.md", "release: public", "release: public\ndraft: true"},
			{"content/interviews/words/index.en.md", "release: public", "release: public\ndraft: true"},
		}, []string{
			"content/stories/a-path/index.en.md:21:14 reference/draft-target error",
			"content/stories/a-path/index.fr.md:20:14 reference/draft-target error",
			file + ":6:5 speaker/not-linked todo",
		}},
		{"ok: a role", []change{
			{file, "    person: pers2n", "    label: \"Q\"\n    role: {fr: \"une habitante\", en: \"a resident\"}"},
		}, nil},
	}
}
