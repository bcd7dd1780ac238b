package withdrawal

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"proximite/tools/internal/content"
	"proximite/tools/internal/diagnostic"
	"proximite/tools/internal/plaintext"
)

// Place is where something that goes can be seen or is written today.
type Place struct {
	Kind  diagnostic.Text
	Where string // path in the project, with its line, or in the site
}

func kind(fr, en string) diagnostic.Text { return diagnostic.Text{FR: fr, EN: en} }

// Kinds of places, in the order in which they are told.
var (
	inOwnFile    = kind("fichier source, qui quitte le projet", "source file, which leaves the project")
	inRegister   = kind("registre, qui change", "register, which changes")
	inRelation   = kind("liste d’éléments liés", "list of related items")
	inLink       = kind("lien dans un texte", "link in a text")
	inQuotation  = kind("citation ailleurs", "quotation elsewhere")
	inMention    = kind("mention d’une personne", "mention of a person")
	inDerived    = kind("image mise en cache", "cached picture")
	onPage       = kind("page", "page")
	onNeutral    = kind("adresse permanente", "permanent address")
	onOtherPage  = kind("autre page qui l’affiche : liste, encadré, citation", "other page that shows it: list, box, quotation")
	inFeed       = kind("fil d’actualité (RSS)", "news feed (RSS)")
	inSiteMap    = kind("plan pour les moteurs de recherche", "map for search engines")
	inSearch     = kind("index de recherche", "search index")
	inShareImage = kind("image de partage", "share image")
	inDownload   = kind("fichier à télécharger, son, pack", "file to take away, sound, pack")
	inPhoto      = kind("photographie", "photograph")
	inOtherFile  = kind("autre fichier du site", "other file of the site")
)

// Sources lists where the sources hold what goes, and what refers to it.
func (p *Plan) Sources(c *content.Corpus) []Place {
	s := &sourcePlaces{plan: p, corpus: c}
	for _, m := range p.Moves {
		s.add(inOwnFile, m)
	}
	for _, w := range p.writes {
		s.add(inRegister, w.Path)
	}
	for _, page := range c.Pages() {
		if slices.Contains(p.Items, page) {
			continue
		}
		for _, v := range page.Versions {
			s.version(v)
		}
	}
	for _, d := range p.Derived {
		s.add(inDerived, d)
	}
	return s.list
}

type sourcePlaces struct {
	plan   *Plan
	corpus *content.Corpus
	list   []Place
}

func (s *sourcePlaces) add(k diagnostic.Text, where string) {
	s.list = append(s.list, Place{k, where})
}

func at(path string, line int) string { return fmt.Sprintf("%s:%d", path, line) }

func (s *sourcePlaces) version(v *content.Version) {
	for _, f := range v.Meta.Fieldset() {
		for _, n := range f.Value.Children() {
			switch {
			case s.goes(n.Text()):
				s.add(inRelation, at(v.Path, n.Line))
			case f.Key == "people" && n.Text() == s.plan.Person && n.Text() != "":
				s.add(inMention, at(v.Path, n.Line))
			}
		}
	}
	if q := v.Meta.Get("pull_quote"); s.quoted(q.Get("ref").Text()) {
		s.add(inQuotation, at(v.Path, q.Line))
	}
	for _, l := range v.Links {
		if s.goesTo(l.Destination) {
			line, _ := v.Position(l.Offset)
			s.add(inLink, at(v.Path, line))
		}
	}
	for _, call := range v.Shortcodes {
		line, _ := v.Position(call.Offset)
		ref, _ := call.Get("ref")
		switch {
		case call.Name == "quote" && s.quoted(ref.Value):
			s.add(inQuotation, at(v.Path, line))
		case call.Name == "person" && s.plan.Person != "":
			for _, param := range call.Params {
				if param.Value == s.plan.Person {
					s.add(inMention, at(v.Path, line))
				}
			}
		}
	}
}

func (s *sourcePlaces) goes(id string) bool {
	return id != "" && slices.ContainsFunc(s.plan.Entries, func(e Entry) bool { return e.Kind == KindItem && e.ID == id })
}

func (s *sourcePlaces) goesTo(link string) bool {
	link, _, _ = strings.Cut(link, "#")
	link = path.Clean(link)
	return slices.ContainsFunc(s.plan.Entries, func(e Entry) bool { return e.Path != "" && path.Clean(e.Path) == link })
}

func (s *sourcePlaces) quoted(ref string) bool {
	id, _, ok := strings.Cut(ref, "#")
	if !ok {
		return false
	}
	gone := slices.ContainsFunc(s.plan.Entries, func(e Entry) bool { return slices.Contains(e.Transcripts, id) })
	return gone || s.plan.Person != "" && s.corpus.Speaking(ref) == s.plan.Person
}

