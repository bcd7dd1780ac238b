// Package bundle makes new items: their id, their folder name, their two
// Markdown files, and writes them so that a story appears whole or not at all.
//
// The verbs new and import share it. A new item goes like this:
//
//	taken, err := bundle.IDs(project)             // every id of the corpus
//	id, err := bundle.NewID(taken)                // six random characters
//	slug := bundle.Slug("Rencontre avec Awa", "Awa") // "rencontre"
//	err = bundle.Write(root, []bundle.File{{Path: …, Data: bundle.Markdown(fields, body)}})
package bundle

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"strings"

	"github.com/goccy/go-yaml"
)

// Alphabet is Crockford's base 32 in lower case: no i, l, o or u.
const Alphabet = "0123456789abcdefghjkmnpqrstvwxyz"

// idLength gives seven hundred million ids.
const idLength = 6

var validID = regexp.MustCompile(`^[0-9a-hjkmnp-tv-z]{4,12}$`)

// NewID draws an id that is not taken yet.
func NewID(taken map[string]bool) (string, error) {
	for range 100 {
		var raw [idLength]byte
		if _, err := rand.Read(raw[:]); err != nil {
			return "", fmt.Errorf("draw id: %w", err)
		}
		for i := range raw {
			raw[i] = Alphabet[raw[i]%32]
		}
		if id := string(raw[:]); !taken[id] && readable(id) {
			return id, nil
		}
	}
	return "", errors.New("draw id: a hundred draws were all taken")
}

// readable refuses ids that YAML could take for a number (123456, 12e456, 0x12ab):
// a drawn id starts with a letter.
func readable(id string) bool { return id[0] >= 'a' }

// IDs collects every id of the corpus: items (content/**/index.*.md), people,
// photographs and transcripts. Files that can not be read are skipped: check reports them.
func IDs(project fs.FS) (map[string]bool, error) {
	taken := make(map[string]bool)
	for _, root := range []string{"content", "data/transcripts"} {
		err := fs.WalkDir(project, root, func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return skipMissing(err)
			}
			collect(project, name, taken)
			return nil
		})
		if err != nil {
			return nil, fmt.Errorf("collect ids %q: %w", root, err)
		}
	}
	for _, register := range []string{"data/people.yaml", "data/photos.yaml"} {
		entries := make(map[string]any)
		if data, err := fs.ReadFile(project, register); err == nil && yaml.Unmarshal(data, &entries) == nil {
			for id := range entries {
				taken[id] = true
			}
		}
	}
	return taken, nil
}

func skipMissing(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// idLine finds the id without reading the YAML, so that an id stays taken while
// its file is broken.
var idLine = regexp.MustCompile(`(?m)^id:[ \t]*["']?([0-9a-z]+)`)

func collect(project fs.FS, name string, taken map[string]bool) {
	if path.Dir(name) == "data/transcripts" {
		taken[strings.TrimSuffix(path.Base(name), ".yaml")] = true
	}
	if ext := path.Ext(name); ext != ".md" && ext != ".yaml" {
		return
	}
	data, err := fs.ReadFile(project, name)
	if err != nil {
		return
	}
	if m := idLine.FindSubmatch(data); m != nil && validID.Match(m[1]) {
		taken[string(m[1])] = true
	}
}
