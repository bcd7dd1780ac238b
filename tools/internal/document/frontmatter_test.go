package document

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/yuin/goldmark"
	meta "github.com/yuin/goldmark-meta"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"proximite/tools/internal/diagnostic"
)

func brief(found []diagnostic.Diagnostic) string {
	var lines []string
	for _, d := range found {
		lines = append(lines, fmt.Sprintf("%d:%d %s", d.Line, d.Column, d.Rule))
	}
	return strings.Join(lines, ", ")
}

// traps are files on which readers of front matter are known to differ, or which
// Hugo reads in silence as something else than was meant.
var traps = []struct {
	name, src string
	want      string // line:column rule; "" when all readers agree
}{
	{"ordinary", "---\ntitle: \"Un titre\"\ndate: 2023-09-04\ndraft: true\nthemes: [trust]\n---\nTexte.\n", ""},
	{"Windows line ends", "---\r\ntitle: \"Été\"\r\n---\r\nTexte.\r\n", ""},
	{"nested map", "---\nexempt: {reason: \"x\", date: 2026-01-01}\n---\n", ""},
	{"block text", "---\nsummary: >-\n  Un texte\n  long.\nfocus: |\n  Deux\n  lignes.\n---\n", ""},
	{"numbers", "---\nweight: 3\nratio: -1.5\nyear: 2015\n---\n", ""},
	{"comments", "---\n# Un commentaire : avec deux-points\ntitle: x # et un autre\n---\n", ""},
	{"empty values", "---\ntitle: \"\"\npeople: []\nlastmod:\n---\n", ""},
	{"no body and no line end", "---\ntitle: x\n---", ""},
	{"duplicate key", "---\ntitle: a\ntitle: b\n---\n", "3:1 yaml/duplicate-key"},
	{"yes and no", "---\ntitle: no\ndraft: yes\n---\n", "2:8 yaml/ambiguous-value, 3:8 yaml/ambiguous-value"},
	{"key y", "---\ny: 1\n---\n", "2:1 yaml/ambiguous-key"},
	{"byte order mark", "\ufeff---\ntitle: x\n---\n", "1:1 encoding/byte-order-mark"},
	{"blank first line", "\n---\ntitle: x\n---\n", "1:1 frontmatter/blank-first-line"},
	{"space before the dashes", " ---\ntitle: x\n---\n", "1:1 frontmatter/odd-dashes"},
	{"space after the dashes", "--- \ntitle: x\n---\n", "1:1 frontmatter/odd-dashes"},
	{"four dashes", "----\ntitle: x\n----\n", "1:1 frontmatter/odd-dashes"},
	{"typographic dashes", "—\ntitle: x\n—\n", "1:1 frontmatter/odd-dashes"},
	{"four closing dashes", "---\ntitle: x\n----\nTexte\n", "3:1 frontmatter/odd-dashes"},
	{"dashes in a block text", "---\nsummary: |\n  a\n  ---\n  b\n---\n", "4:1 frontmatter/odd-dashes"},
	{"TOML", "+++\ntitle = \"x\"\n+++\n", "1:1 frontmatter/wrong-format"},
	{"JSON", "{\n\"title\": \"x\"\n}\n", "1:1 frontmatter/wrong-format"},
	{"none", "# Un titre\n\nTexte.\n", "1:1 frontmatter/missing"},
	{"not closed", "---\ntitle: x\nslug: y\n\nTexte qui suit.\n", "4:1 frontmatter/unclosed"},
	{"not closed, no blank line", "---\ntitle: x\nTexte qui suit\n", "3:1 frontmatter/unclosed"},
	{"French colon", "---\ntitle: Sacko : quarante ans\n---\n", "2:14 yaml/unquoted-colon"},
	{"hash", "---\ntitle: Module #3\n---\n", "2:8 yaml/cut-by-hash"},
	{"no-break space in a key", "---\ntitle\u00a0: x\n---\n", "2:6 yaml/hard-space"},
	{"no-break space before a key", "---\ntitle: x\n\u00a0slug: y\n---\n", "3:1 yaml/hard-space"},
	{"tab", "---\nname:\n\tfr: x\n---\n", "3:1 yaml/tab"},
	{"Windows-1252", "---\ntitle: \xc9t\xe9\n---\n", "2:8 encoding/not-utf-8"},
	{"octal to one reader", "---\ncode: 017\n---\n", "2:7 yaml/ambiguous-value"},
	{"time to one reader", "---\nat: 10:30\n---\n", "2:5 yaml/ambiguous-value"},
	{"alias", "---\na: &x b\nc: *x\n---\n", "2:4 yaml/anchor, 3:4 yaml/anchor"},
	{"binary tag", "---\na: !!binary aGk=\n---\n", "2:4 yaml/tag"},
}

