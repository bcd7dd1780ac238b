package rule

import (
	"regexp"
	"strings"

	"proximite/tools/internal/content"
	"proximite/tools/internal/diagnostic"
	"proximite/tools/internal/personname"
	"proximite/tools/internal/plaintext"
)

// checkIdentity asks that ids and addresses are unique, well-formed and name nobody.
func checkIdentity(c *content.Corpus) []diagnostic.Diagnostic {
	found := checkUniqueIDs(c)
	found = append(found, checkUniqueSlugs(c)...)
	found = append(found, checkFolders(c)...)
	return append(found, checkNamesInAddresses(c)...)
}

// checkUniqueIDs looks over items, people and transcripts together.
func checkUniqueIDs(c *content.Corpus) []diagnostic.Diagnostic {
	var found []diagnostic.Diagnostic
	owner := make(map[string]string) // id → folder or file that has it
	claim := func(id, by, file string, n *plaintext.Node) {
		if id == "" {
			return
		}
		if first, taken := owner[id]; taken && first != by {
			found = append(found, at(file, n, duplicateID, id, first))
			return
		}
		owner[id] = by
	}
	for _, f := range c.Register("people").Entries() {
		claim(f.Key, "data/people.yaml", "data/people.yaml", &plaintext.Node{Line: f.Line, Column: f.Column})
	}
	for _, t := range c.Transcripts {
		claim(t.Name, t.Path, t.Path, nil)
		if id := t.Root.Get("id"); id.Text() != "" && id.Text() != t.Name {
			found = append(found, at(t.Path, id, transcriptName, id.Text(), t.Name))
		}
	}
	for _, i := range c.Items {
		for _, v := range i.Versions {
			id := v.Meta.Get("id")
			claim(id.Text(), i.Folder, v.Path, id)
		}
	}
	return found
}

// checkUniqueSlugs: two pages with one address would overwrite each other.
func checkUniqueSlugs(c *content.Corpus) []diagnostic.Diagnostic {
	var found []diagnostic.Diagnostic
	owner := make(map[string]string)
	for _, i := range c.Items {
		for _, v := range i.Versions {
			slug := v.Meta.Get("slug")
			if slug.Text() == "" {
				continue
			}
			address := v.Language + "/" + i.Section + "/" + slug.Text()
			if first, taken := owner[address]; taken {
				found = append(found, at(v.Path, slug, duplicateSlug, slug.Text(), first))
				continue
			}
			owner[address] = v.Path
		}
	}
	return found
}

var kebab = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

// checkFolders: folder names are the paths that internal links use.
func checkFolders(c *content.Corpus) []diagnostic.Diagnostic {
	var found []diagnostic.Diagnostic
	for _, p := range c.Pages() {
		for _, part := range strings.Split(p.Folder, "/")[1:] {
			if !kebab.MatchString(part) {
				found = append(found, folderName.At(p.Versions[0].Path, 0, 0, part))
			}
		}
	}
	return found
}

// checkNamesInAddresses finds registered persons in what becomes part of an address:
// slugs, aliases, anchors and keys. Folders and files are the matter of checkPeople.
func checkNamesInAddresses(c *content.Corpus) []diagnostic.Diagnostic {
	names := personname.NewFinder(registered(c), personname.Address)
	if names.Empty() {
		return nil
	}
	var found []diagnostic.Diagnostic
	versions(c, func(v *content.Version) {
		keys := append([]*plaintext.Node{v.Meta.Get("slug")}, v.Meta.Get("aliases").Children()...)
		for _, n := range keys {
			for _, m := range names.Find(n.Text()) {
				found = append(found, at(v.Path, n, nameInAddress, m.Person))
				break
			}
		}
		for _, h := range v.Headings {
			if m := names.Find(h.ID); h.Explicit && len(m) > 0 {
				found = append(found, v.At(nameInAddress, h.Offset, m[0].Person))
			}
		}
	})
	for _, r := range c.Registers() {
		found = append(found, namesInKeys(r, names)...)
	}
	return found
}

