package diagnostic

import (
	"io"
	"slices"
)

// The part of SARIF 2.1.0 (OASIS, 2020) that code hosts and editors read.
type (
	sarifLog struct {
		Schema  string     `json:"$schema"`
		Version string     `json:"version"`
		Runs    []sarifRun `json:"runs"`
	}
	sarifRun struct {
		Tool    sarifTool     `json:"tool"`
		Results []sarifResult `json:"results"`
	}
	sarifTool struct {
		Driver sarifDriver `json:"driver"`
	}
	sarifDriver struct {
		Name  string      `json:"name"`
		Rules []sarifRule `json:"rules"`
	}
	sarifRule struct {
		ID string `json:"id"`
	}
	sarifResult struct {
		RuleID    string          `json:"ruleId"`
		Level     string          `json:"level"`
		Message   sarifMessage    `json:"message"`
		Locations []sarifLocation `json:"locations,omitempty"`
	}
	sarifMessage struct {
		Text string `json:"text"`
	}
	sarifLocation struct {
		Physical sarifPhysical `json:"physicalLocation"`
	}
	sarifPhysical struct {
		Artifact sarifArtifact `json:"artifactLocation"`
		Region   *sarifRegion  `json:"region,omitempty"`
	}
	sarifArtifact struct {
		URI string `json:"uri"`
	}
	sarifRegion struct {
		StartLine   int `json:"startLine"`
		StartColumn int `json:"startColumn,omitempty"`
	}
)

// WriteSARIF writes findings as a SARIF 2.1.0 log.
func WriteSARIF(w io.Writer, l Language, found []Diagnostic) error {
	run := sarifRun{
		Tool:    sarifTool{sarifDriver{Name: "newsroom", Rules: sarifRules(found)}},
		Results: make([]sarifResult, 0, len(found)),
	}
	for _, d := range found {
		run.Results = append(run.Results, sarifOf(d, l))
	}
	return encode(w, sarifLog{
		Schema:  "https://json.schemastore.org/sarif-2.1.0.json",
		Version: "2.1.0",
		Runs:    []sarifRun{run},
	})
}

func sarifRules(found []Diagnostic) []sarifRule {
	ids := make([]string, 0, len(found))
	for _, d := range found {
		ids = append(ids, d.Rule)
	}
	slices.Sort(ids)
	rules := make([]sarifRule, 0, len(ids))
	for _, id := range slices.Compact(ids) {
		rules = append(rules, sarifRule{ID: id})
	}
	return rules
}

func sarifOf(d Diagnostic, l Language) sarifResult {
	text := d.Message.In(l)
	if hint := d.Hint.In(l); hint != "" {
		text += "\n" + hint
	}
	r := sarifResult{RuleID: d.Rule, Level: sarifLevel(d.Severity), Message: sarifMessage{text}}
	if d.Path == "" {
		return r
	}
	at := sarifPhysical{Artifact: sarifArtifact{URI: d.Path}}
	if d.Line > 0 {
		at.Region = &sarifRegion{StartLine: d.Line, StartColumn: d.Column}
	}
	r.Locations = []sarifLocation{{at}}
	return r
}

func sarifLevel(s Severity) string {
	switch s {
	case Error:
		return "error"
	case Warning:
		return "warning"
	}
	return "note"
}
