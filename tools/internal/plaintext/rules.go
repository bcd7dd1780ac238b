package plaintext

import "proximite/tools/internal/diagnostic"

// Rules lists every rule of the package.
func Rules() []diagnostic.Rule {
	return []diagnostic.Rule{
		emptyFile, utf16File, byteOrderMark, nulByte, oldLineEnd, notUTF8,
		unquotedColon, brokenQuotes, unclosedQuote, reservedStart, missingSpace, missingColon,
		tabIndent, hardSpace, cutByHash, ambiguousValue, ambiguousKey, duplicateKey,
		anchorUsed, tagUsed, severalDocuments, notAMap, tooDeep, badYAML,
	}
}

var (
	emptyFile = diagnostic.Rule{
		ID: "encoding/empty", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "Le fichier est vide.", EN: "The file is empty."},
		Hint:    diagnostic.Text{FR: "Écrivez son contenu ou supprimez-le.", EN: "Write its content or delete it."},
	}
	utf16File = diagnostic.Rule{
		ID: "encoding/utf-16", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "Le fichier est enregistré en UTF-16 (« Unicode »).", EN: "The file is saved as UTF-16 (“Unicode”)."},
		Hint:    diagnostic.Text{FR: "Dans l’éditeur : « Enregistrer sous », codage « UTF-8 ».", EN: "In the editor: “Save as”, encoding “UTF-8”."},
	}
	byteOrderMark = diagnostic.Rule{
		ID: "encoding/byte-order-mark", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "Le fichier commence par une marque invisible (BOM).", EN: "The file begins with an invisible mark (BOM)."},
		Hint:    diagnostic.Text{FR: "Dans l’éditeur : « Enregistrer sous », codage « UTF-8 », et non « UTF-8 avec BOM ».", EN: "In the editor: “Save as”, encoding “UTF-8”, not “UTF-8 with BOM”."},
	}
	nulByte = diagnostic.Rule{
		ID: "encoding/nul", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "Le fichier contient un caractère nul : ce n’est pas du texte, ou il est abîmé.", EN: "The file contains a NUL character: it is no text, or it is damaged."},
		Hint:    diagnostic.Text{FR: "Reprenez une bonne copie du fichier.", EN: "Take a good copy of the file."},
	}
	oldLineEnd = diagnostic.Rule{
		ID: "encoding/old-line-end", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "Une fin de ligne est écrite à l’ancienne (CR seul) : les programmes ne comptent pas les mêmes lignes.", EN: "A line ends in the old way (CR alone): programs do not count the same lines."},
		Hint:    diagnostic.Text{FR: "Dans l’éditeur, choisissez les fins de ligne « LF » ou « CRLF » et enregistrez.", EN: "In the editor choose the line ends “LF” or “CRLF” and save."},
	}
	notUTF8 = diagnostic.Rule{
		ID: "encoding/not-utf-8", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "Le fichier n’est pas en UTF-8 ; il est probablement en Windows-1252. Cette ligne serait alors : « %[1]s ».", EN: "The file is not UTF-8; it is probably Windows-1252. This line would then be: “%[1]s”."},
		Hint:    diagnostic.Text{FR: "Dans l’éditeur : rouvrez-le en « Windows-1252 » ou « Occidental », puis « Enregistrer sous », codage « UTF-8 ».", EN: "In the editor: reopen it as “Windows-1252” or “Western”, then “Save as”, encoding “UTF-8”."},
	}
	unquotedColon = diagnostic.Rule{
		ID: "yaml/unquoted-colon", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "Cette valeur contient deux-points suivis d’une espace ; sans guillemets droits, elle est illisible.", EN: "This value contains a colon followed by a space; without straight quotation marks it cannot be read."},
		Hint:    diagnostic.Text{FR: "Écrivez la ligne ainsi : %[1]s", EN: "Write the line like this: %[1]s"},
	}
	brokenQuotes = diagnostic.Rule{
		ID: "yaml/broken-quotes", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "Un guillemet ou une apostrophe ferme la valeur trop tôt : du texte suit.", EN: "A quotation mark or an apostrophe ends the value too early: text follows."},
		Hint:    diagnostic.Text{FR: "Écrivez la ligne ainsi : %[1]s", EN: "Write the line like this: %[1]s"},
	}
	unclosedQuote = diagnostic.Rule{
		ID: "yaml/unclosed-quote", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "Le guillemet ouvert ici n’est jamais fermé.", EN: "The quotation mark opened here is never closed."},
		Hint:    diagnostic.Text{FR: "Écrivez la ligne ainsi : %[1]s", EN: "Write the line like this: %[1]s"},
	}
	reservedStart = diagnostic.Rule{
		ID: "yaml/reserved-character", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "Une valeur sans guillemets ne peut pas commencer par « %[2]s ».", EN: "A value without quotation marks cannot begin with “%[2]s”."},
		Hint:    diagnostic.Text{FR: "Écrivez la ligne ainsi : %[1]s", EN: "Write the line like this: %[1]s"},
	}
	missingSpace = diagnostic.Rule{
		ID: "yaml/missing-space", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "Il manque l’espace ordinaire après les deux-points.", EN: "The ordinary space after the colon is missing."},
		Hint:    diagnostic.Text{FR: "Écrivez la ligne ainsi : %[1]s", EN: "Write the line like this: %[1]s"},
	}
	missingColon = diagnostic.Rule{
		ID: "yaml/missing-colon", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "Cette ligne n’a pas la forme « clé: valeur ».", EN: "This line has not the form “key: value”."},
		Hint:    diagnostic.Text{FR: "Écrivez le nom de la clé, deux-points, une espace, puis la valeur. Un texte de plusieurs lignes se met entre guillemets droits, sur une seule ligne.", EN: "Write the name of the key, a colon, a space, then the value. A text of several lines goes in straight quotation marks, on one line."},
	}
	tabIndent = diagnostic.Rule{
		ID: "yaml/tab", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "Il y a une tabulation là où seules des espaces sont permises.", EN: "There is a tab where only spaces are allowed."},
		Hint:    diagnostic.Text{FR: "Remplacez-la par des espaces : %[1]s", EN: "Replace it by spaces: %[1]s"},
	}
	hardSpace = diagnostic.Rule{
		ID: "yaml/hard-space", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "Il y a une espace insécable ou un caractère invisible dans la clé ou devant elle ; la clé ne serait pas reconnue.", EN: "There is a no-break space or an invisible character in the key or before it; the key would not be recognised."},
		Hint:    diagnostic.Text{FR: "Retapez la ligne ainsi : %[1]s", EN: "Type the line again like this: %[1]s"},
	}
	cutByHash = diagnostic.Rule{
		ID: "yaml/cut-by-hash", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "Tout ce qui suit « # » est coupé : la valeur serait « %[2]s ».", EN: "Everything from “#” on is cut off: the value would be “%[2]s”."},
		Hint:    diagnostic.Text{FR: "Écrivez la ligne ainsi : %[1]s", EN: "Write the line like this: %[1]s"},
	}
	ambiguousValue = diagnostic.Rule{
		ID: "yaml/ambiguous-value", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "« %[2]s » sans guillemets n’a pas le même sens pour tous les programmes (oui/non, nombre ou texte).", EN: "“%[2]s” without quotation marks does not mean the same to every program (yes/no, number or text)."},
		Hint:    diagnostic.Text{FR: "Pour un texte, écrivez %[1]s ; pour oui ou non, true ou false ; pour un nombre, des chiffres seuls.", EN: "For a text write %[1]s; for yes or no, true or false; for a number, digits only."},
	}
	ambiguousKey = diagnostic.Rule{
		ID: "yaml/ambiguous-key", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "La clé « %[2]s » n’est pas un texte pour tous les programmes.", EN: "The key “%[2]s” is not a text to every program."},
		Hint:    diagnostic.Text{FR: "Mettez-la entre guillemets droits : %[1]s:", EN: "Put it in straight quotation marks: %[1]s:"},
	}
	duplicateKey = diagnostic.Rule{
		ID: "yaml/duplicate-key", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "La clé « %[1]s » est déjà écrite à la ligne %[2]d.", EN: "The key “%[1]s” already stands on line %[2]d."},
		Hint:    diagnostic.Text{FR: "Gardez une seule des deux lignes.", EN: "Keep only one of the two."},
	}
	anchorUsed = diagnostic.Rule{
		ID: "yaml/anchor", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "Les renvois YAML (« & », « * », « << ») ne sont pas permis.", EN: "YAML references (“&”, “*”, “<<”) are not allowed."},
		Hint:    diagnostic.Text{FR: "Écrivez la valeur en toutes lettres, entre guillemets droits si c’est un texte.", EN: "Write the value out, in straight quotation marks if it is a text."},
	}
	tagUsed = diagnostic.Rule{
		ID: "yaml/tag", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "Une valeur sans guillemets ne peut pas commencer par « ! ».", EN: "A value without quotation marks cannot begin with “!”."},
		Hint:    diagnostic.Text{FR: "Mettez la valeur entre guillemets droits.", EN: "Put the value in straight quotation marks."},
	}
	severalDocuments = diagnostic.Rule{
		ID: "yaml/several-documents", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "Une ligne « --- » coupe le fichier en deux.", EN: "A line “---” cuts the file in two."},
		Hint:    diagnostic.Text{FR: "Supprimez cette ligne.", EN: "Delete that line."},
	}
	notAMap = diagnostic.Rule{
		ID: "yaml/not-a-map", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "On attend ici des lignes « clé: valeur ».", EN: "Lines of the form “key: value” are expected here."},
		Hint:    diagnostic.Text{FR: "Comparez avec un fichier voisin du même genre.", EN: "Compare with a neighbouring file of the same kind."},
	}
	tooDeep = diagnostic.Rule{
		ID: "yaml/too-deep", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "Les valeurs sont imbriquées trop profondément.", EN: "The values are nested too deeply."},
		Hint:    diagnostic.Text{FR: "Comparez avec un fichier voisin du même genre.", EN: "Compare with a neighbouring file of the same kind."},
	}
	badYAML = diagnostic.Rule{
		ID: "yaml/unreadable", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "Cette ligne, ou celle qui la précède, n’est pas du YAML lisible.", EN: "This line, or the one before it, is not readable YAML."},
		Hint:    diagnostic.Text{FR: "Vérifiez les guillemets, les deux-points, les crochets et l’alignement ; en cas de doute, mettez la valeur entre guillemets droits. (Détail technique : %[1]s)", EN: "Check the quotation marks, the colons, the brackets and the alignment; when in doubt put the value in straight quotation marks. (Technical detail: %[1]s)"},
	}
)
