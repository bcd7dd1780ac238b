package ingest

import (
	"strings"
	"testing"
)

func TestDOCXBlocks(t *testing.T) {
	styles := wordPart("styles.xml", "styles", `
		<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
		<w:style w:type="paragraph" w:styleId="Titre2"><w:name w:val="heading 2"/><w:basedOn w:val="Normal"/><w:rPr><w:b/></w:rPr></w:style>
		<w:style w:type="paragraph" w:styleId="MonTitre"><w:name w:val="Mon titre"/><w:basedOn w:val="Titre2"/></w:style>
		<w:style w:type="paragraph" w:styleId="Plan"><w:name w:val="Plan"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>
		<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style>
		<w:style w:type="paragraph" w:styleId="Secret"><w:name w:val="Secret"/><w:rPr><w:vanish/></w:rPr></w:style>
		<w:style w:type="paragraph" w:styleId="Secret2"><w:name w:val="Secret 2"/><w:basedOn w:val="Secret"/></w:style>
		<w:style w:type="paragraph" w:styleId="Linked"><w:name w:val="Linked"/><w:link w:val="LinkedChar"/></w:style>
		<w:style w:type="character" w:styleId="LinkedChar"><w:name w:val="Linked Char"/><w:link w:val="Linked"/><w:rPr><w:vanish/></w:rPr></w:style>
		<w:style w:type="character" w:styleId="Cache"><w:name w:val="Cache"/><w:rPr><w:vanish w:val="true"/></w:rPr></w:style>
		<w:style w:type="table" w:styleId="TabCache"><w:name w:val="TabCache"/><w:rPr><w:vanish/></w:rPr></w:style>
		<w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>`)
	numbering := wordPart("numbering.xml", "numbering", `
		<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="lowerLetter"/></w:lvl></w:abstractNum>
		<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/></w:lvl></w:abstractNum>
		<w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:numFmt w:val="none"/></w:lvl></w:abstractNum>
		<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="3"><w:abstractNumId w:val="2"/></w:num>`)
	footnotes := wordPart("footnotes.xml", "footnotes", `
		<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>
		<w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r>`+r(" Une note")+`<w:del w:id="9" w:author="X"><w:r><w:delText>effacé</w:delText></w:r></w:del></w:p></w:footnote>`)

	cases := []struct{ name, body, want string }{
		{"runs of one look are joined", `<w:p>` + r("Awa") + `<w:proofErr w:type="spellStart"/>` + r(" Exemple") + `</w:p>`, "Awa Exemple\n"},
		{"looks", `<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>gras</w:t></w:r><w:r><w:rPr><w:b w:val="0"/><w:i/></w:rPr><w:t>ital</w:t></w:r></w:p>`, "**gras**_ital_\n"},
		{"style makes bold", `<w:p><w:r><w:rPr><w:rStyle w:val="Strong"/></w:rPr><w:t>x</w:t></w:r></w:p>`, "**x**\n"},
		{"heading by localized style", `<w:p><w:pPr><w:pStyle w:val="Titre2"/></w:pPr>` + r("Titre") + `</w:p>`, "## **Titre**\n"},
		{"heading by id alone", `<w:p><w:pPr><w:pStyle w:val="Titre1"/></w:pPr>` + r("Titre") + `</w:p>`, "# Titre\n"},
		{"heading by base style", `<w:p><w:pPr><w:pStyle w:val="MonTitre"/></w:pPr>` + r("Titre") + `</w:p>`, "## **Titre**\n"},
		{"heading by outline level of the style", `<w:p><w:pPr><w:pStyle w:val="Plan"/></w:pPr>` + r("Titre") + `</w:p>`, "### Titre\n"},
		{"heading by own outline level", `<w:p><w:pPr><w:outlineLvl w:val="0"/></w:pPr>` + r("Titre") + `</w:p>`, "# Titre\n"},
		{"outline level nine is body text", `<w:p><w:pPr><w:pStyle w:val="Plan"/><w:outlineLvl w:val="9"/></w:pPr>` + r("corps") + `</w:p>`, "corps\n"},
		{"title style", `<w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr>` + r("Titre") + `</w:p>`, "# Titre\n"},
		{"lists", `<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>` + r("a") + `</w:p>` +
			`<w:p><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr>` + r("b") + `</w:p>` +
			`<w:p><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr>` + r("c") + `</w:p>` +
			`<w:p><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr>` + r("d") + `</w:p>` +
			`<w:p><w:pPr><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr>` + r("e") + `</w:p>`, "- a\n  1. b\n1. c\nd\ne\n"},
		{"breaks, tabs, hyphens", `<w:p><w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:tab/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t><w:softHyphen/><w:t>e</w:t><w:cr/><w:t>f</w:t></w:r></w:p>`, "a⏎b\tc\u2011de⏎f\n"},
		{"page break alone leaves nothing", `<w:p><w:r><w:br w:type="page"/></w:r></w:p>` + p("x"), "x\n"},
		{"symbols", `<w:p><w:r><w:sym w:font="Wingdings" w:char="F0FC"/><w:sym w:font="Symbol" w:char="F0B3"/><w:sym w:font="Arial" w:char="00E9"/></w:r></w:p>`, "✓≥é\n"},
		{"web link", `<w:p><w:hyperlink r:id="web">` + r("ici") + `</w:hyperlink></w:p>`, "ici<https://example.org/a?b=1&c=2>\n"},
		{"local and script links keep their words", `<w:p><w:hyperlink r:id="local">` + r("là") + `</w:hyperlink><w:hyperlink r:id="script">` + r("bas") + `</w:hyperlink></w:p>`, "làbas\n"},
		{"anchor", `<w:p><w:hyperlink w:anchor="x">` + r("plus bas") + `</w:hyperlink></w:p>`, "plus bas\n"},
		{"simple field", `<w:p><w:fldSimple w:instr=" DATE ">` + r("4 mai") + `</w:fldSimple></w:p>`, "4 mai\n"},
		{"field with link", `<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK "https://example.org/" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>` + r("site") + `<w:r><w:fldChar w:fldCharType="end"/></w:r>` + r(" fin") + `</w:p>`, "site<https://example.org/> fin\n"},
		{"nested field in an instruction", `<w:p><w:r><w:fldChar w:fldCharType="begin"/><w:instrText>IF </w:instrText><w:fldChar w:fldCharType="begin"/><w:instrText>X</w:instrText><w:fldChar w:fldCharType="separate"/><w:t>interne</w:t><w:fldChar w:fldCharType="end"/><w:fldChar w:fldCharType="separate"/><w:t>vu</w:t><w:fldChar w:fldCharType="end"/></w:r></w:p>`, "vu\n"},
		{"field never closed", `<w:p><w:r><w:fldChar w:fldCharType="begin"/><w:instrText>X</w:instrText></w:r></w:p>` + p("suite"), "suite\n"},
		{"content control", `<w:sdt><w:sdtPr/><w:sdtContent>` + p("dedans") + `</w:sdtContent></w:sdt><w:p><w:sdt><w:sdtContent>` + r("en ligne") + `</w:sdtContent></w:sdt></w:p>`, "dedans\nen ligne\n"},
		{"prompt of a content control", `<w:p>` + r("a") + `<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>` + r("Cliquez ici") + `</w:sdtContent></w:sdt></w:p>`, "a\n"},
		{"smart tags and custom XML", `<w:customXml w:element="x"><w:p><w:smartTag><w:smartTag>` + r("Bamako") + `</w:smartTag></w:smartTag></w:p></w:customXml>`, "Bamako\n"},
		{"hidden run", `<w:p>` + r("a") + `<w:r><w:rPr><w:vanish/></w:rPr><w:t>caché</w:t></w:r><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>b</w:t></w:r></w:p>`, "ab\n"},
		{"hidden by character style", `<w:p>` + r("a") + `<w:r><w:rPr><w:rStyle w:val="Cache"/></w:rPr><w:t>caché</w:t></w:r></w:p>`, "a\n"},
		{"hidden by paragraph style and its base", `<w:p><w:pPr><w:pStyle w:val="Secret"/></w:pPr>` + r("caché") + `</w:p><w:p><w:pPr><w:pStyle w:val="Secret2"/></w:pPr>` + r("caché") + `<w:r><w:rPr><w:vanish w:val="false"/></w:rPr><w:t>vu</w:t></w:r></w:p>`, "vu\n"},
		{"hidden by linked style", `<w:p><w:pPr><w:pStyle w:val="Linked"/></w:pPr>` + r("caché") + `</w:p>` + p("a"), "a\n"},
		{"hidden by table style", `<w:tbl><w:tblPr><w:tblStyle w:val="TabCache"/></w:tblPr><w:tr><w:tc>` + p("caché") + `</w:tc></w:tr></w:tbl>` + p("a"), "||\na\n"},
		{"table", `<w:tbl><w:tr><w:tc>` + p("a") + p("b") + `</w:tc><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>` + p("c") + `</w:tc></w:tr><w:tr><w:trPr><w:hidden/></w:trPr><w:tc>` + p("caché") + `</w:tc></w:tr></w:tbl>`, "|a¶b|c|\n"},
		{"vertically merged cells", `<w:tbl><w:tr><w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>` + p("haut") + `</w:tc><w:tc>` + p("1") + `</w:tc></w:tr><w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr>` + p("couvert") + `</w:tc><w:tc>` + p("2") + `</w:tc></w:tr></w:tbl>`, "|haut|1|||2|\n"},
		{"rows in content controls", `<w:tbl><w:sdt><w:sdtContent><w:tr><w:sdt><w:sdtContent><w:tc>` + p("x") + `</w:tc></w:sdtContent></w:sdt></w:tr></w:sdtContent></w:sdt></w:tbl>`, "|x|\n"},
		{"text box once, after its paragraph", `<w:p>` + r("avant ") + `<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline><a:graphic><a:graphicData><wps:wsp><wps:txbx><w:txbxContent>` + p("encadré") + `</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent>` + p("encadré") + `</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>` + r("après") + `</w:p>`, "avant après\nencadré\n"},
		{"hidden drawing", `<w:p>` + r("a") + `<w:r><w:drawing><wp:inline><wp:docPr id="1" name="x" hidden="1"/><wps:txbx><w:txbxContent>` + p("caché") + `</w:txbxContent></wps:txbx></wp:inline></w:drawing></w:r></w:p>`, "a\n"},
		{"notes where they are called", `<w:p>` + r("mot") + `<w:r><w:footnoteReference w:id="2"/></w:r>` + r(" suite") + `</w:p>`, "mot{Une note} suite\n"},
		{"reading aids", `<w:p><w:r><w:ruby><w:rt>` + r("aide") + `</w:rt><w:rubyBase>` + r("mot") + `</w:rubyBase></w:ruby></w:r></w:p>`, "mot\n"},
		{"invisible controls", p("a\u200Bb\u202Ec\u00ADd"), "abcd\n"},
		{"composed letters", p("e\u0301te\u0301"), "été\n"},
		{"narrow spaces stay", p("Question\u00A0: « oui\u202F»"), "Question\u00A0: « oui\u202F»\n"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			s := readAs(t, "x.docx", wordFile(t, c.body, styles, numbering, footnotes), Options{AcceptChanges: true})
			if got := dump(s.blocks); got != c.want {
				t.Errorf("got\n%swant\n%s(%s)", got, c.want, rulesOf(s))
			}
		})
	}
}

