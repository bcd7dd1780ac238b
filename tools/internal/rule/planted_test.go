package rule

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"

	"proximite/tools/internal/content"
	"proximite/tools/internal/diagnostic"
)

const (
	pfr = "content/handbook/patrol/index.fr.md"
	pen = "content/handbook/patrol/index.en.md"
)

// bilingual is the small corpus with a page that has everything languages can differ in.
func bilingual(t testing.TB) fstest.MapFS {
	t.Helper()
	files := small(t)
	archive, err := txtar.ParseFile("testdata/bilingual.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range archive.Files {
		files[f.Name] = &fstest.MapFile{Data: f.Data}
	}
	return files
}

// planted is one defect: an edit, and the line on which the rule has to see it. The
// line is that of a text of the edited corpus.
type planted struct {
	kind     string
	file     string
	old, new string
	rule     string
	in, line string // file of the finding (empty: the edited one) and a text of its line
}

func plantedDefects() []planted {
	return []planted{
		// Language honesty.
		{"French paragraph left in English", pen, "The article does not say how many people were trained.", "L’article ne dit pas combien de personnes ont été formées.", "language/foreign-text", "", "L’article ne dit pas"},
		{"English paragraph left in French", pfr, "À Bamako, la patrouille compte aussi sur les écoles. État des lieux et projets se discutent ensemble.", "In Bamako the patrol counts on the schools too.", "language/foreign-text", "", "In Bamako"},
		{"short foreign paragraph", pfr, "Les trois forces y prennent part. ", "We do not know this.\n\nLes trois forces y prennent part. ", "language/foreign-text", "", "We do not"},
		{"foreign heading", pen, "## What is not known", "## Ce que l’on ne sait pas", "language/foreign-text", "", "## Ce que"},
		{"foreign list item", pen, "passing on what is useful to the chain of command", "transmettre ce qui est utile à la chaîne de commandement", "language/foreign-text", "", "transmettre"},
		{"foreign table cell", pfr, "elle rencontre les jeunes du quartier", "it meets the young people", "language/foreign-text", "", "it meets"},
		{"foreign alternative text", "data/photos.yaml", "en: \"Two officers talk with a trader\"", "en: \"Deux agents parlent avec une commerçante\"", "language/foreign-text", "", "Deux agents"},
		{"foreign summary", pen, "How 12 officers have talked with the people since 4 September 2023, and what the mission says of it.", "Comment 12 agents parlent avec les habitants depuis le 4 septembre 2023, et ce que la mission en dit.", "language/foreign-text", "", "Comment 12"},
		{"foreign title", pfr, "La patrouille et le quartier", "What we know of the patrol", "language/foreign-text", "", "What we know"},
		{"foreign quotation without a mark", pfr, "Nous revenons chaque semaine, parce que les gens nous attendent.", "We come back every week, because people expect us.", "language/foreign-text", "", "We come back"},
		{"one foreign sentence in a paragraph", pfr, "La société civile y prend sa part.", "La société civile y prend sa part. This is what they have told us about it.", "language/foreign-text", "", "This is what"},
		{"foreign text in a register", "data/figures.yaml", "En 2015.", "This is what they did in that year.", "language/foreign-text", "", "This is what"},
		{"foreign translation of a transcript", "data/transcripts/tr4nsc.yaml", "We listen to people before acting. Then we come back.", "Nous écoutons les gens avant d’agir. Nous revenons ensuite.", "language/foreign-text", "", "translation:|en: {text"},
		{"foreign button", "i18n/en.yaml", "Page {{ .number }} of the list", "Vous êtes à la page {{ .number }} de la liste", "language/foreign-text", "", "Vous êtes"},
		{"Bambara without a mark", pfr, "{{< lang \"bm\" >}}i ni sɔgɔma{{< /lang >}}", "i ni sɔgɔma", "language/unmarked-word", "", "sɔgɔma"},
		{"capital letter of Bambara", pen, "In Bamako the patrol", "In Ɔrɔfara the patrol", "language/unmarked-word", "", "Ɔrɔfara"},
		{"N’Ko without a mark", pfr, "les écoles.", "les écoles. ߒߞߏ", "language/unmarked-word", "", "ߒߞߏ"},
		{"Adlam without a mark", pfr, "les écoles.", "les écoles. 𞤀𞤣𞤤𞤢𞤥", "language/unmarked-word", "", "𞤀𞤣𞤤𞤢𞤥"},
		{"Arabic without a mark", pen, "schools too.", "schools too. السلام", "language/unmarked-word", "", "السلام"},
		{"Cyrillic letter in a word", pfr, "son travail", "son trаvail", "text/mixed-letters", "", "trаvail"},
		{"interface text missing", "i18n/en.yaml", "  read: \"Read on\"\n", "", "interface/missing-text", "", "  count:"},
		{"interface text empty", "i18n/fr.yaml", "Lire la suite", "", "interface/missing-text", "", "page:|read:"},
		{"interface file missing", "i18n/en.yaml", "", "", "interface/missing-file", "", ""},
		{"plural missing", "i18n/fr.yaml", "    other: \"{{ .count }} pages\"\n", "", "interface/missing-plural", "", "    one:"},
		{"blank of the interface lost", "i18n/en.yaml", "Page {{ .number }} of", "Page of", "interface/blanks-differ", "", "Page of"},

		// Fact parity.
		{"day differs", pen, "On 4 September 2023 the patrol", "On 5 September 2023 the patrol", "parity/figures-differ", "", "5 September"},
		{"month differs", pen, "to 26 October", "to 26 November", "parity/figures-differ", "", "26 November"},
		{"year differs in the summary", pen, "since 4 September 2023", "since 4 September 2022", "parity/figures-differ", "", "since 4"},
		{"duration differs", pen, "nine months", "six months", "parity/figures-differ", "", "six months"},
		{"unit of a duration differs", pen, "nine months", "nine weeks", "parity/figures-differ", "", "nine weeks"},
		{"percentage differs", pen, "40%", "45%", "parity/figures-differ", "", "45%"},
		{"percentage lost", pfr, "40 % du temps se passe", "le temps se passe", "parity/figure-missing", "", "## Ce qui a changé|Le 4 septembre"},
		{"number lost in the summary", pfr, "12 agents", "des agents", "parity/figure-missing", "", "summary:"},
		{"number of an act differs", pen, "2014/219/CFSP", "2014/291/CFSP", "parity/figures-differ", "", "2014/291"},
		{"number word differs", pen, "The three forces", "The four forces", "parity/figures-differ", "", "The four"},
		{"person lost", pen, "{{< person id=\"pers2n\" start=\"true\" >}} tells", "Somebody tells", "parity/element-missing", "", "On 4 September"},
		{"quotation lost", pen, "{{< quote ref=\"tr4nsc#s7f3q\" words=\"1mtfsr\" >}}\n\n1.", "1.", "parity/element-missing", "", "1. Read"},
		{"figure lost", pfr, "{{< value \"trainees\" >}}", "connu", "parity/element-missing", "", "Les trois forces"},
		{"source lost", pen, " ({{< source \"article\" >}})", "", "parity/element-missing", "", "The three forces"},
		{"words of a third language lost", pen, "{{< lang \"bm\" >}}i ni sɔgɔma{{< /lang >}}", "a greeting", "parity/element-missing", "", "The three forces"},
		{"link lost", pen, "[About](/about/)", "About", "parity/element-missing", "", "The article does"},
		{"link leads elsewhere", pen, "(/modules/rights/)", "(/interviews/words/)", "parity/element-missing", "", "listening to"},
		{"external link lost", pfr, "[la source](https://example.org/a)", "la source", "parity/element-missing", "", "L’article ne dit"},
		{"photograph lost", pen, "{{< photo \"phtpkt\" >}}\n\n", "", "parity/element-missing", "", "Thursday"},
		{"heading lost", pen, "### Day after day\n\n", "", "parity/heading-level", "", "## What is not known"},
		{"last heading lost", pen, "## What is not known {#unknown}\n\n", "", "parity/heading-missing", "", "In Bamako"},
		{"level of a heading", pen, "### Day", "## Day", "parity/heading-level", "", "## Day"},
		{"anchor of a heading", pen, "{#unknown}", "{#not-known}", "parity/heading-anchor", "", "{#not-known}"},
		{"list item lost", pen, "- passing on what is useful to the chain of command.\n", "", "parity/list-size", "", "- [listening"},
		{"list lost", pen, "1. Read the sheet before the visit.\n2. Write", "Read the sheet before the visit. Write", "parity/numbered-list-missing", "", "Read the sheet"},
		{"bullets lost", pen, "- [listening to the people](/modules/rights/);\n- [responding to their needs](/trainings/);\n- passing on", "[listening to the people](/modules/rights/); [responding to their needs](/trainings/); passing on", "parity/list-missing", "", "[listening"},
		{"numbered item lost", pfr, "2. Écrire ce qui a été dit, le jour même.\n", "", "parity/numbered-list-size", "en", "1. Read"},
		{"row of a table lost", pen, "| Thursday | it meets the young people of the district |\n", "", "parity/table-size", "", "What happens"},
		{"table lost", pen, "| Day | What happens |\n|---|---|\n| Monday | the patrol goes to the market |\n| Thursday | it meets the young people of the district |\n", "The patrol goes out.\n", "parity/table-missing", "", "The patrol goes out"},
		{"block quotation lost", pen, "> We come", "We come", "parity/quotation-missing", "", "We come"},
		{"code lost", pen, "```\nnewsroom check\n```\n\n", "", "parity/code-missing", "", "In Bamako"},

		// Wording.
		{"paragraph not translated", pen, "In Bamako the patrol counts on the schools too. The state of things and projects are discussed together.", "À Bamako, la patrouille compte aussi sur les écoles. État des lieux et projets se discutent ensemble.", "wording/unchanged", "", "À Bamako"},
		{"paragraph cut short", pen, "The objectives and the length of the training are not published either. The page [About](/about/) explains how this site chooses its sources, and [the source]", "[About](/about/), [source]", "wording/length", "", "The article does"},
		{"paragraph missing", pfr, "À Bamako, la patrouille compte aussi sur les écoles. État des lieux et projets se discutent ensemble.\n", "", "wording/fewer-paragraphs", "", "## Ce que l’on"},
		{"one translation for two texts", pen, "| Thursday | it meets the young people of the district |", "| Thursday | the patrol goes to the market |", "wording/reused", "", "Thursday"},
		{"question became a statement", pfr, "se discutent ensemble.", "se discutent ensemble ?", "wording/ending", "en", "In Bamako"},
		{"word typed twice", pfr, "la confiance demande", "la la confiance demande", "wording/doubled-word", "", "la la"},
		{"word typed twice in English", pen, "takes time", "takes takes time", "wording/doubled-word", "", "takes takes"},

		// Terminology.
		{"forbidden variant", pfr, "La police de proximité rapproche", "La police communautaire rapproche", "term/forbidden", "", "communautaire"},
		{"forbidden variant in English", pen, "Community policing brings", "Community policy brings", "term/forbidden", "", "Community policy"},
		{"forbidden acronym", pfr, "Les trois forces y", "Les trois FDS y", "term/forbidden", "", "FDS"},
		{"forbidden variant in a register", "data/figures.yaml", "En 2015.", "Police communautaire, en 2015.", "term/forbidden", "", "communautaire"},
		{"pair broken in French", pfr, "La police de proximité rapproche", "La police du voisinage rapproche", "term/inconsistent", "", "voisinage"},
		{"pair broken in English", pen, "Civil society has", "The public has", "term/inconsistent", "", "The public"},
		{"pair broken in a list", pen, "the chain of command", "the leaders", "term/inconsistent", "", "the leaders"},
		{"recommended term", pfr, "Il dure neuf mois", "Cette bonne pratique dure neuf mois", "term/inconsistent", "en", "On 4 September"},
		{"term of the other language", pfr, "les écoles.", "les écoles et le community policing.", "term/other-language", "", "community policing"},
		{"rank translated", pfr, "{{< person id=\"pers2n\" start=\"true\" >}} raconte", "Le commandant {{< person id=\"pers2n\" start=\"true\" >}} raconte", "term/rank-translated", "", "commandant"},
		{"rank and Mr", pen, "Bambara.", "Bambara, said Major Mr. X.", "term/rank-and-title", "", "Major Mr"},

		// Typography.
		{"capital without accent", pfr, "État des lieux", "Etat des lieux", "typography/capital-without-accent", "", "Etat"},
		{"A without accent", pfr, "À Bamako", "A Bamako", "typography/capital-without-accent", "", "A Bamako"},
		{"1ère", pfr, "la patrouille va au marché", "la 1ère patrouille va au marché", "typography/ordinal", "", "1ère"},
		{"2ème", pfr, "la patrouille va au marché", "la 2ème patrouille va au marché", "typography/ordinal", "", "2ème"},
		{"1 janvier", pfr, "23 janvier", "1 janvier", "typography/ordinal", "", "1 janvier"},
		{"wrong English ordinal", pen, "the patrol goes", "the 2th patrol goes", "typography/ordinal", "", "2th"},
		{"date in digits with dots", pfr, "Le 4 septembre 2023, la", "Le 04.09.2023, la", "typography/date-in-digits", "", "04.09"},
		{"date in digits with slashes", pen, "On 4 September 2023 the", "On 04/09/2023 the", "typography/date-in-digits", "", "04/09"},
		{"American date", pen, "On 4 September 2023 the", "On September 4, 2023 the", "typography/date-form", "", "September 4"},
		{"capital of a French month", pfr, "Le 4 septembre 2023, la", "Le 4 Septembre 2023, la", "typography/date-form", "", "4 Septembre"},
		{"small English month", pen, "On 4 September 2023 the", "On 4 september 2023 the", "typography/date-form", "", "4 september"},
		{"English thousands in French", pfr, "la patrouille va", "1,250 agents vont", "typography/number-form", "", "1,250"},
		{"French thousands in English", pen, "the patrol goes", "1 250 officers go", "typography/number-form", "", "1 250"},
		{"English decimals in French", pfr, "40 %", "40.5 %", "typography/number-form", "", "40.5"},
		{"French decimals in English", pen, "40%", "40,5%", "typography/number-form", "", "40,5"},
		{"space before % in English", pen, "40%", "40 %", "typography/percent-space", "", "40 %"},
		{"currency before the number in French", pfr, "40 %", "€ 40", "typography/currency-place", "", "€ 40"},
		{"currency after the number in English", pen, "40%", "40 €", "typography/currency-place", "", "40 €"},
		{"two spaces", pfr, "demande du temps", "demande  du temps", "typography/double-space", "", "demande  du"},
		{"space before a comma", pfr, "la confiance, et", "la confiance , et", "typography/space-before-mark", "", "confiance ,"},
		{"space before an English colon", pen, "of this time:", "of this time :", "typography/space-before-mark", "", "time :"},
		{"two hyphens", pen, "on trust, and", "on trust -- and", "typography/double-hyphen", "", "trust --"},
		{"doubled mark", pfr, "du temps.", "du temps..", "typography/doubled-mark", "", "temps.."},
		{"English marks in French", pfr, "« bonjour »", "“bonjour”", "typography/foreign-quotation-marks", "", "“bonjour”"},
		{"French marks in English", pen, "“good morning”", "« good morning »", "typography/foreign-quotation-marks", "", "« good"},
		{"unpaired guillemet", pfr, "puis nous agissons. »", "puis nous agissons.", "typography/unpaired-guillemets", "", "agissons."},
		{"missing elision", pfr, "sur les écoles", "sur le appui de écoles", "typography/missing-elision", "", "le appui"},
		{"space after an apostrophe", pfr, "d’abord, puis", "d’ abord, puis", "typography/space-after-apostrophe", "", "d’ abord"},

		// Plain language and characters.
		{"long sentence", pen, "In Bamako the patrol counts on the schools too.", "In Bamako the patrol counts on the schools too, and on the shops, and on the market, and on the town hall, and on the young people, and on everybody who comes by in the morning and in the evening, day after day.", "reading/long-sentence", "", "In Bamako"},
		{"hard section", pen, "It rests on trust, and trust takes time.", strings.Repeat("Institutional interoperability necessitates multidimensional organisational responsibilities. ", 14), "reading/hard-section", "", "Institutional"},
		{"decomposed accent", pfr, "sécurité intérieure", "se\u0301curité intérieure", "text/decomposed", "", "curité intérieure"},
		{"zero-width space", pfr, "demande du temps", "demande\u200b du temps", "text/invisible-character", "", "demande\u200b"},
		{"bidi control", pen, "takes time", "takes\u202e time", "text/bidi-control", "", "takes\u202e"},
		{"invisible character in the interface", "i18n/fr.yaml", "Lire la", "Lire\u200b la", "text/invisible-character", "", "Lire\u200b"},
		{"letters of a fancy font", pen, "takes time", "takes 𝐭𝐢𝐦𝐞", "text/lookalike", "", "takes 𝐭"},
	}
}

