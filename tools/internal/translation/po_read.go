package translation

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// ReadPO reads what a gettext editor has saved.
func ReadPO(src []byte) (*Reply, error) {
	r := &poReader{reply: &Reply{}}
	for i, line := range strings.Split(strings.TrimPrefix(string(src), "\ufeff"), "\n") {
		if err := r.line(strings.TrimSuffix(line, "\r"), i+1); err != nil {
			return nil, fmt.Errorf("read PO: line %d: %w", i+1, err)
		}
	}
	r.flush()
	if r.reply.Key == "" || r.reply.To == "" {
		return nil, fmt.Errorf("read PO: %w", errNotOurs)
	}
	return r.reply, nil
}

// poEntry is one message while it is read.
type poEntry struct {
	line             int
	context, id, str string
	seal             string
	fuzzy, message   bool
}

type poReader struct {
	reply  *Reply
	entry  poEntry
	into   *string // the string that the next line continues
	header bool    // the header has been read
}

func (r *poReader) line(s string, n int) error {
	switch {
	case strings.HasPrefix(s, "#~"), strings.HasPrefix(s, "#|"):
		return nil // obsolete entries and former texts
	case s == "" || strings.HasPrefix(s, "#"):
		if r.entry.message {
			r.flush()
		}
		r.comment(s)
		return nil
	case strings.HasPrefix(s, `"`):
		return r.more(s)
	}
	keyword, rest, _ := strings.Cut(s, " ")
	switch keyword {
	case "msgctxt":
		if r.entry.message {
			r.flush()
		}
		r.into = &r.entry.context
		r.entry.line = n
	case "msgid":
		if r.entry.message {
			r.flush()
		}
		r.into = &r.entry.id
	case "msgstr":
		r.into = &r.entry.str
		r.entry.message = true
	default:
		return fmt.Errorf("unexpected %q", keyword)
	}
	return r.more(rest)
}

func (r *poReader) comment(s string) {
	if seal, ok := strings.CutPrefix(s, "#. seal: "); ok {
		r.entry.seal = strings.TrimSpace(seal)
	}
	if flags, ok := strings.CutPrefix(s, "#,"); ok && strings.Contains(flags, "fuzzy") {
		r.entry.fuzzy = true
	}
}

func (r *poReader) more(s string) error {
	text, err := poUnquote(strings.TrimSpace(s))
	if err != nil || r.into == nil {
		return fmt.Errorf("unreadable string %s", s)
	}
	*r.into += text
	return nil
}

func poUnquote(s string) (string, error) {
	if len(s) < 2 || s[0] != '"' || s[len(s)-1] != '"' {
		return "", errNotOurs
	}
	s = s[1 : len(s)-1]
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] != '\\' {
			b.WriteByte(s[i])
			continue
		}
		if i++; i == len(s) {
			return "", errNotOurs
		}
		if n := octal(s[i:]); n != "" {
			v, err := strconv.ParseUint(n, 8, 8)
			if err != nil {
				return "", err
			}
			b.WriteByte(byte(v))
			i += len(n) - 1
			continue
		}
		plain, ok := map[byte]byte{'n': '\n', 't': '\t', 'r': '\r', '"': '"', '\\': '\\', 'a': 7, 'b': 8, 'v': 11, 'f': 12}[s[i]]
		if !ok {
			return "", errNotOurs
		}
		b.WriteByte(plain)
	}
	return b.String(), nil
}

func octal(s string) string {
	n := 0
	for n < len(s) && n < 3 && s[n] >= '0' && s[n] <= '7' {
		n++
	}
	return s[:n]
}

// flush takes the entry that has been read.
func (r *poReader) flush() {
	e := r.entry
	r.entry, r.into = poEntry{}, nil
	if !e.message {
		return
	}
	if e.id == "" && !r.header {
		r.header = true
		for line := range strings.SplitSeq(e.str, "\n") {
			name, value, _ := strings.Cut(line, ":")
			switch name {
			case "Language":
				r.reply.To = strings.TrimSpace(value)
			case "X-Source-Language":
				r.reply.From = strings.TrimSpace(value)
			case "X-Proximite-Item":
				r.reply.Key = strings.TrimSpace(value)
			}
		}
		return
	}
	u := ReplyUnit{ID: e.context, Line: e.line, Confirmed: !e.fuzzy, seal: e.seal}
	u.target, u.trouble = untag(e.str)
	r.reply.Units = append(r.reply.Units, u)
}

var tagPattern = regexp.MustCompile(`<(/?)([0-9]+)(/?)>|[<>]`)

// untag reads a text with tags; trouble is the first thing that is no tag.
func untag(s string) (list []part, trouble string) {
	u := &ReplyUnit{}
	at := 0
	var open []string
	for _, m := range tagPattern.FindAllStringSubmatchIndex(s, -1) {
		if m[0] > at {
			u.add(part{kind: textPart, text: tagUnescape.Replace(s[at:m[0]])})
		}
		at = m[1]
		if m[4] < 0 {
			return nil, s[m[0]:min(m[0]+20, len(s))]
		}
		p := part{id: s[m[4]:m[5]]}
		switch {
		case m[6] < m[7]:
			p.kind = standing
		case m[2] < m[3]:
			p.kind = closing
			if len(open) == 0 || !slices.Contains(open, p.id) {
				return nil, s[m[0]:m[1]]
			}
		default:
			p.kind = opening
			open = append(open, p.id)
		}
		u.add(p)
	}
	if at < len(s) {
		u.add(part{kind: textPart, text: tagUnescape.Replace(s[at:])})
	}
	return u.target, ""
}
