package plaintext

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"

	"proximite/tools/internal/diagnostic"
)

func brief(found []diagnostic.Diagnostic) []string {
	var lines []string
	for _, d := range found {
		lines = append(lines, fmt.Sprintf("%d:%d %s", d.Line, d.Column, d.Rule))
	}
	return lines
}

// TestMistakes are the lines that people type, where they are wrong, and the
// corrected line that is proposed.
func TestMistakes(t *testing.T) {
	tests := []struct {
		name, src string
		want      string // line:column rule
		proposed  string // in the hint
	}{
		{"French colon", "title: Formation : police\nslug: x\n", "1:18 yaml/unquoted-colon", `title: "Formation : police"`},
		{"English colon", "title: Training: police\n", "1:16 yaml/unquoted-colon", `title: "Training: police"`},
		{"no-break space before the colon", "title: Formation\u00a0: police\n", "1:18 yaml/unquoted-colon", "title: \"Formation\u00a0: police\""},
		{"colon at the end", "title: Les modules :\nslug: x\n", "1:20 yaml/unquoted-colon", `title: "Les modules :"`},
		{"colon after curly quotes", "title: “Strengthening links”: one\n", "1:29 yaml/unquoted-colon", `title: "“Strengthening links”: one"`},
		{"colon in a nested value", "name:\n  fr: La police : un service\n", "2:17 yaml/unquoted-colon", `  fr: "La police : un service"`},
		{"the title of the source article", "title: \"Strengthening links\" is one of the objectives\n", "1:28 yaml/broken-quotes", `title: '"Strengthening links" is one of the objectives'`},
		{"apostrophe in single quotes", "title: 'L'histoire d'Awa'\n", "1:10 yaml/broken-quotes", `title: "L'histoire d'Awa"`},
		{"unclosed double quote", "title: \"Un parcours\nslug: x\n", "1:8 yaml/unclosed-quote", `title: "Un parcours"`},
		{"unclosed single quote", "title: 'Un parcours\nslug: x\n", "1:8 yaml/unclosed-quote", `title: "Un parcours"`},
		{"at sign", "title: @mission\n", "1:8 yaml/reserved-character", `title: "@mission"`},
		{"percent sign", "title: %d\nslug: a: b\n", "1:8 yaml/reserved-character, 2:8 yaml/unquoted-colon", `title: "%d"`},
		{"no space after the colon", "title:Formation\nslug: x\n", "1:7 yaml/missing-space", "title: Formation"},
		{"no-break space after the colon", "title:\u00a0Formation\nslug: x\n", "1:7 yaml/missing-space", "title: Formation"},
		{"no colon", "title Formation\nslug: x\n", "1:1 yaml/missing-colon", ""},
		{"tab in the indentation", "name:\n\tfr: x\n", "2:1 yaml/tab", "  fr: x"},
		{"no-break space in a key", "source\u00a0language: fr\n", "1:7 yaml/hard-space", "sourcelanguage: fr"},
		{"no-break space before a key", "title: x\n\u00a0slug: y\n", "2:1 yaml/hard-space", "slug: y"},
		{"zero-width space in a key", "tit\u200ble: x\n", "1:4 yaml/hard-space", "title: x"},
		{"cut by a hash", "title: Module #3\n", "1:8 yaml/cut-by-hash", `title: "Module #3"`},
		{"cut by a hash in a list", "list:\n  - Module #3\n", "2:5 yaml/cut-by-hash", `  - "Module #3"`},
		{"no", "title: no\n", "1:8 yaml/ambiguous-value", `"no"`},
		{"yes in a list", "list: [a, Yes]\n", "1:11 yaml/ambiguous-value", `"Yes"`},
		{"capital True", "draft: True\n", "1:8 yaml/ambiguous-value", "true or false"},
		{"leading zero", "id: 0123\n", "1:5 yaml/ambiguous-value", `"0123"`},
		{"exponent", "id: 12e456\n", "1:5 yaml/ambiguous-value", `"12e456"`},
		{"sexagesimal", "at: 12:30\n", "1:5 yaml/ambiguous-value", `"12:30"`},
		{"underscore in a number", "value: 1_000\n", "1:8 yaml/ambiguous-value", `"1_000"`},
		{"date without zeros", "date: 2023-9-4\n", "1:7 yaml/ambiguous-value", `"2023-9-4"`},
		{"date with a time", "date: 2023-09-04 10:00:00\n", "1:7 yaml/ambiguous-value", `"2023-09-04 10:00:00"`},
		{"key that is a number", "a: 1\n123: x\n", "2:1 yaml/ambiguous-key", `"123":`},
		{"key that is a boolean", "on: x\n", "1:1 yaml/ambiguous-key", `"on":`},
		{"duplicate key", "title: a\nslug: b\ntitle: c\n", "3:1 yaml/duplicate-key", ""},
		{"duplicate key in a nested map", "name:\n  fr: a\n  fr: b\n", "3:3 yaml/duplicate-key", ""},
		{"anchor and alias", "a: &x b\nc: *x\n", "1:4 yaml/anchor, 2:4 yaml/anchor", ""},
		{"merge key", "a:\n  <<: {b: c}\n", "2:3 yaml/anchor", ""},
		{"tag", "a: !!str 3\n", "1:4 yaml/tag", ""},
		{"second document", "a: b\n---\nc: d\n", "2:1 yaml/several-documents", ""},
		{"key with a question mark", "? a\n: b\n", "1:1 yaml/not-a-map", ""},
		{"list instead of a map", "- a\n- b\n", "1:1 yaml/not-a-map", ""},
		{"too deep", "a: " + strings.Repeat("[", 30) + strings.Repeat("]", 30) + "\n", "1:28 yaml/too-deep", ""},
		{"open bracket", "a: [b, c\nd: e\n", "2:1 yaml/unreadable", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, found := ParseYAML("x.yaml", []byte(tt.src), 1)
			if got := strings.Join(brief(found), ", "); got != tt.want {
				t.Fatalf("got %q, want %q", got, tt.want)
			}
			if !strings.Contains(found[0].Hint.EN, tt.proposed) {
				t.Errorf("hint %q does not propose %q", found[0].Hint.EN, tt.proposed)
			}
		})
	}
}

