package ingest

import "proximite/tools/internal/diagnostic"

// Rules about the container and the words of office files, news and modules. The
// codes I… are those of the notes from which the sentences were made.

// I103
var ruleProtected = diagnostic.Rule{
	ID: "import/protected-or-old", Severity: diagnostic.Error,
	Message: diagnostic.Text{
		FR: "Document protégé par mot de passe, ou ancien format (.doc, .xls).",
		EN: "The document is protected by a password, or in an old format (.doc, .xls).",
	},
	Hint: diagnostic.Text{
		FR: "Retirez le mot de passe, ou enregistrez le document au format .docx (.xlsx pour un tableau).",
		EN: "Remove the password, or save the document as .docx (.xlsx for a sheet).",
	},
}

// I104
var ruleDamaged = diagnostic.Rule{
	ID: "import/damaged-file", Severity: diagnostic.Error,
	Message: diagnostic.Text{
		FR: "Le fichier est abîmé (copie ou téléchargement interrompu).",
		EN: "The file is damaged (a copy or download cut short).",
	},
	Hint: diagnostic.Text{
		FR: "Demandez une nouvelle copie.",
		EN: "Ask for a new copy.",
	},
}

// I105
var ruleUnpackedTooBig = diagnostic.Rule{
	ID: "import/too-big-unpacked", Severity: diagnostic.Error,
	Message: diagnostic.Text{
		FR: "Une fois décompressé, le fichier dépasse %[1]s. Import refusé par sécurité.",
		EN: "Unpacked, the file exceeds %[2]s. Refused for safety.",
	},
	Hint: diagnostic.Text{
		FR: "Copiez le texte dans un nouveau document, sans images, puis importez celui-ci.",
		EN: "Copy the text into a new document, without pictures, and import that one.",
	},
}

var ruleUnsafeArchive = diagnostic.Rule{
	ID: "import/unsafe-archive", Severity: diagnostic.Error,
	Message: diagnostic.Text{
		FR: "Le fichier contient des éléments aux noms dangereux ou en double. Import refusé par sécurité.",
		EN: "The file has parts with dangerous or repeated names. Refused for safety.",
	},
	Hint: diagnostic.Text{
		FR: "Demandez à l’expéditeur de l’enregistrer de nouveau depuis Word ou LibreOffice.",
		EN: "Ask the sender to save it again from Word or LibreOffice.",
	},
}

var ruleMacros = diagnostic.Rule{
	ID: "import/macros", Severity: diagnostic.Error,
	Message: diagnostic.Text{
		FR: "Le document contient des macros. Import refusé par sécurité.",
		EN: "The document contains macros. Refused for safety.",
	},
	Hint: diagnostic.Text{
		FR: "Enregistrez-le au format « Document Word (.docx) » ou « Classeur Excel (.xlsx) », sans macros.",
		EN: "Save it as \"Word document (.docx)\" or \"Excel workbook (.xlsx)\", without macros.",
	},
}

// I106
var ruleUnreadablePart = diagnostic.Rule{
	ID: "import/unreadable-content", Severity: diagnostic.Error,
	Message: diagnostic.Text{
		FR: "Le contenu du document est illisible (%[1]s, ligne %[2]d).",
		EN: "The content of the document is unreadable (%[1]s, line %[2]d).",
	},
	Hint: diagnostic.Text{
		FR: "Ouvrez-le dans Word ou LibreOffice, puis « Enregistrer sous » un autre nom.",
		EN: "Open it in Word or LibreOffice and save it under another name.",
	},
}

// I201
var ruleNotFinal = diagnostic.Rule{
	ID: "import/not-final", Severity: diagnostic.Error,
	Message: diagnostic.Text{
		FR: "Ce document n’est pas définitif : modifications suivies : %[1]d, commentaires : %[2]d, auteurs : %[3]d (%[4]s).",
		EN: "This document is not final: tracked changes: %[1]d, comments: %[2]d, authors: %[3]d (%[5]s).",
	},
	Hint: diagnostic.Text{
		FR: "Acceptez les modifications dans Word, ou relancez avec --accept-changes (les passages supprimés et les commentaires ne seront jamais publiés).",
		EN: "Accept the changes in Word, or run again with --accept-changes (deleted text and comments are never published).",
	},
}

