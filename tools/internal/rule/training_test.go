package rule

func trainingCases() []ruleCase {
	return []ruleCase{
		{"end before start", []change{
			{"content/trainings/course/index.fr.md", "end: 2023-09-08", "end: 2023-09-01"},
			{"content/trainings/course/index.en.md", "end: 2023-09-08", "end: 2023-09-01"},
		}, []string{
			"content/trainings/course/index.en.md:10:6 training/end-before-start error",
			"content/trainings/course/index.fr.md:9:6 training/end-before-start error",
		}},
		{"without the module of all trainings", []change{
			{"content/trainings/course/index.fr.md", "modules: [m0dve1]\n", ""},
			{"content/trainings/course/index.en.md", "modules: [m0dve1]\n", ""},
		}, []string{
			"content/trainings/course/index.en.md:1:1 training/missing-module todo",
			"content/trainings/course/index.fr.md:1:1 training/missing-module todo",
		}},
		{"published without the module of all trainings", []change{
			{"content/trainings/course/index.fr.md", "modules: [m0dve1]\ndraft: true\n", ""},
			{"content/trainings/course/index.en.md", "modules: [m0dve1]\ndraft: true\n", ""},
		}, []string{
			"content/trainings/course/index.en.md:1:1 training/missing-module error",
			"content/trainings/course/index.fr.md:1:1 training/missing-module error",
		}},
	}
}
