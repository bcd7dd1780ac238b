package rule

func scopeCases() []ruleCase {
	const voice = "media: {file: words.opus, kind: audio, bytes: 10, duration_ms: 1000}\nspeakers:"
	const words = "data/transcripts/tr4nsc.yaml"
	return []ruleCase{
		{"does not cover naming", []change{
			{"data/people.yaml", "scopes: [web, quotation]", "scopes: [quotation]"},
		}, []string{
			"content/interviews/words/index.en.md:15:10 person/missing-scope error",
			"content/interviews/words/index.fr.md:14:10 person/missing-scope error",
			"content/stories/a-path/index.en.md:24:16 person/missing-scope error",
			"content/stories/a-path/index.fr.md:23:16 person/missing-scope error",
		}},
		{"does not cover quoting", []change{
			{"data/people.yaml", "scopes: [web, quotation]", "scopes: [web]"},
		}, []string{
			"content/stories/a-path/index.en.md:30:1 person/missing-scope error",
			"content/stories/a-path/index.fr.md:31:1 person/missing-scope error",
			words + ":7:13 person/missing-scope error",
		}},
		{"does not cover the voice", []change{{words, "speakers:", voice}}, []string{
			words + ":5:15 media/missing error",
			words + ":8:13 person/missing-scope error",
		}},
		{"does not cover the voice in a draft", []change{
			{words, "speakers:", voice},
			{"content/interviews/words/index.fr.md", "release: public", "release: public\ndraft: true"},
			{"content/interviews/words/index.en.md", "release: public", "release: public\ndraft: true"},
		}, []string{
			"content/stories/a-path/index.en.md:21:14 reference/draft-target error",
			"content/stories/a-path/index.fr.md:20:14 reference/draft-target error",
			words + ":5:15 media/missing error",
			words + ":8:13 person/missing-scope todo",
		}},
		{"ok: the voice is covered", []change{
			{words, "speakers:", voice},
			{"data/people.yaml", "scopes: [web, quotation]", "scopes: [web, quotation, voice]"},
		}, []string{words + ":5:15 media/missing error"}},
		{"ok: anonymous and not named", []change{
			{"data/people.yaml", "scopes: [web, quotation]", "scopes: [quotation]"},
			{"data/people.yaml", "attribution: full_name", "attribution: anonymous"},
			{fr, "places: [bamako]\n", ""},
			{en, "places: [bamako]\n", ""},
		}, nil},
	}
}
