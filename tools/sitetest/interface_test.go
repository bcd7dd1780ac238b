package sitetest

import (
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"text/template/parse"

	"github.com/goccy/go-yaml"
)

// pluralForms are the categories that each language needs (Unicode CLDR).
var pluralForms = map[string][]string{"fr": {"many", "one", "other"}, "en": {"one", "other"}}

// interfaceTexts reads i18n/<language>.yaml as place.meaning → text; the forms of
// a plural are joined under one key.
func interfaceTexts(t *testing.T, language string) (texts map[string]string, plurals map[string][]string) {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(root, "i18n", language+".yaml"))
	if err != nil {
		t.Fatal(err)
	}
	var tree map[string]any
	if err := yaml.Unmarshal(data, &tree); err != nil {
		t.Fatal(err)
	}
	texts, plurals = map[string]string{}, map[string][]string{}
	flatten(tree, "", texts, plurals)
	return texts, plurals
}

func flatten(tree map[string]any, prefix string, texts map[string]string, plurals map[string][]string) {
	if _, isPlural := tree["other"].(string); isPlural {
		key := strings.TrimSuffix(prefix, ".")
		plurals[key] = slices.Sorted(maps.Keys(tree))
		for _, form := range plurals[key] {
			text, _ := tree[form].(string)
			texts[key] += text + "\n"
		}
		return
	}
	for key, value := range tree {
		switch v := value.(type) {
		case map[string]any:
			flatten(v, prefix+key+".", texts, plurals)
		case string:
			texts[prefix+key] = v
		default:
			texts[prefix+key] = ""
		}
	}
}

var placeholder = regexp.MustCompile(`\{\{[^}]*\}\}`)

// TestInterfaceTextsMatch wants the same keys, placeholders and forms in both languages.
func TestInterfaceTextsMatch(t *testing.T) {
	fr, frPlurals := interfaceTexts(t, "fr")
	en, enPlurals := interfaceTexts(t, "en")
	for _, key := range slices.Sorted(maps.Keys(fr)) {
		if _, found := en[key]; !found {
			t.Errorf("i18n/en.yaml lacks %s", key)
			continue
		}
		french, english := placeholders(fr[key]), placeholders(en[key])
		if !slices.Equal(french, english) {
			t.Errorf("%s: %q in French, %q in English", key, french, english)
		}
		for language, text := range map[string]string{"fr": fr[key], "en": en[key]} {
			if strings.TrimSpace(text) == "" {
				t.Errorf("i18n/%s.yaml: %s is empty", language, key)
			}
		}
		if (frPlurals[key] == nil) != (enPlurals[key] == nil) {
			t.Errorf("%s is a plural in one language only", key)
		}
	}
	for key := range en {
		if _, found := fr[key]; !found {
			t.Errorf("i18n/fr.yaml lacks %s", key)
		}
	}
	for language, plurals := range map[string]map[string][]string{"fr": frPlurals, "en": enPlurals} {
		for key, forms := range plurals {
			if !slices.Equal(forms, pluralForms[language]) {
				t.Errorf("i18n/%s.yaml: %s has the forms %q, want %q", language, key, forms, pluralForms[language])
			}
		}
	}
}

func placeholders(text string) []string {
	list := placeholder.FindAllString(text, -1)
	slices.Sort(list)
	return slices.Compact(list)
}

// TestInterfaceTextsAreUsed wants every key that a template asks for to be there,
// and every key to be asked for.
func TestInterfaceTextsAreUsed(t *testing.T) {
	texts, _ := interfaceTexts(t, "fr")
	list := templates(t)
	constants, used := map[string]bool{}, map[string]bool{}
	for _, tpl := range list {
		for _, s := range tpl.strings() {
			constants[s] = true
			if strings.Contains(s, "%s") && strings.Contains(strings.ReplaceAll(s, "%s", ""), ".") && s != "%s.%s" {
				for _, key := range keysLike(texts, s) {
					used[key] = true // a key that is put together before it reaches T
				}
			}
		}
	}
	for _, tpl := range list {
		for _, asked := range tpl.asked() {
			if asked == "%s.%s" {
				continue // place and meaning both come from the caller
			}
			matches := keysLike(texts, asked)
			if len(matches) == 0 {
				t.Errorf("%s asks for the text %q, which is not in i18n/", tpl.name, asked)
			}
			for _, key := range matches {
				used[key] = true
			}
		}
	}
	for _, key := range slices.Sorted(maps.Keys(texts)) {
		place, meaning, _ := strings.Cut(key, ".")
		if !used[key] && !constants[key] && !(constants[place] && constants[meaning]) {
			t.Errorf("i18n: no template uses %s", key)
		}
	}
}

// keysLike are the keys that a text or a printf pattern with %s can stand for.
func keysLike(texts map[string]string, asked string) (keys []string) {
	pattern := regexp.MustCompile("^" + strings.ReplaceAll(regexp.QuoteMeta(asked), "%s", ".+") + "$")
	for key := range texts {
		if pattern.MatchString(key) {
			keys = append(keys, key)
		}
	}
	return keys
}

// asked lists the keys and patterns that a template gives to T.
func (tpl *templateFile) asked() (list []string) {
	tpl.walk(func(n parse.Node) {
		c, isCommand := n.(*parse.CommandNode)
		if !isCommand || len(c.Args) < 2 || c.Args[0].String() != "T" {
			return
		}
		switch key := c.Args[1].(type) {
		case *parse.StringNode:
			list = append(list, key.Text)
		case *parse.PipeNode:
			if args := key.Cmds[0].Args; len(args) > 1 && args[0].String() == "printf" {
				if pattern, ok := args[1].(*parse.StringNode); ok {
					list = append(list, pattern.Text)
				}
			}
		}
	})
	return list
}
