// Package scalar writes text as YAML scalars that every YAML reader reads back
// as the same text: YAML 1.1 and 1.2, goldmark-meta and Hugo alike.
//
// Words of people must survive a file format. Titles with colons, quotation
// marks and hashes, the words "no" and "null", numbers that are names, and
// control characters all break YAML that is put together by hand; so every text
// goes out quoted or as a literal block.
package scalar

import (
	"fmt"
	"strings"
	"unicode"
)

// String writes one text on one line, always between double quotes: then nobody
// has to know which words YAML takes for something else.
func String(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		writeRune(&b, r)
	}
	b.WriteByte('"')
	return b.String()
}

func writeRune(b *strings.Builder, r rune) {
	switch {
	case r == '"' || r == '\\':
		b.WriteByte('\\')
		b.WriteRune(r)
	case r == '\n':
		b.WriteString(`\n`)
	case r == '\t':
		b.WriteString(`\t`)
	case printable(r):
		b.WriteRune(r)
	case r > 0xFFFF:
		fmt.Fprintf(b, `\U%08X`, r)
	default:
		fmt.Fprintf(b, `\u%04X`, r)
	}
}

// printable leaves out what YAML forbids or folds: controls, line separators,
// the byte order mark and invisible formatting.
func printable(r rune) bool {
	return unicode.IsGraphic(r) && r != '\u2028' && r != '\u2029' && r != unicode.ReplacementChar
}

// longLine is where a text gets a block of its own, so that a person can read it
// and a comparison of two versions shows whole sentences.
const longLine = 60

// Text writes a text of any length as the value of a key: short ones as String,
// long ones and those of several lines as a literal block whose lines are
// indented by the given number of spaces.
func Text(s string, indent int) string {
	if (len(s) < longLine || !strings.Contains(s, " ")) && !strings.Contains(s, "\n") || !fitsBlock(s) {
		return String(s)
	}
	var b strings.Builder
	b.WriteString("|-")
	for line := range strings.SplitSeq(s, "\n") {
		b.WriteByte('\n')
		if line != "" {
			b.WriteString(strings.Repeat(" ", indent))
			b.WriteString(line)
		}
	}
	return b.String()
}

// fitsBlock reports whether a literal block gives the text back exactly.
func fitsBlock(s string) bool {
	if strings.HasPrefix(s, "\n") || strings.HasSuffix(s, "\n") {
		return false
	}
	for line := range strings.SplitSeq(s, "\n") {
		if strings.TrimRight(line, " ") != line || strings.HasPrefix(line, " ") {
			return false
		}
		if strings.ContainsFunc(line, func(r rune) bool { return !printable(r) }) {
			return false
		}
	}
	return true
}
