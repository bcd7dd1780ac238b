package ingest

import (
	"strings"
	"testing"
)

const odfRoot = `xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"` +
	` xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"` +
	` xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"` +
	` xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"`

const odtStyleSheet = `
	<style:style style:name="Cache" style:family="text"><style:text-properties text:display="none"/></style:style>
	<style:style style:name="CacheP" style:family="paragraph"><style:text-properties text:display="none"/></style:style>
	<style:style style:name="CacheP2" style:family="paragraph" style:parent-style-name="CacheP"/>
	<style:style style:name="Gras" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>
	<style:style style:name="Title" style:family="paragraph"/>
	<style:style style:name="TabCache" style:family="table"><style:table-properties table:display="false"/></style:style>
	<text:list-style style:name="Num"><text:list-level-style-number text:level="1" style:num-format="1"/><text:list-level-style-bullet text:level="2"/></text:list-style>
	<text:list-style style:name="Rien"><text:list-level-style-number text:level="1" style:num-format=""/></text:list-style>`

func odtFile(t testing.TB, body string, parts ...file) []byte {
	t.Helper()
	return zipped(t, append([]file{
		{"mimetype", "application/vnd.oasis.opendocument.text"},
		{"content.xml", `<office:document-content ` + odfRoot + `><office:automatic-styles>` + odtStyleSheet + `</office:automatic-styles><office:body><office:text>` + body + `</office:text></office:body></office:document-content>`},
	}, parts...)...)
}

func op(text string) string { return `<text:p>` + text + `</text:p>` }

func TestODTBlocks(t *testing.T) {
	cases := []struct{ name, body, want string }{
		{"white space", op("  un\n  deux<text:s text:c=\"2\"/>trois <text:tab/>quatre<text:line-break/> cinq "), "un deux  trois \tquatre⏎cinq\n"},
		{"headings", `<text:h text:outline-level="2">Titre</text:h><text:p text:style-name="Title">Haut</text:p>`, "## Titre\n# Haut\n"},
		{"spans join", op(`A<text:span>wa</text:span> <text:span text:style-name="Gras">Exemple</text:span>`), "Awa **Exemple**\n"},
		{"lists", `<text:list text:style-name="Num"><text:list-item>` + op("un") + op("suite") + `<text:list><text:list-item>` + op("dedans") + `</text:list-item></text:list></text:list-item><text:list-item>` + op("deux") + `</text:list-item></text:list><text:list text:style-name="Rien"><text:list-item>` + op("sans") + `</text:list-item></text:list>`, "1. un\nsuite\n  - dedans\n1. deux\nsans\n"},
		{"links", op(`<text:a xlink:href="https://example.org/">ici</text:a><text:a xlink:href="../x.odt">là</text:a>`), "ici<https://example.org/>là\n"},
		{"hidden by styles", op(`a<text:span text:style-name="Cache">caché</text:span>`) + `<text:p text:style-name="CacheP">caché</text:p><text:p text:style-name="CacheP2">caché</text:p>`, "a\n"},
		{"hidden fields and sections", op(`a<text:hidden-text text:is-hidden="true">caché</text:hidden-text>`) + op(`<text:hidden-paragraph text:is-hidden="true"/>caché`) + `<text:section text:display="none">` + op("caché") + `</text:section><text:section>` + op("vu") + `</text:section>`, "a\nvu\n"},
		{"placeholders", op(`a<text:placeholder text:placeholder-type="text">&lt;Nom&gt;</text:placeholder>`), "a\n"},
		{"notes", op(`mot<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body>` + op("Une note") + `</text:note-body></text:note> suite`), "mot{Une note} suite\n"},
		{"table", `<table:table><table:table-column/><table:table-column table:visibility="collapse"/><table:table-header-rows><table:table-row><table:table-cell>` + op("a") + op("b") + `</table:table-cell><table:table-cell>` + op("caché") + `</table:table-cell></table:table-row></table:table-header-rows><table:table-row table:visibility="collapse"><table:table-cell>` + op("caché") + `</table:table-cell></table:table-row></table:table>`, "|a¶b|\n"},
		{"covered cells", `<table:table><table:table-row><table:table-cell>` + op("a") + `</table:table-cell><table:covered-table-cell>` + op("couvert") + `</table:covered-table-cell></table:table-row></table:table>`, "|a||\n"},
		{"hidden table", `<table:table table:style-name="TabCache"><table:table-row><table:table-cell>` + op("caché") + `</table:table-cell></table:table-row></table:table>` + op("a"), "a\n"},
		{"text box", op(`avant<draw:frame><draw:text-box>` + op("encadré") + `</draw:text-box><svg:title>titre</svg:title><svg:desc>C:/secret</svg:desc></draw:frame> après`), "avant après\nencadré\n"},
		{"contents", `<text:table-of-content><text:table-of-content-source><text:index-title-template>modèle</text:index-title-template></text:table-of-content-source><text:index-body>` + op("Chapitre 1") + `</text:index-body></text:table-of-content>`, "Chapitre 1\n"},
		{"declarations", `<text:variable-decls><text:variable-decl text:name="x"/></text:variable-decls>` + op(`le <text:date>4 mai</text:date>`), "le 4 mai\n"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := dump(readAs(t, "x.odt", odtFile(t, c.body), Options{}).blocks); got != c.want {
				t.Errorf("got\n%swant\n%s", got, c.want)
			}
		})
	}
}

