package ingest

import (
	"fmt"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"proximite/tools/internal/diagnostic"
)

// observer counts, while a document is read, what a person must hear about.
type observer struct {
	changes  tally
	comments int
	authors  map[string]bool // counted, never named
	at       []int           // paragraphs with changes
	left     tally
	links    int // links that are not published
}

// tally counts things by name, in the order of their first appearance.
type tally struct {
	names  []diagnostic.Text
	counts map[diagnostic.Text]int
}

func (t *tally) add(name diagnostic.Text, n int) {
	if n == 0 {
		return
	}
	if t.counts == nil {
		t.counts = make(map[diagnostic.Text]int)
	}
	if t.counts[name] == 0 {
		t.names = append(t.names, name)
	}
	t.counts[name] += n
}

func (t *tally) total() int {
	n := 0
	for _, c := range t.counts {
		n += c
	}
	return n
}

// list is "pictures: 2, hidden text: 1" in both languages.
func (t *tally) list() (fr, en string) {
	var f, e []string
	for _, name := range t.names {
		f = append(f, fmt.Sprintf("%s\u00a0: %d", name.FR, t.counts[name]))
		e = append(e, fmt.Sprintf("%s: %d", name.EN, t.counts[name]))
	}
	return strings.Join(f, ", "), strings.Join(e, ", ")
}

// What documents hold that is never taken over, and kinds of tracked changes.
var (
	leftPictures  = diagnostic.Text{FR: "images", EN: "pictures"}
	leftHidden    = diagnostic.Text{FR: "passages masqués", EN: "hidden passages"}
	leftPrompts   = diagnostic.Text{FR: "textes d’invite non remplis", EN: "placeholders left unfilled"}
	leftChunks    = diagnostic.Text{FR: "documents insérés", EN: "inserted documents"}
	leftObjects   = diagnostic.Text{FR: "objets incorporés", EN: "embedded objects"}
	leftCharts    = diagnostic.Text{FR: "graphiques", EN: "charts"}
	leftDiagrams  = diagnostic.Text{FR: "schémas SmartArt", EN: "SmartArt diagrams"}
	leftEquations = diagnostic.Text{FR: "équations", EN: "equations"}
	leftSymbols   = diagnostic.Text{FR: "symboles sans équivalent", EN: "symbols without equivalent"}
	leftForms     = diagnostic.Text{FR: "champs de formulaire", EN: "form fields"}
	leftScripts   = diagnostic.Text{FR: "contenus incorporés", EN: "embedded contents"}

	changeInsertion = diagnostic.Text{FR: "insertions", EN: "insertions"}
	changeDeletion  = diagnostic.Text{FR: "suppressions", EN: "deletions"}
	changeMove      = diagnostic.Text{FR: "déplacements", EN: "moves"}
	changeFormat    = diagnostic.Text{FR: "mises en forme", EN: "formattings"}
)

// change notes a tracked change in a paragraph (0: place unknown).
func (o *observer) change(kind diagnostic.Text, author string, paragraph int) {
	o.changes.add(kind, 1)
	o.author(author)
	if paragraph > 0 && !slices.Contains(o.at, paragraph) && len(o.at) < 20 {
		o.at = append(o.at, paragraph)
	}
}

func (o *observer) comment(author string) {
	o.comments++
	o.author(author)
}

func (o *observer) author(name string) {
	if o.authors == nil {
		o.authors = make(map[string]bool)
	}
	if name = strings.TrimSpace(name); name != "" {
		o.authors[name] = true
	}
}

// changeList says which changes there are and where.
func (o *observer) changeList() (fr, en string) {
	fr, en = o.changes.list()
	if len(o.at) == 0 {
		return orDash(fr), orDash(en)
	}
	places := strings.Trim(strings.ReplaceAll(fmt.Sprint(o.at), " ", ", "), "[]")
	if len(o.at) == 20 {
		places += "…"
	}
	return fr + " – paragraphes " + places, en + " – paragraphs " + places
}

func orDash(s string) string {
	if s == "" {
		return "–"
	}
	return s
}

