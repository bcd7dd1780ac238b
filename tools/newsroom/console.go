package main

import (
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"proximite/tools/internal/compress"
	"proximite/tools/internal/diagnostic"
)

// console is where a verb reads and writes, and what holds for all verbs.
type console struct {
	stdin          io.Reader
	stdout, stderr io.Writer
	language       diagnostic.Language // of the messages
	source         string              // the root of the project
	now            func() time.Time    // the clock; scripts set their own
	effort         compress.Effort     // scripts, which build a lot, take little
}

// newConsole takes the language from the locale: LC_ALL, LC_MESSAGES, LANG in
// that order, as POSIX has it.
func newConsole(in io.Reader, out, err io.Writer, getenv func(string) string) *console {
	c := &console{stdin: in, stdout: out, stderr: err, language: diagnostic.English, source: ".", now: time.Now}
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if v := getenv(name); v != "" {
			if strings.HasPrefix(strings.ToLower(v), "fr") {
				c.language = diagnostic.French
			}
			break
		}
	}
	return c
}

// say prints one line of a verb's own progress to standard error.
func (c *console) say(t diagnostic.Text, args ...any) {
	fmt.Fprintf(c.stderr, t.In(c.language)+"\n", args...)
}

// fail reports an error of ours and returns the exit code for it.
func (c *console) fail(err error) int {
	fmt.Fprintf(c.stderr, "newsroom: %s\n", inLanguage(err, c.language))
	return exitFailure
}

// misuse reports wrong arguments and where to read more.
func (c *console) misuse(v *verb, err error) int {
	fmt.Fprintf(c.stderr, "newsroom: %s\n", inLanguage(err, c.language))
	help := "newsroom --help"
	if v != nil {
		help = "newsroom " + v.name + " --help"
	}
	c.say(diagnostic.Text{FR: "Voir : %s", EN: "See: %s"}, help)
	return exitFailure
}

// takeGlobalFlags removes --ui and --source from the arguments, wherever they
// stand before a "--".
func (c *console) takeGlobalFlags(args []string) ([]string, error) {
	var rest []string
	for i := 0; i < len(args); i++ {
		if args[i] == "--" {
			return append(rest, args[i:]...), nil
		}
		name, value, joined := strings.Cut(strings.TrimPrefix(args[i], "-"), "=")
		if name = strings.TrimPrefix(name, "-"); !strings.HasPrefix(args[i], "-") || name != "ui" && name != "source" {
			rest = append(rest, args[i])
			continue
		}
		if !joined {
			if i++; i == len(args) {
				return nil, missingValue(name)
			}
			value = args[i]
		}
		if err := c.setGlobal(name, value); err != nil {
			return nil, err
		}
	}
	return rest, nil
}

func (c *console) setGlobal(name, value string) error {
	if name == "source" {
		c.source = value
		return nil
	}
	if value != "fr" && value != "en" {
		return errUsage{diagnostic.Text{
			FR: fmt.Sprintf("--ui %q : la langue des messages est fr ou en.", value),
			EN: fmt.Sprintf("--ui %q: the language of the messages is fr or en.", value),
		}}
	}
	c.language = diagnostic.Language(value)
	return nil
}

func missingValue(name string) error {
	return errUsage{diagnostic.Text{
		FR: fmt.Sprintf("l’option --%s attend une valeur.", name),
		EN: fmt.Sprintf("the flag --%s needs a value.", name),
	}}
}

// flags returns an empty flag set that prints nothing by itself; parse reports.
func (c *console) flags(name string) *flag.FlagSet {
	f := flag.NewFlagSet(name, flag.ContinueOnError)
	f.SetOutput(io.Discard)
	f.Usage = func() {}
	return f
}

// parse reads flags anywhere among the arguments (the standard package stops at
// the first argument that is no flag) and returns the other arguments.
func (c *console) parse(f *flag.FlagSet, args []string) ([]string, error) {
	var rest []string
	for {
		if err := f.Parse(args); err != nil {
			return nil, flagError(err)
		}
		consumed := len(args) - f.NArg()
		if f.NArg() == 0 || consumed > 0 && args[consumed-1] == "--" {
			return append(rest, f.Args()...), nil
		}
		rest = append(rest, f.Arg(0))
		args = f.Args()[1:]
	}
}

// flagError says in two languages what the standard package says in English.
func flagError(err error) error {
	text := err.Error()
	if name, ok := strings.CutPrefix(text, "flag provided but not defined: -"); ok {
		return errUsage{diagnostic.Text{
			FR: fmt.Sprintf("option inconnue : --%s.", name),
			EN: fmt.Sprintf("unknown flag: --%s.", name),
		}}
	}
	if name, ok := strings.CutPrefix(text, "flag needs an argument: -"); ok {
		return missingValue(name)
	}
	return errUsage{diagnostic.Text{FR: "option illisible : " + text, EN: "unreadable flag: " + text}}
}

// project is the file system of the project root. It fails when the folder is
// not a Proximité project, because every verb would only give riddles then.
func (c *console) project() (fs.FS, error) {
	if _, err := os.Stat(filepath.Join(c.source, "hugo.toml")); err != nil {
		return nil, errUsage{diagnostic.Text{
			FR: fmt.Sprintf("le dossier %q n’est pas la racine du projet : il n’y a pas de fichier hugo.toml. Placez-vous dans le dossier du projet ou donnez --source DOSSIER.", c.source),
			EN: fmt.Sprintf("the folder %q is not the root of the project: it has no hugo.toml. Change to the project's folder or give --source DIR.", c.source),
		}}
	}
	return os.DirFS(c.source), nil
}
