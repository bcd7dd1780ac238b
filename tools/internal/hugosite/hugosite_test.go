package hugosite

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/txtar"

	"proximite/tools/internal/diagnostic"
)

func TestMain(m *testing.M) {
	if IsChild() {
		os.Exit(RunChild(os.Args[1:]))
	}
	os.Exit(m.Run())
}

const miniSite = `
-- hugo.toml --
baseURL = 'https://example.org/sub/'
defaultContentLanguage = 'fr'
defaultContentLanguageInSubdir = true
disableKinds = ['RSS', 'sitemap', 'taxonomy', 'term']
[languages.fr]
weight = 1
[languages.fr.permalinks.page]
stories = '/recits/:slugorcontentbasename/'
[languages.en]
weight = 2
-- layouts/all.html --
<!doctype html><html lang="{{ site.Language.Lang }}"><title>{{ .Title }}</title><h1>{{ T "hello" }}</h1>{{ .Content }}
-- i18n/fr.yaml --
hello: Bonjour
-- i18n/en.yaml --
hello: Hello
-- content/stories/a/index.fr.md --
---
title: Un récit
slug: un-recit
---
Texte.
-- content/stories/a/index.en.md --
---
title: A story
---
Text.
-- content/stories/draft/index.fr.md --
---
title: Brouillon
draft: true
---
`

// site writes the mini site, changed by the files of a second archive.
func site(t *testing.T, changes string) Options {
	t.Helper()
	dir := t.TempDir()
	for _, archive := range []string{miniSite, changes} {
		for _, f := range txtar.Parse([]byte(archive)).Files {
			write(t, filepath.Join(dir, filepath.FromSlash(f.Name)), f.Data)
		}
	}
	return Options{Source: dir, Destination: filepath.Join(t.TempDir(), "out"), CacheDir: t.TempDir()}
}

