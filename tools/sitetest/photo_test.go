package sitetest

import (
	"bytes"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"testing"

	"proximite/tools/internal/media"
	"proximite/tools/internal/mediatest"
)

// photoEntry is an entry of data/photos.yaml for a picture of the story abcd.
func photoEntry(id, file, people string) string {
	return id + ":\n  item: \"abcd\"\n  file: \"" + file + "\"\n  sha256: \"" + strings.Repeat("0", 64) + "\"\n" +
		"  alt: {fr: \"Une rue à l'ombre\", en: \"A street in the shade\"}\n  caption: {fr: \"La rue du marché\", en: \"The market street\"}\n" +
		"  credit: {fr: \"La mission\", en: \"The mission\"}\n  licence: {fr: \"CC BY 4.0\", en: \"CC BY 4.0\"}\n" +
		"  taken: \"2023-09\"\n  faces: none\n  people: [" + people + "]\n  checked: {plates: none, name_tags: none, screens: none, signs: none}\n  by: QXZ\n  checked_on: \"2026-11-24\"\n"
}

// photoProject has a story with a photograph at its head, one in its text, and one whose
// person has withdrawn. The files in the bundle are as the camera wrote them, which
// check would refuse: nothing of that may come out all the same.
func photoProject(t *testing.T) string {
	t.Helper()
	page := func(language, more string) string {
		return "-- content/stories/x/index." + language + ".md --\n---\nid: abcd\ntitle: T\nslug: x\nsummary: S.\ndate: 2023-01-02\nsource_language: fr\nphoto: h3adpq\n" + more +
			"---\nUn texte.\n\n{{< photo \"t3xtpq\" >}}\n\n{{< photo \"g0nepq\" >}}\n\nFin.\n"
	}
	archive := page("fr", "") + page("en", "translation: own\n") +
		"-- data/photos.yaml --\n" + photoEntry("h3adpq", "h3adpq.jpg", "") + photoEntry("t3xtpq", "t3xtpq.png", "") + photoEntry("g0nepq", "g0nepq.jpg", "pers2n") +
		"-- data/people.yaml --\npers2n:\n  name: \"Canary Person\"\n  role: {fr: une agente, en: an officer}\n  serving: true\n  attribution: role_only\n  scopes: [photo]\n  withdrawn: {date: \"2026-01-01\", reason: other}\n"
	project := miniProject(t, archive)
	write(t, project, "content/stories/x/h3adpq.jpg", mediatest.WithEXIF(mediatest.JPEG(mediatest.Scene(1600, 1067, 31), 92), 1))
	write(t, project, "content/stories/x/t3xtpq.png", mediatest.PNG(mediatest.Scene(800, 533, 32)))
	write(t, project, "content/stories/x/g0nepq.jpg", mediatest.WithEXIF(mediatest.JPEG(mediatest.Scene(700, 400, 33), 80), 1))
	write(t, project, "content/stories/x/unused.jpg", mediatest.WithEXIF(mediatest.JPEG(mediatest.Scene(700, 400, 34), 80), 1))
	write(t, project, "content/stories/x/entretien.docx", []byte(mediatest.Planted))
	return project
}

