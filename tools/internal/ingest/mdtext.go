package ingest

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"github.com/goccy/go-yaml"

	"proximite/tools/internal/diagnostic"
)

// readMarkdown reads Markdown into blocks. Title and date of a front matter are
// offered; pictures and raw HTML are left out and counted.
func readMarkdown(in input, opt Options) (*source, error) {
	if n := linesIn(in.text); n > opt.Limits.Units {
		return tooMany(in, n, opt.Limits.Units), nil
	}
	m := &mdReader{in: in, src: &source{}, limits: opt.Limits}
	body, skipped := m.frontMatter(in.text)
	if nested(body, opt.Limits.Depth) {
		return refused(ruleBrokenStructure.At(in.name, 0, 0, "Markdown")), nil
	}
	if knotted(body) {
		return readText(in, opt)
	}
	m.text = []byte(body)
	m.index(skipped)
	doc := goldmark.New(goldmark.WithExtensions(extension.Table, extension.Strikethrough)).Parser().Parse(text.NewReader(m.text))
	m.blocks(doc, 0, false)
	if len(m.src.blocks) > opt.Limits.Units {
		return tooMany(in, len(m.src.blocks), opt.Limits.Units), nil
	}
	if m.left.total() > 0 {
		fr, en := m.left.list()
		m.src.found = append(m.src.found, ruleLeftOut.At(in.name, 0, 0, fr, en))
	}
	return m.src, nil
}

type mdReader struct {
	in     input
	src    *source
	limits Limits
	text   []byte
	starts []int // offset of each line
	first  int   // lines before the body
	left   tally
	title  string // of the front matter
}

// knots is how many signs of one kind a paragraph of people has at most; beyond,
// the time that Markdown takes explodes, and the file is read as plain text.
const knots = 2000

// cellSigns is how many cell borders the tables of people have at most.
const cellSigns = 10_000

func knotted(body string) bool {
	if strings.Count(body, "|") > cellSigns {
		return true
	}
	for paragraph := range strings.SplitSeq(body, "\n\n") {
		if len(paragraph) < knots {
			continue
		}
		for _, sign := range []string{"[", "]", "(", "<", "*", "_", "`", "!", "&", "\\"} {
			if strings.Count(paragraph, sign) > knots {
				return true
			}
		}
	}
	return false
}

// nested reports quote or list marks nested so deep that only an attack has them.
func nested(body string, limit int) bool {
	for line := range strings.SplitSeq(body, "\n") {
		if text := strings.TrimLeft(line, " \t"); text != "" && len(line)-len(text) > limit && strings.ContainsRune("-*+>0123456789", rune(text[0])) {
			return true
		}
		marks := 0
		for _, r := range line {
			if r == '>' || r == '-' || r == '*' || r == '+' {
				marks++
			} else if r != ' ' && r != '\t' {
				break
			}
		}
		if marks > limit && strings.Trim(line, "-*_ \t") != "" {
			return true
		}
	}
	return false
}

// frontMatter takes the head off and returns the body and the lines before it.
func (m *mdReader) frontMatter(s string) (body string, lines int) {
	rest, ok := strings.CutPrefix(s, "---\n")
	head, body, closed := strings.Cut(rest, "\n---\n")
	if !ok || !closed || yamlReference.MatchString(head) {
		return s, 0
	}
	fields := make(map[string]any)
	if yaml.Unmarshal([]byte(head), &fields) != nil {
		return s, 0
	}
	m.src.date, m.src.language = fieldText(fields, "date"), primary(fieldText(fields, "lang"))
	if m.title = spaces(fieldText(fields, "title")); m.title != "" {
		m.add(block{kind: heading, level: 1, line: 1, runs: []run{{text: m.title}}})
	}
	unused := make(map[string]bool)
	for key := range fields {
		unused[key] = key != "title" && key != "date" && key != "lang"
	}
	for _, key := range sortedKeys(unused) {
		if unused[key] {
			m.src.found = append(m.src.found, ruleHead.At(m.in.name, 1, 0, shorten(fmt.Sprint(key, ": ", fields[key]), 200)))
		}
	}
	return body, strings.Count(s[:len(s)-len(body)], "\n")
}

// yamlReference is an anchor or an alias, which nobody needs here and which can
// unfold to gigabytes.
var yamlReference = regexp.MustCompile(`(?m)(^|[:\[,{-])\s*[&*][A-Za-z0-9_]`)

func fieldText(fields map[string]any, key string) string {
	if v, ok := fields[key]; ok && v != nil {
		return fmt.Sprint(v)
	}
	return ""
}

func (m *mdReader) index(skipped int) {
	m.first = skipped
	m.starts = []int{0}
	for i, b := range m.text {
		if b == '\n' {
			m.starts = append(m.starts, i+1)
		}
	}
}

// line is the line of the file in which a block starts.
func (m *mdReader) line(n ast.Node) int {
	for ; n != nil; n = n.FirstChild() {
		if n.Type() == ast.TypeBlock && n.Lines() != nil && n.Lines().Len() > 0 {
			at := n.Lines().At(0).Start
			lo, hi := 0, len(m.starts)
			for hi-lo > 1 {
				if mid := (lo + hi) / 2; m.starts[mid] <= at {
					lo = mid
				} else {
					hi = mid
				}
			}
			return m.first + lo + 1
		}
	}
	return 0
}

