package rule

import (
	"math/big"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"proximite/tools/internal/content"
	"proximite/tools/internal/diagnostic"
	"proximite/tools/internal/plaintext"
)

// checkPrivate finds what leads to a person or a place: telephones, e-mail addresses,
// number plates, coordinates, numbers of identity. Only how to reach the mission, as
// data/contact.yaml tells it, may stand in a text. Messages never repeat what was found.
func checkPrivate(c *content.Corpus) []diagnostic.Diagnostic {
	p := &private{allowed: contactOf(c)}
	versions(c, func(v *content.Version) {
		if utf8.Valid(v.Source) {
			p.look(string(v.Source), func(r diagnostic.Rule, i int, args ...any) diagnostic.Diagnostic {
				return gate(v, v.At(r, i, args...))
			})
		}
	})
	for _, r := range c.Registers() {
		if r.Name != "contact" {
			p.values(r.Path, r.Root, false)
		}
	}
	public := publicTranscripts(c)
	for _, t := range c.Transcripts {
		p.transcript(t, !public[t.Name])
	}
	for _, language := range content.Languages() {
		path, root := interfaceTexts(c.FS, language)
		p.values(path, root, false)
	}
	return p.found
}

type private struct {
	allowed []string // digits of the telephone, e-mail address
	found   []diagnostic.Diagnostic
}

func contactOf(c *content.Corpus) []string {
	contact := c.Register("contact").Root
	return []string{digits(contact.Get("phone").Text()), strings.ToLower(contact.Get("email").Text())}
}

func (p *private) values(path string, root *plaintext.Node, draft bool) {
	values(root, func(n *plaintext.Node) {
		p.look(n.Text(), func(r diagnostic.Rule, i int, args ...any) diagnostic.Diagnostic {
			line, column := positionIn(n, i)
			d := r.At(path, line, column, args...)
			if draft {
				return d.With(diagnostic.Todo)
			}
			return d
		})
	})
}

// transcript leaves masked segments alone: their words come out nowhere.
func (p *private) transcript(t *content.Transcript, draft bool) {
	for _, f := range t.Root.Fieldset() {
		if f.Key != "segments" && f.Key != "source" {
			p.values(t.Path, f.Value, draft)
		}
	}
	for _, s := range t.Root.Get("segments").Children() {
		if s.Get("visibility").Text() != "masked" {
			p.values(t.Path, s, draft)
		}
	}
}

// pattern is one form of something private. The first group is what is reported.
type pattern struct {
	kind  diagnostic.Text
	form  *regexp.Regexp
	least int                     // digits that a line with it has at least
	sign  string                  // that it always has; "" for none
	keep  func(match string) bool // nil: always
	urls  bool                    // in addresses of the web too
}

var (
	kindEmail  = diagnostic.Text{FR: "une adresse électronique", EN: "an e-mail address"}
	kindPhone  = diagnostic.Text{FR: "un numéro de téléphone", EN: "a telephone number"}
	kindPlate  = diagnostic.Text{FR: "une plaque d’immatriculation", EN: "a number plate"}
	kindPlace  = diagnostic.Text{FR: "des coordonnées géographiques", EN: "geographic coordinates"}
	kindNumber = diagnostic.Text{FR: "un numéro de personne (matricule, NINA, carte, passeport)", EN: "a number of a person (service number, NINA, card, passport)"}
	kindBank   = diagnostic.Text{FR: "un numéro de compte ou de carte bancaire", EN: "a number of a bank account or card"}
)

const (
	notBefore = `(?:^|[^\p{L}\p{N}])` // the start of a word
	notAfter  = `(?:[^\p{L}\p{N}]|$)`
)

