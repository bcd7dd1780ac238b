package rule

import (
	"regexp"
	"strings"

	"proximite/tools/internal/content"
	"proximite/tools/internal/diagnostic"
	"proximite/tools/internal/plaintext"
)

// marker is what archetypes, the import and people leave where text is to come.
var marker = regexp.MustCompile(`(?i:\[(à|a) (traduire|compl[ée]ter|r[ée]diger|v[ée]rifier|relire|d[ée]finir)[^\]]*\]|\[to (be )?(translated?|completed?|written|write|checked?|verif(y|ied)|defined?|do)[^\]]*\])|\b(TODO|FIXME|XXX|TBD)\b|(?i:lorem ipsum)`)

// bareMarker is the same as the whole of a value.
var bareMarker = regexp.MustCompile(`(?i)^(à (traduire|compléter|rédiger|vérifier)|to be (translated|completed|written)|tbc)$`)

// findMarker returns the place and text of a marker, or -1.
func findMarker(text string) (int, string) {
	if m := marker.FindStringIndex(text); m != nil {
		return m[0], text[m[0]:m[1]]
	}
	if t := strings.TrimSpace(text); bareMarker.MatchString(t) {
		return strings.Index(text, t), t
	}
	return -1, ""
}

// checkPlaceholders finds markers that nobody has replaced yet.
func checkPlaceholders(c *content.Corpus) []diagnostic.Diagnostic {
	var found []diagnostic.Diagnostic
	versions(c, func(v *content.Version) {
		values(v.Meta, func(n *plaintext.Node) {
			if i, text := findMarker(n.Text()); i >= 0 {
				found = append(found, gate(v, at(v.Path, n, placeholder, text)))
			}
		})
		for _, b := range v.Blocks {
			if i, text := findMarker(b.Text); i >= 0 && b.Kind != "code" {
				found = append(found, gate(v, v.At(placeholder, b.Offset(i), text)))
			}
		}
		for _, p := range v.Images {
			if i, text := findMarker(p.Alt); i >= 0 {
				found = append(found, gate(v, v.At(placeholder, p.Offset, text)))
			}
		}
	})
	for _, r := range c.Registers() {
		values(r.Root, func(n *plaintext.Node) {
			if i, text := findMarker(n.Text()); i >= 0 {
				found = append(found, at(r.Path, n, placeholder, text))
			}
		})
	}
	return append(found, transcriptPlaceholders(c)...)
}

// transcriptPlaceholders: a transcript is public when a published interview
// introduces it; else its gaps are work to do.
func transcriptPlaceholders(c *content.Corpus) []diagnostic.Diagnostic {
	public := publicTranscripts(c)
	var found []diagnostic.Diagnostic
	for _, t := range c.Transcripts {
		values(t.Root, func(n *plaintext.Node) {
			i, text := findMarker(n.Text())
			if i < 0 {
				return
			}
			d := at(t.Path, n, placeholder, text)
			if !public[t.Name] {
				d = d.With(diagnostic.Todo)
			}
			found = append(found, d)
		})
	}
	return found
}

func placeholderRules() []diagnostic.Rule { return []diagnostic.Rule{placeholder} }

var placeholder = diagnostic.Rule{
	ID: "placeholder/left", Severity: diagnostic.Error,
	Message: diagnostic.Text{FR: "« %[1]s » attend encore son texte.", EN: "“%[1]s” still waits for its text."},
	Hint:    diagnostic.Text{FR: "Écrivez le texte à la place de la marque ; si l’information n’existe pas, dites-le ou retirez le passage.", EN: "Write the text in place of the mark; if the information does not exist, say so or remove the passage."},
}
