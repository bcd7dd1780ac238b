package content

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"

	"proximite/tools/internal/diagnostic"
	"proximite/tools/internal/document"
)

// Item is one thing in both languages: a folder below content/.
type Item struct {
	Folder   string // content/stories/officer-in-bamako
	Section  string // stories; "" for a page at the top
	Type     string // story; the name of its schema
	Versions []*Version
}

// Version is an item in one language.
type Version struct {
	*document.Document
	Language string
	Item     *Item
}

// Version returns the item in a language; nil when it is missing.
func (i *Item) Version(language string) *Version {
	for _, v := range i.Versions {
		if v.Language == language {
			return v
		}
	}
	return nil
}

// ID is the id of the item, from the first version that has one.
func (i *Item) ID() string {
	for _, v := range i.Versions {
		if id := v.Meta.Get("id").Text(); id != "" {
			return id
		}
	}
	return ""
}

// Published reports whether a version in the language exists and is no draft.
func (i *Item) Published(language string) bool {
	v := i.Version(language)
	return v != nil && !v.Draft()
}

// Draft reports whether the version is not yet to be published.
func (v *Version) Draft() bool { return v.Meta.Get("draft").True() }

// Base is the name of the folder.
func (i *Item) Base() string { return path.Base(i.Folder) }

// types are the schemas of the sections; every other folder holds pages.
var types = map[string]string{
	"stories": "story", "interviews": "interview", "news": "news",
	"modules": "module", "trainings": "training", "resources": "resource",
}

// TypeOf is the type of the items of a section.
func TypeOf(section string) string {
	if t, ok := types[section]; ok {
		return t
	}
	return "page"
}

// SectionOf is the folder in which items of a type live; "" for pages.
func SectionOf(kind string) string {
	for section, t := range types {
		if t == kind {
			return section
		}
	}
	return ""
}

// readContent walks content/ and reads every Markdown file in it.
func (c *Corpus) readContent() error {
	err := fs.WalkDir(c.FS, "content", func(name string, entry fs.DirEntry, err error) error {
		switch {
		case errors.Is(err, fs.ErrNotExist) && name == "content":
			return nil
		case err != nil:
			c.Found = append(c.Found, unreadable.At(name, 0, 0, plainCause(err)))
			return nil
		case entry.IsDir():
			return nil
		}
		c.files[name] = true
		if path.Ext(name) == ".md" {
			c.readMarkdown(name)
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("read content: %w", err)
	}
	return nil
}

var fileName = regexp.MustCompile(`^(_?index)\.([a-z]{2,3})\.md$`)

func (c *Corpus) readMarkdown(name string) {
	m := fileName.FindStringSubmatch(path.Base(name))
	if m == nil || !slices.Contains(c.Languages, m[2]) {
		c.Stray = append(c.Stray, name)
		return
	}
	src, err := fs.ReadFile(c.FS, name)
	if err != nil {
		c.Found = append(c.Found, unreadable.At(name, 0, 0, plainCause(err)))
		return
	}
	doc, found := document.Parse(name, src)
	c.Found = append(c.Found, found...)
	item := c.itemIn(path.Dir(name), m[1] == "_index")
	item.Versions = append(item.Versions, &Version{Document: doc, Language: m[2], Item: item})
	slices.SortFunc(item.Versions, func(a, b *Version) int {
		return slices.Index(c.Languages, a.Language) - slices.Index(c.Languages, b.Language)
	})
}

// itemIn returns the item of a folder, made on first sight. A folder with both an
// index and an _index is two items; Hugo refuses it and so does package rule.
func (c *Corpus) itemIn(folder string, section bool) *Item {
	list := &c.Items
	if section {
		list = &c.Sections
	}
	// The walk visits folder by folder, so the one asked for is near the end.
	for _, i := range slices.Backward(*list) {
		if i.Folder == folder {
			return i
		}
	}
	item := &Item{Folder: folder, Type: "section"}
	if parts := strings.Split(folder, "/"); len(parts) > 2 {
		item.Section = parts[1]
	}
	if !section {
		item.Type = TypeOf(item.Section)
	}
	*list = append(*list, item)
	return item
}

// plainCause is the reason of the operating system without its path.
func plainCause(err error) string {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err.Error()
	}
	return err.Error()
}

// Rules lists every rule of the package.
func Rules() []diagnostic.Rule { return []diagnostic.Rule{unreadable} }

var unreadable = diagnostic.Rule{
	ID: "file/unreadable", Severity: diagnostic.Error,
	Message: diagnostic.Text{FR: "Ce fichier ou ce dossier ne peut pas être lu (%[1]s).", EN: "This file or folder cannot be read (%[1]s)."},
	Hint:    diagnostic.Text{FR: "Fermez-le dans les autres programmes et vérifiez les droits d’accès.", EN: "Close it in other programs and check the access rights."},
}
