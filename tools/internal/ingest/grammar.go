package ingest

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// The grammar of turns. People write who speaks in a dozen ways; each is a form:
//
//	Awa Exemple : …      AWA: …      Awa (rires) : …       formColon
//	**Awa** – …          **Awa** [0:17]                    formBold
//	Awa Exemple  0:34    Kelly 19:05                       formTime
//	Q. …    R – …    Question 3) …                         formLetter
//	(Awa)                                                  formParenthesis
//	Awa Exemple ⏎ …                                        formAlone
//	[Awa] …    Awa⇥…    Awa – …                            formWeak
//
// A line that looks like a turn proves nothing: "Attention : …" does too. So every
// line is only a candidate, and labels.go decides by how often labels return.
type form uint8

const (
	formColon form = iota
	formBold
	formTime
	formLetter
	formParenthesis
	formAlone
	formWeak
)

// weak forms need more proof.
func (f form) weak() bool { return f >= formAlone }

// turn is the opening of a line by which somebody starts to speak.
type turn struct {
	label      string
	form       form
	start, end Millis
	action     string // "rires", between name and colon
	rest       string // the words
}

// Letters, marks and signs of names; a label is up to five words of them.
const (
	nameRune = `[\p{L}\p{M}\p{N}_.'’&/+#-]`
	gap      = `[ \x{a0}\x{202f}]{1,2}`
	name     = `[\p{L}]` + nameRune + `*(?:,?` + gap + `[\p{L}\p{N}#(]` + nameRune + `*\)?){0,5}?`
	clockIn  = `(?:[ ,\x{a0}\x{202f}]*[\[(]?\s*(` + timeToken + `)\s*[\])]?)`
	action   = `(?:[ \x{a0}]*[\[(]([^\])\n]{1,60})[\])])?`
)

var (
	colonTurn  = regexp.MustCompile(`^(` + name + `)` + clockIn + `?` + action + `[ \x{a0}\x{202f}\t]*[:：](?:[^/\d]|$)`)
	timeTurn   = regexp.MustCompile(`^(` + name + `)(?:[ \x{a0}]*[-–—|,])?` + clockIn + `[ \x{a0}]*$`)
	letterTurn = regexp.MustCompile(`^(Q|R|A|Question|Réponse|Reponse|Answer|QUESTION|RÉPONSE|REPONSE|ANSWER)[ \x{a0}]?(?:n?°?[ ]?\d{1,3})?[ \x{a0}\x{202f}]*(?:[.):/–—-]|\. ?[-–—])(?:[ \x{a0}\x{202f}\t]+|$)`)
	parenTurn  = regexp.MustCompile(`^\((` + name + `)\)$`)
	aloneTurn  = regexp.MustCompile(`^(` + name + `)$`)
	weakTurn   = regexp.MustCompile(`^(?:\[(` + name + `)\]:?|(` + name + `)(?:\t|[ \x{a0}]+[–—-][ \x{a0}]))`)
	starred    = regexp.MustCompile(`^(?:\*\*|__)([^*_\n]{1,60}?)(?:\*\*|__)`)
)

// scanLimit is how far into a line a label can reach.
const scanLimit = 160

// turnOf reads the opening of a line. Times without brackets count only where the
// file has them as a habit.
func turnOf(l line, bareTimes bool) (turn, bool) {
	if l.turn != nil && l.turn.label != "" {
		t := *l.turn
		t.rest = l.text
		return t, true
	}
	start, end, rest, timed := leadingTime(l.text, bareTimes)
	if !timed && l.turn != nil {
		start, end = l.turn.start, l.turn.end
	}
	if s, ok := cutDash(rest); ok && s != "" {
		rest = s
	}
	bold := 0
	if cut := len(l.text) - len(rest); l.plain <= cut {
		bold = max(0, l.bold-cut)
	}
	t, ok := opening(rest, bold)
	if t.start < 0 {
		t.start, t.end = start, end
	}
	return t, ok
}

func opening(s string, bold int) (turn, bool) {
	if m := starred.FindStringSubmatchIndex(s); m != nil {
		s = s[m[2]:m[3]] + s[m[1]:]
		bold = m[3] - m[2]
	}
	head := s[:cutAt(s, scanLimit)]
	if head == "" || !startsLabel(head) {
		return turn{start: untimed, end: untimed}, false
	}
	for _, read := range []func(string, string, int) (turn, bool){letterOpening, boldOpening, colonOpening, timeOpening, otherOpening} {
		if t, ok := read(s, head, bold); ok {
			return t, true
		}
	}
	return turn{start: untimed, end: untimed}, false
}

// cutAt is a limit that does not cut a letter.
func cutAt(s string, limit int) int {
	if len(s) <= limit {
		return len(s)
	}
	for limit > 0 && !utf8.RuneStart(s[limit]) {
		limit--
	}
	return limit
}

func startsLabel(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r) || r == '(' || r == '[' || unicode.IsLetter(r) && roleStart(s)
}

func letterOpening(s, head string, _ int) (turn, bool) {
	m := letterTurn.FindStringSubmatchIndex(head)
	if m == nil {
		return turn{}, false
	}
	return turn{label: head[m[2]:m[3]], form: formLetter, start: untimed, end: untimed, rest: s[m[1]:]}, true
}

