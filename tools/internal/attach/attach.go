// Package attach gives an item of the site a photograph, a document or a recording.
//
//	plan := attach.Prepare(corpus, attach.Request{Name: "IMG_2041.JPG", Data: data, To: "st0ry1", Today: "2026-11-24"})
//	if plan.Outcome == attach.Fresh {
//		err := bundle.Write(root, plan.Files)
//	}
//
// The file goes through package media first: what it says about people stays outside.
// Then it gets a name of ours, because telephones write dates and people write names
// into file names, and is entered where the site looks for it:
//
//	photograph   the folder of the item, and data/photos.yaml with what a person has to
//	             say about it; texts that are missing are left empty, and check asks for them
//	recording    the folder of an interview, and media in its transcript; the second
//	             format of the same recording becomes its companion
//	document     the folder of a resource, and formats in both languages; recordings too
//
// A file whose fingerprint stands in data/forbidden.yaml is refused, before and after
// cleaning. Prepare writes nothing; its plan is for bundle.Write, all or nothing.
package attach

import (
	"strings"

	"proximite/tools/internal/bundle"
	"proximite/tools/internal/content"
	"proximite/tools/internal/diagnostic"
	"proximite/tools/internal/media"
)

// Request is one file for one item.
type Request struct {
	Name    string // of the file as it came, for messages only
	Data    []byte
	To      string // id of the item, or its folder below content/
	Details Details
	Cover   bool   // the photograph goes to the head of the page
	Today   string // YYYY-MM-DD
}

// Outcome is what a plan amounts to.
type Outcome uint8

// The outcomes.
const (
	Fresh     Outcome = iota // files to write
	Unchanged                // the same file is there already
	Refused
)

// Plan is what is to be written.
type Plan struct {
	Outcome  Outcome
	ID       string // of the photograph
	Path     string // where the cleaned file goes, or is
	Cleaned  *media.Cleaned
	Files    []bundle.File
	Missing  []Field // what a person still has to say
	Findings []diagnostic.Diagnostic
}

// planner makes one plan.
type planner struct {
	corpus *content.Corpus
	req    Request
	item   *content.Item
	plan   *Plan
}

// Prepare plans what attaching a file would write.
func Prepare(corpus *content.Corpus, req Request) (*Plan, error) {
	p := &planner{corpus: corpus, req: req, plan: &Plan{}}
	if p.item = itemOf(corpus, req.To); p.item == nil {
		return p.refuse(noItem, req.To), nil
	}
	if forbidden(corpus, media.SHA256(req.Data)) {
		return p.refuse(forbiddenFile), nil
	}
	cleaned, found := media.Clean(req.Name, req.Data)
	if cleaned == nil {
		p.plan.Outcome, p.plan.Findings = Refused, found
		return p.plan, nil
	}
	if forbidden(corpus, media.SHA256(cleaned.Data)) {
		return p.refuse(forbiddenFile), nil
	}
	p.plan.Cleaned = cleaned
	if err := p.place(); err != nil {
		return nil, err
	}
	return p.plan, nil
}

// place decides by kind and type of item.
func (p *planner) place() error {
	kind, resource := p.plan.Cleaned.Kind, p.item.Type == "resource"
	switch {
	case kind.Picture():
		return p.photograph()
	case resource:
		return p.document()
	case kind == media.PDF:
		p.refuse(onlyResource)
		return nil
	case p.item.Type != "interview":
		p.refuse(onlyInterview)
		return nil
	}
	return p.recording()
}

func (p *planner) refuse(r diagnostic.Rule, args ...any) *Plan {
	p.plan.Outcome = Refused
	p.plan.Findings = append(p.plan.Findings, r.At(p.req.Name, 0, 0, args...))
	return p.plan
}

func (p *planner) unchanged(path string) {
	p.plan.Outcome, p.plan.Path, p.plan.Files, p.plan.Missing = Unchanged, path, nil, nil
}

func (p *planner) write(path string, data []byte) {
	p.plan.Files = append(p.plan.Files, bundle.File{Path: path, Data: data})
}

