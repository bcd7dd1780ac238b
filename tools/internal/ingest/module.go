package ingest

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"proximite/tools/internal/diagnostic"
)

// Summaries of training modules: a table with one module in each row, a table of
// labels and values for each module, or headings with labelled sections. Files:
//
//	module.go          fields, their names in both languages, the result
//	module_table.go    tables
//	module_section.go  headings and labels
//	module_csv.go      tables in CSV files

// moduleField is one thing that a summary says of a module.
type moduleField int

const (
	fieldNone moduleField = iota
	fieldTitle
	fieldFocus
	fieldObjectives
	fieldAudience
	fieldDuration
	fieldAssessment
	fieldVersion
	fieldReview
	fieldCrossCutting
	fieldNumber // the order of the rows says it already
)

// fieldNames are the labels of the fields as offices write them, folded by
// foldName.
var fieldNames = map[moduleField][]string{
	fieldTitle: {"titre", "title", "module", "modules", "nom", "name", "nom du module", "titre du module", "module title",
		"module name", "name of the module", "title of the module", "intitule", "intitule du module", "cours", "course", "course title",
		"libelle", "formation", "nom de la formation"},
	fieldFocus: {"contenu", "contenus", "content", "contents", "focus", "teaching focus", "description", "axe", "axe pedagogique",
		"accent pedagogique", "theme", "themes", "thematique", "thematiques", "topic", "topics", "subject", "subjects", "sujet", "sujets", "sujets abordes", "topics covered",
		"programme", "summary", "resume", "presentation", "contenu pedagogique", "contenu du module", "module content", "points cles",
		"key points", "what is taught", "ce qui est enseigne", "matiere", "overview", "apercu", "but", "purpose", "aim"},
	fieldObjectives: {"objectif", "objectifs", "objective", "objectives", "goals", "goal", "aims", "buts", "objectifs pedagogiques",
		"objectifs d apprentissage", "objectifs d enseignement", "objectif pedagogique", "objectif general", "objectifs generaux", "objectifs specifiques", "objectifs du module",
		"learning objectives", "learning objective", "learning outcomes", "training objectives", "module objectives", "outcomes", "resultats attendus",
		"resultats d apprentissage", "acquis", "competences visees", "competences", "expected results"},
	fieldAudience: {"public", "audience", "public cible", "public vise", "public concerne", "target audience", "target group", "target public", "target",
		"groupe cible", "groupes cibles", "participants", "participant", "beneficiaires", "beneficiaries", "destinataires", "trainees", "stagiaires", "for whom", "pour qui", "cible"},
	fieldDuration: {"duree", "duration", "length", "heures", "hours", "jours", "days", "volume horaire", "duree indicative", "duree totale", "duree du module",
		"nombre d heures", "nombre de jours", "number of hours", "number of days", "time", "temps"},
	fieldAssessment: {"evaluation", "assessment", "evaluations", "mode d evaluation", "modes d evaluation", "modalites d evaluation", "methode d evaluation",
		"assessment method", "examination", "exam", "examen", "test", "validation", "evaluation method", "controle"},
	fieldVersion:      {"version", "version du module", "numero de version", "module version", "version number", "edition"},
	fieldReview:       {"derniere revision", "revision", "last review", "last reviewed", "last revision", "date de revision", "mise a jour", "derniere mise a jour", "last update", "last updated", "updated", "reviewed", "review date", "revu le"},
	fieldCrossCutting: {"transversal", "transversale", "transverse", "cross cutting", "crosscutting", "theme transversal", "cross cutting theme"},
	fieldNumber:       {"n", "no", "nr", "numero", "number", "num", "ordre", "order", "id", "code", "n du module", "module n", "module no"},
}

// fieldOf is the field that a label names.
func fieldOf(label string) moduleField {
	folded := foldName(label)
	for field, names := range fieldNames {
		if slices.Contains(names, folded) {
			return field
		}
	}
	return fieldNone
}

