package ingest

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"runtime"
	"strings"
	"testing"
	"time"
)

// readWhole is Read over bytes.
func readWhole(t testing.TB, name string, data []byte, opt Options) *Result {
	t.Helper()
	r, err := Read(name, bytes.NewReader(data), int64(len(data)), opt)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// refusedFor asserts that a file is refused, for one reason, with nothing of it in
// the result.
func refusedFor(t *testing.T, name string, data []byte, want string) {
	t.Helper()
	r := readWhole(t, name, data, Options{})
	if !r.Refused || findings(r) != want {
		t.Errorf("refused %v, findings %q, want %q", r.Refused, findings(r), want)
	}
	if r.Markdown != "" || len(r.Segments)+len(r.Modules) > 0 || r.Title != "" {
		t.Error("a refused file says something")
	}
}

func TestArchiveRefused(t *testing.T) {
	good := wordFile(t, p("texte"))
	manyParts := make([]file, 2100)
	for i := range manyParts {
		manyParts[i] = file{fmt.Sprintf("x/%d.xml", i), ""}
	}
	cases := []struct {
		name string
		data []byte
		want string
	}{
		{"truncated", good[:len(good)/2], "damaged-file"},
		{"corrupt", corrupt(good), "damaged-file"},
		{"old or encrypted Office file", append(bytes.Clone(oleHeader), make([]byte, 600)...), "protected-or-old"},
		{"path traversal", wordFile(t, p("a"), file{"../../x.xml", ""}), "unsafe-archive"},
		{"path traversal with backslashes", wordFile(t, p("a"), file{`word\..\..\..\x.xml`, ""}), "unsafe-archive"},
		{"absolute path", wordFile(t, p("a"), file{"/etc/x", ""}), "unsafe-archive"},
		{"drive", wordFile(t, p("a"), file{`C:\x`, ""}), "unsafe-archive"},
		{"the same part twice", wordFile(t, p("a"), file{"word/document.xml", "x"}), "unsafe-archive"},
		{"the same part in capitals", wordFile(t, p("a"), file{"WORD/Document.XML", "x"}), "unsafe-archive"},
		{"symbolic link", withHeader(t, func(h *zip.FileHeader) { h.SetMode(fs.ModeSymlink | 0o777) }), "unsafe-archive"},
		{"encrypted part", withHeader(t, func(h *zip.FileHeader) { h.Flags |= 1 }), "protected-or-old"},
		{"macros", wordFile(t, p("a"), file{"word/vbaProject.bin", "x"}), "macros"},
		{"declared macros", bytes.Clone(zipped(t, file{"[Content_Types].xml", strings.Replace(typesWord, "document.main", "document.macroEnabled.main", 1)}, file{"word/document.xml", `<w:document ` + wordRoot + `/>`})), "macros"},
		{"too many parts", wordFile(t, p("a"), manyParts...), "too-big-unpacked"},
		{"document type", wordDocument(t, `<!DOCTYPE x [<!ENTITY a "b">]><w:document `+wordRoot+`><w:body>`+p("&a;")+`</w:body></w:document>`), "unreadable-content"},
		{"broken XML", wordDocument(t, `<w:document `+wordRoot+`><w:body><w:p>`), "unreadable-content"},
		{"not XML", wordDocument(t, "\x00\x01"), "unreadable-content"},
		{"too deep", wordFile(t, strings.Repeat("<w:sdt><w:sdtContent>", 300)+strings.Repeat("</w:sdtContent></w:sdt>", 300)), "too-big-unpacked"},
		{"no main part", zipped(t, file{"[Content_Types].xml", typesWord}), "damaged-file"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) { refusedFor(t, "x.docx", c.data, c.want) })
	}
}

// corrupt changes bytes of the packed main part.
func corrupt(data []byte) []byte {
	at := bytes.Index(data, []byte("word/document.xml")) + 40
	bad := bytes.Clone(data)
	for i := at; i < at+30; i++ {
		bad[i] ^= 0x5A
	}
	return bad
}

func wordDocument(t testing.TB, xml string) []byte {
	return zipped(t, file{"[Content_Types].xml", typesWord}, file{"word/document.xml", xml})
}

// withHeader makes a Word file with one more part whose header was changed.
func withHeader(t testing.TB, change func(*zip.FileHeader)) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, f := range []file{{"[Content_Types].xml", typesWord}, {"word/document.xml", `<w:document ` + wordRoot + `/>`}} {
		w, _ := z.Create(f.name)
		io.WriteString(w, f.content)
	}
	h := &zip.FileHeader{Name: "word/x", Method: zip.Store}
	change(h)
	w, err := z.CreateRaw(h)
	if err != nil {
		t.Fatal(err)
	}
	w.Write(nil)
	z.Close()
	return b.Bytes()
}

func TestArchiveInsideIsIgnored(t *testing.T) {
	inner := string(wordFile(t, p("interne")))
	r := readWhole(t, "x.docx", wordFile(t, p("Un titre")+p("externe."), file{"word/embeddings/x.docx", inner}), Options{})
	if r.Refused || strings.Contains(string(r.Markdown), "interne") || !strings.Contains(string(r.Markdown), "externe") {
		t.Errorf("refused %v, %q", r.Refused, r.Markdown)
	}
}

func TestUTF16Part(t *testing.T) {
	doc := `<w:document ` + wordRoot + `><w:body>` + p("été") + `</w:body></w:document>`
	utf16 := []byte{0xFF, 0xFE}
	for _, r := range doc {
		utf16 = append(utf16, byte(r), byte(r>>8))
	}
	if got := dump(readAs(t, "x.docx", wordDocument(t, string(utf16)), Options{}).blocks); got != "été\n" {
		t.Errorf("got %q", got)
	}
}

