package ingest

import (
	"encoding/xml"
	"regexp"
	"strconv"
	"strings"

	"proximite/tools/internal/diagnostic"
)

// changeKinds are the elements that record tracked changes.
var changeKinds = map[string]diagnostic.Text{
	"ins": changeInsertion, "del": changeDeletion,
	"moveTo": changeMove, "moveFrom": changeMove,
}

// revision reads an element that records a change: what was inserted stands, what
// was deleted does not.
func (s *story) revision(e xml.StartElement, f func(xml.StartElement) error) error {
	name := e.Name.Local
	s.change(changeKinds[name], attribute(e, "author"), s.docx.paragraphs)
	if name == "ins" || name == "moveTo" {
		return s.children(f)
	}
	_, err := s.withoutText()
	return err
}

// withoutText passes over content that is not shown, but follows its fields,
// which may end where text is shown again. It returns how much text there was.
func (s *story) withoutText() (int, error) {
	n := 0
	err := s.content(func(e xml.StartElement) error {
		switch wordName(e) {
		case "fldChar":
			s.mark(attribute(e, "fldCharType"))
		case "txbxContent", "instrText", "delInstrText":
			return s.skip()
		}
		m, err := s.withoutText()
		n += m
		return err
	}, func(t xml.CharData) { n += len(strings.TrimSpace(string(t))) })
	return n, err
}

// control reads a content control: its content, but not the prompt that Word
// shows while nobody has filled it in.
func (s *story) control(f func(xml.StartElement) error) error {
	prompt := false
	return s.children(func(e xml.StartElement) error {
		switch wordName(e) {
		case "sdtPr":
			n, err := s.properties(s.walker, e)
			prompt = n.toggle("showingPlcHdr") == on
			return err
		case "sdtContent":
			if !prompt {
				return s.children(f)
			}
			s.left.add(leftPrompts, 1)
			_, err := s.withoutText()
			return err
		}
		return s.skip()
	})
}

// alternate reads the first of several equivalent representations; the others say
// the same for older programs.
func (s *story) alternate(f func(xml.StartElement) error) error {
	taken := false
	return s.children(func(e xml.StartElement) error {
		if taken || wordName(e) != "Choice" && wordName(e) != "Fallback" {
			return s.skip()
		}
		taken = true
		return s.children(f)
	})
}

// inline reads what stands in a paragraph.
func (p *paragraphReader) inline(e xml.StartElement) error {
	switch wordName(e) {
	case "r":
		return p.run()
	case "hyperlink":
		return p.hyperlink(e)
	case "ins", "moveTo", "del", "moveFrom":
		return p.revision(e, p.inline)
	case "sdt":
		return p.control(p.inline)
	case "smartTag", "customXml", "dir", "bdo":
		return p.children(p.inline)
	case "fldSimple":
		return p.linked(p.fieldLink(attribute(e, "instr")))
	case "AlternateContent":
		return p.alternate(p.inline)
	case "m:oMath", "m:oMathPara":
		p.left.add(leftEquations, 1)
	case "subDoc":
		p.left.add(leftChunks, 1)
	}
	return p.skip()
}

func (p *paragraphReader) hyperlink(e xml.StartElement) error {
	for _, a := range e.Attr {
		if a.Name.Local == "id" && a.Name.Space != nsWord && a.Name.Space != nsWordStrict {
			if r := p.story.relations[a.Value]; r.external {
				return p.linked(p.publicLink(r.target))
			}
		}
	}
	return p.linked("")
}

// linked reads inline content that carries a link.
func (p *paragraphReader) linked(address string) error {
	before := p.link
	if address != "" {
		p.link = address
	}
	err := p.children(p.inline)
	p.link = before
	return err
}

// run reads one w:r.
func (p *paragraphReader) run() error {
	l := p.look
	return p.children(func(e xml.StartElement) error {
		if wordName(e) == "rPr" {
			n, err := p.properties(p.walker, e)
			l = p.runLook(n)
			return err
		}
		if l.hidden == on {
			return p.hidden(e)
		}
		return p.runElement(e, l)
	})
}

