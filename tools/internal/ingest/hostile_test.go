package ingest

import (
	"archive/zip"
	"bytes"
	"io"
	"runtime"
	"strings"
	"testing"
	"time"
)

func TestRefusedFiles(t *testing.T) {
	deep := strings.Repeat("[", 100_000)
	tests := []struct{ name, file, data, rule string }{
		{"empty", "a.txt", "", "import/empty"},
		{"blank", "a.txt", " \n\n\t\n", "import/empty"},
		{"BOM only", "a.txt", "\ufeff", "import/empty"},
		{"PDF as text", "a.txt", "%PDF-1.4\n…", "import/wrong-type"},
		{"picture as document", "a.docx", "\xff\xd8\xff\xe0JFIF", "import/wrong-type"},
		{"recording", "a.mp3", "ID3\x04", "import/wrong-type"},
		{"video", "a.vtt", "\x00\x00\x00\x18ftypmp42", "import/wrong-type"},
		{"RTF", "a.doc", `{\rtf1\ansi}`, "import/wrong-type"},
		{"old Office", "a.doc", string(oleHeader) + "…", "import/protected-or-old"},
		{"encrypted Office", "a.docx", string(oleHeader) + "…", "import/protected-or-old"},
		{"data under a text name", "a.txt", "abc\x00\x01\x02\x03def\x00", "import/not-text"},
		{"web page as subtitles", "a.vtt", "<!DOCTYPE html><html><title>404</title></html>", "import/wrong-type"},
		{"web page as document", "a.docx", "<html><body>Not found</body></html>", "import/wrong-type"},
		{"subtitles without signature", "a.vtt", "Bonjour à tous.\n", "import/not-webvtt"},
		{"subtitles without cues", "a.vtt", "WEBVTT\n\nNOTE nothing\n", "import/no-cues"},
		{"subtitles of nothing", "a.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\n\n", "import/no-cues"},
		{"unknown XML", "a.xml", "<?xml version=\"1.0\"?><invoice/>", "import/unknown-structure"},
		{"XML entities", "a.ttml", `<?xml version="1.0"?><!DOCTYPE tt [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><tt><body><p>&b;</p></body></tt>`, "import/broken-structure"},
		{"deep XML", "a.ttml", "<tt>" + strings.Repeat("<div>", 100_000), "import/broken-structure"},
		{"cut XML", "a.ttml", `<tt><body><p begin="0s" end="1s">A</p><p`, "import/broken-structure"},
		{"OHMS with entities", "a.xml", `<!DOCTYPE x [<!ENTITY a "b">]><ROOT xmlns="https://www.weareavp.com/nunncenter/ohms"><record><transcript>&a;</transcript></record></ROOT>`, "import/broken-structure"},
		{"unknown JSON", "a.json", `{"name":"x"}`, "import/unknown-structure"},
		{"cut JSON", "a.json", `{"segments":[{"start":0,"end":1,"text":"Bonj`, "import/broken-structure"},
		{"JSON of another shape", "a.json", `{"segments":"none"}`, "import/unknown-structure"},
		{"deep JSON", "a.json", `{"a":` + deep, "import/broken-structure"},
		{"cut oTranscribe", "a.otr", `{"text":"<p>a`, "import/broken-structure"},
		{"oTranscribe without text", "a.otr", `{"media":"x","media-time":1}`, "import/no-text"},
		{"open quotation mark in CSV", "a.csv", "speaker,words\nA,\"open\nB,x\n", "import/unclosed-quote"},
		{"cut ZIP", "a.docx", "PK\x03\x04\x14\x00", "import/damaged-file"},
		{"deep Markdown", "a.md", strings.Repeat("> ", 5000) + "x", "import/broken-structure"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := read(t, tt.file, []byte(tt.data), Options{})
			if !r.Refused || !strings.Contains(findingsOf(r), tt.rule) {
				t.Errorf("refused %v: %s, want %s", r.Refused, findingsOf(r), tt.rule)
			}
			if r.Title != "" || len(r.Segments) > 0 || r.Markdown != "" {
				t.Errorf("a refused file speaks: %+v", r)
			}
		})
	}
}

// endless is a file of any size that nobody has to hold.
type endless struct{ text string }

func (e endless) ReadAt(b []byte, at int64) (int, error) {
	for i := range b {
		b[i] = e.text[(at+int64(i))%int64(len(e.text))]
	}
	return len(b), nil
}

