package rule

import (
	"io/fs"
	"strings"

	"proximite/tools/internal/content"
	"proximite/tools/internal/diagnostic"
	"proximite/tools/internal/document"
	"proximite/tools/internal/plaintext"
	"proximite/tools/internal/withdrawal"
)

// registerOf says which register the keys of a front-matter list come from.
var registerOf = map[string]string{
	"people": "people", "institutions": "institutions", "places": "places", "figures": "figures",
	"sources": "sources", "themes": "vocabulary/theme", "forces": "vocabulary/force",
}

// relations are the front-matter lists of item ids and the type they want.
var relations = map[string]string{
	"stories": "story", "interviews": "interview", "news": "news",
	"modules": "module", "trainings": "training", "resources": "resource",
}

// checkReferences asks that every id and key leads to something.
func checkReferences(c *content.Corpus) []diagnostic.Diagnostic {
	r := &references{corpus: c, gone: goneIn(c), keys: make(map[string][]string)}
	versions(c, r.frontMatter)
	versions(c, r.shortcodes)
	for _, register := range c.Registers() {
		for _, f := range register.Entries() {
			r.entry(register, f)
		}
	}
	for _, t := range c.Transcripts {
		r.transcript(t)
	}
	return r.found
}

type references struct {
	corpus *content.Corpus
	gone   *withdrawal.Gone
	keys   map[string][]string // of each register, for suggestions
	found  []diagnostic.Diagnostic
}

// key asks that a node is a key of a register, or of one list of the vocabulary.
func (r *references) key(path string, n *plaintext.Node, register string) {
	if n.Text() == "" || n.Text() == "not-published" {
		return
	}
	if !r.exists(n.Text(), register) {
		r.found = append(r.found, withHint(at(path, n, deadKey, n.Text(), fileOf(register)), suggest(n.Text(), r.known(register))))
	}
}

func fileOf(register string) string {
	name, list, ok := strings.Cut(register, "/")
	if ok {
		return "data/" + name + ".yaml (" + list + ")"
	}
	return "data/" + name + ".yaml"
}

func (r *references) exists(key, register string) bool {
	name, list, nested := strings.Cut(register, "/")
	reg := r.corpus.Register(name)
	if reg.Broken {
		return true // its own finding says so; hundreds of others would hide it
	}
	if nested {
		return reg.Root.Get(list, key) != nil
	}
	return reg.Entry(key) != nil
}

func (r *references) known(register string) []string {
	if list, ok := r.keys[register]; ok {
		return list
	}
	name, sub, nested := strings.Cut(register, "/")
	node := r.corpus.Register(name).Root
	if nested {
		node = node.Get(sub)
	}
	var list []string
	for _, f := range node.Fieldset() {
		list = append(list, f.Key)
	}
	r.keys[register] = list
	return list
}

func (r *references) list(path string, n *plaintext.Node, register string) {
	for _, item := range n.Children() {
		r.key(path, item, register)
	}
}

func (r *references) frontMatter(v *content.Version) {
	for _, f := range v.Meta.Fieldset() {
		if register, ok := registerOf[f.Key]; ok {
			r.list(v.Path, f.Value, register)
		}
		if kind, ok := relations[f.Key]; ok {
			for _, n := range f.Value.Children() {
				r.item(v, n, kind)
			}
		}
	}
	r.key(v.Path, v.Meta.Get("place"), "places")
	for _, p := range v.Meta.Get("participants").Children() {
		r.key(v.Path, p.Get("force"), "vocabulary/force")
	}
	if t := v.Meta.Get("transcript"); t.Text() != "" && r.corpus.Transcript(t.Text()) == nil {
		r.found = append(r.found, at(v.Path, t, deadTranscript, t.Text()))
	}
}

// item asks that an id is an item of a type, and a published one where needed.
func (r *references) item(v *content.Version, n *plaintext.Node, kind string) {
	if n.Text() == "" {
		return
	}
	target := r.corpus.Item(n.Text())
	switch {
	case target == nil && r.gone.Items[n.Text()]:
		r.found = append(r.found, at(v.Path, n, goneItem, n.Text()))
	case target == nil:
		r.found = append(r.found, at(v.Path, n, deadItem, n.Text()))
	case target.Type != kind:
		r.found = append(r.found, at(v.Path, n, wrongType, n.Text(), target.Folder, content.SectionOf(target.Type)))
	case target == v.Item:
		r.found = append(r.found, at(v.Path, n, selfReference))
	case !v.Draft() && !target.Published(v.Language) && target.Version(v.Language) != nil:
		r.found = append(r.found, at(v.Path, n, draftTarget, n.Text(), target.Folder))
	}
}

