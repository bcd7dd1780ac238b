package offline

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"proximite/tools/internal/content"
)

// corpus has one item of each kind that decides differently.
func corpus(t *testing.T, changes map[string]string) *content.Corpus {
	t.Helper()
	item := func(id, more string) string {
		return "---\nid: \"" + id + "\"\ntitle: \"T\"\nslug: \"" + id + "\"\ndate: \"2020-01-01\"\nsource_language: \"fr\"\n" + more + "---\n\nTexte.\n"
	}
	files := map[string]string{
		"content/modules/alone/index.fr.md":      item("a11one", ""),
		"content/stories/agrees/index.fr.md":     item("agrees", "people: [\"yes111\"]\n"),
		"content/stories/refuses/index.fr.md":    item("refvse", "people: [\"yes111\", \"no1111\"]\n"),
		"content/stories/ended/index.fr.md":      item("ended1", "people: [\"ended2\"]\n"),
		"content/news/quotes/index.fr.md":        item("qv0tes", "") + "{{< quote ref=\"tr4nsc#s1111\" from=\"a\" to=\"b\" >}}\n",
		"content/news/names/index.fr.md":         item("names1", "") + "{{< person \"no1111\" >}}\n",
		"content/interviews/known/index.fr.md":   item("kn0wn1", "transcript: \"tr5nsc\"\n"),
		"content/interviews/unknown/index.fr.md": item("vnkn0w", "transcript: \"tr6nsc\"\n"),
		"content/news/photo/index.fr.md":         item("ph0t01", "photo: \"ph1111\"\n"),
		"content/news/lost/index.fr.md":          item("ph0t02", "photo: \"ph9999\"\n"),
		"data/people.yaml": "yes111: {scopes: [\"web\", \"offline\"]}\nno1111: {scopes: [\"web\", \"quotation\"]}\n" +
			"ended2: {scopes: [\"offline\"], withdrawn: {date: \"2020-02-02\", reason: \"safety\"}}\n",
		"data/photos.yaml":             "ph1111: {people: [\"no1111\"]}\n",
		"data/transcripts/tr4nsc.yaml": transcript("tr4nsc", "person: \"no1111\""),
		"data/transcripts/tr5nsc.yaml": transcript("tr5nsc", "person: \"yes111\""),
		"data/transcripts/tr6nsc.yaml": transcript("tr6nsc", "role: {fr: \"un habitant\", en: \"a resident\"}"),
	}
	for name, text := range changes {
		files[name] = text
	}
	m := make(fstest.MapFS)
	for name, text := range files {
		m[name] = &fstest.MapFile{Data: []byte(text)}
	}
	c, err := content.Load(m)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func transcript(id, speaker string) string {
	return "id: \"" + id + "\"\nlanguage: \"fr\"\nspoken: \"fr\"\nspeakers:\n  - {id: \"a\", " + speaker + "}\n  - {id: \"b\", role: {fr: \"q\", en: \"q\"}, interviewer: true}\n" +
		"segments:\n  - {id: \"s1111\", speaker: \"a\", text: \"a b\"}\n"
}

func TestAllowed(t *testing.T) {
	want := []string{"a11one", "agrees", "kn0wn1"}
	if got := Allowed(corpus(t, nil)); !slices.Equal(got, want) {
		t.Errorf("Allowed = %v, want %v", got, want)
	}
	if got := Allowed(corpus(t, map[string]string{"data/offline.yaml": "stop: true\n"})); len(got) > 0 {
		t.Errorf("when everything stops: Allowed = %v", got)
	}
	quoted := Quoted(corpus(t, nil))
	if quoted("tr4nsc#s1111") || !quoted("tr5nsc#s1111") || quoted("tr5nsc#s9999") || quoted("tr6nsc#s1111") {
		t.Error("Quoted allows what it must not, or refuses what it may")
	}
}

// site is a built site below a sub-path.
func site(t *testing.T, changes map[string]string) string {
	t.Helper()
	files := map[string]string{
		"fr/modules/x/index.html": `<html><script src="/sub/js/item.js"></script><link rel="icon" href="/sub/favicon.svg"><h1>Un <b>titre</b></h1>` +
			`<picture><source srcset="/sub/p-320.webp 320w, /sub/p-640.webp 640w"><img src="/sub/p-640.jpg" alt=""></picture>` +
			`<audio src="/sub/a.mp3"></audio><div data-offline="x1x1.fr"></div></html>`,
		"fr/modules/x/2/index.html":   `<html><h1>Suite</h1><img src="/sub/q.png" alt=""><div data-offline="x1x1.fr"></div></html>`,
		"fr/hors-ligne/index.html":    `<html><h1>Liste</h1><section data-kept=list.fr></section></html>`,
		"fr/recits/secret/index.html": `<html><h1>Non</h1></html>`,
		"js/item.js":                  "js", "favicon.svg": "svg", "p-320.webp": "320", "p-640.webp": "640", "p-640.jpg": "jpg", "q.png": "png", "a.mp3": "mp3",
	}
	for name, text := range changes {
		files[name] = text
	}
	root := t.TempDir()
	for name, text := range files {
		name = filepath.Join(root, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return root
}

func read(t *testing.T, root, name string, into any) {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(root, folder, name+".json"))
	if err == nil {
		err = json.Unmarshal(data, into)
	}
	if err != nil {
		t.Fatal(err)
	}
}

func TestDir(t *testing.T) {
	root := site(t, nil)
	if err := Dir(root, Orders{Gone: []string{"/fr/recits/weg/", "fr/recits/alt/index.xml"}}); err != nil {
		t.Fatal(err)
	}
	var p plan
	read(t, root, "x1x1.fr", &p)
	want := []string{"fr/modules/x/", "favicon.svg", "fr/modules/x/2/", "js/item.js", "p-640.webp", "q.png"}
	if !slices.Equal(p.Files, want) {
		t.Errorf("files %v, want %v", p.Files, want)
	}
	if p.Title != "Un titre" || p.Address != "fr/modules/x/" || p.Bytes < 100 {
		t.Errorf("plan %+v", p)
	}
	if len(p.Pictures) != 1 || p.Pictures[0][0] != "p-640.webp" || len(p.Pictures[0]) != 3 {
		t.Errorf("pictures %v", p.Pictures)
	}
	var k killList
	read(t, root, "kill-list", &k)
	if !slices.Equal(k.Gone, []string{"fr/recits/alt/index.xml", "fr/recits/weg/"}) || k.Stop {
		t.Errorf("kill list %+v", k)
	}
	entries, err := os.ReadDir(filepath.Join(root, folder))
	if err != nil || len(entries) != 3 {
		t.Errorf("files %v, %v; want two plans and the kill list", entries, err)
	}
}

// TestVersionTellsChanges: any file that changes changes the plan and the kill list.
func TestVersionTellsChanges(t *testing.T) {
	versions := func(changes map[string]string) (string, string) {
		root := site(t, changes)
		if err := Dir(root, Orders{}); err != nil {
			t.Fatal(err)
		}
		var p plan
		var k killList
		read(t, root, "x1x1.fr", &p)
		read(t, root, "kill-list", &k)
		return p.Version, k.Version
	}
	plan1, list1 := versions(nil)
	plan2, list2 := versions(nil)
	if plan1 != plan2 || list1 != list2 {
		t.Error("the same site has other versions")
	}
	if plan3, list3 := versions(map[string]string{"p-640.webp": "641"}); plan3 == plan1 || list3 == list1 {
		t.Error("a changed picture does not show in the versions")
	}
	if plan4, list4 := versions(map[string]string{"a.mp3": "other"}); plan4 != plan1 || list4 != list1 {
		t.Error("a recording, which is not kept, shows in the versions")
	}
	if _, list5 := versions(map[string]string{"fr/neu/index.html": `<html><h1>N</h1><p data-offline="n1n1.fr"></p></html>`}); list5 == list1 {
		t.Error("a further plan does not show in the version of the kill list")
	}
}

func TestDirWithoutAFile(t *testing.T) {
	root := site(t, map[string]string{"fr/modules/x/index.html": `<html><h1>T</h1><script src="/sub/js/lost.js"></script><p data-offline="x1x1.fr"></p></html>`})
	if err := Dir(root, Orders{}); err != nil {
		t.Fatal(err)
	}
	var p plan
	read(t, root, "x1x1.fr", &p)
	if slices.ContainsFunc(p.Files, func(f string) bool { return strings.Contains(f, "lost") }) {
		t.Errorf("a file that is not there is planned: %v", p.Files)
	}
}
