package translation

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"unicode"
	"unicode/utf8"

	"proximite/tools/internal/content"
)

// formats are the ways to a translator and back.
var formats = []struct {
	name  string
	write func(*Exchange) []byte
	read  func([]byte) (*Reply, error)
}{
	{"xliff", (*Exchange).XLIFF, ReadXLIFF},
	{"po", (*Exchange).PO, ReadPO},
}

// pair is the report on a project with one item in two languages.
func pair(t testing.TB, fr, en string) *Report {
	t.Helper()
	files := fstest.MapFS{"content/about/index.fr.md": {Data: []byte(fr)}}
	if en != "" {
		files["content/about/index.en.md"] = &fstest.MapFile{Data: []byte(en)}
	}
	c, err := content.Load(files)
	if err != nil || len(c.Items) != 1 || c.Items[0].Versions[0].Meta == nil {
		t.Fatal(err, c.Found)
	}
	return ItemReports(c.Items[0], &Ledger{})[0]
}

const headFR = "---\nid: \"ab0ut1\"\ntitle: \"À propos\"\nslug: \"a-propos\"\ndate: \"2023-09-04\"\nsource_language: \"fr\"\n---\n\n"
const headEN = "---\nid: \"ab0ut1\"\ntitle: \"About\"\nslug: \"about\"\ndate: \"2023-09-04\"\nsource_language: \"fr\"\ntranslation: \"own\"\n---\n\n"

// TestRoundTripOfTheSite sends every page out and takes it back unchanged.
func TestRoundTripOfTheSite(t *testing.T) {
	c := site(t)
	pages, units := 0, 0
	for _, r := range Reports(c, &Ledger{}) {
		pages++
		for _, f := range formats {
			x := r.Export(c.Register("glossary"))
			reply, err := f.read(f.write(x))
			if err != nil {
				t.Fatalf("%s %s: %v", r.Item.Folder, f.name, err)
			}
			out := r.Apply(reply, "reply")
			if len(out.Found) > 0 || out.Data != nil || out.Taken > 0 || out.Waiting > 0 || len(reply.Units) != len(x.Units) {
				t.Errorf("%s %s: %v %d taken, %d waiting", r.Item.Folder, f.name, out.Found, out.Taken, out.Waiting)
			}
			units += len(x.Units)
		}
	}
	t.Logf("%d pages, %d units", pages, units/len(formats))
	if pages < 30 {
		t.Error("the site has more pages")
	}
}

// TestFilesAreValid asks xliffProblems and, where it is installed, msgfmt.
func TestFilesAreValid(t *testing.T) {
	c := site(t)
	msgfmt, err := exec.LookPath("msgfmt")
	if err != nil && os.Getenv("CI") == "true" {
		t.Fatal("msgfmt is not installed; .ci/run installs gettext")
	}
	if err != nil {
		t.Log("msgfmt is not installed: PO files are not checked by gettext itself")
	}
	reports := Reports(c, &Ledger{})
	reports = append(reports, pair(t, headFR+hostile, headEN+hostile), pair(t, headFR+hostile, ""))
	for i, r := range reports {
		x := r.Export(c.Register("glossary"))
		if problem := xliffProblem(x.XLIFF()); problem != "" {
			t.Errorf("%s: %s", r.Key, problem)
		}
		if msgfmt == "" {
			continue
		}
		name := filepath.Join(t.TempDir(), "x.po")
		if err := os.WriteFile(name, x.PO(), 0o644); err != nil {
			t.Fatal(err)
		}
		out, err := exec.Command(msgfmt, "--check", "--verbose", "-o", os.DevNull, name).CombinedOutput()
		if err != nil || strings.Contains(string(out), "warning") {
			t.Errorf("%d %s: msgfmt: %v\n%s\n%s", i, r.Key, err, out, x.PO())
		}
	}
}

const hostile = "Un *mot **très** fort* et `du ``code` ``avec ` dedans`` & <b> &amp; &#233; {{< person \"k4tm8q\" >}}.\n\n" +
	"[lien *gras*](/a/(b)/ \"titre > \") ![image [x]](a.jpg) [ref][r] [^1] <https://x.org/?a=1&b=2> https://x.org/a_b_c.\n\n" +
	"snake_case_word 2*3*4 * seul ** deux ~~barré~~ \\*échappé\\* \\\\ fin\\\nsuite  \nsuite\n\n" +
	"{{< quote ref=\"c8w3nd#sn6h8r\" from=\"a \\\" >\" >}}\n\n> cité *ici\n> et là*\n> - point\n>   suite\n\n" +
	"| a \\| b | `c` |\n|---|---|\n| *d* | [e](f) |\n\n1. un\n   deux\n2. <1/> &lt; </2> %s\n\n    code <1>\n\n" +
	"Terme\n: Définition \"a\" « b » ‑ \u2028 fin\n\n[r]: https://x.org\n\n[^1]: note *de* bas\n"

