package finish

import (
	"maps"
	"slices"

	"proximite/tools/internal/content"
	"proximite/tools/internal/offline"
)

// keepOffline writes what readers' browsers need to keep items, and what they have to
// delete. It describes the finished pages.
func keepOffline(corpus *content.Corpus, folder string) error {
	gone := slices.Sorted(maps.Keys(OldAddresses(corpus).State.Gone))
	return offline.Dir(folder, offline.OrdersFrom(corpus.Register("offline").Root, gone))
}