func TestDOCXRevisions(t *testing.T) {
	cases := []struct{ name, body, want string }{
		{"insertion stands, deletion goes", `<w:p>` + r("a ") + `<w:ins w:id="1" w:author="A">` + r("inséré") + `</w:ins><w:del w:id="2" w:author="B"><w:r><w:delText>effacé</w:delText></w:r></w:del></w:p>`, "a inséré\n"},
		{"move appears once", `<w:p><w:moveFrom w:id="1" w:author="A">` + r("déplacé") + `</w:moveFrom></w:p><w:p><w:moveTo w:id="2" w:author="A">` + r("déplacé") + `</w:moveTo></w:p>`, "déplacé\n"},
		{"deleted end joins paragraphs", `<w:p><w:pPr><w:rPr><w:del w:id="1" w:author="A"/></w:rPr></w:pPr>` + r("un ") + `</w:p>` + p("deux"), "un deux\n"},
		{"deleted ends in a row", `<w:p><w:pPr><w:rPr><w:del w:id="1" w:author="A"/></w:rPr></w:pPr>` + r("un ") + `</w:p><w:p><w:pPr><w:rPr><w:del w:id="1" w:author="A"/></w:rPr></w:pPr>` + r("deux ") + `</w:p>` + p("trois"), "un deux trois\n"},
		{"deleted end before a table", `<w:p><w:pPr><w:rPr><w:del w:id="1" w:author="A"/></w:rPr></w:pPr>` + r("un") + `</w:p><w:tbl><w:tr><w:tc>` + p("x") + `</w:tc></w:tr></w:tbl>`, "un\n|x|\n"},
		{"deleted row", `<w:tbl><w:tr><w:tc>` + p("reste") + `</w:tc></w:tr><w:tr><w:trPr><w:del w:id="1" w:author="A"/></w:trPr><w:tc>` + p("ligne ôtée") + `</w:tc></w:tr></w:tbl>`, "|reste|\n"},
		{"deleted cell", `<w:tbl><w:tr><w:tc>` + p("reste") + `</w:tc><w:tc><w:tcPr><w:cellDel w:id="1" w:author="A"/></w:tcPr>` + p("ôté") + `</w:tc></w:tr></w:tbl>`, "|reste||\n"},
		{"old formatting goes", `<w:p><w:r><w:rPr><w:rPrChange w:id="1" w:author="A"><w:rPr><w:vanish/><w:b/></w:rPr></w:rPrChange></w:rPr><w:t>vu</w:t></w:r></w:p>`, "vu\n"},
		{"field ends in a deletion", `<w:p><w:r><w:fldChar w:fldCharType="begin"/><w:instrText>X</w:instrText></w:r><w:del w:id="1" w:author="A"><w:r><w:fldChar w:fldCharType="separate"/><w:delText>ôté</w:delText><w:fldChar w:fldCharType="end"/></w:r></w:del>` + r("après") + `</w:p>`, "après\n"},
		{"text box in a deletion", `<w:p>` + r("a") + `<w:del w:id="1" w:author="A"><w:r><w:pict><v:shape><v:textbox><w:txbxContent>` + p("ôté") + `</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:del></w:p>`, "a\n"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			data := wordFile(t, c.body)
			if s := readAs(t, "x.docx", data, Options{}); !s.refused || rulesOf(s) != "not-final" {
				t.Errorf("without acceptance: refused %v, findings %q", s.refused, rulesOf(s))
			}
			s := readAs(t, "x.docx", data, Options{AcceptChanges: true})
			if got := dump(s.blocks); got != c.want || s.refused || rulesOf(s) != "changes-accepted" {
				t.Errorf("got\n%swant\n%srefused %v, findings %q", got, c.want, s.refused, rulesOf(s))
			}
		})
	}
}

