package rule

import (
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"

	"proximite/tools/internal/content"
	"proximite/tools/internal/diagnostic"
	"proximite/tools/internal/document"
	"proximite/tools/internal/fact"
)

// checkParity asks that both versions of an item state the same: figures and dates,
// calls, links, images, headings, lists and tables. A finding stands where something
// is missing or different and names the place in the other file.
func checkParity(c *content.Corpus) []diagnostic.Diagnostic {
	var found []diagnostic.Diagnostic
	eachPair(c, func(p *pair) {
		found = append(found, p.facts()...)
		found = append(found, p.elements()...)
		found = append(found, p.headings()...)
		found = append(found, p.shapes()...)
	})
	return found
}

// facts compares figures region by region.
func (p *pair) facts() []diagnostic.Diagnostic {
	var found []diagnostic.Diagnostic
	p.regions(func(from, to []prose, aligned bool) {
		a, b := factsOf(from), factsOf(to)
		for _, d := range fact.Compare(a, b, aligned) {
			found = append(found, p.factFinding(d, from, to))
		}
	})
	return found
}

func factsOf(texts []prose) []fact.Fact {
	var all []fact.Fact
	for i := range texts {
		for _, f := range fact.Of(texts[i].text, texts[i].language) {
			f.Place = i
			all = append(all, f)
		}
	}
	return all
}

func (p *pair) factFinding(d fact.Difference, from, to []prose) diagnostic.Diagnostic {
	var found diagnostic.Diagnostic
	switch {
	case d.A != nil && d.B != nil:
		a, b := &from[d.A.Place], &to[d.B.Place]
		found = b.at(factsDiffer, d.B.Start, d.B.Text, d.A.Text, p.source.Path, a.line(d.A.Start))
	case d.A != nil:
		found = missingFact(&from[d.A.Place], d.A, p.target, to)
	default:
		found = missingFact(&to[d.B.Place], d.B, p.source, from)
	}
	// A word for a number may be left out in good style; another number may not.
	if d.Loose() {
		least := diagnostic.Advice
		if d.A != nil && d.B != nil {
			least = diagnostic.Warning
		}
		found = found.With(max(found.Severity, least))
	}
	return found
}

// missingFact stands at the text of the other version that corresponds.
func missingFact(has *prose, f *fact.Fact, lacking *content.Version, texts []prose) diagnostic.Diagnostic {
	args := []any{f.Text, has.path, has.line(f.Start)}
	if len(texts) == 0 {
		return gate(lacking, lacking.At(factMissing, lacking.Body, args...))
	}
	return texts[min(f.Place, len(texts)-1)].at(factMissing, 0, args...)
}

// element is a call, a link or an image of the body.
type element struct {
	name   string // what has to be equal
	shown  string
	offset int
	soft   bool // its absence is for a person to judge
}

// elements compares calls, links and images without regard to their order.
func (p *pair) elements() []diagnostic.Diagnostic {
	a, b := elementsOf(p.source), elementsOf(p.target)
	var found []diagnostic.Diagnostic
	found = append(found, missingElements(p.source, a, p.target, b)...)
	return append(found, missingElements(p.target, b, p.source, a)...)
}

func elementsOf(v *content.Version) []element {
	var list []element
	for _, s := range v.Shortcodes {
		list = append(list, callElement(s))
	}
	for _, l := range v.Links {
		name, soft := linkName(l.Destination)
		list = append(list, element{"link " + name, l.Destination, l.Offset, soft})
	}
	for _, i := range v.Images {
		list = append(list, element{"image " + languageMark.ReplaceAllString(i.Destination, "$1"), i.Destination, i.Offset, false})
	}
	return list
}

// callElement: a quotation is what it refers to, every other call its parameter. A
// person may be named once in one language and twice in the other.
func callElement(s document.Shortcode) element {
	param, ok := s.First()
	if !ok {
		param, _ = s.Get("ref")
	}
	e := element{name: s.Name + " " + param.Value, offset: s.Offset}
	if s.Name == "lang" && s.Inner != nil {
		// A quotation in French is enclosed on the English page only.
		if param.Value == "fr" || param.Value == "en" {
			e.name = ""
		} else {
			e.name += " " + strings.TrimSpace(s.Inner.Text)
		}
	}
	e.shown = "{{< " + e.name + " >}}"
	return e
}

// languageMark is what tells the languages of an address or a file apart.
var languageMark = regexp.MustCompile(`[._-](?:fr|en)(\.[a-z]+|$)`)

