package translation

import (
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"proximite/tools/internal/content"
)

const (
	historyFR = "content/news/history/index.fr.md"
	historyEN = "content/news/history/index.en.md"
)

// edit is one step of the history. fr and en are pairs of old and new text; want lists
// "state change: the block that is newer", nothing else may be reported. After the step
// a person runs done, unless it stays for the next one.
type edit struct {
	name   string
	fr, en []string
	want   []string
	stays  bool
	accept string // instead of done: the text of the block that is accepted
}

// history is a working life of one article: every step starts from the files as the
// step before left them.
func history() []edit {
	return []edit{
		{name: "nothing"},
		{name: "white space and line ends", fr: []string{"traverse le marché, puis", "traverse  le marché,\npuis"}},
		{name: "typography only", fr: []string{"l'école", "l’école"}},
		{name: "typing error", fr: []string{"part à huit heures", "par à huit heures"},
			want: []string{"behind changed: La patrouille par à huit"}, accept: "La patrouille par"},
		{name: "typing error mended", fr: []string{"par à huit heures", "part à huit heures"},
			want: []string{"behind changed: La patrouille part à huit"}},
		{name: "reword one word", fr: []string{"près du guichet", "devant le guichet"},
			want: []string{"behind changed: À la gare, les chauffeurs"}},
		{name: "reword a whole paragraph in place", fr: []string{"Le chef du marché tient un cahier. Il y note chaque visite.", "Une femme élue par tous garde la trace des passages."},
			want: []string{"behind changed: Une femme élue par tous"}},
		{name: "move a paragraph", fr: []string{
			"Une femme élue par tous garde la trace des passages.\n\n", "",
			"## La gare", "Une femme élue par tous garde la trace des passages.\n\n## La gare"}},
		{name: "move a heading with its section", fr: []string{
			"## Le retour {#return}\n\nLes agents écrivent un rapport court. Le commissaire le lit le jour même.\n\n", "",
			"## Le marché {#market}", "## Le retour {#return}\n\nLes agents écrivent un rapport court. Le commissaire le lit le jour même.\n\n## Le marché {#market}"}},
		{name: "split a paragraph", fr: []string{"par leur prénom. Ils signalent", "par leur prénom.\n\nIls signalent"}},
		{name: "merge it again", fr: []string{"par leur prénom.\n\nIls signalent", "par leur prénom. Ils signalent"}},
		{name: "split in three", fr: []string{
			"devant le guichet. Ils demandent", "devant le guichet.\n\nIls demandent",
			"soit éclairée. La mairie", "soit éclairée.\n\nLa mairie"}},
		{name: "reword a third of it", fr: []string{"La mairie a promis des lampes.", "La mairie a promis dix lampes."},
			want: []string{"behind changed: La mairie a promis dix"}},
		{name: "merge the three", fr: []string{
			"devant le guichet.\n\nIls demandent", "devant le guichet. Ils demandent",
			"soit éclairée.\n\nLa mairie", "soit éclairée. La mairie"}},
		{name: "split and reword at once", fr: []string{
			"Les agents écrivent un rapport court. Le commissaire le lit le jour même.",
			"Les agents écrivent un rapport court.\n\nLe commissaire le lit le soir même."},
			want: []string{"behind changed: Le commissaire le lit le"}},
		{name: "merge and reword at once", fr: []string{
			"un rapport court.\n\nLe commissaire le lit le soir même.", "un rapport bref. Le commissaire le lit le soir même."},
			want: []string{"behind changed: Les agents écrivent un rapport"}},
		{name: "delete a paragraph", fr: []string{"Une fois par mois, tout le monde se retrouve à l’école.\n", ""},
			want: []string{"behind removed: Une fois par mois, tout"}, stays: true},
		{name: "delete it in the translation too", en: []string{"Once a month, everybody meets at the school.\n", ""}},
		{name: "insert a paragraph", fr: []string{"## La gare", "Le soir, le marché ferme à dix-neuf heures.\n\n## La gare"},
			want: []string{"behind added: Le soir, le marché ferme"}, stays: true},
		{name: "translate it", en: []string{"## The station", "In the evening the market closes at seven.\n\n## The station"},
			want: []string{"both added: Le soir, le marché ferme"}},
		{name: "insert a heading and a paragraph", fr: []string{"## La gare", "## L'école {#school}\n\nLes élèves posent des questions.\n\n## La gare"},
			want: []string{"behind added: L'école", "behind added: Les élèves posent des questions."}, stays: true},
		{name: "take them back", fr: []string{"## L'école {#school}\n\nLes élèves posent des questions.\n\n", ""}},
		{name: "title", fr: []string{`title: "La patrouille du matin"`, `title: "La patrouille de l'aube"`},
			want: []string{"behind changed: La patrouille de l'aube"}},
		{name: "summary", fr: []string{"deux agents traversent", "trois agents traversent"},
			want: []string{"behind changed: Chaque matin, trois agents traversent"}},
		{name: "title and summary in other quotation marks", fr: []string{`title: "La patrouille de l'aube"`, `title: "La patrouille de l’aube"`}},
		{name: "text of a list in the front matter", fr: []string{"Rendre compte au chef", "Rendre compte au commissaire"},
			want: []string{"behind changed: Rendre compte au commissaire"}},
		{name: "order of that list", fr: []string{
			"  - \"Écouter les habitants\"\n  - \"Rendre compte au commissaire\"", "  - \"Rendre compte au commissaire\"\n  - \"Écouter les habitants\""}},
		{name: "a key that is no text", fr: []string{`date: "2023-09-04"`, `date: "2023-09-05"`}, en: []string{`date: "2023-09-04"`, `date: "2023-09-05"`}},
		{name: "a table cell", fr: []string{"douze visites", "treize visites"},
			want: []string{"behind changed: treize visites"}},
		{name: "a row of a table", fr: []string{"| mardi | neuf visites |", "| mardi | neuf visites |\n| jeudi | aucune |"},
			want: []string{"behind added: jeudi", "behind added: aucune"}, stays: true},
		{name: "that row translated", en: []string{"| Tuesday | nine visits |", "| Tuesday | nine visits |\n| Thursday | none |"},
			want: []string{"both added: jeudi", "both added: aucune"}},
		{name: "rows in another order", fr: []string{
			"| lundi | treize visites |\n| mardi | neuf visites |", "| mardi | neuf visites |\n| lundi | treize visites |"}},
		{name: "list items in another order", fr: []string{
			"- les vols de marchandises\n- les disputes entre voisins\n- les enfants perdus",
			"- les enfants perdus\n- les vols de marchandises\n- les disputes entre voisins"}},
		{name: "list in another order and one item reworded", fr: []string{
			"- les enfants perdus\n- les vols de marchandises\n- les disputes entre voisins",
			"- les disputes entre jeunes voisins\n- les enfants perdus\n- les vols de marchandises"},
			want: []string{"behind changed: les disputes entre jeunes voisins"}},
		{name: "list marks", fr: []string{"- les disputes entre jeunes voisins\n- les enfants perdus\n- les vols", "* les disputes entre jeunes voisins\n* les enfants perdus\n* les vols"}},
		{name: "a list item more", fr: []string{"* les enfants perdus", "* les enfants perdus\n* les chiens errants"},
			want: []string{"behind added: les chiens errants"}, stays: true},
		{name: "a list item less", fr: []string{"* les chiens errants\n", ""}},
		{name: "heading", fr: []string{"## La gare {#station}", "## La gare routière {#station}"},
			want: []string{"behind changed: La gare routière"}},
		{name: "id of a heading only", fr: []string{"## La gare routière {#station}", "## La gare routière {#coach-station}"}},
		{name: "the translation alone", en: []string{"They report thefts and quarrels.", "They tell them of thefts, quarrels and fires."},
			want: []string{"ahead changed: The traders know the officers"}},
		{name: "the translation adds a paragraph", en: []string{"## The station", "Visitors are welcome.\n\n## The station"},
			want: []string{"ahead added: Visitors are welcome."}, stays: true},
		{name: "the source follows", fr: []string{"## La gare", "Les visiteurs sont les bienvenus.\n\n## La gare"},
			want: []string{"both added: Les visiteurs sont les bienvenus."}},
		{name: "both directions, the same block", fr: []string{"Ils signalent les vols", "Ils racontent les vols"}, en: []string{"quarrels and fires", "quarrels and floods"},
			want: []string{"both changed: Les commerçants connaissent les agents"}},
		{name: "both directions, different blocks", fr: []string{"traverse  le marché", "contourne le marché"}, en: []string{"lost children", "children who are lost"},
			want: []string{"behind changed: La patrouille part à huit", "ahead changed: children who are lost"}},
		{name: "split in the translation only", en: []string{"near the counter. Above all", "near the counter.\n\nAbove all"}},
		{name: "source split where the translation is split, and reworded there", fr: []string{"le guichet. Ils demandent surtout", "le guichet.\n\nIls demandent avant tout"},
			want: []string{"behind changed: Ils demandent avant tout que"}, stays: true},
		{name: "and the translation follows", en: []string{"Above all they ask", "First and foremost they ask"},
			want: []string{"both changed: Ils demandent avant tout que"}},
	}
}

