package translation

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// Pairing a source with its translation looks at structure: the words differ, but the
// kind and order of blocks, ids of headings, shortcodes, links and numbers do not.

// pairBlocks ties each source block to at most one block of the translation. known are
// pairs that the ledger tells: they hold even where one language has another order; all
// other pairs keep the order.
func pairBlocks(source, target []Block, known map[[2]int]bool) [][2]int {
	pairs := outOfOrder(known)
	moved := make(map[int]bool)
	movedTarget := make(map[int]bool)
	for _, p := range pairs {
		moved[p[0]], movedTarget[p[1]] = true, true
	}
	for _, region := range regions(source) {
		s, t := inRegion(source, region, moved), inRegion(target, region, movedTarget)
		pairs = append(pairs, align(source, target, s, t, known)...)
	}
	return pairs
}

// outOfOrder are the known pairs without which all others keep the order. A block in
// several pairs was cut or joined; where it goes is left to the alignment.
func outOfOrder(known map[[2]int]bool) [][2]int {
	sources, targets := make(map[int]int), make(map[int]int)
	for p := range known {
		sources[p[0]]++
		targets[p[1]]++
	}
	var single [][2]int
	for p := range known {
		if sources[p[0]] == 1 && targets[p[1]] == 1 {
			single = append(single, p)
		}
	}
	slices.SortFunc(single, func(a, b [2]int) int { return a[0] - b[0] })
	kept := rising(single)
	return slices.DeleteFunc(single, func(p [2]int) bool { return kept[p] })
}

// rising is a longest series of pairs whose second places rise as the first do.
func rising(pairs [][2]int) map[[2]int]bool {
	ends := make([]int, 0, len(pairs)) // by length: the pair that ends a series lowest
	before := make([]int, len(pairs))
	for i, p := range pairs {
		n, _ := slices.BinarySearchFunc(ends, p[1], func(e, want int) int { return pairs[e][1] - want })
		before[i] = -1
		if n > 0 {
			before[i] = ends[n-1]
		}
		if n == len(ends) {
			ends = append(ends, i)
		} else {
			ends[n] = i
		}
	}
	kept := make(map[[2]int]bool)
	if len(ends) > 0 {
		for i := ends[len(ends)-1]; i >= 0; i = before[i] {
			kept[pairs[i]] = true
		}
	}
	return kept
}

func regions(list []Block) []string {
	var all []string
	for i := range list {
		if r := list[i].region(); !slices.Contains(all, r) {
			all = append(all, r)
		}
	}
	return all
}

func inRegion(list []Block, region string, without map[int]bool) []int {
	var at []int
	for i := range list {
		if list[i].region() == region && !without[i] {
			at = append(at, i)
		}
	}
	return at
}

// Weights of the alignment: a pair has to be better than two blocks without partner.
const (
	gapCost   = -1.5
	knownPair = 20
	noPair    = -100
)

// align finds the best pairs that keep the order (dynamic programming).
func align(source, target []Block, s, t []int, known map[[2]int]bool) [][2]int {
	width := len(t) + 1
	best := make([]float64, (len(s)+1)*width)
	from := make([]byte, len(best))
	facts := func(list []Block, at []int) [][]string {
		all := make([][]string, len(at))
		for i, b := range at {
			all[i] = factsOf(list[b].Text)
		}
		return all
	}
	sf, tf := facts(source, s), facts(target, t)
	for i := 0; i <= len(s); i++ {
		for j := 0; j <= len(t); j++ {
			at := i*width + j
			switch {
			case i == 0 && j == 0:
				continue
			case i == 0:
				best[at], from[at] = best[at-1]+gapCost, 't'
				continue
			case j == 0:
				best[at], from[at] = best[at-width]+gapCost, 's'
				continue
			}
			w := weight(&source[s[i-1]], &target[t[j-1]], sf[i-1], tf[j-1])
			if known[[2]int{s[i-1], t[j-1]}] {
				w = knownPair
			}
			best[at], from[at] = best[at-width-1]+w, 'p'
			if v := best[at-width] + gapCost; v > best[at] {
				best[at], from[at] = v, 's'
			}
			if v := best[at-1] + gapCost; v > best[at] {
				best[at], from[at] = v, 't'
			}
		}
	}
	var pairs [][2]int
	for i, j := len(s), len(t); i > 0 || j > 0; {
		switch from[i*width+j] {
		case 'p':
			i, j = i-1, j-1
			pairs = append(pairs, [2]int{s[i], t[j]})
		case 's':
			i--
		default:
			j--
		}
	}
	slices.Reverse(pairs)
	return pairs
}

// weight says how likely two blocks are each other's translation.
func weight(a, b *Block, fa, fb []string) float64 {
	if a.Kind != b.Kind && (a.Kind == Heading || b.Kind == Heading || a.Kind == Call || b.Kind == Call || a.Kind == Code || b.Kind == Code) {
		return noPair
	}
	w := 1.0
	if a.Kind != b.Kind {
		w = -0.5
	}
	if a.Kind == Heading {
		switch {
		case a.Mark != "" && a.Mark == b.Mark:
			w += 8
		case a.Mark != "" && b.Mark != "":
			w -= 4
		}
		if a.Level != b.Level {
			w--
		}
	}
	if n := len(fa) + len(fb); n > 0 {
		w += 4*2*float64(common(fa, fb))/float64(n) - 1.5
	}
	return w + lengthWeight(a.Text, b.Text)
}

// lengthWeight is 1 for texts of about the same length and falls to -2.
func lengthWeight(a, b string) float64 {
	la, lb := float64(utf8.RuneCountInString(a)+8), float64(utf8.RuneCountInString(b)+8)
	ratio := la / lb
	if ratio > 1 {
		ratio = 1 / ratio
	}
	return 3*ratio - 2
}

var fact = regexp.MustCompile(`\{\{[<%][^}]*\}\}|\]\([^)\s]*|\d+`)

var callHead = regexp.MustCompile(`^\{\{[<%]\s*(\S+)\s*(?:ref=)?("[^"]*")?`)

// factsOf are the parts of a text that a translation keeps: what it refers to and its
// numbers.
func factsOf(text string) []string {
	found := fact.FindAllString(text, -1)
	for i, f := range found {
		if strings.HasPrefix(f, "{{") {
			found[i] = strings.Join(callHead.FindStringSubmatch(f)[1:], " ")
		}
	}
	return found
}
