package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"time"

	"proximite/tools/internal/bundle"
	"proximite/tools/internal/content"
	"proximite/tools/internal/diagnostic"
	"proximite/tools/internal/finish"
	"proximite/tools/internal/permalink"
	"proximite/tools/internal/rule"
	"proximite/tools/internal/withdrawal"
)

func withdrawVerb() verb {
	return verb{
		name: "withdraw",
		short: diagnostic.Text{
			FR: "retirer une page ou une personne de tout le site",
			EN: "take a page or a person out of the whole site",
		},
		usage: diagnostic.Text{FR: withdrawUsageFR, EN: withdrawUsageEN},
		run:   runWithdraw,
	}
}

const withdrawUsageFR = `Usage : newsroom withdraw ID --reason CODE [--dry-run] [--yes]
        newsroom withdraw ID --undo --decision "texte" --by INITIALES
        newsroom withdraw --recover

Retire un élément, ou une personne de data/people.yaml : pages des deux langues,
listes, citations ailleurs, fils, recherche, images, transcriptions, fichiers. Ses
adresses répondent ensuite « page retirée ». Les fichiers vont dans .withdrawn/ID :
rien n’est perdu. ID est l’identifiant de l’élément ou de la personne.

  --reason CODE   consent-withdrawn (accord retiré), safety (sécurité), error (erreur),
                  legal (droit), minor (mineur), other (autre). Personne ne le voit
                  dans le site.
  --dry-run       dire seulement tous les endroits concernés ; ne rien changer
  --yes           ne pas demander de confirmation
  --undo          rétablir, par une décision écrite : --decision et --by
  --recover       après une coupure en plein retrait : revenir à l’état d’avant

Exemples :
  newsroom withdraw jnv84w --reason safety --dry-run
  newsroom withdraw jnv84w --reason consent-withdrawn
  newsroom withdraw jnv84w --undo --decision "La personne a redonné son accord" --by AB

Code de sortie : 0 fait, 1 des constats l’empêchent ou refus, 2 erreur d’usage ou panne.`

const withdrawUsageEN = `Usage: newsroom withdraw ID --reason CODE [--dry-run] [--yes]
       newsroom withdraw ID --undo --decision "text" --by INITIALS
       newsroom withdraw --recover

Takes out an item, or a person of data/people.yaml: pages in both languages, lists,
quotations elsewhere, feeds, search, pictures, transcripts, files. Its addresses then
answer "page withdrawn". The files go to .withdrawn/ID: nothing is lost. ID is the id
of the item or of the person.

  --reason CODE   consent-withdrawn, safety, error, legal, minor, other. Nobody sees it
                  on the site.
  --dry-run       only tell all the places concerned; change nothing
  --yes           do not ask for confirmation
  --undo          bring back, by a decision in writing: --decision and --by
  --recover       after a cut in the middle of a withdrawal: go back to the state before

Examples:
  newsroom withdraw jnv84w --reason safety --dry-run
  newsroom withdraw jnv84w --reason consent-withdrawn
  newsroom withdraw jnv84w --undo --decision "The person agreed again" --by AB

Exit code: 0 done, 1 findings prevent it or it was declined, 2 wrong usage or a failure.`

// withdrawJob is one run of the verb.
type withdrawJob struct {
	*console
	id, reason    string
	decision, by  string
	dryRun, yes   bool
	undo, recover bool
}

func runWithdraw(ctx context.Context, c *console, args []string) int {
	j := &withdrawJob{console: c}
	f := c.flags("withdraw")
	f.StringVar(&j.reason, "reason", "", "")
	f.StringVar(&j.decision, "decision", "", "")
	f.StringVar(&j.by, "by", "", "")
	f.BoolVar(&j.dryRun, "dry-run", false, "")
	f.BoolVar(&j.yes, "yes", false, "")
	f.BoolVar(&j.undo, "undo", false, "")
	f.BoolVar(&j.recover, "recover", false, "")
	rest, err := c.parse(f, args)
	if err == nil {
		err = j.understand(rest)
	}
	if err != nil {
		v := withdrawVerb()
		return c.misuse(&v, err)
	}
	if _, err := c.project(); err != nil {
		return c.fail(err)
	}
	switch {
	case j.recover:
		return j.runRecover()
	case j.undo:
		return j.end(j.runUndo(ctx))
	}
	return j.end(j.runWithdraw(ctx))
}