// newer names the blocks of a pair that made it differ.
func newer(p Pair) []string {
	side := p.Source
	if p.State == Ahead {
		side = p.Target
	}
	var list []string
	for i, b := range side.Now {
		if !side.Same[i] || p.Change == Added {
			list = append(list, b.Text)
		}
	}
	if len(list) == 0 {
		list = []string{side.Old}
	}
	for i, text := range list {
		w := strings.Fields(text)
		list[i] = string(p.State) + " " + string(p.Change) + ": " + strings.Join(w[:min(5, len(w))], " ")
	}
	return list
}

func historyReport(t *testing.T, files fstest.MapFS, l *Ledger) *Report {
	t.Helper()
	c, err := content.Load(files)
	if err != nil || len(c.Found) > 0 {
		t.Fatal(err, c.Found)
	}
	return ItemReports(c.Items[0], l)[0]
}

// TestHistory plays the history and asks for exactly the expected blocks after each
// step, the ledger written to a file and read again each time.
func TestHistory(t *testing.T) {
	files := make(fstest.MapFS)
	for _, name := range []string{historyFR, historyEN} {
		data, err := os.ReadFile("testdata/history/" + name[strings.LastIndex(name, "/")+1:])
		if err != nil {
			t.Fatal(err)
		}
		files[name] = &fstest.MapFile{Data: data}
	}
	l := &Ledger{}
	first := historyReport(t, files, l)
	if first.State() != Unrecorded {
		t.Fatalf("state before the first record: %s", first.State())
	}
	l.Set(first.Key, first.To, first.Done())
	edits, right, reported, expected := 0, 0, 0, 0
	for _, e := range history() {
		for file, pairs := range map[string][]string{historyFR: e.fr, historyEN: e.en} {
			for i := 0; i < len(pairs); i += 2 {
				before := string(files[file].Data)
				if strings.Count(before, pairs[i]) != 1 {
					t.Fatalf("%s: %q stands %d times", e.name, pairs[i], strings.Count(before, pairs[i]))
				}
				files[file] = &fstest.MapFile{Data: []byte(strings.Replace(before, pairs[i], pairs[i+1], 1))}
			}
		}
		edits++
		files[LedgerPath] = &fstest.MapFile{Data: l.Bytes()}
		reloaded, found := Load(files)
		if len(found) > 0 {
			t.Fatalf("%s: ledger: %v", e.name, found[0].Message.EN)
		}
		l = reloaded
		r := historyReport(t, files, l)
		var got []string
		var accepted []string
		for _, p := range r.Pairs {
			if p.State != Current {
				got = append(got, newer(p)...)
				if e.accept != "" && strings.HasPrefix(p.Source.Text(), e.accept) {
					accepted = append(accepted, p.ID)
				}
			}
		}
		if !slices.Equal(got, e.want) {
			t.Errorf("%s:\n got %q\nwant %q", e.name, got, e.want)
		}
		reported, expected = reported+len(got), expected+len(e.want)
		for _, g := range got {
			if slices.Contains(e.want, g) {
				right++
			}
		}
		switch {
		case e.accept != "":
			entry, unknown := r.Accept(accepted)
			if len(accepted) != 1 || len(unknown) > 0 {
				t.Fatalf("%s: accepted %q, unknown %q", e.name, accepted, unknown)
			}
			l.Set(r.Key, r.To, entry)
		case !e.stays:
			l.Set(r.Key, r.To, r.Done())
		}
		if after := historyReport(t, files, l); !e.stays && after.State() != Current {
			t.Errorf("%s: %s after done", e.name, after.State())
		}
	}
	precision, recall := float64(right)/float64(reported), float64(right)/float64(expected)
	t.Logf("%d edits, %d changed blocks: precision %.0f %%, recall %.0f %%", edits, expected, 100*precision, 100*recall)
	if edits < 40 || precision < 1 || recall < 1 {
		t.Error("the history has at least 40 edits and every changed block is found, no other")
	}
}
