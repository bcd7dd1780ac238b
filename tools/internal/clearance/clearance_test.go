package clearance

import (
	"encoding/json"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"proximite/tools/internal/content"
	"proximite/tools/internal/transcript"
)

func file(text string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(text)} }

// register is one person at every level, in lines that follow the name.
func corpus(t *testing.T, people string, more fstest.MapFS) *content.Corpus {
	t.Helper()
	files := fstest.MapFS{"data/people.yaml": file(people)}
	for name, f := range more {
		files[name] = f
	}
	c, err := content.Load(files)
	if err != nil || len(c.Found) > 0 {
		t.Fatal(err, c.Found)
	}
	return c
}

// TestFrench joins de, à and que with every kind of form.
func TestFrench(t *testing.T) {
	tests := []struct{ person, de, a, que string }{
		{"name: Awa Diarra", "d’Awa Diarra", "à Awa Diarra", "qu’Awa Diarra"},
		{"name: Moussa Diarra", "de Moussa Diarra", "à Moussa Diarra", "que Moussa Diarra"},
		{"name: Élodie Diarra", "d’Élodie Diarra", "à Élodie Diarra", "qu’Élodie Diarra"},
		{"name: Oumar Bâ", "d’Oumar Bâ", "à Oumar Bâ", "qu’Oumar Bâ"},
		{"name: Ouattara Issa", "de Ouattara Issa", "à Ouattara Issa", "que Ouattara Issa"},
		{"name: Yacouba Sidibé", "de Yacouba Sidibé", "à Yacouba Sidibé", "que Yacouba Sidibé"},
		{"name: Yves Exemple", "d’Yves Exemple", "à Yves Exemple", "qu’Yves Exemple"},
		{"name: Hawa Touré", "de Hawa Touré", "à Hawa Touré", "que Hawa Touré"},
		{"name: Hamidou Touré", "de Hamidou Touré", "à Hamidou Touré", "que Hamidou Touré"},
		{"name: Henk Exemple", "de Henk Exemple", "à Henk Exemple", "que Henk Exemple"},
		{"name: Henri Exemple", "d’Henri Exemple", "à Henri Exemple", "qu’Henri Exemple"},
		{"name: Hélène Exemple", "d’Hélène Exemple", "à Hélène Exemple", "qu’Hélène Exemple"},
		{"name: Hasmik Exemple\n  elide: true", "d’Hasmik Exemple", "à Hasmik Exemple", "qu’Hasmik Exemple"},
		{"name: Henri Exemple\n  elide: false", "de Henri Exemple", "à Henri Exemple", "que Henri Exemple"},
		{"name: William Exemple", "de William Exemple", "à William Exemple", "que William Exemple"},
		{"name: Œdipe Exemple", "d’Œdipe Exemple", "à Œdipe Exemple", "qu’Œdipe Exemple"},
		{"name: Awa Diarra\n  rank: Major\n  gender: m", "du Major Awa Diarra", "au Major Awa Diarra", "que le Major Awa Diarra"},
		{"name: Awa Diarra\n  rank: Major\n  gender: f", "de la Major Awa Diarra", "à la Major Awa Diarra", "que la Major Awa Diarra"},
		{"name: Awa Diarra\n  rank: Adjudant\n  gender: m", "de l’Adjudant Awa Diarra", "à l’Adjudant Awa Diarra", "que l’Adjudant Awa Diarra"},
		{"name: Awa Diarra\n  rank: Mme", "de Mme Awa Diarra", "à Mme Awa Diarra", "que Mme Awa Diarra"},
		{"name: Awa Diarra\n  rank: Dr\n  gender: m", "du Dr Awa Diarra", "au Dr Awa Diarra", "que le Dr Awa Diarra"},
		{"name: x\n  role: {fr: un formateur, en: a}", "d’un formateur", "à un formateur", "qu’un formateur"},
		{"name: x\n  role: {fr: une formatrice, en: a}", "d’une formatrice", "à une formatrice", "qu’une formatrice"},
		{"name: x\n  role: {fr: le chef de poste, en: a}", "du chef de poste", "au chef de poste", "que le chef de poste"},
		{"name: x\n  role: {fr: la cheffe de poste, en: a}", "de la cheffe de poste", "à la cheffe de poste", "que la cheffe de poste"},
		{"name: x\n  role: {fr: l’agente, en: a}", "de l’agente", "à l’agente", "que l’agente"},
		{"name: x\n  role: {fr: les gardes, en: a}", "des gardes", "aux gardes", "que les gardes"},
		{"name: x\n  role: {fr: des habitantes, en: a}", "d’habitantes", "à des habitantes", "que des habitantes"},
		{"name: x\n  role: {fr: des gardes, en: a}", "de gardes", "à des gardes", "que des gardes"},
		{"name: x\n  role: {fr: des hauts responsables, en: a}", "de hauts responsables", "à des hauts responsables", "que des hauts responsables"},
		{"name: x\n  role: {fr: quelqu’un du quartier, en: a}", "de quelqu’un du quartier", "à quelqu’un du quartier", "que quelqu’un du quartier"},
		{"name: x\n  role: {fr: onze agents, en: a}", "de onze agents", "à onze agents", "que onze agents"},
		{"name: x\n  attribution: anonymous", "d’une personne qui n’est pas nommée", "à une personne qui n’est pas nommée", "qu’une personne qui n’est pas nommée"},
		{"name: x\n  withdrawn: {date: 2026-01-01, reason: other}", "d’une personne", "à une personne", "qu’une personne"},
	}
	for _, tt := range tests {
		level := "full_name"
		if strings.Contains(tt.person, "role:") {
			level = "role_only"
		}
		if !strings.Contains(tt.person, "attribution:") {
			tt.person += "\n  attribution: " + level
		}
		v := Of(corpus(t, "pers2n:\n  "+tt.person+"\n", nil))
		for word, want := range map[string]string{"de": tt.de, "à": tt.a, "que": tt.que} {
			if got := v.Sentence("pers2n", "fr", Use{After: word}); got != want {
				t.Errorf("%q after %s: %q, want %q", tt.person, word, got, want)
			}
		}
	}
}