func TestHugeFilesAreRefusedBeforeTheyAreRead(t *testing.T) {
	for _, size := range []int64{500 << 20, 40 << 20} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		r, err := Read("a.txt", endless{"Awa : Bonjour à tous.\n"}, size, Options{})
		runtime.ReadMemStats(&after)
		if err != nil || !r.Refused || findingsOf(r) != "import/too-big" {
			t.Errorf("%d bytes: %v, %v", size, r, err)
		}
		if used := after.TotalAlloc - before.TotalAlloc; used > 1<<20 {
			t.Errorf("%d bytes took %d bytes", size, used)
		}
	}
}

func TestTooManyPartsAreRefused(t *testing.T) {
	limits := Limits{Units: 10}
	for name, data := range map[string]string{
		"a.vtt":  "WEBVTT\n\n" + strings.Repeat("00:01.000 --> 00:02.000\nA\n\n", 20),
		"a.srt":  strings.Repeat("00:00:01,000 --> 00:00:02,000\nA\n\n", 20),
		"a.txt":  strings.Repeat("A\n\n", 20),
		"a.md":   strings.Repeat("A\n\n", 20),
		"a.csv":  "speaker,words\n" + strings.Repeat("A,b\n", 20),
		"a.json": `{"segments":[` + strings.Repeat(`{"text":"a"},`, 20) + `{"text":"b"}]}`,
		"a.ttml": "<tt><body>" + strings.Repeat("<p begin=\"0s\">A</p>", 20) + "</body></tt>",
		"a.otr":  `{"text":"` + strings.Repeat("<p>A</p>", 20) + `","media-time":0}`,
	} {
		if r := read(t, name, []byte(data), Options{Limits: limits}); !r.Refused || findingsOf(r) != "import/too-many-parts" {
			t.Errorf("%s: refused %v, %s", name, r.Refused, findingsOf(r))
		}
	}
}

func TestOtherZipFilesAreRefused(t *testing.T) {
	for name, parts := range map[string]map[string]string{
		"a.pptx":  {"[Content_Types].xml": `<Types><Override ContentType="application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"/></Types>`},
		"a.epub":  {"mimetype": "application/epub+zip"},
		"a.ods":   {"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<x/>"},
		"a.zip":   {"other.docx": "PK\x03\x04"},
		"a.docx":  {"notes.txt": "hello"},
		"a.pages": {"Index/Document.iwa": "x"},
	} {
		var b bytes.Buffer
		z := zip.NewWriter(&b)
		for part, text := range parts {
			w, err := z.Create(part)
			if err != nil {
				t.Fatal(err)
			}
			io.WriteString(w, text)
		}
		if err := z.Close(); err != nil {
			t.Fatal(err)
		}
		if r := read(t, name, b.Bytes(), Options{}); !r.Refused || !strings.Contains(findingsOf(r), "import/wrong-type") {
			t.Errorf("%s: refused %v, %s", name, r.Refused, findingsOf(r))
		}
	}
}

// TestAbsurdFilesEnd reads texts that would keep a reader with a slow pattern busy for
// hours; that one would meet the time limit of the tests. The times are for people.
func TestAbsurdFilesEnd(t *testing.T) {
	files := map[string]string{
		"colons.txt":   strings.Repeat("A:", 500_000),
		"one-line.txt": strings.Repeat("mot ", 1_000_000),
		"labels.txt":   strings.Repeat("Awa Exemple : oui\n", 100_000),
		"brackets.txt": strings.Repeat("[", 1_000_000),
		"times.txt":    strings.Repeat("[00:00:01]", 200_000),
		"tags.vtt":     "WEBVTT\n\n00:01.000 --> 00:02.000\n" + strings.Repeat("<v A>", 200_000),
		"open.vtt":     "WEBVTT\n\n00:01.000 --> 00:02.000\n" + strings.Repeat("<", 1_000_000),
		"arrows.vtt":   "WEBVTT\n\n" + strings.Repeat("-->\n", 200_000),
		"stars.md":     strings.Repeat("**a", 50_000),
		"links.md":     strings.Repeat("[a](", 50_000),
		"distinct.txt": distinctLabels(50_000),
	}
	for name, text := range files {
		start := time.Now()
		read(t, name, []byte(text), Options{})
		t.Logf("%s took %v", name, time.Since(start).Round(time.Millisecond))
	}
}

// distinctLabels is a text in which everybody speaks once.
func distinctLabels(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString("P")
		for k := i; k > 0; k /= 26 {
			b.WriteByte(byte('a' + k%26))
		}
		b.WriteString(" : une phrase.\n\n")
	}
	return b.String()
}
