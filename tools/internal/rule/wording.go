package rule

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"proximite/tools/internal/content"
	"proximite/tools/internal/diagnostic"
	"proximite/tools/internal/document"
	"proximite/tools/internal/glossary"
)

// checkWording looks at a translation beside its source: what was left as it was, cut
// short, used twice or ends otherwise. Words typed twice are found in every text.
func checkWording(c *content.Corpus) []diagnostic.Diagnostic {
	w := &wording{corpus: c}
	eachPair(c, func(p *pair) {
		p.regions(func(from, to []prose, aligned bool) {
			if aligned {
				w.compare(p, from, to)
			} else {
				w.found = append(w.found, p.sections(from, to)...)
			}
		})
	})
	eachPage(c, func(_ *content.Version, texts []prose) { w.doubled(texts) })
	w.doubled(dataProse(c))
	return w.found
}

type wording struct {
	corpus *content.Corpus
	proper *strings.Replacer
	found  []diagnostic.Diagnostic
}

// Bounds of the comparison of two texts, in words.
const (
	fewWords   = 4  // a shorter text may be equal in both languages
	longText   = 15 // from here lengths are compared
	muchLonger = 2.6
)

// compare looks at texts that correspond one by one.
func (w *wording) compare(p *pair, from, to []prose) {
	translated := make(map[string]int)
	for i := range from {
		a, b := &from[i], &to[i]
		if a.quoted || b.quoted || b.language != p.target.Language {
			continue
		}
		na, nb := countWords(a.text), countWords(b.text)
		switch {
		case nb >= fewWords && a.text == b.text && w.hasWordsOfItsOwn(b.text):
			w.found = append(w.found, b.at(unchangedText, 0, start(b.text), p.source.Path, a.line(0)))
			continue
		case na >= longText && float64(na) > muchLonger*float64(nb), nb >= longText && float64(nb) > muchLonger*float64(na):
			w.found = append(w.found, b.at(lengthDiffers, 0, nb, na, p.source.Path, a.line(0)))
		}
		if first, ok := translated[b.text]; ok && nb >= fewWords && from[first].text != a.text && to[first].kind == b.kind {
			w.found = append(w.found, b.at(reusedText, 0, start(b.text), to[first].line(0)))
		} else if !ok {
			translated[b.text] = i
		}
		if endsOtherwise(a, b) {
			w.found = append(w.found, b.at(endingDiffers, max(len(strings.TrimSpace(b.text))-1, 0), shownEnding(b.text), shownEnding(a.text), p.source.Path, a.line(0)))
		}
	}
}

// hasWordsOfItsOwn: a line of names is the same in both languages.
func (w *wording) hasWordsOfItsOwn(text string) bool {
	if w.proper == nil {
		w.proper = properNames(w.corpus)
	}
	lower := 0
	rest := w.proper.Replace(text)
	for _, s := range glossary.Words(rest) {
		if r, _ := utf8.DecodeRuneInString(rest[s.Start:]); unicode.IsLower(r) && s.End-s.Start > 1 {
			lower++
		}
	}
	return lower >= fewWords-1
}

func countWords(text string) int {
	n, inside := 0, false
	for _, r := range text {
		letter := unicode.IsLetter(r) || unicode.IsDigit(r)
		if letter && !inside {
			n++
		}
		inside = letter || inside && (r == '\'' || r == '’' || r == '-')
	}
	return n
}

// endsOtherwise: a question or an exclamation in one language only, and a sentence that
// ends in one language only. How the points of a list end is the taste of a language.
func endsOtherwise(a, b *prose) bool {
	x, y := ending(a.text), ending(b.text)
	if x == y {
		return false
	}
	return x == '?' || y == '?' || x == '!' || y == '!' || a.kind == "paragraph" && (x == '.' && y == 0 || x == 0 && y == '.')
}

// ending is the class of the last mark of a text.
func ending(text string) rune {
	text = strings.TrimRight(text, " \n\u00a0\u202f\"”»’')]")
	switch r, _ := utf8.DecodeLastRuneInString(text); r {
	case '.', '?', '!', ':', ';', '…', ',':
		if strings.HasSuffix(text, "...") {
			return '…'
		}
		return r
	}
	return 0
}

func shownEnding(text string) string {
	if r := ending(text); r != 0 {
		return string(r)
	}
	return "–"
}

// sections compares versions whose blocks do not correspond one by one: part by part,
// how much they say.
func (p *pair) sections(from, to []prose) []diagnostic.Diagnostic {
	a, b := sizes(from), sizes(to)
	if len(a) != len(b) {
		return nil // another finding names the heading
	}
	for i := range a {
		more, less, lacking := a[i], b[i], p.target
		if b[i].blocks > a[i].blocks {
			more, less, lacking = b[i], a[i], p.source
		}
		if more.blocks == less.blocks || more.first == nil {
			continue
		}
		at := lacking.Body
		if less.first != nil {
			at = less.first.block.Offset(0)
		}
		return []diagnostic.Diagnostic{lacking.At(fewerBlocks, at, less.blocks, more.blocks, more.first.path, more.first.line(0))}
	}
	return nil
}

// size is how much stands under a heading.
type size struct {
	blocks int
	first  *prose
}

