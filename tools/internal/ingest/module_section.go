package ingest

import (
	"regexp"
	"slices"
	"strings"
)

// sectionReader reads modules from headings and labelled sections.
type sectionReader struct {
	*moduleReader
	draft   *draftModule
	level   int // of the heading of the module
	field   moduleField
	label   string
	pending []block // before the first module
}

// current is the module that is being read; without a heading, the text before it
// gives its title.
func (s *sectionReader) current(line int) *draftModule {
	if s.draft == nil {
		s.start("", line)
		if n := len(s.pending); n > 0 && isTitle(s.pending[n-1]) {
			s.draft.title = moduleTitle(s.pending[n-1].text())
			s.pending = s.pending[:n-1]
		}
	}
	return s.draft
}

// start begins a module. A title that follows a heading without content names the
// same module.
func (s *sectionReader) start(title string, line int) {
	title = moduleTitle(title)
	if d := s.draft; d != nil && len(d.fields) == 0 && len(d.rest) == 0 && d.title == title {
		return
	}
	s.draft = newDraft(line, title)
	s.drafts = append(s.drafts, s.draft)
	s.field, s.label = fieldNone, ""
}

// take reads one block.
func (s *sectionReader) take(b block) {
	text := strings.TrimSpace(b.text())
	label, value, labelled := splitLabel(b)
	field := fieldOf(label)
	switch {
	case b.kind == heading && fieldOf(text) == fieldTitle: // "Modules" above a list of them
	case labelled && field == fieldTitle && len(value) > 0:
		s.start((block{runs: value}).text(), b.line)
	case labelled && field != fieldTitle:
		s.section(field, label, b, value)
	case b.kind == heading:
		s.heading(text, b)
	case b.kind == paragraph && numberedTitle.MatchString(text) && isTitle(b):
		s.start(text, b.line)
	case s.draft == nil:
		s.pending = append(s.pending, b)
	default:
		s.content(b)
	}
}

// unknownLabel matches a paragraph that starts with a label.
var unknownLabel = regexp.MustCompile(`^(\p{Lu}[\p{L}’' -]{1,40})[\s\x{00a0}\x{202f}]*:[\s\x{00a0}]`)

// content adds a block to the section that is open; a label that names no field
// closes it.
func (s *sectionReader) content(b block) {
	if m := unknownLabel.FindStringSubmatch(b.text()); m != nil && b.kind == paragraph && len(strings.Fields(m[1])) <= 4 {
		s.strange(strings.TrimSpace(m[1]), b.line)
		s.field, s.label = fieldNone, ""
	}
	s.draft.add(s.field, s.label, []block{b})
	if s.field == fieldNone {
		s.label = ""
	}
}

// section begins a field of the module.
func (s *sectionReader) section(field moduleField, label string, b block, value []run) {
	d := s.current(b.line)
	s.field, s.label = field, label
	if len(value) > 0 {
		b.kind, b.runs = paragraph, value
		d.add(field, label, []block{b})
		if field != fieldObjectives && field != fieldFocus { // said in one line
			s.field, s.label = fieldNone, ""
		}
	}
}

// heading begins a module, or an unknown section of one when it is a deeper
// heading.
func (s *sectionReader) heading(text string, b block) {
	if s.draft != nil && b.level > s.level && s.level > 0 && len(s.draft.fields) > 0 {
		s.strange(text, b.line)
		s.field, s.label = fieldNone, text
		return
	}
	s.level = b.level
	s.start(text, b.line)
}

// splitLabel splits "Durée : 2 jours" into its label and value. A heading or a
// bold line that names a field is a label too.
func splitLabel(b block) (label string, value []run, found bool) {
	text := strings.TrimSpace(b.text())
	if fieldOf(text) != fieldNone && fieldOf(text) != fieldNumber && len(strings.Fields(text)) <= 5 {
		bold := !slices.ContainsFunc(b.runs, func(r run) bool { return !r.bold && strings.TrimSpace(r.text) != "" })
		if b.kind == heading || bold || strings.HasSuffix(text, ":") {
			return strings.TrimRight(text, " \u00a0\u202f:"), nil, true
		}
	}
	if b.kind == table {
		return "", nil, false
	}
	for i, r := range b.runs {
		at := strings.IndexByte(r.text, ':')
		if at < 0 {
			continue
		}
		label = strings.TrimSpace((block{runs: append(slices.Clone(b.runs[:i]), run{text: r.text[:at]})}).text())
		if fieldOf(label) == fieldNone || len(strings.Fields(label)) > 5 {
			return "", nil, false
		}
		rest := r
		rest.text = r.text[at+1:]
		value = trimBreaks(append([]run{rest}, b.runs[i+1:]...))
		return label, value, true
	}
	return "", nil, false
}

// finish keeps what turned out to be modules. Headings without any field are the
// title of the document and its chapters, unless there is nothing else; their text
// is reported.
func (s *sectionReader) finish() {
	some := slices.ContainsFunc(s.drafts, func(d *draftModule) bool { return d.row || len(d.fields) > 0 })
	var kept []*draftModule
	for i, d := range s.drafts {
		stated := d.row || len(d.fields) > 0 || !some && len(d.rest) > 0
		switch {
		case stated && d.title != "":
			kept = append(kept, d)
		case stated:
			s.found = append(s.found, ruleRowWithoutTitle.At(s.name, d.line, 0, firstRunes(d.text(), 80)))
		default:
			if i == 0 {
				s.title = d.title
			}
			s.pending = append(s.pending, d.rest...)
		}
	}
	if s.drafts = kept; len(kept) > 0 {
		s.reportOutside()
	}
}

func (s *sectionReader) reportOutside() {
	for _, b := range flatten(s.pending) {
		if text := strings.TrimSpace(b.text()); text != "" {
			s.found = append(s.found, ruleOutsideModules.At(s.name, b.line, 0, firstRunes(text, noteRunes)))
		}
	}
}

func (d *draftModule) text() string {
	var all []block
	for f := fieldFocus; f <= fieldCrossCutting; f++ {
		all = append(all, d.fields[f]...)
	}
	return strings.ReplaceAll(cellText(append(all, d.rest...)), "\n", " ")
}
