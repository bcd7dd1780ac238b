package bundle

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"time"
)

// File is one file to write; the path is slash-separated and relative to the
// root of the project.
type File struct {
	Path string
	Data []byte
}

// Write writes all files or none. Each is written beside its place and renamed
// into it, so that no reader ever sees half a file. When one can not be written,
// the others are put back as they were. Nothing outside root can be reached, not
// even through a symbolic link.
func Write(root string, files []File) error {
	r, err := os.OpenRoot(root)
	if err != nil {
		return fmt.Errorf("open project: %w", err)
	}
	defer r.Close()
	b := batch{root: r}
	for _, f := range files {
		if err := b.stage(f); err != nil {
			b.undo()
			return fmt.Errorf("write %q: %w", f.Path, err)
		}
	}
	for i := range b.staged {
		if err := b.commit(&b.staged[i]); err != nil {
			b.undo()
			return fmt.Errorf("write %q: %w", b.staged[i].path, err)
		}
	}
	return nil
}

type batch struct {
	root    *os.Root
	staged  []staged
	folders []string // made by us, outermost first
}

type staged struct {
	path, temp string
	before     []byte // content that was replaced
	existed    bool
	done       bool
}

func (b *batch) stage(f File) error {
	if err := b.makeFolders(path.Dir(f.Path)); err != nil {
		return err
	}
	s := staged{path: f.Path}
	before, err := b.root.ReadFile(f.Path)
	switch {
	case err == nil:
		s.before, s.existed = before, true
	case !errors.Is(err, fs.ErrNotExist):
		return err
	}
	if s.existed && bytes.Equal(before, f.Data) {
		return nil
	}
	s.temp = path.Join(path.Dir(f.Path), "."+path.Base(f.Path)+".tmp")
	b.staged = append(b.staged, s)
	return b.writeTemp(s.temp, f.Data)
}

func (b *batch) writeTemp(name string, data []byte) error {
	t, err := b.root.OpenFile(name, os.O_CREATE|os.O_WRONLY|os.O_TRUNC, 0o644)
	if err != nil {
		return err
	}
	_, err = t.Write(data)
	return errors.Join(err, t.Sync(), t.Close())
}

// commit renames the new file into place. Virus scanners and editors on Windows
// hold files for moments, so it asks again for a second.
func (b *batch) commit(s *staged) error {
	var err error
	for wait := 10 * time.Millisecond; wait < time.Second; wait *= 2 {
		if err = b.root.Rename(s.temp, s.path); err == nil {
			s.done = true
			return nil
		}
		if !errors.Is(err, fs.ErrPermission) {
			return err
		}
		time.Sleep(wait)
	}
	return err
}

func (b *batch) makeFolders(dir string) error {
	if dir == "." {
		return nil
	}
	if _, err := b.root.Stat(dir); err == nil {
		return nil
	}
	if err := b.makeFolders(path.Dir(dir)); err != nil {
		return err
	}
	if err := b.root.Mkdir(dir, 0o755); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	b.folders = append(b.folders, dir)
	return nil
}

// undo brings back what was there. It does what it can: the error that made it
// necessary is the one to report.
func (b *batch) undo() {
	for _, s := range b.staged {
		b.root.Remove(s.temp)
		switch {
		case s.done && s.existed:
			b.writeTemp(s.path, s.before)
		case s.done:
			b.root.Remove(s.path)
		}
	}
	for i := len(b.folders) - 1; i >= 0; i-- {
		b.root.Remove(b.folders[i])
	}
}
