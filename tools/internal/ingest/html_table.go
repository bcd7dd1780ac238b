package ingest

import (
	"strconv"
	"strings"

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
	covered := make(map[int]int) // rows that a cell above still covers, by column
	f.rowGroup(n, rows, covered)
}

func (f *htmlFlow) rowGroup(n *html.Node, rows *[][][]block, covered map[int]int) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type != html.ElementNode || f.passOver(c) {
			continue
		}
		switch c.DataAtom {
		case atom.Tr:
			if cells := f.cells(c, covered); len(cells) > 0 {
				*rows = append(*rows, cells)
			}
		case atom.Caption:
			f.container(c)
		default:
			f.rowGroup(c, rows, covered)
		}
	}
}

// cells reads one row. What a wide or high cell covers is empty, so that columns
// stay below each other.
func (f *htmlFlow) cells(tr *html.Node, covered map[int]int) [][]block {
	var cells [][]block
	cover := func() {
		for covered[len(cells)] > 0 {
			covered[len(cells)]--
			cells = append(cells, nil)
		}
	}
	for c := tr.FirstChild; c != nil; c = c.NextSibling {
		if c.Type != html.ElementNode || f.passOver(c) {
			continue
		}
		cover()
		inner := &htmlFlow{page: f.page, limits: f.limits, units: f.units, look: f.look, space: true}
		inner.styled(c)
		inner.flush()
		f.units = inner.units + 1
		high := span(c, "rowspan")
		for i := range span(c, "colspan") {
			covered[len(cells)] = high - 1
			if i > 0 {
				inner.blocks = nil
			}
			cells = append(cells, inner.blocks)
		}
	}
	cover()
	return cells
}

// span is how many rows or columns a cell takes, within reason.
func span(n *html.Node, name string) int {
	v, err := strconv.Atoi(strings.TrimSpace(attr(n, name)))
	if err != nil {
		return 1
	}
	return min(max(v, 1), 50)
}
