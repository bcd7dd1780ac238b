package rule

import (
	"os"
	"path"
	"slices"
	"strings"
	"testing"

	"proximite/tools/internal/content"
	"proximite/tools/internal/diagnostic"
	"proximite/tools/internal/document"
)

// TestContent is the content lint of this repository: one subtest for each item,
// register and transcript, and one for what belongs to none of them. Errors and
// warnings fail it; work left in drafts does not.
func TestContent(t *testing.T) {
	corpus, err := content.Load(os.DirFS(repository))
	if err != nil {
		t.Fatal(err)
	}
	if len(corpus.Items) == 0 {
		t.Fatal("the repository has no content")
	}
	left := make(map[string][]diagnostic.Diagnostic)
	for _, d := range Check(corpus) {
		if d.Severity <= diagnostic.Warning {
			left[owner(d.Path)] = append(left[owner(d.Path)], d)
		}
	}
	for _, name := range owners(corpus) {
		t.Run(name, func(t *testing.T) { wantNone(t, left[name]) })
		delete(left, name)
	}
	t.Run("elsewhere", func(t *testing.T) {
		for _, found := range left {
			wantNone(t, found)
		}
	})
}

// owner is the item of a file below content/, else the file itself.
func owner(file string) string {
	if strings.HasPrefix(file, "content/") {
		return path.Dir(file)
	}
	return file
}

func owners(c *content.Corpus) []string {
	var names []string
	for _, p := range c.Pages() {
		names = append(names, p.Folder)
	}
	for _, r := range c.Registers() {
		names = append(names, r.Path)
	}
	for _, t := range c.Transcripts {
		names = append(names, t.Path)
	}
	return names
}

func wantNone(t *testing.T, found []diagnostic.Diagnostic) {
	t.Helper()
	for _, d := range found {
		t.Errorf("%s: %s (%s)\n\t%s", d.Position(), d.Message.EN, d.Rule, d.Hint.EN)
	}
}

// TestShortcodesAreKnown: a call that the templates have and check does not know,
// or the other way round, would be refused on one side only.
func TestShortcodesAreKnown(t *testing.T) {
	files, err := os.ReadDir(path.Join(repository, "layouts/_shortcodes"))
	if err != nil {
		t.Fatal(err)
	}
	var templates, known []string
	for _, f := range files {
		templates = append(templates, strings.TrimSuffix(f.Name(), ".html"))
	}
	for _, s := range document.Signatures() {
		known = append(known, s.Name)
	}
	slices.Sort(known)
	if !slices.Equal(templates, known) {
		t.Errorf("layouts/_shortcodes has %q, package document knows %q", templates, known)
	}
}

// TestSchemasDescribeEveryKey: the handbook's field reference is made from these
// sentences.
func TestSchemasDescribeEveryKey(t *testing.T) {
	check := &schemaCheck{all: make(map[string]*schema)}
	if !check.load(os.DirFS(repository)) || len(check.found) > 0 {
		t.Fatal(check.found)
	}
	kinds := append(content.RegisterNames(), "story", "interview", "news", "module", "training", "resource", "page", "section", "transcript")
	for _, name := range kinds {
		one := check.all[name]
		if one == nil {
			t.Errorf("%s has no schema", name)
			continue
		}
		if one.tree["x-description-fr"] == nil || one.tree["description"] == nil || one.tree["x-title-fr"] == nil {
			t.Errorf("%s says not what it describes", name)
		}
		wantDescriptions(t, name, one.tree)
	}
}

func wantDescriptions(t *testing.T, place string, node any) {
	t.Helper()
	switch n := node.(type) {
	case []any:
		for _, item := range n {
			wantDescriptions(t, place, item)
		}
	case map[string]any:
		if properties, ok := n["properties"].(map[string]any); ok && !strings.HasSuffix(place, "/if") {
			if n["additionalProperties"] != false {
				t.Errorf("%s allows unknown keys", place)
			}
			for key, p := range properties {
				if fr, en := describe(p.(map[string]any)); fr == "" || en == "" {
					t.Errorf("%s/%s is not described in both languages", place, key)
				}
			}
		}
		for key, child := range n {
			wantDescriptions(t, place+"/"+key, child)
		}
	}
}
