package approval

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"proximite/tools/internal/content"
)

const (
	storyFR = "content/stories/a/index.fr.md"
	people  = "data/people.yaml"
	words   = "data/transcripts/tr4nsc.yaml"
)

func project() fstest.MapFS {
	file := func(s string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(s)} }
	return fstest.MapFS{
		storyFR:                         file("---\nid: st0ry1\ntitle: \"Un récit\"\nslug: a\nsafety: medium\n---\n\nPremier paragraphe d'essai : « bonjour ».\n\n{{< quote ref=\"tr4nsc#s7f3q\" words=\"abc\" >}}\n"),
		"content/stories/a/index.en.md": file("---\nid: st0ry1\ntitle: \"A story\"\nslug: a\n---\n\nFirst paragraph.\n"),
		"content/stories/b/index.fr.md": file("---\nid: 0ther1\n---\n"),
		people:                          file("pers2n:\n  role: {fr: \"une agente\", en: \"an officer\"}\n  safety: low\n  review_by: 2027-01-01\n"),
		words:                           file("id: tr4nsc\nlanguage: fr\nspeakers: [{id: a, person: pers2n}]\nsegments:\n  - {id: s7f3q, speaker: a, text: \"Bonjour à tous.\"}\n  - {id: s8g4r, speaker: a, text: \"Autre chose.\"}\n"),
	}
}

func load(t *testing.T, files fstest.MapFS) (*content.Corpus, *content.Item) {
	t.Helper()
	c, err := content.Load(files)
	if err != nil {
		t.Fatal(err)
	}
	return c, c.Item("st0ry1")
}

func seenAfter(t *testing.T, file, old, text string) map[string]string {
	t.Helper()
	files := project()
	before := string(files[file].Data)
	if !strings.Contains(before, old) {
		t.Fatalf("%s has no %q", file, old)
	}
	files[file] = &fstest.MapFile{Data: []byte(strings.Replace(before, old, text, 1))}
	c, i := load(t, files)
	return Seen(c, i)
}

func TestWhatReopens(t *testing.T) {
	c, i := load(t, project())
	now := Seen(c, i)
	tests := []struct{ name, file, old, text, want string }{
		{"one word", storyFR, "Premier", "Second", "le texte (fr), « Second paragraphe d'essai : « bonjour ». »"},
		{"the title", storyFR, "Un récit", "Un autre récit", "l’en-tête (fr)"},
		{"the safety class", storyFR, "medium", "low", "l’en-tête (fr)"},
		{"the entry of the person", people, "une agente", "une gendarme", "la fiche de la personne pers2n"},
		{"the quoted words", words, "à tous", "à toutes", "les paroles tr4nsc#s7f3q"},
		{"a paragraph less", storyFR, "Premier paragraphe d'essai : « bonjour ».\n\n", "", "le texte (fr)"},
		{"spaces and typography", storyFR, "d'essai : « bonjour »", "d’essai\u202f: «\u00a0bonjour\u00a0»", ""},
		{"a line break", storyFR, "Premier paragraphe", "Premier\nparagraphe", ""},
		{"draft and slug", storyFR, "slug: a\n", "slug: b\ndraft: false\n", ""},
		{"a later review of the person", people, "2027-01-01", "2028-01-01", ""},
		{"the seal of a quotation", storyFR, `words="abc"`, `words="xyz"`, ""},
		{"words that are not quoted", words, "Autre chose", "Rien", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			parts := Changed(now, seenAfter(t, tt.file, tt.old, tt.text))
			files := project()
			files[tt.file] = &fstest.MapFile{Data: []byte(strings.Replace(string(files[tt.file].Data), tt.old, tt.text, 1))}
			_, item := load(t, files)
			if got := Describe(item, parts).FR; got != tt.want {
				t.Errorf("changed %q, want %q", got, tt.want)
			}
		})
	}
}

func review(by, role, on, answer string, seen map[string]string) Review {
	return Review{By: by, Role: role, On: on, Seen: seen, Answers: map[string]Answer{
		"serving": {Value: answer}, "risk": {Value: answer}, "harm": {Value: answer},
	}}
}

