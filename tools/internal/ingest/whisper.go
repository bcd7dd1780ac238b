package ingest

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
)

// The JSON of speech recognition: Whisper, WhisperX and whisper-timestamped
// (segments), whisper.cpp (transcription), and the pipelines around them (chunks).
type (
	whisperFile struct {
		Text     string `json:"text"`
		Language string `json:"language"`
		Result   struct {
			Language string `json:"language"`
		} `json:"result"`
		Segments      []whisperSegment `json:"segments"`
		Transcription []whisperSegment `json:"transcription"`
		Chunks        []whisperSegment `json:"chunks"`
	}
	whisperSegment struct {
		Start        *float64   `json:"start"`
		End          *float64   `json:"end"`
		Timestamp    []*float64 `json:"timestamp"` // seconds, of chunks
		Offsets      *offsets   `json:"offsets"`   // milliseconds, of whisper.cpp
		Text         string     `json:"text"`
		Speaker      any        `json:"speaker"`
		NoSpeech     float64    `json:"no_speech_prob"`
		LogProb      *float64   `json:"avg_logprob"`
		Words        []struct{} `json:"words"`
		SpeakerLabel string     `json:"speaker_label"`
	}
	offsets struct{ From, To int64 }
)

// readWhisper reads the JSON of speech recognition.
func readWhisper(in input, opt Options) (*source, error) {
	if deeper(in.text, opt.Limits.Depth) {
		return refused(ruleBrokenStructure.At(in.name, 0, 0, "JSON")), nil
	}
	if n := strings.Count(in.text, `"text"`); n > 2*opt.Limits.Units {
		return tooMany(in, n, opt.Limits.Units), nil
	}
	var f whisperFile
	var err error
	if strings.HasPrefix(strings.TrimSpace(in.text), "[") {
		err = json.Unmarshal([]byte(in.text), &f.Segments)
	} else {
		err = json.Unmarshal([]byte(in.text), &f)
	}
	if err != nil {
		return brokenJSON(in, err), nil
	}
	segments := f.Segments
	for _, other := range [][]whisperSegment{f.Transcription, f.Chunks} {
		if len(segments) == 0 {
			segments = other
		}
	}
	switch {
	case len(segments) > opt.Limits.Units:
		return tooMany(in, len(segments), opt.Limits.Units), nil
	case len(segments) == 0 && strings.TrimSpace(f.Text) != "":
		return &source{speech: true, blocks: []block{textBlock(1, strings.TrimSpace(f.Text))}, language: languageCode(f.Language)}, nil
	case !anyText(segments):
		return refused(ruleUnknownStructure.At(in.name, 0, 0, "JSON")), nil
	}
	src := &source{language: languageCode(f.Language + f.Result.Language)}
	for i, s := range segments {
		src.cues = append(src.cues, s.cue(i))
	}
	src.found = append(src.found, timeFindings(in.name, src.cues)...)
	return src, nil
}

func anyText(segments []whisperSegment) bool {
	for _, s := range segments {
		if strings.TrimSpace(s.Text) != "" {
			return true
		}
	}
	return false
}

// Whisper's own bounds for "this is no speech".
const (
	noSpeech   = 0.6
	lowLogProb = -1.0
)

func (s whisperSegment) cue(i int) cue {
	c := cue{line: i + 1, text: spaces(s.Text), start: seconds(s.Start), end: seconds(s.End)}
	if len(s.Timestamp) == 2 {
		c.start, c.end = seconds(s.Timestamp[0]), seconds(s.Timestamp[1])
	}
	if s.Offsets != nil {
		c.start, c.end = Millis(s.Offsets.From), Millis(s.Offsets.To)
	}
	if c.end < c.start {
		c.end = untimed
	}
	switch who := s.Speaker.(type) {
	case string:
		c.speaker = spaces(who)
	case float64:
		c.speaker = fmt.Sprintf("SPEAKER_%02.0f", who)
	}
	if c.speaker == "" {
		c.speaker = spaces(s.SpeakerLabel)
	}
	if s.NoSpeech > noSpeech {
		c.suspect = "doubtful"
		if s.LogProb != nil && *s.LogProb < lowLogProb {
			c.suspect = "invented"
		}
	}
	return c
}

func seconds(s *float64) Millis {
	if s == nil || *s < 0 || *s*1000 > maxTime {
		return untimed
	}
	return Millis(*s*1000 + 0.5)
}

// languageCode takes the code or the English name that Whisper writes.
func languageCode(s string) string {
	switch s = strings.ToLower(strings.TrimSpace(s)); s {
	case "french":
		return "fr"
	case "english":
		return "en"
	case "bambara":
		return "bm"
	}
	return primary(s)
}

// deeper reports whether brackets nest too deep, before any decoder recurses.
func deeper(text string, limit int) bool {
	depth, quoted := 0, false
	for i := 0; i < len(text); i++ {
		switch b := text[i]; {
		case quoted && b == '\\':
			i++
		case b == '"':
			quoted = !quoted
		case quoted:
		case b == '{' || b == '[':
			if depth++; depth > limit {
				return true
			}
		case b == '}' || b == ']':
			depth--
		}
	}
	return false
}

// brokenJSON names the line where the JSON stops to make sense.
func brokenJSON(in input, err error) *source {
	var syntax *json.SyntaxError
	var mismatch *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		return refused(ruleBrokenStructure.At(in.name, lineAt(in.text, int(syntax.Offset)), 0, "JSON"))
	case errors.As(err, &mismatch):
		return refused(ruleUnknownStructure.At(in.name, lineAt(in.text, int(mismatch.Offset)), 0, "JSON"))
	case errors.Is(err, io.ErrUnexpectedEOF):
		return refused(ruleBrokenStructure.At(in.name, lineAt(in.text, len(in.text)), 0, "JSON"))
	}
	return refused(ruleUnknownStructure.At(in.name, 0, 0, "JSON"))
}

func lineAt(text string, offset int) int {
	return 1 + strings.Count(text[:min(max(offset, 0), len(text))], "\n")
}
