package sitetest

import (
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"io/fs"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"

	"proximite/tools/internal/weight"
)

// TestStoryOnFirstVisit measures what the first visit of a story costs: 500 words of
// the site's own prose, a quotation, related items and one picture, which is left out.
func TestStoryOnFirstVisit(t *testing.T) {
	const mostBytes, mostRequests = 8_000, 2
	source, err := project()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := copyProject(source, dir); err != nil {
		t.Fatal(err)
	}
	writeStory(t, dir)
	s := buildMini(t, dir)
	for _, address := range []string{"/fr/recits/cinq-cents-mots/", "/en/stories/five-hundred-words/"} {
		asked := make(map[string]int) // path → brotli bytes
		var mu sync.Mutex
		serve := handler(s.files)
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if data, err := fs.ReadFile(s.files, fileAt(r.URL.Path)); err == nil && weight.Compressible(fileAt(r.URL.Path)) {
				mu.Lock()
				asked[r.URL.Path] = weight.Brotli(data)
				mu.Unlock()
			} else if err != nil {
				t.Errorf("%s asks for %s, which is not there", address, r.URL.Path)
			}
			serve.ServeHTTP(w, r)
		}))
		tb := startBrowser(t, s).open(t)
		tb.address = server.URL
		tb.size(phone)
		tb.do(chromedp.Navigate(server.URL + address))
		evaluate[string](tb, `new Promise((r) => setTimeout(() => r(""), 1000))`) // an icon is asked for late
		server.Close()
		total := 0
		for _, n := range asked {
			total += n
		}
		if total > mostBytes || len(asked) > mostRequests {
			t.Errorf("%s: %d bytes, %d requests, of %d and %d: %v; heaviest parts: %v",
				address, total, len(asked), mostBytes, mostRequests, asked, weight.Parts(s.byURL[address].data)[:4])
		}
		t.Logf("%s: %d bytes by brotli (%d by gzip), %d requests", address, total, gzipSize(s.byURL[address].data), len(asked))
		testNoShift(tb, s, address)
	}
}

// testNoShift reads the story with and without its picture, as on a phone that leaves
// pictures out, and lets nothing move.
func testNoShift(tb *tab, s *site, address string) {
	tb.t.Helper()
	const shift = `new Promise((done) => {
		let sum = 0;
		new PerformanceObserver((l) => { for (const e of l.getEntries()) sum += e.value; }).observe({ type: "layout-shift", buffered: true });
		scrollTo(0, document.body.scrollHeight / 2);
		setTimeout(() => done(sum), 800);
	})`
	server := httptest.NewServer(handler(s.files))
	defer server.Close()
	for _, blocked := range [][]string{nil, {"*.webp", "*.jpg", "*.avif"}} {
		call(tb, network.SetBlockedURLs, network.SetBlockedURLsParams{URLPatterns: blockPatterns(blocked)})
		tb.do(chromedp.Navigate(server.URL + address))
		if got := evaluate[float64](tb, shift); got > 0 {
			tb.t.Errorf("%s without %v: the layout shifts by %f", address, blocked, got)
		}
		if got := evaluate[string](tb, `document.querySelector("main").innerText`); !strings.Contains(got, "500") && len(got) < 2000 {
			tb.t.Errorf("%s without %v: only %d characters", address, blocked, len(got))
		}
	}
}

func blockPatterns(patterns []string) (list []*network.BlockPattern) {
	for _, p := range patterns {
		list = append(list, &network.BlockPattern{URLPattern: "http://*/" + p, Block: true})
	}
	return list
}

