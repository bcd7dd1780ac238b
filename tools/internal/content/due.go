package content

import (
	"time"

	"proximite/tools/internal/plaintext"
)

// Dates that people write are days in Mali, where the clock is UTC all the year round.
// hugo.toml says the same to Hugo (timeZone = 'Africa/Bamako').

// instant reads a day (its first moment) or an RFC 3339 time; false when it is neither.
func instant(n *plaintext.Node) (time.Time, bool) {
	for _, layout := range []string{time.DateOnly, time.RFC3339} {
		if t, err := time.Parse(layout, n.Text()); err == nil {
			return t, true
		}
	}
	return time.Time{}, false
}

// today is the day in Mali.
func today(now time.Time) string { return now.UTC().Format(time.DateOnly) }

// Embargo is the moment from which the version is public: "embargo:", else its date.
func (v *Version) Embargo() (time.Time, bool) {
	if t, ok := instant(v.Meta.Get("embargo")); ok {
		return t, true
	}
	return instant(v.Meta.Get("date"))
}

// Expires is the moment from which the version is public no more; false when it has none.
func (v *Version) Expires() (time.Time, bool) { return instant(v.Meta.Get("expires")) }

// Held reports whether the moment of the version is still to come. Nothing is held when
// the time is not known.
func (v *Version) Held(now time.Time) bool {
	t, ok := v.Embargo()
	return ok && !now.IsZero() && t.After(now)
}

// Expired reports whether "expires:" is over.
func (v *Version) Expired(now time.Time) bool {
	t, ok := v.Expires()
	return ok && !now.IsZero() && t.Before(now)
}

// Public reports whether the version is part of the site at this moment, as Hugo
// decides it: no draft, nothing still to come, nothing expired.
func (v *Version) Public(now time.Time) bool {
	return !v.Draft() && !v.Held(now) && !v.Expired(now)
}

// Public reports whether the item is part of the site in any language.
func (i *Item) Public(now time.Time) bool {
	for _, v := range i.Versions {
		if v.Public(now) {
			return true
		}
	}
	return false
}

// Held reports whether the item is released and no version is public, because the moment of
// one is still to come.
func (i *Item) Held(now time.Time) bool {
	held := false
	for _, v := range i.Versions {
		if v.Public(now) {
			return false
		}
		held = held || !v.Draft() && v.Held(now)
	}
	return held
}

// Expired reports whether the item was public and no version is any more, because
// "expires:" is over.
func (i *Item) Expired(now time.Time) bool {
	expired := false
	for _, v := range i.Versions {
		if v.Public(now) {
			return false
		}
		expired = expired || !v.Draft() && v.Expired(now)
	}
	return expired
}

// Expired are the items whose time is over. Their addresses answer with the notice that
// a withdrawn item leaves.
func (c *Corpus) Expired() []*Item {
	var list []*Item
	for _, i := range c.Items {
		if i.Expired(c.Now) {
			list = append(list, i)
		}
	}
	return list
}

// HeldTranscripts are the transcripts of interviews none of which is part of the site
// at this moment although one was released for it: an embargo is still on, or the time is
// over. Nothing of them may be quoted. A transcript without an interview is held by
// nobody.
func (c *Corpus) HeldTranscripts() map[string]bool {
	held := make(map[string]bool)
	for _, i := range c.Items {
		for _, v := range i.Versions {
			if id := v.Meta.Get("transcript").Text(); id != "" && (v.Held(c.Now) || v.Expired(c.Now)) {
				held[id] = true
			}
		}
	}
	for _, i := range c.Items {
		for _, v := range i.Versions {
			if v.Public(c.Now) {
				delete(held, v.Meta.Get("transcript").Text())
			}
		}
	}
	return held
}

// Ends is the last day on which the basis of a person holds, and the key that says so:
// basis.valid_until or review_by, whichever comes first. What nobody has looked at again
// in time holds no longer.
func (p Person) Ends() (day, key string) {
	for _, k := range []string{"basis.valid_until", "review_by"} {
		n := p.Entry.Get("review_by")
		if k == "basis.valid_until" {
			n = p.Entry.Get("basis", "valid_until")
		}
		if text := n.Text(); text != "" && (day == "" || text < day) {
			day, key = text, k
		}
	}
	return day, key
}

// Expired reports whether the basis of a person no longer holds at this moment. The site
// then treats the person as one who has withdrawn. Nobody expires when the time is not
// known.
func (p Person) Expired(now time.Time) bool {
	day, _ := p.Ends()
	return day != "" && !now.IsZero() && day < today(now)
}
