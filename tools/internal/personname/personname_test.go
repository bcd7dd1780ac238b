package personname

import (
	"strings"
	"testing"
)

var people = []Person{
	{ID: "awa", Name: "Awa Exemple Kéré", FirstName: "Awa"},
	{ID: "ba", Name: "Oumar Bâ", FirstName: "Oumar"},
	{ID: "rose", Name: "Rose Nuit", FirstName: "Rose"},
	{ID: "pseudo", Name: "Fatim Zorro", FirstName: "Mina"},
	{ID: "may", Name: "May Exempla", FirstName: "May"},
	{ID: "ag", Name: "Jean-Luc Ag Inzille", FirstName: "Jean-Luc"},
}

func TestFind(t *testing.T) {
	tests := []struct {
		text, want string // what is found, separated by |
	}{
		{"dit Awa Exemple Kéré, hier", "Awa Exemple Kéré"},
		{"dit AWA EXEMPLE KERE, hier", "AWA EXEMPLE KERE"},
		{"dit awa exemple kere, hier", "awa exemple kere"},
		{"KÉRÉ Awa", "KÉRÉ Awa"},
		{"EXEMPLE KÉRÉ Awa", "EXEMPLE KÉRÉ Awa"},
		{"Exemple Kéré parle", "Exemple Kéré"},
		{"Awa Kéré parle", "Awa Kéré"},
		{"Mme Kéré parle", "Kéré"},
		{"Mme Ke\u0301re\u0301 parle", "Ke\u0301re\u0301"},
		{"selon Awa, oui", "Awa"},
		{"Awa, oui", "Awa"},
		{"A. Exemple Kéré", "A. Exemple Kéré"},
		{"Exemple Kéré A.", "Exemple Kéré A"},
		{"Kere's view", "Kere"},
		{"Kéré’s view", "Kéré"},
		{"les Kérés", "Kérés"},
		{"l'Awa d'ici", "Awa"},
		{"**Awa** *Exemple* Kéré", "Awa** *Exemple* Kéré"},
		{"K**ér**é", "K**ér**é"},
		{"Awa\n> Exemple\nKéré", "Awa\n> Exemple\nKéré"},
		{"Awa Exem-\nple Kéré", "Awa Exem-\nple Kéré"},
		{"Awa\u00a0Exemple\u202fKéré", "Awa\u00a0Exemple\u202fKéré"},
		{"K\u00adé\u200bré", "K\u00adé\u200bré"},
		{"K&eacute;r&#233;", "K&eacute;r&#233;"},
		{"K&#xe9;r&shy;&#xE9;", "K&#xe9;r&shy;&#xE9;"},
		{"Awa%20Exemple%20K%C3%A9r%C3%A9", "Awa%20Exemple%20K%C3%A9r%C3%A9"},
		{"K%E9r%e9", "K%E9r%e9"},
		{`"K\u00e9r\u00e9"`, `K\u00e9r\u00e9`},
		{"#AwaExempleKéré", "AwaExempleKéré"},
		{"photoKere", "Kere"},
		{"awaexemplekere", "awaexemplekere"},
		{"Ｋｅｒｅ", "Ｋｅｒｅ"},
		{"M. Bâ parle", "Bâ"},
		{"Oumar Ba", "Oumar Ba"},
		{"O. Bâ", "O. Bâ"},
		{"dit Rose, hier", "Rose"},
		{"Rose Nuit", "Rose Nuit"},
		{"Mina parle", "Mina"},
		{"Mina Zorro", "Mina Zorro"},
		{"Fatim parle", "Fatim"},
		{"Zorro, Fatim", "Zorro, Fatim"},
		{"Jean Luc parle", "Jean Luc"},
		{"J.-L. Ag Inzille", "Ag Inzille"},
		{"Jean-Luc Inzille", "Jean-Luc Inzille"},
		{"Inzille", "Inzille"},
		{"Awa et Oumar", "Awa|Oumar"},

		{"in May, Mme May Exempla", "May Exempla"},
		{"une kéré, des exemples", ""},
		{"Exemple : une patrouille", ""},
		{"Awani, Kérénsky, Bamako", ""},
		{"La rose de la nuit", ""},
		{"Rose est la couleur. Rose encore", ""},
		{"Ba ! dit-il. BA", ""},
		{"Awa fit.\n\nExemple Kéré", "Awa|Exemple Kéré"},
		{"Jean est venu, Luc aussi", ""},
		{"ag inzille", "ag inzille"},
		{"", ""},
		{"&", ""},
		{"%", ""},
		{`\u`, ""},
		{"\xff\xfe", ""},
	}
	finder := NewFinder(people, Prose)
	for _, tt := range tests {
		var got []string
		for _, m := range finder.Find(tt.text) {
			got = append(got, tt.text[m.Start:m.End])
		}
		if strings.Join(got, "|") != tt.want {
			t.Errorf("Find(%q) = %q, want %q", tt.text, strings.Join(got, "|"), tt.want)
		}
	}
}

