package attach

import (
	"maps"
	"path"
	"strings"

	"proximite/tools/internal/bundle"
	"proximite/tools/internal/media"
	"proximite/tools/internal/scalar"
)

// photograph plans the file, its entry and, for a cover, the line in both languages.
func (p *planner) photograph() error {
	photos := p.corpus.Register("photos")
	if photos.Broken {
		p.refuse(brokenRegister, photos.Path)
		return nil
	}
	sum := media.SHA256(p.plan.Cleaned.Data)
	for _, f := range photos.Entries() {
		if f.Value.Get("sha256").Text() == sum {
			p.plan.ID = f.Key
			p.unchanged(photos.Path)
			p.plan.Findings = append(p.plan.Findings, alreadyThere.At(p.req.Name, 0, 0, f.Key))
			return nil
		}
	}
	p.compareLooks()
	id, err := p.drawID()
	if err != nil {
		return err
	}
	p.plan.ID = id
	file := id + p.plan.Cleaned.Kind.Extension()
	p.plan.Path = path.Join(p.item.Folder, file)
	details := maps.Clone(p.req.Details)
	if details == nil {
		details = make(Details)
	}
	if details[By] != "" && details[On] == "" {
		details[On] = p.req.Today
	}
	p.plan.Missing = details.Missing()
	p.write(p.plan.Path, p.plan.Cleaned.Data)
	p.write(photos.Path, appendTo(photos.Source, details.entry(id, p.item.ID(), file, sum)))
	if p.req.Cover {
		p.cover(id)
	}
	return nil
}

// compareLooks warns of a picture that looks like a forbidden one. The blurred version
// of an original does too, so a person has to look.
func (p *planner) compareLooks() {
	for _, f := range p.corpus.Register("forbidden").Entries() {
		if p.plan.Cleaned.Look.Like(media.ParseLook(f.Value.Get("look").Text())) {
			p.plan.Findings = append(p.plan.Findings, likeForbidden.At(p.req.Name, 0, 0))
			return
		}
	}
}

func (p *planner) drawID() (string, error) {
	taken, err := bundle.IDs(p.corpus.FS)
	if err != nil {
		return "", err
	}
	return bundle.NewID(taken)
}

// cover writes the photograph into the front matter of both languages.
func (p *planner) cover(id string) {
	for _, v := range p.item.Versions {
		if have := v.Meta.Get("photo").Text(); have != "" {
			p.refuse(coverTaken, have)
			return
		}
		src, ok := setField(v.Document, "photo", "photo: "+scalar.String(id))
		if !ok {
			p.refuse(notEditable, v.Path, "photo")
			return
		}
		p.write(v.Path, src)
	}
}

// appendTo adds an entry to a register, with the line ends that it has.
func appendTo(source []byte, entry string) []byte {
	text := string(source)
	if strings.Contains(text, "\r\n") {
		entry = strings.ReplaceAll(entry, "\n", "\r\n")
	}
	if text != "" && !strings.HasSuffix(text, "\n") {
		text += "\n"
	}
	return []byte(text + entry)
}
