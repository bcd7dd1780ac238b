package main

import (
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
)

func permalinkVerb() verb {
	return verb{
		name: "permalink",
		short: diagnostic.Text{
			FR: "veiller à ce que toute adresse publiée réponde toujours",
			EN: "see that every address that was published always answers",
		},
		usage: diagnostic.Text{FR: permalinkUsageFR, EN: permalinkUsageEN},
		run:   runPermalink,
	}
}

const permalinkUsageFR = `Usage : newsroom permalink [check]
        newsroom permalink record [--former]

Compare le registre des adresses (data/permalinks.yaml) avec un site construit à
neuf. Une adresse du registre répond par sa page, par un renvoi à la nouvelle
adresse, ou en disant que la page a été retirée.

  check    dit ce qui ne répondrait plus, et quoi faire
  record   note les nouvelles adresses ; à lancer à chaque mise en ligne.
           Rien n’est jamais ôté du registre.

Options :
  --former   noter aussi que les endroits disparus d’une page le sont pour de bon

Un slug changé n’est pas un problème : l’ancienne adresse renvoie toute seule à la
nouvelle, grâce à l’identifiant.

Code de sortie : 0 tout répond, 1 des constats, 2 erreur d’usage ou panne.`

const permalinkUsageEN = `Usage: newsroom permalink [check]
       newsroom permalink record [--former]

Compares the ledger of addresses (data/permalinks.yaml) with a freshly built site.
An address of the ledger answers with its page, with a redirect to the new address,
or by saying that the page was withdrawn.

  check    says what would no longer answer, and what to do
  record   notes new addresses; to be run whenever the site goes online.
           Nothing is ever taken out of the ledger.

Flags:
  --former   also note that places missing from a page are gone for good

A changed slug is no problem: the former address redirects to the new one by itself,
thanks to the id.

Exit code: 0 all answer, 1 findings, 2 wrong usage or a failure.`

func runPermalink(ctx context.Context, c *console, args []string) int {
	f := c.flags("permalink")
	former := f.Bool("former", false, "")
	rest, err := c.parse(f, args)
	action := "check"
	if err == nil && len(rest) > 0 {
		action, rest = rest[0], rest[1:]
	}
	switch {
	case err != nil:
	case len(rest) > 0:
		err = unexpectedArgument(rest[0])
	case action != "check" && action != "record":
		err = unexpectedArgument(action)
	}
	if err != nil {
		v := permalinkVerb()
		return c.misuse(&v, err)
	}
	site, err := c.freshSite(ctx)
	if err != nil {
		return c.freshFailure(err)
	}
	defer site.remove()
	if action == "record" {
		return c.recordAddresses(site, *former)
	}
	return c.tellAddresses(site)
}

// freshSite is the site built into a folder of its own, to look at.
type freshSite struct {
	corpus *content.Corpus
	folder string
}

func (s *freshSite) remove() { os.RemoveAll(s.folder) }

// freshSite checks and builds the project as build does. Findings of the rules named in
// except do not count.
func (c *console) freshSite(ctx context.Context, except ...string) (*freshSite, error) {
	b := buildJob{console: c, uncompressed: true}
	var err error
	if b.project, err = c.project(); err != nil {
		return nil, err
	}
	corpus, found, err := inspect(b.project, c.now())
	if err != nil {
		return nil, err
	}
	found = slices.DeleteFunc(found, func(d diagnostic.Diagnostic) bool { return slices.Contains(except, d.Rule) })
	if err := b.report(found); err != nil {
		return nil, err
	}
	folder, err := os.MkdirTemp("", "newsroom-site-")
	if err != nil {
		return nil, fmt.Errorf("make temporary folder: %w", err)
	}
	if _, err := b.build(ctx, corpus, folder); err != nil {
		os.RemoveAll(folder)
		return nil, err
	}
	return &freshSite{corpus, folder}, nil
}

// freshFailure says why there is no site to look at.
func (c *console) freshFailure(err error) int {
	if errors.Is(err, errFindings) {
		c.say(diagnostic.Text{
			FR: "Le site ne peut pas être construit : corrigez d’abord les erreurs ci-dessus.",
			EN: "The site cannot be built: first mend the errors above.",
		})
		return exitFindings
	}
	return c.fail(explain(err, ""))
}

// oldAddresses compares the ledger of addresses with a finished site.
func oldAddresses(corpus *content.Corpus, folder string) ([]diagnostic.Diagnostic, error) {
	old := finish.OldAddresses(corpus)
	site, err := permalink.Read(os.DirFS(folder), old.Anchors)
	if err != nil {
		return nil, err
	}
	return permalink.Check(old.Ledger, site, old.State), nil
}

func (c *console) tellAddresses(site *freshSite) int {
	found, err := oldAddresses(site.corpus, site.folder)
	if err == nil {
		err = diagnostic.WriteText(c.stderr, c.language, found)
	}
	if err != nil {
		return c.fail(err)
	}
	known := len(finish.OldAddresses(site.corpus).Ledger.Addresses())
	if diagnostic.Failing(found) {
		return exitFindings
	}
	fmt.Fprintf(c.stdout, diagnostic.Text{
		FR: "Les %[1]d adresses du registre répondent.\n",
		EN: "All %[1]d addresses of the ledger answer.\n",
	}.In(c.language), known)
	return exitDone
}

// recordAddresses adds to the ledger what the site answers and the ledger does not
// know. The day is the one of the recording.
func (c *console) recordAddresses(fresh *freshSite, former bool) int {
	old := finish.OldAddresses(fresh.corpus)
	site, err := permalink.Read(os.DirFS(fresh.folder), old.Anchors)
	if err != nil {
		return c.fail(err)
	}
	for _, a := range site.Addresses() {
		if id := rule.NamesPerson(fresh.corpus, strings.ReplaceAll(a.Path, "/", " ")); id != "" {
			return c.fail(fmt.Errorf("record %q: holds the name of person %s", a.Path, id))
		}
	}
	lost := 0
	if former {
		lost = old.Ledger.Forget(site)
	}
	added := old.Ledger.Add(site, c.now().UTC())
	err = bundle.Write(c.source, []bundle.File{{Path: permalink.LedgerPath, Data: old.Ledger.Bytes()}})
	if err != nil {
		return c.fail(explain(err, ""))
	}
	fmt.Fprintf(c.stdout, diagnostic.Text{
		FR: "%[1]d adresses nouvelles notées le %[2]s ; %[3]d en tout.\n",
		EN: "%[1]d new addresses recorded on %[2]s; %[3]d in all.\n",
	}.In(c.language), len(added), c.now().UTC().Format(time.DateOnly), len(old.Ledger.Addresses()))
	if lost > 0 {
		fmt.Fprintf(c.stdout, diagnostic.Text{
			FR: "%[1]d endroits notés comme partis pour de bon.\n",
			EN: "%[1]d places noted as gone for good.\n",
		}.In(c.language), lost)
	}
	return exitDone
}
