package permalink

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"
)

const host = "https://example.org"

// tree is a small site in a sub-folder of a host.
func tree(changes map[string]string) fstest.MapFS {
	page := func(address, body string) *fstest.MapFile {
		return &fstest.MapFile{Data: []byte(`<!doctype html><html lang="fr"><head><link rel="canonical" href="` + host + "/sub" + address + `"></head><body><main id="main">` + body + `</main></body></html>`)}
	}
	site := fstest.MapFS{
		"index.html":                  page("/", `<a href="/sub/fr/" hreflang="fr">fr</a>`),
		"fr/index.html":               page("/fr/", `<a href="/sub/fr/recits/un/" hreflang="fr">un</a>`),
		"fr/recits/un/index.html":     page("/fr/recits/un/", `<h2 id="aim">But</h2><h2 id="related">Liés</h2><a href="texte.fr.txt">texte</a> <a href="https://other.example/fr/recits/">ailleurs</a>`),
		"fr/recits/un/texte.fr.txt":   {Data: []byte("texte")},
		"en/stories/one/index.html":   page("/en/stories/one/", `<h2 id="aim">Aim</h2>`),
		"id/k4m9t2/index.html":        page("/id/k4m9t2/", `<a href="/sub/fr/recits/un/" hreflang="fr">un</a><a href="/sub/en/stories/one/" hreflang="en">one</a></main><footer><a href="/sub/fr/seul/">seul</a></footer>`),
		"fr/recits/page/2/index.html": page("/fr/recits/page/2/", ""),
		"404.html":                    page("/404.html", ""),
	}
	for name, text := range changes {
		if text == "" {
			delete(site, name)
		} else {
			site[name] = page("/"+strings.TrimSuffix(name, "index.html"), text)
		}
	}
	return site
}

func places(item, language, id string) bool { return item == "k4m9t2" && id == "aim" }

func read(t *testing.T, changes map[string]string) *Site {
	t.Helper()
	s, err := Read(tree(changes), places)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestReadKnowsOwnersFilesAndPlaces(t *testing.T) {
	s := read(t, nil)
	if s.Base != "/sub/" {
		t.Errorf("base %q", s.Base)
	}
	var got []string
	for _, a := range s.Addresses() {
		got = append(got, a.Path+" "+a.Item+" "+strings.Join(a.Anchors, ","))
	}
	want := []string{
		"/  ", "/en/stories/one/ k4m9t2 aim", "/fr/  ", "/fr/recits/un/ k4m9t2 aim",
		"/fr/recits/un/texte.fr.txt k4m9t2 ", "/id/k4m9t2/ k4m9t2 ",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %q\nwant %q", got, want)
	}
}

// recorded is the ledger of the site of tree, written and read again.
func recorded(t *testing.T) *Ledger {
	t.Helper()
	l := NewLedger()
	added := l.Add(read(t, nil), time.Date(2026, 11, 24, 0, 0, 0, 0, time.UTC))
	if len(added) != 6 {
		t.Fatalf("added %q", added)
	}
	again, found := Load(fstest.MapFS{LedgerPath: {Data: l.Bytes()}})
	if len(found) > 0 || string(again.Bytes()) != string(l.Bytes()) {
		t.Fatalf("the ledger does not read back: %v\n%s", found, l.Bytes())
	}
	return again
}

func TestRecordOnlyAdds(t *testing.T) {
	l := recorded(t)
	before := string(l.Bytes())
	day := time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC)
	if added := l.Add(read(t, nil), day); len(added) != 0 || string(l.Bytes()) != before {
		t.Errorf("a second record changes the ledger: %q", added)
	}
	l.Add(read(t, map[string]string{"fr/recits/un/index.html": "", "en/stories/two/index.html": "x"}), day)
	for _, kept := range []string{`"/fr/recits/un/": {since: "2026-11-24", anchors: ["aim"]}`, `"/en/stories/two/": {since: "2027-01-01"}`} {
		if !strings.Contains(string(l.Bytes()), kept) {
			t.Errorf("%s is not in\n%s", kept, l.Bytes())
		}
	}
}

