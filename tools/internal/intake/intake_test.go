package intake

import (
	"bytes"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"proximite/tools/internal/bundle"
	"proximite/tools/internal/diagnostic"
	"proximite/tools/internal/ingest"
	"proximite/tools/internal/transcript"
)

const talk = `Entretien avec Awa Exemple

Binta : Que faites-vous ?

Awa Exemple : Je parle avec les gens du quartier.

Binta : Depuis quand ?

Awa Exemple : Depuis toujours, ou presque.

Binta : Merci.

Awa Exemple : Merci à vous.
`

func understand(t *testing.T, name, text string) *ingest.Result {
	t.Helper()
	r, err := ingest.Read(name, strings.NewReader(text), int64(len(text)), ingest.Options{})
	if err != nil || r.Refused {
		t.Fatalf("read %q: %v, %+v", name, err, r)
	}
	return r
}

// run prepares an import and applies it to the project.
func run(t *testing.T, project fstest.MapFS, name, text string, opt Options) *Plan {
	t.Helper()
	opt.Today = "2024-01-02"
	p, err := Prepare(project, understand(t, name, text), opt)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range p.Files {
		project[f.Path] = &fstest.MapFile{Data: f.Data}
	}
	return p
}

// find returns the path of the only file with an ending.
func find(t *testing.T, project fstest.MapFS, start, end string) string {
	t.Helper()
	for _, p := range slices.Sorted(maps.Keys(project)) {
		if strings.HasPrefix(p, start) && strings.HasSuffix(p, end) {
			return p
		}
	}
	t.Fatalf("no %s…%s in %v", start, end, slices.Sorted(maps.Keys(project)))
	return ""
}

func replace(project fstest.MapFS, path, old, new string) {
	project[path] = &fstest.MapFile{Data: bytes.Replace(project[path].Data, []byte(old), []byte(new), 1)}
}

func rules(p *Plan) string {
	var list []string
	for _, d := range p.Findings {
		list = append(list, d.Rule)
	}
	return strings.Join(list, " ")
}

func TestInterviewMakesTranscriptAndBothPages(t *testing.T) {
	project := fstest.MapFS{}
	p := run(t, project, "a.txt", talk, Options{})
	if p.Outcome != Fresh || len(p.Written) != 3 {
		t.Fatalf("%+v", p)
	}
	path := find(t, project, "data/transcripts/", ".yaml")
	tr, found := transcript.Parse(path, project[path].Data)
	if len(found) > 0 || len(tr.Segments) != 6 || len(tr.Speakers) != 2 || tr.ID != strings.TrimSuffix(strings.TrimPrefix(path, "data/transcripts/"), ".yaml") {
		t.Errorf("%v, %+v", found, tr)
	}
	fr := string(project["content/interviews/entretien/index.fr.md"].Data)
	for _, want := range []string{`title: "Entretien avec [à compléter]"`, `transcript: "` + tr.ID + `"`, "draft: true", `release: "closed"`, `date: "2024-01-02"`} {
		if !strings.Contains(fr, want) {
			t.Errorf("%q is not in\n%s", want, fr)
		}
	}
	en := string(project["content/interviews/entretien/index.en.md"].Data)
	if !strings.Contains(en, `title: "[to be translated] `) || !strings.Contains(en, `translation: "own"`) || strings.Contains(fr+en, "Awa") {
		t.Errorf("%s\n%s", fr, en)
	}
}

func TestSecondImportOfTheSameFileWritesNothing(t *testing.T) {
	project := fstest.MapFS{}
	run(t, project, "a.txt", talk, Options{})
	before := maps.Clone(project)
	p := run(t, project, "a.txt", talk, Options{})
	if p.Outcome != Unchanged || len(p.Files) != 0 || rules(p) != "import/already-imported" || !maps.EqualFunc(before, project, sameFile) {
		t.Errorf("%+v", p)
	}
}

func sameFile(a, b *fstest.MapFile) bool { return bytes.Equal(a.Data, b.Data) }

func TestCorrectedSourceReplacesUntouchedFilesAndKeepsIDs(t *testing.T) {
	project := fstest.MapFS{}
	run(t, project, "a.txt", talk, Options{})
	path := find(t, project, "data/transcripts/", ".yaml")
	before, _ := transcript.Parse("", project[path].Data)
	p := run(t, project, "b.txt", strings.Replace(talk, "les gens du quartier", "les habitants du quartier", 1), Options{})
	after, _ := transcript.Parse("", project[path].Data)
	if p.Outcome != Updated || len(p.Written) != 1 || !strings.Contains(rules(p), "import/segments-changed") {
		t.Errorf("%+v", p)
	}
	for i := range before.Segments {
		if after.Segments[i].ID != before.Segments[i].ID {
			t.Errorf("segment %d became %s", i, after.Segments[i].ID)
		}
	}
	if !strings.Contains(after.Segments[1].Text, "habitants") {
		t.Error(after.Segments[1].Text)
	}
}

