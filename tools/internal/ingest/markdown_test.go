package ingest

import (
	"strings"
	"testing"
)

func TestMarkdownBlocks(t *testing.T) {
	cell := func(texts ...string) []block {
		var blocks []block
		for _, s := range texts {
			blocks = append(blocks, textBlock(0, s))
		}
		return blocks
	}
	cases := []struct {
		name   string
		blocks []block
		want   string
	}{
		{"paragraphs", []block{textBlock(1, "un"), textBlock(2, "deux")}, "un\n\ndeux\n"},
		{"breaks", []block{{runs: []run{{text: "un "}, {lineBreak: true}, {text: " - deux"}}}}, "un\\\n\\- deux\n"},
		{"headings", []block{{kind: heading, level: 2, runs: []run{{text: "Le C #", bold: true}}}, textBlock(2, "x")}, "## Le C \\#\n\nx\n"},
		{"looks", []block{{runs: []run{{text: "un "}, {text: "gras ", bold: true}, {text: "ital", italic: true}, {text: " et", bold: true, italic: true}}}}, "un **gras** *ital* ***et***\n"},
		{"look that can not be written", []block{{runs: []run{{text: "a"}, {text: "«b»", bold: true}, {text: "c"}}}}, "a«b»c\n"},
		{"link", []block{{runs: []run{{text: "Voir!"}, {text: "ici", link: "https://example.org/a (b)?c=1&copy=2"}}}}, "Voir\\![ici](https://example.org/a%20%28b%29?c=1&amp;copy=2)\n"},
		{"link that is no note", []block{{runs: []run{{text: "mot"}, {note: cell("n")}, {text: "^1", link: "https://example.org/"}}}}, "mot[^1][\\^1](https://example.org/)\n\n[^1]: n\n"},
		{"lists", []block{
			{kind: item, runs: []run{{text: "a"}}}, {kind: item, level: 1, ordered: true, runs: []run{{text: "b"}, {lineBreak: true}, {text: "c"}}},
			{kind: item, level: 1, ordered: true, runs: []run{{text: "d"}}}, {kind: item, runs: []run{{text: "1. e"}}}, textBlock(0, "f"),
		}, "- a\n  1. b\\\n     c\n  2. d\n- 1\\. e\n\nf\n"},
		{"lists that go on", []block{
			{kind: item, ordered: true, list: "a", runs: []run{{text: "un"}}}, textBlock(0, "x"), {kind: item, ordered: true, list: "a", runs: []run{{text: "deux"}}},
			{kind: item, ordered: true, list: "a", level: 1, runs: []run{{text: "i"}}}, {kind: item, ordered: true, list: "a", runs: []run{{text: "trois"}}},
			{kind: item, ordered: true, list: "a", level: 1, runs: []run{{text: "i"}}}, textBlock(0, "y"), {kind: item, ordered: true, list: "b", runs: []run{{text: "un"}}},
		}, "1. un\n\nx\n\n2. deux\n   1. i\n3. trois\n   1. i\n\ny\n\n1. un\n"},
		{"table", []block{{kind: table, rows: [][][]block{{cell("Nom"), cell("Durée")}, {cell("a | b", "c"), cell("2 h")}, {cell("seul")}}}},
			"| Nom | Durée |\n| --- | --- |\n| a &#124; b c | 2 h |\n| seul |  |\n"},
		{"layout table", []block{{kind: table, rows: [][][]block{{cell("a")}, {cell("b", "c")}}}}, "a\n\nb\n\nc\n"},
		{"notes", []block{{runs: []run{{text: "mot"}, {note: cell("Une *note*", "suite")}, {text: " fin"}}}, textBlock(2, "x")},
			"mot[^1] fin\n\nx\n\n[^1]: Une \\*note\\*\n\n    suite\n"},
		{"rule", []block{textBlock(1, "a"), {kind: rule}, textBlock(2, "b")}, "a\n\n***\n\nb\n"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got, err := markdown(c.blocks)
			if err != nil || got != c.want {
				t.Errorf("got\n%s(%v)\nwant\n%s", got, err, c.want)
			}
		})
	}
}

// nasty are texts that Markdown or Hugo would take for something else.
var nasty = []string{
	"{{< x >}}", "{{% x %}}", "{{</* x */>}}", "{{ x }}", "a {{<", "<script>alert(1)</script>", "a <!--more--> b", "&amp; &copy; & R&D &#65;",
	"# titre", "#hashtag", "> citation", "- tiret", "+ plus", "+++", "---", "===", "***", "___", "| a | b |", "1. un", "1986) deux", "12.", ": définition",
	":smile:", "*a* _b_ **c** __d__ ~~e~~ `f` ``g``", "[a](b) ![c](d) [e] [^1] [^1]: f [x]: y", "[ ] tâche", "a\\*b \\", "http://x.org/a_b_c www.x.org/*a* a_b@x.org",
	"titre {#id}", "{.classe}", "    quatre espaces", "\tcode", "\"guillemets\" 'x' -- --- ...", "10:30:45", "a  b", "« mot » : oui\u202F!", "ftp://x", "~~~", "```", "=\n=", "\\{\\{<", "!", "![", "{{<!--",
}

func TestMarkdownKeepsNastyText(t *testing.T) {
	for _, text := range nasty {
		for _, b := range []block{textBlock(1, text), {kind: heading, level: 2, runs: []run{{text: text}}}, {kind: item, runs: []run{{text: text}}}} {
			blocks := tidy([]block{textBlock(0, "avant"), b, textBlock(0, "après")})
			if _, err := markdown(blocks); err != nil {
				t.Errorf("%d %q: %v", b.kind, text, err)
			}
		}
	}
	table := block{kind: table}
	for _, text := range nasty {
		table.rows = append(table.rows, [][]block{{textBlock(0, text)}, {textBlock(0, text), textBlock(0, text)}})
	}
	if _, err := markdown(tidy([]block{table})); err != nil {
		t.Errorf("in a table: %v", err)
	}
}

// TestMarkdownCheckSeesDifferences proves that the self-check can fail.
func TestMarkdownCheckSeesDifferences(t *testing.T) {
	for text, want := range map[string]string{
		"*a*": "*a*", "<b>a</b>": "<b>a</b>", "a": "ab", "{{< x >}}": "{{< x >}}", "# a": "# a", "&amp;": "&amp;",
	} {
		if _, same := says(text, []block{textBlock(0, want)}); same {
			t.Errorf("%q is taken for %q", text, want)
		}
	}
}

func FuzzMarkdown(f *testing.F) {
	for _, s := range nasty {
		f.Add(s, "x")
	}
	f.Fuzz(func(t *testing.T, a, b string) {
		a, b = strings.ToValidUTF8(a, ""), strings.ToValidUTF8(b, "")
		blocks := tidy([]block{
			textBlock(1, a), {runs: []run{{text: a}, {text: b, bold: true}, {lineBreak: true}, {text: a, italic: true}}},
			{kind: heading, level: 2, runs: []run{{text: b}}}, {kind: item, runs: []run{{text: a}, {note: []block{textBlock(0, b)}}}},
			{kind: table, rows: [][][]block{{{textBlock(0, a)}, {textBlock(0, b)}}, {{textBlock(0, b)}, {textBlock(0, a)}}}},
			{runs: []run{{text: b, link: "https://example.org/"}, {text: a}}},
		})
		if _, err := markdown(blocks); err != nil {
			t.Error(err)
		}
	})
}