// writeStory adds a story of 500 words in both languages to a project.
func writeStory(t *testing.T, dir string) {
	t.Helper()
	for language, head := range map[string]string{
		"fr": "title: Cinq cents mots de police de proximité\nslug: cinq-cents-mots\nsummary: Un récit de la longueur usuelle, pour peser ce que coûte une première visite à qui le lit sur un téléphone.\n",
		"en": "title: Five hundred words of community policing\nslug: five-hundred-words\ntranslation: own\nsummary: A story of the usual length, to weigh what a first visit costs somebody who reads it on a telephone.\n",
	} {
		quote := `{{< quote ref="c8w3nd#s9d4tm" >}}`
		const picture = `{{< photo "p1acem" >}}`
		text := prose(t, language, 500)
		body := fmt.Sprintf("---\nid: k500m5\n%sdate: 2023-09-04\nsource_language: fr\nangle: practice\nthemes: [teaching]\ninterviews: [a7j20q]\nmodules: [kknkgx]\nsources: [mission-article-2023]\n---\n\n%s\n\n%s\n\n%s\n\n%s\n",
			head, picture, text[0], quote, strings.Join(text[1:], "\n\n"))
		write(t, dir, "content/stories/five-hundred/index."+language+".md", []byte(body))
	}
	write(t, dir, "data/photos.yaml", []byte(`p1acem:
  item: k500m5
  file: p1acem.jpg
  sha256: "`+strings.Repeat("0", 64)+`"
  alt: {fr: "Une place de marché vue de loin", en: "A market place seen from afar"}
  credit: {fr: "Dessin de test", en: "Test drawing"}
  licence: {fr: "CC BY 4.0", en: "CC BY 4.0"}
  taken: "2023-09"
  faces: none
  people: []
  checked: {plates: none, name_tags: none, screens: none, signs: none}
  by: "XY"
  "on": "2026-11-23"
`))
	name := filepath.Join(dir, "content", "stories", "five-hundred", "p1acem.jpg")
	out, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	defer out.Close()
	if err := jpeg.Encode(out, landscape(), nil); err != nil {
		t.Fatal(err)
	}
}

// landscape is a picture with edges and grain, which weighs what a photograph does.
func landscape() image.Image {
	r := rand.New(rand.NewPCG(4, 9))
	m := image.NewRGBA(image.Rect(0, 0, 1200, 800))
	for y := range 800 {
		for x := range 1200 {
			grain := uint8(r.IntN(24))
			m.Set(x, y, color.RGBA{uint8(120+y/8) + grain, uint8(90+x/20) + grain, uint8(60+(x/97+y/61)%2*40) + grain, 255})
		}
	}
	return m
}

var (
	shortcode = regexp.MustCompile(`\{\{[<%].*?[>%]\}\}`)
	plainLine = regexp.MustCompile(`^\p{Lu}[^#|{}]{80,}$`)
)

// prose takes so many words of the texts of the site, in paragraphs with headings.
func prose(t *testing.T, language string, words int) (paragraphs []string) {
	t.Helper()
	source, err := project()
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob(filepath.Join(source, "content", "modules", "*", "index."+language+".md"))
	if err != nil {
		t.Fatal(err)
	}
	count := 0
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		_, body, _ := strings.Cut(strings.TrimPrefix(string(data), "---"), "\n---\n")
		for line := range strings.SplitSeq(body, "\n") {
			if !plainLine.MatchString(line) || shortcode.MatchString(line) {
				continue
			}
			fields := strings.Fields(line)
			fields = fields[:min(len(fields), words-count)]
			count += len(fields)
			if len(paragraphs)%3 == 1 {
				paragraphs = append(paragraphs, fmt.Sprintf("## %s {#h%d}", strings.Join(fields[:min(4, len(fields))], " "), len(paragraphs)))
			}
			paragraphs = append(paragraphs, strings.Join(fields, " "))
			if count >= words {
				return paragraphs
			}
		}
	}
	t.Fatalf("only %d words of prose in %s", count, language)
	return nil
}

var (
	statedWeight = regexp.MustCompile(`([0-9]+[.,][0-9])\x{a0}k?K?[oB]`)
	statedPrice  = regexp.MustCompile(`([0-9]+[.,][0-9]+)\x{a0}FCFA`)
)

