package rule

import (
	"proximite/tools/internal/content"
	"proximite/tools/internal/diagnostic"
	"proximite/tools/internal/readability"
)

// Bounds of what is easy enough. A short section says nothing about its readability.
const (
	longestSentence = 35 // words; 25 is the aim of the average
	averageSentence = 25
	hardEase        = 50
	enoughToScore   = 60 // words
)

// checkReading advises on long sentences and hard sections. The words of others are
// left as they are.
func checkReading(c *content.Corpus) []diagnostic.Diagnostic {
	var found []diagnostic.Diagnostic
	eachPage(c, func(v *content.Version, texts []prose) {
		s := &section{version: v}
		for i := range texts {
			p := &texts[i]
			switch {
			case p.block == nil, p.quoted, p.kind == "cell", p.kind == "term", p.language != v.Language:
				continue
			case p.kind == "heading":
				found = append(found, s.verdict()...)
				s = &section{version: v, first: p}
				continue
			}
			found = append(found, s.add(p)...)
		}
		found = append(found, s.verdict()...)
	})
	return found
}

// section is what stands under a heading.
type section struct {
	version *content.Version
	first   *prose
	score   readability.Score
}

func (s *section) add(p *prose) []diagnostic.Diagnostic {
	if s.first == nil {
		s.first = p
	}
	s.score.Add(p.text, p.language)
	var found []diagnostic.Diagnostic
	for _, sentence := range readability.Sentences(p.text) {
		if n := sentence.Words(); n > longestSentence {
			found = append(found, p.at(longSentenceRule, sentence.Start, n, averageSentence))
		}
	}
	return found
}

func (s *section) verdict() []diagnostic.Diagnostic {
	if s.first == nil || s.score.Words < enoughToScore {
		return nil
	}
	ease := s.score.Ease(s.version.Language)
	average := s.score.Words / max(s.score.Sentences, 1)
	if ease >= hardEase && average <= averageSentence {
		return nil
	}
	return []diagnostic.Diagnostic{s.first.at(hardSection, 0, int(ease), hardEase, average)}
}

func readingRules() []diagnostic.Rule { return []diagnostic.Rule{longSentenceRule, hardSection} }

var (
	longSentenceRule = diagnostic.Rule{
		ID: "reading/long-sentence", Severity: diagnostic.Advice,
		Message: diagnostic.Text{FR: "Cette phrase a %[1]d mots.", EN: "This sentence has %[1]d words."},
		Hint:    diagnostic.Text{FR: "Coupez-la : visez %[2]d mots au plus, une idée par phrase.", EN: "Cut it: aim at %[2]d words at most, one idea a sentence."},
	}
	hardSection = diagnostic.Rule{
		ID: "reading/hard-section", Severity: diagnostic.Advice,
		Message: diagnostic.Text{FR: "Cette partie est difficile à lire : %[1]d points (au moins %[2]d souhaités, 60 se lit bien), %[3]d mots par phrase en moyenne.", EN: "This part is hard to read: %[1]d points (at least %[2]d wanted, 60 reads well), %[3]d words a sentence on average."},
		Hint:    diagnostic.Text{FR: "Coupez les phrases longues et préférez les mots courts et courants.", EN: "Cut long sentences and prefer short, common words."},
	}
)
