package destination

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

func write(t *testing.T, name, data string) {
	t.Helper()
	if err := errors.Join(os.MkdirAll(filepath.Dir(name), 0o755), os.WriteFile(name, []byte(data), 0o644)); err != nil {
		t.Fatal(err)
	}
}

// names lists a folder.
func names(t *testing.T, folder string) []string {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	for _, e := range entries {
		list = append(list, e.Name())
	}
	return list
}

// build makes a site of one file at the path.
func build(t *testing.T, path, file string) {
	t.Helper()
	s, err := Prepare(path)
	if err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(s.Folder, file), file)
	if err := s.Commit(); err != nil {
		t.Fatal(err)
	}
	if err := s.Discard(); err != nil {
		t.Fatal(err)
	}
}

func TestCommitReplacesAll(t *testing.T) {
	parent := t.TempDir()
	path := filepath.Join(parent, "not", "yet", "public")
	build(t, path, "stale.html")
	build(t, path, "new.html")
	if got, want := names(t, path), []string{Marker, "new.html"}; !slices.Equal(got, want) {
		t.Errorf("the site holds %q, want %q", got, want)
	}
	if got := names(t, filepath.Dir(path)); len(got) != 1 {
		t.Errorf("left beside the site: %q", got)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm()&0o500 != 0o500 {
		t.Errorf("mode of the site: %v, %v", info.Mode(), err)
	}
}

func TestCommitIntoEmptyFolder(t *testing.T) {
	path := t.TempDir()
	build(t, path, "a.html")
	if got := names(t, path); !slices.Contains(got, "a.html") {
		t.Errorf("the site holds %q", got)
	}
}

func TestDiscardKeepsTheFormerSite(t *testing.T) {
	path := filepath.Join(t.TempDir(), "public")
	build(t, path, "a.html")
	s, err := Prepare(path)
	if err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(s.Folder, "half.html"), "")
	if err := s.Discard(); err != nil {
		t.Fatal(err)
	}
	if got := names(t, path); !slices.Contains(got, "a.html") {
		t.Errorf("the site holds %q", got)
	}
	if got := names(t, filepath.Dir(path)); len(got) != 1 {
		t.Errorf("left beside the site: %q", got)
	}
}

func TestPrepareRefuses(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "file"), "x")
	write(t, filepath.Join(dir, "photos", "family.jpg"), "x")
	tests := map[string]struct {
		path string
		want error
	}{
		"a file":                  {filepath.Join(dir, "file"), ErrFile},
		"somebody's folder":       {filepath.Join(dir, "photos"), ErrForeign},
		"a folder below a file":   {filepath.Join(dir, "file", "public"), nil},
		"a folder above a source": {dir, ErrForeign},
	}
	for name, test := range tests {
		s, err := Prepare(test.path)
		if err == nil || s != nil || test.want != nil && !errors.Is(err, test.want) {
			t.Errorf("Prepare of %s: %v, %v; want %v", name, s, err, test.want)
		}
	}
	if got := names(t, dir); len(got) != 2 {
		t.Errorf("refusals left %q", got)
	}
	if got := names(t, filepath.Join(dir, "photos")); !slices.Equal(got, []string{"family.jpg"}) {
		t.Errorf("somebody's folder holds %q now", got)
	}
}

func TestCommitRefusesWhatCameIntoTheWay(t *testing.T) {
	path := filepath.Join(t.TempDir(), "public")
	s, err := Prepare(path)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Discard()
	write(t, filepath.Join(path, "thesis.odt"), "x")
	if err := s.Commit(); !errors.Is(err, ErrForeign) {
		t.Errorf("Commit = %v, want ErrForeign", err)
	}
}

func TestCommitRestoresTheFormerSite(t *testing.T) {
	path := filepath.Join(t.TempDir(), "public")
	build(t, path, "a.html")
	s, err := Prepare(path)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Discard()
	boom := errors.New("boom")
	s.rename = func(from, to string) error {
		if from == s.Folder {
			return boom
		}
		return os.Rename(from, to)
	}
	if err := s.Commit(); !errors.Is(err, boom) {
		t.Errorf("Commit = %v, want the failure", err)
	}
	if got := names(t, path); !slices.Contains(got, "a.html") {
		t.Errorf("after a failed commit the site holds %q", got)
	}
}

func TestCommitKeepsTheFormerSiteWhenItCannotMove(t *testing.T) {
	path := filepath.Join(t.TempDir(), "public")
	build(t, path, "a.html")
	s, err := Prepare(path)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Discard()
	s.rename = func(string, string) error { return os.ErrPermission }
	if err := s.Commit(); !errors.Is(err, os.ErrPermission) {
		t.Errorf("Commit = %v", err)
	}
	if got := names(t, path); !slices.Contains(got, "a.html") {
		t.Errorf("the site holds %q", got)
	}
}

func TestPrepareMendsAnInterruptedBuild(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "public")
	build(t, path, "a.html")
	if err := os.Rename(path, path+".old-00000001"); err != nil {
		t.Fatal(err)
	}
	write(t, path+".new-00000002/half.html", "")
	write(t, path+".new-00000003/running.html", "")
	write(t, path+".new-notours/x", "")
	old := time.Now().Add(-2 * time.Hour)
	if err := os.Chtimes(path+".new-00000002", old, old); err != nil {
		t.Fatal(err)
	}
	s, err := Prepare(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Discard(); err != nil {
		t.Fatal(err)
	}
	if got := names(t, path); !slices.Contains(got, "a.html") {
		t.Errorf("the former site did not come back: %q", got)
	}
	want := []string{"public", "public.new-00000003", "public.new-notours"}
	if got := names(t, dir); !slices.Equal(got, want) {
		t.Errorf("beside the site: %q, want %q", got, want)
	}
}

func TestCommitReplacesTheFolderBehindALink(t *testing.T) {
	dir := t.TempDir()
	target, link := filepath.Join(dir, "real"), filepath.Join(dir, "link")
	if err := os.Mkdir(target, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(target, link); err != nil {
		t.Skip("this system makes no symbolic links: ", err)
	}
	build(t, link, "a.html")
	if info, err := os.Lstat(link); err != nil || info.Mode()&os.ModeSymlink == 0 {
		t.Errorf("the link is no link any more: %v, %v", info, err)
	}
	if got := names(t, target); !slices.Contains(got, "a.html") {
		t.Errorf("the folder behind the link holds %q", got)
	}
}

func TestMarkerSpeaksBothLanguages(t *testing.T) {
	if !strings.Contains(markerText, "remplacé") || !strings.Contains(markerText, "replaced") {
		t.Errorf("marker = %q", markerText)
	}
}
