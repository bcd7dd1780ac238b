package search_test

import (
	"cmp"
	"fmt"
	"io/fs"
	"maps"
	"math"
	"math/rand/v2"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// generator makes pages of any number out of the words of the real site. Words are
// as frequent as there, each item has a subject of its own, and new words appear as
// the site grows, as they do in real prose: they are made of halves of known ones.
type generator struct {
	random *rand.Rand
	words  []string  // by falling frequency
	sums   []float64 // of the frequencies, to draw from
	rare   []string
}

var (
	mainPart = regexp.MustCompile(`(?s)<article.*</main>`)
	markup   = regexp.MustCompile(`(?s)<(style|script|svg|nav).*?</(style|script|svg|nav)>|<[^>]*>`)
	oneWord  = regexp.MustCompile(`\p{L}+`)
)

func newGenerator(t testing.TB, language string) *generator {
	t.Helper()
	count := map[string]int{}
	site := os.DirFS(siteFolder(t))
	err := fs.WalkDir(site, language, func(name string, d fs.DirEntry, err error) error {
		if err != nil || path.Base(name) != "index.html" {
			return err
		}
		data, err := fs.ReadFile(site, name)
		for _, w := range oneWord.FindAllString(markup.ReplaceAllString(string(mainPart.Find(data)), " "), -1) {
			count[strings.ToLower(w)]++
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	g := &generator{random: rand.New(rand.NewPCG(6, 11))}
	g.words = slices.SortedFunc(maps.Keys(count), func(a, b string) int {
		return cmp.Or(cmp.Compare(count[b], count[a]), cmp.Compare(a, b))
	})
	sum := 0.0
	for _, w := range g.words {
		sum += float64(count[w])
		g.sums = append(g.sums, sum)
	}
	for range 40_000 {
		g.rare = append(g.rare, g.blend())
	}
	return g
}

// blend makes a new word of the beginning of one and the end of another.
func (g *generator) blend() string {
	a := []rune(g.words[g.random.IntN(len(g.words))])
	b := []rune(g.words[g.random.IntN(len(g.words))])
	return string(a[:(len(a)+1)/2]) + string(b[len(b)/2:])
}

func (g *generator) word(subject []string) string {
	switch p := g.random.Float64(); {
	case p < 0.02: // a rare word, the first of them less so (Zipf)
		return g.rare[int(math.Pow(float64(len(g.rare)), g.random.Float64()))-1]
	case p < 0.25:
		return subject[g.random.IntN(len(subject))]
	}
	at, _ := slices.BinarySearch(g.sums, g.random.Float64()*g.sums[len(g.sums)-1])
	return g.words[min(at, len(g.words)-1)]
}

func (g *generator) text(subject []string, words int) string {
	var b strings.Builder
	for i := range words {
		if i > 0 {
			b.WriteString([]string{" ", " ", " ", " ", " ", " ", " ", " ", ", ", ". "}[g.random.IntN(10)])
		}
		b.WriteString(g.word(subject))
	}
	return b.String()
}

func (g *generator) subject() []string {
	var list []string
	for range 40 {
		list = append(list, g.words[g.random.IntN(len(g.words))])
	}
	return list
}

var kindsOfItems = []string{"story", "story", "story", "news", "news", "news", "news", "module", "training", "interview"}

// page writes one page of 500 words; an interview has them in segments.
func (g *generator) page(language, kind string, number int) string {
	subject := g.subject()
	var body strings.Builder
	if kind == "interview" {
		for i := range 10 {
			fmt.Fprintf(&body, `<li class="segment" id="s%d%d"><div class="segment__text"><p>%s.</p></div></li>`, number, i, g.text(subject, 45))
		}
		body.WriteString("<p>" + g.text(subject, 50) + ".</p>")
	} else {
		for range 8 {
			fmt.Fprintf(&body, "<h2>%s</h2><p>%s.</p>", g.text(subject, 4), g.text(subject, 56))
		}
	}
	themes := []string{"trust", "gender", "teaching", "human-rights", "civil-society"}
	return fmt.Sprintf(`<html lang="%s"><main data-kind="%s" data-themes="%s"><article><h1>%s</h1><p class="page-head__summary">%s.</p>%s</article></main></html>`,
		language, kind, themes[g.random.IntN(len(themes))], g.text(subject, 6), g.text(subject, 18), body.String())
}

// generated is a site of so many items in one language, with the real search page.
func generated(t testing.TB, language string, items int) fstest.MapFS {
	t.Helper()
	g := newGenerator(t, language)
	files := fstest.MapFS{}
	for i := range items {
		kind := kindsOfItems[i%len(kindsOfItems)]
		name := fmt.Sprintf("%s/%s/%s-%d/index.html", language, kind, strings.Join(g.subject()[:4], "-"), i)
		files[name] = &fstest.MapFile{Data: []byte(g.page(language, kind, i))}
	}
	page := searchPages[language]
	data, err := os.ReadFile(path.Join(siteFolder(t), page))
	if err != nil {
		t.Fatal(err)
	}
	files[page] = &fstest.MapFile{Data: indexAttribute.ReplaceAll(data, []byte(`data-index=""`))}
	return files
}
