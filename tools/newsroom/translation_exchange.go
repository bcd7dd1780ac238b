package main

import (
	"fmt"
	"os"
	"path"
	"path/filepath"
	"strings"

	"proximite/tools/internal/bundle"
	"proximite/tools/internal/diagnostic"
	"proximite/tools/internal/translation"
)

func (j *translationJob) export() (int, error) {
	i, err := j.item(j.args[0])
	if err != nil {
		return 0, err
	}
	var chosen *translation.Report
	for _, r := range translation.ItemReports(i, j.ledger) {
		if j.to == "" && chosen == nil || r.To == j.to {
			chosen = r
		}
	}
	if chosen == nil {
		return 0, errUsage{diagnostic.Text{
			FR: fmt.Sprintf("--to %q : ce n’est pas une langue dans laquelle cet élément se traduit.", j.to),
			EN: fmt.Sprintf("--to %q: this is no language that this item is translated into.", j.to),
		}}
	}
	x := chosen.Export(j.corpus.Register("glossary"))
	data := x.XLIFF()
	if j.format == "po" {
		data = x.PO()
	}
	if j.output == "" {
		_, err := j.stdout.Write(data)
		return exitDone, err
	}
	if err := os.WriteFile(j.output, data, 0o644); err != nil {
		return 0, err
	}
	fmt.Fprintln(j.stdout, j.output)
	return exitDone, nil
}

// take is the import of a file that came back.
func (j *translationJob) take() (int, error) {
	name := j.args[0]
	src, err := os.ReadFile(name)
	if err != nil {
		return 0, err
	}
	read := translation.ReadXLIFF
	if strings.EqualFold(filepath.Ext(name), ".po") {
		read = translation.ReadPO
	}
	reply, err := read(src)
	if err != nil {
		return 0, errUsage{diagnostic.Text{
			FR: fmt.Sprintf("%s n’est pas un fichier de « newsroom translation export » que l’on peut lire (%v).", name, err),
			EN: fmt.Sprintf("%s is no readable file of “newsroom translation export” (%v).", name, err),
		}}
	}
	i, err := j.item(reply.Key)
	if err != nil {
		return 0, err
	}
	for _, r := range translation.ItemReports(i, j.ledger) {
		if r.To == reply.To && r.From == reply.From {
			return j.apply(r, reply, path.Clean(filepath.ToSlash(name)))
		}
	}
	return 0, errUsage{diagnostic.Text{
		FR: fmt.Sprintf("%s va de « %s » vers « %s » ; cet élément n’est pas traduit ainsi.", name, reply.From, reply.To),
		EN: fmt.Sprintf("%s goes from “%s” to “%s”; this item is not translated that way.", name, reply.From, reply.To),
	}}
}

func (j *translationJob) apply(r *translation.Report, reply *translation.Reply, name string) (int, error) {
	out := r.Apply(reply, name)
	if err := diagnostic.WriteText(j.stderr, j.language, diagnostic.Sort(out.Found)); err != nil {
		return 0, err
	}
	if diagnostic.Blocking(out.Found) {
		return exitFindings, nil
	}
	var files []bundle.File
	if out.Data != nil {
		files = append(files, bundle.File{Path: out.Path, Data: out.Data})
	}
	if out.Entry != nil {
		j.ledger.Set(r.Key, r.To, out.Entry)
		if err := j.save(files); err != nil {
			return 0, err
		}
	}
	fmt.Fprintf(j.stdout, diagnostic.Text{
		FR: "%[1]s : textes repris : %[2]d ; confirmés sans changement : %[3]d ; encore sans traduction confirmée : %[4]d.\n",
		EN: "%[1]s: texts taken: %[2]d; confirmed unchanged: %[3]d; still without a confirmed translation: %[4]d.\n",
	}.In(j.language), out.Path, out.Taken, out.Agreed, out.Waiting)
	if len(out.Found) > 0 {
		return exitFindings, nil
	}
	return exitDone, nil
}
