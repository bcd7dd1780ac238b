package media

import (
	"bytes"
	"compress/zlib"
	"crypto/sha256"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// maxPDFDepth is how deep values may lie in each other.
const maxPDFDepth = 100

// pdfWriter writes the objects that can be reached from the pages, in the order in
// which it meets them. The same document gives the same bytes, and what it wrote
// comes out the same again.
type pdfWriter struct {
	doc     *model.Context
	numbers map[int]int // object of the source → object written
	queue   []int
	out     bytes.Buffer
	offsets []int
	err     error
}

func writePDF(doc *model.Context) ([]byte, error) {
	w := &pdfWriter{doc: doc, numbers: make(map[int]int)}
	w.out.WriteString("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
	root := w.reference(int(doc.Root.ObjectNumber))
	for next := 0; next < len(w.queue) && w.err == nil; next++ {
		w.object(next, w.queue[next])
	}
	if w.err != nil {
		return nil, w.err
	}
	start := w.out.Len()
	fmt.Fprintf(&w.out, "xref\n0 %d\n0000000000 65535 f \n", len(w.offsets)+1)
	for _, at := range w.offsets {
		fmt.Fprintf(&w.out, "%010d 00000 n \n", at)
	}
	sum := sha256.Sum256(w.out.Bytes())
	fmt.Fprintf(&w.out, "trailer\n<</ID[<%x><%x>]/Root %s/Size %d>>\nstartxref\n%d\n%%%%EOF\n", sum[:16], sum[:16], root, len(w.offsets)+1, start)
	return w.out.Bytes(), nil
}

// reference gives an object of the source its number in the new file.
func (w *pdfWriter) reference(object int) string {
	n, known := w.numbers[object]
	if !known {
		w.queue = append(w.queue, object)
		n = len(w.queue)
		w.numbers[object] = n
	}
	return strconv.Itoa(n) + " 0 R"
}

func (w *pdfWriter) object(index, object int) {
	w.offsets = append(w.offsets, w.out.Len())
	fmt.Fprintf(&w.out, "%d 0 obj\n", index+1)
	value := w.look(*types.NewIndirectRef(object, 0))
	if d, ok := value.(types.Dict); ok && index == 0 {
		value = w.catalog(d)
	}
	if s, ok := value.(types.StreamDict); ok {
		w.stream(s)
	} else {
		w.out.WriteString(w.text(value, 0))
	}
	w.out.WriteString("\nendobj\n")
}

// look follows a reference to its value.
func (w *pdfWriter) look(o types.Object) types.Object {
	for range maxPDFDepth {
		if _, ok := o.(types.IndirectRef); !ok {
			return o
		}
		var err error
		if o, err = w.doc.Dereference(o); err != nil {
			w.fail(err.Error())
			return nil
		}
	}
	w.fail("circle of references")
	return nil
}

func (w *pdfWriter) fail(why string) { w.err = fmt.Errorf("write PDF: %s: %w", why, errUnreadable) }

func (w *pdfWriter) dict(o types.Object) types.Dict {
	switch d := w.look(o).(type) {
	case types.Dict:
		return d
	case types.StreamDict:
		return d.Dict
	}
	return nil
}

func name(d types.Dict, key string) string {
	n, _ := d[key].(types.Name)
	return string(n)
}

// Keys that may stand in dictionaries of which we know what they are.
var (
	catalogKeys = []string{"Type", "Pages", "PageLabels", "Dests", "Outlines", "PageLayout", "Lang", "StructTreeRoot", "MarkInfo", "ViewerPreferences"}
	pageKeys    = []string{
		"Type", "Parent", "Kids", "Count", "Resources", "MediaBox", "CropBox", "BleedBox", "TrimBox", "ArtBox",
		"Rotate", "Contents", "Group", "Annots", "Tabs", "StructParents", "UserUnit",
	}
	linkKeys = []string{"Type", "Subtype", "Rect", "Border", "C", "H", "A", "Dest", "QuadPoints", "BS", "StructParent", "F", "Contents"}
)

// noKeys are left out everywhere else, streamKeys where data follow: about times,
// places, programs and other files. Names of fonts and pictures are keys too, so only
// words that nobody gives to those stand in the first list.
var (
	noKeys     = []string{"Metadata", "PieceInfo", "LastModified", "AF", "EF", "JS", "UserProperties", "SpiderInfo", "CreationDate", "ModDate", "Author", "Producer"}
	streamKeys = []string{"F", "FFilter", "FDecodeParms", "DL", "OC", "OPI", "Ref", "Alternates", "Measure", "PtData", "ID"}
)

// catalog is the root of the new document.
func (w *pdfWriter) catalog(d types.Dict) types.Dict {
	if w.hidesLayers(d) {
		w.err = errLayers
	}
	if w.isForm(d) {
		w.err = errForm
	}
	out := only(d, catalogKeys)
	if dests := w.dict(d["Names"])["Dests"]; dests != nil {
		out["Names"] = types.Dict{"Dests": dests}
	}
	return out
}

// hidesLayers reports whether a part of the pages is switched off.
func (w *pdfWriter) hidesLayers(catalog types.Dict) bool {
	usual := w.dict(w.dict(catalog["OCProperties"])["D"])
	off, _ := w.look(usual["OFF"]).(types.Array)
	return len(off) > 0 || name(usual, "BaseState") == "OFF"
}

// isForm reports whether pages have fields to fill in. They are not part of the pages,
// and would be missing without a word. A signature is no field that anybody reads.
func (w *pdfWriter) isForm(catalog types.Dict) bool {
	fields, _ := w.look(w.dict(catalog["AcroForm"])["Fields"]).(types.Array)
	return slices.ContainsFunc(fields, func(f types.Object) bool {
		d := w.dict(f)
		return d != nil && name(d, "FT") != "Sig"
	})
}

func only(d types.Dict, keys []string) types.Dict {
	out := make(types.Dict)
	for _, k := range keys {
		if v, ok := d[k]; ok {
			out[k] = v
		}
	}
	return out
}

// allowed is the dictionary without what may not go along; nil when all of it goes.
func (w *pdfWriter) allowed(d types.Dict) types.Dict {
	switch kind := name(d, "Type"); {
	case kind == "Page", kind == "Pages":
		out := only(d, pageKeys)
		if d["Annots"] != nil {
			out["Annots"] = w.links(d["Annots"])
		}
		return out
	case kind == "Annot" || kind == "" && d["Rect"] != nil && name(d, "Subtype") != "":
		if !w.isLink(d) {
			return nil
		}
		return w.withAction(only(d, linkKeys))
	case kind == "OBJR" && !w.isLink(w.dict(d["Obj"])):
		return nil
	case kind == "Filespec", kind == "EmbeddedFile", kind == "Sig", kind == "OCG", kind == "OCMD", kind == "Metadata":
		return nil
	}
	out := make(types.Dict)
	for k, v := range d {
		if !slices.Contains(noKeys, k) && (d["Length"] == nil || !slices.Contains(streamKeys, k)) {
			out[k] = v
		}
	}
	return w.withAction(out)
}

// links are the annotations that lead somewhere; comments and the rest stay behind.
func (w *pdfWriter) links(o types.Object) types.Array {
	all, _ := w.look(o).(types.Array)
	kept := types.Array{}
	for _, a := range all {
		if d := w.dict(a); w.isLink(d) {
			kept = append(kept, a)
		}
	}
	return kept
}

func (w *pdfWriter) isLink(d types.Dict) bool { return name(d, "Subtype") == "Link" }

// withAction leaves an action only when it goes to a place in the document or to an
// address of the web.
func (w *pdfWriter) withAction(d types.Dict) types.Dict {
	action := w.dict(d["A"])
	kind := name(action, "S")
	if kind == "" {
		return d
	}
	delete(d, "A")
	switch {
	case kind == "GoTo":
		d["A"] = only(action, []string{"S", "D"})
	case kind == "URI" && webAddress(w.look(action["URI"])):
		d["A"] = only(action, []string{"S", "URI"})
	}
	return d
}

func webAddress(o types.Object) bool {
	s, ok := o.(types.StringLiteral)
	text := strings.ToLower(string(s))
	return ok && (strings.HasPrefix(text, "https:") || strings.HasPrefix(text, "http:") || strings.HasPrefix(text, "mailto:"))
}

// stream writes data with their description; pictures in it lose what they tell.
func (w *pdfWriter) stream(s types.StreamDict) {
	d := w.allowed(s.Dict)
	if d == nil {
		w.out.WriteString("null")
		return
	}
	raw := s.Raw
	if f := s.FilterPipeline; len(f) == 1 && f[0].Name == "DCTDecode" {
		stripped, err := stripJPEG(raw)
		if err != nil {
			w.fail("picture")
			return
		}
		raw = stripped
	} else if len(f) == 1 && f[0].Name == "JPXDecode" {
		raw = stripJPX(raw)
	} else if profile := pdfProfile(s); profile != nil {
		raw = profile
		delete(d, "Filter")
		delete(d, "DecodeParms")
	}
	d["Length"] = types.Integer(len(raw))
	w.out.WriteString(w.pairs(d, 0))
	w.out.WriteString("\nstream\n")
	w.out.Write(raw)
	w.out.WriteString("\nendstream")
}

// pdfProfile is the colour profile that a stream holds, with nothing but colours; nil
// when it holds none. Profiles of printing presses stay: they are large, and about a
// kind of paper.
func pdfProfile(s types.StreamDict) []byte {
	if _, counts := s.Dict["N"].(types.Integer); !counts || name(s.Dict, "Type") != "" {
		return nil
	}
	profile := s.Raw
	switch f := s.FilterPipeline; {
	case len(f) > 1 || len(f) == 1 && f[0].Name != "FlateDecode":
		return nil
	case len(f) == 1:
		z, err := zlib.NewReader(bytes.NewReader(s.Raw))
		if err != nil {
			return nil
		}
		// What follows a broken sum is no reason to keep the old profile.
		profile, _ = io.ReadAll(io.LimitReader(z, maxProfile+1))
	}
	return cleanProfile(profile)
}

// stripJPX leaves the boxes of a JPEG 2000 picture that hold the picture.
func stripJPX(raw []byte) []byte {
	list, err := splitBoxes(raw)
	if err != nil {
		return raw // a bare picture without boxes
	}
	var out []byte
	for _, b := range list {
		if slices.Contains([]string{"jP  ", "ftyp", "jp2h", "jp2c"}, b.name) {
			out = append(out, makeBox(b.name, b.body)...)
		}
	}
	return out
}

// text writes any value but a stream.
func (w *pdfWriter) text(o types.Object, depth int) string {
	if depth > maxPDFDepth {
		w.fail("values too deep")
		return "null"
	}
	switch o := o.(type) {
	case nil:
		return "null"
	case types.IndirectRef:
		if w.leftOut(w.look(o)) {
			return "null"
		}
		return w.reference(int(o.ObjectNumber))
	case types.Dict:
		if d := w.allowed(o); depth > 0 || d != nil {
			return w.pairs(d, depth)
		}
		return "null"
	case types.Array:
		parts := make([]string, len(o))
		for i, v := range o {
			parts[i] = w.text(v, depth+1)
		}
		return "[" + strings.Join(parts, " ") + "]"
	case types.Float:
		if o == 0 {
			return "0" // there is a zero below zero, too
		}
		return strconv.FormatFloat(float64(o), 'f', -1, 64)
	case types.StringLiteral:
		return "(" + string(o) + ")"
	case types.HexLiteral:
		return "<" + strings.ToLower(string(o)) + ">"
	case types.Name, types.Integer, types.Boolean:
		return o.PDFString()
	}
	w.fail(fmt.Sprintf("value of type %T", o))
	return "null"
}

// leftOut reports whether nothing of a value goes along.
func (w *pdfWriter) leftOut(o types.Object) bool {
	switch o := o.(type) {
	case nil:
		return true
	case types.Dict:
		return w.allowed(o) == nil
	case types.StreamDict:
		return w.allowed(o.Dict) == nil
	}
	return false
}

func (w *pdfWriter) pairs(d types.Dict, depth int) string {
	if d == nil {
		return "null"
	}
	keys := make([]string, 0, len(d))
	for k := range d {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	var b strings.Builder
	b.WriteString("<<")
	for _, k := range keys {
		// A key without a value is as good as no key, and readers forget it.
		if value := w.text(d[k], depth+1); value != "null" {
			b.WriteString("/" + types.EncodeName(k) + " " + value)
		}
	}
	b.WriteString(">>")
	return b.String()
}
