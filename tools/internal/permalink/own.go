package permalink

import (
	"regexp"
	"strings"
	"time"
)

// A line of the ledger, exactly as Bytes writes it.
var (
	ownItem   = regexp.MustCompile(`^"([^"\\]+)":$`)
	ownRecord = regexp.MustCompile(`^  "(/[^"\\]*)": \{since: "(\d{4}-\d\d-\d\d)"(?:, anchors: \[([^\]\\]*)\])?(?:, former: \[([^\]\\]*)\])?\}$`)
)

// readOwn reads a ledger that nobody has touched since the tool wrote it: a hundred
// times faster than YAML, which matters with thousands of addresses. ok is false when a
// line is in another form; then it is read as YAML, for its findings.
func readOwn(src string) (l *Ledger, ok bool) {
	l = NewLedger()
	l.Exists = true
	item := ""
	for line := range strings.Lines(src) {
		line = strings.TrimRight(line, "\r\n")
		switch {
		case line == "" || line[0] == '#':
			continue
		case line[0] == '"':
			m := ownItem.FindStringSubmatch(line)
			if m == nil {
				return nil, false
			}
			item = m[1]
			continue
		}
		m := ownRecord.FindStringSubmatch(line)
		if m == nil || item == "" || l.records[m[1]] != nil {
			return nil, false
		}
		if _, err := time.Parse(time.DateOnly, m[2]); err != nil {
			return nil, false
		}
		r := &Record{Item: item, Since: m[2], Anchors: ownList(m[3]), Former: ownList(m[4])}
		if item == noItem {
			r.Item = ""
		}
		l.records[m[1]] = r
	}
	return l, true
}

func ownList(text string) []string {
	if text == "" {
		return nil
	}
	list := strings.Split(text, ", ")
	for i, s := range list {
		list[i] = strings.Trim(s, `"`)
	}
	return list
}
