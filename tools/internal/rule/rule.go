// Package rule asserts over the corpus everything that newsroom check reports.
package rule

import (
	"proximite/tools/internal/content"
	"proximite/tools/internal/diagnostic"
)

// Check applies every rule and returns the findings in the order of the files.
func Check(c *content.Corpus) []diagnostic.Diagnostic { return diagnostic.Sort(c.Found) }

// Rules lists every rule of the package.
func Rules() []diagnostic.Rule { return nil }
