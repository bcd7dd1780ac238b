package abbreviation

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var meanings = map[string]Meanings{
	"fr": {"FSI": "forces de sécurité intérieure", "PSDC": "politique de sécurité et de défense commune", "L&O": "loi & ordre"},
	"en": {"ISF": "Internal Security Forces"},
}

func TestPage(t *testing.T) {
	const fsi = `<abbr title="forces de sécurité intérieure">FSI</abbr>`
	tests := []struct{ name, in, want string }{
		{"first use only", `<p>Les FSI et les FSI.</p><p>FSI</p>`, `<p>Les ` + fsi + ` et les FSI.</p><p>FSI</p>`},
		{"explained before", `<p>Les forces de sécurité intérieure (FSI).</p><p>Les FSI</p>`, ``},
		{"explained after", `<p>Les FSI, ou forces de sécurité intérieure.</p><p>Les FSI</p>`, ``},
		{"explained across elements", `<p>Les <em>Forces de sécurité intérieure</em> (FSI)</p>`, ``},
		{"explained in another paragraph", `<p>Les forces de sécurité intérieure.</p><p>Les FSI</p>`, `<p>Les forces de sécurité intérieure.</p><p>Les ` + fsi + `</p>`},
		{"explained by a template", `<p><abbr title="x">FSI</abbr> et FSI</p>`, ``},
		{"not in links and headings, but after", `<h2>FSI</h2><p><a href="/">FSI</a> FSI</p>`, `<h2>FSI</h2><p><a href="/">FSI</a> ` + fsi + `</p>`},
		{"not in code", `<p><code>FSI</code></p><pre>FSI</pre>`, ``},
		{"not in words of another language", `<p lang="en">FSI ISF</p>`, ``},
		{"not a part of a word", `<p>FSIX, FSI-2, PESC/FSI, fsi</p>`, ``},
		{"a mark after it", `<p>l’État, FSI; «FSI»</p>`, `<p>l’État, ` + fsi + `; «FSI»</p>`},
		{"void elements", `<p>Un<br>FSI</p>`, `<p>Un<br>` + fsi + `</p>`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if tt.want == "" {
				tt.want = tt.in
			}
			const head, foot = `<!doctype html><html lang="fr"><head><title>FSI</title></head><body><header>FSI</header><main>`, `</main><footer>FSI</footer></body></html>`
			got := string(Page([]byte(head+tt.in+foot), meanings))
			got = strings.TrimSuffix(strings.TrimPrefix(got, head), foot)
			if got != tt.want {
				t.Errorf("\n got %s\nwant %s", got, tt.want)
			}
			if again := Page([]byte(head+got+foot), meanings); string(again) != head+got+foot {
				t.Error("doing it twice changes the page")
			}
		})
	}
}

func TestPageWithoutLanguageIsCopied(t *testing.T) {
	for _, in := range []string{`<main><p>FSI</p></main>`, `<html lang="bm"><main>FSI</main>`, `</p><main>`, ``} {
		if got := Page([]byte(in), meanings); string(got) != in {
			t.Errorf("%q became %q", in, got)
		}
	}
}

func TestDir(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("a.html", `<html lang="en"><main><p>The ISF.</p></main></html>`)
	write("b.txt", `<html lang="en"><main>ISF</main></html>`)
	if err := Dir(dir, meanings); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]bool{"a.html": true, "b.txt": false} {
		data, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil || bytes.Contains(data, []byte("<abbr")) != want {
			t.Errorf("%s: %s %v", name, data, err)
		}
	}
	if err := Dir(filepath.Join(dir, "none"), meanings); err == nil {
		t.Error("no error for a folder that does not exist")
	}
}

// FuzzPage: nothing but abbr elements is ever added.
func FuzzPage(f *testing.F) {
	f.Add([]byte(`<html lang="fr"><main><p>FSI <b>x</b></p></main>`))
	f.Add([]byte(`<html lang=fr><main><!-- FSI --><script>FSI</script>FSI`))
	f.Fuzz(func(t *testing.T, page []byte) {
		got := string(Page(page, meanings))
		stripped := strings.ReplaceAll(got, `<abbr title="forces de sécurité intérieure">FSI</abbr>`, "FSI")
		plain := strings.ReplaceAll(string(page), `<abbr title="forces de sécurité intérieure">FSI</abbr>`, "FSI")
		if stripped != plain && !strings.Contains(got, "politique") {
			t.Errorf("%q became %q", page, got)
		}
	})
}
