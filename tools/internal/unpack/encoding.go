package unpack

import (
	"bytes"
	"encoding/base64"
	"regexp"
	"strings"
	"unicode/utf16"
)

// decoded is data read in another encoding; sure when the data says so itself.
type decoded struct {
	data []byte
	sure bool
}

// otherEncodings reads bytes as UTF-16 and as Latin-1, where that may be what they are.
func otherEncodings(data []byte) []decoded {
	switch {
	case bytes.HasPrefix(data, []byte("\xff\xfe")):
		return []decoded{{utf16Text(data[2:], false), true}}
	case bytes.HasPrefix(data, []byte("\xfe\xff")):
		return []decoded{{utf16Text(data[2:], true), true}}
	}
	var list []decoded
	if wideLetters(data) {
		// The words may begin at an even or at an odd byte. Read from the next byte,
		// big-endian is little-endian.
		for _, d := range [][]byte{data, data[1:]} {
			list = append(list, decoded{utf16Text(d, false), false})
		}
	}
	if latin := latin1(data); latin != nil {
		list = append(list, decoded{latin, false})
	}
	return list
}

// wideLetters reports whether four letters stand in a row with zeros between.
func wideLetters(data []byte) bool {
	run := 0
	for i := 0; i+1 < len(data); i++ {
		if data[i] == 0 {
			continue
		}
		if isLetter(data[i]) && data[i+1] == 0 {
			if run++; run >= 4 {
				return true
			}
			i++
			continue
		}
		run = 0
	}
	return false
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

func utf16Text(data []byte, big bool) []byte {
	if len(data)%2 == 1 {
		data = append(bytes.Clone(data), 0)
	}
	units := make([]uint16, len(data)/2)
	for i := range units {
		a, b := uint16(data[2*i]), uint16(data[2*i+1])
		if big {
			a, b = b, a
		}
		units[i] = a | b<<8
	}
	return []byte(string(utf16.Decode(units)))
}

// latin1 is the data with each byte a letter, nil when no accented letter stands beside
// a plain one.
func latin1(data []byte) []byte {
	beside := false
	for i := 1; i < len(data) && !beside; i++ {
		beside = data[i] >= 0xc0 && isLetter(data[i-1]) || data[i-1] >= 0xc0 && isLetter(data[i])
	}
	if !beside {
		return nil
	}
	out := make([]rune, len(data))
	for i, c := range data {
		out[i] = rune(c)
	}
	return []byte(string(out))
}

var dataAddress = regexp.MustCompile(`;base64,\s*([A-Za-z0-9+/_=\s%-]{8,})`)

// embedded opens what stands encoded inside text: data:image/png;base64,….
func (w *walker) embedded(name string, data []byte, depth int) error {
	if !bytes.Contains(data, []byte(";base64,")) {
		return nil
	}
	for _, m := range dataAddress.FindAllSubmatch(data, -1) {
		inner := unbase64(string(m[1]))
		w.bytes += int64(len(inner))
		if w.bytes > maxBytes {
			return ErrTooMuch
		}
		if len(inner) > 0 {
			if err := w.layer(name+"!base64", inner, depth+1); err != nil {
				return err
			}
		}
	}
	return nil
}

func unbase64(s string) []byte {
	s = strings.NewReplacer("%2B", "+", "%2b", "+", "%2F", "/", "%2f", "/", "%3D", "", "%3d", "", "-", "+", "_", "/", "=", "").Replace(s)
	s = strings.Join(strings.Fields(s), "")
	out, _ := base64.RawStdEncoding.DecodeString(s)
	return out
}
