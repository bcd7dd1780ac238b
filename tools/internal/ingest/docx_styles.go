package ingest

import (
	"encoding/xml"
	"regexp"
	"strconv"
	"strings"
)

// node is a small element held whole: the properties of a paragraph, run, row or
// cell, whose parts are asked for by name.
type node struct {
	xml.StartElement
	children []*node
}

// properties reads the current element into a node. Records of earlier
// properties (…Change) are counted as tracked changes and left out.
func (d *docx) properties(w *walker, e xml.StartElement) (*node, error) {
	n := &node{StartElement: e}
	err := w.children(func(c xml.StartElement) error {
		if isChangeRecord(c.Name.Local) {
			d.change(changeFormat, attribute(c, "author"), d.paragraphs)
			return w.skip()
		}
		child, err := d.properties(w, c)
		n.children = append(n.children, child)
		return err
	})
	return n, err
}

func isChangeRecord(name string) bool {
	return strings.HasSuffix(name, "PrChange") || strings.HasSuffix(name, "GridChange") || name == "numberingChange"
}

// at follows a path of names; nil when it ends.
func (n *node) at(names ...string) *node {
	for _, name := range names {
		if n = n.child(name); n == nil {
			return nil
		}
	}
	return n
}

func (n *node) child(name string) *node {
	if n == nil {
		return nil
	}
	for _, c := range n.children {
		if c.Name.Local == name {
			return c
		}
	}
	return nil
}

// value is the w:val of the element at a path.
func (n *node) value(names ...string) string {
	if n = n.at(names...); n == nil {
		return ""
	}
	return attribute(n.StartElement, "val")
}

// toggle is a property that may be absent, on, or off.
type toggle int8

const (
	unset toggle = iota
	on
	off
)

func (n *node) toggle(names ...string) toggle {
	if n = n.at(names...); n == nil {
		return unset
	}
	switch strings.ToLower(attribute(n.StartElement, "val")) {
	case "0", "false", "off", "none":
		return off
	}
	return on
}

// or is the first of two toggles that is set.
func (t toggle) or(other toggle) toggle {
	if t == unset {
		return other
	}
	return t
}

// look is what matters here of the formatting of text.
type look struct{ hidden, bold, italic toggle }

func lookOf(rPr *node) look {
	return look{rPr.toggle("vanish"), rPr.toggle("b"), rPr.toggle("i")}
}

func (l look) or(other look) look {
	return look{l.hidden.or(other.hidden), l.bold.or(other.bold), l.italic.or(other.italic)}
}

// wordStyle is one style, as it stands and with what it inherits.
type wordStyle struct {
	name, base, link string
	look             look
	outline          int // 1–9; 0: none
	list, depth      string
}

// styleSheet is the styles of a document by their id.
type styleSheet struct {
	byID      map[string]wordStyle
	paragraph string // id of the default paragraph style
	defaults  look
}

func (d *docx) readStyles(part string) error {
	d.styles.byID = make(map[string]wordStyle)
	if part == "" {
		return nil
	}
	return d.walk(part, func(w *walker, _ xml.StartElement) error {
		return w.children(func(e xml.StartElement) error {
			if e.Name.Local != "style" && e.Name.Local != "docDefaults" {
				return w.skip()
			}
			n, err := d.properties(w, e)
			if err == nil {
				d.styles.add(n)
			}
			return err
		})
	})
}

func (s *styleSheet) add(n *node) {
	if n.Name.Local == "docDefaults" {
		s.defaults = lookOf(n.at("rPrDefault", "rPr"))
		return
	}
	id := attribute(n.StartElement, "styleId")
	if attribute(n.StartElement, "type") == "paragraph" && isOn(attribute(n.StartElement, "default")) {
		s.paragraph = id
	}
	s.byID[id] = wordStyle{
		name: n.value("name"), base: n.value("basedOn"), link: n.value("link"),
		look: lookOf(n.child("rPr")), outline: outlineOf(n.child("pPr")),
		list: n.value("pPr", "numPr", "numId"), depth: n.value("pPr", "numPr", "ilvl"),
	}
}

