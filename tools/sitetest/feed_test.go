package sitetest

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"io/fs"
	"path"
	"regexp"
	"strings"
	"time"
)

// sitemapFile is what the tests need of both kinds of sitemap.
type sitemapFile struct {
	XMLName  xml.Name
	Sitemaps []struct {
		Loc string `xml:"loc"`
	} `xml:"sitemap"`
	URLs []struct {
		Loc   string `xml:"loc"`
		Links []struct {
			Language string `xml:"hreflang,attr"`
			Address  string `xml:"href,attr"`
		} `xml:"link"`
		LastMod string `xml:"lastmod"`
	} `xml:"url"`
}

// checkSitemaps wants exactly the indexed pages listed, with absolute addresses.
func checkSitemaps(s *site) (found []string) {
	var index sitemapFile
	if err := s.readXML("sitemap.xml", &index); err != nil {
		return []string{err.Error()}
	}
	listed := map[string]bool{}
	for _, part := range index.Sitemaps {
		var list sitemapFile
		name, inside := strings.CutPrefix(part.Loc, s.base.String())
		if err := s.readXML(name, &list); err != nil || !inside {
			found = append(found, fmt.Sprintf("sitemap %q: %v", part.Loc, err))
			continue
		}
		for _, u := range list.URLs {
			p := s.pageAt(u.Loc)
			if p == nil || !isIndexed(p) {
				found = append(found, fmt.Sprintf("%s lists %q", name, u.Loc))
				continue
			}
			listed[p.file] = true
			// A day; or a month, of items with people who are not named.
			if _, err := time.Parse(time.DateOnly[:min(len(u.LastMod), len(time.DateOnly))], u.LastMod); u.LastMod != "" && err != nil {
				found = append(found, fmt.Sprintf("%s: lastmod %q", name, u.LastMod))
			}
			for _, l := range u.Links {
				if alternates(p)[l.Language] != l.Address {
					found = append(found, fmt.Sprintf("%s: %s: hreflang %s differs from the page's", name, u.Loc, l.Language))
				}
			}
		}
	}
	for _, p := range s.pages {
		if isOwnLanguage(p) && isIndexed(p) && !listed[p.file] && !laterPage.MatchString(p.file) {
			found = append(found, p.file+": in no sitemap")
		}
	}
	return found
}

// laterPage is the second or a later page of a list or an interview; the first leads there.
var laterPage = regexp.MustCompile(`/[0-9]+/index\.html$`)

func (s *site) readXML(name string, v any) error {
	data, err := fs.ReadFile(s.files, name)
	if err != nil {
		return err
	}
	d := xml.NewDecoder(bytes.NewReader(data))
	if err := d.Decode(v); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	for {
		next, err := d.Token()
		if err == io.EOF {
			return nil
		}
		if words, ok := next.(xml.CharData); err != nil || !ok || len(bytes.TrimSpace(words)) > 0 {
			return fmt.Errorf("%s: something follows the end", name)
		}
	}
}

// feedFile is an RSS 2.0 feed.
type feedFile struct {
	XMLName xml.Name `xml:"rss"`
	Version string   `xml:"version,attr"`
	Channel struct {
		Title       string     `xml:"title"`
		Links       []string   `xml:"link"`
		Description string     `xml:"description"`
		Language    string     `xml:"language"`
		Items       []feedItem `xml:"item"`
	} `xml:"channel"`
}

type feedItem struct {
	Title       string `xml:"title"`
	Link        string `xml:"link"`
	GUID        string `xml:"guid"`
	Date        string `xml:"pubDate"`
	Description string `xml:"description"`
}

const (
	feedItems = 20
	feedBytes = 30_000
)

func checkFeeds(s *site) (found []string) {
	n := 0
	for _, name := range s.filesNamed("index.xml") {
		n++
		data, err := fs.ReadFile(s.files, name)
		var f feedFile
		if err == nil {
			err = s.readXML(name, &f)
		}
		if err != nil {
			found = append(found, err.Error())
			continue
		}
		for _, complaint := range s.feedComplaints(name, f) {
			found = append(found, name+": "+complaint)
		}
		if len(data) > feedBytes {
			found = append(found, fmt.Sprintf("%s: %d bytes", name, len(data)))
		}
	}
	if n < 10 {
		found = append(found, fmt.Sprintf("%d feeds", n))
	}
	return found
}

func (s *site) feedComplaints(name string, f feedFile) (found []string) {
	language, _, _ := strings.Cut(name, "/")
	c := f.Channel
	if f.Version != "2.0" || c.Title == "" || c.Description == "" || c.Language != language || len(c.Items) > feedItems {
		found = append(found, fmt.Sprintf("version %q, title %q, description %q, language %q, %d items",
			f.Version, c.Title, c.Description, c.Language, len(c.Items)))
	}
	guids := map[string]bool{}
	for _, i := range c.Items {
		if s.pageAt(i.Link) == nil {
			found = append(found, fmt.Sprintf("link %q is no page", i.Link))
		}
		guid, isAddress := strings.CutPrefix(i.GUID, s.base.String())
		if !isAddress || !stableGUID.MatchString(guid) || guids[guid] {
			found = append(found, fmt.Sprintf("guid %q is not made from the item's id, or stands twice", i.GUID))
		}
		guids[guid] = true
		if _, err := time.Parse(time.RFC1123, i.Date); err != nil {
			found = append(found, fmt.Sprintf("date %q", i.Date))
		}
		if i.Title == "" || i.Description == "" || strings.ContainsAny(i.Title+i.Description, "<>&") {
			found = append(found, fmt.Sprintf("title %q, description %q", i.Title, i.Description))
		}
	}
	return found
}

var stableGUID = regexp.MustCompile(`^id/[0-9a-hjkmnp-tv-z]{4,12}/#(fr|en)$`)

func checkRobots(s *site) []string {
	data, err := fs.ReadFile(s.files, "robots.txt")
	if err != nil {
		return []string{err.Error()}
	}
	if want := "Sitemap: " + s.base.String() + "sitemap.xml"; !strings.Contains(string(data), want) || strings.Contains(string(data), "Disallow") {
		return []string{fmt.Sprintf("robots.txt lacks %q or forbids something: %q", want, data)}
	}
	return nil
}

// filesNamed lists the files with this base name.
func (s *site) filesNamed(base string) (names []string) {
	// readSite has walked the same tree; an error would have shown there.
	_ = fs.WalkDir(s.files, ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && path.Base(name) == base {
			names = append(names, name)
		}
		return err
	})
	return names
}
