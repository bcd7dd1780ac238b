package media

import (
	"bytes"
	"slices"
)

// Kind is what a file is.
type Kind string

// Kinds that can be cleaned or inspected.
const (
	JPEG Kind = "jpeg"
	PNG  Kind = "png"
	WebP Kind = "webp"
	AVIF Kind = "avif"
	SVG  Kind = "svg"
	PDF  Kind = "pdf"
	MP3  Kind = "mp3"
	Ogg  Kind = "opus" // in Ogg, the only wrapping it has
	MP4  Kind = "mp4"  // films and, as .m4a, sound
)

// Kinds that are known only to be refused with the right advice.
const (
	Unknown     Kind = ""
	HEIC        Kind = "heic"
	TIFF        Kind = "tiff"
	Raw         Kind = "raw"
	OtherImage  Kind = "other-image"
	QuickTime   Kind = "quicktime"
	OtherSound  Kind = "other-sound"
	OtherFilm   Kind = "other-film"
	PrintFile   Kind = "postscript"
	JPEG2000    Kind = "jpeg2000"
	WindowsWave Kind = "wav"
)

// Picture reports whether the kind is a photograph or drawing that may be published.
func (k Kind) Picture() bool { return k == JPEG || k == PNG || k == WebP }

// Recording reports whether the kind is sound or film that may be published.
func (k Kind) Recording() bool { return k == MP3 || k == Ogg || k == MP4 }

// Extension is the ending of a file of the kind, with its dot.
func (k Kind) Extension() string {
	if k == JPEG {
		return ".jpg"
	}
	return "." + string(k)
}

// Fits reports whether a file with this ending (".jpeg", in lower case) may be of the kind.
func (k Kind) Fits(extension string) bool {
	switch k {
	case JPEG:
		return extension == ".jpg" || extension == ".jpeg"
	case Ogg:
		return extension == ".opus" || extension == ".ogg"
	case MP4:
		return extension == ".mp4" || extension == ".m4a"
	}
	return k != Unknown && extension == "."+string(k)
}

func (k Kind) limit() int {
	switch {
	case k.Recording() || k == QuickTime || k == OtherFilm || k == OtherSound || k == WindowsWave:
		return MaxRecordingBytes
	case k == PDF:
		return MaxDocumentBytes
	}
	return MaxPictureBytes
}

// mark is how files of a kind begin.
type mark struct {
	at   int
	text string
	kind Kind
}

var marks = []mark{
	{0, "\xff\xd8\xff", JPEG},
	{0, "\x89PNG\r\n\x1a\n", PNG},
	{0, "GIF8", OtherImage}, {0, "BM", OtherImage}, {0, "8BPS", OtherImage}, {0, "\xff\x0a", OtherImage},
	{0, "\x00\x00\x00\x0cJXL ", OtherImage}, {0, "\x00\x00\x00\x0cjP  ", JPEG2000}, {0, "\xff\x4f\xff\x51", JPEG2000},
	{0, "II\x2a\x00", TIFF}, {0, "MM\x00\x2a", TIFF}, {0, "II\x2b\x00", TIFF}, {0, "MM\x00\x2b", TIFF},
	{0, "II\x55\x00", Raw}, {0, "IIRO", Raw}, {0, "IIRS", Raw}, {0, "MMOR", Raw}, {0, "FUJIFILMCCD-RAW", Raw}, {0, "FOVb", Raw},
	{0, "%!PS", PrintFile},
	{0, "ID3", MP3},
	{0, "OggS", Ogg},
	{0, "fLaC", OtherSound}, {0, "FORM", OtherSound}, {0, "#!AMR", OtherSound}, {0, "\x30\x26\xb2\x75\x8e\x66\xcf\x11", OtherFilm},
	{0, "\x1a\x45\xdf\xa3", OtherFilm}, {0, "FLV\x01", OtherFilm},
	{4, "moov", QuickTime}, {4, "mdat", QuickTime}, {4, "wide", QuickTime},
}

// Detect says what a file is, from its first bytes.
func Detect(data []byte) Kind {
	for _, m := range marks {
		if len(data) >= m.at+len(m.text) && string(data[m.at:m.at+len(m.text)]) == m.text {
			return m.kind
		}
	}
	switch {
	case len(data) >= 12 && string(data[:4]) == "RIFF":
		return riffKind(string(data[8:12]))
	case len(data) >= 12 && string(data[4:8]) == "ftyp":
		return brandKind(data)
	case bytes.Contains(data[:min(1024, len(data))], []byte("%PDF-")):
		return PDF
	case looksSVG(data):
		return SVG
	case looksMP3(data):
		return MP3
	case len(data) > 2 && data[0] == 0xff && data[1]&0xf6 == 0xf0:
		return OtherSound // AAC without a wrapping
	}
	return Unknown
}

func riffKind(form string) Kind {
	switch form {
	case "WEBP":
		return WebP
	case "WAVE":
		return WindowsWave
	}
	return OtherFilm
}

// brandKind reads the list of standards that a file of boxes says it follows.
func brandKind(data []byte) Kind {
	size := min(be32(data), len(data))
	var brands []string
	for at := 8; at+4 <= size; at += 4 {
		if at != 12 { // the version of the first brand
			brands = append(brands, string(data[at:at+4]))
		}
	}
	has := func(names ...string) bool {
		return slices.ContainsFunc(names, func(n string) bool { return slices.Contains(brands, n) })
	}
	switch {
	case has("avif", "avis"):
		return AVIF
	case has("heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1"):
		return HEIC
	case has("crx "):
		return Raw
	case len(brands) > 0 && brands[0] == "qt  ":
		return QuickTime
	}
	return MP4
}

// looksSVG sees the element behind declarations and comments.
func looksSVG(data []byte) bool {
	head := bytes.TrimLeft(bytes.TrimPrefix(data[:min(4096, len(data))], []byte("\xef\xbb\xbf")), " \t\r\n")
	return bytes.HasPrefix(head, []byte("<")) && bytes.Contains(head, []byte("<svg"))
}

// Sound reports whether a cleaned MP4 has sound only.
func (c *Cleaned) Sound() bool {
	return c.Kind.Recording() && (c.Kind != MP4 || len(c.Data) >= 12 && string(c.Data[8:12]) == "M4A ")
}
