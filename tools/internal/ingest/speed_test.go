package ingest

import (
	"bytes"
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"
)

// longVTT is a transcript of hours: two cues a minute for each of n, two speakers.
func longVTT(cues int) []byte {
	var b strings.Builder
	b.WriteString("WEBVTT\n")
	for i := range cues {
		start := i * 1800
		fmt.Fprintf(&b, "\n%d\n%s --> %s\n<v %s>Nous avons parlé %d fois avec les gens.\n",
			i, stampOf3(start), stampOf3(start+1700), []string{"Awa Exemple", "Binta Modèle"}[i/3%2], i)
	}
	return []byte(b.String())
}

func stampOf3(ms int) string {
	return fmt.Sprintf("%02d:%02d:%02d.%03d", ms/3600000, ms/60000%60, ms/1000%60, ms%1000)
}

// longText is the same as a document.
func longText(turns int) []byte {
	var b strings.Builder
	for i := range turns {
		fmt.Fprintf(&b, "%s : Nous avons parlé %d fois avec les gens, et ils ont répondu.\n\n", []string{"Awa Exemple", "Binta Modèle"}[i%2], i)
	}
	return []byte(b.String())
}

// BenchmarkThreeHours reads what a three-hour interview gives: 6,000 cues and
// 48,000 words, and 3,000 turns.
func BenchmarkThreeHours(b *testing.B) {
	for name, data := range map[string][]byte{"long.vtt": longVTT(6000), "long.txt": longText(3000)} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(data)))
			b.ReportAllocs()
			for b.Loop() {
				if r := read(b, name, data, Options{}); len(r.Segments) < 2000 {
					b.Fatalf("%d segments", len(r.Segments))
				}
			}
		})
	}
}

// TestTimeAndMemoryGrowLinearly doubles the input four times.
func TestTimeAndMemoryGrowLinearly(t *testing.T) {
	for name, make := range map[string]func(int) []byte{"a.vtt": longVTT, "a.txt": longText} {
		small, large := make(3000), make(24000)
		timeSmall, memorySmall := cost(t, name, small)
		timeLarge, memoryLarge := cost(t, name, large)
		if memoryLarge > 12*memorySmall {
			t.Errorf("%s: 8 times the text takes %d bytes instead of %d", name, memoryLarge, memorySmall)
		}
		if timeLarge > 24*timeSmall && timeLarge > time.Second {
			t.Errorf("%s: 8 times the text takes %v instead of %v", name, timeLarge, timeSmall)
		}
	}
}

func cost(t *testing.T, name string, data []byte) (time.Duration, uint64) {
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	start := time.Now()
	if _, err := Read(name, bytes.NewReader(data), int64(len(data)), Options{}); err != nil {
		t.Fatal(err)
	}
	took := time.Since(start)
	runtime.ReadMemStats(&after)
	return took, after.TotalAlloc - before.TotalAlloc
}
