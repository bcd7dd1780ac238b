package intake

import (
	"path"
	"slices"
	"strings"

	"github.com/aymanbagabas/go-udiff"

	"proximite/tools/internal/transcript"
)

// conflict is a place that a person and the source changed in different ways.
type conflict struct {
	line int
	what string
}

// merge joins the edits of a person (ours) with the new import (theirs), both made
// from base.
func merge(name, base, ours, theirs string) (string, []conflict) {
	if path.Ext(name) == ".yaml" {
		return mergeTranscript(base, ours, theirs)
	}
	baseHead, baseBody := splitFrontMatter(base)
	oursHead, oursBody := splitFrontMatter(ours)
	theirsHead, theirsBody := splitFrontMatter(theirs)
	body, conflicts := mergeText(baseBody, oursBody, theirsBody, 1+strings.Count(oursHead, "\n"))
	return mergeHead(baseHead, oursHead, theirsHead) + body, conflicts
}

func mergeTranscript(base, ours, theirs string) (string, []conflict) {
	b, _ := transcript.Parse("", []byte(base))
	o, wrong := transcript.Parse("", []byte(ours))
	t, _ := transcript.Parse("", []byte(theirs))
	if b == nil || o == nil || t == nil || len(wrong) > 0 {
		return "", []conflict{{what: "YAML"}}
	}
	merged, list := transcript.Merge(b, o, t)
	var conflicts []conflict
	for _, c := range list {
		line := 0
		if s, ok := o.Segment(c.Segment); ok {
			line = s.Line
		}
		conflicts = append(conflicts, conflict{line, strings.TrimSpace(c.Segment + " " + c.Field)})
	}
	return string(merged.Marshal()), conflicts
}

// mergeText merges line by line, and treats two insertions at one place, which the
// algorithm would both keep, as the conflict that they are.
func mergeText(base, ours, theirs string, firstLine int) (string, []conflict) {
	x, y := udiff.Lines(base, ours), udiff.Lines(base, theirs)
	merged, clean := udiff.Merge(x, y)
	for _, a := range x {
		for _, b := range y {
			touch := a.Start <= b.End && b.Start <= a.End
			if touch && a != b {
				clean = false
			}
		}
	}
	if clean {
		if out, err := udiff.Apply(base, merged); err == nil {
			return out, nil
		}
	}
	at := 0
	if len(x) > 0 {
		at = firstLine + strings.Count(base[:x[0].Start], "\n")
	}
	return "", []conflict{{at, short(firstChanged(x))}}
}

func firstChanged(edits []udiff.Edit) string {
	if len(edits) == 0 {
		return ""
	}
	return edits[0].New
}

// splitFrontMatter cuts a content file after its front matter.
func splitFrontMatter(text string) (head, body string) {
	if !strings.HasPrefix(text, "---\n") {
		return "", text
	}
	end := strings.Index(text[4:], "\n---\n")
	if end < 0 {
		return "", text
	}
	cut := 4 + end + len("\n---\n")
	return text[:cut], text[cut:]
}

// field is one key of front matter with its comment and its continuation lines.
type field struct{ key, text string }

func fieldsOf(head string) []field {
	var list []field
	comment := ""
	for line := range strings.SplitAfterSeq(strings.TrimSuffix(strings.TrimPrefix(head, "---\n"), "---\n"), "\n") {
		key, _, isKey := strings.Cut(line, ":")
		switch {
		case line == "":
		case strings.HasPrefix(line, "#"):
			comment += line
		case isKey && line[0] != ' ' && line[0] != '-':
			list = append(list, field{key, comment + line})
			comment = ""
		case len(list) > 0:
			list[len(list)-1].text += line
		}
	}
	if comment != "" {
		list = append(list, field{"", comment})
	}
	return list
}

// mergeHead merges front matter key by key. What a person wrote stays; the source
// updates what nobody touched and adds what is new.
func mergeHead(base, ours, theirs string) string {
	b, t := fieldsOf(base), fieldsOf(theirs)
	find := func(list []field, key string) (string, bool) {
		i := slices.IndexFunc(list, func(f field) bool { return f.key == key })
		if i < 0 {
			return "", false
		}
		return list[i].text, true
	}
	var out strings.Builder
	out.WriteString("---\n")
	o := fieldsOf(ours)
	for _, f := range o {
		before, _ := find(b, f.key)
		after, inTheirs := find(t, f.key)
		if f.text == before && inTheirs {
			out.WriteString(after)
		} else {
			out.WriteString(f.text)
		}
	}
	for _, f := range t {
		_, inOurs := find(o, f.key)
		_, inBase := find(b, f.key)
		if !inOurs && !inBase {
			out.WriteString(f.text)
		}
	}
	out.WriteString("---\n")
	return out.String()
}

// unified shows what the new version would change.
func unified(name, side, ours, theirs string) string {
	return udiff.Unified(name, side, ours, theirs)
}
