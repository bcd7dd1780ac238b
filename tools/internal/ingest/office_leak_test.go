package ingest

import (
	"strings"
	"testing"
)

// The documents of these tests hold every carrier of text that is known: what must
// come through says KEEP, what must never leak says LEAK.

func keepAndLeak(t *testing.T, r *Result, keep, leaks int) {
	t.Helper()
	if r.Refused {
		t.Fatalf("refused: %s", findings(r))
	}
	out, err := r.JSON("en")
	if err != nil {
		t.Fatal(err)
	}
	all := string(out)
	for i := 1; i <= keep; i++ {
		if n := strings.Count(all, "KEEP"+pad2(i)); n != 1 {
			t.Errorf("KEEP%s comes through %d times", pad2(i), n)
		}
	}
	if strings.Contains(all, "LEAK") {
		t.Errorf("a leak in %s", all)
	}
	if leaks == 0 {
		t.Error("no leaks to test")
	}
}

func TestDOCXKeepsAndLeaks(t *testing.T) {
	box := func(text string) string {
		return `<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><wp:docPr id="1" name="x" descr="LEAK alt C:\Users\x"/><a:graphic><a:graphicData><wps:wsp><wps:txbx><w:txbxContent>` + p(text) + `</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape alt="LEAK"><v:textbox><w:txbxContent>` + p(text) + `</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>`
	}
	body := `<w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr>` + r("KEEP01") + `</w:p>` +
		`<w:p>` + r("KEEP02 ") + `<w:ins w:id="1" w:author="A">` + r("KEEP03") + `</w:ins><w:del w:id="2" w:author="A"><w:r><w:delText>LEAK</w:delText></w:r></w:del></w:p>` +
		`<w:p><w:moveFrom w:id="3" w:author="A">` + r("LEAK moved") + `</w:moveFrom><w:moveTo w:id="4" w:author="A">` + r("KEEP04") + `</w:moveTo></w:p>` +
		`<w:p><w:hyperlink r:id="web">` + r("KEEP05") + `</w:hyperlink> <w:hyperlink r:id="local">` + r("KEEP06") + `</w:hyperlink></w:p>` +
		`<w:p><w:smartTag>` + r("KEEP07") + `</w:smartTag><w:fldSimple w:instr="LEAK">` + r("KEEP08") + `</w:fldSimple></w:p>` +
		`<w:p><w:r><w:fldChar w:fldCharType="begin"/><w:instrText>LEAK</w:instrText><w:fldChar w:fldCharType="separate"/><w:t>KEEP09</w:t><w:fldChar w:fldCharType="end"/></w:r></w:p>` +
		`<w:sdt><w:sdtContent>` + p("KEEP10") + `</w:sdtContent></w:sdt><w:sdt><w:sdtPr><w:alias w:val="LEAK"/><w:showingPlcHdr/></w:sdtPr><w:sdtContent>` + p("LEAK prompt") + `</w:sdtContent></w:sdt>` +
		`<w:p>` + r("KEEP11 ") + box("KEEP12") + `<w:r><w:footnoteReference w:id="2"/></w:r></w:p>` +
		`<w:tbl><w:tr><w:tc>` + p("KEEP14") + `</w:tc><w:tc>` + p("KEEP15") + `</w:tc></w:tr><w:tr><w:trPr><w:del w:id="5" w:author="A"/></w:trPr><w:tc>` + p("LEAK row") + `</w:tc></w:tr><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>` + p("KEEP16") + `</w:tc></w:tr></w:tbl>` +
		`<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>LEAK hidden</w:t></w:r><w:r><w:rPr><w:rStyle w:val="Cache"/></w:rPr><w:t>LEAK style</w:t></w:r>` + r("KEEP17") + `<w:r><w:commentReference w:id="1"/></w:r></w:p>` +
		`<w:p><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>` + r("KEEP18") + `</w:p>`
	data := wordFile(t, body,
		wordPart("styles.xml", "styles", `<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style><w:style w:type="character" w:styleId="Cache"><w:name w:val="LEAK"/><w:rPr><w:vanish/></w:rPr></w:style>`),
		wordPart("footnotes.xml", "footnotes", `<w:footnote w:id="2">`+p("KEEP13")+`</w:footnote><w:footnote w:id="3">`+p("LEAK note never called")+`</w:footnote>`),
		wordPart("comments.xml", "comments", `<w:comment w:id="1" w:author="LEAK author">`+p("LEAK comment")+`</w:comment>`),
		wordPart("header1.xml", "hdr", p("LEAK header")), wordPart("footer1.xml", "ftr", p("LEAK footer")),
		file{"docProps/core.xml", `<x><creator>LEAK creator</creator><title>LEAK title</title></x>`},
		file{"docProps/custom.xml", `<x><property>LEAK label</property></x>`},
		file{"customXml/item1.xml", `<x>LEAK custom</x>`},
		file{"word/glossary/document.xml", `<w:document ` + wordRoot + `><w:body>` + p("LEAK building block") + `</w:body></w:document>`})
	keepAndLeak(t, readWhole(t, "x.docx", data, Options{AcceptChanges: true, Kind: News}), 18, strings.Count(body, "LEAK"))
	if r := readWhole(t, "x.docx", data, Options{}); !r.Refused {
		t.Error("taken although it is not final")
	}
}

