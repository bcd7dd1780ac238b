package ingest

import (
	"regexp"
	"slices"
	"strings"

	"proximite/tools/internal/diagnostic"
)

// Classification and distribution marks. They stop an import whatever the flags:
// a document that carries one is not ours to publish.

var (
	// markPhrases are marks in any writing, in a line of a margin or at the edges
	// of the text.
	markPhrases = regexp.MustCompile(`(?i)\b(diffusion\s+(restreinte|limit[ée]e|interne)|restreint\s*[-/]?\s*ue|eu\s*[-/]?\s*restricted|ue\s*[-/]?\s*restreint|` +
		`(tr[eè]s\s+)?secret\s*[-/]?\s*(ue|eu|d[ée]fense)|(eu|ue)\s*[-/]?\s*(top\s+)?secret|confidentiel\s*[-/]?\s*(ue|eu|d[ée]fense)|(eu|ue)\s*[-/]?\s*confidenti(al|el)|` +
		`(nato|otan)\s*[-/]?\s*(restricted|confidential|secret|diffusion\s+restreinte)|(restricted|limited)\s+distribution|eu\s+limited|limite\s+ue|top\s+secret|tr[eè]s\s+secret)(\W|$)`)
	// markWords are marks when they stand alone, or in capitals in a margin.
	markWords = []string{"RESTRICTED", "RESTREINT", "RESTREINTE", "LIMITED", "LIMITE", "LIMITÉ", "CONFIDENTIEL", "CONFIDENTIELLE", "CONFIDENTIAL", "SECRET"}
	// loudWords are never part of a name or a common heading when in capitals.
	loudWords = regexp.MustCompile(`(^|[^\p{L}])(RESTRICTED|RESTREINTE?|CONFIDENTIEL(LE)?|CONFIDENTIAL)($|[^\p{L}])`)
	// markSeparators cut a line into the parts in which a mark can stand alone.
	markSeparators = regexp.MustCompile(`\s*[-–—/|:()\[\]*•·_#=<>,;.«»"“”\t\n]+\s*`)
)

const edgeLines = 3 // at the start and the end of the text

var (
	placeStart = diagnostic.Text{FR: "les premières lignes", EN: "the first lines"}
	placeEnd   = diagnostic.Text{FR: "les dernières lignes", EN: "the last lines"}
	placeText  = diagnostic.Text{FR: "le texte, seule sur sa ligne", EN: "the text, alone on its line"}
)

// markings returns one finding for each classification mark in blocks, cues and
// margins; any finding refuses the file.
func markings(in input, src *source) []diagnostic.Diagnostic {
	var found []diagnostic.Diagnostic
	add := func(mark string, place diagnostic.Text, line int) {
		if mark == "" {
			return
		}
		d := ruleMarking.At(in.name, line, 0, mark, place.FR, place.EN)
		if !slices.Contains(found, d) {
			found = append(found, d)
		}
	}
	for _, m := range src.margins {
		add(markInMargin(m.text), m.place, 0)
	}
	lines := visibleLines(src)
	for i, l := range lines {
		switch {
		case i < edgeLines:
			add(markAtEdge(l.text), placeStart, l.line)
		case i >= len(lines)-edgeLines:
			add(markAtEdge(l.text), placeEnd, l.line)
		default:
			add(markAlone(l.text), placeText, l.line)
		}
	}
	return found
}

type textLine struct {
	text string
	line int
}

// visibleLines are the lines of a source that hold text.
func visibleLines(src *source) []textLine {
	var lines []textLine
	add := func(text string, line int) {
		for l := range strings.FieldsFuncSeq(text, func(r rune) bool { return r == '\n' || r == '\t' }) {
			if l = strings.TrimSpace(l); l != "" {
				lines = append(lines, textLine{l, line})
			}
		}
	}
	for _, b := range flatten(src.blocks) {
		add(b.text(), b.line)
	}
	for _, c := range src.cues {
		add(c.text, c.line)
	}
	return lines
}

// markInMargin finds a mark in a header, a footer or a property.
func markInMargin(text string) string {
	if mark := markPhrases.FindString(text); mark != "" {
		return trimMark(mark)
	}
	if mark := markPart(text, true); mark != "" {
		return mark
	}
	if m := loudWords.FindStringSubmatch(text); m != nil && len(strings.Fields(text)) <= 12 {
		return m[2]
	}
	return ""
}

// markAtEdge finds a mark in one of the first or last lines of the text.
func markAtEdge(text string) string {
	if len(strings.Fields(text)) > 12 {
		return ""
	}
	if mark := markPhrases.FindString(text); mark != "" {
		return trimMark(mark)
	}
	return markPart(text, false)
}

// markAlone finds a line that is nothing but a mark.
func markAlone(text string) string {
	if len(strings.Fields(text)) > 5 {
		return ""
	}
	bare := trimMark(text)
	if mark := trimMark(markPhrases.FindString(bare + " ")); mark != "" && len(mark) == len(bare) {
		return bare
	}
	if slices.Contains(markWords, bare) {
		return bare
	}
	return ""
}

// markPart finds a mark that stands alone between separators.
func markPart(text string, anyCase bool) string {
	for _, part := range markSeparators.Split(text, -1) {
		part = strings.TrimSpace(part)
		if anyCase && slices.Contains(markWords, strings.ToUpper(part)) || slices.Contains(markWords, part) {
			return part
		}
	}
	return ""
}

func trimMark(s string) string {
	return strings.Trim(s, " \t\u00a0-–—/|:()[]*•·_#=<>,;.«»\"“”")
}
