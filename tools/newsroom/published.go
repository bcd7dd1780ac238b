package main

import (
	"strings"
	"time"

	"proximite/tools/internal/audit"
	"proximite/tools/internal/content"
	"proximite/tools/internal/transcript"
	"proximite/tools/internal/weight"
)

// auditOptions are the facts of the sources that the audit of the built site needs.
func auditOptions(corpus *content.Corpus, baseURL string) audit.Options {
	return audit.Options{
		BaseURL: baseURL, HiddenNames: hiddenNames(corpus.People()), Items: publishedItems(corpus, corpus.Now),
		Quoted: quotedIn(corpus), Budgets: weight.BudgetsFrom(corpus.Register("budgets").Root.Native()),
	}
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

// hiddenNames lists the names that must not show: of everybody who is not shown by
// full name, the whole name in both orders and the family name, unless somebody
// else who is shown has the same. First names alone are too common to look for.
func hiddenNames(people []content.Person) []string {
	shown := make(map[string]bool)
	for _, p := range people {
		if p.Attribution == "full_name" {
			shown[strings.ToLower(familyName(p))] = true
		}
	}
	var names []string
	for _, p := range people {
		family := familyName(p)
		if p.Attribution == "full_name" || family == "" {
			continue
		}
		names = append(names, p.Name)
		if p.FirstName != "" {
			names = append(names, family+" "+p.FirstName)
		}
		if !shown[strings.ToLower(family)] {
			names = append(names, family)
		}
	}
	return names
}

// familyName is the name without the first name; the last word when the register
// does not tell the first name.
func familyName(p content.Person) string {
	words := strings.Fields(p.Name)
	if rest, ok := strings.CutPrefix(p.Name, p.FirstName+" "); ok && p.FirstName != "" {
		words = strings.Fields(rest)
	} else if len(words) > 1 {
		words = words[len(words)-1:]
	}
	return strings.Join(words, " ")
}

// publishedItems lists the ids of the items that Hugo publishes today. An item of
// today is left out: whether its hour has come depends on the time zone.
func publishedItems(c *content.Corpus, today time.Time) []string {
	var ids []string
	for _, item := range c.Items {
		for _, v := range item.Versions {
			date := v.Meta.Get("date").Text()
			if !v.Draft() && date < today.UTC().Format(time.DateOnly) && item.ID() != "" {
				ids = append(ids, item.ID())
				break
			}
		}
	}
	return ids
}
