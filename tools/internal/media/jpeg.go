package media

import (
	"bytes"
	"fmt"
	"slices"
)

// JPEG markers.
const (
	jpegStart   = 0xd8
	jpegEnd     = 0xd9
	jpegScan    = 0xda
	jpegComment = 0xfe
	jpegApp0    = 0xe0 // JFIF
	jpegApp1    = 0xe1 // EXIF, XMP
	jpegApp2    = 0xe2 // colour profile, several pictures in one file
	jpegApp13   = 0xed // Photoshop, with IPTC in it
	jpegApp14   = 0xee // Adobe: how colours are to be read
)

// segment is one part of a JPEG file. The body of a scan has its compressed data.
type segment struct {
	marker byte
	body   []byte // without marker and length
	whole  []byte
}

// splitJPEG cuts a file into its segments; rest is what follows the end, junk
// reports bytes between segments that belong to none.
func splitJPEG(data []byte) (list []segment, rest []byte, junk bool, err error) {
	broken := func(at int) error { return fmt.Errorf("JPEG at byte %d: %w", at, errUnreadable) }
	if len(data) < 4 || data[0] != 0xff || data[1] != jpegStart {
		return nil, nil, false, broken(0)
	}
	for at := 2; ; {
		start := at
		for at < len(data) && data[at] != 0xff {
			at++
		}
		junk = junk || at > start
		for at+1 < len(data) && data[at+1] == 0xff {
			at++ // filling
		}
		if at+1 >= len(data) {
			return nil, nil, junk, broken(at)
		}
		marker := data[at+1]
		switch {
		case marker == jpegEnd:
			return list, data[at+2:], junk, nil
		case marker == 0 || marker == 1 || marker >= 0xd0 && marker <= jpegStart:
			junk = true
			at += 2
			continue
		}
		if at+4 > len(data) || be16(data[at+2:]) < 2 || at+2+be16(data[at+2:]) > len(data) {
			return nil, nil, junk, broken(at)
		}
		end := at + 2 + be16(data[at+2:])
		s := segment{marker: marker, body: data[at+4 : end]}
		if marker == jpegScan {
			end = scanEnd(data, end)
		}
		s.whole = data[at:end]
		list = append(list, s)
		at = end
	}
}

// scanEnd is where compressed data stop: before a marker that is no restart mark.
func scanEnd(data []byte, at int) int {
	for ; at+1 < len(data); at++ {
		if next := data[at+1]; data[at] == 0xff && next != 0 && next != 0xff && (next < 0xd0 || next > 0xd7) {
			return at
		}
	}
	return len(data)
}

// structural are the segments without which there is no picture: frames, tables,
// scans, restart intervals.
func (s segment) structural() bool {
	m := s.marker
	return m >= 0xc0 && m <= 0xcf && m != 0xc8 || m >= 0xda && m <= 0xdd
}

// plainJFIF is the only APP0 segment that is kept: no thumbnail, one dot a pixel.
var plainJFIF = []byte("\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00")

const (
	exifMark  = "Exif\x00"
	iccMark   = "ICC_PROFILE\x00"
	adobeMark = "Adobe"
)

// stripJPEG keeps what the picture needs. Pixels are not touched.
func stripJPEG(data []byte) ([]byte, error) {
	list, _, _, err := splitJPEG(data)
	if err != nil {
		return nil, err
	}
	out := bytes.NewBuffer(make([]byte, 0, len(data)))
	out.Write([]byte{0xff, jpegStart})
	if slices.ContainsFunc(list, isJFIF) {
		out.Write(plainJFIF)
	}
	writeProfile(out, jpegProfile(list))
	for _, s := range list {
		switch {
		case s.structural():
			out.Write(s.whole)
		case s.marker == jpegApp14 && bytes.HasPrefix(s.body, []byte(adobeMark)) && len(s.body) >= 12:
			out.Write([]byte{0xff, jpegApp14, 0, 14})
			out.Write(s.body[:12])
		}
	}
	out.Write([]byte{0xff, jpegEnd})
	return out.Bytes(), nil
}

func isJFIF(s segment) bool {
	return s.marker == jpegApp0 && bytes.HasPrefix(s.body, []byte("JFIF\x00"))
}