func namesInKeys(r *content.Register, names *personname.Finder) []diagnostic.Diagnostic {
	var found []diagnostic.Diagnostic
	for _, f := range r.Entries() {
		entries := []plaintext.Field{f}
		if r.Name == "vocabulary" {
			entries = f.Value.Fields
		}
		for _, e := range entries {
			if m := names.Find(e.Key); len(m) > 0 {
				found = append(found, nameInAddress.At(r.Path, e.Line, e.Column, m[0].Person))
			}
			for _, slug := range e.Value.Get("slug").Fieldset() {
				if m := names.Find(slug.Value.Text()); len(m) > 0 {
					found = append(found, at(r.Path, slug.Value, nameInAddress, m[0].Person))
				}
			}
		}
	}
	return found
}

// NamesPerson returns the id of a registered person whose name stands in a text
// that is to become an address or a title, or "".
func NamesPerson(c *content.Corpus, text string) string {
	for _, m := range personname.NewFinder(registered(c), personname.Address).Find(text) {
		return m.Person
	}
	return ""
}

func identityRules() []diagnostic.Rule {
	return []diagnostic.Rule{duplicateID, transcriptName, duplicateSlug, folderName, nameInPath, nameInAddress}
}

var (
	duplicateID = diagnostic.Rule{
		ID: "identity/duplicate-id", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "L’identifiant « %[1]s » est déjà celui de %[2]s.", EN: "The id “%[1]s” is already that of %[2]s."},
		Hint:    diagnostic.Text{FR: "Un identifiant ne sert qu’une fois. Pour un nouvel élément, créez-le avec « newsroom new », qui en tire un.", EN: "An id serves once. Make a new item with “newsroom new”, which draws one."},
	}
	transcriptName = diagnostic.Rule{
		ID: "identity/transcript-name", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "L’identifiant « %[1]s » n’est pas le nom du fichier (« %[2]s »).", EN: "The id “%[1]s” is not the name of the file (“%[2]s”)."},
		Hint:    diagnostic.Text{FR: "Donnez au fichier et à la clé « id » la même valeur.", EN: "Give the file and the key “id” the same value."},
	}
	duplicateSlug = diagnostic.Rule{
		ID: "identity/duplicate-slug", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "L’adresse « %[1]s » est déjà celle de %[2]s.", EN: "The address “%[1]s” is already that of %[2]s."},
		Hint:    diagnostic.Text{FR: "Choisissez un autre slug : l’une des deux pages effacerait l’autre.", EN: "Choose another slug: one of the two pages would overwrite the other."},
	}
	folderName = diagnostic.Rule{
		ID: "identity/folder-name", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "Le dossier « %[1]s » n’est pas écrit en minuscules sans accent, chiffres et traits d’union.", EN: "The folder “%[1]s” is not written in lower-case letters without accents, digits and hyphens."},
		Hint:    diagnostic.Text{FR: "Renommez-le ; les liens internes en dépendent.", EN: "Rename it; internal links depend on it."},
	}
	nameInPath = diagnostic.Rule{
		ID: "identity/name-in-path", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "Le nom d’un dossier ou d’un fichier contient le nom d’une personne du registre (%[1]s).", EN: "The name of a folder or a file holds the name of a person of the register (%[1]s)."},
		Hint:    diagnostic.Text{FR: "Renommez-le d’après le sujet, par exemple « officier-a-bamako ».", EN: "Rename it after the subject, for example “officer-in-bamako”."},
	}
	nameInAddress = diagnostic.Rule{
		ID: "identity/name-in-address", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "Cette adresse, cette ancre ou cette clé contient le nom d’une personne du registre (%[1]s).", EN: "This address, anchor or key holds the name of a person of the register (%[1]s)."},
		Hint:    diagnostic.Text{FR: "Écrivez-la d’après le sujet : un nom dans une adresse ne peut plus être retiré.", EN: "Write it after the subject: a name in an address cannot be taken back."},
	}
)
