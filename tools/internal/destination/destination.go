// Package destination puts a newly built site in the place of the former one, all
// or nothing.
//
//	stage, err := destination.Prepare("public")
//	defer stage.Discard()
//	… write the site into stage.Folder …
//	err = stage.Commit()
//
// The new site grows in a folder next to the destination, so on the same disk, and
// is renamed into place when it is complete. Until then the former site is
// untouched; nothing of it survives afterwards. A folder that holds files which no
// build of ours made is never replaced: a build leaves a small file, Marker, by
// which the next one knows it.
package destination

import (
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"
)

// Marker is the name of the file by which a build knows its own output.
const Marker = ".proximite"

const markerText = `Ce dossier est produit par « newsroom build » et remplacé à chaque construction : n'y rangez rien.
This folder is made by "newsroom build" and replaced by each build: keep nothing in it.
`

// What a person can mend by giving another destination.
var (
	ErrFile    = errors.New("destination is a file")
	ErrForeign = errors.New("destination holds files that no build made")
)

// Stage is a site being built beside its destination.
type Stage struct {
	Folder string // empty at first; on the same disk as the destination

	destination string
	rename      func(from, to string) error
}

// Prepare makes the folder of a new build. It fails when the destination could not
// be replaced later, so that nobody waits for a build in vain.
func Prepare(path string) (*Stage, error) {
	path, err := resolve(path)
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return nil, fmt.Errorf("prepare destination: %w", err)
	}
	if err := recoverFormer(path); err != nil {
		return nil, err
	}
	if err := replaceable(path); err != nil {
		return nil, fmt.Errorf("replace %q: %w", path, err)
	}
	s := &Stage{Folder: besides(path, "new"), destination: path, rename: renamePatiently}
	// Not os.MkdirTemp: its folders are private, and this one will be published.
	if err := os.Mkdir(s.Folder, 0o755); err != nil {
		return nil, fmt.Errorf("prepare destination: %w", err)
	}
	return s, nil
}

// Discard removes what has been built and was not committed.
func (s *Stage) Discard() error { return os.RemoveAll(s.Folder) }

// Commit puts the new site in the place of the former. When it fails, the former
// is where it was.
func (s *Stage) Commit() error {
	if err := os.WriteFile(filepath.Join(s.Folder, Marker), []byte(markerText), 0o644); err != nil {
		return fmt.Errorf("finish build: %w", err)
	}
	if err := replaceable(s.destination); err != nil {
		return fmt.Errorf("replace %q: %w", s.destination, err)
	}
	former := besides(s.destination, "old")
	err := s.rename(s.destination, former)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("move former site aside: %w", err)
	}
	hadFormer := err == nil
	if err := s.rename(s.Folder, s.destination); err != nil {
		if hadFormer {
			err = errors.Join(err, s.rename(former, s.destination))
		}
		return fmt.Errorf("move new site into place: %w", err)
	}
	// The new site stands. What cannot be removed now, the next Prepare removes.
	os.RemoveAll(former)
	return nil
}

// resolve follows links, so that the folder is replaced and not the link to it.
func resolve(path string) (string, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return "", fmt.Errorf("find destination: %w", err)
	}
	switch real, err := filepath.EvalSymlinks(path); {
	case err == nil:
		return real, nil
	case errors.Is(err, fs.ErrNotExist):
		return path, nil
	default:
		return "", &fs.PathError{Op: "find", Path: path, Err: err}
	}
}

// replaceable reports why what is at the path must not be replaced.
func replaceable(path string) error {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return err
	case !info.IsDir():
		return ErrFile
	}
	entries, err := os.ReadDir(path)
	if err != nil || len(entries) == 0 {
		return err
	}
	if !marked(path) {
		return ErrForeign
	}
	return nil
}

func marked(folder string) bool {
	_, err := os.Stat(filepath.Join(folder, Marker))
	return err == nil
}

// besides names a folder next to the destination: public.new-1a2b3c4d.
func besides(path, kind string) string {
	return fmt.Sprintf("%s.%s-%08x", path, kind, rand.Uint32())
}

// abandoned is the age from which a folder of an earlier build counts as left
// behind by a power cut and not as a build still running.
const abandoned = time.Hour

// recoverFormer mends what a power cut in the middle of an earlier build has left:
// a former site still moved aside comes back, half-built ones go.
func recoverFormer(path string) error {
	asides, err := siblings(path, "old")
	if err != nil {
		return err
	}
	if _, err := os.Lstat(path); errors.Is(err, fs.ErrNotExist) {
		for _, aside := range asides {
			if marked(aside) {
				if err := os.Rename(aside, path); err != nil {
					return fmt.Errorf("bring former site back: %w", err)
				}
				break
			}
		}
	}
	halves, err := siblings(path, "new")
	if err != nil {
		return err
	}
	for _, folder := range append(asides, halves...) {
		if info, err := os.Stat(folder); err == nil && time.Since(info.ModTime()) > abandoned {
			os.RemoveAll(folder)
		}
	}
	return nil
}

// siblings lists the folders that besides has named.
func siblings(path, kind string) ([]string, error) {
	entries, err := os.ReadDir(filepath.Dir(path))
	if err != nil {
		return nil, fmt.Errorf("prepare destination: %w", err)
	}
	prefix := filepath.Base(path) + "." + kind + "-"
	var found []string
	for _, e := range entries {
		if e.IsDir() && strings.HasPrefix(e.Name(), prefix) && len(e.Name()) == len(prefix)+8 {
			found = append(found, filepath.Join(filepath.Dir(path), e.Name()))
		}
	}
	return found, nil
}

// renamePatiently tries again on Windows, where a virus scanner or an open window
// holds a folder for a moment.
func renamePatiently(from, to string) error {
	err := os.Rename(from, to)
	for range 20 {
		if err == nil || runtime.GOOS != "windows" || errors.Is(err, fs.ErrNotExist) {
			return err
		}
		time.Sleep(100 * time.Millisecond)
		err = os.Rename(from, to)
	}
	return err
}
