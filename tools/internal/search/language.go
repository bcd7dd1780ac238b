package search

import (
	"slices"
	"strings"
	"unicode"

	"github.com/kljensen/snowball/english"
	"github.com/kljensen/snowball/french"
)

// language knows what is particular to the words of one language.
type language struct {
	stop    []string // folded and sorted
	stemmer func(word string, stemStopWords bool) string
}

// Words that stand in every text and help to find none. Words of one letter never
// count, so what remains of d’, l’ and n’ is not listed.
const (
	stopFR = `ai aie ainsi alors apres as au aucun aussi autre autres aux avant avec avoir ca car ce ceci cela celle celles celui
ces cet cette ceux chaque chez comme comment dans de des donc dont du elle elles en encore entre est et etait etaient ete etre
eu eux fait faire font il ils je jusqu la le les leur leurs lors lorsqu lorsque lui ma mais me meme memes mes moi mon ne ni non
nos notre nous on ont ou par parce pas peu peut peuvent plus pour pourquoi puis qu quand que quel quelle quelles quels qui quoi
sa sans se sera seront ses si soit son sont sous sur ta te tes toi ton tous tout toute toutes tres tu un une vers vos votre vous`
	stopEN = `about after all also although am an and any are as at be because been before being both but by can could did do does
done during each else for from get had has have having he her here him his how if in into is it its just me more most my no nor
not now of off on once only or other our out over own per same she should since so some such than that the their them then there
these they this those through to too under until up upon very was we were what when where which while who whom whose why will
with would yet you your`
)

// languageOf returns what is known about a language; one without rules has no stop
// words and no stems.
func languageOf(name string) *language {
	name, _, _ = strings.Cut(name, "-")
	switch name {
	case "fr":
		return &language{sorted(stopFR), french.Stem}
	case "en":
		return &language{sorted(stopEN), english.Stem}
	}
	return &language{stemmer: func(word string, _ bool) string { return word }}
}

func sorted(words string) []string {
	list := strings.Fields(words)
	slices.Sort(list)
	return list
}

func (l *language) isStop(form string) bool {
	_, found := slices.BinarySearch(l.stop, form)
	return found
}

// stem is the part that the inflections of a word share. Words with a digit, and
// short ones, which are mostly acronyms, stay whole.
func (l *language) stem(word string) string {
	if len(word) < 4 || strings.ContainsFunc(word, unicode.IsDigit) {
		return word
	}
	return l.stemmer(word, true)
}
