package withdrawal

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"regexp"
	"slices"

	"proximite/tools/internal/bundle"
	"proximite/tools/internal/content"
)

// Decision is why something withdrawn may come back, and who says so.
type Decision struct {
	ID   string
	Text string
	By   string // initials
	Day  string
}

// Valid reports whether the decision says what it must.
func (d Decision) Valid() bool { return len(d.Text) >= 10 && validInitials.MatchString(d.By) }

// Restore undoes a withdrawal: files and entries of registers come back, and the ledger
// gets an entry with the decision. Items that went with a person come back too.
func Restore(root string, c *content.Corpus, l *Ledger, d Decision) (*Change, error) {
	entry, ok := l.Find(d.ID)
	if !ok {
		return nil, fmt.Errorf("restore %q: %w", d.ID, ErrAbsent)
	}
	if entry.Because != "" {
		if _, still := l.Find(entry.Because); still {
			return nil, fmt.Errorf("restore %q: withdrawn with person %q: %w", d.ID, entry.Because, ErrWithdrawn)
		}
	}
	ch := &Change{root: root, folder: path.Join(Folder, d.ID), undo: true}
	if _, err := os.Stat(ch.at(ch.folder)); err != nil {
		return nil, fmt.Errorf("restore %q: %s: %w", d.ID, ch.folder, fs.ErrNotExist)
	}
	writes, err := ch.restored(c, l, entry, d)
	if err != nil {
		return nil, fmt.Errorf("restore %q: %w", d.ID, err)
	}
	for _, w := range writes {
		ch.writes = append(ch.writes, w.Path)
	}
	if err := errors.Join(ch.saveBefore(), ch.begin()); err != nil {
		return nil, fmt.Errorf("restore %q: %w", d.ID, err)
	}
	if err := errors.Join(bundle.Write(root, writes), ch.restoreFiles(false)); err != nil {
		return nil, errors.Join(fmt.Errorf("restore %q: %w", d.ID, err), ch.Rollback())
	}
	return ch, nil
}

var withdrawnLine = `(?m)^(["']?%s["']?:[ \t]*\r?\n)  withdrawn: \{.*\}\r?\n`

// restored are the registers with what came back, and the ledger with the decision.
func (c *Change) restored(corpus *content.Corpus, l *Ledger, entry Entry, d Decision) ([]bundle.File, error) {
	next := Ledger{Entries: slices.Clone(l.Entries)}
	for _, e := range l.Active() {
		if e.ID == entry.ID || e.Because == entry.ID {
			next.Entries = append(next.Entries, Entry{ID: e.ID, Kind: e.Kind, Day: d.Day, Restored: true, Decision: d.Text, By: d.By, Because: e.Because})
		}
	}
	writes := []bundle.File{{Path: LedgerPath, Data: next.Bytes()}}
	err := eachFile(c.at(path.Join(c.folder, entriesFolder)), func(name string) error {
		now, err := fs.ReadFile(corpus.FS, name)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		snippet, err := os.ReadFile(c.at(path.Join(c.folder, entriesFolder, name)))
		if err != nil {
			return err
		}
		if len(now) > 0 && now[len(now)-1] != '\n' {
			now = append(now, '\n')
		}
		writes = append(writes, bundle.File{Path: name, Data: append(now, snippet...)})
		return nil
	})
	if entry.Kind == KindPerson {
		line := regexp.MustCompile(fmt.Sprintf(withdrawnLine, regexp.QuoteMeta(entry.ID)))
		people := line.ReplaceAll(corpus.Register("people").Source, []byte("$1"))
		writes = append(writes, bundle.File{Path: peoplePath, Data: people})
	}
	return writes, err
}
