package weight

import (
	"bytes"
	"fmt"
	"math"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
)

// Price is what a megabyte costs readers, an estimate of data/price.yaml.
type Price struct {
	PerMegabyte float64 // in FCFA
}

// PriceFrom reads the content of data/price.yaml as encoding/json would decode it.
func PriceFrom(native any) Price {
	entries, _ := native.(map[string]any)
	entry, _ := entries["mobile-data"].(map[string]any)
	switch n := entry["fcfa_per_megabyte"].(type) {
	case int:
		return Price{float64(n)}
	case float64:
		return Price{n}
	}
	return Price{}
}

// A template only leaves the places, since it cannot know what the finished page
// weighs:
//
//	<span data-weight></span> <span data-pictures="plus {size} of pictures" …></span> <span data-price></span>
var (
	stampWeight   = regexp.MustCompile(`<span data-weight></span>`)
	stampPictures = regexp.MustCompile(`<span data-pictures="([^"]*)"></span>`)
	stampPrice    = regexp.MustCompile(`<span data-price></span>`)
	htmlLanguage  = regexp.MustCompile(`<html lang="?([a-z]+)`)
)

// In the address of a link, as in a text to be sent on, the places are {weight} and
// {price}, for the page with its pictures.
var (
	linkWeight = []byte("%7bweight%7d")
	linkPrice  = []byte("%7bprice%7d")
)

// Stamp writes into every page below a folder what it weighs, compressed with gzip as
// it travels, what its pictures weigh on a phone, and what both cost.
func Stamp(root string, price Price) error {
	sizes := make(map[string]int)
	return filepath.WalkDir(root, func(name string, d os.DirEntry, err error) error {
		if err != nil {
			return fmt.Errorf("stamp weights: %w", err)
		}
		if d.IsDir() || filepath.Ext(name) != ".html" {
			return nil
		}
		page, err := os.ReadFile(name)
		if err != nil {
			return fmt.Errorf("stamp weights: %w", err)
		}
		if !stampWeight.Match(page) {
			return nil
		}
		fetch := func(address string) int { return fetchedSize(root, name, address, sizes) }
		if err := os.WriteFile(name, stamp(page, fetch, price), 0o644); err != nil {
			return fmt.Errorf("stamp weights: %w", err)
		}
		return nil
	})
}

// stamp fills in the places of one page. What is written changes the weight, so it is
// weighed again until the words hold.
func stamp(page []byte, fetch func(address string) int, price Price) []byte {
	loads := Read(page)
	french := false
	if m := htmlLanguage.FindSubmatch(page); m != nil {
		french = string(m[1]) == "fr"
	}
	beside, pictures := 0, 0
	for _, list := range [][]string{loads.Sheets, loads.Scripts, loads.Icons} {
		for _, address := range list {
			beside += fetch(address)
		}
	}
	for _, address := range loads.Pictures {
		pictures += fetch(address)
	}
	filled := page
	for range 4 {
		own := Gzip(filled) + beside
		next := fill(page, own, pictures, french, price)
		if bytes.Equal(next, filled) {
			break
		}
		filled = next
	}
	return filled
}

func fill(page []byte, own, pictures int, french bool, price Price) []byte {
	page = stampWeight.ReplaceAllLiteral(page, []byte(Kilobytes(own, french)))
	page = stampPrice.ReplaceAllLiteral(page, []byte(price.Of(own+pictures, french)))
	page = bytes.ReplaceAll(page, linkWeight, []byte(url.PathEscape(Kilobytes(own+pictures, french))))
	page = bytes.ReplaceAll(page, linkPrice, []byte(url.PathEscape(price.Of(own+pictures, french))))
	return stampPictures.ReplaceAllFunc(page, func(m []byte) []byte {
		if pictures == 0 {
			return nil
		}
		words := string(stampPictures.FindSubmatch(m)[1])
		return []byte(strings.ReplaceAll(words, "{size}", Kilobytes(pictures, french)))
	})
}

// fetchedSize is what a file of the site weighs on the way: text compressed, pictures
// as they are. An address that leads to no file of the site weighs nothing here; the
// audit objects to it.
func fetchedSize(root, page, address string, known map[string]int) int {
	file := Find(root, page, address)
	if file == "" {
		return 0
	}
	if size, ok := known[file]; ok {
		return size
	}
	data, err := os.ReadFile(file)
	if err != nil {
		return 0
	}
	known[file] = Travelling(file, data)
	return known[file]
}

// Travelling is the size of a file on the way to the reader: a host compresses what is
// text.
func Travelling(name string, data []byte) int {
	if Compressible(name) {
		return Gzip(data)
	}
	return len(data)
}

// Compressible tells files that get smaller on the way.
func Compressible(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".html", ".css", ".js", ".mjs", ".json", ".svg", ".xml", ".txt", ".vtt", ".webmanifest", ".ics", ".csv":
		return true
	}
	return false
}

// Find is the file below root that an address on a page leads to, whatever folder the
// site has at its host; empty when there is none.
func Find(root, page, address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Path == "" {
		return ""
	}
	if !strings.HasPrefix(u.Path, "/") {
		return existing(filepath.Join(filepath.Dir(page), filepath.FromSlash(u.Path)))
	}
	// The path of the base address, if any, stands in front: try what remains of it.
	parts := strings.Split(strings.TrimPrefix(path.Clean(u.Path), "/"), "/")
	for i := range parts {
		if file := existing(filepath.Join(root, filepath.Join(parts[i:]...))); file != "" {
			return file
		}
	}
	return ""
}

func existing(name string) string {
	if info, err := os.Stat(name); err != nil || info.IsDir() {
		return ""
	}
	return name
}

// Kilobytes is a number of bytes in words: 8,2 Ko in French, 8.2 kB in English.
func Kilobytes(n int, french bool) string {
	if french {
		return strings.Replace(strconv.FormatFloat(float64(n)/1000, 'f', 1, 64), ".", ",", 1) + "\u00a0Ko"
	}
	return strconv.FormatFloat(float64(n)/1000, 'f', 1, 64) + "\u00a0kB"
}

// Of is the price of bytes in words: 0,02 FCFA. More than two digits would promise
// more than an estimate holds.
func (p Price) Of(n int, french bool) string {
	price := p.PerMegabyte * float64(n) / 1e6
	decimals := 2
	if price > 0 && price < 0.1 {
		decimals = min(4, 1-int(math.Floor(math.Log10(price))))
	}
	text := strconv.FormatFloat(price, 'f', decimals, 64)
	if french {
		text = strings.Replace(text, ".", ",", 1)
	}
	return text + "\u00a0FCFA"
}
