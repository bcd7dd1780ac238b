package approval

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"proximite/tools/internal/content"
	"proximite/tools/internal/diagnostic"
	"proximite/tools/internal/plaintext"
	"proximite/tools/internal/translation"
)

// administrative are the keys of the front matter that say nothing to a reader. Any
// other key, also one that comes later, is part of what was seen.
var administrative = []string{
	"draft", "lastmod", "slug", "aliases", "weight", "noindex", "embargo", "expires", "translation", "review_by",
	"stories", "interviews", "news", "modules", "trainings", "resources",
}

// Seen are the hashes of an item as it is now, by part: "fr head", "fr text" (one hash a
// block), "person t7m2xq", "words c8w3nd" (one a segment), "photo 7k3qxz".
func Seen(c *content.Corpus, i *content.Item) map[string]string {
	seen := make(map[string]string)
	set := func(part string, hashes ...string) {
		if text := strings.Join(hashes, " "); text != "" {
			seen[part] = text
		}
	}
	for _, v := range i.Versions {
		set(v.Language+" head", head(v))
		set(v.Language+" text", blocks(v)...)
	}
	for _, id := range c.PeopleOf(i) {
		if p, ok := c.Person(id); ok {
			set("person "+id, personHash(p))
		}
	}
	for ref, segments := range wordsOf(c, i) {
		set("words "+ref, segments...)
	}
	for _, id := range c.PhotosOf(i) {
		set("photo "+id, translation.Hash(flat(c.Photo(id))))
	}
	return seen
}

func head(v *content.Version) string {
	var b strings.Builder
	for _, f := range v.Meta.Fieldset() {
		if !slices.Contains(administrative, f.Key) {
			fmt.Fprintf(&b, "%s: %s\n", f.Key, flat(f.Value))
		}
	}
	return translation.Hash(b.String())
}

// flat writes a value as one text, keys in their order.
func flat(n *plaintext.Node) string {
	switch {
	case n == nil:
		return ""
	case n.Kind == plaintext.List:
		var parts []string
		for _, i := range n.Items {
			parts = append(parts, flat(i))
		}
		return strings.Join(parts, ", ")
	case n.Kind == plaintext.Map:
		var parts []string
		for _, f := range n.Fields {
			parts = append(parts, f.Key+": "+flat(f.Value))
		}
		slices.Sort(parts)
		return strings.Join(parts, "; ")
	}
	return fmt.Sprint(n.Value)
}

// personHash leaves out until when the entry holds: to prolong it is a decision of its own.
func personHash(p content.Person) string {
	var parts []string
	for _, f := range p.Entry.Fieldset() {
		if f.Key != "review_by" {
			parts = append(parts, f.Key+": "+flat(f.Value))
		}
	}
	slices.Sort(parts)
	return translation.Hash(strings.Join(parts, "\n"))
}

// blocks hashes each block with its shortcodes: the source between one block and the next.
func blocks(v *content.Version) []string {
	var list []string
	for _, text := range paragraphs(v) {
		if h := translation.Hash(text); h != "" {
			list = append(list, h)
		}
	}
	return list
}

// paragraphs are the pieces of the body between empty lines.
func paragraphs(v *content.Version) []string {
	if v.Body <= 0 || v.Body > len(v.Source) {
		return nil
	}
	return strings.Split(strings.ReplaceAll(string(v.Source[v.Body:]), "\r\n", "\n"), "\n\n")
}

// wordsOf hashes what is said: all of the item's own transcript, of others the quoted
// segments.
func wordsOf(c *content.Corpus, i *content.Item) map[string][]string {
	all := make(map[string][]string)
	for _, v := range i.Versions {
		if t := c.Transcript(v.Meta.Get("transcript").Text()); t != nil {
			var list []string
			for _, s := range t.Root.Get("segments").Children() {
				list = append(list, translation.Hash(flat(s)))
			}
			all[t.Name] = append([]string{translation.Hash(flat(t.Root.Get("speakers")) + flat(t.Root.Get("media")))}, list...)
		}
	}
	quoted := make(map[string]bool)
	for _, v := range i.Versions {
		quoted[v.Meta.Get("pull_quote", "ref").Text()] = true
		for _, s := range v.Shortcodes {
			if ref, ok := s.Get("ref"); ok && s.Name == "quote" {
				quoted[ref.Value] = true
			}
		}
	}
	for _, ref := range slices.Sorted(maps.Keys(quoted)) {
		id, segment, _ := strings.Cut(ref, "#")
		t := c.Transcript(id)
		if t == nil || all[id] != nil {
			continue
		}
		for _, s := range t.Root.Get("segments").Children() {
			if s.Get("id").Text() == segment {
				all[ref] = []string{translation.Hash(flat(s))}
			}
		}
	}
	return all
}

// Part of an item that differs from what was seen.
type Part struct {
	Name  string
	Added []string // of texts: the hashes of new blocks
}

// Changed lists the parts that differ, in a stable order.
func Changed(before, now map[string]string) []Part {
	var parts []Part
	names := maps.Clone(now)
	maps.Copy(names, before)
	for _, name := range slices.Sorted(maps.Keys(names)) {
		if before[name] == now[name] {
			continue
		}
		p := Part{Name: name}
		known := strings.Fields(before[name])
		for _, h := range strings.Fields(now[name]) {
			if !slices.Contains(known, h) {
				p.Added = append(p.Added, h)
			}
		}
		parts = append(parts, p)
	}
	return parts
}

// Describe says what has changed, for a person: the new paragraphs with their first words.
func Describe(i *content.Item, parts []Part) diagnostic.Text {
	var fr, en []string
	for _, p := range parts {
		t := describe(i, p)
		fr, en = append(fr, t.FR), append(en, t.EN)
	}
	return diagnostic.Text{FR: strings.Join(fr, " ; "), EN: strings.Join(en, "; ")}
}

func describe(i *content.Item, p Part) diagnostic.Text {
	kind, id, _ := strings.Cut(p.Name, " ")
	switch {
	case kind == "person":
		return diagnostic.Text{FR: "la fiche de la personne " + id, EN: "the entry of the person " + id}
	case kind == "words":
		return diagnostic.Text{FR: "les paroles " + id, EN: "the words " + id}
	case kind == "photo":
		return diagnostic.Text{FR: "la photographie " + id, EN: "the photograph " + id}
	case id == "head":
		return diagnostic.Text{FR: "l’en-tête (" + kind + ")", EN: "the front matter (" + kind + ")"}
	}
	text := diagnostic.Text{FR: "le texte (" + kind + ")", EN: "the text (" + kind + ")"}
	if words := firstWords(i.Version(kind), p.Added); words != "" {
		return diagnostic.Text{FR: text.FR + ", « " + words + " »", EN: text.EN + ", “" + words + "”"}
	}
	return text
}

// firstWords of the first paragraph among some hashes.
func firstWords(v *content.Version, hashes []string) string {
	if v == nil {
		return ""
	}
	for _, text := range paragraphs(v) {
		if slices.Contains(hashes, translation.Hash(text)) {
			words := strings.Fields(text)
			if len(words) > 8 {
				return strings.Join(words[:8], " ") + " …"
			}
			return strings.Join(words, " ")
		}
	}
	return ""
}
