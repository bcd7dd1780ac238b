package preview

import (
	"context"
	"fmt"
	"hash/fnv"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// watcher notices changes by looking at names, sizes and times. Notifications of
// the system would be quicker, but they differ on every system and fail on shared
// folders, where offices keep their files.
type watcher struct {
	root     string
	names    []string
	interval time.Duration
	seen     uint64
}

func newWatcher(root string, names []string, interval time.Duration) *watcher {
	if interval == 0 {
		interval = 300 * time.Millisecond
	}
	w := &watcher{root: root, names: names, interval: interval}
	w.seen = w.fingerprint()
	return w
}

// wait returns true when files have changed and have been quiet for one interval
// since, false when ctx is done. Changes during the build before it count.
func (w *watcher) wait(ctx context.Context) bool {
	for changing := false; ; {
		start := time.Now()
		now := w.fingerprint()
		switch {
		case now != w.seen:
			changing = true
		case changing:
			return true
		}
		w.seen = now
		// A large project must not keep a processor busy with looking.
		pause := max(w.interval, 10*time.Since(start))
		select {
		case <-ctx.Done():
			return false
		case <-time.After(pause):
		}
	}
}

// fingerprint is a number that differs when any watched file does.
func (w *watcher) fingerprint() uint64 {
	h := fnv.New64a()
	for _, name := range w.names {
		// What cannot be read becomes part of the fingerprint; the build reports it.
		filepath.WalkDir(filepath.Join(w.root, name), func(path string, d fs.DirEntry, err error) error {
			if err != nil {
				fmt.Fprintf(h, "%s %v\n", path, os.IsNotExist(err))
				return nil
			}
			if path != w.root && ignored(d.Name()) {
				return skip(d)
			}
			if info, err := d.Info(); err == nil && !d.IsDir() {
				fmt.Fprintf(h, "%s %d %d %v\n", path, info.Size(), info.ModTime().UnixNano(), info.Mode())
			}
			return nil
		})
	}
	return h.Sum64()
}

// ignored tells the files that editors and systems leave beside the author's.
func ignored(name string) bool {
	return strings.HasPrefix(name, ".") || strings.HasSuffix(name, "~") || strings.HasPrefix(name, "#")
}

func skip(d fs.DirEntry) error {
	if d.IsDir() {
		return fs.SkipDir
	}
	return nil
}
