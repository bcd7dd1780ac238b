package rule

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"proximite/tools/internal/content"
	"proximite/tools/internal/diagnostic"
	"proximite/tools/internal/plaintext"
)

// maxTitle is where lists, tabs and search results begin to cut a title.
const maxTitle = 80

// checkText looks at the characters of every file and at the length of titles.
func checkText(c *content.Corpus) []diagnostic.Diagnostic {
	var found []diagnostic.Diagnostic
	versions(c, func(v *content.Version) {
		found = append(found, checkCharacters(v.Path, v.Source, v.Body)...)
	})
	for _, r := range c.Registers() {
		found = append(found, checkCharacters(r.Path, r.Source, len(r.Source))...)
	}
	for _, t := range c.Transcripts {
		found = append(found, checkCharacters(t.Path, t.Source, len(t.Source))...)
	}
	return append(found, checkTitles(c)...)
}

// checkCharacters reports each kind of odd character once per file. Tabs are
// looked for from the body on; YAML has its own rule for them.
func checkCharacters(path string, src []byte, body int) []diagnostic.Diagnostic {
	if !utf8.Valid(src) {
		return nil
	}
	var found []diagnostic.Diagnostic
	var lines *plaintext.Lines
	seen := make(map[string]bool)
	report := func(r diagnostic.Rule, offset int, args ...any) {
		if seen[r.ID] {
			return
		}
		seen[r.ID] = true
		if lines == nil {
			lines = plaintext.NewLines(src)
		}
		line, column := lines.Position(offset)
		found = append(found, r.At(path, line, column, args...))
	}
	if i := firstDecomposed(src); i >= 0 {
		report(decomposed, i)
	}
	previous := rune(0)
	for i := 0; i < len(src); {
		r, size := utf8.DecodeRune(src[i:])
		switch {
		case r == '\t' && i >= body:
			report(tabInText, i)
		case r == '\n' || r == '\t' || r == '\r' && i+1 < len(src) && src[i+1] == '\n':
		case r == '\r' || r < 0x20 || r >= 0x7f && r < 0xa0 || r == '\u2028' || r == '\u2029':
			report(controlCharacter, i, r)
		case r < 0x80:
		case r == unicode.ReplacementChar:
			report(damaged, i)
		case isBidi(r):
			report(bidiControl, i, r)
		case r >= '\U0001D400' && r <= '\U0001D7FF' || r >= '\uff01' && r <= '\uff5e':
			report(lookalike, i, string(r))
		case isInvisible(r) && !joins(r, previous):
			report(invisibleCharacter, i, r)
		case (r == 'Ã' || r == 'â') && isMojibake(src[i+size:], r):
			report(mojibake, i, excerpt(src, i))
		}
		previous = r
		i += size
	}
	return found
}

// firstDecomposed is the offset of the first character that is not composed, or -1.
func firstDecomposed(src []byte) int {
	if norm.NFC.IsNormal(src) {
		return -1
	}
	return norm.NFC.QuickSpan(src)
}

func isBidi(r rune) bool {
	return r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069' || r == '\u200e' || r == '\u200f' || r == '\u061c'
}

func isInvisible(r rune) bool {
	switch r {
	case '\u200b', '\u200c', '\u200d', '\u2060', '\ufeff', '\u00ad', '\u180e', '\u2063', '\u2062', '\u2064':
		return true
	}
	return r >= 0xe0000 && r <= 0xe007f
}

// joins allows the joiners where Arabic, N'Ko or Adlam script needs them.
func joins(r, previous rune) bool {
	return (r == '\u200c' || r == '\u200d') && unicode.In(previous, unicode.Arabic, unicode.Nko, unicode.Adlam)
}

// isMojibake sees UTF-8 that was read as Windows-1252: "Ã©", "â€™".
func isMojibake(rest []byte, first rune) bool {
	next, _ := utf8.DecodeRune(rest)
	if first == 'â' {
		return next == '€'
	}
	return next >= 0x80 && next <= 0xbf || next == '‰' || next == 'ˆ' || next == 'Š'
}

func excerpt(src []byte, i int) string {
	text := string(src[i:min(i+24, len(src))])
	if j := strings.IndexAny(text, " \n\r"); j > 0 {
		text = text[:j]
	}
	return strings.ToValidUTF8(text, "")
}

// checkTitles finds titles that are cut in lists or used twice.
func checkTitles(c *content.Corpus) []diagnostic.Diagnostic {
	var found []diagnostic.Diagnostic
	titles, summaries := make(map[string]string), make(map[string]string)
	for _, p := range c.Pages() {
		for _, v := range p.Versions {
			title, summary := v.Meta.Get("title"), v.Meta.Get("summary")
			if n := utf8.RuneCountInString(title.Text()); n > maxTitle {
				found = append(found, at(v.Path, title, longTitle, n, maxTitle))
			}
			found = append(found, once(titles, v, title, p.Section, sameTitle)...)
			found = append(found, once(summaries, v, summary, "", sameSummary)...)
		}
	}
	return found
}