// runLook is the look of a run: its own, else its style's, else its paragraph's.
// A style can hide text but not show what the paragraph's style hides.
func (p *paragraphReader) runLook(rPr *node) look {
	own, style := lookOf(rPr), p.styles.resolve(rPr.value("rStyle")).look
	if style.hidden == off {
		style.hidden = unset
	}
	return own.or(style).or(p.look)
}

// hidden passes over an element of a hidden run.
func (p *paragraphReader) hidden(e xml.StartElement) error {
	if wordName(e) == "fldChar" {
		p.mark(attribute(e, "fldCharType"))
		return p.skip()
	}
	if strings.HasPrefix(wordName(e), "instr") {
		return p.instruction()
	}
	n, err := p.withoutText()
	if n > 0 {
		p.left.add(leftHidden, 1)
	}
	return err
}

// runElement reads what stands in a run that is shown.
func (p *paragraphReader) runElement(e xml.StartElement, l look) error {
	switch name := wordName(e); name {
	case "t":
		text, err := p.innerText()
		p.write(text, l)
		return err
	case "tab", "ptab":
		p.write("\t", l)
	case "noBreakHyphen":
		p.write("\u2011", l)
	case "br", "cr":
		p.lineBreak()
	case "sym":
		p.symbol(e, l)
	case "fldChar":
		p.mark(attribute(e, "fldCharType"))
	case "instrText":
		return p.instruction()
	case "footnoteReference", "endnoteReference":
		p.call(strings.TrimSuffix(name, "Reference") + " " + attribute(e, "id"))
	case "drawing", "pict", "object":
		return p.drawing(e)
	case "AlternateContent":
		return p.alternate(func(e xml.StartElement) error { return p.runElement(e, l) })
	case "ruby", "rubyBase":
		return p.children(p.rubyElement)
	}
	return p.skip()
}

// rubyElement reads a word but not the reading aid above it.
func (p *paragraphReader) rubyElement(e xml.StartElement) error {
	switch wordName(e) {
	case "rubyBase":
		return p.children(p.inline)
	}
	return p.skip()
}

func (p *paragraphReader) write(text string, l look) {
	if p.shown() {
		r := run{text: text, bold: l.bold == on, italic: l.italic == on, link: p.linkHere()}
		p.block.runs = appendText(p.block.runs, r)
	}
}

func (p *paragraphReader) lineBreak() {
	if p.shown() {
		p.block.runs = append(p.block.runs, run{lineBreak: true})
	}
}

// call places a note.
func (p *paragraphReader) call(id string) {
	if n := p.notes[id]; len(n) > 0 && p.shown() {
		p.block.runs = append(p.block.runs, run{note: n})
	}
}

// symbols are the characters of symbol fonts that have a plain equivalent.
var symbols = map[string]map[int]string{
	"symbol": {
		0xA3: "≤", 0xA5: "∞", 0xAC: "←", 0xAE: "→", 0xB0: "°", 0xB1: "±",
		0xB3: "≥", 0xB4: "×", 0xB7: "•", 0xB9: "≠", 0xBB: "≈", 0xD6: "√", 0xDE: "⇒",
	},
	"wingdings": {
		0x4A: "☺", 0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x76: "❖", 0x9F: "•", 0xA7: "▪",
		0xA8: "☐", 0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE8: "➔", 0xF0: "⇨",
		0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
	},
}

func (p *paragraphReader) symbol(e xml.StartElement, l look) {
	code, err := strconv.ParseUint(attribute(e, "char"), 16, 32)
	font := strings.ToLower(attribute(e, "font"))
	text := symbols[font][int(code&0xFF)]
	switch private := code >= 0xF000 && code <= 0xF0FF; {
	case err != nil || code == 0:
	case text != "":
	case !private && code >= 0x20:
		text = string(rune(code))
	case private && font != "symbol" && !strings.HasPrefix(font, "w"):
		text = string(rune(code & 0xFF))
	}
	if text == "" {
		p.left.add(leftSymbols, 1)
	}
	p.write(text, l)
}

