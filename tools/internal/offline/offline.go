// Package offline writes what a reader's browser needs to keep items for reading
// without a network, and decides which items may be kept at all.
//
//	ids := offline.Allowed(corpus)       // everybody in them said yes to "offline"
//	err := offline.Dir("public", orders) // the last step: the files must be final
//
// # What happens with a reader
//
// Nothing is stored or registered before the reader presses "Keep for offline" under an
// item. Then assets/js/offline.js fetches the plan of the item, stores the files that it
// names, and registers the worker (assets/js/sw.js, served as /sw.js). From then on the
// worker stands between the site and its reader: network first, what is kept only when
// the network does not answer. At the next page that comes from the network it asks for
// the kill list and obeys it.
//
// # Files
//
//	offline/<id>.<language>.json    the plan of an item: title, address, version, bytes, files
//	offline/list.<language>.json    the plan of the page that lists what is kept
//	offline/kill-list.json          what has to go
//
// Templates mark what may be kept with data-offline="<id>.<language>", and the page that
// lists with data-kept="list.<language>". A plan exists only for marked pages, and
// templates mark only what Allowed names (Overlay tells them). A kit of several items
// will be one more plan.
//
// The kill list names addresses that are withdrawn, and the version of all plans
// together: while it stays the same, the worker asks for nothing else. A plan that is
// gone takes the item with it. "stop" makes the worker delete everything it keeps and
// unregister itself; so does a host that answers 404 or 410 for the kill list, since a
// site that no longer watches over its copies must not live on in phones.
package offline

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"proximite/tools/internal/content"
	"proximite/tools/internal/plaintext"
)

// scope is the use that people consent to.
const scope = "offline"

// Allowed lists the ids of the items that readers may keep: everybody who is named,
// quoted, shown or heard in them has agreed to it. A speaker of whom nothing is
// registered has agreed to nothing. When everything has to stop, there are none.
func Allowed(c *content.Corpus) []string {
	ids := []string{}
	if c.Register("offline").Root.Get("stop").True() {
		return ids
	}
	for _, item := range c.Items {
		if id := item.ID(); id != "" && c.Allows(item, scope) && speakersKnown(c, item) && photosAllowed(c, item) {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	return ids
}

func speakersKnown(c *content.Corpus, item *content.Item) bool {
	for _, v := range item.Versions {
		t := c.Transcript(v.Meta.Get("transcript").Text())
		if t == nil || t.Transcript == nil {
			continue
		}
		for _, s := range t.Speakers {
			if s.Person == "" && !s.Interviewer {
				return false
			}
		}
	}
	return true
}

func photosAllowed(c *content.Corpus, item *content.Item) bool {
	for _, id := range c.PhotosOf(item) {
		if photo := c.Photo(id); photo == nil || !allAllow(c, photo.Get("people").Children()) {
			return false
		}
	}
	return true
}

func allAllow(c *content.Corpus, people []*plaintext.Node) bool {
	return !slices.ContainsFunc(people, func(n *plaintext.Node) bool { return !allows(c, n.Text()) })
}

func allows(c *content.Corpus, person string) bool {
	p, ok := c.Person(person)
	return ok && !p.Expired(c.Now) && p.Entry.Get("withdrawn").Empty() && p.Covers(scope)
}

// Quoted reports of a segment (<transcript>#<segment>) whether the person who says it
// agrees to be kept. The audit asks it of every quotation on a page that may be kept.
func Quoted(c *content.Corpus) func(ref string) bool {
	return func(ref string) bool { return allows(c, c.Speaking(ref)) }
}

// Overlay tells templates, as data/keepable.json, which items may be kept.
func Overlay(c *content.Corpus) (map[string][]byte, error) {
	data, err := json.Marshal(map[string][]string{"items": Allowed(c)})
	if err != nil {
		return nil, fmt.Errorf("tell what may be kept offline: %w", err)
	}
	return map[string][]byte{"data/keepable.json": data}, nil
}

// Orders are what the workers have to do.
type Orders struct {
	Gone []string // withdrawn addresses from the root of the site: fr/recits/x/
	Stop bool     // delete everything and stop working
}

// OrdersFrom reads what data/offline.yaml orders.
func OrdersFrom(settings *plaintext.Node, gone []string) Orders {
	return Orders{Gone: gone, Stop: settings.Get("stop").True()}
}

// killList is offline/kill-list.json.
type killList struct {
	Version string   `json:"version"`
	Stop    bool     `json:"stop"`
	Gone    []string `json:"gone"`
}

// folder of all files of this package in the site.
const folder = "offline"

// mark finds the attributes by which templates name a plan.
var mark = regexp.MustCompile(`\sdata-(?:offline|kept)="?([0-9a-z]+\.[a-z]+)`)

// Dir writes the plans and the kill list into a built site. It reads every page, so it
// comes after all that changes pages.
func Dir(root string, o Orders) error {
	plans := make(map[string]*plan)
	err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || d.Name() != "index.html" {
			return err
		}
		page, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		if m := mark.FindSubmatch(page); m != nil && plans[string(m[1])] == nil && !isContinuation(name) {
			plans[string(m[1])], err = newPlan(root, name)
		}
		return err
	})
	if err != nil {
		return fmt.Errorf("plan what may be kept offline: %w", err)
	}
	return write(root, plans, o)
}

// isContinuation tells a later page of an item: it belongs to the plan of the first.
func isContinuation(name string) bool {
	return number.MatchString(filepath.Base(filepath.Dir(name)))
}

var number = regexp.MustCompile(`^[0-9]{1,3}$`)

func write(root string, plans map[string]*plan, o Orders) error {
	all := sha256.New()
	if err := os.MkdirAll(filepath.Join(root, folder), 0o755); err != nil {
		return fmt.Errorf("write plans for offline: %w", err)
	}
	put := func(name string, value any) error {
		data, err := json.Marshal(value)
		if err == nil {
			err = os.WriteFile(filepath.Join(root, folder, name+".json"), data, 0o644)
		}
		if err != nil {
			return fmt.Errorf("write plan for offline: %w", err)
		}
		return nil
	}
	names := make([]string, 0, len(plans))
	for name := range plans {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		fmt.Fprintln(all, name, plans[name].Version)
		if err := put(name, plans[name]); err != nil {
			return err
		}
	}
	list := killList{Version: hex.EncodeToString(all.Sum(nil))[:12], Stop: o.Stop, Gone: []string{}}
	for _, address := range o.Gone {
		list.Gone = append(list.Gone, strings.TrimPrefix(path.Clean(address), "/")+trailing(address))
	}
	slices.Sort(list.Gone)
	return put("kill-list", list)
}

// trailing is the slash that path.Clean takes from the address of a page.
func trailing(address string) string {
	if strings.HasSuffix(address, "/") {
		return "/"
	}
	return ""
}
