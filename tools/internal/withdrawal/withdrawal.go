// Package withdrawal takes an item or a person out of the project, completely and so
// that nothing is lost.
//
//	ledger, found := withdrawal.Load(project)          // data/withdrawn.yaml
//	gone := withdrawal.Of(corpus, ledger)              // what no page may show any more
//	plan, err := withdrawal.New(corpus, ledger, request)
//	places := plan.Places(corpus, built)               // where it can be seen today
//	undo, err := plan.Apply(root)                      // all or nothing
//
// The source files move to .withdrawn/<id>/, which git ignores; the ledger keeps an
// opaque id, the day, a reason code and the addresses that answer with the tombstone
// from now on. Nothing is ever deleted from the ledger: a decision to bring something
// back is one more entry.
//
// What points to something withdrawn (a list of related items, a link, a quotation)
// stays in the sources and shows nothing; Gone tells templates and rules.
package withdrawal

import (
	"path"
	"strings"

	"proximite/tools/internal/content"
)

// Gone is what no page may show any more.
type Gone struct {
	Items       map[string]bool // ids
	Folders     map[string]bool // content folders, as content/stories/x
	Transcripts map[string]bool
	Photos      map[string]bool
	People      map[string]bool // withdrawn, by the register or the ledger

	days      map[string]string // address → day
	addresses map[string]string // address → id of the entry
}

// Of works out what is gone from the ledger, the register of people and the items
// whose time is over.
func Of(c *content.Corpus, l *Ledger) *Gone {
	g := &Gone{
		Items: make(map[string]bool), Folders: make(map[string]bool), Transcripts: make(map[string]bool),
		Photos: make(map[string]bool), People: make(map[string]bool), days: make(map[string]string), addresses: make(map[string]string),
	}
	for _, e := range l.Active() {
		if e.Kind == KindPerson {
			g.People[e.ID] = true
		} else {
			g.Items[e.ID] = true
			g.Folders[path.Join("content", e.Path)] = true
		}
		for _, t := range e.Transcripts {
			g.Transcripts[t] = true
		}
		for _, p := range e.Photos {
			g.Photos[p] = true
		}
		for _, a := range e.Addresses {
			g.days[a], g.addresses[a] = e.Day, e.ID
		}
	}
	for _, p := range c.People() {
		if p.Entry.Get("withdrawn") != nil {
			g.People[p.ID] = true
		}
	}
	return g
}

// Days are the addresses that answer with the tombstone, with the day of each.
func (g *Gone) Days() map[string]string { return g.days }

// Folder reports whether a link to a path of the content tree (/stories/x/) leads to
// something withdrawn.
func (g *Gone) Folder(link string) bool {
	return g.Folders[path.Join("content", path.Clean("/"+link))]
}

// Quoted reports whether a quotation (<transcript>#<segment>) shows nothing because its
// transcript, or the person who speaks, is withdrawn.
func (g *Gone) Quoted(c *content.Corpus, ref string) bool {
	id, _, _ := strings.Cut(ref, "#")
	return g.Transcripts[id] || g.People[c.Speaking(ref)]
}
