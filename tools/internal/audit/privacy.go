package audit

import (
	"html"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"proximite/tools/internal/diagnostic"
)

var hiddenName = diagnostic.Rule{
	ID: "audit/hidden-name", Severity: diagnostic.Error,
	Message: diagnostic.Text{
		FR: "Le fichier publié contient le nom %[1]q, que cette personne n’a pas permis de montrer.",
		EN: "The published file contains the name %[1]q, which this person has not allowed to show.",
	},
	Hint: diagnostic.Text{
		FR: "Cherchez ce nom dans content/ et data/, noms de fichiers et textes des images compris, et désignez la personne par {{< person >}}.",
		EN: "Search for this name in content/ and data/, file names and texts of pictures included, and refer to the person by {{< person >}}.",
	},
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
	".bak", ".orig", ".tmp", ".swp", ".lock", ".log", ".db", ".sqlite",
}

// publicDotNames are the hidden files that have a purpose on a server.
var publicDotNames = []string{".well-known", ".htaccess", ".nojekyll", ".proximite"}

func checkFileType(name string) []diagnostic.Diagnostic {
	private := slices.Contains(privateTypes, strings.ToLower(path.Ext(name))) ||
		strings.HasSuffix(name, "~") || strings.EqualFold(path.Base(name), "Thumbs.db") ||
		slices.ContainsFunc(strings.Split(name, "/"), func(part string) bool {
			return strings.HasPrefix(part, ".") && !slices.Contains(publicDotNames, part)
		})
	if !private {
		return nil
	}
	return []diagnostic.Diagnostic{privateFile.At(name, 0, 0)}
}

// nameFinder finds names whatever their case, accents, and what joins their parts:
// "Moussa Keïta" is found in moussa-keita.jpg.
type nameFinder struct{ byFirst map[string][]hiddenWords }

type hiddenWords struct {
	name  string
	words []string
}

func newNameFinder(names []string) *nameFinder {
	f := &nameFinder{byFirst: make(map[string][]hiddenWords)}
	for _, name := range names {
		if w := foldedWords(name); len(w) > 0 {
			f.byFirst[w[0]] = append(f.byFirst[w[0]], hiddenWords{name, w})
		}
	}
	return f
}

// find reports each name once a file.
func (f *nameFinder) find(path, text string) []diagnostic.Diagnostic {
	if len(f.byFirst) == 0 {
		return nil
	}
	var found []diagnostic.Diagnostic
	seen := make(map[string]bool)
	words := foldedWords(decode(text))
	for i, w := range words {
		for _, hidden := range f.byFirst[w] {
			end := i + len(hidden.words)
			if end <= len(words) && slices.Equal(words[i:end], hidden.words) && !seen[hidden.name] {
				seen[hidden.name] = true
				found = append(found, hiddenName.At(path, 0, 0, hidden.name))
			}
		}
	}
	return found
}

var (
	jsonEscape = regexp.MustCompile(`\\u[0-9a-fA-F]{4}`)
	urlEscape  = regexp.MustCompile(`(%[0-9a-fA-F]{2})+`)
)

// decode undoes the ways in which a letter can be written in files.
func decode(text string) string {
	text = html.UnescapeString(text)
	if strings.Contains(text, `\u`) {
		text = jsonEscape.ReplaceAllStringFunc(text, func(e string) string {
			n, _ := strconv.ParseUint(e[2:], 16, 32)
			return string(rune(n))
		})
	}
	if strings.Contains(text, "%") {
		text = urlEscape.ReplaceAllStringFunc(text, func(e string) string {
			var b []byte
			for part := range strings.SplitSeq(e[1:], "%") {
				n, _ := strconv.ParseUint(part, 16, 8)
				b = append(b, byte(n))
			}
			return string(b)
		})
	}
	return text
}

// foldedWords splits text at all that is no letter or digit, in small letters and
// without accents.
func foldedWords(text string) []string {
	var plain strings.Builder
	for _, r := range norm.NFD.String(text) {
		if !unicode.Is(unicode.Mn, r) && r != '\u00ad' {
			plain.WriteRune(unicode.ToLower(r))
		}
	}
	return strings.FieldsFunc(plain.String(), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	})
}
