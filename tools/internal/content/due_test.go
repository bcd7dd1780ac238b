package content

import (
	"slices"
	"testing"
	"testing/fstest"
	"time"
)

func at(t *testing.T, text string) time.Time {
	t.Helper()
	now, err := time.Parse(time.RFC3339, text)
	if err != nil {
		t.Fatal(err)
	}
	return now
}

func TestPublic(t *testing.T) {
	tests := []struct {
		head, now             string
		public, held, expired bool
	}{
		{"date: 2026-01-01", "2026-01-01T00:00:00Z", true, false, false},
		{"date: 2026-01-01", "2025-12-31T23:59:59Z", false, true, false},
		{"date: 2026-01-01\nembargo: 2026-02-01", "2026-01-31T23:59:59Z", false, true, false},
		{"date: 2026-01-01\nembargo: 2026-02-01", "2026-02-01T00:00:00Z", true, false, false},
		{"date: 2026-01-01\nembargo: 2026-02-01T09:30:00+02:00", "2026-02-01T07:29:59Z", false, true, false},
		{"date: 2026-01-01\nembargo: 2026-02-01T09:30:00+02:00", "2026-02-01T07:30:00Z", true, false, false},
		{"date: 2026-01-01\nexpires: 2026-03-01", "2026-02-28T23:59:59Z", true, false, false},
		{"date: 2026-01-01\nexpires: 2026-03-01", "2026-03-01T00:00:01Z", false, false, true},
		{"date: 2026-01-01\ndraft: true", "2026-03-01T00:00:00Z", false, false, false},
	}
	for _, tt := range tests {
		c := load(t, fstest.MapFS{"content/stories/a/index.fr.md": file("---\nid: a1b2c3\n" + tt.head + "\n---\n")})
		v := c.Items[0].Versions[0]
		now := at(t, tt.now)
		if v.Public(now) != tt.public || v.Held(now) != tt.held || v.Expired(now) != tt.expired {
			t.Errorf("%q at %s: public %v held %v expired %v", tt.head, tt.now, v.Public(now), v.Held(now), v.Expired(now))
		}
		if v.Held(time.Time{}) || v.Expired(time.Time{}) {
			t.Errorf("%q is judged without a clock", tt.head)
		}
		if got := c.Items[0].Held(now); got != tt.held {
			t.Errorf("%q at %s: the item is held: %v", tt.head, tt.now, got)
		}
		c.Now = now
		if got := len(c.Expired()) == 1; got != tt.expired {
			t.Errorf("%q at %s: the item is expired: %v", tt.head, tt.now, got)
		}
	}
}

func TestHeldTranscripts(t *testing.T) {
	p := fstest.MapFS{
		"content/interviews/a/index.fr.md": file("---\nid: a1b2c3\ndate: 2026-01-01\ntranscript: tr4nsc\n---\n"),
		"content/interviews/b/index.fr.md": file("---\nid: b1b2c3\ndate: 2026-02-01\ntranscript: tr4nsc\n---\n"),
		"content/interviews/c/index.fr.md": file("---\nid: c1b2c3\ndate: 2026-02-01\ntranscript: c4nsc1\n---\n"),
		"content/interviews/d/index.fr.md": file("---\nid: d1b2c3\ndate: 2026-01-01\ndraft: true\ntranscript: d4nsc1\n---\n"),
		"content/interviews/e/index.fr.md": file("---\nid: e1b2c3\ndate: 2026-01-01\nexpires: 2026-01-10\ntranscript: e4nsc1\n---\n"),
	}
	c := load(t, p)
	if len(c.HeldTranscripts()) > 0 {
		t.Error("transcripts are held without a clock")
	}
	c.Now = at(t, "2026-01-15T00:00:00Z")
	held := c.HeldTranscripts()
	if len(held) != 2 || !held["c4nsc1"] || !held["e4nsc1"] {
		t.Errorf("held: %v", held)
	}
}

func TestEndOfConsent(t *testing.T) {
	p := project()
	p["data/people.yaml"] = file("pers2n:\n  basis: {kind: consent, valid_until: 2026-06-30}\n  review_by: 2026-12-31\n  scopes: [web, offline]\n")
	c := load(t, p)
	person, ok := c.Person("pers2n")
	if day, key := person.Ends(); !ok || day != "2026-06-30" || key != "basis.valid_until" {
		t.Errorf("ends %s %s", day, key)
	}
	if person.Expired(at(t, "2026-06-30T23:59:59Z")) || !person.Expired(at(t, "2026-07-01T00:00:00Z")) || person.Expired(time.Time{}) {
		t.Error("the last day still counts, the next one does not")
	}
	if _, ok := c.Person("nobody"); ok {
		t.Error("found nobody")
	}
}

func TestPeopleOfAnItem(t *testing.T) {
	p := project()
	p["data/people.yaml"] = file("pers2n:\n  scopes: [web, offline]\n  review_by: 2026-12-31\nspe4ks:\n  scopes: [web]\n  review_by: 2026-12-31\n")
	p["data/transcripts/tr4nsc.yaml"] = file("id: tr4nsc\nlanguage: fr\nspeakers: [{id: a, person: spe4ks}]\nsegments:\n  - {id: s7f3q, speaker: a, text: Bonjour.}\n")
	p["content/about/index.fr.md"] = file("---\nid: ab0vt1\npeople: [pers2n]\n---\n{{< person id=\"pers2n\" >}} {{< quote ref=\"tr4nsc#s7f3q\" >}}\n")
	p["content/handbook/photos/index.fr.md"] = file("---\nid: h2h2h2\n---\n{{< person \"pers2n\" >}}\n")
	c := load(t, p)
	if got := c.PeopleOf(c.Item("ab0vt1")); !slices.Equal(got, []string{"pers2n", "spe4ks"}) {
		t.Errorf("people %q", got)
	}
	if c.Allows(c.Item("ab0vt1"), "offline") || !c.Allows(c.Item("h2h2h2"), "offline") || !c.Allows(c.Item("b2b2b2"), "offline") {
		t.Error("a use is allowed when everybody allows it")
	}
	if c.Now = at(t, "2027-01-01T00:00:00Z"); c.Allows(c.Item("h2h2h2"), "offline") {
		t.Error("an ended basis allows nothing")
	}
}