var languageFolder = regexp.MustCompile(`(^|[/=.])(?:fr|en|FR|EN|fra|eng|french|english|francais)([/.&]|$)`)

// linkName is a destination without its fragment and language. The address of another
// site may differ between languages; that it has the same host is enough.
func linkName(destination string) (name string, soft bool) {
	u, err := url.Parse(destination)
	switch {
	case err != nil:
		return destination, false
	case u.Host != "":
		p := languageFolder.ReplaceAllString(languageMark.ReplaceAllString(u.Path, "$1"), "$1$2")
		return u.Host + path.Clean("/"+p), true
	case u.Path == "":
		return "#", false
	}
	return path.Clean(u.Path), false
}

// missingElements lists what one version has and the other lacks, at the text of the
// other that corresponds.
func missingElements(v *content.Version, has []element, lacking *content.Version, others []element) []diagnostic.Diagnostic {
	count := make(map[string]int, len(others))
	for _, e := range others {
		count[e.name]++
	}
	seen := make(map[string]bool)
	var found []diagnostic.Diagnostic
	for _, e := range has {
		once := strings.HasPrefix(e.name, "person ") || strings.HasPrefix(e.name, "term ") || strings.HasPrefix(e.name, "source ")
		if e.name == "" || once && (count[e.name] > 0 || seen[e.name]) {
			continue
		}
		seen[e.name] = true
		if count[e.name]--; count[e.name] >= 0 {
			continue
		}
		if e.soft && sameHost(e.name, others) {
			continue
		}
		line, _ := v.Position(e.offset)
		d := lacking.At(elementMissing, placeOf(v, e.offset, lacking), e.shown, v.Path, line)
		if e.soft {
			d = d.With(diagnostic.Warning)
		}
		found = append(found, gate(lacking, d))
	}
	return found
}

// sameHost: open.example.org and ouvert.example.org may hold the two versions of one
// page.
func sameHost(name string, others []element) bool {
	return slices.ContainsFunc(others, func(e element) bool { return e.soft && domain(e.name) == domain(name) })
}

// domain is the end of the host in a name "link www.example.org/page".
func domain(name string) string {
	host, _, _ := strings.Cut(strings.TrimPrefix(name, "link "), "/")
	labels := strings.Split(host, ".")
	return strings.Join(labels[max(len(labels)-2, 0):], ".")
}

// placeOf is where in the other version the text begins that corresponds to an offset:
// the block with the same number, counted from the nearest heading.
func placeOf(v *content.Version, offset int, other *content.Version) int {
	section, block := sectionOf(v, offset)
	at, n := other.Body, -1
	for s, i := -1, 0; i < len(other.Blocks); i++ {
		b := &other.Blocks[i]
		if b.Kind == "heading" {
			s++
			n = -1
		}
		n++
		if s > section {
			break
		}
		if s == section && n <= block || s < section {
			at = b.Offset(0)
		}
	}
	return at
}

// sectionOf counts the headings before an offset and the blocks since the last one.
func sectionOf(v *content.Version, offset int) (section, block int) {
	section, block = -1, -1
	last, _ := v.Position(offset)
	for i := range v.Blocks {
		b := &v.Blocks[i]
		// A link at the start of a block stands before its text, on the same line.
		if line, _ := v.Position(b.Offset(0)); line > last || b.Offset(0) > offset && b.Kind == "cell" {
			break
		}
		if b.Kind == "heading" {
			section++
			block = -1
		}
		block++
	}
	return section, max(block, 0)
}

// headings compares levels in order, then written anchors.
func (p *pair) headings() []diagnostic.Diagnostic {
	a, b := p.source.Headings, p.target.Headings
	for i := range max(len(a), len(b)) {
		switch {
		case i >= len(b):
			line, _ := p.source.Position(a[i].Offset)
			return p.one(p.target, p.target.At(headingMissing, lastOffset(p.target), a[i].Text, p.source.Path, line))
		case i >= len(a):
			line, _ := p.target.Position(b[i].Offset)
			return p.one(p.source, p.source.At(headingMissing, lastOffset(p.source), b[i].Text, p.target.Path, line))
		case a[i].Level != b[i].Level:
			line, _ := p.source.Position(a[i].Offset)
			return p.one(p.target, p.target.At(headingLevel, b[i].Offset, b[i].Level, a[i].Level, p.source.Path, line))
		}
	}
	var found []diagnostic.Diagnostic
	for i := range a {
		if a[i].Explicit && b[i].Explicit && a[i].ID != b[i].ID || a[i].Explicit != b[i].Explicit {
			line, _ := p.source.Position(a[i].Offset)
			found = append(found, gate(p.target, p.target.At(headingAnchor, b[i].Offset, anchor(b[i]), anchor(a[i]), p.source.Path, line)))
		}
	}
	return found
}

