package translation

import (
	"proximite/tools/internal/content"
	"proximite/tools/internal/diagnostic"
)

// Check lists as advice the blocks that are behind, in the file that has to be brought
// up to date, and says what is wrong with the ledger. No other rule looks at it: a
// text that is behind is checked like any other.
func Check(c *content.Corpus) []diagnostic.Diagnostic {
	l, found := Load(c.FS)
	for _, r := range Reports(c, l) {
		found = append(found, r.check(l)...)
	}
	return found
}

func (r *Report) check(l *Ledger) []diagnostic.Diagnostic {
	found := r.checkExemption()
	switch r.State() {
	case Unrecorded:
		// A project that has no ledger has not begun to use it.
		if l.Exists && !r.source.Draft() && !r.target.Draft() {
			found = append(found, unrecorded.At(r.target.Path, 0, 0, r.Key))
		}
	case Behind:
		for _, p := range r.Pairs {
			if p.State != Current {
				found = append(found, r.finding(p))
			}
		}
	}
	return found
}

// finding is at the block that has to be brought up to date, or where it is missing.
func (r *Report) finding(p Pair) diagnostic.Diagnostic {
	file, blocks, at, newer := r.target, r.targetBlocks, p.after, r.source
	if p.State == Ahead {
		file, blocks, at, newer = r.source, r.sourceBlocks, p.before, r.target
	}
	line := 1
	if at >= 0 && at < len(blocks) {
		line = blocks[at].Line
	}
	if p.State == Both {
		return bothChanged.At(file.Path, line, 1, p.ID, r.Key)
	}
	return blockBehind.At(file.Path, line, 1, p.ID, r.Key, newer.Path)
}

// checkExemption asks an item that exists in one language only to tell the readers of
// the other why.
func (r *Report) checkExemption() []diagnostic.Diagnostic {
	if !r.Exempt || Summary(r.source, r.To) != nil {
		return nil
	}
	f, _ := r.source.Meta.Field("exempt")
	d := noSummary.At(r.source.Path, f.Line, f.Column, r.To)
	if r.source.Draft() {
		d = d.With(diagnostic.Todo)
	}
	return []diagnostic.Diagnostic{d}
}

// Rules lists every rule of the package.
func Rules() []diagnostic.Rule {
	return []diagnostic.Rule{
		brokenLedger, unrecorded, blockBehind, bothChanged, noSummary,
		brokenCode, strayMarkup, changedSince, unitGone, cannotPlace,
	}
}

