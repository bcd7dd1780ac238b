package permalink

import (
	"slices"
	"strings"

	"proximite/tools/internal/diagnostic"
)

// State is what the sources say about items.
type State struct {
	// Gone are addresses that answer with the tombstone, and the day (YYYY-MM-DD).
	Gone map[string]string
	// Lost reports whether a place on a page of an item may be gone: the passage was
	// masked, or the person who said it is withdrawn. nil: none may.
	Lost func(item, anchor string) bool
}

// Check compares the ledger with what a finished site answers.
func Check(l *Ledger, s *Site, state State) []diagnostic.Diagnostic {
	var found []diagnostic.Diagnostic
	for _, address := range l.Addresses() {
		found = append(found, check(s, state, address, l.records[address])...)
	}
	fresh := 0
	example := ""
	for _, a := range s.Addresses() {
		if l.records[a.Path] == nil && !a.Gone {
			if fresh++; example == "" {
				example = a.Path
			}
		}
	}
	if fresh > 0 {
		found = append(found, unrecorded.At(LedgerPath, 0, 0, fresh, example))
	}
	return found
}

func check(s *Site, state State, address string, r *Record) []diagnostic.Diagnostic {
	one := func(rule diagnostic.Rule, args ...any) []diagnostic.Diagnostic {
		return []diagnostic.Diagnostic{rule.At(LedgerPath, 0, 0, append([]any{address}, args...)...)}
	}
	a := s.Address(address)
	switch {
	case a == nil && answeredByHost(s, state, address, r):
		return nil
	case a == nil && r.Item == "":
		return one(vanishedPage)
	case a == nil:
		return one(vanished, r.Item)
	case a.Gone:
		return nil
	case a.Redirect():
		return checkRedirect(s, a, one)
	case a.Item != "" && r.Item != "" && a.Item != r.Item:
		return one(reused, r.Item, a.Item)
	case state.Gone[address] != "":
		return one(reused, r.Item, a.Item)
	}
	lost := slices.DeleteFunc(r.lost(a), func(anchor string) bool {
		return state.Lost != nil && state.Lost(a.Item, anchor)
	})
	if len(lost) > 0 {
		return one(lostAnchor, "#"+strings.Join(lost, ", #"))
	}
	return nil
}

// answeredByHost reports whether only a rule for the host can answer: for a file that is
// withdrawn, or whose page has moved, nothing can lie in the tree.
func answeredByHost(s *Site, state State, address string, r *Record) bool {
	if strings.HasSuffix(address, "/") {
		return false
	}
	return state.Gone[address] != "" || r.Item != "" && s.Page(r.Item, languageOf(address)) != nil
}

// checkRedirect asks that one step leads to a page.
func checkRedirect(s *Site, a *Address, one func(diagnostic.Rule, ...any) []diagnostic.Diagnostic) []diagnostic.Diagnostic {
	if !strings.HasPrefix(a.Target, "/") {
		return nil // to another site
	}
	switch target := s.Address(a.Target); {
	case target == nil:
		return one(deadRedirect, a.Target)
	case target.Redirect():
		return one(redirectChain, a.Target, target.Target)
	}
	return nil
}

// Rules lists every rule of the package.
func Rules() []diagnostic.Rule {
	return []diagnostic.Rule{brokenLedger, vanished, vanishedPage, reused, lostAnchor, deadRedirect, redirectChain, unrecorded}
}

