package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"proximite/tools/internal/unpack"
)

// canaryDay is the day of these tests; every date of the fixture is before it.
var canaryDay = time.Date(2026, 12, 1, 12, 0, 0, 0, time.UTC)

// Strange words of testdata/canary/site.txtar, as they stand in the output, in small
// letters and cut where forms differ.
var (
	nameWords = []string{"quaxotte", "zephyrin"}
	saidWords = []string{"brouhamphor"}
	roleWords = []string{"zirconi"}
	itemWords = []string{"zibelutine", "farfalune", "scrabougnat", "glandouf", "tribolin", "vorpalin", "mirlitonesque", "ph42zx", "tr42zx"}
	kitWords  = []string{"grimauld", "zarbiflette"}
	maskWords = []string{"fortaxi"}
)

// surface is a place where something of the fixture must be before it is withdrawn.
type surface struct {
	name string
	file string // expression over the file and its layers: fr/index.html, kit.zip!sheet.txt
	word string
}

// surfaces lists them all. Each is a way by which words and names of people have left
// other sites behind the back of their editors. ZIP and EPUB files are not among them: check
// lets none into content/. Should one come, the reader below unpacks it.
var surfaces = []surface{
	{"story page, French", `^fr/recits/histoire-a-retirer/index\.html$`, "scrabougnat"},
	{"story page, English", `^en/stories/story-to-withdraw/index\.html$`, "scrabougnat"},
	{"name in a sentence", `^fr/recits/histoire-a-retirer/index\.html$`, "quaxotte"},
	{"title element and og:title", `^fr/recits/histoire-a-retirer/index\.html$`, `<meta property="og:title" content="le récit de la zibelutine"`},
	{"summary as description", `^en/stories/story-to-withdraw/index\.html$`, `<meta name="description" content="a reader describes`},
	{"JSON-LD", `^fr/recits/histoire-a-retirer/index\.html$`, `"headline":"le récit de la zibelutine"`},
	{"interview page", `^fr/entretiens/entretien-a-retirer/index\.html$`, "mirlitonesque"},
	{"passage of the conversation", `^en/interviews/interview-to-withdraw/index\.html$`, "brouhamphor"},
	{"speaker of the conversation", `^fr/entretiens/entretien-a-retirer/index\.html$`, "quaxotte"},
	{"transcript as text", `^fr/entretiens/entretien-a-retirer/transcript\.fr\.txt$`, "quaxotte"},
	{"transcript as captions", `^en/interviews/interview-to-withdraw/transcript\.en\.vtt$`, "brouhamphor"},
	{"recording", `entretien-a-retirer/voice\.mp3$`, ""},
	{"home page", `^fr/index\.html$`, "zibelutine"},
	{"list of the section", `^fr/recits/index\.html$`, "zibelutine"},
	{"list of a theme that nothing else has", `^fr/themes/jeunesse/index\.html$`, "zibelutine"},
	{"site map for readers", `^en/site-map/index\.html$`, "zibelutine"},
	{"box of related items", `^fr/entretiens/entretien-a-retirer/index\.html$`, "zibelutine"},
	{"related item of another story", `^fr/recits/ce-que-voit-un-formateur/index\.html$`, "zibelutine"},
	{"quotation in a module", `^fr/modules/repondre-aux-besoins/index\.html$`, `<blockquote[^>]*>.*brouhamphor`},
	{"attribution in a module", `^en/modules/responding-to-needs/index\.html$`, "quaxotte"},
	{"quotation in a sentence", `^fr/modules/repondre-aux-besoins/index\.html$`, `quote-inline[^>]*>[^<]*brouhamphor`},
	{"link in prose", `^fr/modules/repondre-aux-besoins/index\.html$`, `href="/fr/recits/histoire-a-retirer/"`},
	{"news feed of the site", `^fr/index\.xml$`, "farfalune"},
	{"news feed of the section", `^en/stories/index\.xml$`, "zibelutine"},
	{"news feed of a theme", `^fr/themes/jeunesse/index\.xml$`, "zibelutine"},
	{"map for search engines", `^fr/sitemap\.xml$`, "/fr/recits/histoire-a-retirer/"},
	{"search index", `^search/fr-[0-9a-f]+/`, "zibelutine"},
	{"permanent address", `^id/st42zx/index\.html$`, "zibelutine"},
	{"former address", `^fr/recits/ancienne-histoire/index\.html$`, "/fr/recits/histoire-a-retirer/"},
	{"redirect of a host", `^_hosting/nginx\.conf$`, `"/fr/recits/ancienne-histoire/" "/fr/recits/histoire-a-retirer/"`},
	{"share image", `^share/st42zx\.fr\.png$`, ""},
	{"share image in words", `^fr/recits/histoire-a-retirer/index\.html$`, `og:image:alt" content="[^"]*brouhamphor`},
	{"photograph", `ph42zx[^/]*\.(webp|jpg|avif)$`, ""},
	{"alternative text", `^fr/recits/histoire-a-retirer/index\.html$`, `alt="[^"]*glandouf`},
	{"caption", `^en/stories/story-to-withdraw/index\.html$`, "triboline"},
	{"credit", `^fr/recits/histoire-a-retirer/index\.html$`, "vorpaline"},
	{"table of translations", `^fr/guide/etat-des-traductions/index\.html$`, "zibelutine"},
	{"kit as PDF", `mallette-a-retirer/kit\.pdf`, "zarbiflette"},
	{"page of the kit", `^en/resources/kit-to-withdraw/index\.html$`, "grimaulde"},
	{"page, compressed by gzip", `^fr/recits/histoire-a-retirer/index\.html\.gz!`, "scrabougnat"},
	{"page, compressed by Brotli", `^fr/recits/histoire-a-retirer/index\.html\.br!`, "scrabougnat"},
	{"news feed, compressed by gzip", `^fr/index\.xml\.gz!`, "farfalune"},
	{"search index, compressed by Brotli", `^search/fr-[0-9a-f]+/.*\.br!`, "zibelutine"},
	{"list for reading offline", `^offline/`, "histoire-a-retirer"},
	{"cache of pictures", `^resources/.*ph42zx`, ""},
	{"cache of share images", `^resources/.*share_hu`, ""},
}

