package weight

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"proximite/tools/internal/diagnostic"
)

// Part is a part of a page and what it weighs, compressed alone.
type Part struct {
	Name  diagnostic.Text
	Bytes int
}

// String names the part and its weight in a language.
func (p Part) In(l diagnostic.Language) string {
	unit := "bytes"
	if l == diagnostic.French {
		unit = "octets"
	}
	return fmt.Sprintf("%s %d %s", p.Name.In(l), p.Bytes, unit)
}

// Parts says where the weight of a page comes from, the heaviest first. What is said
// of the sections of the text refers to the headings that readers see.
func Parts(page []byte) []Part {
	d := division{bytes: make(map[diagnostic.Text]*bytes.Buffer), section: frame}
	z := html.NewTokenizer(bytes.NewReader(page))
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			return d.parts()
		}
		d.token(kind, z)
	}
}

var (
	styles     = diagnostic.Text{FR: "présentation (CSS)", EN: "style (CSS)"}
	structured = diagnostic.Text{FR: "données pour les moteurs de recherche", EN: "data for search engines"}
	drawings   = diagnostic.Text{FR: "dessins (SVG)", EN: "drawings (SVG)"}
	frame      = diagnostic.Text{FR: "en-tête, menus et pied de page", EN: "head, menus and foot of the page"}
	opening    = diagnostic.Text{FR: "début du texte", EN: "beginning of the text"}
	index      = diagnostic.Text{FR: "table de la recherche", EN: "table of the search"}
)

// division hands each byte of a page to one part.
type division struct {
	bytes   map[diagnostic.Text]*bytes.Buffer
	section diagnostic.Text // where text goes now
	inside  atom.Atom       // style, script or svg that is open
	depth   int             // of svg
	heading *strings.Builder
	pending []byte // the heading so far
}

func (d *division) token(kind html.TokenType, z *html.Tokenizer) {
	raw := bytes.Clone(z.Raw())
	opens := kind == html.StartTagToken
	if !opens && kind != html.EndTagToken {
		if d.heading != nil && kind == html.TextToken {
			d.heading.Write(raw)
		}
		d.add(raw)
		return
	}
	name, _ := z.TagName()
	switch tag := atom.Lookup(name); {
	case tag == atom.Svg || tag == atom.Style || tag == atom.Script:
		d.nested(tag, opens, raw)
		return
	case tag == atom.Main && opens:
		d.add(raw)
		d.section = opening
		return
	case tag == atom.Main:
		d.section = frame
	case d.inside == 0 && (tag == atom.H2 || tag == atom.H3) && d.section != frame:
		d.title(opens, raw)
		return
	case tag == atom.Form && bytes.Contains(raw, []byte("data-index=")):
		d.to(index, raw)
		return
	}
	d.add(raw)
}

// nested keeps to one part what stands inside of svg, style and script.
func (d *division) nested(tag atom.Atom, opens bool, raw []byte) {
	if opens && d.inside == 0 {
		d.inside = tag
	}
	d.add(raw)
	if tag != d.inside {
		return
	}
	if opens {
		d.depth++
	} else if d.depth--; d.depth <= 0 {
		d.inside, d.depth = 0, 0
	}
}

// title begins the section that a heading names.
func (d *division) title(opens bool, raw []byte) {
	if opens {
		d.heading, d.pending = &strings.Builder{}, raw
		return
	}
	if d.heading != nil {
		words := strings.Join(strings.Fields(html.UnescapeString(d.heading.String())), " ")
		d.heading = nil
		d.section = diagnostic.Text{FR: fmt.Sprintf("partie « %s »", words), EN: fmt.Sprintf("section “%s”", words)}
		d.add(d.pending)
	}
	d.add(raw)
}

func (d *division) add(raw []byte) {
	switch d.inside {
	case atom.Svg:
		d.to(drawings, raw)
	case atom.Style:
		d.to(styles, raw)
	case atom.Script:
		d.to(structured, raw)
	default:
		d.to(d.section, raw)
	}
}

func (d *division) to(part diagnostic.Text, raw []byte) {
	if d.bytes[part] == nil {
		d.bytes[part] = &bytes.Buffer{}
	}
	d.bytes[part].Write(raw)
}

func (d *division) parts() []Part {
	var list []Part
	for name, b := range d.bytes {
		list = append(list, Part{name, Gzip(b.Bytes())})
	}
	slices.SortFunc(list, func(a, b Part) int {
		return cmp.Or(cmp.Compare(b.Bytes, a.Bytes), cmp.Compare(a.Name.EN, b.Name.EN))
	})
	return list
}
