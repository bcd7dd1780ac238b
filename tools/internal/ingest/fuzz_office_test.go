package ingest

import (
	"bytes"
	"strings"
	"testing"
)

// The fuzz targets feed the XML or HTML inside the files, where the readers are,
// and assert that nothing panics and that what must not leak does not.

const leak = "NEVERSEEN"

func FuzzDOCX(f *testing.F) {
	for _, s := range []string{
		p("a"), `<w:p><w:del w:id="1"><w:r><w:delText>` + leak + `</w:delText></w:r></w:del></w:p>`,
		`<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc>` + p(leak) + `</w:tc></w:tr></w:tbl>`,
		`<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>` + leak + `</w:t></w:r></w:p>`,
		`<w:p><w:r><w:fldChar w:fldCharType="begin"/><w:instrText>` + leak + `</w:instrText><w:fldChar w:fldCharType="separate"/></w:r></w:p>`,
		`<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>` + p(leak) + `</w:sdtContent></w:sdt>`,
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, body string) {
		r := readWhole(t, "x.docx", wordFile(t, body), Options{AcceptChanges: true})
		once := strings.Contains(body, `<w:del w:id="1"><w:r><w:delText>`+leak+`</w:delText></w:r></w:del>`) && strings.Count(body, leak) == 1
		if once && strings.Contains(string(r.Markdown)+string(r.Title), leak) {
			t.Error("deleted text came through")
		}
	})
}

func FuzzODT(f *testing.F) {
	for _, s := range []string{
		op("a"), `<text:tracked-changes><text:changed-region><text:deletion>` + op(leak) + `</text:deletion></text:changed-region></text:tracked-changes>`,
		`<text:list><text:list-item>` + op("a") + `</text:list-item></text:list>`, op(`<text:span text:style-name="Cache">` + leak + `</text:span>`),
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, body string) {
		readWhole(t, "x.odt", odtFile(t, body), Options{AcceptChanges: true})
	})
}

func FuzzHTML(f *testing.F) {
	for _, s := range []string{
		"<p>a</p>", "<script>" + leak + "</script>", "<p hidden>" + leak, "<table><tr><td>a<td>b<tr><td>c</table>",
		"<ul><li>a<ol><li>b</ul>", "<style>.a{display:none}</style><p class=a>x", "<pre>a\nb", "<del>" + leak + "</del>", "@media{",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, body string) {
		in := input{name: "x.html", text: strings.ToValidUTF8(body, "")}
		s, err := readHTML(in, Options{})
		if err != nil {
			t.Fatal(err)
		}
		r := &Result{}
		interpretNews(in, s, Options{}, r)
		if strings.Contains(findings(r), "text-altered") {
			t.Errorf("Markdown differs: %v", r.Diagnostics)
		}
	})
}

func FuzzArchive(f *testing.F) {
	f.Add([]byte("PK\x03\x04"))
	f.Fuzz(func(t *testing.T, data []byte) {
		in := input{name: "x.docx", data: bytes.NewReader(data), size: int64(len(data))}
		for _, read := range []func(input, Options) (*source, error){readDOCX, readODT, readXLSX} {
			if s, err := read(in, Options{}); err != nil || !s.refused && !s.empty() && len(data) < 40 {
				t.Errorf("%v", err)
			}
		}
	})
}
