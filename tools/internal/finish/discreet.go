package finish

import "proximite/tools/internal/content"

// discreetPath is where templates find the ids of the items that have people whom they do
// not name: hugo.Data.discreet.
const discreetPath = "data/discreet.json"

func discreetOverlay(corpus *content.Corpus, files map[string][]byte) error {
	ids := make(map[string]bool)
	for _, i := range corpus.Items {
		if corpus.Discreet(i) {
			ids[i.ID()] = true
		}
	}
	return putJSON(files, discreetPath, ids)
}
