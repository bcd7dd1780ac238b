package rule

import (
	"path"
	"slices"
	"strings"

	"proximite/tools/internal/content"
	"proximite/tools/internal/diagnostic"
)

// checkFiles looks at names and places of files under content/.
func checkFiles(c *content.Corpus) []diagnostic.Diagnostic {
	var found []diagnostic.Diagnostic
	for _, name := range c.Stray {
		found = append(found, strayMarkdown.At(name, 0, 0))
	}
	for _, name := range c.Files() {
		if !expectedFile(name) {
			found = append(found, unexpectedFile.At(name, 0, 0, path.Ext(name)))
		}
	}
	for _, i := range c.Items {
		found = append(found, checkPlace(c, i)...)
	}
	for _, s := range c.Sections {
		if s.Folder == "content/themes" || s.Folder == "content/forces" {
			found = append(found, taxonomyIndex.At(s.Versions[0].Path, 0, 0))
		}
	}
	return found
}

// checkPlace says where an item belongs: content/stories/<slug>/, no deeper.
func checkPlace(c *content.Corpus, i *content.Item) []diagnostic.Diagnostic {
	first := i.Versions[0].Path
	depth := strings.Count(i.Folder, "/")
	switch {
	case i.Folder == "content":
		return []diagnostic.Diagnostic{misplaced.At(first, 0, 0)}
	case i.Type != "page" && depth != 2, i.Section == "" && content.TypeOf(i.Base()) != "page":
		return []diagnostic.Diagnostic{misplaced.At(first, 0, 0)}
	}
	for _, s := range c.Sections {
		if s.Folder == i.Folder {
			return []diagnostic.Diagnostic{twoKinds.At(first, 0, 0)}
		}
	}
	return nil
}

func expectedFile(name string) bool {
	base := path.Base(name)
	switch {
	case slices.Contains([]string{".DS_Store", "Thumbs.db", "desktop.ini", ".gitkeep"}, base),
		strings.HasPrefix(base, "._"), strings.HasPrefix(base, "~$"):
		return true // left by operating systems; never published
	case base == "_content.gotmpl":
		return true
	}
	return slices.Contains([]string{".md", ".jpg", ".jpeg", ".png", ".webp", ".pdf", ".mp3", ".opus", ".ogg", ".m4a", ".mp4"}, strings.ToLower(path.Ext(base)))
}

func fileRules() []diagnostic.Rule {
	return []diagnostic.Rule{strayMarkdown, unexpectedFile, misplaced, twoKinds, taxonomyIndex}
}

var (
	strayMarkdown = diagnostic.Rule{
		ID: "file/unexpected-name", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "Ce fichier Markdown n’a pas un nom attendu.", EN: "This Markdown file has not an expected name."},
		Hint:    diagnostic.Text{FR: "Chaque élément est un dossier qui contient index.fr.md et index.en.md (ou _index.fr.md et _index.en.md pour une rubrique).", EN: "Each item is a folder that holds index.fr.md and index.en.md (or _index.fr.md and _index.en.md for a section)."},
	}
	unexpectedFile = diagnostic.Rule{
		ID: "file/unexpected-kind", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "Un fichier « %[1]s » n’a pas sa place dans content/.", EN: "A file “%[1]s” does not belong in content/."},
		Hint:    diagnostic.Text{FR: "Seuls les textes (.md), les images (.jpg, .png, .webp) et les PDF y vont. Un document bureautique se reprend avec « newsroom import ».", EN: "Only texts (.md), and what “newsroom import FILE --to ID” puts there: photographs, PDF and recordings. An office document is taken over with “newsroom import”."},
	}
	misplaced = diagnostic.Rule{
		ID: "file/misplaced", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "Cet élément n’est pas dans un dossier où le site le trouve.", EN: "This item is not in a folder where the site finds it."},
		Hint:    diagnostic.Text{FR: "Placez-le dans content/<rubrique>/<dossier>/, par exemple content/stories/un-parcours/.", EN: "Put it into content/<section>/<folder>/, for example content/stories/a-path/."},
	}
	twoKinds = diagnostic.Rule{
		ID: "file/index-and-section", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "Le dossier contient à la fois index et _index : page ou rubrique, il faut choisir.", EN: "The folder holds both index and _index: page or section, one has to be chosen."},
		Hint:    diagnostic.Text{FR: "Gardez index pour une page seule, _index pour une rubrique qui contient d’autres pages.", EN: "Keep index for a single page, _index for a section that holds other pages."},
	}
	taxonomyIndex = diagnostic.Rule{
		ID: "file/taxonomy-index", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "Un fichier _index dans ce dossier fait tomber l’aperçu.", EN: "An _index file in this folder makes the preview crash."},
		Hint:    diagnostic.Text{FR: "Supprimez-le : les titres viennent de data/vocabulary.yaml.", EN: "Delete it: the titles come from data/vocabulary.yaml."},
	}
)
