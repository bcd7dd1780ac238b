package approval

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"proximite/tools/internal/scalar"
)

const ledgerHead = `# yaml-language-server: $schema=schemas/reviews.json
# Écrit par « newsroom review » : ne pas modifier à la main. Qui a relu quel élément, quand, avec quelles réponses,
# et l’empreinte de ce qui a été relu : si le texte change, les réponses ne comptent plus.
# Written by "newsroom review": do not edit by hand. Who looked at which item, when, with which answers, and the
# hashes of what was looked at: when the text changes, the answers count no longer.
`

// Bytes is the file of the ledger: the same ledger always gives the same bytes.
func (l *Ledger) Bytes() []byte {
	var b strings.Builder
	b.WriteString(ledgerHead)
	for _, item := range slices.Sorted(maps.Keys(l.items)) {
		fmt.Fprintf(&b, "\n%s:\n", scalar.String(item))
		for _, r := range l.items[item] {
			writeReview(&b, r)
		}
	}
	return []byte(b.String())
}

func writeReview(b *strings.Builder, r Review) {
	fmt.Fprintf(b, "  - by: %s\n    role: %s\n    date: %s\n    answers:\n", scalar.String(r.By), scalar.String(r.Role), scalar.String(r.On))
	for _, q := range slices.Sorted(maps.Keys(r.Answers)) {
		a := r.Answers[q]
		fmt.Fprintf(b, "      %s:\n        answer: %s\n", q, scalar.String(a.Value))
		if a.Remark != "" {
			fmt.Fprintf(b, "        remark: %s\n", scalar.String(a.Remark))
		}
	}
	b.WriteString("    seen:\n")
	for _, part := range slices.Sorted(maps.Keys(r.Seen)) {
		fmt.Fprintf(b, "      %s: %s\n", scalar.String(part), scalar.String(r.Seen[part]))
	}
}