func TestODTChangesAndComments(t *testing.T) {
	body := `<text:tracked-changes><text:changed-region><text:deletion><office:change-info><dc:creator>Awa Exemple</dc:creator><dc:date>2023</dc:date></office:change-info>` + op("effacé") + `</text:deletion></text:changed-region></text:tracked-changes>` +
		op(`reste<text:change text:change-id="c"/><office:annotation><dc:creator>B</dc:creator>`+op("commentaire")+`</office:annotation> là<office:annotation-end/>`)
	data := odtFile(t, body)
	s := readAs(t, "x.odt", data, Options{})
	want := "This document is not final: tracked changes: 1, comments: 1, authors: 2 (deletions: 1)."
	if !s.refused || s.found[0].Message.EN != want {
		t.Errorf("refused %v: %s", s.refused, s.found[0].Message.EN)
	}
	s = readAs(t, "x.odt", data, Options{AcceptChanges: true})
	if got := dump(s.blocks); got != "reste là\n" || s.refused {
		t.Errorf("got %q, refused %v", got, s.refused)
	}
}

func TestODTMarginsAreOnlyMargins(t *testing.T) {
	styles := file{"styles.xml", `<office:document-styles ` + odfRoot + `><office:master-styles><style:master-page><style:header>` + op("EN-TETE") + `</style:header><style:footer>` + op("PIED") + `</style:footer></style:master-page></office:master-styles></office:document-styles>`}
	meta := file{"meta.xml", `<office:document-meta ` + odfRoot + `><office:meta><dc:title>TITRE</dc:title></office:meta></office:document-meta>`}
	s := readAs(t, "x.odt", odtFile(t, op("corps"), styles, meta), Options{})
	var texts []string
	for _, m := range s.margins {
		texts = append(texts, m.place.EN+"="+m.text)
	}
	if got := dump(s.blocks) + strings.Join(texts, "; "); got != "corps\nthe page header=EN-TETE; the page footer=PIED; the document properties=TITRE" {
		t.Errorf("got %q", got)
	}
}

func TestODTRefused(t *testing.T) {
	cases := []struct {
		name string
		data []byte
		want string
	}{
		{"encrypted", odtFile(t, "", file{"META-INF/manifest.xml", `<manifest:encryption-data/>`}), "protected-or-old"},
		{"macros", odtFile(t, "", file{"Basic/Standard/Module1.xml", `<x/>`}), "macros"},
		{"empty library is no macro", odtFile(t, op("a"), file{"Basic/Standard/script-lb.xml", `<x/>`}), ""},
		{"no content", zipped(t, file{"mimetype", "application/vnd.oasis.opendocument.text"}), "damaged-file"},
	}
	for _, c := range cases {
		if s := readAs(t, "x.odt", c.data, Options{}); rulesOf(s) != c.want || s.refused != (c.want != "") {
			t.Errorf("%s: refused %v, %q", c.name, s.refused, rulesOf(s))
		}
	}
}
