package diagnostic

import (
	"encoding/json"
	"strings"
	"testing"
)

var colonRule = Rule{
	ID: "yaml/unquoted-colon", Severity: Error,
	Message: Text{FR: "La ligne %[1]q contient deux-points.", EN: "The line %[1]q holds a colon."},
	Hint:    Text{FR: "Mettez des guillemets.", EN: "Quote it."},
}

func TestAtFillsBothLanguages(t *testing.T) {
	d := colonRule.At("content/a.md", 2, 8, "title: a : b")
	if d.Message.FR != `La ligne "title: a : b" contient deux-points.` || d.Message.EN != `The line "title: a : b" holds a colon.` {
		t.Errorf("message: %+v", d.Message)
	}
	if d.Hint.EN != "Quote it." {
		t.Errorf("a hint that uses no argument: %q", d.Hint.EN)
	}
}

func TestPosition(t *testing.T) {
	for want, d := range map[string]Diagnostic{
		"":         {},
		"a.md":     {Path: "a.md"},
		"a.md:3":   {Path: "a.md", Line: 3},
		"a.md:3:4": {Path: "a.md", Line: 3, Column: 4},
	} {
		if got := d.Position(); got != want {
			t.Errorf("Position(%+v) = %q, want %q", d, got, want)
		}
	}
}

func TestSortOrdersAndDropsRepeats(t *testing.T) {
	found := Sort([]Diagnostic{
		{Path: "b", Line: 1}, {Path: "a", Line: 9}, {Path: "a", Line: 10}, {Path: "b", Line: 1},
	})
	var got []string
	for _, d := range found {
		got = append(got, d.Position())
	}
	if strings.Join(got, " ") != "a:9 a:10 b:1" {
		t.Errorf("Sort: %q", got)
	}
}

func TestFailingAndBlocking(t *testing.T) {
	cases := []struct {
		severity          Severity
		failing, blocking bool
	}{{Error, true, true}, {Warning, true, false}, {Todo, false, false}, {Advice, false, false}}
	for _, c := range cases {
		found := []Diagnostic{{Severity: c.severity}}
		if Failing(found) != c.failing || Blocking(found) != c.blocking {
			t.Errorf("%v: failing %v, blocking %v", c.severity, Failing(found), Blocking(found))
		}
	}
}

func TestWriteText(t *testing.T) {
	found := []Diagnostic{colonRule.At("a.md", 2, 8, "x")}
	want := map[Language]string{
		French:  "a.md:2:8: erreur\u00a0: La ligne \"x\" contient deux-points. (yaml/unquoted-colon)\n    Mettez des guillemets.\n",
		English: "a.md:2:8: error: The line \"x\" holds a colon. (yaml/unquoted-colon)\n    Quote it.\n",
	}
	for language, text := range want {
		var b strings.Builder
		if err := WriteText(&b, language, found); err != nil || b.String() != text {
			t.Errorf("%s:\n%s%v", language, b.String(), err)
		}
	}
}

func TestWriteJSON(t *testing.T) {
	var b strings.Builder
	if err := WriteJSON(&b, French, []Diagnostic{colonRule.At("a.md", 2, 8, "x")}); err != nil {
		t.Fatal(err)
	}
	var list []map[string]any
	if err := json.Unmarshal([]byte(b.String()), &list); err != nil || len(list) != 1 {
		t.Fatalf("%v in %s", err, b.String())
	}
	if list[0]["severity"] != "error" || list[0]["line"] != 2.0 || list[0]["hint"] != "Mettez des guillemets." {
		t.Errorf("finding: %v", list[0])
	}
	b.Reset()
	if err := WriteJSON(&b, French, nil); err != nil || strings.TrimSpace(b.String()) != "[]" {
		t.Errorf("no findings: %q %v", b.String(), err)
	}
}

func TestWriteSARIF(t *testing.T) {
	var b strings.Builder
	found := []Diagnostic{colonRule.At("a.md", 2, 8, "x"), colonRule.At("", 0, 0, "y").With(Advice)}
	if err := WriteSARIF(&b, English, found); err != nil {
		t.Fatal(err)
	}
	var log sarifLog
	if err := json.Unmarshal([]byte(b.String()), &log); err != nil {
		t.Fatal(err)
	}
	results := log.Runs[0].Results
	if len(log.Runs[0].Tool.Driver.Rules) != 1 || results[0].Level != "error" || results[1].Level != "note" {
		t.Errorf("log: %s", b.String())
	}
	if results[0].Locations[0].Physical.Region.StartLine != 2 || len(results[1].Locations) != 0 {
		t.Errorf("places: %s", b.String())
	}
}
