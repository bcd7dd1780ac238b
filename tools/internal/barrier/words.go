package barrier

import (
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"

	"proximite/tools/internal/language"
	"proximite/tools/internal/readability"
)

// languageAt is the language in force at a node: its first part, in lower case.
func languageAt(n *html.Node) string {
	for ; n != nil; n = n.Parent {
		if v, found := lookup(n, "lang"); found && n.Type == html.ElementNode {
			v, _, _ = strings.Cut(strings.ToLower(v), "-")
			return v
		}
	}
	return ""
}

// checkLanguage compares what the page says of its language with its words.
func checkLanguage(d *document) {
	for n := range d.elements() {
		code, stated := lookup(n, "lang")
		if !stated {
			continue
		}
		if !validLanguage(code) && (n.Data == "html" || strings.TrimSpace(strings.ReplaceAll(ownWords(n), ". ", "")) != "") {
			kind := "language/bad-code"
			if n.Data == "html" {
				kind = "page/bad-language"
			}
			d.say(n, kind, "there is no language %q", code)
			continue
		}
		words := ownWords(n)
		if got := language.Of(words); got != "" && got != languageAt(n) && languageAt(n) != "" {
			kind := "language/wrong"
			if n.Data == "html" {
				kind = "page/wrong-language"
			}
			d.say(n, kind, "marked as %q, written in %q", code, got)
		}
	}
	for n := range d.elements("p", "li", "dd", "td", "h1", "h2", "h3", "blockquote", "figcaption") {
		if in := languageAt(n); language.Foreign(ownWords(n), in) {
			d.say(n, "language/unmarked", "not in %q as marked", in)
		}
	}
	for n := range d.root.Descendants() {
		if n.Type != html.TextNode || inside(n, "script", "style", "code", "title") != nil {
			continue
		}
		if in := languageAt(n); in == "fr" || in == "en" {
			for _, run := range language.Runs(n.Data) {
				d.say(n.Parent, "language/unmarked", "%q is not in %q", n.Data[run.Start:run.End], in)
			}
		}
	}
}

// ownWords are the words of an element without the parts that state a language of
// their own.
func ownWords(n *html.Node) string {
	var b strings.Builder
	var visit func(n *html.Node)
	visit = func(n *html.Node) {
		for c := range n.ChildNodes() {
			switch {
			case c.Type == html.TextNode:
				b.WriteString(c.Data)
			case c.Type == html.ElementNode && !has(c, "lang") && !slices.Contains([]string{"script", "style", "code", "template", "head"}, c.Data):
				visit(c)
				if !isInline(c) {
					b.WriteString(". ")
				}
			}
		}
	}
	visit(n)
	return b.String()
}

// rightToLeft are languages whose usual letters run so.
var rightToLeft = []string{"ar", "fa", "he", "ur", "ps", "sd", "ug", "yi", "dv", "nqo"}

func checkDirection(d *document) {
	for n := range d.elements() {
		code, stated := lookup(n, "lang")
		dir := strings.ToLower(attr(n, "dir"))
		base, _, _ := strings.Cut(strings.ToLower(code), "-")
		switch {
		case stated && slices.Contains(rightToLeft, base) && !strings.Contains(code, "Latn") && directionAt(n) != "rtl" && directionAt(n) != "auto":
			d.say(n, "language/no-direction", "%q is written from right to left", code)
		case dir == "rtl" && !slices.Contains(rightToLeft, languageAt(n)) && !strings.ContainsFunc(text(n), isRightToLeft):
			d.say(n, "language/wrong-direction", "%q is written from left to right", languageAt(n))
		}
	}
}

func directionAt(n *html.Node) string {
	for ; n != nil; n = n.Parent {
		if v := attr(n, "dir"); v != "" {
			return strings.ToLower(v)
		}
	}
	return ""
}

func isRightToLeft(r rune) bool {
	return r >= 0x0590 && r <= 0x08ff || r >= 0xfb1d && r <= 0xfdff || r >= 0x1e900 && r <= 0x1e95f || r >= 0x07c0 && r <= 0x07ff
}

// Words that people say when they speak to each other: enough of them tell the
// language of a quotation of three words.
var spokenWords = map[string][]string{
	"fr": strings.Fields("madame monsieur mademoiselle messieurs bonjour bonsoir merci allons allez venez viens voilà voici oui non salut adieu pardon mais vous nous très bien je tu il elle la le les une des du et"),
	"en": strings.Fields("sir madam mister hello goodbye thanks thank please yes come let sorry well my dear you we the and of is"),
	"es": strings.Fields("señor señora señorita hola gracias buenos buenas días adiós vamos venga sí por favor usted yo el los las una y es"),
	"de": strings.Fields("herr frau fräulein guten tag danke bitte ja nein auf wiedersehen ich du sie wir der die das und ist"),
}

