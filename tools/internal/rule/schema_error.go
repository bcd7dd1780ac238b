package rule

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/santhosh-tekuri/jsonschema/v6/kind"

	"proximite/tools/internal/content"
	"proximite/tools/internal/diagnostic"
	"proximite/tools/internal/plaintext"
)

// translator makes findings of the errors of one file.
type translator struct {
	schema  *schema
	file    string
	root    *plaintext.Node
	version *content.Version // nil for data
	seen    map[string]bool  // places that have a finding

	elsewhere bool // another family reports an error of this file
	found     []diagnostic.Diagnostic
}

// translate walks the tree of errors down to what a person did.
func (t *translator) translate(e *jsonschema.ValidationError) {
	switch k := e.ErrorKind.(type) {
	case *kind.OneOf:
		t.alternatives(e, "/oneOf/")
	case *kind.AnyOf:
		t.alternatives(e, "/anyOf/")
	case *kind.AdditionalProperties:
		t.unknownKeys(e, k.Properties)
	case *kind.PropertyNames:
		t.badKey(e, k.Property)
	case *kind.Required:
		for _, key := range k.Missing {
			t.missing(e, key)
		}
	default:
		if len(e.Causes) == 0 {
			t.value(e)
			return
		}
		for _, cause := range e.Causes {
			t.translate(cause)
		}
	}
}

// report adds a finding unless the place has one.
func (t *translator) report(place string, d diagnostic.Diagnostic) {
	if t.seen[place] {
		return
	}
	t.seen[place] = true
	t.found = append(t.found, d)
}

// alternatives picks the alternative that was probably meant: not the constant
// "not-published", not one whose kind is another, and the one with fewest errors.
func (t *translator) alternatives(e *jsonschema.ValidationError, keyword string) {
	if len(e.Causes) == 0 { // several alternatives fit where one should
		t.value(e)
		return
	}
	branches := make(map[string][]*jsonschema.ValidationError)
	for _, cause := range e.Causes {
		rest := strings.TrimPrefix(cause.SchemaURL, e.SchemaURL+keyword)
		index, _, _ := strings.Cut(rest, "/")
		branches[index] = append(branches[index], cause)
	}
	best, bestScore := "", 0
	for _, index := range sortedKeys(branches) {
		score := 0
		for _, cause := range branches[index] {
			score += weight(cause, len(e.InstanceLocation))
		}
		if best == "" || score < bestScore {
			best, bestScore = index, score
		}
	}
	for _, cause := range branches[best] {
		t.translate(cause)
	}
}

// weight counts the errors below one; a wrong constant weighs most.
func weight(e *jsonschema.ValidationError, depth int) int {
	if _, ok := e.ErrorKind.(*kind.Const); ok {
		return 1000
	}
	if _, ok := e.ErrorKind.(*kind.Type); ok && len(e.InstanceLocation) == depth {
		return 100
	}
	n := 1
	for _, cause := range e.Causes {
		n += weight(cause, depth)
	}
	return n
}

func (t *translator) unknownKeys(e *jsonschema.ValidationError, keys []string) {
	parent := t.root.At(e.InstanceLocation)
	properties, _ := t.schema.resolve(e.SchemaURL)["properties"].(map[string]any)
	known := sortedKeys(properties)
	for _, key := range keys {
		f, ok := parent.Field(key)
		if !ok {
			continue
		}
		d := withHint(unknownKey.At(t.file, f.Line, f.Column, key, strings.Join(known, ", ")), suggest(key, known))
		t.report(place(append(slices.Clone(e.InstanceLocation), key)), d)
	}
}

func (t *translator) badKey(e *jsonschema.ValidationError, key string) {
	f, _ := t.root.At(e.InstanceLocation).Field(key)
	rule := keyForm
	for _, cause := range e.Causes {
		if p, ok := cause.ErrorKind.(*kind.Pattern); ok && p.Want == idPattern {
			rule = idForm
		}
	}
	t.report(place(append(slices.Clone(e.InstanceLocation), key)), rule.At(t.file, f.Line, f.Column, key))
}

func (t *translator) missing(e *jsonschema.ValidationError, key string) {
	if strings.HasPrefix(t.file, "data/figures.yaml") && key == "sources" && len(e.InstanceLocation) == 1 {
		t.elsewhere = true // figure/no-source says it better
		return
	}
	property, _ := t.schema.resolve(e.SchemaURL)["properties"].(map[string]any)
	p, _ := property[key].(map[string]any)
	fr, en := describe(p)
	line, column := 1, 1
	if len(e.InstanceLocation) > 0 {
		line, column = t.keyPlace(e.InstanceLocation)
	}
	t.report(place(append(slices.Clone(e.InstanceLocation), key)), missingKey.At(t.file, line, column, key, fr, en))
}

// keyPlace is where the key of a value stands; of a list item, the item itself.
func (t *translator) keyPlace(path []string) (line, column int) {
	parent := t.root.At(path[:len(path)-1])
	if f, ok := parent.Field(path[len(path)-1]); ok {
		return f.Line, f.Column
	}
	n := t.root.At(path)
	return n.Line, n.Column
}

func place(path []string) string { return strings.Join(path, "\x00") }

const (
	idPattern  = `^[0-9a-hjkmnp-tv-z]{4,12}$`
	keyPattern = `^[a-z0-9]+(-[a-z0-9]+)*$`
)

