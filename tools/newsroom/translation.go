package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"proximite/tools/internal/bundle"
	"proximite/tools/internal/content"
	"proximite/tools/internal/diagnostic"
	"proximite/tools/internal/translation"
)

func translationVerb() verb {
	return verb{
		name: "translation",
		short: diagnostic.Text{
			FR: "voir, paragraphe par paragraphe, ce qui est traduit ou en retard",
			EN: "see, paragraph by paragraph, what is translated or behind",
		},
		usage: diagnostic.Text{FR: translationUsageFR, EN: translationUsageEN},
		run:   runTranslation,
	}
}

const translationUsageFR = `Usage : newsroom translation [status [ID…]] [--format text|json|csv]
        newsroom translation done ID… | --all
        newsroom translation accept ID BLOC…
        newsroom translation export ID --format xliff|po [--to LANGUE] [--output FICHIER]
        newsroom translation import FICHIER

Compare les deux langues de chaque élément, sans git, dans les deux sens.

  status   l’état de tout, ou d’un élément : manquant, n blocs en retard sur m, à jour ;
           avec un ID, l’ancien et le nouveau texte de chaque bloc et leurs différences,
           [-mots retirés-] {+mots ajoutés+}
  done     une personne a mis les deux langues d’accord : le noter. --all note les
           éléments qui ne l’ont jamais été, et ne touche à aucun autre.
  accept   ce changement n’était qu’une coquille : rien à traduire pour ces blocs
  export   un fichier pour une traductrice ou un traducteur : XLIFF 2.1 (xliff) ou
           gettext (po). Raccourcis, liens et mises en forme y sont des repères.
  import   reprend ce fichier une fois traduit. Un repère abîmé fait refuser le fichier ;
           un passage que quelqu’un a changé entre-temps n’est jamais écrasé.

ID est l’identifiant de l’élément, le chemin d’une rubrique (/stories/) ou d’un dossier.

Exemples :
  newsroom translation
  newsroom translation status jnv84w
  newsroom translation done jnv84w
  newsroom translation accept jnv84w k3f9q
  newsroom translation export jnv84w --format xliff --output bamako.xlf
  newsroom translation import bamako.xlf

Code de sortie : 0 fait, 1 des constats (import) ou un bloc inconnu, 2 erreur d’usage
ou panne. status rend toujours 0 : un retard n’est pas une faute.`

const translationUsageEN = `Usage: newsroom translation [status [ID…]] [--format text|json|csv]
       newsroom translation done ID… | --all
       newsroom translation accept ID BLOCK…
       newsroom translation export ID --format xliff|po [--to LANGUAGE] [--output FILE]
       newsroom translation import FILE

Compares the two languages of every item, without git, in both directions.

  status   the state of everything, or of an item: missing, n of m blocks behind, current;
           with an ID, the old and the new text of each block and how they differ,
           [-words taken out-] {+words put in+}
  done     a person has made the two languages agree: note it. --all notes the items that
           never were noted, and touches no other.
  accept   this change was only a typing error: nothing to translate for these blocks
  export   a file for a translator: XLIFF 2.1 (xliff) or gettext (po). Shortcodes, links
           and emphasis are placeholders in it.
  import   takes that file back once it is translated. A broken placeholder makes it refuse
           the file; a passage that somebody has changed meanwhile is never overwritten.

ID is the id of the item, the path of a section (/stories/) or of a folder.

Examples:
  newsroom translation
  newsroom translation status jnv84w
  newsroom translation done jnv84w
  newsroom translation accept jnv84w k3f9q
  newsroom translation export jnv84w --format xliff --output bamako.xlf
  newsroom translation import bamako.xlf

Exit code: 0 done, 1 findings (import) or an unknown block, 2 wrong usage or a failure.
status always gives 0: being behind is no mistake.`

// translationJob is one run of the verb.
type translationJob struct {
	*console
	project fs.FS
	corpus  *content.Corpus
	ledger  *translation.Ledger
	format  string
	output  string
	to      string
	all     bool
	args    []string
}

func runTranslation(_ context.Context, c *console, args []string) int {
	j := &translationJob{console: c}
	action, err := j.read(args)
	if err != nil {
		v := translationVerb()
		return c.misuse(&v, err)
	}
	if exit, err := j.load(); err != nil || exit != exitDone {
		if err != nil {
			return c.fail(err)
		}
		return exit
	}
	exit, err := action(j)
	var wrong errUsage
	switch {
	case errors.As(err, &wrong):
		v := translationVerb()
		return c.misuse(&v, err)
	case err != nil:
		return c.fail(explain(err, ""))
	}
	return exit
}

// read understands the arguments and returns what to do.
func (j *translationJob) read(args []string) (func(*translationJob) (int, error), error) {
	f := j.flags("translation")
	f.StringVar(&j.format, "format", "", "")
	f.StringVar(&j.output, "output", "", "")
	f.StringVar(&j.to, "to", "", "")
	f.BoolVar(&j.all, "all", false, "")
	rest, err := j.parse(f, args)
	if err != nil {
		return nil, err
	}
	name := "status"
	if len(rest) > 0 {
		name, j.args = rest[0], rest[1:]
	}
	formats := map[string]string{"status": "text json csv", "export": "xliff po"}[name]
	if j.format == "" && name == "status" {
		j.format = "text"
	}
	if j.format != "" && !strings.Contains(" "+formats+" ", " "+j.format+" ") {
		return nil, errUsage{diagnostic.Text{
			FR: fmt.Sprintf("--format %q : les formats sont text, json et csv pour status, xliff et po pour export.", j.format),
			EN: fmt.Sprintf("--format %q: the formats are text, json and csv for status, xliff and po for export.", j.format),
		}}
	}
	switch name {
	case "status":
		return (*translationJob).status, nil
	case "done":
		return (*translationJob).done, j.want(len(j.args) > 0 != j.all, "done ID… | --all")
	case "accept":
		return (*translationJob).accept, j.want(len(j.args) > 1, "accept ID BLOCK…")
	case "export":
		return (*translationJob).export, j.want(len(j.args) == 1 && j.format != "", "export ID --format xliff|po")
	case "import":
		return (*translationJob).take, j.want(len(j.args) == 1, "import FILE")
	}
	return nil, errUsage{diagnostic.Text{
		FR: fmt.Sprintf("action inconnue : %q. Les actions sont : status, done, accept, export, import.", name),
		EN: fmt.Sprintf("unknown action: %q. The actions are: status, done, accept, export, import.", name),
	}}
}

