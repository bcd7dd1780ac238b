package ingest

import (
	"reflect"
	"testing"

	"proximite/tools/internal/transcript"
)

// timed is a transcript in which everything has a time: the captions that come out
// of it must come back as the same transcript.
func timed() *transcript.Transcript {
	t := &transcript.Transcript{
		Language: "fr",
		Speakers: []transcript.Speaker{{ID: "a", Label: "Binta & Cie"}, {ID: "b", Label: "Awa Exemple"}},
		Segments: []transcript.Segment{
			{Speaker: "a", Start: 0, End: 2500, Text: "Que voyez-vous\u00a0? 3 < 4 & 5 > 2 --> fin."},
			{Speaker: "b", Start: 2500, End: 9000, Text: "Le marché. Les gens\u202f!\n\nEt le fleuve.", Cues: []transcript.Cue{
				{Start: 2500, End: 4000, Text: "Le marché."}, {Start: 4100, End: 9000, Text: "Les gens\u202f!\n\nEt le fleuve."},
			}},
			{Speaker: "b", Start: 9000, End: 9500, Text: "- Un tiret."},
			{Speaker: "b", Start: 9400, End: 9900, Text: "Awa Exemple: encore elle, dans un autre segment."},
			{Start: 10000, End: 11000, Text: "Personne n’a dit qui parle."},
			{Speaker: "a", Start: 356_400_000, End: 356_401_000, Text: "Quatre-vingt-dix-neuf heures."},
		},
	}
	t.Number()
	return t
}

func TestCaptionsComeBackAsTheSameTranscript(t *testing.T) {
	want := timed()
	vtt, ok := want.WebVTT("fr", transcript.ByLabel("fr"))
	if !ok {
		t.Fatal("no captions")
	}
	r := read(t, "x.vtt", vtt, Options{})
	labels := map[string]string{"": "", "a": "Binta & Cie", "b": "Awa Exemple"}
	if len(r.Segments) != len(want.Segments) || r.Language != "fr" {
		t.Fatalf("%d segments in %s from\n%s", len(r.Segments), r.Language, vtt)
	}
	for i, s := range want.Segments {
		got := r.Segments[i]
		var cues []Cue
		for _, c := range s.Cues {
			cues = append(cues, Cue{c.Start, c.End, c.Text})
		}
		if got.ID != s.ID || string(got.Speaker) != labels[s.Speaker] || got.Start != s.Start || got.End != s.End ||
			got.Text != s.Text || !reflect.DeepEqual(got.Cues, cues) {
			t.Errorf("segment %d\ngot  %+v\nwant %+v", i, got, s)
		}
	}
}
