package rule

import (
	"slices"
	"time"

	"proximite/tools/internal/content"
	"proximite/tools/internal/diagnostic"
	"proximite/tools/internal/plaintext"
)

// soon is how many days before its end a basis is announced.
const soon = 60

// checkConsent asks that the basis for each person holds: given before the item came
// out, and not over. When it is over, the site shows the person as nobody in particular
// (package clearance), so a build that runs by itself never goes on naming them.
func checkConsent(c *content.Corpus) []diagnostic.Diagnostic {
	var found []diagnostic.Diagnostic
	used := make(map[string]bool)
	withPeople(c, func(i *content.Item, people []content.Person) {
		for _, p := range people {
			used[p.ID] = used[p.ID] || published(i)
			found = append(found, givenInTime(i, p)...)
		}
	})
	for _, p := range c.People() {
		if p.Entry.Get("withdrawn").Empty() {
			found = append(found, endOf(c, p, used[p.ID])...)
		}
	}
	return found
}

// givenInTime asks that nobody was on the site before they agreed.
func givenInTime(i *content.Item, p content.Person) []diagnostic.Diagnostic {
	given := p.Entry.Get("basis", "date").Text()
	if official(p) || given == "" {
		return nil
	}
	v := i.Versions[0]
	public, ok := v.Embargo()
	if day := public.UTC().Format(time.DateOnly); ok && day < given {
		return []diagnostic.Diagnostic{gateItem(i, at(v.Path, v.Meta.Get("date"), givenLater, p.ID, given, day))}
	}
	return nil
}

// endOf looks at the day on which a basis ends.
func endOf(c *content.Corpus, p content.Person, used bool) []diagnostic.Diagnostic {
	path := c.Register("people").Path
	var found []diagnostic.Diagnostic
	if official(p) && used && slices.Contains([]string{"full_name", "first_name"}, p.Attribution) {
		found = append(found, at(path, p.Entry.Get("basis"), toConfirm, p.ID))
	}
	day, key := p.Ends()
	node := endNode(p, key)
	end, err := time.Parse(time.DateOnly, day)
	if err != nil || c.Now.IsZero() {
		return found
	}
	switch left := int(end.Sub(c.Now.UTC().Truncate(24*time.Hour)).Hours() / 24); {
	case p.Expired(c.Now) && used:
		found = append(found, at(path, node, expiredBasis, p.ID, day, key))
	case p.Expired(c.Now):
		found = append(found, at(path, node, expiredBasis, p.ID, day, key).With(diagnostic.Todo))
	case left <= soon:
		found = append(found, at(path, node, endsSoon, p.ID, day, left, key))
	}
	given := p.Entry.Get("basis", "date")
	if given.Text() > c.Now.UTC().Format(time.DateOnly) {
		found = append(found, at(path, given, givenInFuture, p.ID, given.Text()))
	}
	return found
}

func endNode(p content.Person, key string) *plaintext.Node {
	if key == "review_by" {
		return p.Entry.Get("review_by")
	}
	return p.Entry.Get("basis", "valid_until")
}

func consentRules() []diagnostic.Rule {
	return []diagnostic.Rule{givenLater, givenInFuture, expiredBasis, endsSoon, toConfirm}
}

var (
	givenLater = diagnostic.Rule{
		ID: "consent/given-later", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "La personne %[1]s a donné son accord le %[2]s, après la date de cet élément (%[3]s).", EN: "The person %[1]s agreed on %[2]s, after the date of this item (%[3]s)."},
		Hint:    diagnostic.Text{FR: "Vérifiez les deux dates avec la personne qui tient les accords. Si l’élément ne paraît qu’après l’accord, ajoutez la ligne embargo: \"%[2]s\" dans les deux langues.", EN: "Check both dates with whoever keeps the agreements. If the item comes out only after the agreement, add the line embargo: \"%[2]s\" in both languages."},
	}
	givenInFuture = diagnostic.Rule{
		ID: "consent/given-in-future", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "L’accord de la personne %[1]s porte une date à venir (%[2]s).", EN: "The agreement of the person %[1]s bears a date to come (%[2]s)."},
		Hint:    diagnostic.Text{FR: "Un accord qui n’est pas encore donné ne compte pas. Corrigez la date avec la personne qui tient les accords.", EN: "An agreement that is not yet given does not count. Correct the date with whoever keeps the agreements."},
	}
	expiredBasis = diagnostic.Rule{
		ID: "consent/expired", Severity: diagnostic.Warning,
		Message: diagnostic.Text{FR: "Pour la personne %[1]s, l’accord ou sa relecture a pris fin le %[2]s. Le site écrit « une personne » à la place de son nom et ne montre plus ses paroles.", EN: "For the person %[1]s the agreement, or the time to look at it again, ended on %[2]s. The site writes “a person” in place of the name and shows their words no more."},
		Hint:    diagnostic.Text{FR: "Demandez à la personne qui tient les accords de la rappeler. Si elle accepte encore, changez la date (« %[3]s ») ; sinon, lancez « newsroom withdraw » et relisez les phrases qui parlent d’elle.", EN: "Ask whoever keeps the agreements to call the person. If they still agree, change the date (“%[3]s”); if not, run “newsroom withdraw” and read the sentences that speak of them again."},
	}
	endsSoon = diagnostic.Rule{
		ID: "consent/ends-soon", Severity: diagnostic.Advice,
		Message: diagnostic.Text{FR: "Pour la personne %[1]s, l’accord ou sa relecture prend fin le %[2]s, dans %[3]d jour(s). Ensuite, le site ne la nommera et ne la citera plus.", EN: "For the person %[1]s the agreement, or the time to look at it again, ends on %[2]s, in %[3]d day(s). After that the site will name and quote them no more."},
		Hint:    diagnostic.Text{FR: "Demandez dès maintenant à la personne qui tient les accords de la rappeler, puis changez la date (« %[4]s »).", EN: "Ask whoever keeps the agreements now to call the person, then change the date (“%[4]s”)."},
	}
	toConfirm = diagnostic.Rule{
		ID: "consent/to-confirm", Severity: diagnostic.Advice,
		Message: diagnostic.Text{FR: "La personne %[1]s est nommée parce que la mission l’a fait elle-même ; son propre accord reste à confirmer.", EN: "The person %[1]s is named because the mission did so itself; their own agreement remains to be confirmed."},
		Hint:    diagnostic.Text{FR: "Demandez à la mission de recueillir l’accord. Notez-le alors sous « basis » avec kind: \"consent\", sa référence et sa date.", EN: "Ask the mission to obtain the agreement. Then note it under “basis” with kind: \"consent\", its reference and date."},
	}
)