// itemOf finds an item by its id or its folder.
func itemOf(corpus *content.Corpus, to string) *content.Item {
	if i := corpus.Item(to); i != nil {
		return i
	}
	folder := strings.TrimPrefix(strings.TrimPrefix(strings.ReplaceAll(to, `\`, "/"), "./"), "content/")
	if i := corpus.Page(folder); i != nil && i.Type != "section" && strings.Contains(to, "/") {
		return i
	}
	return nil
}

// forbidden reports whether a fingerprint is listed, as it came or as it was cleaned.
func forbidden(corpus *content.Corpus, sum string) bool {
	for _, f := range corpus.Register("forbidden").Entries() {
		if f.Key == sum || f.Value.Get("cleaned").Text() == sum {
			return true
		}
	}
	return false
}

// Rules lists all findings that this package can make.
func Rules() []diagnostic.Rule {
	return []diagnostic.Rule{
		noItem, forbiddenFile, likeForbidden, onlyResource, onlyInterview, alreadyThere, noTranscript, takenFormat,
		brokenRegister, notEditable, coverTaken,
	}
}

var (
	noItem = diagnostic.Rule{
		ID: "attach/no-item", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "Il n’y a pas d’élément « %[1]s ».", EN: "There is no item “%[1]s”."},
		Hint:    diagnostic.Text{FR: "Donnez l’identifiant qui est à la ligne « id » de l’élément, ou son dossier, par exemple --to content/stories/un-parcours.", EN: "Give the id that stands on the line “id” of the item, or its folder, for example --to content/stories/a-path."},
	}
	forbiddenFile = diagnostic.Rule{
		ID: "attach/forbidden", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "Ce fichier est sur la liste des originaux interdits (data/forbidden.yaml) : il ne doit pas entrer dans le projet.", EN: "This file is on the list of forbidden originals (data/forbidden.yaml): it must not enter the project."},
		Hint:    diagnostic.Text{FR: "Prenez la version floutée. En cas de doute, demandez à la personne qui a inscrit l’original.", EN: "Take the blurred version. When in doubt, ask the person who listed the original."},
	}
	likeForbidden = diagnostic.Rule{
		ID: "attach/like-forbidden", Severity: diagnostic.Warning,
		Message: diagnostic.Text{FR: "Cette photo ressemble beaucoup à un original interdit.", EN: "This photograph looks much like a forbidden original."},
		Hint:    diagnostic.Text{FR: "Regardez-la en grand : chaque visage, plaque et badge à cacher doit être flouté. Sinon, supprimez-la.", EN: "Look at it enlarged: each face, plate and badge that has to be hidden must be blurred. If not, delete it."},
	}
	onlyResource = diagnostic.Rule{
		ID: "attach/only-resource", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "Un document à télécharger va dans une ressource ; cet élément n’en est pas une.", EN: "A document to take away goes to a resource; this item is none."},
		Hint:    diagnostic.Text{FR: "Créez-la avec « newsroom new resource \"Titre\" », puis importez le fichier avec l’identifiant obtenu.", EN: "Make one with “newsroom new resource \"Title\"”, then import the file with the id that you get."},
	}
	onlyInterview = diagnostic.Rule{
		ID: "attach/only-interview", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "Un enregistrement va dans un entretien (avec sa transcription) ou dans une ressource.", EN: "A recording goes to an interview (with its transcript) or to a resource."},
		Hint:    diagnostic.Text{FR: "Importez d’abord la transcription : qui n’entend pas doit pouvoir lire.", EN: "Import the transcript first: those who do not hear must be able to read."},
	}
	alreadyThere = diagnostic.Rule{
		ID: "attach/already-there", Severity: diagnostic.Advice,
		Message: diagnostic.Text{FR: "Ce fichier a déjà été importé : %[1]s.", EN: "This file has been imported already: %[1]s."},
		Hint:    diagnostic.Text{FR: "Rien n’a été changé.", EN: "Nothing was changed."},
	}
	noTranscript = diagnostic.Rule{
		ID: "attach/no-transcript", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "Cet entretien n’a pas de transcription lisible.", EN: "This interview has no readable transcript."},
		Hint:    diagnostic.Text{FR: "Importez d’abord la transcription, ou corrigez-la d’après « newsroom check ».", EN: "Import the transcript first, or mend it as “newsroom check” says."},
	}
	takenFormat = diagnostic.Rule{
		ID: "attach/taken", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "L’élément a déjà un autre fichier de ce format : %[1]s.", EN: "The item has another file of this format already: %[1]s."},
		Hint:    diagnostic.Text{FR: "Pour le remplacer, supprimez l’ancien fichier et la ligne qui le nomme, puis recommencez.", EN: "To replace it, delete the old file and the line that names it, then try again."},
	}
	brokenRegister = diagnostic.Rule{
		ID: "attach/broken-register", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "Le fichier %[1]s ne peut pas être lu.", EN: "The file %[1]s cannot be read."},
		Hint:    diagnostic.Text{FR: "Corrigez-le d’après « newsroom check %[1]s », puis recommencez.", EN: "Mend it as “newsroom check %[1]s” says, then try again."},
	}
	notEditable = diagnostic.Rule{
		ID: "attach/not-editable", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "La ligne « %[2]s » de %[1]s n’est pas écrite d’une façon que l’on sache compléter.", EN: "The line “%[2]s” of %[1]s is not written in a way that can be completed."},
		Hint:    diagnostic.Text{FR: "Écrivez une valeur par ligne, comme dans un brouillon neuf, ou demandez à la personne qui s’occupe du site.", EN: "Write one value a line, as in a fresh draft, or ask the person who looks after the site."},
	}
	coverTaken = diagnostic.Rule{
		ID: "attach/cover-taken", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "L’élément a déjà une photo en tête (%[1]s).", EN: "The item has a photograph at its head already (%[1]s)."},
		Hint:    diagnostic.Text{FR: "Effacez la ligne « photo » dans les deux langues, ou importez sans --cover.", EN: "Delete the line “photo” in both languages, or import without --cover."},
	}
)
