package typography

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
)

// Dir sets every page (.html) and feed (index.xml) below a folder in place. The
// folder is a build that nobody serves yet, so a failure leaves no reader with
// half a page.
func Dir(root string) error {
	paths, err := texts(root)
	if err != nil {
		return fmt.Errorf("set pages in %q: %w", root, err)
	}
	return inParallel(paths, setFile)
}

func texts(root string) (paths []string, err error) {
	err = filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && (strings.HasSuffix(path, ".html") || d.Name() == "index.xml") {
			paths = append(paths, path)
		}
		return err
	})
	return paths, err
}

func setFile(path string) error {
	before, err := os.ReadFile(path)
	if err != nil {
		return fmt.Errorf("set %q: %w", path, err)
	}
	set := HTML
	if strings.HasSuffix(path, ".xml") {
		set = Feed
	}
	after, err := set(before)
	if err != nil {
		return fmt.Errorf("set %q: %w", path, err)
	}
	if bytes.Equal(before, after) {
		return nil
	}
	if err := os.WriteFile(path, after, 0o644); err != nil {
		return fmt.Errorf("set %q: %w", path, err)
	}
	return nil
}

// inParallel calls f for each path on all processors and returns the first error.
func inParallel(paths []string, f func(string) error) error {
	var wg sync.WaitGroup
	work := make(chan string)
	errs := make(chan error, len(paths))
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			for path := range work {
				if err := f(path); err != nil {
					errs <- err
				}
			}
		})
	}
	for _, p := range paths {
		work <- p
	}
	close(work)
	wg.Wait()
	close(errs)
	return <-errs
}
