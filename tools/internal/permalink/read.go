package permalink

import (
	"bytes"
	"fmt"
	"io/fs"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// Anchors reports whether an id on a page of an item is a place that others may link
// to: a heading with an id of its own, a figure, a term, a passage of a transcript. Ids
// that templates make for their own use are not.
type Anchors func(item, language, id string) bool

// Read lists what a built tree answers.
func Read(built fs.FS, anchors Anchors) (*Site, error) {
	r := reader{built: built, files: make(map[string]bool), pages: make(map[string]*scanned)}
	if err := r.scan(); err != nil {
		return nil, err
	}
	host, base := r.base()
	s := &Site{Base: base, host: host, addresses: make(map[string]*Address)}
	for name, p := range r.pages {
		r.add(s, name, p)
	}
	r.addFiles(s)
	r.assign(s, anchors)
	return s, nil
}

// scanned is what one page says.
type scanned struct {
	canonical string
	refresh   string
	gone      bool
	ids       []string
	links     []string // where its <a> lead, and its feeds
	versions  []string // those of them in <main> that say their language
}

type reader struct {
	built fs.FS
	files map[string]bool
	pages map[string]*scanned
}

func (r *reader) scan() error {
	return fs.WalkDir(r.built, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		r.files[name] = true
		if path.Ext(name) != ".html" {
			return nil
		}
		data, err := fs.ReadFile(r.built, name)
		if err != nil {
			return fmt.Errorf("list addresses: %w", err)
		}
		r.pages[name] = scan(data)
		return nil
	})
}

// scan reads a page without building its tree: thousands of pages have to pass.
func scan(data []byte) *scanned {
	p := &scanned{}
	z := html.NewTokenizer(bytes.NewReader(data))
	inMain := false
	for {
		switch kind := z.Next(); kind {
		case html.ErrorToken:
			return p
		case html.EndTagToken:
			if name, _ := z.TagName(); string(name) == "main" {
				inMain = false
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			name, more := z.TagName()
			tag := string(name)
			if tag == "main" {
				inMain = true
			}
			if more {
				p.element(tag, attributes(z), inMain)
			}
		}
	}
}

func attributes(z *html.Tokenizer) map[string]string {
	list := make(map[string]string)
	for {
		key, value, more := z.TagAttr()
		list[string(key)] = string(value)
		if !more {
			return list
		}
	}
}

func (p *scanned) element(tag string, a map[string]string, inMain bool) {
	if _, ok := a["data-gone"]; ok {
		p.gone = true
	}
	switch tag {
	case "link":
		switch rel := a["rel"]; {
		case rel == "canonical":
			p.canonical = a["href"]
		case rel == "alternate" && a["type"] == "application/rss+xml":
			p.links = append(p.links, a["href"])
		}
	case "meta":
		if strings.EqualFold(a["http-equiv"], "refresh") {
			_, p.refresh, _ = strings.Cut(strings.ToLower(a["content"]), "url=")
		}
	case "a":
		p.links = append(p.links, a["href"])
		if a["hreflang"] != "" && inMain {
			p.versions = append(p.versions, a["href"])
		}
	}
	if id := a["id"]; id != "" && inMain && tag != "main" {
		p.ids = append(p.ids, id)
	}
}

// base is the path of the site on its host, from a canonical address that ends with
// its page's own path.
func (r *reader) base() (host, root string) {
	names := make([]string, 0, len(r.pages))
	for name := range r.pages {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		p := r.pages[name]
		if p.refresh != "" {
			continue
		}
		if u, err := url.Parse(p.canonical); err == nil && u.Host != "" {
			if root, ok := strings.CutSuffix(u.Path, addressOf(name)); ok {
				return u.Host, root + "/"
			}
		}
	}
	return "", "/"
}

// turned are the further pages of a list: what stands there moves with every new
// item, so nobody may rely on them.
var turned = regexp.MustCompile(`/page/\d+/$`)

// errorPage are pages that a server shows in place of others.
var errorPage = regexp.MustCompile(`(^|/)(404|410)\.html$`)

func (r *reader) add(s *Site, name string, p *scanned) {
	address := addressOf(name)
	if turned.MatchString(address) || errorPage.MatchString(name) {
		return
	}
	a := &Address{Path: address, Gone: p.gone, Anchors: p.ids}
	if p.refresh != "" {
		a.Target = s.own(address, p.refresh)
		if a.Target == "" {
			a.Target = p.refresh // to another site
		}
	}
	s.addresses[address] = a
}

// addFiles adds the files that pages offer.
func (r *reader) addFiles(s *Site) {
	for name, p := range r.pages {
		for _, l := range p.links {
			target := s.own(addressOf(name), l)
			if target == "" || strings.HasSuffix(target, "/") || path.Ext(target) == ".html" {
				continue
			}
			if file := fileOf(target); r.files[file] && s.addresses[target] == nil {
				s.addresses[target] = &Address{Path: target}
			}
		}
	}
}

// own resolves a reference on a page to an address of the site, without its fragment;
// "" when it leads elsewhere.
func (s *Site) own(from, reference string) string {
	u, err := url.Parse(strings.TrimSpace(reference))
	if err != nil || u.Opaque != "" {
		return ""
	}
	here := &url.URL{Path: s.Base + strings.TrimPrefix(from, "/")}
	if u.Host != s.host && (u.Host != "" || u.Scheme != "") {
		return ""
	}
	rest, ok := strings.CutPrefix(here.ResolveReference(&url.URL{Path: u.Path}).Path, s.Base)
	if !ok {
		return ""
	}
	return "/" + rest
}

// assign gives every address the item that it belongs to: /id/<id>/ leads to its
// pages, what lies below a page belongs to it, and a redirect to where it leads.
func (r *reader) assign(s *Site, anchors Anchors) {
	owner := make(map[string]string)
	for name, p := range r.pages {
		id, ok := strings.CutPrefix(addressOf(name), "/id/")
		if id = strings.TrimSuffix(id, "/"); !ok || id == "" || p.refresh != "" {
			continue
		}
		owner["/id/"+id+"/"] = id
		if p.gone {
			continue
		}
		for _, l := range p.versions {
			if target := s.own(addressOf(name), l); target != "" && languageOf(target) != "" && strings.Count(target, "/") > 2 {
				owner[target] = id
			}
		}
	}
	for _, a := range s.addresses {
		at := a.Path
		if a.Redirect() {
			at = a.Target
		}
		a.Item = ownerOf(owner, at)
		a.Anchors = slices.DeleteFunc(a.Anchors, func(id string) bool {
			return a.Redirect() || a.Gone || anchors == nil || !anchors(a.Item, a.Language(), id)
		})
		slices.Sort(a.Anchors)
		a.Anchors = slices.Compact(a.Anchors)
	}
}

// ownerOf climbs from an address to the page above it that belongs to an item.
func ownerOf(owner map[string]string, address string) string {
	for address != "/" && address != "" && address != "." {
		if id := owner[address]; id != "" {
			return id
		}
		address = path.Dir(strings.TrimSuffix(address, "/"))
		if address != "/" {
			address += "/"
		}
	}
	return ""
}