// value reports what is wrong with one value.
func (t *translator) value(e *jsonschema.ValidationError) {
	n := t.root.At(e.InstanceLocation)
	key := ""
	for _, step := range slices.Backward(e.InstanceLocation) {
		if _, err := strconv.Atoi(step); err != nil {
			key = step
			break
		}
	}
	fr, en := describe(t.schema.resolve(e.SchemaURL))
	if fr == "" && len(e.InstanceLocation) > 0 {
		fr, en = describe(t.schema.property(e.InstanceLocation[0]))
	}
	d := t.sentence(e, n, key, advise(fr, en))
	if t.version != nil && len(e.InstanceLocation) == 1 && t.schema.gate(e.InstanceLocation[0]) && isLength(e.ErrorKind) {
		d = gate(t.version, d)
	}
	t.report(place(e.InstanceLocation), d)
}

func isLength(k jsonschema.ErrorKind) bool {
	switch k.(type) {
	case *kind.MinLength, *kind.MaxLength, *kind.MinItems:
		return true
	}
	return false
}

func (t *translator) sentence(e *jsonschema.ValidationError, n *plaintext.Node, key string, about diagnostic.Text) diagnostic.Diagnostic {
	say := func(r diagnostic.Rule, args ...any) diagnostic.Diagnostic { return at(t.file, n, r, args...) }
	switch k := e.ErrorKind.(type) {
	case *kind.Type:
		return t.wrongType(n, key, k)
	case *kind.Enum:
		return withHint(say(notAllowed, show(n), key, list(k.Want), about.FR, about.EN), suggest(show(n), words(k.Want)))
	case *kind.Const:
		return say(notAllowed, show(n), key, fmt.Sprint(k.Want), about.FR, about.EN)
	case *kind.Format:
		return dateFinding(t.file, n, key)
	case *kind.Pattern:
		return patternFinding(t.file, n, key, k.Want, about)
	case *kind.MinLength:
		if k.Want == 1 {
			return say(emptyValue, key)
		}
		return say(tooShort, key, k.Got, k.Want)
	case *kind.MaxLength:
		return say(tooLong, key, k.Got, k.Want)
	case *kind.MinItems, *kind.MinProperties:
		return say(emptyValue, key)
	case *kind.UniqueItems:
		return say(repeated, key, k.Duplicates[0]+1, k.Duplicates[1]+1)
	}
	return say(badForm, key, about.FR, about.EN)
}

func show(n *plaintext.Node) string {
	if n == nil || n.Value == nil {
		return ""
	}
	return fmt.Sprint(n.Value)
}

func words(values []any) []string {
	out := make([]string, 0, len(values))
	for _, v := range values {
		out = append(out, fmt.Sprint(v))
	}
	return out
}

func list(values []any) string { return strings.Join(words(values), ", ") }

// wrongType says what was expected, and how to type it when a text was read as
// something else.
func (t *translator) wrongType(n *plaintext.Node, key string, k *kind.Type) diagnostic.Diagnostic {
	want := k.Want[0]
	if want == "string" {
		switch n.Kind {
		case plaintext.Bool, plaintext.Number:
			return at(t.file, n, needsQuotes, key, plaintext.Quote(show(n)))
		case plaintext.Map:
			return at(t.file, n, mapForText, key)
		case plaintext.Null:
			return at(t.file, n, emptyValue, key)
		}
	}
	if n.Kind == plaintext.Null {
		return at(t.file, n, emptyValue, key)
	}
	names := map[string]diagnostic.Text{
		"string":  {FR: "un texte", EN: "a text"},
		"boolean": {FR: "true ou false, sans guillemets", EN: "true or false, without quotation marks"},
		"integer": {FR: "un nombre entier, sans guillemets ni espace", EN: "a whole number, without quotation marks or spaces"},
		"number":  {FR: "un nombre, sans guillemets ni espace, avec un point décimal", EN: "a number, without quotation marks or spaces, with a decimal point"},
		"array":   {FR: "une liste, par exemple [confiance] ou une ligne « - … » par valeur", EN: "a list, for example [trust] or one line “- …” per value"},
		"object":  {FR: "des lignes « clé: valeur » en retrait", EN: "indented lines “key: value”"},
	}
	name := names[want]
	return at(t.file, n, wrongKind, key, name.FR, name.EN)
}

var dayFirst = regexp.MustCompile(`^(\d{1,2})[./-](\d{1,2})[./-](\d{4})$`)

// dateFinding proposes the ISO form of a date typed day first.
func dateFinding(file string, n *plaintext.Node, key string) diagnostic.Diagnostic {
	if m := dayFirst.FindStringSubmatch(n.Text()); m != nil {
		day, _ := strconv.Atoi(m[1])
		month, _ := strconv.Atoi(m[2])
		if day <= 31 && month >= 1 && month <= 12 {
			return at(file, n, dayFirstDate, n.Text(), fmt.Sprintf("%s: %s-%02d-%02d", key, m[3], month, day))
		}
	}
	return at(file, n, badDate, n.Text(), key)
}

func patternFinding(file string, n *plaintext.Node, key, pattern string, about diagnostic.Text) diagnostic.Diagnostic {
	switch {
	case pattern == idPattern:
		return at(file, n, idForm, n.Text())
	case pattern == keyPattern:
		return at(file, n, keyForm, n.Text())
	case strings.HasPrefix(pattern, "^https"):
		return at(file, n, urlForm, n.Text())
	case strings.HasPrefix(pattern, "^[0-9]{4}("):
		return dateFinding(file, n, key)
	}
	return at(file, n, badForm, key, about.FR, about.EN)
}
