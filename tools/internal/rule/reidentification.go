package rule

import (
	"slices"
	"strings"

	"proximite/tools/internal/content"
	"proximite/tools/internal/diagnostic"
	"proximite/tools/internal/permalink"
)

// checkReidentification counts by what somebody who is not named could still be
// recognised, and asks that places are no more precise than the risk allows.
func checkReidentification(c *content.Corpus) []diagnostic.Diagnostic {
	ledger, _ := permalink.Load(c.FS)
	r := &reidentification{clueFinder: newClueFinder(c), approvals: newApprovals(c), ledger: ledger}
	withPeople(c, r.item)
	return r.found
}

type reidentification struct {
	*clueFinder
	approvals *approvals
	ledger    *permalink.Ledger
	found     []diagnostic.Diagnostic
}

// clueLimit is how many kinds of clues an item may hold about a person; -1: any number,
// for who is named anyway.
func clueLimit(p content.Person) int {
	switch {
	case p.Attribution == "role_only", p.Entry.Get("pseudonym").True():
		return 2
	case p.Attribution == "anonymous":
		return 1
	}
	return -1
}

func (r *reidentification) item(i *content.Item, people []content.Person) {
	for _, p := range people {
		if list := r.beyond(i, p); list != nil {
			found, _ := r.approvals.want(i, "recognition", func() diagnostic.Diagnostic {
				text := listClues(list)
				place := list[0].place
				d := tooManyClues.At(place.Path, place.Line, place.Column, p.ID, len(list), clueLimit(p), text.FR, text.EN, i.ID())
				return r.weigh(i, p, d)
			})
			r.found = append(r.found, found...)
		}
	}
	r.places(i, people)
}

// weigh keeps the gate from standing in the way of a person who is to be named less. An
// item that is public already says more today than it would say then: to refuse the
// build would keep the name online.
func (r *reidentification) weigh(i *content.Item, p content.Person, d diagnostic.Diagnostic) diagnostic.Diagnostic {
	d = gateItem(i, d)
	switch {
	case official(p): // the mission published the name with all of this itself
		return d.With(diagnostic.Todo)
	case d.Severity == diagnostic.Error && len(r.ledger.Of(i.ID())) > 0:
		return d.With(diagnostic.Warning)
	}
	return d
}

// beyond are the clues about a person when they are more than the limit.
func (r *clueFinder) beyond(i *content.Item, p content.Person) []clue {
	limit := clueLimit(p)
	if limit < 0 {
		return nil
	}
	if list := r.about(i, p); len(list) > limit {
		return list
	}
	return nil
}

// listClues says which clues were counted, with the line of each.
func listClues(list []clue) diagnostic.Text {
	var fr, en []string
	for _, c := range list {
		name := clueNames(c.kind)
		fr = append(fr, name.FR+" (« "+c.words+" », "+c.place.Position()+")")
		en = append(en, name.EN+" (“"+c.words+"”, "+c.place.Position()+")")
	}
	return diagnostic.Text{FR: strings.Join(fr, ", "), EN: strings.Join(en, ", ")}
}

// precision orders how exactly a place is given.
func precision(p string) int { return map[string]int{"country": 1, "region": 2, "city": 3}[p] }

// allowedPrecision is how exactly a place may be given beside people at a risk.
func allowedPrecision(class string) string {
	return map[string]string{"medium": "region", "high": "country"}[class]
}

// places compares the places of an item with the risk for those of its people whom the
// mission has not named itself.
func (r *reidentification) places(i *content.Item, people []content.Person) {
	class := ""
	for _, p := range people {
		if !official(p) && danger(safetyOf(p)) > danger(class) {
			class = safetyOf(p)
		}
	}
	allowed := allowedPrecision(class)
	if allowed == "" {
		return
	}
	for _, v := range i.Versions {
		for _, n := range append(slices.Clone(v.Meta.Get("places").Children()), v.Meta.Get("place")) {
			exact := r.corpus.Register("places").Entry(n.Text()).Get("precision").Text()
			if precision(exact) <= precision(allowed) {
				continue
			}
			found, _ := r.approvals.want(i, "recognition", func() diagnostic.Diagnostic {
				return gate(v, at(v.Path, n, placeTooExact, n.Text(), exact, class, allowed, i.ID()))
			})
			r.found = append(r.found, found...)
		}
	}
}

func reidentificationRules() []diagnostic.Rule {
	return []diagnostic.Rule{tooManyClues, placeTooExact}
}

var (
	tooManyClues = diagnostic.Rule{
		ID: "reidentification/too-many-clues", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "La personne %[1]s n’est pas nommée, mais on pourrait la reconnaître : %[2]d indices, %[3]d au plus. Ce sont : %[4]s.", EN: "The person %[1]s is not named, but could be recognised: %[2]d clues, %[3]d at most. They are: %[5]s."},
		Hint:    diagnostic.Text{FR: "Retirez ou arrondissez un indice : la région pour la ville, le mois pour le jour, la force pour l’unité. Ou faites répondre la personne chargée de la sécurité : « newsroom review %[6]s ».", EN: "Remove or round a clue: the region for the town, the month for the day, the force for the unit. Or have the person in charge of security answer: “newsroom review %[6]s”."},
	}
	placeTooExact = diagnostic.Rule{
		ID: "reidentification/place-too-exact", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "Le lieu « %[1]s » est trop précis (%[2]s) : une personne de cet élément court un risque « %[3]s ».", EN: "The place “%[1]s” is too exact (%[2]s): a person of this item is at “%[3]s” risk."},
		Hint:    diagnostic.Text{FR: "Donnez un lieu moins précis (precision: \"%[4]s\"), ou faites répondre la personne chargée de la sécurité : « newsroom review %[5]s ».", EN: "Give a less exact place (precision: \"%[4]s\"), or have the person in charge of security answer: “newsroom review %[5]s”."},
	}
)
