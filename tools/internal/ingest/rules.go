package ingest

import "proximite/tools/internal/diagnostic"

// ruleNoText is shared by all formats (I107 of the notes).
var ruleNoText = diagnostic.Rule{
	ID: "import/no-text", Severity: diagnostic.Error,
	Message: diagnostic.Text{
		FR: "Le fichier ne contient aucun texte (image seule, ou tout est supprimé ou masqué).",
		EN: "The file has no text (a picture only, or everything is deleted or hidden).",
	},
	Hint: diagnostic.Text{
		FR: "Demandez le document avec son texte, ou tapez le texte dans un nouveau document.",
		EN: "Ask for the document with its text, or type the text into a new document.",
	},
}

func textRules() []diagnostic.Rule { return []diagnostic.Rule{ruleNoText} }
