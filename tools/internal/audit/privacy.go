package audit

import (
	"bytes"
	"path"
	"slices"
	"strings"

	"proximite/tools/internal/diagnostic"
	"proximite/tools/internal/personname"
	"proximite/tools/internal/unpack"
)

var (
	hiddenName = diagnostic.Rule{
		ID: "audit/hidden-name", Severity: diagnostic.Error,
		Message: diagnostic.Text{
			FR: "Le fichier publié contient le nom de la personne %[1]s, que le site ne doit pas montrer%[2]s.",
			EN: "The published file contains the name of the person %[1]s, which the site must not show%[2]s.",
		},
		Hint: diagnostic.Text{
			FR: "« newsroom check » dit où le nom est écrit ; désignez la personne par {{< person \"%[1]s\" >}}. S’il est dans une image ou un document, refaites-les sans le nom. Au besoin, demandez à la personne qui s’occupe du site.",
			EN: "“newsroom check” says where the name is written; refer to the person by {{< person \"%[1]s\" >}}. If it is in a picture or document, make that again without the name. If need be, ask the person who looks after the site.",
		},
	}
	hiddenWords = diagnostic.Rule{
		ID: "audit/hidden-words", Severity: diagnostic.Error,
		Message: diagnostic.Text{
			FR: "Le fichier publié contient des paroles ou un texte qui ne sont pas publiés (%[1]s)%[2]s.",
			EN: "The published file contains words that are not published (%[1]s)%[2]s.",
		},
		Hint: diagnostic.Text{
			FR: "Cherchez quel texte du site répète ce passage et retirez-le. Si rien ne le répète, c’est une erreur du site : prévenez la personne qui s’en occupe et ne mettez pas en ligne.",
			EN: "Find which text of the site repeats this passage and remove it. If none does, it is a mistake of the site: tell the person who looks after it and do not go online.",
		},
	}
	unpublishedItem = diagnostic.Rule{
		ID: "audit/unpublished-item", Severity: diagnostic.Error,
		Message: diagnostic.Text{
			FR: "Le fichier publié parle de l’élément %[1]s, qui n’est pas publié (brouillon ou encore sous embargo)%[2]s.",
			EN: "The published file tells of the item %[1]s, which is not published (a draft, or still held back)%[2]s.",
		},
		Hint: diagnostic.Text{
			FR: "Retirez l’identifiant des listes de l’en-tête d’autres pages, ou attendez la publication de l’élément.",
			EN: "Remove the id from the lists in the front matter of other pages, or wait until the item is published.",
		},
	}
	contactData = diagnostic.Rule{
		ID: "audit/contact-data", Severity: diagnostic.Error,
		Message: diagnostic.Text{
			FR: "Le fichier publié contient %[1]s qui n’est pas le contact de la mission%[2]s.",
			EN: "The published file contains %[1]s that is not the contact of the mission%[2]s.",
		},
		Hint: diagnostic.Text{
			FR: "Retirez-le : seuls l’adresse et le téléphone de data/contact.yaml peuvent paraître.",
			EN: "Remove it: only the address and the telephone of data/contact.yaml may appear.",
		},
	}
	unsearchable = diagnostic.Rule{
		ID: "audit/unsearchable", Severity: diagnostic.Error,
		Message: diagnostic.Text{
			FR: "Ce fichier ne peut pas être contrôlé : il %[1]s.",
			EN: "This file cannot be audited: it %[2]s.",
		},
		Hint: diagnostic.Text{
			FR: "Refaites-le sans mot de passe, ou en plusieurs fichiers plus petits. Ce que personne n’a contrôlé n’est pas publié.",
			EN: "Make it again without a password, or as several smaller files. What nobody has audited is not published.",
		},
	}
)

// Hidden is what must be in no published file, whatever the form.
type Hidden struct {
	People   []personname.Person // names that must not show
	Shown    []string            // words that are part of names that may show
	Words    Passages            // words of masked segments, drafts and held items
	Items    []string            // ids of drafts and of items that are still held back
	Contacts []string            // the e-mail address and telephone of the mission
}

// privacy looks for what must not be published.
type privacy struct {
	text, address, binary *personname.Finder
	words                 Passages
	items                 map[string]bool
	contacts              contacts
}

