package clearance

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"proximite/tools/internal/content"
	"proximite/tools/internal/transcript"
)

// Paths in the project under which Hugo finds the view; the project has no such files.
const (
	peoplePath     = "data/people.json"
	transcriptPath = "data/transcripts/%s.json"
)

// personData is a person as templates know one, by language.
type personData struct {
	Scopes []string             `json:"scopes"`
	Forms  map[string]formsData `json:"forms"`
}

// formsData are the forms of a person in a language.
type formsData struct {
	Alone  string            `json:"alone"`  // on a line of their own, with the label
	Inside map[string]string `json:"inside"` // in a sentence, by the word before; "" without one, "possessive"
	Start  map[string]string `json:"start"`  // the same at the beginning of a sentence
	Label  string            `json:"label"`  // for the first mention
}

// Overlay is what Hugo may know of persons and transcripts, by paths in the project.
// A transcript comes with its words when a published interview lets them be read;
// else only with the segments that published pages quote. With drafts, for a preview,
// items that are not published yet count as if they were.
func (v *View) Overlay(drafts bool) (map[string][]byte, error) {
	people := make(map[string]personData, len(v.people))
	for id := range v.people {
		people[id] = v.personData(id)
	}
	files := make(map[string][]byte)
	if err := put(files, peoplePath, people); err != nil {
		return nil, err
	}
	if err := put(files, photosPath, v.photos(drafts)); err != nil {
		return nil, err
	}
	uses := v.uses(drafts)
	for _, t := range v.corpus.Transcripts {
		use, used := uses[t.Name]
		if t.Transcript == nil || !used {
			continue
		}
		if err := put(files, fmt.Sprintf(transcriptPath, t.Name), v.transcriptData(t.Name, use)); err != nil {
			return nil, err
		}
	}
	return files, nil
}

func put(files map[string][]byte, path string, value any) error {
	data, err := json.Marshal(value)
	if err != nil {
		return fmt.Errorf("clear %s: %w", path, err)
	}
	files[path] = data
	return nil
}

func (v *View) personData(id string) personData {
	d := personData{Scopes: []string{}, Forms: make(map[string]formsData)}
	if !v.Withdrawn(id) {
		for _, s := range v.people[id].Entry.Get("scopes").Children() {
			d.Scopes = append(d.Scopes, s.Text())
		}
	}
	for _, language := range v.corpus.Languages {
		f := formsData{
			Alone: v.Name(id, language), Label: v.Label(id, language),
			Inside: make(map[string]string), Start: make(map[string]string),
		}
		uses := map[string]Use{"": {}, "possessive": {Possessive: true}}
		for _, word := range Joints() {
			uses[word] = Use{After: word}
		}
		for key, use := range uses {
			f.Inside[key] = v.Sentence(id, language, use)
			use.Start = true
			f.Start[key] = v.Sentence(id, language, use)
		}
		d.Forms[language] = f
	}
	return d
}

// use is how far pages need a transcript.
type use struct {
	whole  bool // an interview shows the words
	held   bool // its interview is not public yet, or no more
	quoted map[string]bool
}

// uses lists the transcripts that pages need.
func (v *View) uses(drafts bool) map[string]use {
	all := make(map[string]use)
	held := v.corpus.HeldTranscripts()
	of := func(id string) use {
		u, ok := all[id]
		if !ok {
			u.quoted, u.held = make(map[string]bool), held[id] && !drafts
		}
		return u
	}
	quote := func(ref string) {
		if id, segment, ok := strings.Cut(ref, "#"); ok {
			u := of(id)
			u.quoted[segment] = true
			all[id] = u
		}
	}
	for _, page := range v.corpus.Pages() {
		for _, version := range page.Versions {
			if !drafts && !version.Public(v.corpus.Now) {
				continue
			}
			if id := version.Meta.Get("transcript").Text(); id != "" {
				u := of(id)
				u.whole = u.whole || readable(version)
				all[id] = u
			}
			quote(version.Meta.Get("pull_quote", "ref").Text())
			for _, s := range version.Shortcodes {
				if ref, ok := s.Get("ref"); ok && s.Name == "quote" {
					quote(ref.Value)
				}
			}
		}
	}
	return all
}

// readable reports whether an interview lets its words be read.
func readable(v *content.Version) bool {
	return slices.Contains([]string{"public", "excerpts"}, v.Meta.Get("release").Text())
}

