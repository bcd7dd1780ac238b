package ingest

import "encoding/xml"

// table reads table:table. Hidden rows and columns are dropped and counted.
func (s *odtStory) table(e xml.StartElement) error {
	if s.styles.resolve("table", attribute(e, "style-name")).hidden {
		s.left.add(leftHidden, 1)
		return s.skip()
	}
	t := &odtTable{odtStory: s, block: block{kind: table, line: s.paragraphs + 1}}
	if err := t.children(t.element); err != nil {
		return err
	}
	if len(t.block.rows) > 0 {
		s.blocks = append(s.blocks, t.block)
	}
	return nil
}

type odtTable struct {
	*odtStory
	block  block
	hidden []bool // by column
}

func isCollapsed(e xml.StartElement) bool {
	v := attribute(e, "visibility")
	return v == "collapse" || v == "filter"
}

func (t *odtTable) element(e xml.StartElement) error {
	switch odName(e) {
	case "table:table-column":
		for range repeated(e, "number-columns-repeated") {
			t.hidden = append(t.hidden, isCollapsed(e))
		}
		return t.skip()
	case "table:table-row":
		return t.row(e)
	case "table:table-columns", "table:table-header-columns", "table:table-column-group",
		"table:table-rows", "table:table-header-rows", "table:table-row-group":
		return t.children(t.element)
	}
	return t.skip()
}

func (t *odtTable) row(e xml.StartElement) error {
	if isCollapsed(e) {
		t.left.add(leftHidden, 1)
		return t.skip()
	}
	var cells [][]block
	column := 0
	err := t.children(func(c xml.StartElement) error {
		n := repeated(c, "number-columns-repeated")
		hidden := column < len(t.hidden) && t.hidden[column]
		column += n
		switch name := odName(c); {
		case hidden:
			t.left.add(leftHidden, 1)
			return t.skip()
		case name == "table:covered-table-cell":
			cells = append(cells, nil)
			return t.skip()
		case name == "table:table-cell":
			s := t.inner()
			err := s.flow()
			cells = append(cells, s.blocks)
			return err
		}
		return t.skip()
	})
	if len(cells) > 0 {
		t.block.rows = append(t.block.rows, cells)
	}
	return err
}
