package rule

import (
	"slices"

	"proximite/tools/internal/content"
)

// pair is an item in both languages: the version it was written in first and its
// translation.
type pair struct {
	source, target *content.Version
	from, to       []prose
	aligned        bool // the bodies have blocks of the same kinds in the same order
}

// eachPair visits the items that exist in both languages and can be read.
func eachPair(c *content.Corpus, visit func(*pair)) {
	for _, i := range c.Pages() {
		if len(i.Versions) != 2 || i.Versions[0].Tree == nil || i.Versions[1].Tree == nil {
			continue
		}
		p := &pair{source: i.Versions[0], target: i.Versions[1]}
		if p.target.Meta.Get("source_language").Text() == p.target.Language {
			p.source, p.target = p.target, p.source
		}
		p.from, p.to = proseOf(p.source), proseOf(p.target)
		p.aligned = slices.EqualFunc(bodyOf(p.from), bodyOf(p.to), func(a, b prose) bool { return a.kind == b.kind })
		visit(p)
	}
}

// bodyOf are the texts of the body among those of a version.
func bodyOf(texts []prose) []prose {
	first := slices.IndexFunc(texts, func(p prose) bool { return p.block != nil })
	if first < 0 {
		return nil
	}
	end := first
	for end < len(texts) && texts[end].block != nil {
		end++
	}
	return texts[first:end]
}

// keyed are the texts of one key of the front matter.
func keyed(texts []prose, key string) []prose {
	first := slices.IndexFunc(texts, func(p prose) bool { return p.kind == key && p.node != nil })
	if first < 0 {
		return nil
	}
	end := first
	for end < len(texts) && texts[end].kind == key {
		end++
	}
	return texts[first:end]
}

// regions are the texts of both versions that correspond as a whole: each key of the
// front matter, then the body.
func (p *pair) regions(visit func(from, to []prose, aligned bool)) {
	for _, key := range frontTexts {
		from, to := keyed(p.from, key), keyed(p.to, key)
		if len(from) > 0 && len(to) > 0 {
			visit(from, to, len(from) == len(to))
		}
	}
	visit(bodyOf(p.from), bodyOf(p.to), p.aligned)
}

// line of a byte of a text in its file.
func (p *prose) line(i int) int {
	if p.block == nil {
		line, _ := positionIn(p.node, i)
		return line
	}
	line, _ := p.version.Position(p.block.Offset(i))
	return line
}
