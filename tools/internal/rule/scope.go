package rule

import (
	"proximite/tools/internal/content"
	"proximite/tools/internal/diagnostic"
	"proximite/tools/internal/document"
	"proximite/tools/internal/plaintext"
)

// checkScopes: what is recorded for a person has to cover every use that is made of
// them. An anonymous person is named nowhere, yet their words and their voice are used.
func checkScopes(c *content.Corpus) []diagnostic.Diagnostic {
	s := &scopes{corpus: c, public: publicTranscripts(c), seen: make(map[string]bool)}
	versions(c, s.version)
	for _, t := range c.Transcripts {
		s.transcript(t)
	}
	return s.found
}

type scopes struct {
	corpus *content.Corpus
	public map[string]bool // transcripts
	seen   map[string]bool // person, scope and file: said once
	found  []diagnostic.Diagnostic
}

// uses are the scopes in plain words.
func uses(scope string) diagnostic.Text {
	return map[string]diagnostic.Text{
		"web":           {FR: "être nommée ou décrite sur le site", EN: "being named or described on the site"},
		"photo":         {FR: "paraître sur une photographie", EN: "appearing in a photograph"},
		"voice":         {FR: "faire entendre sa voix", EN: "having their voice heard"},
		"quotation":     {FR: "être citée", EN: "being quoted"},
		"social":        {FR: "paraître dans l’image des réseaux sociaux", EN: "appearing in the picture for social media"},
		"print":         {FR: "être imprimée", EN: "being printed"},
		"offline":       {FR: "être gardée hors ligne", EN: "being kept offline"},
		"partner-reuse": {FR: "être reprise par des partenaires", EN: "being used again by partners"},
	}[scope]
}

// need asks that a person allows a scope; place gives the finding its place.
func (s *scopes) need(id, scope, file string, draft bool, place func(diagnostic.Rule, ...any) diagnostic.Diagnostic) {
	p, ok := s.corpus.Person(id)
	key := id + " " + scope + " " + file
	if !ok || p.Covers(scope) || !p.Entry.Get("withdrawn").Empty() || p.Attribution == "anonymous" && scope == "web" || s.seen[key] {
		return
	}
	s.seen[key] = true
	use := uses(scope)
	d := place(missingScope, id, scope, use.FR, use.EN)
	if draft {
		d = d.With(diagnostic.Todo)
	}
	s.found = append(s.found, d)
}

func (s *scopes) version(v *content.Version) {
	offset := func(i int) func(diagnostic.Rule, ...any) diagnostic.Diagnostic {
		return func(r diagnostic.Rule, args ...any) diagnostic.Diagnostic { return v.At(r, i, args...) }
	}
	node := func(n *plaintext.Node) func(diagnostic.Rule, ...any) diagnostic.Diagnostic {
		return func(r diagnostic.Rule, args ...any) diagnostic.Diagnostic { return at(v.Path, n, r, args...) }
	}
	calls(v.Document, "person", func(call document.Shortcode) {
		if p, ok := personParam(call); ok {
			s.need(p.Value, "web", v.Path, v.Draft(), offset(p.Offset))
		}
	})
	calls(v.Document, "quote", func(call document.Shortcode) {
		ref, _ := call.Get("ref")
		s.need(s.corpus.Speaking(ref.Value), "quotation", v.Path, v.Draft(), offset(call.Offset))
	})
	for _, n := range v.Meta.Get("people").Children() {
		s.need(n.Text(), "web", v.Path, v.Draft(), node(n))
	}
	if n := v.Meta.Get("pull_quote", "ref"); n != nil {
		s.need(s.corpus.Speaking(n.Text()), "quotation", v.Path, v.Draft(), node(n))
	}
	if n := v.Meta.Get("photo"); n != nil {
		s.photo(n.Text(), v, node(n))
	}
	calls(v.Document, "photo", func(call document.Shortcode) {
		if len(call.Params) > 0 {
			s.photo(call.Params[0].Value, v, offset(call.Params[0].Offset))
		}
	})
}

// photo asks for each person whom a photograph shows, blurred and from behind too:
// friends and enemies know a figure.
func (s *scopes) photo(id string, v *content.Version, place func(diagnostic.Rule, ...any) diagnostic.Diagnostic) {
	for _, person := range s.corpus.Photo(id).Get("people").Children() {
		s.need(person.Text(), "photo", v.Path, v.Draft(), place)
	}
}

// transcript asks whether who speaks in an interview agreed to be read and, with a
// recording, to be heard.
func (s *scopes) transcript(t *content.Transcript) {
	if t.Transcript == nil {
		return
	}
	draft := !s.public[t.Name]
	speaks := make(map[string]bool)
	for i := range t.Segments {
		if seg := &t.Segments[i]; !seg.Masked() {
			speaks[t.SpeakerOf(seg).Person] = true
		}
	}
	for _, n := range t.Root.Get("speakers").Children() {
		person := n.Get("person")
		place := func(r diagnostic.Rule, args ...any) diagnostic.Diagnostic { return at(t.Path, person, r, args...) }
		if !speaks[person.Text()] {
			continue
		}
		s.need(person.Text(), "quotation", t.Path, draft, place)
		if t.Media != nil && t.Media.File != "" {
			s.need(person.Text(), "voice", t.Path, draft, place)
		}
	}
}

// personParam is the id in a call of person.
func personParam(call document.Shortcode) (document.Param, bool) {
	if p, ok := call.First(); ok {
		return p, true
	}
	return call.Get("id")
}

func scopeRules() []diagnostic.Rule { return []diagnostic.Rule{missingScope} }

var missingScope = diagnostic.Rule{
	ID: "person/missing-scope", Severity: diagnostic.Error,
	Message: diagnostic.Text{FR: "L’accord enregistré pour la personne %[1]s ne couvre pas cet usage (« %[2]s » : %[3]s).", EN: "What is recorded for the person %[1]s does not cover this use (“%[2]s”: %[4]s)."},
	Hint:    diagnostic.Text{FR: "Retirez ce passage, ou demandez à la personne qui tient les accords si celle-ci l’accepte ; elle complète alors « scopes » dans data/people.yaml.", EN: "Remove this passage, or ask whoever keeps the agreements whether the person agrees; they then complete “scopes” in data/people.yaml."},
}
