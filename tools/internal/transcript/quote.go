package transcript

import (
	"strings"

	"proximite/tools/internal/diagnostic"
)

// Quote is a quotation as a page asks for it: a segment, or the part of it from
// some first words to some last words.
type Quote struct {
	Ref      string // <transcript>#<segment>
	Language string // of the page

	// First and last words of the text shown in the language of the page; empty
	// means from the start and to the end of the segment.
	From, To string
	// The same for the original, when the page shows a translation.
	OriginalFrom, OriginalTo string
}

// Passage is what a quotation may show.
type Passage struct {
	Text     string // in the language of the page
	Language string
	Status   string // of the translation: own, reviewed, official; "" when Text is the original

	Original         string // the words that were said; equals Text when Status is ""
	OriginalLanguage string

	Whole   bool // the whole segment
	Segment *Segment
	Speaker Speaker
}

// Problem is why a quotation can not be shown. At gives it a place.
type Problem struct {
	rule diagnostic.Rule
	args []any
}

// At makes a finding of the problem at a place of the page that quotes.
func (p *Problem) At(path string, line, column int) diagnostic.Diagnostic {
	return p.rule.At(path, line, column, p.args...)
}

// Error is the problem as an English sentence.
func (p *Problem) Error() string { return p.At("", 0, 0).Message.EN }

func problem(r diagnostic.Rule, args ...any) *Problem { return &Problem{r, args} }

// SplitRef cuts <transcript>#<segment>.
func SplitRef(ref string) (transcript, segment string, p *Problem) {
	transcript, segment, ok := strings.Cut(ref, "#")
	if !ok || !validID.MatchString(transcript) || !ValidSegmentID(segment) {
		return "", "", problem(ruleBadReference, ref)
	}
	return transcript, segment, nil
}

// Find resolves a quotation against all transcripts of the corpus.
func Find(all map[string]*Transcript, q Quote) (Passage, *Problem) {
	id, _, p := SplitRef(q.Ref)
	if p != nil {
		return Passage{}, p
	}
	t := all[id]
	if t == nil {
		return Passage{}, problem(ruleNoSegment, q.Ref)
	}
	return t.Quote(q)
}

// Quote resolves a quotation of this transcript.
func (t *Transcript) Quote(q Quote) (Passage, *Problem) {
	_, id, p := SplitRef(q.Ref)
	if p != nil {
		return Passage{}, p
	}
	s, ok := t.Segment(id)
	if !ok {
		return Passage{}, problem(ruleNoSegment, q.Ref)
	}
	if s.Masked() {
		return Passage{}, problem(ruleMasked, q.Ref)
	}
	text, status, ok := t.Words(s, q.Language)
	if !ok {
		return Passage{}, problem(ruleNoTranslation, q.Ref, q.Language)
	}
	out := Passage{
		Language: q.Language, Status: status, OriginalLanguage: t.LanguageOf(s),
		Whole: q.From == "" && q.To == "", Segment: s, Speaker: t.SpeakerOf(s),
	}
	if out.Text, p = Cut(text, q.From, q.To); p != nil {
		return Passage{}, p
	}
	out.Original = out.Text
	if status != "" {
		out.Original, p = Cut(s.Text, q.OriginalFrom, q.OriginalTo)
	}
	if p != nil {
		return Passage{}, p
	}
	return out, nil
}

// Cut returns the part of a text from some first words to some last words. Both
// must be found exactly once under the folding of the contract, so that a
// quotation never slides to another place when the text changes.
func Cut(text, from, to string) (string, *Problem) {
	words := pieces(text)
	start, end := 0, len(text)
	first, p := once(text, words, from)
	if p != nil {
		return "", p
	}
	last, p := once(text, words, to)
	if p != nil {
		return "", p
	}
	if from != "" {
		start = words[first].start
	}
	if to != "" {
		end = words[last+len(pieces(to))-1].end
	}
	if start >= end || from != "" && to != "" && last+len(pieces(to)) < first+len(pieces(from)) {
		return "", problem(ruleOrder, from, to)
	}
	return strings.TrimSpace(text[start:end]), nil
}

// once finds the only place of some words among the pieces of a text.
func once(text string, words []piece, wanted string) (int, *Problem) {
	if wanted == "" {
		return 0, nil
	}
	w := pieces(wanted)
	if len(w) == 0 {
		return 0, problem(ruleNotFound, wanted, excerpt(text, words, 0))
	}
	found, n := -1, 0
	for i := 0; i+len(w) <= len(words); i++ {
		if common(words[i:], w) == len(w) {
			if n++; n == 1 {
				found = i
			}
		}
	}
	switch n {
	case 0:
		return 0, problem(ruleNotFound, wanted, nearest(text, words, w))
	case 1:
		return found, nil
	}
	return 0, problem(ruleAmbiguous, wanted, n)
}

// common counts the equal pieces at the start of two lists.
func common(a, b []piece) int {
	n := 0
	for n < len(a) && n < len(b) && a[n].text == b[n].text {
		n++
	}
	return n
}

// nearest is the stretch of the text that is most like the words wanted.
func nearest(text string, words, wanted []piece) string {
	best, at := -1, 0
	want := make(map[string]bool, len(wanted))
	for _, w := range wanted {
		want[strings.ToLower(w.text)] = true
	}
	for i := range words {
		score := 3 * common(words[i:], wanted)
		for _, w := range words[i:min(i+len(wanted), len(words))] {
			if len(w.text) > 2 && want[strings.ToLower(w.text)] {
				score++
			}
		}
		if score > best {
			best, at = score, i
		}
	}
	return excerpt(text, words, at)
}

const excerptWords = 12

// excerpt is a few words of a text from a piece on.
func excerpt(text string, words []piece, at int) string {
	if at >= len(words) {
		return ""
	}
	end := min(at+excerptWords, len(words))
	cut := strings.Join(strings.Fields(text[words[at].start:words[end-1].end]), " ")
	if at > 0 {
		cut = "… " + cut
	}
	if end < len(words) {
		cut += " …"
	}
	return cut
}
