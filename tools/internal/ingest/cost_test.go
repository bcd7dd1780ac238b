//go:build !race

package ingest

import "time"

// costLimit is the time that one hostile file may cost.
const costLimit = 5 * time.Second
