package ingest

import "strings"

const headerRows = 5 // a title or a logo may stand above the header

// table reads a table as modules; false when it is not about modules.
func (m *moduleReader) table(b block, s *sectionReader) bool {
	if at := headerAt(b.rows); at >= 0 {
		return m.rows(b.rows, at)
	}
	if labelled(b.rows) {
		m.labels(b.rows, s)
		return true
	}
	return false
}

// headerAt is the first row that names at least two fields, or the title and
// anything else.
func headerAt(rows [][][]block) int {
	for i, row := range rows[:min(headerRows, len(rows))] {
		known, filled, title := 0, 0, false
		for _, cell := range row {
			text := cellText(cell)
			if strings.TrimSpace(text) != "" {
				filled++
			}
			if field := fieldOf(text); field != fieldNone {
				known++
				title = title || field == fieldTitle
			}
		}
		if known >= 3 || known >= 2 && (title || filled == known) && len(row) > 2 || known >= 2 && title && !labelled(rows) {
			return i
		}
	}
	return -1
}

// rows reads one module from each row below the header.
func (m *moduleReader) rows(rows [][][]block, header int) bool {
	fields, labels, title := headerFields(rows[header])
	if !title {
		m.columns = labels
		return false
	}
	for i, field := range fields {
		if field == fieldNone && columnFilled(rows[header+1:], i) {
			m.strange(labels[i], lineOf(rows[header]))
		}
	}
	for _, row := range rows[header+1:] {
		if d := rowModule(row, fields, labels); d.title != "" {
			m.drafts, m.fromTable = append(m.drafts, d), true
		} else if text := strings.TrimSpace(rowText(row)); text != "" {
			m.found = append(m.found, ruleRowWithoutTitle.At(m.name, lineOf(row), 0, firstRunes(text, 80)))
		}
	}
	return true
}

// headerFields are the fields and labels of the columns. Where several columns
// could give the title, the first does.
func headerFields(row [][]block) (fields []moduleField, labels []string, title bool) {
	for _, cell := range row {
		label := strings.Join(strings.Fields(cellText(cell)), " ")
		field := fieldOf(label)
		if field == fieldTitle && title {
			field = fieldNone
		}
		title = title || field == fieldTitle
		fields, labels = append(fields, field), append(labels, label)
	}
	return fields, labels, title
}

func rowModule(row [][]block, fields []moduleField, labels []string) *draftModule {
	d := newDraft(lineOf(row), "")
	d.row = true
	for i, cell := range row {
		field, label := fieldNone, ""
		if i < len(fields) {
			field, label = fields[i], labels[i]
		}
		if field != fieldNone || strings.TrimSpace(cellText(cell)) != "" {
			d.add(field, label, cell)
		}
	}
	return d
}

func columnFilled(rows [][][]block, column int) bool {
	for _, row := range rows {
		if column < len(row) && strings.TrimSpace(cellText(row[column])) != "" {
			return true
		}
	}
	return false
}

func rowText(row [][]block) string {
	var parts []string
	for _, cell := range row {
		if t := strings.TrimSpace(cellText(cell)); t != "" {
			parts = append(parts, strings.ReplaceAll(t, "\n", " "))
		}
	}
	return strings.Join(parts, " | ")
}

func lineOf(row [][]block) int {
	for _, cell := range row {
		for _, b := range cell {
			return b.line
		}
	}
	return 0
}

// labelled says whether the first column of a table holds labels of fields.
func labelled(rows [][][]block) bool {
	known := 0
	for _, row := range rows {
		if len(row) > 3 {
			return false
		}
		if len(row) > 1 && fieldOf(cellText(row[0])) != fieldNone {
			known++
		}
	}
	return known >= 2
}

// labels reads a table of labels and values: one module, or several when the
// title comes again. A row with one filled cell is the title of the next module.
func (m *moduleReader) labels(rows [][][]block, s *sectionReader) {
	m.fromTable = true
	for _, row := range rows {
		if len(row) == 0 {
			continue
		}
		label := strings.Join(strings.Fields(cellText(row[0])), " ")
		var value []block
		for _, cell := range row[1:] {
			value = append(value, cell...)
		}
		field := fieldOf(label)
		switch {
		case len(value) == 0 && field == fieldNone && label != "":
			s.start(label, lineOf(row))
		case field == fieldTitle:
			s.start(cellText(value), lineOf(row))
		case field == fieldNone:
			m.strange(label, lineOf(row))
			s.current(lineOf(row)).add(field, label, value)
		default:
			s.current(lineOf(row)).add(field, label, value)
		}
	}
}

// aboutModules says whether the names of columns can only be those of modules:
// "Nom; Contenu; Durée" alone could also head a transcript.
func aboutModules(header []string) bool {
	title, telling := false, false
	for _, label := range header {
		switch fieldOf(label) {
		case fieldTitle:
			title = true
		case fieldObjectives, fieldAudience, fieldAssessment:
			telling = true
		}
	}
	return title && telling
}
