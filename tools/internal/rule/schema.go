package rule

import (
	"bytes"
	"errors"
	"io/fs"
	"path"
	"strings"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"proximite/tools/internal/content"
	"proximite/tools/internal/diagnostic"
	"proximite/tools/internal/plaintext"
)

// schemaBase is where the compiler thinks the schemas are; nothing is fetched.
const schemaBase = "https://schemas.invalid/"

// schema is one file of data/schemas/: compiled, and as the tree it was read from.
type schema struct {
	compiled *jsonschema.Schema
	tree     map[string]any
}

// checkSchemas holds every file against the schema of its type. The schemas are
// the executable form of the content model.
func checkSchemas(c *content.Corpus) []diagnostic.Diagnostic {
	s := &schemaCheck{all: make(map[string]*schema)}
	if !s.load(c.FS) {
		return s.found
	}
	versions(c, s.version)
	for _, r := range c.Registers() {
		s.register(r)
	}
	for _, t := range c.Transcripts {
		s.validate("transcript", t.Path, t.Root, nil)
	}
	return s.found
}

type schemaCheck struct {
	all   map[string]*schema
	found []diagnostic.Diagnostic
}

// load compiles data/schemas/*.json. A project without schemas cannot be checked.
func (s *schemaCheck) load(project fs.FS) bool {
	names, _ := fs.Glob(project, "data/schemas/*.json") // the pattern is well-formed
	compiler := jsonschema.NewCompiler()
	compiler.DefaultDraft(jsonschema.Draft2020)
	compiler.AssertFormat()
	for _, name := range names {
		if err := s.read(project, compiler, name); err != nil {
			s.found = append(s.found, badSchema.At(name, 0, 0, err.Error()))
		}
	}
	for name, one := range s.all {
		compiled, err := compiler.Compile(schemaBase + name + ".json")
		if err != nil {
			s.found = append(s.found, badSchema.At("data/schemas/"+name+".json", 0, 0, err.Error()))
			delete(s.all, name)
			continue
		}
		one.compiled = compiled
	}
	if len(names) == 0 {
		s.found = append(s.found, noSchemas.At("data/schemas", 0, 0))
	}
	return len(names) > 0
}

func (s *schemaCheck) read(project fs.FS, compiler *jsonschema.Compiler, name string) error {
	src, err := fs.ReadFile(project, name)
	if err != nil {
		return err
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(src))
	if err != nil {
		return err
	}
	tree, ok := doc.(map[string]any)
	if !ok {
		return errors.New("not an object")
	}
	s.all[strings.TrimSuffix(path.Base(name), ".json")] = &schema{tree: tree}
	return compiler.AddResource(schemaBase+path.Base(name), doc)
}

// version checks the front matter of a file. An empty gate counts as missing.
func (s *schemaCheck) version(v *content.Version) {
	one := s.all[v.Item.Type]
	if v.Meta == nil || one == nil {
		return
	}
	meta := &plaintext.Node{Kind: plaintext.Map, Line: 1, Column: 1}
	for _, f := range v.Meta.Fields {
		if !one.gate(f.Key) || !waits(f.Value) {
			meta.Fields = append(meta.Fields, f)
		}
	}
	for _, key := range one.gates() {
		if meta.Get(key) == nil {
			fr, en := describe(one.property(key))
			line, column := gatePlace(v, key)
			s.found = append(s.found, gate(v, missingGate.At(v.Path, line, column, key, fr, en)))
		}
	}
	s.validate(v.Item.Type, v.Path, meta, v)
}

// gatePlace is where an empty gate stands, or the comment of the archetype that
// shows how to fill it (#summary: "…"), else the start of the file.
func gatePlace(v *content.Version, key string) (line, column int) {
	if f, ok := v.Meta.Field(key); ok {
		return f.Line, f.Column
	}
	for n := 2; v.Line(n) != "---" && v.Line(n+1) != ""; n++ {
		if rest, ok := strings.CutPrefix(v.Line(n), "#"); ok && strings.HasPrefix(strings.TrimSpace(rest), key+":") {
			return n, 1
		}
	}
	return 1, 1
}

// waits reports whether a value still has to be written.
func waits(n *plaintext.Node) bool {
	if n.Empty() {
		return true
	}
	i, text := findMarker(n.Text())
	return i == 0 && text == strings.TrimSpace(n.Text())
}

func (s *schemaCheck) register(r *content.Register) {
	if r.Root != nil {
		s.validate(r.Name, r.Path, r.Root, nil)
	}
}

// validate turns the errors of the library into findings of ours, one for each
// place of the file.
func (s *schemaCheck) validate(name, file string, root *plaintext.Node, v *content.Version) {
	one := s.all[name]
	if one == nil || root == nil {
		return
	}
	err := one.compiled.Validate(root.Native())
	var invalid *jsonschema.ValidationError
	if !errors.As(err, &invalid) {
		return
	}
	t := &translator{schema: one, file: file, root: root, version: v, seen: make(map[string]bool)}
	if t.translate(invalid); len(t.found) == 0 && !t.elsewhere {
		// No error may get lost, whatever a schema comes to use.
		about := advise(describe(one.tree))
		t.found = append(t.found, at(file, root, badForm, name, about.FR, about.EN))
	}
	s.found = append(s.found, t.found...)
}

// property is the schema of a top-level key; nil when there is none.
func (s *schema) property(key string) map[string]any {
	p, _ := s.tree["properties"].(map[string]any)
	one, _ := p[key].(map[string]any)
	return one
}

func (s *schema) gate(key string) bool { return s.property(key)["x-gate"] == true }

// gates lists the keys that a published item must have, in a stable order.
func (s *schema) gates() []string {
	p, _ := s.tree["properties"].(map[string]any)
	var keys []string
	for _, key := range sortedKeys(p) {
		if s.gate(key) {
			keys = append(keys, key)
		}
	}
	return keys
}

// resolve follows the fragment of a schema address: #/properties/exempt.
func (s *schema) resolve(address string) map[string]any {
	_, pointer, _ := strings.Cut(address, "#")
	var node any = s.tree
	for _, step := range strings.Split(strings.TrimPrefix(pointer, "/"), "/") {
		step = strings.NewReplacer("~1", "/", "~0", "~", "%24", "$").Replace(step)
		switch n := node.(type) {
		case map[string]any:
			if step != "" {
				node = n[step]
			}
		case []any:
			if len(step) == 1 && int(step[0]-'0') < len(n) {
				node = n[step[0]-'0']
			}
		}
	}
	m, _ := node.(map[string]any)
	return m
}

// describe is what a schema says about a key, in both languages.
func describe(property map[string]any) (fr, en string) {
	fr, _ = property["x-description-fr"].(string)
	en, _ = property["description"].(string)
	return fr, en
}

// advise is what describe says, or a general sentence where it says nothing.
func advise(fr, en string) diagnostic.Text {
	if fr == "" || en == "" {
		return wrongKind.Hint
	}
	return diagnostic.Text{FR: fr, EN: en}
}
