package ingest

import "testing"

// TestModuleCSV reads whole files: separators, encodings, quoted breaks.
func TestModuleCSV(t *testing.T) {
	cases := []struct{ name, text string }{
		{"semicolons", "Nom;Contenu;Objectifs;Durée\nGenre;L’égalité;\"savoir\nagir\";2 jours\n"},
		{"commas", "Module,Focus,Learning objectives,Duration\nGenre,\"L’égalité\",\"savoir\nagir\",2 jours\n"},
		{"tabs", "Titre\tContenu\tObjectifs\tDurée\nGenre\tL’égalité\tsavoir ; agir\t2 jours\n"},
		{"Windows-1252", "Titre;Contenu;Objectifs;Dur\xe9e\r\nGenre;L\x92\xe9galit\xe9;\"savoir ; agir\";2 jours\r\n"},
	}
	want := `Genre; focus "L’égalité"; objectives ["savoir" "agir"]; audience ""; duration "2 jours"; assessment ""; version ""; review ""; cross false; rest ""`
	for _, c := range cases {
		r := readWhole(t, "modules.csv", []byte(c.text), Options{})
		if r.Type != Modules || len(r.Modules) != 1 || summary(r.Modules[0]) != want {
			t.Errorf("%s: %s %+v %q", c.name, r.Type, r.Modules, findings(r))
		}
	}
	r := readWhole(t, "modules.csv", []byte("Titre;Contenu;Objectifs\nGenre;\"a;b\n"), Options{})
	if !r.Refused || findings(r) != "unclosed-quote" {
		t.Errorf("refused %v, %q", r.Refused, findings(r))
	}
}
