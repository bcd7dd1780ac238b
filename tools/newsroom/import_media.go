package main

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"proximite/tools/internal/attach"
	"proximite/tools/internal/bundle"
	"proximite/tools/internal/content"
	"proximite/tools/internal/diagnostic"
	"proximite/tools/internal/media"
	"proximite/tools/internal/rule"
)

// mediaFlags are the flags of import that are about photographs, documents and
// recordings, with the fields that they fill.
var mediaFlags = map[string][]attach.Field{
	"alt-fr": {attach.AltFR}, "alt-en": {attach.AltEN}, "caption-fr": {attach.CaptionFR}, "caption-en": {attach.CaptionEN},
	"credit": {attach.CreditFR, attach.CreditEN}, "credit-en": {attach.CreditEN},
	"licence": {attach.LicenceFR, attach.LicenceEN}, "licence-en": {attach.LicenceEN},
	"taken": {attach.Taken}, "place": {attach.Place}, "faces": {attach.Faces}, "people": {attach.People},
	"plates": {attach.Plates}, "name-tags": {attach.NameTags}, "screens": {attach.Screens}, "signs": {attach.Signs}, "by": {attach.By},
}

// attaching is one run of import for photographs, documents and recordings.
type attaching struct {
	*console
	to      string
	details attach.Details
	cover   bool
	forbid  bool
	dryRun  bool
	json    bool
	files   []string
	asked   *bufio.Reader // nil: nobody is there to be asked
}

// wantsMedia reports whether the arguments of import are about media.
func wantsMedia(args []string) bool {
	return slices.ContainsFunc(args, func(a string) bool {
		name, _, _ := strings.Cut(strings.TrimLeft(a, "-"), "=")
		return strings.HasPrefix(a, "-") && (name == "to" || name == "forbid")
	})
}

func runAttach(ctx context.Context, c *console, args []string) int {
	a, err := c.readAttach(args)
	if err != nil {
		v := importVerb()
		return c.misuse(&v, err)
	}
	project, err := c.project()
	if err != nil {
		return c.fail(err)
	}
	exit := exitDone
	for _, name := range a.files {
		if ctx.Err() != nil {
			return c.fail(ctx.Err())
		}
		code, err := a.file(project, name)
		if err != nil {
			code = c.fail(err)
		}
		exit = max(exit, code)
	}
	return exit
}

// readAttach understands the arguments.
func (c *console) readAttach(args []string) (*attaching, error) {
	a := &attaching{console: c, details: make(attach.Details)}
	f := c.flags("import")
	f.StringVar(&a.to, "to", "", "")
	f.BoolVar(&a.cover, "cover", false, "")
	f.BoolVar(&a.forbid, "forbid", false, "")
	f.BoolVar(&a.dryRun, "dry-run", false, "")
	format := f.String("format", "text", "")
	values := make(map[string]*string)
	for name := range mediaFlags {
		values[name] = f.String(name, "", "")
	}
	rest, err := c.parse(f, args)
	if err != nil {
		return nil, err
	}
	a.json = *format == "json"
	switch {
	case *format != "text" && *format != "json":
		return nil, usageError("--format %q : écrivez text ou json.", "--format %q: write text or json.", *format)
	case a.forbid && a.to != "":
		return nil, usageError("--forbid inscrit un fichier sans le copier : enlevez --to.", "--forbid lists a file without copying it: leave out --to.")
	case len(rest) == 0:
		return nil, usageError("aucun fichier à importer.", "no file to import.")
	}
	for _, name := range []string{
		"alt-fr", "alt-en", "caption-fr", "caption-en", "credit", "credit-en", "licence", "licence-en", "taken", "place",
		"faces", "people", "plates", "name-tags", "screens", "signs", "by",
	} {
		if err := a.take(name, strings.TrimSpace(*values[name])); err != nil {
			return nil, err
		}
	}
	a.files = rest
	if terminal(c.stdin) && !a.json && !a.dryRun && !a.forbid {
		a.asked = bufio.NewReader(c.stdin)
	}
	return a, nil
}

// take puts a flag's value into the details.
func (a *attaching) take(flag, value string) error {
	for _, f := range mediaFlags[flag] {
		if !f.Accepts(value) {
			q := f.Question()
			return errUsage{diagnostic.Text{
				FR: fmt.Sprintf("--%s %q : valeur inattendue. %s.", flag, value, cmp.Or(q.FR, "Écrivez un texte sur une ligne")),
				EN: fmt.Sprintf("--%s %q: unexpected value. %s.", flag, value, cmp.Or(q.EN, "Write a text on one line")),
			}}
		}
		if value != "" {
			a.details[f] = value
		}
	}
	return nil
}

func usageError(fr, en string, args ...any) error {
	return errUsage{diagnostic.Text{FR: fmt.Sprintf(fr, args...), EN: fmt.Sprintf(en, args...)}}
}

