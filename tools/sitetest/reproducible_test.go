package sitetest

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"testing/fstest"
)

// TestBuildIsReproducible builds a copy of the project in another folder, another
// time zone and on one processor, and wants the same bytes.
func TestBuildIsReproducible(t *testing.T) {
	want := built(t)
	t.Setenv("TZ", "Pacific/Kiritimati")
	t.Setenv("GOMAXPROCS", "1")
	t.Setenv("LANG", "tr_TR.UTF-8")
	source, err := project()
	if err != nil {
		t.Fatal(err)
	}
	copied := filepath.Join(t.TempDir(), "elsewhere")
	if err := copyProject(source, copied); err != nil {
		t.Fatal(err)
	}
	destination := filepath.Join(t.TempDir(), "site")
	if err := build(t.Context(), copied, destination, rootBase); err != nil {
		t.Fatal(err)
	}
	for _, complaint := range differences(t, want.files, os.DirFS(destination)) {
		t.Error(complaint)
	}
}

// differences compares two trees byte by byte.
func differences(t *testing.T, a, b fs.FS) (found []string) {
	t.Helper()
	first, second := contents(t, a), contents(t, b)
	for name, data := range first {
		other, there := second[name]
		switch {
		case !there:
			found = append(found, name+" is missing in the second build")
		case !bytes.Equal(data, other):
			found = append(found, name+" differs")
		}
	}
	for name := range second {
		if _, there := first[name]; !there {
			found = append(found, name+" is missing in the first build")
		}
	}
	slices.Sort(found)
	return found
}

func contents(t *testing.T, files fs.FS) map[string][]byte {
	t.Helper()
	all := map[string][]byte{}
	err := fs.WalkDir(files, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		all[name], err = fs.ReadFile(files, name)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestDifferences(t *testing.T) {
	file := func(s string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(s)} }
	got := differences(t, fstest.MapFS{"a": file("1"), "b": file("1"), "c": file("1")}, fstest.MapFS{"a": file("1"), "b": file("2"), "d": file("1")})
	if want := []string{"b differs", "c is missing in the second build", "d is missing in the first build"}; !slices.Equal(got, want) {
		t.Errorf("differences = %q, want %q", got, want)
	}
}
