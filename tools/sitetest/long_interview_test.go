package sitetest

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// TestLongInterview builds an interview of three hours, 6,000 cues long, and meets it
// as a reader on a weak network does: page after page, none heavier than the first go
// of the network, every passage on one of them and every link to it arriving.
func TestLongInterview(t *testing.T) {
	dir := miniProject(t)
	ids := writeLongInterview(t, dir)
	s := buildMini(t, dir)
	french, english := partsOf(s, "/fr/entretiens/trois-heures/"), partsOf(s, "/en/interviews/three-hours/")
	if len(french) < 5 || len(french) != len(english) {
		t.Fatalf("%d pages in French, %d in English", len(french), len(english))
	}
	for _, pages := range [][]*page{french, english} {
		seen := make(map[string]string) // segment → page
		for _, p := range pages {
			if n := gzipSize(p.data); n > 14_600 {
				t.Errorf("%s weighs %d bytes", p.path, n)
			}
			for _, segment := range all(p.root, "li.segment") {
				id := attribute(segment, "id")
				if first, twice := seen[id]; twice {
					t.Errorf("%s is on %s and on %s", id, first, p.path)
				}
				seen[id] = p.path
			}
			requireSound(t, siteOfPages(s, p))
		}
		if len(seen) != len(ids) {
			t.Errorf("%d of %d segments", len(seen), len(ids))
		}
	}
	testSameParts(t, s, french, english)
	testLinksArrive(t, s, ids)
	testContentsAndThemes(t, s, french)
	t.Logf("%d segments on %d pages; the heaviest French page weighs %d bytes", len(ids), len(french), heaviest(french))
	testOldLink(t, s, ids)
}

func heaviest(pages []*page) (n int) {
	for _, p := range pages {
		n = max(n, gzipSize(p.data))
	}
	return n
}

// siteOfPages lets the checks of whole sites look at one page of a site.
func siteOfPages(s *site, pages ...*page) *site {
	return &site{files: s.files, base: s.base, pages: pages, byURL: s.byURL}
}

func partsOf(s *site, address string) (pages []*page) {
	for n := 1; ; n++ {
		p := s.byURL[address]
		if n > 1 {
			p = s.byURL[fmt.Sprintf("%s%d/", address, n)]
		}
		if p == nil {
			return pages
		}
		pages = append(pages, p)
	}
}

// testSameParts expects the language switch and hreflang to lead to the page with the
// same passages, and each page to name itself.
func testSameParts(t *testing.T, s *site, french, english []*page) {
	t.Helper()
	for i, p := range french {
		other := english[i]
		if got := attribute(first(p.root, ".languages__link"), "href"); got != other.path {
			t.Errorf("%s switches to %s, want %s", p.path, got, other.path)
		}
		a, b := attribute(first(p.root, "li.segment"), "id"), attribute(first(other.root, "li.segment"), "id")
		if a != b {
			t.Errorf("%s begins with %s, %s with %s", p.path, a, other.path, b)
		}
		for selector, want := range map[string]string{
			`link[rel="canonical"]`: p.path, `link[hreflang="fr"]`: p.path, `link[hreflang="en"]`: other.path,
		} {
			if got := attribute(first(p.root, selector), "href"); got != strings.TrimSuffix(s.base.String(), "/")+want {
				t.Errorf("%s: %s is %s", p.path, selector, got)
			}
		}
		title := text(first(p.root, "h1"))
		if want := fmt.Sprintf("page %d sur %d", i+1, len(french)); i > 0 && !strings.Contains(title, want) {
			t.Errorf("%s has the heading %q", p.path, title)
		}
		for rel, at := range map[string]int{"prev": i - 1, "next": i + 1} {
			link := first(p.root, `a[rel="`+rel+`"]`)
			if (link != nil) != (at >= 0 && at < len(french)) {
				t.Errorf("%s: link to %s: %v", p.path, rel, link != nil)
			} else if link != nil && path.Join(p.path, attribute(link, "href"))+"/" != french[at].path {
				t.Errorf("%s: %s leads to %s", p.path, rel, attribute(link, "href"))
			}
		}
		if n := len(all(p.root, ".parts li")); n != len(french) {
			t.Errorf("%s lists %d pages", p.path, n)
		}
	}
}

// testLinksArrive follows every link of the site to a passage.
func testLinksArrive(t *testing.T, s *site, ids []string) {
	t.Helper()
	count := 0
	for _, p := range s.pages {
		for _, a := range all(p.root, "a") {
			address, fragment, ok := strings.Cut(attribute(a, "href"), "#")
			if !ok || !slices.Contains(ids, fragment) {
				continue
			}
			count++
			if !strings.HasPrefix(address, "/") {
				address = path.Join(p.path, address) + "/"
			}
			to := s.byURL[address]
			if to == nil || first(to.root, "li#"+fragment) == nil {
				t.Errorf("%s: the link %s does not arrive", p.path, attribute(a, "href"))
			}
		}
	}
	quote := first(s.byURL["/fr/recits/tard/"].root, ".quote__context")
	if href := attribute(quote, "href"); !regexp.MustCompile(`^/fr/entretiens/trois-heures/\d+/#`).MatchString(href) {
		t.Errorf("the quotation leads to %s", href)
	}
	if count < 2*len(ids) {
		t.Errorf("only %d links to passages", count)
	}
}

