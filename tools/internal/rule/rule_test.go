package rule

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"

	"proximite/tools/internal/content"
	"proximite/tools/internal/diagnostic"
)

// ruleCase is a corpus with one thing changed and all that has to be found in it.
// A case whose name begins with "ok:" shows what must not be found.
type ruleCase struct {
	name    string
	changes []change
	want    []string // position rule severity
}

func cases() map[string][]ruleCase {
	return map[string][]ruleCase{
		"file": fileCases(), "language": languageCases(), "identity": identityCases(), "reference": referenceCases(),
		"link": linkCases(), "photo": photoCases(), "media": mediaCases(), "markdown": markdownCases(), "person": personCases(), "naming": namingCases(), "record": recordCases(), "scope": scopeCases(), "consent": consentCases(), "safety": safetyCases(), "minor": minorCases(),
		"reidentification": reidentificationCases(), "private": privateCases(), "harm": harmCases(), "embargo": embargoCases(), "review": reviewCases(),
		"quotation": quotationCases(), "speaker": speakerCases(), "figure": figureCases(), "training": trainingCases(),
		"placeholder": placeholderCases(), "text": textCases(), "schema": schemaCases(), "withdrawal": withdrawnCases(),
	}
}

func TestRules(t *testing.T) {
	base := small(t)
	for _, family := range slices.Sorted(maps.Keys(cases())) {
		for _, c := range cases()[family] {
			t.Run(family+"/"+c.name, func(t *testing.T) {
				found := findings(t, edited(t, base, c.changes))
				wantComplete(t, found)
				found = slices.DeleteFunc(found, aboutWords)
				got := brief(found)
				if !slices.Equal(got, c.want) {
					t.Errorf("got\n\t%s\nwant\n\t%s", strings.Join(got, "\n\t"), strings.Join(c.want, "\n\t"))
				}
				if strings.HasPrefix(c.name, "ok:") && slices.ContainsFunc(c.want, func(w string) bool { return strings.Contains(w, family+"/") }) {
					t.Error("the case says ok and wants a finding of its family")
				}
			})
		}
	}
}

// aboutWords are findings that compare the languages or judge the wording. Almost any
// change of one file gives some; their own tests have their own corpus.
func aboutWords(d diagnostic.Diagnostic) bool {
	family, _, _ := strings.Cut(d.Rule, "/")
	return slices.Contains([]string{"parity", "wording", "term", "typography", "reading"}, family)
}

// TestEveryRuleHasACase keeps a rule from being written and never seen at work.
func TestEveryRuleHasACase(t *testing.T) {
	var wanted strings.Builder
	for _, list := range cases() {
		for _, c := range list {
			wanted.WriteString(strings.Join(c.want, "\n") + "\n")
		}
	}
	for _, c := range statementCases() {
		wanted.WriteString(" " + c.want + " ")
	}
	for _, p := range plantedDefects() {
		wanted.WriteString(" " + p.rule + " ")
	}
	for _, r := range Rules() {
		elsewhere := []string{noSchemas.ID, riskDue.ID, minorFace.ID, facesOpen.ID, refused.ID} // they have tests of their own
		if builtOnly(r) {
			continue
		}
		if !slices.Contains(elsewhere, r.ID) && !strings.Contains(wanted.String(), " "+r.ID+" ") {
			t.Errorf("no case finds %s", r.ID)
		}
	}
}

// builtOnly are rules about the built site, which check never makes: the tests of package
// permalink have them.
func builtOnly(r diagnostic.Rule) bool {
	return strings.HasPrefix(r.ID, "permalink/") && r.ID != "permalink/broken-ledger"
}

func TestProjectWithoutSchemasIsReported(t *testing.T) {
	files := small(t)
	for name := range files {
		if strings.HasPrefix(name, "data/schemas/") {
			delete(files, name)
		}
	}
	if got := brief(findings(t, files)); !slices.Contains(got, "data/schemas schema/none error") {
		t.Errorf("got %q", got)
	}
}

