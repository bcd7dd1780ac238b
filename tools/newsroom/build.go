package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"proximite/tools/internal/audit"
	"proximite/tools/internal/compress"
	"proximite/tools/internal/content"
	"proximite/tools/internal/destination"
	"proximite/tools/internal/diagnostic"
	"proximite/tools/internal/finish"
	"proximite/tools/internal/hugosite"
)

func buildVerb() verb {
	return verb{
		name: "build",
		short: diagnostic.Text{
			FR: "construire le site dans public/, prêt à mettre en ligne",
			EN: "build the site into public/, ready to go online",
		},
		usage: diagnostic.Text{FR: buildUsageFR, EN: buildUsageEN},
		run:   runBuild,
	}
}

const buildUsageFR = `Usage : newsroom build [--destination DOSSIER] [--base-url ADRESSE] [--weights]

Vérifie les textes, construit le site dans un dossier vide, contrôle le résultat et
le met à la place de l’ancien. Si une étape échoue, l’ancien site reste tel quel.
Les brouillons ne sont jamais publiés.

Options :
  --destination DOSSIER   où écrire (par défaut : public, dans le projet). Le dossier
                          est vide, ou c’est celui d’une construction précédente.
  --base-url ADRESSE      l’adresse du site en ligne, sous-dossier compris
                          (par défaut : celle de hugo.toml)

Exemples :
  newsroom build
  newsroom build --destination /srv/www/proximite --base-url https://exemple.org/proximite/

Code de sortie : 0 construit, 1 des constats empêchent la construction, 2 erreur
d’usage, interruption (Ctrl-C) ou panne de la machine.`

const buildUsageEN = `Usage: newsroom build [--destination DIR] [--base-url URL] [--weights]

Checks the texts, builds the site into an empty folder, audits the result and puts
it in the place of the former one. When a step fails, the former site stays as it is.
Drafts are never published.

Flags:
  --destination DIR   where to write (default: public, in the project). The folder is
                      empty, or the one of an earlier build.
  --base-url URL      the address of the site online, sub-folder included
                      (default: the one of hugo.toml)
  --weights           also tells, for each type of page, what the heaviest weighs

Examples:
  newsroom build
  newsroom build --destination /srv/www/proximite --base-url https://example.org/proximite/

Exit code: 0 built, 1 findings prevent the build, 2 wrong usage, interruption
(Ctrl-C) or a failure of the machine.`

// buildJob is one run of the verb.
type buildJob struct {
	*console
	project     fs.FS
	destination string
	baseURL     string
	weights     bool // print the table of weights
	start       time.Time
	sources     []diagnostic.Diagnostic // findings about the sources

	uncompressed bool // to look at, not to put online
}

func runBuild(ctx context.Context, c *console, args []string) int {
	b := buildJob{console: c, start: time.Now()}
	f := c.flags("build")
	f.StringVar(&b.destination, "destination", filepath.Join(c.source, "public"), "")
	f.StringVar(&b.baseURL, "base-url", "", "")
	f.BoolVar(&b.weights, "weights", false, "")
	rest, err := c.parse(f, args)
	if err == nil && len(rest) > 0 {
		err = unexpectedArgument(rest[0])
	}
	if err == nil {
		b.baseURL, err = siteAddress(b.baseURL)
	}
	if err != nil {
		v := buildVerb()
		return c.misuse(&v, err)
	}
	if b.project, err = c.project(); err != nil {
		return c.fail(err)
	}
	return b.exit(ctx, b.run(ctx))
}

// errFindings says that findings, already printed, prevent the build.
var errFindings = errors.New("findings prevent the build")

// exit tells how the build ended and returns the exit code.
func (b *buildJob) exit(ctx context.Context, err error) int {
	switch {
	case err == nil:
		return exitDone
	case ctx.Err() != nil:
		b.say(diagnostic.Text{
			FR: "Construction interrompue. Rien n’a été changé dans %[1]s.",
			EN: "Build interrupted. Nothing has changed in %[1]s.",
		}, b.destination)
		return exitFailure
	case errors.Is(err, errFindings):
		b.say(diagnostic.Text{
			FR: "Le site n’a pas été construit. Corrigez les erreurs ci-dessus et recommencez. Rien n’a été changé dans %[1]s.",
			EN: "The site was not built. Mend the errors above and try again. Nothing has changed in %[1]s.",
		}, b.destination)
		return exitFindings
	}
	return b.fail(explain(err, b.destination))
}