func newPrivacy(h Hidden) *privacy {
	p := &privacy{
		text:    personname.NewFinder(h.People, personname.Prose, h.Shown...),
		address: personname.NewFinder(h.People, personname.Address, h.Shown...),
		binary:  personname.NewFinder(h.People, personname.Binary, h.Shown...),
		words:   h.Words, items: make(map[string]bool), contacts: contactsOf(h.Contacts),
	}
	for _, id := range h.Items {
		p.items[id] = true
	}
	return p
}

// look searches a file with all that it holds, and the page that was read from it. Each
// kind of finding is made once a file and secret.
func (p *privacy) look(name string, data []byte, page *page) []diagnostic.Diagnostic {
	s := &search{privacy: p, path: name, seen: make(map[string]bool)}
	s.names(p.address, name, name)
	s.ids(name, name)
	if page != nil {
		s.read(name, page.text) // the words as they join on the screen
		s.reach(name, page.reach)
		s.addresses(name, strings.Join(page.links, "\n")+"\n"+strings.Join(page.loads, "\n"))
	}
	err := unpack.Walk(name, data, func(part unpack.Part) {
		if part.Name != name {
			s.names(p.address, part.Name, strings.TrimPrefix(part.Name, name))
			s.found = append(s.found, checkFileType(part.Name, part.Data)...)
		}
		if part.Text {
			s.read(part.Name, string(part.Data))
			return
		}
		s.names(p.binary, part.Name, string(part.Data))
	})
	if err != nil {
		s.found = append(s.found, unsearchable.At(name, 0, 0, reasonFR(err), reasonEN(err)))
	}
	return s.found
}

// search is the search of one file.
type search struct {
	*privacy
	path  string
	seen  map[string]bool
	found []diagnostic.Diagnostic
}

// read looks for everything in a text.
func (s *search) read(where, text string) {
	s.names(s.text, where, text)
	s.ids(where, text)
	for rest := text; ; {
		_, after, found := strings.Cut(rest, "://")
		if !found {
			break
		}
		end := strings.IndexAny(after, " \t\n\"'<>")
		if end < 0 {
			end = len(after)
		}
		s.addresses(where, after[:end])
		rest = after[end:]
	}
	if what := s.words.In(text); what != "" {
		s.report("words "+what, hiddenWords, where, what)
	}
	switch strings.ToLower(path.Ext(where)) {
	case ".html", ".htm", ".xhtml":
		if where != s.path {
			s.reach(where, parsePage(where, []byte(text)).reach)
		}
	case ".js", ".css", ".svg": // numbers in a row are code there
	default:
		s.reach(where, text)
	}
}

// reach looks for ways to reach a person.
func (s *search) reach(where, text string) {
	for _, kind := range s.contacts.others(text) {
		s.report("contact "+kind.FR, contactData, where, kind)
	}
}

func (s *search) names(f *personname.Finder, where, text string) {
	for _, m := range f.Find(text) {
		s.report("name "+m.Person, hiddenName, where, m.Person)
	}
}

// addresses looks for names in addresses, where small letters are the rule.
func (s *search) addresses(where, text string) { s.names(s.address, where, text) }

// ids looks for the ids of items as words of their own.
func (s *search) ids(where, text string) {
	if len(s.items) == 0 {
		return
	}
	for at := 0; at < len(text); {
		for at < len(text) && !isIDByte(text[at]) {
			at++
		}
		start := at
		for at < len(text) && isIDByte(text[at]) {
			at++
		}
		if n := at - start; n >= 4 && n <= 12 && s.items[text[start:at]] {
			s.report("item "+text[start:at], unpublishedItem, where, text[start:at])
		}
	}
}

func isIDByte(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c >= 'A' && c <= 'Z'
}

// report makes a finding once, and says in which part of the file.
func (s *search) report(key string, r diagnostic.Rule, where string, what any) {
	if s.seen[key] {
		return
	}
	s.seen[key] = true
	place := ""
	if inner := strings.TrimPrefix(where, s.path+"!"); inner != where {
		place = " (" + inner + ")"
	}
	if t, ok := what.(diagnostic.Text); ok {
		d := r.At(s.path, 0, 0, t.FR, place)
		d.Message.EN = r.At(s.path, 0, 0, t.EN, place).Message.EN
		s.found = append(s.found, d)
		return
	}
	s.found = append(s.found, r.At(s.path, 0, 0, what, place))
}

func reasonFR(err error) string {
	if strings.Contains(err.Error(), unpack.ErrLocked.Error()) {
		return "est protégé par un mot de passe"
	}
	return "se déplie sans fin"
}

