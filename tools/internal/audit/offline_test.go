package audit

import (
	"slices"
	"testing"

	"proximite/tools/internal/diagnostic"
)

// keptCase is a page, a plan, the items that may be kept, and whether the person who is
// quoted refuses.
type keptCase struct {
	rule, name, page, plan string
	keepable               []string
	refuses, found         bool
}

func keptCases() []keptCase {
	const mark = `<div class="share" data-offline="k4tm.fr"></div>`
	const quote = mark + `<q data-quote="tr4nsc#s7f3q">Nous parlons</q>`
	item := []string{"k4tm"}
	return []keptCase{
		{"audit/offline-without-consent", "allowed", mark, "k4tm.fr", item, false, false},
		{"audit/offline-without-consent", "not allowed", mark, "k4tm.fr", nil, false, true},
		{"audit/offline-without-consent", "quoted, allowed", quote, "k4tm.fr", item, false, false},
		{"audit/offline-without-consent", "quoted, refuses", quote, "k4tm.fr", item, true, true},
		{"audit/offline-without-consent", "plan alone", "", "k4tm.fr", nil, false, true},
		{"audit/offline-without-consent", "list of what is kept", "", "list.fr", nil, false, false},
		{"audit/offline-without-consent", "kill list", "", "kill-list", nil, false, false},
		{"audit/missing-offline-plan", "no plan", mark, "zzzz.fr", []string{"k4tm", "zzzz"}, false, true},
		{"audit/missing-offline-plan", "a plan", mark, "k4tm.fr", item, false, false},
	}
}

func TestKeptOffline(t *testing.T) {
	for _, c := range keptCases() {
		t.Run(c.rule+" "+c.name, func(t *testing.T) {
			o := options()
			o.Keepable = c.keepable
			o.MayKeepQuoted = func(string) bool { return !c.refuses }
			r, err := Site(t.Context(), tree(map[string]string{
				"fr/a/index.html":             whole("fr", "a/", `<h2 id="s1">S</h2><img src="/sub/img/p.webp" alt="">`+c.page),
				"offline/" + c.plan + ".json": "{}",
			}), o)
			if err != nil {
				t.Fatal(err)
			}
			if got := slices.ContainsFunc(r.Findings, func(d diagnostic.Diagnostic) bool { return d.Rule == c.rule }); got != c.found {
				t.Errorf("found %v, want %v; findings: %v", got, c.found, r.Findings)
			}
		})
	}
}