func sizes(texts []prose) []size {
	list := []size{{}}
	for i := range texts {
		if texts[i].kind == "heading" {
			list = append(list, size{first: &texts[i]})
			continue
		}
		s := &list[len(list)-1]
		if s.blocks++; s.first == nil {
			s.first = &texts[i]
		}
	}
	return list
}

// doubled finds a word typed twice in a row.
func (w *wording) doubled(texts []prose) {
	for i := range texts {
		p := &texts[i]
		if p.language != "fr" && p.language != "en" {
			continue
		}
		if at, word := doubledWord(p.text); at >= 0 {
			w.found = append(w.found, p.at(doubledWordRule, at, word))
		}
	}
}

// doubledWord finds the first word that stands twice with only spaces between. Some
// pairs are good style: "nous nous", "vous vous", "that that", "had had". A long word at
// the end of a line and the start of the next is more often a list of words.
func doubledWord(text string) (int, string) {
	previous := ""
	end := -1
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		if !unicode.IsLetter(r) {
			i += size
			continue
		}
		start := i
		for i < len(text) {
			r, size := utf8.DecodeRuneInString(text[i:])
			if !unicode.IsLetter(r) && r != '\'' && r != '’' && r != '-' {
				break
			}
			i += size
		}
		word := text[start:i]
		gap := ""
		if end >= 0 {
			gap = text[end:start]
		}
		if word == previous && strings.TrimSpace(gap) == "" && len(word) > 1 && mayNotRepeat(word) && (len(word) <= 4 || !strings.Contains(gap, "\n")) {
			return start, word
		}
		previous, end = word, i
	}
	return -1, ""
}

func mayNotRepeat(word string) bool {
	switch word {
	case "nous", "vous", "en", "that", "had", "très", "very", "much", "bien", "là", "oui", "no", "non", "is":
		return false
	}
	r, _ := utf8.DecodeRuneInString(word)
	return unicode.IsLower(r) && !strings.ContainsRune(word, document.Object)
}

func wordingRules() []diagnostic.Rule {
	return []diagnostic.Rule{unchangedText, lengthDiffers, reusedText, endingDiffers, fewerBlocks, doubledWordRule}
}

var (
	unchangedText = diagnostic.Rule{
		ID: "wording/unchanged", Severity: diagnostic.Warning,
		Message: diagnostic.Text{FR: "« %[1]s » est mot pour mot le texte de l’autre langue (%[2]s, ligne %[3]d).", EN: "“%[1]s” is word for word the text of the other language (%[2]s, line %[3]d)."},
		Hint:    diagnostic.Text{FR: "Traduisez ce passage ; un nom propre peut rester, mais pas une phrase.", EN: "Translate this passage; a proper name may stay, a sentence may not."},
	}
	lengthDiffers = diagnostic.Rule{
		ID: "wording/length", Severity: diagnostic.Advice,
		Message: diagnostic.Text{FR: "Ce passage a %[1]d mots, le même dans l’autre langue %[2]d (%[3]s, ligne %[4]d).", EN: "This passage has %[1]d words, the same in the other language %[2]d (%[3]s, line %[4]d)."},
		Hint:    diagnostic.Text{FR: "Vérifiez que rien n’a été oublié ni ajouté.", EN: "See that nothing was forgotten or added."},
	}
	reusedText = diagnostic.Rule{
		ID: "wording/reused", Severity: diagnostic.Warning,
		Message: diagnostic.Text{FR: "« %[1]s » sert de traduction à deux passages différents (l’autre est à la ligne %[2]d).", EN: "“%[1]s” translates two different passages (the other stands in line %[2]d)."},
		Hint:    diagnostic.Text{FR: "L’un des deux est sans doute resté d’un copier-coller : traduisez-le.", EN: "One of the two is probably left from a copy and paste: translate it."},
	}
	endingDiffers = diagnostic.Rule{
		ID: "wording/ending", Severity: diagnostic.Advice,
		Message: diagnostic.Text{FR: "Ce passage finit par « %[1]s », le même dans l’autre langue par « %[2]s » (%[3]s, ligne %[4]d).", EN: "This passage ends with “%[1]s”, the same in the other language with “%[2]s” (%[3]s, line %[4]d)."},
		Hint:    diagnostic.Text{FR: "Une question reste une question, et une phrase finit par un point.", EN: "A question remains a question, and a sentence ends with a full stop."},
	}
	fewerBlocks = diagnostic.Rule{
		ID: "wording/fewer-paragraphs", Severity: diagnostic.Advice,
		Message: diagnostic.Text{FR: "Cette partie a %[1]d paragraphes, la même dans l’autre langue %[2]d (%[3]s, ligne %[4]d).", EN: "This part has %[1]d paragraphs, the same in the other language %[2]d (%[3]s, line %[4]d)."},
		Hint:    diagnostic.Text{FR: "Vérifiez que rien ne manque ; couper les paragraphes de la même façon aide aussi la relecture.", EN: "See that nothing is missing; cutting paragraphs in the same way also helps whoever compares."},
	}
	doubledWordRule = diagnostic.Rule{
		ID: "wording/doubled-word", Severity: diagnostic.Warning,
		Message: diagnostic.Text{FR: "Le mot « %[1]s » est écrit deux fois de suite.", EN: "The word “%[1]s” is written twice in a row."},
		Hint:    diagnostic.Text{FR: "Supprimez l’un des deux.", EN: "Delete one of the two."},
	}
)
