package intake

import (
	"cmp"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/goccy/go-yaml"

	"proximite/tools/internal/bundle"
	"proximite/tools/internal/diagnostic"
	"proximite/tools/internal/ingest"
	"proximite/tools/internal/transcript"
)

// generator makes the files of one result.
type generator struct {
	project    fs.FS
	r          *ingest.Result
	opt        Options
	taken      map[string]bool
	names      []string // of registered people, never in an address
	old        *receipt
	transcript string
	items      []itemRef
	found      []diagnostic.Diagnostic
}

func (g *generator) report(r diagnostic.Rule, args ...any) {
	g.found = append(g.found, r.At(g.r.File, 0, 0, args...))
}

// adopt takes over the identity that an earlier import gave.
func (g *generator) adopt(old *receipt) {
	if g.old = old; old != nil {
		g.transcript = old.Transcript
	}
}

// peopleNames reads the names of the register of people.
func peopleNames(project fs.FS) []string {
	data, err := fs.ReadFile(project, "data/people.yaml")
	if err != nil {
		return nil
	}
	var people map[string]struct {
		Name      string `yaml:"name"`
		FirstName string `yaml:"first_name"`
	}
	if yaml.Unmarshal(data, &people) != nil {
		return nil
	}
	var names []string
	for _, p := range people {
		names = append(names, p.Name, p.FirstName)
	}
	slices.Sort(names)
	return names
}

// sourceLanguage is the language of the site in which the item is written first.
func (g *generator) sourceLanguage() string {
	if g.r.Language == "en" {
		return "en"
	}
	return "fr"
}

func (g *generator) otherLanguage() string {
	if g.sourceLanguage() == "en" {
		return "fr"
	}
	return "en"
}

// date is the day that orders the item. Part of a date gives the first day of it.
func (g *generator) date() string {
	switch d := string(g.r.Date); len(d) {
	case len("2006-01-02"):
		return d
	case len("2006-01"):
		return d + "-01"
	case len("2006"):
		return d + "-01-01"
	}
	if g.old != nil && g.old.Options.Date != "" {
		return g.old.Options.Date
	}
	return g.opt.Today
}

// outputs makes all files, the transcript first.
func (g *generator) outputs() ([]output, error) {
	switch g.r.Type {
	case ingest.Interview:
		return g.interview()
	case ingest.Modules:
		return g.modules()
	}
	return g.news()
}

// identity is the id and the folder of the n-th item: those of the first import,
// or new ones.
func (g *generator) identity(n int, section, name string) (itemRef, error) {
	if g.old != nil {
		folder := path.Join("content", section, name)
		for i, item := range g.old.Items {
			if item.Folder == folder || len(g.old.Items) == 1 && i == n {
				g.items = append(g.items, item)
				return item, nil
			}
		}
	}
	id, err := bundle.NewID(g.taken)
	if err != nil {
		return itemRef{}, err
	}
	g.taken[id] = true
	if name == "" || strings.HasSuffix(name, "-") {
		name += strings.TrimSuffix(section, "s") + "-" + id
	}
	item := itemRef{ID: id, Folder: path.Join("content", section, name)}
	g.items = append(g.items, item)
	return item, nil
}

// slug is the address of a title in a language version; names of people never get
// in.
func (g *generator) slug(title string) string {
	return cmp.Or(g.opt.Slug, bundle.Slug(title, slices.Concat(g.r.Speakers, g.names)...))
}

// wouldUse reports whether an item would go to a folder of this name.
func (g *generator) wouldUse(folder string) bool {
	if g.r.Type == ingest.Modules {
		return slices.ContainsFunc(g.r.Modules, func(m ingest.Module) bool { return g.slug(m.Title) == folder })
	}
	s := g.slug(string(g.r.Title))
	if g.r.Type == ingest.News {
		s = newsFolder(g.date(), s)
	}
	return s != "" && s == folder
}