func reasonEN(err error) string {
	if strings.Contains(err.Error(), unpack.ErrLocked.Error()) {
		return "is protected by a password"
	}
	return "unfolds without an end"
}

var privateFile = diagnostic.Rule{
	ID: "audit/private-file", Severity: diagnostic.Error,
	Message: diagnostic.Text{
		FR: "Ce fichier de travail serait publié avec le site.",
		EN: "This working file would be published with the site.",
	},
	Hint: diagnostic.Text{
		FR: "Retirez-le de content/ ou de static/. Les originaux restent au bureau.",
		EN: "Remove it from content/ or static/. Originals stay at the office.",
	},
}

// privateTypes are formats in which offices work and that hold more than shows:
// comments, deleted text, names of authors.
var privateTypes = []string{
	".doc", ".docx", ".docm", ".odt", ".rtf", ".pages", ".xls", ".xlsx", ".xlsm", ".ods", ".numbers",
	".ppt", ".pptx", ".odp", ".md", ".markdown", ".yaml", ".yml", ".toml", ".go", ".tmpl",
	".heic", ".heif", ".tif", ".tiff", ".psd", ".raw", ".dng", ".cr2", ".nef", ".wav",
	".bak", ".orig", ".tmp", ".swp", ".lock", ".log", ".db", ".sqlite", ".pem", ".key", ".p12", ".pfx",
	".exe", ".dll", ".msi", ".scr", ".bat", ".cmd", ".com", ".vbs", ".ps1", ".jar", ".apk", ".7z", ".rar",
}

// privateBeginnings are the first bytes of such formats, whatever the file is called.
var privateBeginnings = []string{
	"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",                            // Word, Excel and PowerPoint before 2007
	"{\\rtf", "8BPS", "II*\x00", "MM\x00*", "SQLite format 3\x00", // RTF, Photoshop, TIFF and raw photographs, databases
	"7z\xbc\xaf\x27\x1c", "Rar!\x1a\x07", "\x7fELF", "\xcf\xfa\xed\xfe", "\xca\xfe\xba\xbe", // archives and programs
	"-----BEGIN PRIVATE KEY", "-----BEGIN RSA PRIVATE KEY", "-----BEGIN OPENSSH PRIVATE KEY", "-----BEGIN EC PRIVATE KEY", "-----BEGIN PGP PRIVATE KEY",
}

// officeParts are the files by which an office document is known, which is a ZIP.
var officeParts = []string{"word/document.xml", "xl/workbook.xml", "ppt/presentation.xml", "mimetypeapplication/vnd.oasis.opendocument"}

// publicDotNames are the hidden files that have a purpose on a server.
var publicDotNames = []string{".well-known", ".htaccess", ".nojekyll", ".proximite"}

func checkFileType(name string, data []byte) []diagnostic.Diagnostic {
	ext := strings.ToLower(path.Ext(name))
	private := slices.Contains(privateTypes, ext) ||
		strings.HasSuffix(name, "~") || strings.EqualFold(path.Base(name), "Thumbs.db") || isPrivate(data) ||
		slices.ContainsFunc(strings.FieldsFunc(name, func(r rune) bool { return r == '/' || r == '!' }), func(part string) bool {
			return strings.HasPrefix(part, ".") && !slices.Contains(publicDotNames, part)
		})
	if !private {
		return nil
	}
	file, _, _ := strings.Cut(name, "!")
	return []diagnostic.Diagnostic{privateFile.At(file, 0, 0)}
}

// isPrivate tells a private format by its bytes.
func isPrivate(data []byte) bool {
	for _, beginning := range privateBeginnings {
		if bytes.HasPrefix(data, []byte(beginning)) {
			return true
		}
	}
	switch {
	case bytes.HasPrefix(data, []byte("MZ")):
		return bytes.Contains(data[:min(len(data), 1024)], []byte("PE\x00\x00")) // programs of Windows
	case bytes.HasPrefix(data, []byte("PK\x03\x04")):
		return slices.ContainsFunc(officeParts, func(part string) bool { return bytes.Contains(data, []byte(part)) })
	case len(data) > 12 && bytes.HasPrefix(data, []byte("RIFF")):
		return bytes.Equal(data[8:12], []byte("WAVE")) // originals of recordings
	case len(data) > 12 && bytes.Equal(data[4:8], []byte("ftyp")):
		return slices.Contains([]string{"heic", "heix", "mif1", "heim", "hevc"}, string(data[8:12]))
	}
	return false
}
