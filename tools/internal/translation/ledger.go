package translation

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"

	"proximite/tools/internal/diagnostic"
	"proximite/tools/internal/plaintext"
	"proximite/tools/internal/scalar"
)

// LedgerPath is the file of the ledger in the project.
const LedgerPath = "data/translations.yaml"

// Record is a pair of blocks that said the same when a person last looked.
type Record struct {
	ID     string
	Kind   string
	Key    string // of a text of the front matter
	Source string // text of the source block; empty: the translation has one more
	Target string // text of the translation; empty: it needs none
}

// Entry is what the ledger holds about one translated version.
type Entry struct {
	Source  string // language that was the source
	Records []Record
}

// Ledger holds the entries by item (see Key) and language of the translation.
type Ledger struct {
	Exists bool // the file was there
	items  map[string]map[string]*Entry
}

// Entry is what is recorded about a translation; nil when nothing is.
func (l *Ledger) Entry(key, language string) *Entry { return l.items[key][language] }

// Set records a translation.
func (l *Ledger) Set(key, language string, e *Entry) {
	if l.items == nil {
		l.items = make(map[string]map[string]*Entry)
	}
	if l.items[key] == nil {
		l.items[key] = make(map[string]*Entry)
	}
	l.items[key][language] = e
}

// Load reads the ledger; a project without one has an empty ledger.
func Load(fsys fs.FS) (*Ledger, []diagnostic.Diagnostic) {
	l := &Ledger{}
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
		for _, version := range item.Value.Fieldset() {
			e, bad := readEntry(version.Value)
			if bad != nil {
				return l, []diagnostic.Diagnostic{brokenLedger.At(LedgerPath, bad.Line, bad.Column)}
			}
			l.Set(item.Key, version.Key, e)
		}
	}
	return l, nil
}

// readEntry returns the node that is not as the tool writes it, or nil.
func readEntry(n *plaintext.Node) (*Entry, *plaintext.Node) {
	e := &Entry{Source: n.Get("source").Text()}
	if e.Source == "" {
		return nil, n
	}
	for _, b := range n.Get("blocks").Children() {
		r := Record{
			ID: b.Get("id").Text(), Kind: b.Get("kind").Text(), Key: b.Get("key").Text(),
			Source: b.Get("source").Text(), Target: b.Get("target").Text(),
		}
		if r.ID == "" || b.Get("source_hash").Text() != Hash(r.Source) || b.Get("target_hash").Text() != Hash(r.Target) {
			return nil, b
		}
		e.Records = append(e.Records, r)
	}
	return e, nil
}

const ledgerHead = `# yaml-language-server: $schema=schemas/translations.json
# Écrit par « newsroom translation » : ne pas modifier à la main. Pour chaque bloc traduit, le texte source
# d’après lequel il a été fait, le texte de la traduction à ce moment-là, et leurs empreintes.
# Written by "newsroom translation": do not edit by hand. For every translated block, the source text it was
# made from, the text of the translation at that moment, and the hashes of both.
`

// Bytes is the file of the ledger: the same ledger always gives the same bytes.
func (l *Ledger) Bytes() []byte {
	var b strings.Builder
	b.WriteString(ledgerHead)
	for _, key := range slices.Sorted(maps.Keys(l.items)) {
		fmt.Fprintf(&b, "\n%s:\n", scalar.String(key))
		for _, language := range slices.Sorted(maps.Keys(l.items[key])) {
			writeEntry(&b, language, l.items[key][language])
		}
	}
	return []byte(b.String())
}

func writeEntry(b *strings.Builder, language string, e *Entry) {
	fmt.Fprintf(b, "  %s:\n    source: %s\n    blocks:", scalar.String(language), scalar.String(e.Source))
	if len(e.Records) == 0 {
		b.WriteString(" []")
	}
	b.WriteString("\n")
	for _, r := range e.Records {
		fmt.Fprintf(b, "      - id: %s\n        kind: %s\n", scalar.String(r.ID), r.Kind)
		if r.Key != "" {
			fmt.Fprintf(b, "        key: %s\n", quoted(r.Key))
		}
		for _, side := range []struct{ name, text string }{{"source", r.Source}, {"target", r.Target}} {
			if side.text != "" {
				fmt.Fprintf(b, "        %s_hash: %s\n        %s: %s\n", side.name, quoted(Hash(side.text)), side.name, quoted(side.text))
			}
		}
	}
}

// quoted keeps every text on one line between quotation marks: a line of the ledger
// is a text, which is what a comparison of two versions should show.
func quoted(s string) string {
	if q := scalar.String(s); strings.HasPrefix(q, `"`) {
		return q
	}
	return `"` + s + `"`
}
