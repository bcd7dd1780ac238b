package ingest

import (
	"encoding/xml"
	"maps"
	"slices"
	"strings"

	"proximite/tools/internal/diagnostic"
)

// readNotes reads footnotes and endnotes; where they are called, they come
// through, and nowhere else.
func (d *docx) readNotes() error {
	d.notes = make(map[string][]block)
	for _, kind := range []string{"footnote", "endnote"} {
		part := d.related(kind + "s")
		if part == "" {
			continue
		}
		relations, err := d.relationsOf(part)
		if err != nil {
			return err
		}
		if err := d.readNotePart(part, kind, relations); err != nil {
			return err
		}
	}
	d.paragraphs = 0
	return nil
}

func (d *docx) readNotePart(part, kind string, relations map[string]relation) error {
	return d.walk(part, func(w *walker, _ xml.StartElement) error {
		return w.children(func(e xml.StartElement) error {
			separator := attribute(e, "type")
			if e.Name.Local != kind || separator != "" && separator != "normal" {
				return w.skip()
			}
			s := &story{docx: d, walker: w, relations: relations, fields: new(fieldStack)}
			err := s.flow()
			d.notes[kind+" "+attribute(e, "id")] = tidy(s.done())
			return err
		})
	})
}

// readComments counts comments and their authors; their text is never kept.
func (d *docx) readComments(part string) error {
	if part == "" {
		return nil
	}
	return d.walk(part, func(w *walker, _ xml.StartElement) error {
		return w.children(func(e xml.StartElement) error {
			if e.Name.Local == "comment" {
				d.comment(attribute(e, "author"))
			}
			return w.skip()
		})
	})
}

var (
	placeHeader     = diagnostic.Text{FR: "l’en-tête de page", EN: "the page header"}
	placeFooter     = diagnostic.Text{FR: "le pied de page", EN: "the page footer"}
	placeProperties = diagnostic.Text{FR: "les propriétés du document", EN: "the document properties"}
)

// margins are the headers, footers and properties, which are only searched for
// classification marks.
func (d *docx) margins() ([]margin, error) {
	var found []margin
	places := map[string]diagnostic.Text{"header": placeHeader, "footer": placeFooter}
	for _, id := range slices.Sorted(maps.Keys(d.relations)) {
		r := d.relations[id]
		place, ok := places[r.kind]
		if !ok || r.external || !d.has(r.target) {
			continue
		}
		texts, err := d.texts(r.target)
		if err != nil {
			return nil, err
		}
		for _, t := range texts {
			found = append(found, margin{place, t})
		}
	}
	properties, err := d.propertyMargins()
	return append(found, properties...), err
}

// propertyMargins are the core, extended and custom properties of an Office file.
func (a *archive) propertyMargins() ([]margin, error) {
	var found []margin
	for _, part := range a.under("docprops/") {
		if !strings.HasSuffix(part, ".xml") {
			continue
		}
		texts, err := a.texts(part)
		if err != nil {
			return nil, err
		}
		for _, t := range texts {
			found = append(found, margin{placeProperties, t})
		}
	}
	return found, nil
}

// texts are the paragraphs of a part, or its elements where it has none, and the
// strings of decorative text such as watermarks.
func (a *archive) texts(part string) ([]string, error) {
	c := &textCollector{}
	err := a.walk(part, func(w *walker, root xml.StartElement) error {
		c.walker = w
		return c.element(root)
	})
	c.flush()
	return c.texts, err
}

type textCollector struct {
	*walker
	texts   []string
	current strings.Builder
	depth   int // of paragraphs
}

func (c *textCollector) element(e xml.StartElement) error {
	if e.Name.Local == "textpath" {
		c.texts = append(c.texts, attribute(e, "string"))
	}
	if e.Name.Local == "tab" || e.Name.Local == "br" {
		c.current.WriteString("\n")
	}
	paragraph := e.Name.Local == "p" || e.Name.Local == "h"
	if paragraph {
		c.flush()
		c.depth++
	}
	err := c.content(c.element, func(t xml.CharData) { c.current.Write(t) })
	if paragraph {
		c.depth--
	}
	if c.depth == 0 {
		c.flush()
	}
	return err
}

func (c *textCollector) flush() {
	if t := strings.TrimSpace(c.current.String()); t != "" {
		c.texts = append(c.texts, strings.Split(t, "\n")...)
	}
	c.current.Reset()
}
