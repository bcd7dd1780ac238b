package sitetest

import (
	"os"
	"path/filepath"
	"sync"
	"testing"

	"proximite/tools/internal/hugosite"
)

func TestMain(m *testing.M) {
	if hugosite.IsChild() {
		os.Exit(hugosite.RunChild(os.Args[1:]))
	}
	code := m.Run()
	if dir, err := workFolder(); err == nil {
		os.RemoveAll(dir)
	}
	os.Exit(code)
}

// root is the root of the project: go test runs in the folder of its package.
var root = filepath.Join("..", "..")

// workFolder holds what lasts as long as the test run.
var workFolder = sync.OnceValues(func() (string, error) { return os.MkdirTemp("", "sitetest-") })
