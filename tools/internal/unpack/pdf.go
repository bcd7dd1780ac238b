package unpack

import (
	"bytes"
	"encoding/ascii85"
	"encoding/hex"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"
)

// pdf opens the streams of a document and reads the strings of all of them. It does
// not follow the structure of the document, which a damaged or hostile one can bend:
// every stream is unfolded and every string read, also those that no page shows.
//
// The letters of a subset font are numbers of its own. The tables that turn them into
// letters (ToUnicode) are collected from the whole document, and each string is read
// with every one of them.
func (w *walker) pdf(name string, data []byte, depth int) error {
	if bytes.Contains(data, []byte("/Encrypt")) {
		return ErrLocked
	}
	var outside []byte
	var bodies [][]byte
	var tables []map[string]string
	for at := 0; ; {
		start, end := nextStream(data, at)
		if start < 0 {
			outside = append(outside, data[at:]...)
			break
		}
		outside = append(outside, data[at:start]...)
		at = end
		inner, err := w.pdfStream(data[max(0, start-512):start], data[start:end])
		if err != nil {
			return err
		}
		if len(inner) == 0 {
			continue
		}
		if table := toUnicode(inner); table != nil && len(tables) < maxTables {
			tables = append(tables, table)
		}
		bodies = append(bodies, inner)
		if err := w.layer(name+"!stream", inner, depth+1); err != nil {
			return err
		}
	}
	for _, body := range append(bodies, outside) {
		if words := pdfStrings(body, tables, maxBytes-w.bytes); len(words) > 0 {
			w.bytes += int64(len(words))
			if w.bytes >= maxBytes {
				return ErrTooMuch
			}
			w.visit(Part{Name: name + "!text", Text: true, Data: words})
		}
	}
	return nil
}

// pdfStream undoes the filters of a stream: those that make it text, then Flate.
func (w *walker) pdfStream(dictionary, data []byte) ([]byte, error) {
	if i := bytes.LastIndex(dictionary, []byte("obj")); i >= 0 {
		dictionary = dictionary[i:]
	}
	if bytes.Contains(dictionary, []byte("ASCII85Decode")) || bytes.Contains(dictionary, []byte("/A85")) {
		body, _, _ := bytes.Cut(bytes.TrimPrefix(bytes.TrimSpace(data), []byte("<~")), []byte("~>"))
		out := make([]byte, len(body)*4+4)
		n, _, _ := ascii85.Decode(out, body, true)
		data = out[:n]
	} else if bytes.Contains(dictionary, []byte("ASCIIHexDecode")) {
		data, _ = hexadecimal(data, 0)
	}
	if len(data) > 1 && data[0]&0x0f == 8 && (int(data[0])<<8|int(data[1]))%31 == 0 { // the head of zlib
		return w.inflate(data)
	}
	return data, nil
}

// nextStream is where the bytes of the next stream are, or -1.
func nextStream(data []byte, at int) (start, end int) {
	i := bytes.Index(data[at:], []byte("stream"))
	if i < 0 {
		return -1, -1
	}
	start = at + i + len("stream")
	if start < len(data) && data[start] == '\r' {
		start++
	}
	if start < len(data) && data[start] == '\n' {
		start++
	}
	size := bytes.Index(data[start:], []byte("endstream"))
	if size < 0 {
		return start, len(data)
	}
	return start, start + size + len("endstream")
}

// maxTables is with how many tables a string is read.
const maxTables = 64

// pdfStrings reads the strings of a stream, those shown in one go together.
func pdfStrings(body []byte, tables []map[string]string, limit int64) []byte {
	readings := make([]strings.Builder, len(tables)+1)
	between := func(gap string) {
		for i := range readings {
			readings[i].WriteString(gap)
		}
	}
	total := int64(0)
	for at := 0; at < len(body) && total < limit; {
		var raw []byte
		var next int
		switch c := body[at]; {
		case c == '(':
			raw, next = literal(body, at+1)
		case c == '<' && at+1 < len(body) && body[at+1] != '<':
			raw, next = hexadecimal(body, at+1)
		case c == '-' || c >= '0' && c <= '9':
			next = at + 1
			for next < len(body) && (body[next] == '.' || body[next] >= '0' && body[next] <= '9') {
				next++
			}
			if n, err := strconv.ParseFloat(string(body[at:next]), 64); err == nil && n < -150 {
				between(" ") // a gap inside a row of shown strings
			}
		case c == 'T' && at+1 < len(body) && strings.IndexByte("dDm*jJ", body[at+1]) >= 0 || c == '\'' || c == 'E':
			between("\n")
			next = at + 1
		default:
			next = at + 1
		}
		at = next
		if len(raw) == 0 {
			continue
		}
		readings[0].WriteString(pdfText(raw))
		for i, table := range tables {
			readings[i+1].WriteString(mapped(raw, table))
		}
		total += int64(len(raw) * len(readings))
	}
	var all []byte
	for i := range readings {
		all = append(all, readings[i].String()...)
		all = append(all, '\n')
	}
	return bytes.TrimSpace(all)
}

