package search_test

import (
	"cmp"
	"encoding/json"
	"fmt"
	"html"
	"io/fs"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"

	"proximite/tools/internal/search"
)

// reading is the tests' own reading of an index: the algorithm of assets/js/search.js
// a second time, from the description of the format and not from the code that
// writes it. TestClient holds the two against each other.
type reading struct {
	site fs.FS
	page string // file of the search page
	contents
	borders []string
	stop    map[string]bool
	loaded  []string // names of the files that the last query fetched
}

type contents struct {
	Path   string            `json:"p"`
	Count  int               `json:"n"`
	Size   int               `json:"d"`
	Kinds  map[string][2]int `json:"k"`
	Words  string            `json:"w"`
	Stop   string            `json:"s"`
	Themes string            `json:"t"`
}

var (
	indexAttribute = regexp.MustCompile(`data-index="([^"]*)"`)
	scriptCall     = regexp.MustCompile(`(?s)^searchPart\("([^"]+)",(.*)\)\n$`)
)

func openIndex(site fs.FS, searchPage string) (*reading, error) {
	data, err := fs.ReadFile(site, searchPage)
	if err != nil {
		return nil, err
	}
	r := &reading{site: site, page: searchPage, stop: map[string]bool{}}
	m := indexAttribute.FindSubmatch(data)
	if m == nil {
		return nil, fmt.Errorf("%s: no data-index", searchPage)
	}
	if err := json.Unmarshal([]byte(html.UnescapeString(string(m[1]))), &r.contents); err != nil {
		return nil, fmt.Errorf("%s: %w", searchPage, err)
	}
	r.borders = frontDecoded(r.Words)
	for _, w := range strings.Fields(r.Stop) {
		r.stop[w] = true
	}
	return r, nil
}

// frontDecoded reads sorted words: a capital says how many letters of the word before
// a word begins with.
func frontDecoded(text string) (words []string) {
	var last string
	for _, m := range regexp.MustCompile(`([A-Z])([^A-Z]*)`).FindAllStringSubmatch(text, -1) {
		last = string([]rune(last)[:m[1][0]-'A']) + m[2]
		words = append(words, last)
	}
	return words
}

// file is the name of a file of the index in the site.
func (r *reading) file(name string) string {
	return path.Join(path.Dir(r.page), r.Path, name+".js")
}

func (r *reading) load(name string) string {
	if !slices.Contains(r.loaded, name) {
		r.loaded = append(r.loaded, name)
	}
	data, err := fs.ReadFile(r.site, r.file(name))
	if err != nil {
		panic(err)
	}
	m := scriptCall.FindSubmatch(data)
	if m == nil || string(m[1]) != name {
		panic(fmt.Sprintf("%s: not a call of searchPart", name))
	}
	var text string
	if err := json.Unmarshal(m[2], &text); err != nil {
		panic(err)
	}
	return text
}

type wordGroup struct {
	base  string
	forms []string
	hits  string
}

type finding struct {
	wordGroup
	factor float64
	near   string
}

func (r *reading) fileOf(word string) int {
	at, found := slices.BinarySearch(r.borders, word)
	if !found {
		at--
	}
	return at
}

// goesOn tells whether words that begin so stand in the next file too.
func (r *reading) goesOn(word string) bool {
	next := r.fileOf(word) + 1
	return next < len(r.borders) && strings.HasPrefix(r.borders[next], word)
}

func (r *reading) groups(files ...int) []wordGroup {
	var list []wordGroup
	for i, n := range files {
		if slices.Contains(files[:i], n) {
			continue
		}
		for text := range strings.SplitSeq(r.load(fmt.Sprintf("w%d", n)), " ") {
			forms, hits, _ := strings.Cut(text, "!")
			endings := strings.Split(forms, ",")
			g := wordGroup{base: endings[0], hits: hits}
			for _, e := range endings[1:] {
				g.forms = append(g.forms, g.base+e)
			}
			list = append(list, g)
		}
	}
	return list
}

func (r *reading) match(word string, unfinished bool) []finding {
	home := r.fileOf(word)
	long := len([]rune(word))
	here := r.groups(home)
	var found []finding
	for _, g := range here {
		if slices.Contains(g.forms, word) {
			found = append(found, finding{g, 1, ""})
		}
	}
	if len(found) == 0 && unfinished && long > 2 && r.goesOn(word) {
		here = r.groups(home, home+1)
	}
	if unfinished && long > 2 {
		factor := 0.6
		if len(found) > 0 {
			factor = 0.3
		}
		for _, g := range here {
			if !slices.Contains(g.forms, word) && slices.ContainsFunc(g.forms, func(f string) bool { return strings.HasPrefix(f, word) }) {
				found = append(found, finding{g, factor, ""})
			}
		}
	}
	if len(found) > 0 || long < 4 {
		return found
	}
	around := r.groups(home, r.fileOf(string([]rune(word)[:max(4, long-4)])))
	stems, near := inflected(word, around), nearest(word, around)
	switch {
	case len(stems) > 0:
		var found []finding
		factor := 0.7
		if len(near) > 0 {
			factor = 0.4
		}
		for _, g := range stems {
			found = append(found, finding{g, factor, ""})
		}
		for _, f := range near {
			found = append(found, finding{f.wordGroup, f.factor, ""})
		}
		return found
	case len(near) > 0:
		return near
	}
	return nearest(word, r.groups(r.neighbours(word)...))
}

