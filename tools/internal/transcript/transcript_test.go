package transcript

import (
	"bytes"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"
)

// sample uses every field of the model.
func sample() *Transcript {
	return &Transcript{
		ID: "t7n2kp", Language: "fr", Spoken: "unknown",
		Title:      Localized{FR: "Entretien : « le lien »", EN: "Interview: “the link”"},
		RecordedOn: "2023-09-04", DurationMs: 65000,
		Media:  &Media{File: "son.opus", Kind: "audio", Bytes: 12000, DurationMs: 65000, Also: &Copy{File: "son.mp3", Bytes: 24000}},
		Source: Source{Format: "vtt", SHA256: strings.Repeat("0a", 32), Published: "eucap-2023"},
		Speakers: []Speaker{
			{ID: "a", Role: Localized{FR: "une journaliste", EN: "a journalist"}, Interviewer: true},
			{ID: "b", Label: "Awa Exemple"},
		},
		Segments: []Segment{
			{ID: "s7f3q0", Speaker: "a", Start: 0, End: 2500, Text: "Que changez-vous ?"},
			{
				ID: "sk2m9x", Speaker: "b", Start: 2500, End: 9000,
				Text: "Nous parlons avec la population. On l’écoute\u00a0: c’est « le lien ».\n\nEnsuite, nous informons la hiérarchie.",
				Cues: []Cue{
					{2500, 5000, "Nous parlons avec la population."},
					{5000, 9000, "On l’écoute\u00a0: c’est « le lien ».\n\nEnsuite, nous informons la hiérarchie."},
				},
				Themes: []string{"trust", "chain-of-command"},
				Note:   Localized{FR: "ton ferme", EN: "firm tone"},
				Translation: map[string]Translation{
					"en": {Text: "We talk with the population. We listen: it is “the link”. Then we inform the chain of command.", Status: "own"},
				},
			},
			{ID: "szzzz9", Start: Untimed, End: Untimed, Text: "CANARY secret words", Visibility: Masked},
			{ID: "sbm000", Speaker: "b", Start: 9000, End: 10000, Lang: "bm", Text: "I ni ce."},
		},
		Chapters: []Chapter{{Title: Localized{FR: "Début", EN: "Start"}, Segment: "s7f3q0"}},
	}
}

func TestMarshalAndParseAreInverse(t *testing.T) {
	want := sample()
	data := want.Marshal()
	got, found := Parse("x.yaml", data)
	if len(found) > 0 {
		t.Fatalf("findings %v in\n%s", found, data)
	}
	for i := range got.Segments {
		got.Segments[i].Line = 0
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v\nwant %+v", got, want)
	}
	if again := got.Marshal(); !bytes.Equal(again, data) {
		t.Errorf("not stable:\n%s\n%s", data, again)
	}
	if !bytes.HasPrefix(data, []byte("# yaml-language-server: $schema=../schemas/transcript.json\n")) {
		t.Error("the schema comment is missing")
	}
}

