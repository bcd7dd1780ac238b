// Package approval keeps what people have answered about an item before its
// publication, and tells whether the answers still count.
//
//	ledger := approval.Of(corpus)
//	seen := approval.Seen(corpus, item)
//	ledger.State(item.ID(), approval.Find("risk"), seen, corpus.Now)
//
// An answer is about what the person saw: the texts of both languages, the front
// matter, the entries of the people, the photographs and the quoted words. Their
// hashes are kept with the answer, part by part. When one of them changes, the answer
// counts no longer and the question is open again; other spaces, apostrophes and
// quotation marks are no change.
//
// Which questions an item raises is the matter of package rule, which blocks what
// nobody has answered. The answers are written by newsroom review alone.
package approval

import (
	"fmt"
	"slices"
	"time"

	"proximite/tools/internal/content"
	"proximite/tools/internal/plaintext"
)

// Path is the ledger in the project.
const Path = "data/reviews.yaml"

// Answers to a question.
const (
	Yes    = "yes"
	No     = "no"
	Unsure = "unsure"
)

// Answer to one question.
type Answer struct {
	Value  string // Yes, No or Unsure
	Remark string
}

// Review is what one person answered on one day.
type Review struct {
	By      string // initials
	Role    string
	On      string // YYYY-MM-DD
	Answers map[string]Answer
	Seen    map[string]string // see the function Seen
}

// Ledger holds the reviews by item, in the order in which they were written.
type Ledger struct{ items map[string][]Review }

// Of reads the ledger of a corpus.
func Of(c *content.Corpus) *Ledger {
	l := &Ledger{items: make(map[string][]Review)}
	for _, item := range c.Register("reviews").Entries() {
		for _, n := range item.Value.Children() {
			l.Add(item.Key, read(n))
		}
	}
	return l
}

func read(n *plaintext.Node) Review {
	r := Review{By: n.Get("by").Text(), Role: n.Get("role").Text(), On: n.Get("date").Text(),
		Answers: make(map[string]Answer), Seen: make(map[string]string)}
	for _, f := range n.Get("answers").Fieldset() {
		r.Answers[f.Key] = Answer{f.Value.Get("answer").Text(), f.Value.Get("remark").Text()}
	}
	for _, f := range n.Get("seen").Fieldset() {
		r.Seen[f.Key] = f.Value.Text()
	}
	return r
}

// Add enters a review.
func (l *Ledger) Add(item string, r Review) { l.items[item] = append(l.items[item], r) }

// Reviews of an item, the oldest first.
func (l *Ledger) Reviews(item string) []Review { return l.items[item] }

// Standing is how far a question has come.
type Standing uint8

// Standings, from nothing to done.
const (
	Open     Standing = iota // too few have answered
	Reopened                 // enough had answered yes, but something has changed since
	Refused                  // somebody has answered no or is not sure
	Due                      // granted, but longer ago than the question allows
	Granted
)

// State is the standing of a question about an item, and why.
type State struct {
	Standing Standing
	Last     Review   // the review that tells: who refused, or answered last
	Answer   Answer   // of Last
	Changed  []Part   // of Reopened: what differs from what was seen
	Have     []Review // the answers yes that count
}

// OK reports whether the item may be published as far as this question goes.
func (s State) OK() bool { return s.Standing >= Due }

// State judges a question about an item. seen is how the item is now; now is the day.
func (l *Ledger) State(item string, q Question, seen map[string]string, now time.Time) State {
	latest := l.latest(item, q.ID)
	s := State{}
	var old []Review
	for _, r := range latest {
		a := r.Answers[q.ID]
		changed := Changed(r.Seen, seen)
		switch {
		case a.Value != Yes && len(changed) == 0:
			return State{Standing: Refused, Last: r, Answer: a}
		case a.Value == Yes && len(changed) > 0:
			old = append(old, r)
			s.Last, s.Answer, s.Changed = r, a, changed
		case a.Value == Yes:
			s.Have = append(s.Have, r)
		}
	}
	switch {
	case q.enough(s.Have):
		return State{Standing: l.fresh(q, s.Have, now), Last: s.Have[len(s.Have)-1], Have: s.Have}
	case len(old) > 0:
		s.Standing = Reopened
	default:
		s = State{Have: s.Have}
	}
	return s
}

// latest are the reviews that answer a question, of each person the last one.
func (l *Ledger) latest(item, question string) []Review {
	var list []Review
	for _, r := range l.items[item] {
		if _, ok := r.Answers[question]; ok {
			list = slices.DeleteFunc(list, func(o Review) bool { return o.By == r.By })
			list = append(list, r)
		}
	}
	return list
}

// fresh tells Granted from Due.
func (l *Ledger) fresh(q Question, have []Review, now time.Time) Standing {
	if q.Days == 0 || now.IsZero() {
		return Granted
	}
	limit := now.UTC().AddDate(0, 0, -q.Days).Format(time.DateOnly)
	recent := slices.DeleteFunc(slices.Clone(have), func(r Review) bool { return r.On < limit })
	if q.enough(recent) {
		return Granted
	}
	return Due
}

// enough reports whether the answers yes are as many, and by such people, as a question
// wants: distinct initials and, for two, distinct roles.
func (q Question) enough(have []Review) bool {
	roles := make(map[string]bool)
	people := make(map[string]bool)
	for _, r := range have {
		roles[r.Role] = true
		people[r.By] = true
	}
	if q.Role != "" && !roles[q.Role] {
		return false
	}
	return min(len(roles), len(people)) >= q.Least
}

// String names a review for a person: AB (security, 2026-11-23).
func (r Review) String() string { return fmt.Sprintf("%s (%s, %s)", r.By, r.Role, r.On) }
