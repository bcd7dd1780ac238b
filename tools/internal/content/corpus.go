// Package content holds the whole corpus: items, sections, data registers and transcripts.
package content

import (
	"io/fs"

	"proximite/tools/internal/diagnostic"
)

// Corpus is everything that people wrote, read once.
type Corpus struct {
	FS    fs.FS
	Found []diagnostic.Diagnostic // what was wrong with the files themselves
}

// Load reads content/ and data/ of a project.
func Load(fsys fs.FS) (*Corpus, error) { return &Corpus{FS: fsys}, nil }
