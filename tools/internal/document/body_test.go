package document

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

const head = "---\ntitle: x\n---\n"

// at is an offset as line:column, counted from the first line of the body.
func (d *Document) at(offset int) string {
	line, column := d.Position(offset)
	return fmt.Sprintf("%d:%d", line-3, column)
}

func parseBody(t *testing.T, body string) *Document {
	t.Helper()
	doc, found := Parse("x.md", []byte(head+body))
	if len(found) > 0 {
		t.Fatalf("%s: %s", brief(found), found[0].Message.EN)
	}
	return doc
}

func TestHeadings(t *testing.T) {
	d := parseBody(t, "## Été à *Bamako*\n\n## Été à Bamako\n\n### Écrit {#written}\n\nSouligné\n--------\n\n## …\n")
	var got []string
	for _, h := range d.Headings {
		got = append(got, fmt.Sprintf("%s %d %s %s %v", d.at(h.Offset), h.Level, h.Text, h.ID, h.Explicit))
	}
	want := []string{
		"1:1 2 Été à Bamako ete-a-bamako false",
		"3:1 2 Été à Bamako ete-a-bamako-1 false",
		"5:1 3 Écrit written true",
		"7:1 2 Souligné souligne false",
		"10:1 2 … heading false",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestLinksAndImages(t *testing.T) {
	d := parseBody(t, "Un é [*lien*](/a/ \"titre\"), [autre][r] et <https://b.example>.\n\n- ![un é](c.jpg) [](/d/)\n\n[r]: /e/#f\n")
	var got []string
	for _, l := range d.Links {
		got = append(got, fmt.Sprintf("%s %s %q", d.at(l.Offset), l.Destination, l.Text))
	}
	for _, i := range d.Images {
		got = append(got, fmt.Sprintf("%s %s %q", d.at(i.Offset), i.Destination, i.Alt))
	}
	want := []string{`1:6 /a/ "lien"`, `1:29 /e/#f "autre"`, `1:43 https://b.example "https://b.example"`, `3:18 /d/ ""`, `3:3 c.jpg "un é"`}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestBlocks(t *testing.T) {
	d := parseBody(t, "Un *mot* `code` et {{< value \"a_b_c\" >}}\nla suite.\n{#here}\n\n| é | 12 |\n|---|----|\n| {{< person \"k4tm8q\" >}} | b |\n\nTerme\n: Sens[^1]\n\n```\ndu code\n```\n\n<!-- rien -->\n\n[^1]: Une note.\n")
	var got []string
	for _, b := range d.Blocks {
		got = append(got, fmt.Sprintf("%s %s %q", d.at(b.Offset(0)), b.Kind, b.Text))
	}
	want := []string{
		`1:1 paragraph "Un mot ￼ et ￼\nla suite.\n{#here}"`, `5:3 cell "é"`, `5:7 cell "12"`, `7:3 cell "￼"`, `7:29 cell "b"`,
		`9:1 term "Terme"`, `10:3 paragraph "Sens￼"`, `13:1 code "du code\n"`, `18:7 paragraph "Une note."`,
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if !d.IDs["here"] {
		t.Error("the id of a paragraph is not known")
	}
	first := d.Blocks[0]
	for text, want := range map[string]string{"mot": "1:5", "et": "1:17", "suite": "2:4"} {
		if got := d.at(first.Offset(strings.Index(first.Text, text))); got != want {
			t.Errorf("%q lies at %s, want %s", text, got, want)
		}
	}
}

func TestShortcodes(t *testing.T) {
	d := parseBody(t, "é {{< quote ref=\"t7n2kp#s7f3q\"\n  from=\"dit \\\"oui\\\"\" to=`fin >}}` form=inline >}} {{</* person \"x\" */>}} {{% term \"a-b\" %}}\n")
	var got []string
	for _, s := range d.Shortcodes {
		line := d.at(s.Offset) + " " + s.Name
		for _, p := range s.Params {
			line += fmt.Sprintf(" %s=%q@%s", p.Name, p.Value, d.at(p.Offset))
		}
		got = append(got, line)
	}
	want := []string{
		`1:3 quote ref="t7n2kp#s7f3q"@1:18 from="dit \"oui\""@2:9 to="fin >}}"@2:26 form="inline"@2:40`,
		`2:74 term ="a-b"@2:84`,
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// TestBodyMistakes are calls and marks that Hugo refuses, drops or prints as they are.
func TestBodyMistakes(t *testing.T) {
	tests := []struct{ name, body, want, hint string }{
		{"unclosed", "a {{< person \"k4tm8q\" }} b\n", "1:3 shortcode/unclosed", ""},
		{"unclosed before another", "a {{< person \"k4tm8q\"\n\n{{< term \"x\" >}}\n", "1:3 shortcode/unclosed", ""},
		{"unclosed quotation mark", "{{< person \"k4tm8q >}} b\n", "1:1 shortcode/unclosed", ""},
		{"mixed braces", "{{< person \"k4tm8q\" %}}\n", "1:1 shortcode/unclosed", ""},
		{"space in the braces", "{{ < person \"k4tm8q\" >}}\n", "1:1 shortcode/spaced-braces", ""},
		{"closing call", "{{< /quote >}}\n", "1:1 shortcode/closing-call", ""},
		{"self-closing call", "{{< term \"x\" / >}}\n", "1:1 shortcode/closing-call", ""},
		{"curly quotation marks", "{{< person “k4tm8q” >}}\n", "1:1 shortcode/curly-quotes", ""},
		{"guillemets", "{{< quote ref=« t7n2kp#s7f3q » >}}\n", "1:1 shortcode/curly-quotes", ""},
		{"unknown", "{{< persn \"k4tm8q\" >}}\n", "1:1 shortcode/unknown", "person"},
		{"unknown, nothing near", "{{< gallery >}}\n", "1:1 shortcode/unknown", "quote, person"},
		{"no parameter", "{{< person >}}\n", "1:1 shortcode/wrong-parameters", `{{< person "k4tm8q" >}}`},
		{"two parameters", "{{< value \"a\" \"b\" >}}\n", "1:1 shortcode/wrong-parameters", ""},
		{"named for positional", "{{< value key=\"a\" >}}\n", "1:1 shortcode/wrong-parameters", ""},
		{"unknown named", "{{< quote ref=\"t7n2kp#s7f3q\" form=\"block\" until=\"x\" >}}\n", "1:1 shortcode/wrong-parameters", ""},
		{"missing named", "{{< quote from=\"x\" >}}\n", "1:1 shortcode/wrong-parameters", ""},
		{"unknown form", "{{< quote ref=\"t7n2kp#s7f3q\" form=\"big\" >}}\n", "1:36 shortcode/quote-form", ""},
		{"enclosing call not closed", "{{< lang \"bm\" >}}ni\n", "1:1 shortcode/not-closed", "{{< /lang >}}"},
		{"enclosing call over a blank line", "{{< lang \"bm\" >}}ni\n\nso{{< /lang >}}\n", "1:1 shortcode/not-closed, 3:3 shortcode/closing-call", ""},
		{"enclosing call around another", "{{< lang \"bm\" >}}{{< term \"x\" >}}{{< /lang >}}\n", "1:1 shortcode/not-closed, 1:34 shortcode/closing-call", ""},
		{"no language code", "{{< lang \"Bambara\" >}}ni{{< /lang >}}\n", "1:11 shortcode/language-code", "bm"},
		{"HTML block", "<div>x</div>\n", "1:1 markdown/raw-html", ""},
		{"HTML in a line", "Un é <b>mot</b>.\n", "1:6 markdown/raw-html, 1:12 markdown/raw-html", ""},
		{"heading with a call", "## Le {{< term \"x\" >}}\n", "1:1 markdown/heading-needs-id", ""},
		{"same anchor twice", "## A {#x}\n\n## B {#x}\n", "3:1 markdown/duplicate-anchor", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, found := Parse("x.md", []byte(head+tt.body))
			for i := range found {
				found[i].Line -= 3
			}
			if got := brief(found); got != tt.want {
				t.Fatalf("got %q, want %q", got, tt.want)
			}
			if !strings.Contains(found[0].Hint.EN, tt.hint) {
				t.Errorf("hint %q lacks %q", found[0].Hint.EN, tt.hint)
			}
		})
	}
}

func TestOrdinaryBodiesAreAccepted(t *testing.T) {
	for _, body := range []string{
		"", "Texte avec { accolades } et {{ deux }} et 3 < 4.\n",
		"```\n{{</* person \"x\" */>}}\n<b>\n```\n",
		"## Le {{< term \"x\" >}} {#term}\n", "a <!-- note --> b\n\n<!-- bloc -->\n",
		"Une liste :\n\n- a\n- b\n\n1. c\n", "---\n\nAprès un trait.\n",
	} {
		if _, found := Parse("x.md", []byte(head+body)); len(found) > 0 {
			t.Errorf("%q: %s", body, brief(found))
		}
	}
}

// TestEnclosedWordsAreNoText: they are in another language, so nothing that reads the
// text of the page may see them, and the words around them keep their place.
func TestEnclosedWordsAreNoText(t *testing.T) {
	d, found := Parse("x.md", []byte(head+"Il dit {{< lang \"bm\" >}}i *ni* sogoma{{< /lang >}} et part.\n\n> Yes.\n{lang=\"en\"}\n"))
	if len(found) > 0 || len(d.Blocks) != 2 {
		t.Fatal(found, d.Blocks)
	}
	b := d.Blocks[0]
	if b.Text != "Il dit "+string(Object)+" et part." {
		t.Errorf("text %q", b.Text)
	}
	if i := strings.Index(b.Text, "part"); string(d.Source[b.Offset(i):][:4]) != "part" {
		t.Errorf("offset of the words after: %q", d.Source[b.Offset(i):])
	}
	s := d.Shortcodes[0]
	if s.Inner == nil || s.Inner.Text != "i *ni* sogoma" || string(d.Source[s.Inner.Offset:][:2]) != "i " {
		t.Errorf("inner %+v", s.Inner)
	}
	if q := d.Blocks[1]; !q.Quoted || q.Language != "en" {
		t.Errorf("quotation %+v", q)
	}
}
