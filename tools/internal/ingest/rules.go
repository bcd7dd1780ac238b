package ingest

import "proximite/tools/internal/diagnostic"

// Rules about files that can not be read, encodings and invisible characters. The
// codes I… are those of the notes from which the sentences were made.

// I107
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

// I101
var ruleEmpty = diagnostic.Rule{
	ID: "import/empty", Severity: diagnostic.Error,
	Message: diagnostic.Text{FR: "Le fichier est vide.", EN: "The file is empty."},
	Hint: diagnostic.Text{
		FR: "Demandez une nouvelle copie à l’expéditeur.",
		EN: "Ask the sender for a new copy.",
	},
}

// I102
var ruleWrongType = diagnostic.Rule{
	ID: "import/wrong-type", Severity: diagnostic.Error,
	Message: diagnostic.Text{
		FR: "Ce fichier (%[1]s) contient %[2]s, qui ne peut pas être importé.",
		EN: "This file (%[1]s) holds %[3]s, which cannot be imported.",
	},
	Hint: diagnostic.Text{
		FR: "Un texte s’importe en .docx, .odt, .txt, .md ou .html, des sous-titres en .vtt ou .srt, un tableau en .xlsx ou .csv : ouvrez le fichier dans son programme et enregistrez-le sous l’un de ces formats.",
		EN: "Text is imported as .docx, .odt, .txt, .md or .html, subtitles as .vtt or .srt, a table as .xlsx or .csv: open the file in its program and save it in one of these formats.",
	},
}

var ruleOtherType = diagnostic.Rule{
	ID: "import/other-type", Severity: diagnostic.Warning,
	Message: diagnostic.Text{
		FR: "Ce fichier s’appelle .%[1]s mais contient du %[2]s ; il a été lu comme %[2]s.",
		EN: "This file is named .%[1]s but holds %[2]s; it was read as %[2]s.",
	},
	Hint: diagnostic.Text{
		FR: "Vérifiez que c’est le bon fichier.",
		EN: "Check that it is the right file.",
	},
}

var ruleTooBig = diagnostic.Rule{
	ID: "import/too-big", Severity: diagnostic.Error,
	Message: diagnostic.Text{
		FR: "Le fichier fait %[1]d Mo ; la limite est de %[2]d Mo. Import refusé par sécurité.",
		EN: "The file has %[1]d MB; the limit is %[2]d MB. Refused for safety.",
	},
	Hint: diagnostic.Text{
		FR: "Un entretien de trois heures ne dépasse pas 1 Mo : vérifiez que c’est le bon fichier, ou partagez-le en plusieurs.",
		EN: "An interview of three hours stays below 1 MB: check that it is the right file, or cut it in parts.",
	},
}

var ruleTooMany = diagnostic.Rule{
	ID: "import/too-many-parts", Severity: diagnostic.Error,
	Message: diagnostic.Text{
		FR: "Le fichier a %[1]d paragraphes ou sous-titres ; la limite est %[2]d. Import refusé par sécurité.",
		EN: "The file has %[1]d paragraphs or cues; the limit is %[2]d. Refused for safety.",
	},
	Hint: diagnostic.Text{
		FR: "Partagez-le en plusieurs fichiers.",
		EN: "Cut it into several files.",
	},
}

var ruleBinary = diagnostic.Rule{
	ID: "import/not-text", Severity: diagnostic.Error,
	Message: diagnostic.Text{
		FR: "Ce fichier ne contient pas de texte lisible : ce sont des données d’un programme.",
		EN: "This file holds no readable text: it is some program's data.",
	},
	Hint: diagnostic.Text{
		FR: "Ouvrez-le dans le programme qui l’a écrit et enregistrez-le en .docx, .odt ou .txt.",
		EN: "Open it in the program that wrote it and save it as .docx, .odt or .txt.",
	},
}

var ruleUnknownStructure = diagnostic.Rule{
	ID: "import/unknown-structure", Severity: diagnostic.Error,
	Message: diagnostic.Text{
		FR: "Ce fichier %[1]s n’a la forme d’aucune transcription connue.",
		EN: "This %[1]s file does not have the form of any known transcript.",
	},
	Hint: diagnostic.Text{
		FR: "Depuis le programme d’origine, exportez plutôt en .vtt, .srt, .docx ou .txt.",
		EN: "From the original program, export as .vtt, .srt, .docx or .txt instead.",
	},
}

