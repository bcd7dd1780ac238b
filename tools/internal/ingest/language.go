package ingest

import "proximite/tools/internal/language"

// languageOf is "fr", "en" or, when nobody could tell, "".
func languageOf(text string) string { return language.Of(text) }
