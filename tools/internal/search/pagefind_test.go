package search_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// pagefind is the program in the version of tools/sitetest/package.json. Where
// everything must be there it comes from npm into a folder of this test: another test
// may be filling tools/sitetest/node_modules at the same time.
func pagefind(t *testing.T) string {
	t.Helper()
	packages := filepath.Join("..", "..", "sitetest")
	if os.Getenv("CI") != "true" {
		program, err := filepath.Abs(filepath.Join(packages, "node_modules", ".bin", "pagefind"))
		if err == nil {
			_, err = exec.LookPath(program)
		}
		if err != nil {
			t.Skip("NOT TESTED: no Pagefind. Run npm ci --ignore-scripts in tools/sitetest.")
		}
		return program
	}
	own := t.TempDir()
	for _, name := range []string{"package.json", "package-lock.json"} {
		data, err := os.ReadFile(filepath.Join(packages, name))
		if err == nil {
			err = os.WriteFile(filepath.Join(own, name), data, 0o644)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	npm := exec.Command("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
	npm.Dir = own
	if out, err := npm.CombinedOutput(); err != nil {
		t.Fatalf("npm ci: %v\n%s", err, out)
	}
	return filepath.Join(own, "node_modules", ".bin", "pagefind")
}

// TestAgainstPagefind asks Pagefind, the yardstick, the same questions about the same
// pages. It knows no segments, so both are graded by the page that they lead to.
func TestAgainstPagefind(t *testing.T) {
	program := pagefind(t)
	folder := searchedPages(t)
	if out, err := exec.Command(program, "--site", folder, "--root-selector", "main").CombinedOutput(); err != nil {
		t.Fatalf("pagefind: %v\n%s", err, out)
	}
	ctx := openTab(t)
	server := httptest.NewServer(http.FileServer(http.Dir(folder)))
	t.Cleanup(server.Close)
	for language, file := range searchPages {
		t.Run(language, func(t *testing.T) {
			r, err := openIndex(os.DirFS(siteFolder(t)), file)
			if err != nil {
				t.Fatal(err)
			}
			do(t, ctx, chromedp.Navigate(server.URL+"/"+language+".html"))
			var ours, theirs int
			list := questions(t, language)
			for _, q := range list {
				q.want = pagesOf(q.want)
				a, b := q.answeredBy(topPages(ownPages(r, q.query))), q.answeredBy(topPages(pagefindPages(t, ctx, q.query, language)))
				if a {
					ours++
				}
				if b {
					theirs++
				}
				if a != b {
					t.Logf("%q: own search %t, Pagefind %t", q.query, a, b)
				}
			}
			t.Logf("pages among the first three, of %d: own search %d, Pagefind %d", len(list), ours, theirs)
			if ours < theirs {
				t.Errorf("Pagefind answers %d, the own search %d", theirs, ours)
			}
		})
	}
}

// searchedPages copies the pages that the own index reads, and a bare page for each
// language to search from.
func searchedPages(t *testing.T) string {
	t.Helper()
	folder, site := t.TempDir(), siteFolder(t)
	err := filepath.WalkDir(site, func(name string, d os.DirEntry, err error) error {
		if err != nil || d.Name() != "index.html" {
			return err
		}
		data, err := os.ReadFile(name)
		if err != nil || !strings.Contains(string(data), " data-kind=") {
			return err
		}
		rest, err := filepath.Rel(site, name)
		if err != nil {
			return err
		}
		to := filepath.Join(folder, rest)
		if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
			return err
		}
		return os.WriteFile(to, data, 0o644)
	})
	for language := range searchPages {
		if err == nil {
			bare := fmt.Sprintf(`<!doctype html><html lang="%s"><title>x</title><body data-pagefind-ignore="all"></body></html>`, language)
			err = os.WriteFile(filepath.Join(folder, language+".html"), []byte(bare), 0o644)
		}
	}
	if err != nil {
		t.Fatal(err)
	}
	return folder
}

// pagesOf takes the fragments away, so that a page stands for its parts.
func pagesOf(addresses []string) []string {
	var list []string
	for _, a := range addresses {
		page, _, _ := strings.Cut(a, "#")
		list = append(list, page)
	}
	return list
}

// topPages are the first three different pages.
func topPages(addresses []string) []string {
	var list []string
	for _, a := range pagesOf(addresses) {
		if !slices.Contains(list, a) {
			list = append(list, a)
		}
	}
	return list[:min(3, len(list))]
}

func ownPages(r *reading, query string) []string {
	var list []string
	for _, h := range r.search(query, "", "", 40) {
		list = append(list, h.address)
	}
	return list
}

func pagefindPages(t *testing.T, ctx context.Context, query, language string) []string {
	t.Helper()
	text, err := json.Marshal(query)
	if err != nil {
		t.Fatal(err)
	}
	found := evaluate[[]string](t, ctx, fmt.Sprintf(`import("/pagefind/pagefind.js").then(async (p) => {
  await p.init();
  const {results} = await p.search(%s);
  return Promise.all(results.slice(0, 3).map(async (r) => (await r.data()).url));
})`, text))
	var list []string
	for _, address := range found {
		list = append(list, "../"+strings.TrimPrefix(path.Clean(address), "/"+language+"/")+"/")
	}
	return list
}
