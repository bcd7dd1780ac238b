// Package finish takes the last steps over a site that Hugo has built: the files
// that pages offer to take away, notes beside passages that are behind, the
// typography that authors need not type, and the search index, which has the words
// as readers see them.
//
// build, serve and the tests of the built site all call it, so that the preview and
// what is tested are what will be published.
package finish

import (
	"fmt"
	"strings"

	"proximite/tools/internal/abbreviation"
	"proximite/tools/internal/content"
	"proximite/tools/internal/download"
	"proximite/tools/internal/search"
	"proximite/tools/internal/transcript"
	"proximite/tools/internal/translation"
	"proximite/tools/internal/typography"
)

// Overlay is what Hugo has to know beforehand, for hugosite.Options: the state of the
// translations, on which Site puts notes into the pages.
func Overlay(corpus *content.Corpus) (map[string][]byte, error) {
	return translation.Overlay(corpus)
}

// Site finishes the site in folder, which holds what Hugo made of the corpus.
func Site(corpus *content.Corpus, folder string) error {
	if err := download.Fill(folder, transcriptFiles(corpus)); err != nil {
		return err
	}
	if err := translation.MarkPages(corpus, folder); err != nil {
		return err
	}
	if err := abbreviation.Dir(folder, acronyms(corpus)); err != nil {
		return err
	}
	if err := typography.Dir(folder); err != nil {
		return err
	}
	return search.Dir(folder)
}

// transcriptFiles makes transcript.<language>.txt and .vtt from the transcript that a
// link refers to. Speakers appear as the register of people allows.
func transcriptFiles(corpus *content.Corpus) download.Maker {
	people := make(map[string]content.Person)
	for _, p := range corpus.People() {
		people[p.ID] = p
	}
	return func(name, id string) ([]byte, error) {
		parts := strings.Split(name, ".")
		t := corpus.Transcript(id)
		if t == nil || t.Transcript == nil || len(parts) != 3 || parts[0] != "transcript" {
			return nil, fmt.Errorf("no transcript %q for this file", id)
		}
		language := parts[1]
		named := func(s transcript.Speaker) string { return publicSpeaker(s, people, language) }
		if parts[2] == "vtt" {
			file, ok := t.WebVTT(language, named)
			if !ok {
				return nil, fmt.Errorf("transcript %q has no times", id)
			}
			return file, nil
		}
		return []byte(typography.Text(language, string(t.PlainText(language, named)))), nil
	}
}

// publicSpeaker never gives the label of the imported file: it may be a name that
// nobody has cleared.
func publicSpeaker(s transcript.Speaker, people map[string]content.Person, language string) string {
	if s.ID == "" {
		return ""
	}
	if p, ok := people[s.Person]; ok {
		return p.PublicForm(language)
	}
	if role := s.Role.In(language); role != "" {
		return role
	}
	if language == "fr" {
		return "Intervenant " + strings.ToUpper(s.ID)
	}
	return "Speaker " + strings.ToUpper(s.ID)
}
