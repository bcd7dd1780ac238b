package rule

import (
	"regexp"
	"slices"
	"strings"

	"proximite/tools/internal/content"
	"proximite/tools/internal/diagnostic"
	"proximite/tools/internal/document"
	"proximite/tools/internal/fact"
	"proximite/tools/internal/plaintext"
)

// clue is something by which a person who is not named can be recognised. Each kind
// counts once: two dates tell hardly more than one.
type clue struct {
	kind  string // rank, unit, town, date or years
	words string // as they stand there
	place diagnostic.Diagnostic
}

// clueNames are the kinds in words.
func clueNames(kind string) diagnostic.Text {
	return map[string]diagnostic.Text{
		"rank":  {FR: "grade", EN: "rank"},
		"unit":  {FR: "unité ou institution", EN: "unit or institution"},
		"town":  {FR: "ville ou localité", EN: "town or locality"},
		"date":  {FR: "date exacte", EN: "exact date"},
		"years": {FR: "années de service", EN: "years of service"},
	}[kind]
}

// Words by which text is searched. A unit has a name or a number behind or before it.
var (
	ranks = regexp.MustCompile(`(?i)(?:^|[^\p{L}])(adjudant(?:e)?(?:-chef(?:fe)?)?|brigadier(?:-chef)?|capitaine|captain|caporal(?:-chef)?|corporal|colonel(?:le)?|lieutenant-colonel|commandant(?:e)?|commissaire(?: principale?)?|contrôleur général|inspecteur général|lieutenante?|major|maréchal des logis(?:-chef)?|sergente?(?:-chef)?|sergeant|sous-lieutenant|superintendent|inspectrice? divisionnaire|warrant officer)(?:[^\p{L}]|$)`)
	units = regexp.MustCompile(`(?:^|[^\p{L}])((?:[Cc]ommissariat|[Bb]rigade|[Cc]ompagnie|[Ee]scadron|[Pp]eloton|[Gg]roupement|[Dd]étachement|[Bb]ataillon|[Pp]oste de police|[Uu]nité|[Pp]olice station|[Ss]quadron|[Pp]latoon|[Cc]ompany|[Dd]etachment|[Bb]attalion|[Uu]nit) (?:de la |de l[’']|du |de |des |d[’']|in |of |at |n[°o] ?)?(?:\p{Lu}[\p{L}-]+|[0-9]+)(?:(?:er|ère|e|ème|st|nd|rd|th)? (?:[Aa]rrondissement|[Dd]istrict))?|\p{Lu}[\p{L}-]+ (?:brigade|squadron|platoon|police station|detachment))`)
	towns = regexp.MustCompile(`(?:^|[^\p{L}])((?:[Vv]illage|[Qq]uartier|[Cc]ommune|[Hh]ameau|[Ll]ocalité|[Bb]ourg|[Dd]istrict|[Tt]own|[Nn]eighbourhood) (?:de |d[’']|du |of )\p{Lu}[\p{L}-]+)`)
	years = regexp.MustCompile(`(?i)(?:^|[^\p{L}])([\p{L}0-9]+ (?:ans|années) (?:de service|de carrière|de métier|d[’']expérience|d[’']ancienneté|dans la (?:police|gendarmerie|garde))|[\p{L}0-9]+ years (?:of (?:service|experience)|in the (?:police|gendarmerie|guard|force)))`)
)

// clueFinder looks for clues in a corpus.
type clueFinder struct {
	corpus *content.Corpus
	cities map[string]bool // keys of places that are towns
	names  []string        // of these towns and of schools and offices, in both languages
	kinds  map[string]string
}

func newClueFinder(c *content.Corpus) *clueFinder {
	f := &clueFinder{corpus: c, cities: make(map[string]bool), kinds: make(map[string]string)}
	enter := func(kind string, texts ...*plaintext.Node) {
		for _, n := range texts {
			for _, t := range append([]plaintext.Field{{Value: n}}, n.Fieldset()...) {
				if name := t.Value.Text(); len(name) > 2 && f.kinds[name] == "" {
					f.kinds[name] = kind
					f.names = append(f.names, name)
				}
			}
		}
	}
	for _, p := range c.Register("places").Entries() {
		if p.Value.Get("precision").Text() == "city" {
			f.cities[p.Key] = true
			enter("town", p.Value.Get("name"))
		}
	}
	for _, i := range c.Register("institutions").Entries() {
		if smallInstitution(i.Value) {
			enter("unit", i.Value.Get("name"), i.Value.Get("acronym"))
		}
	}
	return f
}

// smallInstitution: of a school or an office there are few members; of a force or a
// mission thousands.
func smallInstitution(entry *plaintext.Node) bool {
	return slices.Contains([]string{"school", "state", "civil-society", "partner"}, entry.Get("kind").Text())
}

// text finds the clues of a text; place gives a finding its place at a byte.
func (f *clueFinder) text(text, language string, place func(int) diagnostic.Diagnostic) []clue {
	var list []clue
	pattern := func(kind string, r *regexp.Regexp) {
		if m := r.FindStringSubmatchIndex(text); m != nil {
			list = append(list, clue{kind, text[m[2]:m[3]], place(m[2])})
		}
	}
	pattern("rank", ranks)
	pattern("unit", units)
	pattern("town", towns)
	pattern("years", years)
	for _, name := range f.names {
		if i := wholeWord(text, name); i >= 0 {
			list = append(list, clue{f.kinds[name], name, place(i)})
		}
	}
	for _, d := range fact.Of(text, language) {
		// A day and month without a year tells who knows the year.
		if d.Kind == fact.Date && !strings.HasSuffix(d.Value, "-00") {
			list = append(list, clue{"date", d.Text, place(d.Start)})
			break
		}
	}
	return list
}

