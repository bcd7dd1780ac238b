package ingest

import (
	"encoding/xml"
	"strconv"
	"strings"

	"proximite/tools/internal/diagnostic"
)

// odtStory is a flow of paragraphs, lists and tables.
type odtStory struct {
	*odt
	*walker
	blocks []block
	lists  []string // names of the list styles around, outermost first
	marked bool     // the current list item has had its first paragraph
}

func (s *odtStory) inner() *odtStory { return &odtStory{odt: s.odt, walker: s.walker} }

func (s *odtStory) bodyElement(e xml.StartElement) error {
	if odName(e) == "office:text" {
		return s.flow()
	}
	return s.skip()
}

func (s *odtStory) flow() error { return s.children(s.element) }

func (s *odtStory) element(e xml.StartElement) error {
	switch name := odName(e); name {
	case "text:p", "text:h":
		return s.paragraph(e)
	case "text:list":
		return s.list(e)
	case "text:list-item", "text:list-header":
		s.marked = name == "text:list-header"
		return s.flow()
	case "text:numbered-paragraph":
		s.lists, s.marked = append(s.lists, attribute(e, "style-name")), false
		err := s.flow()
		s.lists = s.lists[:len(s.lists)-1]
		return err
	case "table:table":
		return s.table(e)
	case "text:tracked-changes":
		return s.trackedChanges()
	case "office:annotation":
		return s.annotation()
	case "text:section":
		return s.section(e)
	case "draw:frame", "draw:custom-shape", "draw:rect", "draw:g", "draw:line", "draw:text-box", "draw:polygon", "draw:path", "draw:ellipse", "draw:a":
		return s.shape(e)
	}
	if isODTPassedOver(e) {
		return s.skip()
	}
	return s.flow()
}

// isODTPassedOver names the elements whose text no reader sees.
func isODTPassedOver(e xml.StartElement) bool {
	switch name := odName(e); name {
	case "office:forms", "office:scripts", "office:event-listeners", "office:annotation-end",
		"svg:title", "svg:desc", "text:script", "text:ruby-text", "text:meta-field-data",
		"text:dde-connection-decls", "text:alphabetical-index-auto-mark-file":
		return true
	default:
		return strings.HasSuffix(name, "-decls") || strings.HasPrefix(name, "text:") && strings.HasSuffix(name, "-source")
	}
}

func (s *odtStory) annotation() error {
	author, err := s.creator()
	s.comment(author)
	return err
}

func (s *odtStory) section(e xml.StartElement) error {
	if attribute(e, "display") == "none" || attribute(e, "is-hidden") == "true" {
		s.left.add(leftHidden, 1)
		return s.skip()
	}
	return s.flow()
}

func (s *odtStory) list(e xml.StartElement) error {
	name := attribute(e, "style-name")
	if name == "" && len(s.lists) > 0 {
		name = s.lists[len(s.lists)-1]
	}
	s.lists = append(s.lists, name)
	marked := s.marked
	err := s.flow()
	s.lists, s.marked = s.lists[:len(s.lists)-1], marked
	return err
}

// paragraph reads text:p or text:h.
func (s *odtStory) paragraph(e xml.StartElement) error {
	if s.paragraphs++; s.paragraphs > s.odt.limits.Units {
		return s.tooBig(complexity)
	}
	style := s.styles.resolve("paragraph", attribute(e, "style-name"))
	p := &odtParagraph{odtStory: s, look: odtLook(style, look{}), space: true}
	p.block = block{line: s.paragraphs}
	s.shapeBlock(&p.block, e, style)
	err := p.content(p.inline, p.text)
	if p.hidden {
		s.left.add(leftHidden, 1)
		return err
	}
	s.blocks = append(append(s.blocks, p.block), p.floating...)
	return err
}

// shapeBlock decides between heading, item and paragraph.
func (s *odtStory) shapeBlock(b *block, e xml.StartElement, style odtStyle) {
	outline := attribute(e, "outline-level")
	if outline == "" && e.Name.Local == "h" {
		outline = "1"
	}
	if outline == "" {
		outline = style.outline
	}
	if style.title {
		outline = "1"
	}
	if level, err := strconv.Atoi(outline); err == nil && level > 0 {
		b.kind, b.level = heading, min(level, 6)
		return
	}
	depth := len(s.lists)
	if depth == 0 || s.marked {
		return
	}
	s.marked = true
	name := s.lists[depth-1]
	if name == "" {
		name = style.list
	}
	kind := s.styles.lists[name][strconv.Itoa(depth)]
	if kind != "none" {
		b.kind, b.level, b.ordered = item, depth-1, kind == "number"
	}
}

func odtLook(style odtStyle, around look) look {
	own := look{bold: style.bold, italic: style.italic}
	switch style.display {
	case "none":
		own.hidden = on
	case "true", "condition":
		own.hidden = off
	}
	return own.or(around)
}

