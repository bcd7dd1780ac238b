package plaintext

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"

	"proximite/tools/internal/diagnostic"
)

// maxDepth is far more than any file of ours needs.
const maxDepth = 24

// ParseYAML reads a YAML map. firstLine is the line of the file on which src
// begins: 1 for a whole file, 2 for front matter. The node is nil when the text
// cannot be read at all; with other findings it holds what could be read.
func ParseYAML(path string, src []byte, firstLine int) (*Node, []diagnostic.Diagnostic) {
	r := &reader{path: path, lines: NewLines(src), shift: firstLine - 1}
	if found := r.lint(); len(found) > 0 {
		return nil, found
	}
	file, err := parse(src)
	if err != nil {
		return nil, r.explain(err)
	}
	node := r.document(file)
	return node, r.found
}

// parse calls the library, which is known to panic on some broken input.
func parse(src []byte) (file *ast.File, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("parse YAML: %v", r)
		}
	}()
	return parser.ParseBytes(src, 0, parser.AllowDuplicateMapKey())
}

// reader turns the tree of the library into nodes and collects what is wrong.
type reader struct {
	path  string
	lines *Lines
	shift int // lines of the file before the text
	found []diagnostic.Diagnostic
}

func (r *reader) report(rule diagnostic.Rule, line, column int, args ...any) {
	r.found = append(r.found, rule.At(r.path, line+r.shift, column, args...))
}

func (r *reader) document(file *ast.File) *Node {
	var body ast.Node
	for _, d := range file.Docs {
		switch {
		case d.Body == nil:
		case body == nil:
			body = d.Body
		default:
			r.report(severalDocuments, max(d.Body.GetToken().Position.Line-1, 1), 1)
		}
	}
	if body == nil {
		return &Node{Kind: Map, Plain: true, Line: 1 + r.shift, Column: 1}
	}
	node := r.node(body, 0)
	if node.Kind != Map {
		r.report(notAMap, node.Line-r.shift, node.Column)
		return nil
	}
	return node
}

func (r *reader) node(n ast.Node, depth int) *Node {
	line, column := start(n)
	at := &Node{Line: line + r.shift, Column: column, Plain: true}
	if depth > maxDepth {
		r.report(tooDeep, line, column)
		return at
	}
	switch n := n.(type) {
	case *ast.MappingNode:
		at.Kind, at.Fields = Map, r.fields(n.Values, depth)
	case *ast.MappingValueNode:
		at.Kind, at.Fields = Map, r.fields([]*ast.MappingValueNode{n}, depth)
	case *ast.SequenceNode:
		at.Kind = List
		for _, v := range n.Values {
			at.Items = append(at.Items, r.node(v, depth+1))
		}
	case *ast.LiteralNode:
		at.Kind, at.Value, at.Plain = String, n.Value.Value, false
	case *ast.AnchorNode, *ast.AliasNode, *ast.MergeKeyNode:
		r.report(anchorUsed, line, column)
	case *ast.TagNode:
		r.report(tagUsed, line, column)
	default:
		r.scalar(at, n)
	}
	return at
}

// start is where a node begins; the library points at the colon of a map.
func start(n ast.Node) (line, column int) {
	switch v := n.(type) {
	case *ast.MappingNode:
		if v.Start != nil && v.Start.Type == token.MappingStartType {
			break
		}
		if len(v.Values) > 0 {
			return start(v.Values[0].Key)
		}
	case *ast.MappingValueNode:
		return start(v.Key)
	}
	p := n.GetToken().Position
	return p.Line, max(p.Column, 1)
}

func (r *reader) fields(values []*ast.MappingValueNode, depth int) []Field {
	fields := make([]Field, 0, len(values))
	seen := make(map[string]int, len(values))
	for _, v := range values {
		line, column := start(v.Key)
		key, ok := r.key(v.Key, line, column)
		if !ok {
			continue
		}
		if first, ok := seen[key]; ok {
			r.report(duplicateKey, line, column, key, first+r.shift)
			continue
		}
		seen[key] = line
		fields = append(fields, Field{Key: key, Line: line + r.shift, Column: column, Value: r.node(v.Value, depth+1)})
	}
	return fields
}