// shortcodes asks that the keys in calls lead somewhere.
func (r *references) shortcodes(v *content.Version) {
	for name, register := range map[string]string{
		"person": "people", "value": "figures", "source": "sources", "term": "glossary",
	} {
		calls(v.Document, name, func(s document.Shortcode) {
			p, ok := s.First()
			if !ok || p.Value == "" || r.exists(p.Value, register) {
				return
			}
			r.found = append(r.found, withHint(v.At(deadKey, p.Offset, p.Value, fileOf(register)), suggest(p.Value, r.known(register))))
		})
	}
	calls(v.Document, "diagram", func(s document.Shortcode) {
		if p, ok := s.First(); ok && !r.hasDiagram(p.Value) {
			r.found = append(r.found, v.At(deadDiagram, p.Offset, p.Value))
		}
	})
}

// hasDiagram looks for the drawing among the templates. A project without
// templates (a test) is not asked.
func (r *references) hasDiagram(name string) bool {
	if _, err := fs.Stat(r.corpus.FS, "layouts"); err != nil {
		return true
	}
	if !kebab.MatchString(name) {
		return false
	}
	_, err := fs.Stat(r.corpus.FS, "layouts/_partials/components/diagram-"+name+".html")
	return err == nil
}

// entry asks that the keys in a register lead somewhere.
func (r *references) entry(reg *content.Register, f plaintext.Field) {
	r.list(reg.Path, f.Value.Get("sources"), "sources")
	switch reg.Name {
	case "people":
		r.key(reg.Path, f.Value.Get("institution"), "institutions")
		r.key(reg.Path, f.Value.Get("basis", "source"), "sources")
	case "figures":
		r.key(reg.Path, f.Value.Get("superseded_by"), "figures")
		for _, conflict := range f.Value.Get("conflicts").Children() {
			r.key(reg.Path, conflict.Get("figure"), "figures")
			r.list(reg.Path, conflict.Get("sources"), "sources")
		}
	}
}

func (r *references) transcript(t *content.Transcript) {
	r.key(t.Path, t.Root.Get("source", "published"), "sources")
	for _, s := range t.Root.Get("speakers").Children() {
		r.key(t.Path, s.Get("person"), "people")
	}
	for _, s := range t.Root.Get("segments").Children() {
		r.list(t.Path, s.Get("themes"), "vocabulary/theme")
	}
}

func referenceRules() []diagnostic.Rule {
	return []diagnostic.Rule{deadKey, deadItem, deadTranscript, deadDiagram, wrongType, selfReference, draftTarget}
}

var (
	deadKey = diagnostic.Rule{
		ID: "reference/dead-key", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "« %[1]s » n’existe pas dans %[2]s.", EN: "“%[1]s” does not exist in %[2]s."},
		Hint:    diagnostic.Text{FR: "Corrigez le mot, ou ajoutez d’abord l’entrée dans ce fichier.", EN: "Correct the word, or first add the entry to that file."},
	}
	deadItem = diagnostic.Rule{
		ID: "reference/dead-item", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "Aucun élément n’a l’identifiant « %[1]s ».", EN: "No item has the id “%[1]s”."},
		Hint:    diagnostic.Text{FR: "Copiez l’identifiant de la première ligne de l’élément voulu (« id: »), ou supprimez ce renvoi.", EN: "Copy the id from the first line of the item that is meant (“id:”), or delete this reference."},
	}
	deadTranscript = diagnostic.Rule{
		ID: "reference/dead-transcript", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "La transcription « %[1]s » n’existe pas dans data/transcripts/.", EN: "The transcript “%[1]s” does not exist in data/transcripts/."},
		Hint:    diagnostic.Text{FR: "Vérifiez l’identifiant, ou importez l’entretien avec « newsroom import ».", EN: "Check the id, or import the interview with “newsroom import”."},
	}
	deadDiagram = diagnostic.Rule{
		ID: "reference/dead-diagram", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "Aucun schéma ne s’appelle « %[1]s ».", EN: "No diagram is called “%[1]s”."},
		Hint:    diagnostic.Text{FR: "Vérifiez le nom, par exemple handover-ladder.", EN: "Check the name, for example handover-ladder."},
	}
	wrongType = diagnostic.Rule{
		ID: "reference/wrong-type", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "L’élément « %[1]s » (%[2]s) n’est pas du type que cette liste attend.", EN: "The item “%[1]s” (%[2]s) is not of the type that this list wants."},
		Hint:    diagnostic.Text{FR: "Mettez-le dans la liste de son type (« %[3]s »), ou supprimez-le d’ici.", EN: "Put it in the list of its type (“%[3]s”), or delete it here."},
	}
	selfReference = diagnostic.Rule{
		ID: "reference/self", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "L’élément renvoie à lui-même.", EN: "The item refers to itself."},
		Hint:    diagnostic.Text{FR: "Supprimez ce renvoi.", EN: "Delete this reference."},
	}
	draftTarget = diagnostic.Rule{
		ID: "reference/draft-target", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "Cet élément est publié et renvoie à un brouillon (« %[1]s », %[2]s).", EN: "This item is published and refers to a draft (“%[1]s”, %[2]s)."},
		Hint:    diagnostic.Text{FR: "Publiez aussi l’autre élément, ou supprimez le renvoi en attendant.", EN: "Publish the other item too, or delete the reference for now."},
	}
)
