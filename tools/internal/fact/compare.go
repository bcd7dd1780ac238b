package fact

import (
	"slices"
	"strconv"
	"strings"
)

// Difference is a fact of one version that the other does not have. When the other
// has another one in its place, both are there.
type Difference struct{ A, B *Fact }

// Loose reports whether only words without a unit are concerned.
func (d Difference) Loose() bool {
	return (d.A == nil || d.A.Loose) && (d.B == nil || d.B.Loose)
}

// Compare finds what two versions do not both state. Places count texts; they say
// which texts of the versions correspond, when aligned is true.
func Compare(a, b []Fact, aligned bool) []Difference {
	if len(a) == 0 && len(b) == 0 {
		return nil
	}
	c := &comparison{a: a, b: b, doneA: make([]bool, len(a)), doneB: make([]bool, len(b)), matched: make(map[int]bool)}
	if aligned {
		c.match(func(a, b *Fact) bool { return a.Place == b.Place && a.equals(b) })
		c.match(func(a, b *Fact) bool { return a.Place == b.Place && compatible(a, b) })
		c.swaps()
	}
	c.match((*Fact).equals)
	c.match(compatible)
	c.covered()
	return c.rest(aligned)
}

type comparison struct {
	a, b         []Fact
	doneA, doneB []bool
	matched      map[int]bool // places in which something agrees
	found        []Difference
}

func (c *comparison) match(equal func(a, b *Fact) bool) {
	for i := range c.a {
		for j := 0; j < len(c.b) && !c.doneA[i]; j++ {
			if !c.doneB[j] && equal(&c.a[i], &c.b[j]) {
				c.doneA[i], c.doneB[j] = true, true
				c.matched[c.a[i].Place] = true
			}
		}
	}
}

// compatible facts say the same with one of them saying less: 9 and 9 months,
// 4 September and 4 September 2023. Two weeks are fourteen or fifteen days.
func compatible(a, b *Fact) bool {
	switch {
	case a.Kind != b.Kind:
		return false
	case a.Kind == Date:
		return datesFit(a.Value, b.Value)
	case a.Unit == "day" && b.Unit == "week":
		return b.Value == "2" && (a.Value == "14" || a.Value == "15")
	case a.Unit == "week" && b.Unit == "day":
		return compatible(b, a)
	}
	return a.Value == b.Value && (a.Unit == "" || b.Unit == "")
}

func datesFit(a, b string) bool {
	x, y := strings.Split(a, "-"), strings.Split(b, "-")
	for i := range x {
		if strings.Trim(x[i], "0") != "" && strings.Trim(y[i], "0") != "" && x[i] != y[i] {
			return false
		}
	}
	return true
}

// swaps finds facts that changed places between two texts which agree otherwise: 2015
// here and 2017 there, the other way round in the other version.
func (c *comparison) swaps() {
	for i := range c.a {
		for j := range c.b {
			a, b := &c.a[i], &c.b[j]
			if c.doneA[i] || c.doneB[j] || a.Place != b.Place || a.Loose || b.Loose || !c.matched[a.Place] || !alike(a, b) {
				continue
			}
			c.doneA[i], c.doneB[j] = true, true
			c.found = append(c.found, Difference{a, b})
		}
	}
}

// alike facts are of one sort: two dates with a day, two years, two sums.
func alike(a, b *Fact) bool {
	return a.Kind == b.Kind && a.Unit == b.Unit && (a.Kind != Date || strings.HasSuffix(a.Value, "-00") == strings.HasSuffix(b.Value, "-00"))
}

// covered takes away what only is put otherwise: a date on one side, its parts on the
// other. Two whole dates are never each other's parts.
func (c *comparison) covered() {
	c.cover(c.a, c.doneA, c.b, c.doneB)
	c.cover(c.b, c.doneB, c.a, c.doneA)
}

func (c *comparison) cover(own []Fact, done []bool, other []Fact, otherDone []bool) {
	for i := range own {
		if done[i] || own[i].Kind != Date {
			continue
		}
		var used []int
		for _, part := range parts(own[i]) {
			j := slices.IndexFunc(other, func(f Fact) bool { return f.Kind == Number && f.Value == part })
			if j < 0 || otherDone[j] {
				used = nil
				break
			}
			used = append(used, j)
		}
		for _, j := range used {
			done[i], otherDone[j] = true, true
		}
	}
}

// parts are the numbers of a date without its month: day and year.
func parts(f Fact) []string {
	p := strings.Split(f.Value, "-")
	var list []string
	for _, i := range []int{2, 0} {
		if n, _ := strconv.Atoi(p[i]); n > 0 {
			list = append(list, strconv.Itoa(n))
		}
	}
	return list
}

// rest pairs what stands in the same place and reports everything else alone. The
// word for two is left out: "les deux" is as often "the" as "both".
func (c *comparison) rest(aligned bool) []Difference {
	for i := range c.a {
		if c.doneA[i] {
			continue
		}
		d := Difference{A: &c.a[i]}
		for j := range c.b {
			if b := &c.b[j]; !c.doneB[j] && b.Kind == d.A.Kind && b.Place == d.A.Place && aligned {
				c.doneB[j], d.B = true, b
				break
			}
		}
		c.keep(d)
	}
	for j := range c.b {
		if !c.doneB[j] {
			c.keep(Difference{B: &c.b[j]})
		}
	}
	return c.found
}

func (c *comparison) keep(d Difference) {
	if d.A != nil && d.B != nil || !isTwo(d.A) && !isTwo(d.B) {
		c.found = append(c.found, d)
	}
}

func isTwo(f *Fact) bool { return f != nil && f.Loose && f.Value == "2" }
