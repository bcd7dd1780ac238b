//go:build race

package ingest

import "time"

// costLimit under the race detector, which is some ten times slower.
const costLimit = 60 * time.Second