// understand asks that the arguments belong together.
func (j *withdrawJob) understand(rest []string) error {
	if j.recover {
		if len(rest) > 0 {
			return unexpectedArgument(rest[0])
		}
		return nil
	}
	if len(rest) == 0 {
		return errUsage{diagnostic.Text{FR: "donnez l’identifiant de ce qui est à retirer.", EN: "give the id of what is to be withdrawn."}}
	}
	if len(rest) > 1 {
		return unexpectedArgument(rest[1])
	}
	j.id = rest[0]
	if j.undo {
		if !(withdrawal.Decision{Text: j.decision, By: j.by}).Valid() {
			return errUsage{diagnostic.Text{
				FR: "pour rétablir, écrivez la décision (dix signes au moins) et vos initiales en majuscules : --undo --decision \"…\" --by AB",
				EN: "to bring something back, write the decision (ten characters at least) and your initials in capitals: --undo --decision \"…\" --by AB",
			}}
		}
		return nil
	}
	if !slices.Contains(withdrawal.Reasons(), j.reason) {
		codes := strings.Join(withdrawal.Reasons(), ", ")
		return errUsage{diagnostic.Text{
			FR: fmt.Sprintf("--reason %q : les codes sont %s.", j.reason, codes),
			EN: fmt.Sprintf("--reason %q: the codes are %s.", j.reason, codes),
		}}
	}
	return nil
}

// errDeclined says that the person at the keyboard did not confirm.
var errDeclined = errors.New("declined")

// end says how it ended.
func (j *withdrawJob) end(err error) int {
	switch {
	case err == nil:
		return exitDone
	case errors.Is(err, errDeclined):
		j.say(diagnostic.Text{FR: "Rien n’a été changé.", EN: "Nothing was changed."})
		return exitFindings
	case errors.Is(err, errFindings), errors.Is(err, context.Canceled):
		j.say(diagnostic.Text{
			FR: "Le retrait n’a pas été fait : tout est comme avant.",
			EN: "The withdrawal was not made: everything is as before.",
		})
		if errors.Is(err, errFindings) {
			return exitFindings
		}
		return exitFailure
	case errors.Is(err, withdrawal.ErrUnknown):
		return j.fail(errUsage{diagnostic.Text{
			FR: fmt.Sprintf("aucun élément et aucune personne n’a l’identifiant %q. Il est à la première ligne de la page (id:) ou dans data/people.yaml.", j.id),
			EN: fmt.Sprintf("no item and no person has the id %q. It stands in the first line of the page (id:) or in data/people.yaml.", j.id),
		}})
	case errors.Is(err, withdrawal.ErrWithdrawn):
		return j.fail(errUsage{diagnostic.Text{
			FR: fmt.Sprintf("%q est déjà retiré, ou l’est avec une personne retirée.", j.id),
			EN: fmt.Sprintf("%q is already withdrawn, or is so with a person who is.", j.id),
		}})
	case errors.Is(err, withdrawal.ErrAbsent):
		return j.fail(errUsage{diagnostic.Text{
			FR: fmt.Sprintf("%q n’est pas retiré : il n’y a rien à rétablir.", j.id),
			EN: fmt.Sprintf("%q is not withdrawn: there is nothing to bring back.", j.id),
		}})
	}
	return j.fail(explain(err, ""))
}

