package transcript

import (
	"crypto/sha256"
	"regexp"
	"strconv"
)

// alphabet is Crockford's base 32 in lower case.
const alphabet = "0123456789abcdefghjkmnpqrstvwxyz"

// The forms of ids.
var (
	validID        = regexp.MustCompile(`^[0-9a-hjkmnp-tv-z]{4,12}$`)
	validSegmentID = regexp.MustCompile(`^s[0-9a-hjkmnp-tv-z]{4,8}$`)
	validSpeakerID = regexp.MustCompile(`^[a-z][a-z0-9]*$`)
)

// ValidSegmentID reports whether a text has the form of a segment id.
func ValidSegmentID(id string) bool { return validSegmentID.MatchString(id) }

// SegmentID derives the id of a new segment from its words, so that the same
// source gives the same ids everywhere. A taken id is never given again: words
// that occur twice get different ids.
func SegmentID(text string, taken map[string]bool) string {
	key := foldKey(text)
	for n := 0; ; n++ {
		sum := sha256.Sum256([]byte(key + "\x00" + strconv.Itoa(n)))
		id := []byte("s00000")
		for i := range 5 {
			id[i+1] = alphabet[sum[i]%32]
		}
		if !taken[string(id)] {
			taken[string(id)] = true
			return string(id)
		}
	}
}

// Number gives an id to every segment that has none.
func (t *Transcript) Number() {
	taken := make(map[string]bool, len(t.Segments))
	for _, s := range t.Segments {
		taken[s.ID] = true
	}
	for i := range t.Segments {
		if s := &t.Segments[i]; s.ID == "" {
			s.ID = SegmentID(s.Text, taken)
		}
	}
}

// SpeakerID is the id of the n-th speaker, from 0: a … z, a2 … z2, a3 …
func SpeakerID(n int) string {
	id := string(rune('a' + n%26))
	if n >= 26 {
		id += strconv.Itoa(n/26 + 1)
	}
	return id
}
