package ingest

import (
	"strings"
	"testing"

	"proximite/tools/internal/diagnostic"
)

func TestRulesAreComplete(t *testing.T) {
	seen := make(map[string]bool)
	for _, r := range Rules() {
		for _, text := range []diagnostic.Text{r.Message, r.Hint} {
			if text.FR == "" || text.EN == "" {
				t.Errorf("%s lacks a language", r.ID)
			}
			for _, mark := range []string{" :", " ;", " ?", " !", "« ", " »", "'"} {
				if strings.Contains(text.FR, mark) {
					t.Errorf("%s: %q in %q", r.ID, mark, text.FR)
				}
			}
		}
		if seen[r.ID] || !strings.HasPrefix(r.ID, "import/") {
			t.Errorf("id %q", r.ID)
		}
		seen[r.ID] = true
	}
}
