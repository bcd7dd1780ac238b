package main

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"proximite/tools/internal/diagnostic"
)

func TestWriteGrave(t *testing.T) {
	link := diagnostic.Rule{
		ID: "audit/dead-link", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "Lien mort : %[1]q.", EN: "Dead link: %[1]q."},
	}
	var found []diagnostic.Diagnostic
	for n := range 10 {
		found = append(found, link.At("a.html", n, 0, fmt.Sprintf("/%d/", n)))
	}
	found = append(found, link.At("b.html", 0, 0, "/x/").With(diagnostic.Todo))
	tests := map[int]string{1: "", repeats: "", repeats + 1: "… and 1 more like these", 11: "… and 7 more like these"}
	for n, more := range tests {
		var out bytes.Buffer
		c := &console{stderr: &out, language: diagnostic.English}
		if err := c.writeGrave(found[:n]); err != nil {
			t.Fatal(err)
		}
		if got, want := strings.Count(out.String(), "Dead link"), min(n, repeats); got != want {
			t.Errorf("of %d findings, %d are shown, want %d", n, got, want)
		}
		if !strings.Contains(out.String(), more) || more == "" && strings.Contains(out.String(), "more") {
			t.Errorf("of %d findings: %q, want %q", n, out.String(), more)
		}
	}
	for i := range found {
		found[i].Rule = "reference/dead-link"
	}
	var out bytes.Buffer
	c := &console{stderr: &out, language: diagnostic.English}
	if err := c.writeGrave(found); err != nil || strings.Count(out.String(), "Dead link") != 10 {
		t.Errorf("of 10 findings about sources, shown: %q, %v", out.String(), err)
	}
}
