package ingest

import (
	"cmp"
	"errors"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"proximite/tools/internal/diagnostic"
)

// interpretNews reads a source as a news item: a title, a date and a body.
func interpretNews(in input, src *source, opt Options, r *Result) {
	if r.tooLong(in, src) {
		return
	}
	n := &newsReader{in: in, opt: opt, r: r, src: src, blocks: typedLists(src.documentBlocks())}
	n.date()
	n.title()
	n.caption()
	text, err := markdown(shiftHeadings(n.blocks))
	if r.alter(in, err) {
		return
	}
	r.Markdown = Optional(text)
	r.Language = Optional(cmp.Or(opt.Language, languageOf(plainText(n.blocks)), src.language))
}

// maxBody bounds the text of a news item or a summary, in bytes.
const maxBody = 3 << 20

// tooLong refuses a text that no editor wrote.
func (r *Result) tooLong(in input, src *source) bool {
	n := 0
	for _, b := range flatten(src.documentBlocks()) {
		for _, t := range b.runs {
			n += len(t.text)
		}
	}
	if n > maxBody {
		r.refuse(ruleTooLong.At(in.name, 0, 0, n>>20, maxBody>>20))
	}
	return n > maxBody
}

// alter refuses the result when Markdown would not say what the source says.
func (r *Result) alter(in input, err error) bool {
	var altered *alteredError
	if !errors.As(err, &altered) {
		return false
	}
	r.refuse(ruleAltered.At(in.name, 0, 0, altered.near))
	return true
}

// documentBlocks are the blocks of a document, or the cues of a timed file as
// paragraphs.
func (s *source) documentBlocks() []block {
	if len(s.cues) == 0 {
		return s.blocks
	}
	blocks := slices.Clone(s.blocks)
	for _, c := range s.cues {
		text := c.text
		if c.speaker != "" {
			text = c.speaker + ": " + text
		}
		blocks = append(blocks, textBlock(c.line, text))
	}
	return blocks
}

func plainText(blocks []block) string {
	var s strings.Builder
	for _, b := range blocks {
		s.WriteString(b.text())
		s.WriteByte('\n')
	}
	return s.String()
}

// shiftHeadings makes the highest level of a body the second: the first is the
// title of the page.
func shiftHeadings(blocks []block) []block {
	top := 7
	for _, b := range blocks {
		if b.kind == heading {
			top = min(top, b.level)
		}
	}
	shifted := slices.Clone(blocks)
	for i, b := range shifted {
		if b.kind == heading {
			shifted[i].level = min(b.level+2-top, 6)
		}
	}
	return shifted
}

type newsReader struct {
	in     input
	opt    Options
	r      *Result
	src    *source
	blocks []block
}

// Where the date and the title of a news item stand.
const (
	headBlocks = 6
	tailBlocks = 3
)

// date looks for a line that only gives a date, then for a date at the start of
// the text, then for what the file declares.
func (n *newsReader) date() {
	at, found := n.dateLine()
	switch {
	case found:
		n.blocks = slices.Delete(n.blocks, at.index, at.index+1)
	case n.src.date != "":
		at.foundDate, found = dateIn(n.src.date)
	}
	if !found {
		at, found = n.dateInText()
	}
	if n.opt.Date != "" {
		n.r.Date = Optional(n.opt.Date)
		return
	}
	if !found {
		n.r.tell(ruleNoDate.At(n.in.name, 0, 0))
		return
	}
	n.r.Date = Optional(at.iso)
	n.report(at)
}

type placedDate struct {
	foundDate
	index, line int
	inText      bool
}

// report names the choices that were made in reading a date.
func (n *newsReader) report(d placedDate) {
	switch {
	case len(d.iso) < len("2006-01-02"):
		n.r.tell(ruleNoDate.At(n.in.name, d.line, 0))
	case d.inText:
		n.r.tell(ruleDateFromText.At(n.in.name, d.line, 0, d.text, d.iso))
	case d.numeric && d.reversed && strings.Contains(d.text, "/"):
		n.r.tell(ruleDateAmbiguous.At(n.in.name, d.line, 0, d.text, d.iso))
	case d.numeric && d.reversed:
		n.r.tell(ruleDateChosen.At(n.in.name, d.line, 0, d.text, d.iso))
	}
}

