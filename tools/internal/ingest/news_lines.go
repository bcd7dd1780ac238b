package ingest

import (
	"regexp"
	"slices"
)

// Lists as people type them, with dashes.

// lines are the runs of a block between its breaks.
func (b block) lines() [][]run {
	lines := [][]run{nil}
	for _, r := range b.runs {
		if r.lineBreak {
			lines = append(lines, nil)
			continue
		}
		lines[len(lines)-1] = append(lines[len(lines)-1], r)
	}
	return lines
}

func runsText(runs []run) string { return (block{runs: runs}).text() }

// typedBullet matches what people type in front of the items of a list. Long
// dashes are left alone: they open speech.
var typedBullet = regexp.MustCompile(`^[\s\x{00a0}]*[-•·▪◦*][\s\x{00a0}]+`)

// typedLists turns two or more lines in a row that start with a typed bullet into
// items of a list.
func typedLists(blocks []block) []block {
	var out []block
	for _, b := range blocks {
		if b.kind != paragraph || !typedBullet.MatchString(lastLine(b)) {
			out = append(out, b)
			continue
		}
		out = append(out, splitBullets(b)...)
	}
	typed := make([]bool, len(out)+2) // with a neighbour at both ends
	for i, b := range out {
		typed[i+1] = b.kind == paragraph && typedBullet.MatchString(runsText(b.runs))
	}
	for i := range out {
		if typed[i+1] && (typed[i] || typed[i+2]) {
			out[i] = asItem(out[i])
		}
	}
	return out
}

func lastLine(b block) string {
	lines := b.lines()
	return runsText(lines[len(lines)-1])
}

// splitBullets cuts a paragraph in front of each line with a bullet, when two or
// more have one.
func splitBullets(b block) []block {
	lines := b.lines()
	bullets := 0
	for _, l := range lines {
		if typedBullet.MatchString(runsText(l)) {
			bullets++
		}
	}
	if bullets < 2 {
		return []block{b}
	}
	var parts []block
	for i, l := range lines {
		if i == 0 || typedBullet.MatchString(runsText(l)) {
			parts = append(parts, block{line: b.line, runs: l})
			continue
		}
		last := &parts[len(parts)-1]
		last.runs = append(append(slices.Clone(last.runs), run{lineBreak: true}), l...)
	}
	return parts
}

func asItem(b block) block {
	b.kind = item
	b.runs = slices.Clone(b.runs)
	b.runs[0].text = typedBullet.ReplaceAllString(b.runs[0].text, "")
	return b
}