func isOn(v string) bool { return v == "1" || v == "true" || v == "on" }

// outlineOf is the outline level 1–9, 10 for "body text" and 0 when not stated.
func outlineOf(pPr *node) int {
	v := pPr.value("outlineLvl")
	n, err := strconv.Atoi(v)
	if err != nil || n < 0 || n > 9 {
		return 0
	}
	return n + 1
}

// resolve merges a style with those it is based on. What hides text in a style
// hides it in the style it is linked with too: Word keeps the two alike.
func (s *styleSheet) resolve(id string) wordStyle {
	r := s.byID[id]
	if l, ok := s.byID[r.link]; ok {
		r.look.hidden = r.look.hidden.or(l.look.hidden)
	}
	base := r.base
	for range 20 {
		b, ok := s.byID[base]
		if !ok {
			break
		}
		r.look = r.look.or(b.look)
		if r.outline == 0 {
			r.outline = b.outline
		}
		if r.list == "" {
			r.list, r.depth = b.list, b.depth
		}
		if headingLevel(r.name, "") == 0 && headingLevel(b.name, base) > 0 {
			r.name = b.name
		}
		base = b.base
	}
	return r
}

// headingName matches the names and ids of heading styles in the languages of
// the partners: Word writes the name in English and the id in its own language.
var headingName = regexp.MustCompile(`^(?i:heading|titre|überschrift|berschrift|kop|título|ttulo|titolo|rubrik|otsikko|nagłówek|nagwek)\s?([1-9])$`)

// headingLevel is the level that a style's name or id gives; 0: no heading.
func headingLevel(name, id string) int {
	for _, s := range []string{name, id} {
		if m := headingName.FindStringSubmatch(s); m != nil {
			return int(m[1][0] - '0')
		}
		if s == "Title" || s == "Titre" || s == "title" {
			return 1
		}
	}
	return 0
}

// listSheet is the kinds of the lists of a document.
type listSheet struct {
	abstract map[string]string            // list → its definition
	formats  map[string]map[string]string // definition → level → number format
	own      map[string]map[string]string // list → level → number format that it overrides

	restarted map[string]bool // lists that count from the start again
}

func (d *docx) readLists(part string) error {
	d.lists = listSheet{
		abstract: make(map[string]string),
		formats:  make(map[string]map[string]string),
		own:      make(map[string]map[string]string),

		restarted: make(map[string]bool),
	}
	if part == "" {
		return nil
	}
	return d.walk(part, func(w *walker, _ xml.StartElement) error {
		return w.children(func(e xml.StartElement) error {
			n, err := d.properties(w, e)
			if err == nil {
				d.lists.add(n)
			}
			return err
		})
	})
}

func (l *listSheet) add(n *node) {
	switch n.Name.Local {
	case "abstractNum":
		l.formats[attribute(n.StartElement, "abstractNumId")] = levelFormats(n)
	case "num":
		id := attribute(n.StartElement, "numId")
		l.abstract[id] = n.value("abstractNumId")
		own := make(map[string]string)
		for _, c := range n.children {
			if c.child("startOverride") != nil {
				l.restarted[id] = true
			}
			for level, format := range levelFormats(c) {
				own[level] = format
			}
		}
		l.own[id] = own
	}
}

func levelFormats(n *node) map[string]string {
	formats := make(map[string]string)
	for _, c := range n.children {
		if c.Name.Local == "lvl" {
			formats[attribute(c.StartElement, "ilvl")] = c.value("numFmt")
		}
	}
	return formats
}

// kind says whether a level of a list shows anything before its items, and
// whether that is a number.
func (l *listSheet) kind(list, level string) (listed, ordered bool) {
	if list == "" || list == "0" {
		return false, false
	}
	format, ok := l.own[list][level]
	if !ok {
		format = l.formats[l.abstract[list]][level]
	}
	return format != "none", format != "bullet" && format != ""
}

// counter names what counts the items of a list: lists of one definition go on
// counting together.
func (l *listSheet) counter(list string) string {
	if l.restarted[list] {
		return "list " + list
	}
	return "definition " + l.abstract[list]
}
