package main

import "proximite/tools/internal/typography"

// typeset is the last step over a built site: the typography that authors need not
// type. serve and build do the same, so that the preview is what will be published.
func typeset(folder string) error { return typography.Dir(folder) }
