package rule

import (
	"slices"
	"strings"

	"proximite/tools/internal/approval"
	"proximite/tools/internal/content"
	"proximite/tools/internal/diagnostic"
	"proximite/tools/internal/personname"
)

// checkSafety asks about danger: whether somebody in service may be named, whether the
// names fit the risk, and whether the person in charge of security has agreed.
func checkSafety(c *content.Corpus) []diagnostic.Diagnostic {
	s := &safety{corpus: c, approvals: newApprovals(c)}
	for _, p := range c.People() {
		s.person(p)
	}
	withPeople(c, s.item)
	for _, i := range c.Items {
		if len(i.Versions) > 0 {
			s.risk(i)
		}
	}
	return s.found
}

type safety struct {
	corpus    *content.Corpus
	approvals *approvals
	found     []diagnostic.Diagnostic
}

func (s *safety) add(d diagnostic.Diagnostic) { s.found = append(s.found, d) }

// person looks at an entry of the register by itself.
func (s *safety) person(p content.Person) {
	path, entry := s.corpus.Register("people").Path, p.Entry
	named := slices.Contains([]string{"full_name", "first_name"}, p.Attribution) && !entry.Get("pseudonym").True()
	if safetyOf(p) == "high" && named && entry.Get("withdrawn").Empty() {
		s.add(at(path, entry.Get("attribution"), namedInDanger, p.ID))
	}
	if !entry.Get("pseudonym").True() {
		return
	}
	// The real first name would be found in the whole name.
	real := strings.Fields(personname.Fold(p.Name))
	shown := slices.ContainsFunc(strings.Fields(personname.Fold(p.FirstName)), func(w string) bool { return slices.Contains(real, w) })
	if p.Attribution == "full_name" || shown {
		s.add(at(path, entry.Get("pseudonym"), falsePseudonym, p.ID))
	}
}

// item looks at the people of an item.
func (s *safety) item(i *content.Item, people []content.Person) {
	v := i.Versions[0]
	for _, p := range people {
		class := v.Meta.Get("safety")
		if known := danger(class.Text()); known > 0 && known < danger(safetyOf(p)) {
			s.add(gateItem(i, at(v.Path, class, classTooLow, class.Text(), p.ID, safetyOf(p))))
		}
		if !namedInService(p) {
			continue
		}
		if safetyOf(p) != "low" {
			s.add(gateItem(i, at(v.Path, v.Meta.Get("people"), servingAtRisk, p.ID, safetyOf(p))))
		}
		found, _ := s.approvals.want(i, "serving", func() diagnostic.Diagnostic {
			return gateItem(i, at(v.Path, v.Meta.Get("people"), servingNamed, p.ID, i.ID()))
		})
		s.found = append(s.found, found...)
	}
}

// namedInService: somebody who serves is named in full, and the mission had not
// published the name itself.
func namedInService(p content.Person) bool {
	return p.Entry.Get("serving").True() && p.Attribution == "full_name" && !official(p)
}

// Risk is why an item needs the word of the person in charge of security, or "".
// legacy is true when all that speaks for it was published by the mission itself.
func riskOf(c *content.Corpus, i *content.Item) (class string, legacy bool) {
	class = i.Versions[0].Meta.Get("safety").Text()
	people := 0
	legacy = true
	for _, id := range c.PeopleOf(i) {
		p, ok := c.Person(id)
		if !ok || !p.Entry.Get("withdrawn").Empty() {
			continue
		}
		people++
		legacy = legacy && official(p)
		if danger(safetyOf(p)) > danger(class) {
			class = safetyOf(p)
		}
	}
	return class, legacy && people > 0
}

// risk asks for the word of security about items with a medium or high risk.
func (s *safety) risk(i *content.Item) {
	class, legacy := riskOf(s.corpus, i)
	if danger(class) < danger("medium") {
		return
	}
	v := i.Versions[0]
	place := v.Meta.Get("safety")
	if place == nil {
		place = v.Meta.Get("people")
	}
	if danger(class) == danger("high") && !v.Meta.Get("noindex").True() && (i.Type == "story" || i.Type == "interview") {
		s.add(at(v.Path, place, highAndIndexed))
	}
	state := s.approvals.state(i, "risk")
	switch {
	case state.Standing == approval.Due:
		s.add(at(v.Path, place, riskDue, i.ID(), state.Last.String()))
	case state.OK():
	case legacy && state.Standing == approval.Open:
		s.add(at(v.Path, place, riskToConfirm, class, i.ID()))
	default:
		s.add(withHint(gateItem(i, at(v.Path, place, riskOpen, class, i.ID())), Why(i, approval.Find("risk"), state)))
	}
}

func safetyRules() []diagnostic.Rule {
	return []diagnostic.Rule{servingNamed, servingAtRisk, namedInDanger, falsePseudonym, classTooLow, riskOpen, riskDue, riskToConfirm, highAndIndexed}
}

