// Package internal_test keeps promises that concern all packages together: who may
// import whom, and the form of every rule.
package internal_test

import (
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"regexp"
	"slices"
	"strings"
	"testing"

	"proximite/tools/internal/attach"
	"proximite/tools/internal/audit"
	"proximite/tools/internal/content"
	"proximite/tools/internal/diagnostic"
	"proximite/tools/internal/document"
	"proximite/tools/internal/ingest"
	"proximite/tools/internal/media"
	"proximite/tools/internal/plaintext"
	"proximite/tools/internal/rule"
	"proximite/tools/internal/transcript"
	"proximite/tools/internal/translation"
)

const internal = "proximite/tools/internal/"

// mayImport is the direction of the house: for each package, the packages of the
// house that it may import. A new package, or a new arrow, is entered here on
// purpose. newsroom and sitetest stand above and may import all.
var mayImport = map[string][]string{
	// Words and files.
	"diagnostic":   {},
	"scalar":       {},
	"media":        {"diagnostic"},
	"mediatest":    {},
	"attach":       {"bundle", "content", "diagnostic", "document", "media", "plaintext", "scalar"},
	"plaintext":    {"diagnostic"},
	"document":     {"diagnostic", "plaintext"},
	"transcript":   {"diagnostic", "scalar", "plaintext"},
	"bundle":       {"scalar"},
	"ingest":       {"transcript", "document", "diagnostic", "bundle", "scalar", "plaintext", "language"},
	"intake":       {"bundle", "diagnostic", "ingest", "scalar", "transcript"},
	"content":      {"document", "transcript", "diagnostic", "plaintext"},
	"clearance":    {"content", "plaintext", "transcript"},
	"personname":   {},
	"unpack":       {},
	"language":     {},
	"fact":         {},
	"glossary":     {},
	"abbreviation": {},
	"readability":  {},
	"rule":         {"media", "withdrawal", "permalink", "hosting", "clearance", "personname", "approval", "content", "document", "transcript", "diagnostic", "plaintext", "fact", "glossary", "language", "readability"},
	"approval":     {"content", "diagnostic", "plaintext", "scalar", "translation"},
	"translation":  {"content", "language", "document", "diagnostic", "plaintext", "scalar", "bundle"},

	// The built site.
	"barrier":      {"language", "readability"},
	"permalink":    {"diagnostic", "plaintext", "scalar"},
	"withdrawal":   {"bundle", "content", "diagnostic", "plaintext", "scalar"},
	"hosting":      {"diagnostic", "plaintext"},
	"typography":   {},
	"trim":         {},
	"weight":       {"diagnostic"},
	"search":       {"diagnostic"},
	"audit":        {"permalink", "diagnostic", "language", "media", "personname", "unpack", "weight"},
	"pack":         {"content"},
	"download":     {},
	"compress":     {"weight"},
	"continuation": {"trim", "weight"},
	"offline":      {"content", "plaintext", "weight"},
	"finish":       {"offline", "abbreviation", "clearance", "content", "continuation", "download", "search", "transcript", "translation", "trim", "typography", "weight", "hosting", "permalink", "withdrawal"},
	"hugosite":     {"diagnostic"},
	"preview":      {"diagnostic"},
	"destination":  {},
	"validator":    {},
	"chromium":     {},
}

// onlyImporter says which package alone may import a library.
var onlyImporter = map[string]string{
	"github.com/gohugoio/hugo":               internal + "hugosite",
	"github.com/yuin/goldmark-meta":          internal + "document",
	"github.com/santhosh-tekuri/jsonschema/": internal + "rule",
	"github.com/pdfcpu/":                     internal + "media",
	"github.com/bep/imagemeta":               internal + "media",
}

// imported is a package as go list prints it.
type imported struct {
	ImportPath string
	Imports    []string
}

