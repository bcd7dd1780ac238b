// Package glossary finds the terms of data/glossary.yaml in texts: inflected, as an
// acronym, or as a variant that nobody should use.
//
//	g := glossary.New(entries)
//	for _, o := range g.Find("les forces de sécurité intérieure", "fr") {
//		fmt.Println(o.Entry.Key) // internal-security-forces
//	}
//
// All terms are looked for in one pass over the words of a text, so the size of the
// glossary does not matter. Where terms overlap the longest wins.
package glossary

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Entry is one term.
type Entry struct {
	Key       string
	Status    string              // official, seen or proposed
	Forms     map[string][]string // by language; the first is the preferred one
	Acronym   map[string]string
	Forbidden map[string][]string
	Note      map[string]string
	Line      int // in the register
}

// Official reports whether the mission or the Council uses the term.
func (e *Entry) Official() bool { return e.Status == "official" }

// Use says how an entry occurs in a text.
type Use uint8

// Uses.
const (
	Term Use = iota
	Acronym
	Forbidden
)

// Occurrence is an entry in a text.
type Occurrence struct {
	Entry      *Entry
	Use        Use
	Words      int // of the form
	Start, End int // bytes of the text
}

// pattern is one form of an entry, as stems of words.
type pattern struct {
	entry *Entry
	use   Use
	stems []string
	exact string // an acronym, which keeps its capitals; a forbidden word, which keeps its form
}

// Glossary finds terms in texts.
type Glossary struct {
	Entries  []*Entry
	patterns map[string]map[string][]pattern // by language and first stem
}

// New builds the index.
func New(entries []*Entry) *Glossary {
	g := &Glossary{Entries: entries, patterns: make(map[string]map[string][]pattern)}
	for _, e := range entries {
		for language, forms := range e.Forms {
			for _, f := range forms {
				g.add(language, e, Term, f)
			}
		}
		for language, f := range e.Acronym {
			g.add(language, e, Acronym, f)
		}
		for language, forms := range e.Forbidden {
			for _, f := range forms {
				g.add(language, e, Forbidden, f)
			}
		}
	}
	return g
}

func (g *Glossary) add(language string, e *Entry, use Use, form string) {
	words := Words(form)
	if len(words) == 0 {
		return
	}
	p := pattern{entry: e, use: use}
	for _, w := range words {
		p.stems = append(p.stems, stem(form[w.Start:w.End], language))
	}
	if len(words) == 1 && (strings.ToUpper(form) == form || use == Forbidden) {
		p.exact = form
	}
	if g.patterns[language] == nil {
		g.patterns[language] = make(map[string][]pattern)
	}
	g.patterns[language][p.stems[0]] = append(g.patterns[language][p.stems[0]], p)
}

// Find lists the terms of a text in its language.
func (g *Glossary) Find(text, language string) []Occurrence {
	return g.FindWords(text, Words(text), language)
}

// FindWords is Find for a text whose words are known.
func (g *Glossary) FindWords(text string, words []Span, language string) []Occurrence {
	index := g.patterns[language]
	var found []Occurrence
	for i := 0; i < len(words); {
		best, size := longest(index[stem(text[words[i].Start:words[i].End], language)], text, words[i:], language)
		if size == 0 {
			i++
			continue
		}
		found = append(found, Occurrence{best.entry, best.use, size, words[i].Start, words[i+size-1].End})
		i += size
	}
	return found
}

// longest is the pattern that takes most of the words; of equals an acronym or a
// forbidden form comes before a term.
func longest(candidates []pattern, text string, words []Span, language string) (best pattern, size int) {
	for _, p := range candidates {
		if n := len(p.stems); n >= size && n <= len(words) && p.matches(text, words, language) && (n > size || p.use > best.use) {
			best, size = p, n
		}
	}
	return best, size
}

func (p pattern) matches(text string, words []Span, language string) bool {
	if p.exact != "" {
		return text[words[0].Start:words[0].End] == p.exact
	}
	for i := 1; i < len(p.stems); i++ {
		if words[i].Apart || stem(text[words[i].Start:words[i].End], language) != p.stems[i] {
			return false
		}
	}
	return true
}

// Span is a word of a text.
type Span struct {
	Start, End int
	Apart      bool // a mark other than an apostrophe or hyphen divides it from the word before
}

// Words cuts a text. An apostrophe and a hyphen divide words.
func Words(text string) []Span {
	list := make([]Span, 0, len(text)/6+1)
	start, apart := -1, false
	for i := 0; i < len(text); {
		r, size := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(text[i:])
		}
		letter := isLetter(r)
		switch {
		case letter && start < 0:
			start = i
		case !letter && start >= 0:
			list = append(list, Span{start, i, apart})
			start, apart = -1, false
		}
		if !letter && !joins(r) {
			apart = true
		}
		i += size
	}
	if start >= 0 {
		list = append(list, Span{start, len(text), apart})
	}
	return list
}

func isLetter(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9'
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.M, r)
}

func joins(r rune) bool {
	switch r {
	case ' ', '\n', '\u00a0', '\u202f', '\'', '’', '-', '\u2011':
		return true
	}
	return false
}

// stem folds case and the plural.
func stem(w, language string) string {
	w = lower(w)
	if len(w) <= 3 {
		return w
	}
	if language == "en" {
		if s, ok := strings.CutSuffix(w, "ies"); ok {
			return s + "y"
		}
		if strings.HasSuffix(w, "ss") {
			return w
		}
		return strings.TrimSuffix(w, "s")
	}
	if s, ok := strings.CutSuffix(w, "aux"); ok {
		return s + "al"
	}
	return strings.TrimSuffix(strings.TrimSuffix(w, "s"), "x")
}

func lower(w string) string {
	for i := range len(w) {
		if c := w[i]; c >= utf8.RuneSelf || 'A' <= c && c <= 'Z' {
			return strings.ToLower(w)
		}
	}
	return w
}