func (n *newsReader) dateLine() (placedDate, bool) {
	for i, b := range n.blocks {
		if i >= headBlocks && i < len(n.blocks)-tailBlocks || b.kind == table {
			continue
		}
		line := strings.TrimSpace(b.text())
		d, found := dateIn(line)
		if !found {
			d, found = monthIn(line)
		}
		if found && isDateLine(line, d) {
			return placedDate{foundDate: d, index: i, line: b.line}, true
		}
	}
	return placedDate{}, false
}

func (n *newsReader) dateInText() (placedDate, bool) {
	for i, b := range n.blocks {
		if i >= headBlocks {
			break
		}
		if d, found := dateIn(b.text()); found && strings.Contains(d.text, d.iso[:4]) { // not 1.10.32
			return placedDate{foundDate: d, index: i, line: b.line, inText: true}, true
		}
	}
	return placedDate{}, false
}

// titleLabel is a label that some offices write in front of the title.
var titleLabel = regexp.MustCompile(`^(?i:titre|title)[\s\x{00a0}\x{202f}]*:[\s\x{00a0}]*`)

// title takes the first heading near the start, else a first paragraph that looks
// like a title, else what the file declares.
func (n *newsReader) title() {
	at := slices.IndexFunc(n.blocks, func(b block) bool { return b.kind == heading })
	if at < 0 || at > 2 {
		at = -1
		first := 0
		if len(n.blocks) > 2 && kicker.MatchString(n.blocks[0].text()) {
			first = 1
		}
		if len(n.blocks) > first+1 && isTitle(n.blocks[first]) {
			at = first
		}
	}
	if at < 0 {
		n.declaredTitle()
		return
	}
	text := strings.Join(strings.Fields(n.blocks[at].text()), " ")
	n.r.Title = Optional(titleLabel.ReplaceAllString(text, ""))
	n.blocks = slices.Delete(n.blocks, at, at+1)
}

// kicker matches lines that name the kind of text above its title.
var kicker = regexp.MustCompile(`^(?i:communiqué(\s+de\s+presse)?|press\s+(release|statement)|actualités?|news|article|brève|dépêche|` +
	`for\s+immediate\s+release|pour\s+diffusion\s+immédiate|point\s+de\s+presse)[\s\x{00a0}:.–-]*$`)

func (n *newsReader) declaredTitle() {
	title, _, _ := strings.Cut(n.src.title, " | ")
	if n.r.Title = Optional(strings.TrimSpace(title)); title == "" {
		n.r.tell(ruleNoTitle.At(n.in.name, 1, 0))
	}
}

// isTitle says whether a first paragraph reads like a title: short, and not a
// sentence, or marked by its label or its looks.
func isTitle(b block) bool {
	text := strings.TrimSpace(b.text())
	length := utf8.RuneCountInString(text)
	switch {
	case b.kind != paragraph || strings.Contains(text, "\n") || length > 250:
		return false
	case titleLabel.MatchString(text):
		return true
	}
	bold := !slices.ContainsFunc(b.runs, func(r run) bool { return !r.bold && strings.TrimSpace(r.text) != "" })
	sentence := strings.HasSuffix(text, ".") || strings.HasSuffix(text, ":") || strings.HasSuffix(text, ";")
	return bold || !sentence && length <= 200
}

// captionStart matches what captions and credits of pictures start with.
var captionStart = regexp.MustCompile(`^(?i:photos?|crédits?|credits?|légende|caption|image|picture|©)([\s\x{00a0}:(]|$)|^©`)

// caption reports a last line that is no sentence.
func (n *newsReader) caption() {
	if len(n.blocks) < 2 {
		return
	}
	last := n.blocks[len(n.blocks)-1]
	text := strings.TrimSpace(last.text())
	if last.kind != paragraph || text == "" {
		return
	}
	open := !strings.ContainsAny(text[len(text)-1:], ".!?:;\")]") && !strings.HasSuffix(text, "…") &&
		!strings.HasSuffix(text, "»") && !strings.HasSuffix(text, "”")
	if captionStart.MatchString(text) || open && len(strings.Fields(text)) <= 12 {
		n.r.tell(ruleCaption.At(n.in.name, last.line, 0, text))
	}
}

// tell adds a finding.
func (r *Result) tell(d diagnostic.Diagnostic) { r.Diagnostics = append(r.Diagnostics, d) }
