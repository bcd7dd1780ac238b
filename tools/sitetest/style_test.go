package sitetest

import (
	"fmt"
	"io/fs"
	"math"
	"os"
	"path"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// styleRule is one rule of a style sheet, or an at-rule with its block.
type styleRule struct {
	selector string // or @media (…)
	body     string // declarations; "" for an at-rule that holds rules
	inside   []string
}

var cssComment = regexp.MustCompile(`(?s)/\*.*?\*/`)

// parseStyle reads a style sheet of ours: rules, and at-rules around rules.
func parseStyle(css string) (rules []styleRule, err error) {
	css = cssComment.ReplaceAllString(css, "")
	var open []string
	for {
		i := strings.IndexAny(css, "{};")
		if i < 0 {
			if strings.TrimSpace(css) != "" || len(open) > 0 {
				return nil, fmt.Errorf("something is left open: %q %q", open, strings.TrimSpace(css))
			}
			return rules, nil
		}
		head := strings.TrimSpace(css[:i])
		switch css[i] {
		case ';': // @layer a, b; @import …;
			rules = append(rules, styleRule{selector: head, inside: open})
		case '}':
			if len(open) == 0 {
				return nil, fmt.Errorf("a } too many after %q", head)
			}
			open = open[:len(open)-1]
		case '{':
			if strings.HasPrefix(head, "@") && !strings.HasPrefix(head, "@font-face") && !strings.HasPrefix(head, "@page") {
				open = append(open[:len(open):len(open)], head)
				rules = append(rules, styleRule{selector: head, inside: open[:len(open)-1]})
				break
			}
			end := strings.IndexAny(css[i+1:], "{}")
			if end < 0 {
				return nil, fmt.Errorf("%q is never closed", head)
			}
			rules = append(rules, styleRule{head, css[i+1 : i+1+end], open})
			if css[i+1+end] == '{' {
				return nil, fmt.Errorf("a rule inside the rule %q", head)
			}
			i += 1 + end
		}
		css = css[i+1:]
	}
}

const styleLines = 120

var (
	classLike   = regexp.MustCompile(`\.[\w-]+|\[[^\]]*\]|:[\w-]+`)
	pseudo      = regexp.MustCompile(`::[\w-]+`)
	joints      = regexp.MustCompile(`\s*[>+~ ]\s*`)
	parentheses = regexp.MustCompile(`\([^()]*\)`)
	important   = regexp.MustCompile(`!\s*important`)
	physical    = regexp.MustCompile(`(?m)^\s*(margin|padding|border)-(left|right|top|bottom)\b|^\s*(left|right):|float:|text-align:\s*(left|right)`)
)

// styleComplaints holds a style sheet against the house rules of design.md.
func styleComplaints(name, css string) (found []string) {
	if n := strings.Count(css, "\n"); n > styleLines {
		found = append(found, fmt.Sprintf("%d lines, more than %d", n, styleLines))
	}
	if !strings.HasPrefix(css, "/*") && name != "main.css" {
		found = append(found, "does not begin with a comment")
	}
	rules, err := parseStyle(css)
	if err != nil {
		return append(found, err.Error())
	}
	isEntry := !strings.Contains(name, "/")
	for _, r := range rules {
		switch at, _, _ := strings.Cut(r.selector, " "); {
		case at == "@import" || at == "@layer":
			if !isEntry {
				found = append(found, r.selector+" outside of an entry file")
			}
		case isEntry:
			found = append(found, "an entry file only imports: "+r.selector)
		case strings.HasPrefix(at, "@"):
		default:
			found = append(found, selectorComplaints(r.selector)...)
		}
		if important.MatchString(r.body) && name != "base/print.css" {
			found = append(found, r.selector+": !important")
		}
		if m := physical.FindString(r.body); m != "" {
			found = append(found, fmt.Sprintf("%s: %s is a direction of the screen, not of the text", r.selector, strings.TrimSpace(m)))
		}
		if strings.Contains(r.body, "outline: none") || strings.Contains(r.body, "outline: 0") {
			found = append(found, r.selector+": takes the focus out of sight")
		}
	}
	return found
}

// selectorComplaints wants selectors flat: no id, at most three parts of which
// two count as classes, so that no rule is stronger than the utilities.
func selectorComplaints(list string) (found []string) {
	for _, s := range splitSelectors(list) {
		bare := parentheses.ReplaceAllString(s, "")
		if strings.Contains(bare, "#") {
			found = append(found, s+": an id")
		}
		if strings.Contains(s, "&") {
			found = append(found, s+": nesting")
		}
		if n := len(joints.Split(strings.TrimSpace(bare), -1)); n > 3 {
			found = append(found, fmt.Sprintf("%s: %d parts", s, n))
		}
		if n := len(classLike.FindAllString(pseudo.ReplaceAllString(bare, ""), -1)); n > 2 {
			found = append(found, fmt.Sprintf("%s: as strong as %d classes", s, n))
		}
	}
	return found
}

// splitSelectors cuts a list at its commas, those in parentheses aside.
func splitSelectors(list string) (selectors []string) {
	depth, start := 0, 0
	for i, r := range list {
		switch r {
		case '(':
			depth++
		case ')':
			depth--
		case ',':
			if depth == 0 {
				selectors = append(selectors, strings.TrimSpace(list[start:i]))
				start = i + 1
			}
		}
	}
	return append(selectors, strings.TrimSpace(list[start:]))
}

func TestStyleSheets(t *testing.T) {
	sheets, imported := styleSheets(t), ""
	for name, css := range sheets {
		for _, complaint := range styleComplaints(name, css) {
			t.Errorf("assets/css/%s: %s", name, complaint)
		}
		if !strings.Contains(name, "/") {
			imported += css
		}
	}
	for name := range sheets {
		if strings.Contains(name, "/") && strings.Count(imported, `"`+name+`" layer(`) != 1 {
			t.Errorf("assets/css/%s is not imported once, into a layer", name)
		}
	}
	if main := sheets["main.css"]; !strings.HasPrefix(main, "@layer settings, base, layout, components, utilities;\n") {
		t.Error("main.css does not open with the order of the layers")
	}
}

func styleSheets(t *testing.T) map[string]string {
	t.Helper()
	files := os.DirFS(path.Join(root, "assets", "css"))
	sheets := map[string]string{}
	err := fs.WalkDir(files, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || path.Ext(name) != ".css" {
			return err
		}
		data, err := fs.ReadFile(files, name)
		sheets[name] = string(data)
		return err
	})
	if err != nil || len(sheets) < 10 {
		t.Fatalf("read %d style sheets: %v", len(sheets), err)
	}
	return sheets
}