var quoted = regexp.MustCompile(`[“"«]([^“”"«»]{5,200})[”"»]`)

// checkQuotedSpeech looks at words in quotation marks that are too few for the
// counting of function words.
func checkQuotedSpeech(d *document) {
	for n := range d.elements("p", "li", "dd", "td", "span", "q", "blockquote", "i", "em") {
		in := languageAt(n)
		words := ownWords(n)
		if stated := attr(n, "lang"); stated != "" {
			if got := speech(words); got != "" && got != in && spokenWords[in] != nil {
				d.say(n, "language/wrong", "marked as %q, said in %q", stated, got)
			}
			continue
		}
		for _, m := range quoted.FindAllStringSubmatch(words, -1) {
			if got := speech(m[1]); got != "" && got != in && spokenWords[in] != nil {
				d.say(n, "language/unmarked", "%q is said in %q", m[1], got)
			}
		}
	}
}

// speech is the language of a short utterance: at least two words of one language
// and none that belongs to another alone.
func speech(utterance string) string {
	words := strings.FieldsFunc(strings.ToLower(utterance), func(r rune) bool { return strings.ContainsRune(" ,.;:!?'’\"“”«»\u00a0\u202f\n\t", r) })
	if len(words) > 12 {
		return ""
	}
	best, most, second := "", 0, 0
	for _, code := range []string{"fr", "en", "es", "de"} {
		hits := 0
		for _, w := range words {
			if slices.Contains(spokenWords[code], w) {
				hits++
			}
		}
		if hits > most {
			best, most, second = code, hits, most
		} else if hits > second {
			second = hits
		}
	}
	if most >= 2 && second == 0 {
		return best
	}
	return ""
}

var byPlace = regexp.MustCompile(`(?i)\b(?:on|to|at) the (?:far |top |bottom )?(?:right|left)(?:[- ]hand side)?\b|\bthe (?:green|red|blue|round|square) (?:button|box|icon|link)\b|(?:ci-contre|à (?:votre )?(?:droite|gauche) de (?:la page|l['’]écran)|(?:colonne|encadré|menu|bouton) (?:de|à) (?:droite|gauche))`)

// checkWords judges the words of the text itself.
func checkWords(d *document) {
	subheadings := count(d.root, "h2", "h3", "h4", "ul", "ol", "table", "dl")
	long := 0
	for n := range d.elements("p", "li", "dd", "main", "div") {
		if words := ownDirectWords(n); words != "" {
			if m := byPlace.FindString(words); m != "" {
				d.say(n, "text/location", "%q means nothing to who does not see the page", m)
			}
			hardToRead(d, n, words)
			if n.Data == "p" {
				long += len(strings.Fields(words))
			}
		}
	}
	if long > 350 && subheadings == 0 {
		d.say(nil, "text/wall", "%d words without a heading or a list", long)
	}
}

// ownDirectWords are the words of a block, not those of blocks inside it.
func ownDirectWords(n *html.Node) string {
	var b strings.Builder
	for c := range n.ChildNodes() {
		if c.Type == html.TextNode {
			b.WriteString(c.Data)
		} else if c.Type == html.ElementNode && isInline(c) && !has(c, "lang") {
			b.WriteString(text(c))
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// hardToRead: a passage that only specialists read with ease (below 30 of 100).
func hardToRead(d *document, n *html.Node, words string) {
	in := languageAt(n)
	if in != "fr" && in != "en" || len(strings.Fields(words)) < 60 {
		return
	}
	var s readability.Score
	s.Add(words, in)
	if ease := s.Ease(in); ease < 30 {
		d.say(n, "text/plain-language", "reading ease %.0f of 100", ease)
	}
}

// checkAbbreviations wants the long form where an abbreviation is marked first.
func checkAbbreviations(d *document) {
	seen := map[string]bool{}
	for n := range d.elements("abbr") {
		short := text(n)
		if seen[short] || short == "" {
			continue
		}
		seen[short] = true
		if attr(n, "title") == "" && attr(n, "aria-label") == "" && !d.explains(n, short) {
			d.say(n, "text/abbreviation", "%q is explained nowhere", short)
		}
	}
}

// explains reports whether the block around an abbreviation has "long form (ABBR)"
// or "ABBR (long form)".
func (d *document) explains(n *html.Node, short string) bool {
	block := inside(n, "p", "li", "dd", "dt", "td", "th", "main", "section", "body")
	if block == nil {
		return false
	}
	words := text(block)
	return strings.Contains(words, "("+short+")") || strings.Contains(words, short+" (") || strings.Contains(words, short+" :") || strings.Contains(words, short+"\u00a0:") || block.Data == "dt"
}