// patterns are tried in their order; a stretch that one has found is not searched again.
var patterns = []pattern{
	{kind: kindEmail, urls: true, form: regexp.MustCompile(`(?i)([\p{L}0-9._%+-]+ ?(?:@|\(at\)|\[at\]) ?[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,})`), keep: notExample},

	// 12.6392, -8.0029 · 12,6392° N · 12°38'21"N 8°0'10"W · 29P PR 12345 67890 · 29 P 612345 1398765 · plus codes.
	{kind: kindPlace, least: 4, urls: true, form: regexp.MustCompile(`(?:^|[^\d.])([-+−]?\d{1,2}\.\d{3,}(?:\s*[,;/]\s*|%2C|\s+)[-+−]?\d{1,3}\.\d{3,})`)},
	{kind: kindPlace, least: 1, sign: "°", urls: true, form: regexp.MustCompile(`(\d{1,3}(?:[.,]\d+)?\s?°\s?(?:\d{1,2}(?:[.,]\d+)?\s?['’′]\s?)?(?:\d{1,2}(?:[.,]\d+)?\s?(?:["”″]|''|’’)\s?)?(?:[NSEWO]|[Nn]ord|[Nn]orth|[Ss]ud|[Ss]outh|[Ee]st|[Ee]ast|[Oo]uest|[Ww]est))` + notAfter)},
	{kind: kindPlace, least: 4, form: regexp.MustCompile(`(?i)((?:lat(?:itude)?|lon(?:g(?:itude)?)?)\.?\s?[:=]?\s?[-+−]?\d{1,3}[.,]\d{2,})`)},
	{kind: kindPlace, least: 4, form: regexp.MustCompile(notBefore + `((?:[1-9]|[1-5]\d|60)[C-HJ-NP-X] ?[A-HJ-NP-Z][A-HJ-NP-V] ?(?:\d{2} ?\d{2}|\d{3} ?\d{3}|\d{4} ?\d{4}|\d{5} ?\d{5}))` + notAfter)},
	{kind: kindPlace, least: 4, form: regexp.MustCompile(notBefore + `((?:[1-9]|[1-5]\d|60) ?[C-HJ-NP-X],? +\d{6}(?:[.,]\d+)? ?m?[EO]?[ ,;]+\d{6,7}(?:[.,]\d+)? ?(?:m?N)?)` + notAfter)},
	{kind: kindPlace, least: 1, sign: "+", form: regexp.MustCompile(notBefore + `([23456789CFGHJMPQRVWX]{4,8}\+[23456789CFGHJMPQRVWX]{2,3})` + notAfter), keep: hasLetter},

	{kind: kindBank, least: 12, form: regexp.MustCompile(notBefore + `([A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,4})?)` + notAfter), keep: isIBAN},
	{kind: kindBank, least: 12, form: regexp.MustCompile(notBefore + `(\d{4}[ -]?\d{4}[ -]?\d{4}[ -]?\d{4})` + notAfter), keep: isCard},

	{kind: kindNumber, least: 5, form: regexp.MustCompile(notBefore + `([12] ?\d{2} ?\d{2} ?\d ?\d{2} ?\d{3} ?\d{3} ?[A-Z])` + notAfter)}, // NINA: 14 digits and a letter
	{kind: kindNumber, least: 5, form: regexp.MustCompile(`(?i)` + notBefore + `((?:NINA|CNI|matricules?|mle|service (?:number|no)|passeports?|passports?|carte d[’']identité|identity card|ID (?:card|number|no)|badge|permis de conduire|driving licen[cs]e)\.?(?: ?(?:n[°o]|number|numéro|de service))?\.?\s?[:=]?\s?(?:[A-Z]{0,3}[ /-]?\d[\d ./-]{3,}\d[A-Z]?))`)},

	{kind: kindPlate, least: 3, sign: "M", form: regexp.MustCompile(notBefore + `([A-Z]{1,3}[ -]?\d{3,4}[ -]?M(?:D|[1-9]))` + notAfter)},
	{kind: kindPlate, least: 3, sign: "-", form: regexp.MustCompile(notBefore + `([A-Z]{2}-\d{3}-[A-Z]{2})` + notAfter)},
	{kind: kindPlate, least: 2, form: regexp.MustCompile(`(?i)((?:immatriculée?s?|plaque(?: d[’']immatriculation)?|number plate|licen[cs]e plate|registration(?: number)?)(?: n[°o])?\s?[:=]?\s?\(?)((?-i:[A-Z]{1,3}[ -]?\d{2,5}(?:[ -]?[A-Z0-9]{1,3})?|\d{2,5}[ -]?[A-Z]{1,3}(?:[ -]?[A-Z0-9]{1,3})?))` + notAfter)},

	{kind: kindPhone, least: 7, form: regexp.MustCompile(`(?:^|[^\d+.,\p{L}])((?:\+|00) ?(?:[1-9]\d{0,2})(?:[ .()-]{0,2}\d){6,12})(?:[^\d]|$)`)},
	{kind: kindPhone, least: 7, form: regexp.MustCompile(`(?:^|[^\d+.,/-])((?:[2-9]\d[ .]\d\d[ .]\d\d[ .]\d\d)|(?:[2-9]\d-\d\d-\d\d-\d\d))(?:[^\d]|$)`)},
	{kind: kindPhone, least: 7, form: regexp.MustCompile(`(?i)(?:^|[^\p{L}])((?:tél(?:éphone)?|tel(?:ephone)?|phone|mobile|portable|cell(?:ulaire)?|whatsapp|viber|signal|telegram|appelez|appeler|call|sms|fax|numéro vert)(?:[\p{L} ]{0,12})?\.?\s?[:=]?\s?(?:au |on |at )?\(?\d[\d .()-]{5,}\d)`), keep: isLong},
}

