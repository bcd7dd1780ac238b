package media

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
)

// svgSpace is the namespace of drawings, the only one whose parts may be in them.
const (
	svgSpace   = "http://www.w3.org/2000/svg"
	xlinkSpace = "http://www.w3.org/1999/xlink"
)

// inspectSVG names what a drawing of our own must not have: programs, parts of web
// pages, references to elsewhere, and what drawing programs write about their user.
func inspectSVG(data []byte) []Trace {
	d := xml.NewDecoder(bytes.NewReader(data))
	d.Strict = true
	var traces []Trace
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return traces
		}
		if err != nil {
			return append(traces, Trace{unreadable})
		}
		switch t := token.(type) {
		case xml.Directive:
			traces = append(traces, Trace{"DOCTYPE"})
		case xml.Comment:
			traces = append(traces, Trace{"comment"})
		case xml.ProcInst:
			if t.Target != "xml" {
				traces = append(traces, Trace{t.Target})
			}
		case xml.StartElement:
			traces = append(traces, inspectElement(t)...)
		}
	}
}

func inspectElement(e xml.StartElement) []Trace {
	var traces []Trace
	switch name := strings.ToLower(e.Name.Local); {
	case name == "script", name == "foreignobject", name == "metadata", name == "iframe", name == "audio", name == "video":
		traces = append(traces, Trace{e.Name.Local})
	case e.Name.Space != svgSpace && e.Name.Space != "":
		traces = append(traces, Trace{e.Name.Space})
	}
	for _, a := range e.Attr {
		name, value := strings.ToLower(a.Name.Local), strings.ToLower(strings.TrimSpace(a.Value))
		switch {
		case strings.HasPrefix(name, "on"):
			traces = append(traces, Trace{a.Name.Local})
		case name == "href" && !strings.HasPrefix(value, "#"):
			traces = append(traces, Trace{"href"})
		case strings.Contains(value, "url(") && strings.Contains(value, "//"):
			traces = append(traces, Trace{"url()"})
		case a.Name.Space == "xmlns", a.Name.Local == "xmlns", a.Name.Space == "", a.Name.Space == xlinkSpace, a.Name.Space == "xml", a.Name.Space == "http://www.w3.org/XML/1998/namespace":
		default:
			traces = append(traces, Trace{a.Name.Space})
		}
	}
	return traces
}
