package transcript

import (
	"reflect"
	"slices"
	"strings"
	"testing"
)

// talk is a transcript of lines "speaker: text".
func talk(lines ...string) *Transcript {
	t := &Transcript{ID: "t7n2kp", Language: "fr"}
	ids := make(map[string]string)
	for _, line := range lines {
		who, text, _ := strings.Cut(line, ": ")
		if ids[who] == "" {
			ids[who] = SpeakerID(len(ids))
			t.Speakers = append(t.Speakers, Speaker{ID: ids[who], Label: who})
		}
		t.Segments = append(t.Segments, Segment{Speaker: ids[who], Start: Untimed, End: Untimed, Text: text})
	}
	t.Number()
	return t
}

func texts(t *Transcript) []string {
	var list []string
	for _, s := range t.Segments {
		list = append(list, s.Text)
	}
	return list
}

func TestAdoptKeepsIDs(t *testing.T) {
	before := talk("A: Bonjour à vous.", "B: Oui.", "A: Que faites-vous chaque jour ici ?", "B: Oui.", "B: Au revoir à tous.")
	tests := []struct {
		name  string
		after *Transcript
		from  []int // index in before, -1: new
		kinds []ChangeKind
	}{
		{"same", talk("A: Bonjour à vous.", "B: Oui.", "A: Que faites-vous chaque jour ici ?", "B: Oui.", "B: Au revoir à tous."), []int{0, 1, 2, 3, 4}, nil},
		{"a word changed", talk("A: Bonjour à vous.", "B: Oui.", "A: Que faites-vous chaque matin ici ?", "B: Oui.", "B: Au revoir à tous."), []int{0, 1, 2, 3, 4}, []ChangeKind{Changed}},
		{"one added", talk("A: Bonjour à vous.", "A: Une phrase entièrement neuve.", "B: Oui.", "A: Que faites-vous chaque jour ici ?", "B: Oui.", "B: Au revoir à tous."), []int{0, -1, 1, 2, 3, 4}, []ChangeKind{Added}},
		{"one removed", talk("A: Bonjour à vous.", "B: Oui.", "B: Oui.", "B: Au revoir à tous."), []int{0, 1, 3, 4}, []ChangeKind{Removed}},
		{"one moved", talk("B: Au revoir à tous.", "A: Bonjour à vous.", "B: Oui.", "A: Que faites-vous chaque jour ici ?", "B: Oui."), []int{4, 0, 1, 2, 3}, []ChangeKind{Moved}},
		{"speakers in another order", talk("B: Oui.", "A: Bonjour à vous."), []int{1, 0}, []ChangeKind{Moved, Removed, Removed, Removed}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var kinds []ChangeKind
			for _, c := range Adopt(before, tt.after) {
				kinds = append(kinds, c.Kind)
			}
			if !reflect.DeepEqual(kinds, tt.kinds) {
				t.Errorf("changes %v, want %v", kinds, tt.kinds)
			}
			for j, i := range tt.from {
				s := tt.after.Segments[j]
				if i >= 0 && (s.ID != before.Segments[i].ID || s.Speaker != before.Segments[i].Speaker) {
					t.Errorf("segment %d is %s/%s, want %s/%s", j, s.ID, s.Speaker, before.Segments[i].ID, before.Segments[i].Speaker)
				}
				if i < 0 && slices.ContainsFunc(before.Segments, func(b Segment) bool { return b.ID == s.ID }) {
					t.Errorf("new segment %d took the id %s", j, s.ID)
				}
			}
		})
	}
}

