package rule

import (
	"strings"
	"unicode/utf8"

	"proximite/tools/internal/content"
	"proximite/tools/internal/diagnostic"
	"proximite/tools/internal/document"
	"proximite/tools/internal/language"
	"proximite/tools/internal/plaintext"
	"proximite/tools/internal/readability"
)

// checkHonesty asks that every text is in the language it claims, text by text, and
// that words in other letters are marked.
func checkHonesty(c *content.Corpus) []diagnostic.Diagnostic {
	h := &honesty{corpus: c}
	eachPage(c, func(_ *content.Version, texts []prose) {
		for i := range texts {
			h.look(&texts[i])
		}
	})
	texts := dataProse(c)
	for i := range texts {
		h.look(&texts[i])
	}
	return h.found
}

type honesty struct {
	corpus *content.Corpus
	proper *strings.Replacer // takes names out; made when first needed
	found  []diagnostic.Diagnostic
}

func (h *honesty) look(p *prose) {
	h.letters(p)
	if h.foreign(p.text, p.language) {
		h.found = append(h.found, p.at(foreignText, 0, p.language, start(p.text)))
		return
	}
	if p.kind == "paragraph" || p.kind == "item" || p.kind == "transcript" {
		h.sentences(p)
	}
}

// sentences finds one that was left in the other language inside a longer text. What
// is in quotation marks may well be in another language.
func (h *honesty) sentences(p *prose) {
	list := readability.Sentences(p.text)
	if len(list) < 2 {
		return
	}
	for _, s := range list {
		if s.Words() >= longSentence && !strings.ContainsAny(s.Text, "«»“”\"") && h.foreign(s.Text, p.language) {
			h.found = append(h.found, p.at(foreignText, s.Start, p.language, start(s.Text)))
		}
	}
}

// longSentence is from how many words a sentence inside a paragraph is judged alone.
const longSentence = 6

// foreign asks twice: a text that seems to be in the other language may owe that to
// the names in it.
func (h *honesty) foreign(text, claimed string) bool {
	text = strings.Map(func(r rune) rune {
		if r == document.Object {
			return ' '
		}
		return r
	}, text)
	if !language.Foreign(text, claimed) {
		return false
	}
	if h.proper == nil {
		h.proper = properNames(h.corpus)
	}
	return language.Foreign(h.proper.Replace(text), claimed)
}

// properNames takes out what is called the same in both languages: institutions,
// places, titles of sources, terms and people.
func properNames(c *content.Corpus) *strings.Replacer {
	var pairs []string
	add := func(n *plaintext.Node) {
		values(n, func(n *plaintext.Node) {
			if utf8.RuneCountInString(n.Text()) > 3 && strings.Contains(n.Text(), " ") {
				pairs = append(pairs, n.Text(), " ")
			}
		})
	}
	for _, f := range c.Register("sources").Entries() {
		add(f.Value.Get("title"))
		add(f.Value.Get("publisher"))
	}
	for _, register := range []string{"institutions", "places", "people"} {
		for _, f := range c.Register(register).Entries() {
			add(f.Value.Get("name"))
		}
	}
	for _, f := range c.Register("glossary").Entries() {
		add(f.Value.Get("fr"))
		add(f.Value.Get("en"))
	}
	for _, f := range c.Register("mandates").Entries() {
		add(f.Value.Get("act"))
	}
	return strings.NewReplacer(pairs...)
}

// letters finds words in letters that neither language has. Only in the body can they
// be marked, and in titles and summaries they may stand as they are.
func (h *honesty) letters(p *prose) {
	if p.language != language.French && p.language != language.English {
		return
	}
	for _, r := range language.Runs(p.text) {
		word := p.text[r.Start:r.End]
		switch {
		case r.Mixed():
			h.found = append(h.found, p.at(mixedLetters, r.Start, word))
			return
		case p.block != nil:
			h.found = append(h.found, p.at(unmarkedWord, r.Start, word, r.Code))
			return
		}
	}
}

// start is how a text begins, for a message.
func start(text string) string {
	text = strings.Join(strings.Fields(strings.ReplaceAll(text, string(document.Object), "…")), " ")
	if r := []rune(text); len(r) > 40 {
		return string(r[:40]) + "…"
	}
	return text
}

func honestyRules() []diagnostic.Rule {
	return []diagnostic.Rule{foreignText, unmarkedWord, mixedLetters}
}

var (
	foreignText = diagnostic.Rule{
		ID: "language/foreign-text", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "Ce texte devrait être en « %[1]s » et semble écrit dans l’autre langue : « %[2]s ».", EN: "This text should be in “%[1]s” and seems to be written in the other language: “%[2]s”."},
		Hint:    diagnostic.Text{FR: "Traduisez-le. Si ce sont les mots de quelqu’un, faites-en une citation ou entourez-les : {{< lang \"en\" >}}…{{< /lang >}} (ou \"fr\").", EN: "Translate it. If these are somebody’s words, make a quotation of them or enclose them: {{< lang \"fr\" >}}…{{< /lang >}} (or \"en\")."},
	}
	unmarkedWord = diagnostic.Rule{
		ID: "language/unmarked-word", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "« %[1]s » s’écrit avec des lettres d’une autre langue : sans marque, un lecteur d’écran le lirait mal.", EN: "“%[1]s” is written with letters of another language: without a mark a screen reader would read it wrongly."},
		Hint:    diagnostic.Text{FR: "Entourez les mots de cette langue : {{< lang \"%[2]s\" >}}%[1]s{{< /lang >}}.", EN: "Enclose the words of that language: {{< lang \"%[2]s\" >}}%[1]s{{< /lang >}}."},
	}
	mixedLetters = diagnostic.Rule{
		ID: "text/mixed-letters", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "Le mot « %[1]s » mélange des lettres de plusieurs alphabets qui se ressemblent ; la recherche ne le trouverait pas.", EN: "The word “%[1]s” mixes letters of several alphabets that look alike; search would not find it."},
		Hint:    diagnostic.Text{FR: "Effacez le mot et retapez-le au clavier.", EN: "Delete the word and type it again on the keyboard."},
	}
)
