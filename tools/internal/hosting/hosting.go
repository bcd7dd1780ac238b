// Package hosting writes how a host has to answer, in the words of five kinds of host,
// from one data file.
//
//	config, found := hosting.Load(project)         // data/hosting.yaml
//	err := hosting.Write(folder, config, answers)  // into the finished tree
//
// data/hosting.yaml says what holds for every answer: security headers, how long
// answers may be kept, redirects that a person has written down. Which addresses have
// moved or are withdrawn, the caller tells (Answers). The files are
//
//	.htaccess            Apache, in the tree
//	_headers _redirects  hosts that read these two, in the tree
//	_hosting/nginx.conf  for nginx, to be included
//	_hosting/Caddyfile   for Caddy
//
// A host that reads none of them still serves the pages that redirect and the
// tombstones, which lie in the tree; only the status codes and the headers are missing.
package hosting

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"proximite/tools/internal/diagnostic"
	"proximite/tools/internal/plaintext"
)

// Path is the data file in the project.
const Path = "data/hosting.yaml"

// Config is what data/hosting.yaml says.
type Config struct {
	Headers   []Header          // of every answer
	Cache     []Cache           // the first that fits holds
	Default   string            // Cache-Control of everything else
	Redirects map[string]string // written down by a person: address → address
}

// Header of an answer.
type Header struct{ Name, Value string }

// Cache says how long some files may be kept.
type Cache struct {
	Match string // regular expression over the path below the root of the site
	Glob  string // the same for hosts that know * only; "" when it cannot be said so
	Value string // Cache-Control
}

// Answers are what the host has to answer besides the files.
type Answers struct {
	Base      string            // path of the site on its host: "/" or "/sub/"
	Redirects map[string]string // address → address, both below the site
	Gone      []string          // withdrawn addresses; one that ends in / stands for all below
	Live      func(address string) bool
}

// Load reads the data file; without one the config is empty and nothing is written.
func Load(fsys fs.FS) (*Config, []diagnostic.Diagnostic) {
	src, err := fs.ReadFile(fsys, Path)
	if errors.Is(err, fs.ErrNotExist) {
		return &Config{}, nil
	}
	if err != nil {
		return &Config{}, []diagnostic.Diagnostic{unreadable.At(Path, 0, 0)}
	}
	if found := plaintext.CheckEncoding(Path, src); len(found) > 0 {
		return &Config{}, found
	}
	root, found := plaintext.ParseYAML(Path, src, 1)
	if len(found) > 0 {
		return &Config{}, found
	}
	return read(root)
}

func read(root *plaintext.Node) (*Config, []diagnostic.Diagnostic) {
	c := &Config{Default: root.Get("cache_default").Text(), Redirects: make(map[string]string)}
	var found []diagnostic.Diagnostic
	wrong := func(r diagnostic.Rule, line, column int, text string) {
		found = append(found, r.At(Path, line, column, text))
	}
	for _, f := range root.Get("headers").Fieldset() {
		if strings.ContainsAny(f.Value.Text(), "\r\n\"\\") || f.Value.Text() == "" {
			wrong(badHeader, f.Line, f.Column, f.Key)
			continue
		}
		c.Headers = append(c.Headers, Header{f.Key, f.Value.Text()})
	}
	for _, n := range root.Get("cache").Children() {
		rule := Cache{Match: n.Get("match").Text(), Glob: n.Get("glob").Text(), Value: n.Get("value").Text()}
		if _, err := regexp.Compile(rule.Match); err != nil || !strings.HasPrefix(rule.Match, "/") || rule.Value == "" || strings.ContainsAny(rule.Match, "\"' ") {
			wrong(badPattern, n.Line, n.Column, rule.Match)
			continue
		}
		c.Cache = append(c.Cache, rule)
	}
	for _, f := range root.Get("redirects").Fieldset() {
		if !plainAddress.MatchString(f.Key) || !plainAddress.MatchString(f.Value.Text()) {
			wrong(badRedirect, f.Line, f.Column, f.Key)
			continue
		}
		c.Redirects[f.Key] = f.Value.Text()
	}
	return c, found
}

// plainAddress keeps everything out of the files that a host could take for syntax.
var plainAddress = regexp.MustCompile(`^/[A-Za-z0-9._~/-]*$`)

// file is one of the files for hosts.
type file struct {
	name  string
	write func(*writer) string
}

func files() []file {
	return []file{
		{".htaccess", apache}, {"_headers", headersFile}, {"_redirects", redirectsFile},
		{"_hosting/nginx.conf", nginx}, {"_hosting/Caddyfile", caddy},
	}
}

// Write puts the files for hosts into the finished tree. Without a data file it writes
// nothing.
func Write(folder string, c *Config, a Answers) error {
	if len(c.Headers) == 0 && c.Default == "" {
		return nil
	}
	w, err := newWriter(c, a)
	if err != nil {
		return fmt.Errorf("write host configuration: %w", err)
	}
	for _, f := range files() {
		name := filepath.Join(folder, filepath.FromSlash(f.name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			return fmt.Errorf("write host configuration: %w", err)
		}
		if err := os.WriteFile(name, []byte(f.write(w)), 0o644); err != nil {
			return fmt.Errorf("write host configuration: %w", err)
		}
	}
	return nil
}

// Rules lists every rule of the package.
func Rules() []diagnostic.Rule {
	return []diagnostic.Rule{unreadable, badHeader, badPattern, badRedirect}
}

var (
	unreadable = diagnostic.Rule{
		ID: "hosting/unreadable", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "data/hosting.yaml ne peut pas être lu.", EN: "data/hosting.yaml cannot be read."},
		Hint:    diagnostic.Text{FR: "Fermez-le dans les autres programmes et vérifiez les droits d’accès.", EN: "Close it in other programs and check the access rights."},
	}
	badHeader = diagnostic.Rule{
		ID: "hosting/bad-header", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "L’en-tête %[1]q est vide ou contient un guillemet, une barre oblique inverse ou un saut de ligne.", EN: "The header %[1]q is empty or holds a quotation mark, a backslash or a line break."},
		Hint:    diagnostic.Text{FR: "Écrivez-le sur une ligne, avec des apostrophes droites ('self').", EN: "Write it on one line, with straight single quotes ('self')."},
	}
	badPattern = diagnostic.Rule{
		ID: "hosting/bad-cache-rule", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "La règle de cache %[1]q ne peut pas être lue.", EN: "The cache rule %[1]q cannot be read."},
		Hint:    diagnostic.Text{FR: "« match » est une expression régulière qui commence par / et n’a ni espace ni guillemet ; « value » est l’en-tête Cache-Control.", EN: "“match” is a regular expression that begins with / and has no space and no quotation mark; “value” is the Cache-Control header."},
	}
	badRedirect = diagnostic.Rule{
		ID: "hosting/bad-redirect", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "La redirection de %[1]q n’est pas faite de deux adresses du site.", EN: "The redirect of %[1]q is not made of two addresses of the site."},
		Hint:    diagnostic.Text{FR: "Écrivez « \"/fr/ancienne/\": \"/fr/nouvelle/\" », sans le nom du site et sans accent.", EN: "Write “\"/en/former/\": \"/en/new/\"”, without the name of the site and without accents."},
	}
)
