package search

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
)

const searchPage = `<html lang="fr"><main id="main"><form action="/fr/recherche/" data-index=""></form></main></html>`

const interview = `<html lang="fr"><main id="main" data-kind="interview" data-themes="trust">
<nav class="breadcrumb">Accueil</nav><article><h1>Deux voix</h1><p class="page-head__summary">Un résumé.</p>
<ul class="facts"><li class="facts__kind">Entretien</li></ul>
<h2>La rencontre</h2><p>Une <a href="/x/">parole</a>, <em>vraie</em>.</p>
<ol><li class="segment" id="sa111" data-themes="gender"><p class="segment__speaker">Une formatrice</p>
<div class="segment__text"><p>Elle parle du marché.</p><p class="segment__status">notre traduction</p></div>
<details class="segment__original"><summary>Original</summary><p lang="en">She speaks of the market.</p></details>
<a class="segment__link" href="#sa111">#</a></li>
<li class="segment" id="sb222"><p class="segment__masked">Passage non publié.</p><a class="segment__link" href="#sb222">#</a></li>
<li class="segment" id="sc333"><div class="segment__text"><p>Sugu kɔnɔ.</p></div>
<details class="segment__original"><summary>Original</summary><p lang="bm">Ani sogoma.</p></details></li></ol>
<section class="related"><h2>À lire aussi</h2>Ailleurs</section>
<p class="terms"><span class="terms__label">Thèmes</span> <a class="tag" href="/t/">Confiance</a></p></article></main></html>`

func smallSite() fstest.MapFS {
	return fstest.MapFS{
		"fr/recherche/index.html":                {Data: []byte(searchPage)},
		"fr/entretiens/deux-voix/index.html":     {Data: []byte(interview)},
		"fr/entretiens/index.html":               {Data: []byte(`<html lang="fr"><main id="main"><h1>Liste secrète</h1></main></html>`)},
		"fr/entretiens/deux-voix/2/index.html":   {Data: []byte(`<html lang="fr"><main data-kind="interview"><h1>Suite</h1><ol><li class="segment" id="sd444">La fin.</li></ol></main></html>`)},
		"en/interviews/two-voices/index.html":    {Data: []byte(`<html lang="en"><main data-kind="interview"><h1>Two voices</h1><p>English.</p></main></html>`)},
		"fr/actualites/2017/index.html":          {Data: []byte(`<html lang="fr"><main data-kind="news"><h1>Bilan</h1><p>Une année.</p></main></html>`)},
		"id/a1b2c3/index.html":                   {Data: []byte(`<html lang="fr"><main><h1>Adresse</h1></main></html>`)},
		"fr/entretiens/deux-voix/transcript.txt": {Data: []byte(`data-kind="x"`)},
	}
}

func buildAll(t *testing.T) map[string]string {
	t.Helper()
	files, err := Build(smallSite())
	if err != nil {
		t.Fatal(err)
	}
	m := map[string]string{}
	for _, f := range files {
		m[f.Name] = string(f.Content)
	}
	return m
}

// words is the text of all files of words.
func allWords(files map[string]string) string {
	var b strings.Builder
	for name, text := range files {
		if strings.Contains(name, "/w") {
			b.WriteString(text)
		}
	}
	return b.String()
}

func TestBuildReadsWhatPagesShow(t *testing.T) {
	words := allWords(buildAll(t))
	for _, w := range []string{"rencontre", "parole", "marche", "formatrice", "sugu", "kono", "sogoma", "confiance", "entretien", "fin"} {
		if !hasForm(words, w) {
			t.Errorf("%q is not in the index", w)
		}
	}
	for _, w := range []string{"secrete", "accueil", "ailleurs", "publie", "passage", "traduction", "market", "english", "adresse", "themes", "suite", "elle"} {
		if hasForm(words, w) {
			t.Errorf("%q is in the index", w)
		}
	}
}

// hasForm looks for a word in the text of a file of words.
func hasForm(text, word string) bool {
	for _, group := range strings.FieldsFunc(text, func(r rune) bool { return r == ' ' || r == '"' }) {
		forms, _, _ := strings.Cut(group, "!")
		endings := strings.Split(forms, ",")
		for _, e := range endings[1:] {
			if endings[0]+e == word {
				return true
			}
		}
	}
	return false
}

func TestBuildDocuments(t *testing.T) {
	files := buildAll(t)
	var documents string
	for name, text := range files {
		if strings.Contains(name, "/d") {
			documents += text
		}
	}
	for _, want := range []string{
		`../entretiens/deux-voix/\tDeux voix\tUn résumé.`,
		`../entretiens/deux-voix/#sa111\tDeux voix\tUne formatrice – Elle parle du marché.`,
		`../actualites/2017/\tBilan\tUne année.`,
		`../entretiens/deux-voix/2/#sd444\tSuite\tLa fin.`,
	} {
		if !strings.Contains(documents, want) {
			t.Errorf("no document %s in %s", want, documents)
		}
	}
	if strings.Contains(documents, "sb222") || strings.Contains(documents, `deux-voix/2/\t`) {
		t.Errorf("a masked passage or the head of a continuation is a document: %s", documents)
	}
	page := files["fr/recherche/index.html"]
	if !strings.Contains(page, `&#34;p&#34;:&#34;../../search/fr-`) || !strings.Contains(page, `&#34;interview&#34;:[0,4]`) {
		t.Errorf("contents on the search page: %s", page)
	}
}

