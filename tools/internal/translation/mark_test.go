package translation

import (
	"strings"
	"testing"
)

const page = `<html lang="en"><body><p>Twenty drivers wait.</p><main id="main"><h1>A title</h1>
<p>Summary of <em>it</em>.</p>
<template data-drift-page="ab0ut1 en"></template>
<template data-drift="changed"><small class="drift">old</small></template>
<template data-drift="missing"><small class="drift">gap</small></template>
<template data-drift="removed"><small class="drift">gone</small></template>
<template data-drift="both"><small class="drift">both</small></template>
<h2 id="x">The “station”</h2>
<p>Twenty drivers wait.</p>
<ul><li>one</li><li>two<ul><li>deep</li></ul></li></ul>
<p>By <a href="/x/">Somebody</a>, today: <b>now</b>.</p>
<table><tr><th>Day</th><td>twelve</td></tr></table>
</main></body></html>`

const bodyEN = "## The \"station\" {#x}\n\nTwenty drivers wait.\n\n- one\n- two\n  - deep\n\n" +
	"By {{< person \"k4tm8q\" >}}, today: **now**.\n\n| Day | twelve |\n|---|---|\n"

// drifted is the report on an item whose source has changed since the record.
func drifted(t *testing.T, replaced ...string) []*Report {
	t.Helper()
	fr := headFR + bodyEN
	r := pair(t, fr, headEN+bodyEN)
	l := &Ledger{}
	l.Set(r.Key, r.To, r.Done())
	changed := pair(t, strings.NewReplacer(replaced...).Replace(fr), headEN+bodyEN)
	return ItemReports(changed.Item, l)
}

func TestNotesStandAtThePassages(t *testing.T) {
	cases := []struct {
		name     string
		replaced []string
		before   string // what stands before the note
		note     string
	}{
		{"paragraph", []string{"drivers wait", "drivers sleep"}, "<p>Twenty drivers wait.</p>", "\n<p><small class=\"drift\">old</small></p>"},
		{"heading", []string{"The \"station\"", "A station"}, "<h2 id=\"x\">The “station”</h2>", "\n<p><small class=\"drift\">old</small></p>"},
		{"item", []string{"- one", "- the one"}, "<li>one", " <small class=\"drift\">old</small></li>"},
		{"item with a list in it", []string{"- two", "- two more"}, "<li>two", " <small class=\"drift\">old</small><ul>"},
		{"item in a list of an item", []string{"- deep", "- deeper deep"}, "<li>deep", " <small class=\"drift\">old</small></li>"},
		{"words around a shortcode", []string{"today:", "yesterday:"}, "<b>now</b>.</p>", "\n<p><small class=\"drift\">old</small></p>"},
		{"cell", []string{"twelve", "twelve visits"}, "<td>twelve", " <small class=\"drift\">old</small></td>"},
		{"title", []string{"À propos", "À propos de nous"}, "", ""},
		{"removed", []string{"Twenty drivers wait.\n\n", ""}, "<p>Twenty drivers wait.</p>", "\n<p><small class=\"drift\">gone</small></p>"},
		{"added", []string{"- one", "Something new.\n\n- one"}, "<p>Twenty drivers wait.</p>", "\n<p><small class=\"drift\">gap</small></p>"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got := string(markPage([]byte(page), drifted(t, c.replaced...), "en"))
			if strings.Contains(got, "template") {
				t.Error("the templates are still there")
			}
			wanted := 1
			if c.note == "" {
				wanted = 0 // the title of the page is not the one of the item
			}
			if n := strings.Count(got, "<small"); n != wanted {
				t.Fatalf("%d notes, want %d\n%s", n, wanted, got)
			}
			main := got[strings.Index(got, "<main"):]
			if !strings.Contains(main, c.before+c.note) {
				t.Errorf("no %q after %q in\n%s", c.note, c.before, got)
			}
		})
	}
}

func TestCurrentPageStaysAsItIs(t *testing.T) {
	without := driftTemplate.ReplaceAllString(driftPage.ReplaceAllString(page, ""), "")
	if got := string(markPage([]byte(page), drifted(t), "en")); got != without {
		t.Errorf("got %s", got)
	}
}
