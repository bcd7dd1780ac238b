// Package diagnostic describes what is wrong with a file, where, and what to do
// about it, in French and in English.
//
// A finding is made from a Rule, which carries the sentences once for both
// languages:
//
//	var missingSummary = diagnostic.Rule{
//		ID:       "frontmatter/missing-summary",
//		Severity: diagnostic.Error,
//		Message:  diagnostic.Text{FR: "Il manque le résumé.", EN: "The summary is missing."},
//		Hint:     diagnostic.Text{FR: "Ajoutez …", EN: "Add …"},
//	}
//	…
//	found = append(found, missingSummary.At("content/stories/x/index.fr.md", 1, 1))
//
// Message and Hint are fmt templates over the same arguments. They refer to them
// by explicit index (%[1]q), so that each language may use another order and a
// hint may use none.
//
// A diagnostic is an author's matter. What is ours (a disk, a bug) is an error.
package diagnostic

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Language of the people who read the messages.
type Language string

// The languages of the staff. Every text exists in both.
const (
	French  Language = "fr"
	English Language = "en"
)

// Text is one message in both languages.
type Text struct {
	FR string `json:"fr"`
	EN string `json:"en"`
}

// In returns the text in the language asked for; English is the default.
func (t Text) In(l Language) string {
	if l == French {
		return t.FR
	}
	return t.EN
}

// format fills the same arguments into both languages.
func (t Text) format(args []any) Text {
	return Text{FR: fill(t.FR, args), EN: fill(t.EN, args)}
}

func fill(template string, args []any) string {
	if len(args) == 0 || !strings.Contains(template, "%") {
		return template
	}
	return fmt.Sprintf(template, args...)
}

// Severity says what a finding means for publication.
type Severity uint8

// Severities, the gravest first.
const (
	Error   Severity = iota // blocks check, build and serve's next version of the page
	Warning                 // blocks nothing in serve, fails check
	Todo                    // a gate that a draft has not passed yet; never on a published item
	Advice                  // worth a look; never changes an exit code
)

var severityNames = [...]Text{
	Error:   {FR: "erreur", EN: "error"},
	Warning: {FR: "avertissement", EN: "warning"},
	Todo:    {FR: "reste à faire", EN: "to do"},
	Advice:  {FR: "conseil", EN: "advice"},
}

// Name is the word for the severity in the reader's language.
func (s Severity) Name(l Language) string { return severityNames[s].In(l) }

// String is the language-neutral code used in JSON: error, warning, todo, advice.
func (s Severity) String() string {
	return [...]string{"error", "warning", "todo", "advice"}[s]
}

// MarshalText writes the code of the severity.
func (s Severity) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// Rule is one thing that can be wrong.
type Rule struct {
	ID       string // family/what-is-wrong, kebab case
	Severity Severity
	Message  Text // one plain sentence: what is wrong
	Hint     Text // one plain sentence: what to do
}

// At makes a finding of the rule. Line and column start at 1; 0 means that the
// finding is about the file (or, with an empty path, about the project) as a whole.
func (r Rule) At(path string, line, column int, args ...any) Diagnostic {
	return Diagnostic{
		Path: path, Line: line, Column: column,
		Rule: r.ID, Severity: r.Severity,
		Message: r.Message.format(args), Hint: r.Hint.format(args),
	}
}

// Diagnostic is one finding.
type Diagnostic struct {
	Path     string   // slash-separated, relative to the project root
	Line     int      // from 1; 0: the whole file
	Column   int      // in characters, from 1; 0: the whole line
	Rule     string   // Rule.ID
	Severity Severity //
	Message  Text     //
	Hint     Text     //
}

// With returns the finding at another severity (a gate on a draft is a Todo).
func (d Diagnostic) With(s Severity) Diagnostic {
	d.Severity = s
	return d
}

// Position is path:line:column, as far as they are known.
func (d Diagnostic) Position() string {
	switch {
	case d.Line == 0:
		return d.Path
	case d.Column == 0:
		return fmt.Sprintf("%s:%d", d.Path, d.Line)
	}
	return fmt.Sprintf("%s:%d:%d", d.Path, d.Line, d.Column)
}

// Sort orders findings by path, line, column and rule, and drops exact repeats.
func Sort(found []Diagnostic) []Diagnostic {
	slices.SortStableFunc(found, func(a, b Diagnostic) int {
		return cmp.Or(
			cmp.Compare(a.Path, b.Path), cmp.Compare(a.Line, b.Line),
			cmp.Compare(a.Column, b.Column), cmp.Compare(a.Rule, b.Rule),
			cmp.Compare(a.Message.EN, b.Message.EN),
		)
	})
	return slices.Compact(found)
}

// Count returns how many findings have each severity.
func Count(found []Diagnostic) map[Severity]int {
	n := make(map[Severity]int)
	for _, d := range found {
		n[d.Severity]++
	}
	return n
}

// Failing reports whether any finding is an Error or a Warning.
func Failing(found []Diagnostic) bool {
	return slices.ContainsFunc(found, func(d Diagnostic) bool { return d.Severity <= Warning })
}

// Blocking reports whether any finding is an Error.
func Blocking(found []Diagnostic) bool {
	return slices.ContainsFunc(found, func(d Diagnostic) bool { return d.Severity == Error })
}
