package translation

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"proximite/tools/internal/content"
)

// BenchmarkCheck1000 compares a thousand items in two languages, one in ten of which
// is behind. The issue allows 5 ms of processor time an item for the whole of check.
func BenchmarkCheck1000(b *testing.B) {
	files := make(fstest.MapFS)
	paragraph := strings.Repeat("Les agents écoutent les habitants et notent ce qu'ils entendent. ", 4)
	text := func(i int) string {
		var t strings.Builder
		for k := range 12 {
			fmt.Fprintf(&t, "## Partie %d\n\n%s %d %d\n\n- un point %d\n\n", k, paragraph, i, k, k)
		}
		return t.String()
	}
	for i := range 1000 {
		id := fmt.Sprintf("b%05d", i)
		folder := "content/news/" + id
		files[folder+"/index.fr.md"] = &fstest.MapFile{Data: []byte(strings.Replace(headFR, "ab0ut1", id, 1) + text(i))}
		files[folder+"/index.en.md"] = &fstest.MapFile{Data: []byte(strings.Replace(headEN, "ab0ut1", id, 1) + text(i))}
	}
	c, err := content.Load(files)
	if err != nil {
		b.Fatal(err)
	}
	l := &Ledger{}
	for _, r := range Reports(c, l) {
		l.Set(r.Key, r.To, r.Done())
	}
	files[LedgerPath] = &fstest.MapFile{Data: l.Bytes()}
	for i := 0; i < 1000; i += 10 {
		name := fmt.Sprintf("content/news/b%05d/index.fr.md", i)
		files[name] = &fstest.MapFile{Data: []byte(strings.Replace(string(files[name].Data), "écoutent", "entendent", 3))}
	}
	if c, err = content.Load(files); err != nil {
		b.Fatal(err)
	}
	b.ResetTimer()
	for b.Loop() {
		if n := len(Check(c)); n < 100 {
			b.Fatalf("%d findings", n)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Milliseconds())/float64(b.N)/1000, "ms/item")
}
