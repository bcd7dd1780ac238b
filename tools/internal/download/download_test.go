package download

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestFill(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "fr/x/index.html", `<html lang="fr"><a href="t.fr.txt" download data-download="abcd">Texte</a> <span data-size-of="t.fr.txt"></span>`)
	write(t, dir, "fr/y/index.html", `<html lang="fr"><p>rien</p>`)
	err := Fill(dir, func(name, ref string) ([]byte, error) {
		return []byte(strings.Repeat(name+ref, 100)), nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if got := read(t, dir, "fr/x/index.html"); got != "<html lang=\"fr\"><a href=\"t.fr.txt\" download>Texte</a> (1,2\u00a0Ko)" {
		t.Errorf("page: %q", got)
	}
	if got := read(t, dir, "fr/x/t.fr.txt"); got != strings.Repeat("t.fr.txtabcd", 100) {
		t.Errorf("file: %q", got)
	}
}

func TestFillWhenAWishCannotBeFulfilled(t *testing.T) {
	cases := map[string]string{
		"the maker fails":        `<html lang="fr"><a href="t.txt" data-download="no">x</a>`,
		"outside of the folder":  `<html lang="fr"><a href="../t.txt" data-download="abcd">x</a>`,
		"a size without a file":  `<html lang="fr"><a href="t.txt" data-download="abcd">x</a><span data-size-of="u.txt"></span>`,
		"an address of the site": `<html lang="fr"><a href="/t.txt" data-download="abcd">x</a>`,
	}
	for name, page := range cases {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			write(t, dir, "index.html", page)
			err := Fill(dir, func(_, ref string) ([]byte, error) {
				if ref == "no" {
					return nil, errors.New("no such transcript")
				}
				return []byte("x"), nil
			})
			if err == nil {
				t.Error("no error")
			}
		})
	}
}

func TestSize(t *testing.T) {
	for _, c := range []struct {
		bytes  int
		french bool
		want   string
	}{{340, false, "0.3 kB"}, {3400, true, "3,4\u00a0Ko"}, {2_500_000, true, "2,5\u00a0Mo"}, {2_500_000, false, "2.5 MB"}} {
		if got := Size(c.bytes, c.french); got != c.want {
			t.Errorf("Size(%d) = %q, want %q", c.bytes, got, c.want)
		}
	}
}

func write(t *testing.T, dir, name, content string) {
	t.Helper()
	path := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
}

func read(t *testing.T, dir, name string) string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
