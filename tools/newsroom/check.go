package main

import (
	"context"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"

	"proximite/tools/internal/diagnostic"
)

func checkVerb() verb {
	return verb{
		name: "check",
		short: diagnostic.Text{
			FR: "vérifier les textes et les données : ce qui est faux, ce qui manque, quoi faire",
			EN: "check texts and data: what is wrong, what is missing, what to do",
		},
		usage: diagnostic.Text{FR: checkUsageFR, EN: checkUsageEN},
		run:   runCheck,
	}
}

const checkUsageFR = `Usage : newsroom check [CHEMIN…] [--format text|json|sarif]

Vérifie tout content/ et tout data/, et dit pour chaque constat le fichier, la ligne,
la colonne et ce qu’il faut faire. Avec des chemins, seuls leurs constats sont montrés.

  erreur           casse le site ou la confiance ; à corriger
  avertissement    à regarder ; à corriger ou à expliquer
  reste à faire    un brouillon n’est pas encore prêt à être publié
  conseil          une phrase longue, un mot à revoir ; compté, montré avec --advice

Options :
  --format text    des phrases (par défaut)
  --format json    pour un programme : un tableau de constats
  --format sarif   pour un éditeur ou un hébergeur de code (SARIF 2.1.0)

Exemples :
  newsroom check
  newsroom check content/stories/officer-in-bamako
  newsroom check data/people.yaml --format json

Code de sortie : 0 ni erreur ni avertissement, 1 des constats, 2 erreur d’usage ou panne.`

const checkUsageEN = `Usage: newsroom check [PATH…] [--advice] [--format text|json|sarif]

Checks the whole of content/ and data/ and says for each finding the file, the line,
the column and what to do. With paths, only their findings are shown.

  error      breaks the site or the trust; mend it
  warning    look at it; mend it or explain it
  to do      a draft is not yet ready to be published
  advice     a long sentence, a word to look at again; counted, shown with --advice

Flags:
  --advice         show the pieces of advice too
  --format text    sentences (default)
  --format json    for a program: an array of findings
  --format sarif   for an editor or a code host (SARIF 2.1.0)

Examples:
  newsroom check
  newsroom check content/stories/officer-in-bamako
  newsroom check data/people.yaml --format json

Exit code: 0 no error and no warning, 1 findings, 2 wrong usage or a failure.`

func runCheck(_ context.Context, c *console, args []string) int {
	f := c.flags("check")
	format := f.String("format", "text", "")
	advice := f.Bool("advice", false, "")
	paths, err := c.parse(f, args)
	if err == nil && *format != "text" && *format != "json" && *format != "sarif" {
		err = errUsage{diagnostic.Text{
			FR: fmt.Sprintf("--format %q : les formats sont text, json et sarif.", *format),
			EN: fmt.Sprintf("--format %q: the formats are text, json and sarif.", *format),
		}}
	}
	if err != nil {
		v := checkVerb()
		return c.misuse(&v, err)
	}
	project, err := c.project()
	if err == nil {
		paths, err = c.inProject(project, paths)
	}
	if err != nil {
		return c.fail(err)
	}
	_, found, err := inspect(project, c.now())
	if err != nil {
		return c.fail(err)
	}
	found = below(found, paths)
	if err := c.writeFindings(found, *format, *advice); err != nil {
		return c.fail(err)
	}
	if diagnostic.Failing(found) {
		return exitFindings
	}
	return exitDone
}

// inProject turns paths as typed into slash-separated paths from the root of the
// project, and refuses those that are not there.
func (c *console) inProject(project fs.FS, typed []string) ([]string, error) {
	root, err := filepath.Abs(c.source)
	if err != nil {
		return nil, fmt.Errorf("find project %q: %w", c.source, err)
	}
	var paths []string
	for _, arg := range typed {
		name, ok := relative(root, arg, project)
		if !ok {
			return nil, errUsage{diagnostic.Text{
				FR: fmt.Sprintf("il n’y a pas de fichier ni de dossier %q dans le projet.", arg),
				EN: fmt.Sprintf("there is no file or folder %q in the project.", arg),
			}}
		}
		paths = append(paths, name)
	}
	return paths, nil
}

