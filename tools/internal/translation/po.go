package translation

import (
	"fmt"
	"strings"
)

// Codes stand in PO as tags, which the usual editors protect: <1/> is a shortcode, a
// piece of code or an address, <2>…</2> emphasis or a link. Real < and & of a text are
// &lt; and &amp;.

// PO is the item as a gettext file.
func (x *Exchange) PO() []byte {
	var b strings.Builder
	fmt.Fprintf(&b, "# %s\n# %s\n", oneLine(x.Title), x.Path)
	b.WriteString("msgid \"\"\nmsgstr \"\"\n")
	date := x.Date + " 00:00+0000"
	if x.Date == "" {
		date = "2000-01-01 00:00+0000"
	}
	for _, h := range []string{
		"Project-Id-Version: Proximité", "POT-Creation-Date: " + date, "PO-Revision-Date: " + date,
		"Last-Translator: Proximité", "Language-Team: Proximité", "Language: " + x.To, "MIME-Version: 1.0",
		"Content-Type: text/plain; charset=UTF-8", "Content-Transfer-Encoding: 8bit",
		"X-Source-Language: " + x.From, "X-Proximite-Item: " + x.Key,
	} {
		fmt.Fprintf(&b, "%s\n", poString(h+"\n"))
	}
	for i := range x.Units {
		x.Units[i].po(&b)
	}
	return []byte(b.String())
}

func (u *Unit) po(b *strings.Builder) {
	b.WriteString("\n")
	comment := func(format string, args ...any) {
		fmt.Fprintf(b, "#. %s\n", oneLine(poSafe(fmt.Sprintf(format, args...))))
	}
	for _, n := range u.notes() {
		comment("%s", n)
	}
	shown := make(map[string]bool)
	for _, list := range [][]part{u.source, u.target} {
		ends := endings(list)
		for i, p := range list {
			if (p.kind == standing || p.kind == opening) && !shown[p.id] {
				shown[p.id] = true
				comment("%s = %s", tag(p), p.text+strings.Replace(ends[i], "\x00", "…", 1))
			}
		}
	}
	for _, t := range u.Terms {
		comment("%s → %s (%s)", t.Source, t.Target, t.about())
	}
	fmt.Fprintf(b, "#. seal: %s\n", u.seal)
	if u.open() && u.target != nil {
		b.WriteString("#, fuzzy\n")
	}
	if u.Old != "" {
		cut := parts
		if u.Kind == Front {
			cut = plainParts
		}
		fmt.Fprintf(b, "#| msgid %s\n", strings.ReplaceAll(poText(tagged(cut(u.Old))), "\n", "\n#| "))
	}
	fmt.Fprintf(b, "msgctxt %s\n", poString(u.ID))
	source, target := tagged(u.source), tagged(u.target)
	fmt.Fprintf(b, "msgid %s\nmsgstr %s\n", poText(source), poText(target))
}

func tag(p part) string {
	switch p.kind {
	case standing:
		return "<" + p.id + "/>"
	case opening:
		return "<" + p.id + ">"
	}
	return "</" + p.id + ">"
}

// tagged writes parts as one text with tags.
func tagged(list []part) string {
	var b strings.Builder
	for _, p := range list {
		if p.kind == textPart {
			b.WriteString(tagEscape.Replace(p.text))
		} else {
			b.WriteString(tag(p))
		}
	}
	// gettext wants both texts to begin and to end with a line end, or neither.
	s := b.String()
	head := len(s) - len(strings.TrimLeft(s, "\n"))
	tail := len(strings.TrimRight(s[head:], "\n"))
	return strings.Repeat(lineEnd, head) + s[head:head+tail] + strings.Repeat(lineEnd, len(s)-head-tail)
}

const lineEnd = "&#10;"

var (
	tagEscape   = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", "\r", "&#13;")
	tagUnescape = strings.NewReplacer("&lt;", "<", "&gt;", ">", "&amp;", "&", lineEnd, "\n", "&#13;", "\r")
)

// poText writes a text of several lines as one string a line.
func poText(s string) string {
	lines := strings.SplitAfter(s, "\n")
	if lines[len(lines)-1] == "" {
		lines = lines[:len(lines)-1]
	}
	if len(lines) < 2 {
		return poString(s)
	}
	out := []string{`""`}
	for _, l := range lines {
		out = append(out, poString(l))
	}
	return strings.Join(out, "\n")
}

// poString writes a string between quotation marks. Control characters become octal
// escapes.
func poString(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\t':
			b.WriteString(`\t`)
		case r == '\r':
			b.WriteString(`\r`)
		case r < 0x20 || r == 0x7F:
			fmt.Fprintf(&b, `\%03o`, r)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}

// poSafe keeps control characters out of comments.
func poSafe(s string) string {
	return strings.Map(func(r rune) rune {
		if r < 0x20 && r != '\n' && r != '\t' || r == 0x7F {
			return -1
		}
		return r
	}, s)
}
