// Package search makes the index that lets a reader search the built site without
// a server, and on a weak network without waiting.
//
//	err := search.Dir("public") // after typography: the words are those that readers see
//
// # What a reader pays
//
// The libraries send one index of everything, or a WebAssembly program: 100 to 430
// kilobytes before the first result. Here the index is cut into small files and the
// client (assets/js/search.js) fetches only those that hold the words typed and then
// those that hold the titles of the best hits. Bytes up to the first result, after
// gzip, with the client (3.0 KB) and the table of contents; the median and the most of
// sixty queries, those included that are fetched while the letters are typed:
//
//	items    one word       two words        a misspelt word
//	100      4.5 ≤ 4.6 KB   5.0 ≤  5.2 KB    4.5 ≤  8.1 KB
//	1,000    5.8 ≤ 6.3 KB   6.3 ≤  6.9 KB    6.8 ≤ 10.8 KB
//	10,000   8.2 ≤ 9.1 KB   9.3 ≤ 10.9 KB    9.1 ≤ 17.4 KB
//
// On an emulated 2G with 1,000 items the first hit stands 0.9 s (at most 1.4 s) after
// the Enter of somebody who types two words, and 1.55 s after two words that come at
// once, which is two round trips and three packets.
//
// A page that is not the search page pays nothing but one link. TestSizes prints the
// table of today, TestSlowNetwork the times, TestQueries how many of the readers'
// questions are answered, TestAgainstPagefind how many Pagefind answers.
//
// # What is searched
//
// Pages that their template marks with data-kind on <main> (see
// layouts/_partials/functions/get-search-kind.html); lists, staff pages and pages for
// machines carry no mark. One page is one entry. A part of a page that has an address
// of its own (a segment of an interview, a figure, a term of the glossary) is an entry
// too, so that a hit leads to the passage. Nothing is read but what the pages show:
// masked words and hidden names are not in them.
//
// # Files
//
//	search/<language>-<hash>/w<n>.js   words: a range of the alphabet, about half a kilobyte
//	search/<language>-<hash>/d<n>.js   documents: address, title and excerpt of a few entries
//	search/<language>-<hash>/t<key>.js the entries on one theme
//
// The table of contents is the attribute data-index of the form on the search page.
// It says where each file of words begins, so no request is spent on looking that up.
// The folder is named after its content: a browser may keep it for ever, and a page
// never meets an index other than its own.
//
// A file of words calls searchPart(name, text), so a page opened from disk can load it
// with a script element, where fetch is forbidden. The text holds groups, divided by
// spaces, of words that share a stem:
//
//	format,eur,eurs,ion!<weight><postings>
//
// The stem is cut here, at build time; the client only looks words up. Postings are
// pairs of an entry and an impact, computed from the BM25F formula and rounded to
// sixteen steps; see encode.go for the digits.
package search

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
)

// File is one file that the index adds to the site or changes in it.
type File struct {
	Name    string // slash-separated, as in fs.FS
	Content []byte
}

// Dir adds the index to the built site in a folder. The folder is a build that
// nobody serves yet.
func Dir(root string) error {
	files, err := Build(os.DirFS(root))
	if err != nil {
		return err
	}
	for _, f := range files {
		name := filepath.Join(root, filepath.FromSlash(f.Name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			return fmt.Errorf("write search index: %w", err)
		}
		if err := os.WriteFile(name, f.Content, 0o644); err != nil {
			return fmt.Errorf("write search index: %w", err)
		}
	}
	return nil
}

// Build makes the index of every language that has a search page: its files, and
// the search page with the table of contents in it. The same site gives the same
// bytes.
func Build(site fs.FS) ([]File, error) {
	pages, err := readPages(site)
	if err != nil {
		return nil, err
	}
	var files []File
	for _, p := range pages {
		if !p.isSearch {
			continue
		}
		made, err := buildLanguage(p, pages)
		if err != nil {
			return nil, fmt.Errorf("build search index of %q: %w", p.language, err)
		}
		files = append(files, made...)
	}
	return files, nil
}

func buildLanguage(searchPage *page, pages []*page) ([]File, error) {
	here := path.Dir(searchPage.file)
	entries := entriesOf(searchPage.language, here, pages)
	x := newIndex(entries)
	parts, contents, err := x.encode(searchPage.language, here)
	if err != nil {
		return nil, err
	}
	filled := bytes.Replace(searchPage.data, []byte(emptyIndex), contents, 1)
	return append(parts, File{searchPage.file, filled}), nil
}