// relative tries a path from the current folder, then from the project's root.
func relative(root, arg string, project fs.FS) (string, bool) {
	candidates := []string{filepath.Clean(arg)}
	if abs, err := filepath.Abs(arg); err == nil {
		if rel, err := filepath.Rel(root, abs); err == nil {
			candidates = append([]string{rel}, candidates...)
		}
	}
	for _, rel := range candidates {
		name := filepath.ToSlash(rel)
		if !fs.ValidPath(name) {
			continue
		}
		if _, err := fs.Stat(project, name); err == nil {
			return name, true
		}
	}
	return "", false
}

// below keeps the findings of the paths; without paths, all.
func below(found []diagnostic.Diagnostic, paths []string) []diagnostic.Diagnostic {
	if len(paths) == 0 {
		return found
	}
	var kept []diagnostic.Diagnostic
	for _, d := range found {
		for _, p := range paths {
			if p == "." || d.Path == p || strings.HasPrefix(d.Path, p+"/") {
				kept = append(kept, d)
				break
			}
		}
	}
	return kept
}

// writeFindings shows all that was found; to a person, advice only when asked for, so
// that what has to be done is not lost in it.
func (c *console) writeFindings(found []diagnostic.Diagnostic, format string, advice bool) error {
	switch format {
	case "json":
		return diagnostic.WriteJSON(c.stdout, c.language, found)
	case "sarif":
		return diagnostic.WriteSARIF(c.stdout, c.language, found)
	}
	shown := found
	if !advice {
		shown = slices.DeleteFunc(slices.Clone(found), func(d diagnostic.Diagnostic) bool { return d.Severity == diagnostic.Advice })
	}
	if err := diagnostic.WriteText(c.stderr, c.language, shown); err != nil {
		return err
	}
	if _, err := fmt.Fprintln(c.stdout, verdict(found).In(c.language)); err != nil {
		return err
	}
	if len(shown) < len(found) {
		c.say(diagnostic.Text{FR: "Pour lire les conseils : newsroom check --advice", EN: "To read the advice: newsroom check --advice"})
	}
	return nil
}

// verdict is the whole check in one line.
func verdict(found []diagnostic.Diagnostic) diagnostic.Text {
	if len(found) == 0 {
		return diagnostic.Text{FR: "Vérification : tout est en ordre.", EN: "Check: all is well."}
	}
	n := diagnostic.Count(found)
	if n[diagnostic.Advice] == len(found) {
		return diagnostic.Text{
			FR: fmt.Sprintf("Vérification : tout est en ordre, avec %s.", plural(len(found), "conseil", "conseils", 2)),
			EN: fmt.Sprintf("Check: all is well, with %s.", plural(len(found), "piece of advice", "pieces of advice", 1)),
		}
	}
	return diagnostic.Text{
		FR: fmt.Sprintf("Vérification : %s, %s, %s, %s.",
			plural(n[diagnostic.Error], "erreur", "erreurs", 2), plural(n[diagnostic.Warning], "avertissement", "avertissements", 2),
			plural(n[diagnostic.Todo], "reste à faire", "restes à faire", 2), plural(n[diagnostic.Advice], "conseil", "conseils", 2)),
		EN: fmt.Sprintf("Check: %s, %s, %s, %s.",
			plural(n[diagnostic.Error], "error", "errors", 1), plural(n[diagnostic.Warning], "warning", "warnings", 1),
			plural(n[diagnostic.Todo], "to do", "to do", 1), plural(n[diagnostic.Advice], "piece of advice", "pieces of advice", 1)),
	}
}

// plural counts in words: French says "0 erreur", English "0 errors".
func plural(n int, one, many string, manyFrom int) string {
	if n >= manyFrom && n != 1 || manyFrom == 1 && n == 0 {
		return fmt.Sprintf("%d %s", n, many)
	}
	return fmt.Sprintf("%d %s", n, one)
}
