package ingest

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// readText reads plain text: paragraphs between empty lines. Whether a line break
// inside a paragraph means anything is for the interpretation to say.
func readText(in input, opt Options) (*source, error) {
	if n := linesIn(in.text); n > opt.Limits.Units {
		return tooMany(in, n, opt.Limits.Units), nil
	}
	blocks := textBlocks(strings.Split(in.text, "\n"))
	return &source{blocks: blocks}, nil
}

// longLine is a line that nobody wrapped: it is a paragraph by itself.
const longLine = 110

// textBlocks groups lines into blocks. In a group with unwrapped lines each line is
// a paragraph; in the others line breaks are kept as soft ones.
func textBlocks(lines []string) []block {
	var blocks []block
	for at := 0; at < len(lines); {
		if strings.TrimSpace(lines[at]) == "" {
			at++
			continue
		}
		end := at
		long := false
		for end < len(lines) && strings.TrimSpace(lines[end]) != "" {
			long = long || utf8.RuneCountInString(lines[end]) > longLine
			end++
		}
		blocks = append(blocks, groupBlocks(lines[at:end], at+1, long)...)
		at = end
	}
	return blocks
}

var bullet = regexp.MustCompile(`^\s*[•·▪◦●*]\s+`)

func groupBlocks(lines []string, first int, apart bool) []block {
	var blocks []block
	for i, line := range lines {
		text := strings.TrimSpace(line)
		switch mark := bullet.FindString(line); {
		case mark != "" && !strings.HasPrefix(text, "**"):
			b := textBlock(first+i, strings.TrimSpace(line[len(mark):]))
			b.kind = item
			blocks = append(blocks, b)
		case apart || len(blocks) == 0:
			blocks = append(blocks, textBlock(first+i, text))
		default:
			last := &blocks[len(blocks)-1]
			last.runs = append(last.runs, run{lineBreak: true, soft: true}, run{text: text})
		}
	}
	return blocks
}

// wrapFrom is the width from which a line that is not the last of its paragraph
// was wrapped by a program.
const wrapFrom = 50

// unwrap removes the soft line breaks of text that a program wrapped and turns the
// others into real ones: verses, addresses and lists have short lines.
func unwrap(blocks []block) {
	for i := range blocks {
		b := &blocks[i]
		wrapped := true
		for j, r := range b.runs {
			if !r.lineBreak || !r.soft || j == 0 {
				continue
			}
			short := utf8.RuneCountInString(b.runs[j-1].text) < wrapFrom
			if short || j+1 < len(b.runs) && typedBullet.MatchString(b.runs[j+1].text) {
				wrapped = false
			}
		}
		for j := range b.runs {
			if r := &b.runs[j]; r.lineBreak && r.soft {
				r.soft = false
				if wrapped {
					*r = run{text: " "}
				}
			}
		}
	}
}
