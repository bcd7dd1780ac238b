package rule

import (
	"strings"

	"proximite/tools/internal/content"
	"proximite/tools/internal/diagnostic"
	"proximite/tools/internal/document"
	"proximite/tools/internal/transcript"
)

// checkQuotations asks that every quotation is what was said, in the language of
// the page, and that the interview it comes from may be quoted.
func checkQuotations(c *content.Corpus) []diagnostic.Diagnostic {
	var found []diagnostic.Diagnostic
	spoken := c.Spoken()
	release := releases(c)
	versions(c, func(v *content.Version) {
		for _, q := range quotationsOf(v) {
			found = append(found, checkQuotation(c, v, q, spoken)...)
			id, _, _ := strings.Cut(q.Ref, "#")
			if level := release[id]; level == "metadata" || level == "closed" {
				found = append(found, gate(v, notReleased.At(v.Path, q.line, q.column, id, level)))
			}
		}
		if v.Meta.Get("release").Text() == "closed" && !v.Draft() {
			found = append(found, at(v.Path, v.Meta.Get("release"), closedPublished))
		}
	})
	return found
}

// quotation is one use of somebody's words and where it stands.
type quotation struct {
	transcript.Quote
	line, column int
}

// quotationsOf lists the quotations of a page: calls of quote, and the words that
// its card shows.
func quotationsOf(v *content.Version) []quotation {
	var list []quotation
	calls(v.Document, "quote", func(s document.Shortcode) {
		text := func(name string) string {
			p, _ := s.Get(name)
			return p.Value
		}
		q := quotation{Quote: transcript.Quote{
			Ref: text("ref"), Language: v.Language, From: text("from"), To: text("to"),
			OriginalFrom: text("original_from"), OriginalTo: text("original_to"),
		}}
		q.line, q.column = v.Position(s.Offset)
		list = append(list, q)
	})
	if p := v.Meta.Get("pull_quote"); p != nil {
		list = append(list, quotation{
			Quote: transcript.Quote{
				Ref: p.Get("ref").Text(), Language: v.Language, From: p.Get("from").Text(), To: p.Get("to").Text(),
			},
			line: p.Line, column: p.Column,
		})
	}
	return list
}

func checkQuotation(c *content.Corpus, v *content.Version, q quotation, spoken map[string]*transcript.Transcript) []diagnostic.Diagnostic {
	id, _, _ := strings.Cut(q.Ref, "#")
	if t := c.Transcript(id); q.Ref == "" || t != nil && t.Transcript == nil {
		return nil // another finding says what is wrong
	}
	if _, problem := transcript.Find(spoken, q.Quote); problem != nil {
		return []diagnostic.Diagnostic{problem.At(v.Path, q.line, q.column)}
	}
	return nil
}

// releases are the release levels of the transcripts that interviews introduce.
func releases(c *content.Corpus) map[string]string {
	levels := make(map[string]string)
	for _, i := range c.Items {
		for _, v := range i.Versions {
			if id := v.Meta.Get("transcript").Text(); id != "" {
				levels[id] = v.Meta.Get("release").Text()
			}
		}
	}
	return levels
}

func quotationRules() []diagnostic.Rule { return []diagnostic.Rule{notReleased, closedPublished} }

var (
	notReleased = diagnostic.Rule{
		ID: "quotation/not-released", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "L’entretien cité (%[1]s) n’est pas ouvert aux citations : « release: %[2]s ».", EN: "The quoted interview (%[1]s) is not open to quotations: “release: %[2]s”."},
		Hint:    diagnostic.Text{FR: "Retirez la citation, ou faites décider que l’entretien passe à « excerpts » ou « public ».", EN: "Remove the quotation, or have it decided that the interview becomes “excerpts” or “public”."},
	}
	closedPublished = diagnostic.Rule{
		ID: "interview/closed-published", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "Un entretien fermé (« release: closed ») ne peut pas être publié.", EN: "A closed interview (“release: closed”) cannot be published."},
		Hint:    diagnostic.Text{FR: "Remettez « draft: true », ou faites décider d’un autre niveau.", EN: "Put “draft: true” back, or have another level decided."},
	}
)
