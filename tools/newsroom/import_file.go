package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"strings"
	"time"

	"proximite/tools/internal/bundle"
	"proximite/tools/internal/diagnostic"
	"proximite/tools/internal/ingest"
	"proximite/tools/internal/intake"
	"proximite/tools/internal/media"
)

// file imports one file, says what happened and returns its exit code.
func (im *importing) file(name string) int {
	r, err := im.understand(name)
	if err != nil {
		return im.fail(err)
	}
	exit := findingsExit(r)
	var plan *intake.Plan
	if !im.dryRun && !r.Refused {
		if plan, err = im.write(r); err != nil {
			return im.fail(err)
		}
		r.Diagnostics = append(r.Diagnostics, plan.Findings...)
		switch {
		case plan.Outcome == intake.Kept:
			exit = exitHumanEdit
		case plan.Outcome == intake.Unchanged && len(plan.Written) == 0:
			exit, r.Diagnostics = exitDone, plan.Findings // the rest was said before
		}
	}
	if im.json {
		line, err := r.JSON(im.language)
		if err != nil {
			return im.fail(err)
		}
		im.stdout.Write(line)
		return exit
	}
	im.tell(r, plan)
	if r.Refused && isMedia(name) {
		im.say(diagnostic.Text{
			FR: "Une photo, un enregistrement ou un PDF se reprend avec l’identifiant de son élément :\n  newsroom import %q --to IDENTIFIANT",
			EN: "A photograph, a recording or a PDF is taken over with the id of its item:\n  newsroom import %q --to ID",
		}, name)
	}
	return exit
}

// isMedia reports whether a file is for import --to.
func isMedia(name string) bool {
	f, err := os.Open(name)
	if err != nil {
		return false
	}
	defer f.Close()
	head := make([]byte, 4096)
	n, _ := io.ReadFull(f, head) // a short file is read as far as it goes
	kind := media.Detect(head[:n])
	return kind.Picture() || kind.Recording() || kind == media.PDF || kind == media.HEIC
}

// findingsExit is 1 when a person must decide something about the file.
func findingsExit(r *ingest.Result) int {
	switch {
	case r.Refused:
		return exitRefused
	case diagnostic.Failing(r.Diagnostics):
		return exitFindings
	}
	return exitDone
}

// slow is how long a file may take before a line says what is being read.
const slow = time.Second

// understand reads a file.
func (im *importing) understand(name string) (*ingest.Result, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, unreadable(name, err)
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return nil, unreadable(name, err)
	}
	if info.IsDir() {
		return nil, unreadable(name, errors.New("directory"))
	}
	progress := time.AfterFunc(slow, func() {
		im.say(diagnostic.Text{FR: "Lecture de %s (%d Mo)…", EN: "Reading %s (%d MB)…"}, name, info.Size()>>20)
	})
	defer progress.Stop()
	r, err := ingest.Read(name, file, info.Size(), im.read)
	if err != nil {
		return nil, unreadable(name, err)
	}
	return r, nil
}

func unreadable(name string, err error) error {
	reason := err.Error()
	var p *os.PathError
	if errors.As(err, &p) {
		reason = p.Err.Error()
	}
	if errors.Is(err, os.ErrNotExist) {
		return errUsage{diagnostic.Text{
			FR: fmt.Sprintf("le fichier %q n’existe pas.", name),
			EN: fmt.Sprintf("the file %q does not exist.", name),
		}}
	}
	return errUsage{diagnostic.Text{
		FR: fmt.Sprintf("le fichier %q ne peut pas être lu (%s). S’il est ouvert dans un autre programme, fermez-le et relancez.", name, reason),
		EN: fmt.Sprintf("the file %q cannot be read (%s). If it is open in another program, close it and run again.", name, reason),
	}}
}

// write makes the draft files of a result.
func (im *importing) write(r *ingest.Result) (*intake.Plan, error) {
	plan, err := intake.Prepare(im.project, r, im.plan)
	if err != nil {
		return nil, err
	}
	if len(plan.Files) == 0 {
		return plan, nil
	}
	if err := bundle.Write(im.source, plan.Files); err != nil {
		return nil, errUsage{diagnostic.Text{
			FR: fmt.Sprintf("rien n’a été écrit : %v. Si un fichier est ouvert dans un autre programme, fermez-le et relancez.", err),
			EN: fmt.Sprintf("nothing was written: %v. If a file is open in another program, close it and run again.", err),
		}}
	}
	return plan, nil
}

// tell says what was understood, what is unsure, what was written, and what to do
// next. In a dry run the understanding is the data; else the paths are.
func (im *importing) tell(r *ingest.Result, plan *intake.Plan) {
	out := im.stderr
	if im.dryRun {
		out = im.stdout
	}
	fmt.Fprintln(out, summary(r, im.language))
	diagnostic.WriteText(im.stderr, im.language, r.Diagnostics)
	if plan == nil {
		return
	}
	if plan.Diff != "" {
		fmt.Fprint(im.stderr, plan.Diff)
	}
	for _, p := range append(plan.Written, plan.Side...) {
		fmt.Fprintln(im.stdout, p)
	}
	im.next(r, plan)
}

// next is what to do now.
func (im *importing) next(r *ingest.Result, plan *intake.Plan) {
	switch {
	case plan.Outcome == intake.Unchanged && len(plan.Written) == 0, plan.Outcome == intake.Kept:
		return
	case r.Type == ingest.Interview:
		im.say(diagnostic.Text{
			FR: "À faire : relisez la transcription ; reliez chaque intervenant à une personne ou à une fonction ; écrivez l’introduction et le résumé ; puis lancez :\n  newsroom check %s",
			EN: "To do: read the transcript over; link each speaker to a person or a role; write the introduction and the summary; then run:\n  newsroom check %s",
		}, folderOf(plan))
	default:
		im.say(diagnostic.Text{
			FR: "À faire : relisez le brouillon ; écrivez le résumé et indiquez les sources ; traduisez le fichier de l’autre langue ; puis lancez :\n  newsroom check %s",
			EN: "To do: read the draft over; write the summary and name the sources; translate the file of the other language; then run:\n  newsroom check %s",
		}, folderOf(plan))
	}
}

// folderOf is the folder of what was written: the bundle, or the section of several.
func folderOf(plan *intake.Plan) string {
	folder := ""
	for _, p := range plan.Written {
		dir := path.Dir(p)
		switch {
		case !strings.HasPrefix(p, "content/"):
		case folder == "" || folder == dir:
			folder = dir
		default:
			folder = path.Dir(folder)
			return folder
		}
	}
	return folder
}

// total sums up several files.
func (im *importing) total(counts map[int]int) {
	im.say(diagnostic.Text{
		FR: "Fichiers : %d compris, %d avec des points à décider, %d illisibles, %d refusés, %d modifiés à la main.",
		EN: "Files: %d understood, %d with points to decide, %d unreadable, %d refused, %d edited by hand.",
	}, counts[exitDone], counts[exitFindings], counts[exitFailure], counts[exitRefused], counts[exitHumanEdit])
}
