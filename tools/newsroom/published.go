package main

import (
	"slices"
	"strings"
	"time"

	"proximite/tools/internal/audit"
	"proximite/tools/internal/clearance"
	"proximite/tools/internal/content"
	"proximite/tools/internal/offline"
	"proximite/tools/internal/personname"
	"proximite/tools/internal/transcript"
)

// auditOptions are the facts of the sources that the audit of the built site needs.
func auditOptions(corpus *content.Corpus, baseURL string) (audit.Options, error) {
	hidden, err := hiddenFrom(corpus)
	return audit.Options{
		BaseURL: baseURL, Hidden: hidden, Items: publishedItems(corpus, corpus.Now),
		Quoted: quotedIn(corpus), Keepable: offline.Allowed(corpus), MayKeepQuoted: offline.Quoted(corpus),
	}, err
}

// quotedIn tells whether words on a built page are those of a transcript's segment in
// a language, by the contract of quotations.
func quotedIn(corpus *content.Corpus) func(ref, language, words string) bool {
	return func(ref, language, words string) bool {
		id, segment, problem := transcript.SplitRef(ref)
		if problem != nil {
			return false
		}
		t := corpus.Transcript(id)
		if t == nil || t.Transcript == nil {
			return false
		}
		s, ok := t.Segment(segment)
		if !ok || s.Masked() {
			return false
		}
		said, _, ok := t.Words(s, language)
		return ok && transcript.Match(said, words) == nil
	}
}

// hiddenFrom is what must be in no file of the site.
func hiddenFrom(c *content.Corpus) (audit.Hidden, error) {
	h := audit.Hidden{Items: unpublishedItems(c), Words: audit.NewPassages()}
	h.People, h.Shown = hiddenNames(c)
	for _, key := range []string{"email", "phone"} {
		if r := c.Register("contact"); r != nil && !r.Entry(key).Empty() {
			h.Contacts = append(h.Contacts, r.Entry(key).Text())
		}
	}
	unpublishedWords(c, h.Words)
	files, err := clearance.Of(c).Overlay(false)
	if err != nil {
		return h, err
	}
	for _, data := range files { // what is public may be said
		h.Words.Allow(string(data))
	}
	for _, r := range c.Registers() {
		if r.Name != "people" {
			h.Words.Allow(string(r.Source))
		}
	}
	for _, page := range c.Pages() {
		for _, v := range page.Versions {
			if v.Public(c.Now) {
				h.Words.Allow(string(v.Source))
			}
		}
	}
	return h, nil
}

// hiddenNames are the people whose names must not show, and the words that others who
// are shown have in their names. Of a person who is shown by first name only the rest
// is hidden.
func hiddenNames(c *content.Corpus) (hidden []personname.Person, shown []string) {
	view := clearance.Of(c)
	for _, p := range c.People() {
		level := p.Attribution
		if view.Withdrawn(p.ID) {
			level = "withdrawn"
		}
		if level == "full_name" {
			shown = append(shown, strings.Fields(p.Name)...)
			continue
		}
		if level == "first_name" {
			shown = append(shown, p.FirstName)
			shown = append(shown, strings.Fields(p.FirstName)...)
		}
		hidden = append(hidden, personname.Person{ID: p.ID, Name: p.Name, FirstName: p.FirstName})
	}
	return hidden, shown
}

// unpublishedItems are the ids of drafts and of items that are still held back. Those
// that expired or were withdrawn keep an address, where a notice stands.
func unpublishedItems(c *content.Corpus) []string {
	var ids []string
	for _, item := range c.Items {
		if id := item.ID(); id != "" && !item.Public(c.Now) && !item.Expired(c.Now) {
			ids = append(ids, id)
		}
	}
	return ids
}

// unpublishedWords collects the texts of drafts and of what is held back or over, and
// all that was said; what of it is public is taken out afterwards.
func unpublishedWords(c *content.Corpus, words audit.Passages) {
	for _, page := range c.Pages() {
		for _, v := range page.Versions {
			if v.Public(c.Now) {
				continue
			}
			for _, b := range v.Blocks {
				words.Add(v.Path, b.Text)
			}
			for _, key := range []string{"title", "summary", "outcome", "evidence"} {
				words.Add(v.Path, v.Meta.Get(key).Text())
			}
		}
	}
	for _, t := range c.Transcripts {
		if t.Transcript == nil {
			continue
		}
		for i := range t.Segments {
			s := &t.Segments[i]
			what := t.Name + "#" + s.ID
			texts := []string{s.Text, s.Note.FR, s.Note.EN}
			for _, cue := range s.Cues {
				texts = append(texts, cue.Text)
			}
			for _, other := range s.Translation {
				texts = append(texts, other.Text)
			}
			for _, text := range texts {
				words.Add(what, text)
			}
		}
	}
}

// publishedItems lists the ids of the items that Hugo publishes today. An item of
// today is left out: whether its hour has come depends on the time zone.
func publishedItems(c *content.Corpus, today time.Time) []string {
	var ids []string
	for _, item := range c.Items {
		if item.ID() == "" {
			continue
		}
		if slices.ContainsFunc(item.Versions, func(v *content.Version) bool { return v.Public(today) && v.Public(today.AddDate(0, 0, -1)) }) {
			ids = append(ids, item.ID())
		}
	}
	return ids
}
