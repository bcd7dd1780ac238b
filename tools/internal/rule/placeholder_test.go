package rule

func placeholderCases() []ruleCase {
	return []ruleCase{
		{"in prose", []change{
			{fr, "raconte,", "raconte [à compléter : où],"},
		}, []string{
			"content/stories/a-path/index.fr.md:23:49 placeholder/left error",
		}},
		{"in the prose of a draft", []change{
			{fr, "angle: practice", "draft: true\nangle: practice"},
			{en, "angle: practice", "draft: true\nangle: practice"},
			{en, "tells,", "tells [to be translated],"},
		}, []string{
			"content/stories/a-path/index.en.md:25:47 placeholder/left todo",
		}},
		{"as a title", []change{
			{en, "title: \"A path\"", "title: \"[to be translated] Un parcours\""},
		}, []string{
			"content/stories/a-path/index.en.md:3:8 placeholder/left error",
		}},
		{"in an alternative text", []change{
			{"data/photos.yaml", "une commerçante", "TODO"},
		}, []string{
			"data/photos.yaml:5:13 placeholder/left error",
		}},
		{"in a register", []change{
			{"data/places.yaml", "fr: \"Bamako\"", "fr: \"à traduire\""},
		}, []string{
			"data/places.yaml:2:14 placeholder/left error",
		}},
		{"in a public transcript", []change{
			{"data/transcripts/tr4nsc.yaml", "text: \"We listen to people before acting. Then we come back.\"", "text: \"[to be translated] We listen to people before acting. Then we come back.\""},
		}, []string{
			"content/stories/a-path/index.en.md:30:1 quotation/words-changed error",
			"data/transcripts/tr4nsc.yaml:13:18 placeholder/left error",
		}},
		{"ok: said about the mission, in code, in a word", []change{
			{fr, "raconte,", "raconte ce qui reste à compléter par la mission, `[à traduire]` et TODOS,"},
		}, nil},
	}
}
