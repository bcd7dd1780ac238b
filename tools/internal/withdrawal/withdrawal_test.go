package withdrawal

import (
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"proximite/tools/internal/content"
	"proximite/tools/internal/diagnostic"
)

// project has a story and an interview of one person, a page that speaks of them, a
// photograph, a receipt of an import and cached pictures.
var project = map[string]string{
	"content/stories/one/index.fr.md":                    "---\nid: \"st42zx\"\ntitle: \"Un\"\npeople: [\"cnry42\"]\naliases: [\"/recits/vieux/\"]\n---\n\nTexte.\n",
	"content/stories/one/index.en.md":                    "---\nid: \"st42zx\"\ntitle: \"One\"\npeople: [\"cnry42\"]\n---\n\nText.\n",
	"content/stories/one/ph42zx.jpg":                     "picture",
	"content/stories/two/index.fr.md":                    "---\nid: \"st43zx\"\ntitle: \"Deux\"\nstories: [\"st42zx\"]\npeople: [\"cnry42\", \"m3m3m3\"]\n---\n\n{{< quote ref=\"tr42zx#s2a7zx\" >}} [lien](/stories/one/)\n",
	"content/stories/two/ph43zx.jpg":                     "another picture",
	"content/interviews/one/index.fr.md":                 "---\nid: \"tv42zx\"\ntitle: \"Entretien\"\ntranscript: \"tr42zx\"\nrelease: \"public\"\n---\n",
	"data/transcripts/tr42zx.yaml":                       "id: \"tr42zx\"\nlanguage: \"fr\"\nspeakers:\n  - {id: \"b\", person: \"cnry42\"}\nsegments:\n  - {id: \"s2a7zx\", speaker: \"b\", text: \"Des mots.\"}\n",
	"data/people.yaml":                                   "# head\n\ncnry42:\n  name: \"Awa Exemple\"\n  role: {fr: \"une voisine\", en: \"a neighbour\"}\n\nm3m3m3:\n  role: {fr: \"un voisin\", en: \"a neighbour\"}\n",
	"data/photos.yaml":                                   "# head\n\nph42zx:\n  item: \"st42zx\"\n  people: []\n\nph43zx:\n  item: \"st43zx\"\n  people: [\"cnry42\"]\n\nph44zx:\n  item: \"st43zx\"\n  people: []\n",
	"data/translations.yaml":                             "# head\n\n\"st42zx\":\n  \"en\":\n    source: \"fr\"\n\n\"st43zx\":\n  \"en\":\n    source: \"fr\"\n",
	"data/imports/st42zx.yaml":                           "id: st42zx\n",
	"data/imports/other.yaml":                            "id: other\n",
	"resources/_gen/images/stories/one/ph42zx_hu_1.webp": "derived",
	"resources/_gen/images/stories/two/ph43zx_hu_1.webp": "derived",
	"resources/_gen/images/id/st42zx/cover_1_meta.json":  "derived",
	"resources/_gen/images/stories/two/ph44zx_hu_1.webp": "derived",
	"resources/_gen/images/images/share_hu_1.png":        "derived",
	"hugo.toml": "",
}

func onDisk(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	files := fstest.MapFS{}
	for name, text := range project {
		files[name] = &fstest.MapFile{Data: []byte(text)}
	}
	if err := os.CopyFS(dir, files); err != nil {
		t.Fatal(err)
	}
	return dir
}

