package translation

import (
	"bytes"
	"regexp"
	"strings"
	"unicode/utf8"

	"proximite/tools/internal/bundle"
	"proximite/tools/internal/plaintext"
)

func decode(src []byte) (rune, int) { return utf8.DecodeRune(src) }

// insert puts a text that the translation lacked after the block before it.
func (a *application) insert(c change) {
	b := c.pair.Source.Now[0]
	if len(c.pair.Source.Now) > 1 || b.Kind == Cell || b.Kind == Term || b.Kind == Front && strings.Contains(b.Key, ".") {
		a.tell(cannotPlace, c.line, c.pair.ID, a.out.Path)
		return
	}
	text := strings.ReplaceAll(c.text, "\n", " ")
	a.added = append(a.added, text)
	if b.Kind == Front {
		at := bytes.LastIndexByte(bytes.TrimRight(a.doc.Source[:a.doc.Body], "-\r\n"), '\n')
		at = lineEndAt(a.doc.Source, at+1) + 1
		a.edits = append(a.edits, replacement{at, at, b.Key + ": " + plaintext.Quote(text) + "\n"})
		return
	}
	before := a.before(c)
	at := a.doc.Body
	if before != nil {
		at = a.endOf(before)
	}
	gap := "\n\n"
	if before != nil && before.Kind == Item && b.Kind == Item {
		gap = "\n"
	}
	piece := gap + a.marked(b, text)
	if before == nil {
		piece = "\n" + a.marked(b, text) + "\n"
	}
	a.edits = append(a.edits, replacement{at, at, piece})
}

// before is the block of the body after which a missing one belongs.
func (a *application) before(c change) *Block {
	for i := c.pair.after; i >= 0 && i < len(a.blocks); i-- {
		if a.blocks[i].Kind != Front {
			return &a.blocks[i]
		}
	}
	return nil
}

// endOf is the end of the paragraph, item or table that a block stands in.
func (a *application) endOf(b *Block) int {
	src := a.doc.Source
	at := lineEndAt(src, b.spans[len(b.spans)-1].end)
	for at < len(src) {
		line := bytes.TrimSpace(src[at+1 : lineEndAt(src, at+1)])
		if b.Kind == Cell && len(line) > 0 || attributeLine.Match(line) {
			at = lineEndAt(src, at+1)
			continue
		}
		break
	}
	return len(bytes.TrimRight(src[:at], "\r\n"))
}

// marked writes the text of a block with what makes it a heading or an item.
func (a *application) marked(b Block, text string) string {
	switch b.Kind {
	case Heading:
		line := strings.Repeat("#", b.Level) + " " + text
		if b.Mark != "" {
			line += " {#" + b.Mark + "}"
		}
		return line
	case Item:
		src := a.report.source.Source
		start := b.spans[0].start
		return string(src[bytes.LastIndexByte(src[:start], '\n')+1:start]) + text
	}
	return text
}

var (
	slugLine        = regexp.MustCompile(`(?m)^slug:.*$`)
	draftLine       = regexp.MustCompile(`(?m)^draft:.*\n`)
	translationLine = regexp.MustCompile(`(?m)^translation:.*\n`)
	exemptLines     = regexp.MustCompile(`(?m)^exempt:.*\n(?:[ \t]+.*\n)*`)
	sourceLine      = regexp.MustCompile(`(?m)^source_language:.*\n`)
)

// newVersion turns a copy of the source into the draft of a translation.
func (a *application) newVersion(data []byte) []byte {
	end := bytes.Index(data, []byte("\n---"))
	if end < 0 {
		return data
	}
	front, body := string(data[:end+1]), string(data[end+1:])
	title := ""
	for i, b := range a.blocks {
		if b.Key == "title" {
			title = b.Text
			if w, ok := a.want[i]; ok {
				title = w
			}
		}
	}
	front = slugLine.ReplaceAllLiteralString(front, `slug: "`+bundle.Slug(title)+`"`)
	front = draftLine.ReplaceAllString(front, "")
	front = translationLine.ReplaceAllString(front, "")
	front = exemptLines.ReplaceAllString(front, "")
	front = sourceLine.ReplaceAllString(front, "${0}translation: \"own\"\n")
	return []byte(front + "draft: true\n" + body)
}