var (
	labelNoise  = regexp.MustCompile(`\([^)]*\)|\[[^\]]*\]`)
	labelNumber = regexp.MustCompile(`^\s*(\d+(\.\d+)*[.)]?|[ivx]+[.)]|[a-h][.)])\s+`)
)

// longestLabel is more than any label; longer texts are not folded, which could
// take long.
const longestLabel = 150

// foldName makes a label comparable: no accents, signs, numbering, remarks in
// brackets, capitals.
func foldName(label string) string {
	if len(label) > longestLabel {
		return label
	}
	label = labelNoise.ReplaceAllString(strings.ToLower(label), " ")
	label = labelNumber.ReplaceAllString(label, "")
	var s strings.Builder
	for _, r := range norm.NFD.String(strings.ReplaceAll(label, "œ", "oe")) {
		switch {
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9':
			s.WriteRune(r)
		case r >= 0x300 && r < 0x370: // the accents that decomposition split off
		default:
			s.WriteByte(' ')
		}
	}
	return strings.Join(strings.Fields(s.String()), " ")
}

// draftModule is a module while its parts are gathered.
type draftModule struct {
	line   int
	title  string
	row    bool // from a row of a table: a module even when it says nothing else
	fields map[moduleField][]block
	rest   []block // what fits no field, under headings of its labels
}

func newDraft(line int, title string) *draftModule {
	return &draftModule{line: line, title: title, fields: make(map[moduleField][]block)}
}

// add gives the module the content of a field; an unknown label becomes a heading.
func (d *draftModule) add(field moduleField, label string, blocks []block) {
	if len(blocks) == 0 || isNotStated(cellText(blocks)) && field != fieldNone {
		return
	}
	switch field {
	case fieldNumber:
	case fieldTitle:
		d.title = moduleTitle(cellText(blocks))
		d.line = cmp.Or(d.line, blocks[0].line)
	case fieldNone:
		if label != "" {
			d.rest = append(d.rest, block{kind: heading, level: 2, line: blocks[0].line, runs: []run{{text: label}}})
		}
		d.rest = append(d.rest, blocks...)
	default:
		d.fields[field] = append(d.fields[field], blocks...)
	}
}

// notStated are the ways in which offices say that there is nothing to say.
var notStated = []string{"", "na", "n a", "nc", "n c", "nd", "neant", "none", "vide", "non publie", "non publiee", "not published",
	"non publie par la mission", "not published by the mission", "non precise", "non precisee", "a preciser", "a completer", "a definir", "tbd", "tbc", "to be defined", "not stated", "unknown", "inconnu", "xxx"}

func isNotStated(text string) bool { return slices.Contains(notStated, foldName(text)) }

// numberedTitle matches "Module 3 :" in front of a title.
var numberedTitle = regexp.MustCompile(`^(?i:module)[\s\x{00a0}]*(n[°o]?[\s\x{00a0}]*)?(\d+|[IVX]+)[\s\x{00a0}]*[:.–—)-]+[\s\x{00a0}]*(\S)`)

func moduleTitle(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	return numberedTitle.ReplaceAllString(text, "$3")
}

// module is the draft as a result.
func (d *draftModule) module() (Module, error) {
	text := func(f moduleField) Optional { return Optional(joinLines(d.fields[f])) }
	m := Module{
		Title: d.title, Line: d.line,
		Focus: text(fieldFocus), Objectives: listOf(d.fields[fieldObjectives]),
		Audience: text(fieldAudience), Duration: text(fieldDuration), Assessment: text(fieldAssessment),
		Version: text(fieldVersion), LastReview: text(fieldReview),
		CrossCutting: isYes(joinLines(d.fields[fieldCrossCutting])),
	}
	rest, err := markdown(shiftHeadings(d.rest))
	m.Markdown = Optional(rest)
	return m, err
}

func isYes(text string) bool {
	return slices.Contains([]string{"oui", "yes", "x", "1", "true", "vrai", "o", "y", "transversal", "cross cutting"}, foldName(text)) ||
		strings.TrimSpace(text) == "✓"
}