var (
	servingNamed = diagnostic.Rule{
		ID: "serving/not-approved", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "La personne %[1]s est en service et nommée en entier ; deux personnes doivent l’avoir accepté pour cet élément.", EN: "The person %[1]s is in service and named in full; two people have to have agreed to it for this item."},
		Hint:    diagnostic.Text{FR: "Lancez « newsroom review %[2]s » avec chacune. Ou écrivez attribution: \"role_only\" dans data/people.yaml : la fonction suffit presque toujours.", EN: "Run “newsroom review %[2]s” with each of them. Or write attribution: \"role_only\" in data/people.yaml: the role is nearly always enough."},
	}
	servingAtRisk = diagnostic.Rule{
		ID: "serving/at-risk", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "La personne %[1]s est en service, son risque est « %[2]s » et elle serait nommée en entier.", EN: "The person %[1]s is in service, the risk for them is “%[2]s”, and they would be named in full."},
		Hint:    diagnostic.Text{FR: "Écrivez attribution: \"role_only\" dans data/people.yaml. Seule la personne chargée de la sécurité peut ramener « safety » à \"low\".", EN: "Write attribution: \"role_only\" in data/people.yaml. Only the person in charge of security can bring “safety” down to \"low\"."},
	}
	namedInDanger = diagnostic.Rule{
		ID: "safety/named", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "Le risque pour la personne %[1]s est élevé (high), et elle serait nommée.", EN: "The risk for the person %[1]s is high, and they would be named."},
		Hint:    diagnostic.Text{FR: "Écrivez attribution: \"role_only\" ou \"anonymous\". Si le risque a baissé, la personne chargée de la sécurité change « safety ».", EN: "Write attribution: \"role_only\" or \"anonymous\". If the risk has become less, the person in charge of security changes “safety”."},
	}
	falsePseudonym = diagnostic.Rule{
		ID: "safety/false-pseudonym", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "La fiche de la personne %[1]s annonce un prénom modifié, mais le vrai nom serait montré.", EN: "The entry of the person %[1]s announces a changed first name, but the real name would be shown."},
		Hint:    diagnostic.Text{FR: "Gardez attribution: \"first_name\" et mettez dans « first_name » un prénom qui n’est pas dans « name », ou supprimez « pseudonym ».", EN: "Keep attribution: \"first_name\" and put into “first_name” a first name that is not in “name”, or delete “pseudonym”."},
	}
	classTooLow = diagnostic.Rule{
		ID: "safety/class-too-low", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "Le risque de cet élément est « %[1]s », mais celui de la personne %[2]s est « %[3]s ».", EN: "The risk of this item is “%[1]s”, but that of the person %[2]s is “%[3]s”."},
		Hint:    diagnostic.Text{FR: "Écrivez safety: \"%[3]s\" dans les deux langues.", EN: "Write safety: \"%[3]s\" in both languages."},
	}
	riskOpen = diagnostic.Rule{
		ID: "safety/not-approved", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "Le risque est « %[1]s », et la personne chargée de la sécurité n’a pas dit que cet élément peut paraître.", EN: "The risk is “%[1]s”, and the person in charge of security has not said that this item may come out."},
		Hint:    diagnostic.Text{FR: "Lancez avec elle « newsroom review %[2]s ». En attendant, gardez draft: true.", EN: "Run “newsroom review %[2]s” with them. Until then keep draft: true."},
	}
	riskDue = diagnostic.Rule{
		ID: "safety/review-due", Severity: diagnostic.Advice,
		Message: diagnostic.Text{FR: "La dernière réponse sur le risque de l’élément %[1]s a plus de trois mois (%[2]s).", EN: "The last answer about the risk of the item %[1]s is more than three months old (%[2]s)."},
		Hint:    diagnostic.Text{FR: "La situation change : demandez à la personne chargée de la sécurité, puis lancez « newsroom review %[1]s ».", EN: "The situation changes: ask the person in charge of security, then run “newsroom review %[1]s”."},
	}
	highAndIndexed = diagnostic.Rule{
		ID: "safety/indexed", Severity: diagnostic.Advice,
		Message: diagnostic.Text{FR: "Le risque est élevé, et les moteurs de recherche sont invités à copier cette page.", EN: "The risk is high, and search engines are invited to copy this page."},
		Hint:    diagnostic.Text{FR: "Écrivez noindex: true dans les deux langues : la page sort des moteurs de recherche, des flux et du plan du site.", EN: "Write noindex: true in both languages: the page leaves search engines, feeds and the sitemap."},
	}
	riskToConfirm = diagnostic.Rule{
		ID: "safety/to-confirm", Severity: diagnostic.Advice,
		Message: diagnostic.Text{FR: "Le risque est « %[1]s ». L’élément reprend ce que la mission a publié ; personne ne l’a encore relu pour ce site.", EN: "The risk is “%[1]s”. The item repeats what the mission published; nobody has looked at it again for this site."},
		Hint:    diagnostic.Text{FR: "Demandez à la personne chargée de la sécurité à la mission, puis lancez « newsroom review %[2]s ».", EN: "Ask the person in charge of security at the mission, then run “newsroom review %[2]s”."},
	}
)