// pdfText reads a string without a table: UTF-16 or UTF-8 when it says so, else
// Latin-1.
func pdfText(raw []byte) string {
	switch {
	case bytes.HasPrefix(raw, []byte("\xfe\xff")):
		return string(utf16Text(raw[2:], true)) + "\n"
	case bytes.HasPrefix(raw, []byte("\xff\xfe")):
		return string(utf16Text(raw[2:], false)) + "\n"
	case bytes.HasPrefix(raw, []byte("\xef\xbb\xbf")):
		return string(raw[3:]) + "\n"
	}
	out := make([]rune, 0, len(raw))
	for _, c := range raw {
		out = append(out, rune(c))
	}
	return string(out)
}

// literal reads (…), with its escapes and inner brackets.
func literal(body []byte, at int) (text []byte, next int) {
	depth := 1
	for ; at < len(body); at++ {
		switch c := body[at]; c {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return text, at + 1
			}
		case '\\':
			var n int
			text, n = unescape(text, body[at:])
			at += n - 1
			continue
		}
		text = append(text, body[at])
	}
	return text, at // no end: what there is may still be words
}

// unescape reads one escape and tells how long it is.
func unescape(text, body []byte) ([]byte, int) {
	if len(body) < 2 {
		return text, 1
	}
	switch c := body[1]; {
	case c >= '0' && c <= '7':
		n, end := 0, 1
		for end < len(body) && end < 4 && body[end] >= '0' && body[end] <= '7' {
			n, end = n*8+int(body[end]-'0'), end+1
		}
		return append(text, byte(n)), end
	case strings.IndexByte("nrtbf", c) >= 0:
		return append(text, ' '), 2
	case c == '\n' || c == '\r':
		return text, 2
	default:
		return append(text, c), 2
	}
}

// hexadecimal reads <48656e>.
func hexadecimal(body []byte, at int) (text []byte, next int) {
	end := bytes.IndexByte(body[at:], '>')
	if end < 0 {
		return nil, len(body)
	}
	digits := bytes.Join(bytes.Fields(body[at:at+end]), nil)
	if len(digits)%2 == 1 {
		digits = append(digits, '0')
	}
	text, err := hex.DecodeString(string(digits))
	if err != nil {
		return nil, at
	}
	return text, at + end + 1
}

var (
	oneLetter  = regexp.MustCompile(`<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>`)
	letterRow  = regexp.MustCompile(`<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(?:<([0-9A-Fa-f]+)>|\[([^\]]*)\])`)
	hexLetters = regexp.MustCompile(`<([0-9A-Fa-f]+)>`)
)

// toUnicode reads a table that turns the numbers of a font into letters; nil when the
// stream is none.
func toUnicode(stream []byte) map[string]string {
	if !bytes.Contains(stream, []byte("begincmap")) {
		return nil
	}
	table := make(map[string]string)
	for _, block := range blocks(stream, "bfchar") {
		for _, m := range oneLetter.FindAllSubmatch(block, -1) {
			table[unhex(m[1])] = letters(m[2])
		}
	}
	for _, block := range blocks(stream, "bfrange") {
		for _, m := range letterRow.FindAllSubmatch(block, -1) {
			addRow(table, unhex(m[1]), unhex(m[2]), m[3], m[4])
		}
	}
	return table
}

// addRow adds the letters of a row of numbers.
func addRow(table map[string]string, first, last string, start, list []byte) {
	var each [][]byte
	for _, m := range hexLetters.FindAllSubmatch(list, -1) {
		each = append(each, m[1])
	}
	from, to := number(first), number(last)
	base := []rune(letters(start))
	for n := from; n <= to && n-from < 1<<16 && len(first) == len(last); n++ {
		code := first[:max(0, len(first)-2)]
		for i := min(len(first), 2) - 1; i >= 0; i-- {
			code += string([]byte{byte(n >> (8 * i))})
		}
		switch k := n - from; {
		case k < len(each):
			table[code] = letters(each[k])
		case len(base) > 0:
			next := slices.Clone(base)
			next[len(next)-1] += rune(k)
			table[code] = string(next)
		}
	}
}

func number(code string) int {
	n := 0
	for i := max(0, len(code)-2); i < len(code); i++ {
		n = n<<8 | int(code[i])
	}
	return n
}

// blocks are what stands between begin… and end….
func blocks(stream []byte, kind string) [][]byte {
	var list [][]byte
	for {
		_, rest, found := bytes.Cut(stream, []byte("begin"+kind))
		if !found {
			return list
		}
		block, after, _ := bytes.Cut(rest, []byte("end"+kind))
		list, stream = append(list, block), after
	}
}

func unhex(digits []byte) string {
	if len(digits)%2 == 1 {
		return ""
	}
	b, _ := hex.DecodeString(string(digits))
	return string(b)
}

// letters reads big-endian UTF-16 digits.
func letters(digits []byte) string {
	b := []byte(unhex(digits))
	units := make([]uint16, len(b)/2)
	for i := range units {
		units[i] = uint16(b[2*i])<<8 | uint16(b[2*i+1])
	}
	return string(utf16.Decode(units))
}

// mapped reads a string with a table, two bytes a letter or one, as the table has them.
func mapped(raw []byte, table map[string]string) string {
	var b strings.Builder
	for at := 0; at < len(raw); {
		if at+2 <= len(raw) {
			if s, ok := table[string(raw[at:at+2])]; ok {
				b.WriteString(s)
				at += 2
				continue
			}
		}
		if s, ok := table[string(raw[at:at+1])]; ok {
			b.WriteString(s)
		}
		at++
	}
	return b.String()
}
