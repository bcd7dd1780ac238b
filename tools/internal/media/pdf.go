package media

import (
	"bytes"
	"errors"
	"fmt"
	"slices"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// A PDF is read by pdfcpu and written anew by writePDF with what its pages need.
// Author, title and program, XMP, attachments, programs, forms, comments, thumbnails,
// places on maps, private data of programs and everything that only earlier versions
// refer to are not reached from there.

// readPDF takes in the objects of a document.
func readPDF(data []byte) (doc *model.Context, err error) {
	defer func() {
		if p := recover(); p != nil { // hostile files reach corners of a large library
			doc, err = nil, fmt.Errorf("read PDF: %v: %w", p, errUnreadable)
		}
	}()
	if bytes.Contains(data, []byte("/Encrypt")) {
		return nil, errLocked
	}
	doc, err = pdfcpu.Read(bytes.NewReader(data), pdfSettings())
	if err != nil {
		return nil, fmt.Errorf("read PDF: %w", errors.Join(errUnreadable, err))
	}
	if doc.Root == nil {
		return nil, fmt.Errorf("read PDF without a root: %w", errUnreadable)
	}
	return doc, nil
}

// pdfSettings are written out, because the library would look for a file of settings
// in the home folder of whoever runs the program.
func pdfSettings() *model.Configuration {
	limits := model.DefaultResourceLimits()
	limits.MaxStreamBytes, limits.MaxDecodeBytes = MaxDocumentBytes, 4*MaxDocumentBytes
	limits.MaxObjectCount, limits.MaxXRefEntries, limits.MaxObjectStreamCount = 1_000_000, 1_000_000, 100_000
	return &model.Configuration{
		Reader15: true, ValidationMode: model.ValidationRelaxed, Eol: types.EolLF, Offline: true, Limits: limits,
	}
}

func cleanPDF(data []byte) (*Cleaned, error) {
	doc, err := readPDF(data)
	if err != nil {
		return nil, err
	}
	out, err := writePDF(doc)
	if err != nil {
		return nil, err
	}
	return &Cleaned{Kind: PDF, Data: out}, nil
}

// inspectPDF holds a document against what cleaning makes of it, and names what it
// recognises of the difference.
func inspectPDF(data []byte) []Trace {
	doc, err := readPDF(data)
	if errors.Is(err, errLocked) {
		return []Trace{{"protection"}}
	}
	if err != nil {
		return []Trace{{unreadable}}
	}
	clean, err := writePDF(doc)
	switch {
	case err != nil:
		return []Trace{{unreadable}}
	case bytes.Equal(clean, data):
		return nil
	}
	return namesInPDF(doc, data)
}

// tellingKeys are the keys behind which programs write about people.
var tellingKeys = map[string]string{
	"Metadata": "XMP", "PieceInfo": "PieceInfo", "EF": "attachment", "EmbeddedFiles": "attachment", "JS": "JavaScript",
	"JavaScript": "JavaScript", "AcroForm": "form", "GPTS": "GPS", "Thumb": "thumbnail",
}

func namesInPDF(doc *model.Context, data []byte) []Trace {
	found := make(map[string]bool)
	if doc.Info != nil {
		found["Info"] = true
	}
	if bytes.Count(data, []byte("%%EOF")) > 1 {
		found["earlier versions"] = true
	}
	for _, entry := range doc.Table {
		if entry != nil && !entry.Free {
			lookInto(entry.Object, found, 0)
		}
	}
	var traces []Trace
	for what := range found {
		traces = append(traces, Trace{what})
	}
	slices.SortFunc(traces, func(a, b Trace) int { return bytes.Compare([]byte(a.What), []byte(b.What)) })
	if len(traces) == 0 {
		traces = append(traces, Trace{"PDF that newsroom has not written"})
	}
	return traces
}

func lookInto(o types.Object, found map[string]bool, depth int) {
	if depth > maxPDFDepth {
		return
	}
	switch o := o.(type) {
	case types.StreamDict:
		if f := o.FilterPipeline; len(f) == 1 && f[0].Name == "DCTDecode" {
			for _, t := range inspectJPEG(o.Raw) {
				found[t.What] = true
			}
		}
		lookInto(o.Dict, found, depth+1)
	case types.Dict:
		for key, value := range o {
			if what := tellingKeys[key]; what != "" {
				found[what] = true
			}
			lookInto(value, found, depth+1)
		}
		if name(o, "Type") == "Annot" && name(o, "Subtype") != "Link" {
			found["comment"] = true
		}
	case types.Array:
		for _, value := range o {
			lookInto(value, found, depth+1)
		}
	}
}
