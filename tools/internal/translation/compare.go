package translation

import (
	"cmp"
	"slices"
)

// comparePairs holds what is recorded against the blocks of today.
func comparePairs(e *Entry, source, target []Block) []Pair {
	if e == nil {
		return nil
	}
	c := &comparison{entry: e, source: source, target: target, taken: make(map[string]bool)}
	for _, r := range e.Records {
		c.taken[r.ID] = true
	}
	sources, sourceFates := fates(e.Records, source, func(r Record) string { return r.Source })
	targets, targetFates := fates(e.Records, target, func(r Record) string { return r.Target })
	for i := range e.Records {
		if p, ok := recordedPair(e.Records[i], i, sourceFates[i], targetFates[i], source, target); ok {
			c.pairs = append(c.pairs, p)
		}
	}
	c.newBlocks(sources, targets)
	c.sort()
	return c.pairs
}

type comparison struct {
	entry          *Entry
	source, target []Block
	taken          map[string]bool
	pairs          []Pair
}

// fate is what has become of one recorded text.
type fate struct {
	had     bool // the record has a text on this side
	gone    bool
	changed bool
	now     []int
	same    []bool
}

// fates matches the recorded texts of one side. free are the blocks of today that no
// record knows.
func fates(records []Record, now []Block, text func(Record) string) (free []int, list []fate) {
	var old []Block
	var owner []int
	for i, r := range records {
		if t := text(r); t != "" {
			old = append(old, Block{Kind: r.Kind, Key: r.Key, Text: t})
			owner = append(owner, i)
		}
	}
	list = make([]fate, len(records))
	for _, i := range owner {
		list[i] = fate{had: true, gone: true}
	}
	known := make([]bool, len(now))
	for _, g := range Match(old, now) {
		for k, o := range g.Old {
			f := &list[owner[o]]
			f.gone, f.now, f.changed, f.same = false, g.New, !g.OldSame[k], g.NewSame
		}
		for _, n := range g.New {
			known[n] = true
		}
	}
	for n := range now {
		if !known[n] {
			free = append(free, n)
		}
	}
	return free, list
}

func (f fate) moved() bool { return f.changed || f.gone }

// recordedPair is the pair of a record; false when both sides are gone.
func recordedPair(r Record, i int, s, t fate, source, target []Block) (Pair, bool) {
	if (s.gone || !s.had) && (t.gone || !t.had) {
		return Pair{}, false
	}
	p := Pair{ID: r.ID, Kind: r.Kind, Key: r.Key, record: i, State: Current}
	p.Source = Side{Old: r.Source, Now: pick(source, s.now), Same: s.same}
	p.Target = Side{Old: r.Target, Now: pick(target, t.now), Same: t.same}
	p.before, p.after = first(s.now), first(t.now)
	// The side that a record lacks on purpose cannot be behind.
	changed := s.moved() && (t.had || !s.gone)
	moved := t.moved() && (s.had || !t.gone)
	switch {
	case changed && moved:
		p.State = Both
	case changed:
		p.State = Behind
	case moved:
		p.State = Ahead
	}
	if p.State != Current {
		p.Change = Reworded
		if s.gone || t.gone {
			p.Change = Removed
		}
	}
	return p, true
}

func pick(list []Block, at []int) []Block {
	var kept []Block
	for _, i := range at {
		kept = append(kept, list[i])
	}
	return kept
}

func first(at []int) int {
	if len(at) == 0 {
		return -1
	}
	return at[0]
}

// newBlocks pairs what is new on both sides and lists what is new on one.
func (c *comparison) newBlocks(source, target []int) {
	partner := make(map[int]int)
	used := make(map[int]bool)
	var pairs [][2]int
	if len(source) > 0 && len(target) > 0 {
		pairs = pairBlocks(c.source, c.target, c.known())
	}
	for _, p := range pairs {
		if slices.Contains(source, p[0]) && slices.Contains(target, p[1]) {
			partner[p[0]] = p[1]
			used[p[1]] = true
		}
	}
	for _, s := range source {
		p := Pair{Kind: c.source[s].Kind, Key: c.source[s].Key, State: Behind, Change: Added, record: -1, before: s, after: -1}
		p.ID = newID(c.source[s].Text, c.taken)
		p.Source = Side{Now: pick(c.source, []int{s}), Same: []bool{false}}
		if t, ok := partner[s]; ok {
			p.State, p.after = Both, t
			p.Target = Side{Now: pick(c.target, []int{t}), Same: []bool{false}}
		}
		c.pairs = append(c.pairs, p)
	}
	for _, t := range target {
		if used[t] {
			continue
		}
		p := Pair{Kind: c.target[t].Kind, Key: c.target[t].Key, State: Ahead, Change: Added, record: -1, before: -1, after: t}
		p.ID = newID(c.target[t].Text, c.taken)
		p.Target = Side{Now: pick(c.target, []int{t}), Same: []bool{false}}
		c.pairs = append(c.pairs, p)
	}
}

// known are the places that belong together according to the records.
func (c *comparison) known() map[[2]int]bool {
	known := make(map[[2]int]bool)
	for _, p := range c.pairs {
		if p.before >= 0 && p.after >= 0 {
			known[[2]int{p.before, p.after}] = true
		}
	}
	return known
}

// sort puts the pairs into the order of the source; what it lacks follows the block
// before it in the translation. It then works out where a missing block belongs.
func (c *comparison) sort() {
	place := make(map[int]int) // of target blocks in the source
	for _, p := range c.pairs {
		if p.before >= 0 && p.after >= 0 {
			place[p.after] = p.before
		}
	}
	at := func(p Pair) (int, int) {
		if p.before >= 0 {
			return p.before, -1
		}
		for t := p.after; t >= 0; t-- {
			if s, ok := place[t]; ok {
				return s, p.after
			}
		}
		return -1, p.after
	}
	slices.SortStableFunc(c.pairs, func(a, b Pair) int {
		a1, a2 := at(a)
		b1, b2 := at(b)
		return cmp.Or(cmp.Compare(a1, b1), cmp.Compare(a2, b2))
	})
	lastSource, lastTarget := -1, -1
	for i := range c.pairs {
		p := &c.pairs[i]
		if p.before < 0 {
			p.before = lastSource
		}
		if p.after < 0 {
			p.after = lastTarget
		}
		lastSource, lastTarget = p.before, p.after
	}
}