func TestTraps(t *testing.T) {
	for _, tt := range traps {
		t.Run(tt.name, func(t *testing.T) {
			_, found := Parse("x.md", []byte(tt.src))
			if got := brief(found); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

// TestReadersAgree: what is accepted without a finding means the same to us, to
// goldmark-meta and to the YAML library that Hugo uses.
func TestReadersAgree(t *testing.T) {
	for _, tt := range traps {
		if tt.want != "" {
			continue
		}
		t.Run(tt.name, func(t *testing.T) { wantAgreement(t, tt.src) })
	}
}

// TestOthersDoDiffer shows that the traps are real: for each of these, the two
// libraries do not read the same.
func TestOthersDoDiffer(t *testing.T) {
	for _, name := range []string{"duplicate key", "yes and no", "key y", "byte order mark", "octal to one reader", "dashes in a block text"} {
		for _, tt := range traps {
			if tt.name != name {
				continue
			}
			a, errA := withGoldmarkMeta(tt.src)
			b, errB := withGoccy(tt.src)
			if (errA == nil) == (errB == nil) && reflect.DeepEqual(a, b) {
				t.Errorf("%s: both read %v; is the trap still one?", name, a)
			}
		}
	}
}

func wantAgreement(t *testing.T, src string) {
	t.Helper()
	doc, found := Parse("x.md", []byte(src))
	if len(found) > 0 {
		return
	}
	ours, _ := doc.Meta.Native().(map[string]any)
	a, err := withGoldmarkMeta(src)
	if err != nil {
		t.Errorf("goldmark-meta refuses what we accept: %v", err)
	}
	b, err := withGoccy(src)
	if err != nil {
		t.Errorf("goccy refuses what we accept: %v", err)
	}
	for name, theirs := range map[string]map[string]any{"goldmark-meta": a, "goccy": b} {
		if len(ours) != len(theirs) {
			t.Errorf("%s reads %d keys, we %d", name, len(theirs), len(ours))
		}
		for key, value := range ours {
			if fmt.Sprint(value) != fmt.Sprint(theirs[key]) {
				t.Errorf("%s: we read %#v, %s %#v", key, value, name, theirs[key])
			}
		}
	}
}

func withGoldmarkMeta(src string) (map[string]any, error) {
	c := parser.NewContext()
	goldmark.New(goldmark.WithExtensions(meta.Meta)).Parser().Parse(text.NewReader([]byte(src)), parser.WithContext(c))
	return meta.TryGet(c)
}

func withGoccy(src string) (map[string]any, error) {
	lines := strings.Split(strings.TrimPrefix(src, "\ufeff"), "\n")
	var yamlLines []string
	for _, line := range lines[1:] {
		if strings.TrimRight(line, "\r") == "---" {
			break
		}
		yamlLines = append(yamlLines, line)
	}
	var m map[string]any
	err := yaml.Unmarshal([]byte(strings.Join(yamlLines, "\n")+"\n"), &m)
	return m, err
}

func TestBrokenFrontMatterLeavesTheBodyReadable(t *testing.T) {
	doc, found := Parse("x.md", []byte("---\ntitle: a : b\n---\n\nVoir [ici](/x/).\n"))
	if brief(found) != "2:10 yaml/unquoted-colon" {
		t.Errorf("got %s", brief(found))
	}
	if len(doc.Links) != 1 || doc.Links[0].Destination != "/x/" {
		t.Fatalf("links %v", doc.Links)
	}
	if line, column := doc.Position(doc.Links[0].Offset); line != 5 || column != 6 {
		t.Errorf("link at %d:%d", line, column)
	}
}

// FuzzParse: never a panic; findings stand inside the file; what is accepted
// means the same to all readers.
func FuzzParse(f *testing.F) {
	for _, tt := range traps {
		f.Add(tt.src)
	}
	f.Add("---\na: b\n---\n{{< quote ref=\"a#b\" from=`x` >}} {{% x %}} {{</* y */>}} {{< z\n")
	f.Add("---\na: b\n---\n# A {#x}\n\n| a |\n|---|\n| {{< value \"k\" >}} |\n\n[^1]: x ![a](b.jpg)\n")
	f.Fuzz(func(t *testing.T, src string) {
		doc, found := Parse("x.md", []byte(src))
		lines := strings.Count(src, "\n") + 1
		for _, d := range found {
			if d.Line > lines || d.Line > 0 && d.Column < 1 {
				t.Errorf("%s at %d:%d of %d lines", d.Rule, d.Line, d.Column, lines)
			}
		}
		for _, s := range doc.Shortcodes {
			if s.Offset < doc.Body || s.End > len(src) || s.End <= s.Offset {
				t.Errorf("shortcode from %d to %d of %d bytes", s.Offset, s.End, len(src))
			}
		}
		for _, b := range doc.Blocks {
			for i := range len(b.Text) {
				if o := b.Offset(i); o < 0 || o > len(src) {
					t.Errorf("byte %d of %q lies at %d of %d", i, b.Text, o, len(src))
				}
			}
		}
		wantAgreement(t, src)
	})
}
