package ingest

import (
	"bytes"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	utf "golang.org/x/text/encoding/unicode"
	"golang.org/x/text/unicode/norm"

	"proximite/tools/internal/diagnostic"
)

// decoded is a text file as text.
type decoded struct {
	text     string
	encoding string
	found    []diagnostic.Diagnostic
	binary   bool // this is no text at all
}

// eightBit are the encodings that give no sign of themselves. The first is the
// answer when nothing speaks for another.
var eightBit = []struct {
	name string
	*charmap.Charmap
}{
	{"windows-1252", charmap.Windows1252},
	{"macintosh", charmap.Macintosh},
	{"ibm850", charmap.CodePage850},
}

// decode turns the bytes of a text file into text: first what the person says,
// then the byte order mark, then UTF-8 if it is valid, then UTF-16 by its zeros,
// and last the eight-bit encoding that makes the most French of the bytes. A guess
// is always reported.
func decode(name string, data []byte, forced string) decoded {
	d := decoded{}
	var guessed bool
	d.text, d.encoding, guessed = d.choose(name, data, canonical(forced))
	if d.encoding == "" {
		d.binary = true
		return d
	}
	d.clean(name)
	if guessed {
		sample, line := firstForeign(d.text)
		d.found = append(d.found, ruleEncodingGuessed.At(name, line, 0, d.encoding, sample))
	}
	if line := doubleEncoded(d.text); line > 0 {
		d.found = append(d.found, ruleDoubleEncoded.At(name, line, 0))
	}
	return d
}

// nulShare is how rare NUL characters are in a damaged subtitle file: the standard
// replaces them, but a file of them is no text. Short files are samples.
const nulShare = 8

func (d *decoded) choose(name string, data []byte, forced string) (text, label string, guessed bool) {
	bom, rest := splitBOM(data)
	switch {
	case forced != "":
		return decodeAs(rest, forced), forced, false
	case bom == "utf-8":
		return d.asUTF8(name, bytes.ReplaceAll(rest, []byte{0}, []byte("\ufffd"))), "utf-8", false
	case bom != "":
		return decodeAs(rest, bom), bom, false
	case utf8.Valid(data) && bytes.IndexByte(data, 0) < 0:
		return string(data), "utf-8", false
	case bytes.HasPrefix(data, []byte("WEBVTT")) && bytes.Count(data, []byte{0})*nulShare < len(data):
		return d.asUTF8(name, bytes.ReplaceAll(data, []byte{0}, []byte("\ufffd"))), "utf-8", false
	}
	if label := zeros(data); label != "" {
		return decodeAs(data, label), label, true
	}
	if binary(data) {
		return "", "", false
	}
	if mostlyUTF8(data) {
		return d.asUTF8(name, data), "utf-8", false
	}
	label = likeliest(data)
	return decodeAs(data, label), label, true
}

// canonical maps the names that people give to encodings; "" when there is none.
func canonical(label string) string {
	switch strings.ToLower(strings.NewReplacer("-", "", "_", "", " ", "").Replace(label)) {
	case "utf8", "utf8bom":
		return "utf-8"
	case "utf16", "utf16le", "unicode":
		return "utf-16le"
	case "utf16be":
		return "utf-16be"
	case "windows1252", "cp1252", "ansi", "latin1", "iso88591", "iso885915", "latin9":
		return "windows-1252"
	case "macintosh", "macroman", "mac":
		return "macintosh"
	case "ibm850", "cp850", "dos":
		return "ibm850"
	}
	return ""
}

// KnownEncoding reports whether --encoding can take a name.
func KnownEncoding(label string) bool { return canonical(label) != "" }

func splitBOM(data []byte) (label string, rest []byte) {
	for _, m := range []struct{ mark, label string }{
		{"\xef\xbb\xbf", "utf-8"}, {"\xff\xfe", "utf-16le"}, {"\xfe\xff", "utf-16be"},
	} {
		if bytes.HasPrefix(data, []byte(m.mark)) {
			return m.label, data[len(m.mark):]
		}
	}
	return "", data
}

