package search

import (
	"cmp"
	"maps"
	"math"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// kinds orders the entries. The entries of a kind stand together, so the client
// filters by comparing numbers, and hits of one interview share files.
var kinds = []string{"story", "interview", "news", "module", "training", "resource", "page"}

// entry is what a hit leads to.
type entry struct {
	kind    string
	address string // from the search page: ../recits/x/#s7f3q
	title   string
	excerpt string
	themes  []string
	fields  [fieldCount][]token
}

// entriesOf turns the pages of a language into entries, in their order in the index.
func entriesOf(languageName, here string, pages []*page) []entry {
	l := languageOf(languageName)
	folders := make(map[string]bool)
	for _, p := range pages {
		folders[path.Dir(p.file)] = true
	}
	var list []entry
	for _, p := range pages {
		if p.kind == "" || p.language != languageName {
			continue
		}
		to := relative(here, path.Dir(p.file))
		// The continuation of a long page repeats its head: only its parts are new.
		if !isContinuation(path.Dir(p.file), folders) {
			list = append(list, p.text.entry(p, to, l))
		}
		for _, s := range p.parts {
			list = append(list, s.entry(p, to, l))
		}
	}
	slices.SortStableFunc(list, func(a, b entry) int {
		return cmp.Compare(kindOrder(a.kind), kindOrder(b.kind))
	})
	return list
}

func kindOrder(kind string) int {
	if i := slices.Index(kinds, kind); i >= 0 {
		return i
	}
	return len(kinds)
}

// isContinuation tells …/interview/2 below a page …/interview, and …/page/2 of a list.
func isContinuation(folder string, folders map[string]bool) bool {
	above, last := path.Split(folder)
	above = path.Clean(above)
	_, err := strconv.Atoi(last)
	return err == nil && (folders[above] || path.Base(above) == "page")
}

// relative is the address of one folder from another; both are of the site.
func relative(from, to string) string {
	r, err := filepath.Rel(filepath.FromSlash(from), filepath.FromSlash(to))
	if err != nil {
		return "/" + to + "/" // both are local paths, so this cannot be
	}
	return filepath.ToSlash(r) + "/"
}

func (s *section) entry(p *page, to string, l *language) entry {
	e := entry{kind: p.kind, address: to, title: s.title, excerpt: s.summary, themes: s.themes}
	if s.id != "" {
		e.address += "#" + s.id
	}
	if e.title == "" {
		e.title = p.text.title
	}
	if e.excerpt == "" {
		e.excerpt = oneLine(strings.Join(s.body, ""))
	}
	switch {
	case s.speaker != "":
		e.excerpt = s.speaker + " – " + e.excerpt
	case e.title != p.text.title:
		e.excerpt = p.text.title + " – " + e.excerpt
	}
	e.excerpt = cut(e.excerpt, excerptLength)
	for f, texts := range s.fields {
		e.fields[f] = tokens(strings.Join(texts, separators[f]), l)
	}
	return e
}

// separators join the texts of a field. Body text comes in pieces of one sentence,
// the others in pieces of their own.
var separators = [fieldCount]string{" ", "", " ", " ", ""}

// excerptLength is in characters: two lines on a phone.
const excerptLength = 120

// cut shortens a text at the end of a word.
func cut(s string, length int) string {
	r := []rune(s)
	if len(r) <= length {
		return s
	}
	short := string(r[:length])
	if i := strings.LastIndexAny(short, " \u00a0\u202f"); i > length/2 {
		short = short[:i]
	}
	return strings.TrimRight(short, " ,;:.!?\u00a0\u202f") + "…"
}

// Weights of the fields, in the order of the constants, and the constants of the
// BM25F formula. Chosen by judgement, not fitted to testdata/queries.
var weights = [fieldCount]float64{7, 3, 2.5, 2, 1}

const (
	saturation  = 1.2 // k1: how soon a further mention stops to count
	lengthShare = 0.5 // b: how much the length of the body counts
	steps       = 16  // of an impact
	mostHits    = 600 // entries of one word
)

// group is the words that share a stem, and where they stand.
type group struct {
	stem     string
	forms    []string
	postings []posting
	rarity   int // 1…56, the inverse document frequency
}

// posting says that an entry has a word of the group, and how much it is about it.
type posting struct {
	entry  int
	impact int // 0…steps-1
}

// index is the index of one language.
type index struct {
	entries []entry
	groups  []group // by their first form
}

func newIndex(entries []entry) *index {
	c := collector{forms: map[string]map[string]bool{}, postings: map[string][]posting{}, mean: meanLength(entries)}
	for i, e := range entries {
		c.add(i, e)
	}
	x := &index{entries: entries}
	for _, stem := range slices.Sorted(maps.Keys(c.postings)) {
		x.groups = append(x.groups, group{
			stem:     stem,
			forms:    slices.Sorted(maps.Keys(c.forms[stem])),
			postings: best(c.postings[stem]),
			rarity:   rarity(len(c.postings[stem]), len(entries)),
		})
	}
	slices.SortFunc(x.groups, func(a, b group) int { return cmp.Compare(a.forms[0], b.forms[0]) })
	return x
}

type collector struct {
	forms    map[string]map[string]bool // stem → words
	postings map[string][]posting
	mean     float64
}

func (c *collector) add(number int, e entry) {
	weight := map[string]float64{}
	norm := 1 - lengthShare + lengthShare*float64(len(e.fields[fieldBody]))/c.mean
	for f, list := range e.fields {
		w := weights[f]
		if f == fieldBody {
			w /= norm
		}
		for _, t := range list {
			weight[t.stem] += w
			if c.forms[t.stem] == nil {
				c.forms[t.stem] = map[string]bool{}
			}
			c.forms[t.stem][t.form] = true
		}
	}
	for stem, w := range weight {
		c.postings[stem] = append(c.postings[stem], posting{number, impact(w)})
	}
}

// impact rounds the part of the formula that depends on the entry. The client adds
// 2 to it, so that the weakest still counts.
func impact(weight float64) int {
	n := math.Round(weight/(weight+saturation)*(steps+2)) - 2
	return int(min(max(n, 0), steps-1))
}

func rarity(found, all int) int {
	idf := math.Log(1 + (float64(all-found)+0.5)/(float64(found)+0.5))
	return int(min(max(math.Round(idf*6), 1), 56))
}

func meanLength(entries []entry) float64 {
	sum := 0
	for _, e := range entries {
		sum += len(e.fields[fieldBody])
	}
	return max(float64(sum)/max(float64(len(entries)), 1), 1)
}

// best keeps the entries that are most about a word that nearly all have: the rest
// would cost every reader who types it and decide nothing.
func best(list []posting) []posting {
	if len(list) <= mostHits {
		return list
	}
	list = slices.Clone(list)
	slices.SortStableFunc(list, func(a, b posting) int { return cmp.Compare(b.impact, a.impact) })
	list = list[:mostHits]
	slices.SortFunc(list, func(a, b posting) int { return cmp.Compare(a.entry, b.entry) })
	return list
}