func inflected(word string, all []wordGroup) []wordGroup {
	longest := 0
	var found []wordGroup
	for _, g := range all {
		n := len([]rune(g.base))
		if n < 4 || n < len([]rune(word))-5 || !strings.HasPrefix(word, g.base) || n < longest {
			continue
		}
		if n > longest {
			longest, found = n, nil
		}
		found = append(found, g)
	}
	return found
}

func nearest(word string, all []wordGroup) []finding {
	most := 2
	if n := len([]rune(word)); n < 4 {
		most = 0
	} else if n < 8 {
		most = 1
	}
	var found []finding
	for _, g := range all {
		for _, form := range g.forms {
			d := distance([]rune(word), []rune(form))
			if d > most {
				continue
			}
			if d < most {
				most, found = d, nil
			}
			factor := 0.9
			if d > 1 {
				factor = 0.5
			}
			found = append(found, finding{g, factor, form})
		}
	}
	return found
}

// distance counts letters to change, add, drop or swap with their neighbour.
func distance(a, b []rune) int {
	rows := make([][]int, len(a)+1)
	for i := range rows {
		rows[i] = make([]int, len(b)+1)
		rows[i][0] = i
	}
	for j := range rows[0] {
		rows[0][j] = j
	}
	for i := 1; i <= len(a); i++ {
		for j := 1; j <= len(b); j++ {
			change := rows[i-1][j-1]
			if a[i-1] != b[j-1] {
				change++
			}
			rows[i][j] = min(rows[i-1][j]+1, rows[i][j-1]+1, change)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				rows[i][j] = min(rows[i][j], rows[i-2][j-2]+1)
			}
		}
	}
	return rows[len(a)][len(b)]
}

func (r *reading) neighbours(word string) []int {
	w := []rune(word)
	var likely, others []string
	for i := range min(5, len(w)-1) {
		head, letter, tail := string(w[:i]), string(w[i]), string(w[i+1:])
		likely = append(likely, head+tail, head+letter+letter+tail, head+string(w[i+1])+letter+string(w[i+2:]))
		for _, vowel := range "aeiou" {
			others = append(others, head+string(vowel)+tail, head+string(vowel)+letter+tail)
		}
	}
	var files []int
	for _, v := range append(likely, others...) {
		if n := r.fileOf(v); !slices.Contains(files, n) {
			files = append(files, n)
		}
	}
	return files[:min(8, len(files))]
}

// decode reads postings: entries and impacts.
func decode(text string, each func(entry, impact int)) {
	entry, n := -1, 0
	for _, c := range []byte(text) {
		if c > '\\' {
			n = n*34 + int(c) - ']'
			continue
		}
		n = n*57 + int(c) - '#'
		entry += n/16 + 1
		each(entry, n%16+2)
		n = 0
	}
}

// rank returns the entries for a query, best first.
func (r *reading) rank(query, kind, theme string) []int {
	all := search.Words(query)
	wanted := slices.DeleteFunc(slices.Clone(all), func(w string) bool { return r.stop[w] })
	if len(wanted) == 0 {
		wanted = all
	}
	sum, count := map[int]float64{}, map[int]float64{}
	for i, w := range wanted {
		unfinished := i == len(wanted)-1 && strings.TrimRight(query, " \u00a0\n") == query
		best := map[int]float64{}
		for _, f := range r.match(w, unfinished) {
			rarity := f.factor * float64(f.hits[0]-'#')
			decode(f.hits[1:], func(entry, impact int) {
				best[entry] = max(best[entry], rarity*float64(impact))
			})
		}
		for entry, value := range best {
			sum[entry] += value
			count[entry]++
		}
	}
	allowed := r.filter(kind, theme)
	hits := slices.DeleteFunc(slices.Sorted(maps.Keys(sum)), func(e int) bool { return !allowed(e) })
	value := func(e int) float64 { return sum[e] * count[e] * count[e] }
	slices.SortStableFunc(hits, func(a, b int) int { return cmp.Compare(value(b), value(a)) })
	return hits
}

func (r *reading) filter(kind, theme string) func(int) bool {
	span := [2]int{0, r.Count}
	if kind != "" {
		span = r.Kinds[kind]
	}
	on := map[int]bool{}
	if slices.Contains(strings.Fields(r.Themes), theme) {
		decode(r.load("t"+theme), func(entry, _ int) { on[entry] = true })
	}
	return func(e int) bool { return e >= span[0] && e < span[1] && (theme == "" || on[e]) }
}

// hit is what is shown of an entry.
type hit struct{ address, title, excerpt string }

func (r *reading) show(entry int) hit {
	lines := strings.Split(r.load(fmt.Sprintf("d%d", entry/r.Size)), "\n")
	f := strings.Split(lines[entry%r.Size], "\t")
	return hit{f[0], f[1], f[2]}
}

// typed fetches what the client fetches while a query is typed letter by letter.
func (r *reading) typed(query string) {
	letters := []rune(query)
	for i := range letters {
		words := search.Words(string(letters[:i+1]))
		for j, w := range words {
			if !r.stop[w] && (j < len(words)-1 || len([]rune(w)) > 2 && !r.goesOn(w)) {
				r.load(fmt.Sprintf("w%d", r.fileOf(w)))
			}
		}
	}
}

// search returns the first hits of a query and remembers which files that took.
func (r *reading) search(query, kind, theme string, most int) []hit {
	r.loaded = nil
	var hits []hit
	for _, e := range r.rank(query, kind, theme) {
		if len(hits) == most {
			break
		}
		hits = append(hits, r.show(e))
	}
	return hits
}