func write(t *testing.T, name string, data []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, data, 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestBuildWhenSiteIsRight(t *testing.T) {
	o := site(t, "")
	out, err := Build(t.Context(), o)
	if err != nil || !out.OK || len(out.Findings) > 0 {
		t.Fatalf("Build = %+v, %v", out, err)
	}
	for name, want := range map[string]bool{
		"fr/recits/un-recit/index.html": true,
		"en/stories/a/index.html":       true,
		"fr/recits/draft/index.html":    false,
	} {
		_, err := os.Stat(filepath.Join(o.Destination, filepath.FromSlash(name)))
		if got := err == nil; got != want {
			t.Errorf("%s is there: %v, want %v", name, got, want)
		}
	}
	if _, err := os.Stat(filepath.Join(o.Source, ".hugo_build.lock")); err == nil {
		t.Error("the build left a lock file in the project")
	}
}

func TestBuildWithDraftsAndBaseURL(t *testing.T) {
	o := site(t, "-- layouts/page.html --\n{{ .Permalink }}\n")
	o.Drafts, o.BaseURL = true, "http://localhost:1313/"
	if out, err := Build(t.Context(), o); err != nil || !out.OK {
		t.Fatalf("Build = %+v, %v", out, err)
	}
	page, err := os.ReadFile(filepath.Join(o.Destination, "fr", "recits", "draft", "index.html"))
	if err != nil {
		t.Fatal(err)
	}
	if got, want := strings.TrimSpace(string(page)), "http://localhost:1313/fr/recits/draft/"; got != want {
		t.Errorf("permalink = %q, want %q", got, want)
	}
}

func TestBuildIgnoresHugoVariables(t *testing.T) {
	t.Setenv("HUGO_TITLE", "x")
	t.Setenv("HUGO_BUILDDRAFTS", "true")
	o := site(t, "")
	if out, err := Build(t.Context(), o); err != nil || !out.OK {
		t.Fatalf("Build = %+v, %v", out, err)
	}
	if _, err := os.Stat(filepath.Join(o.Destination, "fr", "recits", "draft")); err == nil {
		t.Error("a variable of the environment made Hugo publish a draft")
	}
}

func TestBuildFindings(t *testing.T) {
	const story = "content/stories/a/index.fr.md"
	tests := map[string]struct {
		changes, rule, position, words string
	}{
		"broken YAML":         {"-- " + story + " --\n---\ntitle: Sacko : quarante ans\n---\n", "hugo/content", story + ":2:8", "mapping value"},
		"unknown shortcode":   {"-- " + story + " --\n---\ntitle: A\n---\nUn {{< nope >}}.\n", "hugo/shortcode", story + ":4:4", `"nope" not found`},
		"unreadable date":     {"-- " + story + " --\n---\ntitle: A\ndate: 04/09/2023\n---\n", "hugo/date", story, "parsable date"},
		"raw HTML":            {"-- " + story + " --\n---\ntitle: A\n---\nUn <b>x</b>.\n", "hugo/raw-html", story, "Raw HTML"},
		"HTML file":           {"-- content/stories/a/x.html --\nx\n", "hugo/forbidden-file", "content/stories/a/x.html:1:1", "access denied"},
		"missing text":        {"-- layouts/page.html --\n{{ T \"no.key\" }}\n", "hugo/missing-interface-text", "layouts/page.html:1:3", "no.key"},
		"template":            {"-- layouts/page.html --\n{{ .Nope }}\n", "hugo/template", "layouts/page.html:1:3", "can't evaluate field Nope"},
		"template in another": {"-- layouts/page.html --\n{{ partial \"x.html\" . }}\n-- layouts/_partials/x.html --\n{{ .Nope }}\n", "hugo/template", "layouts/_partials/x.html:1:3", "<.Nope>: can't"},
		"template syntax":     {"-- layouts/page.html --\n{{ if }}\n", "hugo/template", "layouts/page.html:1:1", "missing value for if"},
		"error of a hook":     {"-- layouts/page.html --\n{{ errorf `%q: dead link` (printf `%s:5:3` .File.Filename) }}\n", "hugo/content", story + ":5:3", "dead link"},
		"error without place": {"-- layouts/page.html --\n{{ errorf \"boom\" }}\n", "hugo/failed", "", "boom"},
		"same address":        {"-- content/stories/b/index.fr.md --\n---\ntitle: B\nslug: un-recit\n---\n", "hugo/duplicate-address", "", "/fr/recits/un-recit/"},
		"configuration":       {"-- hugo.toml --\na = = b\n", "hugo/configuration", "hugo.toml:1:5", "unexpected character"},
		"interface texts":     {"-- i18n/fr.yaml --\nhello: [\n", "hugo/data", "i18n/fr.yaml:1:8", "not found"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			out, err := Build(t.Context(), site(t, test.changes))
			if err != nil || out.OK {
				t.Fatalf("Build = %+v, %v; want findings", out, err)
			}
			i := slices.IndexFunc(out.Findings, func(d diagnostic.Diagnostic) bool {
				return d.Rule == test.rule && d.Position() == test.position && strings.Contains(d.Message.FR, test.words) &&
					strings.Contains(d.Message.EN, test.words)
			})
			if i < 0 {
				t.Errorf("findings = %v\nwant %s at %q with %q\noutput: %s", out.Findings, test.rule, test.position, test.words, out.Output)
			}
			for _, d := range out.Findings {
				if text := d.Message.EN + d.Message.FR; strings.Contains(text, "goroutine") || strings.Contains(text, "executing") || strings.Contains(text, os.TempDir()) || strings.Contains(text, "\n") {
					t.Errorf("message shows the inside of the machine: %q", text)
				}
			}
		})
	}
}

func TestBuildReportsEveryErrorOfARun(t *testing.T) {
	o := site(t, "-- layouts/page.html --\n{{ errorf `%q: dead link` (printf `%s:5:3` .File.Filename) }}\n")
	out, err := Build(t.Context(), o)
	if err != nil || len(out.Findings) != 2 {
		t.Errorf("Build = %d findings (%v), %v; want one for each language", len(out.Findings), out.Findings, err)
	}
}

func TestBuildWhenDestinationIsInTheWay(t *testing.T) {
	o := site(t, "")
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	for _, destination := range []string{file, filepath.Join(file, "below")} {
		o.Destination = destination
		if _, err := Build(t.Context(), o); !errors.Is(err, ErrDestination) {
			t.Errorf("Build into %s: %v, want ErrDestination", destination, err)
		}
	}
	o.Destination = o.Source
	if _, err := Build(t.Context(), o); err == nil || !strings.Contains(err.Error(), "not empty") {
		t.Errorf("Build into a folder in use: %v", err)
	}
}

