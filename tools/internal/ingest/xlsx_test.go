package ingest

import (
	"strings"
	"testing"
)

// xlsxFile makes a workbook of one sheet (and a hidden one) from the XML of its
// rows.
func xlsxFile(t testing.TB, sheet string, parts ...file) []byte {
	t.Helper()
	const main = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`
	return zipped(t, append([]file{
		{"[Content_Types].xml", `<Types><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>`},
		{"_rels/.rels", relationships(`<Relationship Id="a" Type="` + relationshipType + `officeDocument" Target="xl/workbook.xml"/>`)},
		{"xl/workbook.xml", `<workbook ` + main + `><sheets><sheet name="Modules" r:id="s1"/><sheet name="Notes" state="hidden" r:id="s2"/></sheets></workbook>`},
		{"xl/_rels/workbook.xml.rels", relationships(`<Relationship Id="s1" Type="` + relationshipType + `worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="s2" Type="` + relationshipType + `worksheet" Target="worksheets/sheet2.xml"/>`)},
		{"xl/worksheets/sheet1.xml", `<worksheet ` + main + `>` + sheet + `</worksheet>`},
		{"xl/worksheets/sheet2.xml", `<worksheet ` + main + `><sheetData><row><c t="inlineStr"><is><t>caché</t></is></c></row></sheetData></worksheet>`},
		{"xl/sharedStrings.xml", `<sst ` + main + `><si><t>Titre</t></si><si><r><t>Du</t></r><r><t>rée</t></r><rPh><t>x</t></rPh></si></sst>`},
		{"xl/styles.xml", `<styleSheet ` + main + `><numFmts><numFmt numFmtId="164" formatCode="0&quot; jours&quot;"/><numFmt numFmtId="165" formatCode="dd/mm/yyyy"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="9"/><xf numFmtId="46"/><xf numFmtId="165"/></cellXfs></styleSheet>`},
	}, parts...)...)
}

func TestXLSXShowsWhatExcelShows(t *testing.T) {
	sheet := `<cols><col min="4" max="4" hidden="1"/></cols><sheetData>
		<row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="s"><v>1</v></c><c r="D1" t="inlineStr"><is><t>secret</t></is></c></row>
		<row r="2"><c r="A2" s="1"><v>45173</v></c><c r="B2" s="2"><v>3</v></c><c r="C2" s="3"><v>0.5</v></c></row>
		<row r="3" hidden="1"><c r="A3" t="inlineStr"><is><t>secret</t></is></c></row>
		<row r="4"/>
		<row r="5"><c r="A5" s="4"><v>1.5</v></c><c r="B5" s="5"><v>45173.25</v></c><c r="C5"><f>1+1</f><v>0.30000000000000004</v></c><c r="E5" t="str"><v>a
b</v></c></row></sheetData>`
	s := readAs(t, "x.xlsx", xlsxFile(t, sheet), Options{})
	want := "|Titre||Durée||2023-09-04|3 jours|50\u00a0%||36:00|2023-09-04|0.3|a¶b|\n"
	if got := dump(s.blocks); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	if got := s.found[0].Message.EN; got != "Hidden rows, columns or sheets ignored: column D, row 3, sheet \"Notes\"." {
		t.Errorf("got %s", got)
	}
	if line := s.blocks[0].rows[2][0][0].line; line != 5 {
		t.Errorf("line %d", line)
	}
}

func TestXLSXCommentsAndHeaders(t *testing.T) {
	comments := file{"xl/comments1.xml", `<comments><authors><author>Awa Exemple</author></authors><commentList><comment ref="A1"><text><t>secret</t></text></comment></commentList></comments>`}
	data := xlsxFile(t, `<sheetData><row><c t="inlineStr"><is><t>a</t></is></c></row></sheetData><headerFooter><oddHeader>&amp;L&amp;"Arial,Bold"&amp;12RESTRICTED</oddHeader></headerFooter>`, comments)
	s := readAs(t, "x.xlsx", data, Options{})
	if !s.refused || !strings.Contains(s.found[1].Message.EN, "comments: 1, authors: 1") {
		t.Errorf("refused %v, %+v", s.refused, s.found)
	}
	if len(s.margins) != 1 || strings.TrimSpace(s.margins[0].text) != "RESTRICTED" {
		t.Errorf("margins %+v", s.margins)
	}
}