// drawing looks for text in pictures and shapes, and counts what has none.
func (p *paragraphReader) drawing(e xml.StartElement) error {
	if !p.shown() {
		return p.skip()
	}
	return p.shapes()
}

// shapes reads the parts of a drawing up to a mark that the drawing is hidden.
func (p *paragraphReader) shapes() error {
	gone := false
	return p.children(func(e xml.StartElement) error {
		if e.Name.Local == "docPr" || e.Name.Local == "cNvPr" {
			gone = gone || isOn(attribute(e, "hidden"))
		}
		if gone {
			return p.skip()
		}
		return p.shapeElement(e)
	})
}

// shapeElement reads one element of a drawing, in any of its languages (DrawingML, VML).
func (p *paragraphReader) shapeElement(e xml.StartElement) error {
	switch e.Name.Local {
	case "txbxContent":
		return p.textBox()
	case "AlternateContent":
		return p.alternate(p.shapeElement)
	case "chart":
		p.left.add(leftCharts, 1)
	case "relIds":
		p.left.add(leftDiagrams, 1)
	case "OLEObject", "control", "contentPart":
		p.left.add(leftObjects, 1)
	case "blip", "imagedata":
		p.left.add(leftPictures, 1)
	case "textpath":
		p.floating = append(p.floating, textBlock(p.docx.paragraphs, attribute(e, "string")))
	case "oMath", "oMathPara":
		p.left.add(leftEquations, 1)
		return p.skip()
	}
	if strings.Contains(strings.ReplaceAll(attribute(e, "style"), " ", ""), "visibility:hidden") {
		return p.skip()
	}
	return p.shapes()
}

// textBox reads the text of a box; it follows the paragraph that anchors it.
func (p *paragraphReader) textBox() error {
	s := p.story.inner()
	s.fields, s.boxed = new(fieldStack), true
	err := s.flow()
	p.floating = append(p.floating, s.done()...)
	return err
}

// fieldStack follows complex fields, which nest and may span paragraphs: text
// between begin and separate is an instruction, after it the result.
type fieldStack struct{ open []*field }

type field struct {
	instruction strings.Builder
	result      bool
	link        string // of a hyperlink field, known from its separator on
}

// mark takes one boundary of a field.
func (s *story) mark(kind string) {
	f := s.fields
	n := len(f.open)
	switch {
	case kind == "begin":
		f.open = append(f.open, new(field))
	case kind == "separate" && n > 0:
		last := f.open[n-1]
		last.result, last.link = true, s.fieldLink(last.instruction.String())
	case kind == "end" && n > 0:
		f.open = f.open[:n-1]
	}
}

func (f *fieldStack) opened() int { return len(f.open) }

// shown says whether text at this place is shown.
func (s *story) shown() bool {
	for _, f := range s.fields.open {
		if !f.result && !s.plain {
			return false
		}
	}
	return true
}

// instruction keeps the text of an instruction with its field.
func (p *paragraphReader) instruction() error {
	text, err := p.innerText()
	if n := len(p.fields.open); n > 0 {
		p.fields.open[n-1].instruction.WriteString(text)
	}
	return err
}

// linkHere is the address of the innermost link around this place.
func (p *paragraphReader) linkHere() string {
	if p.link != "" {
		return p.link
	}
	for i := len(p.fields.open) - 1; i >= 0; i-- {
		if f := p.fields.open[i]; f.result && f.link != "" {
			return f.link
		}
	}
	return ""
}

var hyperlinkField = regexp.MustCompile(`^\s*HYPERLINK\s+"([^"]+)"`)

func (s *story) fieldLink(instruction string) string {
	if m := hyperlinkField.FindStringSubmatch(instruction); m != nil {
		return s.publicLink(m[1])
	}
	return ""
}
