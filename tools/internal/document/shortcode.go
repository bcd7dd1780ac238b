package document

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"proximite/tools/internal/diagnostic"
	"proximite/tools/internal/plaintext"
)

// Shortcode is one call such as {{< quote ref="k4tm8q#s7f3q" >}}.
type Shortcode struct {
	Name   string
	Params []Param
	Inner  *Inner // of a call that encloses words; else nil
	Offset int    // of the opening braces
	End    int    // after the closing braces, of the closing call if there is one
}

// Inner is what stands between {{< lang "bm" >}} and {{< /lang >}}: plain text.
type Inner struct {
	Text   string
	Offset int
}

// Param is one parameter; a positional one has no name.
type Param struct {
	Name   string
	Value  string
	Offset int // of the value, without its quotation mark
}

// Get returns a named parameter.
func (s Shortcode) Get(name string) (Param, bool) {
	for _, p := range s.Params {
		if p.Name == name {
			return p, true
		}
	}
	return Param{}, false
}

// First returns the parameter without a name, or the one that it stands for.
func (s Shortcode) First() (Param, bool) {
	if p, ok := s.Get(""); ok {
		return p, true
	}
	if sig, ok := signature(s.Name); ok && sig.Key != "" {
		return s.Get(sig.Key)
	}
	return Param{}, false
}

// Signature says how a shortcode may be called.
type Signature struct {
	Name       string
	Positional bool   // exactly one parameter without a name
	Key        string // the name of that parameter where others, with names, go with it
	Paired     bool   // encloses words and is closed by {{< /name >}}
	Required   []string
	Optional   []string
	Example    string
}

// Signatures lists the shortcodes of the site, in layouts/_shortcodes/.
func Signatures() []Signature {
	return []Signature{
		{Name: "quote", Required: []string{"ref"}, Optional: []string{"from", "to", "original_from", "original_to", "form", "words"},
			Example: `{{< quote ref="k4tm8q#s7f3q" words="k4m9t2" >}}`},
		{Name: "person", Positional: true, Key: "id", Required: []string{"id"}, Optional: []string{"after", "possessive", "start"},
			Example: `{{< person "k4tm8q" >}}, {{< person id="k4tm8q" after="de" start="true" >}}`},
		{Name: "value", Positional: true, Example: `{{< value "trainees-2015" >}}`},
		{Name: "source", Positional: true, Example: `{{< source "council-decision-2014-219" >}}`},
		{Name: "term", Positional: true, Example: `{{< term "community-policing" >}}`},
		{Name: "photo", Positional: true, Example: `{{< photo "k4m9t2" >}}`},
		{Name: "diagram", Positional: true, Example: `{{< diagram "handover-ladder" >}}`},
		{Name: "lang", Positional: true, Paired: true, Example: `{{< lang "bm" >}}…{{< /lang >}}`},
	}
}

// maskByte stands for the bytes of a shortcode while Markdown is parsed. To
// goldmark it is a letter like any other.
const maskByte = 0x01

// scanShortcodes finds the calls in the body and masks them.
func (d *Document) scanShortcodes() []diagnostic.Diagnostic {
	d.masked = d.Source
	s := &scanner{doc: d, src: d.Source, at: d.Body}
	for s.next() {
	}
	if len(d.Shortcodes) > 0 {
		d.masked = append([]byte(nil), d.Source...)
		for _, c := range d.Shortcodes {
			for i := c.Offset; i < c.End; i++ {
				d.masked[i] = maskByte
			}
		}
	}
	return s.found
}

type scanner struct {
	doc   *Document
	src   []byte
	at    int
	found []diagnostic.Diagnostic
}

func (s *scanner) report(r diagnostic.Rule, offset int, args ...any) {
	s.found = append(s.found, s.doc.At(r, offset, args...))
}

// next reads up to and over the next pair of braces.
func (s *scanner) next() bool {
	i := strings.Index(string(s.src[s.at:]), "{{")
	if i < 0 {
		return false
	}
	open := s.at + i
	rest := string(s.src[open+2:])
	switch trimmed := strings.TrimLeft(rest, " \u00a0"); {
	case strings.HasPrefix(rest, "<"), strings.HasPrefix(rest, "%"):
		s.call(open, rest[0])
	case strings.HasPrefix(trimmed, "<"), strings.HasPrefix(trimmed, "%"):
		s.report(spacedBraces, open)
		s.at = open + 2
	default:
		s.at = open + 2
	}
	return true
}

// call reads one shortcode whose braces open at the offset.
func (s *scanner) call(open int, kind byte) {
	closing := ">}}"
	if kind == '%' {
		closing = "%}}"
	}
	body := string(s.src[open+3:])
	if strings.HasPrefix(body, "/*") {
		s.at = open + 3
		if end := strings.Index(body, "*/"+closing); end >= 0 {
			s.at += end + 5
		}
		return
	}
	end := callEnd(body, closing)
	if end < 0 {
		s.report(unclosedShortcode, open)
		s.at = open + 3
		return
	}
	c := Shortcode{Offset: open, End: open + 3 + end + 3}
	s.params(&c, body[:end], open+3)
	if sig, ok := signature(c.Name); ok && sig.Paired {
		s.enclose(&c)
	}
	s.at = c.End
	s.doc.Shortcodes = append(s.doc.Shortcodes, c)
	s.verify(c, body[:end])
}

