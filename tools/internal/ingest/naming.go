package ingest

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
)

// naming decides under which name each label of a file appears. It joins what is
// surely the same person, obeys --map and --speakers, and guesses nothing else.
type naming struct {
	file  string
	opt   Options
	seen  []string          // labels as first written, in order
	lines map[string]int    // folded label → first line
	name  map[string]string // folded label → name shown
}

func newNaming(file string, opt Options) *naming {
	return &naming{file: file, opt: opt, lines: make(map[string]int), name: make(map[string]string)}
}

// see notes a label.
func (n *naming) see(label string, line int) {
	key := foldLabel(label)
	if _, known := n.lines[key]; label != "" && !known {
		n.lines[key] = line
		n.seen = append(n.seen, label)
	}
}

// same reports whether two labels are spellings of one.
func (n *naming) same(a, b string) bool { return foldLabel(a) == foldLabel(b) }

// of is the name shown for a label.
func (n *naming) of(label string) string {
	return cmp.Or(n.name[foldLabel(label)], label)
}

// settle names all labels of the segments, joins segments that turn out to be of
// one speaker, and lists the speakers in order.
func (n *naming) settle(segments []spoken, r *Result) {
	for _, s := range segments {
		n.see(s.speaker, s.line)
	}
	for _, label := range n.seen {
		shown := n.mapped(label)
		if shown == "" {
			shown = cmp.Or(n.listed(label, r), label)
		}
		n.name[foldLabel(label)] = shown
	}
	n.joinInitials(r)
	spoke := make(map[string]bool)
	for _, s := range segments {
		spoke[n.of(s.speaker)] = spoke[n.of(s.speaker)] || !s.empty()
	}
	listed := make(map[string]bool)
	for _, label := range n.seen {
		shown := n.of(label)
		if !spoke[shown] {
			continue // reported as a turn without words
		}
		if !listed[shown] {
			r.Speakers = append(r.Speakers, shown)
			listed[shown] = true
		}
		if generic.MatchString(foldLabel(shown)) {
			r.Diagnostics = append(r.Diagnostics, ruleGenericSpeaker.At(n.file, n.lines[foldLabel(label)], 0, shown))
		}
	}
	n.absent(r)
}

var generic = regexp.MustCompile(`^(speaker|spk|locuteur|locutrice|intervenant|intervenante|unknown|inconnu|inconnue|unidentified|spkr)([ _-]*(\d+|[a-z]))?( speaker)?$`)

func (n *naming) mapped(label string) string {
	for from, to := range n.opt.Map {
		if n.same(from, label) {
			return strings.TrimSpace(to)
		}
	}
	return ""
}

// listed finds the label among the names of --speakers: the name itself, its
// initials, or one word of it that no other name has.
func (n *naming) listed(label string, r *Result) string {
	var fits []string
	for _, name := range n.opt.Speakers {
		if n.same(name, label) {
			return name
		}
		if abbreviates(label, name) || slices.Contains(strings.Fields(foldLabel(name)), foldLabel(label)) {
			fits = append(fits, name)
		}
	}
	if len(fits) != 1 {
		return ""
	}
	r.Diagnostics = append(r.Diagnostics, ruleAlias.At(n.file, n.lines[foldLabel(label)], 0, label, fits[0]))
	return fits[0]
}

// initialsLimit is the length in bytes of the longest initials, points included.
const initialsLimit = 12

// joinInitials treats DB as Devin Becker when he is the only one it can be.
func (n *naming) joinInitials(r *Result) {
	for _, short := range n.seen {
		if len(short) > initialsLimit {
			continue
		}
		var long []string
		for _, other := range n.seen {
			if abbreviates(short, n.of(other)) && !n.same(short, other) && !slices.Contains(long, n.of(other)) {
				long = append(long, n.of(other))
			}
		}
		if len(long) == 1 && n.of(short) == short {
			n.name[foldLabel(short)] = long[0]
			r.Diagnostics = append(r.Diagnostics, ruleAlias.At(n.file, n.lines[foldLabel(short)], 0, short, long[0]))
		}
	}
}

// absent reports names of the command line that nobody in the file has.
func (n *naming) absent(r *Result) {
	shown := strings.Join(n.seen, ", ")
	for _, name := range n.opt.Speakers {
		if !slices.ContainsFunc(r.Speakers, func(s string) bool { return n.same(s, name) }) {
			r.Diagnostics = append(r.Diagnostics, ruleSpeakerAbsent.At(n.file, 0, 0, name, cmp.Or(shown, "–")))
		}
	}
	from := make(map[string]bool)
	for label := range n.opt.Map {
		if _, seen := n.lines[foldLabel(label)]; !seen {
			from[label] = true
		}
	}
	for _, label := range sortedKeys(from) {
		r.Diagnostics = append(r.Diagnostics, ruleSpeakerAbsent.At(n.file, 0, 0, label, cmp.Or(shown, "–")))
	}
}
