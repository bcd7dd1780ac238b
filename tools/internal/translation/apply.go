package translation

import (
	"bytes"
	"regexp"
	"slices"
	"sort"
	"strings"

	"proximite/tools/internal/bundle"
	"proximite/tools/internal/diagnostic"
	"proximite/tools/internal/document"
	"proximite/tools/internal/plaintext"
)

// Outcome is what an import came to.
type Outcome struct {
	Path    string
	Data    []byte // the file as it should be; nil: unchanged
	Entry   *Entry // of the ledger; nil: unchanged
	Taken   int    // texts that are new in the file
	Agreed  int    // texts that a person has confirmed as they were
	Waiting int    // texts without a translation, or one that nobody has confirmed
	Found   []diagnostic.Diagnostic
}

// Apply takes the texts of a reply into the translation. file is the name of the reply,
// for the findings. With a broken code nothing at all is taken; a text that somebody
// has changed since the export is left alone and reported.
func (r *Report) Apply(reply *Reply, file string) Outcome {
	a := &application{report: r, file: file, out: Outcome{Path: r.targetPath()}}
	a.doc, a.blocks = r.base()
	a.pairs = r.exchangePairs()
	var taken []change
	for _, u := range reply.Units {
		if c, ok := a.unit(u); ok {
			taken = append(taken, c)
		}
	}
	if diagnostic.Blocking(a.out.Found) {
		return a.out
	}
	for _, c := range taken {
		a.place(c)
	}
	if r.target == nil {
		a.markRest(taken)
	}
	if diagnostic.Blocking(a.out.Found) {
		return a.out
	}
	a.finish(taken)
	return a.out
}

// markRest marks the texts of a new version that nobody has translated, so that no
// reader takes them for its language: check asks for them.
func (a *application) markRest(taken []change) {
	for _, p := range a.pairs {
		if p.Kind == Code || p.Kind == Call || slices.ContainsFunc(taken, func(c change) bool { return c.pair.ID == p.ID }) {
			continue
		}
		for i, b := range p.Source.Now {
			a.replace(p.before+i, b, bundle.ToTranslate[a.report.To]+" "+b.Text)
		}
	}
}

// targetPath is the file of the translation.
func (r *Report) targetPath() string {
	if r.target != nil {
		return r.target.Path
	}
	return strings.TrimSuffix(r.source.Path, r.From+".md") + r.To + ".md"
}

// base is the document that is changed: the translation, or a copy of the source when
// there is none.
func (r *Report) base() (*document.Document, []Block) {
	if r.target != nil {
		return r.target.Document, r.targetBlocks
	}
	return r.source.Document, r.sourceBlocks
}

type application struct {
	report *Report
	file   string
	doc    *document.Document
	blocks []Block
	pairs  []Pair
	edits  []replacement
	want   map[int]string // texts by block, to compare in the end
	added  []string
	out    Outcome
}

// change is one text to take.
type change struct {
	pair Pair
	unit Unit
	line int
	text string
	same bool // the text is already there
}

type replacement struct {
	start, end int
	text       string
}

// unit decides about one unit of the reply.
func (a *application) unit(u ReplyUnit) (change, bool) {
	i := slices.IndexFunc(a.pairs, func(p Pair) bool { return p.ID == u.ID && len(p.Source.Now) > 0 })
	if i < 0 {
		a.tell(unitGone, u.Line, u.ID)
		return change{}, false
	}
	ours := a.report.unit(a.pairs[i], nil)
	if u.trouble != "" {
		a.tell(brokenCode, u.Line, u.ID, u.trouble)
		return change{}, false
	}
	if len(u.target) == 0 {
		a.out.Waiting++
		return change{}, false
	}
	if u.seal != ours.seal {
		a.tell(changedSince, u.Line, u.ID, a.out.Path)
		return change{}, false
	}
	text, f := ours.rebuild(u.target)
	same := text == raw(ours.target)
	switch {
	case !u.Confirmed && (same || !u.Lenient):
		a.out.Waiting++
		return change{}, false
	case f.broken:
		a.tell(brokenCode, u.Line, u.ID, f.code)
		return change{}, false
	case f.markup:
		a.tell(strayMarkup, u.Line, u.ID, f.code)
		return change{}, false
	}
	return change{pair: a.pairs[i], unit: ours, line: u.Line, text: text, same: same}, true
}