// state is every file of the project; what was withdrawn aside.
func state(t *testing.T, dir string) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := eachFile(dir, func(name string) error {
		if strings.HasPrefix(name, Folder+"/") {
			return nil
		}
		data, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
		all[name] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func load(t *testing.T, dir string) (*content.Corpus, *Ledger) {
	t.Helper()
	c, err := content.Load(os.DirFS(dir))
	if err != nil {
		t.Fatal(err)
	}
	l, found := Load(os.DirFS(dir))
	if len(found) > 0 {
		t.Fatalf("%v", found)
	}
	return c, l
}

func plan(t *testing.T, dir, id string) *Plan {
	t.Helper()
	c, l := load(t, dir)
	p, err := New(c, l, Request{ID: id, Reason: "safety", Day: "2026-12-01", Addresses: func(item string) []string { return []string{"/id/" + item + "/"} }})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestAPersonTakesAlongWhatIsAboutThePersonAlone(t *testing.T) {
	p := plan(t, onDisk(t), "cnry42")
	var ids []string
	for _, e := range p.Entries {
		ids = append(ids, e.ID+" "+e.Because)
	}
	if want := []string{"cnry42 ", "tv42zx cnry42", "st42zx cnry42"}; !slices.Equal(ids, want) {
		t.Errorf("entries %q, want %q", ids, want)
	}
	want := []string{
		"content/interviews/one/index.fr.md", "content/stories/one/index.en.md", "content/stories/one/index.fr.md", "content/stories/one/ph42zx.jpg",
		"content/stories/two/ph43zx.jpg", "data/imports/st42zx.yaml", "data/transcripts/tr42zx.yaml",
	}
	if !slices.Equal(p.Moves, want) {
		t.Errorf("files %q, want %q", p.Moves, want)
	}
	want = []string{
		"resources/_gen/images/id/st42zx/cover_1_meta.json", "resources/_gen/images/images/share_hu_1.png", "resources/_gen/images/stories/one/ph42zx_hu_1.webp", "resources/_gen/images/stories/two/ph43zx_hu_1.webp",
	}
	if !slices.Equal(p.Derived, want) {
		t.Errorf("derived files %q, want %q", p.Derived, want)
	}
}

func TestPlacesAreToldWithTheirLine(t *testing.T) {
	dir := onDisk(t)
	c, _ := load(t, dir)
	var got []string
	for _, place := range plan(t, dir, "cnry42").Sources(c) {
		if strings.HasPrefix(place.Where, "content/stories/two/index") {
			got = append(got, place.Kind.EN+" "+place.Where)
		}
	}
	want := []string{
		"list of related items content/stories/two/index.fr.md:4", "mention of a person content/stories/two/index.fr.md:5",
		"link in a text content/stories/two/index.fr.md:8", "quotation elsewhere content/stories/two/index.fr.md:8",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestWithdrawAndBack(t *testing.T) {
	dir := onDisk(t)
	before := state(t, dir)
	change, err := plan(t, dir, "cnry42").Apply(dir)
	if err != nil {
		t.Fatal(err)
	}
	if found := Interrupted(os.DirFS(dir)); len(found) != 1 {
		t.Errorf("while it is under way, check says %v", found)
	}
	if err := change.Commit(); err != nil {
		t.Fatal(err)
	}
	after := state(t, dir)
	for name := range after {
		if strings.Contains(name, "stories/one") || strings.Contains(name, "42zx") {
			t.Errorf("%s is left", name)
		}
	}
	if !strings.Contains(after["data/people.yaml"], "cnry42:\n  withdrawn: {date: \"2026-12-01\", reason: \"safety\"}\n  name:") {
		t.Errorf("people.yaml:\n%s", after["data/people.yaml"])
	}
	for _, name := range []string{"data/translations.yaml", "data/photos.yaml"} {
		if strings.Contains(after[name], "42zx") || strings.Contains(after[name], "ph43zx") || !strings.Contains(after[name], "# head") {
			t.Errorf("%s:\n%s", name, after[name])
		}
	}
	c, l := load(t, dir)
	gone := Of(c, l)
	if !gone.Items["st42zx"] || !gone.Folder("/stories/one/") || !gone.Quoted(c, "tr42zx#s2a7zx") || !gone.People["cnry42"] || !gone.Photos["ph43zx"] || gone.Days()["/id/st42zx/"] != "2026-12-01" {
		t.Errorf("gone %+v", gone)
	}
	if _, err := New(c, l, Request{ID: "cnry42"}); !errors.Is(err, ErrWithdrawn) {
		t.Errorf("a second withdrawal: %v", err)
	}

	change, err = Restore(dir, c, l, Decision{ID: "cnry42", Text: "Accord redonné par écrit", By: "AB", Day: "2026-12-02"})
	if err != nil {
		t.Fatal(err)
	}
	if err := change.Commit(); err != nil {
		t.Fatal(err)
	}
	back := state(t, dir)
	for name, text := range before {
		if strings.HasPrefix(name, "resources/") {
			continue
		}
		if sorted(back[name]) != sorted(text) {
			t.Errorf("%s came back as\n%s", name, back[name])
		}
	}
	_, l = load(t, dir)
	if len(l.Entries) != 6 || len(l.Active()) != 0 {
		t.Errorf("the ledger keeps %d entries, %d hold", len(l.Entries), len(l.Active()))
	}
}

// sorted compares registers whose entries may come back in another order.
func sorted(text string) string {
	lines := strings.Split(text, "\n")
	slices.Sort(lines)
	return strings.Trim(strings.Join(lines, "\n"), "\n")
}

func TestRollbackLeavesTheFormerState(t *testing.T) {
	for _, id := range []string{"cnry42", "st42zx", "tv42zx"} {
		dir := onDisk(t)
		before := state(t, dir)
		change, err := plan(t, dir, id).Apply(dir)
		if err != nil {
			t.Fatal(err)
		}
		if err := change.Rollback(); err != nil {
			t.Fatal(err)
		}
		wantState(t, dir, before)
		if _, err := os.Stat(filepath.Join(dir, Folder)); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s: %s is left: %v", id, Folder, err)
		}
	}
}

// wantState compares with a former state; what is derived may be missing.
func wantState(t *testing.T, dir string, before map[string]string) {
	t.Helper()
	now := state(t, dir)
	for _, all := range []map[string]string{now, before} {
		maps.DeleteFunc(all, func(name, _ string) bool { return strings.HasPrefix(name, "resources/") })
	}
	if !maps.Equal(now, before) {
		t.Errorf("the project is not as before: %q", slices.Sorted(maps.Keys(now)))
	}
}

// TestRecoverAfterACut cuts a withdrawal after every single step and mends it.
func TestRecoverAfterACut(t *testing.T) {
	for cut := range 12 {
		dir := onDisk(t)
		before := state(t, dir)
		p := plan(t, dir, "cnry42")
		c := &Change{root: dir, folder: Folder + "/" + p.ID}
		for _, w := range p.writes {
			c.writes = append(c.writes, w.Path)
		}
		if err := errors.Join(p.save(c), c.begin()); err != nil {
			t.Fatal(err)
		}
		// The first cut steps of change, in its order.
		done := 0
		for _, w := range p.writes {
			if done++; done <= cut {
				if err := writeFile(c.at(w.Path), w.Data); err != nil {
					t.Fatal(err)
				}
			}
		}
		for _, m := range p.Moves {
			if done++; done <= cut {
				if err := os.Remove(c.at(m)); err != nil {
					t.Fatal(err)
				}
			}
		}
		if id, err := Recover(dir); err != nil || id != "cnry42" {
			t.Fatalf("cut after %d steps: %q %v", cut, id, err)
		}
		wantState(t, dir, before)
	}
	if id, err := Recover(onDisk(t)); id != "" || err != nil {
		t.Errorf("nothing to recover: %q %v", id, err)
	}
}

func TestAFailureHalfWayLeavesTheFormerState(t *testing.T) {
	dir := onDisk(t)
	p := plan(t, dir, "cnry42")
	before := state(t, dir)
	p.Moves = append(p.Moves, "content/stories/two") // a folder with something in it cannot be removed
	if _, err := p.Apply(dir); err == nil {
		t.Fatal("no error")
	}
	wantState(t, dir, before)
}

func TestRestoreNeedsADecision(t *testing.T) {
	for _, d := range []Decision{{Text: "short", By: "AB"}, {Text: "long enough indeed", By: "ab"}, {Text: "long enough indeed"}} {
		if d.Valid() {
			t.Errorf("%+v counts as a decision", d)
		}
	}
	dir := onDisk(t)
	c, l := load(t, dir)
	if _, err := Restore(dir, c, l, Decision{ID: "st42zx", Text: "long enough indeed", By: "AB"}); !errors.Is(err, ErrAbsent) {
		t.Errorf("restore what is there: %v", err)
	}
}

func TestLoadRefusesWhatTheToolDoesNotWrite(t *testing.T) {
	for name, text := range map[string]string{
		"no reason":        "entries:\n  - {id: \"st42zx\", kind: \"item\", day: \"2026-12-01\"}\n",
		"own reason":       "entries:\n  - {id: \"st42zx\", kind: \"item\", day: \"2026-12-01\", reason: \"he asked\"}\n",
		"no day":           "entries:\n  - {id: \"st42zx\", kind: \"item\", reason: \"safety\"}\n",
		"own id":           "entries:\n  - {id: \"Awa\", kind: \"person\", day: \"2026-12-01\", reason: \"safety\"}\n",
		"undone by nobody": "entries:\n  - {id: \"st42zx\", kind: \"item\", day: \"2026-12-01\", restored: \"because\"}\n",
	} {
		if _, found := Load(fstest.MapFS{LedgerPath: {Data: []byte(text)}}); len(found) != 1 {
			t.Errorf("%s: %v", name, found)
		}
	}
}

func TestLedgerAndChecklistNameNobody(t *testing.T) {
	dir := onDisk(t)
	p := plan(t, dir, "cnry42")
	texts := map[string]string{"ledger": string(p.writes[len(p.writes)-1].Data)}
	for _, l := range []diagnostic.Language{diagnostic.French, diagnostic.English} {
		texts[string(l)] = p.Checklist(l)
	}
	for name, text := range texts {
		if strings.Contains(text, "Exemple") || strings.Contains(text, "Awa") || len(text) < 200 {
			t.Errorf("%s:\n%s", name, text)
		}
	}
	if n := strings.Count(texts["fr"], "[ ]"); n != strings.Count(texts["en"], "[ ]") || n < 10 {
		t.Errorf("%d steps in French", n)
	}
}

func TestCutEntry(t *testing.T) {
	src := "# head\n\n\"a\":\n  x: 1\n\n  y: 2\nab:\n  z: 3\n"
	rest, entry := cutEntry(src, "a")
	if entry != "\"a\":\n  x: 1\n\n  y: 2\n" || rest != "# head\n\nab:\n  z: 3\n" {
		t.Errorf("rest %q, entry %q", rest, entry)
	}
	if rest, entry := cutEntry(src, "b"); entry != "" || rest != src {
		t.Errorf("an absent key: %q %q", rest, entry)
	}
}

func TestAlias(t *testing.T) {
	for written, want := range map[string]string{
		"/recits/vieux/": "/fr/recits/vieux/", "/fr/recits/vieux": "/fr/recits/vieux/", "/en/x/": "/en/x/", "/carte.pdf": "/fr/carte.pdf", "/../x": "/fr/x/",
	} {
		if got := Alias(written, "fr"); got != want {
			t.Errorf("%s: %s, want %s", written, got, want)
		}
	}
}
