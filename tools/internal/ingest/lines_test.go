package ingest

import (
	"strings"
	"testing"
)

// pipeTable is a table of Markdown.
func pipeTable(cells ...string) string {
	var b strings.Builder
	b.WriteString("| " + strings.ReplaceAll(cells[0], "|", " | ") + " |\n|" + strings.Repeat(" --- |", strings.Count(cells[0], "|")+1) + "\n")
	for _, row := range cells[1:] {
		b.WriteString("| " + strings.ReplaceAll(row, "|", " | ") + " |\n")
	}
	return b.String()
}

func TestTablesAreInterviewsOnlyWithSpeech(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"speakers and words", pipeTable("Qui|Quoi", "Awa|Bonjour à vous.", "Binta|Bonjour.", "Awa|Comment va le quartier ?", "Binta|Il va bien."), "interview"},
		{"times, speakers, words", pipeTable("Heure|Qui|Quoi", "0:01|Awa|Bonjour à vous.", "0:04|Binta|Bonjour.", "0:09|Awa|Et le quartier ?", "0:12|Binta|Il va bien."), "interview"},
		{"numbered cells", pipeTable("Tête 0.0|Tête 0.1", "Case 1.0|Case 1.1", "Case 2.0|Case 2.1", "Case 3.0|Case 3.1"), "news"},
		{"a duty list", pipeTable("Poste|Agent", "Nord|Awa", "Nord|Binta", "Sud|Caro", "Sud|Dado", "Nord|Awa"), "news"},
		{"amounts", pipeTable("Ligne|Montant", "Essence|120", "Papier|15", "Essence|90", "Papier|12"), "news"},
		{"everything once", pipeTable("Mot|Sens", "Ronde|Marche de deux agents.", "Relève|Fin du service de nuit.", "Plainte|Déclaration d’une victime."), "news"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if r := read(t, "x.md", []byte(tt.text), Options{}); string(r.Type) != tt.want {
				t.Errorf("got %s", outline(r))
			}
			conserved(t, "x.md", []byte(tt.text), Options{})
		})
	}
}

func TestALabelWithoutWordsIsReported(t *testing.T) {
	text := "AWA: Bonjour.\n\nBINTA: Bonjour.\n\nAWA: Merci.\n\nBINTA: Merci.\n\nAWA: Oui.\n\nBINTA:\n\nAWA: Fin.\n\nBINTA:\n"
	r := read(t, "x.txt", []byte(text), Options{})
	if got := strings.Count(findingsOf(r), "import/empty-turn"); got != 2 {
		t.Errorf("%d findings in\n%s", got, outline(r))
	}
}
