// Package personname finds the names of registered persons in any text, however they
// are written.
//
//	finder := personname.NewFinder([]personname.Person{{ID: "t7m2xq", Name: "Awa Keïta", FirstName: "Awa"}}, personname.Prose)
//	for _, m := range finder.Find(text) {
//		fmt.Println(text[m.Start:m.End], m.Person)
//	}
//
// Found are the whole name in both orders, the family name alone, the first name
// alone, and an initial with the family name: in small and capital letters, with and
// without accents, with hyphens or joined, in the possessive, split over the end of a
// line, under Markdown emphasis, with invisible signs inside, and written in entities
// (&eacute;), percent signs (%C3%A9) or escapes (\u00e9).
//
// A single word is a name only with a capital, because family names and first names
// are ordinary words too: “Rose”, “rose”. The few that also begin ordinary sentences
// do not count there, and those of months nowhere. Short family names, frequent in Mali (Ba, Sy), have to be
// written with one capital and stand inside a sentence.
//
// Names are known from data/people.yaml alone, which never leaves the source tree, so
// no list of hashed names is needed: the built tree is searched while it still lies
// beside its sources.
package personname

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// Person is somebody whose name is looked for. FirstName may be another one than in
// Name: both are looked for.
type Person struct {
	ID        string
	Name      string
	FirstName string
}

// Place is where text stands, which decides what a single word means.
type Place int

const (
	Prose   Place = iota // sentences: a single word needs a capital
	Address              // file names, slugs, keys: small letters count too
	Binary               // bytes of pictures: short single words happen by chance
)

// Match is a name in a text, from Start to End in bytes.
type Match struct {
	Person     string
	Start, End int
	Whole      bool // more than the first or the family name alone
}

// pattern is one way to write a name: its words, folded.
type pattern struct {
	person string
	words  []string
	joined bool // several words written as one
}

// Finder looks for the names of many persons at once.
type Finder struct {
	byFirst map[string][]pattern
	known   map[string]bool // every word of every pattern
	place   Place
}

// NewFinder prepares a search for the names of people. Words in allowed are no names
// when they stand alone: somebody who may be named has them.
func NewFinder(people []Person, place Place, allowed ...string) *Finder {
	f := &Finder{byFirst: make(map[string][]pattern), known: make(map[string]bool), place: place}
	free := make(map[string]bool)
	for _, w := range allowed {
		free[Fold(w)] = true
	}
	for _, p := range people {
		for _, words := range variants(p) {
			if one := strings.Join(words, ""); len(words) > 1 && !isInitial(words) && len(one) > 4 {
				f.add(pattern{p.ID, []string{one}, true})
			}
			if len(words) == 1 && (free[words[0]] || f.tooShort(words[0])) {
				continue
			}
			f.add(pattern{p.ID, words, false})
		}
	}
	return f
}

func (f *Finder) add(p pattern) {
	list := f.byFirst[p.words[0]]
	if !slices.ContainsFunc(list, func(q pattern) bool { return q.person == p.person && slices.Equal(q.words, p.words) }) {
		f.byFirst[p.words[0]] = append(list, p)
	}
	for _, w := range p.words {
		f.known[w] = true
	}
}

func (f *Finder) tooShort(word string) bool {
	n := utf8.RuneCountInString(word)
	return n < 2 || n < 3 && (f.place != Prose || slices.Contains(smallWords, word)) || n < 5 && f.place == Binary
}

// Empty reports whether there is nothing to look for.
func (f *Finder) Empty() bool { return len(f.byFirst) == 0 }

// variants are the ways in which a name is written, each as folded words.
func variants(p Person) [][]string {
	whole, first := words(p.Name), words(p.FirstName)
	given, family := Split(whole, first)
	families := [][]string{family}
	if n := len(family); n > 1 && utf8.RuneCountInString(family[n-1]) > 3 {
		families = append(families, family[n-1:])
	}
	list := [][]string{whole, given, first}
	for _, family := range families {
		list = append(list, family)
		if n := len(family); n > 0 && utf8.RuneCountInString(family[n-1]) > 2 {
			list = append(list, append(slices.Clone(family[:n-1]), family[n-1]+"s")) // the Keitas
		}
		for _, g := range [][]string{given, first} {
			if len(g) > 0 && len(family) > 0 {
				initial := []string{firstLetter(g[0])}
				list = append(list, slices.Concat(g, family), slices.Concat(family, g), slices.Concat(initial, family), slices.Concat(family, initial))
			}
		}
	}
	return slices.DeleteFunc(list, func(words []string) bool { return len(words) == 0 })
}

// Split tells the first names from the family name. Without the first name, the last
// word is the family name.
func Split(whole, first []string) (given, family []string) {
	if len(first) > 0 && len(first) < len(whole) && slices.Equal(whole[:len(first)], first) {
		return whole[:len(first)], whole[len(first):]
	}
	if len(whole) < 2 {
		return nil, whole
	}
	return whole[:len(whole)-1], whole[len(whole)-1:]
}

// Family is the family name of a person, folded.
func Family(p Person) string {
	_, family := Split(words(p.Name), words(p.FirstName))
	return strings.Join(family, " ")
}

func isInitial(words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return utf8.RuneCountInString(w) == 1 })
}

func firstLetter(word string) string {
	_, size := utf8.DecodeRuneInString(word)
	return word[:size]
}

// words are the folded words of a name.
func words(name string) []string {
	var list []string
	for _, t := range tokens(name, nil) {
		list = append(list, t.text)
	}
	return list
}

// smallWords are words of two letters that begin sentences and titles in French and
// English, or stand in capitals.
var smallWords = strings.Fields("ai an as at au be by ce ci da de do du el en es et eu ex go he if il in is it la le li lu ma me mi mr ms my na ne ni no nu of oh ok on or ou sa se si so su ta te to tu un up us va vu we")

// months are first names too (Jan, April, Mai). Dates are everywhere, so these never
// count alone.
var months = strings.Fields("jan avr avril apr april mai may juin june jun jul juil aout august aug mars mar sept sep oct nov dec")

// ordinary are first and family names that also begin ordinary sentences.
var ordinary = strings.Fields(`aime ange aurore aube blanc blanche bon bonheur chance claire clement
	constance desire dieu divine douce esperance faith felicite fidele fine fleur force fortune frank gloire
	grace grand grant harmony heureux honneur hope innocent jolie jour joy juste leger long lumiere
	marche mark merci mercy miracle modeste mystere nuit olive pacifique paix parfait patience
	petit pierre plaisir prince princesse prudence prune rich rose sage saint salut samedi sincere soldat soleil
	summer sunday victoire victory will`)
