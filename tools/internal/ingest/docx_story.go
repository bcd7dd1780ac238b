package ingest

import (
	"encoding/xml"
	"strconv"
)

// story is a flow of paragraphs and tables: the body, a cell, a note, a text box.
type story struct {
	*docx
	*walker
	relations map[string]relation // of the part
	fields    *fieldStack         // of the part: a field may span paragraphs and cells
	inherited look                // from the style of the table
	boxed     bool                // inside a text box
	blocks    []block
	open      *block  // paragraph whose end was deleted: the next one continues it
	floating  []block // text boxes anchored in the current paragraph
}

// body reads the main part. It also returns how many fields were left open.
func (d *docx) body(part string) ([]block, int, error) {
	s := &story{docx: d, relations: d.relations, fields: new(fieldStack)}
	err := d.walk(part, func(w *walker, root xml.StartElement) error {
		s.walker = w
		return w.children(func(e xml.StartElement) error {
			if wordName(e) == "body" {
				return s.flow()
			}
			return w.skip()
		})
	})
	return s.done(), s.fields.opened(), err
}

// inner is a story inside this one.
func (s *story) inner() *story {
	return &story{
		docx: s.docx, walker: s.walker, relations: s.relations,
		fields: s.fields, inherited: s.inherited, boxed: s.boxed,
	}
}

// done closes the last paragraph.
func (s *story) done() []block {
	if s.open != nil {
		s.blocks, s.open = append(s.blocks, *s.open), nil
	}
	return s.blocks
}

func (s *story) flow() error { return s.children(s.flowElement) }

func (s *story) flowElement(e xml.StartElement) error {
	switch wordName(e) {
	case "p":
		return s.paragraph()
	case "tbl":
		return s.table()
	case "sdt":
		return s.control(s.flowElement)
	case "customXml", "smartTag":
		return s.flow()
	case "ins", "moveTo", "del", "moveFrom":
		return s.revision(e, s.flowElement)
	case "AlternateContent":
		return s.alternate(s.flowElement)
	case "altChunk":
		s.left.add(leftChunks, 1)
		return s.skip()
	case "sectPr":
		_, err := s.properties(s.walker, e)
		return err
	case "m:oMathPara", "m:oMath":
		s.left.add(leftEquations, 1)
	}
	return s.skip()
}

// paragraph reads one w:p. The properties of its mark, which come first, say
// whether the next paragraph continues this one.
func (s *story) paragraph() error {
	if s.paragraphs++; s.paragraphs > s.docx.limits.Units {
		return s.tooBig(complexity)
	}
	p := &paragraphReader{story: s, block: block{line: s.paragraphs}}
	p.look = s.paragraphLook(nil)
	err := s.children(func(e xml.StartElement) error {
		if wordName(e) != "pPr" {
			return p.inline(e)
		}
		pPr, err := s.properties(s.walker, e)
		if err == nil {
			p.apply(pPr)
		}
		return err
	})
	s.take(p)
	return err
}

// paragraphReader holds one paragraph while its runs are read.
type paragraphReader struct {
	*story
	block  block
	look   look // of the paragraph's style
	link   string
	joined bool // the end of the paragraph was deleted
}

// apply takes the properties of the paragraph.
func (p *paragraphReader) apply(pPr *node) {
	p.look = p.paragraphLook(pPr)
	p.shape(pPr)
	for _, c := range pPr.at("rPr").all() {
		kind, tracked := changeKinds[c.Name.Local]
		if !tracked {
			continue
		}
		p.change(kind, attribute(c.StartElement, "author"), p.paragraphs)
		p.joined = p.joined || c.Name.Local == "del" || c.Name.Local == "moveFrom"
	}
}

func (n *node) all() []*node {
	if n == nil {
		return nil
	}
	return n.children
}

// paragraphLook is how text looks before its run says anything.
func (s *story) paragraphLook(pPr *node) look {
	style := pPr.value("pStyle")
	if style == "" {
		style = s.styles.paragraph
	}
	return s.styles.resolve(style).look.or(s.inherited).or(s.styles.defaults)
}

// shape decides between heading, item of a list, and paragraph.
func (p *paragraphReader) shape(pPr *node) {
	id := pPr.value("pStyle")
	style := p.styles.resolve(id)
	level := headingLevel(style.name, id)
	if outline := style.outline; level == 0 && outline < 10 {
		level = outline
	}
	if outline := outlineOf(pPr); outline > 0 {
		level = outline % 10
	}
	if level > 0 {
		p.block.kind, p.block.level = heading, min(level, 6)
		return
	}
	list, depth := style.list, style.depth
	if numPr := pPr.child("numPr"); numPr != nil {
		list, depth = numPr.value("numId"), numPr.value("ilvl")
	}
	if depth == "" {
		depth = "0"
	}
	if listed, ordered := p.lists.kind(list, depth); listed {
		p.block.kind, p.block.ordered, p.block.list = item, ordered, p.lists.counter(list)
		p.block.level, _ = strconv.Atoi(depth)
	}
}

