// Package plaintext reads the files that people type: their encoding, their lines
// and their YAML.
//
// YAML is read more strictly than any YAML library does, because the same file is
// read by several: by goldmark-meta (YAML 1.1), by Hugo (YAML 1.2) and by editors.
// A value on which they differ is a finding here, never a guess. So are anchors,
// tags, duplicate keys and everything that a reader of the file could misread.
//
// A mistake becomes a diagnostic with its line and column, a plain sentence and,
// wherever one can be proposed, the corrected line:
//
//	node, found := plaintext.ParseYAML("data/places.yaml", src, 1)
//	for _, f := range node.Fields {
//		fmt.Println(f.Key, f.Line, f.Value.Get("name", "fr").Text())
//	}
//
// A Node is never nil-unsafe: Get, Text and the others work on a nil Node and say
// that nothing is there.
package plaintext

import (
	"sort"
	"unicode/utf8"
)

// Lines turns byte offsets of a text into lines and columns.
type Lines struct {
	text   []byte
	starts []int // offset of the first byte of each line
}

// NewLines indexes a text.
func NewLines(text []byte) *Lines {
	l := &Lines{text: text, starts: []int{0}}
	for i, b := range text {
		if b == '\n' {
			l.starts = append(l.starts, i+1)
		}
	}
	return l
}

// Position is the line and the column of an offset, both from 1. Columns count
// characters, as editors do.
func (l *Lines) Position(offset int) (line, column int) {
	offset = min(max(offset, 0), len(l.text))
	i := sort.SearchInts(l.starts, offset+1) - 1
	return i + 1, utf8.RuneCount(l.text[l.starts[i]:offset]) + 1
}

// Line returns the text of a line without its end, or "" when there is none.
func (l *Lines) Line(n int) string {
	if n < 1 || n > len(l.starts) {
		return ""
	}
	end := len(l.text)
	if n < len(l.starts) {
		end = l.starts[n] - 1
	}
	line := l.text[l.starts[n-1]:end]
	if len(line) > 0 && line[len(line)-1] == '\r' {
		line = line[:len(line)-1]
	}
	return string(line)
}

// Offset is the first byte of a line.
func (l *Lines) Offset(line int) int {
	if line < 1 {
		return 0
	}
	if line > len(l.starts) {
		return len(l.text)
	}
	return l.starts[line-1]
}

// Count is the number of lines.
func (l *Lines) Count() int { return len(l.starts) }
