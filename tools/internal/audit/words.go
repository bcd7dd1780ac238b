package audit

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"proximite/tools/internal/diagnostic"
	"proximite/tools/internal/language"
)

var foreignPage = diagnostic.Rule{
	ID: "audit/foreign-page", Severity: diagnostic.Error,
	Message: diagnostic.Text{
		FR: "Le texte de la page semble écrit en langue %[1]q, mais la page se dit en langue %[2]q.",
		EN: "The text of the page seems to be written in the language %[1]q, but the page says %[2]q.",
	},
	Hint: diagnostic.Text{
		FR: "Publiez le texte dans le fichier de sa langue, ou traduisez-le.",
		EN: "Publish the text in the file of its language, or translate it.",
	},
}

var foreignPassage = diagnostic.Rule{
	ID: "audit/foreign-passage", Severity: diagnostic.Warning,
	Message: diagnostic.Text{
		FR: "Un passage semble dans l’autre langue sans être marqué : « %[1]s ».",
		EN: "A passage seems to be in the other language without a mark: “%[1]s”.",
	},
	Hint: diagnostic.Text{
		FR: "Traduisez-le, ou marquez sa langue (lang) dans le texte ou dans le gabarit.",
		EN: "Translate it, or mark its language (lang) in the text or in the template.",
	},
}

var unmarkedLetters = diagnostic.Rule{
	ID: "audit/unmarked-letters", Severity: diagnostic.Warning,
	Message: diagnostic.Text{
		FR: "« %[1]s » s’écrit avec les lettres d’une autre langue et n’est pas marqué (lang).",
		EN: "“%[1]s” is written with the letters of another language and is not marked (lang).",
	},
	Hint: diagnostic.Text{
		FR: "Entourez ces mots dans le texte : {{< lang \"%[2]s\" >}}…{{< /lang >}}.",
		EN: "Enclose these words in the text: {{< lang \"%[2]s\" >}}…{{< /lang >}}.",
	},
}

// spoken is what the main part of a page says in the language of the page.
type spoken struct {
	passages []string // one a block
	heading  string   // the h1, which cannot hold a mark
}

// readWords collects the text of <main> that is in the language of the page.
func readWords(root *html.Node) spoken {
	var s spoken
	for n := range root.Descendants() {
		if n.Type == html.ElementNode && n.DataAtom == atom.Main {
			s.walk(n, pageLanguage(root), &strings.Builder{})
			break
		}
	}
	return s
}

func pageLanguage(root *html.Node) string {
	for n := range root.ChildNodes() {
		if n.DataAtom == atom.Html {
			return attributeOf(n, "lang")
		}
	}
	return ""
}

func attributeOf(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// walk adds the text below n; each block is a passage of its own.
func (s *spoken) walk(n *html.Node, own string, text *strings.Builder) {
	for c := range n.ChildNodes() {
		switch {
		case c.Type == html.TextNode:
			text.WriteString(c.Data)
		case c.Type != html.ElementNode || isUnspoken(c.DataAtom) || isOther(attributeOf(c, "lang"), own):
			text.WriteString(" ")
		case !isPhrase(c.DataAtom):
			s.end(text, false)
			s.walk(c, own, text)
			s.end(text, c.DataAtom == atom.H1)
		default:
			s.walk(c, own, text)
		}
	}
}

func (s *spoken) end(text *strings.Builder, heading bool) {
	passage := strings.Join(strings.Fields(text.String()), " ")
	text.Reset()
	switch {
	case passage == "":
	case heading:
		s.heading = passage
	default:
		s.passages = append(s.passages, passage)
	}
}

func isOther(lang, own string) bool {
	a, _, _ := strings.Cut(lang, "-")
	b, _, _ := strings.Cut(own, "-")
	return lang != "" && !strings.EqualFold(a, b)
}

func isUnspoken(a atom.Atom) bool {
	switch a {
	case atom.Script, atom.Style, atom.Code, atom.Pre, atom.Kbd, atom.Samp, atom.Template, atom.Noscript:
		return true
	}
	return false
}

func isPhrase(a atom.Atom) bool {
	for _, inline := range inlineElements {
		if a == inline {
			return true
		}
	}
	return false
}

// checkWords asks that a page is in the language it says, as a whole and passage by
// passage, and that words in other letters are marked.
func checkWords(_ *site, p *page) []diagnostic.Diagnostic {
	if p.language == "" || p.refresh != "" {
		return nil
	}
	passages := append([]string{p.spoken.heading}, p.spoken.passages...)
	if guess := language.Of(strings.Join(passages, "\n")); guess != "" && guess != p.language {
		return []diagnostic.Diagnostic{foreignPage.At(p.path, 0, 0, guess, p.language)}
	}
	var found []diagnostic.Diagnostic
	for i, passage := range passages {
		if language.Foreign(passage, p.language) {
			found = append(found, foreignPassage.At(p.path, 0, 0, excerpt(passage)))
		}
		for _, r := range language.Runs(passage) {
			if i > 0 {
				found = append(found, unmarkedLetters.At(p.path, 0, 0, passage[r.Start:r.End], r.Code))
				break
			}
		}
	}
	return found
}
