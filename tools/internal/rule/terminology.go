package rule

import (
	"regexp"
	"slices"
	"strings"

	"proximite/tools/internal/content"
	"proximite/tools/internal/diagnostic"
	"proximite/tools/internal/document"
	"proximite/tools/internal/glossary"
	"proximite/tools/internal/plaintext"
)

// checkTerminology asks that texts keep to data/glossary.yaml: the pair of a term in
// both languages, no variant that it forbids, no rank that was translated. What the
// mission or the Council uses is asked for, other terms are recommended.
func checkTerminology(c *content.Corpus) []diagnostic.Diagnostic {
	t := &terminology{glossary: glossary.New(termEntries(c))}
	eachPage(c, func(_ *content.Version, texts []prose) { t.variants(texts) })
	t.variants(slices.DeleteFunc(dataProse(c), func(p prose) bool { return p.path == "data/glossary.yaml" }))
	eachPair(c, func(p *pair) {
		t.pairs(p)
		if p.aligned {
			t.ranks(bodyOf(p.from), bodyOf(p.to))
		}
	})
	return t.found
}

// termEntries are the entries of the register. Alternatives are divided by commas.
func termEntries(c *content.Corpus) []*glossary.Entry {
	var list []*glossary.Entry
	for _, f := range c.Register("glossary").Entries() {
		e := &glossary.Entry{
			Key: f.Key, Status: f.Value.Get("status").Text(), Line: f.Line,
			Forms: make(map[string][]string), Forbidden: make(map[string][]string),
			Acronym: make(map[string]string), Note: make(map[string]string),
		}
		for _, l := range content.Languages() {
			for form := range strings.SplitSeq(f.Value.Get(l).Text(), ",") {
				if form = strings.TrimSpace(form); form != "" {
					e.Forms[l] = append(e.Forms[l], form)
				}
			}
			values(f.Value.Get("forbidden", l), func(n *plaintext.Node) { e.Forbidden[l] = append(e.Forbidden[l], n.Text()) })
			if a := f.Value.Get("acronym", l).Text(); a != "" {
				e.Acronym[l] = a
			}
			e.Note[l] = f.Value.Get("note", l).Text()
		}
		list = append(list, e)
	}
	return list
}

type terminology struct {
	glossary *glossary.Glossary
	found    []diagnostic.Diagnostic
}

// severity of a rule for an entry: only what is official is enforced.
func severity(d diagnostic.Diagnostic, e *glossary.Entry) diagnostic.Diagnostic {
	if e.Official() {
		return d
	}
	return d.With(diagnostic.Advice)
}

// variants finds forms that the glossary forbids and terms of the other language. What
// somebody else says, in quotation marks or a quotation, is left alone.
func (t *terminology) variants(texts []prose) {
	for i := range texts {
		p := &texts[i]
		if p.quoted || p.kind == "title" && p.version != nil && p.version.Item.Base() == "glossary" {
			continue
		}
		var quoted [][2]int
		for n, o := range t.glossary.Find(p.text, p.language) {
			if n == 0 {
				quoted = quotedParts(p.text)
			}
			if o.Use != glossary.Forbidden || isQuoted(quoted, o.Start) {
				continue
			}
			e := o.Entry
			d := p.at(forbiddenForm, o.Start, p.text[o.Start:o.End], strings.Join(e.Forms[p.language], ", "))
			t.found = append(t.found, severity(because(d, e), e))
		}
		t.otherLanguage(p)
	}
}

// because puts the reason of the glossary before what to do.
func because(d diagnostic.Diagnostic, e *glossary.Entry) diagnostic.Diagnostic {
	return withHint(d, diagnostic.Text{FR: e.Note["fr"], EN: e.Note["en"]})
}

// otherLanguage finds an official term of several words left in the other language.
func (t *terminology) otherLanguage(p *prose) {
	other := "en"
	if p.language == "en" {
		other = "fr"
	}
	if p.language != "en" && p.language != "fr" || p.kind == "interface" {
		return
	}
	for _, o := range t.glossary.Find(p.text, other) {
		if o.Use != glossary.Term || o.Words < 2 || !o.Entry.Official() || isQuoted(quotedParts(p.text), o.Start) {
			continue
		}
		if same := slices.ContainsFunc(o.Entry.Forms[p.language], func(f string) bool { return strings.EqualFold(f, p.text[o.Start:o.End]) }); same {
			continue
		}
		t.found = append(t.found, p.at(termOfOther, o.Start, p.text[o.Start:o.End], strings.Join(o.Entry.Forms[p.language], ", ")))
	}
}

// use is where an entry occurs first in a version.
type use struct {
	entry *glossary.Entry
	text  *prose
	start int
	words int
	shown string
}

// pairs asks that a term in one version is there in the other.
func (t *terminology) pairs(p *pair) {
	from, to := t.uses(p.from), t.uses(p.to)
	called := callsOf(p.source.Document, p.target.Document)
	t.missing(from, to, p.target, called)
	t.missing(to, from, p.source, called)
}

func (t *terminology) uses(texts []prose) []use {
	seen := make(map[*glossary.Entry]bool)
	var list []use
	for i := range texts {
		p := &texts[i]
		if p.quoted || p.kind == "marked" {
			continue
		}
		for _, o := range t.glossary.Find(p.text, p.language) {
			if o.Use != glossary.Forbidden && !seen[o.Entry] {
				seen[o.Entry] = true
				list = append(list, use{o.Entry, p, o.Start, o.Words, p.text[o.Start:o.End]})
			}
		}
	}
	return list
}

