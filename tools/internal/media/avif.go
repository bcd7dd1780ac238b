package media

import (
	"bytes"
	"slices"
)

// avifKept are the boxes of a picture that our build makes.
var (
	avifKept = []string{"ftyp", "meta", "mdat", "free", "skip"}
	metaKept = []string{"hdlr", "pitm", "iloc", "iinf", "iprp", "iref", "idat", "dinf", "grpl"}
)

// inspectAVIF names items and boxes that hold no picture.
func inspectAVIF(data []byte) []Trace {
	list, err := splitBoxes(data)
	if err != nil {
		return []Trace{{unreadable}}
	}
	var traces []Trace
	for _, b := range list {
		switch {
		case b.name == "uuid":
			traces = append(traces, Trace{"XMP"})
		case !slices.Contains(avifKept, b.name):
			traces = append(traces, Trace{b.name})
		case (b.name == "free" || b.name == "skip") && len(bytes.Trim(b.body, "\x00")) > 0:
			traces = append(traces, Trace{"bytes between the parts"})
		case b.name == "meta" && len(b.body) > 4:
			traces = append(traces, inspectItems(b.body[4:])...)
		}
	}
	return traces
}

func inspectItems(meta []byte) []Trace {
	list, err := splitBoxes(meta)
	if err != nil {
		return []Trace{{unreadable}}
	}
	var traces []Trace
	for _, b := range list {
		if !slices.Contains(metaKept, b.name) {
			traces = append(traces, Trace{b.name})
		}
	}
	// Each kind of item stands in its entry as four letters.
	if items := child(list, "iinf"); items != nil {
		for word, what := range map[string]string{"Exif": "EXIF", "mime": "XMP", "uri ": "uri"} {
			if bytes.Contains(items.body, []byte(word)) {
				traces = append(traces, Trace{what})
			}
		}
	}
	return traces
}
