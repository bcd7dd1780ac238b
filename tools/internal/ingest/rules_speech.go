package ingest

import "proximite/tools/internal/diagnostic"

// Rules about times, speakers and words of interviews.

// I402
var ruleBadTime = diagnostic.Rule{
	ID: "import/bad-time", Severity: diagnostic.Warning,
	Message: diagnostic.Text{
		FR: "Repère %[1]d : l’heure « %[2]s » est illisible ou finit avant de commencer ; le texte est gardé, sans cette heure.",
		EN: "Cue %[1]d: the time “%[2]s” is unreadable or ends before it starts; the text is kept, without that time.",
	},
	Hint: diagnostic.Text{
		FR: "Corrigez l’heure dans le fichier d’origine, ou laissez le passage sans heure.",
		EN: "Correct the time in the source file, or leave the passage untimed.",
	},
}

var ruleUnordered = diagnostic.Rule{
	ID: "import/times-go-back", Severity: diagnostic.Warning,
	Message: diagnostic.Text{
		FR: "Les heures reviennent en arrière %[1]d fois, d’abord à cette ligne ; l’ordre du fichier est gardé.",
		EN: "The times go back %[1]d times, first in this line; the order of the file is kept.",
	},
	Hint: diagnostic.Text{
		FR: "S’il s’agit de la suite d’un autre enregistrement, importez chaque partie à part ; sinon vérifiez l’ordre des passages.",
		EN: "If another recording starts there, import each part by itself; otherwise check the order of the passages.",
	},
}

var ruleOverlap = diagnostic.Rule{
	ID: "import/times-overlap", Severity: diagnostic.Advice,
	Message: diagnostic.Text{
		FR: "Des passages se chevauchent (%[1]d), d’abord à cette ligne ; ils sont gardés tels quels.",
		EN: "Passages overlap (%[1]d), first in this line; they are kept as they are.",
	},
	Hint: diagnostic.Text{
		FR: "Rien à faire si deux personnes parlent en même temps.",
		EN: "Nothing to do when two people speak at once.",
	},
}

// I403
var ruleRolling = diagnostic.Rule{
	ID: "import/rolling-captions", Severity: diagnostic.Warning,
	Message: diagnostic.Text{
		FR: "Sous-titres défilants d’une machine : %[1]d répétitions fusionnées.",
		EN: "Rolling captions made by a machine: %[1]d repeats merged.",
	},
	Hint: diagnostic.Text{
		FR: "Relisez avec l’enregistrement : ni les noms ni la ponctuation ne sont sûrs.",
		EN: "Read along with the recording: neither names nor punctuation are safe.",
	},
}

var ruleInvented = diagnostic.Rule{
	ID: "import/invented-phrase", Severity: diagnostic.Warning,
	Message: diagnostic.Text{
		FR: "Phrase sans doute inventée par la reconnaissance vocale, mise de côté : « %[1]s ».",
		EN: "A phrase that speech recognition probably invented was set aside: “%[1]s”.",
	},
	Hint: diagnostic.Text{
		FR: "Écoutez ce passage ; si ces mots ont été dits, ajoutez-les au segment.",
		EN: "Listen to this place; if the words were said, add them to the segment.",
	},
}

var ruleDoubtful = diagnostic.Rule{
	ID: "import/doubtful-speech", Severity: diagnostic.Warning,
	Message: diagnostic.Text{
		FR: "La machine doute que ceci soit de la parole : « %[1]s ». Le passage est gardé.",
		EN: "The machine doubts that this is speech: “%[1]s”. The passage is kept.",
	},
	Hint: diagnostic.Text{
		FR: "Écoutez ce passage avant de publier.",
		EN: "Listen to this place before publishing.",
	},
}

// I501
var ruleNoSpeakers = diagnostic.Rule{
	ID: "import/no-speakers", Severity: diagnostic.Warning,
	Message: diagnostic.Text{
		FR: "Aucun intervenant reconnu. Débuts de ligne vus : %[1]s.",
		EN: "No speaker recognised. Line starts seen: %[2]s.",
	},
	Hint: diagnostic.Text{
		FR: "Écrivez « Nom : texte » au début de chaque prise de parole, ou donnez --speakers \"A; B\".",
		EN: "Write \"Name: text\" at the start of each turn, or give --speakers \"A; B\".",
	},
}

