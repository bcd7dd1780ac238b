package main

import (
	_ "embed"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
)

//go:embed answers.yaml
var answersFile []byte

// answer says which findings are about the barrier of a page.
type answer struct {
	Ours         []string `yaml:"ours"`          // kinds of package barrier
	Axe          []string `yaml:"axe"`           // rules of axe-core
	HTMLValidate []string `yaml:"html-validate"` // its rules
	Nu           string   `yaml:"nu"`            // part of its message
	Also         []string `yaml:"also"`          // kinds of ours that the page has besides, looked at by a person
}

func readAnswers() (map[string]answer, error) {
	answers := map[string]answer{}
	if err := yaml.UnmarshalWithOptions(answersFile, &answers, yaml.Strict()); err != nil {
		return nil, fmt.Errorf("answers.yaml: %w", err)
	}
	return answers, nil
}

// counts reports whether a remark is about the barrier.
func (a answer) counts(r remark) bool {
	switch r.examiner {
	case ours:
		return slices.Contains(a.Ours, r.kind)
	case axe:
		return slices.Contains(a.Axe, r.kind)
	case htmlValidate:
		return slices.Contains(a.HTMLValidate, r.kind)
	}
	return a.Nu != "" && strings.Contains(r.text, a.Nu)
}

// page is one page of the exam: its file, and the example page that holds the
// barrier when the file only links to one.
type page struct {
	name  string   // without folder and extension
	files []string // relative to the folder of the exam, with slashes
}

var examplePage = regexp.MustCompile(`<a href="\.\./(example-pages/[a-z_]+\.html)"`)

func readPages(folder string) ([]page, error) {
	names, err := filepath.Glob(filepath.Join(folder, "tests", "*.html"))
	if err != nil {
		return nil, err
	}
	if len(names) == 0 {
		return nil, fmt.Errorf("there are no pages in %s: is it the folder of accessibility-tool-audit?", filepath.Join(folder, "tests"))
	}
	var pages []page
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		base := filepath.Base(name)
		p := page{strings.TrimSuffix(base, ".html"), []string{"tests/" + base}}
		if m := examplePage.FindSubmatch(data); m != nil {
			p.files = append(p.files, string(m[1]))
		}
		pages = append(pages, p)
	}
	return pages, nil
}
