// Package translation knows, paragraph by paragraph, whether the two versions of
// an item still say the same, without git and in both directions.
//
//	ledger, found := translation.Load(fsys)
//	for _, r := range translation.Reports(corpus, ledger) {
//		fmt.Println(r.Key, r.Language, r.State(), r.Open(), "of", r.Total())
//	}
//
// # Blocks
//
// A block is a paragraph, a heading, a list item, a table cell, a term, a piece of
// code or a text of the front matter. Its text is what stands in the file, as
// Markdown; two texts are the same when they differ in white space, apostrophes,
// quotation marks, dashes and spaces before marks only.
//
// # The ledger
//
// data/translations.yaml, which only the tool writes, keeps for every item and every
// translated block the text of the source block it was made from, the text of the
// translation then, and the hash of both. The blocks of today are matched against
// these texts: what was moved, cut in two or joined is recognised and is no change.
// A block keeps its id (five characters, drawn from its first text) through edits.
//
// # States
//
// The source language is decided item by item (source_language). A pair of blocks is
//
//	current   neither side has changed
//	behind    the source has changed: the translation is behind
//	ahead     the translation has changed: the source is behind it
//	both      both have changed, or both are new: somebody has to compare
//
// and a version is missing, unrecorded, behind or current. Whether a change is a typing
// error or another meaning nobody but a person can say: `translation accept` records
// that it was one, `translation done` that a whole item has been brought up to date.
//
// # The first record
//
// `translation done ID` records an item as it stands, on the word of the person who
// types it. `translation done --all` records every item that has never been recorded
// and touches no other: a block that is behind is never confirmed in bulk. Until its
// first record an item is unrecorded: nothing is claimed about it, to staff or readers.
package translation

import (
	"path"
	"strings"

	"proximite/tools/internal/content"
)

// State of a pair of blocks or of a version.
type State string

// States of pairs; a version is Missing, Unrecorded, Behind or Current.
const (
	Current    State = "current"
	Behind     State = "behind"
	Ahead      State = "ahead"
	Both       State = "both"
	Missing    State = "missing"
	Unrecorded State = "unrecorded"
)

// Key names an item in the ledger: its id, or the path of a section (/stories/).
func Key(i *content.Item) string {
	if id := i.ID(); id != "" {
		return id
	}
	rest := strings.TrimPrefix(strings.TrimPrefix(i.Folder, "content"), "/")
	if rest == "" {
		return "/"
	}
	return "/" + rest + "/"
}

// SourceLanguage is the language in which an item was written first.
func SourceLanguage(i *content.Item) string {
	for _, v := range i.Versions {
		if l := v.Meta.Get("source_language").Text(); l != "" {
			return l
		}
	}
	return content.Languages()[0]
}

// Find returns the item that a person means: by id, by the path of a section or by
// any path of its folder or files; nil when there is none.
func Find(c *content.Corpus, name string) *content.Item {
	if i := c.Item(name); i != nil {
		return i
	}
	name = strings.TrimSuffix(strings.ReplaceAll(name, `\`, "/"), "/")
	if strings.HasSuffix(name, ".md") {
		name = path.Dir(name)
	}
	return c.Page(strings.TrimPrefix(strings.TrimPrefix(name, "./"), "content"))
}