var (
	brokenLedger = diagnostic.Rule{
		ID: "permalink/broken-ledger", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "Le registre des adresses n’est pas tel que l’outil l’écrit.", EN: "The ledger of addresses is not as the tool writes it."},
		Hint:    diagnostic.Text{FR: "Reprenez la dernière version du fichier ; seul « newsroom permalink record » doit l’écrire.", EN: "Restore the last version of the file; only “newsroom permalink record” should write it."},
	}
	vanished = diagnostic.Rule{
		ID: "permalink/vanished", Severity: diagnostic.Error,
		Message: diagnostic.Text{
			FR: "L’adresse %[1]s a été publiée et ne répondrait plus : l’élément %[2]s n’a plus de page dans cette langue.",
			EN: "The address %[1]s was published and would no longer answer: the item %[2]s has no page left in this language.",
		},
		Hint: diagnostic.Text{
			FR: "Si la page doit disparaître : remettez ses fichiers, puis « newsroom withdraw %[2]s ». Si une autre la remplace, ajoutez à celle-ci « aliases: [\"%[1]s\"] ».",
			EN: "If the page is to disappear: put its files back, then “newsroom withdraw %[2]s”. If another one replaces it, add to that one “aliases: [\"%[1]s\"]”.",
		},
	}
	vanishedPage = diagnostic.Rule{
		ID: "permalink/vanished-page", Severity: diagnostic.Error,
		Message: diagnostic.Text{
			FR: "L’adresse %[1]s a été publiée et ne répondrait plus.",
			EN: "The address %[1]s was published and would no longer answer.",
		},
		Hint: diagnostic.Text{
			FR: "Indiquez dans data/hosting.yaml, sous « redirects », l’adresse qui la remplace : %[1]s vers la nouvelle.",
			EN: "Say in data/hosting.yaml, under “redirects”, which address replaces it: from %[1]s to the new one.",
		},
	}
	reused = diagnostic.Rule{
		ID: "permalink/reused", Severity: diagnostic.Error,
		Message: diagnostic.Text{
			FR: "L’adresse %[1]s a été celle de l’élément %[2]s ; elle deviendrait celle d’un autre (%[3]s). Les anciens liens mèneraient à la mauvaise page.",
			EN: "The address %[1]s was that of the item %[2]s; it would become that of another one (%[3]s). Old links would lead to the wrong page.",
		},
		Hint: diagnostic.Text{FR: "Choisissez un autre « slug » pour le nouvel élément.", EN: "Choose another “slug” for the new item."},
	}
	lostAnchor = diagnostic.Rule{
		ID: "permalink/lost-place", Severity: diagnostic.Warning,
		Message: diagnostic.Text{
			FR: "Des liens peuvent mener à un endroit qui n’existe plus sur %[1]s : %[2]s.",
			EN: "Links may lead to a place that no longer exists on %[1]s: %[2]s.",
		},
		Hint: diagnostic.Text{
			FR: "Remettez cette ancre sur le titre ou le passage qui convient. Si l’endroit est parti pour de bon, notez-le : « newsroom permalink record --former ».",
			EN: "Put this anchor back on the heading or passage that fits. If the place has gone for good, note it: “newsroom permalink record --former”.",
		},
	}
	deadRedirect = diagnostic.Rule{
		ID: "permalink/dead-redirect", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "L’ancienne adresse %[1]s renvoie à %[2]s, qui ne répond pas.", EN: "The old address %[1]s redirects to %[2]s, which does not answer."},
		Hint:    diagnostic.Text{FR: "Corrigez « aliases » ou data/hosting.yaml : une redirection mène à une page du site.", EN: "Mend “aliases” or data/hosting.yaml: a redirect leads to a page of the site."},
	}
	redirectChain = diagnostic.Rule{
		ID: "permalink/redirect-chain", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "L’ancienne adresse %[1]s renvoie à %[2]s, qui renvoie elle-même à %[3]s.", EN: "The old address %[1]s redirects to %[2]s, which itself redirects to %[3]s."},
		Hint:    diagnostic.Text{FR: "Faites-la mener tout de suite à la dernière des deux.", EN: "Make it lead to the last of the two at once."},
	}
	unrecorded = diagnostic.Rule{
		ID: "permalink/unrecorded", Severity: diagnostic.Advice,
		Message: diagnostic.Text{
			FR: "%[1]d adresse(s) du site ne sont pas encore notées, par exemple %[2]s.",
			EN: "%[1]d address(es) of the site are not recorded yet, for example %[2]s.",
		},
		Hint: diagnostic.Text{
			FR: "Au moment de la mise en ligne, lancez « newsroom permalink record » : l’outil veillera ensuite à ce qu’elles répondent toujours.",
			EN: "When the site goes online, run “newsroom permalink record”: from then on the tool sees to it that they always answer.",
		},
	}
)
