package rule

import (
	"cmp"
	"strconv"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"proximite/tools/internal/content"
	"proximite/tools/internal/diagnostic"
)

// shape is a list, table, quotation or code of the body and what can be counted in it.
type shape struct {
	kind   string // list, numbered, table, quotation, code
	size   string
	offset int
}

// shapes compares lists, tables, quotations and code in their order.
func (p *pair) shapes() []diagnostic.Diagnostic {
	a, b := shapesOf(p.source), shapesOf(p.target)
	for i := range max(len(a), len(b)) {
		switch {
		case i >= len(b):
			return p.one(p.target, p.target.At(shapeMissing[a[i].kind], placeOf(p.source, a[i].offset, p.target), a[i].size, p.source.Path, p.lineOf(p.source, a[i])))
		case i >= len(a):
			return p.one(p.source, p.source.At(shapeMissing[b[i].kind], placeOf(p.target, b[i].offset, p.source), b[i].size, p.target.Path, p.lineOf(p.target, b[i])))
		case a[i].kind != b[i].kind:
			return p.one(p.target, p.target.At(shapeMissing[a[i].kind], placeOf(p.source, a[i].offset, p.target), a[i].size, p.source.Path, p.lineOf(p.source, a[i])))
		case a[i].size != b[i].size:
			return p.one(p.target, p.target.At(shapeSize[a[i].kind], b[i].offset, b[i].size, a[i].size, p.source.Path, p.lineOf(p.source, a[i])))
		}
	}
	return nil
}

func (p *pair) lineOf(v *content.Version, s shape) int {
	line, _ := v.Position(s.offset)
	return line
}

func shapesOf(v *content.Version) []shape {
	var list []shape
	_ = ast.Walk(v.Tree, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering || n.Type() == ast.TypeInline {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.List:
			kind := "list"
			if n.IsOrdered() {
				kind = "numbered"
			}
			list = append(list, shape{kind, strconv.Itoa(n.ChildCount()), firstOffset(n, v)})
		case *extast.Table:
			list = append(list, shape{"table", strconv.Itoa(n.ChildCount()) + " × " + strconv.Itoa(len(n.Alignments)), firstOffset(n, v)})
		case *ast.Blockquote:
			list = append(list, shape{"quotation", "1", firstOffset(n, v)})
		case *ast.CodeBlock, *ast.FencedCodeBlock:
			list = append(list, shape{"code", "1", firstOffset(n, v)})
		}
		return ast.WalkContinue, nil
	})
	return list
}

// firstOffset is where the first text below a block stands.
func firstOffset(n ast.Node, v *content.Version) int {
	at := -1
	_ = ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if t, ok := n.(*ast.Text); ok && entering {
			at = t.Segment.Start
			return ast.WalkStop, nil
		}
		if n.Type() == ast.TypeBlock && n.FirstChild() == nil && n.Lines() != nil && n.Lines().Len() > 0 {
			at = n.Lines().At(0).Start
			return ast.WalkStop, nil
		}
		return ast.WalkContinue, nil
	})
	return cmp.Or(max(at, 0), v.Body)
}

func missingShape(id, fr, en string) diagnostic.Rule {
	return diagnostic.Rule{
		ID: "parity/" + id + "-missing", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "Ici manque " + fr + " de l’autre langue (%[2]s, ligne %[3]d).", EN: "Here " + en + " of the other language is missing (%[2]s, line %[3]d)."},
		Hint:    diagnostic.Text{FR: "Donnez aux deux versions la même mise en forme.", EN: "Give both versions the same form."},
	}
}

// shapeMissing and shapeSize have one rule a kind, so that each says its thing plainly.
var shapeMissing = map[string]diagnostic.Rule{
	"list":      missingShape("list", "une liste", "a list"),
	"numbered":  missingShape("numbered-list", "une liste numérotée", "a numbered list"),
	"table":     missingShape("table", "un tableau", "a table"),
	"quotation": missingShape("quotation", "une citation en retrait", "a block quotation"),
	"code":      missingShape("code", "un passage de code", "a piece of code"),
}

var shapeSize = map[string]diagnostic.Rule{
	"list":     listSize("list"),
	"numbered": listSize("numbered-list"),
	"table": {
		ID: "parity/table-size", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "Ce tableau a %[1]s lignes et colonnes, celui de l’autre langue %[2]s (%[3]s, ligne %[4]d).", EN: "This table has %[1]s rows and columns, that of the other language %[2]s (%[3]s, line %[4]d)."},
		Hint:    diagnostic.Text{FR: "Comparez ligne par ligne et ajoutez ce qui manque.", EN: "Compare row by row and add what is missing."},
	},
}

func listSize(id string) diagnostic.Rule {
	return diagnostic.Rule{
		ID: "parity/" + id + "-size", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "Cette liste a %[1]s points, celle de l’autre langue %[2]s (%[3]s, ligne %[4]d).", EN: "This list has %[1]s items, that of the other language %[2]s (%[3]s, line %[4]d)."},
		Hint:    diagnostic.Text{FR: "Comparez point par point et ajoutez ce qui manque.", EN: "Compare item by item and add what is missing."},
	}
}
