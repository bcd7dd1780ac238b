package ingest

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the golden files anew")

// read is Read over bytes.
func read(t testing.TB, name string, data []byte, opt Options) *Result {
	t.Helper()
	r, err := Read(name, bytes.NewReader(data), int64(len(data)), opt)
	if err != nil {
		t.Fatalf("Read(%q): %v", name, err)
	}
	return r
}

// outline is a result as a text that is easy to compare by eye.
func outline(r *Result) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s %s lang=%s date=%s refused=%v\n", r.Type, r.Format, r.Encoding, r.Language, r.Date, r.Refused)
	fmt.Fprintf(&b, "title: %s\nspeakers: %s\n", r.Title, strings.Join(r.Speakers, " | "))
	if r.Markdown != "" {
		fmt.Fprintf(&b, "markdown: %q\n", string(r.Markdown))
	}
	for _, c := range r.Chapters {
		fmt.Fprintf(&b, "chapter: %s at %d, segment %d\n", c.Title, c.Start, c.Segment)
	}
	b.WriteByte('\n')
	for _, s := range r.Segments {
		fmt.Fprintf(&b, "%s %s: %s\n", interval(s.Start, s.End), s.Speaker, strings.ReplaceAll(s.Text, "\n", "⏎"))
		for _, c := range s.Cues {
			fmt.Fprintf(&b, "    %s %s\n", interval(c.Start, c.End), strings.ReplaceAll(c.Text, "\n", "⏎"))
		}
	}
	b.WriteByte('\n')
	for _, d := range r.Diagnostics {
		fmt.Fprintf(&b, "%d: %s %s: %s\n", d.Line, d.Severity, d.Rule, d.Message.EN)
	}
	return b.String()
}

func interval(start, end Millis) string { return fmt.Sprintf("[%d-%d]", start, end) }

// TestInterviewGolden reads every file of testdata/interviews and compares what
// was understood with the golden file beside it.
func TestInterviewGolden(t *testing.T) {
	files, err := filepath.Glob("testdata/interviews/*")
	if err != nil || len(files) < 30 {
		t.Fatalf("found %d files, %v", len(files), err)
	}
	for _, file := range files {
		if strings.HasSuffix(file, ".golden") {
			continue
		}
		t.Run(filepath.Base(file), func(t *testing.T) {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			got := outline(read(t, filepath.Base(file), data, Options{}))
			if *update {
				if err := os.WriteFile(file+".golden", []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			want, err := os.ReadFile(file + ".golden")
			if err != nil {
				t.Fatal(err)
			}
			if got != strings.ReplaceAll(string(want), "\r\n", "\n") {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		})
	}
}