// costly runs f and asserts that it stays within the time and memory that one
// hostile file may cost.
func costly(t *testing.T, f func()) {
	t.Helper()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	before, peak := m.HeapAlloc, m.HeapAlloc
	stop, done := make(chan bool), make(chan bool)
	go func() {
		defer close(done)
		for {
			select {
			case <-stop:
				return
			case <-time.After(5 * time.Millisecond):
				runtime.ReadMemStats(&m)
				peak = max(peak, m.HeapAlloc)
			}
		}
	}()
	start := time.Now()
	f()
	took := time.Since(start)
	close(stop)
	<-done
	t.Logf("%v, %d MB", took.Round(time.Millisecond), (peak-before)>>20)
	if used := (peak - before) >> 20; used > 400 {
		t.Errorf("took %d MB", used)
	}
}

// repeated content without holding it: n times the text s between head and tail.
func bomb(t *testing.T, part, head, s string, n int, tail string, others ...file) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, f := range others {
		w, _ := z.Create(f.name)
		io.WriteString(w, f.content)
	}
	w, err := z.Create(part)
	if err != nil {
		t.Fatal(err)
	}
	io.WriteString(w, head)
	chunk := strings.Repeat(s, max(1, min(n, 65536/len(s))))
	for left := n * len(s); left > 0; left -= len(chunk) {
		io.WriteString(w, chunk[:min(left, len(chunk))])
	}
	io.WriteString(w, tail)
	z.Close()
	return b.Bytes()
}

func TestBombs(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	types := file{"[Content_Types].xml", typesWord}
	body, end := `<w:document `+wordRoot+`><w:body>`, `</w:body></w:document>`
	noise := make([]byte, 3<<20)
	random := rand.New(rand.NewPCG(1, 2))
	for i := range noise {
		noise[i] = "abcdefghijklmnopqrstuvwxyz0123456789+/ABCDEFGHIJKLMNOPQRSTUVWXYZ"[random.IntN(64)]
	}
	mime := file{"mimetype", "application/vnd.oasis.opendocument.text"}
	cases := []struct {
		name, file string
		data       []byte
		want       string
	}{
		{"elements", "x.docx", bomb(t, "word/document.xml", body, "<w:p/>", 20_000_000, end, types), "too-big-unpacked"},
		{"elements below the size limits", "x.docx", bomb(t, "word/document.xml", body, "<w:p/>"+string(noise[:60]), 900_000, end, types), "too-big-unpacked"},
		{"text", "x.docx", bomb(t, "word/document.xml", body+"<w:p><w:r><w:t>", "a", 1<<28, "</w:t></w:r></w:p>"+end, types), "too-big-unpacked"},
		{"text that packs badly", "x.docx", wordFile(t, `<w:p><w:r><w:t>`+strings.Repeat(string(noise), 5)+`</w:t></w:r></w:p>`), "too-big-unpacked"},
		{"a long attribute", "x.docx", wordFile(t, `<w:p w:x="`+strings.Repeat(string(noise), 3)+`"/>`), "too-big-unpacked"},
		{"elements of ODT", "x.odt", bomb(t, "content.xml", `<office:document-content `+odfRoot+`><office:body><office:text>`, "<text:p/>", 10_000_000, `</office:text></office:body></office:document-content>`, mime), "too-big-unpacked"},
		{"cells", "x.xlsx", xlsxFile(t, "<sheetData><row>"+strings.Repeat("<c><v>1</v></c>", 600_000)+"</row></sheetData>"), "too-big-unpacked"},
		{"far cells", "x.xlsx", xlsxFile(t, `<sheetData><row><c r="XFD1048576"><v>1</v></c></row></sheetData>`), "too-big-unpacked"},
		{"nested page", "x.html", []byte("<html><body>" + strings.Repeat("<div>", 200_000)), "too-big-unpacked"},
		{"unclosed fonts", "x.html", []byte("<html><body>" + unclosed(400) + strings.Repeat("<p>x", 100_000)), "too-big-unpacked"},
		{"attributes", "x.html", []byte("<html><body><p " + strings.Repeat("a ", 5_000_000) + ">x"), "too-big"},
		{"tags", "x.html", []byte("<html><body>" + strings.Repeat("<i>", 2_700_000)), "too-big-unpacked"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			costly(t, func() { refusedFor(t, c.file, c.data, c.want) })
		})
	}
}

func unclosed(n int) string {
	var s strings.Builder
	for i := range n {
		fmt.Fprintf(&s, "<font size=%d>", i)
	}
	return s.String()
}

// TestDirectoryThatLies packs more than its directory declares.
func TestDirectoryThatLies(t *testing.T) {
	data := bomb(t, "word/document.xml", `<w:document `+wordRoot+`><w:body>`, "<w:p/>", 2_000_000, `</w:body></w:document>`, file{"[Content_Types].xml", typesWord})
	at := bytes.LastIndex(data, []byte("PK\x01\x02"))
	copy(data[at+24:], []byte{100, 0, 0, 0}) // the unpacked size of the last entry
	r := readWhole(t, "x.docx", data, Options{})
	if !r.Refused {
		t.Error("taken")
	}
}

func TestHugeHonestDocument(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	var body strings.Builder
	for i := range 60_000 {
		fmt.Fprintf(&body, `<w:p><w:r><w:t>Paragraphe %d d’un très long document.</w:t></w:r></w:p>`, i)
	}
	data := wordFile(t, p("Un titre")+body.String())
	costly(t, func() {
		if r := readWhole(t, "x.docx", data, Options{Kind: News}); r.Refused || !strings.Contains(string(r.Markdown), "Paragraphe 59999") {
			t.Errorf("refused %v: %v", r.Refused, r.Diagnostics)
		}
	})
}