func anchor(h document.Heading) string {
	if h.Explicit {
		return "{#" + h.ID + "}"
	}
	return "—"
}

func (p *pair) one(v *content.Version, d diagnostic.Diagnostic) []diagnostic.Diagnostic {
	return []diagnostic.Diagnostic{gate(v, d)}
}

// lastOffset is where the last block of a version begins.
func lastOffset(v *content.Version) int {
	if len(v.Blocks) == 0 {
		return v.Body
	}
	return v.Blocks[len(v.Blocks)-1].Offset(0)
}

func parityRules() []diagnostic.Rule {
	list := []diagnostic.Rule{factsDiffer, factMissing, elementMissing, headingMissing, headingLevel, headingAnchor}
	for _, kind := range sortedKeys(shapeMissing) {
		list = append(list, shapeMissing[kind])
	}
	for _, kind := range sortedKeys(shapeSize) {
		list = append(list, shapeSize[kind])
	}
	return list
}

var (
	factsDiffer = diagnostic.Rule{
		ID: "parity/figures-differ", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "« %[1]s » ici, « %[2]s » dans l’autre langue (%[3]s, ligne %[4]d).", EN: "“%[1]s” here, “%[2]s” in the other language (%[3]s, line %[4]d)."},
		Hint:    diagnostic.Text{FR: "Vérifiez dans la source lequel est juste et corrigez l’autre.", EN: "Look up in the source which is right and correct the other."},
	}
	factMissing = diagnostic.Rule{
		ID: "parity/figure-missing", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "« %[1]s » est dans l’autre langue (%[2]s, ligne %[3]d) et manque ici.", EN: "“%[1]s” stands in the other language (%[2]s, line %[3]d) and is missing here."},
		Hint:    diagnostic.Text{FR: "Ajoutez-le dans ce passage, ou retirez-le de l’autre version.", EN: "Add it to this passage, or take it out of the other version."},
	}
	elementMissing = diagnostic.Rule{
		ID: "parity/element-missing", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "« %[1]s » est dans l’autre langue (%[2]s, ligne %[3]d) et manque ici.", EN: "“%[1]s” stands in the other language (%[2]s, line %[3]d) and is missing here."},
		Hint:    diagnostic.Text{FR: "Reprenez-le dans ce passage : appels, liens et images sont les mêmes dans les deux langues.", EN: "Take it over into this passage: calls, links and images are the same in both languages."},
	}
	headingMissing = diagnostic.Rule{
		ID: "parity/heading-missing", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "L’autre langue a un titre de plus : « %[1]s » (%[2]s, ligne %[3]d).", EN: "The other language has one more heading: “%[1]s” (%[2]s, line %[3]d)."},
		Hint:    diagnostic.Text{FR: "Donnez aux deux versions les mêmes parties.", EN: "Give both versions the same parts."},
	}
	headingLevel = diagnostic.Rule{
		ID: "parity/heading-level", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "Ce titre est de niveau %[1]d, le même titre de l’autre langue de niveau %[2]d (%[3]s, ligne %[4]d).", EN: "This heading is of level %[1]d, the same heading of the other language of level %[2]d (%[3]s, line %[4]d)."},
		Hint:    diagnostic.Text{FR: "Mettez le même nombre de « # », ou ajoutez le titre qui manque.", EN: "Put the same number of “#”, or add the heading that is missing."},
	}
	headingAnchor = diagnostic.Rule{
		ID: "parity/heading-anchor", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "L’ancre de ce titre (%[1]s) n’est pas celle de l’autre langue (%[2]s ; %[3]s, ligne %[4]d).", EN: "The anchor of this heading (%[1]s) is not that of the other language (%[2]s; %[3]s, line %[4]d)."},
		Hint:    diagnostic.Text{FR: "Écrivez la même ancre dans les deux fichiers, pour qu’un lien mène au même endroit dans les deux langues.", EN: "Write the same anchor in both files, so that a link leads to the same place in both languages."},
	}
)
