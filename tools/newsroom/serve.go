package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"strconv"
	"time"

	"proximite/tools/internal/diagnostic"
	"proximite/tools/internal/finish"
	"proximite/tools/internal/hugosite"
	"proximite/tools/internal/preview"
)

func serveVerb() verb {
	return verb{
		name: "serve",
		short: diagnostic.Text{
			FR: "voir le site sur cet ordinateur pendant qu’on écrit",
			EN: "see the site on this computer while you write",
		},
		usage: diagnostic.Text{FR: serveUsageFR, EN: serveUsageEN},
		run:   runServe,
	}
}

const serveUsageFR = `Usage : newsroom serve [--port NUMÉRO]

Vérifie les textes, construit le site avec les brouillons et le montre sur cet
ordinateur seulement. Chaque fichier enregistré met la page à jour. Une faute
n’arrête rien : la page dit ce qu’il faut corriger et la dernière version sans
erreur reste affichée. Tous les constats : http://localhost:1313/_newsroom/

Pour arrêter : Ctrl-C.

Options :
  --port NUMÉRO   le port du site (par défaut : 1313 ; 0 : n’importe lequel de libre)

Exemples :
  newsroom serve
  newsroom serve --port 8080 --ui en

Code de sortie : 0 arrêté par Ctrl-C, 2 erreur d’usage ou port occupé.`

const serveUsageEN = `Usage: newsroom serve [--port NUMBER]

Checks the texts, builds the site with the drafts and shows it on this computer
only. Each file that you save updates the page. A mistake stops nothing: the page
says what to mend and the last version without errors stays on view.
All findings: http://localhost:1313/_newsroom/

To stop: Ctrl-C.

Flags:
  --port NUMBER   the port of the site (default: 1313; 0: any free one)

Examples:
  newsroom serve
  newsroom serve --port 8080 --ui fr

Exit code: 0 stopped by Ctrl-C, 2 wrong usage or port in use.`

// watched is everything that a page is made from.
var watched = []string{"archetypes", "assets", "content", "data", "hugo.toml", "i18n", "layouts", "static"}

func runServe(ctx context.Context, c *console, args []string) int {
	f := c.flags("serve")
	given := f.String("port", "1313", "")
	rest, err := c.parse(f, args)
	if err == nil && len(rest) > 0 {
		err = unexpectedArgument(rest[0])
	}
	var port int
	if err == nil {
		port, err = portNumber(*given)
	}
	if err != nil {
		v := serveVerb()
		return c.misuse(&v, err)
	}
	project, err := c.project()
	if err != nil {
		return c.fail(err)
	}
	err = preview.Run(ctx, preview.Options{
		Language: c.language, Port: port, Root: c.source, Watch: watched,
		Build: func(ctx context.Context, address, folder string) preview.Result {
			return c.buildPreview(ctx, project, address, folder)
		},
		Ready:   c.ready,
		Rebuilt: c.rebuilt,
	})
	if errors.Is(err, preview.ErrPort) {
		return c.fail(portTaken(port))
	}
	if err != nil {
		return c.fail(explain(err, ""))
	}
	c.say(diagnostic.Text{FR: "Aperçu arrêté.", EN: "Preview stopped."})
	return exitDone
}

// buildPreview inspects the sources and, when no error stands in the way, makes
// the site with its drafts.
func (c *console) buildPreview(ctx context.Context, project fs.FS, address, folder string) (r preview.Result) {
	start := time.Now()
	defer func() { r.Took = time.Since(start) }()
	corpus, found, err := inspect(project, c.now())
	if r.Findings, r.Err = found, err; err != nil || diagnostic.Blocking(found) {
		return r
	}
	o := hugosite.Options{Source: c.source, Destination: folder, BaseURL: address, Drafts: true, Now: c.now()}
	// The list is made while Hugo builds. It is needed even without findings: those
	// of the next, broken state are shown on the pages of this one.
	pages := make(chan map[string]string, 1)
	go func() { pages <- pagesOf(ctx, o) }()
	if o.Overlay, r.Err = finish.Overlay(corpus, true); r.Err != nil {
		return r
	}
	outcome, err := hugosite.Build(ctx, o)
	r.Findings = diagnostic.Sort(append(r.Findings, outcome.Findings...))
	if r.Err = err; err != nil || !outcome.OK {
		return r
	}
	if r.Err = finish.Site(corpus, folder); r.Err != nil {
		return r
	}
	r.OK, r.Pages, r.Gone = true, <-pages, finish.OldAddresses(corpus).State.Gone
	return r
}

// pagesOf maps addresses to content files, so that a finding appears on its page.
// Without the map it still appears in the list, hence no error.
func pagesOf(ctx context.Context, o hugosite.Options) map[string]string {
	list, err := hugosite.Pages(ctx, o)
	if err != nil {
		return nil
	}
	pages := make(map[string]string, len(list))
	for _, p := range list {
		pages[p.Path] = p.Source
	}
	return pages
}

// ready prints the one line with the address. Findings of the first build go
// before it, so that it is the last thing on the screen.
func (c *console) ready(address string, first preview.Result) {
	c.tell(first)
	fmt.Fprintf(c.stdout, diagnostic.Text{
		FR: "Le site est visible sur %[1]s (Ctrl-C pour arrêter)\n",
		EN: "The site is on view at %[1]s (Ctrl-C to stop)\n",
	}.In(c.language), address)
}

func (c *console) rebuilt(r preview.Result) {
	c.tell(r)
	if r.OK {
		c.say(diagnostic.Text{
			FR: "%[1]s Site mis à jour en %.1[2]f s.",
			EN: "%[1]s Site updated in %.1[2]f s.",
		}, time.Now().Format("15:04:05"), r.Took.Seconds())
		return
	}
	c.say(diagnostic.Text{
		FR: "%[1]s Le site n’a pas été mis à jour : la dernière version sans erreur reste affichée.",
		EN: "%[1]s The site was not updated: the last version without errors stays on view.",
	}, time.Now().Format("15:04:05"))
}

// tell prints what prevents or endangers publication; the rest is on the pages.
func (c *console) tell(r preview.Result) {
	c.writeGrave(r.Findings)
	if r.Err != nil {
		c.fail(explain(r.Err, ""))
	}
}

func portNumber(given string) (int, error) {
	port, err := strconv.ParseUint(given, 10, 16)
	if err != nil {
		return 0, errUsage{diagnostic.Text{
			FR: fmt.Sprintf("--port %q : donnez un nombre de 0 à 65535.", given),
			EN: fmt.Sprintf("--port %q: give a number from 0 to 65535.", given),
		}}
	}
	return int(port), nil
}

func portTaken(port int) error {
	return errUsage{diagnostic.Text{
		FR: fmt.Sprintf("le port %d n’est pas disponible : un autre programme l’utilise, peut-être un aperçu déjà ouvert. Fermez-le, ou choisissez un autre port, par exemple : newsroom serve --port %d", port, otherPort(port)),
		EN: fmt.Sprintf("port %d is not available: another program uses it, perhaps a preview that is already open. Close it, or choose another port, for example: newsroom serve --port %d", port, otherPort(port)),
	}}
}

func otherPort(port int) int {
	if port < 1024 || port == 65535 {
		return 1314
	}
	return port + 1
}
