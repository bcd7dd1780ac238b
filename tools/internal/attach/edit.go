package attach

import (
	"slices"
	"strings"

	"proximite/tools/internal/document"
	"proximite/tools/internal/plaintext"
)

// setField puts lines in the place of a field of the front matter, or at its end. All
// other lines stay as people wrote them.
func setField(d *document.Document, key, text string) ([]byte, bool) {
	if d.Meta == nil {
		return nil, false
	}
	lines := strings.SplitAfter(string(d.Source), "\n")
	end := slices.IndexFunc(lines[1:], func(l string) bool { return strings.TrimRight(l, "\r\n") == "---" }) + 1
	if end == 0 {
		return nil, false
	}
	first, last := fieldLines(d.Meta, key, lines, end)
	return joinLines(lines, first, last, text), true
}

// fieldLines are the lines of a field (from first up to last); both are the end of the
// map when it has no such field.
func fieldLines(m *plaintext.Node, key string, lines []string, end int) (first, last int) {
	for i, f := range m.Fields {
		if f.Key != key {
			continue
		}
		first, last = f.Line-1, end
		if i+1 < len(m.Fields) {
			last = m.Fields[i+1].Line - 1
		}
		for last > first+1 && isRemark(lines[last-1]) {
			last--
		}
		return first, last
	}
	return end, end
}

// isRemark reports whether a line is empty or a comment at the margin: it belongs to
// what follows.
func isRemark(line string) bool {
	return strings.TrimSpace(line) == "" || strings.HasPrefix(line, "#")
}

// joinLines replaces some lines by a text without its last line end.
func joinLines(lines []string, first, last int, text string) []byte {
	ending := "\n"
	if len(lines) > 0 && strings.HasSuffix(lines[0], "\r\n") {
		ending = "\r\n"
	}
	var b strings.Builder
	for i, l := range lines {
		if i == first {
			b.WriteString(strings.ReplaceAll(text, "\n", ending) + ending)
		}
		if i < first || i >= last {
			b.WriteString(l)
		}
	}
	if first >= len(lines) {
		b.WriteString(strings.ReplaceAll(text, "\n", ending) + ending)
	}
	return []byte(b.String())
}
