package bundle

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
)

func TestNewIDIsValidAndFree(t *testing.T) {
	taken := make(map[string]bool)
	for range 2000 {
		id, err := NewID(taken)
		if err != nil {
			t.Fatal(err)
		}
		if !validID.MatchString(id) || taken[id] {
			t.Fatalf("NewID() = %q", id)
		}
		taken[id] = true
	}
}

func TestReadableRefusesNumbers(t *testing.T) {
	for id, want := range map[string]bool{"123456": false, "12e456": false, "k4tm8q": true, "0x12ab": false} {
		if got := readable(id); got != want {
			t.Errorf("readable(%q) = %v", id, got)
		}
	}
}

func TestIDsFindsEveryKind(t *testing.T) {
	project := fstest.MapFS{
		"content/news/x/index.fr.md":   {Data: []byte("---\nid: abcd12\ntitle: a: broken\n---\n")},
		"content/_index.en.md":         {Data: []byte("---\nid: \"zzzz11\"\n---\n")},
		"data/transcripts/t7n2kp.yaml": {Data: []byte("language: fr\n")},
		"data/people.yaml":             {Data: []byte("p9x3ww:\n  name: Exemple\n")},
		"data/photos.yaml":             {Data: []byte("k4m9t2:\n  item: abcd12\n")},
	}
	got, err := IDs(project)
	if err != nil {
		t.Fatal(err)
	}
	for _, id := range []string{"abcd12", "zzzz11", "t7n2kp", "p9x3ww", "k4m9t2"} {
		if !got[id] {
			t.Errorf("IDs() lacks %q: %v", id, got)
		}
	}
}

func TestSlug(t *testing.T) {
	tests := []struct {
		title string
		names []string
		want  string
	}{
		{"L’équipe d’EUCAP à Bamako : œuvre n° 3", nil, "l-equipe-d-eucap-a-bamako-oeuvre-n-3"},
		{"L'e\u0301quipe", nil, "l-equipe"},
		{"Kalan ɲuman ŋɛ", nil, "kalan-nyuman-nge"},
		{"Entretien avec Awa Exemple, policière", []string{"Awa Exemple"}, "entretien-avec-policiere"},
		{"Entretien avec Awa Exemple", []string{"Awa Exemple"}, "entretien"},
		{"Awa Exemple", []string{"Awa Exemple"}, ""},
		{"con", nil, "con-1"},
		{"COM3", nil, "com-3"},
		{"…", nil, ""},
		{strings.Repeat("mot ", 40), nil, "mot-mot-mot-mot-mot-mot-mot-mot-mot-mot-mot-mot-mot-mot-mot"},
		{strings.Repeat("x", 200), nil, strings.Repeat("x", 60)},
	}
	for _, tt := range tests {
		if got := Slug(tt.title, tt.names...); got != tt.want {
			t.Errorf("Slug(%q, %q) = %q, want %q", tt.title, tt.names, got, tt.want)
		}
	}
}

func TestMarkdownQuotesWhatYAMLWouldMistake(t *testing.T) {
	got := string(Markdown([]Field{
		{Key: "id", Value: "k4tm8q"},
		{Key: "title", Value: `"Liens" : un n° #3`, Comment: "Un titre court."},
		{Key: "draft", Value: true},
		{Key: "themes", Value: []string{"trust", "no"}},
		{Key: "people", Value: []string{}},
	}, "\n\nTexte.\n\n"))
	want := `---
id: "k4tm8q"
# Un titre court.
title: "\"Liens\" : un n° #3"
draft: true
themes:
  - "trust"
  - "no"
people: []
---

Texte.
`
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestWriteReplacesAndCreates(t *testing.T) {
	root := t.TempDir()
	os.WriteFile(filepath.Join(root, "old.md"), []byte("before"), 0o644)
	err := Write(root, []File{{"a/b/new.md", []byte("new")}, {"old.md", []byte("after")}})
	if err != nil {
		t.Fatal(err)
	}
	wantFiles(t, root, map[string]string{"a/b/new.md": "new", "old.md": "after"})
}

func TestWriteLeavesNothingWhenOneFileFails(t *testing.T) {
	root := t.TempDir()
	os.WriteFile(filepath.Join(root, "old.md"), []byte("before"), 0o644)
	os.MkdirAll(filepath.Join(root, "taken.md", "child"), 0o755)
	err := Write(root, []File{{"old.md", []byte("after")}, {"a/b/new.md", []byte("new")}, {"taken.md", []byte("x")}})
	if err == nil {
		t.Fatal("a folder was overwritten")
	}
	wantFiles(t, root, map[string]string{"old.md": "before"})
}

func TestWriteStaysInsideTheRoot(t *testing.T) {
	outside, root := t.TempDir(), t.TempDir()
	for _, p := range []string{"../x.md", "content/../../x.md"} {
		if err := Write(root, []File{{p, []byte("x")}}); err == nil {
			t.Errorf("Write(%q) went out of the root", p)
		}
	}
	if err := os.Symlink(outside, filepath.Join(root, "content")); err != nil {
		t.Skip("no symbolic links here")
	}
	if err := Write(root, []File{{"content/x.md", []byte("x")}}); err == nil {
		t.Error("Write followed a link out of the root")
	}
	wantFiles(t, outside, map[string]string{})
}

func wantFiles(t *testing.T, root string, want map[string]string) {
	t.Helper()
	got := make(map[string]string)
	filepath.Walk(root, func(p string, info os.FileInfo, err error) error {
		if err == nil && info.Mode().IsRegular() {
			data, _ := os.ReadFile(p)
			rel, _ := filepath.Rel(root, p)
			got[filepath.ToSlash(rel)] = string(data)
		}
		return nil
	})
	if len(got) != len(want) {
		t.Errorf("files %v, want %v", got, want)
	}
	for p, text := range want {
		if got[p] != text {
			t.Errorf("%s holds %q, want %q", p, got[p], text)
		}
	}
}
