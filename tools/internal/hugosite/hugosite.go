// Package hugosite builds the site with Hugo. It is the only package that
// imports Hugo.
//
// Hugo runs in a child process of this same program: Build starts the program
// again with a variable in its environment, main sees it through IsChild and
// hands over to RunChild. Nobody installs a hugo binary, its version stands in
// go.mod, and neither a panic of Hugo, nor an interrupt, nor what it prints can
// touch the program that the staff are looking at.
//
//	func main() {
//		if hugosite.IsChild() {
//			os.Exit(hugosite.RunChild(os.Args[1:]))
//		}
//		…
//		outcome, err := hugosite.Build(ctx, hugosite.Options{Source: ".", Destination: folder})
//
// What Hugo has against the content or the templates comes back as findings, with
// Hugo's own words quoted inside a sentence in French and in English. What
// concerns the machine (a full disk, a folder that cannot be written) is an error.
// Hugo's warnings stop a build as its errors do.
package hugosite

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"proximite/tools/internal/diagnostic"
)

// Options say what to build and where to.
type Options struct {
	Source      string // root of the project, where hugo.toml is
	Destination string // an empty folder, or one that does not exist yet
	BaseURL     string // empty: the one of hugo.toml
	Environment string // empty: Hugo's own choice, production
	CacheDir    string // empty: the user's cache folder
	Drafts      bool   // also drafts and future items; for a preview only

	// Now decides what is still to come and what has expired; zero: the machine's clock.
	Now time.Time

	// Overlay holds files that the program has worked out, by their path in the project
	// (data/…, content/…). Hugo reads them where the project has none of that name. They
	// never stand in the project.
	Overlay map[string][]byte
}

// Outcome is what a build came to. The site is complete when OK; the findings
// say what stopped it otherwise.
type Outcome struct {
	OK       bool
	Findings []diagnostic.Diagnostic
	Output   string // all that Hugo printed, for whoever maintains the program
	Took     time.Duration
}

// Errors of the machine, to be told from what an author can mend.
var (
	// ErrDiskFull says that Hugo had no room left to write.
	ErrDiskFull = errors.New("no space left on the disk")
	// ErrDestination says that Hugo could not write into the destination.
	ErrDestination = errors.New("destination cannot be written")
)

// Build runs Hugo once. It returns when Hugo has ended, also after ctx is done:
// nothing writes into the destination any more then.
func Build(ctx context.Context, o Options) (Outcome, error) {
	start := time.Now()
	o, err := absolute(o)
	if err != nil {
		return Outcome{}, err
	}
	if err := requireEmpty(o.Destination); err != nil {
		return Outcome{}, err
	}
	overlay, err := writeOverlay(o.Overlay)
	if overlay != "" {
		defer os.RemoveAll(overlay)
	}
	if err != nil {
		return Outcome{}, fmt.Errorf("build site: %w", err)
	}
	stdout, stderr, err := runHugo(ctx, o, append(buildArguments(o), overlayArguments(overlay)...))
	out := Outcome{Output: stdout + "\n" + stderr, Took: time.Since(start)}
	var ended *exec.ExitError
	// A code of 0 is not enough: Hugo may end well while the panic for its last
	// warning is still on its way.
	switch {
	case ctx.Err() != nil:
		return out, fmt.Errorf("build site: %w", ctx.Err())
	case err == nil && len(entries(out.Output)) == 0:
		out.OK = true
		return out, nil
	case errors.Is(err, errStuck) && len(entries(out.Output)) > 0:
		// What it said before it got stuck is the cause.
	case err != nil && !errors.As(err, &ended):
		return out, fmt.Errorf("build site: run hugo: %w", err)
	}
	if err := machineError(out.Output, o.Destination); err != nil {
		return out, fmt.Errorf("build site: %w", err)
	}
	out.Findings = findings(out.Output, o.Source)
	return out, nil
}