// Built lists the files of a built site in which what goes can be found: at its
// addresses, and wherever its addresses, its titles, its words or a name stand.
func (p *Plan) Built(c *content.Corpus, site fs.FS, names []string) ([]Place, error) {
	p.traces = p.marks(c, nil)
	return p.find(site, append(slices.Clone(p.traces), names...))
}

// Left lists what of it is still in a site built after the withdrawal. Tombstones and
// the files for hosts are meant to know the addresses.
func (p *Plan) Left(site fs.FS) ([]Place, error) {
	found, err := p.find(site, p.traces)
	if err != nil {
		return nil, err
	}
	var left []Place
	for _, place := range found {
		name := strings.TrimPrefix(place.Where, "/")
		if name == ".htaccess" || name == "_redirects" || strings.HasPrefix(name, "_hosting/") {
			continue
		}
		data, err := fs.ReadFile(site, name)
		if err != nil {
			return nil, err
		}
		if !strings.Contains(string(data), " data-gone") {
			left = append(left, place)
		}
	}
	return left, nil
}

func (p *Plan) find(site fs.FS, marks []string) ([]Place, error) {
	var list []Place
	err := fs.WalkDir(site, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		if k, own := p.own(name); own {
			list = append(list, Place{k, "/" + name})
			return nil
		}
		data, err := fs.ReadFile(site, name)
		if err != nil {
			return err
		}
		text := string(data)
		if slices.ContainsFunc(marks, func(m string) bool { return strings.Contains(text, m) }) {
			list = append(list, Place{mention(name), "/" + name})
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("look through site: %w", err)
	}
	return list, nil
}

// own tells the files that stand at the addresses of what goes.
func (p *Plan) own(name string) (diagnostic.Text, bool) {
	address := "/" + strings.TrimSuffix(name, "index.html")
	for _, e := range p.Entries {
		if strings.HasPrefix(name, "share/"+e.ID+".") {
			return inShareImage, true
		}
		for _, a := range e.Addresses {
			switch {
			case address == "/id/"+e.ID+"/":
				return onNeutral, true
			case address == a && strings.HasSuffix(a, "/"):
				return onPage, true
			case address == a || strings.HasSuffix(a, "/") && strings.HasPrefix("/"+name, a):
				return fileKind(name), true
			}
		}
	}
	return diagnostic.Text{}, false
}

func fileKind(name string) diagnostic.Text {
	switch path.Ext(name) {
	case ".jpg", ".jpeg", ".png", ".webp", ".avif", ".gif":
		return inPhoto
	case ".html":
		return onPage
	}
	return inDownload
}

// mention tells what kind of file speaks of something.
func mention(name string) diagnostic.Text {
	switch base := path.Base(name); {
	case path.Ext(name) == ".html":
		return onOtherPage
	case strings.Contains(base, "sitemap"):
		return inSiteMap
	case path.Ext(name) == ".xml":
		return inFeed
	case strings.Contains(name, "search") || strings.HasPrefix(name, "s/"):
		return inSearch
	}
	return inOtherFile
}

// marks are the texts by which what goes is found in files of the site.
func (p *Plan) marks(c *content.Corpus, names []string) []string {
	list := slices.Clone(names)
	for _, e := range p.Entries {
		for _, a := range e.Addresses {
			if strings.HasSuffix(a, "/") {
				list = append(list, a)
			}
		}
		for _, t := range e.Transcripts {
			list = append(list, `data-quote="`+t+"#")
		}
	}
	for _, i := range p.Items {
		for _, v := range i.Versions {
			list = append(list, v.Meta.Get("title").Text())
		}
	}
	list = append(list, p.spoken(c)...)
	return slices.DeleteFunc(list, func(s string) bool { return len(s) < 4 })
}

// spoken are the passages of the person, as pages mark quotations.
func (p *Plan) spoken(c *content.Corpus) []string {
	var list []string
	for _, t := range c.Transcripts {
		if t.Transcript == nil || p.Person == "" {
			continue
		}
		for i := range t.Segments {
			if s := &t.Segments[i]; t.SpeakerOf(s).Person == p.Person {
				list = append(list, `data-quote="`+t.Name+"#"+s.ID)
			}
		}
	}
	return list
}

// Names are the forms in which the person may show today: nothing for an item.
func (p *Plan) Names(c *content.Corpus) []string {
	person, ok := c.Person(p.Person)
	if !ok {
		return nil
	}
	var list []string
	for _, n := range []*plaintext.Node{person.Entry.Get("name"), person.Entry.Get("role", "fr"), person.Entry.Get("role", "en")} {
		if n.Text() != "" {
			list = append(list, n.Text())
		}
	}
	return list
}
