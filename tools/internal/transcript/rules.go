package transcript

import "proximite/tools/internal/diagnostic"

var (
	ruleYAML = diagnostic.Rule{
		ID: "transcript/bad-yaml", Severity: diagnostic.Error,
		Message: diagnostic.Text{
			FR: "La transcription n’est pas du YAML lisible : %[1]s.",
			EN: "The transcript is not readable YAML: %[1]s.",
		},
		Hint: diagnostic.Text{
			FR: "Corrigez cette ligne : des espaces et jamais de tabulation au début, et les textes qui contiennent « : » ou « # » entre guillemets droits.",
			EN: "Mend this line: spaces and never a tab at the start, and texts that hold \": \" or \" #\" between quotation marks.",
		},
	}
	ruleAlias = diagnostic.Rule{
		ID: "transcript/alias", Severity: diagnostic.Error,
		Message: diagnostic.Text{
			FR: "Une transcription ne peut pas contenir d’ancre (&) ni de renvoi (*) YAML.",
			EN: "A transcript cannot hold a YAML anchor (&) or alias (*).",
		},
		Hint: diagnostic.Text{
			FR: "Écrivez le texte entre guillemets droits, ou répétez la valeur.",
			EN: "Write the text between quotation marks, or repeat the value.",
		},
	}
	ruleDuplicateID = diagnostic.Rule{
		ID: "transcript/duplicate-id", Severity: diagnostic.Error,
		Message: diagnostic.Text{
			FR: "L’identifiant %[1]q est déjà employé dans cette transcription.",
			EN: "The id %[1]q is already used in this transcript.",
		},
		Hint: diagnostic.Text{
			FR: "Changez l’identifiant du passage le plus récent : celui de l’ancien est peut-être cité.",
			EN: "Change the id of the newer one: the older one may be quoted.",
		},
	}
	ruleBadID = diagnostic.Rule{
		ID: "transcript/bad-id", Severity: diagnostic.Error,
		Message: diagnostic.Text{
			FR: "L’identifiant %[1]q n’a pas la bonne forme.",
			EN: "The id %[1]q does not have the right form.",
		},
		Hint: diagnostic.Text{
			FR: "Un segment s’appelle « s » suivi de 4 à 8 caractères (chiffres et minuscules sauf i, l, o, u), un intervenant d’une lettre et, s’il le faut, d’un numéro.",
			EN: "A segment is \"s\" and 4 to 8 characters (digits and small letters but i, l, o, u); a speaker is a letter and, where needed, a number.",
		},
	}
	ruleUnknownSpeaker = diagnostic.Rule{
		ID: "transcript/unknown-speaker", Severity: diagnostic.Error,
		Message: diagnostic.Text{
			FR: "L’intervenant %[1]q n’est pas dans la liste « speakers ».",
			EN: "The speaker %[1]q is not in the list \"speakers\".",
		},
		Hint: diagnostic.Text{
			FR: "Les intervenants sont : %[2]s.",
			EN: "The speakers are: %[2]s.",
		},
	}
	ruleNoText = diagnostic.Rule{
		ID: "transcript/no-text", Severity: diagnostic.Error,
		Message: diagnostic.Text{
			FR: "Le segment %[1]q n’a pas de texte.",
			EN: "The segment %[1]q has no text.",
		},
		Hint: diagnostic.Text{
			FR: "Écrivez les paroles, ou retirez le segment s’il n’est cité nulle part.",
			EN: "Write the words, or remove the segment when nothing quotes it.",
		},
	}
	ruleTimes = diagnostic.Rule{
		ID: "transcript/bad-times", Severity: diagnostic.Error,
		Message: diagnostic.Text{
			FR: "Le segment %[1]q finit avant de commencer, ou a une fin sans début.",
			EN: "The segment %[1]q ends before it starts, or has an end without a start.",
		},
		Hint: diagnostic.Text{
			FR: "Corrigez start_ms et end_ms (en millisecondes), ou retirez les deux.",
			EN: "Mend start_ms and end_ms (in milliseconds), or remove both.",
		},
	}
	ruleValue = diagnostic.Rule{
		ID: "transcript/bad-value", Severity: diagnostic.Error,
		Message: diagnostic.Text{
			FR: "Segment %[1]q : « %[2]s » ne peut pas être %[3]q.",
			EN: "Segment %[1]q: \"%[2]s\" cannot be %[3]q.",
		},
		Hint: diagnostic.Text{
			FR: "Valeurs possibles : %[4]s.",
			EN: "Possible values: %[4]s.",
		},
	}
	ruleChapter = diagnostic.Rule{
		ID: "transcript/dead-chapter", Severity: diagnostic.Error,
		Message: diagnostic.Text{
			FR: "Un chapitre renvoie au segment %[1]q, qui n’existe pas.",
			EN: "A chapter points to the segment %[1]q, which does not exist.",
		},
		Hint: diagnostic.Text{
			FR: "Donnez l’identifiant d’un segment de cette transcription.",
			EN: "Give the id of a segment of this transcript.",
		},
	}
	ruleCues = diagnostic.Rule{
		ID: "transcript/cues-differ", Severity: diagnostic.Warning,
		Message: diagnostic.Text{
			FR: "Segment %[1]q : les repères horaires (cues) ne disent pas les mêmes mots que le texte.",
			EN: "Segment %[1]q: the timed cues do not say the same words as the text.",
		},
		Hint: diagnostic.Text{
			FR: "Corrigez les deux, ou retirez « cues » : le segment garde son début et sa fin.",
			EN: "Correct both, or remove \"cues\": the segment keeps its start and end.",
		},
	}
)

// Rules lists every rule of the package.
func Rules() []diagnostic.Rule {
	return []diagnostic.Rule{
		ruleYAML, ruleAlias, ruleDuplicateID, ruleBadID, ruleUnknownSpeaker, ruleNoText,
		ruleTimes, ruleValue, ruleChapter, ruleCues,
		ruleBadReference, ruleNoSegment, ruleMasked, ruleNoTranslation, ruleNotFound,
		ruleAmbiguous, ruleOrder,
	}
}
