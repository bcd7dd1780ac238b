package main

import (
	"slices"
	"testing"
	"testing/fstest"
	"time"

	"proximite/tools/internal/content"
)

func TestHiddenNames(t *testing.T) {
	corpus, err := content.Load(fstest.MapFS{"data/people.yaml": &fstest.MapFile{Data: []byte(`
a: {name: Awa Traoré, first_name: Awa, attribution: role_only}
b: {name: Moussa Keita, first_name: Moussa, attribution: anonymous}
c: {name: Sira Keita, first_name: Sira, attribution: full_name}
d: {name: Jean de la Croix, first_name: Jean, attribution: first_name}
e: {name: Oumar Diallo, attribution: full_name, withdrawn: {date: 2026-01-01, reason: other}}
f: {name: Ina Sow, first_name: Ina, attribution: full_name, review_by: 2025-01-01}
`)}})
	if err != nil {
		t.Fatal(err)
	}
	corpus.Now = time.Date(2026, 1, 2, 0, 0, 0, 0, time.UTC)
	people, shown := hiddenNames(corpus)
	var ids string
	for _, p := range people {
		ids += p.ID
	}
	if want := []string{"Sira", "Keita", "Jean", "Jean"}; ids != "abdef" || !slices.Equal(shown, want) {
		t.Errorf("hidden %s, shown %q", ids, shown)
	}
}

// TestHiddenWords: what is masked or held is hidden, unless something public says it.
func TestHiddenWords(t *testing.T) {
	file := func(text string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(text)} }
	corpus, err := content.Load(fstest.MapFS{
		"content/interviews/a/index.fr.md": file("---\nid: aaaa\ntitle: T\ndate: 2023-09-04\ntranscript: tr4n\nrelease: public\n---\nLa patrouille parle avec les habitants du quartier.\n"),
		"content/stories/b/index.fr.md":    file("---\nid: bbbb\ntitle: T\ndate: 2023-09-04\ndraft: true\n---\nUn brouillon que personne ne doit encore lire ici.\n"),
		"content/stories/c/index.fr.md":    file("---\nid: cccc\ntitle: T\ndate: 2023-09-04\nembargo: 2026-03-01\n---\nUne nouvelle que tous liront au mois de mars.\n"),
		"content/stories/d/index.fr.md":    file("---\nid: dddd\ntitle: T\ndate: 2023-09-04\nexpires: 2025-03-01\n---\nUne nouvelle que tous ont lue au mois de mars.\n"),
		"data/transcripts/tr4n.yaml": file("id: tr4n\nlanguage: fr\nspeakers: [{id: a, role: {fr: un agent, en: an agent}}]\nsegments:\n" +
			"  - {id: s1111, speaker: a, text: \"Nous avons ouvert la porte à tout le monde.\"}\n" +
			"  - {id: s2222, speaker: a, visibility: masked, text: \"Mon frère habite la troisième maison à gauche. La patrouille parle avec les habitants du quartier.\"}\n"),
		"data/contact.yaml": file("email: press@example.org\nphone: \"+223 00 11 22 33\"\n"),
	})
	if err != nil {
		t.Fatal(err)
	}
	corpus.Now = time.Date(2026, 1, 2, 0, 0, 0, 0, time.UTC)
	h, err := hiddenFrom(corpus)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(h.Items, []string{"bbbb", "cccc"}) || !slices.Equal(h.Contacts, []string{"press@example.org", "+223 00 11 22 33"}) {
		t.Errorf("items %q, contacts %q", h.Items, h.Contacts)
	}
	for text, want := range map[string]string{
		"MON FRERE habite, la troisième":                     "tr4n#s2222",
		"un brouillon que personne ne":                       "content/stories/b/index.fr.md",
		"que tous liront au mois":                            "content/stories/c/index.fr.md",
		"que tous ont lue au":                                "content/stories/d/index.fr.md",
		"Mon frère habite la maison":                         "",
		"La patrouille parle avec les habitants du quartier": "",
		"Nous avons ouvert la porte à tout le monde":         "",
	} {
		if got := h.Words.In(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
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