func TestLoadRefusesWhatTheToolDoesNotWrite(t *testing.T) {
	for name, text := range map[string]string{
		"no day":         "\"k4m9t2\":\n  \"/fr/x/\": {}\n",
		"no address":     "\"k4m9t2\":\n  \"fr/x/\": {since: \"2026-11-24\"}\n",
		"address twice":  "\"k4m9t2\":\n  \"/fr/x/\": {since: \"2026-11-24\"}\n\"k4m9t3\":\n  \"/fr/x/\": {since: \"2026-11-24\"}\n",
		"broken YAML":    "\"k4m9t2\": [",
		"not even UTF-8": "\xff\xfe",
	} {
		if _, found := Load(fstest.MapFS{LedgerPath: {Data: []byte(text)}}); len(found) == 0 {
			t.Errorf("%s: no finding", name)
		}
	}
}

func TestBothReadersReadTheSame(t *testing.T) {
	l := recorded(t)
	l.Forget(read(t, map[string]string{"en/stories/one/index.html": "x"}))
	own, ok := readOwn(string(l.Bytes()))
	if !ok {
		t.Fatal("the tool does not know its own form")
	}
	touched := strings.Replace(string(l.Bytes()), "{since", "{  since", 1) // by hand: YAML, but not our form
	if _, ok := readOwn(touched); ok {
		t.Fatal("a touched ledger passes for our own")
	}
	yaml, found := Load(fstest.MapFS{LedgerPath: {Data: []byte(touched)}})
	if len(found) > 0 || string(yaml.Bytes()) != string(own.Bytes()) || string(own.Bytes()) != string(l.Bytes()) {
		t.Errorf("%v\n%s\n%s", found, yaml.Bytes(), own.Bytes())
	}
}

func rules(l *Ledger, s *Site, state State) (list []string) {
	for _, d := range Check(l, s, state) {
		list = append(list, d.Rule)
	}
	return list
}

