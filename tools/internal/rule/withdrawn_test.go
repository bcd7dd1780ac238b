package rule

import (
	"strings"

	"proximite/tools/internal/hosting"
	"proximite/tools/internal/permalink"
)

// withdrawnCases: what points to something withdrawn is advice, so that nothing holds
// up an urgent build; a ledger that cannot be trusted holds it up.
func withdrawnCases() []ruleCase {
	ledger := func(lines ...string) change {
		return change{"data/withdrawn.yaml", "", "entries:\n" + strings.Join(lines, "\n") + "\n"}
	}
	module := `  - {id: "m0dve1", kind: "item", day: "2026-11-24", reason: "other", path: "/modules/rights/", addresses: []}`
	interview := `  - {id: "ntrv1w", kind: "item", day: "2026-11-24", reason: "other", path: "/interviews/words/", transcripts: ["tr4nsc"], addresses: []}`
	without := func(folder string, more ...change) []change {
		return append(more, change{folder + "index.fr.md", "", ""}, change{folder + "index.en.md", "", ""})
	}
	return []ruleCase{
		{"references to a withdrawn item", without("content/modules/rights/", ledger(module)), []string{
			"content/stories/a-path/index.en.md:20:11 withdrawal/reference advice",
			"content/stories/a-path/index.en.md:28:5 withdrawal/link advice",
			"content/stories/a-path/index.fr.md:19:11 withdrawal/reference advice",
			"content/stories/a-path/index.fr.md:27:6 withdrawal/link advice",
			"content/trainings/course/index.en.md:13:11 withdrawal/reference advice",
			"content/trainings/course/index.fr.md:12:11 withdrawal/reference advice",
		}},
		{"quotations of a withdrawn interview", without("content/interviews/words/", ledger(interview), change{"data/transcripts/tr4nsc.yaml", "", ""}), []string{
			"content/stories/a-path/index.en.md:21:14 withdrawal/reference advice",
			"content/stories/a-path/index.en.md:30:1 withdrawal/quotation advice",
			"content/stories/a-path/index.fr.md:20:14 withdrawal/reference advice",
			"content/stories/a-path/index.fr.md:31:1 withdrawal/quotation advice",
		}},
		{"an unknown reason", []change{ledger(strings.Replace(module, `"other"`, `"holiday"`, 1))}, []string{"data/withdrawn.yaml:2:5 withdrawal/broken-ledger error"}},
		{"ok: an item that nothing refers to", []change{ledger(strings.NewReplacer("m0dve1", "zzzz", "/modules/rights/", "/modules/none/").Replace(module))}, nil},
		{"a withdrawal cut short", []change{{".withdrawn/.journal", "", "withdraw m0dve1\n"}}, []string{" withdrawal/interrupted error"}},
		{"an address without a day", []change{{permalink.LedgerPath, "", "\"m0dve1\":\n  \"/fr/x/\": {}\n"}}, []string{"data/permalinks.yaml:2:3 permalink/broken-ledger error"}},
		{"a header on two lines", []change{{hosting.Path, "", "headers: {A: \"x\\ny\"}\ncache: []\n"}}, []string{"data/hosting.yaml:1:11 hosting/bad-header error"}},
		{"a cache rule that is no pattern", []change{{hosting.Path, "", "cache: [{match: \"/(\", value: \"x\"}]\n"}}, []string{"data/hosting.yaml:1:9 hosting/bad-cache-rule error"}},
		{"a redirect to another site", []change{{hosting.Path, "", "redirects: {\"/fr/x/\": \"https://other.example/\"}\n"}}, []string{"data/hosting.yaml:1:13 hosting/bad-redirect error"}},
		{"a folder in the place of the file", []change{{hosting.Path + "/hosting.yaml", "", "headers: {}\n"}}, []string{"data/hosting.yaml hosting/unreadable error"}},
	}
}
