package media

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"image"
	"slices"
	"strings"
)

// riffChunk is one part of a WebP file.
type riffChunk struct {
	name string
	body []byte
}

// splitWebP cuts a file into its chunks; rest is what follows the end that its head
// announces.
func splitWebP(data []byte) (list []riffChunk, rest []byte, err error) {
	if len(data) < 12 || le32(data[4:]) < 4 || le32(data[4:]) > len(data)-8 {
		return nil, nil, fmt.Errorf("WebP: %w", errUnreadable)
	}
	end := 8 + le32(data[4:])
	at := 12
	for at+8 <= end {
		size := le32(data[at+4:])
		if size < 0 || size > end-at-8 {
			return nil, nil, fmt.Errorf("WebP at byte %d: %w", at, errUnreadable)
		}
		list = append(list, riffChunk{string(data[at : at+4]), data[at+8 : at+8+size]})
		at = min(at+8+size+size%2, end)
	}
	return list, data[at:], nil
}

var webpKept = []string{"VP8X", "VP8 ", "VP8L", "ALPH", "ICCP"}

// Bits of the VP8X chunk that announce the blocks about people.
const (
	webpHasProfile = 0x20
	webpHasEXIF    = 0x08
	webpHasXMP     = 0x04
)

func cleanWebP(data []byte) (*Cleaned, error) {
	list, _, err := splitWebP(data)
	if err != nil {
		return nil, err
	}
	turned := 1
	var profile []byte
	for _, c := range list {
		switch c.name {
		case "ANIM", "ANMF":
			return nil, errAnimated
		case "EXIF":
			turned = orientation(bytes.TrimPrefix(c.body, []byte("Exif\x00\x00")))
		case "ICCP":
			profile = cleanProfile(c.body)
		}
	}
	p, err := readPicture(WebP, data)
	if err != nil {
		return nil, err
	}
	if !p.asDrawn(turned) {
		return p.redraw(p.asKind(), turned, profile)
	}
	return p.result(WebP, joinWebP(list, profile), false), nil
}

// asKind is how a WebP is written when it is drawn again: this program has no writer
// for WebP.
func (p *picture) asKind() Kind {
	if _, photo := p.Image.(*image.YCbCr); photo {
		return JPEG
	}
	return PNG
}

// joinWebP writes the chunks that are kept, with a head that announces nothing else.
func joinWebP(list []riffChunk, profile []byte) []byte {
	var b bytes.Buffer
	for _, c := range list {
		body := c.body
		switch {
		case !slices.Contains(webpKept, c.name), c.name == "ICCP" && profile == nil:
			continue
		case c.name == "ICCP":
			body = profile
		case c.name == "VP8X" && len(body) > 0:
			body = slices.Clone(body)
			body[0] &^= webpHasEXIF | webpHasXMP
			if profile == nil {
				body[0] &^= webpHasProfile
			}
		}
		b.WriteString(c.name)
		b.Write(binary.LittleEndian.AppendUint32(nil, uint32(len(body))))
		b.Write(body)
		b.Write(make([]byte, len(body)%2))
	}
	head := binary.LittleEndian.AppendUint32([]byte("RIFF"), uint32(4+b.Len()))
	return slices.Concat(head, []byte("WEBP"), b.Bytes())
}

func inspectWebP(data []byte) []Trace {
	list, rest, err := splitWebP(data)
	if err != nil {
		return []Trace{{unreadable}}
	}
	var traces []Trace
	for _, c := range list {
		switch {
		case c.name == "ICCP" && !bytes.Equal(c.body, cleanProfile(c.body)):
			traces = append(traces, Trace{"ICC"})
		case !slices.Contains(webpKept, c.name):
			traces = append(traces, Trace{strings.TrimSpace(c.name)})
		}
	}
	if len(rest) > 0 {
		traces = append(traces, Trace{trailing})
	}
	return traces
}
