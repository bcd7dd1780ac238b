package rule

import (
	"slices"

	"proximite/tools/internal/content"
	"proximite/tools/internal/diagnostic"
	"proximite/tools/internal/hosting"
	"proximite/tools/internal/permalink"
	"proximite/tools/internal/withdrawal"
)

// checkLedgers asks that the ledgers of addresses and withdrawals, and the file for
// hosts, are sound, and that no withdrawal stopped half-way.
func checkLedgers(c *content.Corpus) []diagnostic.Diagnostic {
	_, withdrawn := withdrawal.Load(c.FS)
	_, addresses := permalink.Load(c.FS)
	_, hosts := hosting.Load(c.FS)
	return slices.Concat(withdrawn, addresses, hosts, withdrawal.Interrupted(c.FS))
}

// goneIn is what was withdrawn. What points to it shows nothing and must not stop an
// urgent build: it is advice.
func goneIn(c *content.Corpus) *withdrawal.Gone {
	l, _ := withdrawal.Load(c.FS)
	return withdrawal.Of(c, l)
}

func ledgerRules() []diagnostic.Rule {
	return slices.Concat(withdrawal.Rules(), permalink.Rules(), hosting.Rules(), []diagnostic.Rule{goneItem, goneLink, goneQuotation})
}

var (
	goneItem = diagnostic.Rule{
		ID: "withdrawal/reference", Severity: diagnostic.Advice,
		Message: diagnostic.Text{FR: "L’élément « %[1]s » a été retiré du site ; ce renvoi n’affiche rien.", EN: "The item “%[1]s” was withdrawn; this reference shows nothing."},
		Hint:    diagnostic.Text{FR: "Supprimez ce renvoi quand vous aurez le temps. Rien ne presse : le lecteur ne voit rien.", EN: "Delete this reference when you have time. There is no hurry: readers see nothing."},
	}
	goneLink = diagnostic.Rule{
		ID: "withdrawal/link", Severity: diagnostic.Advice,
		Message: diagnostic.Text{FR: "La page « %[1]s » a été retirée du site ; ce lien devient un simple texte.", EN: "The page “%[1]s” was withdrawn; this link becomes plain text."},
		Hint:    diagnostic.Text{FR: "Relisez la phrase : parle-t-elle encore de ce qui a été retiré ? Si oui, récrivez-la sans.", EN: "Read the sentence again: does it still speak of what was withdrawn? If so, write it without."},
	}
	goneQuotation = diagnostic.Rule{
		ID: "withdrawal/quotation", Severity: diagnostic.Advice,
		Message: diagnostic.Text{FR: "Les mots cités (%[1]s) ont été retirés du site ; la citation n’affiche rien.", EN: "The quoted words (%[1]s) were withdrawn; the quotation shows nothing."},
		Hint:    diagnostic.Text{FR: "Relisez le passage : il annonce peut-être encore la citation. Récrivez-le sans.", EN: "Read the passage again: it may still announce the quotation. Write it without."},
	}
)
