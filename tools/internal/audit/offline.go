package audit

import (
	"path"
	"slices"
	"strings"

	"proximite/tools/internal/diagnostic"
)

var keptWithoutConsent = diagnostic.Rule{
	ID: "audit/offline-without-consent", Severity: diagnostic.Error,
	Message: diagnostic.Text{
		FR: "Les lecteurs pourraient garder cette page hors ligne (%[1]q), alors que les personnes qui y figurent n’ont pas toutes accepté cet usage.",
		EN: "Readers could keep this page for offline (%[1]q), although not everybody in it has agreed to that use.",
	},
	Hint: diagnostic.Text{
		FR: "Une copie gardée sur un téléphone ne peut être effacée qu’à sa prochaine connexion. C’est une faute des modèles ou du programme, pas du texte : prévenez la personne qui s’occupe du site.",
		EN: "A copy kept on a phone can be deleted only when that phone is next connected. This is a fault of the templates or the program, not of the text: tell whoever looks after the site.",
	},
}

var missingPlan = diagnostic.Rule{
	ID: "audit/missing-offline-plan", Severity: diagnostic.Error,
	Message: diagnostic.Text{
		FR: "La page propose d’être gardée hors ligne, mais le fichier offline/%[1]s.json, dont le bouton a besoin, manque.",
		EN: "The page offers to be kept for offline, but the file offline/%[1]s.json, which the button needs, is missing.",
	},
	Hint: diagnostic.Text{
		FR: "C’est une faute du programme, pas du texte : prévenez la personne qui s’occupe du site.",
		EN: "This is a fault of the program, not of the text: tell whoever looks after the site.",
	},
}

// checkKept asks whether a page that offers to be kept may do so, as a whole and for
// each person whom it quotes.
func checkKept(s *site, p *page) []diagnostic.Diagnostic {
	if p.kept == "" {
		return nil
	}
	var found []diagnostic.Diagnostic
	if !s.files["offline/"+p.kept+".json"] {
		found = append(found, missingPlan.At(p.path, 0, 0, p.kept))
	}
	if !s.mayKeep(p.kept) {
		return append(found, keptWithoutConsent.At(p.path, 0, 0, p.kept))
	}
	for _, q := range p.quotations {
		if s.options.MayKeepQuoted != nil && !s.options.MayKeepQuoted(q.ref) {
			return append(found, keptWithoutConsent.At(p.path, 0, 0, p.kept))
		}
	}
	return found
}

// checkPlans looks for plans by which a browser could keep what it may not. The pages
// that list what is kept, and the kill list, are no items.
func checkPlans(s *site) []diagnostic.Diagnostic {
	var found []diagnostic.Diagnostic
	for name := range s.files {
		plan, ok := strings.CutSuffix(path.Base(name), ".json")
		if ok && path.Dir(name) == "offline" && plan != "kill-list" && !strings.HasPrefix(plan, "list.") && !s.mayKeep(plan) {
			found = append(found, keptWithoutConsent.At(name, 0, 0, plan))
		}
	}
	return found
}

// mayKeep decides by the id of the item in <id>.<language>.
func (s *site) mayKeep(plan string) bool {
	id, _, _ := strings.Cut(plan, ".")
	return slices.Contains(s.options.Keepable, id)
}
