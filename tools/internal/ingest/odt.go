package ingest

import (
	"bytes"
	"encoding/xml"
	"path"
	"strconv"
	"strings"

	"proximite/tools/internal/diagnostic"
)

// OpenDocument text (ODF 1.2 and later). Deleted text stands apart in the file
// and is passed over; the flow is the text with all changes accepted. Files:
//
//	odt.go        the document: parts, changes, comments, margins
//	odt_story.go  paragraphs, lists, tables, frames
//	odt_styles.go what styles hide and show

// odt is one document while it is read.
type odt struct {
	*archive
	observer
	styles     odtStyles
	paragraphs int
}

func readODT(in input, opt Options) (*source, error) {
	a, err := openArchive(in.name, in.data, in.size, opt.Limits)
	if err != nil {
		return refuseFor(err)
	}
	s, err := readOpenDocument(a, opt)
	if err != nil {
		return refuseFor(err)
	}
	return s, nil
}

func readOpenDocument(a *archive, opt Options) (*source, error) {
	d := &odt{archive: a, styles: newODTStyles()}
	if err := d.refuse(); err != nil {
		return nil, err
	}
	s := &source{}
	var err error
	if s.margins, err = d.margins(); err != nil {
		return nil, err
	}
	blocks, err := d.body()
	if err != nil {
		return nil, err
	}
	s.blocks = tidy(blocks)
	s.title = firstTitle(s.blocks)
	d.conclude(a.name, opt, s)
	return s, nil
}

// firstTitle is the text of the first heading of the first level.
func firstTitle(blocks []block) string {
	for _, b := range blocks {
		if b.kind == heading && b.level == 1 {
			return strings.Join(strings.Fields(b.text()), " ")
		}
	}
	return ""
}

// refuse looks for encryption and macros, and for the body.
func (d *odt) refuse() error {
	manifest, err := d.bytes("META-INF/manifest.xml")
	if err != nil {
		return err
	}
	if bytes.Contains(manifest, []byte("encryption-data")) {
		return d.because(ruleProtected)
	}
	for _, name := range d.order {
		lower := strings.ToLower(name)
		base := strings.TrimSuffix(path.Base(lower), ".xml")
		library := base == "script-lb" || base == "script-lc" || base == "dialog-lb" || base == "dialog-lc"
		if strings.HasPrefix(lower, "scripts/") || strings.HasPrefix(lower, "basic/") && !library {
			return d.because(ruleMacros)
		}
	}
	if !d.has("content.xml") {
		return d.because(ruleDamaged)
	}
	return nil
}

// margins reads styles.xml, whose page styles hold headers and footers, and the
// properties.
func (d *odt) margins() ([]margin, error) {
	var found []margin
	if d.has("styles.xml") {
		err := d.walk("styles.xml", func(w *walker, _ xml.StartElement) error {
			return w.children(func(e xml.StartElement) error {
				switch odName(e) {
				case "office:styles", "office:automatic-styles":
					return d.styles.read(w)
				case "office:master-styles":
					texts, err := pageTexts(w)
					found = append(found, texts...)
					return err
				}
				return w.skip()
			})
		})
		if err != nil {
			return nil, err
		}
	}
	if !d.has("meta.xml") {
		return found, nil
	}
	texts, err := d.texts("meta.xml")
	for _, t := range texts {
		found = append(found, margin{placeProperties, t})
	}
	return found, err
}

// pageTexts are the paragraphs of all headers and footers.
func pageTexts(w *walker) ([]margin, error) {
	var found []margin
	var read func(e xml.StartElement) error
	read = func(e xml.StartElement) error {
		var place diagnostic.Text
		switch name := e.Name.Local; {
		case strings.HasPrefix(name, "header"):
			place = placeHeader
		case strings.HasPrefix(name, "footer"):
			place = placeFooter
		default:
			return w.children(read)
		}
		c := &textCollector{walker: w}
		err := c.element(e)
		c.flush()
		for _, t := range c.texts {
			found = append(found, margin{place, t})
		}
		return err
	}
	err := w.children(read)
	return found, err
}

// body reads content.xml.
func (d *odt) body() ([]block, error) {
	var blocks []block
	err := d.walk("content.xml", func(w *walker, _ xml.StartElement) error {
		return w.children(func(e xml.StartElement) error {
			switch odName(e) {
			case "office:automatic-styles", "office:styles":
				return d.styles.read(w)
			case "office:body":
				s := &odtStory{odt: d, walker: w}
				err := w.children(s.bodyElement)
				blocks = s.blocks
				return err
			}
			return w.skip()
		})
	})
	return blocks, err
}

// trackedChanges counts the records of changes; the deleted text that they hold
// is passed over.
func (s *odtStory) trackedChanges() error {
	return s.children(func(region xml.StartElement) error {
		return s.children(func(e xml.StartElement) error {
			kind := changeFormat
			switch e.Name.Local {
			case "insertion":
				kind = changeInsertion
			case "deletion":
				kind = changeDeletion
			}
			author, err := s.creator()
			s.change(kind, author, 0)
			return err
		})
	})
}

// creator passes over an element and returns the first dc:creator in it.
func (s *odtStory) creator() (string, error) {
	author := ""
	err := s.children(func(e xml.StartElement) error {
		if e.Name.Local == "creator" && author == "" {
			text, err := s.innerText()
			author = text
			return err
		}
		inner, err := s.creator()
		if author == "" {
			author = inner
		}
		return err
	})
	return author, err
}

// odNamespace starts every namespace of the format.
const odNamespace = "urn:oasis:names:tc:opendocument:xmlns:"

// odName is an element's name with the usual prefix of its namespace, whatever
// prefix the file uses.
func odName(e xml.StartElement) string {
	space, ok := strings.CutPrefix(e.Name.Space, odNamespace)
	if !ok {
		return e.Name.Local
	}
	prefix, _, _ := strings.Cut(space, ":")
	if prefix == "drawing" {
		prefix = "draw"
	}
	return prefix + ":" + e.Name.Local
}

// repeated is a number-…-repeated attribute, at least 1 and bounded, because
// sheets fill whole rows with it.
func repeated(e xml.StartElement, name string) int {
	n, err := strconv.Atoi(attribute(e, name))
	if err != nil || n < 1 {
		return 1
	}
	return min(n, 64)
}
