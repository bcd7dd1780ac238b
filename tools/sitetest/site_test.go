package sitetest

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"golang.org/x/net/html"

	"proximite/tools/internal/content"
	"proximite/tools/internal/finish"
	"proximite/tools/internal/hugosite"
)

// Base addresses of the two shared builds.
const (
	rootBase = "https://example.org/"
	subBase  = "https://example.org/sous/chemin/"
)

// project is a copy of the project as it was when the run began, so that an author
// may go on writing meanwhile.
var project = sync.OnceValues(func() (string, error) {
	work, err := workFolder()
	if err != nil {
		return "", err
	}
	dir := filepath.Join(work, "project")
	return dir, copyProject(root, dir)
})

// copyProject copies what Hugo and the rules read.
func copyProject(from, to string) error {
	for _, name := range []string{"archetypes", "assets", "content", "data", "i18n", "layouts", "static"} {
		if err := os.CopyFS(filepath.Join(to, name), os.DirFS(filepath.Join(from, name))); err != nil {
			return err
		}
	}
	config, err := os.ReadFile(filepath.Join(from, "hugo.toml"))
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(to, "hugo.toml"), config, 0o644)
}

// The two builds of the real site that all tests share.
var (
	rootSite = sync.OnceValues(func() (*site, error) { return buildShared("root", rootBase) })
	subSite  = sync.OnceValues(func() (*site, error) { return buildShared("sub", subBase) })
)

// site is a built tree with every page parsed.
type site struct {
	files fs.FS
	base  *url.URL
	pages []*page // in the order of their files
	byURL map[string]*page
}

// page is one HTML file of a built site.
type page struct {
	file string // fr/recits/index.html
	path string // /fr/recits/ ; without the path of the base address
	data []byte
	root *html.Node
}

// built returns the build at the root of a domain.
func built(t *testing.T) *site { return need(t, rootSite) }

// builtBelow returns the build under a sub-path.
func builtBelow(t *testing.T) *site { return need(t, subSite) }

func need(t *testing.T, get func() (*site, error)) *site {
	t.Helper()
	s, err := get()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func buildShared(name, base string) (*site, error) {
	work, err := workFolder()
	if err != nil {
		return nil, err
	}
	source, err := project()
	if err != nil {
		return nil, err
	}
	dir := filepath.Join(work, name)
	if err := build(context.Background(), source, dir, base); err != nil {
		return nil, err
	}
	return readSite(os.DirFS(dir), base)
}

// build takes the steps of `newsroom build` between check and audit.
func build(ctx context.Context, source, destination, base string) error {
	corpus, err := content.Load(os.DirFS(source))
	if err != nil {
		return err
	}
	overlay, err := finish.Overlay(corpus, false)
	if err != nil {
		return err
	}
	out, err := hugosite.Build(ctx, hugosite.Options{Source: source, Destination: destination, BaseURL: base, Overlay: overlay})
	if err != nil {
		return err
	}
	if !out.OK {
		return buildError(out)
	}
	return finish.Site(corpus, destination)
}

// buildError is a site that Hugo refused, with the English words of each finding.
type buildError hugosite.Outcome

func (e buildError) Error() string {
	var b strings.Builder
	b.WriteString("hugo refuses the site:")
	for _, f := range e.Findings {
		fmt.Fprintf(&b, "\n  %s %s: %s", f.Position(), f.Rule, f.Message.EN)
	}
	return b.String()
}

func readSite(files fs.FS, base string) (*site, error) {
	u, err := url.Parse(base)
	if err != nil {
		return nil, err
	}
	s := &site{files: files, base: u, byURL: map[string]*page{}}
	err = fs.WalkDir(s.files, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || path.Ext(name) != ".html" {
			return err
		}
		p, err := readPage(s.files, name)
		if err != nil {
			return err
		}
		s.pages = append(s.pages, p)
		s.byURL[p.path] = p
		return nil
	})
	return s, err
}

func readPage(fsys fs.FS, name string) (*page, error) {
	data, err := fs.ReadFile(fsys, name)
	if err != nil {
		return nil, err
	}
	root, err := html.Parse(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("parse %q: %w", name, err)
	}
	return &page{file: name, path: "/" + strings.TrimSuffix(name, "index.html"), data: data, root: root}, nil
}

// language is the one of the html element.
func (p *page) language() string { return attribute(first(p.root, "html"), "lang") }

// isAlias reports whether the page only sends the reader on.
func (p *page) isAlias() bool { return first(p.root, `meta[http-equiv="refresh"]`) != nil }

// siteOf is a site of files that a test makes up, at the root of a domain.
func siteOf(t *testing.T, files fs.FS) *site {
	t.Helper()
	s, err := readSite(files, rootBase)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// has reports whether a file of the site exists.
func (s *site) has(name string) bool {
	info, err := fs.Stat(s.files, name)
	return err == nil && !info.IsDir()
}
