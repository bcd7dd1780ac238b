package sitetest

import (
	"fmt"
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
		"picturea": {`![Une place](nowhere.jpg)`, "", `place photographs with`},
		"photoa":   {`{{< photo >}}`, "", `no id`},
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

// TestLongLists turns the page when a list holds more than one page of cards.
func TestLongLists(t *testing.T) {
	var archive strings.Builder
	for i := range 50 {
		id := "ab" + string("0123456789"[i/10]) + string("0123456789"[i%10])
		story := strings.Replace(storyWith(id, "Texte."), "date: 2023", fmt.Sprintf("themes: [trust]\ndate: %d", 2023-i%4), 1)
		archive.WriteString("-- content/stories/" + id + "/index.fr.md --\n" + story)
	}
	s := buildMini(t, miniProject(t, archive.String()))
	list := s.byURL["/fr/recits/"].root
	if years := all(list, ".group h2"); len(years) != 2 || text(years[0]) != "2023 13 récits" {
		t.Errorf("the first page has the years %d, %q", len(years), text(years[0]))
	}
	if first(list, `.facets a[href="/fr/recits/page/3/#y2020"]`) != nil || first(list, `.facets a[href="/fr/recits/page/2/#y2020"]`) == nil {
		t.Error("the filter does not lead to the page on which 2020 begins")
	}
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
