package intake

import "proximite/tools/internal/diagnostic"

var (
	ruleAgain = diagnostic.Rule{
		ID: "import/already-imported", Severity: diagnostic.Advice,
		Message: diagnostic.Text{
			FR: "Ce fichier a déjà été importé (reçu data/imports/%[1]s.yaml). Rien n’a été écrit.",
			EN: "This file was imported before (receipt data/imports/%[1]s.yaml). Nothing was written.",
		},
		Hint: diagnostic.Text{
			FR: "Modifiez le brouillon à la main ; pour récrire des fichiers supprimés, relancez avec --recreate.",
			EN: "Edit the draft by hand; to write deleted files again, run with --recreate.",
		},
	}
	// I701
	ruleEdited = diagnostic.Rule{
		ID: "import/edited-by-hand", Severity: diagnostic.Error,
		Message: diagnostic.Text{
			FR: "Ce fichier a été modifié à la main depuis l’import. Rien n’est remplacé ; nouvelle version : %[1]s.",
			EN: "This file was edited by hand since the import. Nothing was replaced; new version: %[1]s.",
		},
		Hint: diagnostic.Text{
			FR: "Relancez avec --merge pour réunir les deux, ou reprenez vous-même ce qui a changé.",
			EN: "Run again with --merge to join the two, or take over yourself what changed.",
		},
	}
	ruleConflict = diagnostic.Rule{
		ID: "import/merge-conflict", Severity: diagnostic.Error,
		Message: diagnostic.Text{
			FR: "Ce passage a changé à la fois ici et dans la source : « %[1]s ». Rien n’est remplacé ; nouvelle version : %[2]s.",
			EN: "This passage changed both here and in the source: “%[1]s”. Nothing was replaced; new version: %[2]s.",
		},
		Hint: diagnostic.Text{
			FR: "Comparez les deux fichiers, corrigez le brouillon, puis supprimez la nouvelle version.",
			EN: "Compare the two files, correct the draft, then delete the new version.",
		},
	}
	ruleTaken = diagnostic.Rule{
		ID: "import/folder-taken", Severity: diagnostic.Error,
		Message: diagnostic.Text{
			FR: "Ce fichier existe déjà et ne vient pas d’un import. Rien n’a été écrit.",
			EN: "This file exists already and does not come from an import. Nothing was written.",
		},
		Hint: diagnostic.Text{
			FR: "Donnez un autre nom de dossier avec --slug.",
			EN: "Give another folder name with --slug.",
		},
	}
	ruleDeleted = diagnostic.Rule{
		ID: "import/deleted-by-hand", Severity: diagnostic.Advice,
		Message: diagnostic.Text{
			FR: "Ce fichier a été supprimé à la main depuis l’import ; il n’est pas récrit.",
			EN: "This file was deleted by hand since the import; it is not written again.",
		},
		Hint: diagnostic.Text{
			FR: "Pour le récrire, relancez avec --recreate.",
			EN: "To write it again, run with --recreate.",
		},
	}
	ruleMerged = diagnostic.Rule{
		ID: "import/merged", Severity: diagnostic.Advice,
		Message: diagnostic.Text{
			FR: "Vos modifications et la nouvelle version ont été réunies.",
			EN: "Your edits and the new version were joined.",
		},
		Hint: diagnostic.Text{
			FR: "Relisez le résultat.",
			EN: "Read the result over.",
		},
	}
	ruleReview = diagnostic.Rule{
		ID: "import/translation-to-review", Severity: diagnostic.Advice,
		Message: diagnostic.Text{
			FR: "L’original a changé ; cette traduction n’a pas été touchée.",
			EN: "The original changed; this translation was not touched.",
		},
		Hint: diagnostic.Text{
			FR: "Relisez-la en regard de l’original.",
			EN: "Read it over beside the original.",
		},
	}
	ruleSegments = diagnostic.Rule{
		ID: "import/segments-changed", Severity: diagnostic.Advice,
		Message: diagnostic.Text{
			FR: "Segments ajoutés : %[1]d, retirés : %[2]d, modifiés : %[3]d, déplacés : %[4]d. Les identifiants sont gardés.",
			EN: "Segments added: %[1]d, removed: %[2]d, changed: %[3]d, moved: %[4]d. The ids are kept.",
		},
		Hint: diagnostic.Text{
			FR: "Lancez « newsroom check » : il nomme chaque page qui cite un passage modifié.",
			EN: "Run \"newsroom check\": it names every page that quotes a changed passage.",
		},
	}
	ruleSegment = diagnostic.Rule{
		ID: "import/segment-changed", Severity: diagnostic.Advice,
		Message: diagnostic.Text{
			FR: "Segment %[1]s : « %[2]s » est devenu « %[3]s ».",
			EN: "Segment %[1]s: “%[2]s” has become “%[3]s”.",
		},
		Hint: diagnostic.Text{
			FR: "Vérifiez les pages qui citent ce passage.",
			EN: "Check the pages that quote this passage.",
		},
	}
)

// Rules lists every rule of the package.
func Rules() []diagnostic.Rule {
	return []diagnostic.Rule{
		ruleAgain, ruleEdited, ruleConflict, ruleTaken, ruleDeleted, ruleMerged,
		ruleReview, ruleSegments, ruleSegment,
	}
}
