package sitetest

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"io/fs"
	"path"
	"slices"
	"strings"
	"testing"

	"proximite/tools/internal/diagnostic"
)

// storyWith is a page whose line 9 holds the words under test.
func storyWith(id, words string) string {
	return "---\nid: " + id + "\ntitle: T " + id + "\nslug: " + id + "\nsummary: S.\ndate: 2023-01-02\nsource_language: fr\n---\n" + words + "\n"
}

// TestAuthorsMistakes expects a finding with file and line for each slip. The
// mistakes that Hugo reports together are built together.
func TestAuthorsMistakes(t *testing.T) {
	together := map[string]struct{ words, rule, says string }{
		"persona":  {`Un {{< person "nobody" >}}.`, "", `person: no "nobody"`},
		"figura":   {`Un {{< value "no-figure" >}}.`, "", `value: no "no-figure"`},
		"segmenta": {`{{< quote ref="c8w3nd#szzzzz" >}}`, "", `no public segment "c8w3nd#szzzzz"`},
		"transca":  {`{{< quote ref="zzzz#szzzzz" >}}`, "", `no public segment "zzzz#szzzzz"`},
		"wordsa":   {`{{< quote ref="c8w3nd#sn6h8r" from="Jamais dit" >}}`, "", `"Jamais dit" is not in the segment`},
		"sourcea":  {`Un {{< source "no-source" >}}.`, "", `source: no "no-source"`},
		"terma":    {`Un {{< term "no-term" >}}.`, "", `term: no "no-term"`},
		"diagrama": {`{{< diagram "no-figure" >}}`, "", `no figure "no-figure"`},
		"deada":    {`Un [lien](/stories/nowhere/).`, "", `no such page`},
		"anchora":  {`Un [lien](#nowhere).`, "", `no such heading`},
		"scripta":  {`Un [lien](javascript:alert).`, "", `only https, mailto and tel`},
		"dataa":    {`Un [lien](data:text/html,x).`, "", `only https, mailto and tel`},
		"plaina":   {`Un [lien](http://example.org/).`, "", `only https, mailto and tel`},
		"picturea": {`![Une place](nowhere.jpg)`, "", `not in the folder`},
		"alta":     {`![](nowhere.jpg)`, "", `alternative text is missing`},
		"tablea":   {"| a |\n|---|\n| b |", "", `{caption=`},
	}
	var archive strings.Builder
	for id, m := range together {
		archive.WriteString("-- content/stories/" + id + "/index.fr.md --\n" + storyWith(id, m.words))
	}
	found := findingsOf(t, miniProject(t, archive.String()))
	for id, m := range together {
		requireFinding(t, found, "content/stories/"+id+"/index.fr.md:9", m.rule, m.says)
	}
}

// TestMistakesThatStopHugo are those after which Hugo reads no further.
func TestMistakesThatStopHugo(t *testing.T) {
	tests := map[string]struct{ file, text, at, rule, says string }{
		"unknown shortcode": {"index.fr.md", storyWith("abcd", `Un {{< nope >}}.`), "content/stories/x/index.fr.md:9", "hugo/shortcode", `"nope" not found`},
		"HTML in Markdown":  {"index.fr.md", storyWith("abcd", `Un <b onclick="x()">mot</b>.`), "content/stories/x/index.fr.md", "hugo/raw-html", "Raw HTML omitted"},
		"HTML file":         {"index.fr.html", storyWith("abcd", `<script>x()</script>`), "content/stories/x/index.fr.html", "hugo/forbidden-file", "access denied"},
		"inline shortcode":  {"index.fr.md", storyWith("abcd", `{{< x.inline >}}{{ now }}{{< /x.inline >}}`), "", "", ""},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			project := miniProject(t, "-- content/stories/x/"+test.file+" --\n"+test.text)
			if test.rule == "" { // switched off: Hugo prints nothing in its place
				s := buildMini(t, project)
				if p := s.byURL["/fr/recits/abcd/"]; p == nil || text(first(p.root, ".prose")) != "" {
					t.Error("an inline shortcode was run")
				}
				return
			}
			requireFinding(t, findingsOf(t, project), test.at, test.rule, test.says)
		})
	}
}

func requireFinding(t *testing.T, found []diagnostic.Diagnostic, at, rule, says string) {
	t.Helper()
	if !slices.ContainsFunc(found, func(d diagnostic.Diagnostic) bool {
		return strings.HasPrefix(d.Position(), at) && (rule == "" || d.Rule == rule) && strings.Contains(d.Message.EN, says)
	}) {
		t.Errorf("no finding at %s that says %q; found:\n%v", at, says, buildError{Findings: found})
	}
}

// attributed is a person quoted everywhere that a person can be quoted.
const attributed = `
-- data/people.yaml --
k4tm8q:
  name: "Awa Canari"
  first_name: "Awa"
  rank: "Capitaine"
  role: {fr: "une institutrice en uniforme", en: "a schoolteacher in uniform"}
  serving: true
  attribution: "LEVEL"
-- data/transcripts/testab.yaml --
id: testab
language: fr
spoken: fr
source: {published: mission-article-2023}
speakers:
  - {id: a, person: k4tm8q, label: "Awa Canari"}
segments:
  - {id: s0pen2, speaker: a, text: "Nous apprenons ensemble.", themes: [trust], translation: {en: {text: "We learn together.", status: own}}}
-- content/interviews/x/index.fr.md --
---
id: abcd
title: Un entretien
slug: entretien
summary: Un entretien.
date: 2023-01-02
source_language: fr
transcript: testab
release: public
people: [k4tm8q]
---

Avec {{< person "k4tm8q" >}}.
-- content/stories/x/index.en.md --
---
id: efgh
title: A story
slug: story
summary: A story.
date: 2023-01-02
source_language: en
people: [k4tm8q]
interviews: [abcd]
---

With {{< person "k4tm8q" >}}.

{{< quote ref="testab#s0pen2" >}}

{{< quote ref="testab#s0pen2" form="inline" >}}
`

