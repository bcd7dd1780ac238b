package translation

import (
	"strings"

	"proximite/tools/internal/content"
)

// Change says what happened to the side of a pair that is newer.
type Change string

// Changes of a block.
const (
	Reworded Change = "changed"
	Added    Change = "added"
	Removed  Change = "removed"
)

// Side is one language of a pair: the text that was recorded and the blocks of today.
type Side struct {
	Old  string
	Now  []Block
	Same []bool // by block: its words have stayed
}

// Text is what the blocks of today say together.
func (s Side) Text() string {
	texts := make([]string, len(s.Now))
	for i, b := range s.Now {
		texts[i] = b.Text
	}
	return strings.Join(texts, "\n\n")
}

// Pair is a source block and its translation.
type Pair struct {
	ID             string
	Kind, Key      string
	State          State
	Change         Change // of the newer side; empty when current
	Source, Target Side

	record int // in the entry; -1: none yet
	after  int // target blocks before the place where a missing one belongs
	before int // the same for the source
}

// Report is the comparison of one translated version with its source.
type Report struct {
	Key      string
	Item     *content.Item
	From, To string // languages of the source and of the translation
	Recorded bool
	Exempt   bool
	Pairs    []Pair

	source, target *content.Version
	sourceBlocks   []Block
	targetBlocks   []Block
}

// Language is the one of the translation.
func (r *Report) Language() string { return r.To }

// Versions are the two files; the second is nil when it is missing.
func (r *Report) Versions() (source, target *content.Version) { return r.source, r.target }

// State of the version as a whole.
func (r *Report) State() State {
	switch {
	case r.target == nil:
		return Missing
	case !r.Recorded:
		return Unrecorded
	case r.Open() > 0:
		return Behind
	}
	return Current
}

// Total is the number of pairs.
func (r *Report) Total() int { return len(r.Pairs) }

// Open is the number of pairs that somebody has to look at.
func (r *Report) Open() int { return r.Count(Behind) + r.Count(Ahead) + r.Count(Both) }

// Count is the number of pairs in a state.
func (r *Report) Count(s State) int {
	n := 0
	for _, p := range r.Pairs {
		if p.State == s {
			n++
		}
	}
	return n
}

// Reports compares every translation of the corpus with its source, in the order of
// the folders.
func Reports(c *content.Corpus, l *Ledger) []*Report {
	var list []*Report
	for _, i := range c.Pages() {
		list = append(list, ItemReports(i, l)...)
	}
	return list
}

// ItemReports compares the versions of one item with the one in the source language.
// Both languages of the site are asked for, a further one only where it exists.
func ItemReports(i *content.Item, l *Ledger) []*Report {
	from := SourceLanguage(i)
	source := i.Version(from)
	if source == nil && len(i.Versions) > 0 {
		source = i.Versions[0]
		from = source.Language
	}
	if source == nil {
		return nil
	}
	languages := content.Languages()
	for _, v := range i.Versions {
		if v.Language != languages[0] && v.Language != languages[1] {
			languages = append(languages, v.Language)
		}
	}
	var list []*Report
	var blocks []Block
	for _, to := range languages {
		if to == from {
			continue
		}
		if blocks == nil {
			blocks = Blocks(source.Document)
		}
		list = append(list, compareVersions(i, source, i.Version(to), from, to, blocks, l))
	}
	return list
}

func compareVersions(i *content.Item, source, target *content.Version, from, to string, blocks []Block, l *Ledger) *Report {
	r := &Report{Key: Key(i), Item: i, From: from, To: to, source: source, target: target, sourceBlocks: blocks}
	r.Exempt = target == nil && source.Meta.Get("exempt").Get("date").Text() != ""
	if target == nil {
		return r
	}
	r.targetBlocks = Blocks(target.Document)
	e := l.Entry(r.Key, to)
	// When the source language of an item is changed, what was recorded still holds: the
	// pairs are the same, seen from the other side.
	if e == nil {
		e = l.Entry(r.Key, from).turned(to)
	}
	r.Recorded = e != nil
	r.Pairs = comparePairs(e, r.sourceBlocks, r.targetBlocks)
	return r
}

// turned is the entry with its sides exchanged, if it was made from that language.
func (e *Entry) turned(source string) *Entry {
	if e == nil || e.Source != source {
		return nil
	}
	out := &Entry{Source: source}
	for _, r := range e.Records {
		r.Source, r.Target = r.Target, r.Source
		out.Records = append(out.Records, r)
	}
	return out
}
