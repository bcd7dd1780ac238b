package content

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"proximite/tools/internal/diagnostic"
)

func file(text string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(text)} }

func project() fstest.MapFS {
	return fstest.MapFS{
		"content/_index.fr.md":                 file("---\ntitle: Accueil\n---\n"),
		"content/stories/_index.fr.md":         file("---\ntitle: Récits\n---\n"),
		"content/stories/b-path/index.en.md":   file("---\nid: b2b2b2\ntitle: B\ndraft: true\n---\nText.\n"),
		"content/stories/b-path/index.fr.md":   file("---\nid: b2b2b2\ntitle: B\n---\nTexte.\n"),
		"content/stories/b-path/photo.jpg":     file("x"),
		"content/about/index.fr.md":            file("---\nid: ab0vt1\ntitle: À propos\n---\n"),
		"content/handbook/photos/index.fr.md":  file("---\nid: h2h2h2\ntitle: Photos\n---\n"),
		"content/themes/_content.gotmpl":       file("{{ }}"),
		"content/notes.md":                     file("x\n"),
		"data/people.yaml":                     file("# Le registre\npers2n:\n  name: \"Awa Exemple\"\n  first_name: Awa\n  attribution: role_only\n"),
		"data/figures.yaml":                    file("trainees:\n  value: 700\n"),
		"data/transcripts/tr4nsc.yaml":         file("id: tr4nsc\nlanguage: fr\nsegments:\n  - id: s7f3q\n    text: Bonjour.\n"),
		"data/transcripts/nested/ignored.yaml": file("x: y\n"),
	}
}

func load(t *testing.T, fsys fs.FS) *Corpus {
	t.Helper()
	c, err := Load(fsys)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func brief(found []diagnostic.Diagnostic) string {
	var lines []string
	for _, d := range found {
		lines = append(lines, d.Position()+" "+d.Rule)
	}
	slices.Sort(lines)
	return strings.Join(lines, ", ")
}

func TestLoad(t *testing.T) {
	c := load(t, project())
	if len(c.Found) > 0 {
		t.Errorf("findings: %s", brief(c.Found))
	}
	var items []string
	for _, i := range c.Items {
		items = append(items, fmt.Sprintf("%s|%s|%s|%d", i.Folder, i.Section, i.Type, len(i.Versions)))
	}
	want := []string{"content/about||page|1", "content/handbook/photos|handbook|page|1", "content/stories/b-path|stories|story|2"}
	if !slices.Equal(items, want) {
		t.Errorf("items %q, want %q", items, want)
	}
	if len(c.Sections) != 2 || c.Sections[0].Folder != "content" || c.Sections[1].Type != "section" {
		t.Errorf("sections %+v", c.Sections)
	}
	if !slices.Equal(c.Stray, []string{"content/notes.md"}) {
		t.Errorf("stray %q", c.Stray)
	}
	if len(c.Transcripts) != 1 || c.Transcript("tr4nsc").Segments[0].Text != "Bonjour." || c.Transcript("x") != nil {
		t.Error("transcripts are not read")
	}
}

func TestItemsAreFound(t *testing.T) {
	c := load(t, project())
	item := c.Item("b2b2b2")
	if item == nil || item.ID() != "b2b2b2" || item.Base() != "b-path" || c.Item("nobody") != nil {
		t.Fatalf("item %+v", item)
	}
	if item.Versions[0].Language != "fr" || item.Version("en").Language != "en" || item.Version("bm") != nil {
		t.Error("versions are not in the order of the languages")
	}
	if !item.Published("fr") || item.Published("en") || !item.Version("en").Draft() {
		t.Error("draft and published are mixed up")
	}
	for _, link := range []string{"/stories/b-path/", "stories/b-path", "/stories/b-path/../b-path"} {
		if c.Page(link) != item {
			t.Errorf("Page(%q) is not the item", link)
		}
	}
	if c.Page("/") != c.Sections[0] || c.Page("/../etc") != nil {
		t.Error("pages outside the items")
	}
	if !c.HasFile("content/stories/b-path/photo.jpg") || c.HasFile("content/x.jpg") {
		t.Error("files are not known")
	}
}

func TestRegistersKnowPlaces(t *testing.T) {
	c := load(t, project())
	if n := c.Register("figures").Entry("trainees").Get("value"); n == nil || n.Value != 700 || n.Line != 2 || n.Column != 10 {
		t.Errorf("value %+v", n)
	}
	people := c.People()
	if len(people) != 1 || people[0].Name != "Awa Exemple" || people[0].Attribution != "role_only" {
		t.Errorf("people %+v", people)
	}
	if r := c.Register("sources"); r == nil || r.Broken || r.Entry("x") != nil || len(r.Entries()) != 0 {
		t.Errorf("a missing register: %+v", r)
	}
}

// TestBrokenFilesDoNotStopTheOthers breaks one file of each kind.
func TestBrokenFilesDoNotStopTheOthers(t *testing.T) {
	p := project()
	p["content/stories/b-path/index.fr.md"] = file("---\ntitle: a : b\n---\n")
	p["data/figures.yaml"] = file("trainees: [\n")
	p["data/people.yaml"] = file("\xff\xfea")
	p["data/transcripts/tr4nsc.yaml"] = file("id: a : b\n")
	c := load(t, p)
	want := "content/stories/b-path/index.fr.md:2:10 yaml/unquoted-colon, data/figures.yaml:1:11 yaml/unreadable, " +
		"data/people.yaml encoding/utf-16, data/transcripts/tr4nsc.yaml:1:7 yaml/unquoted-colon"
	if got := brief(c.Found); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if len(c.Items) != 3 || !c.Register("figures").Broken || c.Register("places").Broken {
		t.Error("the rest of the corpus is missing")
	}
	if len(c.Spoken()) != 0 || c.Transcript("tr4nsc") == nil {
		t.Error("a broken transcript is there, but nobody can quote it")
	}
}

// unreadable is a file system in which one file cannot be opened.
type unreadableFS struct {
	fstest.MapFS
	name string
}

func (u unreadableFS) Open(name string) (fs.File, error) {
	if name == u.name {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
	}
	return u.MapFS.Open(name)
}

func (u unreadableFS) ReadFile(name string) ([]byte, error) {
	if name == u.name {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
	}
	return u.MapFS.ReadFile(name)
}

func TestUnreadableFilesAreFindings(t *testing.T) {
	for _, name := range []string{"content/about/index.fr.md", "data/figures.yaml", "data/transcripts/tr4nsc.yaml"} {
		c := load(t, unreadableFS{project(), name})
		if got := brief(c.Found); got != name+" file/unreadable" {
			t.Errorf("%s: %s", name, got)
		}
	}
}

func TestEmptyProject(t *testing.T) {
	c := load(t, fstest.MapFS{})
	if len(c.Items) != 0 || len(c.Found) != 0 || len(c.Registers()) != len(RegisterNames()) {
		t.Errorf("%+v", c)
	}
}

func TestTypesAndSections(t *testing.T) {
	for section, kind := range map[string]string{"stories": "story", "news": "news", "handbook": "page", "": "page"} {
		if got := TypeOf(section); got != kind {
			t.Errorf("TypeOf(%q) = %q", section, got)
		}
	}
	if SectionOf("story") != "stories" || SectionOf("page") != "" {
		t.Error("sections of types")
	}
}
