// Package intake turns what ingest understood of a source file into the files of
// the project, and keeps its hands off what people changed since.
//
//	project + Result ──Prepare──► Plan ──bundle.Write──► content/ data/
//
// An import leaves a receipt in data/imports: the fingerprint of the source and the
// full text of every file as it was generated. When a source comes again, the
// receipt tells a file that nobody touched from one that a person edited:
//
//	on disk        new import         what happens
//	missing        first time         written
//	there          no receipt         refused: it is somebody's own file
//	as generated   the same           nothing
//	as generated   differs            written
//	edited         the same           nothing, the edits stay
//	edited         differs            a side file below data/imports; with Merge, the
//	                                  merged text, if nothing was changed twice
//	deleted        any                nothing, unless Recreate
//
// A plan is all or nothing: when one file of a story can not be replaced, none is.
// Prepare writes nothing and touches no clock.
package intake

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"

	"proximite/tools/internal/bundle"
	"proximite/tools/internal/diagnostic"
	"proximite/tools/internal/ingest"
)

// Importer is the version of the form of what is generated; it goes into receipts.
const Importer = "1"

// Options of one import.
type Options struct {
	Slug     string // of the folder; empty: from the title
	Today    string // the date of an item that has none, YYYY-MM-DD
	Merge    bool   // join edits of people with the new import
	Recreate bool   // write files again that people deleted
}

// Outcome is what a plan amounts to.
type Outcome uint8

// The outcomes.
const (
	Fresh     Outcome = iota // a new item
	Unchanged                // the same source as before: nothing to do
	Updated                  // files are replaced or merged
	Kept                     // people edited files: only side files are written
)

// Plan is what an import would write.
type Plan struct {
	Outcome  Outcome
	Files    []bundle.File // all of them, receipt last
	Written  []string      // paths below content/ and data/transcripts, for people
	Side     []string      // paths of side files
	Diff     string        // what the new import would change in edited files
	Findings []diagnostic.Diagnostic
}

// Prepare plans the files of a result that was not refused.
func Prepare(project fs.FS, r *ingest.Result, opt Options) (*Plan, error) {
	taken, err := bundle.IDs(project)
	if err != nil {
		return nil, err
	}
	receipts, err := readReceipts(project)
	if err != nil {
		return nil, err
	}
	g := &generator{project: project, r: r, opt: opt, taken: taken, names: peopleNames(project)}
	old := receipts.find(r, g)
	g.adopt(old)
	outputs, err := g.outputs()
	if err != nil {
		return nil, err
	}
	p := &planner{project: project, opt: opt, old: old, plan: &Plan{Findings: g.found}}
	for _, o := range outputs {
		if err := p.consider(o); err != nil {
			return nil, err
		}
	}
	return p.finish(g, outputs), nil
}

// output is one generated file.
type output struct {
	path string
	data []byte
	// follows marks the file of the other language: it holds only marks to be
	// translated, and edits of people always win in it.
	follows bool
}

// planner decides file by file by the table above.
type planner struct {
	project fs.FS
	opt     Options
	old     *receipt
	plan    *Plan
	writes  []bundle.File // into content and data
	sides   []bundle.File
	bases   map[string]string // new base where it is not the generated text
	changed bool              // something on disk would change
	foreign bool              // a file of somebody else is in the way
}

func (p *planner) consider(o output) error {
	disk, err := fs.ReadFile(p.project, o.path)
	exists := err == nil
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("read %q: %w", o.path, err)
	}
	base, known := p.old.base(o.path)
	text := string(o.data)
	switch have := unixLines(disk); {
	case !exists && known && !p.opt.Recreate:
		p.report(ruleDeleted.At(o.path, 0, 0))
	case !exists:
		p.write(o.path, text, disk)
	case !known:
		p.report(ruleTaken.At(o.path, 0, 0))
		p.foreign = true
	case have == text || base == text:
	case have == base:
		p.write(o.path, text, disk)
	case o.follows:
		p.report(ruleReview.At(o.path, 0, 0))
	default:
		p.edited(o, base, have, disk)
	}
	return nil
}

func (p *planner) write(name, text string, disk []byte) {
	p.changed = true
	p.writes = append(p.writes, bundle.File{Path: name, Data: likeDisk(text, disk)})
}

// edited handles a file that a person changed and that the source would change too.
func (p *planner) edited(o output, base, have string, disk []byte) {
	merged, conflicts := merge(o.path, base, have, string(o.data))
	if p.opt.Merge && len(conflicts) == 0 {
		p.report(ruleMerged.At(o.path, 0, 0))
		p.write(o.path, merged, disk)
		return
	}
	side := sidePath(o.path)
	p.sides = append(p.sides, bundle.File{Path: side, Data: o.data})
	p.plan.Diff += unified(o.path, side, have, string(o.data))
	if len(conflicts) == 0 {
		p.report(ruleEdited.At(o.path, 0, 0, side))
		return
	}
	for _, c := range conflicts {
		p.report(ruleConflict.At(o.path, c.line, 0, c.what, side))
	}
}

func (p *planner) report(d diagnostic.Diagnostic) {
	p.plan.Findings = append(p.plan.Findings, d)
}

// finish settles the outcome: all files, or none and side files.
func (p *planner) finish(g *generator, outputs []output) *Plan {
	plan := p.plan
	switch {
	case p.foreign:
		plan.Outcome = Kept
		return plan
	case len(p.sides) > 0:
		plan.Outcome = Kept
		plan.Files = p.sides
		for _, f := range p.sides {
			plan.Side = append(plan.Side, f.Path)
		}
		return plan
	case p.old != nil && !p.changed:
		plan.Outcome = Unchanged
		if p.old.Source.SHA256 == g.r.SHA256 {
			p.report(ruleAgain.At(g.r.File, 0, 0, p.old.ID))
		}
		if p.old.sameBases(outputs) {
			return plan
		}
	case p.old != nil:
		plan.Outcome = Updated
	}
	for _, f := range p.writes {
		plan.Written = append(plan.Written, f.Path)
	}
	r := g.receipt(outputs)
	plan.Files = append(p.writes, bundle.File{Path: r.path(), Data: r.marshal()})
	return plan
}

// sidePath is where a new version waits beside an edited file: where neither Hugo
// nor check looks.
func sidePath(name string) string {
	flat := strings.ReplaceAll(strings.TrimPrefix(name, "content/"), "/", "--")
	ext := path.Ext(flat)
	return "data/imports/new/" + strings.TrimSuffix(flat, ext) + ".import-new" + ext
}

func unixLines(data []byte) string {
	return string(bytes.ReplaceAll(bytes.TrimPrefix(data, []byte("\xef\xbb\xbf")), []byte("\r\n"), []byte("\n")))
}

// likeDisk keeps the line ends that a file has.
func likeDisk(text string, disk []byte) []byte {
	if bytes.Contains(disk, []byte("\r\n")) {
		return []byte(strings.ReplaceAll(text, "\n", "\r\n"))
	}
	return []byte(text)
}
