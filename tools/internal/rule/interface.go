package rule

import (
	"errors"
	"io/fs"
	"regexp"
	"slices"
	"strings"

	"proximite/tools/internal/content"
	"proximite/tools/internal/diagnostic"
	"proximite/tools/internal/plaintext"
)

// checkInterface asks that the texts of buttons and labels (i18n/) exist in every
// language, with the same keys, plural forms and blanks.
func checkInterface(c *content.Corpus) []diagnostic.Diagnostic {
	var found []diagnostic.Diagnostic
	roots := make(map[string]*plaintext.Node)
	for _, l := range content.Languages() {
		path := "i18n/" + l + ".yaml"
		src, err := fs.ReadFile(c.FS, path)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		bad := plaintext.CheckEncoding(path, src)
		if len(bad) == 0 {
			roots[l], bad = plaintext.ParseYAML(path, src, 1)
			found = append(found, checkCharacters(path, src, len(src))...)
		}
		found = append(found, bad...)
	}
	if len(roots) == 0 {
		return found // a corpus without a site, as in tests
	}
	for _, l := range content.Languages() {
		for _, other := range content.Languages() {
			if l == other || roots[other] == nil {
				continue
			}
			if roots[l] == nil {
				found = append(found, interfaceFile.At("i18n/"+l+".yaml", 0, 0, l))
				continue
			}
			found = append(found, compareKeys(l, roots[l], other, roots[other], "")...)
		}
	}
	return found
}

// pluralForms are the forms that each language needs (Unicode CLDR). French "many" is
// for a million of things, which no label of ours counts.
var pluralForms = map[string][]string{"fr": {"one", "other"}, "en": {"one", "other"}}

func isPlural(n *plaintext.Node) bool { return n.Get("other") != nil }

// compareKeys reports what the language lacks of the other.
func compareKeys(l string, own *plaintext.Node, other string, theirs *plaintext.Node, prefix string) []diagnostic.Diagnostic {
	var found []diagnostic.Diagnostic
	path := "i18n/" + l + ".yaml"
	for _, f := range theirs.Fieldset() {
		key := prefix + f.Key
		mine := own.Get(f.Key)
		switch {
		case mine.Empty():
			line, column := 1, 1
			if own != nil {
				line, column = own.Line, own.Column
			}
			found = append(found, interfaceKey.At(path, line, column, key, other, f.Line))
		case isPlural(f.Value) || isPlural(mine):
			found = append(found, checkPlural(path, l, key, mine)...)
		case f.Value.Kind == plaintext.Map:
			found = append(found, compareKeys(l, mine, other, f.Value, key+".")...)
		case l != "fr" && blanks(mine.Text()) != blanks(f.Value.Text()):
			found = append(found, at(path, mine, interfaceBlanks, key, other, f.Line))
		}
	}
	return found
}

func checkPlural(path, l, key string, n *plaintext.Node) []diagnostic.Diagnostic {
	var found []diagnostic.Diagnostic
	for _, form := range pluralForms[l] {
		if n.Get(form).Empty() {
			found = append(found, at(path, n, interfacePlural, key, form))
		}
	}
	return found
}

var blank = regexp.MustCompile(`\{\{\s*([^}]*?)\s*\}\}`)

// blanks are the places that a template fills, in the order of the alphabet.
func blanks(text string) string {
	if !strings.Contains(text, "{{") {
		return ""
	}
	var list []string
	for _, m := range blank.FindAllStringSubmatch(text, -1) {
		list = append(list, m[1])
	}
	slices.Sort(list)
	return strings.Join(list, " ")
}

func interfaceRules() []diagnostic.Rule {
	return []diagnostic.Rule{interfaceFile, interfaceKey, interfacePlural, interfaceBlanks}
}

var (
	interfaceFile = diagnostic.Rule{
		ID: "interface/missing-file", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "Les textes de l’interface manquent en « %[1]s ».", EN: "The texts of the interface are missing in “%[1]s”."},
		Hint:    diagnostic.Text{FR: "Copiez le fichier de l’autre langue et traduisez-le.", EN: "Copy the file of the other language and translate it."},
	}
	interfaceKey = diagnostic.Rule{
		ID: "interface/missing-text", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "Le texte « %[1]s » manque ici ; il est dans i18n/%[2]s.yaml, ligne %[3]d.", EN: "The text “%[1]s” is missing here; it stands in i18n/%[2]s.yaml, line %[3]d."},
		Hint:    diagnostic.Text{FR: "Ajoutez la même clé avec sa traduction, à la même place.", EN: "Add the same key with its translation, at the same place."},
	}
	interfacePlural = diagnostic.Rule{
		ID: "interface/missing-plural", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "Il manque à « %[1]s » la forme « %[2]s ».", EN: "“%[1]s” lacks the form “%[2]s”."},
		Hint:    diagnostic.Text{FR: "Écrivez « one: » pour le singulier et « other: » pour le pluriel.", EN: "Write “one:” for the singular and “other:” for the plural."},
	}
	interfaceBlanks = diagnostic.Rule{
		ID: "interface/blanks-differ", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "Les parties {{ … }} de « %[1]s » ne sont pas les mêmes que dans i18n/%[2]s.yaml, ligne %[3]d.", EN: "The parts {{ … }} of “%[1]s” are not the same as in i18n/%[2]s.yaml, line %[3]d."},
		Hint:    diagnostic.Text{FR: "Reprenez les mêmes parties entre accolades ; leur place dans la phrase est libre.", EN: "Take over the same parts in braces; their place in the sentence is free."},
	}
)
