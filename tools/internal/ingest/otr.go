package ingest

import (
	"encoding/json"
	"strconv"
	"strings"

	"golang.org/x/net/html"
)

// readOTR reads oTranscribe's files: JSON around a piece of HTML in which times
// are spans and speakers were typed by hand.
func readOTR(in input, opt Options) (*source, error) {
	var f struct {
		Text  string `json:"text"`
		Media any    `json:"media"` // may hold a private path: never kept
	}
	if err := json.Unmarshal([]byte(in.text), &f); err != nil {
		return brokenJSON(in, err), nil
	}
	p := &otrParser{limits: opt.Limits}
	if !p.read(f.Text) {
		return tooMany(in, opt.Limits.Units+1, opt.Limits.Units), nil
	}
	p.flush()
	return &source{blocks: p.blocks, speech: true}, nil
}

type otrParser struct {
	limits Limits
	blocks []block
	runs   []run
	bold   int
	skip   int // depth of elements whose text is not shown
	clock  int // depth inside a time stamp
	depth  int
}

// read walks the tokens; false when there are too many paragraphs.
func (p *otrParser) read(text string) bool {
	z := html.NewTokenizer(strings.NewReader(text))
	z.SetMaxBuf(1 << 20)
	for {
		switch z.Next() {
		case html.ErrorToken:
			return true
		case html.TextToken:
			p.text(string(z.Text()))
		case html.StartTagToken, html.SelfClosingTagToken:
			p.open(z.Token())
		case html.EndTagToken:
			p.close(z.Token().Data)
		}
		if len(p.blocks) > p.limits.Units {
			return false
		}
	}
}

func (p *otrParser) open(t html.Token) {
	switch t.Data {
	case "p", "div", "li", "h1", "h2", "h3":
		p.flush()
	case "br":
		p.runs = append(p.runs, run{lineBreak: true})
	case "b", "strong":
		p.bold++
	case "script", "style", "del", "s":
		p.skip++
	case "span":
		p.span(t)
	}
}

// span reads a time stamp; its shown text is coarser than its attribute.
func (p *otrParser) span(t html.Token) {
	stamp, known := "", false
	for _, a := range t.Attr {
		switch {
		case a.Key == "class" && strings.Contains(a.Val, "timestamp"):
			known = true
		case a.Key == "data-timestamp":
			stamp = a.Val
		}
	}
	if p.clock > 0 {
		p.clock++
		return
	}
	if s, err := strconv.ParseFloat(stamp, 64); err == nil && known && s >= 0 && s*1000 < maxTime {
		p.runs = append(p.runs, run{text: "[" + stampOf(Millis(s*1000+0.5)) + "] "})
		p.clock = 1
	} else if ms, ok := parseTime(stamp); ok && known {
		p.runs = append(p.runs, run{text: "[" + stampOf(ms) + "] "})
		p.clock = 1
	}
}

// stampOf writes a time in the form that the grammar reads.
func stampOf(m Millis) string {
	s := strconv.FormatInt(int64(m/1000%60), 10)
	ms := strconv.FormatInt(int64(1000+m%1000), 10)[1:]
	return strconv.FormatInt(int64(m/3_600_000), 10) + ":" + two(int64(m/60_000%60)) + ":" + strings.Repeat("0", 2-len(s)) + s + "." + ms
}

func two(n int64) string {
	s := strconv.FormatInt(n, 10)
	return strings.Repeat("0", max(0, 2-len(s))) + s
}

func (p *otrParser) close(tag string) {
	switch tag {
	case "p", "div", "li", "h1", "h2", "h3":
		p.flush()
	case "b", "strong":
		p.bold = max(0, p.bold-1)
	case "script", "style", "del", "s":
		p.skip = max(0, p.skip-1)
	case "span":
		p.clock = max(0, p.clock-1)
	}
}

func (p *otrParser) text(s string) {
	if p.skip > 0 || p.clock > 0 {
		return
	}
	s = strings.ReplaceAll(html.UnescapeString(s), "\n", " ")
	p.runs = append(p.runs, run{text: s, bold: p.bold > 0})
}

func (p *otrParser) flush() {
	b := block{line: len(p.blocks) + 1, runs: p.runs}
	p.runs = nil
	if strings.TrimSpace(b.text()) != "" {
		p.blocks = append(p.blocks, b)
	}
}
