package document

import "proximite/tools/internal/diagnostic"

// Rules lists every rule of the package.
func Rules() []diagnostic.Rule {
	return []diagnostic.Rule{
		blankStart, tomlStart, oddDashes, noFrontMatter, unclosed, readersDiffer,
		rawHTML, headingNeedsID, duplicateAnchor,
		unclosedShortcode, spacedBraces, closingShortcode, curlyQuotes, unknownShortcode, shortcodeParams, quoteForm,
		unclosedPair, langCode,
	}
}

var (
	blankStart = diagnostic.Rule{
		ID: "frontmatter/blank-first-line", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "La première ligne est vide ; elle doit être « --- ».", EN: "The first line is blank; it has to be “---”."},
		Hint:    diagnostic.Text{FR: "Supprimez les lignes vides au début du fichier.", EN: "Delete the blank lines at the start of the file."},
	}
	tomlStart = diagnostic.Rule{
		ID: "frontmatter/wrong-format", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "L’en-tête n’est pas écrit en YAML, entre deux lignes « --- ».", EN: "The front matter is not written in YAML, between two lines “---”."},
		Hint:    diagnostic.Text{FR: "Remplacez « +++ » par « --- » et écrivez chaque ligne sous la forme « clé: valeur ».", EN: "Replace “+++” by “---” and write each line as “key: value”."},
	}
	oddDashes = diagnostic.Rule{
		ID: "frontmatter/odd-dashes", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "La ligne « %[1]s » n’est pas exactement trois traits d’union sans espace.", EN: "The line “%[1]s” is not exactly three hyphens without a space."},
		Hint:    diagnostic.Text{FR: "Écrivez « --- » seul sur la ligne, en première colonne, ou supprimez la ligne.", EN: "Write “---” alone on the line, from the first column, or delete the line."},
	}
	noFrontMatter = diagnostic.Rule{
		ID: "frontmatter/missing", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "Le fichier ne commence pas par un en-tête : la première ligne doit être « --- ».", EN: "The file does not begin with front matter: the first line has to be “---”."},
		Hint:    diagnostic.Text{FR: "Copiez l’en-tête d’un fichier du même genre, ou créez l’élément avec « newsroom new ».", EN: "Copy the front matter of a file of the same kind, or make the item with “newsroom new”."},
	}
	unclosed = diagnostic.Rule{
		ID: "frontmatter/unclosed", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "L’en-tête n’est pas fermé : il manque la seconde ligne « --- ».", EN: "The front matter is not closed: the second line “---” is missing."},
		Hint:    diagnostic.Text{FR: "Ajoutez une ligne « --- » ici, après la dernière clé et avant le texte.", EN: "Add a line “---” here, after the last key and before the text."},
	}
	readersDiffer = diagnostic.Rule{
		ID: "frontmatter/readers-differ", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "Tous les programmes ne lisent pas cette valeur de la même façon (%[1]s).", EN: "Not every program reads this value in the same way (%[1]s)."},
		Hint:    diagnostic.Text{FR: "Mettez la valeur entre guillemets droits, sur une seule ligne.", EN: "Put the value in straight quotation marks, on one line."},
	}
	rawHTML = diagnostic.Rule{
		ID: "markdown/raw-html", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "Le HTML n’est pas publié : ce passage disparaîtrait.", EN: "HTML is not published: this passage would vanish."},
		Hint:    diagnostic.Text{FR: "Écrivez en Markdown ; pour montrer un signe « < », écrivez « &lt; ».", EN: "Write Markdown; to show a sign “<”, write “&lt;”."},
	}
	headingNeedsID = diagnostic.Rule{
		ID: "markdown/heading-needs-id", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "Un titre qui contient un appel {{< … >}} doit avoir une ancre écrite, sinon son adresse change toute seule.", EN: "A heading that contains a call {{< … >}} needs a written anchor, else its address changes by itself."},
		Hint:    diagnostic.Text{FR: "Ajoutez une ancre à la fin du titre, par exemple {#resultats}.", EN: "Add an anchor at the end of the heading, for example {#results}."},
	}
	duplicateAnchor = diagnostic.Rule{
		ID: "markdown/duplicate-anchor", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "L’ancre « %[1]s » existe déjà plus haut dans la page.", EN: "The anchor “%[1]s” already exists above on the page."},
		Hint:    diagnostic.Text{FR: "Donnez-lui un autre nom.", EN: "Give it another name."},
	}
	unclosedShortcode = diagnostic.Rule{
		ID: "shortcode/unclosed", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "L’appel ouvert ici n’est pas fermé, ou un guillemet droit y manque.", EN: "The call opened here is not closed, or a straight quotation mark is missing in it."},
		Hint:    diagnostic.Text{FR: "Un appel s’ouvre par {{< et se ferme par >}}, avec un guillemet droit avant et après chaque valeur.", EN: "A call opens with {{< and closes with >}}, with a straight quotation mark before and after each value."},
	}
	spacedBraces = diagnostic.Rule{
		ID: "shortcode/spaced-braces", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "Il y a une espace entre les accolades et le signe qui suit : l’appel serait imprimé tel quel.", EN: "There is a space between the braces and the sign after them: the call would be printed as it is."},
		Hint:    diagnostic.Text{FR: "Écrivez {{< sans espace.", EN: "Write {{< without a space."},
	}
	closingShortcode = diagnostic.Rule{
		ID: "shortcode/closing-call", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "Cette fermeture « / » ne correspond à aucun appel ouvert.", EN: "This closing “/” belongs to no open call."},
		Hint:    diagnostic.Text{FR: "Supprimez cet appel ou sa barre oblique.", EN: "Delete this call or its slash."},
	}
	curlyQuotes = diagnostic.Rule{
		ID: "shortcode/curly-quotes", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "Les valeurs d’un appel se mettent entre guillemets droits (\"), pas « » ni “ ”.", EN: "The values of a call go in straight quotation marks (\"), not “ ” or « »."},
		Hint:    diagnostic.Text{FR: "Retapez les guillemets : name=\"valeur\".", EN: "Type the quotation marks again: name=\"value\"."},
	}
	unknownShortcode = diagnostic.Rule{
		ID: "shortcode/unknown", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "L’appel « %[1]s » n’existe pas.", EN: "The call “%[1]s” does not exist."},
		Hint:    diagnostic.Text{FR: "Vouliez-vous dire : %[2]s ?", EN: "Did you mean: %[2]s?"},
	}
	shortcodeParams = diagnostic.Rule{
		ID: "shortcode/wrong-parameters", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "Les paramètres de l’appel « %[1]s » ne sont pas ceux attendus.", EN: "The parameters of the call “%[1]s” are not the expected ones."},
		Hint:    diagnostic.Text{FR: "Écrivez-le ainsi : %[2]s", EN: "Write it like this: %[2]s"},
	}
	quoteForm = diagnostic.Rule{
		ID: "shortcode/quote-form", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "La forme « %[1]s » n’existe pas.", EN: "The form “%[1]s” does not exist."},
		Hint:    diagnostic.Text{FR: "Écrivez form=\"block\" (à part) ou form=\"inline\" (dans la phrase).", EN: "Write form=\"block\" (set apart) or form=\"inline\" (in the sentence)."},
	}
	unclosedPair = diagnostic.Rule{
		ID: "shortcode/not-closed", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "L’appel « %[1]s » entoure des mots et n’est pas fermé dans le même paragraphe.", EN: "The call “%[1]s” encloses words and is not closed in the same paragraph."},
		Hint:    diagnostic.Text{FR: "Écrivez %[2]s après le dernier mot, sans autre appel ni ligne vide entre les deux.", EN: "Write %[2]s after the last word, without another call or a blank line between the two."},
	}
	langCode = diagnostic.Rule{
		ID: "shortcode/language-code", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "« %[1]s » n’est pas un code de langue.", EN: "“%[1]s” is no language code."},
		Hint:    diagnostic.Text{FR: "Écrivez le code en minuscules : bm (bambara), ff (peul), snk (soninké), ses (songhaï), tmh (tamacheq), ar (arabe), fr, en…", EN: "Write the code in lower case: bm (Bambara), ff (Fulfulde), snk (Soninke), ses (Songhay), tmh (Tamasheq), ar (Arabic), fr, en…"},
	}
)