// TestLoweredAttribution lowers one field and looks for the name in every file.
func TestLoweredAttribution(t *testing.T) {
	tests := map[string]struct{ shown, gone []string }{
		"full_name":  {[]string{"Capitaine Awa Canari"}, nil},
		"first_name": {[]string{"Awa"}, []string{"Canari", "Capitaine"}},
		"role_only":  {[]string{"a schoolteacher in uniform", "une institutrice en uniforme"}, []string{"Canari", "Awa", "Capitaine"}},
		"anonymous": {[]string{"une personne qui n’est pas nommée"},
			[]string{"Canari", "Awa", "Capitaine", "institutrice", "schoolteacher"}},
	}
	for level, test := range tests {
		t.Run(level, func(t *testing.T) {
			t.Parallel()
			s := buildMini(t, miniProject(t, strings.Replace(attributed, "LEVEL", level, 1)))
			for _, words := range test.shown {
				if files, err := s.filesWith(words); err != nil || len(files) == 0 {
					t.Errorf("%q is nowhere (%v)", words, err)
				}
			}
			for _, words := range test.gone {
				if files, err := s.filesWith(words); err != nil || len(files) > 0 {
					t.Errorf("%q stands in %q (%v)", words, files, err)
				}
			}
		})
	}
}

// TestPicturesArePublishedWithoutTheirOriginal puts a photograph with the marks of
// its camera into a bundle, one that is shown and one that is not.
func TestPicturesArePublishedWithoutTheirOriginal(t *testing.T) {
	project := miniProject(t, "-- content/stories/x/index.fr.md --\n"+storyWith("abcd", "![Une place à l'ombre](place.jpg \"La place\")"))
	photo := photograph(t, 700, 400)
	for _, name := range []string{"place.jpg", "unused.jpg"} {
		write(t, project, "content/stories/x/"+name, photo)
	}
	write(t, project, "content/stories/x/entretien.docx", []byte("GPS-canary"))
	s := buildMini(t, project)
	if files, err := s.filesWith("GPS-canary"); err != nil || len(files) > 0 {
		t.Errorf("marks of the camera in %q (%v)", files, err)
	}
	var pictures []string
	err := fs.WalkDir(s.files, ".", func(name string, d fs.DirEntry, err error) error {
		if ext := path.Ext(name); err == nil && slices.Contains([]string{".jpg", ".jpeg", ".webp", ".docx"}, ext) {
			pictures = append(pictures, ext)
		}
		return err
	})
	slices.Sort(pictures)
	if want := []string{".jpg", ".jpg", ".webp", ".webp"}; err != nil || !slices.Equal(pictures, want) {
		t.Errorf("published: %q (%v), want two widths in two formats", pictures, err)
	}
	p := s.byURL["/fr/recits/abcd/"]
	shown := first(p.root, "figure.picture img")
	if shown == nil || attribute(shown, "alt") != "Une place à l’ombre" || attribute(shown, "loading") != "lazy" || attribute(shown, "width") != "640" {
		t.Errorf("the picture is %v", shown)
	}
	if complaints := checkLinks(s); len(complaints) > 0 {
		t.Errorf("%q", complaints)
	}
}

// photograph is a JPEG file with a block of metadata after its start.
func photograph(t *testing.T, width, height int) []byte {
	t.Helper()
	picture := image.NewRGBA(image.Rect(0, 0, width, height))
	for x := range width {
		for y := range height {
			picture.Set(x, y, color.RGBA{uint8(x), uint8(y), 90, 255})
		}
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, picture, nil); err != nil {
		t.Fatal(err)
	}
	comment := "GPS-canary"
	marks := append([]byte{0xff, 0xfe, 0, byte(2 + len(comment))}, comment...)
	return slices.Concat(b.Bytes()[:2], marks, b.Bytes()[2:])
}

// TestLongLists turns the page when a list holds more than one page of cards.
func TestLongLists(t *testing.T) {
	var archive strings.Builder
	for i := range 50 {
		id := "ab" + string("0123456789"[i/10]) + string("0123456789"[i%10])
		archive.WriteString("-- content/stories/" + id + "/index.fr.md --\n" + storyWith(id, "Texte."))
	}
	s := buildMini(t, miniProject(t, archive.String()))
	third := s.byURL["/fr/recits/page/3/"]
	if third == nil || len(all(third.root, ".card")) != 2 || first(third.root, `nav.pagination a[rel="prev"][href="/fr/recits/page/2/"]`) == nil {
		t.Fatalf("the third page: %v", third)
	}
	if n := len(all(s.byURL["/fr/recits/"].root, ".card")); n != 24 {
		t.Errorf("the first page has %d cards", n)
	}
	if p := s.byURL["/fr/recits/page/1/"]; p != nil {
		t.Error("the first page stands at two addresses")
	}
	if title := text(first(third.root, "title")); title != "stories fr · Page 3 · Proximité" {
		t.Errorf("the title of the third page is %q", title)
	}
	requireSound(t, s)
}
