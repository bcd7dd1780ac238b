package rule

import (
	"strings"
	"time"

	"proximite/tools/internal/content"
	"proximite/tools/internal/diagnostic"
	"proximite/tools/internal/document"
)

// checkEmbargoes looks at items whose time has not come or is over: their dates have to
// make sense, and who refers to them learns that readers see nothing of it today.
func checkEmbargoes(c *content.Corpus) []diagnostic.Diagnostic {
	e := &embargoes{corpus: c, held: c.HeldTranscripts()}
	for _, i := range c.Items {
		for _, v := range i.Versions {
			e.dates(v)
		}
	}
	if c.Now.IsZero() {
		return e.found
	}
	versions(c, func(v *content.Version) {
		if v.Public(c.Now) {
			e.references(v)
		}
	})
	return e.found
}

type embargoes struct {
	corpus *content.Corpus
	held   map[string]bool // transcripts
	found  []diagnostic.Diagnostic
}

func (e *embargoes) add(d diagnostic.Diagnostic) { e.found = append(e.found, d) }

func (e *embargoes) dates(v *content.Version) {
	from, ok := v.Embargo()
	if over, set := v.Expires(); ok && set && !over.After(from) {
		e.add(at(v.Path, v.Meta.Get("expires"), neverPublic, spell(from), spell(over)))
	}
	switch {
	case v.Draft():
	case v.Held(e.corpus.Now):
		n := v.Meta.Get("embargo")
		if n == nil {
			n = v.Meta.Get("date")
		}
		e.add(at(v.Path, n, comesLater, spell(from)))
	case v.Expired(e.corpus.Now):
		e.add(at(v.Path, v.Meta.Get("expires"), timeIsOver, v.Meta.Get("expires").Text()))
	}
}

// spell writes a moment as people type it.
func spell(t time.Time) string {
	if t = t.UTC(); t.Equal(t.Truncate(24 * time.Hour)) {
		return t.Format(time.DateOnly)
	}
	return t.Format(time.RFC3339)
}

// absent reports whether an item is released and shows nothing today.
func (e *embargoes) absent(i *content.Item) bool {
	return i != nil && (i.Held(e.corpus.Now) || i.Expired(e.corpus.Now))
}

func (e *embargoes) references(v *content.Version) {
	for key := range relations {
		for _, n := range v.Meta.Get(key).Children() {
			if e.absent(e.corpus.Item(n.Text())) {
				e.add(at(v.Path, n, heldReference, n.Text()))
			}
		}
	}
	for _, l := range v.Links {
		address, _, _ := strings.Cut(l.Destination, "#")
		if address != "" && !strings.Contains(address, ":") && e.absent(e.corpus.Page(address)) {
			e.add(v.At(heldReference, l.Offset, address))
		}
	}
	quote := func(ref string, place func(diagnostic.Rule, ...any) diagnostic.Diagnostic) {
		if id, _, ok := strings.Cut(ref, "#"); ok && e.held[id] {
			e.add(place(heldQuotation, ref))
		}
	}
	calls(v.Document, "quote", func(s document.Shortcode) {
		ref, _ := s.Get("ref")
		quote(ref.Value, func(r diagnostic.Rule, args ...any) diagnostic.Diagnostic { return v.At(r, s.Offset, args...) })
	})
	n := v.Meta.Get("pull_quote", "ref")
	quote(n.Text(), func(r diagnostic.Rule, args ...any) diagnostic.Diagnostic { return at(v.Path, n, r, args...) })
}

func embargoRules() []diagnostic.Rule {
	return []diagnostic.Rule{neverPublic, comesLater, timeIsOver, heldReference, heldQuotation}
}

var (
	neverPublic = diagnostic.Rule{
		ID: "embargo/never-public", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "L’élément doit paraître le %[1]s et disparaître le %[2]s : il ne serait jamais visible.", EN: "The item is to come out on %[1]s and to go on %[2]s: it would never be seen."},
		Hint:    diagnostic.Text{FR: "Corrigez « embargo: » (sinon « date: ») ou « expires: ».", EN: "Correct “embargo:” (else “date:”) or “expires:”."},
	}
	comesLater = diagnostic.Rule{
		ID: "embargo/comes-later", Severity: diagnostic.Advice,
		Message: diagnostic.Text{FR: "L’élément n’est pas encore sur le site ; il y sera à la première construction à partir du %[1]s (heure du Mali).", EN: "The item is not on the site yet; it will be with the first build from %[1]s on (Mali’s time)."},
		Hint:    diagnostic.Text{FR: "Prévoyez de reconstruire et de mettre en ligne le site à ce moment-là.", EN: "Plan to build the site and to put it online at that moment."},
	}
	timeIsOver = diagnostic.Rule{
		ID: "embargo/time-is-over", Severity: diagnostic.Advice,
		Message: diagnostic.Text{FR: "L’élément n’est plus sur le site depuis le %[1]s ; son adresse dit que la page n’est plus là.", EN: "The item has not been on the site since %[1]s; its address says that the page is gone."},
		Hint:    diagnostic.Text{FR: "Rien à faire. Pour le montrer de nouveau, changez « expires: » dans les deux langues.", EN: "Nothing to do. To show it again, change “expires:” in both languages."},
	}
	heldReference = diagnostic.Rule{
		ID: "embargo/held-reference", Severity: diagnostic.Advice,
		Message: diagnostic.Text{FR: "« %[1]s » n’est pas sur le site aujourd’hui (embargo ou date passée) ; ce renvoi n’affiche rien, ou un simple texte.", EN: "“%[1]s” is not on the site today (embargo or time over); this reference shows nothing, or plain text."},
		Hint:    diagnostic.Text{FR: "Si cela doit rester ainsi, supprimez le renvoi. Sinon, il reviendra de lui-même.", EN: "If it is to stay so, delete the reference. Else it comes back by itself."},
	}
	heldQuotation = diagnostic.Rule{
		ID: "embargo/held-quotation", Severity: diagnostic.Advice,
		Message: diagnostic.Text{FR: "Les mots cités (%[1]s) viennent d’un entretien qui n’est pas sur le site aujourd’hui ; la citation n’affiche rien.", EN: "The quoted words (%[1]s) come from an interview that is not on the site today; the quotation shows nothing."},
		Hint:    diagnostic.Text{FR: "Relisez le passage : il annonce peut-être la citation. Donnez aux deux éléments le même « embargo: ».", EN: "Read the passage again: it may announce the quotation. Give both items the same “embargo:”."},
	}
)
