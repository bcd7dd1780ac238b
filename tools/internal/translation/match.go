package translation

import (
	"slices"
	"sort"
	"strings"
)

// Group ties blocks of an earlier text to blocks of the text of today. One to one is
// a block that stayed, moved or changed; one to several was cut; several to one were
// joined. Same says of each block whether its words have stayed.
type Group struct {
	Old, New         []int
	OldSame, NewSame []bool
}

// Match finds for every old block what has become of it. Old blocks in no group were
// deleted, new ones in no group were added.
func Match(old, now []Block) []Group {
	m := &matcher{old: old, now: now, oldDone: make([]bool, len(old)), nowDone: make([]bool, len(now))}
	m.equal()
	if !m.finished() {
		m.cut()
		m.join()
		m.similar()
		m.inPlace()
	}
	sort.SliceStable(m.groups, func(a, b int) bool { return m.groups[a].New[0] < m.groups[b].New[0] })
	return m.groups
}

type matcher struct {
	old, now         []Block
	oldDone, nowDone []bool
	groups           []Group
}

func (m *matcher) finished() bool {
	return !slices.Contains(m.oldDone, false) || !slices.Contains(m.nowDone, false)
}

func (m *matcher) tie(old, now []int, oldSame, nowSame []bool) {
	for _, o := range old {
		m.oldDone[o] = true
	}
	for _, n := range now {
		m.nowDone[n] = true
	}
	m.groups = append(m.groups, Group{old, now, oldSame, nowSame})
}

// equal ties blocks with the same words: first those in the same order, then those
// that were moved.
func (m *matcher) equal() {
	start := 0
	for start < len(m.old) && start < len(m.now) && m.isEqual(start, start) {
		m.tieEqual(start, start)
		start++
	}
	endOld, endNow := len(m.old), len(m.now)
	for endOld > start && endNow > start && m.isEqual(endOld-1, endNow-1) {
		endOld, endNow = endOld-1, endNow-1
		m.tieEqual(endOld, endNow)
	}
	pairs := longest(endOld-start, endNow-start, func(i, j int) bool { return m.isEqual(start+i, start+j) })
	for _, p := range pairs {
		m.tieEqual(start+p[0], start+p[1])
	}
	for o := range m.old {
		for n := 0; n < len(m.now) && !m.oldDone[o]; n++ {
			if !m.nowDone[n] && m.isEqual(o, n) {
				m.tieEqual(o, n)
			}
		}
	}
}

func (m *matcher) isEqual(o, n int) bool {
	return m.old[o].sum() == m.now[n].sum() && m.old[o].region() == m.now[n].region()
}

func (m *matcher) tieEqual(o, n int) { m.tie([]int{o}, []int{n}, []bool{true}, []bool{true}) }

// cut ties a block to the neighbours that together have its words.
func (m *matcher) cut() {
	for o := range m.old {
		if m.oldDone[o] {
			continue
		}
		if run := wholeRun(&m.old[o], m.now, m.nowDone); run != nil {
			m.tie([]int{o}, run, []bool{true}, repeat(true, len(run)))
		}
	}
}

// join ties neighbours to the block that has the words of all of them.
func (m *matcher) join() {
	for n := range m.now {
		if m.nowDone[n] {
			continue
		}
		if run := wholeRun(&m.now[n], m.old, m.oldDone); run != nil {
			m.tie(run, []int{n}, repeat(true, len(run)), []bool{true})
		}
	}
}

func repeat(v bool, n int) []bool {
	list := make([]bool, n)
	for i := range list {
		list[i] = v
	}
	return list
}

// wholeRun is a run of two or more free neighbours whose words are those of a block.
func wholeRun(whole *Block, list []Block, done []bool) []int {
	words := whole.tokens()
	for i := range list {
		var run []int
		rest := words
		for j := i; j < len(list) && !done[j] && list[j].region() == whole.region(); j++ {
			part := list[j].tokens()
			if len(part) > len(rest) || !slices.Equal(part, rest[:len(part)]) {
				break
			}
			rest = rest[len(part):]
			run = append(run, j)
			if len(rest) == 0 && len(run) > 1 {
				return run
			}
		}
	}
	return nil
}

// Thresholds, found on edits of the site's own texts: from half of its words on a
// block is the same block reworded; a cut or joined block shows more of them.
const (
	alike    = 0.5
	alikeRun = 0.65
	longRun  = 4
)

type candidate struct {
	old, now []int
	score    float64
}

// similar ties reworded blocks, those that were cut or joined at the same time
// included, the most similar first.
func (m *matcher) similar() {
	var list []candidate
	for o := range m.old {
		for n := range m.now {
			list = m.consider(list, o, n)
		}
	}
	sort.SliceStable(list, func(a, b int) bool { return list[a].score > list[b].score })
	for _, c := range list {
		if m.isFree(c) {
			m.tieSimilar(c)
		}
	}
}

func (m *matcher) isFree(c candidate) bool {
	return !slices.ContainsFunc(c.old, func(o int) bool { return m.oldDone[o] }) &&
		!slices.ContainsFunc(c.now, func(n int) bool { return m.nowDone[n] })
}

// consider adds the candidates that begin with an old and a new block.
func (m *matcher) consider(list []candidate, o, n int) []candidate {
	if m.oldDone[o] || m.nowDone[n] || m.old[o].region() != m.now[n].region() {
		return list
	}
	if s := similarity(words(&m.old[o]), words(&m.now[n])); s >= alike {
		list = append(list, candidate{[]int{o}, []int{n}, s})
	}
	for k := 2; k <= longRun; k++ {
		if run := freeRun(m.now, m.nowDone, n, k); run != nil {
			if s := runSimilarity(&m.old[o], m.now, run); s >= alikeRun {
				list = append(list, candidate{[]int{o}, run, s})
			}
		}
		if run := freeRun(m.old, m.oldDone, o, k); run != nil {
			if s := runSimilarity(&m.now[n], m.old, run); s >= alikeRun {
				list = append(list, candidate{run, []int{n}, s})
			}
		}
	}
	return list
}

