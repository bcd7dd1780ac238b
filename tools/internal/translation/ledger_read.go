package translation

import (
	"strconv"
	"strings"
)

// readOwn reads a ledger line by line, exactly as Bytes writes it: a tenth of the time
// that YAML takes. Whatever is not so is left to the YAML reader, which says where.
func readOwn(src string) (*Ledger, bool) {
	l := &Ledger{Exists: true}
	var key, language, hash string
	var e *Entry
	for line := range strings.SplitSeq(src, "\n") {
		text := strings.TrimLeft(line, " ")
		if text == "" || text[0] == '#' {
			continue
		}
		name, value, ok := strings.Cut(strings.TrimPrefix(text, "- "), ": ")
		switch indent := len(line) - len(text); {
		case indent == 0 || indent == 2:
			unquoted, err := strconv.Unquote(ownToken(strings.TrimSuffix(text, ":")))
			if err != nil || !strings.HasSuffix(text, ":") {
				return nil, false
			}
			if indent == 0 {
				key = unquoted
				continue
			}
			language, e = unquoted, &Entry{}
			l.Set(key, language, e)
		case indent == 4 && e != nil && (text == "blocks:" || text == "blocks: []"):
		case e == nil || !ok:
			return nil, false
		default:
			unquoted, err := strconv.Unquote(ownToken(value))
			if err != nil || !e.field(indent, name, unquoted, &hash) {
				return nil, false
			}
		}
	}
	return l, true
}

// ownToken puts a bare token between quotation marks.
func ownToken(s string) string {
	if strings.HasPrefix(s, `"`) {
		return s
	}
	return `"` + s + `"`
}

// field takes one value; false when it is not in its place or not what its hash says.
func (e *Entry) field(indent int, name, value string, hash *string) bool {
	if indent == 4 && name == "source" {
		e.Source = value
		return true
	}
	if indent == 6 && name == "id" {
		e.Records = append(e.Records, Record{ID: value})
		return true
	}
	if indent != 8 || len(e.Records) == 0 {
		return false
	}
	r := &e.Records[len(e.Records)-1]
	switch name {
	case "kind":
		r.Kind = value
	case "key":
		r.Key = value
	case "source_hash", "target_hash":
		*hash = value
	case "source":
		r.Source = value
		return Hash(value) == *hash
	case "target":
		r.Target = value
		return Hash(value) == *hash
	default:
		return false
	}
	return true
}
