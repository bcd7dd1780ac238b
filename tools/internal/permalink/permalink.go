// Package permalink keeps a promise: an address that was published once is never
// simply gone. It answers with its page, sends on to the page that has taken its
// place, or says that the page was withdrawn.
//
// The promise is kept against a ledger, data/permalinks.yaml, which holds every
// address (pages, aliases, /id/<id>/, files to take away, feeds) and every place on a
// page that others may link to. Only `newsroom permalink record` writes it, and it
// only ever adds.
//
//	ledger, found := permalink.Load(project)
//	site, err := permalink.Read(built, anchors)       // what answers now
//	answers, err := permalink.Complete(folder, site, ledger, state)
//	found = permalink.Check(ledger, site, state)      // what would break a promise
//
// An address belongs to an item by its id, so a page whose slug has changed is found
// again and its old address redirects by itself.
//
// The package reads and writes the built tree. What the sources say (which item is
// withdrawn, which ids are places that others may link to) the caller tells.
package permalink

import (
	"path"
	"slices"
	"strings"
)

// Address is one path of the built site and what answers there.
type Address struct {
	Path    string   // /fr/recits/x/ or /fr/entretiens/y/transcript.fr.txt
	Item    string   // id of the item that it belongs to; "" for lists, feeds and the like
	Target  string   // where a redirect leads; "" for everything else
	Gone    bool     // it says that the page was withdrawn
	Anchors []string // places on the page that others may link to, sorted
}

// Redirect reports whether the address only sends the reader on.
func (a *Address) Redirect() bool { return a.Target != "" }

// Language is that of the folder in which an address lies; "" for /id/… and the root.
func (a *Address) Language() string { return languageOf(a.Path) }

func languageOf(address string) string {
	first, _, ok := strings.Cut(strings.TrimPrefix(address, "/"), "/")
	if !ok || len(first) < 2 || len(first) > 3 {
		return ""
	}
	if strings.Trim(first, "abcdefghijklmnopqrstuvwxyz") != "" || first == "id" || first == "js" || first == "css" {
		return ""
	}
	return first
}

// Site is what a built tree answers.
type Site struct {
	Base      string // path at which the site lies on its host: "/" or "/sub/"
	host      string
	addresses map[string]*Address
}

// Address is what answers at a path; nil when nothing does.
func (s *Site) Address(path string) *Address { return s.addresses[path] }

// Addresses are all addresses in order.
func (s *Site) Addresses() []*Address {
	list := make([]*Address, 0, len(s.addresses))
	for _, a := range s.addresses {
		list = append(list, a)
	}
	slices.SortFunc(list, func(a, b *Address) int { return strings.Compare(a.Path, b.Path) })
	return list
}

// Page is the address of an item in a language: the shortest, since files and
// continuations lie below it. nil when the item has none.
func (s *Site) Page(item, language string) *Address {
	var best *Address
	for _, a := range s.addresses {
		if a.Item != item || a.Redirect() || a.Gone || a.Language() != language || !strings.HasSuffix(a.Path, "/") {
			continue
		}
		if best == nil || len(a.Path) < len(best.Path) || len(a.Path) == len(best.Path) && a.Path < best.Path {
			best = a
		}
	}
	return best
}

// fileOf is the file of the tree that a server gives for an address.
func fileOf(address string) string {
	if strings.HasSuffix(address, "/") {
		address += "index.html"
	}
	return strings.TrimPrefix(address, "/")
}

// addressOf is the address of a file of the tree.
func addressOf(name string) string {
	if path.Base(name) == "index.html" {
		return "/" + strings.TrimSuffix(name, "index.html")
	}
	return "/" + name
}
