package sitetest

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"proximite/tools/internal/validator"
)

var checkers = validator.In(".")

// installCheckers brings the packages of package-lock.json once a run.
var installCheckers = sync.OnceValue(func() error { return checkers.Install(context.Background()) })

// needPrograms ends a test that cannot have these programs or the npm packages.
func needPrograms(t *testing.T, names ...string) {
	t.Helper()
	for _, name := range names {
		if _, err := exec.LookPath(name); err != nil {
			unavailable(t, name+" is not installed. On Debian: apt install nodejs npm default-jre-headless.")
		}
	}
	if err := installCheckers(); err != nil {
		unavailable(t, "the packages of tools/sitetest/package.json cannot be installed. Install Node.js with npm and go online once. "+err.Error())
	}
}

// builtFolder is where the shared build at the root of a domain stands.
func builtFolder(t *testing.T) string {
	t.Helper()
	built(t)
	work, err := workFolder()
	if err != nil {
		t.Fatal(err)
	}
	return filepath.Join(work, "root")
}

// TestHTMLValidate wants no error and no warning of html-validate in any file.
func TestHTMLValidate(t *testing.T) {
	needPrograms(t, "node", "npm")
	messages, err := checkers.HTMLValidate(t.Context(), builtFolder(t))
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range messages {
		t.Error(m)
	}
}

// TestNu wants no error and no warning of the Nu checker in any file.
func TestNu(t *testing.T) {
	needPrograms(t, "java", "npm")
	messages, err := checkers.Nu(t.Context(), builtFolder(t))
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range messages {
		t.Error(m)
	}
}

// TestCheckersSeePlantedMistakes proves that both read the files they are given.
func TestCheckersSeePlantedMistakes(t *testing.T) {
	needPrograms(t, "node", "npm", "java")
	dir := t.TempDir()
	const page = "<!doctype html>\n<html lang=\"fr\"><head><title>T</title></head><body><p id=\"a\">x<p id=\"a\"><center>y</center></body></html>\n"
	if err := os.MkdirAll(filepath.Join(dir, "sous dossier"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "sous dossier", "index.html"), []byte(page), 0o644); err != nil {
		t.Fatal(err)
	}
	for name, check := range map[string]func(context.Context, string) ([]validator.Message, error){
		"html-validate": checkers.HTMLValidate, "Nu": checkers.Nu,
	} {
		messages, err := check(t.Context(), dir)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if !slices.ContainsFunc(messages, func(m validator.Message) bool {
			return m.File == "sous dossier/index.html" && strings.Contains(strings.ToLower(m.Text), "duplicate")
		}) {
			t.Errorf("%s does not see the duplicate id: %v", name, messages)
		}
	}
}
