package sitetest

import (
	"fmt"
	"io/fs"
	"os"
	"path"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"text/template/parse"
)

// templateFile is one file of layouts/, parsed without knowing Hugo's functions.
type templateFile struct {
	name  string // _partials/head.html
	text  string
	trees map[string]*parse.Tree
}

// templates reads all of layouts/.
func templates(t *testing.T) (list []*templateFile) {
	t.Helper()
	layouts := os.DirFS(path.Join(root, "layouts"))
	err := fs.WalkDir(layouts, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(layouts, name)
		if err != nil {
			return err
		}
		tpl, err := parseTemplate(name, string(data))
		list = append(list, tpl)
		return err
	})
	if err != nil || len(list) < 50 {
		t.Fatalf("read %d templates: %v", len(list), err)
	}
	return list
}

func parseTemplate(name, text string) (*templateFile, error) {
	tpl := &templateFile{name: name, text: text, trees: map[string]*parse.Tree{}}
	tree := parse.New(name)
	tree.Mode = parse.SkipFuncCheck
	_, err := tree.Parse(text, "", "", tpl.trees)
	return tpl, err
}

// walk calls f for every node of the template.
func (tpl *templateFile) walk(f func(parse.Node)) {
	for _, tree := range tpl.trees {
		walkNode(tree.Root, f)
	}
}

func walkNode(n parse.Node, f func(parse.Node)) {
	if n == nil || reflect.ValueOf(n).IsNil() {
		return
	}
	f(n)
	for _, child := range children(n) {
		walkNode(child, f)
	}
}

func children(n parse.Node) []parse.Node {
	switch n := n.(type) {
	case *parse.ListNode:
		return n.Nodes
	case *parse.ActionNode:
		return []parse.Node{n.Pipe}
	case *parse.PipeNode:
		return nodes(n.Cmds)
	case *parse.CommandNode:
		return n.Args
	case *parse.ChainNode:
		return []parse.Node{n.Node}
	case *parse.IfNode:
		return []parse.Node{n.Pipe, n.List, n.ElseList}
	case *parse.WithNode:
		return []parse.Node{n.Pipe, n.List, n.ElseList}
	case *parse.RangeNode:
		return []parse.Node{n.Pipe, n.List, n.ElseList}
	case *parse.TemplateNode:
		return []parse.Node{n.Pipe}
	}
	return nil
}

func nodes[N parse.Node](list []N) (out []parse.Node) {
	for _, n := range list {
		out = append(out, n)
	}
	return out
}

// calls lists the functions and methods that a template uses: safeHTML, os.ReadFile, .Inner.
func (tpl *templateFile) calls() (list []string) {
	tpl.walk(func(n parse.Node) {
		switch n := n.(type) {
		case *parse.IdentifierNode:
			list = append(list, n.Ident)
		case *parse.ChainNode: // strings.Truncate
			list = append(list, n.String())
		case *parse.FieldNode:
			list = append(list, "."+n.Ident[len(n.Ident)-1])
		case *parse.VariableNode: // $page.RawContent
			list = append(list, "."+n.Ident[len(n.Ident)-1])
		}
	})
	return list
}

// strings lists the string constants of a template.
func (tpl *templateFile) strings() (list []string) {
	tpl.walk(func(n parse.Node) {
		if s, ok := n.(*parse.StringNode); ok {
			list = append(list, s.Text)
		}
	})
	return list
}

// guarded are functions that switch off escaping, or whose result is not the same
// for the same files every time.
var guarded = regexp.MustCompile(`^(safe[A-Z]\w*|safe\.\w+|htmlUnescape|transform\.HTMLUnescape|now|time\.Now|getenv|os\.\w+|readFile|readDir|` +
	`shuffle|collections\.Shuffle|math\.Rand|resources\.GetRemote|hugo\.(Environment|BuildDate|CommitHash|IsServer)|\.Inner|\.InnerDeindent|\.RawContent|\.Scratch)$`)

// allowed are the guarded functions that some templates need, and why.
var allowed = map[string]string{
	"sitemap.xml safeHTML":                                     "the XML declaration, a constant",
	"rss.xml safeHTML":                                         "the XML declaration, a constant",
	"_markup/render-link.html safeURL":                         "after the scheme was found to be https, mailto or tel",
	"_partials/components/sheet-training.html safeHTML":        "two dates that a template made",
	"_partials/head/css.html safeCSS":                          "our own style sheet",
	"_partials/head/theme-filter-css.html safeCSS":             "selectors made from keys of the vocabulary",
	"_partials/head/structured-data.html safeJS":               "JSON that jsonify has escaped",
	"_partials/functions/get-interface-texts.html os.ReadFile": "the texts of a language that is not the site's",
	"_shortcodes/lang.html .Inner":                             "printed escaped, as plain words",
}

