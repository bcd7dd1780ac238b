package ingest

import (
	"encoding/xml"
	"maps"
	"path"
	"slices"
	"strings"
)

// Word documents (ECMA-376, transitional and strict). The text is what Word shows
// with all changes accepted: insertions stand, deletions do not. Files:
//
//	docx.go         parts and relationships, the whole document
//	docx_story.go   a flow of paragraphs and tables
//	docx_inline.go  runs, fields, drawings
//	docx_styles.go  styles and lists
//	docx_notes.go   notes, comments, margins

// docx is one document while it is read.
type docx struct {
	*archive
	observer
	main       string // name of the part with the body
	relations  map[string]relation
	styles     styleSheet
	lists      listSheet
	notes      map[string][]block // by "footnote 2"
	paragraphs int
	plain      bool // fields are not balanced: show all of their text
}

func readDOCX(in input, opt Options) (*source, error) {
	a, err := openArchive(in.name, in.data, in.size, opt.Limits)
	if err != nil {
		return refuseFor(err)
	}
	s, err := readWord(a, opt)
	if err != nil {
		return refuseFor(err)
	}
	return s, nil
}

func readWord(a *archive, opt Options) (*source, error) {
	d := &docx{archive: a}
	blocks, err := d.document()
	if err != nil {
		return nil, err
	}
	s := &source{blocks: tidy(blocks)}
	s.title = firstTitle(s.blocks)
	if s.margins, err = d.margins(); err != nil {
		return nil, err
	}
	d.conclude(a.name, opt, s)
	return s, nil
}

// document reads everything but the margins, twice when the fields of the body
// turn out not to be balanced.
func (d *docx) document() ([]block, error) {
	if err := d.locate(); err != nil {
		return nil, err
	}
	if err := d.readSheets(); err != nil {
		return nil, err
	}
	before := d.observer
	blocks, open, err := d.body(d.main)
	if err != nil || open == 0 {
		return blocks, err
	}
	d.observer, d.plain, d.paragraphs = before, true, 0
	d.changes = tally{}
	if err := d.readNotes(); err != nil {
		return nil, err
	}
	blocks, _, err = d.body(d.main)
	return blocks, err
}

// locate finds the main part the way Word does: through the relationships of the
// package, not by its usual name.
func (d *docx) locate() error {
	root, err := d.relationsOf("")
	if err != nil {
		return err
	}
	d.main = "word/document.xml"
	for _, r := range root {
		if r.kind == "officeDocument" {
			d.main = r.target
		}
	}
	if !d.has(d.main) {
		return d.because(ruleDamaged)
	}
	if err := d.refuseMacros(); err != nil {
		return err
	}
	d.relations, err = d.relationsOf(d.main)
	return err
}

// refuseMacros looks at the declared content type, which survives renaming .docm
// to .docx and removing the macro part.
func (d *docx) refuseMacros() error {
	types, err := d.bytes("[Content_Types].xml")
	if err != nil {
		return err
	}
	if strings.Contains(strings.ToLower(string(types)), "macroenabled") {
		return d.because(ruleMacros)
	}
	return nil
}

func (d *docx) readSheets() error {
	if err := d.readStyles(d.related("styles")); err != nil {
		return err
	}
	if err := d.readLists(d.related("numbering")); err != nil {
		return err
	}
	if err := d.readComments(d.related("comments")); err != nil {
		return err
	}
	return d.readNotes()
}

// related names the first part that the main part refers to in a role; empty when
// there is none.
func (d *docx) related(kind string) string {
	for _, id := range slices.Sorted(maps.Keys(d.relations)) {
		if r := d.relations[id]; r.kind == kind && !r.external && d.has(r.target) {
			return r.target
		}
	}
	return ""
}

// relation is one reference from a part to another part or to an address.
type relation struct {
	kind     string // last segment of the type: hyperlink, styles, …
	target   string // part name, or address when external
	external bool
}

// relationsOf reads the relationships of a part ("" is the package).
func (a *archive) relationsOf(part string) (map[string]relation, error) {
	folder, file := path.Split(part)
	name := folder + "_rels/" + file + ".rels"
	found := make(map[string]relation)
	if !a.has(name) {
		return found, nil
	}
	err := a.walk(name, func(w *walker, _ xml.StartElement) error {
		return w.children(func(e xml.StartElement) error {
			if e.Name.Local == "Relationship" {
				found[attribute(e, "Id")] = relationOf(e, folder)
			}
			return w.skip()
		})
	})
	return found, err
}

func relationOf(e xml.StartElement, folder string) relation {
	r := relation{
		kind:     path.Base(attribute(e, "Type")),
		target:   attribute(e, "Target"),
		external: strings.EqualFold(attribute(e, "TargetMode"), "External"),
	}
	if !r.external {
		r.target = partName(folder, r.target)
	}
	return r
}

// partName resolves the target of a relationship against the folder of its part.
func partName(folder, target string) string {
	target = strings.ReplaceAll(target, `\`, "/")
	if strings.HasPrefix(target, "/") {
		return strings.TrimPrefix(path.Clean(target), "/")
	}
	return strings.TrimPrefix(path.Clean(path.Join("/", folder, target)), "/")
}

// Namespaces: transitional and strict.
const (
	nsWord       = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
	nsWordStrict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
	nsMath       = "http://schemas.openxmlformats.org/officeDocument/2006/math"
	nsMathStrict = "http://purl.oclc.org/ooxml/officeDocument/math"
	nsMarkup     = "http://schemas.openxmlformats.org/markup-compatibility/2006"
)

// wordName is the local name of an element of WordprocessingML, math or markup
// compatibility, else empty.
func wordName(e xml.StartElement) string {
	switch e.Name.Space {
	case nsWord, nsWordStrict, nsMarkup:
		return e.Name.Local
	case nsMath, nsMathStrict:
		return "m:" + e.Name.Local
	}
	return ""
}