var (
	brokenLedger = diagnostic.Rule{
		ID: "translation/broken-ledger", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "Le registre des traductions n’est plus tel que le programme l’a écrit.", EN: "The ledger of translations is not as the program wrote it any more."},
		Hint:    diagnostic.Text{FR: "Reprenez la dernière version de ce fichier ; il ne se modifie pas à la main. Sans copie, effacez le bloc de cet élément et lancez « newsroom translation done » après relecture.", EN: "Take back the last version of this file; it is not edited by hand. Without a copy, delete the entry of this item and run “newsroom translation done” after reading it again."},
	}
	unrecorded = diagnostic.Rule{
		ID: "translation/unrecorded", Severity: diagnostic.Advice,
		Message: diagnostic.Text{FR: "Personne n’a encore dit que cette traduction correspond à son original.", EN: "Nobody has said yet that this translation corresponds to its original."},
		Hint:    diagnostic.Text{FR: "Relisez les deux versions, puis lancez : newsroom translation done %[1]s", EN: "Read both versions, then run: newsroom translation done %[1]s"},
	}
	blockBehind = diagnostic.Rule{
		ID: "translation/behind", Severity: diagnostic.Advice,
		Message: diagnostic.Text{FR: "Ce passage n’est plus à jour : l’autre langue a changé depuis (%[3]s).", EN: "This passage is behind: the other language has changed since (%[3]s)."},
		Hint:    diagnostic.Text{FR: "Voir le changement : newsroom translation status %[2]s. Mis à jour : newsroom translation done %[2]s. Simple coquille : newsroom translation accept %[2]s %[1]s", EN: "See the change: newsroom translation status %[2]s. Brought up to date: newsroom translation done %[2]s. Only a typing error: newsroom translation accept %[2]s %[1]s"},
	}
	bothChanged = diagnostic.Rule{
		ID: "translation/both-changed", Severity: diagnostic.Advice,
		Message: diagnostic.Text{FR: "Ce passage a changé dans les deux langues : personne n’a encore comparé.", EN: "This passage has changed in both languages: nobody has compared them yet."},
		Hint:    diagnostic.Text{FR: "Comparez : newsroom translation status %[2]s. Si les deux disent la même chose : newsroom translation accept %[2]s %[1]s", EN: "Compare: newsroom translation status %[2]s. When both say the same: newsroom translation accept %[2]s %[1]s"},
	}
	noSummary = diagnostic.Rule{
		ID: "translation/exempt-without-summary", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "Les lecteurs de l’autre langue (« %[1]s ») n’auraient ni résumé ni raison dans leur langue.", EN: "Readers of the other language (“%[1]s”) would have neither a summary nor a reason in their language."},
		Hint:    diagnostic.Text{FR: "Sous « exempt: », écrivez title, slug, summary et reason dans cette langue, par exemple : summary: {%[1]s: \"…\"}", EN: "Under “exempt:”, write title, slug, summary and reason in that language, for example: summary: {%[1]s: \"…\"}"},
	}
	brokenCode = diagnostic.Rule{
		ID: "translation/broken-placeholder", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "Unité « %[1]s » : le repère « %[2]s » manque, est en double ou n’est pas à sa place.", EN: "Unit “%[1]s”: the placeholder “%[2]s” is missing, doubled or out of place."},
		Hint:    diagnostic.Text{FR: "Rétablissez-le dans l’outil de traduction, comme dans le texte source. Rien n’a été importé de ce fichier.", EN: "Put it back in the translation tool, as in the source text. Nothing was imported from this file."},
	}
	strayMarkup = diagnostic.Rule{
		ID: "translation/stray-markup", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "Unité « %[1]s » : à partir de « %[2]s », le texte serait lu comme une mise en forme.", EN: "Unit “%[1]s”: from “%[2]s” on, the text would be read as markup."},
		Hint:    diagnostic.Text{FR: "Évitez * _ [ ] ` < { dans le texte, ou utilisez les repères du texte source. Rien n’a été importé de ce fichier.", EN: "Avoid * _ [ ] ` < { in the text, or use the placeholders of the source text. Nothing was imported from this file."},
	}
	changedSince = diagnostic.Rule{
		ID: "translation/changed-since-export", Severity: diagnostic.Warning,
		Message: diagnostic.Text{FR: "Unité « %[1]s » : quelqu’un a modifié ce passage, ou son original, depuis l’export. Le texte reçu n’a pas été repris.", EN: "Unit “%[1]s”: somebody has changed this passage, or its original, since the export. The text that came back was not taken."},
		Hint:    diagnostic.Text{FR: "Comparez avec %[2]s et corrigez à la main, ou exportez de nouveau.", EN: "Compare with %[2]s and mend it by hand, or export again."},
	}
	unitGone = diagnostic.Rule{
		ID: "translation/unit-gone", Severity: diagnostic.Warning,
		Message: diagnostic.Text{FR: "Unité « %[1]s » : ce passage n’existe plus. Le texte reçu n’a pas été repris.", EN: "Unit “%[1]s”: this passage exists no more. The text that came back was not taken."},
		Hint:    diagnostic.Text{FR: "Rien à faire si le passage a été supprimé exprès ; sinon, exportez de nouveau.", EN: "Nothing to do when the passage was deleted on purpose; else export again."},
	}
	cannotPlace = diagnostic.Rule{
		ID: "translation/cannot-place", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "Unité « %[1]s » : le programme ne sait pas placer ce texte dans %[2]s sans toucher au reste.", EN: "Unit “%[1]s”: the program cannot place this text in %[2]s without touching the rest."},
		Hint:    diagnostic.Text{FR: "Ajoutez d’abord ce passage à la main dans le fichier (ligne de tableau, texte d’une liste), exportez de nouveau, ou copiez le texte vous-même.", EN: "First add this passage to the file by hand (row of a table, text of a list), export again, or copy the text yourself."},
	}
)
