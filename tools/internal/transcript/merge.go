package transcript

import (
	"maps"
	"reflect"
	"slices"
)

// Conflict is a place where a person and the new source changed the same thing in
// different ways. The words of the person are kept.
type Conflict struct {
	Segment string // "": the head of the file
	Field   string
	Ours    string
	Theirs  string
}

// Merge joins a transcript that a person edited with a new import of its source.
// base is what the last import wrote, ours what is on disk, theirs the new import
// with the ids of base (Adopt). Neither argument is changed. Where only one side
// changed something, that change is taken; where both did, ours stays and a
// conflict is reported. A segment that a person removed does not come back.
func Merge(base, ours, theirs *Transcript) (*Transcript, []Conflict) {
	m := &merger{base: index(base), ours: index(ours), theirs: index(theirs)}
	out := *ours
	m.head(base, &out, theirs)
	out.Speakers = mergeSpeakers(base, ours, theirs)
	out.Segments = nil
	for _, id := range m.order(ours, theirs) {
		if s, keep := m.segment(id); keep {
			out.Segments = append(out.Segments, s)
		}
	}
	if reflect.DeepEqual(ours.Chapters, base.Chapters) {
		out.Chapters = theirs.Chapters
	}
	return &out, m.conflicts
}

type merger struct {
	base, ours, theirs map[string]Segment
	conflicts          []Conflict
}

func index(t *Transcript) map[string]Segment {
	all := make(map[string]Segment, len(t.Segments))
	for _, s := range t.Segments {
		s.Line = 0
		all[s.ID] = s
	}
	return all
}

// order is the order of theirs; what only ours has follows its neighbour there.
func (m *merger) order(ours, theirs *Transcript) []string {
	follow := make(map[string][]string) // neighbour before → ids that only ours has
	last := ""
	for _, s := range ours.Segments {
		if _, there := m.theirs[s.ID]; there {
			last = s.ID
		} else {
			follow[last] = append(follow[last], s.ID)
		}
	}
	ids := slices.Clone(follow[""])
	for _, s := range theirs.Segments {
		ids = append(ids, s.ID)
		ids = append(ids, follow[s.ID]...)
	}
	return ids
}

// segment decides on one segment by who has it.
func (m *merger) segment(id string) (Segment, bool) {
	b, inBase := m.base[id]
	o, inOurs := m.ours[id]
	t, inTheirs := m.theirs[id]
	switch {
	case inOurs && inTheirs:
		if !inBase {
			b = Segment{ID: id, Start: Untimed, End: Untimed}
		}
		return m.fields(b, o, t), true
	case inOurs && !inBase:
		return o, true // a person added it
	case inOurs: // the source dropped it
		if equalSegment(b, o) {
			return Segment{}, false
		}
		m.conflict(id, "segment", o.Text, "")
		return o, true
	case inTheirs && inBase: // a person removed it
		if !Equal(b.Text, t.Text) {
			m.conflict(id, "segment", "", t.Text)
		}
		return Segment{}, false
	}
	return t, inTheirs
}

func equalSegment(a, b Segment) bool {
	a.Line, b.Line = 0, 0
	return reflect.DeepEqual(a, b)
}

// fields merges one segment field by field.
func (m *merger) fields(b, o, t Segment) Segment {
	out := o
	wordsChanged := o.Text != b.Text
	out.Text = m.text(o.ID, "text", b.Text, o.Text, t.Text)
	out.Speaker = m.text(o.ID, "speaker", b.Speaker, o.Speaker, t.Speaker)
	out.Lang = m.text(o.ID, "lang", b.Lang, o.Lang, t.Lang)
	if o.Start == b.Start && o.End == b.End {
		out.Start, out.End = t.Start, t.End
	}
	// Cues belong to the words: they come from the side whose words stay.
	if reflect.DeepEqual(o.Cues, b.Cues) && (!wordsChanged || o.Text == t.Text) {
		out.Cues = t.Cues
	}
	if len(t.Translation) > 0 {
		out.Translation = maps.Clone(t.Translation)
		maps.Copy(out.Translation, o.Translation)
	}
	return out
}

func (m *merger) text(id, field, base, ours, theirs string) string {
	if ours == base {
		return theirs
	}
	if theirs != base && theirs != ours {
		m.conflict(id, field, ours, theirs)
	}
	return ours
}

func (m *merger) conflict(id, field, ours, theirs string) {
	m.conflicts = append(m.conflicts, Conflict{id, field, ours, theirs})
}

// head merges what stands above the segments.
func (m *merger) head(base, out, theirs *Transcript) {
	out.Language = m.text("", "language", base.Language, out.Language, theirs.Language)
	out.Spoken = m.text("", "spoken", base.Spoken, out.Spoken, theirs.Spoken)
	out.RecordedOn = m.text("", "recorded_on", base.RecordedOn, out.RecordedOn, theirs.RecordedOn)
	if out.Title == base.Title {
		out.Title = theirs.Title
	}
	if out.DurationMs == base.DurationMs {
		out.DurationMs = theirs.DurationMs
	}
	out.Source.Format, out.Source.SHA256 = theirs.Source.Format, theirs.Source.SHA256
}

// mergeSpeakers keeps what a person said about each speaker and adds new ones.
func mergeSpeakers(base, ours, theirs *Transcript) []Speaker {
	list := slices.Clone(ours.Speakers)
	has := func(in []Speaker, id string) bool {
		return slices.ContainsFunc(in, func(p Speaker) bool { return p.ID == id })
	}
	for _, p := range theirs.Speakers {
		if !has(list, p.ID) && !has(base.Speakers, p.ID) {
			list = append(list, p)
		}
	}
	return list
}
