// Package continuation divides the page of an interview that is too heavy for the
// first go of the network into several pages: …/interview/, …/interview/2/ and so on.
//
//	err := continuation.Dir("public", 14_000) // after typography, before the search index
//
// A template cannot know what a page will weigh, so it writes the whole transcript and
// a place for the links between the pages, with their words in the page's language:
//
//	<nav class="parts" aria-label="…" data-part="Page {n} of {total}" data-next="…"
//		data-previous="…" data-also="…"></nav>
//
// An interview that is light enough only loses that place. Of a longer one
//
//   - each segment is on exactly one page, with the question it belongs to in the
//     contents and its marks in the strip of themes on that page. A row of the strip
//     links to the other pages that speak of its theme;
//   - all languages are cut at the same segments, so that the language switch leads to
//     the same part, and each page names its versions (hreflang);
//   - every link to a segment on any page of the site leads to the page that has it.
//     Links made elsewhere before the interview grew arrive on the first page; there
//     assets/js/interview.js looks the segment up in segments.txt, one line a page,
//     and goes on. Without a script the list of pages, with their times, is the way;
//   - introduction, related items and sources stay on the first page.
package continuation

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"

	"proximite/tools/internal/trim"
	"proximite/tools/internal/weight"
)

// place is the empty element that a template leaves for the links between pages.
var place = regexp.MustCompile(`<nav class="parts"[^>]*></nav>\n?`)

// Dir divides the interviews below a folder so that no page weighs more than limit
// bytes, compressed by gzip.
func Dir(root string, limit int) error {
	var long []*version
	err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || d.Name() != "index.html" {
			return err
		}
		v, err := readVersion(root, name)
		if err == nil && v != nil {
			long = append(long, v)
		}
		return err
	})
	if err != nil {
		return fmt.Errorf("divide interviews: %w", err)
	}
	moved := make(map[string]map[string]int)
	for _, versions := range group(long) {
		if err := divide(root, versions, limit, moved); err != nil {
			return fmt.Errorf("divide interview %q: %w", versions[0].path, err)
		}
	}
	if len(moved) == 0 {
		return nil
	}
	return redirectLinks(root, moved)
}

// version is an interview in one language.
type version struct {
	file string // where the page is
	path string // fr/entretiens/x/
	page []byte
	ids  []string // of its segments, in order
}

var segmentID = regexp.MustCompile(`<li class="segment[^>]* id="?([0-9a-z]+)`)

// readVersion reads a page that has the place; nil for other pages.
func readVersion(root, name string) (*version, error) {
	page, err := os.ReadFile(name)
	if err != nil || !place.Match(page) {
		return nil, err
	}
	relative, err := filepath.Rel(root, filepath.Dir(name))
	if err != nil {
		return nil, err
	}
	v := &version{file: name, path: filepath.ToSlash(relative) + "/", page: page}
	for _, m := range segmentID.FindAllSubmatch(page, -1) {
		v.ids = append(v.ids, string(m[1]))
	}
	return v, nil
}

// group puts the languages of an interview together: they have the same segments.
func group(versions []*version) [][]*version {
	var groups [][]*version
	for _, v := range versions {
		i := slices.IndexFunc(groups, func(g []*version) bool { return slices.Equal(g[0].ids, v.ids) && g[0].path != v.path })
		if i < 0 || len(v.ids) == 0 {
			groups = append(groups, []*version{v})
		} else {
			groups[i] = append(groups[i], v)
		}
	}
	return groups
}

// divide writes the pages of one interview in all its languages and notes in moved
// which segments are no longer on the first.
func divide(root string, versions []*version, limit int, moved map[string]map[string]int) error {
	light, scripts := true, trim.Scripts(root)
	for _, v := range versions {
		light = light && weight.Gzip(trim.Page(place.ReplaceAll(v.page, nil), scripts)) <= limit
	}
	if light || len(versions[0].ids) < 2 {
		for _, v := range versions {
			if err := os.WriteFile(v.file, place.ReplaceAll(v.page, nil), 0o644); err != nil {
				return err
			}
		}
		return nil
	}
	var books []*book
	for _, v := range versions {
		v.page = trim.Page(v.page, scripts)
		b, err := newBook(v, versions)
		if err != nil {
			return err
		}
		books = append(books, b)
	}
	starts := cut(books, limit)
	for _, b := range books {
		if err := b.write(root, starts, moved); err != nil {
			return err
		}
	}
	return nil
}

