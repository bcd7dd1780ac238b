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
		calls(v.Document, "quote", func(s document.Shortcode) {
			found = append(found, checkQuotation(c, v, s, spoken)...)
			ref, _ := s.Get("ref")
			id, _, _ := strings.Cut(ref.Value, "#")
			if level := release[id]; level == "metadata" || level == "closed" {
				found = append(found, gate(v, v.At(notReleased, s.Offset, id, level)))
			}
		})
		if v.Meta.Get("release").Text() == "closed" && !v.Draft() {
			found = append(found, at(v.Path, v.Meta.Get("release"), closedPublished))
		}
	})
	return found
}

func checkQuotation(c *content.Corpus, v *content.Version, s document.Shortcode, spoken map[string]*transcript.Transcript) []diagnostic.Diagnostic {
	text := func(name string) string {
		p, _ := s.Get(name)
		return p.Value
	}
	id, _, _ := strings.Cut(text("ref"), "#")
	if t := c.Transcript(id); text("ref") == "" || t != nil && t.Transcript == nil {
		return nil // another finding says what is wrong
	}
	_, problem := transcript.Find(spoken, transcript.Quote{
		Ref: text("ref"), Language: v.Language, From: text("from"), To: text("to"),
		OriginalFrom: text("original_from"), OriginalTo: text("original_to"),
	})
	if problem == nil {
		return nil
	}
	line, column := v.Position(s.Offset)
	return []diagnostic.Diagnostic{problem.At(v.Path, line, column)}
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