// TestPlantedDefects plants one defect at a time. With -v it prints what was found.
func TestPlantedDefects(t *testing.T) {
	base := bilingual(t)
	kinds := make(map[string]bool)
	for n, p := range plantedDefects() {
		t.Run(fmt.Sprintf("%03d %s", n+1, p.kind), func(t *testing.T) {
			files := edited(t, base, []change{{p.file, p.old, p.new}})
			if p.new == "" && p.old != "" {
				files = edited(t, base, []change{{p.file, p.old, "\x00"}})
				files[p.file] = newFile(strings.ReplaceAll(string(files[p.file].Data), "\x00", ""))
			}
			file := p.file
			switch p.in {
			case "en":
				file = pen
			case "fr":
				file = pfr
			}
			want := 0
			if files[file] != nil {
				want = lineOf(t, string(files[file].Data), p.line)
			}
			found := findings(t, files)
			wantComplete(t, found)
			at := slices.IndexFunc(found, func(d diagnostic.Diagnostic) bool { return d.Rule == p.rule && d.Path == file })
			if at < 0 {
				t.Fatalf("not found: %s\n\t%s", p.rule, strings.Join(brief(found), "\n\t"))
			}
			if !slices.ContainsFunc(found, func(d diagnostic.Diagnostic) bool { return d.Rule == p.rule && d.Path == file && d.Line == want }) {
				t.Errorf("%s found in line %d, want %d", p.rule, found[at].Line, want)
			}
			t.Logf("%-38s %s:%d %s (%s)", p.kind, file, want, p.rule, found[at].Severity)
		})
		kinds[p.rule] = true
	}
	t.Logf("%d planted defects, %d rules", len(plantedDefects()), len(kinds))
}