// take ends a paragraph: it stands, or waits for its continuation.
func (s *story) take(p *paragraphReader) {
	b := p.block
	if s.open != nil {
		b.runs = append(s.open.runs, b.runs...)
		b.line = s.open.line
		s.open = nil
	}
	if p.joined {
		s.open = &b
	} else {
		s.blocks = append(s.blocks, b)
	}
	if len(s.floating) > 0 {
		s.blocks = append(s.done(), s.floating...)
		s.floating = nil
	}
}

// table reads one w:tbl.
func (s *story) table() error {
	s.blocks = s.done()
	t := &tableReader{story: s, block: block{kind: table, line: s.paragraphs + 1}}
	t.inherited = s.inherited
	if err := s.children(t.element); err != nil {
		return err
	}
	if len(t.block.rows) > 0 {
		s.blocks = append(s.blocks, t.block)
	}
	return nil
}

type tableReader struct {
	*story
	block     block
	inherited look
}

func (t *tableReader) element(e xml.StartElement) error {
	switch wordName(e) {
	case "tblPr", "tblGrid":
		n, err := t.properties(t.walker, e)
		if err == nil && n.Name.Local == "tblPr" {
			t.inherited = t.styles.resolve(n.value("tblStyle")).look.or(t.story.inherited)
			t.inherited.bold, t.inherited.italic = unset, unset
		}
		return err
	case "tr":
		return t.row()
	case "sdt":
		return t.control(t.element)
	case "customXml":
		return t.children(t.element)
	case "ins", "moveTo", "del", "moveFrom":
		return t.revision(e, t.element)
	case "AlternateContent":
		return t.alternate(t.element)
	}
	return t.skip()
}

// row reads one w:tr. Deleted and hidden rows are read, because what they hold is
// counted, and dropped.
func (t *tableReader) row() error {
	r := &rowReader{tableReader: t}
	if err := t.children(r.element); err != nil {
		return err
	}
	if !r.dropped && len(r.cells) > 0 {
		t.block.rows = append(t.block.rows, r.cells)
	}
	return nil
}

type rowReader struct {
	*tableReader
	cells   [][]block
	dropped bool
}

func (r *rowReader) element(e xml.StartElement) error {
	switch wordName(e) {
	case "trPr", "tblPrEx":
		n, err := r.properties(r.walker, e)
		if err != nil {
			return err
		}
		for _, c := range n.children {
			if kind, ok := changeKinds[c.Name.Local]; ok {
				r.change(kind, attribute(c.StartElement, "author"), r.paragraphs+1)
				r.dropped = r.dropped || c.Name.Local == "del"
			}
		}
		if n.toggle("hidden") == on {
			r.dropped = true
			r.left.add(leftHidden, 1)
		}
		return nil
	case "tc":
		return r.cell()
	case "sdt":
		return r.control(r.element)
	case "customXml":
		return r.children(r.element)
	case "AlternateContent":
		return r.alternate(r.element)
	}
	return r.skip()
}

// cell reads one w:tc. What a merged cell covers is not shown by Word and stays
// empty.
func (r *rowReader) cell() error {
	s := r.story.inner()
	s.inherited = r.inherited
	covered := false
	err := s.children(func(e xml.StartElement) error {
		if wordName(e) != "tcPr" {
			return s.flowElement(e)
		}
		n, err := s.properties(s.walker, e)
		covered = r.tookCell(n)
		return err
	})
	blocks := s.done()
	if covered {
		blocks = nil
	}
	r.cells = append(r.cells, blocks)
	return err
}

// tookCell counts the tracked changes of a cell and says whether its content is
// not shown.
func (r *rowReader) tookCell(tcPr *node) bool {
	covered := false
	for _, c := range tcPr.all() {
		switch c.Name.Local {
		case "cellIns", "cellMerge":
			r.change(changeInsertion, attribute(c.StartElement, "author"), r.paragraphs+1)
		case "cellDel":
			r.change(changeDeletion, attribute(c.StartElement, "author"), r.paragraphs+1)
			covered = true
		case "vMerge", "hMerge":
			covered = covered || attribute(c.StartElement, "val") != "restart"
		}
	}
	return covered
}