func packages(t *testing.T) []imported {
	t.Helper()
	out, err := exec.Command("go", "list", "-e", "-json=ImportPath,Imports", "proximite/tools/...").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	var list []imported
	for d := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p imported
		if err := d.Decode(&p); errors.Is(err, io.EOF) {
			return list
		} else if err != nil {
			t.Fatal(err)
		}
		list = append(list, p)
	}
}

func TestImportsKeepTheirDirection(t *testing.T) {
	for _, p := range packages(t) {
		name, inside := strings.CutPrefix(p.ImportPath, internal)
		allowed, known := mayImport[name]
		if inside && !known {
			t.Errorf("package %s is not in the table mayImport", name)
			continue
		}
		for _, i := range p.Imports {
			if target, ok := strings.CutPrefix(i, internal); ok && inside && !slices.Contains(allowed, target) {
				t.Errorf("%s may not import %s", name, target)
			}
			for library, owner := range onlyImporter {
				if strings.HasPrefix(i, library) && p.ImportPath != owner && !strings.HasPrefix(i, "github.com/gohugoio/hugo-") {
					t.Errorf("%s imports %s; only %s may", p.ImportPath, i, owner)
				}
			}
		}
	}
}

// TestTableHasNoCircle: with one direction, every package can be understood
// without those above it.
func TestTableHasNoCircle(t *testing.T) {
	done := make(map[string]bool)
	for len(done) < len(mayImport) {
		before := len(done)
		for name, uses := range mayImport {
			if !slices.ContainsFunc(uses, func(u string) bool { return !done[u] }) {
				done[name] = true
			}
		}
		if len(done) == before {
			t.Fatalf("there is a circle among the packages other than %v", done)
		}
	}
}

// allRules are the rules of every package but hugosite, which has its own test:
// importing it here would link Hugo into this one.
func allRules() map[string][]diagnostic.Rule {
	return map[string][]diagnostic.Rule{
		"attach": attach.Rules(), "audit": audit.Rules(), "content": content.Rules(), "document": document.Rules(), "ingest": ingest.Rules(), "media": media.Rules(),
		"plaintext": plaintext.Rules(), "rule": rule.Rules(), "transcript": transcript.Rules(), "translation": translation.Rules(),
	}
}

var (
	ruleID = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*/[a-z0-9]+(-[a-z0-9]+)*$`)
	verbs  = regexp.MustCompile(`%(\[(\d)\])?[a-zA-Z]`)
)

func TestEveryRuleSpeaksBothLanguages(t *testing.T) {
	owner := make(map[string]string)
	for pkg, rules := range allRules() {
		if len(rules) == 0 {
			t.Errorf("%s has no rules", pkg)
		}
		for _, r := range rules {
			if first, taken := owner[r.ID]; taken {
				t.Errorf("%s and %s both have a rule %s", first, pkg, r.ID)
			}
			owner[r.ID] = pkg
			if !ruleID.MatchString(r.ID) {
				t.Errorf("%s: %q is not family/what-is-wrong", pkg, r.ID)
			}
			wantSentence(t, r.ID, "message", r.Message)
			wantSentence(t, r.ID, "hint", r.Hint)
		}
	}
}

// wantSentence looks at the form of a text: both languages, the same arguments,
// each by its index, and French spaces that do not break.
func wantSentence(t *testing.T, id, what string, text diagnostic.Text) {
	t.Helper()
	if strings.TrimSpace(text.FR) == "" || strings.TrimSpace(text.EN) == "" {
		t.Errorf("%s: the %s lacks a language: %q / %q", id, what, text.FR, text.EN)
	}
	for _, s := range []string{text.FR, text.EN} {
		for _, m := range verbs.FindAllStringSubmatch(s, -1) {
			if m[1] == "" {
				t.Errorf("%s: the %s has an argument without an index: %s", id, what, s)
			}
		}
	}
	for _, bad := range []string{" :", " ;", " !", " ?", "« ", " »"} {
		if strings.Contains(strings.ReplaceAll(text.FR, " ![", ""), bad) {
			t.Errorf("%s: the French %s has an ordinary space in %q: %s", id, what, bad, text.FR)
		}
	}
}
