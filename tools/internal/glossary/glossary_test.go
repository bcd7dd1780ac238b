package glossary

import (
	"strings"
	"testing"
)

func sample() *Glossary {
	return New([]*Entry{
		{Key: "cp", Forms: map[string][]string{"fr": {"police de proximité"}, "en": {"community policing"}},
			Forbidden: map[string][]string{"fr": {"police communautaire"}, "en": {"community policy"}}},
		{Key: "isf", Forms: map[string][]string{"fr": {"forces de sécurité intérieure"}, "en": {"Internal Security Forces"}},
			Acronym: map[string]string{"fr": "FSI", "en": "ISF"}, Forbidden: map[string][]string{"fr": {"FDS"}}},
		{Key: "cs", Forms: map[string][]string{"fr": {"société civile"}, "en": {"civil society"}}},
		{Key: "cso", Forms: map[string][]string{"fr": {"organisation de la société civile"}, "en": {"civil society organisation"}}},
		{Key: "trainer", Forms: map[string][]string{"fr": {"formateur", "formatrice"}, "en": {"trainer"}}},
		{Key: "order", Forms: map[string][]string{"fr": {"maintien de l'ordre"}, "en": {"public order"}}},
	})
}

func TestFind(t *testing.T) {
	tests := []struct{ language, text, want string }{
		{"fr", "La Police de proximité, les polices de proximité", "cp:Police de proximité cp:polices de proximité"},
		{"fr", "la police, de proximité", ""},
		{"fr", "une police communautaire", "!cp:police communautaire"},
		{"fr", "Les FSI et les FDS", "isf:FSI !isf:FDS"},
		{"fr", "fsi", ""},
		{"fr", "les organisations de la société civile et la société civile", "cso:organisations de la société civile cs:société civile"},
		{"fr", "formatrices et formateurs", "trainer:formatrices trainer:formateurs"},
		{"fr", "le maintien de l’ordre", "order:maintien de l’ordre"},
		{"fr", "forces\nde sécurité intérieure", "isf:forces\nde sécurité intérieure"},
		{"en", "community-policing trainers", "cp:community-policing trainer:trainers"},
		{"en", "community policy trainings", "!cp:community policy"},
		{"en", "police de proximité", ""},
	}
	for _, tt := range tests {
		var got []string
		for _, o := range sample().Find(tt.text, tt.language) {
			s := o.Entry.Key + ":" + tt.text[o.Start:o.End]
			if o.Use == Forbidden {
				s = "!" + s
			}
			got = append(got, s)
		}
		if strings.Join(got, " ") != tt.want {
			t.Errorf("%s %q: got %q, want %q", tt.language, tt.text, got, tt.want)
		}
	}
}
