package rule

func markdownCases() []ruleCase {
	return []ruleCase{
		{"footnote without text", []change{
			{fr, "formés,", "formés[^1],"},
		}, []string{
			"content/stories/a-path/index.fr.md:33:32 markdown/dead-reference error",
		}},
		{"ok: footnote", []change{
			{fr, "formés,", "formés[^1],"},
			{fr, "{{< term \"community-policing\" >}}.", "{{< term \"community-policing\" >}}.\n\n[^1]: Une note."},
		}, nil},
		{"reference link without definition", []change{
			{fr, "[la source](https://example.org/a)", "[la source][src]"},
		}, []string{
			"content/stories/a-path/index.fr.md:27:66 markdown/dead-reference error",
		}},
		{"second title", []change{
			{fr, "## Ce qui a changé", "# Ce qui a changé"},
		}, []string{
			"content/stories/a-path/index.fr.md:25:1 markdown/second-title error",
		}},
		{"skipped level", []change{
			{fr, "## Ce qui a changé", "### Ce qui a changé"},
		}, []string{
			"content/stories/a-path/index.fr.md:25:1 markdown/skipped-level error",
		}},
	}
}