// speakerData is a voice as templates know one, by language.
type speakerData struct {
	ID          string            `json:"id"`
	Person      string            `json:"person,omitempty"`
	Interviewer bool              `json:"interviewer"`
	Name        map[string]string `json:"name"`
}

// segmentData is a segment without its cues; of a masked one only its place.
type segmentData struct {
	ID          string                     `json:"id"`
	Speaker     string                     `json:"speaker,omitempty"`
	Start       *transcript.Millis         `json:"start_ms,omitempty"`
	Lang        string                     `json:"lang,omitempty"`
	Text        string                     `json:"text"`
	Themes      []string                   `json:"themes,omitempty"`
	Visibility  string                     `json:"visibility"`
	Withdrawn   bool                       `json:"withdrawn,omitempty"`
	Note        map[string]string          `json:"note,omitempty"`
	Translation map[string]translationData `json:"translation,omitempty"`
}

type translationData struct {
	Text   string `json:"text"`
	Status string `json:"status"`
}

type chapterData struct {
	Title   map[string]string `json:"title"`
	Segment string            `json:"segment"`
}

type mediaData struct {
	File     string `json:"file"`
	Kind     string `json:"kind"`
	Bytes    int64  `json:"bytes"`
	Duration int64  `json:"duration_ms"`

	Also *copyData `json:"also,omitempty"`
}

// copyData is the same recording in another format.
type copyData struct {
	File  string `json:"file"`
	Bytes int64  `json:"bytes"`
}

type transcriptData struct {
	ID       string            `json:"id"`
	Language string            `json:"language"`
	Spoken   string            `json:"spoken"`
	Title    map[string]string `json:"title,omitempty"`
	Media    *mediaData        `json:"media,omitempty"`
	Speakers []speakerData     `json:"speakers"`
	Segments []segmentData     `json:"segments"`
	Chapters []chapterData     `json:"chapters,omitempty"`
	Masked   map[string]string `json:"masked"` // what stands where words were
}

func (v *View) transcriptData(id string, u use) transcriptData {
	t := v.Transcript(id)
	d := transcriptData{
		ID: t.ID, Language: t.Language, Spoken: t.Spoken, Speakers: []speakerData{}, Segments: []segmentData{},
		Masked: make(map[string]string),
	}
	for _, language := range v.corpus.Languages {
		d.Masked[language] = transcript.MaskedText(language)
	}
	for _, s := range t.Speakers {
		one := speakerData{ID: s.ID, Person: s.Person, Interviewer: s.Interviewer, Name: make(map[string]string)}
		for _, language := range v.corpus.Languages {
			one.Name[language] = v.Speaker(s, language)
		}
		d.Speakers = append(d.Speakers, one)
	}
	for i := range t.Segments {
		if s := &t.Segments[i]; u.whole || u.quoted[s.ID] {
			d.Segments = append(d.Segments, v.segmentData(t, s, u.held))
		}
	}
	if !u.whole {
		return d
	}
	d.Title = localized(t.Title)
	for _, c := range t.Chapters {
		d.Chapters = append(d.Chapters, chapterData{localized(c.Title), c.Segment})
	}
	if m := t.Media; m != nil {
		d.Media = &mediaData{File: m.File, Kind: m.Kind, Bytes: m.Bytes, Duration: m.DurationMs}
		if m.Also != nil {
			d.Media.Also = &copyData{m.Also.File, m.Also.Bytes}
		}
	}
	return d
}

func (v *View) segmentData(t *transcript.Transcript, s *transcript.Segment, held bool) segmentData {
	if held {
		hidden := hidden(s)
		s = &hidden
	}
	d := segmentData{
		ID: s.ID, Speaker: s.Speaker, Lang: s.Lang, Text: s.Text, Themes: s.Themes, Visibility: transcript.Public,
		Note: localized(s.Note), Withdrawn: held || v.Withdrawn(t.SpeakerOf(s).Person),
	}
	if s.Masked() {
		d.Visibility = transcript.Masked
	}
	if s.Start >= 0 {
		d.Start = &s.Start
	}
	for language, words := range s.Translation {
		if d.Translation == nil {
			d.Translation = make(map[string]translationData)
		}
		d.Translation[language] = translationData{words.Text, words.Status}
	}
	return d
}

func localized(l transcript.Localized) map[string]string {
	if l == (transcript.Localized{}) {
		return nil
	}
	return map[string]string{"fr": l.FR, "en": l.EN}
}