// TestHintsNameTheRemedy looks at sentences whose value lies in what they propose.
func TestHintsNameTheRemedy(t *testing.T) {
	tests := []struct {
		change change
		rule   string
		fr, en string
	}{
		{change{fr, "outcome: ", "outcom: "}, "schema/unknown-key", "Vouliez-vous dire «\u00a0outcome\u00a0»", "Did you mean “outcome”?"},
		{change{fr, "as_of: 2023-09-04", "as_of: 04.09.2023"}, "schema/day-first-date", "as_of: 2023-09-04", "as_of: 2023-09-04"},
		{change{fr, `person id="pers2n"`, `person id="pers2m"`}, "reference/dead-key", "Vouliez-vous dire «\u00a0pers2n\u00a0»", "Did you mean “pers2n”?"},
		{change{fr, "/modules/rights/#aims", "/module/rights/"}, "link/dead", "«\u00a0/modules/rights/\u00a0»", "“/modules/rights/”"},
		{change{fr, "raconte,", "raconte, Exemple Kéré"}, "person/typed-name", `{{< person "pers2n" >}}`, `{{< person "pers2n" >}}`},
	}
	base := small(t)
	for _, tt := range tests {
		t.Run(tt.rule, func(t *testing.T) {
			for _, d := range findings(t, edited(t, base, []change{tt.change})) {
				if d.Rule == tt.rule {
					if !strings.Contains(d.Hint.FR, tt.fr) || !strings.Contains(d.Hint.EN, tt.en) {
						t.Errorf("hint %q / %q", d.Hint.FR, d.Hint.EN)
					}
					return
				}
			}
			t.Error("not found")
		})
	}
}

// TestMessagesNeverPrintNames: findings end in logs and on screens of others.
func TestMessagesNeverPrintNames(t *testing.T) {
	files := edited(t, small(t), []change{{fr, "raconte,", "raconte, Awa Exemple Kéré"}, {fr, "slug: un-parcours", "slug: exemple-kere-a-kati"}})
	for _, d := range findings(t, files) {
		if strings.HasPrefix(d.Rule, "person/") && strings.Contains(d.Message.FR+d.Hint.FR, "Kéré") {
			t.Errorf("%s prints the name: %s", d.Rule, d.Message.FR)
		}
	}
}

// wantComplete fails when a sentence of a finding is missing or not filled in.
func wantComplete(t *testing.T, found []diagnostic.Diagnostic) {
	t.Helper()
	for _, d := range found {
		for _, text := range []string{d.Message.FR, d.Message.EN, d.Hint.FR, d.Hint.EN} {
			if text == "" || strings.Contains(text, "%!") || strings.Contains(text, "%[") {
				t.Errorf("%s: a sentence is not filled in: %q", d.Rule, text)
			}
		}
	}
}

// TestEveryKeyIsSharedOrPerLanguage: a key that nobody classed would differ
// between the languages without a word.
func TestEveryKeyIsSharedOrPerLanguage(t *testing.T) {
	for _, kind := range []string{"story", "interview", "news", "module", "training", "resource", "page"} {
		var tree struct {
			Properties map[string]any `json:"properties"`
		}
		if err := json.Unmarshal(small(t)["data/schemas/"+kind+".json"].Data, &tree); err != nil {
			t.Fatal(err)
		}
		for key := range tree.Properties {
			if slices.Contains(shared, key) == slices.Contains(perLanguage, key) && key != "exempt" {
				t.Errorf("%s: %s has to be in exactly one of shared and perLanguage", kind, key)
			}
		}
	}
}

func BenchmarkCheckThousandItems(b *testing.B) {
	files := small(b)
	body := map[string]string{
		"fr": strings.Repeat("Une phrase ordinaire qui parle de la patrouille et des habitants du quartier.\n\n", 30),
		"en": strings.Repeat("An ordinary sentence that speaks of the patrol and of the people of the district.\n\n", 30),
	}
	for i := range 1000 {
		id := "q" + string([]byte{"abcdefghjk"[i/100], '0' + byte(i/10%10), '0' + byte(i%10)}) + "x"
		for _, c := range []change{{"fr", "un-parcours", ""}, {"en", "a-path", ""}} {
			src := string(files["content/stories/a-path/index."+c.file+".md"].Data)
			src = strings.NewReplacer(`{{< photo "phtpkt" >}}`, "", "st0ry1", id, c.old, c.old+"-"+id, "title: \"", "title: \""+id+" ", "summary: \"", "summary: \""+id+" ").Replace(src)
			files["content/stories/"+id+"/index."+c.file+".md"] = newFile(src + "\n" + body[c.file])
		}
	}
	for b.Loop() {
		corpus, err := content.Load(files)
		if err != nil {
			b.Fatal(err)
		}
		if found := Check(corpus); diagnostic.Failing(found) {
			b.Fatal(brief(found)[:1])
		}
	}
	b.ReportMetric(b.Elapsed().Seconds()*1000/float64(b.N)/1000, "ms/item")
}
