package sitetest

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestPages runs the case files of testdata/pages over the built site.
func TestPages(t *testing.T) {
	s := built(t)
	files, err := filepath.Glob(filepath.Join("testdata", "pages", "*.txt"))
	if err != nil || len(files) == 0 {
		t.Fatalf("case files: %v, %v", files, err)
	}
	for _, name := range files {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txt"), func(t *testing.T) {
			data, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			blocks, err := parseCase(string(data))
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			for _, b := range blocks {
				t.Run(strings.Trim(b.path, "/"), func(t *testing.T) { runBlock(t, s, name, b) })
			}
		})
	}
}

func runBlock(t *testing.T, s *site, file string, b caseBlock) {
	about, err := s.subjectOf(b)
	if err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	for _, l := range b.lines {
		complaint, err := about.check(l)
		if err != nil {
			complaint = err.Error()
		}
		if complaint != "" {
			t.Errorf("%s:%d: %s", file, l.number, complaint)
		}
	}
}
