// Package trim takes out of built pages what costs bytes and shows nothing: the rules
// of the style sheet that no element of the page can meet, and the white space that
// templates leave between blocks.
//
//	err := trim.Dir("public") // the last step but the scales
//
// The style sheet stands inside each page, because a request more costs a reader on 2G
// more than a few kilobytes. But a story needs no rule for the glossary: with only its
// own rules a page weighs a fifth less, and a designer may add to one kind of page
// without making every other dearer.
//
// A rule goes only when it is certain to meet nothing: it names an element, a class or
// an id that neither the page has nor a script of the page could write. Of what stands
// in parentheses only :has(), :is() and :where() are looked at. Custom properties that no rule left reads
// go too. What shows stays the same to the pixel, which a test in Chromium proves.
package trim

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Dir trims every page below a folder.
func Dir(root string) error {
	scripts := Scripts(root)
	return filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return fmt.Errorf("trim pages: %w", err)
		}
		if d.IsDir() || filepath.Ext(name) != ".html" {
			return nil
		}
		page, err := os.ReadFile(name)
		if err != nil {
			return fmt.Errorf("trim page: %w", err)
		}
		trimmed := Page(page, scripts)
		if bytes.Equal(trimmed, page) {
			return nil
		}
		if err := os.WriteFile(name, trimmed, 0o644); err != nil {
			return fmt.Errorf("trim page: %w", err)
		}
		return nil
	})
}

// Scripts gives the words of the scripts of a site, for Page.
func Scripts(root string) func(source string) map[string]bool {
	scripts := make(map[string]map[string]bool)
	return func(source string) map[string]bool {
		file := path.Base(source)
		if _, known := scripts[file]; !known {
			scripts[file] = wordsOfScript(root, file)
		}
		return scripts[file]
	}
}

var scriptWord = regexp.MustCompile(`[A-Za-z_][\w-]*`)

// wordsOfScript are all words of a script of the site, found by its name wherever it
// stands: any of them may be a class that it sets. A script that is not there is nil.
func wordsOfScript(root, file string) map[string]bool {
	for _, folder := range []string{"js", "."} {
		text, err := os.ReadFile(filepath.Join(root, folder, file))
		if err != nil {
			continue
		}
		words := make(map[string]bool)
		for _, w := range scriptWord.FindAll(text, -1) {
			words[string(w)] = true
		}
		return words
	}
	return nil
}

// Page trims one page. scriptWords gives the words of a script by its address; nil for
// one that is not known, and then no rule goes.
func Page(page []byte, scriptWords func(source string) map[string]bool) []byte {
	return squeeze(page, readUse(page, scriptWords))
}

// use is what a page has that a rule could meet.
type use struct {
	names   map[string]bool // elements
	classes map[string]bool
	ids     map[string]bool
	script  map[string]bool // words of its scripts
	text    []byte          // the page without its style sheets: may read properties
}

// readUse lists what the page has; nil when one of its scripts is not known.
func readUse(page []byte, scriptWords func(string) map[string]bool) *use {
	u := &use{
		names: map[string]bool{"html": true, "head": true, "body": true, "tbody": true}, classes: map[string]bool{}, ids: map[string]bool{}, script: map[string]bool{},
	}
	z := html.NewTokenizer(bytes.NewReader(page))
	inStyle := false
	for {
		kind := z.Next()
		switch kind {
		case html.ErrorToken:
			return u
		case html.StartTagToken, html.SelfClosingTagToken:
			u.text = append(u.text, z.Raw()...)
			t := z.Token()
			inStyle = t.DataAtom == atom.Style
			if !u.element(t, scriptWords) {
				return nil
			}
		case html.EndTagToken:
			inStyle = false
		default:
			if !inStyle {
				u.text = append(u.text, z.Raw()...)
			}
		}
	}
}

// element notes an element; false when it loads an unknown script.
func (u *use) element(t html.Token, scriptWords func(string) map[string]bool) bool {
	u.names[t.Data] = true
	for _, a := range t.Attr {
		switch {
		case a.Key == "class":
			for _, c := range strings.Fields(a.Val) {
				u.classes[c] = true
			}
		case a.Key == "id":
			u.ids[a.Val] = true
		case a.Key == "src" && t.DataAtom == atom.Script:
			words := scriptWords(a.Val)
			if words == nil {
				return false
			}
			for w := range words {
				u.script[w] = true
			}
		}
	}
	return true
}

// squeeze copies the page with its style sheets pruned and without the white space
// between blocks.
func squeeze(page []byte, u *use) []byte {
	out := make([]byte, 0, len(page))
	z := html.NewTokenizer(bytes.NewReader(page))
	verbatim := 0      // inside pre, textarea or a foreign text
	style := false     // inside a style sheet
	empty := false     // nothing was left of it
	var sheet []byte   // the tag that opened it
	afterBlock := true // nothing but white space since the edge of a block
	var pending []byte // white space whose fate the next token decides
	flush := func(edge bool) {
		if len(pending) > 0 && !edge && !afterBlock {
			out = append(out, pending[0])
		}
		pending = nil
	}
	for {
		kind := z.Next()
		raw := bytes.Clone(z.Raw())
		switch kind {
		case html.ErrorToken:
			return out
		case html.StartTagToken, html.SelfClosingTagToken, html.EndTagToken:
			name, _ := z.TagName()
			a := atom.Lookup(name)
			edge := isBlock(a)
			flush(edge)
			afterBlock = edge
			style = a == atom.Style && kind == html.StartTagToken
			if style && u != nil {
				sheet = raw // written when something is left of it
				continue
			}
			if a == atom.Style && empty {
				empty = false
				continue
			}
			if a == atom.Pre || a == atom.Textarea {
				verbatim += map[bool]int{true: -1, false: 1}[kind == html.EndTagToken]
			}
			out = append(out, raw...)
		case html.TextToken:
			switch {
			case style && u != nil:
				rules := pruneSheet(string(raw), u)
				if empty = rules == ""; !empty {
					out = append(append(out, sheet...), rules...)
				}
			case style || verbatim > 0:
				out = append(out, raw...)
				afterBlock = false
			case len(bytes.TrimSpace(raw)) == 0:
				pending = raw
			default:
				flush(false)
				out = append(out, raw...)
				afterBlock = false
			}
		default:
			flush(true)
			out = append(out, raw...)
			afterBlock = true
		}
	}
}

// isBlock lists the elements beside which white space never shows, whatever the style
// sheet makes of them: those of the head, and those that lay out in blocks. List items
// are not among them: a style sheet may set them in a line.
func isBlock(a atom.Atom) bool {
	switch a {
	case atom.Html, atom.Head, atom.Meta, atom.Link, atom.Title, atom.Style, atom.Script, atom.Body,
		atom.Main, atom.Header, atom.Footer, atom.Nav, atom.Section, atom.Article, atom.Aside,
		atom.H1, atom.H2, atom.H3, atom.H4, atom.P, atom.Ul, atom.Ol, atom.Dl, atom.Figure, atom.Figcaption,
		atom.Blockquote, atom.Table, atom.Thead, atom.Tbody, atom.Tr, atom.Caption, atom.Details, atom.Fieldset, atom.Form:
		return true
	}
	return false
}
