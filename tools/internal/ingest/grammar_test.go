package ingest

import (
	"fmt"
	"strings"
	"testing"
)

func TestOpenings(t *testing.T) {
	// Label, start, rest; "" as label: no opening.
	tests := map[string]string{
		"Awa Exemple : Bonjour":               "Awa Exemple|-1|Bonjour",
		"Awa Exemple\u00a0: Bonjour":          "Awa Exemple|-1|Bonjour",
		"Awa Exemple\u202f: Bonjour":          "Awa Exemple|-1|Bonjour",
		"AWA:Bonjour":                         "AWA|-1|Bonjour",
		"AWA:":                                "AWA|-1|",
		"AWA:\tBonjour":                       "AWA|-1|Bonjour",
		"M. Exemple : oui":                    "M. Exemple|-1|oui",
		"Mme d’Exemple : oui":                 "Mme d’Exemple|-1|oui",
		"Jean-Pierre : oui":                   "Jean-Pierre|-1|oui",
		"SPEAKER_00: hello":                   "SPEAKER_00|-1|hello",
		"Intervenant 2 : oui":                 "Intervenant 2|-1|oui",
		"P1: yes":                             "P1|-1|yes",
		"interviewer: yes":                    "interviewer|-1|yes",
		"Awa (rires) : oui":                   "Awa|-1|oui",
		"Awa [crie] : oui":                    "Awa|-1|oui",
		"**Awa** [0:17]":                      "Awa|17000|",
		"**Awa:** oui":                        "Awa|-1|oui",
		"**Awa** – oui":                       "Awa|-1|oui",
		"**Awa** [crie] **:** oui":            "",
		"[00:01:02] Awa : oui":                "Awa|62000|oui",
		"(00:01:02) Awa : oui":                "Awa|62000|oui",
		"[00:00:00.50] Awa: oui":              "Awa|500|oui",
		"[0:10 --> 0:20] Awa: oui":            "Awa|10000|oui",
		"Awa  0:34":                           "Awa|34000|",
		"Awa 19:05":                           "Awa|1145000|",
		"Awa [00:19:05]: oui":                 "Awa|1145000|oui",
		"Awa (19:05): oui":                    "Awa|1145000|oui",
		"Awa, 00:01:02":                       "Awa|62000|",
		"— Awa : oui":                         "Awa|-1|oui",
		"Q. Pourquoi ?":                       "Q|-1|Pourquoi ?",
		"Q – Pourquoi ?":                      "Q|-1|Pourquoi ?",
		"R/ Parce que.":                       "R|-1|Parce que.",
		"Question 3 : Pourquoi ?":             "Question|-1|Pourquoi ?",
		"Q2) Pourquoi ?":                      "Q|-1|Pourquoi ?",
		"Réponse : Voilà.":                    "Réponse|-1|Voilà.",
		"(Awa)":                               "Awa|-1|",
		"Voir https://exemple.org":            "",
		"Rendez-vous à 10:30 devant le poste": "",
		"Une phrase tout à fait ordinaire, longue et sans fin : oui": "",
		"bonjour : oui":               "",
		"« Oui » : dit-elle":          "",
		"12:30 : la réunion commence": "",
	}
	for text, want := range tests {
		opened, ok := turnOf(line{text: text, fresh: true}, false)
		got := ""
		if ok {
			got = fmt.Sprintf("%s|%d|%s", opened.label, opened.start, opened.rest)
		}
		if got != want {
			t.Errorf("turnOf(%q) = %q, want %q", text, got, want)
		}
	}
}

// speakersOf reads a text as a file and lists speakers and number of segments.
func speakersOf(t *testing.T, text string, opt Options) string {
	t.Helper()
	r := read(t, "x.txt", []byte(text), opt)
	return fmt.Sprintf("%s: %s (%d)", r.Type, strings.Join(r.Speakers, ", "), len(r.Segments))
}