func newsFolder(date, slug string) string {
	if strings.HasPrefix(slug, date) {
		return slug
	}
	return date + "-" + slug
}

// bundleFiles are both language files of an item. fields and body say what stands
// in a language; source tells them which of the two is the first.
func (g *generator) bundleFiles(item itemRef, fields func(language string, source bool) []bundle.Field, body func(language string, source bool) string) []output {
	var files []output
	for _, language := range []string{g.sourceLanguage(), g.otherLanguage()} {
		source := language == g.sourceLanguage()
		files = append(files, output{
			path:    path.Join(item.Folder, "index."+language+".md"),
			data:    bundle.Markdown(fields(language, source), body(language, source)),
			follows: !source,
		})
	}
	return files
}

// head are the fields that every item starts with.
func (g *generator) head(item itemRef, title, language string, source bool) []bundle.Field {
	slug := path.Base(item.Folder)
	if g.r.Type == ingest.News {
		slug = strings.TrimPrefix(slug, g.date()+"-")
	}
	if !source {
		title = toTranslate(language, title)
	}
	fields := []bundle.Field{
		{Key: "id", Value: item.ID},
		{Key: "title", Value: title},
		{Key: "slug", Value: slug},
		{Key: "date", Value: g.date()},
		{Key: "source_language", Value: g.sourceLanguage()},
	}
	if !source {
		fields = append(fields, bundle.Field{Key: "translation", Value: "own"})
	}
	return fields
}

func toTranslate(language, text string) string {
	return strings.TrimSpace(bundle.ToTranslate[language] + " " + text)
}

// toComplete marks what a person must write.
func toComplete(language string) string {
	if language == "fr" {
		return "[à compléter]"
	}
	return "[to be completed]"
}

func draftField() bundle.Field { return bundle.Field{Key: "draft", Value: true} }

// news is one item with the text as its body.
func (g *generator) news() ([]output, error) {
	title := cmp.Or(string(g.r.Title), toComplete(g.sourceLanguage()))
	item, err := g.identity(0, "news", newsFolder(g.date(), g.slug(string(g.r.Title))))
	if err != nil {
		return nil, err
	}
	fields := func(language string, source bool) []bundle.Field {
		return append(g.head(item, title, language, source),
			bundle.Field{Key: "event_date", Value: cmp.Or(string(g.r.Date), g.date())}, draftField())
	}
	return g.bundleFiles(item, fields, func(language string, source bool) string {
		if !source {
			return bundle.ToTranslate[language]
		}
		return string(g.r.Markdown)
	}), nil
}

// modules are one item for each module.
func (g *generator) modules() ([]output, error) {
	var files []output
	used := make(map[string]int)
	for n, m := range g.r.Modules {
		name := g.slug(m.Title)
		if used[name]++; used[name] > 1 {
			name += "-" + strconv.Itoa(used[name])
		}
		item, err := g.identity(n, "modules", name)
		if err != nil {
			return nil, err
		}
		fields := func(language string, source bool) []bundle.Field {
			return g.moduleFields(item, m, n, language, source)
		}
		body := func(language string, source bool) string {
			if !source && m.Markdown != "" {
				return bundle.ToTranslate[language]
			}
			return string(m.Markdown)
		}
		files = append(files, g.bundleFiles(item, fields, body)...)
	}
	return files, nil
}

func (g *generator) moduleFields(item itemRef, m ingest.Module, n int, language string, source bool) []bundle.Field {
	fields := g.head(item, m.Title, language, source)
	text := func(key string, value ingest.Optional, translate bool) {
		switch v := string(value); {
		case v == "":
		case translate && !source:
			fields = append(fields, bundle.Field{Key: key, Value: toTranslate(language, v)})
		default:
			fields = append(fields, bundle.Field{Key: key, Value: v})
		}
	}
	text("focus", m.Focus, true)
	if len(m.Objectives) > 0 {
		list := slices.Clone(m.Objectives)
		for i := range list {
			if !source {
				list[i] = toTranslate(language, list[i])
			}
		}
		fields = append(fields, bundle.Field{Key: "objectives", Value: list})
	}
	text("audience", m.Audience, true)
	text("duration", m.Duration, true)
	text("assessment", m.Assessment, true)
	text("version", m.Version, false)
	text("last_review", m.LastReview, false)
	return append(fields,
		bundle.Field{Key: "cross_cutting", Value: m.CrossCutting},
		bundle.Field{Key: "weight", Value: 10 * (n + 1)}, draftField())
}

