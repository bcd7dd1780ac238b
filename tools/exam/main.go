// Command exam measures how many of the planted barriers of a public exam our tests
// find. The exam is the repository alphagov/accessibility-tool-audit (MIT): 142
// pages, each with one barrier; nothing of it is kept here.
//
//	git clone https://github.com/alphagov/accessibility-tool-audit /tmp/exam
//	go run ./tools/exam /tmp/exam        from the root of the project
//	go run ./tools/exam -v /tmp/exam     what was said about each page
//
// A barrier counts as found when a finding is about it: answers.yaml names, for each
// page, the kinds of finding that are. A finding of ours of any other kind is a false
// alarm, unless answers.yaml says under also that the page really has that fault
// beside the planted one. Pages that answers.yaml does not know count as missed.
//
// Needs Chromium; axe-core, html-validate and Nu are counted where npm, Node and Java
// are there.
package main

import (
	"cmp"
	"context"
	"flag"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strings"
)

func main() {
	verbose := flag.Bool("v", false, "print what was said about each page")
	flag.Usage = func() { fmt.Fprintln(os.Stderr, "usage: go run ./tools/exam [-v] FOLDER") }
	flag.Parse()
	if flag.NArg() != 1 {
		flag.Usage()
		os.Exit(2)
	}
	if err := run(context.Background(), os.Stdout, flag.Arg(0), *verbose); err != nil {
		fmt.Fprintln(os.Stderr, "exam:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, out io.Writer, folder string, verbose bool) error {
	answers, err := readAnswers()
	if err != nil {
		return err
	}
	pages, err := readPages(folder)
	if err != nil {
		return err
	}
	said, missing, err := examine(ctx, folder, pages)
	if err != nil {
		return err
	}
	s := mark(pages, answers, said)
	if verbose {
		s.printPages(out)
	}
	s.print(out)
	for _, m := range missing {
		fmt.Fprintln(out, "NOT COUNTED:", m)
	}
	return nil
}

// The examiners, in the order of the table.
const (
	ours         = "ours"
	axe          = "axe-core"
	htmlValidate = "html-validate"
	nu           = "Nu"
)

var examiners = []string{ours, axe, htmlValidate, nu}

// remark is what one examiner said about one page.
type remark struct{ examiner, kind, text string }

// score is the exam, marked.
type score struct {
	pages  []page
	found  map[string]map[string]bool // page → examiner → found
	false_ map[string][]remark        // page → ours that were wrong
	said   map[string][]remark
}

func mark(pages []page, answers map[string]answer, said map[string][]remark) score {
	s := score{pages: pages, found: map[string]map[string]bool{}, false_: map[string][]remark{}, said: said}
	for _, p := range pages {
		s.found[p.name] = map[string]bool{}
		a := answers[p.name]
		for _, r := range said[p.name] {
			switch {
			case a.counts(r):
				s.found[p.name][r.examiner] = true
			case r.examiner == ours && !slices.Contains(a.Also, r.kind):
				s.false_[p.name] = append(s.false_[p.name], r)
			}
		}
	}
	return s
}

// count is how many pages at least one of the examiners got right.
func (s score) count(who ...string) (n int) {
	for _, p := range s.pages {
		if slices.ContainsFunc(who, func(e string) bool { return s.found[p.name][e] }) {
			n++
		}
	}
	return n
}

func (s score) print(out io.Writer) {
	all := len(s.pages)
	line := func(name string, n int) {
		fmt.Fprintf(out, "%-46s %4d of %d  %5.1f %%\n", name, n, all, 100*float64(n)/float64(max(all, 1)))
	}
	for _, e := range examiners {
		line(e+" alone", s.count(e))
	}
	line("ours with axe-core", s.count(ours, axe))
	line("ours with axe-core and html-validate", s.count(ours, axe, htmlValidate))
	line("all four", s.count(examiners...))
	wrong, kinds := 0, map[string]int{}
	for _, list := range s.false_ {
		seen := map[string]bool{}
		for _, r := range list {
			if !seen[r.kind] {
				wrong++
				kinds[r.kind]++
			}
			seen[r.kind] = true
		}
	}
	fmt.Fprintf(out, "false alarms of ours: %d on %d of %d pages\n", wrong, len(s.false_), all)
	for _, k := range slices.SortedFunc(maps.Keys(kinds), func(a, b string) int { return cmp.Or(kinds[b]-kinds[a], cmp.Compare(a, b)) }) {
		fmt.Fprintf(out, "  %s ×%d\n", k, kinds[k])
	}
}

func (s score) printPages(out io.Writer) {
	for _, p := range s.pages {
		mark := "missed"
		if who := slices.Collect(maps.Keys(s.found[p.name])); len(who) > 0 {
			slices.Sort(who)
			mark = strings.Join(who, ", ")
		}
		fmt.Fprintf(out, "%s: %s\n", p.name, mark)
		for _, r := range s.said[p.name] {
			fmt.Fprintf(out, "    %s %s: %s\n", r.examiner, r.kind, strings.Join(strings.Fields(r.text), " "))
		}
	}
	fmt.Fprintln(out)
}
