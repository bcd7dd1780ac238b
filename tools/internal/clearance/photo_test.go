package clearance

import (
	"encoding/json"
	"strings"
	"testing"
	"testing/fstest"
	"time"
)

// TestPhotos shows photographs to templates only when everybody in them allows it, and
// nothing of the entry that is not for readers.
func TestPhotos(t *testing.T) {
	page := func(more string) *fstest.MapFile {
		return file("---\nid: st0ry1\ndate: 2026-01-01\nphoto: k4m9t2\n" + more + "---\n")
	}
	entry := func(people string) *fstest.MapFile {
		return file("k4m9t2:\n  item: st0ry1\n  file: k4m9t2.jpg\n  alt: {fr: Une rue, en: A street}\n  credit: {fr: La mission, en: The mission}\n" +
			"  licence: {fr: CC, en: CC}\n  people: [" + people + "]\n  by: QXZ\n")
	}
	tests := []struct {
		name, person, people, page string
		drafts, want               bool
	}{
		{"nobody", "scopes: []", "", "", false, true},
		{"somebody who agreed", "scopes: [photo]", "pers2n", "", false, true},
		{"somebody who did not", "scopes: [web]", "pers2n", "", false, false},
		{"somebody who withdrew", "scopes: [photo]\n  withdrawn: {date: 2026-01-01, reason: other}", "pers2n", "", false, false},
		{"an agreement that is over", "scopes: [photo]\n  review_by: 2026-02-01", "pers2n", "", false, false},
		{"somebody unknown", "scopes: [photo]", "pers9n", "", false, false},
		{"a draft", "scopes: []", "", "draft: true\n", false, false},
		{"a draft, for its author", "scopes: []", "", "draft: true\n", true, true},
	}
	for _, tt := range tests {
		c := corpus(t, "pers2n:\n  role: {fr: a, en: a}\n  attribution: role_only\n  "+tt.person+"\n", fstest.MapFS{
			"content/stories/x/index.fr.md": page(tt.page), "data/photos.yaml": entry(tt.people),
		})
		c.Now = time.Date(2026, 6, 1, 0, 0, 0, 0, time.UTC)
		files, err := Of(c).Overlay(tt.drafts)
		if err != nil {
			t.Fatal(err)
		}
		var photos map[string]photoData
		if err := json.Unmarshal(files[photosPath], &photos); err != nil {
			t.Fatal(err)
		}
		if got := photos["k4m9t2"]; (got.File != "") != tt.want || tt.want && got.Alt["fr"] != "Une rue" {
			t.Errorf("%s: %+v", tt.name, got)
		}
		if strings.Contains(string(files[photosPath]), "QXZ") {
			t.Errorf("%s: the initials are for us only", tt.name)
		}
	}
}
