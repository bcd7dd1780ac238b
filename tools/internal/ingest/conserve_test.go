package ingest

import (
	"bytes"
	"html"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"proximite/tools/internal/diagnostic"
)

// Nothing lost: every word that a reader found stands in the result – in a
// segment, a title, a chapter, the text, a module – or in a finding.

var (
	anyTime = regexp.MustCompile(timeToken)
	// the numbers of questions are counted by their order
	letterNumber = regexp.MustCompile(`(?m)^(\W*(?:Q|R|Question|Réponse|Answer))[ \x{a0}]?(?:n?°?[ ]?\d{1,3})`)
	linkTarget   = regexp.MustCompile(`\]\((?:[^()\\]|\\.|\([^()]*\))*\)`)
)

// wordsOf counts the words of a text, without times and the signs of Markdown.
func wordsOf(text string) map[string]int {
	counts := make(map[string]int)
	text = norm.NFC.String(anyTime.ReplaceAllString(text, " "))
	for _, w := range strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) }) {
		counts[w]++
	}
	return counts
}

// heldText is everything that a result shows of its file.
func heldText(r *Result) string {
	parts := []string{string(r.Title), string(r.Date), strings.Join(r.Speakers, "\n"), strings.Join(r.SetAside, "\n")}
	prose := []string{string(r.Markdown)}
	for _, s := range r.Segments {
		parts = append(parts, string(s.Speaker), s.Text)
	}
	for _, c := range r.Chapters {
		parts = append(parts, c.Title)
	}
	for _, m := range r.Modules {
		parts = append(parts, m.Title, strings.Join(m.Objectives, "\n"))
		prose = append(prose, string(m.Focus), string(m.Audience), string(m.Duration), string(m.Assessment), string(m.Version), string(m.LastReview), string(m.Markdown))
	}
	for _, d := range r.Diagnostics {
		parts = append(parts, d.Message.In(diagnostic.English))
	}
	text := html.UnescapeString(linkTarget.ReplaceAllString(strings.Join(prose, "\n"), "]"))
	return strings.Join(parts, "\n") + "\n" + strings.ReplaceAll(text, `\`, "")
}

// lost lists the words of a source that its result does not hold. What is said
// once for several turns – a label, a line of rolling captions – needs to be there
// once; every other word as often as the file has it.
func lost(src *source, r *Result) []string {
	held, once := wordsOf(heldText(r)), make(map[string]bool)
	for _, s := range append([]string{string(r.Date)}, r.Speakers...) {
		for w := range wordsOf(s) {
			once[w] = true
		}
	}
	rolled := false
	for _, d := range append(src.found, r.Diagnostics...) {
		rolled = rolled || d.Rule == ruleRolling.ID
		if d.Rule == ruleAlias.ID || d.Rule == ruleEmptyTurn.ID {
			for w := range wordsOf(d.Message.EN) {
				once[w] = true
			}
		}
	}
	var text strings.Builder
	for _, b := range src.blocks {
		text.WriteString(b.text() + "\n")
	}
	for _, c := range src.cues {
		text.WriteString(c.speaker + "\n" + c.text + "\n")
	}
	var gone []string
	for w, n := range wordsOf(letterNumber.ReplaceAllString(text.String(), "$1")) {
		if held[w] < n && !(held[w] > 0 && (once[w] || rolled)) {
			gone = append(gone, w)
		}
	}
	return gone
}

// conserved fails when a word of the file is in no part of the result.
func conserved(t testing.TB, name string, data []byte, opt Options) {
	t.Helper()
	r := read(t, name, data, opt)
	if r.Refused {
		return
	}
	opt.Limits = opt.Limits.orDefault()
	in, _, err := identify(name, bytes.NewReader(data), int64(len(data)), opt)
	if err != nil {
		t.Fatal(err)
	}
	src, err := readerOf(in.format)(in, opt)
	if err != nil {
		t.Fatal(err)
	}
	if gone := lost(src, r); len(gone) > 0 {
		t.Errorf("%s: lost %q of\n%s", name, gone, outline(r))
	}
}

func TestNothingLost(t *testing.T) {
	files, err := filepath.Glob("testdata/interviews/*")
	if err != nil || len(files) < 30 {
		t.Fatalf("found %d files, %v", len(files), err)
	}
	if dir := os.Getenv("INGEST_SURVEY"); dir != "" {
		files = nil
		_ = filepath.WalkDir(dir, func(p string, d os.DirEntry, _ error) error {
			if !d.IsDir() {
				files = append(files, p)
			}
			return nil
		})
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
			for _, kind := range []Kind{"", Interview, News} {
				conserved(t, filepath.Base(file), data, Options{Kind: kind})
			}
		})
	}
}
