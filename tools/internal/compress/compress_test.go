package compress

import (
	"bytes"
	"compress/gzip"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"
)

func write(t *testing.T, root, name, text string) {
	t.Helper()
	name = filepath.Join(root, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func read(t *testing.T, root, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestCopiesHoldTheFile(t *testing.T) {
	root := t.TempDir()
	page := strings.Repeat("<p>La police de proximité, à Bamako.</p>", 50)
	write(t, root, "fr/index.html", page)
	write(t, root, "search/fr-x/w1.js", page)
	write(t, root, "small.txt", "x")
	write(t, root, "photo.webp", page)
	if err := Dir(root, "", Best); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"fr/index.html", "search/fr-x/w1.js"} {
		unzipped, err := gzip.NewReader(bytes.NewReader(read(t, root, name+".gz")))
		if err != nil {
			t.Fatal(err)
		}
		for format, r := range map[string]io.Reader{"gz": unzipped, "br": brotli.NewReader(bytes.NewReader(read(t, root, name+".br")))} {
			if got, err := io.ReadAll(r); err != nil || string(got) != page {
				t.Errorf("%s.%s holds something else: %v", name, format, err)
			}
		}
	}
	for _, name := range []string{"small.txt.gz", "photo.webp.gz", "photo.webp.br"} {
		if _, err := os.Stat(filepath.Join(root, name)); err == nil {
			t.Errorf("%s should not be there", name)
		}
	}
}

// TestFormerCopies takes over the copy of a file that is the same, and of no other.
func TestFormerCopies(t *testing.T) {
	root, former := t.TempDir(), t.TempDir()
	page := strings.Repeat("a long page ", 100)
	write(t, root, "same.html", page)
	write(t, root, "changed.html", page)
	write(t, former, "same.html", page)
	write(t, former, "same.html.br", "from before")
	write(t, former, "changed.html", page+"!")
	write(t, former, "changed.html.br", "from before")
	write(t, former, "gone.html", page)
	write(t, former, "gone.html.br", "from before")
	if err := Dir(root, former, Best); err != nil {
		t.Fatal(err)
	}
	if got := read(t, root, "same.html.br"); string(got) != "from before" {
		t.Errorf("the copy was made again: %q", got)
	}
	if got := read(t, root, "changed.html.br"); string(got) == "from before" {
		t.Error("a changed file has the copy of its former words")
	}
	if len(read(t, root, "same.html.gz")) == 0 {
		t.Error("a copy that was missing before is missing still")
	}
	if _, err := os.Stat(filepath.Join(root, "gone.html.br")); err == nil {
		t.Error("the copy of a withdrawn file came back")
	}
}

func TestQualityDependsOnTheSize(t *testing.T) {
	for total, want := range map[int64]int{3e6: 11, 30e6: 10, 600e6: 5} {
		if got := qualityFor(total); got != want {
			t.Errorf("%d bytes: quality %d, want %d", total, got, want)
		}
	}
}

func TestMissingFolder(t *testing.T) {
	if err := Dir(filepath.Join(t.TempDir(), "none"), "", Best); err == nil {
		t.Error("no error")
	}
}
