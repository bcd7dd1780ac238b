package language

import (
	"fmt"
	"strings"
	"testing"
)

func TestOf(t *testing.T) {
	tests := []struct{ text, want string }{
		{"La patrouille parle avec les habitants du quartier et elle écoute ce qu’ils disent.", French},
		{"The patrol talks with the people of the district and listens to what they say.", English},
		{"Merci beaucoup", ""},
		{"", ""},
		{"An bɛ taa sugu la ka mɔgɔw fo, ka u lamɛn.", ""},
		{"Une formation « community policing training » pour les agents de la ville, selon la mission.", French},
	}
	for _, tt := range tests {
		if got := Of(tt.text); got != tt.want {
			t.Errorf("Of(%q) = %q, want %q", tt.text, got, tt.want)
		}
	}
}

func TestForeign(t *testing.T) {
	french := []string{
		"Les objectifs ne sont pas publiés.",
		"Ce que nous ne savons pas",
		"la durée de chaque marche",
		"Comment demander un retrait",
		"L’article ne dit pas quelles informations sont visées, ni comment elles sont protégées.",
		"Deux agents parlent avec une commerçante",
		"Une page pour tous les lecteurs",
	}
	english := []string{
		"The objectives are not published.",
		"What we do not know",
		"the length of each step",
		"How to ask for removal",
		"The article does not say which information is meant, nor how it is protected.",
		"Two officers talk with a trader",
		"A page for all readers",
	}
	neither := []string{
		"EUCAP Sahel Mali", "Bamako, Kayes, Sikasso, Mopti", "2014/219/CFSP", "Contact", "Creative Commons Attribution 4.0",
		"Conze, Rio, Flahaut", "Police nationale", "WCAG 2.2 AA", "An bɛ taa sugu la ka mɔgɔw fo", "Major X, EUCAP", "Ségou, Gao, Tombouctou, Ménaka",
	}
	for _, text := range french {
		if !Foreign(text, English) || Foreign(text, French) {
			t.Errorf("%q is not told to be French", text)
		}
	}
	for _, text := range english {
		if !Foreign(text, French) || Foreign(text, English) {
			t.Errorf("%q is not told to be English", text)
		}
	}
	for _, text := range neither {
		if Foreign(text, English) || Foreign(text, French) {
			t.Errorf("%q is judged", text)
		}
	}
	if Foreign("The objectives are not published.", "bm") {
		t.Error("a text that claims to be Bambara is judged")
	}
}

func TestRuns(t *testing.T) {
	tests := []struct{ text, want string }{
		{"Il salue : i ni sɔgɔma.", "sɔgɔma Latin bm"},
		{"L’œuvre d’un naïf, ŒUVRE, Łódź, ça", ""},
		{"ŋana", "ŋana Latin bm"},
		{"Le mot ߒߞߏ est écrit", "ߒߞߏ N’Ko nqo"},
		{"𞤀𞤣𞤤𞤢𞤥", "𞤀𞤣𞤤𞤢𞤥 Adlam ff-Adlm"},
		{"la paix, السلام.", "السلام Arabic ar"},
		{"ⵜⴰⵎⴰⵛⴰⵇ", "ⵜⴰⵎⴰⵛⴰⵇ Tifinagh tmh"},
		{"pаtrouille", "pаtrouille Mixed "}, // with a Cyrillic а
		{"5 µm, x², 40 °C", ""},
	}
	for _, tt := range tests {
		var got []string
		for _, r := range Runs(tt.text) {
			got = append(got, fmt.Sprintf("%s %s %s", tt.text[r.Start:r.End], r.Script, r.Code))
		}
		if strings.Join(got, ", ") != tt.want {
			t.Errorf("Runs(%q) = %q, want %q", tt.text, got, tt.want)
		}
	}
}
