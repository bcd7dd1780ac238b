package media

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"io"
	"slices"
)

const pngMark = "\x89PNG\r\n\x1a\n"

// pngChunk is one part of a PNG file.
type pngChunk struct {
	name  string
	body  []byte
	whole []byte
}

// splitPNG cuts a file into its chunks; rest is what follows the last.
func splitPNG(data []byte) (list []pngChunk, rest []byte, err error) {
	if !bytes.HasPrefix(data, []byte(pngMark)) {
		return nil, nil, errUnreadable
	}
	for at := len(pngMark); at+12 <= len(data); {
		size := be32(data[at:])
		if size < 0 || size > len(data)-at-12 {
			break
		}
		c := pngChunk{string(data[at+4 : at+8]), data[at+8 : at+8+size], data[at : at+12+size]}
		list = append(list, c)
		at += 12 + size
		if c.name == "IEND" {
			return list, data[at:], nil
		}
	}
	return nil, nil, fmt.Errorf("PNG without an end: %w", errUnreadable)
}

// pngKept are the chunks about pixels and colours. Profiles are looked at apart.
var pngKept = []string{"IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "sBIT", "cICP", "bKGD", "pHYs"}

func cleanPNG(data []byte) (*Cleaned, error) {
	p, err := readPicture(PNG, data)
	if err != nil {
		return nil, err
	}
	list, _, err := splitPNG(data)
	if err != nil {
		return nil, err
	}
	turned := 1
	var profile []byte
	for _, c := range list {
		switch c.name {
		case "eXIf":
			turned = orientation(c.body)
		case "iCCP":
			profile = cleanProfile(unpackProfile(c.body))
		}
	}
	if !p.asDrawn(turned) || hiddenPixels(list) {
		return p.redraw(PNG, turned, profile)
	}
	var b bytes.Buffer
	b.WriteString(pngMark)
	for _, c := range list {
		if slices.Contains(pngKept, c.name) {
			b.Write(c.whole)
		}
	}
	return p.result(PNG, withPNGProfile(b.Bytes(), profile), false), nil
}

// hiddenPixels reports whether something follows the picture inside its compressed
// data: what a program left there when it cut a screenshot.
func hiddenPixels(list []pngChunk) bool {
	var packed bytes.Buffer
	for _, c := range list {
		if c.name == "IDAT" {
			packed.Write(c.body)
		}
	}
	r := bytes.NewReader(packed.Bytes())
	z, err := zlib.NewReader(r)
	if err != nil {
		return true
	}
	unpacked, err := io.Copy(io.Discard, io.LimitReader(z, maxPixels*9))
	return err != nil || r.Len() > 0 || unpacked > pixelBytes(list[0].body)
}

// pixelBytes is how long the unpacked picture of a header may be: what it needs, and
// the marks of seven passes when it comes in passes.
func pixelBytes(header []byte) int64 {
	if len(header) < 13 {
		return 0
	}
	width, height, depth := int64(be32(header)), int64(be32(header[4:])), int64(header[8])
	channels := map[byte]int64{0: 1, 2: 3, 3: 1, 4: 2, 6: 4}[header[9]]
	if header[12] == 0 {
		return height * (1 + (width*channels*depth+7)/8)
	}
	return height*(1+(width*channels*depth+7)/8) + 7*(height+width*8)
}

// unpackProfile reads the profile of an iCCP chunk: a name, a zero, a method, data.
func unpackProfile(body []byte) []byte {
	_, packed, found := bytes.Cut(body, []byte{0})
	if !found || len(packed) < 2 {
		return nil
	}
	z, err := zlib.NewReader(bytes.NewReader(packed[1:]))
	if err != nil {
		return nil
	}
	profile, err := io.ReadAll(io.LimitReader(z, maxProfile+1))
	if err != nil {
		return nil
	}
	return profile
}

// withPNGProfile puts a colour profile behind the header.
func withPNGProfile(data, profile []byte) []byte {
	if profile == nil {
		return data
	}
	head := len(pngMark) + 12 + 13
	return slices.Concat(data[:head], profileChunk(profile), data[head:])
}

func profileChunk(profile []byte) []byte {
	var packed bytes.Buffer
	packed.WriteString("ICC\x00\x00")
	z := zlib.NewWriter(&packed)
	z.Write(profile) // a buffer takes everything
	z.Close()
	chunk := binary.BigEndian.AppendUint32(nil, uint32(packed.Len()))
	chunk = append(chunk, "iCCP"...)
	chunk = append(chunk, packed.Bytes()...)
	return binary.BigEndian.AppendUint32(chunk, crc32.ChecksumIEEE(chunk[4:]))
}

func inspectPNG(data []byte) []Trace {
	list, rest, err := splitPNG(data)
	if err != nil || len(list) == 0 {
		return []Trace{{unreadable}}
	}
	var traces []Trace
	for _, c := range list {
		switch {
		case c.name == "eXIf":
			traces = append(traces, Trace{"EXIF"})
		case c.name == "iCCP" && !bytes.Equal(cleanProfile(unpackProfile(c.body)), unpackProfile(c.body)):
			traces = append(traces, Trace{"ICC"})
		case c.name == "iCCP" && !bytes.HasPrefix(c.body, []byte("ICC\x00")):
			traces = append(traces, Trace{"ICC"})
		case c.name != "iCCP" && !slices.Contains(pngKept, c.name):
			traces = append(traces, Trace{c.name})
		}
	}
	if len(traces) == 0 && hiddenPixels(list) {
		traces = append(traces, Trace{"bytes behind the picture"})
	}
	if len(rest) > 0 {
		traces = append(traces, Trace{trailing})
	}
	return traces
}
