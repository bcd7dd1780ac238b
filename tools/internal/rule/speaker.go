package rule

import (
	"proximite/tools/internal/content"
	"proximite/tools/internal/diagnostic"
	"proximite/tools/internal/plaintext"
)

// checkSpeakers asks that everybody who speaks in a published interview is a person
// of the register or a role. After an import a speaker has only the label of the
// file, which may be a name that nobody has cleared; pages never show it.
func checkSpeakers(c *content.Corpus) []diagnostic.Diagnostic {
	var found []diagnostic.Diagnostic
	published := publishedTranscripts(c)
	for _, t := range c.Transcripts {
		for _, speaker := range t.Root.Get("speakers").Children() {
			if !onlyLabelled(speaker) {
				continue
			}
			d := at(t.Path, speaker, unlinkedSpeaker, speaker.Get("id").Text())
			if !published[t.Name] {
				d = d.With(diagnostic.Todo)
			}
			found = append(found, d)
		}
	}
	return found
}

func onlyLabelled(speaker *plaintext.Node) bool {
	return speaker.Get("person").Empty() && speaker.Get("role").Empty() && !speaker.Get("label").Empty()
}

// publishedTranscripts are the transcripts of interviews that are no drafts.
func publishedTranscripts(c *content.Corpus) map[string]bool {
	published := make(map[string]bool)
	versions(c, func(v *content.Version) {
		if id := v.Meta.Get("transcript").Text(); id != "" && !v.Draft() {
			published[id] = true
		}
	})
	return published
}

func speakerRules() []diagnostic.Rule { return []diagnostic.Rule{unlinkedSpeaker} }

var unlinkedSpeaker = diagnostic.Rule{
	ID: "speaker/not-linked", Severity: diagnostic.Error,
	Message: diagnostic.Text{
		FR: "L’intervenant « %[1]s » n’a que l’étiquette du fichier importé ; personne n’a décidé comment le présenter.",
		EN: "The speaker “%[1]s” has only the label of the imported file; nobody has decided how to present them.",
	},
	Hint: diagnostic.Text{
		FR: "Remplacez « label » par « person: » et l’identifiant d’une personne de data/people.yaml, ou par « role: {fr: …, en: …} ».",
		EN: "Replace “label” by “person:” and the id of a person in data/people.yaml, or by “role: {fr: …, en: …}”.",
	},
}