// run takes the steps of a build; the first that fails ends it.
func (b *buildJob) run(ctx context.Context) error {
	corpus, found, err := inspect(b.project, b.now())
	if err != nil {
		return err
	}
	b.sources = found
	if err := b.report(b.sources); err != nil {
		return err
	}
	stage, err := destination.Prepare(b.destination)
	if err != nil {
		return err
	}
	defer stage.Discard()
	site, err := b.build(ctx, corpus, stage.Folder)
	if err != nil {
		return err
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err := stage.Commit(); err != nil {
		return err
	}
	b.summary(site)
	return nil
}

// build makes the whole site in an empty folder and audits it.
func (b *buildJob) build(ctx context.Context, corpus *content.Corpus, folder string) (audit.Report, error) {
	overlay, err := finish.Overlay(corpus, false)
	if err != nil {
		return audit.Report{}, err
	}
	outcome, err := hugosite.Build(ctx, hugosite.Options{Source: b.source, Destination: folder, BaseURL: b.baseURL, Overlay: overlay, Now: corpus.Now})
	if err != nil {
		return audit.Report{}, err
	}
	if err := b.report(outcome.Findings); err != nil {
		return audit.Report{}, err
	}
	if err := finish.Site(corpus, folder); err != nil {
		return audit.Report{}, err
	}
	if !b.uncompressed {
		if err := compress.Dir(folder, b.destination, b.effort); err != nil {
			return audit.Report{}, err
		}
	}
	options, err := auditOptions(corpus, b.baseURL)
	if err != nil {
		return audit.Report{}, err
	}
	site, err := audit.Site(ctx, os.DirFS(folder), options)
	if err != nil {
		return audit.Report{}, err
	}
	addresses, err := oldAddresses(corpus, folder)
	if err != nil {
		return audit.Report{}, err
	}
	site.Findings = append(site.Findings, addresses...)
	return site, b.report(site.Findings)
}

// report prints the errors and warnings, and fails when an error is among them.
func (b *buildJob) report(found []diagnostic.Diagnostic) error {
	if err := b.writeGrave(found); err != nil {
		return err
	}
	if diagnostic.Blocking(found) {
		return errFindings
	}
	return nil
}

// summary prints what was built.
func (b *buildJob) summary(site audit.Report) {
	out := func(t diagnostic.Text, args ...any) { fmt.Fprintf(b.stdout, t.In(b.language)+"\n", args...) }
	out(diagnostic.Text{FR: "Site construit dans %[1]s", EN: "Site built in %[1]s"}, b.destination)
	out(diagnostic.Text{
		FR: "  pages : %[1]d en français, %[2]d en anglais",
		EN: "  pages: %[1]d in French, %[2]d in English",
	}, site.Pages["fr"], site.Pages["en"])
	out(diagnostic.Text{FR: "  durée : %.1f s", EN: "  time: %.1f s"}, time.Since(b.start).Seconds())
	out(diagnostic.Text{
		FR: "  page la plus lourde : %[1]s, %[2]d octets compressés (gzip)",
		EN: "  heaviest page: %[1]s, %[2]d bytes compressed (gzip)",
	}, site.Heaviest.Path, site.Heaviest.Bytes)
	if b.weights {
		fmt.Fprint(b.stdout, weightTable(site.Weights).In(b.language))
	}
	out(diagnostic.Text{FR: "  %[1]s", EN: "  %[1]s"}, verdict(append(site.Findings, b.sources...)).In(b.language))
}

func unexpectedArgument(arg string) error {
	return errUsage{diagnostic.Text{
		FR: fmt.Sprintf("argument en trop : %q.", arg),
		EN: fmt.Sprintf("unexpected argument: %q.", arg),
	}}
}

// siteAddress checks a base address and ends it with a slash.
func siteAddress(address string) (string, error) {
	if address == "" {
		return "", nil
	}
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || u.RawQuery != "" || u.Fragment != "" {
		return "", errUsage{diagnostic.Text{
			FR: fmt.Sprintf("--base-url %q : écrivez une adresse entière, par exemple https://exemple.org/proximite/", address),
			EN: fmt.Sprintf("--base-url %q: write a whole address, for example https://example.org/proximite/", address),
		}}
	}
	return strings.TrimSuffix(address, "/") + "/", nil
}
