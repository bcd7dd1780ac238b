package document

import (
	"bytes"
	"fmt"
	"reflect"
	"regexp"
	"strings"

	"proximite/tools/internal/diagnostic"
	"proximite/tools/internal/plaintext"
)

// findFrontMatter returns the line of the closing "---", or -1 with what is wrong.
func (d *Document) findFrontMatter() (int, []diagnostic.Diagnostic) {
	if d.Line(1) != "---" {
		return -1, []diagnostic.Diagnostic{d.wrongStart()}
	}
	for n := 2; n <= d.lines.Count(); n++ {
		line := d.Line(n)
		if line == "---" {
			return n, nil
		}
		// goldmark-meta ends the front matter at any line of dashes, Hugo does not.
		if t := strings.TrimSpace(line); t != "" && strings.Trim(t, "-") == "" && t != "-" {
			return -1, []diagnostic.Diagnostic{oddDashes.At(d.Path, n, 1, t)}
		}
	}
	return -1, []diagnostic.Diagnostic{unclosed.At(d.Path, d.likelyEnd(), 1)}
}

func (d *Document) wrongStart() diagnostic.Diagnostic {
	first := d.Line(1)
	switch t := strings.TrimSpace(first); {
	case t == "":
		return blankStart.At(d.Path, 1, 1)
	case t == "+++":
		return tomlStart.At(d.Path, 1, 1)
	case strings.HasPrefix(t, "{"):
		return tomlStart.At(d.Path, 1, 1)
	case strings.Trim(t, "-–—") == "":
		return oddDashes.At(d.Path, 1, 1, t)
	}
	return noFrontMatter.At(d.Path, 1, 1)
}

var keyLine = regexp.MustCompile(`^([\p{L}_][\p{L}\p{N}_ -]*:|[ \t]|- |#|[\]}])`)

// likelyEnd is the first line that looks like text rather than like a key.
func (d *Document) likelyEnd() int {
	for n := 2; n <= d.lines.Count(); n++ {
		if !keyLine.MatchString(d.Line(n)) {
			return n
		}
	}
	return d.lines.Count()
}

// readFrontMatter reads the lines between 1 and end.
func (d *Document) readFrontMatter(end int) []diagnostic.Diagnostic {
	d.Body = d.lines.Offset(end + 1)
	yaml := d.Source[d.lines.Offset(2):d.lines.Offset(end)]
	node, found := plaintext.ParseYAML(d.Path, yaml, 2)
	d.Meta = node
	return found
}

// compare asks whether goldmark-meta read the same keys and values as we did. It
// is the last net under plaintext: a difference that no rule names yet.
func (d *Document) compare(theirs map[string]any, err error) []diagnostic.Diagnostic {
	if err != nil {
		return []diagnostic.Diagnostic{readersDiffer.At(d.Path, 2, 1, firstLine(err.Error()))}
	}
	for _, f := range d.Meta.Fields {
		if value, ok := theirs[f.Key]; !ok || !same(f.Value.Native(), value) {
			return []diagnostic.Diagnostic{readersDiffer.At(d.Path, f.Line, f.Column, f.Key)}
		}
	}
	return nil
}

func firstLine(s string) string {
	s, _, _ = strings.Cut(s, "\n")
	return s
}

// same compares values of two readers; numbers by what they print.
func same(ours, theirs any) bool {
	switch o := ours.(type) {
	case map[string]any:
		t, ok := theirs.(map[any]any)
		if !ok || len(t) != len(o) {
			return false
		}
		for k, v := range o {
			if value, ok := t[k]; !ok || !same(v, value) {
				return false
			}
		}
		return true
	case []any:
		t, ok := theirs.([]any)
		if !ok || len(t) != len(o) {
			return false
		}
		for i := range o {
			if !same(o[i], t[i]) {
				return false
			}
		}
		return true
	case string:
		t, ok := theirs.(string)
		return ok && o == t
	case int, float64:
		return fmt.Sprint(ours) == fmt.Sprint(theirs)
	}
	return reflect.DeepEqual(ours, theirs)
}

// blank replaces the front matter by empty lines, for a body whose front matter
// goldmark-meta cannot read; offsets stay as they are.
func blank(src []byte, body int) []byte {
	out := bytes.Clone(src)
	for i := range out[:body] {
		if out[i] != '\n' {
			out[i] = ' '
		}
	}
	return out
}