var ruleBrokenStructure = diagnostic.Rule{
	ID: "import/broken-structure", Severity: diagnostic.Error,
	Message: diagnostic.Text{
		FR: "Le fichier %[1]s est incomplet ou abîmé : il devient illisible à cette ligne.",
		EN: "The %[1]s file is cut short or damaged: it becomes unreadable at this line.",
	},
	Hint: diagnostic.Text{
		FR: "Demandez une nouvelle copie, ou exportez-le de nouveau depuis le programme d’origine.",
		EN: "Ask for a new copy, or export it again from the original program.",
	},
}

// I401
var ruleNotWebVTT = diagnostic.Rule{
	ID: "import/not-webvtt", Severity: diagnostic.Error,
	Message: diagnostic.Text{
		FR: "Ce n’est pas un sous-titrage WebVTT : la première ligne doit commencer par WEBVTT.",
		EN: "This is not a WebVTT file: the first line must start with WEBVTT.",
	},
	Hint: diagnostic.Text{
		FR: "Exportez de nouveau les sous-titres au format WebVTT ; s’il s’agit d’un texte, renommez le fichier en .txt.",
		EN: "Export the subtitles as WebVTT again; if it is a text, rename the file to .txt.",
	},
}

var ruleNoCues = diagnostic.Rule{
	ID: "import/no-cues", Severity: diagnostic.Error,
	Message: diagnostic.Text{
		FR: "Le fichier de sous-titres ne contient aucun sous-titre.",
		EN: "The subtitle file has no subtitle in it.",
	},
	Hint: diagnostic.Text{
		FR: "Vérifiez l’exportation, puis demandez une nouvelle copie.",
		EN: "Check the export, then ask for a new copy.",
	},
}

// I301
var ruleEncodingGuessed = diagnostic.Rule{
	ID: "import/encoding-guessed", Severity: diagnostic.Advice,
	Message: diagnostic.Text{
		FR: "Encodage supposé : %[1]s. Exemple : « %[2]s ».",
		EN: "Assumed encoding: %[1]s. Sample: “%[2]s”.",
	},
	Hint: diagnostic.Text{
		FR: "Si les lettres de l’exemple sont fausses, relancez avec --encoding (utf-8, windows-1252, macintosh, ibm850, utf-16).",
		EN: "If the letters of the sample are wrong, run again with --encoding (utf-8, windows-1252, macintosh, ibm850, utf-16).",
	},
}

// I302
var (
	ruleUnreadableBytes = diagnostic.Rule{
		ID: "import/unreadable-characters", Severity: diagnostic.Warning,
		Message: diagnostic.Text{
			FR: "Caractères illisibles : %[1]d, le premier à cette ligne.",
			EN: "Unreadable characters: %[1]d, the first one in this line.",
		},
		Hint: diagnostic.Text{
			FR: "Comparez ces passages avec l’original et corrigez-les, ou demandez le fichier en UTF-8.",
			EN: "Compare these places with the original and correct them, or ask for the file in UTF-8.",
		},
	}
	ruleDoubleEncoded = diagnostic.Rule{
		ID: "import/double-encoded", Severity: diagnostic.Warning,
		Message: diagnostic.Text{
			FR: "Le texte a déjà été mal converti avant de nous parvenir (« Ã© » au lieu de « é »).",
			EN: "The text was wrongly converted before it came to us (“Ã©” instead of “é”).",
		},
		Hint: diagnostic.Text{
			FR: "Demandez l’original : rien n’est réparé automatiquement.",
			EN: "Ask for the original: nothing is repaired automatically.",
		},
	}
	ruleInvisible = diagnostic.Rule{
		ID: "import/invisible-characters", Severity: diagnostic.Advice,
		Message: diagnostic.Text{
			FR: "Caractères invisibles retirés : %[1]d, le premier à cette ligne.",
			EN: "Invisible characters removed: %[1]d, the first one in this line.",
		},
		Hint: diagnostic.Text{
			FR: "Rien à faire : la lecture n’en change pas.",
			EN: "Nothing to do: the reading does not change.",
		},
	}
)

func textRules() []diagnostic.Rule {
	return append([]diagnostic.Rule{
		ruleNoText, ruleEmpty, ruleWrongType, ruleOtherType, ruleTooBig, ruleTooMany, ruleBinary,
		ruleUnknownStructure, ruleBrokenStructure, ruleNotWebVTT, ruleNoCues, ruleEncodingGuessed,
		ruleUnreadableBytes, ruleDoubleEncoded, ruleInvisible,
	}, speechRules()...)
}
