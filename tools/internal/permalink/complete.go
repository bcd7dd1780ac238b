package permalink

import (
	"bytes"
	"errors"
	"fmt"
	"html"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// Answers are what a host has to answer besides the files of the site.
type Answers struct {
	Base      string            // path at which the site lies on its host: "/" or "/sub/"
	Redirects map[string]string // old address → address of the page that took its place
	Gone      []string          // withdrawn addresses in order
}

// Tombstone is the page of the tree that says that a page was withdrawn. Hugo makes it
// once; GoneMark is where the day goes.
const (
	Tombstone = "410.html"
	dayMarkFR = `<span data-day="fr"></span>`
	dayMarkEN = `<span data-day="en"></span>`
)

// Complete writes into the finished tree what an old address answers: a page that
// sends on, for the items whose address has changed and for the redirects that a person
// has written down; the tombstone, for what is withdrawn.
func Complete(folder string, s *Site, l *Ledger, state State, redirects map[string]string) (Answers, error) {
	c := completion{folder: folder, site: s, answers: Answers{Base: s.Base, Redirects: make(map[string]string)}}
	for _, a := range s.Addresses() {
		if a.Redirect() && strings.HasPrefix(a.Target, "/") {
			c.answers.Redirects[a.Path] = a.Target
		}
	}
	for _, address := range slices.Sorted(maps.Keys(state.Gone)) {
		if err := c.bury(address, state.Gone[address]); err != nil {
			return c.answers, fmt.Errorf("answer for %q: %w", address, err)
		}
	}
	for _, from := range slices.Sorted(maps.Keys(redirects)) {
		if err := c.redirect(from, redirects[from]); err != nil {
			return c.answers, fmt.Errorf("redirect %q: %w", from, err)
		}
	}
	for _, address := range l.Addresses() {
		if target := c.moved(address, l.records[address]); target != "" {
			if err := c.redirect(address, target); err != nil {
				return c.answers, fmt.Errorf("redirect %q: %w", address, err)
			}
		}
	}
	return c.answers, nil
}

type completion struct {
	folder  string
	site    *Site
	answers Answers
	stone   []byte
}

// moved is where the item of an address has gone: its page in the same language, or the
// file of the same name beside that page. "" when the address still answers.
func (c *completion) moved(address string, r *Record) string {
	if c.site.addresses[address] != nil || r.Item == "" {
		return ""
	}
	now := c.site.Page(r.Item, languageOf(address))
	if now == nil {
		return ""
	}
	if strings.HasSuffix(address, "/") {
		return now.Path
	}
	if beside := now.Path + path.Base(address); c.site.addresses[beside] != nil {
		return beside
	}
	return now.Path
}

// redirect writes the page that sends a reader on. A file cannot do so by itself; there
// only the host's rule helps.
func (c *completion) redirect(from, to string) error {
	if c.site.addresses[from] != nil {
		return nil
	}
	c.answers.Redirects[from] = to
	c.site.addresses[from] = &Address{Path: from, Target: to, Item: c.itemOf(to)}
	if !strings.HasSuffix(from, "/") && path.Ext(from) != ".html" {
		return nil
	}
	target := html.EscapeString(c.site.Base + strings.TrimPrefix(to, "/"))
	page := `<!doctype html><html lang="` + languageAt(to) + `"><head><meta charset="utf-8"><title>Proximité</title>` +
		`<link rel="canonical" href="` + target + `"><meta name="robots" content="noindex">` +
		`<meta http-equiv="refresh" content="0; url=` + target + `"></head><body><p><a href="` + target + `">` + target + `</a></p></body></html>` + "\n"
	return c.write(from, []byte(page))
}

func languageAt(address string) string {
	if l := languageOf(address); l != "" {
		return l
	}
	return "fr"
}

func (c *completion) itemOf(address string) string {
	if a := c.site.addresses[address]; a != nil {
		return a.Item
	}
	return ""
}

// bury puts the tombstone at an address. Where a page stands, it stays: Check says so.
func (c *completion) bury(address, day string) error {
	if a := c.site.addresses[address]; a != nil && !a.Redirect() {
		return nil
	}
	delete(c.answers.Redirects, address)
	c.answers.Gone = append(c.answers.Gone, address)
	c.site.addresses[address] = &Address{Path: address, Gone: true}
	if !strings.HasSuffix(address, "/") && path.Ext(address) != ".html" {
		return nil // a picture, a file: only the host can say that it is gone
	}
	page, err := c.tombstone(day)
	if err != nil || page == nil {
		return err
	}
	return c.write(address, page)
}

// tombstone is the page with its day; nil when the site has none (a project in a test).
func (c *completion) tombstone(day string) ([]byte, error) {
	if c.stone == nil {
		page, err := os.ReadFile(filepath.Join(c.folder, Tombstone))
		if errors.Is(err, fs.ErrNotExist) {
			return nil, nil
		}
		if err != nil {
			return nil, err
		}
		c.stone = page
	}
	page := bytes.ReplaceAll(c.stone, []byte(dayMarkFR), []byte(dayIn("fr", day)))
	return bytes.ReplaceAll(page, []byte(dayMarkEN), []byte(dayIn("en", day))), nil
}

func (c *completion) write(address string, page []byte) error {
	file := filepath.Join(c.folder, filepath.FromSlash(fileOf(address)))
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return err
	}
	return os.WriteFile(file, page, 0o644)
}

// dayIn says "on 24 November 2026" with a space before it.
func dayIn(language, day string) string {
	parts := strings.Split(day, "-")
	if len(parts) != 3 {
		return ""
	}
	months := map[string][]string{
		"fr": {"janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"},
		"en": {"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"},
	}
	var month int
	if _, err := fmt.Sscanf(parts[1], "%d", &month); err != nil || month < 1 || month > 12 {
		return ""
	}
	number, before := strings.TrimPrefix(parts[2], "0"), " on "
	if language == "fr" {
		before = " le "
		if number == "1" {
			number = "1er"
		}
	}
	return fmt.Sprintf(`%s<time datetime="%s">%s %s %s</time>`, before, day, number, months[language][month-1], parts[0])
}