func decodeAs(data []byte, label string) string {
	var e encoding.Encoding
	switch label {
	case "utf-16le":
		e = utf.UTF16(utf.LittleEndian, utf.IgnoreBOM)
	case "utf-16be":
		e = utf.UTF16(utf.BigEndian, utf.IgnoreBOM)
	case "utf-8":
		return strings.ToValidUTF8(string(data), "\ufffd")
	}
	for _, m := range eightBit {
		if m.name == label {
			e = m.Charmap
		}
	}
	text, err := e.NewDecoder().Bytes(data)
	if err != nil {
		return strings.ToValidUTF8(string(data), "\ufffd")
	}
	return string(text)
}

// zeros finds UTF-16 without a mark: Latin text has a zero in every other byte.
func zeros(data []byte) string {
	head := data[:min(len(data), 4096)]
	var n [2]int
	for i, b := range head {
		if b == 0 {
			n[i%2]++
		}
	}
	half := len(head) / 2
	switch {
	case half == 0 || len(data)%2 != 0 && len(data) < 64:
		return ""
	case n[1]*10 > half*4 && n[0]*20 < half:
		return "utf-16le"
	case n[0]*10 > half*4 && n[1]*20 < half:
		return "utf-16be"
	}
	return ""
}

// binary looks for what no text holds: zeros and many control characters.
func binary(data []byte) bool {
	head := data[:min(len(data), 64<<10)]
	controls := 0
	for _, b := range head {
		if b == 0 {
			return true
		}
		if b < 32 && b != '\t' && b != '\n' && b != '\r' && b != '\f' && b != '\v' && b != 0x1b && b != 0x1a {
			controls++
		}
	}
	return controls*50 > len(head)
}

// mostlyUTF8 recognises UTF-8 with a few broken places: a file cut in the middle
// of a letter, or one line pasted from elsewhere.
func mostlyUTF8(data []byte) bool {
	good, bad := 0, 0
	for i := 0; i < len(data); {
		r, size := utf8.DecodeRune(data[i:])
		switch {
		case r == utf8.RuneError && size == 1:
			bad++
		case size > 1:
			good++
		}
		i += size
	}
	return good > 4*bad
}

// asUTF8 keeps the broken places as what they most likely are in
// Windows-1252, and reports the first of them.
func (d *decoded) asUTF8(name string, data []byte) string {
	if utf8.Valid(data) {
		return string(data)
	}
	var b strings.Builder
	b.Grow(len(data))
	line, first, n := 1, 0, 0
	for i := 0; i < len(data); {
		r, size := utf8.DecodeRune(data[i:])
		if r == '\n' {
			line++
		}
		if r == utf8.RuneError && size == 1 {
			if n++; first == 0 {
				first = line
			}
			r = charmap.Windows1252.DecodeByte(data[i])
		}
		b.WriteRune(r)
		i += size
	}
	d.found = append(d.found, ruleUnreadableBytes.At(name, first, 0, n))
	return b.String()
}

const (
	smallFrench = "àâäçéèêëîïôöùûüÿœæ"
	largeFrench = "ÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŸŒÆ"
)

// likeliest is the eight-bit encoding that makes the most French of the bytes.
func likeliest(data []byte) string {
	best, score := eightBit[0].name, -1<<31
	head := data[:min(len(data), 256<<10)]
	for _, m := range eightBit {
		if s := frenchness(head, m.Charmap); s > score {
			best, score = m.name, s
		}
	}
	return best
}

func frenchness(data []byte, m *charmap.Charmap) int {
	score := 0
	for i, b := range data {
		if b < 0x80 {
			continue
		}
		before, after := byte(' '), byte(' ')
		if i > 0 {
			before = data[i-1]
		}
		if i+1 < len(data) {
			after = data[i+1]
		}
		score += plausible(m.DecodeByte(b), before, after)
	}
	return score
}

// plausible scores one character between two bytes.
func plausible(r rune, before, after byte) int {
	switch {
	case strings.ContainsRune(smallFrench, r):
		if small(before) || small(after) || before == ' ' && after == ' ' {
			return 3
		}
		return 1
	case strings.ContainsRune(largeFrench, r):
		if small(before) {
			return -2
		}
		return 1
	case r == '’':
		if letter(before) && (letter(after) || after >= 0x80) {
			return 3
		}
		return 0
	case strings.ContainsRune("«»“”–—…\u00a0°€", r):
		if letter(before) && letter(after) {
			return -1
		}
		return 1
	}
	return -2
}

