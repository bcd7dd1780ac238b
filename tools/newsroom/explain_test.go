package main

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"testing"

	"proximite/tools/internal/destination"
	"proximite/tools/internal/diagnostic"
	"proximite/tools/internal/hugosite"
)

func TestExplain(t *testing.T) {
	tests := map[string]struct {
		err    error
		fr, en string
	}{
		"full disk, met by Hugo":  {fmt.Errorf("build site: %w", hugosite.ErrDiskFull), "le disque est plein", "the disk is full"},
		"destination is a file":   {fmt.Errorf("replace: %w", destination.ErrFile), "c’est un fichier", "it is a file"},
		"somebody's files":        {fmt.Errorf("replace: %w", destination.ErrForeign), "ils seraient perdus", "they would be lost"},
		"folder that is locked":   {&fs.PathError{Op: "mkdir", Path: "/srv/www", Err: fs.ErrPermission}, `"/srv/www"`, `"/srv/www"`},
		"Hugo cannot write":       {fmt.Errorf("%w: x", hugosite.ErrDestination), "L’ancien site est intact", "The former site is untouched"},
		"an error nobody foresaw": {errors.New("boom"), "boom", "boom"},
	}
	for name, test := range tests {
		err := explain(test.err, "public")
		for l, want := range map[diagnostic.Language]string{diagnostic.French: test.fr, diagnostic.English: test.en} {
			if got := inLanguage(err, l); !strings.Contains(got, want) {
				t.Errorf("%s: %q lacks %q", name, got, want)
			}
		}
	}
}

func TestPortNumber(t *testing.T) {
	for given, want := range map[string]int{"0": 0, "1313": 1313, "65535": 65535} {
		if got, err := portNumber(given); got != want || err != nil {
			t.Errorf("portNumber(%q) = %d, %v", given, got, err)
		}
	}
	for _, given := range []string{"", "-1", "65536", "http", "1 313"} {
		if got, err := portNumber(given); err == nil {
			t.Errorf("portNumber(%q) = %d, want an error", given, got)
		}
	}
}

func TestSiteAddress(t *testing.T) {
	for given, want := range map[string]string{
		"": "", "https://example.org": "https://example.org/", "http://localhost:80/a/": "http://localhost:80/a/",
	} {
		if got, err := siteAddress(given); got != want || err != nil {
			t.Errorf("siteAddress(%q) = %q, %v", given, got, err)
		}
	}
	for _, given := range []string{"example.org", "/a/", "ftp://example.org/", "https://", "https://example.org/?x", "https://example.org/#x"} {
		if got, err := siteAddress(given); err == nil {
			t.Errorf("siteAddress(%q) = %q, want an error", given, got)
		}
	}
}