// jpegProfile joins the parts of a colour profile and leaves colours in it only.
func jpegProfile(list []segment) []byte {
	parts := make(map[int][]byte)
	count := 0
	for _, s := range list {
		if s.marker == jpegApp2 && bytes.HasPrefix(s.body, []byte(iccMark)) && len(s.body) > len(iccMark)+2 {
			parts[int(s.body[len(iccMark)])] = s.body[len(iccMark)+2:]
			count = int(s.body[len(iccMark)+1])
		}
	}
	var profile []byte
	for i := 1; i <= count; i++ {
		profile = append(profile, parts[i]...)
	}
	return cleanProfile(profile)
}

func writeProfile(out *bytes.Buffer, profile []byte) {
	const limit = 65000
	count := (len(profile) + limit - 1) / limit
	for i := 1; i <= count; i++ {
		part := profile[(i-1)*limit : min(i*limit, len(profile))]
		size := 2 + len(iccMark) + 2 + len(part)
		out.Write([]byte{0xff, jpegApp2, byte(size >> 8), byte(size)})
		out.WriteString(iccMark)
		out.Write([]byte{byte(i), byte(count)})
		out.Write(part)
	}
}

// inspectJPEG names everything that stripJPEG would leave out.
func inspectJPEG(data []byte) []Trace {
	list, rest, junk, err := splitJPEG(data)
	if err != nil {
		return []Trace{{unreadable}}
	}
	var traces []Trace
	for _, s := range list {
		if what := traceOf(s); what != "" {
			traces = append(traces, Trace{what})
		}
	}
	if hasProfile := slices.ContainsFunc(list, func(s segment) bool { return s.marker == jpegApp2 }); hasProfile && !sameProfile(list) {
		traces = append(traces, Trace{"ICC"})
	}
	if junk {
		traces = append(traces, Trace{"bytes between the parts"})
	}
	if len(rest) > 0 {
		traces = append(traces, Trace{trailing})
	}
	return traces
}

// sameProfile reports whether the profile in the file has nothing but colours.
func sameProfile(list []segment) bool {
	var have bytes.Buffer
	for _, s := range list {
		if s.marker == jpegApp2 {
			have.Write(s.whole)
		}
	}
	var want bytes.Buffer
	writeProfile(&want, jpegProfile(list))
	return bytes.Equal(have.Bytes(), want.Bytes())
}

func traceOf(s segment) string {
	begins := func(text string) bool { return bytes.HasPrefix(s.body, []byte(text)) }
	switch {
	case s.structural(), s.marker == jpegApp2 && begins(iccMark):
		return ""
	case s.marker == jpegApp0 && bytes.Equal(s.whole, plainJFIF), s.marker == jpegApp14 && begins(adobeMark) && len(s.body) == 12:
		return ""
	case s.marker == jpegApp0 && isJFIF(s) && len(s.body) == 14:
		return "" // only the density differs
	case s.marker == jpegApp0:
		return "thumbnail"
	case s.marker == jpegApp1 && begins(exifMark):
		return "EXIF"
	case s.marker == jpegApp1 && begins("http://ns.adobe.com/"):
		return "XMP"
	case s.marker == jpegApp2 && begins("MPF\x00"):
		return "second picture"
	case s.marker == jpegApp13:
		return "IPTC"
	case s.marker == jpegComment:
		return "comment"
	}
	return fmt.Sprintf("APP%d", int(s.marker)-jpegApp0)
}

// jpegOrientation is how the camera was held; 1 when nothing says it.
func jpegOrientation(data []byte) int {
	list, _, _, err := splitJPEG(data)
	if err != nil {
		return 1
	}
	for _, s := range list {
		if s.marker == jpegApp1 && bytes.HasPrefix(s.body, []byte(exifMark)) && len(s.body) > 6 {
			return orientation(s.body[6:])
		}
	}
	return 1
}

func cleanJPEG(data []byte) (*Cleaned, error) {
	p, err := readPicture(JPEG, data)
	if err != nil {
		return nil, err
	}
	list, _, _, err := splitJPEG(data)
	if err != nil {
		return nil, err
	}
	if p.asDrawn(jpegOrientation(data)) {
		stripped, err := stripJPEG(data)
		return p.result(JPEG, stripped, false), err
	}
	return p.redraw(JPEG, jpegOrientation(data), jpegProfile(list))
}
