package sitetest

import (
	"bytes"
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/txtar"

	"proximite/tools/internal/content"
	"proximite/tools/internal/finish"
	"proximite/tools/internal/hugosite"
)

// Words of testdata/embargo.txtar that stand only in the interview under embargo, its
// transcript and its addresses.
var embargoed = []string{"zibeline", "ornithoryn", "z3br4q", "z4br4q", "z3tr4n", "szbr4q"}

// TestEmbargoHoldsEverywhere builds the site with an interview under embargo, which a
// public story lists, links to and quotes: before its moment not one byte of the output
// knows of it; at its moment it is everywhere it belongs; when its time is over it is
// gone from everywhere again.
func TestEmbargoHoldsEverywhere(t *testing.T) {
	source := projectWith(t, "embargo")
	tests := []struct {
		now    string
		public bool
	}{
		{"2026-12-23T23:00:00Z", false},
		{"2026-12-24T00:00:01Z", true},
		{"2027-01-31T23:00:00Z", true},
		{"2027-02-01T00:00:01Z", false},
	}
	for _, tt := range tests {
		t.Run(tt.now, func(t *testing.T) {
			site := os.DirFS(buildAt(t, source, tt.now))
			if !tt.public {
				wantNowhere(t, site, embargoed)
				wantFile(t, site, "fr/recits/mangouste/index.html", "Mangouste", true)
				return
			}
			for _, file := range []string{
				"fr/entretiens/zibeline/index.html", "en/interviews/zibeline/index.html", "id/z3br4q/index.html",
				"fr/actualites/zibeline-de-plus/index.html", "en/news/one-more-zibeline/index.html", "id/z4br4q/index.html",
				"fr/entretiens/zibeline/transcript.fr.txt", "fr/index.xml", "en/index.xml", "fr/entretiens/index.xml", "fr/sitemap.xml", "en/sitemap.xml",
				"fr/entretiens/index.html", "fr/recits/mangouste/index.html", "en/stories/mangouste/index.html",
			} {
				wantFile(t, site, file, "", true)
			}
			wantFile(t, site, "fr/recits/mangouste/index.html", "ornithorynque", true)
			wantFile(t, site, "fr/recits/mangouste/index.html", "/fr/entretiens/zibeline/", true)
			wantFile(t, site, "fr/sitemap.xml", "zibeline", true)
			wantFile(t, site, "fr/index.xml", "Zibeline", true)
			wantFile(t, site, "fr/entretiens/index.html", "Zibeline", true)
		})
	}
}

// projectWith is a copy of the project with the files of testdata/<name>.txtar.
func projectWith(t *testing.T, name string) string {
	t.Helper()
	dir := t.TempDir()
	if err := copyProject(root, dir); err != nil {
		t.Fatal(err)
	}
	archive, err := txtar.ParseFile("testdata/" + name + ".txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range archive.Files {
		target := filepath.Join(dir, filepath.FromSlash(f.Name))
		if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(target, f.Data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// buildAt builds a site as newsroom would at a moment.
func buildAt(t *testing.T, source, moment string) string {
	t.Helper()
	now, err := time.Parse(time.RFC3339, moment)
	if err != nil {
		t.Fatal(err)
	}
	corpus, err := content.Load(os.DirFS(source))
	if err != nil {
		t.Fatal(err)
	}
	corpus.Now = now
	overlay, err := finish.Overlay(corpus, false)
	if err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(t.TempDir(), "site")
	out, err := hugosite.Build(context.Background(), hugosite.Options{Source: source, Destination: dir, BaseURL: rootBase, Overlay: overlay, Now: now})
	if err == nil && !out.OK {
		err = buildError(out)
	}
	if err == nil {
		err = finish.Site(corpus, dir)
	}
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

// wantNowhere fails for each file whose name or bytes hold one of the words.
func wantNowhere(t *testing.T, site fs.FS, words []string) {
	t.Helper()
	files := 0
	err := fs.WalkDir(site, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		files++
		data, err := fs.ReadFile(site, name)
		for _, w := range words {
			if strings.Contains(strings.ToLower(name), w) || bytes.Contains(bytes.ToLower(data), []byte(w)) {
				t.Errorf("%s knows %q", name, w)
			}
		}
		return err
	})
	if err != nil || files < 100 {
		t.Errorf("walked %d files: %v", files, err)
	}
}

// wantFile asks that a file exists, and whether it holds a text.
func wantFile(t *testing.T, site fs.FS, name, text string, want bool) {
	t.Helper()
	data, err := fs.ReadFile(site, name)
	if err != nil {
		t.Error(err)
		return
	}
	if strings.Contains(string(data), text) != want {
		t.Errorf("%s holds %q: want %v", name, text, want)
	}
}