// look reports each private thing of a text at its byte, line by line: most lines have
// too few digits for anything.
func (p *private) look(text string, place func(diagnostic.Rule, int, ...any) diagnostic.Diagnostic) {
	start := 0
	for line := range strings.SplitSeq(text, "\n") {
		p.line(line, func(r diagnostic.Rule, i int, args ...any) diagnostic.Diagnostic { return place(r, start+i, args...) })
		start += len(line) + 1
	}
}

func (p *private) line(line string, place func(diagnostic.Rule, int, ...any) diagnostic.Diagnostic) {
	count := len(digits(line))
	mail := strings.Contains(line, "@") || strings.Contains(line, "(at)") || strings.Contains(line, "[at]")
	var taken [][2]int
	for _, one := range patterns {
		if count < one.least || one.least == 0 && !mail || !strings.Contains(line, one.sign) {
			continue
		}
		for _, m := range one.form.FindAllStringSubmatchIndex(line, -1) {
			start, end := m[2], m[3]
			match := line[start:end]
			switch {
			case one.keep != nil && !one.keep(match), !one.urls && inURL(line, start), p.isContact(match), overlaps(taken, start, end):
				continue
			}
			taken = append(taken, [2]int{start, end})
			p.found = append(p.found, place(privateDetail, start, one.kind.FR, one.kind.EN))
		}
	}
}

func overlaps(taken [][2]int, start, end int) bool {
	for _, t := range taken {
		if start < t[1] && t[0] < end {
			return true
		}
	}
	return false
}

// isContact reports whether a match is how to reach the mission.
func (p *private) isContact(match string) bool {
	d := digits(match)
	return p.allowed[0] != "" && len(d) >= 8 && strings.HasSuffix(p.allowed[0], d) ||
		p.allowed[1] != "" && strings.ToLower(match) == p.allowed[1]
}

func digits(s string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, s)
}

// notExample leaves out the domains that are kept for examples (RFC 2606).
func notExample(match string) bool {
	lower := strings.ToLower(match)
	for _, end := range []string{"example.org", "example.com", "example.net", ".example", ".invalid", ".test"} {
		if strings.HasSuffix(lower, end) {
			return false
		}
	}
	return true
}

// isLong: a number with fewer than seven digits is a short code, a version, a cell.
func isLong(match string) bool { return len(digits(match)) >= 7 }

func hasLetter(match string) bool { return strings.ContainsFunc(match, unicode.IsLetter) }

// isIBAN checks the check digits of ISO 13616, so that a code in capitals is no account.
func isIBAN(match string) bool {
	s := strings.ReplaceAll(match, " ", "")
	if len(s) < 15 || len(s) > 34 {
		return false
	}
	var n strings.Builder
	for _, r := range s[4:] + s[:4] {
		if r >= 'A' {
			n.WriteByte(byte('0' + (r-'A'+10)/10))
			r = '0' + (r-'A'+10)%10
		}
		n.WriteRune(r)
	}
	number, ok := new(big.Int).SetString(n.String(), 10)
	return ok && new(big.Int).Mod(number, big.NewInt(97)).Int64() == 1
}

// isCard checks the last digit of a card number (Luhn).
func isCard(match string) bool {
	sum := 0
	for i, r := range digits(match) {
		d := int(r - '0')
		if i%2 == 0 {
			if d *= 2; d > 9 {
				d -= 9
			}
		}
		sum += d
	}
	return sum > 0 && sum%10 == 0
}

func privateRules() []diagnostic.Rule { return []diagnostic.Rule{privateDetail} }

var privateDetail = diagnostic.Rule{
	ID: "private/detail", Severity: diagnostic.Error,
	Message: diagnostic.Text{FR: "Ici se trouve %[1]s : on pourrait atteindre une personne ou un lieu.", EN: "Here stands %[2]s: somebody could reach a person or a place."},
	Hint:    diagnostic.Text{FR: "Supprimez-le. Si c’est une coordonnée de la mission, notez-la dans data/contact.yaml. En cas de doute, demandez à la personne chargée de la sécurité.", EN: "Delete it. If it is a contact of the mission, note it in data/contact.yaml. When in doubt, ask the person in charge of security."},
}
