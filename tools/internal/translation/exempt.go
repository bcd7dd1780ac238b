package translation

import (
	"proximite/tools/internal/content"
	"proximite/tools/internal/plaintext"
)

// SummaryPage is what readers of a language get of an item that does not exist in it.
type SummaryPage struct {
	Title, Slug, Summary, Reason, Date string
}

// Summary reads the exemption of an item for a language; nil when it does not say
// enough for an honest page in that language.
func Summary(v *content.Version, language string) *SummaryPage {
	e := v.Meta.Get("exempt")
	if e == nil {
		return nil
	}
	p := &SummaryPage{
		Title: inLanguage(e.Get("title"), language), Slug: inLanguage(e.Get("slug"), language),
		Summary: inLanguage(e.Get("summary"), language), Reason: inLanguage(e.Get("reason"), language),
		Date: e.Get("date").Text(),
	}
	if p.Title == "" || p.Slug == "" || p.Summary == "" || p.Reason == "" || p.Date == "" {
		return nil
	}
	return p
}

func inLanguage(n *plaintext.Node, language string) string { return n.Get(language).Text() }
