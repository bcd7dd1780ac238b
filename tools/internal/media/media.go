// Package media takes out of pictures, documents and recordings what they say about
// people: where, when, with which device and by whom they were made, small pictures
// from before the cut, earlier versions, comments, names of authors.
//
//	cleaned, found := media.Clean("IMG_2041.JPG", data)
//	traces := media.Inspect(data) // what is still in a file; nothing in a clean one
//
// What a file is, its first bytes say, never its name. Clean keeps a short list of
// parts that a reader needs and drops all others, so that a kind of note nobody has
// heard of yet goes too; where it can, it does not touch the picture or the sound:
//
//	JPEG PNG WebP   parts copied; drawn again when the camera was held sideways, when
//	                the longer side is above 1600 pixels, or in colours of print
//	PDF             written anew from what its pages need (reading it is pdfcpu's work)
//	MP3 Opus        frames copied, tags left out
//	MP4 M4A         written anew with picture and sound only, places and times left out
//
// AVIF, HEIC, TIFF, SVG, raw and other files are refused with advice. Inspect knows
// AVIF and SVG too, because our own build publishes them. It looks by itself and, for
// pictures, through bep/imagemeta as well; Clean refuses its own result when Inspect
// still sees something.
//
// What stays: the picture, the sound and the words themselves. A face, a voice, a name
// on a page of a PDF or the settings of an encoder inside a film are seen by no rule
// here; people look for them, and package audit looks for names.
//
// Everything that comes in is hostile until read: no length is believed, nothing is
// unpacked beyond its limit, and a file that cannot be followed to its end is refused.
package media

import (
	"crypto/sha256"
	"encoding/hex"
	"time"

	"proximite/tools/internal/diagnostic"
)

// Limits of what is read.
const (
	MaxPictureBytes   = 64 << 20
	MaxDocumentBytes  = 64 << 20
	MaxRecordingBytes = 512 << 20
	maxPixels         = 50_000_000
)

// LongSide is how many pixels the longer side of a photograph keeps.
const LongSide = 1600

// Cleaned is a file without what it said about people.
type Cleaned struct {
	Data     []byte
	Kind     Kind // may differ from that of the source: a turned WebP becomes JPEG or PNG
	Removed  []string
	Redrawn  bool          // the picture was turned, made smaller or changed its colours
	Width    int           // of pictures
	Height   int           //
	Duration time.Duration // of recordings
	Look     Look          // of pictures
}

// SHA256 is the fingerprint of the data in hexadecimal.
func SHA256(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// Clean takes everything personal out of a file. When it is refused, the result is
// nil and the finding says why and what to do. The name is only for the finding.
func Clean(name string, data []byte) (*Cleaned, []diagnostic.Diagnostic) {
	kind := Detect(data)
	refuse := func(r diagnostic.Rule, args ...any) (*Cleaned, []diagnostic.Diagnostic) {
		return nil, []diagnostic.Diagnostic{r.At(name, 0, 0, args...)}
	}
	if len(data) == 0 {
		return refuse(emptyFile)
	}
	if limit := kind.limit(); len(data) > limit {
		return refuse(tooLarge, len(data)>>20, limit>>20)
	}
	if r, advised := advice[kind]; advised {
		return refuse(r)
	}
	clean := cleaners[kind]
	if clean == nil {
		return refuse(unknownKind)
	}
	c, err := clean(data)
	if err != nil {
		return refuse(ruleOf(err))
	}
	if left := Inspect(c.Data); len(left) > 0 {
		return refuse(notClean, left[0].What)
	}
	c.Removed = whatOf(Inspect(data))
	return c, nil
}

// cleaners take a file of each kind apart and put together what may stay.
var cleaners = map[Kind]func([]byte) (*Cleaned, error){
	JPEG: cleanJPEG, PNG: cleanPNG, WebP: cleanWebP, PDF: cleanPDF,
	MP3: cleanMP3, Ogg: cleanOgg, MP4: cleanMP4,
}

// whatOf names each kind of trace once.
func whatOf(traces []Trace) []string {
	var names []string
	seen := make(map[string]bool)
	for _, t := range traces {
		if !seen[t.What] {
			seen[t.What] = true
			names = append(names, t.What)
		}
	}
	return names
}
