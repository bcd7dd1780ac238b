package rule

import (
	"slices"
	"strings"
	"time"

	"proximite/tools/internal/approval"
	"proximite/tools/internal/content"
	"proximite/tools/internal/diagnostic"
)

// Asked is a question that an item raises, and how far it has come.
type Asked struct {
	approval.Question
	State    approval.State
	Required bool              // the item may not come out before it is answered
	Legacy   bool              // it would be required, but the mission published the same itself
	Reasons  []diagnostic.Text // why it is asked
}

// Blocks reports whether the question keeps the item closed.
func (a Asked) Blocks() bool {
	return a.State.Standing == approval.Refused && !a.Open || a.Required && !a.State.OK()
}

// Questionnaire knows which questions the items of a corpus raise.
type Questionnaire struct {
	corpus    *content.Corpus
	finder    *clueFinder
	words     *harmWordList
	approvals *approvals
}

// NewQuestionnaire prepares the questions about a corpus.
func NewQuestionnaire(c *content.Corpus) *Questionnaire {
	return &Questionnaire{c, newClueFinder(c), newHarmWords(c), newApprovals(c)}
}

// Of are the questions that an item raises today, in the order in which they are asked.
func (q *Questionnaire) Of(i *content.Item) []Asked {
	r := &raised{Questionnaire: q, item: i, why: make(map[string][]diagnostic.Text), required: make(map[string]bool)}
	r.people()
	r.texts()
	r.photos()
	class, legacy := riskOf(q.corpus, i)
	if danger(class) >= danger("medium") {
		r.need("risk", !legacy, diagnostic.Text{FR: "risque « " + class + " »", EN: "risk “" + class + "”"})
	}
	var list []Asked
	for _, one := range approval.Questions() {
		if reasons, ok := r.why[one.ID]; ok {
			list = append(list, Asked{Question: one, State: q.approvals.state(i, one.ID), Required: r.required[one.ID], Reasons: reasons,
				Legacy: one.ID == "risk" && legacy})
		}
	}
	return list
}

// raised collects the questions of one item.
type raised struct {
	*Questionnaire
	item     *content.Item
	why      map[string][]diagnostic.Text
	required map[string]bool
}

func (r *raised) need(question string, required bool, reason diagnostic.Text) {
	if !slices.Contains(r.why[question], reason) {
		r.why[question] = append(r.why[question], reason)
	}
	r.required[question] = r.required[question] || required
}

func (r *raised) people() {
	people := peopleIn(r.corpus, r.item)
	for _, p := range people {
		who := diagnostic.Text{FR: "personne " + p.ID, EN: "person " + p.ID}
		if namedInService(p) {
			r.need("serving", true, who)
		}
		if p.Entry.Get("minor").True() {
			r.need("minor", true, who)
		}
		if !official(p) {
			r.need("consent", false, who)
		}
		if clueLimit(p) >= 0 {
			r.need("recognition", false, who)
		}
		if list := r.finder.beyond(r.item, p); list != nil {
			r.need("recognition", true, listClues(list))
		}
	}
	// An empty ledger: what is already accepted raises the question all the same.
	places := &reidentification{clueFinder: r.finder, approvals: &approvals{corpus: r.corpus, ledger: &approval.Ledger{}}}
	places.places(r.item, people)
	for _, d := range places.found {
		r.need("recognition", true, d.Message)
	}
}

func (r *raised) texts() {
	general := diagnostic.Text{FR: "à toute publication de ce genre", EN: "for every item of this kind"}
	if hits := r.words.in(r.corpus, r.item); len(hits) > 0 {
		r.need("harm", true, listHits(hits))
	}
	if slices.Contains([]string{"story", "interview", "news"}, r.item.Type) {
		r.need("fairness", false, general)
	}
	if slices.ContainsFunc(r.item.Versions, func(v *content.Version) bool { return !v.Meta.Get("translation").Empty() }) && r.item.Type != "page" {
		r.need("translation", false, general)
	}
	if r.item.Type == "interview" {
		r.need("transcript", false, general)
	}
	if slices.Contains([]string{"story", "interview", "resource"}, r.item.Type) {
		r.need("reuse", false, general)
	}
}

func (r *raised) photos() {
	for _, id := range r.corpus.PhotosOf(r.item) {
		photo := diagnostic.Text{FR: "photographie " + id, EN: "photograph " + id}
		r.need("pictures", false, photo)
		if r.corpus.Photo(id).Get("faces").Text() == "consented" {
			r.need("faces", true, photo)
		}
	}
}