func (r *reader) key(n ast.MapKeyNode, line, column int) (string, bool) {
	t := n.GetToken()
	switch n.(type) {
	case *ast.MergeKeyNode, *ast.AnchorNode, *ast.AliasNode:
		r.report(anchorUsed, line, column)
		return "", false
	case *ast.TagNode:
		r.report(tagUsed, line, column)
		return "", false
	case *ast.MappingKeyNode:
		r.report(notAMap, line, column)
		return "", false
	}
	quoted := t.Type == token.DoubleQuoteType || t.Type == token.SingleQuoteType
	if !quoted && (ambiguous(t.Value) || resolve(t.Value) != any(t.Value)) {
		r.report(ambiguousKey, line, column, Quote(t.Value), t.Value)
	}
	return t.Value, true
}

// scalar decides what a plain value is, by rules on which all readers agree.
func (r *reader) scalar(at *Node, n ast.Node) {
	t := n.GetToken()
	switch t.Type {
	case token.DoubleQuoteType, token.SingleQuoteType:
		at.Kind, at.Value, at.Plain = String, t.Value, false
		return
	case token.ImplicitNullType:
		return
	}
	line := at.Line - r.shift
	if ambiguous(t.Value) {
		r.report(ambiguousValue, line, at.Column, Quote(t.Value), t.Value)
	}
	r.hash(at, t)
	at.Value = resolve(t.Value)
	switch at.Value.(type) {
	case string:
		at.Kind = String
	case bool:
		at.Kind = Bool
	case int, float64:
		at.Kind = Number
	}
}

var hashCut = regexp.MustCompile(`^\s+#\S`)

// hash finds a value that "#" cuts. "# " with a space begins a comment on purpose.
func (r *reader) hash(at *Node, t *token.Token) {
	line := at.Line - r.shift
	text := r.lines.Line(line)
	runes := []rune(text)
	if at.Column > len(runes) || strings.Contains(t.Origin, "\n") && strings.Contains(strings.TrimSpace(t.Origin), "\n") {
		return
	}
	rest := string(runes[at.Column-1:])
	after, ok := strings.CutPrefix(strings.TrimLeft(rest, " \t"), t.Value)
	if !ok || !hashCut.MatchString(after) {
		return
	}
	fixed := string(runes[:at.Column-1]) + Quote(strings.TrimSpace(rest))
	r.report(cutByHash, line, at.Column, fixed, t.Value)
}

var (
	plainInt   = regexp.MustCompile(`^-?(0|[1-9][0-9]{0,17})$`)
	plainFloat = regexp.MustCompile(`^-?(0|[1-9][0-9]*)\.[0-9]+$`)

	// Numbers to one reader and texts to another: leading zeros, underscores, other
	// bases, exponents, sexagesimals, infinities, signs.
	oddNumber = regexp.MustCompile(`(?i)^[-+]?(0[0-9][0-9_]*|[0-9][0-9]*_[0-9_]*|0x[0-9a-f_]+|0o[0-7_]+|0b[01_]+|[0-9][0-9_]*(\.[0-9_]*)?e[-+]?[0-9]+|[0-9][0-9_]*\.[0-9_]*_[0-9_]*|[0-9]+\.|\.[0-9][0-9_]*|[0-9]+(:[0-5]?[0-9])+(\.[0-9]*)?|\.(inf|nan)|[0-9]{19,})$|^\+[0-9]`)
	oddStamp  = regexp.MustCompile(`^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt ]|$)`)
	isoDate   = regexp.MustCompile(`^[0-9]{4}-[0-9]{2}-[0-9]{2}$`)
)

// ambiguous reports whether readers of YAML 1.1 and 1.2 take a plain value for
// different things.
func ambiguous(text string) bool {
	switch strings.ToLower(text) {
	case "y", "n", "yes", "no", "on", "off", "=":
		return true
	case "true", "false", "null":
		return text != strings.ToLower(text)
	}
	return oddNumber.MatchString(text) || oddStamp.MatchString(text) && !isoDate.MatchString(text)
}

// resolve is the value of a plain text: null, bool, int, float64 or the text.
func resolve(text string) any {
	switch text {
	case "", "~", "null":
		return nil
	case "true":
		return true
	case "false":
		return false
	}
	if plainInt.MatchString(text) {
		if i, err := strconv.Atoi(text); err == nil {
			return i
		}
	}
	if plainFloat.MatchString(text) {
		if f, err := strconv.ParseFloat(text, 64); err == nil {
			return f
		}
	}
	return text
}

// syntaxPlace is the line, column and detail of the library's error.
func syntaxPlace(err error) (line, column int, detail string) {
	var e *yaml.SyntaxError
	if errors.As(err, &e) && e.Token != nil && e.Token.Position != nil {
		return max(e.Token.Position.Line, 1), max(e.Token.Position.Column, 1), e.Message
	}
	first, _, _ := strings.Cut(err.Error(), "\n")
	return 1, 1, first
}
