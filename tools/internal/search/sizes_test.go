package search_test

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"proximite/tools/internal/search"
)

// sizes are the numbers of items of the table, and what the first result may cost
// there: bytes as they travel (gzip), client and table of contents included.
var sizes = []struct{ items, limit int }{{100, 8_000}, {1_000, 8_000}, {10_000, 40_000}}

// TestSizes prints what a reader pays, for one word and for two. The last line takes
// half a minute and comes with -v only.
func TestSizes(t *testing.T) {
	client := gzipped(clientFile(t))
	t.Logf("client: %d bytes", client)
	if client > 6_000 {
		t.Errorf("client of %d bytes, at most 6,000 wanted", client)
	}
	t.Logf("bytes after gzip, with the client and the contents; of 60 queries the median ≤ the most")
	t.Logf("%4s %6s %7s %6s %7s %8s %7s | %15s %15s | %15s %15s | %15s", "", "items", "entries", "files", "all, KB", "contents", "largest",
		"one word, first", "five hits", "two words, first", "five hits", "misspelt, first")
	for _, size := range sizes {
		if size.items > 1_000 && !testing.Verbose() || size.items > 100 && testing.Short() {
			continue
		}
		for _, language := range []string{"fr", "en"} {
			measure(t, language, size.items, size.limit, client)
		}
	}
}

func measure(t *testing.T, language string, items, limit, client int) {
	t.Helper()
	g := newGenerator(t, language)
	site := generated(t, language, items)
	before := gzipped(site[searchPages[language]].Data)
	start := time.Now()
	all, count, largest := addIndex(t, site)
	took := time.Since(start)
	r, err := openIndex(site, searchPages[language])
	if err != nil {
		t.Fatal(err)
	}
	toc := gzipped(site[searchPages[language]].Data) - before
	var columns []string
	for words := 1; words <= 2; words++ {
		queries := g.queries(60, words, r)
		first, five := r.costs(queries, 1, client+toc), r.costs(queries, 5, client+toc)
		columns = append(columns, first.String(), five.String())
		if first.most > limit {
			t.Errorf("%s, %d items, %d word(s): first result for %d bytes, limit %d", language, items, words, first.most, limit)
		}
	}
	misspelt := r.costs(g.misspelt(60, r), 1, client+toc)
	t.Logf("%4s %6d %7d %6d %7d %8d %7d | %s %s | %s %s | %s  built in %v", language, items, r.Count, count, all/1000, toc, largest,
		columns[0], columns[1], columns[2], columns[3], misspelt, took.Round(10*time.Millisecond))
}

// spread is what queries cost: the median and the most.
type spread struct{ median, most int }

func (s spread) String() string { return fmt.Sprintf("%6d ≤ %6d", s.median, s.most) }

// costs measures queries, with what every reader pays before.
func (r *reading) costs(queries []string, hits, before int) spread {
	var list []int
	for _, q := range queries {
		list = append(list, before+r.cost(q, hits))
	}
	slices.Sort(list)
	return spread{list[len(list)/2], list[len(list)-1]}
}

// addIndex builds the index into the site and returns its size.
func addIndex(t testing.TB, site fstest.MapFS) (all, count, largest int) {
	t.Helper()
	files, err := search.Build(site)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		site[f.Name] = &fstest.MapFile{Data: f.Content}
		if strings.HasPrefix(f.Name, "search/") {
			n := gzipped(f.Content)
			all, count, largest = all+n, count+1, max(largest, n)
		}
	}
	return all, count, largest
}

// queries draws words that are in the texts as readers do: rather those that many
// texts have, never stop words.
func (g *generator) queries(n, words int, r *reading) []string {
	var list []string
	for len(list) < n {
		var q []string
		for len(q) < words {
			if w := g.word(g.subject()); r.has(w) {
				q = append(q, w)
			}
		}
		list = append(list, strings.Join(q, " "))
	}
	return list
}

// misspelt draws words with one letter left out.
func (g *generator) misspelt(n int, r *reading) []string {
	var list []string
	for len(list) < n {
		w := []rune(g.word(g.subject()))
		if len(w) < 6 || !r.has(string(w)) {
			continue
		}
		at := 1 + g.random.IntN(len(w)-1)
		list = append(list, string(w[:at])+string(w[at+1:]))
	}
	return list
}

// has tells whether a word of some length stands in the index.
func (r *reading) has(word string) bool {
	w := search.Words(word)
	if len(w) != 1 || len(w[0]) < 4 || r.stop[w[0]] {
		return false
	}
	found := r.match(w[0], false)
	return len(found) > 0 && found[0].factor == 1
}

// cost is the bytes that a query fetches to show so many hits.
func (r *reading) cost(query string, hits int) int {
	r.search(query, "", "", hits)
	r.typed(query)
	sum := 0
	for _, name := range r.loaded {
		data, err := fs.ReadFile(r.site, r.file(name))
		if err != nil {
			panic(err)
		}
		sum += gzipped(data)
	}
	return sum
}

func gzipped(data []byte) int {
	var b bytes.Buffer
	w, _ := gzip.NewWriterLevel(&b, gzip.BestCompression)
	w.Write(data)
	w.Close()
	return b.Len()
}

// clientFile is the script as Hugo builds it.
func clientFile(t testing.TB) []byte {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(siteFolder(t), "js", "search.*.js"))
	if err != nil || len(names) != 1 {
		t.Fatalf("client: %v, %v", names, err)
	}
	data, err := os.ReadFile(names[0])
	if err != nil {
		t.Fatal(err)
	}
	return data
}
