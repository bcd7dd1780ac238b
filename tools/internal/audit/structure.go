package audit

import "proximite/tools/internal/diagnostic"

var headingCount = diagnostic.Rule{
	ID: "audit/heading-count", Severity: diagnostic.Error,
	Message: diagnostic.Text{
		FR: "La page a %[1]d titres principaux (h1) ; il en faut exactement un.",
		EN: "The page has %[1]d main headings (h1); it needs exactly one.",
	},
	Hint: diagnostic.Text{
		FR: "Dans le texte, commencez les titres à ## : le titre de la page vient de « title ».",
		EN: "In the text, start headings at ##: the heading of the page comes from title.",
	},
}

var missingAlternative = diagnostic.Rule{
	ID: "audit/missing-alternative-text", Severity: diagnostic.Error,
	Message: diagnostic.Text{
		FR: "L’image %[1]q n’a pas de texte de remplacement (alt).",
		EN: "The picture %[1]q has no alternative text (alt).",
	},
	Hint: diagnostic.Text{
		FR: "Décrivez l’image : ![ce que l’on voit](photo.jpg).",
		EN: "Describe the picture: ![what one sees](photo.jpg).",
	},
}

var duplicateID = diagnostic.Rule{
	ID: "audit/duplicate-id", Severity: diagnostic.Error,
	Message: diagnostic.Text{
		FR: "L’identifiant %[1]q désigne %[2]d endroits de la page : un lien n’en atteint qu’un.",
		EN: "The id %[1]q names %[2]d places of the page: a link reaches only one.",
	},
	Hint: diagnostic.Text{
		FR: "Donnez à deux titres de même nom des mots ou des identifiants différents : ## Titre {#autre}.",
		EN: "Give two headings of the same name different words or ids: ## Heading {#other}.",
	},
}

// checkStructure asks for what readers who listen or jump through a page need.
func checkStructure(_ *site, p *page) []diagnostic.Diagnostic {
	var found []diagnostic.Diagnostic
	if p.headings != 1 && p.refresh == "" {
		found = append(found, headingCount.At(p.path, 0, 0, p.headings))
	}
	for _, source := range p.noAlt {
		found = append(found, missingAlternative.At(p.path, 0, 0, excerpt(source)))
	}
	for id, n := range p.ids {
		if n > 1 {
			found = append(found, duplicateID.At(p.path, 0, 0, id, n))
		}
	}
	return found
}
