package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestAnswersNameKindsThatExist guards against a misspelt kind, which would count a
// barrier as missed for ever. Two kinds name what we do not find.
func TestAnswersNameKindsThatExist(t *testing.T) {
	answers, err := readAnswers()
	if err != nil {
		t.Fatal(err)
	}
	if len(answers) != 142 {
		t.Errorf("answers for %d pages, the exam has 142", len(answers))
	}
	files, err := filepath.Glob(filepath.Join("..", "internal", "barrier", "*.*"))
	if err != nil {
		t.Fatal(err)
	}
	var sources strings.Builder
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		sources.Write(data)
	}
	unknown := map[string]bool{"image/partial-alt": true, "motion/flashing": true}
	form := regexp.MustCompile(`^[a-z]+/[a-z0-9-]+$`)
	for page, a := range answers {
		for _, kind := range append(a.Ours, a.Also...) {
			if !form.MatchString(kind) || !unknown[kind] && !strings.Contains(sources.String(), `"`+kind+`"`) {
				t.Errorf("%s: no check finds %q", page, kind)
			}
		}
		if len(a.Ours) == 0 {
			t.Errorf("%s: no kind of ours", page)
		}
	}
}

// TestMark counts what is about the barrier, and false alarms.
func TestMark(t *testing.T) {
	pages := []page{{name: "a"}, {name: "b"}, {name: "c"}}
	answers := map[string]answer{
		"a": {Ours: []string{"link/empty"}, Axe: []string{"link-name"}, Also: []string{"text/small"}},
		"b": {Ours: []string{"form/no-label"}, Nu: "no label"},
	}
	said := map[string][]remark{
		"a": {{ours, "link/empty", ""}, {ours, "text/small", ""}, {axe, "region", ""}},
		"b": {{ours, "link/empty", ""}, {nu, "error", "the field has no label"}},
		"c": {{ours, "link/empty", ""}, {axe, "link-name", ""}},
	}
	s := mark(pages, answers, said)
	if s.count(ours) != 1 || s.count(axe) != 0 || s.count(nu) != 1 || s.count(ours, nu) != 2 {
		t.Errorf("ours %d, axe %d, nu %d, together %d", s.count(ours), s.count(axe), s.count(nu), s.count(ours, nu))
	}
	var out strings.Builder
	s.print(&out)
	for _, want := range []string{"ours alone", "1 of 3", "false alarms of ours: 2 on 2 of 3 pages", "link/empty ×2"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("the table lacks %q:\n%s", want, &out)
		}
	}
}

// TestReadPages follows a link to an example page and refuses a folder that is no exam.
func TestReadPages(t *testing.T) {
	dir := t.TempDir()
	if _, err := readPages(dir); err == nil {
		t.Error("an empty folder is taken for the exam")
	}
	if err := os.Mkdir(filepath.Join(dir, "tests"), 0o755); err != nil {
		t.Fatal(err)
	}
	const page = `<a href="../example-pages/empty.html">x</a>`
	if err := os.WriteFile(filepath.Join(dir, "tests", "headings-none.html"), []byte(page), 0o644); err != nil {
		t.Fatal(err)
	}
	pages, err := readPages(dir)
	if err != nil || len(pages) != 1 || pages[0].name != "headings-none" || len(pages[0].files) != 2 || pages[0].files[1] != "example-pages/empty.html" {
		t.Errorf("pages: %+v, %v", pages, err)
	}
}
