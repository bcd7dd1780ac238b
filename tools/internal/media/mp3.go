package media

import (
	"bytes"
	"strings"
	"time"
)

// An MP3 is a row of frames, each of which says how long it is. Only frames are
// copied: tags before, behind and between them, of whatever kind, are not.

// frame is what the head of a frame says.
type frame struct {
	size     int
	duration time.Duration
}

var (
	bitRates1   = [16]int{0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0}
	bitRates2   = [16]int{0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0}
	sampleRates = [4][3]int{{11025, 12000, 8000}, {}, {22050, 24000, 16000}, {44100, 48000, 32000}} // MPEG 2.5, –, 2, 1
)

// readFrame understands the four bytes of a Layer III head.
func readFrame(b []byte) (frame, bool) {
	if len(b) < 4 || b[0] != 0xff || b[1]&0xe0 != 0xe0 {
		return frame{}, false
	}
	version, layer := int(b[1]>>3&3), b[1]>>1&3
	rateIndex, sampleIndex, padding := b[2]>>4, b[2]>>2&3, int(b[2]>>1&1)
	if version == 1 || layer != 1 || sampleIndex == 3 {
		return frame{}, false
	}
	rate, samples := bitRates1[rateIndex], 1152
	if version != 3 {
		rate, samples = bitRates2[rateIndex], 576
	}
	hertz := sampleRates[version][sampleIndex]
	if rate == 0 {
		return frame{}, false
	}
	return frame{samples/8*rate*1000/hertz + padding, time.Duration(samples) * time.Second / time.Duration(hertz)}, true
}

// looksMP3 wants two frames in a row at the start.
func looksMP3(data []byte) bool {
	f, ok := readFrame(data)
	if !ok || f.size > len(data) {
		return false
	}
	_, ok = readFrame(data[f.size:])
	return ok || f.size == len(data)
}

// walkMP3 visits every frame and every run of bytes between them.
func walkMP3(data []byte, visit func(whole []byte, f *frame)) {
	gap := 0
	for at := 0; at < len(data); {
		if size := tagSize(data[at:]); size > 0 {
			at += size
			continue
		}
		f, ok := readFrame(data[at:])
		// Behind a gap, a frame counts only when another follows: music can look like a head.
		if !ok || at+f.size > len(data) || gap < at && !looksMP3(data[at:]) {
			at++
			continue
		}
		if gap < at {
			visit(data[gap:at], nil)
		}
		visit(data[at:at+f.size], &f)
		at += f.size
		gap = at
	}
	if gap < len(data) {
		visit(data[gap:], nil)
	}
}

// tagSize is how long an ID3v2 tag at the start of the data is; it may have a picture
// in it, in which bytes look like frames.
func tagSize(b []byte) int {
	if len(b) < 10 || string(b[:3]) != "ID3" {
		return 0
	}
	size := 10
	for i, digit := range b[6:10] {
		if digit >= 0x80 {
			return 0
		}
		size += int(digit) << (7 * (3 - i))
	}
	if b[5]&0x10 != 0 {
		size += 10 // a foot
	}
	return min(size, len(b))
}

func cleanMP3(data []byte) (*Cleaned, error) {
	c := &Cleaned{Kind: MP3, Data: make([]byte, 0, len(data))}
	walkMP3(data, func(whole []byte, f *frame) {
		if f != nil {
			c.Data = append(c.Data, whole...)
			c.Duration += f.duration
		}
	})
	if len(c.Data) == 0 {
		return nil, errUnreadable
	}
	c.Duration = c.Duration.Round(time.Millisecond)
	return c, nil
}

func inspectMP3(data []byte) []Trace {
	var traces []Trace
	frames := 0
	walkMP3(data, func(whole []byte, f *frame) {
		if f != nil {
			frames++
			return
		}
		traces = append(traces, Trace{tagName(whole)})
	})
	if frames == 0 {
		return []Trace{{unreadable}}
	}
	return traces
}

func tagName(b []byte) string {
	for _, t := range []struct{ mark, name string }{
		{"ID3", "ID3v2"}, {"LYRICS", "Lyrics3"}, {"APETAGEX", "APE"}, {"TAG", "ID3v1"},
	} {
		if strings.HasPrefix(string(b[:min(16, len(b))]), t.mark) {
			return t.name
		}
	}
	if bytes.Contains(b, []byte("APETAGEX")) {
		return "APE"
	}
	return "bytes between the parts"
}
