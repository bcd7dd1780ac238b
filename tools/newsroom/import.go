package main

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"proximite/tools/internal/diagnostic"
	"proximite/tools/internal/ingest"
	"proximite/tools/internal/intake"
)

// Exit codes that only import has.
const (
	exitRefused   = 3
	exitHumanEdit = 4
)

func importVerb() verb {
	return verb{
		name: "import",
		short: diagnostic.Text{
			FR: "reprendre un entretien, une nouvelle ou des modules d’un fichier, en brouillon",
			EN: "take over an interview, a news item or modules from a file, as a draft",
		},
		usage: diagnostic.Text{FR: importUsageFR, EN: importUsageEN},
		run:   runImport,
	}
}

const importUsageFR = `Usage : newsroom import FICHIER… [options]

Lit des fichiers tels que les bureaux les envoient et en fait des brouillons dans les
deux langues. Un dossier est lu en entier. Rien de ce qu’une personne a modifié n’est
remplacé. Les sources restent où elles sont : seule leur empreinte est gardée.

  entretien   .docx .odt .txt .md .vtt .srt .ttml .csv .otr .json (Whisper) .xml (OHMS)
              → data/transcripts/ et content/interviews/
  nouvelle    .docx .odt .html .txt .md                → content/news/
  modules     .docx .odt .md .csv .xlsx                → content/modules/

Options :
  --dry-run             montrer ce qui est compris, ne rien écrire
  --format text|json    json : un objet par fichier, sur une ligne
  --type TYPE           interview, news ou module, si la reconnaissance se trompe
  --lang LANGUE         la langue du texte : fr, en, bm…
  --speakers "A; B"     les noms des personnes qui parlent
  --map "A=B"           remplacer une étiquette par un nom (répétable)
  --date AAAA-MM-JJ     la date de l’élément
  --slug ADRESSE        le nom du dossier ; jamais le nom d’une personne
  --encoding NOM        l’encodage d’un texte : utf-8, windows-1252, macintosh, ibm850, utf-16
  --accept-changes      accepter les modifications suivies d’un document (les passages
                        supprimés et les commentaires ne sont jamais repris)
  --merge               réunir la nouvelle version d’une source et vos modifications
  --recreate            récrire les fichiers que vous avez supprimés

Photos, documents, enregistrements : newsroom import FICHIER --to IDENTIFIANT
Enlève tout ce que le fichier dit des personnes (lieu, heure, appareil, auteur), le
réduit, lui donne un nom neutre et l’inscrit. Floutez AVANT. Sur un terminal, ce qui
manque est demandé ; rien n’est inventé.

  photo       .jpg .png .webp                → le dossier de l’élément et data/photos.yaml
  son, film   .opus .mp3 .m4a .mp4           → un entretien (sa transcription) ou une ressource
  document    .pdf                           → une ressource

  --to IDENTIFIANT      l’élément, par son identifiant ou son dossier
  --cover               mettre la photo en tête de la page
  --alt-fr --alt-en     ce que l’on voit, dans chaque langue ; --caption-fr --caption-en
  --credit --licence    les mêmes dans les deux langues, sauf --credit-en --licence-en
  --taken AAAA-MM       le mois de la prise de vue ; --place CLÉ ; --people ID,ID
  --faces VALEUR        none, consented, blurred ou from-behind
  --plates --name-tags --screens --signs VALEUR   none ou removed
  --by INITIALES        qui a regardé la photo en grand
  --forbid              inscrire un original comme interdit, sans le copier

Exemples :
  newsroom import entretien.docx
  newsroom import reunion.vtt --map "SPEAKER_00=Intervieweuse" --lang fr
  newsroom import dossier-recu --dry-run
  newsroom import nouvelle.html --dry-run --format json
  newsroom import photo.jpg --to k4m9t2 --faces none --by AB
  newsroom import --forbid original-non-floute.jpg

Code de sortie (le plus élevé de tous les fichiers) : 0 importé, 1 des points à
décider, 2 erreur d’usage ou panne, 3 fichier refusé, 4 des modifications faites à la
main seraient perdues.`

