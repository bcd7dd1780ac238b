package sitetest

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"proximite/tools/internal/diagnostic"
)

// miniProject writes a project with the real configuration, templates, style
// sheets, texts and registers, but with content of its own: an empty page for
// everything that the menus lead to, and the files of the archives, later ones
// over earlier ones.
func miniProject(t *testing.T, archives ...string) string {
	t.Helper()
	source, err := project()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for _, name := range []string{"assets", "data", "i18n", "layouts", "static", "content/themes", "content/forces"} {
		if err := os.CopyFS(filepath.Join(dir, filepath.FromSlash(name)), os.DirFS(filepath.Join(source, filepath.FromSlash(name)))); err != nil {
			t.Fatal(err)
		}
	}
	config, err := os.ReadFile(filepath.Join(source, "hugo.toml"))
	if err != nil {
		t.Fatal(err)
	}
	write(t, dir, "hugo.toml", config)
	for name, page := range menuPages() {
		write(t, dir, name, []byte(page))
	}
	for _, archive := range archives {
		for _, f := range txtar.Parse([]byte(archive)).Files {
			write(t, dir, f.Name, f.Data)
		}
	}
	return dir
}

// menuPages are the pages without which no menu can be drawn.
func menuPages() map[string]string {
	pages := map[string]string{"content/_index": "home"}
	for _, name := range []string{"stories", "interviews", "news", "modules", "trainings", "resources"} {
		pages["content/"+name+"/_index"] = ""
	}
	for _, name := range []string{"community-policing", "handover", "about", "accessibility", "privacy", "contact"} {
		pages["content/"+name+"/index"] = ""
	}
	for _, name := range []string{"figures", "partners", "glossary", "site-map", "search"} {
		pages["content/"+name+"/index"] = "layout: " + name + "\n"
	}
	files := map[string]string{}
	for name, extra := range pages {
		extra = strings.TrimPrefix(extra, "home")
		for _, language := range []string{"fr", "en"} {
			title := filepath.Base(filepath.Dir(name))
			files[name+"."+language+".md"] = fmt.Sprintf("---\ntitle: %s %s\nsummary: Page %s.\n%s---\n", title, language, title, extra)
			if title == "contact" { // items lead to this place
				files[name+"."+language+".md"] += "\n## W {#withdrawal}\n"
			}
		}
	}
	return files
}

func write(t *testing.T, dir, name string, data []byte) {
	t.Helper()
	name = filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, data, 0o644); err != nil {
		t.Fatal(err)
	}
}

// buildMini builds a project that must be right.
func buildMini(t *testing.T, project string) *site {
	t.Helper()
	destination := filepath.Join(t.TempDir(), "site")
	if err := build(t.Context(), project, destination, rootBase); err != nil {
		t.Fatal(err)
	}
	s, err := readSite(os.DirFS(destination), rootBase)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// findingsOf builds a project that must be refused and returns why.
func findingsOf(t *testing.T, project string) []diagnostic.Diagnostic {
	t.Helper()
	err := build(t.Context(), project, filepath.Join(t.TempDir(), "site"), rootBase)
	var refused buildError
	if !errors.As(err, &refused) {
		t.Fatalf("the site was built, or the build broke: %v", err)
	}
	return refused.Findings
}

// TestTemplates builds each archive of testdata/templates as a project and
// checks what its comment says, in the language of the case files.
func TestTemplates(t *testing.T) {
	files, err := filepath.Glob(filepath.Join("testdata", "templates", "*.txtar"))
	if err != nil || len(files) == 0 {
		t.Fatalf("template cases: %v, %v", files, err)
	}
	for _, name := range files {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			t.Parallel()
			requireSound(t, runArchive(t, name))
		})
	}
}

// TestHostileWords lets words that look like code stand wherever an author writes.
func TestHostileWords(t *testing.T) {
	s := runArchive(t, filepath.Join("testdata", "hostile.txtar"))
	for _, p := range s.pages {
		for _, complaint := range slices.Concat(checkNesting(p), checkInlineCode(p), checkChildren(p)) {
			t.Errorf("%s: %s", p.file, complaint)
		}
	}
}

// runArchive builds an archive as a project and checks what its comment says.
func runArchive(t *testing.T, name string) *site {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	blocks, err := parseCase(string(txtar.Parse(data).Comment))
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	s := buildMini(t, miniProject(t, string(data)))
	for _, b := range blocks {
		runBlock(t, s, name, b)
	}
	return s
}

// requireSound applies the checks of the real site to a mini site. It need not
// be linked throughout.
func requireSound(t *testing.T, s *site) {
	t.Helper()
	for name, check := range documentChecks {
		for _, p := range s.pages {
			for _, complaint := range check(p) {
				t.Errorf("%s: %s: %s", p.file, name, complaint)
			}
		}
	}
	for name, check := range treeChecks {
		if name == "orphans" {
			continue
		}
		for _, complaint := range check(s) {
			t.Errorf("%s: %s", name, complaint)
		}
	}
}