func small(b byte) bool  { return b >= 'a' && b <= 'z' }
func letter(b byte) bool { return small(b) || b >= 'A' && b <= 'Z' }

// clean brings text into one form: composed letters, "\n" for line ends, no
// invisible characters.
func (d *decoded) clean(name string) {
	if strings.ContainsRune(d.text, utf8.RuneError) {
		line := 1 + strings.Count(d.text[:strings.IndexRune(d.text, utf8.RuneError)], "\n")
		n := strings.Count(d.text, "\ufffd")
		d.found = append(d.found, ruleUnreadableBytes.At(name, line, 0, n))
	}
	if strings.ContainsAny(d.text, "\r\v\u2028\u2029\u0085") {
		ends := lineEnds
		if strings.HasPrefix(strings.TrimPrefix(d.text, "\ufeff"), "WEBVTT") {
			ends = vttLineEnds
		}
		d.text = ends.Replace(d.text)
	}
	d.text = strings.TrimPrefix(d.text, "\ufeff")
	var n, first int
	d.text, n, first = withoutInvisible(d.text)
	if n > 0 {
		d.found = append(d.found, ruleInvisible.At(name, first, 0, n))
	}
	if !norm.NFC.IsNormalString(d.text) {
		d.text = norm.NFC.String(d.text)
	}
}

var lineEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\v", "\n", "\u2028", "\n", "\u2029", "\n", "\u0085", "\n")

// vttLineEnds are those of the standard: another break inside the words of a cue
// must not end them.
var vttLineEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\v", " ", "\u2028", " ", "\u2029", " ", "\u0085", " ")

// withoutInvisible removes what nobody sees: controls, zero width, direction.
func withoutInvisible(text string) (clean string, removed, firstLine int) {
	if strings.IndexFunc(text, invisible) < 0 {
		return text, 0, 0
	}
	line := 1
	clean = strings.Map(func(r rune) rune {
		switch {
		case r == '\n':
			line++
		case r == '\f':
			return ' '
		case invisible(r):
			if r == '\u00ad' || r == utf8.RuneError {
				return -1
			}
			if removed++; firstLine == 0 {
				firstLine = line
			}
			return -1
		}
		return r
	}, text)
	return clean, removed, firstLine
}

func invisible(r rune) bool {
	switch {
	case r == '\n' || r == '\t':
		return false
	case r < ' ' || r >= 0x7f && r < 0xa0:
		return true
	case r >= '\u200b' && r <= '\u200f':
		return r != '\u200c' && r != '\u200d' // joiners shape letters
	}
	return r == '\u00ad' || r == '\ufeff' || r == utf8.RuneError ||
		r >= '\u202a' && r <= '\u202e' || r >= '\u2060' && r <= '\u206f'
}

// firstForeign is the first line with a letter outside ASCII, to judge a guess.
func firstForeign(text string) (sample string, line int) {
	at := strings.IndexFunc(text, func(r rune) bool { return r >= utf8.RuneSelf })
	if at < 0 {
		return shorten(strings.TrimSpace(text), 60), 1
	}
	line = 1 + strings.Count(text[:at], "\n")
	start := strings.LastIndexByte(text[:at], '\n') + 1
	whole, _, _ := strings.Cut(text[start:], "\n")
	return shorten(strings.TrimSpace(whole), 60), line
}

// shorten cuts a text for a message, at a space where there is one.
func shorten(s string, limit int) string {
	s = strings.Join(strings.FieldsFunc(s, unicode.IsSpace), " ")
	if utf8.RuneCountInString(s) <= limit {
		return s
	}
	cut := string([]rune(s)[:limit])
	if i := strings.LastIndexByte(cut, ' '); i > limit/2 {
		cut = cut[:i]
	}
	return cut + "…"
}

var wrongly = regexp.MustCompile(`Ã[©¨ª«´®¯§¢¹»€]|Ã\x{a0}|â€[™œ\x{9d}“”¦]|Â[«»\x{a0}]|Ã‰`)

// doubleEncoded finds text that was wrongly converted before it came to us and
// returns its first line; 0 when there is none.
func doubleEncoded(text string) int {
	if found := wrongly.FindAllStringIndex(text, 2); len(found) == 2 {
		return 1 + strings.Count(text[:found[0][0]], "\n")
	}
	return 0
}
