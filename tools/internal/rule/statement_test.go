package rule

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"proximite/tools/internal/content"
)

// statementCase is one change of the accessibility data, and the rule that finds it.
type statementCase struct{ name, from, to, want string }

func statementCases() []statementCase {
	return []statementCase{
		{"ok: as it is", "", "", ""},
		{"a criterion is gone", "  - id: \"13.12\"\n", "  - id: \"14.1\"\n", "statement/grid"},
		{"not met without a plan", "state: open\n", "state: NC\n", "statement/plan"},
		{"judged without evidence", "state: open\n", "state: C\n", "statement/evidence"},
		{"another rate", "    met: ", "    met: 1", "statement/rate"},
		{"old evidence", "    date: \"2026-", "    date: \"2024-", "statement/old-evidence"},
		{"an old statement", "  checked: \"2026-", "  checked: \"2024-", "statement/old"},
	}
}

// TestStatement changes one thing in the accessibility data of the site and wants it found.
func TestStatement(t *testing.T) {
	data, err := os.ReadFile(filepath.Join(repository, "data", "accessibility.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range statementCases() {
		files := fstest.MapFS{"data/accessibility.yaml": {Data: []byte(strings.Replace(string(data), test.from, test.to, 1))}}
		c, err := content.Load(files)
		if err != nil {
			t.Fatal(err)
		}
		c.Now = time.Date(2026, time.December, 1, 0, 0, 0, 0, time.UTC)
		var rules []string
		for _, d := range checkStatement(c) {
			rules = append(rules, d.Rule)
		}
		if test.want == "" && len(rules) > 0 || test.want != "" && !slices.Contains(rules, test.want) {
			t.Errorf("%s: found %q, want %q", test.name, rules, test.want)
		}
	}
}