func TestBuildIsDeterministic(t *testing.T) {
	first := fmt.Sprint(buildAll(t))
	for range 5 {
		if again := fmt.Sprint(buildAll(t)); again != first {
			t.Fatal("the same site gives another index")
		}
	}
}

func TestBuildWithoutSearchPage(t *testing.T) {
	files, err := Build(fstest.MapFS{"fr/a/index.html": {Data: []byte(interview)}})
	if err != nil || len(files) != 0 {
		t.Errorf("Build = %v, %v, want nothing", files, err)
	}
}

// TestBuildTwice builds over a finished site, as nobody should: the filled page stays.
func TestBuildTwice(t *testing.T) {
	site := smallSite()
	files, err := Build(site)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		site[f.Name] = &fstest.MapFile{Data: f.Content}
	}
	if files, err = Build(site); err != nil || len(files) != 0 {
		t.Errorf("second Build = %d files, %v", len(files), err)
	}
}

func TestNumber(t *testing.T) {
	seen := map[string]bool{}
	for n := range 150_000 {
		s := number(n)
		if seen[s] || strings.ContainsAny(s, "\\\" !") {
			t.Fatalf("number(%d) = %q", n, s)
		}
		seen[s] = true
		if got := valueOf(s); got != n {
			t.Fatalf("number(%d) = %q, which reads %d", n, s, got)
		}
	}
}

func valueOf(s string) int {
	n := 0
	for _, c := range []byte(s) {
		if c > '\\' {
			n = n*34 + int(c-']')
		} else {
			n = n*57 + int(c-'#')
		}
	}
	return n
}

func TestWordFilesHoldEveryForm(t *testing.T) {
	var entries []entry
	for i := range 3_000 {
		text := fmt.Sprintf("mot%d formation%c formations police%d policier", i, 'a'+rune(i%26), i%700)
		entries = append(entries, entry{kind: "page", fields: [fieldCount][]token{fieldBody: tokens(text, languageOf("fr"))}})
	}
	x := newIndex(entries)
	keys, texts := x.wordFiles()
	if len(keys) < 10 || keys[0] != "" {
		t.Fatalf("%d files from %q", len(keys), keys[0])
	}
	for i := 1; i < len(keys); i++ {
		if keys[i] <= keys[i-1] {
			t.Errorf("file %d begins with %q, the one before with %q", i, keys[i], keys[i-1])
		}
	}
	for _, g := range x.groups {
		for _, form := range g.forms {
			if !hasForm(texts[fileOf(keys, form)], form) {
				t.Fatalf("%q is not in its file", form)
			}
		}
	}
}

func TestBestKeepsTheStrongest(t *testing.T) {
	var list []posting
	for i := range mostHits + 500 {
		list = append(list, posting{entry: i, impact: i % 2})
	}
	kept := best(list)
	weak := 0
	for i, p := range kept {
		if p.impact == 0 {
			weak++
		}
		if i > 0 && p.entry <= kept[i-1].entry {
			t.Fatal("not in the order of entries")
		}
	}
	if len(kept) != mostHits || weak != mostHits-(mostHits+500)/2 {
		t.Errorf("kept %d, %d of them weak", len(kept), weak)
	}
}

func TestCut(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"court", "court"},
		{strings.Repeat("mot ", 40), strings.TrimRight(strings.Repeat("mot ", 30), " ") + "…"},
		{strings.Repeat("x", 130), strings.Repeat("x", 120) + "…"},
	} {
		if got := cut(c.text, excerptLength); got != c.want {
			t.Errorf("cut(%q) = %q, want %q", c.text, got, c.want)
		}
	}
}

func TestImpactGrowsWithWeight(t *testing.T) {
	last := -1
	for w := 0.1; w < 40; w *= 1.3 {
		n := impact(w)
		if n < last || n < 0 || n >= steps {
			t.Fatalf("impact(%g) = %d after %d", w, n, last)
		}
		last = n
	}
	if last != steps-1 {
		t.Errorf("greatest impact %d, want %d", last, steps-1)
	}
}

func BenchmarkBuild(b *testing.B) {
	site := fstest.MapFS{"fr/recherche/index.html": {Data: []byte(searchPage)}}
	for i := range 200 {
		data := bytes.Replace([]byte(interview), []byte("rencontre"), fmt.Appendf(nil, "rencontre%d", i), 1)
		site[fmt.Sprintf("fr/entretiens/x%d/index.html", i)] = &fstest.MapFile{Data: data}
	}
	for b.Loop() {
		if _, err := Build(site); err != nil {
			b.Fatal(err)
		}
	}
}
