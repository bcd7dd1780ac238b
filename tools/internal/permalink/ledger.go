package permalink

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"time"

	"proximite/tools/internal/diagnostic"
	"proximite/tools/internal/plaintext"
	"proximite/tools/internal/scalar"
)

// LedgerPath is the file of the ledger in the project.
const LedgerPath = "data/permalinks.yaml"

// noItem is the key of addresses that belong to no item. No id can be this word: ids have
// no letter i.
const noItem = "site"

// Record is what the ledger holds about one address.
type Record struct {
	Item    string // "" when it belongs to none
	Since   string // the day on which it was recorded, YYYY-MM-DD
	Anchors []string
	Former  []string // anchors that a person has noted as gone for good
}

// Ledger holds every address that was ever published.
type Ledger struct {
	Exists  bool // the file was there
	records map[string]*Record
}

// NewLedger is a ledger without an address.
func NewLedger() *Ledger { return &Ledger{records: make(map[string]*Record)} }

// Record is what is known about an address; nil when it was never recorded.
func (l *Ledger) Record(address string) *Record { return l.records[address] }

// Addresses are all recorded addresses in order.
func (l *Ledger) Addresses() []string { return slices.Sorted(maps.Keys(l.records)) }

// Of are the recorded addresses of an item in order.
func (l *Ledger) Of(item string) []string {
	var list []string
	for address, r := range l.records {
		if r.Item == item {
			list = append(list, address)
		}
	}
	slices.Sort(list)
	return list
}

// Load reads the ledger; a project without one has an empty ledger.
func Load(fsys fs.FS) (*Ledger, []diagnostic.Diagnostic) {
	l := NewLedger()
	src, err := fs.ReadFile(fsys, LedgerPath)
	if errors.Is(err, fs.ErrNotExist) {
		return l, nil
	}
	l.Exists = true
	if err != nil {
		return l, []diagnostic.Diagnostic{brokenLedger.At(LedgerPath, 0, 0)}
	}
	if found := plaintext.CheckEncoding(LedgerPath, src); len(found) > 0 {
		return l, found
	}
	if own, ok := readOwn(string(src)); ok {
		return own, nil
	}
	root, found := plaintext.ParseYAML(LedgerPath, src, 1)
	if len(found) > 0 {
		return l, found
	}
	for _, item := range root.Fieldset() {
		for _, f := range item.Value.Fieldset() {
			if !l.read(item.Key, f) {
				return l, []diagnostic.Diagnostic{brokenLedger.At(LedgerPath, f.Line, f.Column)}
			}
		}
	}
	return l, nil
}

// read takes in one line; false when it is not as the tool writes it.
func (l *Ledger) read(item string, f plaintext.Field) bool {
	r := &Record{Item: item, Since: f.Value.Get("since").Text()}
	if item == noItem {
		r.Item = ""
	}
	for _, n := range f.Value.Get("anchors").Children() {
		r.Anchors = append(r.Anchors, n.Text())
	}
	for _, n := range f.Value.Get("former").Children() {
		r.Former = append(r.Former, n.Text())
	}
	_, err := time.Parse(time.DateOnly, r.Since)
	if err != nil || !strings.HasPrefix(f.Key, "/") || l.records[f.Key] != nil {
		return false
	}
	l.records[f.Key] = r
	return true
}

// Add records what the site answers and the ledger does not know yet: addresses and
// places on them. Nothing is ever taken out. It returns the new addresses.
func (l *Ledger) Add(s *Site, today time.Time) []string {
	var added []string
	for _, a := range s.Addresses() {
		if a.Gone {
			continue
		}
		r := l.records[a.Path]
		if r == nil {
			r = &Record{Item: a.Item, Since: today.Format(time.DateOnly)}
			l.records[a.Path] = r
			added = append(added, a.Path)
		}
		for _, anchor := range a.Anchors {
			if !slices.Contains(r.Anchors, anchor) {
				r.Anchors = append(r.Anchors, anchor)
			}
		}
		slices.Sort(r.Anchors)
	}
	return added
}

// Forget notes that places which the ledger knows are gone for good; the ledger keeps
// them as former ones. It returns how many there are.
func (l *Ledger) Forget(s *Site) int {
	n := 0
	for address, r := range l.records {
		a := s.Address(address)
		if a == nil || a.Gone || a.Redirect() {
			continue
		}
		for _, anchor := range r.lost(a) {
			r.Former = append(r.Former, anchor)
			n++
		}
		slices.Sort(r.Former)
	}
	return n
}

// lost are the places that the address had and has no more.
func (r *Record) lost(a *Address) []string {
	var list []string
	for _, anchor := range r.Anchors {
		if !slices.Contains(a.Anchors, anchor) && !slices.Contains(r.Former, anchor) {
			list = append(list, anchor)
		}
	}
	return list
}

const ledgerHead = `# yaml-language-server: $schema=schemas/permalinks.json
# Écrit par « newsroom permalink record » : ne pas modifier à la main. Toutes les adresses que le site a
# eues, par élément, le jour où elles ont été notées, et les endroits d’une page vers lesquels on peut pointer.
# Rien n’en est jamais retiré : une adresse publiée répond toujours.
# Written by "newsroom permalink record": do not edit by hand. Every address that the site has had, by item,
# the day on which it was noted, and the places on a page that others may link to.
# Nothing is ever taken out: an address that was published always answers.
`

// Bytes is the file of the ledger: the same ledger always gives the same bytes.
func (l *Ledger) Bytes() []byte {
	items := make(map[string][]string)
	for address, r := range l.records {
		key := r.Item
		if key == "" {
			key = noItem
		}
		items[key] = append(items[key], address)
	}
	var b strings.Builder
	b.WriteString(ledgerHead)
	for _, key := range slices.Sorted(maps.Keys(items)) {
		fmt.Fprintf(&b, "\n%s:\n", scalar.String(key))
		slices.Sort(items[key])
		for _, address := range items[key] {
			writeRecord(&b, address, l.records[address])
		}
	}
	return []byte(b.String())
}

func writeRecord(b *strings.Builder, address string, r *Record) {
	fmt.Fprintf(b, "  %s: {since: %q", scalar.String(address), r.Since)
	for _, list := range []struct {
		key string
		ids []string
	}{{"anchors", r.Anchors}, {"former", r.Former}} {
		if len(list.ids) == 0 {
			continue
		}
		quoted := make([]string, len(list.ids))
		for i, id := range list.ids {
			quoted[i] = scalar.String(id)
		}
		fmt.Fprintf(b, ", %s: [%s]", list.key, strings.Join(quoted, ", "))
	}
	b.WriteString("}\n")
}