func (a *application) tell(rule diagnostic.Rule, line int, args ...any) {
	a.out.Found = append(a.out.Found, rule.At(a.file, line, 0, args...))
}

// place works out the bytes that a change replaces.
func (a *application) place(c change) {
	if c.same {
		if c.unit.open() || !a.report.Recorded {
			a.out.Agreed++
		}
		return
	}
	a.out.Taken++
	at, now := c.pair.after, c.pair.Target.Now
	if a.report.target == nil {
		at, now = c.pair.before, c.pair.Source.Now
	}
	if len(now) == 0 {
		a.insert(c)
		return
	}
	texts := []string{c.text}
	if len(now) > 1 {
		texts = strings.Split(c.text, "\n\n")
	}
	if len(texts) != len(now) {
		a.tell(cannotPlace, c.line, c.pair.ID, a.out.Path)
		return
	}
	for i, b := range now {
		if b.Text != texts[i] {
			a.replace(at+i, b, texts[i])
		}
	}
}

func (a *application) replace(at int, b Block, text string) {
	if a.want == nil {
		a.want = make(map[int]string)
	}
	a.want[at] = text
	if b.Kind == Front {
		start, end := scalarRange(a.doc.Source, b.node, a.doc)
		a.edits = append(a.edits, replacement{start, end, frontValue(a.doc.Source[start:end], text)})
		return
	}
	start, end := b.spans[0].start, b.spans[len(b.spans)-1].end
	lines := strings.Split(text, "\n")
	if len(b.spans) == 1 && (b.Kind == Heading || b.Kind == Cell || b.Kind == Term) {
		lines = []string{strings.Join(lines, " ")}
		a.want[at] = lines[0]
	}
	var out strings.Builder
	for i, l := range lines {
		if i > 0 {
			out.WriteString(a.between(b, i))
		}
		out.WriteString(l)
	}
	a.edits = append(a.edits, replacement{start, end, out.String()})
}

var listMark = regexp.MustCompile(`[^>\s]`)

// between is what stands between two lines of a block: a line end and the marks of the
// lists and quotations that the block is in.
func (a *application) between(b Block, i int) string {
	src := a.doc.Source
	if len(b.spans) > 1 {
		i = min(i, len(b.spans)-1)
		return string(src[b.spans[i-1].end:b.spans[i].start])
	}
	start := b.spans[0].start
	lineStart := bytes.LastIndexByte(src[:start], '\n') + 1
	return "\n" + listMark.ReplaceAllString(string(src[lineStart:start]), " ")
}

// scalarRange is where the value of a text of the front matter stands in the file.
func scalarRange(src []byte, n *plaintext.Node, d *document.Document) (start, end int) {
	start = offsetOf(src, d, n.Line, n.Column)
	if start >= len(src) {
		return start, start
	}
	switch src[start] {
	case '"':
		for end = start + 1; end < len(src) && src[end] != '"'; end++ {
			if src[end] == '\\' {
				end++
			}
		}
		return start, min(end+1, len(src))
	case '\'':
		for end = start + 1; end < len(src); end++ {
			if src[end] == '\'' {
				if end+1 < len(src) && src[end+1] == '\'' {
					end++
					continue
				}
				break
			}
		}
		return start, min(end+1, len(src))
	}
	end = lineEndAt(src, start)
	lineStart := bytes.LastIndexByte(src[:start], '\n') + 1
	indent := indentation(src[lineStart:])
	// What is indented more than the key still belongs to a plain or literal value.
	for next := end + 1; next < len(src); next = end + 1 {
		line := src[next:lineEndAt(src, next)]
		if len(bytes.TrimSpace(line)) > 0 && indentation(line) <= indent {
			break
		}
		end = lineEndAt(src, next)
	}
	for end > start && strings.IndexByte("\r\n \t", src[end-1]) >= 0 {
		end--
	}
	if src[start] != '|' && src[start] != '>' {
		if i := bytes.Index(src[start:end], []byte(" #")); i >= 0 {
			end = start + len(bytes.TrimRight(src[start:start+i], " \t"))
		}
	}
	return start, end
}

