package plaintext

import (
	"bytes"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"proximite/tools/internal/diagnostic"
)

// CheckEncoding finds what keeps a file from being read as UTF-8 text. A file
// with a finding of severity Error should not be read any further.
func CheckEncoding(path string, src []byte) []diagnostic.Diagnostic {
	one := func(d diagnostic.Diagnostic) []diagnostic.Diagnostic { return []diagnostic.Diagnostic{d} }
	switch {
	case len(bytes.TrimSpace(src)) == 0:
		return one(emptyFile.At(path, 0, 0))
	case bytes.HasPrefix(src, []byte("\xff\xfe")), bytes.HasPrefix(src, []byte("\xfe\xff")), looksUTF16(src):
		return one(utf16File.At(path, 0, 0))
	case bytes.HasPrefix(src, []byte("\xef\xbb\xbf")):
		return one(byteOrderMark.At(path, 1, 1))
	}
	lines := NewLines(src)
	if i := bytes.IndexByte(src, 0); i >= 0 {
		line, column := lines.Position(i)
		return one(nulByte.At(path, line, column))
	}
	if i := loneReturn(src); i >= 0 {
		line, column := lines.Position(i)
		return one(oldLineEnd.At(path, line, column))
	}
	if i := invalidUTF8(src); i >= 0 {
		line, column := lines.Position(i)
		return one(notUTF8.At(path, line, column, asWindows1252(lines.Line(line))))
	}
	return nil
}

// looksUTF16 sees UTF-16 without a mark: every other byte of Latin text is zero.
func looksUTF16(src []byte) bool {
	head := src[:min(len(src), 400)]
	return len(head) >= 4 && bytes.Count(head, []byte{0})*5 >= len(head)*2
}

// loneReturn is the offset of a carriage return that ends no Windows line, or -1:
// to YAML it ends a line, to editors and to Markdown it does not.
func loneReturn(src []byte) int {
	for i, b := range src {
		if b == '\r' && (i+1 == len(src) || src[i+1] != '\n') {
			return i
		}
	}
	return -1
}

func invalidUTF8(src []byte) int {
	if utf8.Valid(src) {
		return -1
	}
	for i := 0; i < len(src); {
		r, size := utf8.DecodeRune(src[i:])
		if r == utf8.RuneError && size == 1 {
			return i
		}
		i += size
	}
	return -1
}

// asWindows1252 shows the line as it was probably meant.
func asWindows1252(line string) string {
	text, err := charmap.Windows1252.NewDecoder().String(line)
	if err != nil {
		return ""
	}
	if r := []rune(text); len(r) > 60 {
		text = string(r[:60]) + "…"
	}
	return text
}