// Least contrast (WCAG 1.4.3 and 1.4.11).
const (
	forText = 4.5
	forMark = 3.0
)

// pairs are the colours that stand on each other, by their tokens.
var pairs = []struct {
	front, back string
	least       float64
}{
	{"ink", "ground", forText}, {"ink", "surface", forText}, {"ink", "wash", forText},
	{"ink-soft", "ground", forText}, {"ink-soft", "surface", forText}, {"ink-soft", "wash", forText},
	{"link", "ground", forText}, {"link", "surface", forText}, {"link", "wash", forText},
	{"accent", "ground", forText}, {"accent", "surface", forText}, {"accent", "wash", forText},
	{"ground", "accent", forText}, // a label
	{"on-structure", "structure", forText}, {"on-structure-soft", "structure", forText},
	{"on-structure", "cover-0", forText}, {"on-structure", "cover-1", forText}, {"on-structure", "cover-2", forText}, // the ladder
	{"accent-on-structure", "structure", forMark},
	{"accent-mark", "ground", forMark}, {"accent-mark", "surface", forMark}, {"accent-mark", "wash", forMark},
	{"mark", "ground", forMark}, {"mark", "surface", forMark}, {"line", "ground", forMark}, {"line", "surface", forMark},
	{"cover-line", "cover-0", forMark}, {"cover-line", "cover-1", forMark}, {"cover-line", "cover-2", forMark}, {"cover-line", "cover-band", forMark},
}

// ornaments are colours that tell nothing: rules between parts.
var ornaments = map[string]bool{"rule": true, "structure-rule": true}

// TestColoursHaveContrast computes the pairs in light and dark.
func TestColoursHaveContrast(t *testing.T) {
	for scheme, colours := range schemes(t) {
		paired := map[string]bool{}
		for _, p := range pairs {
			paired[p.front], paired[p.back] = true, true
			front, back := colours[p.front], colours[p.back]
			if front == "" || back == "" {
				t.Errorf("tokens.css lacks --%s or --%s", p.front, p.back)
				continue
			}
			if got := contrast(t, front, back); got < p.least {
				t.Errorf("%s: --%s %s on --%s %s has %.2f:1, less than %.1f:1", scheme, p.front, front, p.back, back, got, p.least)
			}
		}
		for name := range colours {
			if !paired[name] && !ornaments[name] {
				t.Errorf("--%s is in no pair whose contrast is tested", name)
			}
		}
	}
}