var ruleChangesAccepted = diagnostic.Rule{
	ID: "import/changes-accepted", Severity: diagnostic.Advice,
	Message: diagnostic.Text{
		FR: "Modifications suivies acceptées : %[1]d ; commentaires laissés de côté : %[2]d (%[4]s).",
		EN: "Tracked changes accepted: %[1]d; comments left out: %[2]d (%[5]s).",
	},
	Hint: diagnostic.Text{
		FR: "Relisez ces passages avec leur auteur avant de publier.",
		EN: "Read these passages with their author before publishing.",
	},
}

// I202
var ruleLeftOut = diagnostic.Rule{
	ID: "import/left-out", Severity: diagnostic.Warning,
	Message: diagnostic.Text{
		FR: "Éléments non repris : %[1]s.",
		EN: "Not taken over: %[2]s.",
	},
	Hint: diagnostic.Text{
		FR: "Comparez le résultat avec le document.",
		EN: "Compare the result with the document.",
	},
}

// I203
var ruleMarking = diagnostic.Rule{
	ID: "import/classification-mark", Severity: diagnostic.Error,
	Message: diagnostic.Text{
		FR: "Mention « %[1]s » trouvée dans %[2]s. Rien n’a été importé.",
		EN: "Marking \"%[1]s\" found in %[3]s. Nothing was imported.",
	},
	Hint: diagnostic.Text{
		FR: "Ne publiez pas ce document. Demandez à son auteur une version publique, sans cette mention.",
		EN: "Do not publish this document. Ask its author for a public version without this marking.",
	},
}

// I601
var ruleUnclosedQuote = diagnostic.Rule{
	ID: "import/unclosed-quote", Severity: diagnostic.Error,
	Message: diagnostic.Text{
		FR: "Un guillemet n’est pas fermé, ou est mal placé.",
		EN: "A quotation mark is not closed, or stands in the wrong place.",
	},
	Hint: diagnostic.Text{
		FR: "Corrigez cette ligne, ou enregistrez de nouveau le tableau au format CSV depuis le tableur.",
		EN: "Correct this row, or save the sheet as CSV again from the spreadsheet program.",
	},
}

var ruleNoModuleTitle = diagnostic.Rule{
	ID: "import/module-columns", Severity: diagnostic.Error,
	Message: diagnostic.Text{
		FR: "Aucune colonne ne donne le titre des modules. Colonnes trouvées : %[1]s ; attendues : titre, contenu, objectifs, public, durée, évaluation.",
		EN: "No column gives the titles of the modules. Columns found: %[1]s; expected: title, focus, objectives, audience, duration, assessment.",
	},
	Hint: diagnostic.Text{
		FR: "Nommez la colonne du titre « titre » ou « module » dans la première ligne.",
		EN: "Name the column of the title \"title\" or \"module\" in the first row.",
	},
}

var ruleUnknownColumn = diagnostic.Rule{
	ID: "import/unknown-column", Severity: diagnostic.Warning,
	Message: diagnostic.Text{
		FR: "Colonne ou rubrique inconnue : « %[1]s ». Son texte a été gardé dans le corps du module.",
		EN: "Unknown column or heading: \"%[1]s\". Its text was kept in the body of the module.",
	},
	Hint: diagnostic.Text{
		FR: "Renommez-la (titre, contenu, objectifs, public, durée, évaluation, version), ou laissez son texte dans le corps.",
		EN: "Rename it (title, focus, objectives, audience, duration, assessment, version), or leave its text in the body.",
	},
}

