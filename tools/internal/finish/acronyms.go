package finish

import (
	"proximite/tools/internal/abbreviation"
	"proximite/tools/internal/content"
)

// acronyms are those of the glossary and of the institutions, with what they stand for.
func acronyms(corpus *content.Corpus) map[string]abbreviation.Meanings {
	all := make(map[string]abbreviation.Meanings)
	for _, language := range content.Languages() {
		m := make(abbreviation.Meanings)
		for _, f := range corpus.Register("institutions").Entries() {
			m[f.Value.Get("acronym", language).Text()] = f.Value.Get("name", language).Text()
		}
		for _, f := range corpus.Register("glossary").Entries() {
			m[f.Value.Get("acronym", language).Text()] = f.Value.Get(language).Text()
		}
		delete(m, "")
		all[language] = m
	}
	return all
}
