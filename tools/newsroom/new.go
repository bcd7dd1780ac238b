package main

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
	"text/template"
	"time"

	"proximite/tools/internal/bundle"
	"proximite/tools/internal/content"
	"proximite/tools/internal/diagnostic"
	"proximite/tools/internal/document"
	"proximite/tools/internal/rule"
)

func newVerb() verb {
	return verb{
		name: "new",
		short: diagnostic.Text{
			FR: "créer un élément : son dossier, ses deux fichiers, son identifiant",
			EN: "make an item: its folder, its two files, its id",
		},
		usage: diagnostic.Text{FR: newUsageFR, EN: newUsageEN},
		run:   runNew,
	}
}

const newUsageFR = `Usage : newsroom new TYPE "Titre" [--lang fr|en] [--slug ADRESSE] [--date AAAA-MM-JJ]

Crée un élément en brouillon dans les deux langues, d’après le modèle de archetypes/.
Les lignes qui commencent par # dans les fichiers disent quoi écrire.

Types : story (récit), interview (entretien), news (nouvelle), module, training
(formation), resource (ressource), page. Un entretien qui existe en fichier se
reprend plutôt avec « newsroom import ».

Options :
  --lang fr|en       la langue du titre et du premier texte (par défaut : fr)
  --slug ADRESSE     le nom du dossier et la fin de l’adresse (par défaut : d’après le
                     titre) ; jamais le nom d’une personne
  --date AAAA-MM-JJ  la date de l’élément (par défaut : aujourd’hui)

Exemples :
  newsroom new story "Un poste de police qui écoute"
  newsroom new news "A workshop in Mopti" --lang en --date 2020-11-26

Code de sortie : 0 créé, 2 erreur d’usage, dossier déjà pris ou panne.`

const newUsageEN = `Usage: newsroom new TYPE "Title" [--lang fr|en] [--slug ADDRESS] [--date YYYY-MM-DD]

Makes an item as a draft in both languages, from the model in archetypes/.
The lines that begin with # in the files say what to write.

Types: story, interview, news, module, training, resource, page. An interview that
exists as a file is rather taken over with “newsroom import”.

Flags:
  --lang fr|en       the language of the title and of the first text (default: fr)
  --slug ADDRESS     the name of the folder and the end of the address (default: from
                     the title); never the name of a person
  --date YYYY-MM-DD  the date of the item (default: today)

Examples:
  newsroom new story "A police station that listens"  --lang en
  newsroom new news "Un atelier à Mopti" --date 2020-11-26

Exit code: 0 made, 2 wrong usage, a folder that exists, or a failure.`

// itemTypes are the types that new can make.
func itemTypes() []string {
	return []string{"story", "interview", "news", "module", "training", "resource", "page"}
}

// draft is what an archetype can print.
type draft struct {
	ID             string
	Title          string
	Slug           string
	Date           string
	SourceLanguage string
	Source         bool // the file is in the source language

	kind string
}

func runNew(_ context.Context, c *console, args []string) int {
	d, err := c.readNew(args)
	if err != nil {
		v := newVerb()
		return c.misuse(&v, err)
	}
	project, err := c.project()
	if err != nil {
		return c.fail(err)
	}
	files, err := d.files(project)
	if err != nil {
		return c.fail(err)
	}
	if err := bundle.Write(c.source, files); err != nil {
		return c.fail(err)
	}
	for _, f := range files {
		fmt.Fprintln(c.stdout, f.Path)
	}
	c.say(diagnostic.Text{
		FR: "Créé en brouillon dans les deux langues. Ouvrez ces fichiers, suivez les lignes qui commencent par #, puis lancez :\n  newsroom check %[1]s",
		EN: "Made as a draft in both languages. Open these files, follow the lines that begin with #, then run:\n  newsroom check %[1]s",
	}, path.Dir(files[0].Path))
	return exitDone
}

// readNew understands the arguments.
func (c *console) readNew(args []string) (*draft, error) {
	f := c.flags("new")
	d := &draft{}
	f.StringVar(&d.SourceLanguage, "lang", "fr", "")
	f.StringVar(&d.Slug, "slug", "", "")
	f.StringVar(&d.Date, "date", c.now().Format(time.DateOnly), "")
	rest, err := c.parse(f, args)
	if err != nil {
		return nil, err
	}
	if len(rest) != 2 || strings.TrimSpace(rest[1]) == "" {
		return nil, errUsage{diagnostic.Text{
			FR: `il faut un type et un titre entre guillemets : newsroom new story "Un titre".`,
			EN: `a type and a title in quotation marks are needed: newsroom new story "A title".`,
		}}
	}
	d.kind, d.Title = rest[0], strings.Join(strings.Fields(rest[1]), " ")
	return d, d.verify()
}