// interview is a transcript and the page that introduces it.
func (g *generator) interview() ([]output, error) {
	title := g.interviewTitle()
	item, err := g.identity(0, "interviews", g.slug(string(g.r.Title)))
	if err != nil {
		return nil, err
	}
	if g.transcript == "" {
		if g.transcript, err = bundle.NewID(g.taken); err != nil {
			return nil, err
		}
	}
	t := g.buildTranscript()
	if base, known := g.old.base(transcriptPath(g.transcript)); known {
		if before, _ := transcript.Parse("", []byte(base)); before != nil {
			g.changes(transcript.Adopt(before, t))
		}
	}
	fields := func(language string, source bool) []bundle.Field {
		f := append(g.head(item, title, language, source), bundle.Field{Key: "transcript", Value: g.transcript})
		if len(g.r.Date) == len("2006-01-02") {
			f = append(f, bundle.Field{Key: "recorded_on", Value: string(g.r.Date)})
		}
		return append(f, bundle.Field{Key: "release", Value: "closed"}, draftField())
	}
	pages := g.bundleFiles(item, fields, func(language string, source bool) string {
		switch {
		case !source:
			return bundle.ToTranslate[language]
		case g.r.Markdown == "":
			return toComplete(language)
		}
		return string(g.r.Markdown)
	})
	return append([]output{{path: transcriptPath(g.transcript), data: t.Marshal()}}, pages...), nil
}

func transcriptPath(id string) string { return "data/transcripts/" + id + ".yaml" }

// interviewTitle is the title without names of people: those belong to the
// register.
func (g *generator) interviewTitle() string {
	title := string(g.r.Title)
	mark := toComplete(g.sourceLanguage())
	for _, name := range slices.Concat(g.r.Speakers, g.names) {
		if len([]rune(name)) > 2 {
			title = strings.ReplaceAll(title, name, mark)
		}
	}
	return cmp.Or(strings.TrimSpace(title), mark)
}

// changes reports what a corrected source changed, segment by segment.
func (g *generator) changes(list []transcript.Change) {
	count := make(map[transcript.ChangeKind]int)
	for _, c := range list {
		count[c.Kind]++
	}
	if len(list) > 0 {
		g.report(ruleSegments, count[transcript.Added], count[transcript.Removed], count[transcript.Changed], count[transcript.Moved])
	}
	for _, c := range list[:min(len(list), 20)] {
		if c.Kind == transcript.Changed || c.Kind == transcript.Removed {
			g.report(ruleSegment, c.ID, short(c.Before), short(c.After))
		}
	}
}

func short(s string) string {
	if r := []rune(strings.Join(strings.Fields(s), " ")); len(r) > 60 {
		return string(r[:60]) + "…"
	}
	return strings.Join(strings.Fields(s), " ")
}

// receipt describes the outputs.
func (g *generator) receipt(outputs []output) *receipt {
	r := &receipt{ID: g.items[0].ID, Importer: Importer, Transcript: g.transcript, Items: g.items}
	if g.old != nil {
		r.ID = g.old.ID
	}
	r.Source.SHA256, r.Source.Format = g.r.SHA256, string(g.r.Format)
	r.Options.Type, r.Options.Language, r.Options.Date = string(g.r.Type), string(g.r.Language), g.date()
	for _, o := range outputs {
		r.Outputs = append(r.Outputs, fileReceipt{Path: o.path, SHA256: fingerprint(o.data), Base: string(o.data)})
	}
	return r
}
