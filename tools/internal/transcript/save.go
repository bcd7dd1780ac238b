package transcript

import (
	"strconv"
	"strings"

	"proximite/tools/internal/scalar"
)

// header lets an editor check the file while it is typed, and tells a person what
// it is.
const header = `# yaml-language-server: $schema=../schemas/transcript.json
# Transcription : les paroles d’un entretien. Écrite par « newsroom import » ; vous pouvez la corriger.
# Transcript: the words of an interview. Written by "newsroom import"; you may correct it.
# Ne changez jamais un « id » : des liens et des citations en dépendent.
# Never change an "id": links and quotations depend on it.
`

// Marshal writes the transcript as YAML, always in the same order, so that equal
// transcripts are equal files.
func (t *Transcript) Marshal() []byte {
	w := &writer{}
	w.b.WriteString(header)
	w.text(0, "id", t.ID)
	w.text(0, "language", t.Language)
	w.text(0, "spoken", t.Spoken)
	w.localized(0, "title", t.Title)
	w.text(0, "recorded_on", t.RecordedOn)
	w.number(0, "duration_ms", t.DurationMs)
	w.media(t.Media)
	if t.Source != (Source{}) {
		w.key(0, "source")
		w.text(2, "format", t.Source.Format)
		w.text(2, "sha256", t.Source.SHA256)
		w.text(2, "published", t.Source.Published)
	}
	w.speakers(t.Speakers)
	if len(t.Segments) > 0 {
		w.key(0, "segments")
	}
	for i := range t.Segments {
		w.segment(&t.Segments[i])
	}
	w.chapters(t.Chapters)
	return []byte(w.b.String())
}

// writer writes YAML one key at a time. A pending dash turns the next key into
// the first of a list entry.
type writer struct {
	b    strings.Builder
	dash bool
}

func (w *writer) start(indent int, key string) {
	pad := strings.Repeat(" ", indent)
	if w.dash {
		pad = pad[2:] + "- "
		w.dash = false
	}
	w.b.WriteString(pad + key + ":")
}

func (w *writer) key(indent int, key string) {
	w.start(indent, key)
	w.b.WriteByte('\n')
}

func (w *writer) raw(indent int, key, value string) {
	w.start(indent, key)
	w.b.WriteString(" " + value + "\n")
}

func (w *writer) text(indent int, key, value string) {
	if value != "" {
		w.raw(indent, key, scalar.Text(value, indent+2))
	}
}

func (w *writer) number(indent int, key string, n int64) {
	if n != 0 {
		w.raw(indent, key, strconv.FormatInt(n, 10))
	}
}

func (w *writer) time(indent int, key string, m Millis) {
	if m >= 0 {
		w.raw(indent, key, strconv.FormatInt(int64(m), 10))
	}
}

func (w *writer) localized(indent int, key string, l Localized) {
	if l == (Localized{}) {
		return
	}
	w.key(indent, key)
	w.text(indent+2, "fr", l.FR)
	w.text(indent+2, "en", l.EN)
}

func (w *writer) media(m *Media) {
	if m == nil {
		return
	}
	w.key(0, "media")
	w.text(2, "file", m.File)
	w.text(2, "kind", m.Kind)
	w.number(2, "bytes", m.Bytes)
	w.number(2, "duration_ms", m.DurationMs)
	if m.Also != nil {
		w.key(2, "also")
		w.text(4, "file", m.Also.File)
		w.number(4, "bytes", m.Also.Bytes)
	}
}

func (w *writer) speakers(list []Speaker) {
	if len(list) > 0 {
		w.key(0, "speakers")
	}
	for _, p := range list {
		w.dash = true
		w.raw(4, "id", scalar.String(p.ID))
		w.text(4, "person", p.Person)
		w.localized(4, "role", p.Role)
		w.text(4, "label", p.Label)
		if p.Interviewer {
			w.raw(4, "interviewer", "true")
		}
	}
}

func (w *writer) segment(s *Segment) {
	w.dash = true
	w.raw(4, "id", scalar.String(s.ID))
	w.text(4, "speaker", s.Speaker)
	w.time(4, "start_ms", s.Start)
	w.time(4, "end_ms", s.End)
	w.text(4, "lang", s.Lang)
	w.text(4, "text", s.Text)
	if len(s.Themes) > 0 {
		quoted := make([]string, len(s.Themes))
		for i, theme := range s.Themes {
			quoted[i] = scalar.String(theme)
		}
		w.raw(4, "themes", "["+strings.Join(quoted, ", ")+"]")
	}
	w.text(4, "visibility", s.Visibility)
	w.localized(4, "note", s.Note)
	if len(s.Cues) > 0 {
		w.key(4, "cues")
	}
	for _, c := range s.Cues {
		w.cue(c)
	}
	if len(s.Translation) > 0 {
		w.key(4, "translation")
	}
	for _, language := range sortedKeys(s.Translation) {
		w.key(6, scalar.String(language))
		w.text(8, "text", s.Translation[language].Text)
		w.text(8, "status", s.Translation[language].Status)
	}
}

func (w *writer) cue(c Cue) {
	w.dash = true
	w.time(8, "start_ms", c.Start)
	w.time(8, "end_ms", c.End)
	w.raw(8, "text", scalar.Text(c.Text, 10))
}

func (w *writer) chapters(list []Chapter) {
	if len(list) > 0 {
		w.key(0, "chapters")
	}
	for _, c := range list {
		w.dash = true
		w.localized(4, "title", c.Title)
		w.text(4, "segment", c.Segment)
	}
}
