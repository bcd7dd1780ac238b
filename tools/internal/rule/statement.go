package rule

import (
	"fmt"
	"slices"
	"time"

	"proximite/tools/internal/content"
	"proximite/tools/internal/diagnostic"
	"proximite/tools/internal/plaintext"
)

// criteriaInGrid is how many criteria RGAA 4.1.2 has.
const criteriaInGrid = 106

// evidenceLasts is how long somebody may rely on what was found.
const evidenceLasts = 12 // months

// checkStatement holds the accessibility statement to what its grid says.
func checkStatement(c *content.Corpus) (found []diagnostic.Diagnostic) {
	r := c.Register("accessibility")
	if r.Root == nil {
		return nil
	}
	at := func(rule diagnostic.Rule, n *plaintext.Node, args ...any) {
		found = append(found, rule.At(r.Path, n.Line, n.Column, args...))
	}
	var missing []string
	seen := map[string]*plaintext.Node{}
	states := map[string]int{}
	for _, criterion := range r.Root.Get("criteria").Children() {
		seen[criterion.Get("id").Text()] = criterion
		states[criterion.Get("state").Text()]++
		checkCriterion(c, criterion, at)
	}
	for i, theme := range r.Root.Get("themes").Children() {
		n, _ := whole(theme.Get("criteria"))
		for k := range n {
			if id := fmt.Sprintf("%d.%d", i+1, k+1); seen[id] == nil {
				missing = append(missing, id)
			}
		}
	}
	if len(seen) != criteriaInGrid || len(missing) > 0 {
		at(gridIncomplete, r.Root.Get("criteria"), len(seen), criteriaInGrid, missing)
	}
	stated := r.Root.Get("statement", "stated")
	for key, want := range map[string]int{"met": states["C"], "judged": states["C"] + states["NC"], "open": states["open"]} {
		if n, ok := whole(stated.Get(key)); ok && n != want {
			at(rateDiffers, stated.Get(key), key, n, want)
		}
	}
	if checked := r.Root.Get("statement", "checked"); isStale(c, checked) {
		at(statementOld, checked, checked.Text(), evidenceLasts)
	}
	return found
}

func checkCriterion(c *content.Corpus, criterion *plaintext.Node, at func(diagnostic.Rule, *plaintext.Node, ...any)) {
	id, state := criterion.Get("id").Text(), criterion.Get("state").Text()
	if state == "NC" && criterion.Get("plan").Empty() {
		at(noPlan, criterion, id)
	}
	judged := slices.Contains([]string{"C", "NC", "NA"}, state)
	evidence := !criterion.Get("tests").Empty() || !criterion.Get("absent").Empty() || !criterion.Get("human").Empty()
	if judged && (!evidence || criterion.Get("date").Empty()) {
		at(noEvidence, criterion, id)
	}
	if on := criterion.Get("date"); judged && isStale(c, on) {
		at(evidenceOld, on, id, on.Text(), evidenceLasts)
	}
}

// whole is the whole number of a node.
func whole(n *plaintext.Node) (int, bool) {
	if n == nil {
		return 0, false
	}
	switch v := n.Value.(type) {
	case int:
		return v, true
	case float64:
		return int(v), true
	}
	return 0, false
}

// isStale reports whether a date lies too far back; a corpus without a day of its own
// cannot tell.
func isStale(c *content.Corpus, n *plaintext.Node) bool {
	day, err := time.Parse(time.DateOnly, n.Text())
	return err == nil && !c.Now.IsZero() && day.AddDate(0, evidenceLasts, 0).Before(c.Now)
}

func statementRules() []diagnostic.Rule {
	return []diagnostic.Rule{gridIncomplete, noPlan, noEvidence, evidenceOld, statementOld, rateDiffers}
}

var (
	gridIncomplete = diagnostic.Rule{
		ID: "statement/grid", Severity: diagnostic.Error,
		Message: diagnostic.Text{
			FR: "La grille d’accessibilité a %[1]d critères au lieu de %[2]d ; il manque : %[3]v.",
			EN: "The accessibility grid has %[1]d criteria instead of %[2]d; missing: %[3]v.",
		},
		Hint: diagnostic.Text{
			FR: "Remettez les critères manquants dans data/accessibility.yaml, ou demandez à la personne qui s’occupe du site.",
			EN: "Put the missing criteria back into data/accessibility.yaml, or ask whoever looks after the site.",
		},
	}
	noPlan = diagnostic.Rule{
		ID: "statement/plan", Severity: diagnostic.Error,
		Message: diagnostic.Text{
			FR: "Le critère %[1]s n’est pas respecté et rien ne dit ce qui sera fait.",
			EN: "Criterion %[1]s is not met and nothing says what will be done.",
		},
		Hint: diagnostic.Text{
			FR: "Ajoutez « plan » avec ce qui sera fait et pour quand, en français et en anglais.",
			EN: "Add “plan” with what will be done and until when, in French and in English.",
		},
	}
	noEvidence = diagnostic.Rule{
		ID: "statement/evidence", Severity: diagnostic.Error,
		Message: diagnostic.Text{
			FR: "Le critère %[1]s est jugé sans preuve ou sans date.",
			EN: "Criterion %[1]s is judged without evidence or without a date.",
		},
		Hint: diagnostic.Text{
			FR: "Donnez un test (« tests »), une absence (« absent ») ou une personne (« human »), et la date (« date »). Sinon, écrivez « state: open ».",
			EN: "Give a test (“tests”), an absence (“absent”) or a person (“human”), and the date (“date”). Otherwise write “state: open”.",
		},
	}
	evidenceOld = diagnostic.Rule{
		ID: "statement/old-evidence", Severity: diagnostic.Warning,
		Message: diagnostic.Text{
			FR: "La preuve du critère %[1]s date du %[2]s : plus de %[3]d mois.",
			EN: "The evidence for criterion %[1]s is of %[2]s: more than %[3]d months ago.",
		},
		Hint: diagnostic.Text{
			FR: "Faites passer les tests, regardez de nouveau, puis changez la date. C’est un travail pour la personne qui s’occupe du site.",
			EN: "Run the tests, look again, then change the date. This is work for whoever looks after the site.",
		},
	}
	statementOld = diagnostic.Rule{
		ID: "statement/old", Severity: diagnostic.Warning,
		Message: diagnostic.Text{
			FR: "La déclaration d’accessibilité a été vérifiée le %[1]s : plus de %[2]d mois.",
			EN: "The accessibility statement was checked on %[1]s: more than %[2]d months ago.",
		},
		Hint: diagnostic.Text{
			FR: "Relisez la page Accessibilité, corrigez data/accessibility.yaml, puis changez « checked ».",
			EN: "Read the page Accessibility again, correct data/accessibility.yaml, then change “checked”.",
		},
	}
	rateDiffers = diagnostic.Rule{
		ID: "statement/rate", Severity: diagnostic.Error,
		Message: diagnostic.Text{
			FR: "La déclaration d’accessibilité annonce « %[1]s: %[2]d » ; la grille donne %[3]d.",
			EN: "The accessibility statement says “%[1]s: %[2]d”; the grid gives %[3]d.",
		},
		Hint: diagnostic.Text{
			FR: "Corrigez le nombre dans data/accessibility.yaml, sous « stated », ou l’état du critère.",
			EN: "Correct the number in data/accessibility.yaml, under “stated”, or the state of the criterion.",
		},
	}
)