// callsOf are the keys of the calls {{< term >}} of both versions.
func callsOf(docs ...*document.Document) map[string]bool {
	keys := make(map[string]bool)
	for _, d := range docs {
		calls(d, "term", func(s document.Shortcode) {
			p, _ := s.First()
			keys[p.Value] = true
		})
	}
	return keys
}

// missing reports terms of several words that the other version does not have. One
// word alone is too often an ordinary word.
func (t *terminology) missing(has, others []use, lacking *content.Version, called map[string]bool) {
	for _, u := range has {
		if u.words < 2 && u.entry.Acronym[u.text.language] != u.shown || called[u.entry.Key] || u.text.version == nil {
			continue
		}
		if slices.ContainsFunc(others, func(o use) bool { return o.entry == u.entry || related(o.entry, u.entry) }) {
			continue
		}
		d := gate(lacking, t.at(u, lacking))
		t.found = append(t.found, severity(d, u.entry))
	}
}

// related entries hold one the other: "civil society organisation", "civil society".
func related(a, b *glossary.Entry) bool {
	for l := range a.Forms {
		for _, x := range a.Forms[l] {
			for _, y := range b.Forms[l] {
				if strings.Contains(x, y) || strings.Contains(y, x) {
					return true
				}
			}
		}
	}
	return false
}

// at stands at the text of the other version that corresponds to a use.
func (t *terminology) at(u use, lacking *content.Version) diagnostic.Diagnostic {
	language := lacking.Language
	args := []any{u.shown, strings.Join(u.entry.Forms[language], ", "), u.text.path, u.text.line(u.start)}
	if u.text.node != nil {
		return at(lacking.Path, lacking.Meta.Get(u.text.kind), termMissing, args...)
	}
	offset := u.text.offset
	if u.text.block != nil {
		offset = u.text.block.Offset(u.start)
	}
	return lacking.At(termMissing, placeOf(u.text.version, offset, lacking), args...)
}

// ranks: the French rank "major" is not the English one, so a rank stays as the source
// has it.
func (t *terminology) ranks(from, to []prose) {
	for i := range from {
		fr, en := &from[i], &to[i]
		if fr.language == "en" {
			fr, en = en, fr
		}
		named := strings.Contains(en.text, "Major ")
		if m := rankWithTitle.FindStringIndex(en.text); named && m != nil {
			t.found = append(t.found, en.at(rankTitle, m[0], en.text[m[0]:m[1]]))
		}
		if !strings.Contains(fr.text, "ommandant") && !strings.Contains(fr.text, "hef d") {
			continue
		}
		m := translatedRank.FindStringIndex(fr.text)
		if m != nil && (named && majorRank.MatchString(en.text) || strings.HasPrefix(fr.text[m[1]:], " "+string(document.Object))) {
			t.found = append(t.found, fr.at(rankTranslated, m[0], fr.text[m[0]:m[1]]))
		}
	}
}

var (
	rankWithTitle  = regexp.MustCompile(`\bMajor,? (?:Mr|Mrs|Ms)\b\.?`)
	majorRank      = regexp.MustCompile(`\bMajor (?:\p{Lu}|\x{FFFC})|(?:the|a) Major\b`)
	translatedRank = regexp.MustCompile(`(?i)\bcommandant\b|\bchef d[’']escadrons?\b`)
)

func terminologyRules() []diagnostic.Rule {
	return []diagnostic.Rule{forbiddenForm, termMissing, termOfOther, rankTranslated, rankTitle}
}

var (
	forbiddenForm = diagnostic.Rule{
		ID: "term/forbidden", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "Le glossaire écarte « %[1]s ».", EN: "The glossary rules “%[1]s” out."},
		Hint:    diagnostic.Text{FR: "Écrivez « %[2]s ».", EN: "Write “%[2]s”."},
	}
	termMissing = diagnostic.Rule{
		ID: "term/inconsistent", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "L’autre langue dit « %[1]s » (%[3]s, ligne %[4]d) ; le terme du glossaire, « %[2]s », n’est nulle part dans cette version.", EN: "The other language says “%[1]s” (%[3]s, line %[4]d); the term of the glossary, “%[2]s”, stands nowhere in this version."},
		Hint:    diagnostic.Text{FR: "Employez le terme du glossaire au moins une fois, ou l’appel {{< term >}}.", EN: "Use the term of the glossary at least once, or the call {{< term >}}."},
	}
	termOfOther = diagnostic.Rule{
		ID: "term/other-language", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "« %[1]s » est un terme de l’autre langue.", EN: "“%[1]s” is a term of the other language."},
		Hint:    diagnostic.Text{FR: "Écrivez « %[2]s ». Si vous parlez du mot lui-même, mettez-le entre guillemets.", EN: "Write “%[2]s”. If you speak of the word itself, put it in quotation marks."},
	}
	rankTranslated = diagnostic.Rule{
		ID: "term/rank-translated", Severity: diagnostic.Warning,
		Message: diagnostic.Text{FR: "« %[1]s » traduit le grade « Major » : le major français et le major anglais ne sont pas le même grade.", EN: "“%[1]s” translates the rank “Major”: the French and the English major are not the same rank."},
		Hint:    diagnostic.Text{FR: "Gardez le grade tel que la source l’écrit, et faites-le préciser par la mission.", EN: "Keep the rank as the source has it, and ask the mission which one it is."},
	}
	rankTitle = diagnostic.Rule{
		ID: "term/rank-and-title", Severity: diagnostic.Warning,
		Message: diagnostic.Text{FR: "« %[1]s » : le grade remplace « M. » ou « Mme ».", EN: "“%[1]s”: a rank takes the place of “Mr” or “Ms”."},
		Hint:    diagnostic.Text{FR: "Gardez le grade et supprimez l’autre mot.", EN: "Keep the rank and delete the other word."},
	}
)
