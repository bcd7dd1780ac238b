package scalar

import (
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
)

var nasty = []string{
	"", " ", "no", "Yes", "null", "~", "1e5", "0x1f", "12:30:45", "2023-09-04", "2023-13-99",
	`"Strengthening links" is one`, "Formation : police", "L'histoire d’Awa", "Module #3",
	"# heading", "- item", "a: b", "{{< x >}}", "[x]", "{a}", "*a", "&a", "!tag", "%d", "@x", "`x`", "|", ">-",
	"tab\there", "back\\slash", "line\nline", "\nlead", "trail\n", "  lead", "trail  ", "\u00a0«\u00a0oui\u00a0»\u202f!",
	"zero\u200bwidth", "\ufeffbom", "\u2028sep", "\x00nul", "\x7f", "\u0085nel", "emoji 🌍", "ɛɔɲŋ",
	strings.Repeat("Une phrase assez longue. ", 8) + "Fin.",
	"A first paragraph that is long enough to be a block.\n\nA second: with # and - and \"quotes\".\n---\n# not a comment",
	"Long line with a trailing space at the end of a line here it comes: \nnext line",
}

func TestTextSurvivesReadingBack(t *testing.T) {
	for _, want := range nasty {
		for name, line := range map[string]string{
			"String": "key: " + String(want) + "\n",
			"Text":   "list:\n  - key: " + Text(want, 6) + "\n    next: 1\n",
		} {
			if got := readBack(t, line); got != strings.ToValidUTF8(want, "") {
				t.Errorf("%s(%q): read back as %q from\n%s", name, want, got, line)
			}
		}
	}
}

func readBack(t *testing.T, doc string) any {
	t.Helper()
	var v struct {
		Key  any `yaml:"key"`
		List []struct {
			Key any `yaml:"key"`
		} `yaml:"list"`
	}
	if err := yaml.Unmarshal([]byte(doc), &v); err != nil {
		t.Errorf("%s\n%v", doc, err)
	}
	if len(v.List) == 1 {
		return v.List[0].Key
	}
	return v.Key
}

func TestTextGivesLongWordsABlock(t *testing.T) {
	long := strings.Repeat("mot ", 20) + "fin"
	if got, want := Text(long, 4), "|-\n    "+long; got != want {
		t.Errorf("Text() = %q, want %q", got, want)
	}
	if got, want := Text("court", 4), `"court"`; got != want {
		t.Errorf("Text() = %q, want %q", got, want)
	}
}

func FuzzText(f *testing.F) {
	for _, s := range nasty {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		s = strings.ToValidUTF8(s, "")
		if got := readBack(t, "list:\n  - key: "+Text(s, 6)+"\n    next: 1\n"); got != s {
			t.Errorf("Text(%q): read back as %q", s, got)
		}
	})
}
