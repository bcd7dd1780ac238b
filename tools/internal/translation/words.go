package translation

import (
	"strings"
	"unicode"
)

// largest table of a comparison; longer texts are compared as bags of words.
const largest = 4_000_000

// longest is a longest common subsequence of two lists, as pairs of places.
func longest(n, m int, equal func(i, j int) bool) [][2]int {
	if n <= 0 || m <= 0 || n*m > largest {
		return nil
	}
	width := m + 1
	table := make([]int32, (n+1)*width)
	for i := n - 1; i >= 0; i-- {
		for j := m - 1; j >= 0; j-- {
			if equal(i, j) {
				table[i*width+j] = table[(i+1)*width+j+1] + 1
			} else {
				table[i*width+j] = max(table[(i+1)*width+j], table[i*width+j+1])
			}
		}
	}
	var pairs [][2]int
	for i, j := 0, 0; i < n && j < m; {
		switch {
		case equal(i, j):
			pairs = append(pairs, [2]int{i, j})
			i, j = i+1, j+1
		case table[(i+1)*width+j] >= table[i*width+j+1]:
			i++
		default:
			j++
		}
	}
	return pairs
}

// similarity is how much of two lists of words is common and in the same order, from
// 0 to 1.
func similarity(a, b []string) float64 {
	if len(a)+len(b) == 0 {
		return 1
	}
	// The bag of words is an upper bound that costs little.
	if bound := 2 * float64(common(a, b)) / float64(len(a)+len(b)); bound < alike || len(a)*len(b) > largest {
		return bound
	}
	pairs := longest(len(a), len(b), func(i, j int) bool { return a[i] == b[j] })
	return 2 * float64(len(pairs)) / float64(len(a)+len(b))
}

// containment is how much of a list of words is found in another.
func containment(part, whole []string) float64 {
	if len(part) == 0 {
		return 0
	}
	return float64(common(part, whole)) / float64(len(part))
}

func common(a, b []string) int {
	count := make(map[string]int, len(a))
	for _, w := range a {
		count[w]++
	}
	n := 0
	for _, w := range b {
		if count[w] > 0 {
			count[w]--
			n++
		}
	}
	return n
}

// Piece is a part of a word diff: kept, taken out or put in.
type Piece struct {
	Op   string `json:"op"` // "=", "-", "+"
	Text string `json:"text"`
}

// Diff compares two texts word by word. Words that differ in typography only are kept
// and shown as they are now.
func Diff(old, now string) []Piece {
	a, b := cutWords(old), cutWords(now)
	key := func(s string) string { return strings.Join(tokens(s), " ") }
	ka, kb := make([]string, len(a)), make([]string, len(b))
	for i := range a {
		ka[i] = key(a[i])
	}
	for i := range b {
		kb[i] = key(b[i])
	}
	d := &differ{}
	i, j := 0, 0
	for _, p := range append(longest(len(a), len(b), func(i, j int) bool { return ka[i] == kb[j] }), [2]int{len(a), len(b)}) {
		for ; i < p[0]; i++ {
			d.add("-", a[i])
		}
		for ; j < p[1]; j++ {
			d.add("+", b[j])
		}
		if j < len(b) {
			d.add("=", b[j])
		}
		i, j = i+1, j+1
	}
	return d.pieces
}

type differ struct{ pieces []Piece }

func (d *differ) add(op, text string) {
	if n := len(d.pieces); n > 0 && d.pieces[n-1].Op == op {
		d.pieces[n-1].Text += " " + text
		return
	}
	d.pieces = append(d.pieces, Piece{op, text})
}

// cutWords cuts at white space.
func cutWords(s string) []string { return strings.FieldsFunc(s, unicode.IsSpace) }

// Marked is a word diff on one line: [-taken out-] {+put in+}.
func Marked(pieces []Piece) string {
	var parts []string
	for _, p := range pieces {
		switch p.Op {
		case "-":
			parts = append(parts, "[-"+p.Text+"-]")
		case "+":
			parts = append(parts, "{+"+p.Text+"+}")
		default:
			parts = append(parts, p.Text)
		}
	}
	return strings.Join(parts, " ")
}
