package diagnostic

import (
	"encoding/json"
	"fmt"
	"io"
)

// colon follows the word for the severity; French puts a no-break space before it.
var colon = Text{FR: "\u00a0:", EN: ":"}

// WriteText writes findings for a person: position, severity and message on one
// line, what to do indented on the next.
func WriteText(w io.Writer, l Language, found []Diagnostic) error {
	for _, d := range found {
		head := d.Severity.Name(l)
		if p := d.Position(); p != "" {
			head = p + ": " + head
		}
		if _, err := fmt.Fprintf(w, "%s%s %s (%s)\n", head, colon.In(l), d.Message.In(l), d.Rule); err != nil {
			return err
		}
		if hint := d.Hint.In(l); hint != "" {
			if _, err := fmt.Fprintf(w, "    %s\n", hint); err != nil {
				return err
			}
		}
	}
	return nil
}

// jsonFinding is the stable shape of one finding for machines.
type jsonFinding struct {
	Rule     string   `json:"rule"`
	Severity Severity `json:"severity"`
	Path     string   `json:"path"`
	Line     int      `json:"line"`
	Column   int      `json:"column"`
	Message  string   `json:"message"`
	Hint     string   `json:"hint"`
}

// WriteJSON writes one JSON array of findings, messages in the language asked for.
func WriteJSON(w io.Writer, l Language, found []Diagnostic) error {
	list := make([]jsonFinding, 0, len(found))
	for _, d := range found {
		list = append(list, jsonFinding{
			d.Rule, d.Severity, d.Path, d.Line, d.Column, d.Message.In(l), d.Hint.In(l),
		})
	}
	return encode(w, list)
}

func encode(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(v)
}
