package translation

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"proximite/tools/internal/content"
)

// A page that is behind carries the wording of its notes in <template data-drift="…">
// elements, which layouts/_partials/components/drift.html writes. MarkPages puts a copy
// beside each passage that is behind and takes the templates away. A page that is
// current has nothing of all this.

var (
	driftPage     = regexp.MustCompile(`<template data-drift-page="([^"]*) ([a-z]+)"></template>\n?`)
	driftTemplate = regexp.MustCompile(`(?s)<template data-drift="([a-z]+)">(.*?)</template>\n?`)
)

// MarkPages puts the notes into the built pages below a folder.
func MarkPages(c *content.Corpus, folder string) error {
	l, _ := Load(c.FS)
	reports := make(map[string][]*Report)
	for _, r := range Reports(c, l) {
		reports[r.Key] = append(reports[r.Key], r)
	}
	return filepath.WalkDir(folder, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return fmt.Errorf("mark pages: %w", err)
		}
		if d.IsDir() || filepath.Ext(name) != ".html" {
			return nil
		}
		page, err := os.ReadFile(name)
		if err != nil {
			return fmt.Errorf("mark pages: %w", err)
		}
		m := driftPage.FindSubmatch(page)
		if m == nil {
			return nil
		}
		if err := os.WriteFile(name, markPage(page, reports[string(m[1])], string(m[2])), 0o644); err != nil {
			return fmt.Errorf("mark pages: %w", err)
		}
		return nil
	})
}

// markPage puts the notes into one page in a language.
func markPage(page []byte, reports []*Report, language string) []byte {
	notes := make(map[string]string)
	for _, m := range driftTemplate.FindAllSubmatch(page, -1) {
		notes[string(m[1])] = strings.TrimSpace(string(m[2]))
	}
	page = driftTemplate.ReplaceAll(driftPage.ReplaceAll(page, nil), nil)
	m := &marker{elements: readElements(page), notes: notes, put: make(map[int]string)}
	for _, r := range reports {
		m.report(r, language)
	}
	return m.write(page)
}

type marker struct {
	elements []element
	notes    map[string]string
	put      map[int]string // by place in the page
}

// report places the notes of a report that concern the language.
func (m *marker) report(r *Report, language string) {
	blocks := r.targetBlocks
	if language == r.From {
		blocks = r.sourceBlocks
	} else if language != r.To {
		return
	}
	at := locate(blocks, m.elements)
	for _, p := range r.Pairs {
		kind, now, place := p.note(language == r.From)
		if kind == "" {
			continue
		}
		if len(now) == 0 {
			m.at(at, place, kind)
		}
		for i := range now {
			m.at(at, place+i, kind)
		}
	}
}

// note is the kind of note that a pair needs on one side, the blocks there, and their
// place; "" when it needs none.
func (p Pair) note(source bool) (kind string, now []Block, place int) {
	now, place = p.Target.Now, p.after
	if source {
		now, place = p.Source.Now, p.before
	}
	switch {
	case p.State == Both && !source:
		return "both", now, place
	case p.State == Behind && !source, p.State == Ahead && source:
		if p.Change == Added {
			return "missing", nil, place
		}
		if p.Change == Removed && len(now) > 0 {
			return "removed", now, place
		}
		return "changed", now, place
	}
	return "", nil, 0
}

func (m *marker) at(at map[int]int, block int, kind string) {
	e, ok := at[block]
	if !ok || m.notes[kind] == "" {
		return
	}
	el, note := m.elements[e], m.notes[kind]
	if !el.inside {
		note = "\n<p>" + note + "</p>"
	} else {
		note = " " + note
	}
	if !strings.Contains(m.put[el.insert], note) {
		m.put[el.insert] += note
	}
}

func (m *marker) write(page []byte) []byte {
	var places []int
	for at := range m.put {
		places = append(places, at)
	}
	slices.Sort(places)
	var b bytes.Buffer
	last := 0
	for _, at := range places {
		b.Write(page[last:at])
		b.WriteString(m.put[at])
		last = at
	}
	b.Write(page[last:])
	return b.Bytes()
}
