package plaintext

import (
	"regexp"
	"strings"

	"proximite/tools/internal/diagnostic"
)

// A line of YAML as people type it: indentation, dashes of a list, key, value.
var typedLine = regexp.MustCompile(`^([ \t]*(?:- +)*)(?:([\p{L}_][\p{L}\p{N}_-]*|"[^"]*"|'[^']*')[ \t]*:)?(?:([ \t]+)(.*))?$`)

// lint finds what no library reports although it changes the meaning: invisible
// characters in keys and tabs in indentation.
func (r *reader) lint() []diagnostic.Diagnostic {
	r.eachLine(func(n int, line string) {
		if fixed, column := withoutHardSpace(line); column > 0 {
			r.report(hardSpace, n, column, fixed)
			return
		}
		indent := line[:len(line)-len(strings.TrimLeft(line, " \t"))]
		if i := strings.IndexByte(indent, '\t'); i >= 0 && strings.TrimSpace(line) != "" {
			r.report(tabIndent, n, i+1, strings.ReplaceAll(indent, "\t", "  ")+line[len(indent):])
		}
	})
	return r.found
}

// eachLine visits the lines outside block texts ("|" and ">") and comments.
func (r *reader) eachLine(visit func(n int, line string)) {
	inside := -1 // indentation of the line that opened a text of several lines
	for n := 1; n <= r.lines.Count(); n++ {
		line := r.lines.Line(n)
		trimmed := strings.TrimLeft(line, " ")
		indent := len(line) - len(trimmed)
		if inside >= 0 && (trimmed == "" || indent > inside) {
			continue
		}
		inside = -1
		if strings.HasPrefix(trimmed, "#") {
			continue
		}
		visit(n, line)
		if opensBlock.MatchString(line) || opensQuoted(line) {
			inside = indent
		}
	}
}

// opensQuoted reports whether a value in quotation marks goes on below.
func opensQuoted(line string) bool {
	m := typedLine.FindStringSubmatch(line)
	if m == nil || m[4] == "" || m[4][0] != '"' && m[4][0] != '\'' {
		return false
	}
	return closing(m[4], m[4][0]) < 0
}

var opensBlock = regexp.MustCompile(`(:|-)[ \t]+[|>][-+0-9]*[ \t]*(#.*)?$`)

const (
	invisible = "\u00a0\u202f\u2007\u2009\u200b\u200c\u200d\u2060\ufeff\u00ad"
	keyPart   = `[` + invisible + ` ]*(?:- +)?[\p{L}\p{N}_` + invisible + `-]+[` + invisible + ` ]*:`
)

var hardKey = regexp.MustCompile(`^` + keyPart)

// withoutHardSpace proposes the line with ordinary characters around its key and
// says where the first odd one stands; column 0 means that the line is fine.
func withoutHardSpace(line string) (fixed string, column int) {
	head := hardKey.FindString(line)
	if !strings.ContainsAny(head, invisible) {
		return line, 0
	}
	column = len([]rune(head[:strings.IndexAny(head, invisible)])) + 1
	clean := strings.Map(func(c rune) rune {
		if strings.ContainsRune(invisible, c) {
			return -1
		}
		return c
	}, head)
	return strings.TrimRight(strings.TrimSuffix(clean, ":"), " ") + ":" + line[len(head):], column
}

// explain turns the library's error into the mistakes that people make. It names
// every line that is surely wrong, else the place where the library gave up.
func (r *reader) explain(err error) []diagnostic.Diagnostic {
	r.eachLine(r.mistake)
	if len(r.found) == 0 {
		line, column, detail := syntaxPlace(err)
		r.report(badYAML, line, column, detail)
	}
	return r.found
}

// mistake recognises what is surely wrong with one line.
func (r *reader) mistake(n int, line string) {
	if strings.TrimSpace(line) == "" {
		return
	}
	m := typedLine.FindStringSubmatchIndex(line)
	if m == nil || m[4] < 0 && m[8] < 0 {
		r.shapeless(n, line)
		return
	}
	if m[8] < 0 {
		return
	}
	value := strings.TrimRight(line[m[8]:m[9]], " \t")
	head := strings.TrimRight(line[:m[8]], " \t") + " "
	column := len([]rune(line[:m[8]])) + 1
	if m[4] < 0 && !strings.Contains(line[m[2]:m[3]], "-") {
		return
	}
	r.value(n, column, head, value)
}

func (r *reader) value(n, column int, head, value string) {
	if value == "" {
		return
	}
	switch c := value[0]; c {
	case '"', '\'':
		r.quoted(n, column, head, value, c)
	case '@', '`', '%', '&', '*', '!':
		r.report(reservedStart, n, column, head+Quote(value), string(c))
	case '[', '{', '|', '>', '#':
	default:
		if i := colonInside(value); i >= 0 {
			r.report(unquotedColon, n, column+len([]rune(value[:i])), head+Quote(value))
		}
	}
}

// colonInside finds a colon that ends a word of a plain value.
func colonInside(value string) int {
	if i := strings.Index(value, ": "); i >= 0 {
		if h := strings.Index(value, " #"); h < 0 || h > i {
			return i
		}
		return -1
	}
	if strings.HasSuffix(value, ":") {
		return len(value) - 1
	}
	return -1
}

// quoted finds a mark that closes too early or never.
func (r *reader) quoted(n, column int, head, value string, mark byte) {
	end := closing(value, mark)
	if end < 0 {
		inner := strings.TrimRight(value[1:], " ")
		r.report(unclosedQuote, n, column, head+Quote(inner))
		return
	}
	rest := strings.TrimSpace(value[end+1:])
	if rest == "" || strings.HasPrefix(rest, "#") {
		return
	}
	text := value
	if value[len(value)-1] == mark && mark == '\'' {
		text = value[1 : len(value)-1]
	}
	r.report(brokenQuotes, n, column+len([]rune(value[:end])), head+Quote(text))
}

// closing is the offset of the mark that ends a quoted value, or -1.
func closing(value string, mark byte) int {
	for i := 1; i < len(value); i++ {
		switch {
		case mark == '"' && value[i] == '\\':
			i++
		case value[i] != mark:
		case mark == '\'' && i+1 < len(value) && value[i+1] == mark:
			i++
		default:
			return i
		}
	}
	return -1
}

var glued = regexp.MustCompile(`^([ ]*(?:- +)?[A-Za-z_][\w-]*):([^\s:/].*|[` + invisible + `].*)$`)

// shapeless is a line without "key: value".
func (r *reader) shapeless(n int, line string) {
	if m := glued.FindStringSubmatch(line); m != nil {
		value := strings.Trim(m[2], invisible+" ")
		if colonInside(value) >= 0 {
			value = Quote(value)
		}
		r.report(missingSpace, n, len([]rune(m[1]))+2, m[1]+": "+value)
		return
	}
	if strings.HasPrefix(line, " ") || strings.HasPrefix(line, "-") || strings.ContainsAny(line[:1], "]}") {
		return
	}
	r.report(missingColon, n, 1)
}
