package trim

import (
	"regexp"
	"strings"
)

// node is a rule, an at-rule with rules inside, or a statement such as @layer a,b.
type node struct {
	head     string
	body     string // declarations; of a rule
	children []node // of an at-rule
	kind     nodeKind
}

type nodeKind int

const (
	statement nodeKind = iota
	rule
	group
)

// pruneSheet returns the style sheet with the rules that the page can meet. A sheet
// that it cannot read it returns as it is.
func pruneSheet(css string, u *use) string {
	nodes, rest, ok := parseSheet(css)
	if !ok || rest != "" {
		return css
	}
	nodes = merge(prune(nodes, u))
	for {
		before := write(nodes)
		nodes = dropUnread(nodes, before+string(u.text), u)
		if after := write(nodes); after == before {
			return after
		}
	}
}

// parseSheet reads nodes up to the end or to a closing brace.
func parseSheet(css string) (nodes []node, rest string, ok bool) {
	for {
		css = strings.TrimLeft(css, " \t\r\n")
		if css == "" || css[0] == '}' {
			return nodes, css, true
		}
		if strings.HasPrefix(css, "/*") {
			end := strings.Index(css, "*/")
			if end < 0 {
				return nil, css, false
			}
			css = css[end+2:]
			continue
		}
		end := scan(css, ";{}")
		if end < 0 {
			return nil, css, false
		}
		head := strings.TrimSpace(css[:end])
		mark := css[end]
		css = css[end+1:]
		switch {
		case mark == ';':
			nodes = append(nodes, node{head: head, kind: statement})
		case mark == '}':
			return nil, css, false
		case holdsRules(head):
			children, after, ok := parseSheet(css)
			if !ok || after == "" {
				return nil, css, false
			}
			nodes = append(nodes, node{head: head, children: children, kind: group})
			css = after[1:]
		default:
			end := blockEnd(css)
			if end < 0 {
				return nil, css, false
			}
			nodes = append(nodes, node{head: head, body: strings.TrimSpace(css[:end]), kind: rule})
			css = css[end+1:]
		}
	}
}

func holdsRules(head string) bool {
	for _, at := range []string{"@media", "@supports", "@layer", "@container"} {
		if strings.HasPrefix(head, at) {
			return true
		}
	}
	return false
}

// scan finds the first of the marks outside of strings, parentheses and brackets.
func scan(css, marks string) int {
	depth := 0
	for i := 0; i < len(css); i++ {
		switch c := css[i]; {
		case c == '\\':
			i++
		case c == '"' || c == '\'':
			for i++; i < len(css) && css[i] != c; i++ {
				if css[i] == '\\' {
					i++
				}
			}
		case depth == 0 && strings.IndexByte(marks, c) >= 0:
			return i
		case c == '(' || c == '[':
			depth++
		case c == ')' || c == ']':
			depth--
		}
	}
	return -1
}

// blockEnd finds the brace that closes a block, which may hold blocks (@keyframes).
func blockEnd(css string) int {
	depth := 0
	for at := 0; ; {
		i := scan(css[at:], "{}")
		if i < 0 {
			return -1
		}
		at += i
		if css[at] == '{' {
			depth++
		} else if depth--; depth < 0 {
			return at
		}
		at++
	}
}

func split(text, mark string) []string {
	var parts []string
	for {
		i := scan(text, mark)
		if i < 0 {
			return append(parts, text)
		}
		parts = append(parts, text[:i])
		text = text[i+1:]
	}
}

// prune keeps what the page can meet.
func prune(nodes []node, u *use) []node {
	var kept []node
	for _, n := range nodes {
		switch {
		case n.kind == group:
			n.children = prune(n.children, u)
			if len(n.children) == 0 {
				continue
			}
		case n.kind == rule && !strings.HasPrefix(n.head, "@"):
			var met []string
			for _, s := range split(n.head, ",") {
				if u.meets(s) {
					met = append(met, s)
				}
			}
			if len(met) == 0 {
				continue
			}
			n.head = strings.Join(met, ",")
		}
		kept = append(kept, n)
	}
	return kept
}

var (
	attributeTest = regexp.MustCompile(`\[[^\]]*\]`)
	pseudo        = regexp.MustCompile(`::?[a-zA-Z-]+`)
	simple        = regexp.MustCompile(`[.#]?[a-zA-Z_][\w-]*`)
)