func freeRun(list []Block, done []bool, from, k int) []int {
	if from+k > len(list) {
		return nil
	}
	var run []int
	for i := from; i < from+k; i++ {
		if done[i] || list[i].region() != list[from].region() {
			return nil
		}
		run = append(run, i)
	}
	return run
}

// runSimilarity compares a block with neighbours taken together; each of them has to
// have given most of its words.
func runSimilarity(whole *Block, list []Block, run []int) float64 {
	all := words(whole)
	var joined []string
	for _, i := range run {
		if containment(words(&list[i]), all) < alike {
			return 0
		}
		joined = append(joined, words(&list[i])...)
	}
	return similarity(all, joined)
}

// words are the tokens of a block that are no marks; a block of marks keeps them.
func words(b *Block) []string {
	list := b.tokens()
	if !hasWords(list) {
		return list
	}
	var kept []string
	for i, t := range list {
		if hasWords(list[i : i+1]) {
			kept = append(kept, strings.ToLower(t))
		}
	}
	return kept
}

func (m *matcher) tieSimilar(c candidate) {
	if len(c.old) == 1 && len(c.now) == 1 {
		m.tie(c.old, c.now, []bool{false}, []bool{false})
		return
	}
	// A part of a cut or joined block has stayed when its words stand together in the
	// whole.
	whole, parts, list := &m.now[c.now[0]], c.old, m.old
	if len(c.old) == 1 {
		whole, parts, list = &m.old[c.old[0]], c.now, m.now
	}
	same := make([]bool, len(parts))
	for i, p := range parts {
		same[i] = within(list[p].tokens(), whole.tokens())
	}
	if len(c.old) == 1 {
		m.tie(c.old, c.now, []bool{false}, same)
	} else {
		m.tie(c.old, c.now, same, []bool{false})
	}
}

func within(part, whole []string) bool {
	for i := 0; i+len(part) <= len(whole); i++ {
		if slices.Equal(part, whole[i:i+len(part)]) {
			return true
		}
	}
	return false
}

// inPlace ties what was written anew: as many blocks of a kind as stood between the
// same neighbours before.
func (m *matcher) inPlace() {
	for _, g := range m.gaps() {
		for _, kind := range kindsOf(m.old, g.old) {
			o, n := ofKind(m.old, g.old, kind), ofKind(m.now, g.now, kind)
			if len(o) != len(n) {
				continue
			}
			for i := range o {
				m.tie([]int{o[i]}, []int{n[i]}, []bool{false}, []bool{false})
			}
		}
	}
	m.lastOnes()
}

// lastOnes ties the one free old block of a kind to the one free new block of the kind,
// when they are short: of long ones some words would have stayed.
func (m *matcher) lastOnes() {
	old, now := free(m.oldDone), free(m.nowDone)
	for _, kind := range kindsOf(m.old, old) {
		o, n := ofKind(m.old, old, kind), ofKind(m.now, now, kind)
		if len(o) == 1 && len(n) == 1 && common(words(&m.old[o[0]]), words(&m.now[n[0]])) > 0 && len(words(&m.old[o[0]])) <= short {
			m.tie(o, n, []bool{false}, []bool{false})
		}
	}
}

// short is the number of words up to which one common word makes two blocks the same.
const short = 6

func free(done []bool) []int {
	var list []int
	for i, d := range done {
		if !d {
			list = append(list, i)
		}
	}
	return list
}

type gap struct{ old, now []int }

// gaps are the free blocks between tied neighbours that kept their order.
func (m *matcher) gaps() []gap {
	place := make(map[int]int)
	for _, g := range m.groups {
		for _, o := range g.Old {
			place[o] = g.New[0]
		}
	}
	byBounds := make(map[[2]int]*gap)
	var order [][2]int
	bounds := func(at [2]int) *gap {
		if byBounds[at] == nil {
			byBounds[at] = &gap{}
			order = append(order, at)
		}
		return byBounds[at]
	}
	for o := range m.old {
		if !m.oldDone[o] {
			g := bounds([2]int{m.before(o, place), m.after(o, place)})
			g.old = append(g.old, o)
		}
	}
	var list []gap
	for _, at := range order {
		g := byBounds[at]
		for n := max(at[0]+1, 0); n < at[1]; n++ {
			if !m.nowDone[n] && m.now[n].region() == m.old[g.old[0]].region() {
				g.now = append(g.now, n)
			}
		}
		list = append(list, *g)
	}
	return list
}

func (m *matcher) before(o int, place map[int]int) int {
	for i := o - 1; i >= 0; i-- {
		if n, ok := place[i]; ok {
			return n
		}
	}
	return -1
}

func (m *matcher) after(o int, place map[int]int) int {
	for i := o + 1; i < len(m.old); i++ {
		if n, ok := place[i]; ok {
			return n
		}
	}
	return len(m.now)
}

func kindsOf(list []Block, at []int) []string {
	var kinds []string
	for _, i := range at {
		if k := list[i].Kind + list[i].region(); !slices.Contains(kinds, k) {
			kinds = append(kinds, k)
		}
	}
	return kinds
}

func ofKind(list []Block, at []int, kind string) []int {
	var kept []int
	for _, i := range at {
		if list[i].Kind+list[i].region() == kind {
			kept = append(kept, i)
		}
	}
	return kept
}
