package translation

import (
	"fmt"
	"strings"
)

// XLIFF is the item as a file of XLIFF 2.1 with the glossary module.
func (x *Exchange) XLIFF() []byte {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0" encoding="UTF-8"?>` + "\n")
	fmt.Fprintf(&b, `<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" xmlns:gls="urn:oasis:names:tc:xliff:glossary:2.0" version="2.1" srcLang="%s" trgLang="%s">`+"\n", x.From, x.To)
	fmt.Fprintf(&b, `  <file id="f1" original="%s">`+"\n", escapePlain(x.Path))
	fmt.Fprintf(&b, "    <notes>\n      <note category=\"proximite-item\">%s</note>\n      <note>%s</note>\n    </notes>\n", escapePlain(x.Key), escapePlain(x.Title))
	for i := range x.Units {
		x.Units[i].xliff(&b)
	}
	b.WriteString("  </file>\n</xliff>\n")
	return []byte(b.String())
}

func (u *Unit) xliff(b *strings.Builder) {
	fmt.Fprintf(b, "    <unit id=\"%s\">\n", u.ID)
	if len(u.Terms) > 0 {
		b.WriteString("      <gls:glossary>\n")
		for _, t := range u.Terms {
			t.xliff(b)
		}
		b.WriteString("      </gls:glossary>\n")
	}
	b.WriteString("      <notes>\n")
	for _, n := range u.notes() {
		fmt.Fprintf(b, "        <note>%s</note>\n", escapePlain(n))
	}
	fmt.Fprintf(b, "        <note category=\"proximite-seal\">%s</note>\n      </notes>\n", u.seal)
	data := &originals{ids: make(map[string]string)}
	source, target := data.inline(u.source), data.inline(u.target)
	if len(data.list) > 0 {
		b.WriteString("      <originalData>\n")
		for i, text := range data.list {
			fmt.Fprintf(b, "        <data id=\"d%d\" xml:space=\"preserve\">%s</data>\n", i+1, escape(text))
		}
		b.WriteString("      </originalData>\n")
	}
	state := "translated"
	if u.open() {
		state = "initial"
	}
	fmt.Fprintf(b, "      <segment state=\"%s\">\n        <source xml:space=\"preserve\">%s</source>\n", state, source)
	if u.target != nil {
		fmt.Fprintf(b, "        <target xml:space=\"preserve\">%s</target>\n", target)
	}
	b.WriteString("      </segment>\n    </unit>\n")
}

func (h Hint) xliff(b *strings.Builder) {
	fmt.Fprintf(b, "        <gls:glossEntry><gls:term>%s</gls:term><gls:translation>%s</gls:translation>", escapePlain(h.Source), escapePlain(h.Target))
	if d := h.about(); d != "" {
		fmt.Fprintf(b, "<gls:definition>%s</gls:definition>", escapePlain(d))
	}
	b.WriteString("</gls:glossEntry>\n")
}

// about is what a translator should know of a term.
func (h Hint) about() string {
	list := []string{}
	if h.Status != "" {
		list = append(list, h.Status)
	}
	if len(h.Avoid) > 0 {
		list = append(list, "not: "+strings.Join(h.Avoid, ", "))
	}
	if h.Note != "" {
		list = append(list, h.Note)
	}
	return oneLine(strings.Join(list, "; "))
}

// originals collects what the codes of a unit stand for.
type originals struct {
	list []string
	ids  map[string]string
}

func (o *originals) id(text string) string {
	if o.ids[text] == "" {
		o.list = append(o.list, text)
		o.ids[text] = fmt.Sprintf("d%d", len(o.list))
	}
	return o.ids[text]
}

// inline writes parts as content of source or target.
func (o *originals) inline(list []part) string {
	ends := endings(list)
	var b strings.Builder
	for i, p := range list {
		switch p.kind {
		case textPart:
			b.WriteString(escape(p.text))
		case standing:
			fmt.Fprintf(&b, `<ph id="%s" dataRef="%s"%s disp="%s"/>`, p.id, o.id(p.text), protection(p), escapePlain(p.text))
		case opening:
			fmt.Fprintf(&b, `<pc id="%s" dataRefStart="%s" dataRefEnd="%s"%s>`, p.id, o.id(p.text), o.id(ends[i][1:]), protection(p))
		case closing:
			b.WriteString("</pc>")
		}
	}
	return b.String()
}

// protection tells a tool what may not be deleted.
func protection(p part) string {
	if p.guarded {
		return ` canDelete="no" canCopy="no"`
	}
	return ""
}

// escape writes text for XML. Characters that XML cannot hold become <cp>.
func escape(s string) string {
	var b strings.Builder
	for _, r := range s {
		switch {
		case r == '&':
			b.WriteString("&amp;")
		case r == '<':
			b.WriteString("&lt;")
		case r == '>':
			b.WriteString("&gt;")
		case r == '"':
			b.WriteString("&quot;")
		case r == '\r':
			b.WriteString("&#13;")
		case inXML(r):
			b.WriteRune(r)
		default:
			fmt.Fprintf(&b, `<cp hex="%04X"/>`, r)
		}
	}
	return b.String()
}

// escapePlain drops what an attribute or a note cannot hold: it is for the eye.
func escapePlain(s string) string {
	return escape(strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t' || r == '\r':
			return ' '
		case !inXML(r):
			return -1
		}
		return r
	}, s))
}

func inXML(r rune) bool {
	return r == '\t' || r == '\n' || r >= 0x20 && r <= 0xD7FF || r >= 0xE000 && r <= 0xFFFD || r >= 0x10000
}
