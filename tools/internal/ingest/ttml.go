package ingest

import (
	"cmp"
	"encoding/xml"
	"errors"
	"io"
	"strconv"
	"strings"
)

// readTTML reads TTML and DFXP subtitles: text, times and agents. Layout is
// ignored.
func readTTML(in input, opt Options) (*source, error) {
	p := &ttmlParser{in: in, limits: opt.Limits, d: safeXML(in.text), src: &source{}, agents: map[string]string{}, frameRate: 30, tickRate: 1}
	for {
		t, err := p.d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err == nil {
			err = p.token(t)
		}
		if err != nil {
			return brokenXML(in, p.d, err)
		}
	}
	if len(p.src.cues) == 0 {
		return refused(ruleNoCues.At(in.name, 0, 0)), nil
	}
	for i := range p.src.cues {
		if name := p.agents[p.src.cues[i].speaker]; name != "" {
			p.src.cues[i].speaker = name
		}
	}
	p.src.cues = splitVoices(p.src.cues)
	p.src.found = append(p.src.found, timeFindings(in.name, p.src.cues)...)
	return p.src, nil
}

// safeXML is a decoder that knows no entity but those of XML and HTML.
func safeXML(text string) *xml.Decoder {
	d := xml.NewDecoder(strings.NewReader(text))
	d.Entity = xml.HTMLEntity
	d.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil } // already decoded
	return d
}

var (
	errDoctype = errors.New("document type")
	errDepth   = errors.New("too deep")
	errMany    = errors.New("too many")
)

func brokenXML(in input, d *xml.Decoder, err error) (*source, error) {
	line, _ := d.InputPos()
	if errors.Is(err, errMany) {
		return tooMany(in, DefaultLimits.Units+1, DefaultLimits.Units), nil
	}
	return refused(ruleBrokenStructure.At(in.name, line, 0, "XML")), nil
}

type ttmlParser struct {
	in        input
	limits    Limits
	d         *xml.Decoder
	src       *source
	agents    map[string]string // xml:id → name
	agent     string            // the one being read
	words     strings.Builder   // of the cue, while it is read
	frameRate float64
	tickRate  float64
	stack     []ttmlElement
	cue       *cue // the paragraph being read
	ignore    int  // depth of an element whose text is no speech
}

// ttmlElement is an open element: its interval and what it says of its children.
type ttmlElement struct {
	name       string
	start, end Millis // of the interval, absolute; end untimed when open
	sequence   bool   // children follow each other
	next       Millis // where the next child of a sequence starts
	agent      string
	language   string
}

func (p *ttmlParser) token(t xml.Token) error {
	switch t := t.(type) {
	case xml.Directive:
		return errDoctype
	case xml.StartElement:
		return p.open(t)
	case xml.EndElement:
		p.close()
	case xml.CharData:
		p.text(string(t))
	}
	return nil
}

func (p *ttmlParser) open(t xml.StartElement) error {
	if len(p.stack) >= p.limits.Depth {
		return errDepth
	}
	if len(p.src.cues) > p.limits.Units {
		return errMany
	}
	parent := ttmlElement{end: untimed}
	if n := len(p.stack); n > 0 {
		parent = p.stack[n-1]
	}
	e := p.interval(t, parent)
	e.name = t.Name.Local
	e.sequence = attribute(t, "timeContainer") == "seq"
	e.next = e.start
	e.agent = cmp.Or(attribute(t, "agent"), parent.agent)
	e.language = cmp.Or(primary(attribute(t, "lang")), parent.language)
	p.stack = append(p.stack, e)
	p.element(t, e)
	return nil
}

func (p *ttmlParser) element(t xml.StartElement, e ttmlElement) {
	line, _ := p.d.InputPos()
	switch e.name {
	case "tt":
		p.rates(t)
		p.src.language = e.language
	case "agent":
		p.agent = attribute(t, "id")
	case "metadata", "head", "style", "layout":
		p.ignore++
	case "p":
		p.words.Reset()
		p.cue = &cue{start: e.start, end: e.end, speaker: e.agent, line: line, id: attribute(t, "id")}
		if !timedHere(t) && !p.timedAbove() {
			p.cue.start, p.cue.end = untimed, untimed
		}
		p.check(t, line)
	case "span":
		if p.cue != nil && timedHere(t) {
			p.spanTime(e)
		}
		if p.cue != nil && attribute(t, "agent") != "" && p.cue.speaker == "" {
			p.cue.speaker = e.agent
		}
	case "br":
		p.text("\n")
	}
}

// spanTime widens a paragraph that has no time of its own to that of its spans.
func (p *ttmlParser) spanTime(e ttmlElement) {
	if p.cue.start < 0 || p.words.Len() == 0 {
		p.cue.start = e.start
	}
	p.cue.end = max(p.cue.end, e.end)
}

func timedHere(t xml.StartElement) bool {
	return attribute(t, "begin") != "" || attribute(t, "end") != "" || attribute(t, "dur") != ""
}

func (p *ttmlParser) timedAbove() bool {
	for _, e := range p.stack {
		if e.start > 0 || e.end >= 0 {
			return true
		}
	}
	return false
}

