package main

import (
	"slices"
	"testing"
	"testing/fstest"
	"time"

	"proximite/tools/internal/content"
)

func TestHiddenNames(t *testing.T) {
	people := []content.Person{
		{Name: "Awa Traoré", FirstName: "Awa", Attribution: "role_only"},
		{Name: "Moussa Keita", FirstName: "Moussa", Attribution: "anonymous"},
		{Name: "Sira Keita", FirstName: "Sira", Attribution: "full_name"},
		{Name: "Jean de la Croix", FirstName: "Jean", Attribution: "first_name"},
		{Name: "Oumar Diallo", Attribution: "role_only"},
	}
	want := []string{
		"Awa Traoré", "Traoré Awa", "Traoré", "Moussa Keita", "Keita Moussa",
		"Jean de la Croix", "de la Croix Jean", "de la Croix", "Oumar Diallo", "Diallo",
	}
	if got := hiddenNames(people); !slices.Equal(got, want) {
		t.Errorf("hiddenNames = %q\nwant %q", got, want)
	}
}

func TestPublishedItems(t *testing.T) {
	item := func(id, date, more string) *fstest.MapFile {
		return &fstest.MapFile{Data: []byte("---\nid: " + id + "\ntitle: T\nslug: t\ndate: " + date + "\n" + more + "---\nx\n")}
	}
	corpus, err := content.Load(fstest.MapFS{
		"content/a/index.fr.md": item("aaaa", "2023-09-04", ""),
		"content/a/index.en.md": item("aaaa", "2023-09-04", "draft: true\n"),
		"content/b/index.fr.md": item("bbbb", "2023-09-04", "draft: true\n"),
		"content/c/index.fr.md": item("cccc", "2024-01-02", ""),
	})
	if err != nil {
		t.Fatal(err)
	}
	today := time.Date(2024, 1, 2, 12, 0, 0, 0, time.UTC)
	if got, want := publishedItems(corpus, today), []string{"aaaa"}; !slices.Equal(got, want) {
		t.Errorf("publishedItems = %q, want %q", got, want)
	}
}
