package media

import (
	"bytes"
	"io"

	"github.com/bep/imagemeta"
)

// Trace is something in a file that can tell about people.
type Trace struct {
	What string // EXIF, XMP, IPTC, ID3v2 … or the name of the part, as its format calls it
}

// inspectors walk over every part of a file of each kind.
var inspectors = map[Kind]func([]byte) []Trace{
	JPEG: inspectJPEG, PNG: inspectPNG, WebP: inspectWebP, AVIF: inspectAVIF, SVG: inspectSVG,
	PDF: inspectPDF, MP3: inspectMP3, Ogg: inspectOgg, MP4: inspectMP4,
}

// Inspect lists what a file still says about people. A file of a kind that is not
// published, or one that cannot be followed to its end, is a trace in itself: what
// cannot be read cannot be called clean.
func Inspect(data []byte) []Trace {
	kind := Detect(data)
	inspect := inspectors[kind]
	if inspect == nil {
		if kind == Unknown {
			return []Trace{{unreadable}}
		}
		return []Trace{{string(kind)}}
	}
	traces := inspect(data)
	if len(traces) == 0 {
		traces = secondOpinion(kind, data)
	}
	return traces
}

const unreadable = "unreadable"

// trailing is what follows after the end of a file: a second picture, an older
// version, an archive.
const trailing = "trailing bytes"

var readerOf = map[Kind]imagemeta.ImageFormat{
	JPEG: imagemeta.JPEG, PNG: imagemeta.PNG, WebP: imagemeta.WebP, AVIF: imagemeta.AVIF,
}

// secondOpinion asks a reader that others wrote, for blocks that ours may not know.
func secondOpinion(kind Kind, data []byte) []Trace {
	format, known := readerOf[kind]
	if !known {
		return nil
	}
	var traces []Trace
	imagemeta.Decode(imagemeta.Options{
		R: bytes.NewReader(data), ImageFormat: format, Sources: imagemeta.EXIF | imagemeta.IPTC | imagemeta.XMP,
		ShouldHandleTag: func(imagemeta.TagInfo) bool { return true },
		HandleTag: func(tag imagemeta.TagInfo) error {
			traces = append(traces, Trace{tag.Source.String() + " " + tag.Tag})
			return imagemeta.ErrStopWalking
		},
		HandleXMP: func(r io.Reader) error {
			traces = append(traces, Trace{"XMP"})
			_, err := io.Copy(io.Discard, r)
			return err
		},
		Warnf: func(string, ...any) {},
	})
	return traces
}
