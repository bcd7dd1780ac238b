package audit

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"io"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/andybalholm/brotli"

	"proximite/tools/internal/personname"
)

// hiddenThings are two persons, a passage, a draft and the mission's contact.
func hiddenThings() Hidden {
	h := Hidden{
		People:   []personname.Person{{ID: "per5n1", Name: "Moussa Keïta", FirstName: "Moussa"}, {ID: "per5n2", Name: "Traoré"}, {ID: "per5n3", Name: "Sira Diallo", FirstName: "Sira"}},
		Shown:    []string{"Diallo"},
		Items:    []string{"dr4ft1"},
		Words:    NewPassages(),
		Contacts: []string{"press@example.org", "+223 20 00 11 22"},
	}
	h.Words.Add("tr4nsc#s2222", "Mon frère habite la troisième maison à gauche.")
	return h
}

func zipOf(files ...string) string {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(files); i += 2 {
		w, _ := z.Create(files[i])
		io.WriteString(w, files[i+1])
	}
	z.Close()
	return b.String()
}

func gzipOf(text string) string {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	io.WriteString(w, text)
	w.Close()
	return b.String()
}

func brotliOf(text string) string {
	var b bytes.Buffer
	w := brotli.NewWriter(&b)
	io.WriteString(w, text)
	w.Close()
	return b.String()
}

func wideOf(text string) string {
	b := []byte("\xff\xfe")
	for _, u := range utf16.Encode([]rune(text)) {
		b = append(b, byte(u), byte(u>>8))
	}
	return string(b)
}

// privacyCase is what is put into the tree and whether the rule has to find it.
type privacyCase struct {
	rule, name string
	files      map[string]string
	found      bool
}

