package ingest

import (
	"strings"
	"testing"
)

func TestLanguageOf(t *testing.T) {
	tests := map[string]string{
		"Nous parlons avec la population et nous l’écoutons.":                          "fr",
		"We talk with the people and we listen to them.":                               "en",
		"Merci beaucoup pour cette formation.":                                         "",
		"La formation « community policing training » aide les policiers de la ville.": "fr",
		"I ni ce. An bɛ baara kɛ ni mɔgɔw ye, ani u bɛ an lamɛn kosɛbɛ.":               "",
		"":            "",
		"1 2 3 4 5 6": "",
		"Awa Exemple": "",
		strings.Repeat("le la les ", 5) + strings.Repeat("the of and ", 5): "",
		"C'est l'une d'elles qu'on attendait, n'est-ce pas ?":              "fr",
		"It's what they don't know that matters to us.":                    "en",
	}
	for text, want := range tests {
		if got := languageOf(text); got != want {
			t.Errorf("languageOf(%q) = %q, want %q", text, got, want)
		}
	}
}
