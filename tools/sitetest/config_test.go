package sitetest

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// effective is the configuration that Hugo really uses, as far as tests care.
type effective struct {
	Markup     map[string]any
	Security   map[string]any
	Permalinks []permalinkRule
	all        map[string]any
}

type permalinkRule struct {
	Pattern string
	Target  struct{ Kind, Path string }
}

// effectiveConfig asks Hugo for its configuration in a language.
func effectiveConfig(t *testing.T, language string) effective {
	t.Helper()
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	source, err := filepath.Abs(root)
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(program, "config", "--source", source, "--format", "json", "--lang", language)
	cmd.Env = append(os.Environ(), "NEWSROOM_RUNS_HUGO=1") // what hugosite.IsChild looks for
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("hugo config: %v", err)
	}
	var c effective
	if err := json.Unmarshal(out, &c); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(out, &c.all); err != nil {
		t.Fatal(err)
	}
	return c
}

// TestConfigIsTheSameForBothLanguages guards against a block of one language that
// silently falls back to Hugo's defaults for every key it does not repeat.
func TestConfigIsTheSameForBothLanguages(t *testing.T) {
	fr, en := effectiveConfig(t, "fr").all, effectiveConfig(t, "en").all
	for key := range fr {
		if key != "locale" && key != "permalinks" && !reflect.DeepEqual(fr[key], en[key]) {
			t.Errorf("%s differs: %v in French, %v in English", key, fr[key], en[key])
		}
	}
	if len(fr) != len(en) || len(fr) < 30 {
		t.Errorf("%d keys in French, %d in English", len(fr), len(en))
	}
}

func TestConfigIsSafe(t *testing.T) {
	c := effectiveConfig(t, "fr")
	want := map[string]any{
		"allowcontent": []any{"! ^text/html$"},
		"exec":         map[string]any{"allow": "none", "osenv": "none"},
		"funcs":        map[string]any{"getenv": "none"},
		"http":         map[string]any{"methods": "none", "urls": "none"},
	}
	for key, value := range want {
		if !reflect.DeepEqual(c.Security[key], value) {
			t.Errorf("security.%s is %v, want %v", key, c.Security[key], value)
		}
	}
	// Hugo leaves out what is false.
	for _, key := range []string{"enableinlineshortcodes", "canonifyurls", "buildfuture", "builddrafts"} {
		if v, on := c.all[key]; on && v != false {
			t.Errorf("%s is %v", key, v)
		}
	}
	goldmark, _ := c.Markup["goldmark"].(map[string]any)
	if renderer, _ := goldmark["renderer"].(map[string]any); renderer["unsafe"] != nil && renderer["unsafe"] != false {
		t.Error("HTML in Markdown is let through")
	}
	extensions, _ := goldmark["extensions"].(map[string]any)
	if typographer, _ := extensions["typographer"].(map[string]any); typographer["disable"] != true {
		t.Error("Hugo's typographer works beside ours")
	}
	if parser, _ := goldmark["parser"].(map[string]any); parser["autoidtype"] != "github-ascii" {
		t.Errorf("headings get ids of type %v", parser["autoidtype"])
	}
}

// TestPermalinks wants a native address for each section in each language.
func TestPermalinks(t *testing.T) {
	want := map[string]map[string]string{
		"fr": {"stories": "recits", "interviews": "entretiens", "news": "actualites", "modules": "modules",
			"trainings": "formations", "resources": "ressources", "handbook": "guide"},
		"en": {"stories": "stories", "interviews": "interviews", "news": "news", "modules": "modules",
			"trainings": "trainings", "resources": "resources", "handbook": "handbook"},
	}
	for language, sections := range want {
		patterns := map[string]string{}
		for _, rule := range effectiveConfig(t, language).Permalinks {
			section, _, _ := strings.Cut(strings.TrimPrefix(rule.Target.Path, "/{"), ",")
			patterns[rule.Target.Kind+" "+section] = rule.Pattern
		}
		for section, name := range sections {
			// :slug alone would give the section's own address to a page without title.
			if got, want := patterns["page "+section], "/"+name+"/:slugorcontentbasename/"; got != want {
				t.Errorf("%s: pages of %s stand at %q, want %q", language, section, got, want)
			}
			if got, want := patterns["section "+section], "/"+name+"/"; got != want && (got != "" || section != name) {
				t.Errorf("%s: the list of %s stands at %q, want %q", language, section, got, want)
			}
		}
		for _, taxonomy := range []string{"themes", "forces"} {
			if got, want := patterns["term "+taxonomy], "/"+taxonomy+"/:slug/"; got != want {
				t.Errorf("%s: terms of %s stand at %q, want %q", language, taxonomy, got, want)
			}
		}
	}
}

// TestEverySectionHasAnAddress finds folders of content that no permalink names.
func TestEverySectionHasAnAddress(t *testing.T) {
	var named []string
	for _, rule := range effectiveConfig(t, "fr").Permalinks {
		section, _, _ := strings.Cut(strings.TrimPrefix(rule.Target.Path, "/{"), ",")
		named = append(named, section)
	}
	indexes, err := filepath.Glob(filepath.Join(root, "content", "*", "_index.fr.md"))
	if err != nil || len(indexes) == 0 {
		t.Fatalf("sections: %v, %v", indexes, err)
	}
	for _, index := range indexes {
		if section := filepath.Base(filepath.Dir(index)); !slices.Contains(named, section) {
			t.Errorf("content/%s has no French address in hugo.toml", section)
		}
	}
}