// cut chooses the first segment of each page. The number of pages is part of every
// page, so it is guessed first, and guessed again until all fits.
func cut(books []*book, limit int) []int {
	guess := 2
	for _, b := range books {
		guess = max(guess, 2*weight.Gzip(b.version.page)/limit)
	}
	for {
		starts := cutFor(books, limit, guess)
		if len(starts) <= guess {
			return starts
		}
		guess = len(starts) + 1 + len(starts)/8
	}
}

// cutFor fills page after page.
func cutFor(books []*book, limit, pages int) []int {
	total := len(books[0].segments)
	starts, step := []int{0}, 16
	for {
		from := starts[len(starts)-1]
		fits := func(n int) bool {
			trial := pretend(append(slices.Clone(starts), from+n), pages, total)
			for _, b := range books {
				if weight.Gzip(b.part(trial, len(starts)-1)) > limit {
					return false
				}
			}
			return true
		}
		n := most(total-from, step, fits)
		if from+n >= total {
			return starts
		}
		starts, step = append(starts, from+n), n
	}
}

// pretend adds pages that are not known yet, as many as there will be: they are part
// of the list of pages on every page.
func pretend(starts []int, pages, total int) []int {
	last := starts[len(starts)-1]
	if last >= total {
		return starts[:len(starts)-1]
	}
	open := max(1, pages-len(starts)+1)
	for i := 1; len(starts) < pages; i++ {
		starts = append(starts, last+i*(total-last)/open)
	}
	return starts
}

// most is the greatest number up to limit that fits, at least one, looked for around
// a guess.
func most(limit, guess int, fits func(int) bool) int {
	low, high := 1, min(max(guess, 2), limit)
	for high < limit && fits(high) {
		low, high = high, min(high+high/4+1, limit)
	}
	for low < high {
		middle := (low + high + 1) / 2
		if fits(middle) {
			low = middle
		} else {
			high = middle - 1
		}
	}
	return low
}

// write puts the pages of one language in their places.
func (b *book) write(root string, starts []int, moved map[string]map[string]int) error {
	var index strings.Builder
	moved[b.version.path] = make(map[string]int)
	for i := range starts {
		ids := b.version.ids[starts[i]:b.end(starts, i)]
		index.WriteString(strings.Join(ids, " ") + "\n")
		for _, id := range ids {
			moved[b.version.path][id] = i + 1
		}
		name := filepath.Join(root, filepath.FromSlash(b.version.path+number(i)), "index.html")
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(name, b.part(starts, i), 0o644); err != nil {
			return err
		}
	}
	return os.WriteFile(filepath.Join(root, filepath.FromSlash(b.version.path), "segments.txt"), []byte(index.String()), 0o644)
}

// number is the end of the address of a page: nothing, 2/, 3/ …
func number(i int) string {
	if i == 0 {
		return ""
	}
	return fmt.Sprintf("%d/", i+1)
}

// redirectLinks makes every link to a segment lead to the page that has it.
func redirectLinks(root string, moved map[string]map[string]int) error {
	return filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !slices.Contains([]string{".html", ".xml", ".json"}, path.Ext(d.Name())) {
			return err
		}
		text, err := os.ReadFile(name)
		if err != nil {
			return fmt.Errorf("redirect links: %w", err)
		}
		changed := text
		for address, pages := range moved {
			changed = redirect(changed, "/"+address+"#", pages)
		}
		if bytes.Equal(changed, text) {
			return nil
		}
		if err := os.WriteFile(name, changed, 0o644); err != nil {
			return fmt.Errorf("redirect links: %w", err)
		}
		return nil
	})
}

var idAtStart = regexp.MustCompile(`^[0-9a-z]+`)

// redirect puts the number of the page into links such as /fr/entretiens/x/#s7f3q.
func redirect(text []byte, prefix string, pages map[string]int) []byte {
	var out []byte
	for {
		i := bytes.Index(text, []byte(prefix))
		if i < 0 {
			return append(out, text...)
		}
		i += len(prefix)
		out = append(out, text[:i-1]...)
		if page := pages[string(idAtStart.Find(text[i:]))]; page > 1 {
			out = append(out, number(page-1)...)
		}
		out = append(out, '#')
		text = text[i:]
	}
}

// hasClass reports whether an element has a class.
func hasClass(n *html.Node, class string) bool {
	return n.Type == html.ElementNode && slices.Contains(strings.Fields(attribute(n, "class")), class)
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func setAttribute(n *html.Node, key, value string) {
	for i, a := range n.Attr {
		if a.Key == key {
			n.Attr[i].Val = value
			return
		}
	}
	n.Attr = append(n.Attr, html.Attribute{Key: key, Val: value})
}

func dropAttribute(n *html.Node, key string) {
	n.Attr = slices.DeleteFunc(n.Attr, func(a html.Attribute) bool { return a.Key == key })
}