var ruleRowWithoutTitle = diagnostic.Rule{
	ID: "import/module-without-title", Severity: diagnostic.Warning,
	Message: diagnostic.Text{
		FR: "Cette ligne n’a pas de titre et n’a donc donné aucun module : « %[1]s ».",
		EN: "This row has no title and gave no module: \"%[1]s\".",
	},
	Hint: diagnostic.Text{
		FR: "Donnez-lui un titre, ou supprimez-la.",
		EN: "Give it a title, or delete it.",
	},
}

var ruleNoModules = diagnostic.Rule{
	ID: "import/no-module", Severity: diagnostic.Error,
	Message: diagnostic.Text{
		FR: "Aucun module reconnu : ni tableau avec une colonne « titre », ni titre suivi de rubriques (objectifs, durée…).",
		EN: "No module recognised: neither a table with a \"title\" column nor a heading followed by sections (objectives, duration…).",
	},
	Hint: diagnostic.Text{
		FR: "Mettez un module par ligne dans un tableau, ou importez le texte avec --type news.",
		EN: "Put one module in each row of a table, or import the text with --type news.",
	},
}

var ruleOutsideModules = diagnostic.Rule{
	ID: "import/text-outside-modules", Severity: diagnostic.Warning,
	Message: diagnostic.Text{
		FR: "Ce texte n’appartient à aucun module et n’a pas été repris : « %[1]s ».",
		EN: "This text belongs to no module and was not taken over: \"%[1]s\".",
	},
	Hint: diagnostic.Text{
		FR: "S’il doit être publié, placez-le sous le titre d’un module, ou importez-le à part.",
		EN: "If it is to be published, put it under the heading of a module, or import it separately.",
	},
}

// I602
var ruleHiddenCells = diagnostic.Rule{
	ID: "import/hidden-cells", Severity: diagnostic.Warning,
	Message: diagnostic.Text{
		FR: "Lignes, colonnes ou feuilles masquées ignorées : %[1]s.",
		EN: "Hidden rows, columns or sheets ignored: %[2]s.",
	},
	Hint: diagnostic.Text{
		FR: "Si leur texte doit être publié, affichez-les dans le tableur et importez de nouveau.",
		EN: "If their text is to be published, show them in the spreadsheet program and import again.",
	},
}

var ruleDateChosen = diagnostic.Rule{
	ID: "import/date-day-first", Severity: diagnostic.Advice,
	Message: diagnostic.Text{
		FR: "Date « %[1]s » lue le jour d’abord : %[2]s.",
		EN: "Date \"%[1]s\" read day first: %[2]s.",
	},
	Hint: diagnostic.Text{
		FR: "Si c’est faux, relancez avec --date AAAA-MM-JJ.",
		EN: "If this is wrong, run again with --date YYYY-MM-DD.",
	},
}

var ruleDateAmbiguous = diagnostic.Rule{
	ID: "import/date-ambiguous", Severity: diagnostic.Warning,
	Message: diagnostic.Text{
		FR: "La date « %[1]s » peut se lire de deux façons ; elle a été lue le jour d’abord : %[2]s.",
		EN: "The date \"%[1]s\" can be read in two ways; it was read day first: %[2]s.",
	},
	Hint: diagnostic.Text{
		FR: "Si c’est faux, relancez avec --date AAAA-MM-JJ.",
		EN: "If this is wrong, run again with --date YYYY-MM-DD.",
	},
}

var ruleDateFromText = diagnostic.Rule{
	ID: "import/date-from-text", Severity: diagnostic.Advice,
	Message: diagnostic.Text{
		FR: "Aucune ligne ne donne la date ; la première du texte a été prise : « %[1]s », %[2]s.",
		EN: "No line gives the date; the first one in the text was taken: \"%[1]s\", %[2]s.",
	},
	Hint: diagnostic.Text{
		FR: "Si c’est faux, relancez avec --date AAAA-MM-JJ.",
		EN: "If this is wrong, run again with --date YYYY-MM-DD.",
	},
}

