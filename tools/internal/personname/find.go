package personname

import (
	"slices"
	"unicode"
	"unicode/utf8"
)

// Find returns the names in a text, in order; of overlapping ones the longest.
func (f *Finder) Find(text string) []Match {
	if f.Empty() {
		return nil
	}
	list := tokens(text, f.known)
	found := f.match(list)
	if again := joined(list); again != nil {
		found = append(found, f.match(again)...)
	}
	if again := humps(text, list); again != nil {
		found = append(found, f.match(again)...)
	}
	return merge(found)
}

// match looks for the patterns in a row of words.
func (f *Finder) match(list []token) []Match {
	var found []Match
	for i := range list {
		var best *pattern
		for k := range f.byFirst[list[i].text] {
			p := &f.byFirst[list[i].text][k]
			if (best == nil || len(p.words) > len(best.words)) && f.fits(p, list[i:]) {
				best = p
			}
		}
		if best != nil {
			last := list[i+len(best.words)-1]
			found = append(found, Match{best.person, list[i].start, last.end, len(best.words) > 1 || best.joined})
		}
	}
	return found
}

// fits reports whether a row of words begins with a pattern.
func (f *Finder) fits(p *pattern, list []token) bool {
	if len(list) < len(p.words) {
		return false
	}
	for i, w := range p.words {
		if list[i].text != w || i > 0 && (list[i].apart || list[i].number != list[i-1].last+1) {
			return false
		}
	}
	return len(p.words) > 1 || p.joined || f.isName(list[0])
}

// isName decides whether a single word is meant as a name.
func (f *Finder) isName(t token) bool {
	common := slices.Contains(ordinary, t.text)
	switch {
	case slices.Contains(months, t.text):
		return false
	case f.place == Address:
		return !common
	case !t.capital:
		return false
	case utf8.RuneCountInString(t.text) < 3:
		return !t.upper && !t.opens
	}
	return !(common && (t.opens || f.place == Binary))
}

// joined is the row of words with those put together that the end of a line had
// parted; nil when there is none.
func joined(list []token) []token {
	if !slices.ContainsFunc(list, func(t token) bool { return t.broken }) {
		return nil
	}
	var out []token
	for _, t := range list {
		if n := len(out) - 1; t.broken && n >= 0 {
			out[n].text += t.text
			out[n].end, out[n].last = t.end, t.last
			continue
		}
		out = append(out, t)
	}
	return out
}

// humps is the row of words with those taken apart that are written like PhotoKeita;
// nil when there is none.
func humps(text string, list []token) []token {
	var out []token
	apart := false
	for _, t := range list {
		from := t.start
		for at, r := range text[t.start:t.end] {
			before, _ := utf8.DecodeLastRuneInString(text[:t.start+at])
			if at > 0 && unicode.IsUpper(r) && unicode.IsLower(before) {
				out = append(out, hump(text, from, t.start+at, t.number, t.number-1))
				from, apart = t.start+at, true
			}
		}
		if from > t.start {
			t = hump(text, from, t.end, t.number, t.last)
		}
		out = append(out, t)
	}
	if !apart {
		return nil
	}
	return out
}

func hump(text string, start, end, number, last int) token {
	r, _ := utf8.DecodeRuneInString(text[start:])
	return token{text: Fold(text[start:end]), number: number, last: last, start: start, end: end, capital: unicode.IsUpper(r)}
}

// merge keeps of overlapping matches the longest.
func merge(found []Match) []Match {
	slices.SortFunc(found, func(a, b Match) int {
		if a.Start != b.Start {
			return a.Start - b.Start
		}
		return b.End - a.End
	})
	var out []Match
	for _, m := range found {
		if n := len(out) - 1; n >= 0 && m.Start < out[n].End {
			if m.End > out[n].End && m.Person == out[n].Person {
				out[n].End, out[n].Whole = m.End, out[n].Whole || m.Whole
			}
			continue
		}
		out = append(out, m)
	}
	return out
}
