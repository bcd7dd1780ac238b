// Package clearance decides in one place how a person of data/people.yaml appears in
// public, and which words of a transcript do.
//
//	view := clearance.Of(corpus)
//	view.Name("t7m2xq", "fr")                                   // attribution line, caption, list
//	view.Sentence("t7m2xq", "fr", clearance.Use{After: "de"})   // "du Major …", "d’un membre …"
//	files, err := view.Overlay(false)                           // what Hugo may know
//
// Hugo never reads data/people.yaml and data/transcripts/ themselves (hugo.toml does
// not mount them). It reads the cleared view that Overlay makes: for each person the
// permitted forms and nothing else, and transcripts without masked words, labels of
// imported files and cues. So no mistake in a template can show a hidden name: the
// name is not there. The files beside the pages (transcript.fr.txt and .vtt) are made
// from the same view.
//
// The levels, from most to least: the full name with the rank as stated, the first
// name (labelled when it was changed), the role, and nobody in particular. A person
// who withdrew, or whose agreement is over, is "une personne", "a person", and their
// words are masked.
package clearance

import (
	"strings"

	"proximite/tools/internal/content"
	"proximite/tools/internal/transcript"
)

// View is the public side of a corpus.
type View struct {
	corpus *content.Corpus
	people map[string]content.Person
}

// Of makes the view.
func Of(c *content.Corpus) *View {
	v := &View{corpus: c, people: make(map[string]content.Person)}
	for _, p := range c.People() {
		v.people[p.ID] = p
	}
	return v
}

// Use is where in a sentence a person stands.
type Use struct {
	After      string // French: the word before, which may melt with what follows; see Joints
	Start      bool   // the sentence begins here
	Possessive bool   // English: “…’s”
}

// Withdrawn reports whether a person withdrew, or the basis on which the site named and
// quoted them is over.
func (v *View) Withdrawn(id string) bool {
	p := v.people[id]
	return p.Entry.Get("withdrawn") != nil || p.Expired(v.corpus.Now)
}

// Name is how a person is called on a line of their own, such as an attribution; ""
// when the register has no such person.
func (v *View) Name(id, language string) string {
	p, known := v.people[id]
	if !known {
		return ""
	}
	return joinWords(formOf(p, v.level(p), language).alone(), v.Label(id, language))
}

// Sentence is how a person is called inside a sentence, with the word before and,
// at the first mention, to be followed by the Label.
func (v *View) Sentence(id, language string, use Use) string {
	p, known := v.people[id]
	if !known {
		return ""
	}
	return formOf(p, v.level(p), language).in(language, use)
}

// Label is what readers are told about the name itself: that it was changed; "" else.
func (v *View) Label(id, language string) string {
	p := v.people[id]
	if v.level(p) != "first_name" || !p.Entry.Get("pseudonym").True() {
		return ""
	}
	if language == "fr" {
		return "(prénom modifié)"
	}
	return "(name changed)"
}

// Speaker is how a voice of a transcript is called: a person's permitted form, a
// role, or a letter. The label of the imported file is never used: it may be a name
// that nobody has cleared.
func (v *View) Speaker(s transcript.Speaker, language string) string {
	if s.ID == "" {
		return ""
	}
	if name := v.Name(s.Person, language); name != "" {
		return name
	}
	if role := s.Role.In(language); role != "" {
		return role
	}
	if language == "fr" {
		return "Intervenant " + strings.ToUpper(s.ID)
	}
	return "Speaker " + strings.ToUpper(s.ID)
}

func joinWords(words ...string) string {
	return strings.TrimSpace(strings.Join(words, " "))
}
