package rule

import (
	"regexp"

	"proximite/tools/internal/content"
	"proximite/tools/internal/diagnostic"
)

// checkMarkdown finds marks that would be printed instead of doing their work,
// and headings out of order.
func checkMarkdown(c *content.Corpus) []diagnostic.Diagnostic {
	var found []diagnostic.Diagnostic
	versions(c, func(v *content.Version) {
		found = append(found, checkHeadings(v)...)
		for _, b := range v.Blocks {
			if b.Kind == "code" {
				continue
			}
			if m := deadMark.FindStringIndex(b.Text); m != nil {
				found = append(found, v.At(deadReference, b.Offset(m[0]), b.Text[m[0]:m[1]]))
			}
		}
	})
	return found
}

// deadMark is a footnote or a reference link whose definition is missing: the
// parser left it in the text.
var deadMark = regexp.MustCompile(`\[\^[^\]\s]+\]|\[[^\[\]]+\]\[[^\[\]]*\]`)

// checkHeadings: the title of the page is level 1, and no level is skipped.
func checkHeadings(v *content.Version) []diagnostic.Diagnostic {
	var found []diagnostic.Diagnostic
	level := 1
	for _, h := range v.Headings {
		switch {
		case h.Level == 1:
			found = append(found, v.At(secondTitle, h.Offset))
		case h.Level > level+1:
			found = append(found, v.At(skippedLevel, h.Offset, level+1, h.Level))
		}
		level = max(h.Level, 1)
	}
	return found
}

func markdownRules() []diagnostic.Rule {
	return []diagnostic.Rule{deadReference, secondTitle, skippedLevel}
}

var (
	deadReference = diagnostic.Rule{
		ID: "markdown/dead-reference", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "« %[1]s » renvoie à une note ou à un lien qui n’est défini nulle part ; il serait imprimé tel quel.", EN: "“%[1]s” points to a note or link that is defined nowhere; it would be printed as it is."},
		Hint:    diagnostic.Text{FR: "Ajoutez la définition en fin de page, ou supprimez le renvoi.", EN: "Add the definition at the end of the page, or delete the mark."},
	}
	secondTitle = diagnostic.Rule{
		ID: "markdown/second-title", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "Un titre « # » serait un second grand titre : la page a déjà celui de « title: ».", EN: "A heading “#” would be a second main title: the page already has that of “title:”."},
		Hint:    diagnostic.Text{FR: "Commencez par « ## ».", EN: "Begin with “##”."},
	}
	skippedLevel = diagnostic.Rule{
		ID: "markdown/skipped-level", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "Ce titre est de niveau %[2]d ; après le précédent, on attend au plus le niveau %[1]d.", EN: "This heading is of level %[2]d; after the one before, level %[1]d at most is expected."},
		Hint:    diagnostic.Text{FR: "Retirez des « # » : la taille des lettres n’en dépend pas, le plan de la page si.", EN: "Take away some “#”: the size of letters does not depend on them, the outline of the page does."},
	}
)
