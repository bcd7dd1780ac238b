// Package typography sets the plain text that authors type as each language
// wants it printed: spaces, quotation marks, apostrophes, ellipses, dashes.
//
// It works on the built pages and feeds, so that a rule holds for every text:
// Markdown, titles, interface strings, alternative texts, registers. A text is
// set in the language of the element that holds it (lang), so an English
// quotation on a French page is set as English.
//
// French follows national usage (Imprimerie nationale, Lexique des règles
// typographiques): U+202F before ; ! ? and inside « », U+00A0 before : and %,
// U+202F between groups of thousands. English has curly quotation marks and
// apostrophes. In both no line divides a day from its month, a title from the name, or
// "n°" from the number. Nothing else changes: letters, digits and their order stay, and
// setting a text twice gives the same as setting it once.
package typography

const (
	noBreakSpace       = '\u00a0'
	narrowNoBreakSpace = '\u202f'
)

// Text sets one plain text in a language ("fr", "en", with or without region).
// Languages without rules here come back unchanged.
func Text(language, text string) string {
	s := setter{language: language}
	return s.set(text)
}