func TestODTKeepsAndLeaks(t *testing.T) {
	body := `<text:tracked-changes><text:changed-region><text:deletion><office:change-info><dc:creator>LEAK</dc:creator></office:change-info>` + op("LEAK") + `</text:deletion></text:changed-region></text:tracked-changes>` +
		`<text:h text:outline-level="1">KEEP01</text:h>` + op(`KEEP02<office:annotation><dc:creator>LEAK</dc:creator>`+op("LEAK")+`</office:annotation><text:span text:style-name="Cache">LEAK</text:span>`) +
		`<text:p text:style-name="CacheP">LEAK</text:p><text:section text:display="none">` + op("LEAK") + `</text:section>` +
		`<text:list text:style-name="Num"><text:list-item>` + op("KEEP03") + `</text:list-item></text:list>` +
		`<table:table><table:table-row><table:table-cell>` + op("KEEP04") + `</table:table-cell><table:table-cell>` + op("KEEP05") + `</table:table-cell></table:table-row><table:table-row table:visibility="collapse"><table:table-cell>` + op("LEAK") + `</table:table-cell></table:table-row><table:table-row><table:table-cell>` + op("KEEP06") + `</table:table-cell></table:table-row></table:table>` +
		op(`KEEP07<text:note><text:note-citation>1</text:note-citation><text:note-body>`+op("KEEP08")+`</text:note-body></text:note>`) +
		op(`<draw:frame draw:name="LEAK"><draw:text-box>`+op("KEEP09.")+`</draw:text-box><svg:desc>LEAK</svg:desc></draw:frame><text:placeholder>LEAK</text:placeholder>`)
	data := odtFile(t, body, file{"meta.xml", `<x><dc:creator xmlns:dc="d">LEAK</dc:creator></x>`})
	keepAndLeak(t, readWhole(t, "x.odt", data, Options{AcceptChanges: true, Kind: News}), 9, strings.Count(body, "LEAK"))
}

func TestHTMLKeepsAndLeaks(t *testing.T) {
	body := `<!DOCTYPE html><html><head><title>LEAK page title</title><style>.x{display:none}</style><meta name="author" content="LEAK"></head><body><!-- LEAK -->
<h1>KEEP01</h1><p class=MsoNormal>KEEP02 <b>KEEP03</b> <a href="file:///LEAK">KEEP04</a> <a href="javascript:LEAK()">KEEP05</a><span style='mso-hide:all'>LEAK</span><del>LEAK</del></p>
<p class="x">LEAK</p><script>LEAK</script><img src="https://tracker.example/LEAK.png" alt="LEAK"><iframe src="LEAK">LEAK</iframe>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·</span>KEEP06<![if !supportAnnotations]><a class=msocomanchor href="#_msocom_1">LEAK</a><![endif]></p>
<table><tr><th>KEEP07</th><th>KEEP08</th></tr><tr><td><p>KEEP09</p></td><td><p>KEEP10</p></td></tr></table>
<div style='mso-element:comment-list'><div style='mso-element:comment'><p class=MsoCommentText>LEAK</p></div></div>
<form><input value="LEAK"><textarea>LEAK</textarea></form><p>KEEP11.</p></body></html>`
	keepAndLeak(t, readWhole(t, "x.html", []byte(body), Options{AcceptChanges: true, Kind: News}), 11, strings.Count(body, "LEAK"))
}
