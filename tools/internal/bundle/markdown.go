package bundle

import (
	"fmt"
	"strings"

	"proximite/tools/internal/scalar"
)

// ToTranslate marks the texts of the language version that is still to be
// written. check reports every text that starts with it as to do.
var ToTranslate = map[string]string{"fr": "[à traduire]", "en": "[to be translated]"}

// Field is one line of front matter. A value is a string, a bool, an int or a
// list of strings; an empty string or list is written as an empty value. The
// comment goes above the field and teaches the author.
type Field struct {
	Key     string
	Value   any
	Comment string
}

// Markdown is a content file: front matter between --- lines, then the body.
func Markdown(fields []Field, body string) []byte {
	var b strings.Builder
	b.WriteString("---\n")
	for _, f := range fields {
		for line := range strings.SplitSeq(f.Comment, "\n") {
			if line != "" {
				b.WriteString("# " + line + "\n")
			}
		}
		b.WriteString(f.Key + ":" + value(f.Value) + "\n")
	}
	b.WriteString("---\n")
	if body = strings.Trim(body, "\n"); body != "" {
		b.WriteString("\n" + body + "\n")
	}
	return []byte(b.String())
}

func value(v any) string {
	switch v := v.(type) {
	case string:
		return " " + scalar.String(v)
	case []string:
		if len(v) == 0 {
			return " []"
		}
		var b strings.Builder
		for _, s := range v {
			b.WriteString("\n  - " + scalar.String(s))
		}
		return b.String()
	}
	return fmt.Sprintf(" %v", v)
}
