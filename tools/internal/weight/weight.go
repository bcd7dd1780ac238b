// Package weight says what a page costs its reader: the bytes that travel, the
// requests, and which parts of the page are the heavy ones.
//
//	l := weight.Read(page)              // what a browser fetches with the page
//	weight.Gzip(page)                   // what the page itself weighs on the way
//	weight.Parts(page)                  // where that weight comes from
//	budgets := weight.BudgetsFrom(yaml) // what is allowed, by type of page
//	err := weight.Stamp("public", p)    // lets each page say it to its reader
//
// A kilobyte has 1000 bytes, as network operators bill it.
package weight

import (
	"bytes"
	"compress/gzip"
	"slices"
	"strconv"
	"strings"

	"github.com/andybalholm/brotli"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// PhoneWidth is the width in pixels of the picture that stands for all widths: what a
// phone of 360 CSS pixels with two dots each takes, and the one that has a budget.
const PhoneWidth = 640

// Loads is what a browser fetches for a page beside the page itself, by address.
type Loads struct {
	Kind     string   // type of page, one of those of data/budgets.yaml
	Sheets   []string //
	Scripts  []string //
	Icons    []string //
	Pictures []string // the candidate nearest to PhoneWidth of each
	Lazy     int      // how many of the pictures wait until the reader scrolls to them
}

// Requests is the number of requests of a first visit. Pictures that wait for the
// reader are not among them.
func (l Loads) Requests() int {
	return 1 + len(l.Sheets) + len(l.Scripts) + len(l.Icons) + len(l.Pictures) - l.Lazy
}

// Read lists what a page loads.
func Read(page []byte) Loads {
	l := Loads{Kind: "list"}
	z := html.NewTokenizer(bytes.NewReader(page))
	source := "" // srcset of the first source of the open picture
	for {
		switch z.Next() {
		case html.ErrorToken:
			return l
		case html.StartTagToken, html.SelfClosingTagToken:
			t := z.Token()
			a := attributes(t)
			switch t.DataAtom {
			case atom.Picture:
				source = ""
			case atom.Source:
				if source == "" {
					source = a["srcset"]
				}
			case atom.Img:
				l.picture(a, source)
				source = ""
			default:
				l.element(t.DataAtom, a)
			}
		}
	}
}

func attributes(t html.Token) map[string]string {
	m := make(map[string]string, len(t.Attr))
	for _, a := range t.Attr {
		m[a.Key] = a.Val
	}
	return m
}

func (l *Loads) element(tag atom.Atom, a map[string]string) {
	switch tag {
	case atom.Main:
		if kind := a["data-kind"]; kind != "" {
			l.Kind = kind
		}
	case atom.Meta:
		if a["name"] == "robots" && l.Kind == "list" {
			l.Kind = "staff"
		}
	case atom.Form:
		if _, ok := a["data-index"]; ok {
			l.Kind = "search"
		}
	case atom.Script:
		add(&l.Scripts, a["src"])
	case atom.Link:
		switch rel := strings.Fields(strings.ToLower(a["rel"])); {
		case slices.Contains(rel, "stylesheet"):
			add(&l.Sheets, a["href"])
		case slices.Contains(rel, "icon"), slices.Contains(rel, "manifest"), slices.Contains(rel, "preload"):
			add(&l.Icons, a["href"])
		}
	}
}

// add notes an address that takes a request, once.
func add(list *[]string, address string) {
	if address != "" && !strings.HasPrefix(address, "data:") && !slices.Contains(*list, address) {
		*list = append(*list, address)
	}
}

func (l *Loads) picture(a map[string]string, source string) {
	chosen := candidate(source)
	if chosen == "" {
		chosen = candidate(a["srcset"])
	}
	if chosen == "" {
		chosen = a["src"]
	}
	before := len(l.Pictures)
	add(&l.Pictures, chosen)
	if len(l.Pictures) > before && a["loading"] == "lazy" {
		l.Lazy++
	}
}

// candidate chooses from a srcset: the narrowest that is wide enough for a phone, or
// the widest.
func candidate(set string) string {
	best, bestWidth := "", 0
	for one := range strings.SplitSeq(set, ",") {
		f := strings.Fields(one)
		if len(f) == 0 {
			continue
		}
		width := 0
		if len(f) > 1 {
			width, _ = strconv.Atoi(strings.TrimSuffix(f[1], "w"))
		}
		better := best == "" || bestWidth < PhoneWidth && width > bestWidth ||
			width >= PhoneWidth && width < bestWidth
		if better {
			best, bestWidth = f[0], width
		}
	}
	return best
}

// Gzip is the size of data after gzip -9.
func Gzip(data []byte) int {
	var n counter
	// Neither can fail: the level is valid and a counter takes all.
	w, _ := gzip.NewWriterLevel(&n, gzip.BestCompression)
	w.Write(data)
	w.Close()
	return int(n)
}

// Brotli is the size of data after brotli -q 11.
func Brotli(data []byte) int {
	var n counter
	w := brotli.NewWriterLevel(&n, brotli.BestCompression)
	w.Write(data)
	w.Close()
	return int(n)
}

type counter int

func (c *counter) Write(p []byte) (int, error) {
	*c += counter(len(p))
	return len(p), nil
}
