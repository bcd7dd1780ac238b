package attach

import (
	"fmt"

	"proximite/tools/internal/bundle"
	"proximite/tools/internal/content"
	"proximite/tools/internal/media"
	"proximite/tools/internal/scalar"
)

// Forbid plans the entry of a file in the list of what must never enter: its
// fingerprint, that of the same file without its metadata, and, of a picture, its
// look. The file itself goes nowhere.
func Forbid(corpus *content.Corpus, req Request) *Plan {
	p := &planner{corpus: corpus, req: req, plan: &Plan{}}
	register := corpus.Register("forbidden")
	sum := media.SHA256(req.Data)
	p.plan.ID = sum
	switch {
	case register.Broken:
		return p.refuse(brokenRegister, register.Path)
	case register.Entry(sum) != nil:
		p.unchanged(register.Path)
		p.plan.Findings = append(p.plan.Findings, alreadyThere.At(req.Name, 0, 0, register.Path))
		return p.plan
	}
	p.plan.Path = register.Path
	entry := fmt.Sprintf("\n%s:\n  listed: %s\n", scalar.String(sum), scalar.String(req.Today))
	if cleaned, _ := media.Clean(req.Name, req.Data); cleaned != nil {
		p.plan.Cleaned = cleaned
		entry += fmt.Sprintf("  cleaned: %s\n", scalar.String(media.SHA256(cleaned.Data)))
		if cleaned.Look != 0 {
			entry += fmt.Sprintf("  look: %s\n", scalar.String(cleaned.Look.String()))
		}
	}
	p.plan.Files = []bundle.File{{Path: register.Path, Data: appendTo(register.Source, entry)}}
	return p.plan
}
