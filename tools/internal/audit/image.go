package audit

import (
	"bytes"
	"encoding/binary"
	"path"
	"strings"

	"proximite/tools/internal/diagnostic"
)

var imageMetadata = diagnostic.Rule{
	ID: "audit/image-metadata", Severity: diagnostic.Error,
	Message: diagnostic.Text{
		FR: "L’image contient des informations cachées (%[1]s) : elles peuvent dire où, quand, avec quel appareil et par qui elle a été prise.",
		EN: "The picture contains hidden information (%[1]s): it can tell where, when, with which device and by whom it was taken.",
	},
	Hint: diagnostic.Text{
		FR: "Ne publiez pas l’original : passez par l’image que le site produit, ou réimportez la photo.",
		EN: "Do not publish the original: use the picture that the site makes, or import the photo again.",
	},
}

// checkImage looks for the blocks in which cameras and programs write. Colour
// profiles may stay: they say nothing about people.
func checkImage(name string, data []byte) []diagnostic.Diagnostic {
	var kinds []string
	switch strings.ToLower(path.Ext(name)) {
	case ".jpg", ".jpeg":
		kinds = jpegMetadata(data)
	case ".png":
		kinds = pngMetadata(data)
	case ".webp":
		kinds = webpMetadata(data)
	case ".avif", ".gif":
		kinds = markedMetadata(data)
	}
	var found []diagnostic.Diagnostic
	for _, kind := range kinds {
		found = append(found, imageMetadata.At(name, 0, 0, kind))
	}
	return found
}

// jpegMetadata walks over the segments up to the picture itself.
func jpegMetadata(data []byte) []string {
	var kinds []string
	for at := 2; at+4 <= len(data) && data[at] == 0xff; {
		marker, size := data[at+1], int(binary.BigEndian.Uint16(data[at+2:]))
		end := at + 2 + size
		if marker == 0xda || size < 2 || end > len(data) {
			break
		}
		body := data[at+4 : end]
		switch {
		case marker == 0xe1 && bytes.HasPrefix(body, []byte("Exif\x00")):
			kinds = append(kinds, "EXIF")
		case marker == 0xe1 && bytes.HasPrefix(body, []byte("http://ns.adobe.com/")):
			kinds = append(kinds, "XMP")
		case marker == 0xed:
			kinds = append(kinds, "IPTC")
		case marker == 0xfe:
			kinds = append(kinds, "COM")
		}
		at = end
	}
	return kinds
}

func pngMetadata(data []byte) []string {
	var kinds []string
	for at := 8; at+12 <= len(data); {
		size, kind := int(binary.BigEndian.Uint32(data[at:])), string(data[at+4:at+8])
		switch kind {
		case "eXIf", "tEXt", "iTXt", "zTXt", "tIME":
			kinds = append(kinds, kind)
		}
		if size < 0 || size > len(data) {
			break
		}
		at += 12 + size
	}
	return kinds
}

func webpMetadata(data []byte) []string {
	var kinds []string
	for at := 12; at+8 <= len(data); {
		size, kind := int(binary.LittleEndian.Uint32(data[at+4:])), string(data[at:at+4])
		if kind == "EXIF" || kind == "XMP " {
			kinds = append(kinds, strings.TrimSpace(kind))
		}
		if size < 0 || size > len(data) {
			break
		}
		at += 8 + size + size%2
	}
	return kinds
}

// markedMetadata looks for the words with which such blocks begin. It is enough
// for formats that only our own build writes.
func markedMetadata(data []byte) []string {
	var kinds []string
	for mark, kind := range map[string]string{"Exif\x00": "EXIF", "<x:xmpmeta": "XMP", "XMP DataXMP": "XMP"} {
		if bytes.Contains(data, []byte(mark)) {
			kinds = append(kinds, kind)
		}
	}
	return kinds
}