// joinLines is the text of a field, each paragraph on its own line.
func joinLines(blocks []block) string {
	var lines []string
	for _, b := range flatten(blocks) {
		for l := range strings.SplitSeq(b.text(), "\n") {
			if l = strings.Join(strings.FieldsFunc(l, isPlainSpace), " "); l != "" {
				lines = append(lines, l)
			}
		}
	}
	return strings.Join(lines, "\n")
}

func isPlainSpace(r rune) bool { return r == ' ' || r == '\t' }

var bulletStart = regexp.MustCompile(`^([-–—•·▪◦*o✓➢]|\d{1,2}[.)])[\s\x{00a0}]+`)

// listOf is the objectives one by one: paragraphs, or the parts of a single one
// that are set off by semicolons.
func listOf(blocks []block) []string {
	lines := strings.Split(joinLines(blocks), "\n")
	if len(lines) == 1 && strings.Count(lines[0], ";") > 0 {
		lines = strings.Split(lines[0], ";")
	}
	var list []string
	for _, l := range lines {
		l = strings.Trim(bulletStart.ReplaceAllString(strings.TrimSpace(l), ""), " \t\u00a0;")
		if l != "" {
			list = append(list, l)
		}
	}
	return list
}

// interpretModules reads a source as summaries of modules.
func interpretModules(in input, src *source, opt Options, r *Result) {
	if r.tooLong(in, src) {
		return
	}
	m := readModules(in.name, src.documentBlocks())
	r.Diagnostics = append(r.Diagnostics, m.found...)
	if len(m.drafts) == 0 {
		why := ruleNoModules.At(in.name, 0, 0)
		if len(m.columns) > 0 {
			why = ruleNoModuleTitle.At(in.name, 1, 0, strings.Join(m.columns, ", "))
		}
		r.refuse(why)
		return
	}
	for _, d := range m.drafts {
		module, err := d.module()
		if r.alter(in, err) {
			return
		}
		r.Modules = append(r.Modules, module)
	}
	r.Title = Optional(cmp.Or(m.title, src.title))
	if len(r.Modules) == 1 {
		r.Title, r.Markdown = Optional(r.Modules[0].Title), r.Modules[0].Markdown
	}
	r.Language = Optional(cmp.Or(opt.Language, languageOf(plainText(src.documentBlocks())), src.language))
}

// outsideAnyway is how many paragraphs of a summary can stand outside its modules
// whatever its length; beyond, at most a quarter.
const outsideAnyway = 8

// looksLikeModules decides after interviews were ruled out.
func looksLikeModules(src *source, _ Options) bool {
	blocks := src.documentBlocks()
	m := readModules("", blocks)
	outside := 0
	for _, d := range m.found {
		if d.Rule == ruleOutsideModules.ID {
			outside++
		}
	}
	if outside > outsideAnyway && 4*outside > len(blocks) {
		return false
	}
	for _, d := range m.drafts {
		if len(d.fields) >= 2 || m.fromTable && len(d.fields) >= 1 {
			return true
		}
	}
	return false
}

// moduleReader gathers the modules of a source.
type moduleReader struct {
	name      string
	title     string // of the document
	drafts    []*draftModule
	columns   []string // of a table that names no title
	fromTable bool
	found     []diagnostic.Diagnostic
	unknown   map[string]bool // labels reported already
}

func readModules(name string, blocks []block) *moduleReader {
	m := &moduleReader{name: name, unknown: make(map[string]bool)}
	s := &sectionReader{moduleReader: m}
	for _, b := range blocks {
		if b.kind == table && m.table(b, s) {
			continue
		}
		s.take(b)
	}
	s.finish()
	return m
}

// strange reports a label that names no field, once.
func (m *moduleReader) strange(label string, line int) {
	if label != "" && !m.unknown[foldName(label)] {
		m.unknown[foldName(label)] = true
		m.found = append(m.found, ruleUnknownColumn.At(m.name, line, 0, firstRunes(label, 80)))
	}
}