func TestFindInAddresses(t *testing.T) {
	finder := NewFinder(people, Address)
	for text, want := range map[string]string{
		"content/stories/awa-a-kati/index.fr.md": "awa", "static/kere.jpg": "kere", "photos/exemple_kere.jpg": "exemple_kere",
		"photos/IMG_K%C3%A9r%C3%A9_2.jpg": "K%C3%A9r%C3%A9", "news/rose-des-vents": "", "news/nuit-des-musees": "", "news/exemple": "",
		"news/ba-ba-bamako": "", "news/oumar-ba": "oumar-ba", "images/photoKere.jpg": "Kere", "fatim.png": "fatim",
	} {
		got := ""
		for _, m := range finder.Find(text) {
			got += text[m.Start:m.End]
		}
		if got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestFindInBytes(t *testing.T) {
	finder := NewFinder(people, Binary)
	for text, want := range map[string]int{
		"\x00Awa Exemple Kere\x01": 1, "xx Zorro xx": 1, "xxZorroxx": 0, "\x02zorro\x02": 0, "\x00Kere\x01": 0, "\x00Awa\x01": 0,
	} {
		if got := len(finder.Find(text)); got != want {
			t.Errorf("%q: %d, want %d", text, got, want)
		}
	}
}

func TestAllowedNamesAreNoneAlone(t *testing.T) {
	finder := NewFinder([]Person{{ID: "a", Name: "Awa Diallo", FirstName: "Awa"}}, Prose, "Diallo")
	for text, want := range map[string]int{"Mme Diallo": 0, "Awa Diallo": 1, "Awa": 1, "A. Diallo": 1} {
		if got := len(finder.Find(text)); got != want {
			t.Errorf("%q: %d, want %d", text, got, want)
		}
	}
}

func TestNobody(t *testing.T) {
	for _, list := range [][]Person{nil, {{}}, {{ID: "x", Name: "…"}}} {
		if f := NewFinder(list, Prose); !f.Empty() || f.Find("Awa") != nil {
			t.Errorf("%v finds somebody", list)
		}
	}
}

// FuzzFind: a name that stands between blanks is found whatever surrounds it, and no
// text makes the finder fail or point outside of it.
func FuzzFind(f *testing.F) {
	for _, seed := range []string{"", "&eacute;", "%C3%A9", `\u00e9`, "**", "-\n", "\xff", "Awa\n\n", "&", "%", `\`} {
		f.Add(seed)
	}
	finder := NewFinder(people, Prose)
	f.Fuzz(func(t *testing.T, noise string) {
		text := noise + " \n\n Awa Exemple Kéré \n\n " + noise
		found := false
		for _, m := range finder.Find(text) {
			if m.Start < 0 || m.End > len(text) || m.Start >= m.End {
				t.Fatalf("%q: match %+v", text, m)
			}
			found = found || m.Start <= len(noise)+4 && m.End >= len(noise)+4 && m.Person == "awa"
		}
		if !found {
			t.Errorf("%q: not found", text)
		}
	})
}

func BenchmarkFind(b *testing.B) {
	finder := NewFinder(people, Prose)
	text := strings.Repeat("Une phrase ordinaire qui parle de la patrouille et des habitants du quartier, l’été à Kati.\n", 1000)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		finder.Find(text)
	}
}