const agent = "pers2n:\n  name: Awa Diarra\n  first_name: Awa\n  rank: Major\n  gender: f\n  role: {fr: une formatrice, en: a trainer}\n"

// TestLevels walks down from the full name.
func TestLevels(t *testing.T) {
	tests := []struct{ level, fr, start, en, possessive, alone string }{
		{"attribution: full_name", "la Major Awa Diarra", "La Major Awa Diarra", "Major Awa Diarra", "Major Awa Diarra’s", "Major Awa Diarra"},
		{"attribution: first_name", "Awa", "Awa", "Awa", "Awa’s", "Awa"},
		{"attribution: first_name\n  pseudonym: true", "Awa", "Awa", "Awa", "Awa’s", "Awa (prénom modifié)"},
		{"attribution: role_only", "une formatrice", "Une formatrice", "a trainer", "a trainer’s", "une formatrice"},
		{"attribution: anonymous", "une personne qui n’est pas nommée", "Une personne qui n’est pas nommée", "a person who is not named", "an unnamed person’s", "une personne qui n’est pas nommée"},
		{"attribution: whatever", "une personne qui n’est pas nommée", "Une personne qui n’est pas nommée", "a person who is not named", "an unnamed person’s", "une personne qui n’est pas nommée"},
		{"attribution: full_name\n  withdrawn: {date: 2026-01-01, reason: safety}", "une personne", "Une personne", "a person", "a person’s", "une personne"},
		{"attribution: full_name\n  review_by: 2026-01-01", "une personne", "Une personne", "a person", "a person’s", "une personne"},
	}
	for _, tt := range tests {
		c := corpus(t, agent+"  "+tt.level+"\n", nil)
		c.Now = time.Date(2026, 6, 1, 0, 0, 0, 0, time.UTC)
		v := Of(c)
		got := []string{
			v.Sentence("pers2n", "fr", Use{}), v.Sentence("pers2n", "fr", Use{Start: true}), v.Sentence("pers2n", "en", Use{}),
			v.Sentence("pers2n", "en", Use{Possessive: true}), v.Name("pers2n", "fr"),
		}
		for i, want := range []string{tt.fr, tt.start, tt.en, tt.possessive, tt.alone} {
			if got[i] != want {
				t.Errorf("%q: %q, want %q", tt.level, got[i], want)
			}
		}
	}
}