// conclude adds what was observed to the source and decides whether tracked
// changes and comments refuse it.
func (o *observer) conclude(name string, opt Options, s *source) {
	if n := o.changes.total(); n+o.comments > 0 {
		fr, en := o.changeList()
		rule := ruleNotFinal
		if opt.AcceptChanges {
			rule = ruleChangesAccepted
		}
		s.found = append(s.found, rule.At(name, 0, 0, n, o.comments, len(o.authors), fr, en))
		s.refused = s.refused || !opt.AcceptChanges
	}
	if o.left.total() > 0 {
		fr, en := o.left.list()
		s.found = append(s.found, ruleLeftOut.At(name, 0, 0, fr, en))
	}
	if o.links > 0 {
		s.found = append(s.found, ruleUnsafeLink.At(name, 0, 0, o.links))
	}
}

// publicLink returns an address that may be published: http, https and mailto
// only. An address inside the document is silently no link.
func (o *observer) publicLink(address string) string {
	address = strings.TrimSpace(address)
	lower := strings.ToLower(address)
	switch {
	case address == "", strings.HasPrefix(address, "#"):
		return ""
	case strings.ContainsFunc(address, isControl):
	case strings.HasPrefix(lower, "http://"), strings.HasPrefix(lower, "https://"), strings.HasPrefix(lower, "mailto:"):
		return address
	}
	o.links++
	return ""
}

func isControl(r rune) bool { return r < ' ' || r == 0x7F }

// appendText adds text to runs, joining it to a last run of the same look.
func appendText(runs []run, r run) []run {
	if r.text == "" {
		return runs
	}
	if n := len(runs); n > 0 {
		last := &runs[n-1]
		if !last.lineBreak && last.note == nil &&
			last.bold == r.bold && last.italic == r.italic && last.link == r.link {
			last.text += r.text
			return runs
		}
	}
	return append(runs, r)
}

// tidy brings the text of office documents into the form of decoded text files:
// composed letters, no invisible controls, no breaks at the ends of a paragraph,
// and no paragraph without text.
func tidy(blocks []block) []block {
	kept := blocks[:0]
	for _, b := range blocks {
		b.runs = tidyRuns(b.runs)
		for _, row := range b.rows {
			for i := range row {
				row[i] = tidy(row[i])
			}
		}
		if len(b.runs) > 0 || len(b.rows) > 0 || b.kind == rule {
			kept = append(kept, b)
		}
	}
	return kept
}

func tidyRuns(runs []run) []run {
	var kept []run
	for _, r := range runs {
		if r.text = norm.NFC.String(strings.Map(plainRune, r.text)); r.text == "" && !r.lineBreak && r.note == nil {
			continue
		}
		if r.note != nil {
			r.note = tidy(r.note)
		}
		kept = append(kept, r)
	}
	return trimBreaks(kept)
}

// plainRune drops controls that are not seen (zero width, direction, soft
// hyphen) and turns other white space that lays out into a space.
func plainRune(r rune) rune {
	switch {
	case r == '\n' || r == '\r' || r == '\v' || r == '\f' || r == 0x85 || r == 0x2028 || r == 0x2029:
		return ' '
	case r == '\t':
		return r
	case isControl(r), r >= 0x80 && r < 0xA0, r == 0xAD, r == 0xFEFF, r == 0xFFFD:
		return -1
	case r >= 0x200B && r <= 0x200F, r >= 0x202A && r <= 0x202E, r >= 0x2060 && r <= 0x206F:
		return -1
	}
	return r
}

// trimBreaks drops white space and breaks at both ends; nothing is left of a
// paragraph that had nothing else.
func trimBreaks(runs []run) []run {
	blank := func(r run) bool {
		return r.note == nil && (r.lineBreak || strings.TrimLeft(r.text, " \t\u00a0") == "")
	}
	for len(runs) > 0 && blank(runs[0]) {
		runs = runs[1:]
	}
	for len(runs) > 0 && blank(runs[len(runs)-1]) {
		runs = runs[:len(runs)-1]
	}
	if len(runs) > 0 {
		runs[0].text = strings.TrimLeft(runs[0].text, " \t")
		runs[len(runs)-1].text = strings.TrimRight(runs[len(runs)-1].text, " \t")
	}
	return runs
}
