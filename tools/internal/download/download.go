// Package download writes the files that pages offer to take away and fills in
// their sizes.
//
// A template cannot know the size of a file that is made from the finished page or
// from the registers. So it only says what it wants, in a link whose address lies
// beside the page:
//
//	<a href="transcript.fr.vtt" data-download="c8w3nd">…</a> <span data-size-of="transcript.fr.vtt"></span>
//
// and Fill, after Hugo, writes the file, puts "3,4 Ko" into the span and removes
// both marks. A wish that nobody can fulfil is an error: a page never offers what
// is not there.
package download

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

// Maker makes the content of the file that a page offers: name is the link's
// address (transcript.fr.vtt), ref what data-download says (c8w3nd).
type Maker func(name, ref string) ([]byte, error)

// Fill fulfils the wishes of all pages below a folder.
func Fill(root string, make Maker) error {
	return filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return fmt.Errorf("fill downloads: %w", err)
		}
		if d.IsDir() || !strings.HasSuffix(path, ".html") {
			return nil
		}
		return fillPage(path, make)
	})
}

func fillPage(path string, make Maker) error {
	page, err := os.ReadFile(path)
	if err != nil {
		return fmt.Errorf("fill downloads of %q: %w", path, err)
	}
	if !bytes.Contains(page, []byte("data-download=")) {
		return nil
	}
	sizes, err := writeFiles(filepath.Dir(path), page, make)
	if err != nil {
		return fmt.Errorf("fill downloads of %q: %w", path, err)
	}
	page, err = stamp(page, sizes)
	if err == nil {
		err = os.WriteFile(path, page, 0o644)
	}
	if err != nil {
		return fmt.Errorf("fill downloads of %q: %w", path, err)
	}
	return nil
}

var (
	link     = regexp.MustCompile(`<a href="([^"]+)"([^>]*) data-download="([^"]+)"`)
	size     = regexp.MustCompile(`<span data-size-of="([^"]+)"></span>`)
	language = regexp.MustCompile(`<html lang="([a-z]+)`)
)

// writeFiles writes the files that the page wishes into its folder and returns
// their sizes by name.
func writeFiles(folder string, page []byte, make Maker) (map[string]int, error) {
	sizes := map[string]int{}
	for _, m := range link.FindAllSubmatch(page, -1) {
		name, ref := string(m[1]), string(m[3])
		if !filepath.IsLocal(filepath.FromSlash(name)) || strings.ContainsAny(name, `/\:`) {
			return nil, fmt.Errorf("file name %q: must lie beside the page", name)
		}
		content, err := make(name, ref)
		if err != nil {
			return nil, fmt.Errorf("make %q from %q: %w", name, ref, err)
		}
		if err := os.WriteFile(filepath.Join(folder, name), content, 0o644); err != nil {
			return nil, err
		}
		sizes[name] = len(content)
	}
	return sizes, nil
}

// stamp puts the sizes into the page and removes the marks.
func stamp(page []byte, sizes map[string]int) ([]byte, error) {
	french := false
	if m := language.FindSubmatch(page); m != nil {
		french = string(m[1]) == "fr"
	}
	var missing error
	page = size.ReplaceAllFunc(page, func(span []byte) []byte {
		name := string(size.FindSubmatch(span)[1])
		n, ok := sizes[name]
		if !ok {
			missing = fmt.Errorf("size of %q: no such download on the page", name)
		}
		return []byte("(" + Size(n, french) + ")")
	})
	return link.ReplaceAll(page, []byte(`<a href="$1"$2`)), missing
}

// Size is a number of bytes in words, in kilobytes of 1000 bytes as readers pay
// them: 3,4 Ko in French, 3.4 kB in English.
func Size(bytes int, french bool) string {
	n, unit := float64(bytes)/1000, " kB"
	if french {
		unit = "\u00a0Ko"
	}
	if n >= 1000 {
		n, unit = n/1000, strings.NewReplacer("k", "M", "Ko", "Mo").Replace(unit)
	}
	text := fmt.Sprintf("%.1f", n)
	if french {
		text = strings.Replace(text, ".", ",", 1)
	}
	return text + unit
}
