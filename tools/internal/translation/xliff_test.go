package translation

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// xliffChildren is the structure of XLIFF 2.1 core as far as the exports use it: which
// elements may stand in which, in this order.
var xliffChildren = map[string][]string{
	"":             {"xliff"},
	"xliff":        {"file"},
	"file":         {"notes", "unit"},
	"notes":        {"note"},
	"note":         {},
	"unit":         {"glossary", "notes", "originalData", "segment"},
	"glossary":     {"glossEntry"},
	"glossEntry":   {"term", "translation", "definition"},
	"term":         {},
	"translation":  {},
	"definition":   {},
	"originalData": {"data"},
	"data":         {"cp"},
	"segment":      {"source", "target"},
	"source":       {"ph", "pc", "cp"},
	"target":       {"ph", "pc", "cp"},
	"pc":           {"ph", "pc", "cp"},
	"ph":           {},
	"cp":           {},
}

// xliffAttributes lists the attributes of each element, those with ! required.
var xliffAttributes = map[string][]string{
	"xliff": {"version!", "srcLang!", "trgLang", "xmlns", "gls"}, "file": {"id!", "original"},
	"note": {"category"}, "unit": {"id!"}, "data": {"id!", "space"}, "segment": {"state"},
	"source": {"space"}, "target": {"space"}, "cp": {"hex!"},
	"ph": {"id!", "dataRef", "disp", "canDelete", "canCopy"},
	"pc": {"id!", "dataRefStart", "dataRefEnd", "canDelete", "canCopy"},
}

// unordered are the elements whose children may come in any order and number.
var unordered = []string{"source", "target", "pc", "data"}

// xliffProblem is the first thing in which a file departs from the OASIS structure:
// elements, their order, attributes, ids and what refers to them.
func xliffProblem(src []byte) string {
	d := xml.NewDecoder(bytes.NewReader(src))
	path := []string{""}
	last := []int{-1}
	var units []string
	var data, source, target []string
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return ""
		}
		if err != nil {
			return err.Error()
		}
		switch e := token.(type) {
		case xml.StartElement:
			parent, name := path[len(path)-1], e.Name.Local
			at := slices.Index(xliffChildren[parent], name)
			if at < 0 {
				return fmt.Sprintf("<%s> in <%s>", name, parent)
			}
			if !slices.Contains(unordered, parent) {
				if at < last[len(last)-1] {
					return fmt.Sprintf("<%s> too late in <%s>", name, parent)
				}
				last[len(last)-1] = at
			}
			values := make(map[string]string)
			for _, a := range e.Attr {
				values[a.Name.Local] = a.Value
				if !slices.Contains(xliffAttributes[name], a.Name.Local) && !slices.Contains(xliffAttributes[name], a.Name.Local+"!") {
					return fmt.Sprintf("attribute %s of <%s>", a.Name.Local, name)
				}
			}
			for _, want := range xliffAttributes[name] {
				if k, required := strings.CutSuffix(want, "!"); required && values[k] == "" {
					return fmt.Sprintf("<%s> without %s", name, k)
				}
			}
			switch name {
			case "unit":
				if slices.Contains(units, values["id"]) {
					return "unit id twice: " + values["id"]
				}
				units, data, source, target = append(units, values["id"]), nil, nil, nil
			case "data":
				data = append(data, values["id"])
			case "segment":
				if !slices.Contains([]string{"initial", "translated", "reviewed", "final"}, values["state"]) {
					return "state " + values["state"]
				}
			case "ph", "pc":
				for _, ref := range []string{"dataRef", "dataRefStart", "dataRefEnd"} {
					if values[ref] != "" && !slices.Contains(data, values[ref]) {
						return "no data " + values[ref]
					}
				}
				list := &source
				if slices.Contains(path, "target") {
					list = &target
				}
				if slices.Contains(*list, values["id"]) {
					return "inline id twice: " + values["id"]
				}
				*list = append(*list, values["id"])
			}
			path, last = append(path, name), append(last, -1)
		case xml.EndElement:
			path, last = path[:len(path)-1], last[:len(last)-1]
		case xml.CharData:
			where := path[len(path)-1]
			if len(bytes.TrimSpace(e)) > 0 && slices.Contains([]string{"xliff", "file", "notes", "unit", "originalData", "segment", "glossary", "glossEntry"}, where) {
				return "text in <" + where + ">"
			}
		}
	}
}
