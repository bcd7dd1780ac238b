package withdrawal

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"proximite/tools/internal/bundle"
	"proximite/tools/internal/diagnostic"
)

// Folder is where withdrawn files go. git ignores it.
const Folder = ".withdrawn"

// Inside the folder of a withdrawal.
const (
	filesFolder   = "files"    // the files that left, by their path in the project
	entriesFolder = "entries"  // what was cut out of registers, by their path
	beforeFolder  = "before"   // registers as they were, while the withdrawal is under way
	journalName   = ".journal" // names the withdrawal that is under way
)

// Change is a withdrawal, or its undoing, that has been made and not yet been settled:
// Commit or Rollback ends it. A power cut in between is mended by Recover.
type Change struct {
	root   string
	folder string // .withdrawn/<id>
	writes []string
	undo   bool
}

// Apply takes the files out of the project and rewrites the registers. First
// everything is copied into .withdrawn/<id>, so that at every moment one of the two
// states can be had. When it fails, the former state is back.
func (p *Plan) Apply(root string) (*Change, error) {
	c := &Change{root: root, folder: path.Join(Folder, p.ID)}
	for _, w := range p.writes {
		c.writes = append(c.writes, w.Path)
	}
	if err := p.save(c); err != nil {
		return nil, errors.Join(fmt.Errorf("keep what is withdrawn: %w", err), os.RemoveAll(c.at(c.folder)))
	}
	if err := c.begin(); err != nil {
		return nil, errors.Join(err, os.RemoveAll(c.at(c.folder)))
	}
	if err := p.change(c); err != nil {
		return nil, errors.Join(fmt.Errorf("withdraw %q: %w", p.ID, err), c.Rollback())
	}
	return c, nil
}

func (c *Change) at(name string) string { return filepath.Join(c.root, filepath.FromSlash(name)) }

// save copies what goes, and the registers as they are.
func (p *Plan) save(c *Change) error {
	if _, err := os.Stat(c.at(c.folder)); err == nil {
		// What an earlier withdrawal left, undone since: kept, out of the way.
		if err := os.Rename(c.at(c.folder), c.free(c.folder)); err != nil {
			return err
		}
	}
	for _, name := range p.Moves {
		if err := copyFile(c.at(name), c.at(path.Join(c.folder, filesFolder, name))); err != nil {
			return err
		}
	}
	for name, snippet := range p.snippets {
		if err := writeFile(c.at(path.Join(c.folder, entriesFolder, name)), []byte(snippet)); err != nil {
			return err
		}
	}
	return c.saveBefore()
}

