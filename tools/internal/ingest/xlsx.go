package ingest

import (
	"encoding/xml"
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"

	"proximite/tools/internal/diagnostic"
)

// Excel workbooks (ECMA-376): every sheet becomes a table of what Excel shows.
// Hidden sheets, rows and columns are left out and reported. An own walk, like
// the one for Word, because libraries load whole sheets and fill in their empty
// cells: a few hundred cells in far corners would cost gigabytes. Files:
//
//	xlsx.go         workbook, sheets, cells
//	xlsx_format.go  numbers and dates as they are shown

// workbook is one file while it is read.
type workbook struct {
	*archive
	observer
	limits   Limits
	strings  []string // shared by all sheets
	formats  []string // number format by style
	from1904 bool     // days are counted from there
	cells    int
	hidden   []diagnostic.Text
}

// maxColumns is more than any module sheet needs.
const maxColumns = 500

func readXLSX(in input, opt Options) (*source, error) {
	a, err := openArchive(in.name, in.data, in.size, opt.Limits)
	if err != nil {
		return refuseFor(err)
	}
	b := &workbook{archive: a, limits: a.limits}
	s, err := b.read(opt)
	if err != nil {
		return refuseFor(err)
	}
	return s, nil
}

func (b *workbook) read(opt Options) (*source, error) {
	types, err := b.bytes("[Content_Types].xml")
	if err != nil {
		return nil, err
	}
	if strings.Contains(strings.ToLower(string(types)), "macroenabled") {
		return nil, b.because(ruleMacros)
	}
	s := &source{}
	if s.blocks, err = b.sheets(s); err != nil {
		return nil, err
	}
	properties, err := b.propertyMargins()
	if err != nil {
		return nil, err
	}
	s.margins = append(s.margins, properties...)
	if len(b.hidden) > 0 {
		var fr, en []string
		for _, h := range b.hidden {
			fr, en = append(fr, h.FR), append(en, h.EN)
		}
		s.found = append(s.found, ruleHiddenCells.At(b.name, 0, 0, strings.Join(fr, ", "), strings.Join(en, ", ")))
	}
	if err := b.comments(); err != nil {
		return nil, err
	}
	b.conclude(b.name, opt, s)
	return s, nil
}

// comments counts the notes on cells.
func (b *workbook) comments() error {
	for _, part := range b.under("xl/comments") {
		err := b.walk(part, func(w *walker, _ xml.StartElement) error {
			return w.children(func(list xml.StartElement) error {
				return w.children(func(e xml.StartElement) error {
					switch e.Name.Local {
					case "comment":
						b.comment("")
					case "author":
						name, err := w.innerText()
						b.author(name)
						return err
					}
					return w.skip()
				})
			})
		})
		if err != nil {
			return err
		}
	}
	return nil
}

type sheetEntry struct{ name, part, state string }

func (b *workbook) sheets(s *source) ([]block, error) {
	main := "xl/workbook.xml"
	root, err := b.relationsOf("")
	if err != nil {
		return nil, err
	}
	for _, r := range root {
		if r.kind == "officeDocument" {
			main = r.target
		}
	}
	if !b.has(main) {
		return nil, b.because(ruleDamaged)
	}
	relations, err := b.relationsOf(main)
	if err != nil {
		return nil, err
	}
	entries, err := b.entries(main, relations)
	if err != nil {
		return nil, err
	}
	if err := b.shared(path.Dir(main)); err != nil {
		return nil, err
	}
	return b.tables(entries, s)
}

// entries lists the sheets in the order of their tabs.
func (b *workbook) entries(main string, relations map[string]relation) ([]sheetEntry, error) {
	var found []sheetEntry
	var read func(w *walker) func(e xml.StartElement) error
	read = func(w *walker) func(e xml.StartElement) error {
		return func(e xml.StartElement) error {
			switch e.Name.Local {
			case "sheets":
				return w.children(read(w))
			case "workbookPr":
				b.from1904 = isOn(attribute(e, "date1904"))
			case "sheet":
				for _, a := range e.Attr {
					if r, ok := relations[a.Value]; ok && a.Name.Local == "id" {
						found = append(found, sheetEntry{attribute(e, "name"), r.target, attribute(e, "state")})
					}
				}
			}
			return w.skip()
		}
	}
	err := b.walk(main, func(w *walker, _ xml.StartElement) error { return w.children(read(w)) })
	return found, err
}

// shared reads the texts and number formats that cells refer to.
func (b *workbook) shared(folder string) error {
	if part := folder + "/sharedStrings.xml"; b.has(part) {
		err := b.walk(part, func(w *walker, _ xml.StartElement) error {
			return w.children(func(xml.StartElement) error {
				text, err := richText(w)
				b.strings = append(b.strings, text)
				return err
			})
		})
		if err != nil {
			return err
		}
	}
	if part := folder + "/styles.xml"; b.has(part) {
		return b.walk(part, func(w *walker, _ xml.StartElement) error { return b.readFormats(w) })
	}
	return nil
}

// richText is the text of a cell without reading aids.
func richText(w *walker) (string, error) {
	var s strings.Builder
	err := w.children(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "t":
			text, err := w.innerText()
			s.WriteString(text)
			return err
		case "r":
			text, err := richText(w)
			s.WriteString(text)
			return err
		}
		return w.skip()
	})
	return s.String(), err
}