func TestEditedFilesAreNeverOverwritten(t *testing.T) {
	corrected := strings.Replace(talk, "les gens du quartier", "les habitants du quartier", 1)
	tests := []struct {
		name, old, new string // the edit of the transcript
		merge          bool
		outcome        Outcome
		rule           string
		disk           []string // what the transcript must hold then
	}{
		{"elsewhere", "Merci à vous.", "Merci à toutes.", false, Kept, "import/edited-by-hand", []string{"les gens", "à toutes"}},
		{"elsewhere, merged", "Merci à vous.", "Merci à toutes.", true, Updated, "import/merged", []string{"les habitants", "à toutes"}},
		{"the same words", "les gens du quartier", "les femmes du quartier", false, Kept, "import/merge-conflict", []string{"les femmes"}},
		{"the same words, merged", "les gens du quartier", "les femmes du quartier", true, Kept, "import/merge-conflict", []string{"les femmes"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			project := fstest.MapFS{}
			run(t, project, "a.txt", talk, Options{})
			path := find(t, project, "data/transcripts/", ".yaml")
			replace(project, path, tt.old, tt.new)
			p := run(t, project, "b.txt", corrected, Options{Merge: tt.merge})
			if p.Outcome != tt.outcome || !strings.Contains(rules(p), tt.rule) {
				t.Errorf("outcome %d, %s", p.Outcome, rules(p))
			}
			for _, want := range tt.disk {
				if !bytes.Contains(project[path].Data, []byte(want)) {
					t.Errorf("%q is not in\n%s", want, project[path].Data)
				}
			}
			if bytes.Contains(project[path].Data, []byte("<<<<")) {
				t.Error("a conflict marker in a data file")
			}
			if tt.outcome == Kept {
				side := find(t, project, "data/imports/new/", ".yaml")
				if !bytes.Contains(project[side].Data, []byte("habitants")) || p.Diff == "" {
					t.Errorf("side file:\n%s", project[side].Data)
				}
			}
		})
	}
}

func TestEditsOfAPersonSurviveAMergeTwice(t *testing.T) {
	project := fstest.MapFS{}
	run(t, project, "a.txt", talk, Options{})
	path := find(t, project, "data/transcripts/", ".yaml")
	replace(project, path, "Merci à vous.", "Merci à toutes.")
	second := strings.Replace(talk, "les gens", "les habitants", 1)
	run(t, project, "b.txt", second, Options{Merge: true})
	p := run(t, project, "c.txt", strings.Replace(second, "Depuis toujours", "Depuis longtemps", 1), Options{Merge: true})
	for _, want := range []string{"à toutes", "les habitants", "Depuis longtemps"} {
		if !bytes.Contains(project[path].Data, []byte(want)) {
			t.Errorf("%q is lost: %s\n%s", want, rules(p), project[path].Data)
		}
	}
}

func TestDeletedFilesStayDeleted(t *testing.T) {
	project := fstest.MapFS{}
	run(t, project, "a.txt", talk, Options{})
	const en = "content/interviews/entretien/index.en.md"
	delete(project, en)
	p := run(t, project, "a.txt", talk, Options{})
	if _, back := project[en]; back || !strings.Contains(rules(p), "import/deleted-by-hand") {
		t.Errorf("%s", rules(p))
	}
	p = run(t, project, "a.txt", talk, Options{Recreate: true})
	if _, back := project[en]; !back || p.Outcome != Updated {
		t.Errorf("%+v", p)
	}
}

func TestAFolderOfSomebodyElseIsLeftAlone(t *testing.T) {
	const mine = "content/interviews/entretien/index.fr.md"
	project := fstest.MapFS{mine: {Data: []byte("my own page")}}
	p := run(t, project, "a.txt", talk, Options{})
	if p.Outcome != Kept || len(p.Files) != 0 || string(project[mine].Data) != "my own page" || !strings.Contains(rules(p), "import/folder-taken") {
		t.Errorf("%+v", p)
	}
	if p = run(t, project, "a.txt", talk, Options{Slug: "autre"}); p.Outcome != Fresh {
		t.Errorf("%+v", p)
	}
}

const newsText = "Titre : une formation n° 3\n\n04.09.2023\n\nLa mission commence une formation dans la ville qui n’existe pas. Elle dure deux semaines.\n\nLes stagiaires viennent de partout et repartent chez eux ensuite.\n"