func TestMerge(t *testing.T) {
	base := talk("A: un", "B: deux", "A: trois")
	edit := func(f func(*Transcript)) *Transcript {
		c := *base
		c.Segments = slices.Clone(base.Segments)
		c.Speakers = slices.Clone(base.Speakers)
		f(&c)
		return &c
	}
	tests := []struct {
		name         string
		ours, theirs *Transcript
		want         []string
		conflicts    int
	}{
		{"nobody", base, base, []string{"un", "deux", "trois"}, 0},
		{"ours", edit(func(t *Transcript) { t.Segments[0].Text = "UN" }), base, []string{"UN", "deux", "trois"}, 0},
		{"theirs", base, edit(func(t *Transcript) { t.Segments[0].Text = "uno" }), []string{"uno", "deux", "trois"}, 0},
		{"both, apart", edit(func(t *Transcript) { t.Segments[0].Text = "UN" }), edit(func(t *Transcript) { t.Segments[1].Text = "dos" }), []string{"UN", "dos", "trois"}, 0},
		{"both, the same", edit(func(t *Transcript) { t.Segments[0].Text = "x" }), edit(func(t *Transcript) { t.Segments[0].Text = "x" }), []string{"x", "deux", "trois"}, 0},
		{"both, different", edit(func(t *Transcript) { t.Segments[0].Text = "UN" }), edit(func(t *Transcript) { t.Segments[0].Text = "uno" }), []string{"UN", "deux", "trois"}, 1},
		{"source removed", base, edit(func(t *Transcript) { t.Segments = t.Segments[1:] }), []string{"deux", "trois"}, 0},
		{"source removed what was edited", edit(func(t *Transcript) { t.Segments[0].Text = "UN" }), edit(func(t *Transcript) { t.Segments = t.Segments[1:] }), []string{"UN", "deux", "trois"}, 1},
		{"person removed", edit(func(t *Transcript) { t.Segments = t.Segments[:2] }), base, []string{"un", "deux"}, 0},
		{"person removed what changed", edit(func(t *Transcript) { t.Segments = t.Segments[:2] }), edit(func(t *Transcript) { t.Segments[2].Text = "tres" }), []string{"un", "deux"}, 1},
		{"person added", edit(func(t *Transcript) {
			t.Segments = slices.Insert(t.Segments, 1, Segment{ID: "snew1", Text: "neuf", Start: Untimed, End: Untimed})
		}), edit(func(t *Transcript) { t.Segments[2].Text = "tres" }), []string{"un", "neuf", "deux", "tres"}, 0},
		{"source added", edit(func(t *Transcript) { t.Segments[2].Text = "TROIS" }), edit(func(t *Transcript) {
			t.Segments = append(t.Segments, Segment{ID: "snew2", Text: "quatre", Start: Untimed, End: Untimed})
		}), []string{"un", "deux", "TROIS", "quatre"}, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, conflicts := Merge(base, tt.ours, tt.theirs)
			if !reflect.DeepEqual(texts(got), tt.want) || len(conflicts) != tt.conflicts {
				t.Errorf("got %q, conflicts %+v", texts(got), conflicts)
			}
		})
	}
}

func TestMergeKeepsWhatAPersonSaid(t *testing.T) {
	base := talk("A: un", "B: deux")
	ours := talk("A: un", "B: deux")
	ours.Speakers[1] = Speaker{ID: "b", Person: "p9x3ww"}
	ours.Segments[0].Visibility = Masked
	ours.Segments[1].Translation = map[string]Translation{"en": {Text: "two", Status: "own"}}
	theirs := talk("A: un", "B: deux fois", "C: trois")
	Adopt(base, theirs)
	got, conflicts := Merge(base, ours, theirs)
	if len(conflicts) > 0 || got.Speakers[1].Person != "p9x3ww" || len(got.Speakers) != 3 ||
		!got.Segments[0].Masked() || got.Segments[1].Translation["en"].Text != "two" || got.Segments[1].Text != "deux fois" {
		t.Errorf("got %+v, %+v", got, conflicts)
	}
}

func TestMergeChangesNeitherSide(t *testing.T) {
	base, ours, theirs := talk("A: un"), talk("A: UN"), talk("A: un", "B: deux")
	ours.Segments[0].ID = base.Segments[0].ID
	before := string(ours.Marshal()) + string(theirs.Marshal())
	Merge(base, ours, theirs)
	if after := string(ours.Marshal()) + string(theirs.Marshal()); after != before {
		t.Errorf("before\n%s\nafter\n%s", before, after)
	}
}
