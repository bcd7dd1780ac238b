package rule

func personCases() []ruleCase {
	return []ruleCase{
		{"full name in prose", []change{
			{fr, "raconte,", "raconte, dit Awa Exemple Kéré,"},
		}, []string{
			"content/stories/a-path/index.fr.md:23:54 person/typed-name error",
		}},
		{"family name without accents in capitals", []change{
			{fr, "raconte,", "raconte à EXEMPLE KERE,"},
		}, []string{
			"content/stories/a-path/index.fr.md:23:51 person/typed-name error",
		}},
		{"name in the summary", []change{
			{fr, "une patrouille a", "Mme Exemple Kéré a"},
		}, []string{
			"content/stories/a-path/index.fr.md:5:23 person/typed-name error",
		}},
		{"name in an alternative text", []change{
			{fr, "une commerçante]", "Awa Exemple-Kéré]"},
		}, []string{
			"content/stories/a-path/index.fr.md:29:28 person/typed-name error",
		}},
		{"ok: first name, half of a family name, an address", []change{
			{fr, "raconte,", "raconte à Awa, par Exemple, <https://example.org/Exemple-Kere>,"},
		}, nil},
	}
}