func TestNewsMergesFrontMatterKeyByKeyAndBodyByLine(t *testing.T) {
	project := fstest.MapFS{}
	run(t, project, "n.txt", newsText, Options{})
	path := find(t, project, "content/news/2023-09-04-", "index.fr.md")
	replace(project, path, "draft: true", "summary: \"Un résumé.\"\ndraft: true")
	replace(project, path, "Les stagiaires viennent", "Les élèves viennent")
	p := run(t, project, "n.txt", strings.Replace(newsText, "deux semaines", "trois semaines", 1), Options{Merge: true})
	got := string(project[path].Data)
	for _, want := range []string{"Un résumé.", "Les élèves", "trois semaines", "event_date: \"2023-09-04\""} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not in %s\n%s", want, rules(p), got)
		}
	}
}

func TestTranslationsAreNeverTouched(t *testing.T) {
	project := fstest.MapFS{}
	run(t, project, "n.txt", newsText, Options{})
	en := find(t, project, "content/news/2023-09-04-", "index.en.md")
	project[en] = &fstest.MapFile{Data: []byte("---\ntitle: \"My translation\"\n---\n")}
	p := run(t, project, "n.txt", strings.Replace(newsText, "n° 3", "n° 3 !", 1), Options{Slug: "une-formation-n-3"})
	if !strings.Contains(string(project[en].Data), "My translation") || !strings.Contains(rules(p), "import/translation-to-review") {
		t.Errorf("%s\n%s", rules(p), project[en].Data)
	}
}

func TestLineEndsOfTheFileAreKept(t *testing.T) {
	project := fstest.MapFS{}
	run(t, project, "n.txt", newsText, Options{})
	path := find(t, project, "content/news/2023-09-04-", "index.fr.md")
	project[path] = &fstest.MapFile{Data: bytes.ReplaceAll(project[path].Data, []byte("\n"), []byte("\r\n"))}
	p := run(t, project, "n.txt", strings.Replace(newsText, "deux semaines", "trois semaines", 1), Options{})
	if got := project[path].Data; p.Outcome != Updated || bytes.Count(got, []byte("\r\n")) != bytes.Count(got, []byte("\n")) {
		t.Errorf("%+v\n%q", p, got)
	}
}

func TestModulesBecomeOneFolderEach(t *testing.T) {
	project := fstest.MapFS{}
	p := run(t, project, "m.csv", "titre;objectifs;durée;public\nÉcouter;Accueillir;2 jours;policiers\nParler;Répondre;1 jour;tous\n", Options{})
	if len(p.Written) != 4 {
		t.Fatalf("%+v", p)
	}
	if got := string(project["content/modules/ecouter/index.fr.md"].Data); !strings.Contains(got, `duration: "2 jours"`) {
		t.Error(got)
	}
	if again := run(t, project, "m.csv", "titre;objectifs;durée;public\nÉcouter;Accueillir;2 jours;policiers\nParler;Répondre;1 jour;tous\n", Options{}); again.Outcome != Unchanged {
		t.Errorf("%+v", again)
	}
}

func TestRegisteredNamesStayOutOfAddresses(t *testing.T) {
	project := fstest.MapFS{"data/people.yaml": {Data: []byte("p9x3ww:\n  name: \"Exemple\"\n  first_name: \"Awa\"\n")}}
	p := run(t, project, "n.txt", strings.Replace(newsText, "une formation", "Awa Exemple forme", 1), Options{})
	for _, f := range p.Written {
		if strings.Contains(f, "awa") || strings.Contains(f, "exemple") {
			t.Errorf("a name in %s", f)
		}
	}
}

func TestABrokenReceiptIsAnErrorNotALoss(t *testing.T) {
	project := fstest.MapFS{"data/imports/x.yaml": {Data: []byte("id: [")}}
	if _, err := Prepare(project, understand(t, "n.txt", newsText), Options{Today: "2024-01-02"}); err == nil {
		t.Error("a broken receipt was ignored")
	}
}

func TestRulesAreComplete(t *testing.T) {
	for _, r := range Rules() {
		for _, text := range []diagnostic.Text{r.Message, r.Hint} {
			if text.FR == "" || text.EN == "" {
				t.Errorf("%s lacks a language", r.ID)
			}
		}
	}
}

func TestToTranslateIsTheMarkThatCheckKnows(t *testing.T) {
	if bundle.ToTranslate["fr"] != "[à traduire]" || bundle.ToTranslate["en"] != "[to be translated]" {
		t.Error(bundle.ToTranslate)
	}
}
