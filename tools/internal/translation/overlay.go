package translation

import (
	"encoding/json"
	"strings"

	"proximite/tools/internal/bundle"
	"proximite/tools/internal/content"
)

// statusPath is where templates find the state: hugo.Data.translation_status.
const statusPath = "data/translation_status.json"

// siteStatus is what templates know about the state of the languages.
type siteStatus struct {
	Counts map[State]int                   `json:"counts"`
	Exempt int                             `json:"exempt"`
	List   []pageStatus                    `json:"list"`
	Pages  map[string]map[string]pageDrift `json:"pages"` // by item and language; only those that are behind
}

// pageStatus is a line of the table for the staff.
type pageStatus struct {
	Key    string `json:"key"`
	Path   string `json:"path"` // of the page, for site.GetPage
	From   string `json:"from"`
	To     string `json:"to"`
	State  State  `json:"state"`
	Blocks int    `json:"blocks"`
	Behind int    `json:"behind"`
	Ahead  int    `json:"ahead"`
	Both   int    `json:"both"`
	Exempt bool   `json:"exempt"`
}

// pageDrift is what a reader of one version has to know.
type pageDrift struct {
	Newer  string `json:"newer"`  // the language that is ahead; "" when none is
	Behind int    `json:"behind"` // passages
	Both   int    `json:"both"`   // passages that are being compared
}

// Overlay are the files that Hugo reads besides the project: the state of the
// languages, and a summary page for each item that one language lacks on purpose.
func Overlay(c *content.Corpus) (map[string][]byte, error) {
	l, _ := Load(c.FS) // what is wrong with the ledger is the matter of Check
	s := siteStatus{Counts: make(map[State]int), List: []pageStatus{}, Pages: make(map[string]map[string]pageDrift)}
	for _, st := range []State{Current, Behind, Missing, Unrecorded} {
		s.Counts[st] = 0
	}
	files := make(map[string][]byte)
	for _, r := range Reports(c, l) {
		s.add(r)
		if r.Exempt {
			r.summaryPage(files)
		}
	}
	data, err := json.Marshal(s)
	if err != nil {
		return nil, err
	}
	files[statusPath] = data
	return files, nil
}

func (s *siteStatus) add(r *Report) {
	if r.Exempt {
		s.Exempt++
	} else {
		s.Counts[r.State()]++
	}
	s.List = append(s.List, pageStatus{
		Key: r.Key, Path: "/" + strings.TrimPrefix(strings.TrimPrefix(r.Item.Folder, "content"), "/"),
		From: r.From, To: r.To, State: r.State(), Blocks: r.Total(),
		Behind: r.Count(Behind), Ahead: r.Count(Ahead), Both: r.Count(Both), Exempt: r.Exempt,
	})
	if r.State() != Behind {
		return
	}
	if n, b := r.Count(Behind), r.Count(Both); n+b > 0 {
		s.drift(r.Key, r.To, r.From, n, b)
	}
	if n := r.Count(Ahead); n > 0 {
		s.drift(r.Key, r.From, r.To, n, 0)
	}
}

func (s *siteStatus) drift(key, language, newer string, behind, both int) {
	if s.Pages[key] == nil {
		s.Pages[key] = make(map[string]pageDrift)
	}
	d := s.Pages[key][language]
	if behind > 0 {
		d.Newer = newer
	}
	d.Behind, d.Both = d.Behind+behind, d.Both+both
	s.Pages[key][language] = d
}

// summaryPage adds the page that stands for an item in the language that it lacks.
func (r *Report) summaryPage(files map[string][]byte) {
	p := Summary(r.source, r.To)
	if p == nil {
		return
	}
	fields := []bundle.Field{
		{Key: "id", Value: r.Item.ID()}, {Key: "title", Value: p.Title}, {Key: "slug", Value: p.Slug},
		{Key: "summary", Value: p.Summary}, {Key: "layout", Value: "summary-only"},
		{Key: "summary_of", Value: r.From}, {Key: "exempt_reason", Value: p.Reason}, {Key: "exempt_date", Value: p.Date},
		{Key: "draft", Value: r.source.Draft()},
	}
	for _, key := range []string{"date", "embargo", "expires", "event_date"} {
		if v := r.source.Meta.Get(key).Text(); v != "" {
			fields = append(fields, bundle.Field{Key: key, Value: v})
		}
	}
	files[r.targetPath()] = bundle.Markdown(fields, "")
}
