package sitetest

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/goccy/go-yaml"
)

// TestLongerWordsFit builds the site in a language that does not exist: every text
// of the interface is 40 % longer. A label that only just fits today would break the
// page in the next language; here nothing may stick out, be cut off or overlap.
func TestLongerWordsFit(t *testing.T) {
	dir := t.TempDir()
	source, err := project()
	if err != nil {
		t.Fatal(err)
	}
	if err := copyProject(source, dir); err != nil {
		t.Fatal(err)
	}
	for _, language := range []string{"fr", "en"} {
		lengthenFile(t, filepath.Join(dir, "i18n", language+".yaml"))
	}
	out := filepath.Join(t.TempDir(), "site")
	if err := build(t.Context(), dir, out, rootBase); err != nil {
		t.Fatal(err)
	}
	s, err := readSite(os.DirFS(out), rootBase)
	if err != nil {
		t.Fatal(err)
	}
	if got := text(first(s.byURL["/fr/"].root, ".skip-link")); got != lengthen("Aller au contenu") {
		t.Fatalf("the texts are not longer: %q", got)
	}
	b := startBrowser(t, s)
	for _, p := range kinds(s) {
		t.Run(p.path, func(t *testing.T) {
			t.Parallel()
			tb := b.open(t)
			tb.visit(p.path)
			evaluate[any](tb, "probe.unfold(), 0")
			for _, width := range []int64{narrowest, phone, desk} {
				tb.size(width)
				for _, probe := range []string{fmt.Sprintf("probe.overflow(%d)", width), "probe.clipped()"} {
					for _, complaint := range evaluate[[]string](tb, probe) {
						t.Errorf("%d px: %s", width, complaint)
					}
				}
			}
		})
	}
}

// kinds are the pages of a site that differ in their interface texts: in each language every
// page at the top, and of each folder the list and one page in it.
func kinds(s *site) (list []*page) {
	seen := map[string]bool{}
	for _, p := range readable(s) {
		parts := strings.Split(p.path, "/") // "", language, folder, page, ""
		kind := strings.Join(parts[:min(3, len(parts)-1)], "/") + strings.Repeat("/*", max(0, len(parts)-4))
		if parts[1] == "id" {
			kind = "/id"
		}
		if !seen[kind] {
			seen[kind] = true
			list = append(list, p)
		}
	}
	return list
}

// lengthenFile writes a file of interface texts again, each text longer.
func lengthenFile(t *testing.T, name string) {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var tree map[string]any
	if err := yaml.Unmarshal(data, &tree); err != nil {
		t.Fatal(err)
	}
	longer, err := yaml.Marshal(lengthenTree(tree))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, longer, 0o644); err != nil {
		t.Fatal(err)
	}
}

func lengthenTree(value any) any {
	switch v := value.(type) {
	case map[string]any:
		for _, key := range slices.Collect(maps.Keys(v)) {
			v[key] = lengthenTree(v[key])
		}
		return v
	case string:
		return lengthen(v)
	}
	return value
}

// kept are the parts of an interface text that are no words: what a template or a script fills in, and tags.
var kept = regexp.MustCompile(`\{\{[^}]*\}\}|\{\w+\}|<[^>]*>`)

// lengthen makes each word of a text 40 % longer and leaves its placeholders alone.
func lengthen(text string) string {
	var b strings.Builder
	end := 0
	for _, m := range kept.FindAllStringIndex(text, -1) {
		b.WriteString(lengthenWords(text[end:m[0]]))
		b.WriteString(text[m[0]:m[1]])
		end = m[1]
	}
	return b.String() + lengthenWords(text[end:])
}

// lengthenWords repeats the last letter of each word. What a word lacks to its share
// is carried to the next, so that short words count too.
func lengthenWords(text string) string {
	const share = 0.4
	var b strings.Builder
	debt := 0.0
	letters := []rune(text)
	for i, r := range letters {
		b.WriteRune(r)
		if !unicode.IsLetter(r) {
			continue
		}
		debt += share
		if i+1 == len(letters) || !unicode.IsLetter(letters[i+1]) {
			more := int(debt + 0.5)
			b.WriteString(strings.Repeat(string(unicode.ToLower(r)), more))
			debt -= float64(more)
		}
	}
	return b.String()
}

// TestLengthen holds the stretch to its 40 % and its hands off placeholders.
func TestLengthen(t *testing.T) {
	tests := map[string]string{
		"Rechercher":                 "Rechercherrrrr",
		"Page {{ .number }}":         "Pageee {{ .number }}",
		"{n} résultats pour « {q} »": "{n} résultatsssss pourr « {q} »",
		"à la une":                   "à laa unee",
		"":                           "",
		"<b>gras</b> 12":             "<b>grasss</b> 12",
	}
	for text, want := range tests {
		if got := lengthen(text); got != want {
			t.Errorf("lengthen(%q) = %q, want %q", text, got, want)
		}
	}
}