func TestParseFindsTheLineOfEachFault(t *testing.T) {
	const head = "id: t7n2kp\nlanguage: fr\nspeakers:\n  - id: a\nsegments:\n"
	tests := []struct {
		name, doc, rule string
		line            int
	}{
		{"tab", "id: t7n2kp\n\tlanguage: fr\n", "transcript/bad-yaml", 2},
		{"unquoted colon", "id: t7n2kp\ntitle:\n  fr: a: b\n", "transcript/bad-yaml", 3},
		{"unknown key", "id: t7n2kp\nlangage: fr\n", "transcript/bad-yaml", 2},
		{"unknown key inside", head + "  - id: s1234\n    txet: x\n", "transcript/bad-yaml", 7},
		{"duplicate key", "id: t7n2kp\nid: abcd\n", "transcript/bad-yaml", 2},
		{"time is a word", head + "  - id: s1234\n    text: x\n    start_ms: soon\n", "transcript/bad-yaml", 8},
		{"empty", "", "transcript/bad-yaml", 0},
		{"two documents", "id: t7n2kp\n---\nid: t7n2kp\n", "transcript/bad-yaml", 0},
		{"not UTF-8", "id: \xe9\n", "transcript/bad-yaml", 0},
		{"anchor", "id: &x t7n2kp\nlanguage: fr\n", "transcript/alias", 1},
		{"alias", "id: t7n2kp\nlanguage: *x\n", "transcript/alias", 2},
		{"bad id", "id: ILOU\n", "transcript/bad-id", 1},
		{"bad segment id", head + "  - id: x1\n    text: x\n", "transcript/bad-id", 6},
		{"same id twice", head + "  - id: s1234\n    text: x\n  - id: s1234\n    text: y\n", "transcript/duplicate-id", 8},
		{"unknown speaker", head + "  - id: s1234\n    speaker: z\n    text: x\n", "transcript/unknown-speaker", 6},
		{"no text", head + "  - id: s1234\n", "transcript/no-text", 6},
		{"ends before start", head + "  - id: s1234\n    text: x\n    start_ms: 5\n    end_ms: 4\n", "transcript/bad-times", 6},
		{"visibility", head + "  - id: s1234\n    text: x\n    visibility: hidden\n", "transcript/bad-value", 6},
		{"status", head + "  - id: s1234\n    text: x\n    translation:\n      en:\n        text: y\n        status: good\n", "transcript/bad-value", 6},
		{"cues", head + "  - id: s1234\n    text: one two\n    cues:\n      - text: one\n", "transcript/cues-differ", 6},
		{"chapter", head + "  - id: s1234\n    text: x\nchapters:\n  - segment: s9999\n", "transcript/dead-chapter", 9},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, found := Parse("x.yaml", []byte(tt.doc))
			if len(found) != 1 || found[0].Rule != tt.rule || found[0].Line != tt.line {
				t.Errorf("got %+v, want one %s in line %d", found, tt.rule, tt.line)
			}
		})
	}
}

func TestParseRefusesUnfoldingAliases(t *testing.T) {
	var b strings.Builder
	b.WriteString("a0: &a0 [x,x,x,x,x,x,x,x,x]\n")
	for i := 1; i < 12; i++ {
		fmt.Fprintf(&b, "a%d: &a%d [%s]\n", i, i, strings.Repeat(fmt.Sprintf("*a%d,", i-1), 9))
	}
	if got, found := Parse("x.yaml", []byte(b.String())); got != nil || len(found) == 0 {
		t.Errorf("accepted: %v", found)
	}
}

func TestLoadReadsByID(t *testing.T) {
	all, found, err := Load(fstest.MapFS{
		"data/transcripts/t7n2kp.yaml": {Data: sample().Marshal()},
		"data/transcripts/broken.yaml": {Data: []byte("id: [\n")},
	})
	if err != nil || len(all) != 1 || all["t7n2kp"] == nil || len(found) != 1 {
		t.Errorf("Load() = %v, %v, %v", all, found, err)
	}
}

func TestSegmentIDsAreStableAndDistinct(t *testing.T) {
	a, b := &Transcript{}, &Transcript{}
	for _, text := range []string{"Oui.", "Non.", "Oui.", "Oui."} {
		a.Segments = append(a.Segments, Segment{Text: text})
		b.Segments = append(b.Segments, Segment{Text: text})
	}
	a.Number()
	b.Number()
	seen := make(map[string]bool)
	for i, s := range a.Segments {
		if !ValidSegmentID(s.ID) || seen[s.ID] || b.Segments[i].ID != s.ID {
			t.Errorf("segment %d has id %q, again %q", i, s.ID, b.Segments[i].ID)
		}
		seen[s.ID] = true
	}
}

func TestSpeakerID(t *testing.T) {
	for n, want := range map[int]string{0: "a", 25: "z", 26: "a2", 52: "a3"} {
		if got := SpeakerID(n); got != want || !validSpeakerID.MatchString(got) {
			t.Errorf("SpeakerID(%d) = %q", n, got)
		}
	}
}

