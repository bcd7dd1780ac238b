//go:build unix

package main

import (
	"os"
	"strings"
	"syscall"
	"testing"

	"proximite/tools/internal/diagnostic"
)

func TestExplainWhenDiskIsFull(t *testing.T) {
	// The device that is always full, where there is one, gives the system's own error.
	err := error(&os.PathError{Op: "write", Path: "x", Err: syscall.ENOSPC})
	if f, openErr := os.OpenFile("/dev/full", os.O_WRONLY, 0); openErr == nil {
		_, err = f.WriteString("x")
		f.Close()
	}
	if got := inLanguage(explain(err, "public"), diagnostic.French); !strings.Contains(got, "le disque est plein") {
		t.Errorf("explain(%v) = %q", err, got)
	}
}