func (b *workbook) tables(entries []sheetEntry, s *source) ([]block, error) {
	var blocks []block
	for _, e := range entries {
		if e.state == "hidden" || e.state == "veryHidden" {
			b.hide("feuille « "+e.name+" »", "sheet \""+e.name+"\"")
			continue
		}
		if !b.has(e.part) {
			continue
		}
		t := &sheetReader{workbook: b, name: e.name, columns: make(map[int]bool)}
		err := b.walk(e.part, func(w *walker, _ xml.StartElement) error {
			t.walker = w
			return w.children(t.element)
		})
		if err != nil {
			return nil, err
		}
		s.margins = append(s.margins, t.margins...)
		if len(t.rows) > 0 {
			blocks = append(blocks, block{kind: table, line: 1, rows: t.rows})
		}
	}
	return blocks, nil
}

func (b *workbook) hide(fr, en string) {
	fr = strings.NewReplacer("« ", "«\u00a0", " »", "\u00a0»").Replace(fr)
	if h := (diagnostic.Text{FR: fr, EN: en}); !slices.Contains(b.hidden, h) && len(b.hidden) < 20 {
		b.hidden = append(b.hidden, h)
	}
}

// sheetReader reads one sheet.
type sheetReader struct {
	*workbook
	*walker
	name    string
	columns map[int]bool // hidden
	rows    [][][]block
	row     int
	margins []margin
}

func (t *sheetReader) element(e xml.StartElement) error {
	switch e.Name.Local {
	case "cols":
		return t.children(func(c xml.StartElement) error {
			first, _ := strconv.Atoi(attribute(c, "min"))
			last, _ := strconv.Atoi(attribute(c, "max"))
			for n := first; n <= min(last, maxColumns) && isOn(attribute(c, "hidden")); n++ {
				t.columns[n] = true
			}
			return t.skip()
		})
	case "sheetData":
		return t.children(t.readRow)
	case "headerFooter":
		return t.children(func(e xml.StartElement) error {
			text, err := t.innerText()
			t.margins = append(t.margins, margin{placeHeader, headerText(text)})
			return err
		})
	}
	return t.skip()
}

// headerText leaves the codes (&L, &"Arial,Bold", &12) out of a header of a sheet.
func headerText(s string) string {
	var out strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] != '&' || i+1 == len(s) {
			out.WriteByte(s[i])
			continue
		}
		i++
		out.WriteByte(' ')
		if s[i] == '"' {
			if end := strings.IndexByte(s[i+1:], '"'); end >= 0 {
				i += end + 1
			}
		}
		for i+1 < len(s) && s[i] >= '0' && s[i] <= '9' && s[i+1] >= '0' && s[i+1] <= '9' {
			i++
		}
	}
	return out.String()
}

// readRow reads one row; an empty one is left out.
func (t *sheetReader) readRow(e xml.StartElement) error {
	t.row++
	if n, err := strconv.Atoi(attribute(e, "r")); err == nil {
		t.row = n
	}
	var cells [][]block
	column := 0
	err := t.children(func(c xml.StartElement) error {
		column++
		if n := columnOf(attribute(c, "r")); n > 0 {
			column = n
		}
		if t.cells++; t.cells > t.workbook.limits.Cells || column > maxColumns {
			return t.tooBig(complexity)
		}
		text, err := t.cell(c)
		if text = strings.TrimSpace(text); text == "" || err != nil {
			return err
		}
		for len(cells) < column {
			cells = append(cells, nil)
		}
		cells[column-1] = textLines(t.row, text)
		return nil
	})
	if err != nil || len(cells) == 0 {
		return err
	}
	if isOn(attribute(e, "hidden")) {
		t.hide(fmt.Sprintf("ligne %d", t.row), fmt.Sprintf("row %d", t.row))
		return nil
	}
	t.rows = append(t.rows, t.shownCells(cells))
	return nil
}

// shownCells leaves out the cells of hidden columns.
func (t *sheetReader) shownCells(cells [][]block) [][]block {
	shown := make([][]block, 0, len(cells))
	for i, c := range cells {
		if !t.columns[i+1] {
			shown = append(shown, c)
		} else if c != nil {
			t.hide("colonne "+columnName(i+1), "column "+columnName(i+1))
		}
	}
	return shown
}

// textLines is the text of a cell, one paragraph for each of its lines.
func textLines(line int, text string) []block {
	var blocks []block
	for l := range strings.SplitSeq(text, "\n") {
		blocks = append(blocks, textBlock(line, l))
	}
	return tidy(blocks)
}

// cell is what one cell shows.
func (t *sheetReader) cell(e xml.StartElement) (string, error) {
	kind := attribute(e, "t")
	style, _ := strconv.Atoi(attribute(e, "s"))
	text := ""
	err := t.children(func(v xml.StartElement) error {
		var err error
		switch v.Name.Local {
		case "v":
			text, err = t.innerText()
		case "is":
			text, err = richText(t.walker)
		default:
			err = t.skip()
		}
		return err
	})
	switch kind {
	case "s":
		n, bad := strconv.Atoi(strings.TrimSpace(text))
		if bad != nil || n < 0 || n >= len(t.strings) {
			return "", err
		}
		return t.strings[n], err
	case "b":
		return map[string]string{"1": "✓", "0": "–"}[text], err
	case "e":
		return "", err
	case "", "n":
		return t.shown(text, style), err
	}
	return text, err
}

// columnOf is the number of the column in a reference such as AB12; 0: none.
func columnOf(reference string) int {
	n := 0
	for _, r := range reference {
		if r < 'A' || r > 'Z' || n > 1<<20 {
			break
		}
		n = n*26 + int(r-'A') + 1
	}
	return n
}

func columnName(n int) string {
	name := ""
	for ; n > 0; n = (n - 1) / 26 {
		name = string(rune('A'+(n-1)%26)) + name
	}
	return name
}
