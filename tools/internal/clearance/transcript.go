package clearance

import (
	"slices"

	"proximite/tools/internal/transcript"
)

// Transcript is what of a transcript may be read: masked segments have no words, and
// what a person who withdrew said is masked. nil when there is no such transcript.
func (v *View) Transcript(id string) *transcript.Transcript {
	t := v.corpus.Transcript(id)
	if t == nil || t.Transcript == nil {
		return nil
	}
	cleared := *t.Transcript
	cleared.Source = transcript.Source{Published: cleared.Source.Published}
	cleared.Speakers = slices.Clone(cleared.Speakers)
	for i := range cleared.Speakers {
		cleared.Speakers[i].Label = ""
	}
	cleared.Segments = slices.Clone(cleared.Segments)
	for i := range cleared.Segments {
		s := &cleared.Segments[i]
		if s.Masked() || v.Withdrawn(cleared.SpeakerOf(s).Person) {
			*s = hidden(s)
		}
	}
	return &cleared
}

// hidden is a segment that keeps its place and its address, but no word.
func hidden(s *transcript.Segment) transcript.Segment {
	return transcript.Segment{ID: s.ID, Speaker: s.Speaker, Start: s.Start, End: s.End, Visibility: transcript.Masked, Line: s.Line}
}
