package rule

func figureCases() []ruleCase {
	return []ruleCase{
		{"without source", []change{
			{"data/figures.yaml", "  as_of: 2015\n  sources: [article]\n", "  as_of: 2015\n"},
		}, []string{
			"data/figures.yaml:1:1 figure/no-source error",
		}},
		{"without scope", []change{
			{"data/figures.yaml", "  scope: {fr: \"En 2016.\", en: \"In 2016.\"}\n", ""},
		}, []string{
			"data/figures.yaml:13:1 figure/no-scope error",
		}},
		{"without date", []change{
			{"data/figures.yaml", "  as_of: 2016-05\n", ""},
		}, []string{
			"data/figures.yaml:13:1 figure/no-date error",
		}},
		{"typed number", []change{
			{fr, "{{< value \"trainees\" >}} formés", "Près de 700 formés"},
		}, []string{
			"content/stories/a-path/index.fr.md:33:9 figure/typed-number warning",
		}},
		{"typed number of a draft", []change{
			{fr, "angle: practice", "draft: true\nangle: practice"},
			{en, "angle: practice", "draft: true\nangle: practice"},
			{fr, "{{< value \"trainees\" >}} formés", "Près de 700 formés"},
		}, []string{
			"content/stories/a-path/index.fr.md:34:9 figure/typed-number todo",
		}},
		{"typed people on a page", []change{
			{"content/about/index.fr.md", "Une page.", "La mission a formé 6 policiers en 12 jours."},
		}, []string{
			"content/about/index.fr.md:10:20 figure/typed-number warning",
		}},
		{"typed money in a table cell", []change{
			{"content/about/index.fr.md", "Une page.", "| a |\n|---|\n| 29,7 millions d’euros |\n\nUne page."},
		}, []string{
			"content/about/index.fr.md:12:3 figure/typed-number warning",
		}},
	}
}
