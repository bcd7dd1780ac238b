// Package transcript holds what was said in an interview: who spoke, in which
// order, at what time, in which language, and what of it may be read.
//
// A transcript lives in data/transcripts/<id>.yaml. It is a list of segments,
// and a segment is what one speaker said in one go. A segment keeps its id for
// ever: links (#s7f3q) and quotations (<transcript>#<segment>) hang on it, so a
// corrected source is merged segment by segment (Merge) and never simply
// imported again.
//
// The package reads (Parse), writes (Marshal), exports (WebVTT, PlainText) and
// answers the one question that the site's honesty rests on: are these words what
// was said? (Transcript.Quote, Match).
//
// A segment with visibility masked stays in the file for the record; no export
// and no quotation ever returns its words.
package transcript

import (
	"cmp"
	"slices"
	"strconv"
)

// Transcript is one interview.
type Transcript struct {
	ID         string    `yaml:"id"`
	Language   string    `yaml:"language"` // of the text
	Spoken     string    `yaml:"spoken"`   // what was spoken in the room; "unknown" is an answer
	Title      Localized `yaml:"title"`
	RecordedOn string    `yaml:"recorded_on"` // YYYY-MM-DD
	DurationMs int64     `yaml:"duration_ms"` // 0: not known
	Media      *Media    `yaml:"media"`
	Source     Source    `yaml:"source"`
	Speakers   []Speaker `yaml:"speakers"`
	Segments   []Segment `yaml:"segments"`
	Chapters   []Chapter `yaml:"chapters"`
}

// Localized is a text in both languages of the site.
type Localized struct {
	FR string `yaml:"fr"`
	EN string `yaml:"en"`
}

// In is the text in one language of the site.
func (l Localized) In(language string) string {
	if language == "fr" {
		return l.FR
	}
	return l.EN
}

// Copy is a recording in another format.
type Copy struct {
	File  string `yaml:"file"`
	Bytes int64  `yaml:"bytes"`
}

// Media is the recording.
type Media struct {
	File       string `yaml:"file"`
	Kind       string `yaml:"kind"` // audio or video
	Bytes      int64  `yaml:"bytes"`
	DurationMs int64  `yaml:"duration_ms"`
	Also       *Copy  `yaml:"also"` // nil: in one format only
}

// Source is where the words come from: an imported file, a publication, or both.
type Source struct {
	Format    string `yaml:"format"`
	SHA256    string `yaml:"sha256"`
	Published string `yaml:"published"` // key of data/sources.yaml
}

// Speaker is one voice. Person or Role says who may be named; Label is the name
// as it stood in the imported file, until a person links one of them.
type Speaker struct {
	ID          string    `yaml:"id"`
	Person      string    `yaml:"person"`
	Role        Localized `yaml:"role"`
	Label       string    `yaml:"label"`
	Interviewer bool      `yaml:"interviewer"`
}

// Visibilities of a segment. An absent value means public.
const (
	Public = "public"
	Masked = "masked"
)

// Segment is what one speaker said in one go. "\n\n" separates its paragraphs.
type Segment struct {
	ID          string                 `yaml:"id"`
	Speaker     string                 `yaml:"speaker"` // Speaker.ID; empty: not known
	Start       Millis                 `yaml:"start_ms"`
	End         Millis                 `yaml:"end_ms"`
	Lang        string                 `yaml:"lang"` // empty: the transcript's
	Text        string                 `yaml:"text"`
	Themes      []string               `yaml:"themes"`
	Visibility  string                 `yaml:"visibility"`
	Note        Localized              `yaml:"note"` // of the editor
	Cues        []Cue                  `yaml:"cues"` // when several were joined
	Translation map[string]Translation `yaml:"translation"`

	Line int `yaml:"-"` // in the file that was parsed
}

// UnmarshalYAML makes absent times unknown instead of zero.
func (s *Segment) UnmarshalYAML(unmarshal func(any) error) error {
	type plain Segment
	s.Start, s.End = Untimed, Untimed
	return unmarshal((*plain)(s))
}

// Masked reports whether the words must not come out.
func (s *Segment) Masked() bool { return s.Visibility == Masked }

// Cue is a timed piece of a segment.
type Cue struct {
	Start Millis `yaml:"start_ms"`
	End   Millis `yaml:"end_ms"`
	Text  string `yaml:"text"`
}

// UnmarshalYAML makes absent times unknown instead of zero.
func (c *Cue) UnmarshalYAML(unmarshal func(any) error) error {
	type plain Cue
	c.Start, c.End = Untimed, Untimed
	return unmarshal((*plain)(c))
}

// Translation is a segment in another language. Status is own, reviewed or
// official.
type Translation struct {
	Text   string `yaml:"text"`
	Status string `yaml:"status"`
}

// Chapter is a titled place.
type Chapter struct {
	Title   Localized `yaml:"title"`
	Segment string    `yaml:"segment"`
}

// Millis is a time from the start of the recording in milliseconds.
type Millis int64

// Untimed is the time of what was never timed.
const Untimed Millis = -1

// MarshalJSON writes null for an unknown time.
func (m Millis) MarshalJSON() ([]byte, error) {
	if m < 0 {
		return []byte("null"), nil
	}
	return strconv.AppendInt(nil, int64(m), 10), nil
}

// Segment finds a segment by its id.
func (t *Transcript) Segment(id string) (*Segment, bool) {
	i := slices.IndexFunc(t.Segments, func(s Segment) bool { return s.ID == id })
	if i < 0 {
		return nil, false
	}
	return &t.Segments[i], true
}

// SpeakerOf finds the speaker of a segment; the zero Speaker when it is unknown.
func (t *Transcript) SpeakerOf(s *Segment) Speaker {
	i := slices.IndexFunc(t.Speakers, func(p Speaker) bool { return p.ID == s.Speaker })
	if i < 0 || s.Speaker == "" {
		return Speaker{}
	}
	return t.Speakers[i]
}

// LanguageOf is the language in which the segment was written down.
func (t *Transcript) LanguageOf(s *Segment) string { return cmp.Or(s.Lang, t.Language) }

// Words are the words of a segment in a language, with the status of the
// translation ("" for the original). ok is false when there is no such version or
// when the segment is masked.
func (t *Transcript) Words(s *Segment, language string) (text, status string, ok bool) {
	switch {
	case s.Masked():
		return "", "", false
	case t.LanguageOf(s) == language:
		return s.Text, "", true
	}
	v, ok := s.Translation[language]
	return v.Text, v.Status, ok && v.Text != ""
}

// Languages are the languages in which every public segment can be read, the
// transcript's own first.
func (t *Transcript) Languages() []string {
	list := []string{t.Language}
	for _, language := range []string{"fr", "en"} {
		if language != t.Language && t.complete(language) {
			list = append(list, language)
		}
	}
	return list
}

func (t *Transcript) complete(language string) bool {
	for i := range t.Segments {
		s := &t.Segments[i]
		if _, _, ok := t.Words(s, language); !ok && !s.Masked() {
			return false
		}
	}
	return true
}
