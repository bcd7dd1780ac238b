package sitetest

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
)

// cssFeature is an entry of testdata/css-support.yaml.
type cssFeature struct {
	Pattern  string
	Without  float64 // per cent of page views in Mali whose browser is known not to know it
	Fallback string
}

// mostWithout is the share of readers that may be without a feature which has no
// fallback, in per cent.
const mostWithout = 1

// TestCSSForOldPhones lists what the style sheets use and wants a fallback for all
// that more than one reader of a hundred is without.
func TestCSSForOldPhones(t *testing.T) {
	features := readFeatures(t)
	css := sheetsOf(built(t))
	for _, complaint := range unsupported(features, css) {
		t.Error(complaint)
	}
	for _, at := range unlistedAtRules(features, css) {
		t.Errorf("%s is in no entry of testdata/css-support.yaml", at)
	}
	for name, f := range features {
		if f.Fallback != "" && !regexp.MustCompile(f.Pattern).MatchString(css) {
			t.Logf("%s is not used", name)
		}
	}
}

func readFeatures(t *testing.T) map[string]cssFeature {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", "css-support.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	var features map[string]cssFeature
	if err := yaml.UnmarshalWithOptions(data, &features, yaml.Strict()); err != nil {
		t.Fatal(err)
	}
	return features
}

// sheetsOf joins the different style sheets of a site.
func sheetsOf(s *site) string {
	seen := make(map[string]bool)
	var sheets []string
	for _, p := range s.pages {
		for _, style := range all(p.root, "style") {
			if style.FirstChild != nil && !seen[style.FirstChild.Data] {
				seen[style.FirstChild.Data] = true
				sheets = append(sheets, style.FirstChild.Data)
			}
		}
	}
	return strings.Join(sheets, "\n")
}

func unsupported(features map[string]cssFeature, css string) (found []string) {
	for name, f := range features {
		if f.Without > mostWithout && f.Fallback == "" && regexp.MustCompile(f.Pattern).MatchString(css) {
			found = append(found, name+": too many readers are without it, and no fallback is written down")
		}
	}
	slices.Sort(found)
	return found
}

var atRule = regexp.MustCompile(`@[a-z-]+`)

// unlistedAtRules are at-rules that nobody has weighed, but for those that every
// browser knows.
func unlistedAtRules(features map[string]cssFeature, css string) (found []string) {
	for _, at := range atRule.FindAllString(css, -1) {
		known := slices.Contains([]string{"@media", "@font-face", "@keyframes", "@page"}, at)
		for _, f := range features {
			known = known || regexp.MustCompile(f.Pattern).MatchString(at)
		}
		if !known && !slices.Contains(found, at) {
			found = append(found, at)
		}
	}
	return found
}

func TestUnsupportedCSSIsTold(t *testing.T) {
	features := readFeatures(t)
	for css, want := range map[string]int{
		".a{&:hover{x:1}}": 1, "@container (width>1px){}": 1, "@media(width>=9px){.a{x:1}}": 1,
		".a:has(.b){x:1}": 0, ".a{display:grid;gap:1em}": 0, "@media(min-width:9em){.a{x:1}}": 0,
	} {
		if got := unsupported(features, css); len(got) != want {
			t.Errorf("%s: %q, want %d", css, got, want)
		}
	}
	if got := unlistedAtRules(features, "@view-transition{}@media print{}@layer a;"); len(got) != 1 {
		t.Errorf("at-rules: %q", got)
	}
}
