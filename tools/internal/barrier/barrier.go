// Package barrier finds what shuts people out of a page and what the public
// checkers do not see: an alt text that is a file name, the words "click here", a
// heading that is none, a menu for the mouse only.
//
//	findings, err := barrier.Static(page)   // the bytes of one HTML page
//
// looks at the markup and the words. What only a running page shows (styles, sizes,
// the keyboard) is asked by two scripts that a browser evaluates in the page: Hook
// before the page's own scripts, Live afterwards; the file live.js explains its two
// questions.
//
// A finding has a kind, family/what, such as image/alt-file-name. Kinds are the
// contract with the tests of the site and with the exam (tools/exam). Some ask for
// more than WCAG 2.2 AA; those are listed in Beyond, so that who uses the package
// can leave them out with open eyes.
package barrier

import (
	"bytes"
	_ "embed"
	"fmt"

	"golang.org/x/net/html"
)

// Finding is one barrier on a page.
type Finding struct {
	Kind  string // image/alt-file-name
	Where string // the element, for people
	What  string // what is wrong with it
}

func (f Finding) String() string { return fmt.Sprintf("%s at %s: %s", f.Kind, f.Where, f.What) }

// Live is the script with the checks of a running page.
//
//go:embed live.js
var Live string

// Hook has to run in a page before its own scripts, for Live to know what listens
// for clicks.
//
//go:embed hook.js
var Hook string

// Beyond are the kinds that go beyond WCAG 2.2 AA: level AAA and advice.
var Beyond = []string{
	"contrast/enhanced", "text/long-lines", "text/plain-language", "text/location", "html/pre-without-code",
	"link/row-without-list", "link/hash", "table/empty-cell", "html/article-of-links",
}

// check is a family of findings about one document.
type check func(d *document)

var checks = []check{
	checkPage, checkHeadings, checkLists, checkTables, checkMarkup, checkBalance,
	checkImages, checkFrames, checkMedia,
	checkLinks, checkLinkPairs, checkLinkRows,
	checkControls, checkLabels, checkGroups, checkErrors, checkKeyboard,
	checkLanguage, checkDirection, checkQuotedSpeech,
	checkWords, checkAbbreviations,
}

// Static finds barriers in the markup and the words of a page.
func Static(page []byte) ([]Finding, error) {
	root, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		return nil, fmt.Errorf("parse page: %w", err)
	}
	d := newDocument(page, root)
	for _, c := range checks {
		c(d)
	}
	return d.found, nil
}
