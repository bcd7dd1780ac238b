package translation

import (
	"strings"
)

// flaw is what is wrong with a text that came back; empty: nothing.
type flaw struct {
	code   string // the code that is meant, as it stands in the file
	broken bool   // a code is unknown, missing, twice or badly nested
	markup bool   // the words would be read as markup
}

func (f flaw) bad() bool { return f.broken || f.markup }

// code is what an id stands for.
type codeText struct {
	start, end string
	kind       partKind
	guarded    bool
}

func (u *Unit) codes() map[string]codeText {
	all := make(map[string]codeText)
	for _, list := range [][]part{u.source, u.target} {
		ends := endings(list)
		for i, p := range list {
			if p.kind == standing || p.kind == opening {
				all[p.id] = codeText{p.text, strings.TrimPrefix(ends[i], "\x00"), p.kind, p.guarded}
			}
		}
	}
	return all
}

// required are the guarded codes that a translation has to hold: those of the source,
// or, when the translator had only words to mend, those that it had.
func (u *Unit) required() map[string]bool {
	list := u.target
	if u.open() || list == nil {
		list = u.source
	}
	ids := make(map[string]bool)
	for _, p := range list {
		if p.guarded && p.kind != closing {
			ids[p.id] = true
		}
	}
	return ids
}

// rebuild makes Markdown of what a translator sent. The text is complete also when the
// only flaw is a code that is missing.
func (u *Unit) rebuild(list []part) (string, flaw) {
	codes, missing := u.codes(), u.required()
	used := make(map[string]bool)
	var open []string
	var b strings.Builder
	for _, p := range list {
		c, known := codes[p.id]
		switch p.kind {
		case textPart:
			b.WriteString(p.text)
		case closing:
			if len(open) == 0 || open[len(open)-1] != p.id {
				return "", flaw{code: tag(p), broken: true}
			}
			open = open[:len(open)-1]
			b.WriteString(c.end)
		default:
			if !known || c.kind != p.kind || used[p.id] && c.guarded {
				return "", flaw{code: tag(p), broken: true}
			}
			if p.kind == opening {
				open = append(open, p.id)
			}
			used[p.id] = true
			delete(missing, p.id)
			b.WriteString(c.start)
		}
	}
	if len(open) > 0 {
		return "", flaw{code: codes[open[0]].start, broken: true}
	}
	for _, p := range append(append([]part{}, u.source...), u.target...) {
		if missing[p.id] {
			return b.String(), flaw{code: p.text, broken: true}
		}
	}
	text := b.String()
	if text == raw(u.target) || u.Kind == Front {
		return text, flaw{}
	}
	return text, misread(list, parts(text))
}

// misread compares what was meant with what Markdown will read.
func misread(meant, read []part) flaw {
	shape := func(list []part) string {
		var b strings.Builder
		for _, p := range list {
			if p.kind == textPart {
				b.WriteString(p.text)
			} else {
				b.WriteByte(byte(p.kind))
			}
		}
		return b.String()
	}
	if a, b := shape(meant), shape(read); a != b {
		i := 0
		for i < len(a) && i < len(b) && a[i] == b[i] {
			i++
		}
		return flaw{code: strings.ToValidUTF8(oneLine(a[i:min(i+24, len(a))]), ""), markup: true}
	}
	return flaw{}
}