func TestDOCXNotFinalCountsWithoutNaming(t *testing.T) {
	comments := wordPart("comments.xml", "comments", `<w:comment w:id="1" w:author="Awa Exemple">`+p("à vérifier")+`</w:comment><w:comment w:id="2" w:author="B">`+p("oui")+`</w:comment>`)
	body := p("x") + `<w:p><w:ins w:id="1" w:author="Awa Exemple">` + r("y") + `</w:ins></w:p>`
	s := readAs(t, "x.docx", wordFile(t, body, comments), Options{})
	want := "This document is not final: tracked changes: 1, comments: 2, authors: 2 (insertions: 1 – paragraphs 2)."
	if got := s.found[0].Message.EN; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if strings.Contains(s.found[0].Message.FR+s.found[0].Message.EN, "Awa") {
		t.Error("an author is named")
	}
}

func TestDOCXLeftOutIsNamed(t *testing.T) {
	body := p("x") + `<w:altChunk r:id="z"/>` +
		`<w:p><m:oMath><m:r><m:t>1+1</m:t></m:r></m:oMath><w:r><w:drawing><wp:inline><a:graphic><a:graphicData><c:chart r:id="z"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>` +
		`<w:r><w:object><v:shape><v:imagedata r:id="z"/></v:shape><o:OLEObject r:id="z"/></w:object></w:r><w:r><w:sym w:font="Wingdings" w:char="F021"/></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>caché</w:t></w:r></w:p>`
	s := readAs(t, "x.docx", wordFile(t, body), Options{})
	want := "Not taken over: inserted documents: 1, equations: 1, charts: 1, pictures: 1, embedded objects: 1, symbols without equivalent: 1, hidden passages: 1."
	if len(s.found) != 1 || s.found[0].Message.EN != want {
		t.Errorf("got %+v\nwant %s", s.found, want)
	}
}

