package hugosite

import (
	"strings"

	"proximite/tools/internal/diagnostic"
)

// Rules lists all findings that this package can make.
func Rules() []diagnostic.Rule {
	rules := []diagnostic.Rule{warning, crash, other}
	for _, c := range classes {
		rules = append(rules, c.rule)
	}
	return rules
}

// class recognises one kind of message of Hugo.
type class struct {
	rule    diagnostic.Rule
	matches func(words string, at position) bool
}

// classes are tried in this order; the first that matches wins.
var classes = []class{
	{missingText, says("MISSING_TRANSLATION")},
	{duplicatePath, says("Duplicate target paths")},
	{rawHTML, says("Raw HTML omitted")},
	{shortcode, says("shortcode")},
	{forbiddenFile, says("security.allowContent")},
	{date, says("is not a parsable date")},
	{configuration, in("hugo.toml")},
	{contentFile, in("content/")},
	{dataFile, in("data/", "i18n/")},
	{template, in("layouts/", "assets/")},
}

func says(part string) func(string, position) bool {
	return func(words string, _ position) bool { return strings.Contains(words, part) }
}

func in(prefixes ...string) func(string, position) bool {
	return func(_ string, at position) bool {
		for _, p := range prefixes {
			if strings.HasPrefix(at.path, p) {
				return true
			}
		}
		return false
	}
}

var missingText = diagnostic.Rule{
	ID: "hugo/missing-interface-text", Severity: diagnostic.Error,
	Message: diagnostic.Text{
		FR: "Un texte de l’interface n’existe pas dans une des langues. Hugo dit : « %[1]s ».",
		EN: "A text of the interface is missing in one language. Hugo says: “%[1]s”.",
	},
	Hint: diagnostic.Text{
		FR: "Ajoutez cette clé dans i18n/fr.yaml et dans i18n/en.yaml.",
		EN: "Add this key to i18n/fr.yaml and to i18n/en.yaml.",
	},
}

var duplicatePath = diagnostic.Rule{
	ID: "hugo/duplicate-address", Severity: diagnostic.Error,
	Message: diagnostic.Text{
		FR: "Deux pages auraient la même adresse. Hugo dit : « %[1]s ».",
		EN: "Two pages would have the same address. Hugo says: “%[1]s”.",
	},
	Hint: diagnostic.Text{
		FR: "Changez le « slug » (ou un des « aliases ») d’une des deux pages.",
		EN: "Change the slug (or one of the aliases) of one of the two pages.",
	},
}

var rawHTML = diagnostic.Rule{
	ID: "hugo/raw-html", Severity: diagnostic.Error,
	Message: diagnostic.Text{
		FR: "Le texte contient des balises HTML. Hugo dit : « %[1]s ».",
		EN: "The text contains HTML tags. Hugo says: “%[1]s”.",
	},
	Hint: diagnostic.Text{
		FR: "Écrivez en Markdown : **gras**, *italique*, [lien](/adresse/). Les balises entre < et > ne sont pas admises.",
		EN: "Write Markdown: **bold**, *italic*, [link](/address/). Tags between < and > are not allowed.",
	},
}

var shortcode = diagnostic.Rule{
	ID: "hugo/shortcode", Severity: diagnostic.Error,
	Message: diagnostic.Text{
		FR: "Une commande entre {{< et >}} ne convient pas. Hugo dit : « %[1]s ».",
		EN: "A command between {{< and >}} is not right. Hugo says: “%[1]s”.",
	},
	Hint: diagnostic.Text{
		FR: "Vérifiez son nom et ses paramètres. Les commandes connues sont expliquées dans le guide de la rédaction.",
		EN: "Check its name and its parameters. The editors' handbook explains the known ones.",
	},
}

var forbiddenFile = diagnostic.Rule{
	ID: "hugo/forbidden-file", Severity: diagnostic.Error,
	Message: diagnostic.Text{
		FR: "Ce type de fichier n’est pas admis dans content/. Hugo dit : « %[1]s ».",
		EN: "This type of file is not allowed in content/. Hugo says: “%[1]s”.",
	},
	Hint: diagnostic.Text{
		FR: "Retirez le fichier, ou importez-le avec « newsroom import ».",
		EN: "Remove the file, or import it with “newsroom import”.",
	},
}