func TestMoreSentences(t *testing.T) {
	tests := []struct{ role, language, after, want string }{
		{"un agent", "fr", "grâce à", "grâce à un agent"},
		{"le chef", "fr", "grâce à", "grâce au chef"},
		{"le chef", "fr", "auprès de", "auprès du chef"},
		{"les gardes", "fr", "jusqu’à", "jusqu’aux gardes"},
		{"un agent", "fr", "lorsque", "lorsqu’un agent"},
		{"un agent", "fr", "comme", "comme un agent"},
		{"un agent", "fr", "selon", "selon un agent"},
		{"le chef", "fr", "par", "par le chef"},
		{"un agent", "bm", "", "a trainer"},
	}
	for _, tt := range tests {
		v := Of(corpus(t, "pers2n:\n  role: {fr: "+tt.role+", en: a trainer}\n  attribution: role_only\n", nil))
		if got := v.Sentence("pers2n", tt.language, Use{After: tt.after}); got != tt.want {
			t.Errorf("%q after %q: %q, want %q", tt.role, tt.after, got, tt.want)
		}
	}
	v := Of(corpus(t, "pers2n:\n  role: {fr: des gardes, en: two guards}\n  attribution: role_only\n", nil))
	if got := v.Sentence("pers2n", "en", Use{Possessive: true, Start: true}); got != "Two guards’" {
		t.Errorf("plural possessive: %q", got)
	}
	if v.Name("nobody", "fr") != "" || v.Sentence("nobody", "fr", Use{}) != "" || v.Label("nobody", "fr") != "" {
		t.Error("somebody who is not in the register has a form")
	}
}

// TestLoweringNeedsOneWord: whatever else an entry lacks, a lower level has a form.
func TestALevelWithoutItsWordsFalls(t *testing.T) {
	for people, want := range map[string]string{
		"attribution: full_name\n  first_name: Awa":                 "Awa",
		"attribution: full_name\n  role: {fr: une agente, en: an}":  "une agente",
		"attribution: first_name\n  role: {fr: une agente, en: an}": "une agente",
		"attribution: first_name\n  name: Awa Diarra":               "une personne qui n’est pas nommée",
		"attribution: role_only\n  name: Awa Diarra":                "une personne qui n’est pas nommée",
	} {
		if got := Of(corpus(t, "pers2n:\n  "+people+"\n", nil)).Name("pers2n", "fr"); got != want {
			t.Errorf("%q: %q, want %q", people, got, want)
		}
	}
}

const words = `id: tr4nsc
language: fr
speakers:
  - {id: a, person: pers2n, label: "Awa Diarra CANARY"}
  - {id: b, label: "Q CANARY", interviewer: true}
  - {id: c, role: {fr: un habitant, en: a resident}}
source: {format: vtt, sha256: "CANARY"}
segments:
  - {id: s1111, speaker: b, text: "Une question ?"}
  - {id: s2222, speaker: a, text: "Une réponse.", cues: [{start_ms: 0, end_ms: 5, text: "Une réponse."}], translation: {en: {text: "An answer.", status: own}}}
  - {id: s3333, speaker: a, visibility: masked, text: "CANARY masked", note: {fr: "CANARY", en: "CANARY"}, themes: [trust], cues: [{start_ms: 0, end_ms: 5, text: "CANARY masked"}], translation: {en: {text: "CANARY", status: own}}}
  - {id: s4444, speaker: c, text: "Une autre voix."}
`

func interview(release, more string) *fstest.MapFile {
	return file("---\nid: ntrv1w\ntitle: X\ndate: 2026-01-01\ntranscript: tr4nsc\nrelease: " + release + "\n" + more + "---\n")
}

// overlayOf is everything that Hugo would be told, in one string.
func overlayOf(t *testing.T, people string, more fstest.MapFS, drafts bool) string {
	t.Helper()
	c := corpus(t, people, more)
	c.Now = time.Date(2026, 6, 1, 0, 0, 0, 0, time.UTC)
	files, err := Of(c).Overlay(drafts)
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for name, data := range files {
		if !json.Valid(data) {
			t.Errorf("%s is no JSON", name)
		}
		all.WriteString(name + " " + string(data) + "\n")
	}
	return all.String()
}