// saveBefore copies the registers as they are. One that does not exist yet leaves an
// empty mark of its name.
func (c *Change) saveBefore() error {
	for _, name := range c.writes {
		to := c.at(path.Join(c.folder, beforeFolder, name))
		err := copyFile(c.at(name), to)
		if errors.Is(err, fs.ErrNotExist) {
			err = writeFile(to+".absent", nil)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// free is a name beside a folder that is not taken.
func (c *Change) free(folder string) string {
	for n := 1; ; n++ {
		name := c.at(fmt.Sprintf("%s.%d", folder, n))
		if _, err := os.Stat(name); errors.Is(err, fs.ErrNotExist) {
			return name
		}
	}
}

// begin writes the journal: from now on a cut leaves something to mend.
func (c *Change) begin() error {
	kind := "withdraw"
	if c.undo {
		kind = "undo"
	}
	return writeFile(c.at(path.Join(Folder, journalName)), []byte(kind+" "+path.Base(c.folder)+"\n"))
}

func (p *Plan) change(c *Change) error {
	if err := bundle.Write(c.root, p.writes); err != nil {
		return err
	}
	for _, name := range slices.Concat(p.Moves, p.Derived) {
		if err := os.Remove(c.at(name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		c.removeEmpty(path.Dir(name))
	}
	return nil
}

// removeEmpty removes folders that a removed file left empty, up to the second level.
func (c *Change) removeEmpty(folder string) {
	for strings.Count(folder, "/") > 1 || strings.HasPrefix(folder, "content/") {
		if os.Remove(c.at(folder)) != nil {
			return
		}
		folder = path.Dir(folder)
	}
}

// Commit settles the change.
func (c *Change) Commit() error {
	if err := os.Remove(c.at(path.Join(Folder, journalName))); err != nil {
		return fmt.Errorf("settle withdrawal: %w", err)
	}
	// What remains is not needed any more; a failure here changes nothing.
	os.RemoveAll(c.at(path.Join(c.folder, beforeFolder)))
	return nil
}

// Rollback brings the former state back.
func (c *Change) Rollback() error {
	err := c.restoreBefore()
	if err == nil && !c.undo {
		err = c.restoreFiles(true)
	} else if err == nil {
		err = c.removeFiles()
	}
	if err != nil {
		return fmt.Errorf("bring the former state back: %w", err)
	}
	if err := os.Remove(c.at(path.Join(Folder, journalName))); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("bring the former state back: %w", err)
	}
	if c.undo {
		return os.RemoveAll(c.at(path.Join(c.folder, beforeFolder)))
	}
	if err := os.RemoveAll(c.at(c.folder)); err != nil {
		return err
	}
	os.Remove(c.at(Folder)) // only when it is empty
	return nil
}

func (c *Change) restoreBefore() error {
	from := c.at(path.Join(c.folder, beforeFolder))
	return eachFile(from, func(name string) error {
		if absent, ok := strings.CutSuffix(name, ".absent"); ok {
			err := os.Remove(c.at(absent))
			if errors.Is(err, fs.ErrNotExist) {
				err = nil
			}
			return err
		}
		return copyFile(filepath.Join(from, filepath.FromSlash(name)), c.at(name))
	})
}

// restoreFiles puts the files back where they were.
func (c *Change) restoreFiles(replace bool) error {
	from := c.at(path.Join(c.folder, filesFolder))
	return eachFile(from, func(name string) error {
		if _, err := os.Stat(c.at(name)); err == nil && !replace {
			return fmt.Errorf("restore %q: %w", name, fs.ErrExist)
		}
		return copyFile(filepath.Join(from, filepath.FromSlash(name)), c.at(name))
	})
}

// removeFiles takes restored files away again.
func (c *Change) removeFiles() error {
	return eachFile(c.at(path.Join(c.folder, filesFolder)), func(name string) error {
		err := os.Remove(c.at(name))
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		c.removeEmpty(path.Dir(name))
		return err
	})
}

// InterruptedRule is the id of the finding of Interrupted. While a withdrawal looks at its
// own result it does not count.
const InterruptedRule = "withdrawal/interrupted"

// Interrupted says that a withdrawal was cut short, as a finding for check.
func Interrupted(project fs.FS) []diagnostic.Diagnostic {
	if _, err := fs.Stat(project, path.Join(Folder, journalName)); err != nil {
		return nil
	}
	return []diagnostic.Diagnostic{interrupted.At("", 0, 0)}
}

// Recover brings the state back from before a withdrawal that was cut short. It
// reports the id of that withdrawal; "" when none was.
func Recover(root string) (string, error) {
	data, err := os.ReadFile(filepath.Join(root, Folder, journalName))
	if errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	kind, id, ok := strings.Cut(strings.TrimSpace(string(data)), " ")
	if !ok || !validID.MatchString(id) {
		return "", fmt.Errorf("recover withdrawal: unreadable %s/%s", Folder, journalName)
	}
	c := &Change{root: root, folder: path.Join(Folder, id), undo: kind == "undo"}
	return id, c.Rollback()
}

// eachFile visits the files below a folder of the system, by slash-separated names.
func eachFile(folder string, visit func(name string) error) error {
	return filepath.WalkDir(folder, func(file string, d fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) && file == folder {
			return nil
		}
		if err != nil || d.IsDir() {
			return err
		}
		name, err := filepath.Rel(folder, file)
		if err != nil {
			return err
		}
		return visit(filepath.ToSlash(name))
	})
}

func copyFile(from, to string) error {
	data, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	return writeFile(to, data)
}

// writeFile writes whole or not at all.
func writeFile(name string, data []byte) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	temp := name + ".tmp"
	if err := os.WriteFile(temp, data, 0o644); err != nil {
		return err
	}
	return os.Rename(temp, name)
}