func (p *ttmlParser) check(t xml.StartElement, line int) {
	for _, name := range []string{"begin", "end", "dur"} {
		if v := attribute(t, name); v != "" {
			if _, ok := p.time(v); !ok {
				p.src.found = append(p.src.found, ruleBadTime.At(p.in.name, line, 0, len(p.src.cues)+1, shorten(v, 40)))
			}
		}
	}
	if p.cue.end >= 0 && p.cue.end < p.cue.start {
		p.src.found = append(p.src.found, ruleBadTime.At(p.in.name, line, 0, len(p.src.cues)+1, attribute(t, "end")))
		p.cue.end = untimed
	}
}

// interval computes when an element is shown from its attributes and its parent.
func (p *ttmlParser) interval(t xml.StartElement, parent ttmlElement) ttmlElement {
	base := parent.start
	if parent.sequence {
		base = parent.next
	}
	e := ttmlElement{start: base, end: parent.end}
	if begin, ok := p.time(attribute(t, "begin")); ok {
		e.start = base + begin
	}
	if end, ok := p.time(attribute(t, "end")); ok {
		e.end = base + end
	}
	if dur, ok := p.time(attribute(t, "dur")); ok {
		if e.end < 0 || e.start+dur < e.end {
			e.end = e.start + dur
		}
	}
	return e
}

func (p *ttmlParser) rates(t xml.StartElement) {
	if n, err := strconv.ParseFloat(attribute(t, "frameRate"), 64); err == nil && n > 0 && n < 1000 {
		p.frameRate = n
	}
	if a, b, ok := strings.Cut(attribute(t, "frameRateMultiplier"), " "); ok {
		x, errX := strconv.ParseFloat(a, 64)
		y, errY := strconv.ParseFloat(b, 64)
		if errX == nil && errY == nil && x > 0 && y > 0 {
			p.frameRate *= x / y
		}
	}
	p.tickRate = p.frameRate
	if n, err := strconv.ParseFloat(attribute(t, "tickRate"), 64); err == nil && n > 0 {
		p.tickRate = n
	} else if attribute(t, "frameRate") == "" {
		p.tickRate = 1
	}
}

// time reads a TTML time: a clock, perhaps with frames, or an offset with a unit.
func (p *ttmlParser) time(s string) (Millis, bool) {
	s = strings.TrimSpace(s)
	if s == "" {
		return 0, false
	}
	if i := strings.LastIndexByte(s, ':'); strings.Count(s, ":") == 3 {
		frames, err := strconv.ParseFloat(s[i+1:], 64)
		clock, ok := parseTime(s[:i])
		return clock + Millis(frames*1000/p.frameRate), ok && err == nil && frames >= 0 && frames < 1000
	}
	if strings.Contains(s, ":") {
		return parseTime(s)
	}
	for _, unit := range []struct {
		name string
		ms   float64
	}{{"ms", 1}, {"h", 3_600_000}, {"m", 60_000}, {"s", 1000}, {"f", 1000 / p.frameRate}, {"t", 1000 / p.tickRate}, {"", 1000}} {
		number, ok := strings.CutSuffix(s, unit.name)
		if !ok {
			continue
		}
		n, err := strconv.ParseFloat(strings.ReplaceAll(number, ",", "."), 64)
		if ms := n * unit.ms; err == nil && ms >= 0 && ms <= maxTime {
			return Millis(ms + 0.5), true
		}
		return 0, false
	}
	return 0, false
}

func (p *ttmlParser) text(s string) {
	if n := len(p.stack); n > 0 && p.stack[n-1].name == "name" && p.agent != "" {
		if len(p.agents[p.agent]) > tagLimit {
			return
		}
		p.agents[p.agent] = spaces(p.agents[p.agent] + " " + s)
		return
	}
	if p.ignore > 0 || p.cue == nil {
		if strings.TrimSpace(s) != "" && p.ignore == 0 {
			line, _ := p.d.InputPos()
			p.src.found = append(p.src.found, ruleNotSpeech.At(p.in.name, line, 0, shorten(s, 80)))
		}
		return
	}
	if s != "\n" || len(p.stack) > 0 && p.stack[len(p.stack)-1].name != "br" {
		s = foldSpace(s)
	}
	p.words.WriteString(s)
}

// foldSpace folds white space inside a text but keeps one space at its ends.
func foldSpace(s string) string {
	folded := spaces(s)
	if folded == "" {
		return " "
	}
	if strings.TrimLeft(s, " \t\n") != s {
		folded = " " + folded
	}
	if strings.TrimRight(s, " \t\n") != s {
		folded += " "
	}
	return folded
}

func (p *ttmlParser) close() {
	n := len(p.stack) - 1
	if n < 0 {
		return
	}
	e := p.stack[n]
	p.stack = p.stack[:n]
	if n > 0 && p.stack[n-1].sequence {
		p.stack[n-1].next = max(e.start, e.end)
	}
	switch e.name {
	case "agent":
		p.agent = ""
	case "metadata", "head", "style", "layout":
		p.ignore--
	case "p":
		p.finish(e)
	}
}

// finish adds the paragraph that was read.
func (p *ttmlParser) finish(e ttmlElement) {
	var lines []string
	for line := range strings.SplitSeq(p.words.String(), "\n") {
		if line = spaces(line); line != "" {
			lines = append(lines, line)
		}
	}
	if p.cue.text = strings.Join(lines, "\n"); p.cue.text != "" {
		if e.language != p.src.language {
			p.cue.language = e.language
		}
		p.src.cues = append(p.src.cues, *p.cue)
	}
	p.cue = nil
	p.words.Reset()
}
