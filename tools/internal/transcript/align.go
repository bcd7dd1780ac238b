package transcript

import (
	"slices"
	"strings"
)

// Change is what happened to one segment between two versions.
type Change struct {
	ID            string
	Kind          ChangeKind
	Before, After string // words
}

// ChangeKind names a change.
type ChangeKind string

// The kinds of change.
const (
	Added   ChangeKind = "added"
	Removed ChangeKind = "removed"
	Changed ChangeKind = "changed"
	Moved   ChangeKind = "moved"
)

// Adopt gives the segments of a newer version the ids that the same segments had
// before, new ids to new ones, and reports what changed. Segments are the same
// when their words are, or when they stand at the same place and have most words
// in common.
//
// Speakers keep their ids by their labels.
func Adopt(before, after *Transcript) []Change {
	adoptSpeakers(before, after)
	a := aligner{before: before.Segments, after: after.Segments}
	a.of = make([]int, len(a.after))
	a.used = make([]bool, len(a.before))
	for i := range a.of {
		a.of[i] = -1
	}
	a.equalWords()
	a.similarWords()
	taken := make(map[string]bool)
	for _, s := range a.before {
		taken[s.ID] = true
	}
	for i := range a.after {
		if a.of[i] >= 0 {
			a.after[i].ID = a.before[a.of[i]].ID
		} else {
			a.after[i].ID = SegmentID(a.after[i].Text, taken)
		}
	}
	return a.report()
}

// adoptSpeakers renames the speakers of the newer version.
func adoptSpeakers(before, after *Transcript) {
	byLabel := make(map[string]string)
	taken := make(map[string]bool)
	for _, p := range before.Speakers {
		byLabel[foldKey(p.Label)] = p.ID
		taken[p.ID] = true
	}
	renamed := make(map[string]string)
	n := 0
	for i := range after.Speakers {
		p := &after.Speakers[i]
		id := byLabel[foldKey(p.Label)]
		for id == "" || renamed[p.ID] != "" {
			if next := SpeakerID(n); !taken[next] {
				id = next
				taken[id] = true
				break
			}
			n++
		}
		renamed[p.ID] = id
		p.ID = id
	}
	for i := range after.Segments {
		if s := &after.Segments[i]; s.Speaker != "" {
			s.Speaker = renamed[s.Speaker]
		}
	}
}

type aligner struct {
	before, after []Segment
	of            []int // index in before of each in after, -1: new
	used          []bool
}

// equalWords pairs segments with the same words and speaker in order first, so
// that a repeated "Oui." stays where it was.
func (a *aligner) equalWords() {
	places := make(map[string][]int)
	for i, s := range a.before {
		key := foldKey(s.Text)
		places[key] = append(places[key], i)
	}
	for j, s := range a.after {
		key := foldKey(s.Text)
		if list := places[key]; len(list) > 0 {
			a.pair(list[0], j)
			places[key] = list[1:]
		}
	}
}

func (a *aligner) pair(i, j int) {
	a.of[j], a.used[i] = i, true
}

// similarWords pairs what is left between two pairs: a gap of old segments with
// the gap of new ones at the same place.
func (a *aligner) similarWords() {
	from, j := 0, 0
	for j < len(a.after) {
		if a.of[j] >= 0 {
			from = a.of[j] + 1
			j++
			continue
		}
		end := j
		for end < len(a.after) && a.of[end] < 0 {
			end++
		}
		to := len(a.before)
		if end < len(a.after) && a.of[end] >= from {
			to = a.of[end]
		}
		a.gap(from, to, j, end)
		j = end
	}
}

// gapLimit bounds the comparison of a gap in which everything changed.
const gapLimit = 200

func (a *aligner) gap(from, to, start, end int) {
	for j := start; j < end; j++ {
		for i := from; i < min(to, from+gapLimit); i++ {
			if !a.used[i] && similar(a.before[i].Text, a.after[j].Text) {
				a.pair(i, j)
				from = i + 1
				break
			}
		}
	}
}

// similar reports whether two texts have at least half of their words in common.
func similar(x, y string) bool {
	count := make(map[string]int)
	wx, wy := strings.Fields(strings.ToLower(x)), strings.Fields(strings.ToLower(y))
	for _, w := range wx {
		count[w]++
	}
	shared := 0
	for _, w := range wy {
		if count[w] > 0 {
			count[w]--
			shared++
		}
	}
	return 4*shared >= len(wx)+len(wy)
}

func (a *aligner) report() []Change {
	var list []Change
	inOrder := increasing(a.of)
	for j, s := range a.after {
		i := a.of[j]
		switch {
		case i < 0:
			list = append(list, Change{ID: s.ID, Kind: Added, After: s.Text})
		case a.before[i].Text != s.Text:
			list = append(list, Change{ID: s.ID, Kind: Changed, Before: a.before[i].Text, After: s.Text})
		case !inOrder[j]:
			list = append(list, Change{ID: s.ID, Kind: Moved, Before: s.Text, After: s.Text})
		}
	}
	for i, s := range a.before {
		if !a.used[i] {
			list = append(list, Change{ID: s.ID, Kind: Removed, Before: s.Text})
		}
	}
	return list
}

// increasing marks the members of a longest increasing run of the pairs: the
// others have moved.
func increasing(of []int) []bool {
	var tails []int // index in of that ends the best run of each length
	previous := make([]int, len(of))
	for j, i := range of {
		if i < 0 {
			continue
		}
		n, _ := slices.BinarySearchFunc(tails, i, func(t, i int) int { return of[t] - i })
		previous[j] = -1
		if n > 0 {
			previous[j] = tails[n-1]
		}
		if n == len(tails) {
			tails = append(tails, j)
		} else {
			tails[n] = j
		}
	}
	in := make([]bool, len(of))
	if len(tails) > 0 {
		for j := tails[len(tails)-1]; j >= 0; j = previous[j] {
			in[j] = true
		}
	}
	return in
}
