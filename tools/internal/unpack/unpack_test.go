package unpack

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"encoding/ascii85"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/andybalholm/brotli"
)

const secret = "Kéré secret words"

func pack(open func(io.Writer) io.WriteCloser, text string) string {
	var b bytes.Buffer
	w := open(&b)
	io.WriteString(w, text)
	w.Close()
	return b.String()
}

func gzipped(text string) string {
	return pack(func(w io.Writer) io.WriteCloser { return gzip.NewWriter(w) }, text)
}

func deflated(text string) string {
	return pack(func(w io.Writer) io.WriteCloser { return zlib.NewWriter(w) }, text)
}

func brotlied(text string) string {
	return pack(func(w io.Writer) io.WriteCloser { return brotli.NewWriter(w) }, text)
}

func zipped(files ...string) string {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(files); i += 2 {
		w, _ := z.Create(files[i])
		io.WriteString(w, files[i+1])
	}
	z.Close()
	return b.String()
}

func wide(text string, order binary.AppendByteOrder) string {
	var b []byte
	for _, u := range utf16.Encode([]rune(text)) {
		b = order.AppendUint16(b, u)
	}
	return string(b)
}

func latin(text string) string {
	var b []byte
	for _, r := range text {
		b = append(b, byte(r))
	}
	return string(b)
}

func chunk(kind, body string) string {
	return string(binary.BigEndian.AppendUint32(nil, uint32(len(body)))) + kind + body + "\x00\x00\x00\x00"
}

func png(chunks ...string) string {
	return "\x89PNG\r\n\x1a\n" + chunk("IHDR", strings.Repeat("\x00", 13)) + strings.Join(chunks, "") + chunk("IEND", "")
}

func woff(tag, table string) string {
	packed := deflated(table)
	b := []byte("wOFF" + strings.Repeat("\x00", 8) + "\x00\x01" + strings.Repeat("\x00", 30))
	b = append(b, tag...)
	for _, n := range []int{64, len(packed), len(table), 0} {
		b = binary.BigEndian.AppendUint32(b, uint32(n))
	}
	return string(b) + packed
}

func pdf(objects ...string) string {
	return "%PDF-1.7\n" + strings.Join(objects, "\n") + "\ntrailer <</Root 1 0 R>>\n%%EOF"
}

func stream(dictionary, body string) string {
	return fmt.Sprintf("4 0 obj\n<</Length %d %s>>\nstream\n%s\nendstream\nendobj", len(body), dictionary, body)
}

// table is a font that calls its letters 1, 2, 3 …
func table(text string) (cmap, shown string) {
	var b strings.Builder
	for i, r := range []rune(text) {
		fmt.Fprintf(&b, "<%04X> <%04X>\n", i+1, r)
		shown += fmt.Sprintf("%04X", i+1)
	}
	return "begincmap\nbeginbfchar\n" + b.String() + "endbfchar\nendcmap", "BT <" + shown + "> Tj ET"
}