func TestTemplatesUseNothingUnsafe(t *testing.T) {
	used := map[string]bool{}
	for _, tpl := range templates(t) {
		for _, call := range tpl.calls() {
			if !guarded.MatchString(call) {
				continue
			}
			use := tpl.name + " " + call
			if allowed[use] == "" {
				t.Errorf("layouts/%s uses %s", tpl.name, call)
			}
			used[use] = true
		}
	}
	for use := range allowed {
		if !used[use] {
			t.Errorf("the list of allowed functions names %q, which nobody uses", use)
		}
	}
}

const templateLines = 100

// TestTemplatesAreShortAndNameTheirInputs holds the house rules of design.md.
func TestTemplatesAreShortAndNameTheirInputs(t *testing.T) {
	for _, tpl := range templates(t) {
		for _, complaint := range tpl.form() {
			t.Errorf("layouts/%s: %s", tpl.name, complaint)
		}
	}
}

var (
	openingComment = regexp.MustCompile(`^\{\{-? /\*(?s:(.*?))\*/ -?\}\}`)
	namesInputs    = regexp.MustCompile(`\b(Input|Inputs|Parameter|Parameters)\b`)
)

func (tpl *templateFile) form() (found []string) {
	if n := strings.Count(tpl.text, "\n"); n > templateLines {
		found = append(found, fmt.Sprintf("%d lines, more than %d", n, templateLines))
	}
	for i, line := range strings.Split(tpl.text, "\n") {
		if strings.TrimRight(line, " \t") != line {
			found = append(found, fmt.Sprintf("line %d ends with a space", i+1))
		}
	}
	if !strings.HasPrefix(tpl.name, "_partials/") && !strings.HasPrefix(tpl.name, "_shortcodes/") {
		return found
	}
	comment := openingComment.FindStringSubmatch(tpl.text)
	switch {
	case comment == nil:
		found = append(found, "does not begin with a comment")
	case tpl.hasInputs() && !namesInputs.MatchString(comment[1]):
		found = append(found, "its comment does not name its inputs")
	}
	return found
}

// hasInputs reports whether a partial reads what it is given: the dot outside of
// with and range, or $ anywhere.
func (tpl *templateFile) hasInputs() bool {
	for _, tree := range tpl.trees {
		if readsDot(tree.Root, true) {
			return true
		}
	}
	return false
}

func readsDot(n parse.Node, outer bool) bool {
	if n == nil || reflect.ValueOf(n).IsNil() {
		return false
	}
	inner := func(pipe, list, otherwise parse.Node) bool {
		return readsDot(pipe, outer) || readsDot(list, false) || readsDot(otherwise, outer)
	}
	switch n := n.(type) {
	case *parse.DotNode, *parse.FieldNode:
		return outer
	case *parse.VariableNode:
		return n.Ident[0] == "$"
	case *parse.WithNode:
		return inner(n.Pipe, n.List, n.ElseList)
	case *parse.RangeNode:
		return inner(n.Pipe, n.List, n.ElseList)
	}
	return slices.ContainsFunc(children(n), func(c parse.Node) bool { return readsDot(c, outer) })
}

// TestTemplateLintSeesPlantedMistakes proves that the rules can complain.
func TestTemplateLintSeesPlantedMistakes(t *testing.T) {
	const comment = "{{- /* What it does. */ -}}\n"
	tests := map[string]string{
		"<p>{{ . }}</p>":         "does not begin with a comment",
		comment + "{{ .title }}": "does not name its inputs",
		comment + "{{ with site.Title }}{{ $.x }}{{ end }}": "does not name its inputs",
		comment + strings.Repeat("x\n", 100):                "101 lines",
		comment + "x \n":                                    "line 2 ends with a space",
	}
	for text, want := range tests {
		tpl, err := parseTemplate("_partials/x.html", text)
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.Join(tpl.form(), "\n"); !strings.Contains(got, want) {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
	tpl, err := parseTemplate("_partials/x.html", comment+"{{ range site.Pages }}{{ .Title }}{{ end }}{{ $x := now }}{{ .Inner | safe.HTML }}{{ $.Page.RawContent }}{{ os.Getenv `x` }}")
	if err != nil {
		t.Fatal(err)
	}
	var caught []string
	for _, call := range tpl.calls() {
		if guarded.MatchString(call) {
			caught = append(caught, call)
		}
	}
	if want := []string{"now", ".Inner", "safe.HTML", ".RawContent", "os.Getenv"}; !slices.Equal(caught, want) {
		t.Errorf("caught %q, want %q", caught, want)
	}
	quiet, err := parseTemplate("_partials/x.html", comment+"{{ with site.GetPage `/` }}{{ .Title }}{{ end }}")
	if err != nil || len(quiet.form()) > 0 {
		t.Errorf("a partial without inputs: %q, %v", quiet.form(), err)
	}
}
