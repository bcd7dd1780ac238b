package intake

import (
	"cmp"
	"strings"

	"proximite/tools/internal/bundle"
	"proximite/tools/internal/ingest"
	"proximite/tools/internal/transcript"
)

// buildTranscript is the transcript of an interview that was understood.
func (g *generator) buildTranscript() *transcript.Transcript {
	language := cmp.Or(string(g.r.Language), "und")
	t := &transcript.Transcript{
		ID: g.transcript, Language: language, Spoken: "unknown",
		Source:     transcript.Source{Format: string(g.r.Format), SHA256: g.r.SHA256},
		DurationMs: max(0, int64(g.r.DurationMs)),
	}
	if len(g.r.Date) == len("2006-01-02") {
		t.RecordedOn = string(g.r.Date)
	}
	ids := make(map[string]string)
	for i, label := range g.r.Speakers {
		id := transcript.SpeakerID(i)
		ids[label] = id
		t.Speakers = append(t.Speakers, transcript.Speaker{ID: id, Label: label, Interviewer: asks(label)})
	}
	for i := range g.r.Segments {
		t.Segments = append(t.Segments, buildSegment(g.r.Segments, i, ids))
	}
	t.Number()
	for _, c := range g.r.Chapters {
		if c.Segment < len(t.Segments) {
			t.Chapters = append(t.Chapters, transcript.Chapter{Title: g.bothLanguages(c.Title), Segment: t.Segments[c.Segment].ID})
		}
	}
	return t
}

// bothLanguages is a text of the source and its mark in the other language.
func (g *generator) bothLanguages(text string) transcript.Localized {
	l := transcript.Localized{FR: text, EN: text}
	if g.sourceLanguage() == "fr" {
		l.EN = toTranslate("en", text)
	} else {
		l.FR = toTranslate("fr", text)
	}
	return l
}

func buildSegment(all []ingest.Segment, i int, ids map[string]string) transcript.Segment {
	s := all[i]
	out := transcript.Segment{
		ID: s.ID, Speaker: ids[string(s.Speaker)], Start: s.Start, End: s.End,
		Lang: s.Language, Text: s.Text,
	}
	for n, c := range s.Cues {
		out.Cues = append(out.Cues, transcript.Cue{Start: cueStart(s, n), End: cueEnd(all, i, n), Text: c.Text})
	}
	return out
}

// cueStart is the start of a cue; words before the first known time start with
// the segment.
func cueStart(s ingest.Segment, n int) transcript.Millis {
	for ; n >= 0; n-- {
		if s.Cues[n].Start >= 0 {
			return s.Cues[n].Start
		}
	}
	return s.Start
}

// cueEnd is the end of a cue; where the file gives none, the next thing said
// starts there.
func cueEnd(all []ingest.Segment, i, n int) transcript.Millis {
	s := all[i]
	start := cueStart(s, n)
	if s.Cues[n].End >= start {
		return s.Cues[n].End
	}
	for _, c := range s.Cues[n+1:] {
		if c.Start >= start {
			return c.Start
		}
	}
	if s.End >= start {
		return s.End
	}
	if i+1 < len(all) && all[i+1].Start >= start {
		return all[i+1].Start
	}
	return start
}

// asks reports whether a label says that this voice asks the questions.
func asks(label string) bool {
	switch bundle.Slug(label) {
	case "q", "question", "interviewer", "intervieweur", "intervieweuse", "journaliste", "journalist",
		"enqueteur", "enquetrice", "reporter", "animateur", "animatrice", "moderator", "moderateur", "moderatrice":
		return true
	}
	return strings.HasPrefix(strings.ToLower(label), "interviewer ")
}