// TestProposedLinesAreReadable feeds each proposal back.
func TestProposedLinesAreReadable(t *testing.T) {
	for _, value := range []string{`Formation : police`, `"a" is b`, `'L'histoire'`, `"a" and 'b': c`, `@x`, `a\b: c`, "tab\tand: colon"} {
		line := "title: " + Quote(value)
		node, found := ParseYAML("x.yaml", []byte(line), 1)
		if len(found) > 0 || node.Get("title").Text() != value {
			t.Errorf("%s reads as %q with %v", line, node.Get("title").Text(), brief(found))
		}
	}
}

func TestOrdinaryYAMLIsAccepted(t *testing.T) {
	for _, src := range []string{
		"title: \"Formation : police\"\n",
		"title: L’histoire d'Awa\n",
		"# a comment : with a colon\ntitle: x # a comment\n#slug: \"example: x\"\n",
		"title: x # 70 characters\n",
		"url: https://example.org/a:b\n",
		"text: |\n  Un texte : avec # dièse\nnext: x\n",
		"text: >-\n  key\u00a0: value\n",
		"text: \"une phrase\n  sur deux lignes : oui\u00a0: non\"\nnext: x\n",
		"list:\n- a\n- \"b: c\"\n",
		"people: []\nexempt: {reason: \"x\", date: 2026-01-01}\n",
		"a: ~\nb:\nc: null\nd: true\ne: -1.5\nf: 2023-09-04\ng: '00123'\n",
		"a: b\r\nc: é\r\n",
		"",
		"# only a comment\n",
	} {
		if _, found := ParseYAML("x.yaml", []byte(src), 1); len(found) > 0 {
			t.Errorf("%q: %v %s", src, brief(found), found[0].Hint.EN)
		}
	}
}