// once reports a text that another page of the language has already.
func once(seen map[string]string, v *content.Version, n *plaintext.Node, scope string, r diagnostic.Rule) []diagnostic.Diagnostic {
	text := strings.TrimSpace(n.Text())
	if i, _ := findMarker(text); text == "" || i >= 0 {
		return nil
	}
	key := v.Language + "/" + scope + "/" + text
	if first, ok := seen[key]; ok {
		return []diagnostic.Diagnostic{at(v.Path, n, r, first)}
	}
	seen[key] = v.Path
	return nil
}

func textRules() []diagnostic.Rule {
	return []diagnostic.Rule{
		decomposed, tabInText, controlCharacter, damaged, bidiControl, invisibleCharacter, lookalike, mojibake,
		longTitle, sameTitle, sameSummary,
	}
}

var (
	decomposed = diagnostic.Rule{
		ID: "text/decomposed", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "Un accent est écrit en deux caractères (lettre, puis accent), comme le fait parfois macOS ; la recherche ne trouverait pas le mot.", EN: "An accent is written as two characters (letter, then accent), as macOS does at times; search would not find the word."},
		Hint:    diagnostic.Text{FR: "Retapez le mot au clavier.", EN: "Type the word again on the keyboard."},
	}
	tabInText = diagnostic.Rule{
		ID: "text/tab", Severity: diagnostic.Warning,
		Message: diagnostic.Text{FR: "Il y a une tabulation dans le texte ; au début d’une ligne, elle en ferait du code.", EN: "There is a tab in the text; at the start of a line it would turn it into code."},
		Hint:    diagnostic.Text{FR: "Remplacez-la par une espace.", EN: "Replace it by a space."},
	}
	controlCharacter = diagnostic.Rule{
		ID: "text/control-character", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "Il y a ici un caractère de commande (%[1]U), venu d’un copier-coller.", EN: "There is a control character (%[1]U) here, from a copy and paste."},
		Hint:    diagnostic.Text{FR: "Effacez-le et retapez ce qui l’entoure.", EN: "Delete it and type again what stands around it."},
	}
	damaged = diagnostic.Rule{
		ID: "text/damaged-character", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "Il y a ici un caractère perdu (�).", EN: "There is a lost character (�) here."},
		Hint:    diagnostic.Text{FR: "Retapez le mot d’après l’original.", EN: "Type the word again from the original."},
	}
	bidiControl = diagnostic.Rule{
		ID: "text/bidi-control", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "Il y a ici un caractère invisible qui change le sens de lecture (%[1]U).", EN: "There is an invisible character here that changes the reading direction (%[1]U)."},
		Hint:    diagnostic.Text{FR: "Effacez-le et retapez ce qui l’entoure.", EN: "Delete it and type again what stands around it."},
	}
	invisibleCharacter = diagnostic.Rule{
		ID: "text/invisible-character", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "Il y a ici un caractère invisible (%[1]U), venu d’un copier-coller.", EN: "There is an invisible character (%[1]U) here, from a copy and paste."},
		Hint:    diagnostic.Text{FR: "Effacez-le et retapez ce qui l’entoure.", EN: "Delete it and type again what stands around it."},
	}
	lookalike = diagnostic.Rule{
		ID: "text/lookalike", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "« %[1]s » n’est pas une lettre mais un signe qui lui ressemble ; la recherche et les lecteurs d’écran ne le lisent pas.", EN: "“%[1]s” is no letter but a sign that looks like one; search and screen readers do not read it."},
		Hint:    diagnostic.Text{FR: "Retapez le mot au clavier ; pour le gras, écrivez **mot**.", EN: "Type the word again on the keyboard; for bold write **word**."},
	}
	mojibake = diagnostic.Rule{
		ID: "text/double-encoding", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "« %[1]s » ressemble à un texte mal converti (« Ã© » au lieu de « é »).", EN: "“%[1]s” looks like a badly converted text (“Ã©” for “é”)."},
		Hint:    diagnostic.Text{FR: "Reprenez le passage dans le document d’origine.", EN: "Take the passage from the original document again."},
	}
	longTitle = diagnostic.Rule{
		ID: "text/long-title", Severity: diagnostic.Advice,
		Message: diagnostic.Text{FR: "Le titre a %[1]d caractères ; au-delà de %[2]d, les listes et les moteurs de recherche le coupent.", EN: "The title has %[1]d characters; beyond %[2]d lists and search engines cut it."},
		Hint:    diagnostic.Text{FR: "Cherchez un titre plus court.", EN: "Look for a shorter title."},
	}
	sameTitle = diagnostic.Rule{
		ID: "text/same-title", Severity: diagnostic.Warning,
		Message: diagnostic.Text{FR: "Une autre page de la rubrique a le même titre (%[1]s).", EN: "Another page of the section has the same title (%[1]s)."},
		Hint:    diagnostic.Text{FR: "Dites dans l’un des deux ce qui le distingue.", EN: "Say in one of them what sets it apart."},
	}
	sameSummary = diagnostic.Rule{
		ID: "text/same-summary", Severity: diagnostic.Warning,
		Message: diagnostic.Text{FR: "Une autre page a le même résumé (%[1]s).", EN: "Another page has the same summary (%[1]s)."},
		Hint:    diagnostic.Text{FR: "Écrivez un résumé propre à chaque page.", EN: "Write a summary of its own for each page."},
	}
)
