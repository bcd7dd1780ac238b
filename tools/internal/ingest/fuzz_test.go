package ingest

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"proximite/tools/internal/diagnostic"
)

// fuzzFormat reads mutations of the test files of some endings. Whatever comes,
// reading must not panic, must give valid text, and a refused file must be silent.
func fuzzFormat(f *testing.F, name string, endings ...string) {
	for _, ending := range endings {
		files, err := filepath.Glob("testdata/interviews/*" + ending)
		if err != nil || len(files) == 0 {
			f.Fatalf("no seeds for %q: %v", ending, err)
		}
		for _, file := range files {
			data, err := os.ReadFile(file)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(data)
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		r, err := Read(name, bytes.NewReader(data), int64(len(data)), Options{Limits: Limits{Units: 5000}})
		if err != nil {
			t.Fatal(err)
		}
		line, err := r.JSON(diagnostic.French)
		if err != nil || !utf8.Valid(line) || bytes.Count(line, []byte("\n")) != 1 {
			t.Fatalf("JSON %q: %v", line, err)
		}
		if r.Refused && (len(r.Segments) > 0 || len(r.Diagnostics) == 0) {
			t.Errorf("refused with %d segments and %d findings", len(r.Segments), len(r.Diagnostics))
		}
		for _, s := range r.Segments {
			if strings.TrimSpace(s.Text) == "" || s.End >= 0 && s.End < s.Start {
				t.Errorf("segment %+v", s)
			}
		}
	})
}

func FuzzVTT(f *testing.F)          { fuzzFormat(f, "x.vtt", ".vtt") }
func FuzzSRT(f *testing.F)          { fuzzFormat(f, "x.srt", ".srt") }
func FuzzTTML(f *testing.F)         { fuzzFormat(f, "x.ttml", ".ttml") }
func FuzzText(f *testing.F)         { fuzzFormat(f, "x.txt", ".txt") }
func FuzzMarkdownFile(f *testing.F) { fuzzFormat(f, "x.md", ".md") }
func FuzzCSV(f *testing.F)          { fuzzFormat(f, "x.csv", ".csv") }
func FuzzOTR(f *testing.F)          { fuzzFormat(f, "x.otr", ".otr") }
func FuzzJSON(f *testing.F)         { fuzzFormat(f, "x.json", ".json") }
func FuzzOHMS(f *testing.F)         { fuzzFormat(f, "x.xml", ".xml") }