// TestPagesSayTheirWeight weighs every page again and compares it with what the page
// says of itself.
func TestPagesSayTheirWeight(t *testing.T) {
	s := built(t)
	price := weight.Price{PerMegabyte: 2}
	said := 0
	for _, p := range s.pages {
		foot := first(p.root, ".footer__about")
		if foot == nil || p.isAlias() {
			continue
		}
		said++
		line := text(foot)
		french := p.language() == "fr"
		loads := weight.Read(p.data)
		own, pictures := weight.Gzip(p.data), 0
		for _, list := range [][]string{loads.Sheets, loads.Scripts, loads.Icons} {
			for _, address := range list {
				own += s.travelling(t, p, address)
			}
		}
		for _, address := range loads.Pictures {
			pictures += s.travelling(t, p, address)
		}
		if want := weight.Kilobytes(own, french); !strings.Contains(line, want) {
			t.Errorf("%s weighs %s and says %v", p.path, want, statedWeight.FindAllString(line, -1))
		}
		if want := price.Of(own+pictures, french); !strings.Contains(line, want) {
			t.Errorf("%s costs %s and says %q", p.path, want, statedPrice.FindString(line))
		}
		if pictures > 0 && !strings.Contains(line, weight.Kilobytes(pictures, french)) {
			t.Errorf("%s does not say what its pictures weigh", p.path)
		}
	}
	if said < 100 {
		t.Errorf("only %d pages say their weight", said)
	}
}

// travelling is what a file that a page loads weighs on the way.
func (s *site) travelling(t *testing.T, p *page, address string) int {
	t.Helper()
	name := strings.TrimPrefix(address, "/")
	if !strings.HasPrefix(address, "/") {
		name = path.Join(path.Dir(p.file), address)
	}
	data, err := fs.ReadFile(s.files, name)
	if err != nil {
		t.Errorf("%s: %v", p.path, err)
	}
	return weight.Travelling(name, data)
}

// TestScriptsMayFail reads a page of each kind with every script missing: the words,
// the links and the search form are there all the same.
func TestScriptsMayFail(t *testing.T) {
	s := built(t)
	tb := startBrowser(t, s).open(t)
	tb.size(phone)
	kinds := make(map[string]bool)
	const words = `document.querySelector("main").innerText.replace(/\s+/g, " ")`
	for _, p := range readable(s) {
		kind := weight.Read(p.data).Kind
		if kinds[kind] || len(weight.Read(p.data).Scripts) == 0 {
			continue
		}
		kinds[kind] = true
		static := text(first(p.root, "h1"))
		call(tb, network.SetBlockedURLs, network.SetBlockedURLsParams{URLPatterns: []*network.BlockPattern{{URLPattern: "http://*/*.js", Block: true}}})
		tb.do(chromedp.Navigate(tb.address + p.path))
		without := evaluate[string](tb, words)
		if !strings.Contains(strings.Join(strings.Fields(without), " "), static) {
			t.Errorf("%s: without scripts the heading %q is missing", p.path, static)
		}
		call(tb, network.SetBlockedURLs, network.SetBlockedURLsParams{})
		tb.do(chromedp.Navigate(tb.address + p.path))
		with := evaluate[string](tb, words)
		// A script may add controls; it may not be the only way to a sentence.
		for sentence := range strings.SplitSeq(with, ". ") {
			if len(strings.Fields(sentence)) > 12 && !strings.Contains(without, sentence) {
				t.Errorf("%s: without scripts %q is missing", p.path, sentence)
			}
		}
	}
	if len(kinds) < 3 {
		t.Errorf("only pages of the kinds %v load scripts", kinds)
	}
}

// TestRedirectsAreOneHop follows pages that send the reader on.
func TestRedirectsAreOneHop(t *testing.T) {
	s := built(t)
	for _, p := range s.pages {
		if !p.isAlias() {
			continue
		}
		_, target, _ := strings.Cut(attribute(first(p.root, `meta[http-equiv="refresh"]`), "content"), "url=")
		to := s.pageAt(target)
		if to == nil || to.isAlias() {
			t.Errorf("%s sends to %q, which sends on or is not there", p.path, target)
		}
	}
	for _, address := range []string{"/", "/fr/", "/en/"} {
		if p := s.byURL[address]; p == nil || p.isAlias() {
			t.Errorf("%s does not answer itself", address)
		}
	}
}