const importUsageEN = `Usage: newsroom import FILE… [flags]

Reads files as offices send them and makes drafts of them in both languages. A folder
is read as a whole. Nothing that a person changed is replaced. Sources stay where they
are: only their fingerprint is kept.

  interview   .docx .odt .txt .md .vtt .srt .ttml .csv .otr .json (Whisper) .xml (OHMS)
              → data/transcripts/ and content/interviews/
  news        .docx .odt .html .txt .md                → content/news/
  modules     .docx .odt .md .csv .xlsx                → content/modules/

Flags:
  --dry-run             show what is understood, write nothing
  --format text|json    json: one object a file, on one line
  --type TYPE           interview, news or module, when the recognition is wrong
  --lang LANGUAGE       the language of the text: fr, en, bm…
  --speakers "A; B"     the names of the people who speak
  --map "A=B"           put a name in place of a label (may be repeated)
  --date YYYY-MM-DD     the date of the item
  --slug ADDRESS        the name of the folder; never the name of a person
  --encoding NAME       the encoding of a text: utf-8, windows-1252, macintosh, ibm850, utf-16
  --accept-changes      accept the tracked changes of a document (deleted text and
                        comments are never taken over)
  --merge               join a new version of a source with your edits
  --recreate            write files again that you deleted

Photographs, documents, recordings: newsroom import FILE --to ID
Takes out everything that the file says about people (place, time, device, author),
makes it smaller, gives it a neutral name and enters it. Blur BEFORE. On a terminal,
what is missing is asked for; nothing is made up.

  photograph   .jpg .png .webp               → the folder of the item and data/photos.yaml
  sound, film  .opus .mp3 .m4a .mp4          → an interview (its transcript) or a resource
  document     .pdf                          → a resource

  --to ID               the item, by its id or its folder
  --cover               put the photograph at the head of the page
  --alt-fr --alt-en     what is to be seen, in each language; --caption-fr --caption-en
  --credit --licence    the same in both languages, but for --credit-en --licence-en
  --taken YYYY-MM       the month in which it was taken; --place KEY; --people ID,ID
  --faces VALUE         none, consented, blurred or from-behind
  --plates --name-tags --screens --signs VALUE    none or removed
  --by INITIALS         who looked at the photograph enlarged
  --forbid              list an original as forbidden, without copying it

Examples:
  newsroom import interview.docx
  newsroom import meeting.vtt --map "SPEAKER_00=Interviewer" --lang en
  newsroom import received-folder --dry-run
  newsroom import news.html --dry-run --format json
  newsroom import photo.jpg --to k4m9t2 --faces none --by AB
  newsroom import --forbid unblurred-original.jpg

Exit code (the highest of all files): 0 imported, 1 points to decide, 2 wrong usage or
a failure, 3 a file was refused, 4 edits made by hand would be lost.`

// importing is one run of the verb.
type importing struct {
	*console
	read    ingest.Options
	plan    intake.Options
	dryRun  bool
	json    bool
	project fs.FS // nil in a dry run
	files   []string
}

func runImport(ctx context.Context, c *console, args []string) int {
	if wantsMedia(args) {
		return runAttach(ctx, c, args)
	}
	im, err := c.readImport(args)
	if err != nil {
		v := importVerb()
		return c.misuse(&v, err)
	}
	if !im.dryRun {
		if im.project, err = c.project(); err != nil {
			return c.fail(err)
		}
	}
	exit := exitDone
	counts := make(map[int]int)
	for _, name := range im.files {
		if ctx.Err() != nil {
			return c.fail(ctx.Err())
		}
		code := im.file(name)
		counts[code]++
		exit = max(exit, code)
	}
	if len(im.files) > 1 {
		im.total(counts)
	}
	return exit
}

// readImport understands the arguments.
func (c *console) readImport(args []string) (*importing, error) {
	im := &importing{console: c, plan: intake.Options{Today: c.now().Format(time.DateOnly)}}
	f := c.flags("import")
	kind := f.String("type", "", "")
	f.StringVar(&im.read.Language, "lang", "", "")
	speakers := f.String("speakers", "", "")
	im.read.Map = make(map[string]string)
	f.Func("map", "", im.addMapping)
	f.StringVar(&im.read.Date, "date", "", "")
	f.StringVar(&im.plan.Slug, "slug", "", "")
	f.StringVar(&im.read.Encoding, "encoding", "", "")
	f.BoolVar(&im.read.AcceptChanges, "accept-changes", false, "")
	f.BoolVar(&im.plan.Merge, "merge", false, "")
	f.BoolVar(&im.plan.Recreate, "recreate", false, "")
	f.BoolVar(&im.dryRun, "dry-run", false, "")
	format := f.String("format", "text", "")
	rest, err := c.parse(f, args)
	if err != nil {
		return nil, err
	}
	im.read.Kind, im.json = ingest.Kind(*kind), *format == "json"
	for name := range strings.SplitSeq(*speakers, ";") {
		if name = strings.TrimSpace(name); name != "" {
			im.read.Speakers = append(im.read.Speakers, name)
		}
	}
	if err := im.verify(*format); err != nil {
		return nil, err
	}
	im.files, err = importFiles(rest)
	return im, err
}

