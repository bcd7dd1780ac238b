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
	gone := goneIn(c)
	versions(c, func(v *content.Version) {
		for _, q := range quotationsOf(v) {
			if gone.Quoted(c, q.Ref) {
				found = append(found, goneQuotation.At(v.Path, q.line, q.column, q.Ref))
				continue
			}
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
	seal         string // what the page says that the words were
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
		q := quotation{seal: text("words"), Quote: transcript.Quote{
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
				OriginalFrom: p.Get("original_from").Text(), OriginalTo: p.Get("original_to").Text(),
			},
			seal: p.Get("words").Text(), line: p.Line, column: p.Column,
		})
	}
	return list
}

func checkQuotation(c *content.Corpus, v *content.Version, q quotation, spoken map[string]*transcript.Transcript) []diagnostic.Diagnostic {
	id, _, _ := strings.Cut(q.Ref, "#")
	if t := c.Transcript(id); q.Ref == "" || t != nil && t.Transcript == nil {
		return nil // another finding says what is wrong
	}
	passage, problem := transcript.Find(spoken, q.Quote)
	if problem != nil {
		return []diagnostic.Diagnostic{problem.At(v.Path, q.line, q.column)}
	}
	switch seal := passage.Seal(); q.seal {
	case seal:
		return nil
	case "":
		return []diagnostic.Diagnostic{gate(v, unsealedQuotation.At(v.Path, q.line, q.column, q.Ref, seal))}
	default:
		return []diagnostic.Diagnostic{wordsChanged.At(v.Path, q.line, q.column, q.Ref, passage.Text, q.seal, seal)}
	}
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

func quotationRules() []diagnostic.Rule {
	return []diagnostic.Rule{notReleased, closedPublished, unsealedQuotation, wordsChanged}
}

var (
	unsealedQuotation = diagnostic.Rule{
		ID: "quotation/not-sealed", Severity: diagnostic.Error,
		Message: diagnostic.Text{
			FR: "La citation de %[1]s n’est pas scellée : si la transcription changeait, personne ne le verrait.",
			EN: "The quotation of %[1]s is not sealed: if the transcript changed, nobody would see it.",
		},
		Hint: diagnostic.Text{
			FR: "Relisez les mots cités, puis ajoutez à la citation : words=\"%[2]s\" (dans l’en-tête : words: \"%[2]s\").",
			EN: "Read the quoted words over, then add to the quotation: words=\"%[2]s\" (in the front matter: words: \"%[2]s\").",
		},
	}
	wordsChanged = diagnostic.Rule{
		ID: "quotation/words-changed", Severity: diagnostic.Error,
		Message: diagnostic.Text{
			FR: "Les mots du passage %[1]s ont changé depuis que cette page les cite. Ils disent maintenant : « %[2]s ».",
			EN: "The words of the passage %[1]s have changed since this page quoted them. They now say: “%[2]s”.",
		},
		Hint: diagnostic.Text{
			FR: "Si la page reste juste avec ces mots, remplacez words=\"%[3]s\" par words=\"%[4]s\". Sinon, corrigez la transcription ou retirez la citation.",
			EN: "If the page is still right with these words, replace words=\"%[3]s\" by words=\"%[4]s\". If not, mend the transcript or remove the quotation.",
		},
	}
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
