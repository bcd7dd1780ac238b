package main

import (
	"io/fs"
	"time"

	"proximite/tools/internal/content"
	"proximite/tools/internal/diagnostic"
	"proximite/tools/internal/rule"
	"proximite/tools/internal/translation"
)

// inspect reads the whole project, once, and applies every rule to it. check, serve
// and build show what it finds, and the later steps of a build take the same corpus.
// What depends on the day is judged at now;
// an error means that the project could not be read.
func inspect(fsys fs.FS, now time.Time) (corpus *content.Corpus, found []diagnostic.Diagnostic, err error) {
	corpus, err = content.Load(fsys)
	if err != nil {
		return nil, nil, err
	}
	corpus.Now = now
	return corpus, diagnostic.Sort(append(rule.Check(corpus), translation.Check(corpus)...)), nil
}
