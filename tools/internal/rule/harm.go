package rule

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"proximite/tools/internal/content"
	"proximite/tools/internal/diagnostic"
	"proximite/tools/internal/plaintext"
)

// checkHarm finds words of data/harm-words.yaml in items. They are not forbidden: a
// person has to have read the text, as it is now, and signed.
func checkHarm(c *content.Corpus) []diagnostic.Diagnostic {
	words := newHarmWords(c)
	if len(words.byStart) == 0 {
		return nil
	}
	a := newApprovals(c)
	var found []diagnostic.Diagnostic
	for _, i := range c.Items {
		hits := words.in(c, i)
		if len(hits) == 0 {
			continue
		}
		missing, _ := a.want(i, "harm", func() diagnostic.Diagnostic {
			text, first := listHits(hits), hits[0].place
			return gateItem(i, harmWords.At(first.Path, first.Line, first.Column, text.FR, text.EN, i.ID()))
		})
		found = append(found, missing...)
	}
	return found
}

// harmWord is one entry of the list.
type harmWord struct {
	words []string // folded
	open  bool     // any ending
	label diagnostic.Text
}

// harmWordList finds the words; they are filed by language and first three letters.
type harmWordList struct{ byStart map[string][]harmWord }

// hit is a word that was found.
type hit struct {
	words string
	label diagnostic.Text
	place diagnostic.Diagnostic
}

func newHarmWords(c *content.Corpus) *harmWordList {
	l := &harmWordList{byStart: make(map[string][]harmWord)}
	for _, f := range c.Register("harm-words").Entries() {
		label := diagnostic.Text{FR: f.Value.Get("label", "fr").Text(), EN: f.Value.Get("label", "en").Text()}
		for language, key := range map[string]string{"fr": "french", "en": "english"} {
			for _, n := range f.Value.Get(key).Children() {
				l.add(language, n, label)
			}
		}
	}
	return l
}

func (l *harmWordList) add(language string, n *plaintext.Node, label diagnostic.Text) {
	text, open := strings.CutSuffix(foldHarm(n.Text()), "*")
	words := strings.FieldsFunc(text, noHarmLetter)
	if len(words) > 0 {
		key := language + prefix(words[0])
		l.byStart[key] = append(l.byStart[key], harmWord{words, open, label})
	}
}

// prefix is the beginning under which a word is filed.
func prefix(word string) string {
	n := 0
	for i := range word {
		if n++; n > 3 {
			return word[:i]
		}
	}
	return word
}

func foldHarm(s string) string { return strings.ToLower(strings.ReplaceAll(s, "’", "'")) }

func noHarmLetter(r rune) bool { return !unicode.IsLetter(r) && r != '-' && !unicode.Is(unicode.Mn, r) }

// in finds the words in an item: what it tells, and what is said in its transcript. The
// handbook and the pages about the site speak of such words without harm.
func (l *harmWordList) in(c *content.Corpus, i *content.Item) []hit {
	if i.Type == "page" {
		return nil
	}
	var hits []hit
	seen := make(map[string]bool)
	look := func(p *prose) {
		for _, h := range l.text(p) {
			if !seen[h.words] {
				seen[h.words] = true
				hits = append(hits, h)
			}
		}
	}
	for _, v := range i.Versions {
		for _, p := range proseOf(v) {
			look(&p)
		}
		t := c.Transcript(v.Meta.Get("transcript").Text())
		if t == nil {
			continue
		}
		for n, s := range t.Root.Get("segments").Children() {
			if s.Get("visibility").Text() == "masked" || t.Transcript == nil || n >= len(t.Segments) {
				continue
			}
			look(&prose{path: t.Path, language: t.LanguageOf(&t.Segments[n]), text: s.Get("text").Text(), node: s.Get("text")})
			for _, f := range s.Get("translation").Fieldset() {
				look(&prose{path: t.Path, language: f.Key, text: f.Value.Get("text").Text(), node: f.Value.Get("text")})
			}
		}
	}
	return hits
}

// text finds the words in one text.
func (l *harmWordList) text(p *prose) []hit {
	var hits []hit
	lower := foldHarm(p.text)
	for at := 0; at < len(lower); {
		r, size := utf8.DecodeRuneInString(lower[at:])
		if noHarmLetter(r) {
			at += size
			continue
		}
		end := wordEnd(lower, at)
		for _, w := range l.byStart[p.language+prefix(lower[at:end])] {
			if stop, ok := w.match(lower, at); ok {
				hits = append(hits, hit{lower[at:stop], w.label, p.at(harmWords, min(at, len(p.text)))})
				end = max(end, stop)
				break
			}
		}
		at = end
	}
	return hits
}

func wordEnd(text string, at int) int {
	if i := strings.IndexFunc(text[at:], noHarmLetter); i >= 0 {
		return at + i
	}
	return len(text)
}

// match compares the words from a place on; stop is where they end.
func (w harmWord) match(text string, at int) (stop int, ok bool) {
	for n, want := range w.words {
		if n > 0 {
			next := strings.IndexFunc(text[at:], func(r rune) bool { return !noHarmLetter(r) })
			if next < 0 || next > 3 || strings.ContainsAny(text[at:at+next], ".,;:!?") {
				return 0, false
			}
			at += next
		}
		end := wordEnd(text, at)
		word := text[at:end]
		if word != want && !(w.open && n == len(w.words)-1 && strings.HasPrefix(word, want)) {
			return 0, false
		}
		at = end
	}
	return at, true
}

// listHits says which words were found and what they are about.
func listHits(hits []hit) diagnostic.Text {
	var fr, en []string
	for _, h := range hits[:min(len(hits), 6)] {
		fr = append(fr, "« "+h.words+" » ("+h.label.FR+")")
		en = append(en, "“"+h.words+"” ("+h.label.EN+")")
	}
	if len(hits) > 6 {
		fr, en = append(fr, "…"), append(en, "…")
	}
	return diagnostic.Text{FR: strings.Join(fr, ", "), EN: strings.Join(en, ", ")}
}

func harmRules() []diagnostic.Rule { return []diagnostic.Rule{harmWords} }

var harmWords = diagnostic.Rule{
	ID: "harm/sensitive-words", Severity: diagnostic.Error,
	Message: diagnostic.Text{FR: "Ce texte contient des mots sensibles : %[1]s. Personne ne l’a relu et signé tel qu’il est.", EN: "This text has sensitive words: %[2]s. Nobody has read and signed it as it is."},
	Hint:    diagnostic.Text{FR: "Dites-le autrement, ou faites relire le texte par la personne chargée de la sécurité : « newsroom review %[3]s ».", EN: "Say it otherwise, or have the text read by the person in charge of security: “newsroom review %[3]s”."},
}