// TestPhotographs builds a story with photographs and looks at what a reader gets.
func TestPhotographs(t *testing.T) {
	project := photoProject(t)
	s := buildMini(t, project)
	for language, alt := range map[string]string{"fr": "Une rue à l’ombre", "en": "A street in the shade"} {
		p := s.byURL[map[string]string{"fr": "/fr/recits/x/", "en": "/en/stories/x/"}[language]]
		figures := all(p.root, "figure.photo")
		if len(figures) != 2 {
			t.Fatalf("%s: %d photographs, want two: the withdrawn one shows nothing", p.path, len(figures))
		}
		head, inText := first(figures[0], "img"), first(figures[1], "img")
		for what, ok := range map[string]bool{
			"alternative": attribute(head, "alt") == alt && attribute(inText, "alt") == alt,
			"the first at once": attribute(head, "fetchpriority") == "high" && attribute(head, "loading") == "" &&
				attribute(inText, "loading") == "lazy" && attribute(inText, "fetchpriority") == "",
			"size":           attribute(head, "width") == "960" && attribute(head, "height") == "640" && attribute(inText, "width") == "640",
			"newer formats":  len(all(figures[0], "picture source")) == 2 && attribute(first(figures[0], "source"), "type") == "image/avif",
			"four widths":    strings.Count(attribute(head, "srcset"), " ") == 7 && strings.HasSuffix(attribute(head, "srcset"), " 1280w"),
			"credit":         strings.Contains(text(figures[0]), "CC BY 4.0"),
			"the text first": strings.Index(string(p.data), "<h1") < strings.Index(string(p.data), "<figure class=\"photo"),
		} {
			if !ok {
				t.Errorf("%s: %s: %s", p.path, what, shorten(string(p.data[bytes.Index(p.data, []byte("<figure")):])))
			}
		}
	}
	requirePublishedPictures(t, s)
	for _, words := range []string{mediatest.Planted, "Canary", "QXZ"} {
		if files, err := s.filesWith(words); err != nil || len(files) > 0 {
			t.Errorf("%q is in %q (%v)", words, files, err)
		}
	}
	for _, complaint := range checkLinks(s) {
		if strings.Contains(complaint, "x_hu") || strings.Contains(complaint, ".avif") {
			t.Error(complaint)
		}
	}
}

// requirePublishedPictures looks into every picture of the tree: no original, nothing
// about people, and at 640 pixels no more than 40 KB.
func requirePublishedPictures(t *testing.T, s *site) {
	t.Helper()
	count := map[string]int{}
	heaviest := map[string]int{}
	err := fs.WalkDir(s.files, ".", func(name string, d fs.DirEntry, err error) error {
		ext := path.Ext(name)
		if err != nil || !slices.Contains([]string{".jpg", ".jpeg", ".png", ".webp", ".avif", ".docx"}, ext) || strings.HasPrefix(name, "share/") || strings.Contains(name, "icon") {
			return err
		}
		data, err := fs.ReadFile(s.files, name)
		count[ext]++
		if left := media.Inspect(data); len(left) > 0 {
			t.Errorf("%s still tells %q", name, left)
		}
		for _, base := range []string{"h3adpq.", "t3xtpq.", "g0nepq", "unused"} {
			if strings.HasPrefix(path.Base(name), base) {
				t.Errorf("the original %s is published", name)
			}
		}
		if width := widthOf(s, name); width == 640 {
			heaviest[ext] = max(heaviest[ext], len(data))
			if len(data) > 40_000 {
				t.Errorf("%s has %d bytes at 640 pixels", name, len(data))
			}
		}
		return err
	})
	if err != nil || count[".jpg"] != 6 || count[".webp"] != 6 || count[".avif"] != 6 || count[".docx"] != 0 {
		t.Errorf("published: %v (%v), want four and two widths in each of three formats", count, err)
	}
	t.Logf("published: %v; heaviest at 640 pixels: %v bytes", count, heaviest)
}

// widthOf is what the pages say of a picture's width.
func widthOf(s *site, name string) int {
	for _, p := range s.pages {
		for _, n := range append(all(p.root, "source"), all(p.root, "img")...) {
			for _, candidate := range strings.Split(attribute(n, "srcset"), ", ") {
				address, size, _ := strings.Cut(candidate, " ")
				if strings.TrimPrefix(address, "/") == name {
					var width int
					fmt.Sscanf(size, "%dw", &width)
					return width
				}
			}
		}
	}
	return 0
}

// TestPhotographElsewhere stops a build whose page shows a photograph of another item.
func TestPhotographElsewhere(t *testing.T) {
	project := photoProject(t)
	write(t, project, "content/stories/y/index.fr.md", []byte(storyWith("efgh", `{{< photo "t3xtpq" >}}`)))
	requireFinding(t, findingsOf(t, project), "content/stories/y/index.fr.md:9", "", "not in the folder")
}
