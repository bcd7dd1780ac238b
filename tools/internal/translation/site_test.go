package translation

import (
	"os"
	"testing"

	"proximite/tools/internal/content"
)

// repository is the root of the project as seen from this package.
const repository = "../../.."

func site(t testing.TB) *content.Corpus {
	t.Helper()
	c, err := content.Load(os.DirFS(repository))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// TestFirstRecordOfTheSite pairs every block of the site with one of its translation.
func TestFirstRecordOfTheSite(t *testing.T) {
	c := site(t)
	l := &Ledger{}
	for _, r := range Reports(c, l) {
		if r.State() == Missing {
			continue
		}
		for _, rec := range r.Done().Records {
			if rec.Source == "" || rec.Target == "" {
				t.Errorf("%s %s: no partner for %q%q", r.Item.Folder, rec.ID, rec.Source, rec.Target)
			}
		}
		l.Set(r.Key, r.To, r.Done())
	}
	for _, r := range Reports(c, l) {
		if s := r.State(); s != Current && s != Missing {
			t.Errorf("%s is %s after the first record", r.Item.Folder, s)
		}
	}
}
