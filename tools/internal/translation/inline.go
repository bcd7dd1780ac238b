package translation

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A text goes to a translator cut into words and codes. The parts put together give
// the text back byte by byte, whatever was taken for what: that is what makes a round
// trip the identity.

// partKind is what a part of a text is.
type partKind uint8

const (
	textPart partKind = iota
	standing          // a shortcode, a piece of code, an address: <1/>
	opening           // the start of emphasis or of a link: <2>
	closing           // its end: </2>
)

// part is a run of words or one code.
type part struct {
	kind    partKind
	text    string // as it stands in the file
	id      string // of a code
	guarded bool   // may not be left out: shortcodes, code, links, images, addresses
}

// deepest nesting of emphasis and links; what is deeper stays text.
const deepest = 12

var (
	callPart    = regexp.MustCompile(`^\{\{(?:<[^\n]*?>|%[^\n]*?%)\}\}`)
	addressPart = regexp.MustCompile(`^<(?:[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*|[^\s<>@]+@[^\s<>@]+)>`)
	tagPart     = regexp.MustCompile(`^<(?:!--[^>]*-->|/?[A-Za-z][^<>\n]*>)`)
	entityPart  = regexp.MustCompile(`^&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});`)
	barePart    = regexp.MustCompile(`^https?://[^\s<>()\[\]]*[^\s<>()\[\].,;:!?'"*_]`)
	footPart    = regexp.MustCompile(`^\[\^[^\]\s]+\]`)
	breakPart   = regexp.MustCompile(`^(?: {2,}|\\)\n`)
	targetPart  = regexp.MustCompile(`^(?:\((?:[^()\\\n]|\\.|\([^()\n]*\))*\)|\[[^\[\]\n]*\])`)
)

// parts cuts Markdown into words and codes, codes numbered from 1.
func parts(markdown string) []part {
	c := &cutter{}
	c.cut(markdown, 0)
	c.number()
	return c.list
}

// plainParts is a text without Markdown, of the front matter.
func plainParts(text string) []part { return []part{{kind: textPart, text: text}} }

type cutter struct{ list []part }

func (c *cutter) add(kind partKind, text string, guarded bool) {
	if n := len(c.list); kind == textPart && n > 0 && c.list[n-1].kind == textPart {
		c.list[n-1].text += text
		return
	}
	if text != "" {
		c.list = append(c.list, part{kind: kind, text: text, guarded: guarded})
	}
}

// cut reads s from left to right.
func (c *cutter) cut(s string, depth int) {
	previous := rune(0)
	for i := 0; i < len(s); {
		n := c.code(s[i:], previous, depth)
		if n == 0 {
			n = plainRun(s[i:])
			c.add(textPart, s[i:i+n], false)
		}
		previous, _ = utf8.DecodeLastRuneInString(s[:i+n])
		i += n
	}
}

// plainRun is how far no code can begin: at least one character.
func plainRun(s string) int {
	if s[0] == '\\' && len(s) > 1 && s[1] < utf8.RuneSelf && s[1] != '\n' {
		return 2
	}
	_, first := utf8.DecodeRuneInString(s)
	if i := strings.IndexAny(s[first:], "{`<&h[!*_~\\ "); i >= 0 {
		return first + i
	}
	return len(s)
}

// code reads one code at the start of s and returns how long it is; 0: there is none.
func (c *cutter) code(s string, previous rune, depth int) int {
	for _, p := range []struct {
		first   byte
		pattern *regexp.Regexp
		guarded bool
	}{
		{'{', callPart, true}, {'<', addressPart, true}, {'<', tagPart, true}, {'&', entityPart, false},
		{'h', barePart, true}, {'[', footPart, true}, {' ', breakPart, false}, {'\\', breakPart, false},
	} {
		if s[0] != p.first {
			continue
		}
		if found := p.pattern.FindString(s); found != "" {
			c.add(standing, found, p.guarded)
			return len(found)
		}
	}
	switch s[0] {
	case '`':
		return c.span(s)
	case '[', '!':
		return c.link(s, depth)
	case '*', '_', '~':
		return c.emphasis(s, previous, depth)
	}
	return 0
}

// span reads a piece of code between equal runs of backquotes.
func (c *cutter) span(s string) int {
	n := len(s) - len(strings.TrimLeft(s, "`"))
	for i := n; i < len(s); {
		j := strings.IndexByte(s[i:], '`')
		if j < 0 {
			break
		}
		i += j
		run := len(s[i:]) - len(strings.TrimLeft(s[i:], "`"))
		if run == n {
			c.add(standing, s[:i+n], true)
			return i + n
		}
		i += run
	}
	c.add(textPart, s[:n], false)
	return n
}

