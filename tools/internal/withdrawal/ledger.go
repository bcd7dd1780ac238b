package withdrawal

import (
	"errors"
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"time"

	"proximite/tools/internal/diagnostic"
	"proximite/tools/internal/plaintext"
	"proximite/tools/internal/scalar"
)

// LedgerPath is the file of the ledger in the project.
const LedgerPath = "data/withdrawn.yaml"

// Kinds of what is withdrawn.
const (
	KindItem   = "item"
	KindPerson = "person"
)

// Reasons are the codes of the ledger. No page shows them.
func Reasons() []string {
	return []string{"consent-withdrawn", "safety", "error", "legal", "minor", "other"}
}

// Entry is one line of the ledger: a withdrawal, or the decision to undo one.
type Entry struct {
	ID     string
	Kind   string
	Day    string // YYYY-MM-DD
	Reason string // of a withdrawal

	// Of a decision to bring something back.
	Restored bool
	Decision string
	By       string // initials

	Because     string   // id of the person with whom an item went
	Path        string   // of an item in the content tree: /stories/x/
	Transcripts []string // ids that went with it
	Photos      []string // ids that went with it
	Addresses   []string // that answer with the tombstone
}

// Ledger holds the entries in the order in which they were made.
type Ledger struct {
	Exists  bool
	Entries []Entry
}

// Active are the withdrawals that no later entry undoes.
func (l *Ledger) Active() []Entry {
	last := make(map[string]int)
	for i, e := range l.Entries {
		last[e.ID] = i
	}
	var list []Entry
	for i, e := range l.Entries {
		if last[e.ID] == i && !e.Restored {
			list = append(list, e)
		}
	}
	return list
}

// Find is the withdrawal of an id that holds today.
func (l *Ledger) Find(id string) (Entry, bool) {
	for _, e := range l.Active() {
		if e.ID == id {
			return e, true
		}
	}
	return Entry{}, false
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
	root, found := plaintext.ParseYAML(LedgerPath, src, 1)
	if len(found) > 0 {
		return l, found
	}
	for _, n := range root.Get("entries").Children() {
		e, ok := read(n)
		if !ok {
			return l, []diagnostic.Diagnostic{brokenLedger.At(LedgerPath, n.Line, n.Column)}
		}
		l.Entries = append(l.Entries, e)
	}
	return l, nil
}

var (
	validID       = regexp.MustCompile(`^[0-9a-hjkmnp-tv-z]{4,12}$`)
	validInitials = regexp.MustCompile(`^\p{Lu}{1,4}$`)
)

func read(n *plaintext.Node) (Entry, bool) {
	e := Entry{
		ID: n.Get("id").Text(), Kind: n.Get("kind").Text(), Day: n.Get("day").Text(), Reason: n.Get("reason").Text(),
		Decision: n.Get("restored").Text(), By: n.Get("by").Text(), Because: n.Get("because").Text(), Path: n.Get("path").Text(),
		Transcripts: texts(n.Get("transcripts")), Photos: texts(n.Get("photos")), Addresses: texts(n.Get("addresses")),
	}
	e.Restored = n.Get("restored") != nil
	_, err := time.Parse(time.DateOnly, e.Day)
	ok := err == nil && validID.MatchString(e.ID) && (e.Kind == KindItem || e.Kind == KindPerson)
	ok = ok && (e.Restored && e.Decision != "" && e.By != "" || !e.Restored && slices.Contains(Reasons(), e.Reason))
	return e, ok
}

func texts(n *plaintext.Node) []string {
	var list []string
	for _, c := range n.Children() {
		list = append(list, c.Text())
	}
	return list
}

const ledgerHead = `# yaml-language-server: $schema=schemas/withdrawn.json
# Écrit par « newsroom withdraw » : ne pas modifier à la main. Ce qui a été retiré du site, quand, avec un code
# de motif, et les adresses qui répondent désormais « retiré ». Aucun nom, aucun titre ; rien n’en est supprimé.
# Written by "newsroom withdraw": do not edit by hand. What was taken off the site, when, with a reason code,
# and the addresses that answer "withdrawn" from then on. No name, no title; nothing is ever taken out.
# reason: consent-withdrawn | safety | error | legal | minor | other

`

// Bytes is the file of the ledger: the same ledger always gives the same bytes.
func (l *Ledger) Bytes() []byte {
	var b strings.Builder
	b.WriteString(ledgerHead)
	if len(l.Entries) == 0 {
		b.WriteString("entries: []\n")
		return []byte(b.String())
	}
	b.WriteString("entries:\n")
	for _, e := range l.Entries {
		e.write(&b)
	}
	return []byte(b.String())
}

func (e Entry) write(b *strings.Builder) {
	fmt.Fprintf(b, "  - id: %s\n    kind: %s\n    day: %s\n", scalar.String(e.ID), scalar.String(e.Kind), scalar.String(e.Day))
	for _, f := range []struct{ key, value string }{
		{"reason", e.Reason}, {"restored", e.Decision}, {"by", e.By}, {"because", e.Because}, {"path", e.Path},
	} {
		if f.value != "" {
			fmt.Fprintf(b, "    %s: %s\n", f.key, scalar.String(f.value))
		}
	}
	for _, f := range []struct {
		key  string
		list []string
	}{{"transcripts", e.Transcripts}, {"photos", e.Photos}, {"addresses", e.Addresses}} {
		if len(f.list) == 0 {
			continue
		}
		fmt.Fprintf(b, "    %s:\n", f.key)
		for _, v := range f.list {
			fmt.Fprintf(b, "      - %s\n", scalar.String(v))
		}
	}
}

// Rules lists every rule of the package.
func Rules() []diagnostic.Rule { return []diagnostic.Rule{brokenLedger, interrupted} }

var (
	brokenLedger = diagnostic.Rule{
		ID: "withdrawal/broken-ledger", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "Le registre des retraits n’est pas tel que l’outil l’écrit.", EN: "The ledger of withdrawals is not as the tool writes it."},
		Hint:    diagnostic.Text{FR: "Reprenez la dernière version du fichier ; seul « newsroom withdraw » doit l’écrire.", EN: "Restore the last version of the file; only “newsroom withdraw” should write it."},
	}
	interrupted = diagnostic.Rule{
		ID: InterruptedRule, Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "Un retrait a été interrompu au milieu (coupure, arrêt forcé).", EN: "A withdrawal was cut short in the middle (power cut, forced stop)."},
		Hint:    diagnostic.Text{FR: "Lancez « newsroom withdraw --recover » : l’état d’avant revient. Puis recommencez le retrait.", EN: "Run “newsroom withdraw --recover”: the former state comes back. Then withdraw again."},
	}
)
