package ingest

import (
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// table reads a table. One that only lays out the page (one column, or tables
// inside) yields its paragraphs.
func (f *htmlFlow) table(n *html.Node) {
	f.flush()
	var rows [][][]block
	f.rows(n, &rows)
	if isLayout(n, rows) {
		for _, row := range rows {
			for _, cell := range row {
				f.blocks = append(f.blocks, cell...)
			}
		}
		return
	}
	f.add(block{kind: table, rows: rows})
}

func isLayout(n *html.Node, rows [][][]block) bool {
	nested, columns := 0, 0
	walkNodes(n, func(c *html.Node) {
		if c.DataAtom == atom.Table {
			nested++
		}
	})
	for _, row := range rows {
		columns = max(columns, len(row))
		for _, cell := range row {
			for _, b := range cell {
				if b.kind == heading {
					return true
				}
			}
		}
	}
	return nested > 1 || columns < 2 || attr(n, "role") == "presentation"
}

// rows reads the rows of a table, and its caption into the flow before it.
func (f *htmlFlow) rows(n *html.Node, rows *[][][]block) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type != html.ElementNode || f.passOver(c) {
			continue
		}
		switch c.DataAtom {
		case atom.Tr:
			if cells := f.cells(c); len(cells) > 0 {
				*rows = append(*rows, cells)
			}
		case atom.Caption:
			f.container(c)
		default:
			f.rows(c, rows)
		}
	}
}

func (f *htmlFlow) cells(tr *html.Node) [][]block {
	var cells [][]block
	for c := tr.FirstChild; c != nil; c = c.NextSibling {
		if c.Type != html.ElementNode || f.passOver(c) {
			continue
		}
		inner := &htmlFlow{page: f.page, limits: f.limits, units: f.units, look: f.look, space: true}
		inner.styled(c)
		inner.flush()
		f.units = inner.units + 1
		cells = append(cells, inner.blocks)
	}
	return cells
}
