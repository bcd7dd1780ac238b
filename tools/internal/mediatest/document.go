package mediatest

import (
	"bytes"
	"fmt"
	"strings"
)

// pdfFile writes objects, numbered from 1, and a trailer.
func pdfFile(trailer string, objects ...string) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n")
	return appendObjects(&b, trailer, 1, objects)
}

func appendObjects(b *bytes.Buffer, trailer string, first int, objects []string) []byte {
	var table strings.Builder
	for i, o := range objects {
		fmt.Fprintf(&table, "%010d 00000 n \n", b.Len())
		fmt.Fprintf(b, "%d 0 obj\n%s\nendobj\n", first+i, o)
	}
	at := b.Len()
	if first == 1 {
		fmt.Fprintf(b, "xref\n0 %d\n0000000000 65535 f \n%s", len(objects)+1, table.String())
	} else {
		fmt.Fprintf(b, "xref\n%d %d\n%s", first, len(objects), table.String())
	}
	fmt.Fprintf(b, "trailer\n<<%s>>\nstartxref\n%d\n%%%%EOF\n", trailer, at)
	return b.Bytes()
}

func pdfStream(dict, data string) string {
	return fmt.Sprintf("<<%s/Length %d>>\nstream\n%s\nendstream", dict, len(data), data)
}

const (
	pdfPages   = "<</Type/Pages/Kids[3 0 R]/Count 1>>"
	pdfFont    = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
	pdfInfo    = "<</Author(" + Planted + " Name)/Title(" + Planted + ")/Creator(" + Planted + ")/Producer(x)/CreationDate(D:20230904102030Z)>>"
	pdfContent = "BT /F1 24 Tf 72 700 Td (Fiche du module) Tj ET"
)

func pdfPage(more string) string {
	return "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>" + more + ">>"
}

// PDF is a document of one page with nothing planted in it but its own Info.
func PDF() []byte { return pdfWithAuthor() }

func pdfWithAuthor() []byte {
	return pdfFile("/Root 1 0 R/Info 6 0 R/Size 8",
		"<</Type/Catalog/Pages 2 0 R/Lang(fr)/Metadata 7 0 R/PieceInfo<</Vendor<</Private("+Planted+")>>>>>>",
		pdfPages, pdfPage("/LastModified(D:20230904102030Z)/Metadata 7 0 R"), pdfStream("", pdfContent), pdfFont, pdfInfo,
		pdfStream("/Type/Metadata/Subtype/XML", xmpPacket()))
}

func pdfWithAttachment() []byte {
	return pdfFile("/Root 1 0 R/Size 13",
		"<</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles<</Names[(a)6 0 R]>>/JavaScript<</Names[(b)8 0 R]>>>>/OpenAction 8 0 R/AcroForm<</Fields[10 0 R]/SigFlags 3>>>>",
		pdfPages, pdfPage("/Annots[9 0 R 10 0 R 11 0 R 12 0 R]/AA<</O 8 0 R>>"), pdfStream("", pdfContent), pdfFont,
		"<</Type/Filespec/F("+Planted+".docx)/EF<</F 7 0 R>>>>",
		pdfStream("/Type/EmbeddedFile/Params<</ModDate(D:20230904)>>", Planted+" report"),
		"<</S/JavaScript/JS(app.alert\\("+Planted+"\\))>>",
		"<</Type/Annot/Subtype/Text/Rect[0 0 9 9]/T("+Planted+" Name)/Contents("+Planted+" comment)/M(D:20230904)>>",
		"<</Type/Annot/Subtype/Widget/Rect[0 0 9 9]/FT/Sig/T("+Planted+")/V<</Type/Sig/Name("+Planted+")>>>>",
		"<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI(https://example.org/)/Next 8 0 R>>/T("+Planted+")>>",
		"<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/Launch/F("+Planted+".exe)>>>>")
}

// pdfWithRevisions changes the text of the page by an update at the end of the file.
func pdfWithRevisions() []byte {
	first := pdfFile("/Root 1 0 R/Size 6", "<</Type/Catalog/Pages 2 0 R>>", pdfPages, pdfPage(""),
		pdfStream("", "BT /F1 24 Tf 72 700 Td ("+Planted+" Name) Tj ET"), pdfFont)
	at := bytes.LastIndex(first, []byte("xref\n0")) // where the first table is
	b := bytes.NewBuffer(first)
	return appendObjects(b, fmt.Sprintf("/Root 1 0 R/Size 6/Prev %d", at), 4, []string{pdfStream("", pdfContent)})
}

func pdfWithPhotograph(photo []byte) []byte {
	return pdfFile("/Root 1 0 R/Size 8", "<</Type/Catalog/Pages 2 0 R>>", pdfPages,
		"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>/XObject<</B 6 0 R>>/ColorSpace<</C[/ICCBased 7 0 R]>>>>>>",
		pdfStream("", "q 400 0 0 260 72 400 cm /B Do Q"), pdfFont,
		pdfStream("/Type/XObject/Subtype/Image/Width 640/Height 420/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/DCTDecode/Metadata 6 0 R", string(photo)),
		pdfStream("/N 3/Filter/FlateDecode", packed(string(Profile()))))
}
