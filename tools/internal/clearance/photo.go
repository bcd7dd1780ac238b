package clearance

import "proximite/tools/internal/plaintext"

// photosPath is where templates find photographs: hugo.Data.photos.
const photosPath = "data/photos.json"

// photoData is a photograph as templates know one: what readers see, by language, and
// nothing of who looked at it, who is in it, or when it was taken to the day.
type photoData struct {
	Item    string            `json:"item"`
	File    string            `json:"file"`
	Alt     map[string]string `json:"alt"`
	Caption map[string]string `json:"caption,omitempty"`
	Credit  map[string]string `json:"credit"`
	Licence map[string]string `json:"licence"`
}

// photos are the photographs that public pages show. One that shows a person who
// withdrew, or whose basis does not cover photographs, is not among them: pages then
// show nothing in its place.
func (v *View) photos(drafts bool) map[string]photoData {
	all := make(map[string]photoData)
	for _, page := range v.corpus.Pages() {
		for _, version := range page.Versions {
			if !drafts && !version.Public(v.corpus.Now) {
				continue
			}
			for _, id := range v.corpus.PhotosOf(page) {
				if entry := v.corpus.Photo(id); entry != nil && v.mayShow(entry) {
					all[id] = v.photoData(entry)
				}
			}
		}
	}
	return all
}

func (v *View) mayShow(entry *plaintext.Node) bool {
	for _, n := range entry.Get("people").Children() {
		if p, known := v.people[n.Text()]; !known || v.Withdrawn(p.ID) || !p.Covers("photo") {
			return false
		}
	}
	return true
}

func (v *View) photoData(entry *plaintext.Node) photoData {
	texts := func(key string) map[string]string {
		if entry.Get(key) == nil {
			return nil
		}
		all := make(map[string]string)
		for _, language := range v.corpus.Languages {
			words := entry.Get(key, language).Text()
			if words == "" && language != "fr" && language != "en" {
				words = entry.Get(key, "en").Text()
			}
			all[language] = words
		}
		return all
	}
	return photoData{
		Item: entry.Get("item").Text(), File: entry.Get("file").Text(),
		Alt: texts("alt"), Caption: texts("caption"), Credit: texts("credit"), Licence: texts("licence"),
	}
}
