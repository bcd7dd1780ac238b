package ingest

import (
	"bytes"
	"strconv"
	"strings"
	"unicode"

	"github.com/yuin/goldmark"
	markup "github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"golang.org/x/net/html"
)

// newMarkdown is Markdown as Hugo reads it with the settings of this site.
func newMarkdown() goldmark.Markdown {
	return goldmark.New(
		goldmark.WithExtensions(markup.GFM, markup.Footnote, markup.DefinitionList),
		goldmark.WithParserOptions(parser.WithAutoHeadingID(), parser.WithAttribute()),
	)
}

// says compares what Markdown shows with the text of blocks, white space aside.
// When they differ it returns the words where they do.
func says(text string, blocks []block) (near string, same bool) {
	if strings.Contains(text, "{{<") || strings.Contains(text, "{{%") || strings.Contains(text, "<!--") {
		return "{{", false
	}
	got, ok := shownText(text)
	want := squash(wantedText(blocks))
	if ok && got == want {
		return "", true
	}
	at := 0
	for at < len(got) && at < len(want) && got[at] == want[at] {
		at++
	}
	rest := strings.ToValidUTF8(want[min(at, len(want)):], "")
	return firstRunes(rest, 40), false
}

func firstRunes(s string, n int) string {
	r := []rune(s)
	return string(r[:min(n, len(r))])
}

// wantedText is the text of blocks in the order in which a page shows it: notes
// come last.
func wantedText(blocks []block) string {
	var s strings.Builder
	notes := writeText(&s, blocks)
	for i := 0; i < len(notes); i++ {
		notes = append(notes, writeText(&s, flatten(notes[i]))...)
	}
	return s.String()
}

func writeText(s *strings.Builder, blocks []block) (notes [][]block) {
	for _, b := range blocks {
		for _, r := range b.runs {
			s.WriteString(r.text)
			if r.note != nil {
				notes = append(notes, r.note)
			}
		}
		for _, row := range b.rows {
			for _, cell := range row {
				notes = append(notes, writeText(s, cell)...)
			}
		}
	}
	return notes
}

// saysInline is says for one paragraph, whose notes (numbered after those that
// went before) stand elsewhere.
func saysInline(text string, runs []run, notes int) bool {
	// A word in front of each line keeps what means something at the start of a
	// line from being read so.
	want := "x"
	for _, r := range runs {
		switch {
		case r.note != nil:
			notes++
			want += "[^" + strconv.Itoa(notes) + "]"
		case r.lineBreak:
			want += "x"
		default:
			want += r.text
		}
	}
	got, ok := shownText("x " + strings.ReplaceAll(text, "\n", "\\\nx "))
	return ok && got == squash(want)
}

// shownText is the text of the page that Markdown gives. It fails on raw HTML,
// which Hugo leaves out.
func shownText(text string) (string, bool) {
	var b bytes.Buffer
	if err := newMarkdown().Convert([]byte(text), &b); err != nil {
		return "", false
	}
	z := html.NewTokenizer(&b)
	var s strings.Builder
	inside := 0 // elements that number and link the notes
	for {
		switch z.Next() {
		case html.ErrorToken:
			return squash(s.String()), true
		case html.CommentToken:
			return "", false
		case html.TextToken:
			if inside == 0 {
				s.Write(z.Text())
			}
		case html.StartTagToken:
			if isNoteMark(z) {
				inside++
			}
		case html.EndTagToken:
			if name, _ := z.TagName(); inside > 0 && (string(name) == "sup" || string(name) == "a") {
				inside--
			}
		}
	}
}

// isNoteMark recognises the number that calls a note, the link in it and the link
// back.
func isNoteMark(z *html.Tokenizer) bool {
	name, more := z.TagName()
	sup := string(name) == "sup"
	for more {
		var key, value []byte
		key, value, more = z.TagAttr()
		if string(key) == "class" && strings.HasPrefix(string(value), "footnote-") {
			return true
		}
	}
	return sup
}

// squash leaves the characters that are seen.
func squash(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}
