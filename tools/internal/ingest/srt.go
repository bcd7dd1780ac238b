package ingest

import (
	"html"
	"regexp"
	"strconv"
	"strings"
)

// readSRT reads SubRip subtitles. Only the timing lines are trusted: an empty line
// or a number may also stand inside the words.
func readSRT(in input, opt Options) (*source, error) {
	src := &source{}
	lines := strings.Split(in.text, "\n")
	var timings []int
	for i, line := range lines {
		if strings.Contains(line, "-->") && srtTiming.MatchString(line) {
			timings = append(timings, i)
		}
	}
	if len(timings) > opt.Limits.Units {
		return tooMany(in, len(timings), opt.Limits.Units), nil
	}
	before := 0
	if len(timings) > 0 {
		before = indexLine(lines, timings[0], 0, 1)
	}
	for _, line := range lines[:before] {
		if strings.TrimSpace(line) != "" {
			src.found = append(src.found, ruleNotSpeech.At(in.name, 1, 0, shorten(line, 80)))
		}
	}
	for n, at := range timings {
		end := len(lines)
		if n+1 < len(timings) {
			end = indexLine(lines, timings[n+1], at+1, n+2)
		}
		if c := srtCue(in, src, lines, n, at, end); c.text != "" {
			src.cues = append(src.cues, c)
		}
	}
	src.cues = splitVoices(src.cues)
	src.found = append(src.found, timeFindings(in.name, src.cues)...)
	return src, nil
}

// indexLine is the line where the cue with this timing starts: its number, if the
// line above is one and does not belong to the words of the cue before.
func indexLine(lines []string, timing, from, expected int) int {
	at := timing - 1
	for at >= from && strings.TrimSpace(lines[at]) == "" {
		at--
	}
	if at < from {
		return timing
	}
	n, err := strconv.Atoi(strings.TrimSpace(lines[at]))
	afterBlank := at == from || strings.TrimSpace(lines[at-1]) == ""
	if err == nil && (afterBlank || n == expected) {
		return at
	}
	return timing
}

func srtCue(in input, src *source, lines []string, n, at, end int) cue {
	c := cue{id: strconv.Itoa(n + 1), line: at + 1, start: untimed, end: untimed}
	first, last, _ := strings.Cut(lines[at], "-->")
	var ok bool
	if c.start, c.end, ok = timing(first, last); !ok {
		src.found = append(src.found, ruleBadTime.At(in.name, at+1, 0, n+1, strings.TrimSpace(lines[at])))
	}
	var text []string
	for _, line := range lines[at+1 : end] {
		if strings.Contains(line, "<v") && c.speaker == "" {
			if _, marks := cueText(line); len(marks) > 0 {
				c.speaker = marks[0].name
			}
		}
		if line = strings.TrimSpace(srtPlain(line)); line != "" {
			text = append(text, line)
		}
	}
	c.text = strings.Join(text, "\n")
	return c
}

var (
	srtTag      = regexp.MustCompile(`(?i)</?(i|b|u|s|font|c|v|ruby|rt|span|br)(\s[^<>]{0,200}|\.[^<>]{0,100})?/?>`)
	srtOverride = regexp.MustCompile(`\{\\[^}]{0,200}\}`)
)

// srtPlain removes what only lays out.
func srtPlain(line string) string {
	if strings.ContainsRune(line, '<') {
		line = srtTag.ReplaceAllString(line, "")
	}
	if strings.Contains(line, `{\`) {
		line = srtOverride.ReplaceAllString(line, "")
	}
	line = strings.ReplaceAll(line, `\N`, " ")
	if strings.ContainsRune(line, '&') {
		line = html.UnescapeString(line)
	}
	return line
}

// timing reads both ends of a cue. An end before the start is dropped: the words
// matter more than the clock. ok is false when anything was unreadable.
func timing(first, last string) (start, end Millis, ok bool) {
	last, _, _ = strings.Cut(strings.TrimSpace(last), " ")
	last, _, _ = strings.Cut(last, "\t")
	start, okStart := parseTime(first)
	end, okEnd := parseTime(last)
	if !okStart {
		return untimed, untimed, false
	}
	if !okEnd || end < start {
		return start, untimed, false
	}
	return start, end, true
}
