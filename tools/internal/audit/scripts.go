package audit

import "proximite/tools/internal/diagnostic"

var inlineStyle = diagnostic.Rule{
	ID: "audit/inline-style", Severity: diagnostic.Error,
	Message: diagnostic.Text{
		FR: "Un élément porte un attribut style (%[1]q) : la politique de sécurité du site le refuse.",
		EN: "An element has a style attribute (%[1]q): the site's security policy refuses it.",
	},
	Hint: diagnostic.Text{
		FR: "Mettez cette présentation dans assets/css/.",
		EN: "Put this presentation into assets/css/.",
	},
}

var inlineHandler = diagnostic.Rule{
	ID: "audit/inline-handler", Severity: diagnostic.Error,
	Message: diagnostic.Text{
		FR: "Un élément porte un programme dans un attribut (%[1]q) : la politique de sécurité du site le refuse.",
		EN: "An element has a program in an attribute (%[1]q): the site's security policy refuses it.",
	},
	Hint: diagnostic.Text{
		FR: "Mettez ce programme dans un fichier de assets/js/.",
		EN: "Put this program into a file of assets/js/.",
	},
}

var scriptAddress = diagnostic.Rule{
	ID: "audit/script-address", Severity: diagnostic.Error,
	Message: diagnostic.Text{
		FR: "Une adresse est un programme (%[1]q).",
		EN: "An address is a program (%[1]q).",
	},
	Hint: diagnostic.Text{
		FR: "Remplacez-la par l’adresse d’une page.",
		EN: "Replace it by the address of a page.",
	},
}

var inlineScript = diagnostic.Rule{
	ID: "audit/inline-script", Severity: diagnostic.Error,
	Message: diagnostic.Text{
		FR: "La page contient un programme (%[1]q) : la politique de sécurité du site le refuse.",
		EN: "The page contains a program (%[1]q): the site's security policy refuses it.",
	},
	Hint: diagnostic.Text{
		FR: "Mettez ce programme dans un fichier de assets/js/. Seules les données JSON-LD sont admises dans une page.",
		EN: "Put this program into a file of assets/js/. Only JSON-LD data are allowed inside a page.",
	},
}

var leftover = diagnostic.Rule{
	ID: "audit/template-leftover", Severity: diagnostic.Error,
	Message: diagnostic.Text{
		FR: "La page montre la trace d’une commande ou d’un texte que le site n’a pas su traiter : %[1]q.",
		EN: "The page shows the trace of a command or a text that the site could not handle: %[1]q.",
	},
	Hint: diagnostic.Text{
		FR: "Vérifiez les commandes entre {{< et >}}, les balises HTML et les adresses dans le texte de cette page.",
		EN: "Check the commands between {{< and >}}, HTML tags and addresses in the text of this page.",
	},
}

// checkScripts looks for what a strict content security policy forbids.
func checkScripts(_ *site, p *page) []diagnostic.Diagnostic {
	var found []diagnostic.Diagnostic
	for kind, rule := range map[string]diagnostic.Rule{
		"style": inlineStyle, "script": inlineScript, "address": scriptAddress,
	} {
		if example, ok := p.inline[kind]; ok {
			found = append(found, rule.At(p.path, 0, 0, excerpt(example)))
		}
	}
	for _, h := range p.handlers {
		found = append(found, inlineHandler.At(p.path, 0, 0, excerpt(h)))
	}
	return found
}

// checkLeftovers looks for traces of templates and texts that went wrong.
func checkLeftovers(_ *site, p *page) []diagnostic.Diagnostic {
	var found []diagnostic.Diagnostic
	for _, l := range p.leftovers {
		found = append(found, leftover.At(p.path, 0, 0, l))
	}
	return found
}
