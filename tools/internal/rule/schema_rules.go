package rule

import (
	"slices"

	"proximite/tools/internal/diagnostic"
)

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

func schemaRules() []diagnostic.Rule {
	return []diagnostic.Rule{
		noSchemas, badSchema, missingGate, unknownKey, missingKey, idForm, keyForm, urlForm, notAllowed, needsQuotes,
		mapForText, emptyValue, wrongKind, tooShort, tooLong, repeated, dayFirstDate, badDate, badForm,
	}
}

var (
	noSchemas = diagnostic.Rule{
		ID: "schema/none", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "Le dossier data/schemas est vide ou manque : rien ne dit ce que les fichiers doivent contenir.", EN: "The folder data/schemas is empty or missing: nothing says what the files have to hold."},
		Hint:    diagnostic.Text{FR: "Reprenez ce dossier du projet d’origine.", EN: "Take that folder from the original project."},
	}
	badSchema = diagnostic.Rule{
		ID: "schema/unreadable", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "Ce schéma est illisible (%[1]s).", EN: "This schema cannot be read (%[1]s)."},
		Hint:    diagnostic.Text{FR: "Reprenez ce fichier du projet d’origine.", EN: "Take that file from the original project."},
	}
	missingGate = diagnostic.Rule{
		ID: "schema/missing-before-publication", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "Avant la publication, il faut remplir « %[1]s ».", EN: "Before publication “%[1]s” has to be filled in."},
		Hint:    diagnostic.Text{FR: "%[2]s", EN: "%[3]s"},
	}
	unknownKey = diagnostic.Rule{
		ID: "schema/unknown-key", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "La clé « %[1]s » n’existe pas ici.", EN: "The key “%[1]s” does not exist here."},
		Hint:    diagnostic.Text{FR: "Clés possibles : %[2]s.", EN: "Possible keys: %[2]s."},
	}
	missingKey = diagnostic.Rule{
		ID: "schema/missing-key", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "Il manque « %[1]s ».", EN: "“%[1]s” is missing."},
		Hint:    diagnostic.Text{FR: "Ajoutez une ligne « %[1]s: … ». %[2]s", EN: "Add a line “%[1]s: …”. %[3]s"},
	}
	idForm = diagnostic.Rule{
		ID: "schema/malformed-id", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "« %[1]s » n’a pas la forme d’un identifiant : 4 à 12 chiffres ou minuscules, sans i, l, o ni u.", EN: "“%[1]s” has not the form of an id: 4 to 12 digits or lower-case letters, without i, l, o or u."},
		Hint:    diagnostic.Text{FR: "N’inventez pas d’identifiant : « newsroom new » en tire un. Pour un renvoi, copiez celui de l’élément voulu.", EN: "Do not make up an id: “newsroom new” draws one. For a reference, copy that of the item that is meant."},
	}
	keyForm = diagnostic.Rule{
		ID: "schema/malformed-key", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "« %[1]s » n’est pas écrit en minuscules sans accent, chiffres et traits d’union.", EN: "“%[1]s” is not written in lower-case letters without accents, digits and hyphens."},
		Hint:    diagnostic.Text{FR: "Par exemple : police-de-proximite.", EN: "For example: community-policing."},
	}
	urlForm = diagnostic.Rule{
		ID: "schema/malformed-address", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "« %[1]s » n’est pas une adresse qui commence par https://.", EN: "“%[1]s” is not an address that begins with https://."},
		Hint:    diagnostic.Text{FR: "Copiez l’adresse entière depuis le navigateur.", EN: "Copy the whole address from the browser."},
	}
	notAllowed = diagnostic.Rule{
		ID: "schema/not-allowed", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "« %[1]s » n’est pas une valeur possible de « %[2]s ».", EN: "“%[1]s” is not a possible value of “%[2]s”."},
		Hint:    diagnostic.Text{FR: "Valeurs possibles : %[3]s. %[4]s", EN: "Possible values: %[3]s. %[5]s"},
	}
	needsQuotes = diagnostic.Rule{
		ID: "schema/needs-quotes", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "« %[1]s » est un texte : sans guillemets droits, il est lu comme un nombre ou un oui/non.", EN: "“%[1]s” is a text: without straight quotation marks it is read as a number or a yes/no."},
		Hint:    diagnostic.Text{FR: "Écrivez : %[2]s", EN: "Write: %[2]s"},
	}
	mapForText = diagnostic.Rule{
		ID: "schema/colon-in-text", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "« %[1]s » attend un texte ; à cause de deux-points, il est lu comme « clé: valeur ».", EN: "“%[1]s” wants a text; because of a colon it is read as “key: value”."},
		Hint:    diagnostic.Text{FR: "Mettez le texte entre guillemets droits.", EN: "Put the text in straight quotation marks."},
	}
	emptyValue = diagnostic.Rule{
		ID: "schema/empty", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "« %[1]s » n’a pas de valeur.", EN: "“%[1]s” has no value."},
		Hint:    diagnostic.Text{FR: "Remplissez-la ou supprimez la ligne.", EN: "Fill it in or delete the line."},
	}
	wrongKind = diagnostic.Rule{
		ID: "schema/wrong-kind", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "« %[1]s » attend %[2]s.", EN: "“%[1]s” wants %[3]s."},
		Hint:    diagnostic.Text{FR: "Comparez avec un fichier voisin du même genre.", EN: "Compare with a neighbouring file of the same kind."},
	}
	tooShort = diagnostic.Rule{
		ID: "schema/too-short", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "« %[1]s » a %[2]d caractères ; il en faut au moins %[3]d.", EN: "“%[1]s” has %[2]d characters; it needs %[3]d at least."},
		Hint:    diagnostic.Text{FR: "Dites en une ou deux phrases ce que le lecteur trouvera.", EN: "Say in one or two sentences what the reader will find."},
	}
	tooLong = diagnostic.Rule{
		ID: "schema/too-long", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "« %[1]s » a %[2]d caractères ; il en faut au plus %[3]d.", EN: "“%[1]s” has %[2]d characters; %[3]d are the most."},
		Hint:    diagnostic.Text{FR: "Gardez l’essentiel : les listes et les moteurs de recherche coupent le reste.", EN: "Keep the essential: lists and search engines cut the rest."},
	}
	repeated = diagnostic.Rule{
		ID: "schema/repeated", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "La liste « %[1]s » contient deux fois la même valeur (n° %[2]d et n° %[3]d).", EN: "The list “%[1]s” holds the same value twice (no. %[2]d and no. %[3]d)."},
		Hint:    diagnostic.Text{FR: "Supprimez l’une des deux.", EN: "Delete one of them."},
	}
	dayFirstDate = diagnostic.Rule{
		ID: "schema/day-first-date", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "La date « %[1]s » est écrite jour d’abord ; ici, elle s’écrit année-mois-jour.", EN: "The date “%[1]s” is written day first; here it is year-month-day."},
		Hint:    diagnostic.Text{FR: "Si c’est bien jour, mois, année, écrivez : %[2]s", EN: "If it is day, month, year indeed, write: %[2]s"},
	}
	badDate = diagnostic.Rule{
		ID: "schema/malformed-date", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "« %[1]s » n’est pas une date de la forme année-mois-jour.", EN: "“%[1]s” is not a date of the form year-month-day."},
		Hint:    diagnostic.Text{FR: "Écrivez par exemple : %[2]s: 2023-09-04", EN: "Write for example: %[2]s: 2023-09-04"},
	}
	badForm = diagnostic.Rule{
		ID: "schema/malformed", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "La valeur de « %[1]s » n’a pas la forme attendue.", EN: "The value of “%[1]s” has not the expected form."},
		Hint:    diagnostic.Text{FR: "%[2]s", EN: "%[3]s"},
	}
)
