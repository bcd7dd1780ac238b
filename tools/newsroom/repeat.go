package main

import (
	"fmt"
	"strings"

	"proximite/tools/internal/diagnostic"
)

// repeats is how many findings of the audit with the same words are shown one by
// one. A mistake in a template stands on every page; the tenth time tells nobody
// more. Findings about the sources are all different and are all shown.
const repeats = 3

// writeGrave prints the errors and warnings among the findings. Tasks and advice
// about drafts are the matter of check.
func (c *console) writeGrave(found []diagnostic.Diagnostic) error {
	type words struct{ rule, message string }
	seen := make(map[words]int)
	var shown []diagnostic.Diagnostic
	more := 0
	for _, d := range found {
		if d.Severity > diagnostic.Warning {
			continue
		}
		w := words{d.Rule, withoutPlaces(d.Message.EN)}
		if seen[w]++; seen[w] <= repeats || !strings.HasPrefix(d.Rule, "audit/") {
			shown = append(shown, d)
		} else {
			more++
		}
	}
	if err := diagnostic.WriteText(c.stderr, c.language, shown); err != nil {
		return err
	}
	if more > 0 {
		_, err := fmt.Fprintf(c.stderr, repeated.In(c.language)+"\n", more)
		return err
	}
	return nil
}

var repeated = diagnostic.Text{
	FR: "… et %[1]d autre(s) constat(s) semblables à ceux-ci dans d’autres fichiers.",
	EN: "… and %[1]d more like these in other files.",
}

// withoutPlaces is a message without what it quotes, which differs from page to page.
func withoutPlaces(message string) string {
	var kept strings.Builder
	for i, part := range strings.Split(message, `"`) {
		if i%2 == 0 {
			kept.WriteString(part)
		}
	}
	return kept.String()
}
