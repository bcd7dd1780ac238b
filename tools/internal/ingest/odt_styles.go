package ingest

import "encoding/xml"

// odtStyles is what matters here of the styles of a document.
type odtStyles struct {
	byName map[string]odtStyle          // "family name"
	lists  map[string]map[string]string // list style → level → "number", "bullet" or "none"
}

type odtStyle struct {
	parent       string
	display      string // text:display of its text
	bold, italic toggle
	outline      string
	list         string
	title        bool
	hidden       bool // of a table or graphic
}

func newODTStyles() odtStyles {
	return odtStyles{byName: make(map[string]odtStyle), lists: make(map[string]map[string]string)}
}

// read takes the styles in the current element.
func (s *odtStyles) read(w *walker) error {
	return w.children(func(e xml.StartElement) error {
		switch odName(e) {
		case "style:style", "style:default-style":
			return s.style(w, e)
		case "text:list-style":
			return s.listStyle(w, e)
		}
		return w.skip()
	})
}

func (s *odtStyles) style(w *walker, e xml.StartElement) error {
	name, display := attribute(e, "name"), attribute(e, "display-name")
	st := odtStyle{
		parent:  attribute(e, "parent-style-name"),
		outline: attribute(e, "default-outline-level"),
		list:    attribute(e, "list-style-name"),
		title:   name == "Title" || name == "Titre" || display == "Title",
	}
	err := w.children(func(c xml.StartElement) error {
		switch odName(c) {
		case "style:text-properties":
			st.display = attribute(c, "display")
			st.bold = equals(c, "font-weight", "bold", "600", "700", "800", "900")
			st.italic = equals(c, "font-style", "italic", "oblique")
		case "style:table-properties":
			st.hidden = attribute(c, "display") == "false"
		}
		return w.skip()
	})
	s.byName[attribute(e, "family")+" "+name] = st
	return err
}

// equals is a toggle: unset without the attribute, on for one of the values.
func equals(e xml.StartElement, name string, values ...string) toggle {
	v, ok := lookup(e, name)
	if !ok {
		return unset
	}
	for _, want := range values {
		if v == want {
			return on
		}
	}
	return off
}

func (s *odtStyles) listStyle(w *walker, e xml.StartElement) error {
	levels := make(map[string]string)
	err := w.children(func(c xml.StartElement) error {
		kind := "bullet"
		if c.Name.Local == "list-level-style-number" {
			kind = "number"
			if attribute(c, "num-format") == "" {
				kind = "none"
			}
		}
		levels[attribute(c, "level")] = kind
		return w.skip()
	})
	s.lists[attribute(e, "name")] = levels
	return err
}

// resolve merges a style of a family with its parents and the family's default.
func (s *odtStyles) resolve(family, name string) odtStyle {
	r := s.byName[family+" "+name]
	parent := r.parent
	for range 20 {
		p, ok := s.byName[family+" "+parent]
		if !ok {
			break
		}
		r = r.over(p)
		if parent == "" {
			break
		}
		parent = p.parent
	}
	return r
}

func (r odtStyle) over(p odtStyle) odtStyle {
	if r.display == "" {
		r.display = p.display
	}
	if r.outline == "" {
		r.outline = p.outline
	}
	if r.list == "" {
		r.list = p.list
	}
	r.bold, r.italic = r.bold.or(p.bold), r.italic.or(p.italic)
	r.title, r.hidden = r.title || p.title, r.hidden || p.hidden
	return r
}