// meets reports whether an element of the page could match the selector, now or after
// a script has worked. When in doubt it does.
func (u *use) meets(selector string) bool {
	if strings.Contains(selector, `\`) {
		return true
	}
	bare, inside := outside(selector)
	for _, list := range inside {
		met := false
		for _, s := range split(list, ",") {
			met = met || u.meets(s)
		}
		if !met {
			return false
		}
	}
	bare = pseudo.ReplaceAllString(attributeTest.ReplaceAllString(bare, ""), "")
	for _, name := range simple.FindAllString(bare, -1) {
		if !u.has(name) {
			return false
		}
	}
	return true
}

// outside returns the selector without its parentheses, and the lists of which one
// selector at least has to meet something: those of :has(), :is() and :where().
func outside(selector string) (bare string, lists []string) {
	var b strings.Builder
	for {
		open := strings.IndexByte(selector, '(')
		if open < 0 {
			b.WriteString(selector)
			return b.String(), lists
		}
		end := open + 1 + scan(selector[open+1:]+")", ")")
		// The bracket that closes is at depth 0 of what follows the one that opens.
		for _, one := range []string{":has", ":is", ":where"} {
			if strings.HasSuffix(selector[:open], one) {
				lists = append(lists, selector[open+1:end])
			}
		}
		b.WriteString(selector[:open])
		selector = selector[min(end+1, len(selector)):]
	}
}

func (u *use) has(name string) bool {
	switch name[0] {
	case '.':
		return u.classes[name[1:]] || u.writes(name[1:])
	case '#':
		return u.ids[name[1:]] || u.writes(name[1:])
	}
	return u.names[strings.ToLower(name)] || u.writes(strings.ToLower(name))
}

// writes reports whether a script of the page could write a name: as a word, or by
// adding something to a word that ends in a dash ("result--" + kind).
func (u *use) writes(name string) bool {
	if u.script[name] {
		return true
	}
	for i, c := range name {
		if (c == '-' || c == '_') && u.script[name[:i+1]] {
			return true
		}
	}
	return false
}

// merge joins neighbours with the same head, as @layer components{…}@layer components{…}.
func merge(nodes []node) []node {
	var kept []node
	for _, n := range nodes {
		if n.kind == group {
			n.children = merge(n.children)
			if last := len(kept) - 1; last >= 0 && kept[last].kind == group && kept[last].head == n.head {
				kept[last].children = merge(append(kept[last].children, n.children...))
				continue
			}
		}
		kept = append(kept, n)
	}
	return kept
}

var animation = regexp.MustCompile(`^@keyframes\s+([\w-]+)$`)

// dropUnread drops custom properties that nothing reads and animations that nothing
// plays.
func dropUnread(nodes []node, everything string, u *use) []node {
	var kept []node
	for _, n := range nodes {
		switch n.kind {
		case group:
			n.children = dropUnread(n.children, everything, u)
			if len(n.children) == 0 {
				continue
			}
		case rule:
			if m := animation.FindStringSubmatch(n.head); m != nil {
				if strings.Count(everything, m[1]) == 1 && !u.writes(m[1]) {
					continue
				}
			} else if n.body = readProperties(n.body, everything, u); n.body == "" {
				continue
			}
		}
		kept = append(kept, n)
	}
	return kept
}

// readProperties are the declarations without custom properties that nothing reads.
func readProperties(body, everything string, u *use) string {
	if strings.Contains(body, "{") || !strings.Contains(body, "--") {
		return body
	}
	var kept []string
	for _, d := range split(body, ";") {
		name, _, _ := strings.Cut(strings.TrimSpace(d), ":")
		if strings.HasPrefix(name, "--") && !u.writes(strings.TrimLeft(name, "-")) && !isRead(name, everything) {
			continue
		}
		if strings.HasPrefix(name, "--") {
			d = strings.Replace(d, ": ", ":", 1) // the bundler keeps this space
		}
		kept = append(kept, d)
	}
	return strings.Join(kept, ";")
}

func isRead(name, everything string) bool {
	for rest := everything; ; {
		i := strings.Index(rest, "var("+name)
		if i < 0 {
			return false
		}
		rest = rest[i+len("var(")+len(name):]
		if rest == "" || !isWordByte(rest[0]) {
			return true
		}
	}
}

func isWordByte(c byte) bool {
	return c == '-' || c == '_' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}

func write(nodes []node) string {
	var b strings.Builder
	for _, n := range nodes {
		b.WriteString(n.head)
		switch n.kind {
		case statement:
			b.WriteByte(';')
		case rule:
			b.WriteString("{" + n.body + "}")
		case group:
			b.WriteString("{" + write(n.children) + "}")
		}
	}
	return b.String()
}
