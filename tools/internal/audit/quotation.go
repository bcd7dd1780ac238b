package audit

import (
	"strings"

	"golang.org/x/net/html"

	"proximite/tools/internal/diagnostic"
)

var alteredQuotation = diagnostic.Rule{
	ID: "audit/altered-quotation", Severity: diagnostic.Error,
	Message: diagnostic.Text{
		FR: "La page publierait « %[2]s » comme des mots du passage %[1]s, où ils ne se trouvent pas ainsi.",
		EN: "The page would publish “%[2]s” as words of the passage %[1]s, where they do not stand like that.",
	},
	Hint: diagnostic.Text{
		FR: "Comparez avec la transcription dans data/transcripts/ : le gabarit ou la transcription a changé.",
		EN: "Compare with the transcript in data/transcripts/: the template or the transcript has changed.",
	},
}

// quotation is a quotation as the page shows it: an element that carries
// data-quote="<transcript>#<segment>".
type quotation struct{ ref, language, words string }

func (p *page) quotation(n *html.Node, ref string) {
	p.quotations = append(p.quotations, quotation{ref, languageOf(n), quotedWords(textOf(n))})
}

// quotedWords are the words inside the quotation marks that the site puts around.
func quotedWords(text string) string {
	return strings.Trim(strings.TrimSpace(text), "\"«»“”\u00a0\u202f ")
}

// languageOf is the language that an element's text is declared to be in.
func languageOf(n *html.Node) string {
	for ; n != nil; n = n.Parent {
		for _, a := range n.Attr {
			if a.Key == "lang" {
				return a.Val
			}
		}
	}
	return ""
}

// checkQuotations asks again, of the finished page, what check asked of the source:
// are these words what was said?
func checkQuotations(s *site, p *page) []diagnostic.Diagnostic {
	if s.options.Quoted == nil {
		return nil
	}
	var found []diagnostic.Diagnostic
	for _, q := range p.quotations {
		if !s.options.Quoted(q.ref, q.language, q.words) {
			found = append(found, alteredQuotation.At(p.path, 0, 0, q.ref, excerpt(q.words)))
		}
	}
	return found
}