func TestWalkFindsWordsInside(t *testing.T) {
	cmap, shown := table(secret)
	a85 := make([]byte, 4*ascii85.MaxEncodedLen(len(deflated("("+latin(secret)+") Tj"))))
	a85 = a85[:ascii85.Encode(a85, []byte(deflated("("+latin(secret)+") Tj")))]
	longer := secret + strings.Repeat(" more of the same", 40)
	tests := map[string]string{
		"plain.txt":      secret,
		"page.html.gz":   gzipped(secret),
		"page.html.br":   brotlied(secret),
		"kit.zip":        zipped("a.txt", "x", "b.txt", secret),
		"name.zip":       zipped(secret+".txt", "x"),
		"book.epub":      zipped("mimetype", "application/epub+zip", "OEBPS/one.xhtml", "<p>"+secret+"</p>"),
		"deep.zip":       zipped("in.zip", zipped("in.gz", gzipped(secret))),
		"cut.zip":        zipped("a.txt", longer)[:120],
		"latin.bin":      "\x00\x01" + latin(secret) + "\x00",
		"wide.txt":       "\xff\xfe" + wide(secret, binary.LittleEndian),
		"big.txt":        "\xfe\xff" + wide(secret, binary.BigEndian),
		"even.bin":       "\x01\x02\x03\x04" + wide(secret, binary.LittleEndian),
		"odd.bin":        "\x01\x02\x03" + wide(secret, binary.LittleEndian),
		"bigeven.bin":    "\x01\x02" + wide(secret, binary.BigEndian),
		"text.png":       png(chunk("tEXt", "Author\x00"+latin(secret))),
		"ztext.png":      png(chunk("zTXt", "Author\x00\x00"+deflated(latin(secret)))),
		"itext.png":      png(chunk("iTXt", "Author\x00\x00\x00fr\x00Auteur\x00"+secret)),
		"pitext.png":     png(chunk("iTXt", "Author\x00\x01\x00fr\x00Auteur\x00"+deflated(secret))),
		"profile.png":    png(chunk("iCCP", "p\x00\x00"+deflated("\x00"+latin(secret)))),
		"font.woff":      woff("name", wide(longer, binary.BigEndian)),
		"font.woff2":     "wOF2" + strings.Repeat("\x00", 8) + "\x00\x01" + strings.Repeat("\x00", 34) + "\x05\x08" + brotlied(wide(longer, binary.BigEndian)),
		"drawing.svg":    `<svg><image href="data:image/png;base64,` + base64.StdEncoding.EncodeToString([]byte(png(chunk("tEXt", "A\x00"+latin(secret))))) + `"/></svg>`,
		"style.css":      "a{background:url(data:text/plain;base64," + strings.ReplaceAll(base64.StdEncoding.EncodeToString([]byte(secret)), "=", "%3D") + ")}",
		"info.pdf":       pdf("1 0 obj\n<</Author (" + latin(secret) + ")>>\nendobj"),
		"info16.pdf":     pdf("1 0 obj\n<</Author (\xfe\xff" + strings.ReplaceAll(wide(secret, binary.BigEndian), "\\", "\\\\") + ")>>\nendobj"),
		"hex.pdf":        pdf("1 0 obj\n<</Author <" + fmt.Sprintf("%X", "\xfe\xff"+wide(secret, binary.BigEndian)) + ">>>\nendobj"),
		"octal.pdf":      pdf(`1 0 obj <</Author (K\351r\351 secret \` + "\n" + `words)>> endobj`),
		"stream.pdf":     pdf(stream("/Filter /FlateDecode", deflated("BT ("+latin(secret)+") Tj ET"))),
		"objects.pdf":    pdf(stream("/Type /ObjStm /Filter /FlateDecode", deflated("<</Title ("+latin(secret)+")>>"))),
		"kerned.pdf":     pdf(stream("/Filter /FlateDecode", deflated("BT [(K\\351) 20 (r\\351) -300 (sec) 5 (ret) -250 (words)] TJ ET"))),
		"unfiltered.pdf": pdf(stream("", "BT ("+latin(secret)+") Tj ET")),
		"85.pdf":         pdf(stream("/Filter [/ASCII85Decode /FlateDecode]", string(a85)+"~>")),
		"subset.pdf":     pdf(stream("/Filter /FlateDecode", deflated(cmap)), stream("/Filter /FlateDecode", deflated(shown))),
		"range.pdf":      pdf(stream("", "begincmap beginbfrange <01> <02> <004B> <03> <04> [<00E9> <0072>] endbfrange endcmap"), stream("", "BT <01030403> Tj ( secret words) Tj ET")),
		"attached.pdf":   pdf(stream("/Type /EmbeddedFile /Filter /FlateDecode", deflated(zipped("a.txt", longer)))),
		"unmatched.pdf":  pdf("% ((( never closed", "1 0 obj <</Author ("+latin(secret)+")>> endobj"),
		"truncated.gz":   gzipped(longer)[:len(gzipped(longer))-6],
	}
	for name, data := range tests {
		t.Run(name, func(t *testing.T) {
			want := strings.Fields(secret)
			if name == "range.pdf" {
				want = want[:1]
			}
			best := 0
			err := Walk(name, []byte(data), func(p Part) {
				at, n := 0, 0
				for _, w := range want {
					if i := strings.Index(string(p.Data[at:]), w); i >= 0 {
						at, n = at+i+len(w), n+1
					}
				}
				best = max(best, n)
			})
			if name == "cut.zip" && best < 1 || name != "cut.zip" && (err != nil || best < len(want)) {
				t.Errorf("err %v, %d of %d words found", err, best, len(want))
			}
		})
	}
}

func TestWalkNamesTheLayers(t *testing.T) {
	var names []string
	Walk("x/kit.zip", []byte(zipped("a.html.gz", gzipped("x"))), func(p Part) { names = append(names, p.Name) })
	if got := strings.Join(names, " "); !strings.HasSuffix(got, "x/kit.zip!a.html.gz!a.html") {
		t.Error(got)
	}
}

func TestWalkRefusesBombs(t *testing.T) {
	zeros := strings.Repeat("\x00", 20<<20)
	bomb := gzipped(zeros)
	nested := "x"
	for range 10 {
		nested = gzipped(nested)
	}
	var many []string
	for i := range maxParts + 1 {
		many = append(many, fmt.Sprint(i), "x")
	}
	tests := map[string]string{
		"four times 20 MB": zipped("a.gz", bomb, "b.gz", bomb, "c.gz", bomb, "d.gz", bomb),
		"ten deep":         nested,
		"too many files":   zipped(many...),
	}
	for name, data := range tests {
		if err := Walk(name, []byte(data), func(Part) {}); !errors.Is(err, ErrTooMuch) {
			t.Errorf("%s: %v", name, err)
		}
	}
	for name, data := range map[string]string{
		"pdf": pdf("1 0 obj <</Encrypt 2 0 R>> endobj"),
		"zip": strings.Replace(zipped("a", "secret"), "PK\x01\x02\x14\x00\x14\x00\x08\x00", "PK\x01\x02\x14\x00\x14\x00\x09\x00", 1),
	} {
		if err := Walk("x."+name, []byte(data), func(Part) {}); !errors.Is(err, ErrLocked) {
			t.Errorf("locked %s: %v", name, err)
		}
	}
}

func raw(text string) string {
	return pack(func(w io.Writer) io.WriteCloser { f, _ := flate.NewWriter(w, 9); return f }, text)
}

// FuzzWalk: no bytes make Walk fail otherwise than with its own errors, and the file
// itself is always visited first, whole.
func FuzzWalk(f *testing.F) {
	cmap, shown := table(secret)
	for _, seed := range []string{
		"", "x", gzipped("x"), zipped("a", "b"), zipped("a", "b")[:40], png(chunk("zTXt", "A\x00\x00"+deflated("x"))), woff("name", "xxxxxxxxxxxxxxxxx"),
		pdf(stream("", cmap), stream("", shown)), "%PDF-(((\\", "%PDF-<", "%PDF-stream", "wOF2" + strings.Repeat("\xff", 60),
		"data:;base64,AAAAAAAAAAAA", "\xff\xfea", "PK\x03\x04" + raw("x"),
	} {
		f.Add("a.br", []byte(seed))
		f.Add("a.bin", []byte(seed))
	}
	f.Fuzz(func(t *testing.T, name string, data []byte) {
		first := true
		err := Walk(name, data, func(p Part) {
			if first && !bytes.Equal(p.Data, data) {
				t.Error("the file itself does not come first")
			}
			first = false
		})
		if first || err != nil && !errors.Is(err, ErrTooMuch) && !errors.Is(err, ErrLocked) {
			t.Errorf("visited: %v, %v", !first, err)
		}
	})
}
