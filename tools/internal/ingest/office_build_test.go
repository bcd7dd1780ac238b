package ingest

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"strings"
	"testing"
)

// Office files for tests are made here from the XML of their parts, so that what
// a test is about can be read in the test.

// file is one part of a package.
type file struct{ name, content string }

// zipped packs parts in the order given.
func zipped(t testing.TB, files ...file) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, f := range files {
		w, err := z.Create(f.name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(w, f.content); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

const (
	typesWord = `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
		`<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`
	relationshipType = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
	wordRoot         = `xmlns:w="` + nsWord + `" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"` +
		` xmlns:m="` + nsMath + `" xmlns:mc="` + nsMarkup + `" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"` +
		` xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"` +
		` xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"`
)

// wordFile makes a .docx with a body and further parts; the relationships of the
// main part follow from the names of the parts.
func wordFile(t testing.TB, body string, parts ...file) []byte {
	t.Helper()
	files := []file{
		{"[Content_Types].xml", typesWord},
		{"_rels/.rels", relationships(`<Relationship Id="rId1" Type="` + relationshipType + `officeDocument" Target="word/document.xml"/>`)},
		{"word/document.xml", `<w:document ` + wordRoot + `><w:body>` + body + `</w:body></w:document>`},
	}
	var own strings.Builder
	own.WriteString(links)
	for i, p := range parts {
		files = append(files, p)
		kind := strings.TrimRight(strings.TrimSuffix(strings.TrimPrefix(p.name, "word/"), ".xml"), "0123456789")
		if strings.HasPrefix(p.name, "word/") && !strings.Contains(kind, "/") {
			fmt.Fprintf(&own, `<Relationship Id="p%d" Type="%s%s" Target="%s"/>`, i, relationshipType, kind, strings.TrimPrefix(p.name, "word/"))
		}
	}
	files = append(files, file{"word/_rels/document.xml.rels", relationships(own.String())})
	return zipped(t, files...)
}

const links = `<Relationship Id="web" Type="` + relationshipType + `hyperlink" Target="https://example.org/a?b=1&amp;c=2" TargetMode="External"/>` +
	`<Relationship Id="local" Type="` + relationshipType + `hyperlink" Target="file:///C:/secret-path/x.docx" TargetMode="External"/>` +
	`<Relationship Id="script" Type="` + relationshipType + `hyperlink" Target="javascript:alert(1)" TargetMode="External"/>`

func relationships(inner string) string {
	return `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` + inner + `</Relationships>`
}

// p is a paragraph of one plain run.
func p(text string) string { return `<w:p>` + r(text) + `</w:p>` }

// r is a plain run.
func r(text string) string { return `<w:r><w:t xml:space="preserve">` + text + `</w:t></w:r>` }

// wordPart wraps the content of a secondary part.
func wordPart(name, root, content string) file {
	return file{"word/" + name, `<w:` + root + ` ` + wordRoot + `>` + content + `</w:` + root + `>`}
}

// dump writes blocks so that tests can compare them: one line each, "#" heading,
// "-" item, "1." numbered item, "|" cells, ** and _ for looks, ⏎ for breaks.
func dump(blocks []block) string {
	var s strings.Builder
	for _, b := range blocks {
		switch b.kind {
		case heading:
			s.WriteString(strings.Repeat("#", b.level) + " ")
		case item:
			mark := "- "
			if b.ordered {
				mark = "1. "
			}
			s.WriteString(strings.Repeat("  ", b.level) + mark)
		case rule:
			s.WriteString("---")
		}
		dumpRuns(&s, b.runs)
		for _, row := range b.rows {
			for _, cell := range row {
				s.WriteString("|" + strings.ReplaceAll(strings.TrimSpace(dump(cell)), "\n", "¶"))
			}
			s.WriteString("|")
		}
		s.WriteString("\n")
	}
	return s.String()
}

func dumpRuns(s *strings.Builder, runs []run) {
	for _, r := range runs {
		open := ""
		if r.bold {
			open += "**"
		}
		if r.italic {
			open += "_"
		}
		if r.lineBreak {
			s.WriteString("⏎")
		}
		s.WriteString(open + r.text + open)
		if r.link != "" {
			s.WriteString("<" + r.link + ">")
		}
		if r.note != nil {
			s.WriteString("{" + strings.TrimSpace(dump(r.note)) + "}")
		}
	}
}

// readAs runs one reader over bytes.
func readAs(t testing.TB, name string, data []byte, opt Options) *source {
	t.Helper()
	in := input{name: name, data: bytes.NewReader(data), size: int64(len(data)), text: string(data)}
	var s *source
	var err error
	switch {
	case strings.HasSuffix(name, ".docx"):
		s, err = readDOCX(in, opt)
	case strings.HasSuffix(name, ".odt"):
		s, err = readODT(in, opt)
	case strings.HasSuffix(name, ".xlsx"):
		s, err = readXLSX(in, opt)
	case strings.HasSuffix(name, ".html"):
		s, err = readHTML(in, opt)
	}
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// rulesOf lists the rules of a source's findings.
func rulesOf(s *source) string {
	var ids []string
	for _, d := range s.found {
		ids = append(ids, strings.TrimPrefix(d.Rule, "import/"))
	}
	return strings.Join(ids, " ")
}
