package ingest

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// datePattern names the parts of a written date.
const (
	monthNames = `janvier|janv|january|jan|février|fevrier|févr|fevr|fév|february|feb|mars|march|mar|avril|avr|april|apr|mai|may|` +
		`juin|june|jun|juillet|juil|july|jul|août|aout|august|aug|septembre|september|sept|sep|octobre|october|oct|` +
		`novembre|november|nov|décembre|decembre|déc|december|dec`
	weekdays = `lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|monday|tuesday|wednesday|thursday|friday|saturday|sunday`
)

var (
	isoDate     = regexp.MustCompile(`\b(\d{4})-(\d{2})-(\d{2})(?:\b|T)`)
	numericDate = regexp.MustCompile(`\b(\d{1,2})\s?([./-])\s?(\d{1,2})\s?[./-]\s?(\d{4}|\d{2})\b`)
	dayMonth    = regexp.MustCompile(`(?i)\b(\d{1,2})(?:er|st|nd|rd|th|e)?\s+(?:of\s+)?(` + monthNames + `)\.?,?\s+(\d{4})\b`)
	monthDay    = regexp.MustCompile(`(?i)\b(` + monthNames + `)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b`)
	monthYear   = regexp.MustCompile(`(?i)\b(` + monthNames + `)\.?\s+(\d{4})\b`)
)

// monthOf numbers the start of a month's name; longer names come first where one
// starts like another.
var monthOf = []struct {
	prefix string
	number int
}{
	{"jan", 1}, {"f", 2}, {"mar", 3}, {"av", 4}, {"ap", 4}, {"mai", 5}, {"may", 5}, {"juin", 6}, {"jun", 6},
	{"ju", 7}, {"ao", 8}, {"au", 8}, {"s", 9}, {"o", 10}, {"n", 11}, {"d", 12},
}

func monthNumber(name string) int {
	name = strings.ToLower(name)
	for _, m := range monthOf {
		if strings.HasPrefix(name, m.prefix) {
			return m.number
		}
	}
	return 0
}

// foundDate is a date in a text.
type foundDate struct {
	iso      string
	text     string // as it stands
	at       int    // byte offset
	numeric  bool   // day first was a choice
	reversed bool   // month first would be a date too
}

// dateIn finds the first complete date of a text.
func dateIn(text string) (foundDate, bool) {
	var best foundDate
	for _, d := range []foundDate{isoIn(text), numericIn(text), namedIn(text)} {
		if d.iso != "" && (best.iso == "" || d.at < best.at) {
			best = d
		}
	}
	return best, best.iso != ""
}

func isoIn(text string) foundDate {
	m := isoDate.FindStringSubmatchIndex(text)
	if m == nil {
		return foundDate{}
	}
	return foundDate{iso: validDate(text[m[2]:m[3]], text[m[4]:m[5]], text[m[6]:m[7]]), text: text[m[0]:m[7]], at: m[0]}
}

func numericIn(text string) foundDate {
	m := numericDate.FindStringSubmatchIndex(text)
	if m == nil {
		return foundDate{}
	}
	day, month, year := text[m[2]:m[3]], text[m[6]:m[7]], text[m[8]:m[9]]
	if len(year) == 2 {
		year = "20" + year
	}
	d := foundDate{text: text[m[0]:m[1]], at: m[0], numeric: true}
	d.iso = validDate(year, month, day)
	d.reversed = day != month && validDate(year, day, month) != ""
	if d.iso == "" { // 09/25/2023 can only be month first
		d.iso, d.reversed = validDate(year, day, month), false
	}
	return d
}

func namedIn(text string) foundDate {
	var d foundDate
	if m := dayMonth.FindStringSubmatchIndex(text); m != nil {
		d = foundDate{text: text[m[0]:m[1]], at: m[0]}
		d.iso = validDate(text[m[6]:m[7]], strconv.Itoa(monthNumber(text[m[4]:m[5]])), text[m[2]:m[3]])
	}
	if m := monthDay.FindStringSubmatchIndex(text); m != nil && (d.iso == "" || m[0] < d.at) {
		d = foundDate{text: text[m[0]:m[1]], at: m[0]}
		d.iso = validDate(text[m[6]:m[7]], strconv.Itoa(monthNumber(text[m[2]:m[3]])), text[m[4]:m[5]])
	}
	return d
}

// validDate is a date in ISO form, empty when the calendar has no such day.
func validDate(year, month, day string) string {
	y, _ := strconv.Atoi(year)
	m, _ := strconv.Atoi(month)
	d, _ := strconv.Atoi(day)
	at := time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC)
	if m < 1 || m > 12 || at.Day() != d || y < 1950 || y > 2100 {
		return ""
	}
	return at.Format("2006-01-02")
}

// monthIn finds a month and year where there is no day.
func monthIn(text string) (foundDate, bool) {
	m := monthYear.FindStringSubmatchIndex(text)
	if m == nil {
		return foundDate{}, false
	}
	iso := fmt.Sprintf("%s-%02d", text[m[4]:m[5]], monthNumber(text[m[2]:m[3]]))
	return foundDate{iso: iso, text: text[m[0]:m[1]], at: m[0]}, true
}

// dateWords may stand beside a date in a line that only gives the date.
var dateWords = regexp.MustCompile(`(?i)^((` + weekdays + `|date|publi[ée]e?|published|posted|updated|mis en ligne|mise en ligne|communiqué|le|la|on|the|du|of|à|at|in|de|\d{1,2}[:h]\d{2}|\p{Lu}[\p{L}'’-]*)[\s,.:|–—()-]*)*$`)

// isDateLine says whether a line gives a date (and perhaps a place) and nothing
// else.
func isDateLine(line string, d foundDate) bool {
	rest := strings.TrimSpace(line[:d.at] + " " + line[d.at+len(d.text):])
	return len(strings.Fields(rest)) <= 6 && dateWords.MatchString(strings.Trim(rest, " \t\u00a0,.:|–—()-"))
}
