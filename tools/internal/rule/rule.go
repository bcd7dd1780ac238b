// Package rule asserts over the corpus everything that newsroom check reports.
//
// Each file holds one family of rules: the sentences as diagnostic.Rule values at
// its end, above them the functions that find. A rule is added by writing both
// and naming them in families.
//
// Severities follow one policy. What breaks the build or the trust (a dead
// reference, a quotation that does not match) is an Error, in drafts too. What a
// person still has to decide before publication is a gate: an Error on a
// published item, a Todo on a draft. What a machine cannot judge surely is a
// Warning or Advice.
package rule

import (
	"slices"
	"strings"

	"proximite/tools/internal/content"
	"proximite/tools/internal/diagnostic"
	"proximite/tools/internal/document"
	"proximite/tools/internal/plaintext"
)

// family is one subject and what it asks of a corpus.
type family struct {
	check func(*content.Corpus) []diagnostic.Diagnostic
	rules []diagnostic.Rule
}

func families() []family {
	return []family{
		{checkFiles, fileRules()},
		{checkSchemas, schemaRules()},
		{checkText, textRules()},
		{checkLanguages, languageRules()},
		{checkIdentity, identityRules()},
		{checkReferences, referenceRules()},
		{checkLinks, linkRules()},
		{checkPhotos, photoRules()},
		{checkMedia, mediaRules()},
		{checkMarkdown, markdownRules()},
		{checkPeople, personRules()},
		{checkNaming, namingRules()},
		{checkRecords, recordRules()},
		{checkScopes, scopeRules()},
		{checkConsent, consentRules()},
		{checkSafety, safetyRules()},
		{checkMinors, minorRules()},
		{checkReidentification, reidentificationRules()},
		{checkPrivate, privateRules()},
		{checkHarm, harmRules()},
		{checkReviews, reviewRules()},
		{checkEmbargoes, embargoRules()},
		{checkQuotations, quotationRules()},
		{checkSpeakers, speakerRules()},
		{checkFigures, figureRules()},
		{checkTrainings, trainingRules()},
		{checkPlaceholders, placeholderRules()},
		{checkHonesty, honestyRules()},
		{checkInterface, interfaceRules()},
		{checkParity, parityRules()},
		{checkWording, wordingRules()},
		{checkTerminology, terminologyRules()},
		{checkTypography, typographyRules()},
		{checkReading, readingRules()},
		{checkStatement, statementRules()},
		{checkLedgers, ledgerRules()},
	}
}

// Check applies every rule and returns the findings in the order of the files,
// those that loading gave included.
func Check(c *content.Corpus) []diagnostic.Diagnostic {
	found := slices.Clone(c.Found)
	for _, f := range families() {
		found = append(found, f.check(c)...)
	}
	return diagnostic.Sort(withoutEchoes(found))
}

// withoutEchoes drops what is the same mistake in other words: the transcript
// reader on a line, or a dead reference on a value, that the schema has named; a name in
// the text of a line whose address holds it.
func withoutEchoes(found []diagnostic.Diagnostic) []diagnostic.Diagnostic {
	type place struct {
		path         string
		line, column int
	}
	named, addresses := make(map[place]bool), make(map[place]bool)
	for _, d := range found {
		if d.Rule == nameInAddress.ID {
			addresses[place{d.Path, d.Line, 0}] = true
		}
		if strings.HasPrefix(d.Rule, "schema/") {
			named[place{d.Path, d.Line, 0}] = true
			named[place{d.Path, d.Line, d.Column}] = true
		}
	}
	return slices.DeleteFunc(found, func(d diagnostic.Diagnostic) bool {
		return (d.Rule == typedName.ID || d.Rule == nameInData.ID) && addresses[place{d.Path, d.Line, 0}] ||
			strings.HasPrefix(d.Rule, "transcript/") && named[place{d.Path, d.Line, 0}] ||
			strings.HasPrefix(d.Rule, "reference/") && named[place{d.Path, d.Line, d.Column}]
	})
}

// Rules lists every rule of the package.
func Rules() []diagnostic.Rule {
	var all []diagnostic.Rule
	for _, f := range families() {
		all = append(all, f.rules...)
	}
	return all
}

// versions visits every file of every item and section.
func versions(c *content.Corpus, visit func(*content.Version)) {
	for _, p := range c.Pages() {
		for _, v := range p.Versions {
			visit(v)
		}
	}
}

// at makes a finding at a node of the front matter or of a register.
func at(path string, n *plaintext.Node, r diagnostic.Rule, args ...any) diagnostic.Diagnostic {
	if n == nil {
		return r.At(path, 1, 1, args...)
	}
	return r.At(path, n.Line, n.Column, args...)
}

// gate makes a finding that waits for a person: to do in a draft.
func gate(v *content.Version, d diagnostic.Diagnostic) diagnostic.Diagnostic {
	if v.Draft() {
		return d.With(diagnostic.Todo)
	}
	return d
}

// values visits every text of a tree of front matter or of a register.
func values(n *plaintext.Node, visit func(*plaintext.Node)) {
	if n == nil {
		return
	}
	if n.Kind == plaintext.String {
		visit(n)
	}
	for _, i := range n.Items {
		values(i, visit)
	}
	for _, f := range n.Fields {
		values(f.Value, visit)
	}
}

// calls visits the shortcodes of a name.
func calls(d *document.Document, name string, visit func(document.Shortcode)) {
	for _, s := range d.Shortcodes {
		if s.Name == name {
			visit(s)
		}
	}
}

// suggest is the half sentence that names what was probably meant.
func suggest(typed string, known []string) diagnostic.Text {
	if near := plaintext.Nearest(typed, known); near != "" {
		return diagnostic.Text{FR: "Vouliez-vous dire « " + near + " » ?", EN: "Did you mean “" + near + "”?"}
	}
	return diagnostic.Text{}
}

// withHint puts a sentence before the hint of a finding.
func withHint(d diagnostic.Diagnostic, t diagnostic.Text) diagnostic.Diagnostic {
	if t.FR != "" {
		d.Hint = diagnostic.Text{FR: t.FR + " " + d.Hint.FR, EN: t.EN + " " + d.Hint.EN}
	}
	return d
}
