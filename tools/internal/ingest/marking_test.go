package ingest

import (
	"testing"

	"proximite/tools/internal/diagnostic"
)

func TestMarkings(t *testing.T) {
	stop := []struct {
		where, text string
	}{
		{"margin", "EUCAP – RESTRICTED – 3"}, {"margin", "Diffusion restreinte"}, {"margin", "restricted"}, {"margin", "RESTREINT UE/EU RESTRICTED"},
		{"margin", "LIMITED"}, {"margin", "Document CONFIDENTIEL à ne pas diffuser"}, {"margin", "LIMITE"}, {"margin", "Confidentiel"},
		{"first", "RESTRICTED"}, {"first", "[DIFFUSION RESTREINTE]"}, {"first", "Classification : LIMITED"}, {"last", "*** CONFIDENTIEL ***"},
		{"last", "Top secret"}, {"middle", "RESTRICTED"}, {"middle", "EU RESTRICTED"}, {"middle", "« Diffusion restreinte »"}, {"cue", "EU RESTRICTED"},
	}
	for _, c := range stop {
		if len(marked(c.where, c.text)) == 0 {
			t.Errorf("%s %q passes", c.where, c.text)
		}
	}
	pass := []struct {
		where, text string
	}{
		{"margin", "Exemple LIMITED EDITIONS Company"}, {"margin", "Exemple Ltd, limited liability"}, {"margin", "Page 3"},
		{"first", "Access to restricted areas is part of the training"}, {"first", "Le secret professionnel du policier"}, {"first", "LIMITED RESOURCES, UNLIMITED WILL"},
		{"middle", "Confidentiel."}, {"middle", "Les informations restent en diffusion restreinte dans la chaîne, dit-il."}, {"middle", "Secret"}, {"last", "Merci"},
	}
	for _, c := range pass {
		if found := marked(c.where, c.text); len(found) > 0 {
			t.Errorf("%s %q stops: %s", c.where, c.text, found[0].Message.EN)
		}
	}
}

func marked(where, text string) []diagnostic.Diagnostic {
	s := paragraphs("a", "b", "c", "d", "e", "f", "g")
	switch where {
	case "margin":
		s.margins = []margin{{placeHeader, text}}
	case "first":
		s.blocks[0] = textBlock(1, text)
	case "middle":
		s.blocks[3] = textBlock(4, text)
	case "last":
		s.blocks[6] = textBlock(7, text)
	case "cue":
		s = &source{cues: []cue{{text: text}}}
	}
	return markings(input{name: "x"}, s)
}
