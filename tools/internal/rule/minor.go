package rule

import (
	"slices"

	"proximite/tools/internal/content"
	"proximite/tools/internal/diagnostic"
)

// checkMinors protects people under 18: no real name, no face, no school and no town,
// the agreement of a guardian and their own, and two people who looked at the item.
func checkMinors(c *content.Corpus) []diagnostic.Diagnostic {
	m := &minors{clueFinder: newClueFinder(c), approvals: newApprovals(c)}
	for _, p := range c.People() {
		if p.Entry.Get("minor").True() && p.Entry.Get("withdrawn").Empty() {
			m.entry(p)
		}
	}
	withPeople(c, func(i *content.Item, people []content.Person) {
		for _, p := range people {
			if p.Entry.Get("minor").True() {
				m.item(i, p)
			}
		}
	})
	return m.found
}

type minors struct {
	*clueFinder
	approvals *approvals
	found     []diagnostic.Diagnostic
}

// entry looks at the register, where the agreement and the level stand.
func (m *minors) entry(p content.Person) {
	path, entry := m.corpus.Register("people").Path, p.Entry
	if p.Attribution == "full_name" || p.Attribution == "first_name" && !entry.Get("pseudonym").True() {
		m.found = append(m.found, at(path, entry.Get("attribution"), minorNamed, p.ID))
	}
	if official(p) || entry.Get("guardian").Empty() || entry.Get("assent").Empty() {
		m.found = append(m.found, at(path, entry.Get("minor"), minorAgreement, p.ID))
	}
}

func (m *minors) item(i *content.Item, p content.Person) {
	for _, v := range i.Versions {
		var list []clue
		for _, c := range append(m.front(v), m.near(v, p.ID)...) {
			if c.kind == "town" || c.kind == "unit" {
				list = append(list, c)
			}
		}
		seen := make(map[string]bool)
		for _, c := range list {
			if seen[c.words] {
				continue
			}
			seen[c.words] = true
			m.found = append(m.found, gate(v, minorPlace.At(c.place.Path, c.place.Line, c.place.Column, p.ID, c.words)))
		}
	}
	v := i.Versions[0]
	for _, photo := range m.corpus.PhotosOf(i) {
		entry := m.corpus.Photo(photo)
		shown := slices.ContainsFunc(entry.Get("people").Children(), isText(p.ID))
		if shown && entry.Get("faces").Text() == "consented" {
			m.found = append(m.found, gateItem(i, at(v.Path, v.Meta.Get("photo"), minorFace, p.ID, photo)))
		}
	}
	found, _ := m.approvals.want(i, "minor", func() diagnostic.Diagnostic {
		return gateItem(i, at(v.Path, v.Meta.Get("people"), minorOpen, p.ID, i.ID()))
	})
	m.found = append(m.found, found...)
}

func minorRules() []diagnostic.Rule {
	return []diagnostic.Rule{minorNamed, minorAgreement, minorPlace, minorFace, minorOpen}
}

var (
	minorNamed = diagnostic.Rule{
		ID: "minor/named", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "La personne %[1]s a moins de 18 ans et serait nommée.", EN: "The person %[1]s is under 18 and would be named."},
		Hint:    diagnostic.Text{FR: "Écrivez attribution: \"anonymous\", ou \"first_name\" avec un prénom modifié et pseudonym: true.", EN: "Write attribution: \"anonymous\", or \"first_name\" with a changed first name and pseudonym: true."},
	}
	minorAgreement = diagnostic.Rule{
		ID: "minor/no-agreement", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "Pour la personne %[1]s, qui a moins de 18 ans, il manque l’accord d’un parent ou tuteur, ou le sien.", EN: "For the person %[1]s, who is under 18, the agreement of a parent or guardian, or their own, is missing."},
		Hint:    diagnostic.Text{FR: "Demandez les deux à la personne qui tient les accords, puis notez leurs références sous « guardian » et « assent », avec basis kind: \"consent\".", EN: "Ask whoever keeps the agreements for both, then note their references under “guardian” and “assent”, with basis kind: \"consent\"."},
	}
	minorPlace = diagnostic.Rule{
		ID: "minor/place", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "La personne %[1]s a moins de 18 ans, et l’élément dit sa ville, son école ou son institution (« %[2]s »).", EN: "The person %[1]s is under 18, and the item tells their town, school or institution (“%[2]s”)."},
		Hint:    diagnostic.Text{FR: "Ne dites que la région. En cas de doute, demandez à la personne chargée de la protection de l’enfance.", EN: "Say only the region. When in doubt, ask the person in charge of child protection."},
	}
	minorFace = diagnostic.Rule{
		ID: "minor/face", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "La photographie %[2]s montre le visage de la personne %[1]s, qui a moins de 18 ans.", EN: "The photograph %[2]s shows the face of the person %[1]s, who is under 18."},
		Hint:    diagnostic.Text{FR: "Retirez la photographie, ou floutez le visage sur votre ordinateur et importez-la de nouveau avec « newsroom import ».", EN: "Remove the photograph, or blur the face on your computer and import it again with “newsroom import”."},
	}
	minorOpen = diagnostic.Rule{
		ID: "minor/not-approved", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "La personne %[1]s a moins de 18 ans ; deux personnes doivent avoir dit que l’élément est dans son intérêt.", EN: "The person %[1]s is under 18; two people have to have said that the item is in their interest."},
		Hint:    diagnostic.Text{FR: "Lancez « newsroom review %[2]s » avec chacune.", EN: "Run “newsroom review %[2]s” with each of them."},
	}
)
