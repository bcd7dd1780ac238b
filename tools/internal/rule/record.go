package rule

import (
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"

	"proximite/tools/internal/content"
	"proximite/tools/internal/diagnostic"
	"proximite/tools/internal/personname"
)

// checkRecords keeps out of the project what must never be in it, because whatever is
// in it once stays in its history: consent forms and identity papers, other files than
// registers in data/, programs and office files by whatever name, keys.
func checkRecords(c *content.Corpus) []diagnostic.Diagnostic {
	var found []diagnostic.Diagnostic
	for _, root := range namedFolders {
		fs.WalkDir(c.FS, root, func(name string, d fs.DirEntry, err error) error {
			if err != nil {
				return skipUnreadable(err)
			}
			if !d.IsDir() {
				found = append(found, checkRecord(c.FS, name)...)
			}
			return nil
		})
	}
	return found
}

func checkRecord(fsys fs.FS, name string) []diagnostic.Diagnostic {
	base := path.Base(name)
	ext := strings.ToLower(path.Ext(base))
	switch {
	case slices.Contains(paperTypes, ext) && isPaper(base):
		return []diagnostic.Diagnostic{consentForm.At(name, 0, 0)}
	case strings.HasPrefix(name, "data/") && ext != ".yaml" && ext != ".json" && !strings.HasPrefix(base, "."):
		return []diagnostic.Diagnostic{notARegister.At(name, 0, 0, ext)}
	case !strings.HasPrefix(name, "content/") && slices.Contains(forbiddenTypes, ext):
		return []diagnostic.Diagnostic{forbiddenKind.At(name, 0, 0)}
	}
	pictured := strings.HasPrefix(name, "content/") && slices.Contains(paperTypes, ext) // checkMedia compares these with their names
	if !pictured && isForbidden(beginning(fsys, name), ext) {
		return []diagnostic.Diagnostic{forbiddenKind.At(name, 0, 0)}
	}
	if slices.Contains(textTypes, ext) || ext == "" {
		if src, err := fs.ReadFile(fsys, name); err == nil {
			if m := secretKey.FindIndex(src); m != nil {
				line, column := position(src, m[0])
				return []diagnostic.Diagnostic{keyInText.At(name, line, column)}
			}
		}
	}
	return nil
}

// paperTypes are files that hold a scan, a letter or a recorded agreement.
var paperTypes = []string{
	".bmp", ".doc", ".docx", ".eml", ".gif", ".heic", ".jpeg", ".jpg", ".m4a", ".mp3", ".mp4", ".msg", ".odt", ".opus", ".pages", ".pdf", ".png", ".rtf", ".tif", ".tiff", ".wav", ".webp", ".xlsx", ".zip",
}

// paperWords name consent forms and identity papers, in both languages and folded.
var paperWords = strings.Fields(`consent consents consentement consentements accord accords autorisation autorisations authorisation authorization assent release
	decharge signature signatures signed signe signee formulaire formulaires passeport passport nina identite identity permis licence-plate scan scans numerise numerisation`)

var wordOfName = regexp.MustCompile(`[a-z]+`)

func isPaper(base string) bool {
	return slices.ContainsFunc(wordOfName.FindAllString(personname.Fold(base), -1), func(w string) bool { return slices.Contains(paperWords, w) })
}

// forbiddenTypes have no place in assets/, static/ and the other folders of the site.
// In content/ another rule has the list of what may be there.
var forbiddenTypes = []string{
	".7z", ".apk", ".bat", ".cmd", ".com", ".dll", ".dng", ".doc", ".docm", ".docx", ".exe", ".gz", ".heic", ".heif", ".jar", ".key", ".msi", ".ods", ".odt", ".p12", ".pem", ".pfx",
	".ppt", ".pptm", ".pptx", ".ps1", ".psd", ".rar", ".rtf", ".scr", ".tar", ".tif", ".tiff", ".vbs", ".xls", ".xlsm", ".xlsx", ".zip",
}

