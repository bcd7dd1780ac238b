package content

import (
	"slices"
	"strings"

	"proximite/tools/internal/document"
	"proximite/tools/internal/plaintext"
)

// Person finds a person of the register; false when there is none.
func (c *Corpus) Person(id string) (Person, bool) {
	entry := c.Register("people").Entry(id)
	if entry == nil {
		return Person{}, false
	}
	return Person{
		ID: id, Name: entry.Get("name").Text(), FirstName: entry.Get("first_name").Text(),
		Attribution: entry.Get("attribution").Text(), Entry: entry,
	}, true
}

// Covers reports whether the basis of a person allows a use: web, photo, voice,
// quotation, social, print, offline or partner-reuse.
func (p Person) Covers(scope string) bool {
	for _, s := range p.Entry.Get("scopes").Children() {
		if s.Text() == scope {
			return true
		}
	}
	return false
}

// PeopleOf are the ids of the persons of an item, in order: those in its list, those
// whom the text names or quotes, those who speak in its transcript and those whom its
// photographs show.
func (c *Corpus) PeopleOf(i *Item) []string {
	var ids []string
	for _, v := range i.Versions {
		for _, n := range v.Meta.Get("people").Children() {
			ids = append(ids, n.Text())
		}
		for _, s := range v.Shortcodes {
			ids = append(ids, c.personIn(s.Name, s.Params))
		}
		ids = append(ids, c.Speaking(v.Meta.Get("pull_quote", "ref").Text()))
		if t := c.Transcript(v.Meta.Get("transcript").Text()); t != nil && t.Transcript != nil {
			for _, s := range t.Speakers {
				ids = append(ids, s.Person)
			}
		}
	}
	for _, photo := range c.PhotosOf(i) {
		for _, n := range c.Photo(photo).Get("people").Children() {
			ids = append(ids, n.Text())
		}
	}
	slices.Sort(ids)
	return slices.DeleteFunc(slices.Compact(ids), func(id string) bool { return id == "" })
}

// Speaking is the id of the person who says a segment (<transcript>#<segment>), or "".
func (c *Corpus) Speaking(ref string) string {
	id, segment, _ := strings.Cut(ref, "#")
	t := c.Transcript(id)
	if t == nil || t.Transcript == nil {
		return ""
	}
	if s, ok := t.Segment(segment); ok {
		return t.SpeakerOf(s).Person
	}
	return ""
}

// Allows reports whether an item may be put to a use (offline, social, partner-reuse,
// print …): everybody in it allows it, and the basis of nobody has ended. An item
// without people allows everything.
func (c *Corpus) Allows(i *Item, scope string) bool {
	for _, id := range c.PeopleOf(i) {
		p, ok := c.Person(id)
		if !ok || p.Expired(c.Now) || !p.Entry.Get("withdrawn").Empty() || !p.Covers(scope) {
			return false
		}
	}
	return true
}

// personIn is the person whom a shortcode names, or quotes, or "".
func (c *Corpus) personIn(name string, params []document.Param) string {
	for _, p := range params {
		switch {
		case name == "person" && (p.Name == "" || p.Name == "id"):
			return p.Value
		case name == "quote" && p.Name == "ref":
			return c.Speaking(p.Value)
		}
	}
	return ""
}

// Photo is the entry of a photograph in data/photos.yaml; nil when there is none.
func (c *Corpus) Photo(id string) *plaintext.Node {
	if r := c.registers["photos"]; r != nil {
		return r.Entry(id)
	}
	return nil
}

// PhotosOf are the ids of the photographs that an item shows, in order.
func (c *Corpus) PhotosOf(i *Item) []string {
	var ids []string
	for _, v := range i.Versions {
		ids = append(ids, v.Meta.Get("photo").Text())
		for _, s := range v.Shortcodes {
			if s.Name == "photo" && len(s.Params) > 0 {
				ids = append(ids, s.Params[0].Value)
			}
		}
	}
	slices.Sort(ids)
	return slices.DeleteFunc(slices.Compact(ids), func(id string) bool { return id == "" })
}

// Discreet reports whether an item has people whom it does not name. What machines take
// away from it (feeds, sitemaps, JSON-LD) says the month and not the day.
func (c *Corpus) Discreet(i *Item) bool {
	return slices.ContainsFunc(c.PeopleOf(i), func(id string) bool {
		p, ok := c.Person(id)
		named := p.Attribution == "full_name" || p.Attribution == "first_name" && !p.Entry.Get("pseudonym").True()
		return ok && (!named || p.Expired(c.Now) || !p.Entry.Get("withdrawn").Empty())
	})
}
