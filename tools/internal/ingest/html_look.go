package ingest

import (
	"regexp"
	"strings"

	"golang.org/x/net/html"
)

// cssRules are the declarations of simple selectors (p, .name, p.name), which is
// all that exports of office programs use.
type cssRules map[string]cssLook

// cssLook is what matters here of a style.
type cssLook struct {
	hidden       bool
	bold, italic toggle
	pre          bool
	list         string // mso-list
}

func (l cssLook) or(other cssLook) cssLook {
	l.hidden = l.hidden || other.hidden
	l.bold, l.italic = l.bold.or(other.bold), l.italic.or(other.italic)
	l.pre = l.pre || other.pre
	if l.list == "" {
		l.list = other.list
	}
	return l
}

var (
	cssComment  = regexp.MustCompile(`(?s)/\*.*?\*/|<!--|-->`)
	cssRule     = regexp.MustCompile(`([^{}]+)\{([^{}]*)\}`)
	cssSelector = regexp.MustCompile(`^[a-z0-9]*(\.[\w-]+)?$`)
)

// add reads a style sheet. Rules for other media than the screen are nested
// blocks, whose selectors then do not match.
func (c cssRules) add(sheet string) {
	sheet = cssComment.ReplaceAllString(sheet, "")
	for _, m := range cssRule.FindAllStringSubmatch(screenOnly(sheet), -1) {
		look := cssLookOf(m[2])
		if look == (cssLook{}) {
			continue
		}
		for selector := range strings.SplitSeq(m[1], ",") {
			selector = strings.ToLower(strings.TrimSpace(selector))
			if selector != "" && cssSelector.MatchString(selector) {
				c[selector] = look.or(c[selector])
			}
		}
	}
}

// screenOnly cuts out nested blocks (@media print and the like).
func screenOnly(sheet string) string {
	var s strings.Builder
	for {
		at := strings.Index(sheet, "@")
		if at < 0 {
			s.WriteString(sheet)
			return s.String()
		}
		s.WriteString(sheet[:at])
		sheet = sheet[at:]
		end := ruleEnd(sheet)
		sheet = sheet[end:]
	}
}

// ruleEnd is where an at-rule ends: after its block, or at its semicolon.
func ruleEnd(s string) int {
	depth := 0
	for i := range len(s) {
		switch s[i] {
		case '{':
			depth++
		case '}':
			if depth--; depth <= 0 {
				return i + 1
			}
		case ';':
			if depth == 0 {
				return i + 1
			}
		}
	}
	return len(s)
}

// of is the look that an element asks for by its style, classes and name.
func (c cssRules) of(n *html.Node) cssLook {
	l := cssLookOf(attr(n, "style"))
	for class := range strings.FieldsSeq(strings.ToLower(attr(n, "class"))) {
		l = l.or(c[n.Data+"."+class]).or(c["."+class])
	}
	return l.or(c[n.Data])
}

func cssLookOf(declarations string) cssLook {
	var l cssLook
	for d := range strings.SplitSeq(squeeze(declarations), ";") {
		name, value, _ := strings.Cut(d, ":")
		value = strings.TrimSuffix(value, "!important")
		switch name {
		case "display":
			l.hidden = l.hidden || value == "none"
		case "visibility":
			l.hidden = l.hidden || value == "hidden" || value == "collapse"
		case "mso-hide":
			l.hidden = l.hidden || value == "all" || value == "screen"
		case "font-weight":
			l.bold = toggleOf(value == "bold" || value == "bolder" || value >= "600" && value <= "900" && len(value) == 3)
		case "font-style":
			l.italic = toggleOf(value == "italic" || value == "oblique")
		case "white-space":
			l.pre = strings.HasPrefix(value, "pre")
		case "mso-list":
			l.list = value
		}
	}
	return l
}

func toggleOf(b bool) toggle {
	if b {
		return on
	}
	return off
}
