package ingest

import (
	"encoding/xml"
	"math"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// readFormats keeps the number format of every cell style.
func (b *workbook) readFormats(w *walker) error {
	own := make(map[string]string)
	return w.children(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "numFmts":
			return w.children(func(f xml.StartElement) error {
				own[attribute(f, "numFmtId")] = attribute(f, "formatCode")
				return w.skip()
			})
		case "cellXfs":
			return w.children(func(x xml.StartElement) error {
				id := attribute(x, "numFmtId")
				format, ok := own[id]
				if !ok {
					format = builtInFormats[id]
				}
				b.formats = append(b.formats, format)
				return w.skip()
			})
		}
		return w.skip()
	})
}

// builtInFormats are the formats that workbooks refer to by number only. Excel
// shows the dates among them in the reader's own order: they are written ISO.
var builtInFormats = map[string]string{
	"9": "0%", "10": "0.00%", "14": "yyyy-mm-dd", "15": "yyyy-mm-dd", "16": "yyyy-mm-dd", "17": "yyyy-mm",
	"18": "hh:mm", "19": "hh:mm:ss", "20": "hh:mm", "21": "hh:mm:ss", "22": "yyyy-mm-dd hh:mm",
	"45": "mm:ss", "46": "[h]:mm:ss", "47": "mm:ss",
}

// literal matches what a number format shows as it stands, or not at all.
var literal = regexp.MustCompile(`"([^"]*)"|\\(.)|_.|\*.|\[[^\]]*\]`)

// shown is a number as its cell shows it, near enough to be read: dates in ISO
// form, percentages, and words such as "jours" that the format adds.
func (b *workbook) shown(value string, style int) string {
	number, err := strconv.ParseFloat(strings.TrimSpace(value), 64)
	if err != nil || style < 0 || style >= len(b.formats) {
		return value
	}
	format, _, _ := strings.Cut(b.formats[style], ";")
	bare := literal.ReplaceAllString(format, "")
	switch {
	case strings.Contains(strings.ToLower(format), "[h"):
		return clockOf(number)
	case strings.ContainsAny(strings.ToLower(bare), "ymdhs") && !strings.Contains(strings.ToLower(bare), "general"):
		return b.date(number, strings.ToLower(bare))
	case strings.Contains(bare, "%"):
		return trimNumber(number*100) + "\u00a0%"
	}
	return around(format, trimNumber(number))
}

func clockOf(days float64) string {
	minutes := int(math.Round(days * 24 * 60))
	return strconv.Itoa(minutes/60) + ":" + pad2(minutes%60)
}

func pad2(n int) string {
	if n < 10 {
		return "0" + strconv.Itoa(n)
	}
	return strconv.Itoa(n)
}

// date is a serial number of days as a date, a time, or both.
func (b *workbook) date(days float64, format string) string {
	epoch := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	if b.from1904 {
		epoch = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	if math.IsNaN(days) || days < 0 || days > 3_000_000 {
		return trimNumber(days)
	}
	at := epoch.AddDate(0, 0, int(days)).Add(time.Duration(math.Round((days-math.Floor(days))*86400)) * time.Second)
	day, clock := strings.ContainsAny(format, "yd"), strings.ContainsAny(format, "hs")
	switch {
	case day && clock:
		return at.Format("2006-01-02 15:04")
	case clock:
		return at.Format("15:04")
	case !strings.Contains(format, "d"):
		return at.Format("2006-01")
	}
	return at.Format("2006-01-02")
}

// trimNumber writes a number without the noise of binary fractions.
func trimNumber(n float64) string {
	return strconv.FormatFloat(math.Round(n*1e9)/1e9, 'f', -1, 64)
}

// around puts the words of a format around a number.
func around(format, number string) string {
	first := strings.IndexAny(format, "0#?")
	if first < 0 || !literal.MatchString(format) {
		return number
	}
	last := strings.LastIndexAny(format, "0#?")
	return words(format[:first]) + number + words(format[last+1:])
}

// words are the literal texts in a stretch of a format.
func words(format string) string {
	var s strings.Builder
	for _, m := range literal.FindAllStringSubmatch(format, -1) {
		s.WriteString(m[1] + m[2])
	}
	return s.String()
}