// wholeWord is the place of a name that no letter touches, or -1.
func wholeWord(text, name string) int {
	for from := 0; ; {
		i := strings.Index(text[from:], name)
		if i < 0 {
			return -1
		}
		i += from
		if !letterAt(text, i-1) && !letterAt(text, i+len(name)) {
			return i
		}
		from = i + len(name)
	}
}

func letterAt(text string, i int) bool {
	return i >= 0 && i < len(text) && (text[i] >= 0x80 || text[i] >= 'a' && text[i] <= 'z' || text[i] >= 'A' && text[i] <= 'Z')
}

// front finds the clues of the front matter.
func (f *clueFinder) front(v *content.Version) []clue {
	var list []clue
	add := func(kind, words string, n *plaintext.Node) {
		list = append(list, clue{kind, words, at(v.Path, n, tooManyClues)})
	}
	for _, n := range append(v.Meta.Get("places").Children(), v.Meta.Get("place")) {
		if f.cities[n.Text()] {
			add("town", n.Text(), n)
		}
	}
	for _, n := range v.Meta.Get("institutions").Children() {
		if smallInstitution(f.corpus.Register("institutions").Entry(n.Text())) {
			add("unit", n.Text(), n)
		}
	}
	for _, key := range []string{"recorded_on", "event_date"} {
		if n := v.Meta.Get(key); len(n.Text()) == len("2006-01-02") {
			add("date", n.Text(), n)
		}
	}
	for _, p := range proseOf(v) {
		if p.block == nil && p.node != nil {
			list = append(list, f.text(p.text, v.Language, func(i int) diagnostic.Diagnostic { return p.at(tooManyClues, i) })...)
		}
	}
	return list
}

// near finds the clues in the sections of a page that speak of a person.
func (f *clueFinder) near(v *content.Version, person string) []clue {
	var list []clue
	sections := sectionsOf(v)
	mentioned := make(map[int]bool)
	for _, s := range v.Shortcodes {
		p, _ := personParam(s)
		ref, _ := s.Get("ref")
		if s.Name == "person" && p.Value == person || s.Name == "quote" && f.corpus.Speaking(ref.Value) == person {
			mentioned[sectionAt(sections, s.Offset)] = true
		}
	}
	for i := range v.Blocks {
		b := &v.Blocks[i]
		if b.Kind != "code" && mentioned[sectionAt(sections, b.Offset(0))] {
			list = append(list, f.text(b.Text, v.Language, func(i int) diagnostic.Diagnostic { return v.At(tooManyClues, b.Offset(i)) })...)
		}
	}
	calls(v.Document, "value", func(s document.Shortcode) {
		if p, ok := s.First(); ok && mentioned[sectionAt(sections, s.Offset)] && f.isService(p.Value) {
			list = append(list, clue{"years", p.Value, v.At(tooManyClues, p.Offset)})
		}
	})
	return list
}

// isService reports whether a figure counts years of a career.
func (f *clueFinder) isService(figure string) bool {
	entry := f.corpus.Register("figures").Entry(figure)
	return strings.Contains(entry.Get("unit", "en").Text(), "year") && years.MatchString("N years of "+strings.ToLower(entry.Get("label", "en").Text())+" ") ||
		strings.Contains(entry.Get("unit", "en").Text(), "years of experience") || strings.Contains(figure, "experience")
}

// sectionsOf are the offsets at which sections begin.
func sectionsOf(v *content.Version) []int {
	list := []int{0}
	for _, h := range v.Headings {
		list = append(list, h.Offset)
	}
	return list
}

func sectionAt(sections []int, offset int) int {
	n := 0
	for i, start := range sections {
		if start <= offset {
			n = i
		}
	}
	return n
}

// said finds the clues in what the person says in transcripts that the item shows.
func (f *clueFinder) said(i *content.Item, person string) []clue {
	var list []clue
	for _, t := range f.corpus.Transcripts {
		if t.Transcript == nil || !introduces(i, t.Name) {
			continue
		}
		nodes := t.Root.Get("segments").Children()
		for n := range t.Segments {
			s := &t.Segments[n]
			if s.Masked() || t.SpeakerOf(s).Person != person || n >= len(nodes) {
				continue
			}
			node := nodes[n].Get("text")
			list = append(list, f.text(s.Text, t.LanguageOf(s), func(int) diagnostic.Diagnostic { return at(t.Path, node, tooManyClues) })...)
		}
	}
	return list
}

func introduces(i *content.Item, transcript string) bool {
	return slices.ContainsFunc(i.Versions, func(v *content.Version) bool { return v.Meta.Get("transcript").Text() == transcript })
}

// register finds the clues in what stands for the name.
func (f *clueFinder) register(p content.Person) []clue {
	var list []clue
	if p.Attribution == "anonymous" {
		return nil // the role is not shown
	}
	for _, role := range p.Entry.Get("role").Fieldset() {
		list = append(list, f.text(role.Value.Text(), role.Key, func(int) diagnostic.Diagnostic {
			return at(f.corpus.Register("people").Path, role.Value, tooManyClues)
		})...)
	}
	return list
}

// about are all clues about a person in an item, the first of each kind.
func (f *clueFinder) about(i *content.Item, p content.Person) []clue {
	list := f.register(p)
	for _, v := range i.Versions {
		list = append(list, f.front(v)...)
		list = append(list, f.near(v, p.ID)...)
	}
	list = append(list, f.said(i, p.ID)...)
	seen := make(map[string]bool)
	return slices.DeleteFunc(list, func(c clue) bool {
		old := seen[c.kind]
		seen[c.kind] = true
		return old
	})
}
