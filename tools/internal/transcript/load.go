package transcript

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"

	"proximite/tools/internal/diagnostic"
)

// Load reads data/transcripts/*.yaml of a project, by id. Findings are about the
// files, the error about the disk.
func Load(project fs.FS) (map[string]*Transcript, []diagnostic.Diagnostic, error) {
	names, err := fs.Glob(project, "data/transcripts/*.yaml")
	if err != nil {
		return nil, nil, fmt.Errorf("list transcripts: %w", err)
	}
	all := make(map[string]*Transcript, len(names))
	var found []diagnostic.Diagnostic
	for _, name := range names {
		data, err := fs.ReadFile(project, name)
		if err != nil {
			return nil, nil, fmt.Errorf("read transcript: %w", err)
		}
		t, wrong := Parse(name, data)
		found = append(found, wrong...)
		if t != nil {
			all[strings.TrimSuffix(path.Base(name), ".yaml")] = t
		}
	}
	return all, found, nil
}

// Parse reads one transcript. It returns nil when the YAML can not be read, and
// the transcript together with findings when only its content is wrong.
func Parse(name string, data []byte) (*Transcript, []diagnostic.Diagnostic) {
	if !utf8.Valid(data) {
		return nil, []diagnostic.Diagnostic{ruleYAML.At(name, 0, 0, "not UTF-8")}
	}
	data = []byte(strings.TrimPrefix(string(data), "\ufeff"))
	file, err := parser.ParseBytes(data, 0)
	if err != nil {
		return nil, []diagnostic.Diagnostic{yamlFinding(name, err)}
	}
	if found := aliases(name, file); found != nil {
		return nil, found
	}
	t := new(Transcript)
	if err := decode(file, t); err != nil {
		return nil, []diagnostic.Diagnostic{yamlFinding(name, err)}
	}
	lines := locate(file)
	for i := range t.Segments {
		t.Segments[i].Line = lines.at("segments", i)
	}
	return t, t.inspect(name, lines)
}

func decode(file *ast.File, t *Transcript) error {
	if len(file.Docs) == 0 || file.Docs[0].Body == nil {
		return errors.New("empty")
	}
	if len(file.Docs) > 1 {
		return errors.New("more than one document")
	}
	return yaml.NodeToValue(file.Docs[0].Body, t, yaml.Strict())
}

// yamlFinding takes the place and the plain words out of an error of the reader.
func yamlFinding(name string, err error) diagnostic.Diagnostic {
	var e yaml.Error
	if errors.As(err, &e) && e.GetToken() != nil {
		at := e.GetToken().Position
		return ruleYAML.At(name, at.Line, at.Column, e.GetMessage())
	}
	return ruleYAML.At(name, 0, 0, err.Error())
}

// aliases refuses anchors before anything is expanded: a dozen lines of them can
// unfold to gigabytes.
func aliases(name string, file *ast.File) []diagnostic.Diagnostic {
	v := &aliasFinder{name: name}
	for _, doc := range file.Docs {
		if doc.Body != nil {
			ast.Walk(v, doc.Body)
		}
	}
	return v.found
}

type aliasFinder struct {
	name  string
	found []diagnostic.Diagnostic
}

func (v *aliasFinder) Visit(n ast.Node) ast.Visitor {
	switch n.(type) {
	case *ast.AnchorNode, *ast.AliasNode, *ast.MergeKeyNode:
		at := n.GetToken().Position
		v.found = append(v.found, ruleAlias.At(v.name, at.Line, at.Column))
	}
	return v
}

// places are the lines of the entries of the top-level lists.
type places map[string][]int

func (p places) at(list string, i int) int {
	if i < len(p[list]) {
		return p[list][i]
	}
	return 0
}

func locate(file *ast.File) places {
	p := make(places)
	root, ok := file.Docs[0].Body.(*ast.MappingNode)
	if !ok {
		return p
	}
	for _, entry := range root.Values {
		list, ok := entry.Value.(*ast.SequenceNode)
		if !ok {
			continue
		}
		key := entry.Key.GetToken().Value
		for _, v := range list.Values {
			p[key] = append(p[key], firstToken(v).Position.Line)
		}
	}
	return p
}

// inspect finds what the schema can not say.
func (t *Transcript) inspect(name string, lines places) []diagnostic.Diagnostic {
	var found []diagnostic.Diagnostic
	if !validID.MatchString(t.ID) {
		found = append(found, ruleBadID.At(name, 1, 0, t.ID))
	}
	speakers := make(map[string]bool)
	for i, p := range t.Speakers {
		found = append(found, inspectID(name, lines.at("speakers", i), p.ID, validSpeakerID.MatchString(p.ID), speakers)...)
	}
	ids := make(map[string]bool)
	for i := range t.Segments {
		s := &t.Segments[i]
		found = append(found, inspectID(name, s.Line, s.ID, ValidSegmentID(s.ID), ids)...)
		found = append(found, s.inspect(name, speakers)...)
	}
	for i, c := range t.Chapters {
		if !ids[c.Segment] {
			found = append(found, ruleChapter.At(name, lines.at("chapters", i), 0, c.Segment))
		}
	}
	return found
}

func inspectID(name string, line int, id string, valid bool, taken map[string]bool) []diagnostic.Diagnostic {
	if !valid {
		return []diagnostic.Diagnostic{ruleBadID.At(name, line, 0, id)}
	}
	if taken[id] {
		return []diagnostic.Diagnostic{ruleDuplicateID.At(name, line, 0, id)}
	}
	taken[id] = true
	return nil
}

func (s *Segment) inspect(name string, speakers map[string]bool) []diagnostic.Diagnostic {
	var found []diagnostic.Diagnostic
	add := func(r diagnostic.Rule, args ...any) { found = append(found, r.At(name, s.Line, 0, args...)) }
	if s.Speaker != "" && !speakers[s.Speaker] {
		add(ruleUnknownSpeaker, s.Speaker, list(speakers))
	}
	if strings.TrimSpace(s.Text) == "" {
		add(ruleNoText, s.ID)
	}
	if s.End >= 0 && (s.Start < 0 || s.End < s.Start) {
		add(ruleTimes, s.ID)
	}
	if s.Visibility != "" && s.Visibility != Public && s.Visibility != Masked {
		add(ruleValue, s.ID, "visibility", s.Visibility, "public, masked")
	}
	for _, language := range sortedKeys(s.Translation) {
		if st := s.Translation[language].Status; st != "own" && st != "reviewed" && st != "official" {
			add(ruleValue, s.ID, "status", st, "own, reviewed, official")
		}
	}
	if len(s.Cues) > 0 && !s.cuesAgree() {
		add(ruleCues, s.ID)
	}
	return found
}

func (s *Segment) cuesAgree() bool {
	var b strings.Builder
	for _, c := range s.Cues {
		b.WriteString(c.Text)
		b.WriteByte(' ')
	}
	return Equal(b.String(), s.Text)
}

func list(set map[string]bool) string { return strings.Join(sortedKeys(set), ", ") }

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

func firstToken(n ast.Node) *token.Token {
	if m, ok := n.(*ast.MappingNode); ok && len(m.Values) > 0 {
		return m.Values[0].Key.GetToken()
	}
	return n.GetToken()
}