var slugForm = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

func (d *draft) verify() error {
	usage := func(fr, en string, args ...any) error {
		return errUsage{diagnostic.Text{FR: fmt.Sprintf(fr, args...), EN: fmt.Sprintf(en, args...)}}
	}
	if !slices.Contains(itemTypes(), d.kind) {
		return usage("type inconnu : %[1]q. Les types sont : %[2]s.", "unknown type: %[1]q. The types are: %[2]s.", d.kind, strings.Join(itemTypes(), ", "))
	}
	if !slices.Contains(content.Languages(), d.SourceLanguage) {
		return usage("--lang %q : la langue est fr ou en.", "--lang %q: the language is fr or en.", d.SourceLanguage)
	}
	if _, err := time.Parse(time.DateOnly, d.Date); err != nil {
		return usage("--date %q : écrivez année-mois-jour, par exemple 2023-09-04.", "--date %q: write year-month-day, for example 2023-09-04.", d.Date)
	}
	if d.Slug != "" && !slugForm.MatchString(d.Slug) {
		return usage("--slug %q : seulement des minuscules sans accent, des chiffres et des traits d’union.", "--slug %q: only lower-case letters without accents, digits and hyphens.", d.Slug)
	}
	return nil
}

// files makes both files of the item, or says why it cannot be made.
func (d *draft) files(project fs.FS) ([]bundle.File, error) {
	corpus, err := content.Load(project)
	if err != nil {
		return nil, err
	}
	if err := d.name(corpus); err != nil {
		return nil, err
	}
	taken, err := bundle.IDs(project)
	if err != nil {
		return nil, err
	}
	if d.ID, err = bundle.NewID(taken); err != nil {
		return nil, err
	}
	folder := d.folder()
	if _, err := fs.Stat(project, folder); err == nil {
		return nil, errUsage{diagnostic.Text{
			FR: fmt.Sprintf("le dossier %s existe déjà. Choisissez un autre titre, ou donnez --slug.", folder),
			EN: fmt.Sprintf("the folder %s exists already. Choose another title, or give --slug.", folder),
		}}
	}
	var files []bundle.File
	for _, language := range content.Languages() {
		data, err := d.render(project, language)
		if err != nil {
			return nil, err
		}
		files = append(files, bundle.File{Path: path.Join(folder, "index."+language+".md"), Data: data})
	}
	return files, nil
}

// name settles the slug and refuses names of persons in it and in the title.
func (d *draft) name(corpus *content.Corpus) error {
	if id := rule.NamesPerson(corpus, d.Slug+" "+d.Title); id != "" {
		return errUsage{diagnostic.Text{
			FR: fmt.Sprintf("le titre ou l’adresse contient le nom d’une personne du registre (%s). Dites plutôt la fonction ou le sujet : un nom dans une adresse ne peut plus être retiré.", id),
			EN: fmt.Sprintf("the title or the address holds the name of a person of the register (%s). Say the role or the subject instead: a name in an address cannot be taken back.", id),
		}}
	}
	if d.Slug == "" {
		d.Slug = bundle.Slug(d.Title)
	}
	if d.Slug == "" {
		return errUsage{diagnostic.Text{
			FR: "le titre n’a pas de lettre utilisable dans une adresse. Donnez --slug.",
			EN: "the title has no letter that an address can use. Give --slug.",
		}}
	}
	return nil
}

// folder is where the item lives. News are sorted by date in the folder too.
func (d *draft) folder() string {
	name := d.Slug
	if d.kind == "news" && !strings.HasPrefix(name, d.Date) {
		name = d.Date + "-" + name
	}
	return path.Join("content", content.SectionOf(d.kind), name)
}

// render fills the archetype of the type in one language and reads the result
// back, so that no file is written which check could not read.
func (d *draft) render(project fs.FS, language string) ([]byte, error) {
	section := content.SectionOf(d.kind)
	if section == "" {
		section = "page"
	}
	name := path.Join("archetypes", section, "index."+language+".md")
	t, err := template.New(path.Base(name)).Option("missingkey=error").ParseFS(project, name)
	if err != nil {
		return nil, fmt.Errorf("read archetype %q: %w", name, err)
	}
	data := *d
	data.Source = language == d.SourceLanguage
	var b bytes.Buffer
	if err := t.Execute(&b, data); err != nil {
		return nil, fmt.Errorf("fill archetype %q: %w", name, err)
	}
	if _, found := document.Parse(name, b.Bytes()); len(found) > 0 {
		return nil, fmt.Errorf("fill archetype %q: %s: %s", name, found[0].Position(), found[0].Message.EN)
	}
	return b.Bytes(), nil
}