func TestDOCXNamespacesAndPlaces(t *testing.T) {
	strict := strings.NewReplacer(nsWord, nsWordStrict, "w:", "q:", "xmlns:w", "xmlns:q",
		"http://schemas.openxmlformats.org/officeDocument/2006/relationships", "http://purl.oclc.org/ooxml/officeDocument/relationships")
	body := `<q:document xmlns:q="` + nsWordStrict + `"><q:body>` + strict.Replace(p("strict")) + `</q:body></q:document>`
	data := zipped(t,
		file{"_rels/.rels", relationships(`<Relationship Id="a" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument" Target="/texte/corps.xml"/>`)},
		file{"texte/corps.xml", body})
	if got := dump(readAs(t, "x.docx", data, Options{}).blocks); got != "strict\n" {
		t.Errorf("got %q", got)
	}
}

func TestDOCXNothingOfTheMargins(t *testing.T) {
	header := wordPart("header1.xml", "hdr", p("EN-TETE"))
	footer := wordPart("footer1.xml", "ftr", p("PIED"))
	core := file{"docProps/core.xml", `<x xmlns:dc="d"><dc:creator>AUTEUR</dc:creator><dc:title>TITRE</dc:title></x>`}
	s := readAs(t, "x.docx", wordFile(t, p("corps"), header, footer, core), Options{})
	if got := dump(s.blocks) + s.title; got != "corps\n" {
		t.Errorf("got %q", got)
	}
	var texts []string
	for _, m := range s.margins {
		texts = append(texts, m.place.EN+"="+m.text)
	}
	want := "the page header=EN-TETE; the page footer=PIED; the document properties=AUTEUR; the document properties=TITRE"
	if got := strings.Join(texts, "; "); got != want {
		t.Errorf("margins\n%s\nwant\n%s", got, want)
	}
}