func TestOverlayHoldsOnlyWhatMayBePublic(t *testing.T) {
	const page, spoken = "content/interviews/x/index.fr.md", "data/transcripts/tr4nsc.yaml"
	quoting := file("---\nid: st0ry1\ntitle: X\ndate: 2026-01-01\n---\n\n{{< quote ref=\"tr4nsc#s2222\" >}}\n")
	tests := []struct {
		name       string
		attributed string
		files      fstest.MapFS
		drafts     bool
		has, lacks string // words, separated by |
	}{
		{"full name, public", "full_name", fstest.MapFS{spoken: file(words), page: interview("public", "")}, false,
			"Major Awa Diarra|Une question|Une réponse|An answer|un habitant|Intervenant B|Speaker B|Passage non publié", "CANARY|cues|note"},
		{"role only", "role_only", fstest.MapFS{spoken: file(words), page: interview("public", "")}, false, "une formatrice|a trainer|Une réponse", "CANARY|Awa|Diarra|Major"},
		{"first name", "first_name", fstest.MapFS{spoken: file(words), page: interview("excerpts", "")}, false, "Awa", "CANARY|Diarra|Major|formatrice"},
		{"anonymous", "anonymous", fstest.MapFS{spoken: file(words), page: interview("public", "")}, false, "pas nommée|Une réponse", "CANARY|Awa|Diarra|Major|formatrice"},
		{"withdrawn", "full_name\n  withdrawn: {date: 2026-01-01, reason: other}", fstest.MapFS{spoken: file(words), page: interview("public", "")}, false,
			"une personne|Une question|\"withdrawn\":true", "CANARY|Awa|Diarra|Major|formatrice|Une réponse|An answer"},
		{"closed", "role_only", fstest.MapFS{spoken: file(words), page: interview("closed", "")}, false, "tr4nsc", "CANARY|Une réponse|Une question|Une autre"},
		{"metadata, one segment quoted", "role_only", fstest.MapFS{spoken: file(words), page: interview("metadata", ""), "content/stories/y/index.fr.md": quoting}, false, "Une réponse", "CANARY|Une question|Une autre"},
		{"draft", "role_only", fstest.MapFS{spoken: file(words), page: interview("public", "draft: true\n")}, false, "", "tr4nsc|Une réponse"},
		{"draft in a preview", "role_only", fstest.MapFS{spoken: file(words), page: interview("public", "draft: true\n")}, true, "Une réponse", "CANARY"},
		{"embargo", "role_only", fstest.MapFS{spoken: file(words), page: interview("public", "embargo: 2026-07-01\n")}, false, "", "tr4nsc|Une réponse"},
		{"expired", "role_only", fstest.MapFS{spoken: file(words), page: interview("public", "expires: 2026-05-01\n")}, false, "", "tr4nsc|Une réponse"},
		{"quoted while its interview is held", "role_only", fstest.MapFS{spoken: file(words), page: interview("public", "embargo: 2026-07-01\n"), "content/stories/y/index.fr.md": quoting}, false, "\"withdrawn\":true", "Une réponse|Une question"},
		{"used by nobody", "role_only", fstest.MapFS{spoken: file(words)}, true, "", "tr4nsc"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			all := overlayOf(t, agent+"  note: {fr: CANARY, en: CANARY}\n  attribution: "+tt.attributed+"\n", tt.files, tt.drafts)
			for word := range strings.SplitSeq(tt.has, "|") {
				if !strings.Contains(all, word) {
					t.Errorf("%q is missing in\n%s", word, all)
				}
			}
			for word := range strings.SplitSeq(tt.lacks, "|") {
				if word != "" && strings.Contains(all, word) {
					t.Errorf("%q is in\n%s", word, all)
				}
			}
		})
	}
}

func TestTranscriptForFilesIsCleared(t *testing.T) {
	v := Of(corpus(t, agent+"  attribution: role_only\n", fstest.MapFS{"data/transcripts/tr4nsc.yaml": file(words)}))
	cleared := v.Transcript("tr4nsc")
	text := string(cleared.PlainText("fr", func(s transcript.Speaker) string { return v.Speaker(s, "fr") }))
	if strings.Contains(text, "CANARY") || !strings.Contains(text, "une formatrice\u00a0: Une réponse.") || !strings.Contains(text, "[Passage non publié") {
		t.Error(text)
	}
	if v.Transcript("nothing") != nil {
		t.Error("a transcript that does not exist")
	}
	if original := v.corpus.Transcript("tr4nsc"); original.Speakers[0].Label == "" || original.Segments[2].Text == "" {
		t.Error("clearing has changed the corpus")
	}
}