// lineOf is the line of a text. "a|b" is the first b after a.
func lineOf(t *testing.T, src, text string) int {
	t.Helper()
	from := 0
	for part := range strings.SplitSeq(text, "|") {
		i := strings.Index(src[from:], part)
		if i < 0 {
			t.Fatalf("no %q in the edited file", part)
		}
		from += i
	}
	return strings.Count(src[:from], "\n") + 1
}

// TestBilingualPageIsClean: the page without a defect gives nothing at all.
func TestBilingualPageIsClean(t *testing.T) {
	for _, d := range findings(t, bilingual(t)) {
		if aboutLanguages(d) {
			t.Errorf("%s %s: %s", d.Position(), d.Rule, d.Message.EN)
		}
	}
}

// aboutLanguages are the findings of the families that this file tests.
func aboutLanguages(d diagnostic.Diagnostic) bool {
	family, _, _ := strings.Cut(d.Rule, "/")
	return aboutWords(d) || slices.Contains([]string{"language", "interface", "text"}, family)
}

// repositoryFiles are content/, data/ and i18n/ of the repository.
func repositoryFiles(t testing.TB) fstest.MapFS {
	t.Helper()
	files := make(fstest.MapFS)
	for _, dir := range []string{"content", "data", "i18n"} {
		err := filepath.WalkDir(filepath.Join(repository, dir), func(name string, entry os.DirEntry, err error) error {
			if err != nil || entry.IsDir() {
				return err
			}
			data, err := os.ReadFile(name)
			rel, _ := filepath.Rel(repository, name)
			files[filepath.ToSlash(rel)] = &fstest.MapFile{Data: data}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return files
}

// TestNoFalseAlarm checks all that the repository publishes, and a larger corpus of
// its paragraphs in other orders: both are clean, so nothing but advice may come.
func TestNoFalseAlarm(t *testing.T) {
	words := 0
	for name, f := range repositoryFiles(t) {
		if strings.HasSuffix(name, ".md") {
			words += countWords(string(f.Data))
		}
	}
	for _, corpus := range []fstest.MapFS{repositoryFiles(t), multiplied(t, 60)} {
		found := findings(t, corpus)
		n := 0
		for _, d := range found {
			if aboutLanguages(d) {
				if d.Severity != diagnostic.Advice {
					t.Errorf("%s %s: %s", d.Position(), d.Rule, d.Message.EN)
				}
				n++
			}
		}
		t.Logf("%d files, %d pieces of advice", len(corpus), n)
	}
	t.Logf("%d words in the repository", words)
}

// multiplied is the repository with n items more, made of real ones: each has the
// front matter of one and the bodies of three others, under another heading level.
func multiplied(t testing.TB, n int) fstest.MapFS {
	t.Helper()
	files := repositoryFiles(t)
	out := maps.Clone(files)
	var folders []string
	for name := range files {
		if folder, ok := strings.CutSuffix(name, "/index.fr.md"); ok && strings.Count(name, "/") == 3 && !strings.Contains(name, "handbook") && files[folder+"/index.en.md"] != nil {
			folders = append(folders, folder)
		}
	}
	slices.Sort(folders)
	for i := range n {
		id := fmt.Sprintf("zz%04d", i)
		origin := folders[i%len(folders)]
		for _, language := range content.Languages() {
			src := string(files[origin+"/index."+language+".md"].Data)
			head, body, _ := strings.Cut(src[4:], "\n---\n")
			for k := 1; k <= 2; k++ {
				other := string(files[folders[(i*7+k*5)%len(folders)]+"/index."+language+".md"].Data)
				_, more, _ := strings.Cut(other[4:], "\n---\n")
				body += strings.NewReplacer("{#", fmt.Sprintf("{#x%d-", k), "](#", fmt.Sprintf("](#x%d-", k)).Replace(more)
			}
			out[generatedPath(origin, id, language)] = newFile("---\n" + freshHead(head, id) + "\n---\n" + body)
		}
	}
	return out
}

func generatedPath(origin, id, language string) string {
	return filepath.ToSlash(filepath.Join(filepath.Dir(origin), "generated-"+id, "index."+language+".md"))
}

// freshHead gives an item another id, slug, title and summary.
func freshHead(head, id string) string {
	var lines []string
	for line := range strings.SplitSeq(head, "\n") {
		key, _, _ := strings.Cut(line, ":")
		switch key {
		case "id":
			line = `id: "` + id + `"`
		case "slug":
			line = `slug: "generated-` + id + `"`
		case "title", "summary":
			line = strings.TrimSuffix(line, `"`) + " (" + id + `)"`
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}

// BenchmarkCheckBilingual loads and checks the repository with a thousand items more,
// each in both languages and of the length of three real ones.
func BenchmarkCheckBilingual(b *testing.B) {
	files := multiplied(b, 1000)
	b.ReportAllocs()
	used := cpuTime()
	for b.Loop() {
		corpus, err := content.Load(files)
		if err != nil {
			b.Fatal(err)
		}
		if found := Check(corpus); len(found) == 0 {
			b.Fatal("no advice at all: nothing was looked at")
		}
	}
	b.ReportMetric((cpuTime()-used).Seconds()*1000/float64(b.N)/1000, "cpu-ms/item")
}

// TestGoodStyle holds what an independent corpus of government pages in both languages
// (290,000 words) taught: texts that are right and once were reported.
func TestGoodStyle(t *testing.T) {
	base := bilingual(t)
	for _, c := range []change{
		{pfr, "ensemble.", "ensemble, en en créant de nouveaux. Oh là là."},
		{pen, "together.", "together, under EN 301 549. It is much much better."},
		{pfr, "ensemble.", "ensemble : « le “mot” juste »."},
		{pen, "online.", "online. Hundreds of third parties came by dozens."},
		{pfr, "(https://example.org/a)", "(https://www.example.org/fr/b)"},
		{pfr, "chaîne de commandement.", "chaîne de commandement"},
		{pfr, "son travail.", "son travail, à neuf, de onze à douze."},
		{pen, "on trust, and", "on trust – the .docx files aside – and"},
	} {
		for _, d := range findings(t, edited(t, base, []change{c})) {
			// Each edit is of one version, so a figure in it is missing in the other.
			if aboutLanguages(d) && d.Rule != factMissing.ID {
				t.Errorf("%q: %s %s: %s", c.new, d.Position(), d.Rule, d.Message.EN)
			}
		}
	}
}
