// Package compress puts compressed copies beside the files of a built site, so that a
// host need not compress while a reader waits, and sends fewer bytes than it would.
//
//	err := compress.Dir("public.new", "public", compress.Best)
//
// index.html gets index.html.br (brotli) and index.html.gz (gzip). Both hold exactly the
// file. A host that knows them sends them to browsers that can read them
// (data/hosting.yaml); another ignores them.
//
// Brotli at its best takes its time, so the copies of files that have not changed are
// taken from the former build. Of a large site, where the first build would take many
// minutes, brotli does less; that depends on the size of the site alone, so the same
// site always gives the same bytes.
package compress

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"sync"

	"github.com/andybalholm/brotli"

	"proximite/tools/internal/weight"
)

// smallest is the size below which a compressed copy saves no packet of the network.
const smallest = 256

// formats are the compressed copies; quality is that of brotli.
var formats = []struct {
	extension string
	compress  func(data []byte, quality int) []byte
}{
	{".gz", func(data []byte, _ int) []byte {
		var b bytes.Buffer
		// Neither can fail: the level is valid and a buffer takes all.
		w, _ := gzip.NewWriterLevel(&b, gzip.BestCompression)
		w.Write(data)
		w.Close()
		return b.Bytes()
	}},
	{".br", func(data []byte, quality int) []byte {
		var b bytes.Buffer
		w := brotli.NewWriterLevel(&b, quality)
		w.Write(data)
		w.Close()
		return b.Bytes()
	}},
}

// Effort is how hard brotli tries.
type Effort int

// Efforts. Best is for what readers fetch. Quick is for tests that build many sites.
const (
	Best Effort = iota
	Quick
)

// Dir compresses the files below root. former is the folder of the former build, which
// need not exist.
func Dir(root, former string, effort Effort) error {
	names, total, err := list(root)
	if err != nil {
		return fmt.Errorf("compress site: %w", err)
	}
	quality := qualityFor(total)
	if effort == Quick {
		quality = leastQuality
	}
	work := make(chan string)
	var workers sync.WaitGroup
	var once sync.Once
	var failure error
	for range runtime.GOMAXPROCS(0) {
		workers.Go(func() {
			for name := range work {
				if err := file(root, former, name, quality); err != nil {
					once.Do(func() { failure = fmt.Errorf("compress %q: %w", name, err) })
				}
			}
		})
	}
	for _, name := range names {
		work <- name
	}
	close(work)
	workers.Wait()
	return failure
}

// leastQuality of brotli costs nothing that matters.
const leastQuality = 5

// qualityFor is the quality of brotli for a site of so many bytes: at 11 a megabyte
// takes about two seconds of one processor, at 10 half a second, at 5 nothing that
// matters.
func qualityFor(total int64) int {
	switch {
	case total <= 16e6:
		return 11
	case total <= 64e6:
		return 10
	}
	return leastQuality
}

// list returns the files that are worth compressing, by their path below root.
func list(root string) (names []string, total int64, err error) {
	err = filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !weight.Compressible(d.Name()) {
			return err
		}
		info, err := d.Info()
		if err != nil || info.Size() < smallest {
			return err
		}
		name, err := filepath.Rel(root, path)
		names, total = append(names, name), total+info.Size()
		return err
	})
	return names, total, err
}

// file writes the compressed copies of one file.
func file(root, former, name string, quality int) error {
	data, err := os.ReadFile(filepath.Join(root, name))
	if err != nil {
		return err
	}
	old, err := os.ReadFile(filepath.Join(former, name))
	same := err == nil && former != "" && bytes.Equal(old, data)
	for _, f := range formats {
		var packed []byte
		if same {
			packed, _ = os.ReadFile(filepath.Join(former, name+f.extension))
		}
		if len(packed) == 0 {
			packed = f.compress(data, quality)
		}
		if err := os.WriteFile(filepath.Join(root, name+f.extension), packed, 0o644); err != nil {
			return err
		}
	}
	return nil
}
