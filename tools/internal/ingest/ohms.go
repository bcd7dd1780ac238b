package ingest

import (
	"encoding/xml"
	"errors"
	"html"
	"io"
	"regexp"
	"strconv"
	"strings"
)

// readOHMS reads the XML of the Oral History Metadata Synchronizer: version 5 with
// a text and a list of minutes, version 6 with WebVTT inside. Chapters come from
// its index; all other metadata stays out.
func readOHMS(in input, opt Options) (*source, error) {
	r, err := ohmsFields(in, opt.Limits)
	if r == nil {
		d := safeXML(in.text)
		return brokenXML(in, d, err)
	}
	if err != nil {
		return refused(ruleBrokenStructure.At(in.name, r.line, 0, "XML")), nil
	}
	src := &source{}
	switch {
	case strings.Contains(r.text["vtt_transcript"], "-->"):
		inner := in
		inner.text = strings.TrimLeft(r.text["vtt_transcript"], "\n \t")
		if src, err = readVTT(inner, opt); err != nil {
			return nil, err
		}
		inherit(src.cues)
	case strings.TrimSpace(r.text["transcript"]) != "":
		lines := strings.Split(html.UnescapeString(r.text["transcript"]), "\n")
		src.blocks = textBlocks(withMinutes(lines, r.text["sync"]))
		for i := range src.blocks {
			src.blocks[i].line += r.lines["transcript"] - 1
		}
	default:
		return refused(ruleNoText.At(in.name, 0, 0)), nil
	}
	src.title = spaces(html.UnescapeString(r.text["title"]))
	if src.language == "" {
		src.language = languageCode(r.text["language"])
	}
	src.chapters, src.speech = r.chapters, true
	return src, nil
}

// inherit gives cues without a voice the one before: OHMS writes the name only
// where it changes.
func inherit(cues []cue) {
	for i := range cues {
		if i > 0 && cues[i].speaker == "" {
			cues[i].speaker, cues[i].fresh = cues[i-1].speaker, true
		}
	}
}

type ohmsRecord struct {
	text     map[string]string
	lines    map[string]int
	chapters []Chapter
	line     int // where reading stopped
}

// ohmsFields collects the few fields that are used. The result is nil when the
// root is not that of OHMS.
func ohmsFields(in input, l Limits) (*ohmsRecord, error) {
	d := safeXML(in.text)
	r := &ohmsRecord{text: map[string]string{}, lines: map[string]int{}}
	var path []string
	var point Chapter
	for {
		t, err := d.Token()
		r.line, _ = d.InputPos()
		if errors.Is(err, io.EOF) {
			return r, nil
		}
		if err != nil {
			return r, err
		}
		switch t := t.(type) {
		case xml.Directive:
			return r, errDoctype
		case xml.StartElement:
			if path = append(path, strings.ToLower(t.Name.Local)); len(path) > l.Depth {
				return r, errDepth
			}
			if t.Name.Local == "point" {
				point = Chapter{Start: untimed, Line: r.line}
			}
			if _, seen := r.lines[path[len(path)-1]]; !seen {
				r.lines[path[len(path)-1]] = r.line
			}
		case xml.CharData:
			r.field(path, string(t), &point)
		case xml.EndElement:
			if t.Name.Local == "point" && strings.TrimSpace(point.Title) != "" {
				point.Title = spaces(html.UnescapeString(point.Title))
				r.chapters = append(r.chapters, point)
			}
			path = path[:max(0, len(path)-1)]
		}
	}
}

func (r *ohmsRecord) field(path []string, text string, point *Chapter) {
	n := len(path)
	if n == 0 {
		return
	}
	name := path[n-1]
	if n > 1 && path[n-2] == "point" {
		switch name {
		case "title":
			point.Title += text
		case "time":
			if ms, ok := parseSeconds(text); ok {
				point.Start = ms
			}
		}
		return
	}
	switch name {
	case "title", "language", "transcript", "vtt_transcript", "sync":
		if n <= 3 {
			r.text[name] += text
		}
	}
}

var minuteMark = regexp.MustCompile(`^(\d{1,7})(?:\((\d{1,4})\))?`)

// withMinutes writes the times of a sync list into the lines of a transcript. The
// list "1:|25(2)|40(7)" says: every 1 minute; minute 1 starts in line 25 at word 2.
func withMinutes(lines []string, sync string) []string {
	interval, list, ok := strings.Cut(strings.TrimSpace(sync), ":")
	minutes, err := strconv.Atoi(strings.TrimSpace(interval))
	if !ok || err != nil || minutes < 1 || minutes > 60 {
		return lines
	}
	out := append([]string{}, lines...)
	for i, mark := range strings.Split(list, "|") {
		m := minuteMark.FindStringSubmatch(strings.TrimSpace(mark))
		if m == nil || i == 0 {
			continue
		}
		line, _ := strconv.Atoi(m[1])
		word, _ := strconv.Atoi(m[2])
		if line < len(out) {
			out[line] = insertAtWord(out[line], word, "["+stampOf(Millis(i*minutes)*60_000)+"]")
		}
	}
	return out
}

// insertAtWord puts a mark before the n-th word of a line, counted from 1. The
// first words of a line may be a label, which must stay first.
func insertAtWord(line string, n int, mark string) string {
	words := strings.Split(line, " ")
	at := min(max(n-1, 0), len(words))
	return strings.Join(append(append(append([]string{}, words[:at]...), mark), words[at:]...), " ")
}