func TestNodesKnowTheirPlace(t *testing.T) {
	src := "titre: Été\nname:\n  fr: \"Où\"\nlist: [a, {k: v}]\ntext: |\n  a\n  b\ncount: 3\n"
	node, found := ParseYAML("x.yaml", []byte(src), 11)
	if len(found) > 0 {
		t.Fatal(brief(found))
	}
	places := map[string]*Node{
		"11:8": node.Get("titre"), "13:7": node.Get("name", "fr"), "14:7": node.Get("list"), "15:7": node.Get("text"),
		"14:15": node.At([]string{"list", "1", "k"}), "18:8": node.Get("count"),
	}
	for want, n := range places {
		if got := fmt.Sprintf("%d:%d", n.Line, n.Column); got != want {
			t.Errorf("%v stands at %s, want %s", n.Value, got, want)
		}
	}
	if f, _ := node.Get("name").Field("fr"); f.Line != 13 || f.Column != 3 {
		t.Errorf("key at %d:%d", f.Line, f.Column)
	}
	if got := node.Get("text").Text(); got != "a\nb\n" {
		t.Errorf("block text %q", got)
	}
	if got := fmt.Sprint(node.Native()); got != "map[count:3 list:[a map[k:v]] name:map[fr:Où] text:a\nb\n titre:Été]" {
		t.Errorf("native %s", got)
	}
}

func TestMissingNodesAreSafe(t *testing.T) {
	var n *Node
	if n.Get("a", "b") != nil || n.Text() != "" || n.True() || !n.Empty() || n.Children() != nil || n.Native() != nil || n.At([]string{"0"}) != nil {
		t.Error("a missing node is not empty")
	}
}

func TestNearest(t *testing.T) {
	words := []string{"outcome", "evidence", "angle", "as_of"}
	for typed, want := range map[string]string{"outcom": "outcome", "evidnece": "evidence", "angel": "angle", "asof": "as_of", "weather": "", "x": ""} {
		if got := Nearest(typed, words); got != want {
			t.Errorf("Nearest(%q) = %q, want %q", typed, got, want)
		}
	}
}

func TestLinesCountCharacters(t *testing.T) {
	l := NewLines([]byte("é«a\r\nbé\n"))
	for offset, want := range map[int][2]int{0: {1, 1}, 2: {1, 2}, 4: {1, 3}, 7: {2, 1}, 8: {2, 2}, 99: {3, 1}, -1: {1, 1}} {
		if line, column := l.Position(offset); line != want[0] || column != want[1] {
			t.Errorf("Position(%d) = %d:%d, want %v", offset, line, column, want)
		}
	}
	if l.Line(1) != "é«a" || l.Line(2) != "bé" || l.Line(9) != "" {
		t.Error("lines are cut wrongly")
	}
}

// FuzzParseYAML: never a panic, and what is accepted without a finding means the
// same to the library that Hugo uses.
func FuzzParseYAML(f *testing.F) {
	for _, s := range []string{"title: x\n", "a: [b, {c: d}]\n", "a: |\n  b\n", "a: 'b''c'\n", "- x\n", "a: &b c\n", "? a\n: b\n", "a: \"\\x\"\n", "{a: b}\n"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, src string) {
		if len(CheckEncoding("x.yaml", []byte(src))) > 0 {
			return
		}
		node, found := ParseYAML("x.yaml", []byte(src), 1)
		lines := strings.Count(src, "\n") + 1
		for _, d := range found {
			if d.Line < 1 || d.Line > lines+1 || d.Column < 1 {
				t.Errorf("finding at %d:%d of %d lines", d.Line, d.Column, lines)
			}
		}
		if len(found) > 0 || node == nil {
			return
		}
		var theirs map[string]any
		if err := yaml.Unmarshal([]byte(src), &theirs); err != nil {
			t.Skip("the library refuses it; document compares again") // positions of escapes and the like
		}
		keys := make([]string, 0, len(theirs))
		for k := range theirs {
			keys = append(keys, k)
		}
		for _, field := range node.Fields {
			if !slices.Contains(keys, field.Key) {
				t.Errorf("key %q is not in %q", field.Key, keys)
			}
			ours, same := field.Value.Native(), theirs[field.Key]
			if s, ok := ours.(string); ok && fmt.Sprint(same) != s {
				t.Errorf("%q: ours %q, theirs %v", field.Key, s, same)
			}
		}
	})
}