func TestCheck(t *testing.T) {
	redirect := func(to string) string {
		return `<meta http-equiv="refresh" content="0; url=` + host + "/sub" + to + `">`
	}
	for _, c := range []struct {
		name    string
		changes map[string]string
		state   State
		want    []string
	}{
		{"all answer", nil, State{}, nil},
		{"an item has lost its page", map[string]string{"en/stories/one/index.html": ""}, State{}, []string{"permalink/vanished"}},
		{"a list is gone", map[string]string{"fr/index.html": ""}, State{}, []string{"permalink/vanished-page"}},
		{"a place is gone", map[string]string{"en/stories/one/index.html": "x"}, State{}, []string{"permalink/lost-place"}},
		{"a place may be gone", map[string]string{"en/stories/one/index.html": "x"}, State{Lost: func(string, string) bool { return true }}, nil},
		{"a tombstone", map[string]string{"en/stories/one/index.html": "<p data-gone>"}, State{}, nil},
		{"a redirect", map[string]string{"en/stories/one/index.html": redirect("/fr/recits/un/")}, State{}, nil},
		{"a redirect to nothing", map[string]string{"en/stories/one/index.html": redirect("/en/none/")}, State{}, []string{"permalink/dead-redirect"}},
		{"a chain", map[string]string{"en/stories/one/index.html": redirect("/fr/"), "fr/index.html": redirect("/fr/recits/un/")}, State{}, []string{"permalink/redirect-chain"}},
		{"a new page", map[string]string{"en/stories/two/index.html": "x"}, State{}, []string{"permalink/unrecorded"}},
		{"a withdrawn address used again", nil, State{Gone: map[string]string{"/en/stories/one/": "2026-11-24"}}, []string{"permalink/reused"}},
	} {
		if got := rules(recorded(t), read(t, c.changes), c.state); !slices.Equal(got, c.want) {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

func TestCheckSeesAnAddressThatPassesToAnotherItem(t *testing.T) {
	site := map[string]string{
		"id/k4m9t2/index.html": `<a href="/sub/fr/recits/un/" hreflang="fr">`, "id/m2m2m2/index.html": `<a href="/sub/en/stories/one/" hreflang="en">`,
	}
	got := rules(recorded(t), read(t, site), State{})
	if !slices.Contains(got, "permalink/reused") {
		t.Errorf("got %q", got)
	}
}

// onDisk puts a tree into a folder.
func onDisk(t *testing.T, site fstest.MapFS) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(dir, site); err != nil {
		t.Fatal(err)
	}
	return dir
}

func TestARenamedPageIsFoundAgain(t *testing.T) {
	site := tree(map[string]string{
		"fr/recits/un/index.html": "", "fr/recits/deux/index.html": `<h2 id="aim">But</h2><a href="texte.fr.txt">t</a>`,
		"id/k4m9t2/index.html": `<a href="/sub/fr/recits/deux/" hreflang="fr">deux</a><a href="/sub/en/stories/one/" hreflang="en">one</a>`,
	})
	delete(site, "fr/recits/un/texte.fr.txt")
	site["fr/recits/deux/texte.fr.txt"] = &fstest.MapFile{Data: []byte("texte")}
	dir := onDisk(t, site)
	s, err := Read(os.DirFS(dir), places)
	if err != nil {
		t.Fatal(err)
	}
	l := recorded(t)
	answers, err := Complete(dir, s, l, State{}, map[string]string{"/fr/vieux/": "/fr/recits/deux/"})
	if err != nil {
		t.Fatal(err)
	}
	for from, to := range map[string]string{
		"/fr/recits/un/": "/fr/recits/deux/", "/fr/recits/un/texte.fr.txt": "/fr/recits/deux/texte.fr.txt", "/fr/vieux/": "/fr/recits/deux/",
	} {
		if answers.Redirects[from] != to {
			t.Errorf("%s leads to %q, want %q", from, answers.Redirects[from], to)
		}
	}
	page, err := os.ReadFile(filepath.Join(dir, "fr/recits/un/index.html"))
	if err != nil || !strings.Contains(string(page), `url=/sub/fr/recits/deux/`) {
		t.Errorf("the page at the former address: %v %s", err, page)
	}
	if got := rules(l, s, State{}); !slices.Equal(got, []string{"permalink/unrecorded"}) {
		t.Errorf("got %q", got)
	}
	// What was written reads back as what it is.
	again, err := Read(os.DirFS(dir), places)
	if got := rules(l, again, State{}); !slices.Equal(got, []string{"permalink/unrecorded"}) {
		t.Errorf("read back: got %q", got)
	}
	if err != nil || again.Address("/fr/recits/un/").Target != "/fr/recits/deux/" {
		t.Errorf("read back: %v %+v", err, again.Address("/fr/recits/un/"))
	}
}

func TestWithdrawnAddressesAnswerWithTheTombstone(t *testing.T) {
	site := tree(map[string]string{"fr/recits/un/index.html": "", "en/stories/one/index.html": "", "id/k4m9t2/index.html": ""})
	site["410.html"] = &fstest.MapFile{Data: []byte(`<html lang="fr"><main data-gone>Retirée` + dayMarkFR + `. Withdrawn` + dayMarkEN + `.</main></html>`)}
	dir := onDisk(t, site)
	s, err := Read(os.DirFS(dir), places)
	if err != nil {
		t.Fatal(err)
	}
	l, state := recorded(t), State{Gone: map[string]string{}}
	for _, a := range l.Of("k4m9t2") {
		state.Gone[a] = "2026-12-01"
	}
	answers, err := Complete(dir, s, l, state, nil)
	if err != nil || !slices.Equal(answers.Gone, l.Of("k4m9t2")) {
		t.Fatalf("gone %q: %v", answers.Gone, err)
	}
	for _, name := range []string{"fr/recits/un/index.html", "en/stories/one/index.html", "id/k4m9t2/index.html"} {
		page, err := os.ReadFile(filepath.Join(dir, name))
		want := `Retirée le <time datetime="2026-12-01">1er décembre 2026</time>. Withdrawn on <time datetime="2026-12-01">1 December 2026</time>.`
		if err != nil || !strings.Contains(string(page), want) {
			t.Errorf("%s: %v %s", name, err, page)
		}
	}
	if got := rules(l, s, state); len(got) > 0 {
		t.Errorf("got %q", got)
	}
	again, err := Read(os.DirFS(dir), places)
	if err != nil {
		t.Fatal(err)
	}
	if got := rules(l, again, state); len(got) > 0 {
		t.Errorf("read back: got %q", got)
	}
}

func TestForgetNotesLostPlaces(t *testing.T) {
	l := recorded(t)
	s := read(t, map[string]string{"en/stories/one/index.html": "x"})
	if n := l.Forget(s); n != 1 {
		t.Fatalf("noted %d places", n)
	}
	if got := rules(l, s, State{}); len(got) > 0 {
		t.Errorf("got %q", got)
	}
	if !strings.Contains(string(l.Bytes()), `"/en/stories/one/": {since: "2026-11-24", anchors: ["aim"], former: ["aim"]}`) {
		t.Errorf("the ledger has lost a place:\n%s", l.Bytes())
	}
}