// boldOpening takes a bold start of a line for a label when a sign or the end of
// the line follows it.
func boldOpening(s, head string, bold int) (turn, bool) {
	if bold == 0 || bold > len(head) || len(strings.TrimSpace(s)) == bold && strings.ContainsAny(s, "?!.") {
		return turn{}, false
	}
	inside, after := s[:bold], s[bold:]
	t := turn{form: formBold, start: untimed, end: untimed}
	if m := timeTurn.FindStringSubmatch(strings.TrimRight(inside, " :\u00a0\u202f")); m != nil {
		inside = m[1]
		t.start, _ = parseTime(m[2])
	}
	closed := strings.HasSuffix(strings.TrimRight(inside, " \u00a0\u202f"), ":")
	t.label = cleanLabel(inside)
	if start, end, rest, ok := leadingTime(strings.TrimLeft(after, " \u00a0,"), true); ok {
		t.start, t.end, after, closed = start, end, rest, true
	}
	rest := strings.TrimLeft(after, " \u00a0\u202f\t")
	if m := actionStart.FindStringSubmatch(rest); m != nil {
		t.action, rest = m[1], rest[len(m[0]):]
	}
	for _, sign := range []string{":", "-", "–", "—"} {
		if r, ok := strings.CutPrefix(rest, sign); ok {
			rest, closed = r, true
			break
		}
	}
	t.rest = strings.TrimLeft(rest, " \u00a0\u202f\t")
	return t, validLabel(t.label) && (closed || t.start >= 0 || t.rest == "")
}

var actionStart = regexp.MustCompile(`^[\[(]([^\])\n]{1,60})[\])]\s*`)

func colonOpening(s, head string, _ int) (turn, bool) {
	if !strings.ContainsAny(head, ":：") {
		return turn{}, false
	}
	m := colonTurn.FindStringSubmatchIndex(head)
	if m == nil {
		return turn{}, false
	}
	t := turn{label: cleanLabel(head[m[2]:m[3]]), form: formColon, start: untimed, end: untimed}
	if m[4] >= 0 {
		t.start, _ = parseTime(head[m[4]:m[5]])
	}
	if m[6] >= 0 {
		t.action = head[m[6]:m[7]]
	}
	colon := strings.IndexAny(head[lastOf(m[3], m[5], m[7]):], ":：") + lastOf(m[3], m[5], m[7])
	if digitAt(s, colon-1) && digitAt(s, colon+1) {
		return turn{}, false // a time inside a sentence
	}
	_, size := utf8.DecodeRuneInString(s[colon:])
	t.rest = strings.TrimLeft(s[colon+size:], " \u00a0\u202f\t")
	return t, validLabel(t.label)
}

func digitAt(s string, i int) bool { return i >= 0 && i < len(s) && s[i] >= '0' && s[i] <= '9' }

func lastOf(ends ...int) int { return slices.Max(ends) }

func timeOpening(s, head string, _ int) (turn, bool) {
	if len(s) > len(head) || !strings.Contains(s, ":") {
		return turn{}, false
	}
	m := timeTurn.FindStringSubmatch(s)
	if m == nil {
		return turn{}, false
	}
	t := turn{label: cleanLabel(m[1]), form: formTime, end: untimed}
	t.start, _ = parseTime(m[2])
	return t, validLabel(t.label) && t.start >= 0
}

func otherOpening(s, head string, _ int) (turn, bool) {
	t := turn{start: untimed, end: untimed}
	if len(s) > 4*labelRunes && s[0] != '[' && !strings.ContainsAny(head, "\t–—-") {
		return t, false
	}
	if m := parenTurn.FindStringSubmatch(s); m != nil {
		t.label, t.form = cleanLabel(m[1]), formParenthesis
		return t, validLabel(t.label)
	}
	if m := aloneTurn.FindStringSubmatch(s); m != nil && len(s) <= 4*labelRunes {
		t.label, t.form = cleanLabel(m[1]), formAlone
		return t, validLabel(t.label) && !strings.HasSuffix(s, ".")
	}
	if s[0] != '[' && !strings.ContainsAny(head, "\t–—-") {
		return t, false
	}
	if m := weakTurn.FindStringSubmatchIndex(head); m != nil {
		from, to := m[2], m[3]
		if from < 0 {
			from, to = m[4], m[5]
		}
		t.label, t.form, t.rest = cleanLabel(head[from:to]), formWeak, strings.TrimSpace(s[m[1]:])
		return t, validLabel(t.label) && t.rest != ""
	}
	return t, false
}

// cleanLabel is a label as it is shown: without its colon, its stars, its spaces.
func cleanLabel(s string) string {
	s = strings.Trim(s, " \t\n\u00a0\u202f:：*_")
	return strings.Join(strings.Fields(s), " ")
}

// Bounds of a label.
const (
	labelRunes = 40
	labelWords = 5
)

// figures are numbers that no name has: 1.2 of a heading or cell, and years.
var figures = regexp.MustCompile(`\d[.,]\d|,[ \x{a0}]*\d|\d{4}`)

// validLabel reports whether a text can be the name of a speaker.
func validLabel(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	if !unicode.IsLetter(r) || !unicode.IsUpper(r) && !roleStart(s) {
		return false
	}
	return !figures.MatchString(s) && utf8.RuneCountInString(s) <= labelRunes && len(strings.Fields(s)) <= labelWords &&
		!strings.ContainsAny(s, "?!;«»\"“”<>=@\n\t") && !strings.Contains(s, "//")
}

// foldLabel is a label without case, accents and double spaces, to compare.
func foldLabel(s string) string {
	s = strings.ToLower(strings.ReplaceAll(s, "’", "'"))
	if !isASCIIText(s) {
		s = strings.Map(func(r rune) rune {
			if unicode.Is(unicode.Mn, r) {
				return -1
			}
			return r
		}, norm.NFD.String(s))
	}
	return strings.Join(strings.Fields(s), " ")
}

func isASCIIText(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
