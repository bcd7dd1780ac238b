package rule

func referenceCases() []ruleCase {
	return []ruleCase{
		{"dead key in the front matter", []change{
			{fr, "places: [bamako]", "places: [bamakko]"},
			{en, "places: [bamako]", "places: [bamakko]"},
		}, []string{
			"content/stories/a-path/index.en.md:17:10 reference/dead-key error",
			"content/stories/a-path/index.fr.md:16:10 reference/dead-key error",
		}},
		{"dead theme", []change{
			{fr, "themes: [trust]", "themes: [peace]"},
			{en, "themes: [trust]", "themes: [peace]"},
		}, []string{
			"content/stories/a-path/index.en.md:15:10 reference/dead-key error",
			"content/stories/a-path/index.fr.md:14:10 reference/dead-key error",
		}},
		{"dead key in a call", []change{
			{fr, "{{< source \"article\" >}}", "{{< source \"artcle\" >}}"},
		}, []string{
			"content/stories/a-path/index.fr.md:33:46 reference/dead-key error",
		}},
		{"dead key in a register", []change{
			{"data/people.yaml", "institution: mission", "institution: missing"},
		}, []string{
			"data/people.yaml:5:16 reference/dead-key error",
		}},
		{"dead figure in a conflict", []change{
			{"data/figures.yaml", "figure: others", "figure: other"},
		}, []string{
			"data/figures.yaml:9:15 reference/dead-key error",
		}},
		{"dead source in a transcript", []change{
			{"data/transcripts/tr4nsc.yaml", "published: article", "published: book"},
		}, []string{
			"data/transcripts/tr4nsc.yaml:4:21 reference/dead-key error",
		}},
		{"dead item", []change{
			{fr, "modules: [m0dve1]", "modules: [m0dve2]"},
			{en, "modules: [m0dve1]", "modules: [m0dve2]"},
		}, []string{
			"content/stories/a-path/index.en.md:20:11 reference/dead-item error",
			"content/stories/a-path/index.fr.md:19:11 reference/dead-item error",
		}},
		{"dead transcript", []change{
			{"content/interviews/words/index.fr.md", "transcript: tr4nsc", "transcript: tr4nsx"},
			{"content/interviews/words/index.en.md", "transcript: tr4nsc", "transcript: tr4nsx"},
		}, []string{
			"content/interviews/words/index.en.md:9:13 reference/dead-transcript error",
			"content/interviews/words/index.fr.md:8:13 reference/dead-transcript error",
		}},
		{"item of another type", []change{
			{fr, "modules: [m0dve1]", "modules: [ntrv1w]"},
			{en, "modules: [m0dve1]", "modules: [ntrv1w]"},
		}, []string{
			"content/stories/a-path/index.en.md:20:11 reference/wrong-type error",
			"content/stories/a-path/index.fr.md:19:11 reference/wrong-type error",
		}},
		{"item itself", []change{
			{fr, "angle: practice", "stories: [st0ry1]\nangle: practice"},
			{en, "angle: practice", "stories: [st0ry1]\nangle: practice"},
		}, []string{
			"content/stories/a-path/index.en.md:9:11 reference/self error",
			"content/stories/a-path/index.fr.md:8:11 reference/self error",
		}},
		{"draft from a published item", []change{
			{fr, "angle: practice", "trainings: [tra1n1]\nangle: practice"},
			{en, "angle: practice", "trainings: [tra1n1]\nangle: practice"},
		}, []string{
			"content/stories/a-path/index.en.md:9:13 reference/draft-target error",
			"content/stories/a-path/index.fr.md:8:13 reference/draft-target error",
		}},
		{"ok: draft from a draft", []change{
			{fr, "angle: practice", "trainings: [tra1n1]\ndraft: true\nangle: practice"},
			{en, "angle: practice", "trainings: [tra1n1]\ndraft: true\nangle: practice"},
		}, nil},
		{"dead diagram", []change{
			{"layouts/_partials/components/diagram-ladder.html", "", "x"},
			{fr, "{{< term \"community-policing\" >}}", "{{< diagram \"lader\" >}}"},
		}, []string{
			"content/stories/a-path/index.fr.md:33:73 reference/dead-diagram error",
		}},
		{"ok: diagram", []change{
			{"layouts/_partials/components/diagram-ladder.html", "", "x"},
			{fr, "{{< term \"community-policing\" >}}", "{{< diagram \"ladder\" >}}"},
		}, nil},
		{"ok: broken register accuses no reference", []change{
			{"data/places.yaml", "bamako:", "bamako"},
		}, []string{
			"data/places.yaml:1:1 yaml/missing-colon error",
		}},
	}
}
