package ingest

import (
	"regexp"
	"strings"
)

// escape makes text safe anywhere inside a line. "<" becomes an entity and not a
// backslash escape because Hugo looks for its "<!--more-->" in the raw text.
func escape(text string) string {
	var s strings.Builder
	for i, r := range text {
		switch r {
		case '\\', '`', '*', '_', '[', ']', '{', '~':
			s.WriteByte('\\')
			s.WriteRune(r)
		case '<':
			s.WriteString("&lt;")
		case '&':
			if entity.MatchString(text[i:]) {
				s.WriteString("&amp;")
			} else {
				s.WriteRune(r)
			}
		case '\t', '\n', '\r':
			s.WriteByte(' ')
		case ':', '@', '.':
			if startsLink(text, i, r) {
				s.WriteByte('\\')
			}
			s.WriteRune(r)
		default:
			s.WriteRune(r)
		}
	}
	return s.String()
}

// entity matches what Markdown could read as a character reference.
var entity = regexp.MustCompile(`^&#?\w`)

// emoji matches what Hugo could read as the name of a pictogram.
var emoji = regexp.MustCompile(`^:[a-z][\w+-]*:`)

// startsLink says whether the sign at i would make Markdown turn bare text into a
// link: an escape inside such a link would then show.
func startsLink(text string, i int, sign rune) bool {
	switch sign {
	case ':':
		return strings.HasPrefix(text[i:], "://") || emoji.MatchString(text[i:])
	case '.':
		return i >= 3 && strings.EqualFold(text[i-3:i], "www")
	}
	return sign == '@'
}

// protectShortcodes hides from Hugo what it would take for a shortcode, whatever
// follows the braces.
func protectShortcodes(s string) string {
	return strings.NewReplacer(
		`\{\{&lt;`, "&#123;&#123;&lt;", `\{\{%`, "&#123;&#123;%", `\{\{`, "&#123;&#123;",
	).Replace(s)
}

// lineStart matches what means something at the start of a line only: headings,
// quotations, lists, rules, tables, definitions, underlines of headings.
var lineStart = regexp.MustCompile(`^(\d{1,9})([.)])(\s|$)|^[#>+=|:-]`)

// escapeStart makes a line safe at its start.
func escapeStart(line string) string {
	m := lineStart.FindStringSubmatchIndex(line)
	switch {
	case m == nil:
		return line
	case m[2] >= 0:
		return line[:m[3]] + `\` + line[m[3]:]
	}
	return `\` + line
}

// escapeAddress makes an address safe as the target of a link.
func escapeAddress(address string) string {
	return addressEscapes.Replace(address)
}

var addressEscapes = strings.NewReplacer(
	" ", "%20", "\t", "%09", "(", "%28", ")", "%29", "<", "%3C", ">", "%3E", `"`, "%22", `\`, "%5C",
	"`", "%60", "{", "%7B", "}", "%7D", "|", "%7C", "[", "%5B", "]", "%5D", "*", "%2A", "&", "&amp;",
)