// Page is one content file and the path of the page that Hugo makes of it.
type Page struct {
	Source string // content/stories/x/index.fr.md
	Path   string // /fr/recits/x/
}

// Pages lists the pages that have a content file, drafts included. Paths start
// at the root of the site, whatever its base address.
func Pages(ctx context.Context, o Options) ([]Page, error) {
	o, err := absolute(o)
	if err != nil {
		return nil, err
	}
	const base = "http://localhost/"
	o.BaseURL = base
	stdout, stderr, err := runHugo(ctx, o, []string{"list", "all", "--source", o.Source, "--noBuildLock"})
	if err != nil {
		return nil, fmt.Errorf("list pages: %w: %s", err, firstLine(stderr))
	}
	rows, err := csv.NewReader(strings.NewReader(stdout)).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("list pages: %w", err)
	}
	return pagesOf(rows, base), nil
}

func pagesOf(rows [][]string, base string) []Page {
	var pages []Page
	source, link := -1, -1
	for i, row := range rows {
		if i == 0 {
			source, link = column(row, "path"), column(row, "permalink")
			continue
		}
		if source < 0 || link < 0 || row[link] == "" {
			continue
		}
		pages = append(pages, Page{row[source], "/" + strings.TrimPrefix(row[link], base)})
	}
	return pages
}

func column(header []string, name string) int {
	for i, h := range header {
		if h == name {
			return i
		}
	}
	return -1
}

func buildArguments(o Options) []string {
	args := []string{
		"--source", o.Source, "--destination", o.Destination, "--noBuildLock",
		"--panicOnWarning", "--printPathWarnings", "--printI18nWarnings",
	}
	for name, value := range map[string]string{
		"--baseURL": o.BaseURL, "--environment": o.Environment, "--cacheDir": o.CacheDir,
	} {
		if value != "" {
			args = append(args, name, value)
		}
	}
	if !o.Now.IsZero() {
		args = append(args, "--clock", o.Now.Format(time.RFC3339))
	}
	if o.Drafts {
		args = append(args, "--buildDrafts", "--buildFuture")
	}
	return args
}

// runHugo starts this program as Hugo and waits for its end.
func runHugo(ctx context.Context, o Options, args []string) (stdout, stderr string, err error) {
	program, err := os.Executable()
	if err != nil {
		return "", "", err
	}
	ctx, stop := context.WithTimeoutCause(ctx, patience, errStuck)
	defer stop()
	cmd := exec.CommandContext(ctx, program, args...)
	cmd.Env = childEnvironment(os.Environ(), o.BaseURL)
	// Pipes that a grandchild keeps open must not keep us waiting for ever.
	cmd.WaitDelay = 5 * time.Second
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	err = cmd.Run()
	if errors.Is(context.Cause(ctx), errStuck) {
		err = errStuck
	}
	return out.String(), errs.String(), err
}

// patience is how long Hugo may take. A build of ten thousand items needs a minute or
// two; one that fails in a template has been seen to wait for itself for ever.
const patience = 5 * time.Minute

var errStuck = fmt.Errorf("hugo did not end within %v", patience)

// absolute makes the folders independent of where Hugo believes to be.
func absolute(o Options) (Options, error) {
	for _, dir := range []*string{&o.Source, &o.Destination, &o.CacheDir} {
		if *dir == "" && dir != &o.Source {
			continue
		}
		abs, err := filepath.Abs(*dir)
		if err != nil {
			return o, fmt.Errorf("find folder %q: %w", *dir, err)
		}
		*dir = abs
	}
	return o, nil
}

// requireEmpty refuses a destination in which something would survive.
func requireEmpty(dir string) error {
	entries, err := os.ReadDir(dir)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return fmt.Errorf("build site: %w: %w", ErrDestination, err)
	}
	if len(entries) > 0 {
		return fmt.Errorf("build site: folder %q is not empty", dir)
	}
	return nil
}
