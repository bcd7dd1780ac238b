package rule

func linkCases() []ruleCase {
	return []ruleCase{
		{"dead", []change{
			{fr, "(/modules/rights/#aims)", "(/modules/right/)"},
		}, []string{
			"content/stories/a-path/index.fr.md:27:6 link/dead error",
		}},
		{"dead fragment of another page", []change{
			{fr, "(/modules/rights/#aims)", "(/modules/rights/#goals)"},
		}, []string{
			"content/stories/a-path/index.fr.md:27:6 link/dead-fragment error",
		}},
		{"dead fragment of this page", []change{
			{fr, "(#change)", "(#chnge)"},
		}, []string{
			"content/stories/a-path/index.fr.md:27:42 link/dead-fragment error",
		}},
		{"ok: automatic anchor", []change{
			{"content/modules/rights/index.fr.md", "## Buts {#aims}", "## Buts visés {#aims}\n\n## Été à Bamako"},
			{fr, "(/modules/rights/#aims)", "(/modules/rights/#ete-a-bamako)"},
		}, nil},
		{"ok: segment of a public interview", []change{
			{fr, "(/modules/rights/#aims)", "(/interviews/words/#s7f3q)"},
		}, nil},
		{"masked segment", []change{
			{fr, "(/modules/rights/#aims)", "(/interviews/words/#s8g4r)"},
		}, []string{
			"content/stories/a-path/index.fr.md:27:6 link/dead-fragment error",
		}},
		{"to a draft", []change{
			{fr, "(/modules/rights/#aims)", "(/trainings/course/)"},
		}, []string{
			"content/stories/a-path/index.fr.md:27:6 link/to-draft error",
		}},
		{"with the language", []change{
			{fr, "(/modules/rights/#aims)", "(/fr/modules/droits/)"},
		}, []string{
			"content/stories/a-path/index.fr.md:27:6 link/language-in-path error",
		}},
		{"relative", []change{
			{fr, "(/modules/rights/#aims)", "(../rights/)"},
		}, []string{
			"content/stories/a-path/index.fr.md:27:6 link/relative error",
		}},
		{"empty", []change{
			{fr, "(/modules/rights/#aims)", "()"},
		}, []string{
			"content/stories/a-path/index.fr.md:27:6 link/unreadable error",
		}},
		{"call as destination", []change{
			{fr, "(/modules/rights/#aims)", "({{< source \"article\" >}})"},
		}, []string{
			"content/stories/a-path/index.fr.md:27:6 link/unreadable error",
		}},
		{"http", []change{
			{fr, "https://example.org/a", "http://example.org/a"},
		}, []string{
			"content/stories/a-path/index.fr.md:27:66 link/not-https error",
		}},
		{"javascript", []change{
			{fr, "https://example.org/a", "javascript:alert"},
		}, []string{
			"content/stories/a-path/index.fr.md:27:66 link/forbidden-scheme error",
		}},
		{"password in the address", []change{
			{fr, "https://example.org/a", "https://me:pw@example.org/"},
		}, []string{
			"content/stories/a-path/index.fr.md:27:66 link/forbidden-scheme error",
		}},
		{"shortener", []change{
			{fr, "https://example.org/a", "https://bit.ly/x"},
		}, []string{
			"content/stories/a-path/index.fr.md:27:66 link/shortener error",
		}},
		{"shortener in the sources", []change{
			{"data/sources.yaml", "https://example.org/article", "https://t.co/abc"},
		}, []string{
			"data/sources.yaml:5:8 link/shortener error",
		}},
		{"tracking", []change{
			{fr, "https://example.org/a", "https://example.org/a?utm_source=x"},
		}, []string{
			"content/stories/a-path/index.fr.md:27:66 link/tracking error",
		}},
		{"ok: question mark, mail and telephone", []change{
			{fr, "https://example.org/a", "https://example.org/a?page=2"},
			{fr, "(#change)", "(mailto:a@example.org)"},
		}, nil},
		{"without text", []change{
			{fr, "[la source]", "[]"},
		}, []string{
			"content/stories/a-path/index.fr.md:27:66 link/no-text error",
		}},
		{"vague text", []change{
			{fr, "[la source]", "[ici]"},
		}, []string{
			"content/stories/a-path/index.fr.md:27:66 link/vague-text warning",
		}},
	}
}
