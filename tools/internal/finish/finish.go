// Package finish takes the last steps over a site that Hugo has built: the files
// that pages offer to take away, notes beside passages that are behind, the
// typography that authors need not type, further pages of long interviews, the search
// index, which has the words as readers see them, the bytes that show nothing, what
// each page weighs, what may be kept offline, and answers at former addresses.
//
// build, serve and the tests of the built site all call it, so that the preview and
// what is tested are what will be published.
package finish

import (
	"fmt"
	"maps"
	"strings"

	"proximite/tools/internal/abbreviation"
	"proximite/tools/internal/clearance"
	"proximite/tools/internal/content"
	"proximite/tools/internal/continuation"
	"proximite/tools/internal/download"
	"proximite/tools/internal/offline"
	"proximite/tools/internal/search"
	"proximite/tools/internal/transcript"
	"proximite/tools/internal/translation"
	"proximite/tools/internal/trim"
	"proximite/tools/internal/typography"
	"proximite/tools/internal/weight"
)

// Overlay is what Hugo has to know beforehand, for hugosite.Options: persons and
// transcripts as far as they may be public, and the state of the translations, on
// which Site puts notes into the pages. With drafts, for a preview, what drafts need
// is among it.
func Overlay(corpus *content.Corpus, drafts bool) (map[string][]byte, error) {
	files, err := translation.Overlay(corpus)
	if err != nil {
		return nil, err
	}
	cleared, err := clearance.Of(corpus).Overlay(drafts)
	if err != nil {
		return nil, err
	}
	maps.Copy(files, cleared)
	keepable, err := offline.Overlay(corpus)
	if err != nil {
		return nil, err
	}
	maps.Copy(files, keepable)
	if err := discreetOverlay(corpus, files); err != nil {
		return nil, err
	}
	return files, withdrawnOverlay(corpus, files)
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
	if err := continuation.Dir(folder, interviewLimit(corpus)); err != nil {
		return err
	}
	if err := search.Dir(folder); err != nil {
		return err
	}
	if err := trim.Dir(folder); err != nil {
		return err
	}
	if err := weight.Stamp(folder, weight.PriceFrom(corpus.Register("price").Root.Native())); err != nil {
		return err
	}
	if err := keepOffline(corpus, folder); err != nil {
		return err
	}
	return answerOld(corpus, folder)
}

// interviewLimit leaves room for what is written into a page after it was divided.
func interviewLimit(corpus *content.Corpus) int {
	const room = 250
	return weight.BudgetsFrom(corpus.Register("budgets").Root.Native()).For("interview").Page - room
}

// transcriptFiles makes transcript.<language>.txt and .vtt from the transcript that a
// link refers to, as far as it is cleared.
func transcriptFiles(corpus *content.Corpus) download.Maker {
	view := clearance.Of(corpus)
	return func(name, id string) ([]byte, error) {
		parts := strings.Split(name, ".")
		t := view.Transcript(id)
		if t == nil || len(parts) != 3 || parts[0] != "transcript" {
			return nil, fmt.Errorf("no transcript %q for this file", id)
		}
		language := parts[1]
		named := func(s transcript.Speaker) string { return view.Speaker(s, language) }
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