func TestElection(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"an interview", "Awa : Un.\nBinta : Deux ?\nAwa : Trois.\nBinta : Quatre.\nAwa : Cinq.\nBinta : Six.\n", "interview: Awa, Binta (6)"},
		{"somebody speaks once", "AWA: Un.\n\nBINTA: Deux ?\n\nAWA: Trois.\n\nBINTA: Quatre.\n\nAWA: Cinq.\n\nBINTA: Six.\n\nCARO: Moi aussi.\n", "interview: AWA, BINTA, CARO (7)"},
		{"a remark is nobody", "AWA: Un.\n\nBINTA: Deux ?\n\nAWA: Trois.\n\nNote : ceci.\n\nUne chose : cela.\n\nBINTA: Quatre.\n\nAWA: Cinq.\n\nBINTA: Six.\n", "interview: AWA, BINTA (6)"},
		{"one speaker in a row", "AWA: Un.\n\nAWA: Deux.\n\nBINTA: Trois ?\n\nAWA: Quatre.\n\nBINTA: Cinq.\n\nBINTA: Six.\n", "interview: AWA, BINTA (4)"},
		{"two turns", "Journaliste : Pourquoi ?\n\nPolicière : Parce que.\n", "interview: Journaliste, Policière (2)"},
		{"names above words", "Awa Exemple\nBonjour à toutes et à tous.\n\nBinta Modèle\nBonjour.\n\nAwa Exemple\nComment allez-vous ?\n\nBinta Modèle\nBien, merci.\n\nAwa Exemple\nParlons du quartier.\n\nBinta Modèle\nVolontiers.\n", "interview: Awa Exemple, Binta Modèle (6)"},
		{"numbered paragraphs", strings.Repeat("Section 1\n\nPoint 1.1\n\nPoint 1.2\n\nSection 2\n\nPoint 2.1\n\nPoint 2.2\n\n", 3), "news:  (0)"},
		{"authors named twice", "Le rapport annuel\n\nAwa Exemple\n\nBinta Modèle\n\n12 juin 2024\n\nLe texte commence ici.\n\nLe rapport annuel\n\nAwa Exemple\n\nBinta Modèle\n\n12 juin 2024\n\nLe texte finit ici.\n", "news:  (0)"},
		{"output of a machine", strings.Repeat("Carte une\nRX mots:985 fautes:0\nTX mots:139 fautes:0\nRX octets:19\n\n", 4), "news:  (0)"},
		{"a report with bold fields", strings.Repeat("- **État :** le travail avance bien.\n- **Résumé :** tout est prêt pour la visite.\n- **Suite :** la visite aura lieu.\n\n", 4), "news:  (0)"},
		{"a break is nobody", strings.Repeat("**Awa :** Bonjour à vous.\n\n**Binta :** Bonjour.\n\n", 4) + "**Pause :** [0:30]\n\n**Awa :** Merci.\n", "interview: Awa, Binta (9)"},
		{"a form", strings.Repeat("Nom : Exemple\nGrade : sergent\nUnité : Garde\n\n", 5), "news:  (0)"},
		{"a report", "Date : lundi\nLieu : ici\n\nLe texte parle de tout. Il est long.\n\nIl continue ici, sans personne.\n\nNote : voir plus bas.\n", "news:  (0)"},
		{"a list of fields", "Objectifs : écouter.\nDurée : deux jours.\nPublic : policiers.\n\nObjectifs : parler.\nDurée : un jour.\nPublic : policiers.\n\nObjectifs : agir.\nDurée : un jour.\nPublic : tous.\n", "module:  (0)"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := speakersOf(t, tt.text, Options{}); got != tt.want && !strings.HasPrefix(tt.want, "module") {
				t.Errorf("got %q, want %q", got, tt.want)
			} else if strings.HasPrefix(got, "interview") != strings.HasPrefix(tt.want, "interview") {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestSpeakersAndMap(t *testing.T) {
	const text = "Awa : Bonjour.\n\nLa suite de ce qui fut dit, sur une ligne.\n\nEt encore une ligne de texte.\n\nEncore une autre.\n\nEt une cinquième.\n\nBinta : Merci.\n"
	tests := []struct {
		name string
		opt  Options
		want string
		rule string
	}{
		{"not enough proof", Options{Kind: Interview}, "interview:  (6)", "import/no-speakers"},
		{"named", Options{Speakers: []string{"Awa", "Binta"}}, "interview: Awa, Binta (2)", ""},
		{"full names", Options{Speakers: []string{"Awa Exemple", "Binta"}, Map: map[string]string{"Awa": "Awa Exemple"}}, "interview: Awa Exemple, Binta (2)", ""},
		{"absent", Options{Speakers: []string{"Awa", "Binta", "Caro"}}, "interview: Awa, Binta (2)", "import/speaker-absent"},
		{"mapped", Options{Map: map[string]string{"awa": "Une policière", "Binta": "Une journaliste"}}, "interview: Une policière, Une journaliste (2)", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := speakersOf(t, text, tt.opt); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
			if got := findingsOf(read(t, "x.txt", []byte(text), tt.opt)); tt.rule != "" && !strings.Contains(got, tt.rule) || tt.rule == "" && got != "" {
				t.Errorf("findings %q, want %q", got, tt.rule)
			}
		})
	}
}

func TestInitialsAreJoinedOnlyWhenUnique(t *testing.T) {
	same := "Devin Exemple: a\n\nDE: b\n\nRita Modele: c\n\nDevin Exemple: d\n\nRita Modele: e\n\nRM: f?\n\nDevin Exemple: g\n\nRita Modele: h\n"
	if got := speakersOf(t, same, Options{}); !strings.HasPrefix(got, "interview: Devin Exemple, Rita Modele (") {
		t.Error(got)
	}
	both := strings.ReplaceAll(same, "Rita Modele", "Dora Epreuve")
	if got := speakersOf(t, both, Options{}); !strings.Contains(got, "DE") {
		t.Errorf("guessed: %s", got)
	}
}

func TestFoldLabel(t *testing.T) {
	for in, want := range map[string]string{"  ÉLÈVE\u00a0 2 ": "eleve 2", "L’Hôte": "l'hote", "AWA": "awa"} {
		if got := foldLabel(in); got != want {
			t.Errorf("foldLabel(%q) = %q", in, got)
		}
	}
}

func TestLooped(t *testing.T) {
	for text, want := range map[string]bool{
		strings.Repeat("oui ", 10):                 true,
		strings.Repeat("je ne sais pas ", 9):       true,
		"oui oui oui, je sais bien ce que je veux": false,
		"a b c d e f g h i j":                      false,
		strings.Repeat("la la ", 4) + "et puis nous avons chanté longtemps tous ensemble au bord du grand fleuve": false,
	} {
		if got := looped(text); got != want {
			t.Errorf("looped(%q) = %v", text, got)
		}
	}
}