func TestExportsNeverHoldMaskedWords(t *testing.T) {
	tr := sample()
	tr.Segments[2].Start, tr.Segments[2].End = 9000, 9500
	tr.Segments[2].Cues = []Cue{{9000, 9500, "CANARY secret words"}}
	tr.Segments[2].Translation = map[string]Translation{"en": {Text: "CANARY translated", Status: "own"}}
	for _, language := range []string{"fr", "en", "bm"} {
		vtt, _ := tr.WebVTT(language, ByLabel(language))
		for _, out := range [][]byte{vtt, tr.PlainText(language, ByLabel(language))} {
			if bytes.Contains(out, []byte("CANARY")) || !bytes.Contains(out, []byte("publi")) {
				t.Errorf("%s:\n%s", language, out)
			}
		}
	}
}

func TestWebVTT(t *testing.T) {
	got, ok := sample().WebVTT("fr", ByLabel("fr"))
	want := `WEBVTT
Kind: captions
Language: fr

s7f3q0
00:00:00.000 --> 00:00:02.500
<v une journaliste>Que changez-vous ?

sk2m9x
00:00:02.500 --> 00:00:05.000
<v Awa Exemple>Nous parlons avec la population.

sk2m9x-2
00:00:05.000 --> 00:00:09.000
<v Awa Exemple>On l’écoute` + "\u00a0" + `: c’est « le lien ».
Ensuite, nous informons la hiérarchie.

sbm000
00:00:09.000 --> 00:00:10.000
<v Awa Exemple>[bm] I ni ce.
`
	if string(got) != want || !ok {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestWebVTTEscapesAndInventsOnlyMissingEnds(t *testing.T) {
	tr := &Transcript{Language: "en", Segments: []Segment{
		{ID: "s1111", Start: 3_600_000, End: Untimed, Text: "a < b & c --> d"},
		{ID: "s2222", Start: 3_601_000, End: Untimed, Text: "end"},
	}}
	got, _ := tr.WebVTT("en", ByLabel("en"))
	for _, want := range []string{"01:00:00.000 --> 01:00:01.000\na &lt; b &amp; c --&gt; d\n", "01:00:01.000 --> 01:00:02.200\n"} {
		if !strings.Contains(string(got), want) {
			t.Errorf("%q is not in\n%s", want, got)
		}
	}
	if _, ok := (&Transcript{Segments: []Segment{{Start: Untimed, Text: "x"}}}).WebVTT("fr", ByLabel("fr")); ok {
		t.Error("captions without a time")
	}
}

func TestPlainText(t *testing.T) {
	got := string(sample().PlainText("en", ByLabel("en")))
	want := `Interview: “the link”

[00:00:00] a journalist: [fr] Que changez-vous ?

[00:00:02] Awa Exemple: We talk with the population. We listen: it is “the link”. Then we inform the chain of command.

[Passage not published, to protect a person.]

[00:00:09] Awa Exemple: [bm] I ni ce.
`
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestLanguagesNeedEveryPublicSegment(t *testing.T) {
	tr := sample()
	if got := tr.Languages(); !reflect.DeepEqual(got, []string{"fr"}) {
		t.Errorf("incomplete: %v", got)
	}
	tr.Segments[0].Translation = map[string]Translation{"en": {Text: "What?", Status: "own"}}
	tr.Segments[3].Translation = map[string]Translation{"en": {Text: "Hello.", Status: "own"}}
	if got := tr.Languages(); !reflect.DeepEqual(got, []string{"fr", "en"}) {
		t.Errorf("complete: %v", got)
	}
}

func FuzzParse(f *testing.F) {
	f.Add(sample().Marshal())
	f.Add([]byte("id: &x [*x]\n"))
	f.Add([]byte("segments:\n  - text: |-\n      a\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		first, found := Parse("x.yaml", data)
		if first == nil || len(found) > 0 {
			return
		}
		again, found := Parse("x.yaml", first.Marshal())
		if again == nil || len(found) > 0 || !bytes.Equal(again.Marshal(), first.Marshal()) {
			t.Errorf("%v\n%s", found, first.Marshal())
		}
	})
}
