// Command newsroom turns interview transcripts, news items and training-module
// summaries into the bilingual Proximité site.
//
//	newsroom VERB [flags] [arguments]
//
// main reads the verb, each verb lives in a file of its own, and only this
// package prints and exits. Data goes to standard output, diagnostics to
// standard error. Exit codes: 0 done, 1 findings, 2 wrong usage or a failure of
// ours; import adds 3 and 4, which its usage text explains.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"proximite/tools/internal/diagnostic"
	"proximite/tools/internal/hugosite"
)

// Exit codes shared by all verbs.
const (
	exitDone     = 0
	exitFindings = 1
	exitFailure  = 2
)

// verb is one thing that newsroom does. Usage is written by hand.
type verb struct {
	name  string
	short diagnostic.Text // one line for the overview
	usage diagnostic.Text // the whole help, with examples
	run   func(context.Context, *console, []string) int
}

func verbs() []verb {
	return []verb{serveVerb(), buildVerb(), checkVerb(), newVerb(), importVerb(), translationVerb(), reviewVerb(), permalinkVerb(), withdrawVerb()}
}

func main() {
	if hugosite.IsChild() {
		os.Exit(hugosite.RunChild(os.Args[1:]))
	}
	os.Exit(run(func(*console) {}))
}

// run is main without the exit, so that scripts can register it as a command. They
// set up what no verb has a flag for: the clock, which decides what is due, expired or
// still under embargo, and how much effort compression takes.
func run(setUp func(*console)) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	c := newConsole(os.Stdin, os.Stdout, os.Stderr, os.Getenv)
	setUp(c)
	return dispatch(ctx, c, os.Args[1:])
}

// dispatch finds the verb among the arguments and runs it. The flags --ui and
// --source may stand before or after the verb.
func dispatch(ctx context.Context, c *console, args []string) int {
	args, err := c.takeGlobalFlags(args)
	if err != nil {
		return c.misuse(nil, err)
	}
	if len(args) == 0 || isHelp(args[0]) {
		return overview(c, args)
	}
	for _, v := range verbs() {
		if v.name == args[0] {
			return runVerb(ctx, c, v, args[1:])
		}
	}
	return c.misuse(nil, unknownVerb(args[0]))
}

func runVerb(ctx context.Context, c *console, v verb, args []string) int {
	for _, a := range args {
		if a == "--" {
			break
		}
		if isHelp(a) {
			fmt.Fprintln(c.stdout, v.usage.In(c.language))
			return exitDone
		}
	}
	return v.run(ctx, c, args)
}

func isHelp(arg string) bool {
	return arg == "-h" || arg == "-help" || arg == "--help" || arg == "help"
}

// overview prints all verbs, to standard output when asked for and as an error
// when nothing was said.
func overview(c *console, args []string) int {
	out, exit := c.stdout, exitDone
	if len(args) == 0 {
		out, exit = c.stderr, exitFailure
	}
	if len(args) == 2 {
		for _, v := range verbs() {
			if v.name == args[1] {
				fmt.Fprintln(out, v.usage.In(c.language))
				return exitDone
			}
		}
	}
	printOverview(out, c.language)
	return exit
}

func printOverview(w io.Writer, l diagnostic.Language) {
	fmt.Fprintln(w, overviewHead.In(l))
	for _, v := range verbs() {
		fmt.Fprintf(w, "  %-12s %s\n", v.name, v.short.In(l))
	}
	fmt.Fprintln(w, overviewFoot.In(l))
}

var overviewHead = diagnostic.Text{
	FR: "newsroom : des textes d’entretiens, de nouvelles et de formations au site bilingue.\n\nUsage : newsroom VERBE [options] [arguments]\n",
	EN: "newsroom: from interviews, news and training summaries to the bilingual site.\n\nUsage: newsroom VERB [flags] [arguments]\n",
}

var overviewFoot = diagnostic.Text{
	FR: `
Options communes :
  --source DOSSIER   la racine du projet (par défaut : le dossier courant)
  --ui fr|en         la langue des messages (par défaut : celle du système)

L’aide d’un verbe : newsroom VERBE --help`,
	EN: `
Common flags:
  --source DIR   the root of the project (default: the current folder)
  --ui fr|en     the language of the messages (default: the system's)

Help on a verb: newsroom VERB --help`,
}

// errUsage marks an error that the person at the keyboard can mend by typing
// something else.
type errUsage struct{ text diagnostic.Text }

func (e errUsage) Error() string { return e.text.EN }

func unknownVerb(name string) error {
	var known []string
	for _, v := range verbs() {
		known = append(known, v.name)
	}
	return errUsage{diagnostic.Text{
		FR: fmt.Sprintf("verbe inconnu : %q. Les verbes sont : %s.", name, strings.Join(known, ", ")),
		EN: fmt.Sprintf("unknown verb: %q. The verbs are: %s.", name, strings.Join(known, ", ")),
	}}
}

// inLanguage is the sentence of a usage error in the language of the staff.
func inLanguage(err error, l diagnostic.Language) string {
	var u errUsage
	if errors.As(err, &u) {
		return u.text.In(l)
	}
	return err.Error()
}