// layer is one file, or one layer inside it, in small letters.
type layer struct{ name, text string }

// layers are all files of the output, unpacked, and all that Hugo keeps between two
// builds.
func (s *canarySite) layers() []layer {
	s.t.Helper()
	var list []layer
	take := func(root, prefix string) {
		err := filepath.WalkDir(root, func(file string, d fs.DirEntry, err error) error {
			if os.IsNotExist(err) {
				return nil
			}
			if err != nil || d.IsDir() {
				return err
			}
			name, _ := filepath.Rel(root, file)
			data, err := os.ReadFile(file)
			if err != nil {
				return err
			}
			return unpack.Walk(prefix+filepath.ToSlash(name), data, func(p unpack.Part) {
				list = append(list, layer{p.Name, strings.ToLower(string(p.Data))})
			})
		})
		if err != nil {
			s.t.Fatal(err)
		}
	}
	take(filepath.Join(s.dir, "public"), "")
	take(filepath.Join(s.dir, "resources"), "resources/")
	take(s.cache, "cache/")
	return list
}

// traces lists the words that stand anywhere, in a name or in a layer.
func traces(list []layer, words ...string) (found []string) {
	for _, l := range list {
		for _, w := range words {
			if strings.Contains(strings.ToLower(l.name), w) || strings.Contains(l.text, w) {
				found = append(found, w+" in "+l.name)
			}
		}
	}
	return found
}

func (s *canarySite) wantNone(words ...string) {
	s.t.Helper()
	if found := traces(s.layers(), words...); len(found) > 0 {
		s.t.Errorf("%d traces are left:\n  %s", len(found), strings.Join(found, "\n  "))
	}
}

func (s *canarySite) wantSome(words ...string) {
	s.t.Helper()
	list := s.layers()
	for _, w := range words {
		if len(traces(list, w)) == 0 {
			s.t.Errorf("%q is nowhere: the test could not fail", w)
		}
	}
}

// missing are the surfaces that do not show the fixture.
func missing(list []layer) (names []string) {
	for _, want := range surfaces {
		file, word := regexp.MustCompile(want.file), regexp.MustCompile(`(?s)`+want.word)
		if !slices.ContainsFunc(list, func(l layer) bool { return file.MatchString(l.name) && word.MatchString(l.text) }) {
			names = append(names, want.name)
		}
	}
	return names
}

// TestWithdrawalReachesEveryByte withdraws a person and a kit, and looks for them in
// every byte of the output and of the caches.
func TestWithdrawalReachesEveryByte(t *testing.T) {
	s := newCanarySite(t)
	s.run("build")
	before := s.layers()
	if names := missing(before); len(names) > 0 {
		t.Fatalf("of %d surfaces these do not show what is to be withdrawn, so nothing would be proved:\n  %s", len(surfaces), strings.Join(names, "\n  "))
	}
	s.run("permalink", "record")
	former := s.formerAddresses()

	s.run("withdraw", "cnry42", "--reason", "consent-withdrawn", "--yes")
	s.run("withdraw", "kt42zx", "--reason", "other", "--yes")
	s.run("build")
	s.wantNone(slices.Concat(nameWords, saidWords, roleWords, itemWords, kitWords, maskWords)...)
	s.wantTombstones(former)
	t.Logf("%d surfaces, %d layers of files before, %d addresses answer with the tombstone", len(surfaces), len(before), len(former))
}