var date = diagnostic.Rule{
	ID: "hugo/date", Severity: diagnostic.Error,
	Message: diagnostic.Text{
		FR: "Une date n’est pas lisible. Hugo dit : « %[1]s ».",
		EN: "A date cannot be read. Hugo says: “%[1]s”.",
	},
	Hint: diagnostic.Text{
		FR: "Écrivez année-mois-jour, par exemple 2023-09-04.",
		EN: "Write year-month-day, for example 2023-09-04.",
	},
}

var configuration = diagnostic.Rule{
	ID: "hugo/configuration", Severity: diagnostic.Error,
	Message: diagnostic.Text{
		FR: "Le fichier de configuration ne convient pas. Hugo dit : « %[1]s ».",
		EN: "The configuration file is not right. Hugo says: “%[1]s”.",
	},
	Hint: diagnostic.Text{
		FR: "Revenez à la version précédente de hugo.toml ou corrigez la ligne indiquée.",
		EN: "Go back to the former hugo.toml or correct the line given.",
	},
}

var contentFile = diagnostic.Rule{
	ID: "hugo/content", Severity: diagnostic.Error,
	Message: diagnostic.Text{
		FR: "Hugo ne peut pas faire une page de ce fichier. Il dit : « %[1]s ».",
		EN: "Hugo cannot make a page of this file. It says: “%[1]s”.",
	},
	Hint: diagnostic.Text{
		FR: "Corrigez la ligne indiquée. « newsroom check » explique souvent la même faute avec plus de détails.",
		EN: "Correct the line given. “newsroom check” often explains the same mistake in more detail.",
	},
}

var dataFile = diagnostic.Rule{
	ID: "hugo/data", Severity: diagnostic.Error,
	Message: diagnostic.Text{
		FR: "Hugo ne peut pas lire ce fichier de données. Il dit : « %[1]s ».",
		EN: "Hugo cannot read this data file. It says: “%[1]s”.",
	},
	Hint: diagnostic.Text{
		FR: "Corrigez la ligne indiquée : en YAML, les espaces en début de ligne et les deux-points comptent.",
		EN: "Correct the line given: in YAML, spaces at the start of a line and colons matter.",
	},
}

var template = diagnostic.Rule{
	ID: "hugo/template", Severity: diagnostic.Error,
	Message: diagnostic.Text{
		FR: "Un gabarit du site a échoué. Hugo dit : « %[1]s ».",
		EN: "A template of the site failed. Hugo says: “%[1]s”.",
	},
	Hint: diagnostic.Text{
		FR: "Ce n’est sans doute pas votre texte : transmettez ce message à la personne qui s’occupe du site.",
		EN: "It is probably not your text: pass this message on to whoever looks after the site.",
	},
}

var warning = diagnostic.Rule{
	ID: "hugo/warning", Severity: diagnostic.Error,
	Message: diagnostic.Text{
		FR: "Hugo a donné un avertissement, qui arrête la construction : « %[1]s ».",
		EN: "Hugo gave a warning, which stops the build: “%[1]s”.",
	},
	Hint: diagnostic.Text{
		FR: "Transmettez ce message à la personne qui s’occupe du site.",
		EN: "Pass this message on to whoever looks after the site.",
	},
}

var other = diagnostic.Rule{
	ID: "hugo/failed", Severity: diagnostic.Error,
	Message: diagnostic.Text{
		FR: "Hugo n’a pas pu construire le site. Il dit : « %[1]s ».",
		EN: "Hugo could not build the site. It says: “%[1]s”.",
	},
	Hint: diagnostic.Text{
		FR: "Transmettez ce message à la personne qui s’occupe du site.",
		EN: "Pass this message on to whoever looks after the site.",
	},
}

var crash = diagnostic.Rule{
	ID: "hugo/crash", Severity: diagnostic.Error,
	Message: diagnostic.Text{
		FR: "Hugo s’est arrêté de lui-même. Ses derniers mots : « %[1]s ».",
		EN: "Hugo stopped by itself. Its last words: “%[1]s”.",
	},
	Hint: diagnostic.Text{
		FR: "Vos fichiers sont intacts. Défaites la dernière modification et recommencez ; si cela continue, transmettez ce message à la personne qui s’occupe du site.",
		EN: "Your files are untouched. Undo the last change and try again; if it goes on, pass this message on to whoever looks after the site.",
	},
}