func (j *translationJob) want(ok bool, form string) error {
	if ok {
		return nil
	}
	french := strings.NewReplacer("BLOCK", "BLOC", "FILE", "FICHIER").Replace(form)
	return errUsage{diagnostic.Text{FR: "écrivez : newsroom translation " + french, EN: "write: newsroom translation " + form}}
}

// load reads the project. A ledger that cannot be read is never written over.
func (j *translationJob) load() (int, error) {
	var err error
	if j.project, err = j.console.project(); err != nil {
		return 0, err
	}
	if j.corpus, err = content.Load(j.project); err != nil {
		return 0, err
	}
	var found []diagnostic.Diagnostic
	if j.ledger, found = translation.Load(j.project); len(found) > 0 {
		return exitFindings, diagnostic.WriteText(j.stderr, j.language, found)
	}
	return exitDone, nil
}

// item finds an item that was typed.
func (j *translationJob) item(name string) (*content.Item, error) {
	if i := translation.Find(j.corpus, name); i != nil {
		return i, nil
	}
	return nil, errUsage{diagnostic.Text{
		FR: fmt.Sprintf("il n’y a pas d’élément %q. L’identifiant est la ligne « id: » en tête de ses fichiers.", name),
		EN: fmt.Sprintf("there is no item %q. The id is the line “id:” at the head of its files.", name),
	}}
}

// reports are those of the items that were typed; without any, all.
func (j *translationJob) reports() ([]*translation.Report, error) {
	if len(j.args) == 0 {
		return translation.Reports(j.corpus, j.ledger), nil
	}
	var list []*translation.Report
	for _, name := range j.args {
		i, err := j.item(name)
		if err != nil {
			return nil, err
		}
		list = append(list, translation.ItemReports(i, j.ledger)...)
	}
	return list, nil
}

func (j *translationJob) status() (int, error) {
	list, err := j.reports()
	if err != nil {
		return 0, err
	}
	switch j.format {
	case "json":
		return exitDone, translation.WriteJSON(j.stdout, list)
	case "csv":
		return exitDone, translation.WriteCSV(j.stdout, list)
	}
	return exitDone, translation.WriteText(j.stdout, j.language, list, len(j.args) > 0)
}

// done records items as they stand.
func (j *translationJob) done() (int, error) {
	list, err := j.reports()
	if err != nil {
		return 0, err
	}
	n := 0
	for _, r := range list {
		switch {
		case r.State() == translation.Missing && j.all, r.State() != translation.Unrecorded && j.all:
		case r.State() == translation.Missing:
			j.say(diagnostic.Text{
				FR: "%[1]s : la version « %[2]s » n’existe pas ; il n’y a rien à noter.",
				EN: "%[1]s: the version “%[2]s” does not exist; there is nothing to note.",
			}, r.Key, r.To)
		default:
			j.ledger.Set(r.Key, r.To, r.Done())
			n++
		}
	}
	if err := j.save(nil); err != nil {
		return 0, err
	}
	fmt.Fprintln(j.stdout, diagnostic.Text{
		FR: fmt.Sprintf("%s dans %s.", plural(n, "traduction notée à jour", "traductions notées à jour", 2), translation.LedgerPath),
		EN: fmt.Sprintf("%s in %s.", plural(n, "translation noted as current", "translations noted as current", 1), translation.LedgerPath),
	}.In(j.language))
	return exitDone, nil
}

// save writes the ledger, together with other files or not at all.
func (j *translationJob) save(files []bundle.File) error {
	return bundle.Write(j.source, append(files, bundle.File{Path: translation.LedgerPath, Data: j.ledger.Bytes()}))
}

func (j *translationJob) accept() (int, error) {
	i, err := j.item(j.args[0])
	if err != nil {
		return 0, err
	}
	unknown := j.args[1:]
	for _, r := range translation.ItemReports(i, j.ledger) {
		if r.State() == translation.Behind {
			var e *translation.Entry
			e, unknown = r.Accept(unknown)
			j.ledger.Set(r.Key, r.To, e)
		}
	}
	if len(unknown) > 0 {
		j.say(diagnostic.Text{
			FR: "aucun bloc en retard ne s’appelle %[1]s : voir « newsroom translation status %[2]s ». Rien n’a été noté.",
			EN: "no block that is behind is called %[1]s: see “newsroom translation status %[2]s”. Nothing was noted.",
		}, strings.Join(unknown, ", "), j.args[0])
		return exitFindings, nil
	}
	if err := j.save(nil); err != nil {
		return 0, err
	}
	n := len(j.args) - 1
	fmt.Fprintln(j.stdout, diagnostic.Text{
		FR: plural(n, "bloc accepté.", "blocs acceptés.", 2), EN: plural(n, "block accepted.", "blocks accepted.", 1),
	}.In(j.language))
	return exitDone, nil
}