// testContentsAndThemes expects each question once in the contents, each theme of a
// row on its page or linked to others, and the downloads from every page.
func testContentsAndThemes(t *testing.T, s *site, pages []*page) {
	t.Helper()
	questions, listed := 0, 0
	for _, p := range pages {
		questions += len(all(p.root, "li.segment--question"))
		listed += len(all(p.root, ".contents__list li"))
		if n := len(all(p.root, ".theme-strip__also a")); n == 0 {
			t.Errorf("%s: no theme leads to other pages", p.path)
		}
		for _, a := range all(p.root, ".downloads a") {
			file := strings.TrimPrefix(path.Join(p.path, attribute(a, "href")), "/")
			if !s.has(file) {
				t.Errorf("%s offers %s, which is not there", p.path, file)
			}
		}
		if name := text(first(p.root, "li.segment .segment__speaker")); !regexp.MustCompile(`\pL{4}`).MatchString(name) {
			t.Errorf("%s begins without saying who speaks: %q", p.path, name)
		}
	}
	if questions == 0 || listed != questions {
		t.Errorf("%d of %d questions in the contents", listed, questions)
	}
}

// testOldLink follows a link made when the whole interview was one page.
func testOldLink(t *testing.T, s *site, ids []string) {
	b := startBrowser(t, s)
	tb := b.open(t)
	last := ids[len(ids)-1]
	tb.do(chromedp.Navigate(tb.address+"/fr/entretiens/trois-heures/#"+last), chromedp.WaitReady("#"+last))
	if found := tb.quiet(); len(found) > 0 {
		t.Errorf("on the way to %s: %q", last, found)
	}
}

// writeLongInterview writes the interview and a story that quotes its last minutes,
// and returns the ids of its segments.
func writeLongInterview(t *testing.T, dir string) (ids []string) {
	t.Helper()
	const cues = 6000
	r := rand.New(rand.NewPCG(6, 3))
	french, english := wordsOf(t, "fr"), wordsOf(t, "en")
	type cue struct {
		Start int    `json:"start_ms"`
		End   int    `json:"end_ms"`
		Text  string `json:"text"`
	}
	var segments []map[string]any
	clock := 0
	for n := 0; n < cues; {
		turn := min(1+r.IntN(11), cues-n)
		question := len(segments)%7 == 0
		if question {
			turn = 1
		}
		var spoken []cue
		var words, translated []string
		for range turn {
			c := cue{Start: clock, End: clock + 1800, Text: phrase(r, french, 5)}
			clock, spoken = c.End, append(spoken, c)
			words, translated = append(words, c.Text), append(translated, phrase(r, english, 5))
		}
		n += turn
		id := "s" + base32(r.IntN(1<<30))
		ids = append(ids, id)
		segment := map[string]any{
			"id": id, "speaker": map[bool]string{true: "a", false: "b"}[question], "start_ms": spoken[0].Start, "end_ms": clock,
			"text": strings.Join(words, " "), "translation": map[string]any{"en": map[string]string{"text": strings.Join(translated, " "), "status": "own"}},
		}
		if turn > 1 {
			segment["cues"] = spoken
		}
		if r.IntN(3) == 0 {
			segment["themes"] = []string{[]string{"trust", "youth", "teaching"}[r.IntN(3)]}
		}
		segments = append(segments, segment)
	}
	// JSON is YAML; in lines, as the importer writes them.
	transcript, err := json.MarshalIndent(map[string]any{
		"id": "tlong1", "language": "fr", "spoken": "fr", "source": map[string]string{"published": "mission-article-2023"},
		"speakers": []map[string]any{
			{"id": "a", "role": map[string]string{"fr": "Question", "en": "Question"}, "interviewer": true},
			{"id": "b", "role": map[string]string{"fr": "un habitant", "en": "a resident"}},
		},
		"segments": segments,
	}, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	write(t, dir, "data/transcripts/tlong1.yaml", transcript)
	last := ids[len(ids)-2]
	for language, page := range map[string][2]string{"fr": {"Trois heures", "trois-heures"}, "en": {"Three hours", "three-hours"}} {
		translation := map[string]string{"fr": "", "en": "translation: own\n"}[language]
		head := func(id, title, slug, more string) []byte {
			return fmt.Appendf(nil, "---\nid: %s\ntitle: %s\nslug: %s\nsummary: Un résumé.\ndate: 2023-01-02\nsource_language: fr\n%s%s---\n\n", id, title, slug, translation, more)
		}
		write(t, dir, "content/interviews/long/index."+language+".md", head("abcd", page[0], page[1], "transcript: tlong1\nrelease: public\n"))
		slug := map[string]string{"fr": "tard", "en": "late"}[language]
		write(t, dir, "content/stories/late/index."+language+".md",
			append(head("efgh", "Tard", slug, ""), fmt.Sprintf("{{< quote ref=\"tlong1#%s\" >}}\n", last)...))
	}
	return ids
}

// base32 writes a number with the digits of ids.
func base32(n int) string {
	const digits = "0123456789abcdefghjkmnpqrstvwxyz"
	var b []byte
	for range 6 {
		b = append(b, digits[n%32])
		n /= 32
	}
	return string(b)
}

// wordsOf are the words of the site's own texts, so that what is made of them weighs as
// much as a text does.
func wordsOf(t *testing.T, language string) []string {
	t.Helper()
	source, err := project()
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob(filepath.Join(source, "content", "*", "*", "index."+language+".md"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no texts: %v", err)
	}
	var words []string
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		words = append(words, regexp.MustCompile(`\b\pL{2,}\b`).FindAllString(string(data), -1)...)
	}
	return words
}

func phrase(r *rand.Rand, words []string, n int) string {
	list := make([]string, n)
	for i := range list {
		list[i] = words[r.IntN(len(words))]
	}
	return strings.Join(list, " ") + "."
}
