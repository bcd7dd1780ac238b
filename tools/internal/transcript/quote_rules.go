package transcript

import "proximite/tools/internal/diagnostic"

var (
	ruleBadReference = diagnostic.Rule{
		ID: "quotation/bad-reference", Severity: diagnostic.Error,
		Message: diagnostic.Text{
			FR: "La référence de citation %[1]q n’a pas la forme transcription#segment.",
			EN: "The quotation's reference %[1]q does not have the form transcript#segment.",
		},
		Hint: diagnostic.Text{
			FR: "Copiez la référence affichée à côté du passage, par exemple t7n2kp#s7f3q.",
			EN: "Copy the reference shown beside the passage, for example t7n2kp#s7f3q.",
		},
	}
	ruleNoSegment = diagnostic.Rule{
		ID: "quotation/no-segment", Severity: diagnostic.Error,
		Message: diagnostic.Text{
			FR: "Le passage cité %[1]q n’existe pas.",
			EN: "The quoted passage %[1]q does not exist.",
		},
		Hint: diagnostic.Text{
			FR: "Cherchez les paroles dans data/transcripts et reprenez l’identifiant du segment ; il a peut-être été retiré.",
			EN: "Look for the words in data/transcripts and take the id of the segment; it may have been removed.",
		},
	}
	ruleMasked = diagnostic.Rule{
		ID: "quotation/masked", Severity: diagnostic.Error,
		Message: diagnostic.Text{
			FR: "Le passage cité %[1]q est masqué : ses paroles ne peuvent pas être publiées.",
			EN: "The quoted passage %[1]q is masked: its words cannot be published.",
		},
		Hint: diagnostic.Text{
			FR: "Retirez la citation, ou choisissez un passage public.",
			EN: "Remove the quotation, or choose a public passage.",
		},
	}
	ruleNoTranslation = diagnostic.Rule{
		ID: "quotation/no-translation", Severity: diagnostic.Error,
		Message: diagnostic.Text{
			FR: "Le passage cité %[1]q n’est pas traduit dans la langue de cette page (%[2]s).",
			EN: "The quoted passage %[1]q is not translated into the language of this page (%[2]s).",
		},
		Hint: diagnostic.Text{
			FR: "Ajoutez la traduction du segment dans sa transcription, sous « translation ».",
			EN: "Add the translation of the segment to its transcript, under \"translation\".",
		},
	}
	ruleNotFound = diagnostic.Rule{
		ID: "quotation/words-differ", Severity: diagnostic.Error,
		Message: diagnostic.Text{
			FR: "Ces mots ne sont pas dans le passage cité : « %[1]s ».",
			EN: "These words are not in the quoted passage: “%[1]s”.",
		},
		Hint: diagnostic.Text{
			FR: "Le passage dit : « %[2]s ». Reprenez ses mots exacts ; […] marque une coupe, [vos mots] un ajout.",
			EN: "The passage says: “%[2]s”. Use its exact words; […] marks a cut, [your words] an addition.",
		},
	}
	ruleAmbiguous = diagnostic.Rule{
		ID: "quotation/ambiguous", Severity: diagnostic.Error,
		Message: diagnostic.Text{
			FR: "Les mots « %[1]s » se trouvent %[2]d fois dans le passage cité.",
			EN: "The words “%[1]s” occur %[2]d times in the quoted passage.",
		},
		Hint: diagnostic.Text{
			FR: "Donnez quelques mots de plus, pour qu’un seul endroit convienne.",
			EN: "Give a few words more, so that only one place fits.",
		},
	}
	ruleOrder = diagnostic.Rule{
		ID: "quotation/wrong-order", Severity: diagnostic.Error,
		Message: diagnostic.Text{
			FR: "La citation finit (« %[2]s ») avant de commencer (« %[1]s »).",
			EN: "The quotation ends (“%[2]s”) before it starts (“%[1]s”).",
		},
		Hint: diagnostic.Text{
			FR: "Échangez les premiers et les derniers mots.",
			EN: "Swap the first and the last words.",
		},
	}
)