var colourToken = regexp.MustCompile(`--([\w-]+):\s*(#[0-9a-fA-F]+)\s*;`)

// schemes reads the colours of tokens.css: the light ones, and the dark ones over them.
func schemes(t *testing.T) map[string]map[string]string {
	t.Helper()
	rules, err := parseStyle(styleSheets(t)["settings/tokens.css"])
	if err != nil {
		t.Fatal(err)
	}
	light, dark := map[string]string{}, map[string]string{}
	for _, r := range rules {
		for _, m := range colourToken.FindAllStringSubmatch(r.body, -1) {
			dark[m[1]] = m[2]
			if len(r.inside) == 0 {
				light[m[1]] = m[2]
			}
		}
	}
	if len(light) < 10 || len(light) != len(dark) {
		t.Fatalf("%d light colours, %d dark ones", len(light), len(dark))
	}
	return map[string]map[string]string{"light": light, "dark": dark}
}

// contrast is the ratio of WCAG 2 between two colours.
func contrast(t *testing.T, a, b string) float64 {
	t.Helper()
	x, y := luminance(t, a), luminance(t, b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

func luminance(t *testing.T, colour string) (sum float64) {
	t.Helper()
	digits := strings.TrimPrefix(colour, "#")
	if len(digits) == 3 {
		digits = strings.Join([]string{digits[:1], digits[:1], digits[1:2], digits[1:2], digits[2:], digits[2:]}, "")
	}
	n, err := strconv.ParseUint(digits, 16, 32)
	if err != nil || len(digits) != 6 {
		t.Fatalf("colour %q", colour)
	}
	for i, weight := range []float64{0.2126, 0.7152, 0.0722} {
		c := float64(n>>(16-8*i)&0xff) / 255
		if c <= 0.04045 {
			c /= 12.92
		} else {
			c = math.Pow((c+0.055)/1.055, 2.4)
		}
		sum += weight * c
	}
	return sum
}

// coloursElsewhere are places outside of tokens.css where a colour has to be written out.
var coloursElsewhere = map[string]bool{"base/print.css": true}

// TestColoursStandInTheTokens keeps light and dark in one file.
func TestColoursStandInTheTokens(t *testing.T) {
	literal := regexp.MustCompile(`#[0-9a-fA-F]{3,8}\b|\b(rgb|hsl|oklch)a?\(`)
	for name, css := range styleSheets(t) {
		if name == "settings/tokens.css" || coloursElsewhere[name] {
			continue
		}
		rules, err := parseStyle(css)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range rules {
			if m := literal.FindString(r.body); m != "" {
				t.Errorf("assets/css/%s: %s has the colour %s of its own", name, r.selector, m)
			}
			if strings.Contains(r.selector, "prefers-color-scheme") {
				t.Errorf("assets/css/%s asks for the scheme", name)
			}
		}
	}
}

// TestStyleLintSeesPlantedMistakes proves that the rules can complain.
func TestStyleLintSeesPlantedMistakes(t *testing.T) {
	tests := map[string]string{
		"a { b { color: red } }":               "a rule inside",
		"#x { color: red; }":                   "an id",
		".a .b .c { color: red; }":             "as strong as 3",
		".a:hover .b { color: red; }":          "as strong as 3",
		".a b i u { color: red; }":             "4 parts",
		"a { color: red !important; }":         "!important",
		"a {\n  margin-left: 1px; }":           "margin-left",
		"a { outline: none; }":                 "out of sight",
		"@import \"x.css\" layer(base);":       "outside of an entry",
		"@media print {\n  #x { margin: 0; }}": "an id",
		"a { color: red;":                      "never closed",
		strings.Repeat("\n", 121):              "121 lines",
	}
	for css, want := range tests {
		if got := strings.Join(styleComplaints("components/x.css", css), "\n"); !strings.Contains(got, want) {
			t.Errorf("%q: %q, want %q", css, got, want)
		}
	}
	sound := "/* x */\n.a,\n.b:is(.c, .d) > li + li { margin-inline: 1px; }\n@media (min-width: 9rem) {\n  @supports (a: b) {\n    .x { color: var(--y); }\n  }\n}\n"
	if got := styleComplaints("components/x.css", sound); len(got) > 0 {
		t.Errorf("a sound sheet: %q", got)
	}
	if got := contrast(t, "#000", "#ffffff"); math.Abs(got-21) > 0.01 {
		t.Errorf("contrast of black on white = %v", got)
	}
	if got := contrast(t, "#777777", "#fff"); math.Abs(got-4.48) > 0.01 {
		t.Errorf("contrast of grey on white = %v", got)
	}
}
