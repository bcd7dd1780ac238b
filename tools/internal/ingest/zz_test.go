package ingest
import "testing"
func TestZZ(t *testing.T){
	doc := `<w:document ` + wordRoot + `><w:body>` + p("été") + `</w:body></w:document>`
	utf16 := []byte{0xFF, 0xFE}
	for _, r := range doc { utf16 = append(utf16, byte(r), byte(r>>8)) }
	s:=readAs(t, "x.docx", wordDocument(t, string(utf16)), Options{})
	t.Log(s.found)
}
