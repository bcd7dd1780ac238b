// Package content holds the whole corpus: what people wrote under content/ and
// data/, read once and kept with the place of every word.
//
//	corpus, err := content.Load(os.DirFS("."))
//	for _, item := range corpus.Items {
//		item.Version("fr").Meta.Get("title").Text()
//	}
//	corpus.Register("figures").Entry("trainees-2015").Get("value")
//
// A file that cannot be read does not stop the others: what is wrong with it is
// in Corpus.Found, and the rest of the corpus is complete. Whether the parts fit
// together is the matter of package rule.
package content

import (
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
	"time"

	"proximite/tools/internal/diagnostic"
	"proximite/tools/internal/transcript"
)

// Languages that every item has, the default one first.
func Languages() []string { return []string{"fr", "en"} }

var languageBlock = regexp.MustCompile(`(?m)^\[languages\.([a-z]{2,3})\]`)

// configured lists the languages of hugo.toml after the two that every item has.
func configured(fsys fs.FS) []string {
	list := Languages()
	config, err := fs.ReadFile(fsys, "hugo.toml")
	if err != nil {
		return list // a corpus without a site, in tests
	}
	for _, m := range languageBlock.FindAllSubmatch(config, -1) {
		if l := string(m[1]); !slices.Contains(list, l) {
			list = append(list, l)
		}
	}
	return list
}

// Corpus is everything that people wrote.
type Corpus struct {
	FS          fs.FS
	Languages   []string // fr, en and those that hugo.toml adds
	Items       []*Item  // by folder
	Sections    []*Item  // the _index pages, by folder
	Transcripts []*Transcript
	Found       []diagnostic.Diagnostic // what is wrong with the files themselves
	Stray       []string                // Markdown files that are no item
	Now         time.Time               // when what depends on the day is judged; zero: it is not

	registers map[string]*Register
	items     map[string]*Item // by id
	folders   map[string]*Item
	files     map[string]bool // every file under content/
}

// Load reads content/ and data/ of a project.
func Load(fsys fs.FS) (*Corpus, error) {
	c := &Corpus{
		FS: fsys, Languages: configured(fsys), registers: make(map[string]*Register),
		items: make(map[string]*Item), folders: make(map[string]*Item), files: make(map[string]bool),
	}
	if err := c.readContent(); err != nil {
		return nil, err
	}
	for _, name := range RegisterNames() {
		c.readRegister(name)
	}
	if err := c.readTranscripts(); err != nil {
		return nil, err
	}
	c.index()
	return c, nil
}

// index makes items findable by id and folder.
func (c *Corpus) index() {
	byFolder := func(a, b *Item) int { return strings.Compare(a.Folder, b.Folder) }
	slices.SortFunc(c.Items, byFolder)
	slices.SortFunc(c.Sections, byFolder)
	for _, i := range c.Items {
		c.folders[i.Folder] = i
		if id := i.ID(); id != "" && c.items[id] == nil {
			c.items[id] = i
		}
	}
	for _, s := range c.Sections {
		c.folders[s.Folder] = s
	}
}

// Pages are the items and the sections.
func (c *Corpus) Pages() []*Item { return slices.Concat(c.Items, c.Sections) }

// Item finds an item by its id; nil when there is none.
func (c *Corpus) Item(id string) *Item { return c.items[id] }

// Page finds an item or section by the path that links use: /modules/needs/.
func (c *Corpus) Page(link string) *Item {
	return c.folders[path.Join("content", path.Clean("/"+link))]
}

// HasFile reports whether a file exists below content/.
func (c *Corpus) HasFile(name string) bool { return c.files[name] }

// Files lists the files below content/ in order.
func (c *Corpus) Files() []string {
	names := make([]string, 0, len(c.files))
	for n := range c.files {
		names = append(names, n)
	}
	slices.Sort(names)
	return names
}

// Spoken returns the transcripts by id, as quotations look them up.
func (c *Corpus) Spoken() map[string]*transcript.Transcript {
	all := make(map[string]*transcript.Transcript, len(c.Transcripts))
	for _, t := range c.Transcripts {
		if t.Transcript != nil {
			all[t.Name] = t.Transcript
		}
	}
	return all
}