// terminal reports whether somebody sits at the keyboard.
func terminal(in io.Reader) bool {
	f, ok := in.(*os.File)
	if !ok {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

// file attaches, or forbids, one file.
func (a *attaching) file(project fs.FS, name string) (int, error) {
	data, err := readMedia(name)
	if err != nil {
		return 0, err
	}
	corpus, err := content.Load(project) // again for each file: the one before has changed it
	if err != nil {
		return 0, err
	}
	req := attach.Request{Name: name, Data: data, To: a.to, Details: a.details, Cover: a.cover, Today: a.now().Format(time.DateOnly)}
	if err := a.verify(corpus); err != nil {
		return 0, err
	}
	plan := attach.Forbid(corpus, req)
	if !a.forbid {
		if plan, err = attach.Prepare(corpus, req); err != nil {
			return 0, err
		}
		if plan.Outcome == attach.Fresh && len(plan.Missing) > 0 && a.asked != nil {
			if req.Details, err = a.ask(corpus, plan); err != nil {
				return 0, err
			}
			if plan, err = attach.Prepare(corpus, req); err != nil {
				return 0, err
			}
		}
	}
	if plan.Outcome == attach.Fresh && !a.dryRun {
		if err := bundle.Write(a.source, plan.Files); err != nil {
			return 0, usageError("rien n’a été écrit : %v. Si un fichier est ouvert dans un autre programme, fermez-le et relancez.",
				"nothing was written: %v. If a file is open in another program, close it and run again.", err)
		}
	}
	if err := a.report(name, plan); err != nil {
		return 0, err
	}
	return exitOf(plan), nil
}

func exitOf(plan *attach.Plan) int {
	switch {
	case plan.Outcome == attach.Refused:
		return exitRefused
	case plan.Outcome == attach.Fresh && diagnostic.Failing(plan.Findings):
		return exitFindings
	}
	return exitDone
}

// readMedia reads a file that is not larger than any that would be taken.
func readMedia(name string) ([]byte, error) {
	info, err := os.Stat(name)
	if err == nil && info.IsDir() {
		err = errors.New("directory")
	}
	if err != nil {
		return nil, unreadable(name, err)
	}
	if info.Size() > media.MaxRecordingBytes {
		return nil, usageError("le fichier %q est trop grand (%d Mo).", "the file %q is too large (%d MB).", name, info.Size()>>20)
	}
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, unreadable(name, err)
	}
	return data, nil
}

// verify refuses names of persons, and keys that no register has.
func (a *attaching) verify(corpus *content.Corpus) error {
	if field, key := a.details.Unknown(corpus); key != "" {
		return usageError("%s : « %s » n’est pas dans le registre.", "%s: “%s” is not in the register.", field, key)
	}
	for _, f := range []attach.Field{attach.AltFR, attach.AltEN, attach.CaptionFR, attach.CaptionEN} {
		if id := rule.NamesPerson(corpus, a.details[f]); id != "" {
			return usageError("%s contient le nom d’une personne du registre (%s). Dites la fonction ; la personne va dans --people.",
				"%s holds the name of a person of the register (%s). Say the role; the person goes into --people.", f, id)
		}
	}
	return nil
}

// ask puts the questions that are open to whoever sits at the keyboard. An empty
// answer leaves a question open; nothing is made up.
func (a *attaching) ask(corpus *content.Corpus, plan *attach.Plan) (attach.Details, error) {
	a.say(diagnostic.Text{
		FR: "Quelques questions sur cette photo (%d × %d). Regardez-la en grand. Entrée sans texte : on répondra plus tard.",
		EN: "Some questions on this photograph (%d × %d). Look at it enlarged. Enter without text: to be answered later.",
	}, plan.Cleaned.Width, plan.Cleaned.Height)
	for _, f := range plan.Missing {
		for {
			fmt.Fprintf(a.stderr, "  %s > ", f.Question().In(a.language))
			line, err := a.asked.ReadString('\n')
			if err != nil && line == "" {
				fmt.Fprintln(a.stderr)
				return a.details, nil
			}
			if value := strings.TrimSpace(line); f.Accepts(value) {
				a.details[f] = value
				break
			}
			a.say(diagnostic.Text{FR: "    Ce n’est pas une réponse possible.", EN: "    That is no possible answer."})
		}
	}
	return a.details, a.verify(corpus)
}

// report says what was done, or would be: paths to standard output, the rest beside.
func (a *attaching) report(name string, plan *attach.Plan) error {
	if a.json {
		return a.reportJSON(name, plan)
	}
	out := a.stderr
	if a.dryRun {
		out = a.stdout
	}
	fmt.Fprintln(out, name+in(a.language, " : ", ": ")+a.summary(plan))
	if err := diagnostic.WriteText(a.stderr, a.language, plan.Findings); err != nil {
		return err
	}
	if plan.Outcome != attach.Fresh || a.dryRun {
		return nil
	}
	for _, f := range plan.Files {
		fmt.Fprintln(a.stdout, f.Path)
	}
	a.nextStep(plan)
	return nil
}

// summary is one line on a file.
func (a *attaching) summary(plan *attach.Plan) string {
	c := plan.Cleaned
	switch {
	case plan.Outcome == attach.Refused:
		return in(a.language, "refusé.", "refused.")
	case plan.Outcome == attach.Unchanged:
		return in(a.language, "déjà là.", "there already.")
	case a.forbid:
		return in(a.language, "original interdit, seule l’empreinte est gardée.", "forbidden original, only the fingerprint is kept.")
	}
	parts := []string{string(c.Kind), fmt.Sprintf(in(a.language, "%d octets", "%d bytes"), len(c.Data))}
	if c.Width > 0 {
		parts = append(parts, fmt.Sprintf("%d × %d", c.Width, c.Height))
	}
	if c.Duration > 0 {
		parts = append(parts, c.Duration.Round(time.Second).String())
	}
	if c.Redrawn {
		parts = append(parts, in(a.language, "redessinée", "drawn again"))
	}
	removed := in(a.language, "rien de caché", "nothing hidden")
	if len(c.Removed) > 0 {
		removed = in(a.language, "enlevé : ", "removed: ") + strings.Join(c.Removed, ", ")
	}
	return strings.Join(append(parts, removed), " · ")
}

func (a *attaching) nextStep(plan *attach.Plan) {
	switch {
	case a.forbid:
		a.say(diagnostic.Text{FR: "Gardez l’original hors du projet, sous clé. « newsroom check » le refusera partout.", EN: "Keep the original outside the project, under lock. “newsroom check” will refuse it everywhere."})
	case plan.ID != "" && len(plan.Missing) > 0:
		a.say(diagnostic.Text{
			FR: "À faire : remplissez les textes vides de « %[1]s » dans data/photos.yaml (%[2]d), placez la photo dans les deux langues avec {{< photo %[1]q >}}, puis lancez :\n  newsroom check",
			EN: "To do: fill in the empty texts of “%[1]s” in data/photos.yaml (%[2]d), place the photograph in both languages with {{< photo %[1]q >}}, then run:\n  newsroom check",
		}, plan.ID, len(plan.Missing))
	case plan.ID != "" && !a.cover:
		a.say(diagnostic.Text{
			FR: "À faire : placez la photo dans les deux langues avec {{< photo %[1]q >}}, ou en tête avec photo: %[1]q, puis lancez :\n  newsroom check",
			EN: "To do: place the photograph in both languages with {{< photo %[1]q >}}, or at the head with photo: %[1]q, then run:\n  newsroom check",
		}, plan.ID)
	default:
		a.say(diagnostic.Text{FR: "À faire : lancez\n  newsroom check", EN: "To do: run\n  newsroom check"})
	}
}

// attachedJSON is a file on one line, for programs.
type attachedJSON struct {
	File       string               `json:"file"`
	Outcome    string               `json:"outcome"` // fresh, unchanged or refused
	ID         string               `json:"id"`
	Path       string               `json:"path"`
	Kind       media.Kind           `json:"kind"`
	Bytes      int                  `json:"bytes"`
	Width      int                  `json:"width"`
	Height     int                  `json:"height"`
	DurationMs int64                `json:"duration_ms"`
	Redrawn    bool                 `json:"redrawn"`
	Removed    []string             `json:"removed"`
	Missing    []attach.Field       `json:"missing"`
	Written    []string             `json:"written"`
	Findings   []attachedFindingRow `json:"findings"`
}

type attachedFindingRow struct {
	Rule     string              `json:"rule"`
	Severity diagnostic.Severity `json:"severity"`
	Message  string              `json:"message"`
	Hint     string              `json:"hint"`
}

func (a *attaching) reportJSON(name string, plan *attach.Plan) error {
	row := attachedJSON{
		File: filepath.ToSlash(name), Outcome: [...]string{"fresh", "unchanged", "refused"}[plan.Outcome], ID: plan.ID, Path: plan.Path,
		Removed: []string{}, Missing: append([]attach.Field{}, plan.Missing...), Written: []string{}, Findings: []attachedFindingRow{},
	}
	if c := plan.Cleaned; c != nil {
		row.Kind, row.Bytes, row.Width, row.Height = c.Kind, len(c.Data), c.Width, c.Height
		row.DurationMs, row.Redrawn, row.Removed = c.Duration.Milliseconds(), c.Redrawn, append(row.Removed, c.Removed...)
	}
	if plan.Outcome == attach.Fresh && !a.dryRun {
		for _, f := range plan.Files {
			row.Written = append(row.Written, f.Path)
		}
	}
	for _, d := range plan.Findings {
		row.Findings = append(row.Findings, attachedFindingRow{d.Rule, d.Severity, d.Message.In(a.language), d.Hint.In(a.language)})
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(row); err != nil {
		return fmt.Errorf("write JSON: %w", err)
	}
	_, err := a.stdout.Write(b.Bytes())
	return err
}
