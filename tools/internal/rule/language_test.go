package rule

func languageCases() []ruleCase {
	return []ruleCase{
		{"missing version", []change{
			{en, "", ""},
		}, []string{
			"content/stories/a-path/index.fr.md language/missing-version error",
		}},
		{"missing version of a draft", []change{
			{"content/trainings/course/index.en.md", "", ""},
		}, []string{
			"content/trainings/course/index.fr.md language/missing-version todo",
		}},
		{"ok: dated exemption", []change{
			{en, "", ""},
			{fr, "interviews: [ntrv1w]", "interviews: [ntrv1w]\nexempt: {reason: \"Pas encore traduit.\", date: 2026-01-01}"},
		}, nil},
		{"exemption without need", []change{
			{fr, "angle: practice", "angle: practice\nexempt: {reason: \"x\", date: 2026-01-01}"},
			{en, "angle: practice", "angle: practice\nexempt: {reason: \"x\", date: 2026-01-01}"},
		}, []string{
			"content/stories/a-path/index.en.md:10:1 language/needless-exemption warning",
			"content/stories/a-path/index.fr.md:9:1 language/needless-exemption warning",
		}},
		{"field missing in the translation", []change{
			{en, "places: [bamako]\n", ""},
		}, []string{
			"content/stories/a-path/index.en.md:1:1 language/field-missing error",
		}},
		{"field missing in the original", []change{
			{fr, "places: [bamako]\n", ""},
		}, []string{
			"content/stories/a-path/index.fr.md:1:1 language/field-missing error",
		}},
		{"ok: field empty in one and absent in the other", []change{
			{fr, "angle: practice", "angle: practice\nstories: []"},
		}, nil},
		{"fields differ", []change{
			{en, "safety: low", "safety: medium"},
		}, []string{
			"content/stories/a-path/index.en.md:14:9 language/fields-differ error",
		}},
		{"id differs", []change{
			{en, "id: st0ry1", "id: st0ry2"},
		}, []string{
			"content/stories/a-path/index.en.md:2:5 language/fields-differ error",
		}},
		{"ok: title and outcome differ", []change{
			{en, "A path", "Another path"},
		}, nil},
		{"status in the original", []change{
			{fr, "angle: practice", "translation: own\nangle: practice"},
		}, []string{
			"content/stories/a-path/index.fr.md:8:1 language/needless-translation-status error",
		}},
		{"status missing in the translation", []change{
			{en, "translation: own\n", ""},
		}, []string{
			"content/stories/a-path/index.en.md:1:1 language/missing-translation-status error",
		}},
	}
}
