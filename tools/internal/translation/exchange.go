package translation

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"

	"proximite/tools/internal/content"
	"proximite/tools/internal/plaintext"
)

// Exchange is an item on its way to a translator.
type Exchange struct {
	Key, From, To string
	Path          string // of the source file
	Title         string
	Date          string // of the item: files carry no clock
	Units         []Unit
}

// Unit is one text to translate.
type Unit struct {
	ID    string
	State State
	Kind  string
	Key   string // of the front matter
	Old   string // the source text that the translation was made from, when it has changed
	Terms []Hint

	source, target []part
	seal           string // hashes of both texts as they were exported
}

// Hint is an entry of the glossary that occurs in the source text.
type Hint struct {
	Source, Target, Note string
	Status               string
	Avoid                []string
}

// open reports whether a translator has something to do.
func (u *Unit) open() bool { return u.State == Behind || u.State == Both || u.State == Missing }

// seal is the exact identity of a source text and its translation. It travels with the
// unit: what comes back is only taken when both still stand in the files.
func seal(source, target string) string {
	sum := func(s string) string {
		h := sha256.Sum256([]byte(s))
		return hex.EncodeToString(h[:6])
	}
	return sum(source) + "-" + sum(target)
}

// Export prepares a report for translators. A version that is missing is exported
// whole; code and paragraphs that are a shortcode are no texts and stay at home.
func (r *Report) Export(glossary *content.Register) *Exchange {
	x := &Exchange{Key: r.Key, From: r.From, To: r.To, Path: r.source.Path, Title: r.source.Meta.Get("title").Text()}
	x.Date = r.source.Meta.Get("lastmod").Text()
	if x.Date == "" {
		x.Date = r.source.Meta.Get("date").Text()
	}
	for _, p := range r.exchangePairs() {
		if len(p.Source.Now) > 0 && p.Kind != Code && p.Kind != Call {
			x.Units = append(x.Units, r.unit(p, glossary))
		}
	}
	return x
}

// exchangePairs are the pairs of the report; before a first record those that it would
// have, and all blocks of the source when there is no translation.
func (r *Report) exchangePairs() []Pair {
	switch {
	case r.target == nil:
		return comparePairs(&Entry{Source: r.From}, r.sourceBlocks, nil)
	case !r.Recorded:
		return comparePairs(r.Done(), r.sourceBlocks, r.targetBlocks)
	}
	return r.Pairs
}

func (r *Report) unit(p Pair, glossary *content.Register) Unit {
	u := Unit{ID: p.ID, State: p.State, Kind: p.Kind, Key: p.Key}
	source, target := p.Source.Text(), p.Target.Text()
	cut := parts
	if p.Kind == Front {
		cut = plainParts
	}
	u.source = cut(source)
	if len(p.Target.Now) > 0 {
		u.target = renumber(u.source, cut(target))
	}
	switch {
	case len(p.Target.Now) == 0 && p.State == Current:
		// Somebody has accepted that this block needs no translation of its own.
	case len(p.Target.Now) == 0:
		u.State = Missing
	}
	if p.Source.Old != "" && Hash(p.Source.Old) != Hash(source) {
		u.Old = p.Source.Old
	}
	u.seal = seal(source, target)
	u.Terms = hints(glossary, r.From, r.To, source)
	return u
}

// hints are the terms of the glossary in a text.
func hints(glossary *content.Register, from, to, text string) []Hint {
	if glossary == nil {
		return nil
	}
	all := lower(tokens(text))
	var list []Hint
	for _, f := range glossary.Entries() {
		source, target := f.Value.Get(from).Text(), f.Value.Get(to).Text()
		if source == "" || target == "" {
			continue
		}
		acronym := f.Value.Get("acronym", from).Text()
		if !within(lower(tokens(source)), all) && (acronym == "" || !within([]string{strings.ToLower(acronym)}, all)) {
			continue
		}
		list = append(list, Hint{
			Source: source, Target: target, Note: f.Value.Get("note", to).Text(),
			Status: f.Value.Get("status").Text(), Avoid: texts(f.Value.Get("forbidden", to)),
		})
	}
	return list
}

func texts(n *plaintext.Node) []string {
	var list []string
	for _, c := range n.Children() {
		list = append(list, c.Text())
	}
	return list
}

func lower(list []string) []string {
	out := slices.Clone(list)
	for i := range out {
		out[i] = strings.ToLower(out[i])
	}
	return out
}

// notes are the sentences that tell a translator what a unit is.
func (u *Unit) notes() []string {
	what := u.Kind
	if u.Key != "" {
		what += " " + u.Key
	}
	list := []string{what}
	if u.Old != "" {
		list = append(list, "changed: "+oneLine(Marked(Diff(u.Old, raw(u.source)))))
	}
	return list
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// Reply is what came back from a translator.
type Reply struct {
	Key, From, To string
	Units         []ReplyUnit
}

// ReplyUnit is one text of a reply.
type ReplyUnit struct {
	ID        string
	Line      int
	Confirmed bool // a person says that it is right
	Lenient   bool // a changed text counts as confirmed: many tools set no state
	target    []part
	seal      string
	trouble   string // why the codes cannot be read; empty: they can
}