func privacyCases() []privacyCase {
	page := func(html string) map[string]string {
		return map[string]string{"fr/a/index.html": whole("fr", "a/", `<h2 id="s1">S</h2>`+html)}
	}
	file := func(name, data string) map[string]string { return map[string]string{name: data} }
	return []privacyCase{
		{"audit/hidden-name", "order turned", page("<p>KEITA Moussa"), true},
		{"audit/hidden-name", "initial", page("<p>M. Keita"), true},
		{"audit/hidden-name", "first name", page("<p>selon Moussa,"), true},
		{"audit/hidden-name", "line end", page("<p>Moussa<br>Keïta"), true},
		{"audit/hidden-name", "soft hyphen", page("<p>Trao&shy;ré"), true},
		{"audit/hidden-name", "gzip", file("fr/x.txt.gz", gzipOf("par Traoré")), true},
		{"audit/hidden-name", "brotli", file("fr/x.txt.br", brotliOf("par Traoré")), true},
		{"audit/hidden-name", "a copy that differs", map[string]string{"fr/x.txt": "par elle", "fr/x.txt.gz": gzipOf("par Traoré")}, true},
		{"audit/hidden-name", "a copy", map[string]string{"fr/x.txt": "par elle", "fr/x.txt.gz": gzipOf("par elle")}, false},
		{"audit/hidden-name", "EPUB", file("fr/kit.epub", zipOf("mimetype", "application/epub+zip", "one.xhtml", "<p>Traoré")), true},
		{"audit/hidden-name", "file in a ZIP", file("fr/kit.zip", zipOf("photo-traore.jpg", "x")), true},
		{"audit/hidden-name", "UTF-16", file("fr/x.vtt", wideOf("par Traoré")), true},
		{"audit/hidden-name", "Latin-1", file("fr/x.vtt", "par Traor\xe9 \xff"), true},
		{"audit/hidden-name", "PDF", file("fr/x.pdf", "%PDF-1.7\n1 0 obj <</Author (Traor\\351)>> endobj"), true},
		{"audit/hidden-name", "base64 in a drawing", file("img/x.svg", `<svg><image href="data:text/plain;base64,`+base64.StdEncoding.EncodeToString([]byte("par Traoré"))+`"/></svg>`), true},
		{"audit/hidden-name", "picture", file("img/x.webp", "RIFF\x1a\x00\x00\x00WEBPVP8 \x0e\x00\x00\x00\x00\xfe Moussa Keita\x00"), true},
		{"audit/hidden-name", "address in a site map", file("sitemap.xml", "<url>"+base+"img/traor%C3%A9.webp</url>"), true},
		{"audit/hidden-name", "a family name that somebody shown has", page("<p>Mme Diallo"), false},
		{"audit/hidden-name", "with its first name", page("<p>Sira Diallo"), true},
		{"audit/hidden-name", "small letters", page("<p>le moussa et la keita"), false},

		{"audit/hidden-words", "on a page", page("<p>« Mon frère <em>habite</em> la troisième maison »"), true},
		{"audit/hidden-words", "in a file", file("fr/x.vtt", "HABITE LA TROISIEME MAISON A GAUCHE"), true},
		{"audit/hidden-words", "in a ZIP", file("fr/x.zip", zipOf("a.txt", "habite la troisième maison à")), true},
		{"audit/hidden-words", "other words", page("<p>Mon frère habite la maison à gauche"), false},

		{"audit/unpublished-item", "in a list", page(`<ul data-items="k4tm dr4ft1">`), true},
		{"audit/unpublished-item", "as a page", file("id/dr4ft1/index.html", "<h1>x</h1>"), true},
		{"audit/unpublished-item", "part of a word", page("<p>dr4ft12 xdr4ft1"), false},

		{"audit/contact-data", "e-mail", page("<p>a.keita@example.com"), true},
		{"audit/contact-data", "beside the mission's", page("<p>press@example.org, a@example.com"), true},
		{"audit/contact-data", "mailto", page(`<a href="mailto:a%40example.com">x</a>`), true},
		{"audit/contact-data", "entities", page(`<p>a&#64;example&#46;com`), true},
		{"audit/contact-data", "hidden from programs", page(`<p>awa [at] example (dot) com`), true},
		{"audit/contact-data", "in French", page(`<p>awa (arobase) example (point) com`), true},
		{"audit/contact-data", "spoken", page(`<p>awa arobase example point com`), true},
		{"audit/contact-data", "telephone", page("<p>+223 76 12 34 56"), true},
		{"audit/contact-data", "without its country", page("<p>76 12 34 56"), true},
		{"audit/contact-data", "telephone link", page(`<a href="tel:76123456">x</a>`), true},
		{"audit/contact-data", "messenger", page(`<a href="https://wa.me/22376123456">x</a>`), true},
		{"audit/contact-data", "in a text file", file("fr/x.txt", "00223 76 12 34 56"), true},
		{"audit/contact-data", "in a ZIP", file("fr/x.zip", zipOf("a.html", "<p>76.12.34.56")), true},
		{"audit/contact-data", "of the mission", page(`<p>press@example.org, <a href="tel:+22320001122">+223 20 00 11 22</a>, 00223 20 00 11 22`), false},
		{"audit/contact-data", "numbers", page(`<p>1 896 personnes, 04.09.2023, 2014-2023, 00:00:12.500, 12,5 %, 10 20 30, décision 2014/219, icon@2x.png, look at the dot on it`), false},
		{"audit/contact-data", "drawing", page(`<svg viewBox="0 0 10 10"><path d="M10 20 30 40 50 60 70 80 +223 76 12 34 56"/></svg>`), false},
		{"audit/contact-data", "share by message", page(`<a href="sms:?body=https%3A%2F%2Fexample.org%2F2023%2F">x</a> <a href="https://wa.me/?text=2023">x</a>`), false},

		{"audit/unsearchable", "password", file("fr/x.pdf", "%PDF-1.7\n1 0 obj <</Encrypt 2 0 R>> endobj"), true},
		{"audit/unsearchable", "a bomb", file("fr/x.zip", zipOf("a", gzipOf(strings.Repeat("\x00", 65<<20)))), true},
		{"audit/unsearchable", "a kit", file("fr/x.zip", zipOf("a.txt", "x")), false},

		{"audit/private-file", "Word in disguise", file("fr/x.bin", zipOf("word/document.xml", "x")), true},
		{"audit/private-file", "OpenDocument in disguise", file("fr/x.zip", "PK\x03\x04"+strings.Repeat("\x00", 26)+"mimetypeapplication/vnd.oasis.opendocument.text"), true},
		{"audit/private-file", "old Word in disguise", file("fr/x.pdf", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1xxxx"), true},
		{"audit/private-file", "photograph of a telephone in disguise", file("img/x.jpg", "\x00\x00\x00\x18ftypheic\x00\x00\x00\x00"), true},
		{"audit/private-file", "program", file("fr/x.bin", "MZ"+strings.Repeat("\x00", 80)+"PE\x00\x00"), true},
		{"audit/private-file", "key", file("fr/x.txt", "-----BEGIN OPENSSH "+"PRIVATE KEY-----"), true},
		{"audit/private-file", "Word in a ZIP", file("fr/x.zip", zipOf("a.docx", "x")), true},
		{"audit/private-file", "EPUB", file("fr/x.epub", zipOf("mimetype", "application/epub+zip")), false},
	}
}

func TestPrivacy(t *testing.T) {
	for _, tt := range privacyCases() {
		t.Run(tt.rule+"/"+tt.name, func(t *testing.T) {
			found := 0
			for _, d := range audited(t, tt.files).Findings {
				if d.Rule == tt.rule {
					found++
				}
				if strings.Contains(d.Message.FR+d.Message.EN+d.Hint.FR, "Keïta") || strings.Contains(d.Message.FR, "frère") || strings.Contains(d.Message.FR, "%!") || strings.Contains(d.Hint.EN, "%!") {
					t.Errorf("%s: %s", d.Rule, d.Message.FR)
				}
			}
			if (found > 0) != tt.found {
				t.Errorf("%d findings", found)
			}
		})
	}
}