// addMapping reads "A=B", or several of them with semicolons between.
func (im *importing) addMapping(value string) error {
	for pair := range strings.SplitSeq(value, ";") {
		from, to, ok := strings.Cut(pair, "=")
		from, to = strings.TrimSpace(from), strings.Trim(strings.TrimSpace(to), `"`)
		if !ok || from == "" || to == "" {
			return fmt.Errorf("--map %q", value)
		}
		im.read.Map[from] = to
	}
	return nil
}

func (im *importing) verify(format string) error {
	usage := func(fr, en string, args ...any) error {
		return errUsage{diagnostic.Text{FR: fmt.Sprintf(fr, args...), EN: fmt.Sprintf(en, args...)}}
	}
	switch {
	case format != "text" && format != "json":
		return usage("--format %q : écrivez text ou json.", "--format %q: write text or json.", format)
	case !slices.Contains([]ingest.Kind{"", ingest.Interview, ingest.News, ingest.Modules}, im.read.Kind):
		return usage("--type %q : écrivez interview, news ou module.", "--type %q: write interview, news or module.", im.read.Kind)
	case im.read.Encoding != "" && !ingest.KnownEncoding(im.read.Encoding):
		return usage("--encoding %q : écrivez utf-8, utf-16, windows-1252, macintosh ou ibm850.", "--encoding %q: write utf-8, utf-16, windows-1252, macintosh or ibm850.", im.read.Encoding)
	case im.plan.Slug != "" && !slugForm.MatchString(im.plan.Slug):
		return usage("--slug %q : seulement des minuscules sans accent, des chiffres et des traits d’union.", "--slug %q: only lower-case letters without accents, digits and hyphens.", im.plan.Slug)
	case im.read.Language != "" && !languageForm(im.read.Language):
		return usage("--lang %q : écrivez un code de langue, par exemple fr, en ou bm.", "--lang %q: write the code of a language, for example fr, en or bm.", im.read.Language)
	}
	if _, err := time.Parse(time.DateOnly, im.read.Date); im.read.Date != "" && err != nil {
		return usage("--date %q : écrivez année-mois-jour, par exemple 2023-09-04.", "--date %q: write year-month-day, for example 2023-09-04.", im.read.Date)
	}
	return nil
}

func languageForm(s string) bool {
	return len(s) >= 2 && len(s) <= 3 && strings.Trim(s, "abcdefghijklmnopqrstuvwxyz") == ""
}

// importFiles lists the files of the arguments; folders give all files below them
// but what programs leave behind.
func importFiles(args []string) ([]string, error) {
	var files []string
	for _, arg := range args {
		info, err := os.Stat(arg)
		if err != nil || !info.IsDir() {
			files = append(files, arg) // reading says what is wrong with it
			continue
		}
		err = filepath.WalkDir(arg, func(name string, d fs.DirEntry, err error) error {
			switch {
			case err != nil:
				return err
			case d.IsDir() && name != arg && strings.HasPrefix(d.Name(), "."):
				return filepath.SkipDir
			case d.Type().IsRegular() && !ingest.Dropping(d.Name()):
				files = append(files, name)
			}
			return nil
		})
		if err != nil {
			return nil, errUsage{diagnostic.Text{
				FR: fmt.Sprintf("le dossier %q ne peut pas être lu : %v.", arg, err),
				EN: fmt.Sprintf("the folder %q cannot be read: %v.", arg, err),
			}}
		}
	}
	if len(files) == 0 {
		return nil, errUsage{diagnostic.Text{FR: "aucun fichier à importer.", EN: "no file to import."}}
	}
	return files, nil
}
