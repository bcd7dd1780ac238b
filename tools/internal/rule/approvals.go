package rule

import (
	"fmt"
	"strings"

	"proximite/tools/internal/approval"
	"proximite/tools/internal/content"
	"proximite/tools/internal/diagnostic"
	"proximite/tools/internal/plaintext"
)

// approvals asks the ledger of reviews about items. What an item looks like now is
// worked out only where somebody has answered something.
type approvals struct {
	corpus *content.Corpus
	ledger *approval.Ledger
	seen   map[string]map[string]string
}

func newApprovals(c *content.Corpus) *approvals {
	return &approvals{corpus: c, ledger: approval.Of(c), seen: make(map[string]map[string]string)}
}

// state is how far a question about an item has come.
func (a *approvals) state(i *content.Item, question string) approval.State {
	id := i.ID()
	if len(a.ledger.Reviews(id)) == 0 {
		return approval.State{}
	}
	if a.seen[id] == nil {
		a.seen[id] = approval.Seen(a.corpus, i)
	}
	return a.ledger.State(id, approval.Find(question), a.seen[id], a.corpus.Now)
}

// want puts before the hint of a finding why the approval is missing and whom to ask;
// ok is true when nothing is missing.
func (a *approvals) want(i *content.Item, question string, d func() diagnostic.Diagnostic) (found []diagnostic.Diagnostic, ok bool) {
	s := a.state(i, question)
	if s.OK() {
		return nil, true
	}
	return []diagnostic.Diagnostic{withHint(d(), Why(i, approval.Find(question), s))}, false
}

// Why says in a sentence or two why a question is not settled, and whom to ask.
func Why(i *content.Item, q approval.Question, s approval.State) diagnostic.Text {
	switch s.Standing {
	case approval.Refused:
		said := map[string]diagnostic.Text{approval.No: {FR: "non", EN: "no"}, approval.Unsure: {FR: "pas sûr", EN: "not sure"}}[s.Answer.Value]
		return diagnostic.Text{
			FR: fmt.Sprintf("%s a répondu « %s ». %s", s.Last, said.FR, q.Ask.FR),
			EN: fmt.Sprintf("%s answered “%s”. %s", s.Last, said.EN, q.Ask.EN),
		}
	case approval.Reopened:
		changed := approval.Describe(i, s.Changed)
		return diagnostic.Text{
			FR: fmt.Sprintf("Depuis la réponse de %s, ceci a changé : %s.", s.Last, changed.FR),
			EN: fmt.Sprintf("Since the answer of %s this has changed: %s.", s.Last, changed.EN),
		}
	}
	role := approval.RoleName(q.Role)
	switch {
	case len(s.Have) > 0:
		var have []string
		for _, r := range s.Have {
			have = append(have, r.String())
		}
		return diagnostic.Text{
			FR: fmt.Sprintf("Seule réponse jusqu’ici : %s. Il faut %d personnes de rôles différents%s.", strings.Join(have, ", "), q.Least, ofRole(", dont une : ", role.FR)),
			EN: fmt.Sprintf("Only answer so far: %s. It takes %d people with different roles%s.", strings.Join(have, ", "), q.Least, ofRole(", one of them: ", role.EN)),
		}
	case q.Least > 1:
		return diagnostic.Text{
			FR: fmt.Sprintf("Il faut la réponse de %d personnes de rôles différents%s.", q.Least, ofRole(", dont une : ", role.FR)),
			EN: fmt.Sprintf("It takes the answer of %d people with different roles%s.", q.Least, ofRole(", one of them: ", role.EN)),
		}
	}
	return diagnostic.Text{
		FR: fmt.Sprintf("Il faut la réponse d’une personne%s.", ofRole(" : ", role.FR)),
		EN: fmt.Sprintf("It takes the answer of one person%s.", ofRole(": ", role.EN)),
	}
}

func ofRole(before, role string) string {
	if role == "" {
		return ""
	}
	return before + role
}

// published reports whether any version of an item is no draft.
func published(i *content.Item) bool {
	for _, v := range i.Versions {
		if !v.Draft() {
			return true
		}
	}
	return false
}

// gateItem makes a finding about an item that waits for a person: to do in a draft.
func gateItem(i *content.Item, d diagnostic.Diagnostic) diagnostic.Diagnostic {
	if !published(i) {
		return d.With(diagnostic.Todo)
	}
	return d
}

// withPeople are the items that show people, with those people.
func withPeople(c *content.Corpus, visit func(*content.Item, []content.Person)) {
	for _, i := range c.Items {
		if people := peopleIn(c, i); len(people) > 0 && len(i.Versions) > 0 {
			visit(i, people)
		}
	}
}

// official reports whether the mission itself published the name.
func official(p content.Person) bool {
	return p.Entry.Get("basis", "kind").Text() == "official-publication"
}

func safetyOf(p content.Person) string { return p.Entry.Get("safety").Text() }

// danger orders the safety classes.
func danger(class string) int {
	return map[string]int{"low": 1, "medium": 2, "high": 3}[class]
}

// isText compares a value with a text.
func isText(want string) func(*plaintext.Node) bool {
	return func(n *plaintext.Node) bool { return n.Text() == want }
}
