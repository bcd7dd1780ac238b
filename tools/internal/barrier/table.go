package barrier

import (
	"strconv"

	"golang.org/x/net/html"
)

// checkTables looks at what a table says to those who hear it cell by cell.
func checkTables(d *document) {
	for n := range d.elements("table") {
		if role := attr(n, "role"); role == "presentation" || role == "none" || isHidden(n) {
			continue
		}
		t := readTable(n)
		if around := inside(n, "table"); around != nil {
			if inside(n, "th") != nil && inside(inside(n, "th"), "table") == around {
				d.say(n, "table/in-header", "a table stands in a header of another")
			} else {
				d.say(n, "table/in-table", "a table stands in another")
			}
		}
		if t.headers == 0 && t.blocks > 0 {
			d.say(n, "table/layout", "a table without headers arranges lists and headings")
			continue
		}
		checkHeaders(d, n, t)
		checkCells(d, n, t)
	}
}

// table is what the checks want to know of one, tables inside it apart.
type table struct {
	rows            [][]*html.Node
	headers, cells  int
	scoped, blocks  int
	caption, labels bool
}

func readTable(root *html.Node) (t table) {
	var visit func(n *html.Node)
	visit = func(n *html.Node) {
		for c := range n.ChildNodes() {
			if c.Type != html.ElementNode || c.Data == "table" {
				continue
			}
			switch c.Data {
			case "caption":
				t.caption = text(c) != ""
			case "tr":
				t.rows = append(t.rows, nil)
			case "th", "td":
				if len(t.rows) == 0 {
					t.rows = append(t.rows, nil)
				}
				t.rows[len(t.rows)-1] = append(t.rows[len(t.rows)-1], c)
				t.blocks += count(c, "ul", "ol", "h1", "h2", "h3", "h4", "form", "nav")
			}
			if c.Data == "th" {
				t.headers++
				if has(c, "scope") {
					t.scoped++
				}
			}
			if c.Data == "td" {
				t.cells++
				t.labels = t.labels || has(c, "headers")
			}
			visit(c)
		}
	}
	visit(root)
	t.caption = t.caption || attr(root, "aria-label") != "" || attr(root, "aria-labelledby") != ""
	return t
}

func checkHeaders(d *document, n *html.Node, t table) {
	if !t.caption {
		d.say(n, "table/no-caption", "the table has no caption")
	}
	switch {
	case t.headers == 0:
		d.say(n, "table/no-headers", "the table has no headers")
		return
	case t.cells == 0:
		d.say(n, "table/only-headers", "the table has headers and nothing else")
		return
	}
	// Headers of the first row alone explain themselves; two directions do not.
	inRows, double := 0, false
	for i, row := range t.rows {
		own := 0
		for _, c := range row {
			if c.Data == "th" {
				own++
			}
		}
		if i > 0 {
			inRows += own
			double = double || own >= 2 && own < len(row)
		}
	}
	if t.labels {
		return
	}
	if double && t.scoped < t.headers {
		d.say(n, "table/double-headers", "rows have several headers, and nothing says what each is for")
	}
	if inRows > 0 && t.scoped < t.headers {
		d.say(n, "table/no-scope", "%d of %d headers do not say their direction", t.headers-t.scoped, t.headers)
	}
}

func checkCells(d *document, n *html.Node, t table) {
	empty, counts, widths := 0, map[int]bool{}, map[int]bool{}
	for i, row := range t.rows {
		width := 0
		for j, c := range row {
			span, err := strconv.Atoi(attr(c, "colspan"))
			if err != nil || span < 1 {
				span = 1
			}
			width += span
			blank := d.name(c) == "" && count(c, "img", "input", "svg") == 0
			switch {
			case blank && c.Data == "th":
				d.say(n, "table/empty-header", "a header has no words")
			case blank && (i > 0 || j > 0): // the corner may be empty
				empty++
			}
		}
		if len(row) > 0 {
			counts[len(row)], widths[width] = true, true
		}
	}
	if empty > 0 {
		d.say(n, "table/empty-cell", "%d empty cells: is it nothing, unknown, or forgotten?", empty)
	}
	spans := false
	for c := range below(n, "td", "th") {
		spans = spans || has(c, "rowspan")
	}
	if !spans && (len(widths) > 1 || len(counts) > 1) {
		d.say(n, "table/uneven", "the rows have different numbers of cells")
	}
}
