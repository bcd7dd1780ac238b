package search

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestWords(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"L’accès à l'École", "acces ecole"},
		{"e\u0301te\u0301", "ete"},
		{"Œuvre, cœur & æther", "oeuvre coeur aether"},
		{"kɛlɛ ɲɔgɔn ŋaniya", "kele nyogon nganiya"},
		{"2014/219/PESC", "2014 219 pesc"},
		{"1\u202f896 stagiaires\u00a0: « bien »", "896 stagiaires bien"},
		{"co-formateur", "co formateur"},
		{"sécu\u00adrité", "securite"},
		{"STRASSE Straße", "strasse strasse"},
		{"ﬁn", "fin"},
		{"  — … !", ""},
		{"العربية", "العربية"},
	} {
		if got := strings.Join(Words(c.text), " "); got != c.want {
			t.Errorf("Words(%q) = %q, want %q", c.text, got, c.want)
		}
	}
}

// TestStemsMeet gives words that one query should find together, and apart.
func TestStemsMeet(t *testing.T) {
	for _, c := range []struct {
		language, a, b string
		meet           bool
	}{
		{"fr", "formateur", "formateurs", true},
		{"fr", "locaux", "local", true},
		{"fr", "sécurité", "sécurités", true},
		{"fr", "décision", "décider", false},
		{"fr", "genre", "gendarme", false},
		{"en", "trainers", "trainer", true},
		{"en", "communicating", "communicate", true},
		{"en", "policies", "policy", true},
		{"en", "community", "communicate", false},
		{"fr", "EUCAP", "eucap", true},
		{"bm", "kalan", "kalanden", false},
	} {
		l := languageOf(c.language)
		a, b := tokens(c.a, l), tokens(c.b, l)
		if len(a) != 1 || len(b) != 1 || (a[0].stem == b[0].stem) != c.meet {
			t.Errorf("%s: %q is %v, %q is %v, meet: want %v", c.language, c.a, a, c.b, b, c.meet)
		}
	}
}

func TestStopWordsAreFoldedAndSorted(t *testing.T) {
	for _, name := range []string{"fr", "en"} {
		l := languageOf(name)
		if !slices.IsSorted(l.stop) {
			t.Errorf("%s: stop words are not sorted", name)
		}
		for _, w := range l.stop {
			if Fold(w) != w || len(w) < 2 {
				t.Errorf("%s: %q is no folded word", name, w)
			}
		}
		if got := tokens(strings.Join(l.stop, " "), l); len(got) > 0 {
			t.Errorf("%s: stop words left: %v", name, got)
		}
	}
}

func FuzzWords(f *testing.F) {
	for _, s := range []string{"L’accès", "e\u0301", "İstanbul", "\xff\xfe", "½ ² ﬃ", "kɛlɛ", "a\u200db", "\u0301", "ʼn", "日本語 テスト"} {
		f.Add(s)
	}
	french := languageOf("fr")
	f.Fuzz(func(t *testing.T, s string) {
		words := Words(s)
		for _, w := range words {
			if !utf8.ValidString(w) || strings.ContainsFunc(w, isBreak) || strings.ContainsAny(w, " !,\t\n") {
				t.Errorf("Words(%q): %q is not one word", s, w)
			}
			if again := Words(w); len(again) != 1 || again[0] != w {
				t.Errorf("Words(%q): %q folds again to %q", s, w, again)
			}
		}
		for _, k := range tokens(s, french) {
			if k.form == "" || k.stem == "" {
				t.Errorf("tokens(%q): empty in %+v", s, k)
			}
		}
	})
}

func BenchmarkTokens(b *testing.B) {
	text := strings.Repeat("Les formations à la police de proximité, dit-elle, sont très appréciées de nos partenaires locaux. ", 50)
	l := languageOf("fr")
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		tokens(text, l)
	}
}
