package audit

import (
	"html"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"proximite/tools/internal/diagnostic"
)

// contacts are the e-mail addresses and telephones that may show.
type contacts map[string]bool

func contactsOf(list []string) contacts {
	c := make(contacts)
	for _, one := range list {
		if strings.Contains(one, "@") {
			c[strings.ToLower(one)] = true
		} else if n := digits(one); n != "" {
			c[n] = true
		}
	}
	return c
}

var (
	email = regexp.MustCompile(`[A-Za-z0-9][A-Za-z0-9._%+-]*@[A-Za-z0-9][A-Za-z0-9-]*(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}`)

	// Written so that programs do not see it: name (at) place (dot) org.
	hiddenEmail = regexp.MustCompile(`(?i)[a-z0-9][a-z0-9._+-]*\s*[\[({<]\s*(?:at|à|arobase|arobas|chez)\s*[\])}>]\s*[a-z0-9-]+(?:\s*(?:[\[({<]\s*(?:dot|point)\s*[\])}>]|\.)\s*[a-z0-9-]+)+`)
	spokenEmail = regexp.MustCompile(`(?i)[a-z0-9][a-z0-9._+-]*\s+(?:at|arobase|arobas)\s+[a-z0-9-]+(?:\s+(?:dot|point)\s+[a-z0-9-]+)*\s+(?:dot|point)\s+(?:africa|be|ch|com|de|edu|eu|fr|info|int|io|ml|net|nl|org|sn|uk)\b`)

	// A number with its country, a telephone link, and the eight digits of Mali in pairs.
	telephone = regexp.MustCompile(`(?i)(?:\+|\b00)[1-9][0-9](?:[\s\x{a0}\x{202f}().-]{0,2}[0-9]){6,13}|(?:tel|sms|callto|whatsapp):(?://send/?\?phone=)?\+?[0-9(][0-9()./%-]{3,}|wa\.me/\+?[0-9]{6,}|(?:^|[^0-9.,:+/-])([02-9][0-9](?:[\s\x{a0}\x{202f}.-][0-9]{2}){3})(?:[^0-9.,:/-]|$)`)

	// endings are those of files, whose names may hold an @ (icon@2x.png).
	endings = regexp.MustCompile(`(?i)\.(?:png|jpe?g|webp|avif|svg|gif|css|js|woff2?)$`)
)

// others are the kinds of contact data in a text that are not the mission's, each once.
func (c contacts) others(text string) []diagnostic.Text {
	var kinds []diagnostic.Text
	if strings.Contains(text, "&") {
		text = html.UnescapeString(text)
	}
	if strings.Contains(text, "%40") || strings.Contains(text, "%2B") {
		text = strings.NewReplacer("%40", "@", "%2B", "+", "%20", " ").Replace(text)
	}
	if c.strange(text) {
		kinds = append(kinds, diagnostic.Text{FR: "une adresse électronique", EN: "an e-mail address"})
	}
	for _, stretch := range numbers(text) {
		if found := telephone.FindString(stretch); found != "" && !c[digits(found)] && !c[strings.TrimPrefix(digits(found), "00")] {
			return append(kinds, diagnostic.Text{FR: "un numéro de téléphone", EN: "a telephone number"})
		}
	}
	return kinds
}

// numbers are the stretches of a text in which a telephone number may stand, with what
// stands just before and after. Looking only there is ten times as fast.
func numbers(text string) []string {
	var list []string
	for at := 0; at < len(text); at++ {
		if c := text[at]; c < '0' || c > '9' {
			continue
		}
		start, end, count := at, at, 0
		for i, r := range text[at:] {
			if r >= '0' && r <= '9' {
				end = at + i + 1
				count++
			} else if !strings.ContainsRune(" \u00a0\u202f().-/%", r) || at+i-end > 4 {
				break
			}
		}
		if at = end - 1; count >= 6 {
			before := strings.ToValidUTF8(text[max(0, start-30):start], "")
			_, after := utf8.DecodeRuneInString(text[end:])
			list = append(list, before+text[start:end+after])
		}
	}
	return list
}

// strange reports whether a text has an e-mail address that may not show.
func (c contacts) strange(text string) bool {
	for from := 0; ; {
		i := strings.IndexByte(text[from:], '@')
		if i < 0 {
			break
		}
		at := from + i
		stretch := strings.ToValidUTF8(text[max(0, at-80):min(len(text), at+120)], " ")
		for _, found := range email.FindAllString(stretch, -1) {
			if decoded, err := url.PathUnescape(found); err == nil {
				found = decoded
			}
			if !c[strings.ToLower(found)] && !endings.MatchString(found) {
				return true
			}
		}
		from = at + 1
	}
	lower := strings.ToLower(text)
	has := func(marks ...string) bool {
		return slices.ContainsFunc(marks, func(m string) bool { return strings.Contains(lower, m) })
	}
	return has("arobas", "at)", "at]", "at}", "at>", "at )", "at ]", "à)", "à]", "chez)", "chez]") && hiddenEmail.MatchString(text) ||
		has(" at ", "arobas") && has(" dot ", " point ") && spokenEmail.MatchString(text)
}

// digits are the digits of a number, which may be written in many ways.
func digits(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, s)
}
