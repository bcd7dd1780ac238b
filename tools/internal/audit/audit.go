// Package audit makes assertions over a built site, as a reader's browser and a
// search engine will meet it: every link leads somewhere, nothing is fetched from
// third parties, nobody's hidden name shows, each page knows its other language
// and fits the first network flight.
//
//	report, err := audit.Site(ctx, os.DirFS("public"), audit.Options{BaseURL: "https://example.org/"})
//
// The audit reads only the built tree; it does not know the sources or Hugo. So it
// also catches what templates, data and Hugo itself do wrong. The path of a finding
// is that of the built file.
//
// Pages live in one folder a language (fr/…, en/…). Pages outside of them, such as
// the chooser at / and the addresses /id/<id>/, belong to no language.
package audit

import (
	"cmp"
	"context"
	"io/fs"
	"slices"

	"proximite/tools/internal/diagnostic"
	"proximite/tools/internal/weight"
)

// Options say what the audit cannot read from the tree.
type Options struct {
	BaseURL string   // address of the site; empty: taken from the canonical addresses
	Hidden  Hidden   // what must be in no file
	Items   []string // ids of the items that are published; each has a page /id/<id>/
	Budgets weight.Budgets

	// Quoted reports whether words are those of a segment (<transcript>#<segment>) in
	// a language; nil: quotations are not audited.
	Quoted func(ref, language, words string) bool

	Keepable      []string              // ids of the items that readers may keep for offline
	MayKeepQuoted func(ref string) bool // whether who says a segment agrees to that; nil: everybody does
}

// Report is what the audit found.
type Report struct {
	Findings []diagnostic.Diagnostic
	Pages    map[string]int // language → number of its pages, redirects not counted
	Heaviest Weight
	Weights  []Weight // of every page, in the order of their files
}

// Languages of the site: the names of the folders that hold its pages.
func languages() []string { return []string{"fr", "en"} }

// Site audits a built tree.
func Site(ctx context.Context, fsys fs.FS, o Options) (Report, error) {
	s, err := read(ctx, fsys, o)
	if err != nil {
		return Report{}, err
	}
	found := slices.Clone(s.found)
	for _, p := range s.pages {
		for _, check := range pageChecks() {
			found = append(found, check(s, p)...)
		}
	}
	for _, check := range siteChecks() {
		found = append(found, check(s)...)
	}
	return Report{Findings: diagnostic.Sort(found), Pages: s.count(), Heaviest: s.heaviest(), Weights: s.weights()}, nil
}

// pageChecks look at one page, knowing all others.
func pageChecks() []func(*site, *page) []diagnostic.Diagnostic {
	return []func(*site, *page) []diagnostic.Diagnostic{
		checkLinks, checkRequests, checkScripts, checkLeftovers,
		checkLanguage, checkWords, checkCanonical, checkAlternates,
		checkStructure, checkWeight, checkQuotations, checkKept,
	}
}

// siteChecks look at the tree as a whole.
func siteChecks() []func(*site) []diagnostic.Diagnostic {
	return []func(*site) []diagnostic.Diagnostic{checkItems, checkFeeds, checkPlans, checkScriptWeight}
}

// Rules lists all findings that this package can make.
func Rules() []diagnostic.Rule {
	return []diagnostic.Rule{
		deadLink, deadFragment, outsideLink, missingItem,
		thirdParty, inlineStyle, inlineHandler, scriptAddress, inlineScript, leftover,
		wrongLanguage, foreignPage, foreignPassage, unmarkedLetters, wrongCanonical, alternateSelf, alternateDefault, alternateBack, oneLanguage,
		headingCount, missingAlternative, duplicateID, heavyPage, manyRequests, heavyPicture, heavyScripts, alteredQuotation, keptWithoutConsent, missingPlan,
		hiddenName, hiddenWords, unpublishedItem, contactData, unsearchable, privateFile, imageMetadata, unsafeDrawing,
	}
}

func (s *site) count() map[string]int {
	n := make(map[string]int)
	for _, p := range s.pages {
		if p.language != "" && p.refresh == "" && !p.isNotFound() {
			n[p.language]++
		}
	}
	return n
}

func (s *site) weights() []Weight {
	list := make([]Weight, 0, len(s.pages))
	for _, p := range s.pages {
		if p.refresh == "" {
			list = append(list, s.weightOf(p))
		}
	}
	return list
}

func (s *site) heaviest() Weight {
	var heaviest Weight
	for _, w := range s.weights() {
		if w.Bytes > heaviest.Bytes || w.Bytes == heaviest.Bytes && cmp.Less(w.Path, heaviest.Path) {
			heaviest = w
		}
	}
	return heaviest
}