// TestRoundTripOfHostileText sends texts that look like the marks of the formats.
// TestCallsOfTheOtherLanguageStay: a quotation has other parameters in each language, and
// a translator sees one placeholder.
func TestCallsOfTheOtherLanguageStay(t *testing.T) {
	fr := headFR + "Il dit {{< quote ref=\"a#s1\" from=\"le\" words=\"x\" >}} ici.\n"
	en := headEN + "He says {{< quote ref=\"a#s1\" from=\"the\" words=\"y\" >}} here.\n"
	r := pair(t, fr, en)
	x := r.Export(nil)
	if u := x.Units[len(x.Units)-1]; tagged(u.target) != "He says <1/> here." {
		t.Errorf("target %q", tagged(u.target))
	}
	reply, err := ReadPO(x.PO())
	if err != nil {
		t.Fatal(err)
	}
	reply.Units[len(reply.Units)-1].target[0].text = "He tells us "
	if out := r.Apply(reply, "x"); !strings.Contains(string(out.Data), `He tells us {{< quote ref="a#s1" from="the" words="y" >}} here.`) {
		t.Errorf("%v %s", out.Found, out.Data)
	}
}

func TestRoundTripOfHostileText(t *testing.T) {
	roundTrip(t, headFR+hostile, headEN+hostile, true)
	roundTrip(t, strings.ReplaceAll(headFR+hostile, "\n", "\r\n"), strings.ReplaceAll(headEN+hostile, "\n", "\r\n"), true)
}

// roundTrip sends both ways, first unchanged, then with words changed: every byte that is
// no such word has to stay. A strict one may not be refused.
func roundTrip(t *testing.T, fr, en string, strict bool) {
	t.Helper()
	r := pair(t, fr, en)
	for _, f := range formats {
		file := f.write(r.Export(nil))
		reply, err := f.read(file)
		if err != nil {
			t.Fatalf("%s: %v\n%s", f.name, err, file)
		}
		out := r.Apply(reply, "reply")
		if len(out.Found) > 0 || out.Data != nil || out.Waiting > 0 {
			t.Errorf("%s: %v, data %v, %d waiting\n%s", f.name, out.Found, out.Data != nil, out.Waiting, file)
		}
		mark(reply)
		if out = r.Apply(reply, "reply"); out.Data == nil {
			if strict {
				t.Errorf("%s: changed words refused: %v", f.name, out.Found)
			}
			continue
		}
		if got := strings.ReplaceAll(string(out.Data), "ß", ""); got != en {
			t.Errorf("%s: more than the words changed\n got %q\nwant %q", f.name, got, en)
		}
	}
}

// mark puts a letter into the first word of every run of words.
func mark(reply *Reply) {
	for i := range reply.Units {
		for k, p := range reply.Units[i].target {
			at := strings.IndexFunc(p.text, unicode.IsLetter)
			if p.kind == textPart && at >= 0 {
				_, size := utf8.DecodeRuneInString(p.text[at:])
				reply.Units[i].target[k].text = p.text[:at+size] + "ß" + p.text[at+size:]
			}
		}
	}
}

func FuzzRoundTrip(f *testing.F) {
	f.Add(hostile)
	f.Add("*a _b* c_ **d [e*](f) `g\n\n- h\n\n  i\n- {{< x `y` >}}")
	f.Add("a\n===\n\n| a |\n|--|\n| *b | c* |\n\n<!-- x -->\n\n[a]: b")
	f.Fuzz(fuzzOne)
}

func fuzzOne(t *testing.T, body string) {
	if len(body) > 4000 || strings.Contains(body, "ß") {
		return
	}
	files := fstest.MapFS{
		"content/about/index.fr.md": {Data: []byte(headFR + body)},
		"content/about/index.en.md": {Data: []byte(headEN + body)},
	}
	c, err := content.Load(files)
	if err != nil || len(c.Items) != 1 || c.Items[0].Versions[0].Meta == nil || c.Items[0].Versions[0].Tree == nil {
		return
	}
	roundTrip(t, headFR+body, headEN+body, false)
}