var ruleNoDate = diagnostic.Rule{
	ID: "import/no-date", Severity: diagnostic.Warning,
	Message: diagnostic.Text{
		FR: "Aucune date complète n’a été trouvée au début ni à la fin du texte.",
		EN: "No complete date was found at the start or the end of the text.",
	},
	Hint: diagnostic.Text{
		FR: "Relancez avec --date AAAA-MM-JJ, ou complétez la date dans le brouillon.",
		EN: "Run again with --date YYYY-MM-DD, or complete the date in the draft.",
	},
}

var ruleNoTitle = diagnostic.Rule{
	ID: "import/no-title", Severity: diagnostic.Warning,
	Message: diagnostic.Text{
		FR: "Aucun titre reconnu : le texte commence directement par un paragraphe.",
		EN: "No title recognised: the text starts with a paragraph.",
	},
	Hint: diagnostic.Text{
		FR: "Écrivez le titre dans le brouillon.",
		EN: "Write the title in the draft.",
	},
}

var ruleTooLong = diagnostic.Rule{
	ID: "import/too-long", Severity: diagnostic.Error,
	Message: diagnostic.Text{
		FR: "Le texte est trop long pour une actualité ou un module : %[1]d Mo (au plus %[2]d Mo, soit environ mille pages).",
		EN: "The text is too long for a news item or a module: %[1]d MB (at most %[2]d MB, about a thousand pages).",
	},
	Hint: diagnostic.Text{
		FR: "Importez seulement le texte à publier. Si c’est un entretien, indiquez --type interview.",
		EN: "Import only the text to be published. If it is an interview, give --type interview.",
	},
}

var ruleCaption = diagnostic.Rule{
	ID: "import/caption-line", Severity: diagnostic.Advice,
	Message: diagnostic.Text{
		FR: "La dernière ligne ressemble à une légende ou à un crédit de photo : « %[1]s ». Elle est restée à la fin du texte.",
		EN: "The last line looks like the caption or credit of a picture: \"%[1]s\". It was kept at the end of the text.",
	},
	Hint: diagnostic.Text{
		FR: "Déplacez-la sous la photo, ou supprimez-la du brouillon.",
		EN: "Move it below the picture, or delete it from the draft.",
	},
}

var ruleAltered = diagnostic.Rule{
	ID: "import/text-altered", Severity: diagnostic.Error,
	Message: diagnostic.Text{
		FR: "Erreur interne : le texte Markdown produit ne dit pas la même chose que le document, vers « %[1]s ». Rien n’a été importé.",
		EN: "Internal error: the Markdown made does not say the same as the document, near \"%[1]s\". Nothing was imported.",
	},
	Hint: diagnostic.Text{
		FR: "Signalez-le aux responsables de l’outil avec un exemple du passage ; en attendant, tapez le texte dans le brouillon.",
		EN: "Report it to the people in charge of the tool with an example of the passage; meanwhile, type the text into the draft.",
	},
}

var ruleUnsafeLink = diagnostic.Rule{
	ID: "import/link-dropped", Severity: diagnostic.Advice,
	Message: diagnostic.Text{
		FR: "Liens non repris, leur texte est gardé : %[1]d (seules les adresses http, https et mailto sont publiées).",
		EN: "Links not taken over, their text is kept: %[1]d (only http, https and mailto addresses are published).",
	},
	Hint: diagnostic.Text{
		FR: "Ajoutez dans le brouillon les liens utiles.",
		EN: "Add the useful links in the draft.",
	},
}

func officeRules() []diagnostic.Rule {
	return []diagnostic.Rule{
		ruleProtected, ruleDamaged, ruleUnpackedTooBig, ruleUnsafeArchive, ruleMacros,
		ruleUnreadablePart, ruleNotFinal, ruleChangesAccepted, ruleLeftOut, ruleMarking,
		ruleUnclosedQuote, ruleNoModuleTitle, ruleUnknownColumn, ruleRowWithoutTitle,
		ruleNoModules, ruleOutsideModules, ruleHiddenCells, ruleDateChosen, ruleDateAmbiguous, ruleDateFromText, ruleNoDate,
		ruleNoTitle, ruleTooLong, ruleCaption, ruleAltered, ruleUnsafeLink, ruleMainTextOnly,
	}
}
