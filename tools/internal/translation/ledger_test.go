package translation

import (
	"bytes"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"proximite/tools/internal/plaintext"
)

// wholeLedger records the site.
func wholeLedger(t testing.TB) *Ledger {
	t.Helper()
	l := &Ledger{}
	for _, r := range Reports(site(t), l) {
		if r.State() != Missing {
			l.Set(r.Key, r.To, r.Done())
		}
	}
	return l
}

func TestLedgerIsReadBackAsItWasWritten(t *testing.T) {
	written := wholeLedger(t).Bytes()
	l, found := Load(fstest.MapFS{LedgerPath: {Data: written}})
	if len(found) > 0 || !bytes.Equal(l.Bytes(), written) {
		t.Errorf("findings %v, or other bytes", found)
	}
}

func TestLedgerIsValid(t *testing.T) {
	schema, err := os.ReadFile(repository + "/data/schemas/translations.json")
	if err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(schema))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("https://schemas.invalid/translations.json", doc); err != nil {
		t.Fatal(err)
	}
	compiled, err := c.Compile("https://schemas.invalid/translations.json")
	if err != nil {
		t.Fatal(err)
	}
	root, found := plaintext.ParseYAML(LedgerPath, wholeLedger(t).Bytes(), 1)
	if len(found) > 0 {
		t.Fatal(found)
	}
	if err := compiled.Validate(root.Native()); err != nil {
		t.Error(err)
	}
}

func TestEditedLedgerIsRefused(t *testing.T) {
	written := string(wholeLedger(t).Bytes())
	edited := strings.Replace(written, "La police", "La gendarmerie", 1)
	if _, found := Load(fstest.MapFS{LedgerPath: {Data: []byte(edited)}}); len(found) != 1 || found[0].Rule != brokenLedger.ID {
		t.Errorf("found %v", found)
	}
}

func TestRulesSpeakBothLanguages(t *testing.T) {
	var ids []string
	for _, r := range Rules() {
		if r.Message.FR == "" || r.Message.EN == "" || r.Hint.FR == "" || r.Hint.EN == "" {
			t.Errorf("%s lacks a language", r.ID)
		}
		if slices.Contains(ids, r.ID) || !strings.HasPrefix(r.ID, "translation/") {
			t.Errorf("id %s", r.ID)
		}
		ids = append(ids, r.ID)
	}
}