func TestState(t *testing.T) {
	now := map[string]string{"fr text": "aa"}
	old := map[string]string{"fr text": "bb"}
	tests := []struct {
		name     string
		question string
		reviews  []Review
		want     Standing
		ok       bool
	}{
		{"nobody", "risk", nil, Open, false},
		{"security", "risk", []Review{review("AB", "security", "2026-11-01", Yes, now)}, Granted, true},
		{"another role", "risk", []Review{review("AB", "editor", "2026-11-01", Yes, now)}, Open, false},
		{"longer than a quarter ago", "risk", []Review{review("AB", "security", "2026-08-01", Yes, now)}, Due, true},
		{"the text has changed", "risk", []Review{review("AB", "security", "2026-11-01", Yes, old)}, Reopened, false},
		{"no", "risk", []Review{review("AB", "security", "2026-11-01", No, now)}, Refused, false},
		{"not sure", "risk", []Review{review("AB", "security", "2026-11-01", Unsure, now)}, Refused, false},
		{"a no of somebody else stands", "risk", []Review{review("CD", "editor", "2026-10-01", No, now), review("AB", "security", "2026-11-01", Yes, now)}, Refused, false},
		{"no about an older text", "risk", []Review{review("AB", "security", "2026-11-01", No, old)}, Open, false},
		{"the same person has changed their mind", "risk", []Review{review("AB", "security", "2026-10-01", No, now), review("AB", "security", "2026-11-01", Yes, now)}, Granted, true},
		{"one of two", "serving", []Review{review("AB", "security", "2026-11-01", Yes, now)}, Open, false},
		{"two persons, one role", "serving", []Review{review("AB", "security", "2026-11-01", Yes, now), review("CD", "security", "2026-11-01", Yes, now)}, Open, false},
		{"one person, two roles", "serving", []Review{review("AB", "security", "2026-11-01", Yes, now), review("AB", "editor", "2026-11-01", Yes, now)}, Open, false},
		{"two roles without security", "serving", []Review{review("AB", "management", "2026-11-01", Yes, now), review("CD", "editor", "2026-11-01", Yes, now)}, Open, false},
		{"two roles", "serving", []Review{review("AB", "security", "2026-11-01", Yes, now), review("CD", "editor", "2026-11-01", Yes, now)}, Granted, true},
		{"one of two is about an older text", "serving", []Review{review("AB", "security", "2026-11-01", Yes, old), review("CD", "editor", "2026-11-01", Yes, now)}, Reopened, false},
	}
	clock := time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			l := &Ledger{items: map[string][]Review{"st0ry1": tt.reviews}}
			s := l.State("st0ry1", Find(tt.question), now, clock)
			if s.Standing != tt.want || s.OK() != tt.ok {
				t.Errorf("standing %d ok %v, want %d %v", s.Standing, s.OK(), tt.want, tt.ok)
			}
		})
	}
}

// TestLedgerComesBack writes a ledger, reads it as part of a corpus, and writes it again.
func TestLedgerComesBack(t *testing.T) {
	c, i := load(t, project())
	l := Of(c)
	r := review("AB", "security", "2026-11-23", Yes, Seen(c, i))
	r.Answers["risk"] = Answer{No, "Trop \"précis\" : voir\nplus tard"}
	l.Add("st0ry1", r)
	files := project()
	files[Path] = &fstest.MapFile{Data: l.Bytes()}
	c, i = load(t, files)
	if len(c.Found) > 0 {
		t.Fatal(c.Found)
	}
	again := Of(c)
	if string(again.Bytes()) != string(l.Bytes()) {
		t.Errorf("got\n%s\nwant\n%s", again.Bytes(), l.Bytes())
	}
	if s := again.State("st0ry1", Find("harm"), Seen(c, i), time.Time{}); s.Standing != Granted {
		t.Errorf("the answer does not count any more: %v", s)
	}
}

func TestQuestions(t *testing.T) {
	for _, q := range Questions() {
		if q.Text.FR == "" || q.Text.EN == "" || q.Ask.FR == "" || q.Ask.EN == "" || q.Least < 1 {
			t.Errorf("%s is not complete", q.ID)
		}
		if q.Role != "" && !slices.Contains(Roles(), q.Role) {
			t.Errorf("%s wants an unknown role", q.ID)
		}
		for _, s := range []string{q.Text.FR, q.Ask.FR} {
			for _, bad := range []string{" :", " ;", " !", " ?", "« ", " »"} {
				if strings.Contains(s, bad) {
					t.Errorf("%s: an ordinary space in %q: %s", q.ID, bad, s)
				}
			}
		}
	}
	if ids := IDs(); len(ids) != len(maps.Collect(slices.All(ids))) || !Known("risk") || Known("x") {
		t.Errorf("ids %q", ids)
	}
	for _, r := range Roles() {
		if RoleName(r).FR == "" || RoleName(r).EN == "" {
			t.Errorf("role %s has no name", r)
		}
	}
}