// enclose takes the words up to the closing call into a call. They are one run of
// plain text: another call or a blank line among them means that the closing call
// is missing.
func (s *scanner) enclose(c *Shortcode) {
	rest := string(s.src[c.End:])
	m := closingCall.FindStringSubmatchIndex(rest)
	if m == nil || rest[m[2]:m[3]] != c.Name || strings.Contains(rest[:m[0]], "\n\n") || strings.Contains(rest[:m[0]], "{{") {
		s.report(unclosedPair, c.Offset, c.Name, "{{< /"+c.Name+" >}}")
		return
	}
	c.Inner = &Inner{Text: rest[:m[0]], Offset: c.End}
	c.End += m[1]
}

var closingCall = regexp.MustCompile(`\{\{<\s*/\s*([a-z-]+)\s*>\}\}`)

// languageCode is a tag of BCP 47 as far as it is needed here: bm, ff-Adlm, en-GB.
var languageCode = regexp.MustCompile(`^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$`)

// callEnd is the offset of the closing braces outside quotation marks, or -1. A
// new opening before them means that they are missing.
func callEnd(body, closing string) int {
	quoted := byte(0)
	for i := 0; i < len(body); i++ {
		switch c := body[i]; {
		case quoted == '"' && c == '\\':
			i++
		case quoted != 0:
			if c == quoted {
				quoted = 0
			}
		case c == '"' || c == '`':
			quoted = c
		case strings.HasPrefix(body[i:], closing):
			return i
		case strings.HasPrefix(body[i:], "{{"), strings.HasPrefix(body[i:], "\n\n"):
			return -1
		}
	}
	return -1
}

// params splits the text of a call into its name and parameters.
func (s *scanner) params(c *Shortcode, text string, base int) {
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		if unicode.IsSpace(r) {
			i += size
			continue
		}
		p, next := param(text, i)
		p.Offset += base
		if c.Name == "" && p.Name == "" {
			c.Name = p.Value
		} else {
			c.Params = append(c.Params, p)
		}
		i = next
	}
}

// param reads name="value", "value" or value at an offset and returns the offset
// after it.
func param(text string, i int) (Param, int) {
	name, start := "", i
	if eq := strings.IndexAny(text[i:], "=\"` \t\n\u00a0"); eq > 0 && text[i+eq] == '=' {
		name, start = text[i:i+eq], i+eq+1
	}
	if start < len(text) && (text[start] == '"' || text[start] == '`') {
		mark := text[start]
		var value strings.Builder
		j := start + 1
		for ; j < len(text) && text[j] != mark; j++ {
			if mark == '"' && text[j] == '\\' && j+1 < len(text) {
				j++
			}
			value.WriteByte(text[j])
		}
		return Param{Name: name, Value: value.String(), Offset: start + 1}, min(j+1, len(text))
	}
	end := strings.IndexFunc(text[start:], unicode.IsSpace)
	if end < 0 {
		end = len(text) - start
	}
	return Param{Name: name, Value: text[start : start+end], Offset: start}, start + max(end, 1)
}

// verify compares a call with its signature.
func (s *scanner) verify(c Shortcode, text string) {
	if strings.HasPrefix(c.Name, "/") || strings.HasSuffix(strings.TrimSpace(text), "/") {
		s.report(closingShortcode, c.Offset)
		return
	}
	if strings.ContainsAny(outsideQuotes(text), "“”«»„") {
		s.report(curlyQuotes, c.Offset)
		return
	}
	sig, ok := signature(c.Name)
	if !ok {
		s.report(unknownShortcode, c.Offset, c.Name, nearestShortcode(c.Name))
		return
	}
	if _, named := c.Get(sig.Key); sig.Positional && (sig.Key == "" || !named) {
		if len(c.Params) != 1 || c.Params[0].Name != "" || c.Params[0].Value == "" {
			s.report(shortcodeParams, c.Offset, c.Name, sig.Example)
		} else if p := c.Params[0]; c.Name == "lang" && !languageCode.MatchString(p.Value) {
			s.report(langCode, p.Offset, p.Value)
		}
		return
	}
	s.verifyNamed(c, sig)
}

func (s *scanner) verifyNamed(c Shortcode, sig Signature) {
	seen := make(map[string]bool)
	for _, p := range c.Params {
		if p.Name == "" || seen[p.Name] || !contains(sig.Required, p.Name) && !contains(sig.Optional, p.Name) {
			s.report(shortcodeParams, c.Offset, c.Name, sig.Example)
			return
		}
		seen[p.Name] = true
	}
	for _, name := range sig.Required {
		if p, _ := c.Get(name); p.Value == "" {
			s.report(shortcodeParams, c.Offset, c.Name, sig.Example)
			return
		}
	}
	if p, ok := c.Get("form"); ok && p.Value != "block" && p.Value != "inline" {
		s.report(quoteForm, p.Offset, p.Value)
	}
}

func contains(list []string, s string) bool {
	for _, e := range list {
		if e == s {
			return true
		}
	}
	return false
}

// outsideQuotes drops what stands between straight quotation marks.
func outsideQuotes(text string) string {
	var b strings.Builder
	inside := false
	for _, r := range text {
		if r == '"' || r == '`' {
			inside = !inside
		} else if !inside {
			b.WriteRune(r)
		}
	}
	return b.String()
}

func signature(name string) (Signature, bool) {
	for _, s := range Signatures() {
		if s.Name == name {
			return s, true
		}
	}
	return Signature{}, false
}

func nearestShortcode(name string) string {
	var names []string
	for _, s := range Signatures() {
		names = append(names, s.Name)
	}
	if near := plaintext.Nearest(name, names); near != "" {
		return near
	}
	return strings.Join(names, ", ")
}
