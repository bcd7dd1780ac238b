package ingest

import (
	"regexp"
	"strings"
	"unicode"

	"proximite/tools/internal/diagnostic"
)

// Phrases that speech recognition makes out of silence and music, because the
// captions it learned from had them. They are looked for in folded text.
var inventedPhrases = []string{
	"sous-titres realises", "sous-titrage realise", "amara.org", "sous-titrage societe radio-canada", "sous-titrage st' 501",
	"soustitreur.com", "sous-titrage fr", "sous-titres par", "sous-titres fait par", "sous-titrage mfp",
	"merci d'avoir regarde cette video", "merci d'avoir regarde la video", "n'oubliez pas de vous abonner", "abonnez-vous a la chaine",
	"thanks for watching", "thank you for watching", "please subscribe", "like and subscribe", "subtitles by the",
	"transcription by castingwords", "transcribed by otter", "transcribed by https", "transcribed by turboscribe",
	"turboscribe.ai", "otter.ai", "transcrit par turboscribe", "this file is longer than 30 minutes",
	"go unlimited at turboscribe", "subtitles by", "captions by", "traduction et sous-titrage",
}

// inventedLimit keeps the words of people who talk about such a phrase.
const inventedLimit = 160

// suspectPhrase reports whether a whole cue or paragraph is one of those phrases
// or a loop.
func suspectPhrase(text string) bool {
	if len(text) > 20*inventedLimit {
		return looped(text)
	}
	folded := foldLabel(text)
	if len(folded) <= inventedLimit {
		for _, p := range inventedPhrases {
			if strings.Contains(folded, p) {
				return true
			}
		}
	}
	return looped(text)
}

// loopFrom is how often a machine repeats a word that nobody repeats so often.
const loopFrom = 8

// looped reports whether a text is little else than one word or one short phrase
// again and again.
func looped(text string) bool {
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' && r != '’' })
	if len(words) < loopFrom {
		return false
	}
	for period := 1; period <= 4; period++ {
		run := 0
		for i := period; i < len(words); i++ {
			if words[i] != words[i-period] {
				run = 0
			} else if run++; run >= (loopFrom-1)*period && 2*run > len(words) {
				return true
			}
		}
	}
	return false
}

var (
	endOfAudio  = regexp.MustCompile(`(?i)^[\[(*_\s]*(end|start|beginning|fin|début|suite) (of|de|du|de la|de l[’']) ?(the )?(audio|interview|recording|transcript|transcription|tape|side|file|part|entretien|enregistrement|fichier|bande|partie|cassette)\b[^?!]{0,40}$`)
	boilerplate = regexp.MustCompile(`(?i)^[\[(*_\s]*(transcribed by|transcript by|transcription par|transcrit par|transcription :|this transcript was|this transcription was|subtitles? by|recording (stopped|started)|enregistrement (arrêté|démarré)|started transcription|stopped transcription|a (démarré|arrêté) la transcription|page \d+( (of|sur|/) \d+)?)\b.{0,160}$`)
)

// notSpeech reports whether a line is part of the form of a transcript, not of
// what was said.
func notSpeech(line string) bool {
	if len(line) > 240 {
		return false
	}
	return endOfAudio.MatchString(line) || boilerplate.MatchString(line)
}

// setAside takes suspect cues out and lists each with its line: nothing that a
// machine invented is published, and nothing that was said is lost unseen.
func setAside(name string, cues []cue) (kept []cue, aside []string, found []diagnostic.Diagnostic) {
	for _, c := range cues {
		switch {
		case c.suspect == "invented" || suspectPhrase(c.text):
			aside = append(aside, c.text)
			found = append(found, ruleInvented.At(name, c.line, 0, shorten(c.text, noteRunes)))
			continue
		case notSpeech(c.text):
			aside = append(aside, c.text)
			found = append(found, ruleNotSpeech.At(name, c.line, 0, shorten(c.text, noteRunes)))
			continue
		case c.suspect != "":
			found = append(found, ruleDoubtful.At(name, c.line, 0, shorten(c.text, noteRunes)))
		}
		kept = append(kept, c)
	}
	return kept, aside, found
}