// checkReviews asks about photographs with faces, and keeps closed what somebody refused.
func checkReviews(c *content.Corpus) []diagnostic.Diagnostic {
	var found []diagnostic.Diagnostic
	questions := NewQuestionnaire(c)
	a := questions.approvals
	for _, i := range c.Items {
		if len(i.Versions) == 0 {
			continue
		}
		v := i.Versions[0]
		for _, id := range c.PhotosOf(i) {
			if c.Photo(id).Get("faces").Text() != "consented" {
				continue
			}
			missing, _ := a.want(i, "faces", func() diagnostic.Diagnostic {
				return gateItem(i, at(v.Path, v.Meta.Get("photo"), facesOpen, id, i.ID()))
			})
			found = append(found, missing...)
		}
		found = append(found, lookAgain(c, v)...)
		if len(a.ledger.Reviews(i.ID())) > 0 {
			found = append(found, refusals(questions, i, v)...)
		}
	}
	return found
}

// lookAgain says that the day has come to read an item again.
func lookAgain(c *content.Corpus, v *content.Version) []diagnostic.Diagnostic {
	day := v.Meta.Get("review_by")
	if day.Text() == "" || c.Now.IsZero() || v.Draft() || day.Text() >= c.Now.UTC().Format(time.DateOnly) {
		return nil
	}
	return []diagnostic.Diagnostic{at(v.Path, day, itemDue, day.Text())}
}

// refusals are the questions that block nothing by themselves and that somebody answered
// with no.
func refusals(questions *Questionnaire, i *content.Item, v *content.Version) []diagnostic.Diagnostic {
	var found []diagnostic.Diagnostic
	for _, q := range questions.Of(i) {
		if q.Blocks() && !q.Required && !q.Legacy {
			found = append(found, withHint(gateItem(i, at(v.Path, v.Meta.Get("id"), refused, q.Text.FR, q.Text.EN, i.ID())), Why(i, q.Question, q.State)))
		}
	}
	return found
}

// peopleIn are the people of an item who have not withdrawn.
func peopleIn(c *content.Corpus, i *content.Item) []content.Person {
	var people []content.Person
	for _, id := range c.PeopleOf(i) {
		if p, ok := c.Person(id); ok && p.Entry.Get("withdrawn").Empty() {
			people = append(people, p)
		}
	}
	return people
}

// Reason joins why a question is asked.
func (a Asked) Reason() diagnostic.Text {
	var fr, en []string
	for _, r := range a.Reasons {
		fr, en = append(fr, r.FR), append(en, r.EN)
	}
	return diagnostic.Text{FR: strings.Join(fr, " ; "), EN: strings.Join(en, "; ")}
}

func reviewRules() []diagnostic.Rule { return []diagnostic.Rule{facesOpen, refused, itemDue} }

var (
	facesOpen = diagnostic.Rule{
		ID: "review/faces-not-approved", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "La photographie %[1]s montre des visages, et personne n’a confirmé que chacun l’a accepté.", EN: "The photograph %[1]s shows faces, and nobody has confirmed that each person accepted it."},
		Hint:    diagnostic.Text{FR: "Demandez à la personne qui tient les accords, puis lancez « newsroom review %[2]s ». Ou floutez les visages et importez la photographie de nouveau.", EN: "Ask whoever keeps the agreements, then run “newsroom review %[2]s”. Or blur the faces and import the photograph again."},
	}
	itemDue = diagnostic.Rule{
		ID: "review/item-due", Severity: diagnostic.Advice,
		Message: diagnostic.Text{FR: "Cet élément était à relire avant le %[1]s.", EN: "This item was to be looked at again by %[1]s."},
		Hint:    diagnostic.Text{FR: "Est-il encore vrai, et sans danger ? Relisez-le, corrigez-le s’il le faut, puis changez « review_by: » dans les deux langues.", EN: "Is it still true, and safe? Read it again, correct it if needed, then change “review_by:” in both languages."},
	}
	refused = diagnostic.Rule{
		ID: "review/refused", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "À la question « %[1]s », quelqu’un n’a pas répondu oui.", EN: "To the question “%[2]s” somebody did not answer yes."},
		Hint:    diagnostic.Text{FR: "Corrigez le texte : la question se pose alors de nouveau. Ou demandez à la même personne de revoir sa réponse : « newsroom review %[3]s ».", EN: "Correct the text: the question is then asked again. Or ask the same person to look at their answer again: “newsroom review %[3]s”."},
	}
)