var ruleUnnamedTurns = diagnostic.Rule{
	ID: "import/unnamed-turns", Severity: diagnostic.Warning,
	Message: diagnostic.Text{
		FR: "Prises de parole sans nom : %[1]d. Personne n’a été deviné.",
		EN: "Turns without a name: %[1]d. Nobody was guessed.",
	},
	Hint: diagnostic.Text{
		FR: "Indiquez dans la transcription qui parle, segment par segment.",
		EN: "Say in the transcript who speaks, segment by segment.",
	},
}

// I502
var ruleAlias = diagnostic.Rule{
	ID: "import/speaker-alias", Severity: diagnostic.Advice,
	Message: diagnostic.Text{
		FR: "« %[1]s » a été traité comme « %[2]s ».",
		EN: "“%[1]s” was treated as “%[2]s”.",
	},
	Hint: diagnostic.Text{
		FR: "Si ce sont deux personnes, relancez avec --map \"%[1]s=Autre nom\".",
		EN: "If they are two people, run again with --map \"%[1]s=Other name\".",
	},
}

var ruleGenericSpeaker = diagnostic.Rule{
	ID: "import/generic-speaker", Severity: diagnostic.Warning,
	Message: diagnostic.Text{
		FR: "« %[1]s » n’est pas un nom.",
		EN: "“%[1]s” is not a name.",
	},
	Hint: diagnostic.Text{
		FR: "Si vous savez qui parle, relancez avec --map \"%[1]s=Nom\".",
		EN: "If you know who speaks, run again with --map \"%[1]s=Name\".",
	},
}

var ruleSpeakerAbsent = diagnostic.Rule{
	ID: "import/speaker-absent", Severity: diagnostic.Warning,
	Message: diagnostic.Text{
		FR: "« %[1]s », donné sur la ligne de commande, ne parle pas dans ce fichier.",
		EN: "“%[1]s”, given on the command line, does not speak in this file.",
	},
	Hint: diagnostic.Text{
		FR: "Comparez l’orthographe avec celle du fichier : %[2]s.",
		EN: "Compare the spelling with that of the file: %[2]s.",
	},
}

var ruleLabelUnsure = diagnostic.Rule{
	ID: "import/label-unsure", Severity: diagnostic.Advice,
	Message: diagnostic.Text{
		FR: "« %[1]s » en début de ligne n’a pas été pris pour un intervenant ; la ligne est gardée dans le texte.",
		EN: "“%[1]s” at the start of a line was not taken for a speaker; the line stays in the text.",
	},
	Hint: diagnostic.Text{
		FR: "Si c’en est un, relancez avec --speakers \"%[1]s; …\".",
		EN: "If it is one, run again with --speakers \"%[1]s; …\".",
	},
}

var ruleHead = diagnostic.Rule{
	ID: "import/head-line", Severity: diagnostic.Advice,
	Message: diagnostic.Text{
		FR: "Ligne d’en-tête, laissée hors des paroles : « %[1]s ».",
		EN: "A line of the head, left out of the words: “%[1]s”.",
	},
	Hint: diagnostic.Text{
		FR: "Reprenez dans le brouillon ce qui doit être publié.",
		EN: "Take into the draft what is to be published.",
	},
}

var ruleNotSpeech = diagnostic.Rule{
	ID: "import/not-speech", Severity: diagnostic.Advice,
	Message: diagnostic.Text{
		FR: "Cette ligne n’est pas une parole et a été laissée de côté : « %[1]s ».",
		EN: "This line is not speech and was set aside: “%[1]s”.",
	},
	Hint: diagnostic.Text{
		FR: "Si ces mots ont été dits, ajoutez-les au segment.",
		EN: "If these words were said, add them to the segment.",
	},
}

var rulePreface = diagnostic.Rule{
	ID: "import/preface", Severity: diagnostic.Advice,
	Message: diagnostic.Text{
		FR: "Paragraphes placés avant la première parole : %[1]d. Ils deviennent l’introduction de l’entretien.",
		EN: "Paragraphs before the first words: %[1]d. They become the introduction to the interview.",
	},
	Hint: diagnostic.Text{
		FR: "Relisez l’introduction dans le brouillon.",
		EN: "Read the introduction in the draft.",
	},
}