func (j *withdrawJob) runRecover() int {
	id, err := withdrawal.Recover(j.source)
	switch {
	case err != nil:
		return j.fail(err)
	case id == "":
		j.say(diagnostic.Text{FR: "Aucun retrait n’a été interrompu.", EN: "No withdrawal was interrupted."})
	default:
		j.say(diagnostic.Text{
			FR: "Le retrait de %[1]s avait été interrompu : l’état d’avant est rétabli. Recommencez-le.",
			EN: "The withdrawal of %[1]s had been interrupted: the former state is back. Make it again.",
		}, id)
	}
	return exitDone
}

// runWithdraw looks at everything, asks, takes out, and looks again.
func (j *withdrawJob) runWithdraw(ctx context.Context) error {
	if _, err := withdrawal.Recover(j.source); err != nil {
		return err
	}
	plan, err := j.look(ctx)
	if err != nil {
		return err
	}
	if j.dryRun {
		j.say(diagnostic.Text{FR: "Essai seulement : rien n’a été changé.", EN: "A trial only: nothing was changed."})
		return nil
	}
	if !j.yes && !j.confirmed() {
		return errDeclined
	}
	change, err := plan.Apply(j.source)
	if err != nil {
		return err
	}
	if err := j.settle(ctx, change, plan); err != nil {
		return err
	}
	return j.hand(plan)
}

// look works the withdrawal out and tells every place, from the sources and from a
// site built of them. A site that cannot be built must not prevent a withdrawal: then
// only the sources are told.
func (j *withdrawJob) look(ctx context.Context) (*withdrawal.Plan, error) {
	project, err := j.project()
	if err != nil {
		return nil, err
	}
	corpus, _, err := inspect(project, j.now())
	if err != nil {
		return nil, err
	}
	ledger, found := withdrawal.Load(project)
	if diagnostic.Blocking(found) {
		return nil, diagnosticsAsError(j, found)
	}
	site, err := j.freshSite(ctx)
	if err == nil {
		defer site.remove()
	} else if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	plan, err := withdrawal.New(corpus, ledger, withdrawal.Request{
		ID: j.id, Reason: j.reason, Day: j.now().UTC().Format(time.DateOnly),
		Addresses: func(item string) []string { return addressesOf(corpus, site, item) },
	})
	if err != nil {
		return nil, err
	}
	places := plan.Sources(corpus)
	if site != nil {
		built, err := plan.Built(corpus, os.DirFS(site.folder), plan.Names(corpus))
		if err != nil {
			return nil, err
		}
		places = append(places, built...)
	}
	j.tell(places)
	return plan, nil
}

func diagnosticsAsError(j *withdrawJob, found []diagnostic.Diagnostic) error {
	if err := diagnostic.WriteText(j.stderr, j.language, found); err != nil {
		return err
	}
	return errFindings
}