func offsetOf(src []byte, d *document.Document, line, column int) int {
	at := 0
	for n := 1; n < line; n++ {
		at += bytes.IndexByte(src[at:], '\n') + 1
	}
	for range column - 1 {
		_, size := decode(src[at:])
		at += size
	}
	return at
}

func lineEndAt(src []byte, at int) int {
	if i := bytes.IndexByte(src[at:], '\n'); i >= 0 {
		return at + i
	}
	return len(src)
}

func indentation(line []byte) int { return len(line) - len(bytes.TrimLeft(line, " ")) }

// frontValue writes a value in the manner of the one that it replaces.
func frontValue(old []byte, text string) string {
	if len(old) > 0 && old[0] == '"' {
		return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`, "\t", `\t`).Replace(text) + `"`
	}
	return plaintext.Quote(text)
}

// finish applies the edits, reads the result again and makes the entry of the ledger.
func (a *application) finish(taken []change) {
	data := a.edited()
	if a.report.target == nil {
		data = a.newVersion(data)
	}
	doc, found := document.Parse(a.out.Path, data)
	_, before := document.Parse(a.out.Path, a.doc.Source)
	if len(found) > len(before) || !a.asWanted(Blocks(doc)) {
		a.tell(cannotPlace, 0, a.report.Key, a.out.Path)
		a.out.Taken, a.out.Agreed = 0, 0
		return
	}
	if !bytes.Equal(data, a.doc.Source) || a.report.target == nil {
		a.out.Data = data
	}
	a.out.Entry = a.entry(taken)
}

func (a *application) edited() []byte {
	sort.SliceStable(a.edits, func(i, j int) bool { return a.edits[i].start < a.edits[j].start })
	var b bytes.Buffer
	at := 0
	for _, e := range a.edits {
		b.Write(a.doc.Source[at:e.start])
		b.WriteString(e.text)
		at = e.end
	}
	b.Write(a.doc.Source[at:])
	return b.Bytes()
}

// asWanted compares the blocks of the new file with what they should say: the old ones
// in their order, with the new ones among them.
func (a *application) asWanted(now []Block) bool {
	added := slices.Clone(a.added)
	i := 0
	for _, b := range now {
		want := ""
		if i < len(a.blocks) {
			want = a.blocks[i].Text
			if w, ok := a.want[i]; ok {
				want = w
			}
		}
		switch k := slices.Index(added, b.Text); {
		case i < len(a.blocks) && b.Text == want:
			i++
		case k >= 0:
			added = slices.Delete(added, k, k+1)
		default:
			return false
		}
	}
	return i == len(a.blocks) && len(added) == 0
}

// entry records the texts that were taken or confirmed. What a translator did not
// confirm stays as it was recorded.
func (a *application) entry(taken []change) *Entry {
	e := &Entry{Source: a.report.From}
	by := make(map[string]change)
	for _, c := range taken {
		by[c.pair.ID] = c
	}
	changed := !a.report.Recorded && len(taken) > 0
	for _, p := range a.pairs {
		c, ok := by[p.ID]
		switch {
		case ok && (!c.same || c.unit.open()):
			e.Records = append(e.Records, Record{ID: p.ID, Kind: p.Kind, Key: p.Key, Source: p.Source.Text(), Target: c.text})
			changed = true
		case p.record >= 0:
			e.Records = append(e.Records, Record{ID: p.ID, Kind: p.Kind, Key: p.Key, Source: p.Source.Old, Target: p.Target.Old})
		case a.report.target == nil && (p.Kind == Call || p.Kind == Code):
			e.Records = append(e.Records, Record{ID: p.ID, Kind: p.Kind, Key: p.Key, Source: p.Source.Text(), Target: p.Source.Text()})
		}
	}
	if !changed {
		return nil
	}
	return e
}