// link reads [words](address), [words][name] or the same of an image.
func (c *cutter) link(s string, depth int) int {
	open := "["
	if s[0] == '!' {
		open = "!["
	}
	if !strings.HasPrefix(s, open) || depth >= deepest {
		return 0
	}
	end := closingBracket(s[len(open):])
	if end < 0 {
		return 0
	}
	inside := s[len(open) : len(open)+end]
	target := targetPart.FindString(s[len(open)+end+1:])
	if target == "" || inside == "" {
		return 0
	}
	c.pair(open, inside, "]"+target, true, depth)
	return len(open) + end + 1 + len(target)
}

func closingBracket(s string) int {
	depth := 0
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
		case '[':
			depth++
		case ']':
			if depth == 0 {
				return i
			}
			depth--
		}
	}
	return -1
}

func (c *cutter) pair(open, inside, end string, guarded bool, depth int) {
	c.add(opening, open, guarded)
	c.cut(inside, depth+1)
	c.add(closing, end, guarded)
}

// emphasis reads *words*, **words**, _words_ or ~~words~~.
func (c *cutter) emphasis(s string, previous rune, depth int) int {
	mark := s[:1]
	if len(s) > 1 && s[1] == s[0] {
		mark = s[:2]
	}
	next, _ := utf8.DecodeRuneInString(s[len(mark):])
	if mark == "~" || depth >= deepest || len(s) == len(mark) || unicode.IsSpace(next) || mark[0] == '_' && isWord(previous) {
		return 0
	}
	for i := len(mark) + 1; i+len(mark) <= len(s); i++ {
		switch {
		case s[i] == '\\':
			i++
		case s[i] == '`' || strings.HasPrefix(s[i:], "{{"):
			return 0
		case strings.HasPrefix(s[i:], mark) && closes(s, i, mark):
			c.pair(mark, s[len(mark):i], mark, false, depth)
			return i + len(mark)
		}
	}
	return 0
}

func closes(s string, i int, mark string) bool {
	before, _ := utf8.DecodeLastRuneInString(s[:i])
	after, _ := utf8.DecodeRuneInString(s[i+len(mark):])
	alone := i+len(mark) == len(s) || s[i+len(mark)] != mark[0]
	return !unicode.IsSpace(before) && byte(before) != mark[0] && alone && !(mark[0] == '_' && isWord(after))
}

// number gives ids in the order of opening; the end of a pair has the id of its start.
func (c *cutter) number() {
	next := 1
	var open []string
	for i := range c.list {
		p := &c.list[i]
		switch p.kind {
		case standing, opening:
			p.id = strconv.Itoa(next)
			next++
			if p.kind == opening {
				open = append(open, p.id)
			}
		case closing:
			p.id = open[len(open)-1]
			open = open[:len(open)-1]
		}
	}
}

// raw puts parts together.
func raw(list []part) string {
	var b strings.Builder
	for _, p := range list {
		b.WriteString(p.text)
	}
	return b.String()
}

// codeKey is what two codes have in common when one stands for the other: the parameters
// of a quotation that name its words differ between the languages.
func codeKey(p part) string {
	if m := callHead.FindStringSubmatch(p.text); m != nil {
		return "{{" + m[1] + m[2]
	}
	return p.text
}

// renumber gives the codes of a translation the ids of the same codes of the source,
// further ones new ids.
func renumber(source, target []part) []part {
	free := make(map[string][]string)
	highest := 0
	ends := endings(source)
	for i, p := range source {
		if p.kind == standing || p.kind == opening {
			key := codeKey(p) + ends[i]
			free[key] = append(free[key], p.id)
			highest++
		}
	}
	out := append([]part(nil), target...)
	ends = endings(target)
	renamed := make(map[string]string)
	for i := range out {
		p := &out[i]
		if p.kind == standing || p.kind == opening {
			key := codeKey(*p) + ends[i]
			id := ""
			if ids := free[key]; len(ids) > 0 {
				id, free[key] = ids[0], ids[1:]
			} else {
				highest++
				id = strconv.Itoa(highest)
			}
			renamed[p.id] = id
		}
		if p.kind != textPart {
			p.id = renamed[p.id]
		}
	}
	return out
}

// endings gives for each opening code the text of its end.
func endings(list []part) map[int]string {
	at := make(map[string]int)
	ends := make(map[int]string)
	for i, p := range list {
		switch p.kind {
		case opening:
			at[p.id] = i
		case closing:
			ends[at[p.id]] = "\x00" + p.text
		}
	}
	return ends
}