// odtParagraph holds one paragraph while its text is read.
type odtParagraph struct {
	*odtStory
	block    block
	look     look
	link     string
	space    bool // white space here is not shown: ODF writes it as text:s
	hidden   bool // the whole paragraph
	floating []block
}

// text takes characters, their white space folded as the format wants.
func (p *odtParagraph) text(t xml.CharData) {
	var s strings.Builder
	for _, r := range string(t) {
		if r == ' ' || r == '\t' || r == '\n' || r == '\r' {
			if !p.space {
				s.WriteByte(' ')
			}
			p.space = true
			continue
		}
		s.WriteRune(r)
		p.space = false
	}
	p.write(s.String())
}

func (p *odtParagraph) write(text string) {
	if text == "" {
		return
	}
	if p.look.hidden == on {
		if strings.TrimSpace(text) != "" {
			p.left.add(leftHidden, 1)
		}
		return
	}
	r := run{text: text, bold: p.look.bold == on, italic: p.look.italic == on, link: p.link}
	p.block.runs = appendText(p.block.runs, r)
}

// inline reads an element in a paragraph.
func (p *odtParagraph) inline(e xml.StartElement) error {
	switch name := odName(e); name {
	case "text:s":
		p.spaces(e)
	case "text:tab":
		p.write("\t")
		p.space = false
	case "text:line-break":
		if p.look.hidden != on {
			p.block.runs = append(p.block.runs, run{lineBreak: true})
		}
		p.space = true
	case "text:span":
		return p.within(odtLook(p.styles.resolve("text", attribute(e, "style-name")), p.look), p.link)
	case "text:a":
		return p.within(p.look, p.publicLink(attribute(e, "href")))
	case "text:note":
		return p.note()
	case "text:placeholder":
		p.left.add(leftPrompts, 1)
	case "text:hidden-text", "text:hidden-paragraph":
		return p.hiddenField(e)
	case "office:annotation":
		return p.annotation()
	case "text:p", "text:h", "text:list", "table:table", "draw:frame", "draw:custom-shape",
		"draw:rect", "draw:g", "draw:line", "draw:polygon", "draw:path", "draw:ellipse", "draw:a":
		return p.float(e)
	default:
		if !isODTPassedOver(e) {
			return p.within(p.look, p.link)
		}
	}
	return p.skip()
}

func (p *odtParagraph) spaces(e xml.StartElement) {
	n, err := strconv.Atoi(attribute(e, "c"))
	if err != nil || n < 1 {
		n = 1
	}
	p.write(strings.Repeat(" ", min(n, 100)))
	p.space = false
}

// within reads the content of an element in another look or link.
func (p *odtParagraph) within(l look, link string) error {
	oldLook, oldLink := p.look, p.link
	p.look, p.link = l, link
	err := p.content(p.inline, p.text)
	p.look, p.link = oldLook, oldLink
	return err
}

func (p *odtParagraph) hiddenField(e xml.StartElement) error {
	if attribute(e, "is-hidden") != "true" {
		return p.within(p.look, p.link)
	}
	if e.Name.Local == "hidden-paragraph" {
		p.hidden = true
	} else {
		p.left.add(leftHidden, 1)
	}
	return p.skip()
}

// note reads a footnote or endnote, without its number.
func (p *odtParagraph) note() error {
	s := p.inner()
	err := p.children(func(e xml.StartElement) error {
		if odName(e) == "text:note-body" {
			return s.flow()
		}
		return p.skip()
	})
	if note := tidy(s.blocks); len(note) > 0 && p.look.hidden != on {
		p.block.runs = append(p.block.runs, run{note: note})
	}
	return err
}

// float reads what is anchored in the paragraph and follows it.
func (p *odtParagraph) float(e xml.StartElement) error {
	if p.look.hidden == on {
		p.left.add(leftHidden, 1)
		return p.skip()
	}
	s := p.inner()
	err := s.element(e)
	p.floating = append(p.floating, s.blocks...)
	return err
}

// shape looks for text in frames and shapes, and counts what has none. A frame
// shows one of several representations, so only the first counts.
func (s *odtStory) shape(e xml.StartElement) error {
	if attribute(e, "display") == "none" {
		return s.skip()
	}
	counted := false
	return s.children(func(c xml.StartElement) error {
		left, known := odtObjects[c.Name.Local]
		switch {
		case known && !counted:
			s.left.add(left, 1)
			counted = true
			return s.skip()
		case known:
			return s.skip()
		}
		return s.element(c)
	})
}

var odtObjects = map[string]diagnostic.Text{
	"image": leftPictures, "object": leftObjects, "object-ole": leftObjects,
	"plugin": leftObjects, "applet": leftObjects, "floating-frame": leftObjects,
}