// formerAddresses are all addresses of the fixture.
func (s *canarySite) formerAddresses() []string {
	s.t.Helper()
	data, err := os.ReadFile(filepath.Join(s.dir, "data", "permalinks.yaml"))
	if err != nil {
		s.t.Fatal(err)
	}
	var list []string
	for _, m := range regexp.MustCompile(`(?m)^  "(/[^"]*(?:-a-retirer|-to-withdraw|ancienne-histoire|former-story|42zx)/[^"]*)"`).FindAllStringSubmatch(string(data), -1) {
		list = append(list, m[1])
	}
	if len(list) < 15 {
		s.t.Fatalf("the ledger has %q only", list)
	}
	return list
}

// wantTombstones asks that every former address says that the page was withdrawn, in the
// tree and in the words of each host.
func (s *canarySite) wantTombstones(former []string) {
	s.t.Helper()
	public := filepath.Join(s.dir, "public")
	for _, address := range former {
		if strings.HasSuffix(address, "/") {
			page, err := os.ReadFile(filepath.Join(public, filepath.FromSlash(address), "index.html"))
			if err != nil || !strings.Contains(string(page), "data-gone") || !strings.Contains(string(page), "1er décembre 2026") || !strings.Contains(string(page), `content="noindex"`) {
				s.t.Errorf("%s has no tombstone: %v", address, err)
			}
		} else if _, err := os.Stat(filepath.Join(public, filepath.FromSlash(address))); err == nil {
			s.t.Errorf("%s is still there", address)
		}
	}
	for _, host := range []string{".htaccess", "_redirects", "_hosting/nginx.conf", "_hosting/Caddyfile"} {
		config, err := os.ReadFile(filepath.Join(public, filepath.FromSlash(host)))
		if err != nil {
			s.t.Fatal(err)
		}
		for _, address := range former {
			folder := address[:strings.LastIndex(address, "/")]
			if !strings.Contains(string(config), folder+"(/.*)?$") && !strings.Contains(string(config), folder+"/* /410.html 410!") {
				s.t.Errorf("%s does not know that %s is gone", host, address)
			}
		}
	}
}

// TestLoweredAttributionReachesEveryByte: one edited word, and the name is nowhere.
func TestLoweredAttributionReachesEveryByte(t *testing.T) {
	s := newCanarySite(t)
	s.build()
	s.wantSome(nameWords...)
	lower(t, s.dir)
	s.build()
	s.wantNone(nameWords...)
	s.wantSome(roleWords...)
}

// lower edits the one word of the fixture's person.
func lower(t *testing.T, dir string) {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(dir, "data", "people.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	head, entry, ok := strings.Cut(string(data), "\ncnry42:")
	if !ok {
		t.Fatal("the register has no cnry42")
	}
	write(t, dir, "data/people.yaml", []byte(head+"\ncnry42:"+strings.Replace(entry, `"full_name"`, `"role_only"`, 1)))
}

// TestNothingShowsBeforeItsTime: an embargo holds in every byte, and ends by itself.
func TestNothingShowsBeforeItsTime(t *testing.T) {
	s := newCanarySite(t)
	for _, name := range []string{"stories/canary", "interviews/canary"} {
		for _, l := range []string{"fr", "en"} {
			edit(t, s.dir, "content/"+name+"/index."+l+".md", "draft: false", "embargo: \"2026-12-24\"\ndraft: false")
		}
	}
	// A page that is public now may not quote what is not; the module waits too.
	unquote(t, s.dir)
	s.build()
	s.wantNone(slices.Concat(saidWords, itemWords)...)
	s.now = time.Date(2026, 12, 25, 12, 0, 0, 0, time.UTC)
	s.build()
	s.wantSome(slices.Concat(saidWords, itemWords)...)
}

// unquote takes out of other pages what refers to the fixture.
func unquote(t *testing.T, dir string) {
	t.Helper()
	for _, l := range []string{"fr", "en"} {
		for _, name := range []string{"content/modules/needs/index.", "content/stories/trainer-view/index."} {
			data, err := os.ReadFile(filepath.Join("..", "..", filepath.FromSlash(name)+l+".md"))
			if err != nil {
				t.Fatal(err)
			}
			write(t, dir, name+l+".md", data)
		}
	}
}

// TestMaskedWordsAreInNoByte: a masked passage is nowhere, and would be if it were not.
func TestMaskedWordsAreInNoByte(t *testing.T) {
	s := newCanarySite(t)
	s.build()
	s.wantNone(maskWords...)
	edit(t, s.dir, "data/transcripts/tr42zx.yaml", "visibility: \"masked\", ", "")
	s.build()
	s.wantSome(maskWords...)
}

// TestEndedConsentIsInNoByte: after the last day of a consent, the person is nobody.
func TestEndedConsentIsInNoByte(t *testing.T) {
	s := newCanarySite(t)
	edit(t, s.dir, "data/people.yaml", "date: \"2023-01-05\"", "date: \"2023-01-05\"\n    valid_until: \"2026-12-10\"")
	s.build()
	s.wantSome(slices.Concat(nameWords, saidWords)...)
	s.now = time.Date(2026, 12, 12, 12, 0, 0, 0, time.UTC)
	s.build()
	s.wantNone(slices.Concat(nameWords, saidWords)...)
}
