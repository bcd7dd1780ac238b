package main

import (
	"context"
	"io"
	"strings"
	"testing"

	"proximite/tools/internal/approval"
	"proximite/tools/internal/diagnostic"
	"proximite/tools/internal/rule"
)

// TestReviewStopsAtOnce: Ctrl-C while a question waits for its answer ends the review, also
// when nothing more is typed.
func TestReviewStopsAtOnce(t *testing.T) {
	in, keyboard := io.Pipe()
	defer keyboard.Close()
	ctx, stop := context.WithCancel(t.Context())
	var out strings.Builder
	c := newConsole(in, &out, &out, func(string) string { return "" })
	j := &reviewJob{console: c, asked: []rule.Asked{{Question: approval.Find("risk")}}}
	go func() {
		io.WriteString(keyboard, "AB\n2\n")
		stop()
	}()
	p := j.prompter(ctx)
	for range 3 {
		if _, err := p.line(diagnostic.Text{EN: "?"}, func(s string) (string, bool) { return s, true }); err == errStopped {
			return
		}
	}
	t.Error("the review did not stop")
}

func TestReviewRulesSpeakBothLanguages(t *testing.T) {
	for _, r := range reviewRules() {
		for _, text := range []diagnostic.Text{r.Message, r.Hint} {
			if text.FR == "" || text.EN == "" || strings.Contains(text.FR, " :") || strings.Contains(text.FR, "« ") {
				t.Errorf("%s: %q / %q", r.ID, text.FR, text.EN)
			}
		}
	}
}