// isForbidden tells programs, archives, office files and originals by their first bytes.
func isForbidden(head, ext string) bool {
	for _, beginning := range []string{"\xd0\xcf\x11\xe0", "{\\rtf", "PK\x03\x04", "\x7fELF", "7z\xbc\xaf", "Rar!", "\x1f\x8b", "II*\x00", "MM\x00*", "8BPS", "SQLite format 3"} {
		if strings.HasPrefix(head, beginning) {
			return true
		}
	}
	return strings.HasPrefix(head, "MZ") && !slices.Contains(textTypes, ext) ||
		len(head) >= 12 && head[4:8] == "ftyp" && slices.Contains([]string{"heic", "heix", "mif1", "heim", "hevc"}, head[8:12])
}

// beginning is the first bytes of a file.
func beginning(fsys fs.FS, name string) string {
	f, err := fsys.Open(name)
	if err != nil {
		return ""
	}
	defer f.Close()
	var head [16]byte
	n, _ := f.Read(head[:])
	return string(head[:n])
}

var secretKey = regexp.MustCompile(`-----BEGIN [A-Z ]*PRIVATE KEY|\bAKIA[0-9A-Z]{16}\b|\bgh[pousr]_[A-Za-z0-9]{36}\b|\bxox[abprs]-[A-Za-z0-9-]{10,}|\bglpat-[A-Za-z0-9_-]{20}\b`)

func recordRules() []diagnostic.Rule {
	return []diagnostic.Rule{consentForm, notARegister, forbiddenKind, keyInText}
}

var (
	consentForm = diagnostic.Rule{
		ID: "record/consent-form", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "Ce fichier semble être un accord signé ou un papier d’identité.", EN: "This file seems to be a signed agreement or an identity paper."},
		Hint:    diagnostic.Text{FR: "Sortez-le du projet tout de suite et gardez-le au bureau, sous clé : ici ne figure que sa référence (« basis » dans data/people.yaml). S’il a déjà été enregistré dans l’historique, prévenez la personne qui s’occupe du site. Si c’est autre chose, renommez-le.", EN: "Take it out of the project at once and keep it at the office, locked away: only its reference stands here (“basis” in data/people.yaml). If it has already been committed, tell the person who looks after the site. If it is something else, rename it."},
	}
	notARegister = diagnostic.Rule{
		ID: "record/not-a-register", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "Un fichier « %[1]s » n’a pas sa place dans data/.", EN: "A file “%[1]s” does not belong in data/."},
		Hint:    diagnostic.Text{FR: "data/ ne contient que les registres (.yaml) et leurs schémas (.json). Sortez le fichier du projet ; un accord signé reste au bureau.", EN: "data/ holds only the registers (.yaml) and their schemas (.json). Take the file out of the project; a signed agreement stays at the office."},
	}
	forbiddenKind = diagnostic.Rule{
		ID: "record/forbidden-kind", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "Ce fichier est un programme, une archive, un document de bureau ou un original, quel que soit son nom.", EN: "This file is a program, an archive, an office document or an original, whatever it is called."},
		Hint:    diagnostic.Text{FR: "Sortez-le du projet. Un texte, une photo ou un son se reprend avec « newsroom import ».", EN: "Take it out of the project. A text, a photograph or a sound is taken over with “newsroom import”."},
	}
	keyInText = diagnostic.Rule{
		ID: "record/secret-key", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "Ce texte contient une clé ou un jeton secret.", EN: "This text holds a secret key or token."},
		Hint:    diagnostic.Text{FR: "Supprimez-le et faites remplacer la clé par qui l’a donnée : elle n’est plus secrète. Prévenez la personne qui s’occupe du site.", EN: "Delete it and have the key replaced by whoever gave it: it is no longer secret. Tell the person who looks after the site."},
	}
)