func TestBuildWhenCancelled(t *testing.T) {
	// A template that would keep Hugo busy for minutes.
	o := site(t, "-- layouts/all.html --\n{{ range seq 90000 }}{{ range seq 90000 }}{{ end }}{{ end }}\n")
	ctx, cancel := context.WithTimeout(t.Context(), 500*time.Millisecond)
	defer cancel()
	_, err := Build(ctx, o) // one that is not cancelled ends with the tests' own time limit
	if !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("Build = %v, want the context's error", err)
	}
}

func TestMachineError(t *testing.T) {
	full := diskFullErrors[0].Error()
	tests := map[string]struct {
		output string
		want   error
	}{
		"disk full":            {"ERROR error building site: write /d/x.html: " + full + "\n", ErrDiskFull},
		"disk full in a panic": {"panic: write /d/x.html: " + full + "\n", ErrDiskFull},
		"folder in the way":    {"ERROR error building site: open /d/fr/index.html: not a directory\n", ErrDestination},
		"mistake of an author": {`ERROR "/p/content/a.md:1:2": no such shortcode` + "\n", nil},
	}
	for name, test := range tests {
		if got := machineError(test.output, "/d"); !errors.Is(got, test.want) {
			t.Errorf("%s: %v, want %v", name, got, test.want)
		}
	}
}

func TestFindingsWhenHugoPanics(t *testing.T) {
	output := "Start building sites …\npanic: runtime error: slice bounds out of range [recovered]\n\ngoroutine 4 [running]:\ngithub.com/gohugoio/hugo/x.go\n\t/root/x.go:12\n"
	found := findings(output, "/p")
	if len(found) != 1 || found[0].Rule != "hugo/crash" || strings.Contains(found[0].Message.FR, "goroutine") {
		t.Errorf("findings = %v", found)
	}
	if killed := findings("", "/p"); len(killed) != 1 || killed[0].Rule != "hugo/crash" {
		t.Errorf("findings of a silent end = %v", killed)
	}
}

func TestPages(t *testing.T) {
	pages, err := Pages(t.Context(), site(t, ""))
	if err != nil {
		t.Fatal(err)
	}
	want := []Page{
		{"content/stories/a/index.fr.md", "/fr/recits/un-recit/"},
		{"content/stories/a/index.en.md", "/en/stories/a/"},
		{"content/stories/draft/index.fr.md", "/fr/recits/draft/"},
	}
	for _, p := range want {
		if !slices.Contains(pages, p) {
			t.Errorf("Pages lacks %v; it has %v", p, pages)
		}
	}
	if len(pages) != len(want) {
		t.Errorf("Pages = %v, want %d", pages, len(want))
	}
}

func TestPagesWhenContentIsBroken(t *testing.T) {
	o := site(t, "-- content/stories/a/index.fr.md --\n---\ntitle: a: b\n---\n")
	if pages, err := Pages(t.Context(), o); err == nil || strings.Contains(err.Error(), "\n") {
		t.Errorf("Pages = %v, %v; want a one-line error", pages, err)
	}
}

func TestRunChildIsHugo(t *testing.T) {
	broken := site(t, "-- hugo.toml --\na = = b\n").Source
	for want, args := range [][]string{{"version"}, {"list", "all", "--source", broken}} {
		if got := RunChild(args); got != want {
			t.Errorf("RunChild(%q) = %d, want %d", args, got, want)
		}
	}
	if IsChild() {
		t.Error("a process without the mark takes itself for the child")
	}
}

func TestRulesAreBilingual(t *testing.T) {
	seen := make(map[string]bool)
	for _, r := range Rules() {
		if !strings.HasPrefix(r.ID, "hugo/") || seen[r.ID] {
			t.Errorf("rule id %q", r.ID)
		}
		seen[r.ID] = true
		for _, text := range []diagnostic.Text{r.Message, r.Hint} {
			if text.FR == "" || text.EN == "" || text.FR == text.EN {
				t.Errorf("%s: texts %+v", r.ID, text)
			}
		}
		if !strings.Contains(r.Message.FR, "%[1]s") || !strings.Contains(r.Message.EN, "%[1]s") {
			t.Errorf("%s does not quote Hugo", r.ID)
		}
	}
}