func (m *mdReader) add(b block) {
	if b.kind == rule || len(b.rows) > 0 || strings.TrimSpace(b.text()) != "" {
		m.src.blocks = append(m.src.blocks, b)
	}
}

// blocks walks block nodes; level is the depth of lists.
func (m *mdReader) blocks(n ast.Node, level int, ordered bool) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Heading:
			b := block{kind: heading, level: c.Level, line: m.line(c), runs: m.inline(c, run{})}
			if c.Level > 1 || spaces(b.text()) != m.title {
				m.add(b)
			}
		case *ast.List:
			m.list(c, level)
		case *ast.ThematicBreak:
			m.add(block{kind: rule})
		case *ast.Blockquote:
			m.blocks(c, level, ordered)
		case *ast.CodeBlock, *ast.FencedCodeBlock:
			m.code(c)
		case *ast.HTMLBlock:
			m.html(c)
		case *east.Table:
			m.add(block{kind: table, line: m.line(c), rows: m.rows(c)})
		default:
			m.add(block{line: m.line(c), runs: m.inline(c, run{})})
		}
	}
}

func (m *mdReader) list(l *ast.List, level int) {
	for it := l.FirstChild(); it != nil; it = it.NextSibling() {
		b := block{kind: item, level: level, ordered: l.IsOrdered(), line: m.line(it)}
		for c := it.FirstChild(); c != nil; c = c.NextSibling() {
			if inner, ok := c.(*ast.List); ok {
				m.add(b)
				b.runs = nil
				m.list(inner, level+1)
				continue
			}
			if len(b.runs) > 0 {
				b.runs = append(b.runs, run{lineBreak: true})
			}
			b.runs = append(b.runs, m.inline(c, run{})...)
		}
		m.add(b)
	}
}

// code keeps indented text, which in an interview is a paragraph moved in, one
// block a line.
func (m *mdReader) code(n ast.Node) {
	at := m.line(n)
	for i := range n.Lines().Len() {
		s := n.Lines().At(i)
		m.add(textBlock(at+i, strings.TrimSpace(string(s.Value(m.text)))))
	}
}

func (m *mdReader) html(n ast.Node) {
	raw := string(bytes.TrimSpace(n.Lines().Value(m.text)))
	if !strings.HasPrefix(raw, "<!--") {
		m.left.add(leftRawHTML, 1)
	}
	for line := range strings.SplitSeq(raw, "\n") {
		if plain, _ := cueText(line); !strings.HasPrefix(raw, "<!--") && !strings.HasPrefix(raw, "<s") {
			m.add(textBlock(m.line(n), strings.TrimSpace(plain)))
		}
	}
}

func (m *mdReader) rows(t ast.Node) [][][]block {
	var rows [][][]block
	for r := t.FirstChild(); r != nil; r = r.NextSibling() {
		var row [][]block
		for c := r.FirstChild(); c != nil; c = c.NextSibling() {
			row = append(row, []block{{line: m.line(r), runs: m.inline(c, run{})}})
		}
		rows = append(rows, row)
	}
	return rows
}

// inline collects the runs below a node; look is what surrounds them.
func (m *mdReader) inline(n ast.Node, look run) []run {
	var runs []run
	if n.Type() == ast.TypeBlock && n.FirstChild() == nil && n.Lines() != nil {
		return []run{{text: strings.TrimSpace(string(n.Lines().Value(m.text)))}}
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		r := look
		switch c := c.(type) {
		case *ast.Text:
			r.text = string(unescapeMarkdown(c.Value(m.text)))
			runs = append(runs, r)
			if c.HardLineBreak() || c.SoftLineBreak() {
				runs = append(runs, run{lineBreak: true, soft: !c.HardLineBreak()})
			}
		case *ast.String:
			r.text = string(c.Value)
			runs = append(runs, r)
		case *ast.Emphasis:
			r.bold, r.italic = r.bold || c.Level == 2, r.italic || c.Level == 1
			runs = append(runs, m.inline(c, r)...)
		case *ast.Link:
			r.link = webLink(string(c.Destination))
			runs = append(runs, m.inline(c, r)...)
		case *ast.AutoLink:
			r.text = string(c.Label(m.text))
			r.link = webLink(string(c.URL(m.text)))
			runs = append(runs, r)
		case *ast.Image:
			m.left.add(leftPictures, 1)
		case *ast.RawHTML:
			runs = append(runs, m.rawInline(c)...)
		default:
			runs = append(runs, m.inline(c, r)...)
		}
	}
	return runs
}

// rawInline keeps what <br> means; other tags have no text of their own.
func (m *mdReader) rawInline(n *ast.RawHTML) []run {
	tag := strings.ToLower(string(n.Segments.Value(m.text)))
	if strings.HasPrefix(tag, "<br") {
		return []run{{lineBreak: true}}
	}
	return nil
}

var leftRawHTML = diagnostic.Text{FR: "blocs HTML", EN: "HTML blocks"}

// webLink is an address that may be published, else "".
func webLink(address string) string {
	lower := strings.ToLower(address)
	if strings.HasPrefix(lower, "https://") || strings.HasPrefix(lower, "http://") || strings.HasPrefix(lower, "mailto:") {
		return address
	}
	return ""
}

// unescapeMarkdown takes away backslashes before marks and resolves entities.
func unescapeMarkdown(s []byte) []byte {
	return util.ResolveEntityNames(util.ResolveNumericReferences(util.UnescapePunctuations(s)))
}