// addressesOf are all addresses that an item ever had: those of the ledger, and those of
// the site, which may be newer.
func addressesOf(corpus *content.Corpus, site *freshSite, item string) []string {
	old := finish.OldAddresses(corpus)
	list := append(old.Ledger.Of(item), "/id/"+item+"/")
	if site != nil {
		if s, err := permalink.Read(os.DirFS(site.folder), old.Anchors); err == nil {
			for _, a := range s.Addresses() {
				if a.Item == item {
					list = append(list, a.Path)
				}
			}
		}
	}
	for _, v := range corpus.Item(item).Versions {
		for _, n := range v.Meta.Get("aliases").Children() {
			list = append(list, withdrawal.Alias(n.Text(), v.Language))
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// tell prints the places, kind by kind.
func (j *withdrawJob) tell(places []withdrawal.Place) {
	count := make(map[string]int)
	var kinds []string
	for _, p := range places {
		k := p.Kind.In(j.language)
		if count[k] == 0 {
			kinds = append(kinds, k)
		}
		count[k]++
	}
	for _, k := range kinds {
		fmt.Fprintf(j.stdout, "%s (%d)\n", k, count[k])
		for _, p := range places {
			if p.Kind.In(j.language) == k {
				fmt.Fprintf(j.stdout, "  %s\n", p.Where)
			}
		}
	}
}

// confirmed asks the person at the keyboard to type the id.
func (j *withdrawJob) confirmed() bool {
	fmt.Fprintf(j.stderr, diagnostic.Text{
		FR: "Pour retirer tout cela, tapez l’identifiant (%[1]s) puis Entrée : ",
		EN: "To withdraw all this, type the id (%[1]s) and press Enter: ",
	}.In(j.language), j.id)
	line, _ := bufio.NewReader(j.stdin).ReadString('\n')
	return strings.TrimSpace(line) == j.id
}

// settle builds the site anew and looks again. When it cannot be built, the former
// state comes back. plan is nil when something was brought back.
func (j *withdrawJob) settle(ctx context.Context, change *withdrawal.Change, plan *withdrawal.Plan) error {
	site, err := j.freshSite(ctx, withdrawal.InterruptedRule)
	if err != nil {
		return errors.Join(err, change.Rollback())
	}
	defer site.remove()
	if plan != nil {
		left, err := plan.Left(os.DirFS(site.folder))
		if err != nil {
			return errors.Join(err, change.Rollback())
		}
		if len(left) > 0 {
			j.say(diagnostic.Text{
				FR: "\nÀ relire : ces fichiers du nouveau site contiennent encore une adresse, un titre ou un passage retiré.",
				EN: "\nTo be read: these files of the new site still hold an address, a title or a passage that was withdrawn.",
			})
			j.tell(left)
		}
	}
	return change.Commit()
}

// hand gives what remains for people to do, on the screen and in files.
func (j *withdrawJob) hand(plan *withdrawal.Plan) error {
	var files []bundle.File
	for _, l := range []diagnostic.Language{diagnostic.French, diagnostic.English} {
		files = append(files, bundle.File{Path: plan.ChecklistName(l), Data: []byte(plan.Checklist(l))})
	}
	if err := bundle.Write(j.source, files); err != nil {
		return err
	}
	fmt.Fprintf(j.stdout, "\n%s\n", plan.Checklist(j.language))
	j.say(diagnostic.Text{
		FR: "Retiré. La liste ci-dessus est aussi dans %[1]s.\nIl reste une commande : newsroom build — puis mettez le site en ligne aujourd’hui.",
		EN: "Withdrawn. The list above is also in %[1]s.\nOne command remains: newsroom build — then put the site online today.",
	}, plan.ChecklistName(j.language))
	return nil
}

// runUndo brings something back by a decision in writing.
func (j *withdrawJob) runUndo(ctx context.Context) error {
	project, err := j.project()
	if err != nil {
		return err
	}
	corpus, _, err := inspect(project, j.now())
	if err != nil {
		return err
	}
	ledger, found := withdrawal.Load(project)
	if diagnostic.Blocking(found) {
		return diagnosticsAsError(j, found)
	}
	if id := rule.NamesPerson(corpus, j.decision); id != "" {
		return errUsage{diagnostic.Text{
			FR: fmt.Sprintf("la décision contient le nom d’une personne (%s). Le registre ne nomme personne : écrivez-la sans nom.", id),
			EN: fmt.Sprintf("the decision holds the name of a person (%s). The ledger names nobody: write it without a name.", id),
		}}
	}
	change, err := withdrawal.Restore(j.source, corpus, ledger, withdrawal.Decision{
		ID: j.id, Text: j.decision, By: j.by, Day: j.now().UTC().Format(time.DateOnly),
	})
	if err != nil {
		return err
	}
	if err := j.settle(ctx, change, nil); err != nil {
		return err
	}
	j.say(diagnostic.Text{
		FR: "Rétabli ; la décision est notée dans %[1]s. Relisez la page, puis : newsroom build",
		EN: "Brought back; the decision is noted in %[1]s. Read the page again, then: newsroom build",
	}, withdrawal.LedgerPath)
	return nil
}