// A label that has no words behind or below it.
var ruleEmptyTurn = diagnostic.Rule{
	ID: "import/empty-turn", Severity: diagnostic.Advice,
	Message: diagnostic.Text{
		FR: "« %[1]s » n’est suivi d’aucune parole ; cette ligne n’a pas été reprise.",
		EN: "No words follow “%[1]s”; this line was not taken over.",
	},
	Hint: diagnostic.Text{
		FR: "Vérifiez dans le fichier qu’aucune parole ne manque à cet endroit.",
		EN: "Check in the file that no words are missing there.",
	},
}

var ruleSecondPart = diagnostic.Rule{
	ID: "import/second-recording", Severity: diagnostic.Warning,
	Message: diagnostic.Text{
		FR: "Les heures recommencent à zéro à cette ligne (%[1]d fois en tout) : le texte réunit plusieurs enregistrements. Les heures sont gardées telles quelles.",
		EN: "The clock starts again in this line (%[1]d in all): the text joins several recordings. The times are kept as they are.",
	},
	Hint: diagnostic.Text{
		FR: "Pour lier le texte à un enregistrement, importez chaque partie à part.",
		EN: "To tie the text to a recording, import each part by itself.",
	},
}

// I601
var ruleColumns = diagnostic.Rule{
	ID: "import/transcript-columns", Severity: diagnostic.Error,
	Message: diagnostic.Text{
		FR: "Colonnes trouvées : %[1]s ; attendues : intervenant, texte et, si possible, heure.",
		EN: "Columns found: %[1]s; expected: speaker, words and, where possible, timestamp.",
	},
	Hint: diagnostic.Text{
		FR: "Nommez les colonnes dans la première ligne, par exemple : speaker, words, timestamp.",
		EN: "Name the columns in the first row, for example: speaker, words, timestamp.",
	},
}

var ruleColumnUnused = diagnostic.Rule{
	ID: "import/column-unused", Severity: diagnostic.Advice,
	Message: diagnostic.Text{
		FR: "Colonnes non reprises : %[1]s.",
		EN: "Columns not taken over: %[1]s.",
	},
	Hint: diagnostic.Text{
		FR: "Ajoutez les thèmes dans la transcription, segment par segment.",
		EN: "Add the themes in the transcript, segment by segment.",
	},
}

var ruleRowShape = diagnostic.Rule{
	ID: "import/row-shape", Severity: diagnostic.Warning,
	Message: diagnostic.Text{
		FR: "Cette ligne a %[1]d cellules au lieu de %[2]d ; son texte est gardé.",
		EN: "This row has %[1]d cells instead of %[2]d; its text is kept.",
	},
	Hint: diagnostic.Text{
		FR: "Un texte qui contient le séparateur doit être entre guillemets droits.",
		EN: "A text that holds the separator must stand between quotation marks.",
	},
}

var ruleLanguageUnknown = diagnostic.Rule{
	ID: "import/language-unknown", Severity: diagnostic.Warning,
	Message: diagnostic.Text{
		FR: "La langue du texte n’a pas été reconnue avec certitude.",
		EN: "The language of the text was not recognised for certain.",
	},
	Hint: diagnostic.Text{
		FR: "Relancez avec --lang fr, --lang en ou le code de la langue (bm, ff…).",
		EN: "Run again with --lang fr, --lang en or the code of the language (bm, ff…).",
	},
}

var ruleNoteInSpeech = diagnostic.Rule{
	ID: "import/footnote-in-speech", Severity: diagnostic.Advice,
	Message: diagnostic.Text{
		FR: "Note de bas de page laissée hors des paroles : « %[1]s ».",
		EN: "A footnote was left out of the words: “%[1]s”.",
	},
	Hint: diagnostic.Text{
		FR: "Reprenez-la comme note du segment si elle aide le lecteur.",
		EN: "Take it over as a note of the segment if it helps the reader.",
	},
}

func speechRules() []diagnostic.Rule {
	return []diagnostic.Rule{
		ruleBadTime, ruleUnordered, ruleOverlap, ruleRolling, ruleInvented, ruleDoubtful,
		ruleNoSpeakers, ruleUnnamedTurns, ruleAlias, ruleGenericSpeaker, ruleSpeakerAbsent,
		ruleLabelUnsure, ruleHead, ruleNotSpeech, rulePreface, ruleEmptyTurn, ruleSecondPart, ruleColumns, ruleColumnUnused,
		ruleRowShape, ruleLanguageUnknown, ruleNoteInSpeech,
	}
}
