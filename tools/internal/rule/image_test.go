package rule

func imageCases() []ruleCase {
	return []ruleCase{
		{"without alternative", []change{
			{fr, "![Deux agents parlent avec une commerçante]", "![]"},
		}, []string{
			"content/stories/a-path/index.fr.md:29:1 image/missing-alternative error",
		}},
		{"alternative is a file name", []change{
			{fr, "![Deux agents parlent avec une commerçante]", "![market]"},
		}, []string{
			"content/stories/a-path/index.fr.md:29:1 image/alternative-is-file-name error",
		}},
		{"alternative is a camera name", []change{
			{fr, "![Deux agents parlent avec une commerçante]", "![IMG_2041.JPG]"},
		}, []string{
			"content/stories/a-path/index.fr.md:29:1 image/alternative-is-file-name error",
		}},
		{"alternative too long", []change{
			{fr, "![Deux agents parlent avec une commerçante]", "![mot mot mot mot mot mot mot mot mot mot mot mot mot mot mot mot mot mot mot mot mot mot mot mot mot mot mot mot mot mot mot mot mot mot mot mot mot mot mot mot mot mot mot mot mot mot mot mot mot mot mot mot mot mot mot mot mot mot mot mot mot mot mot mot mot mot mot mot mot mot ]"},
		}, []string{
			"content/stories/a-path/index.fr.md:29:1 image/long-alternative warning",
		}},
		{"alternative that says photo", []change{
			{fr, "![Deux agents", "![Photo de deux agents"},
		}, []string{
			"content/stories/a-path/index.fr.md:29:1 image/wordy-alternative warning",
		}},
		{"from another site", []change{
			{fr, "(market.jpg)", "(https://example.org/market.jpg)"},
		}, []string{
			"content/stories/a-path/index.fr.md:29:1 image/remote error",
		}},
		{"SVG", []change{
			{fr, "(market.jpg)", "(market.svg)"},
		}, []string{
			"content/stories/a-path/index.fr.md:29:1 image/format error",
		}},
		{"missing file", []change{
			{fr, "(market.jpg)", "(Market.jpg)"},
		}, []string{
			"content/stories/a-path/index.fr.md:29:1 image/missing-file error",
		}},
	}
}
