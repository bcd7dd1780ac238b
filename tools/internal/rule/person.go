package rule

import (
	"bytes"
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"proximite/tools/internal/content"
	"proximite/tools/internal/diagnostic"
	"proximite/tools/internal/personname"
)

// registered are the people whose names nobody may type.
func registered(c *content.Corpus) []personname.Person {
	var list []personname.Person
	for _, p := range c.People() {
		list = append(list, personname.Person{ID: p.ID, Name: p.Name, FirstName: p.FirstName})
	}
	return list
}

// checkPeople finds registered names typed anywhere in the sources. A name stands in
// data/people.yaml and nowhere else, also that of a person who is shown by full name
// today: else lowering the level would be a search instead of one edited word. In a
// transcript the spoken name of a registered person gives way to words in square
// brackets, as the contract of quotations has it.
func checkPeople(c *content.Corpus) []diagnostic.Diagnostic {
	finder := personname.NewFinder(registered(c), personname.Prose)
	if finder.Empty() {
		return nil
	}
	var found []diagnostic.Diagnostic
	versions(c, func(v *content.Version) {
		for _, m := range finder.Find(string(v.Source)) {
			found = append(found, gate(v, v.At(typedName, m.Start, m.Person)))
		}
	})
	published := publishedTranscripts(c)
	for _, t := range c.Transcripts {
		found = append(found, namesInTranscript(t, finder, published[t.Name])...)
	}
	found = append(found, namesInRegister(c, finder)...)
	return append(found, namesInFiles(c, finder)...)
}

// namesInTranscript looks through the words, titles, notes and labels that may become
// public. Masked segments stay for the record and are published by nobody.
func namesInTranscript(t *content.Transcript, finder *personname.Finder, published bool) []diagnostic.Diagnostic {
	hidden := maskedLines(t)
	var found []diagnostic.Diagnostic
	for _, m := range finder.Find(string(t.Source)) {
		line, column := position(t.Source, m.Start)
		if slices.ContainsFunc(hidden, func(r [2]int) bool { return line >= r[0] && line < r[1] }) {
			continue
		}
		d := spokenName.At(t.Path, line, column, m.Person)
		if !published {
			d = d.With(diagnostic.Todo)
		}
		found = append(found, d)
	}
	return found
}

// maskedLines are the lines of masked segments, each from its first line to the line
// after its last one.
func maskedLines(t *content.Transcript) [][2]int {
	var list [][2]int
	segments := t.Root.Get("segments").Children()
	for i, s := range segments {
		if s.Get("visibility").Text() != "masked" {
			continue
		}
		end := 1 << 30
		if i+1 < len(segments) {
			end = segments[i+1].Line
		} else if chapters := t.Root.Get("chapters"); chapters != nil && chapters.Line > s.Line {
			end = chapters.Line - 1
		}
		list = append(list, [2]int{s.Line, end})
	}
	return list
}

// namesInRegister looks through data/people.yaml itself, where roles and notes are
// words for readers; the names stand on lines of their own.
func namesInRegister(c *content.Corpus, finder *personname.Finder) []diagnostic.Diagnostic {
	r := c.Register("people")
	proper := make(map[int]bool)
	for _, f := range r.Entries() {
		for _, key := range []string{"name", "first_name"} {
			if n := f.Value.Get(key); n != nil {
				proper[n.Line] = true
			}
		}
	}
	var found []diagnostic.Diagnostic
	for _, m := range finder.Find(string(r.Source)) {
		if line, column := position(r.Source, m.Start); !proper[line] {
			found = append(found, nameInData.At(r.Path, line, column, m.Person))
		}
	}
	return found
}

// namedFolders are the parts of the project from which the site is made.
var namedFolders = []string{"archetypes", "assets", "content", "data", "hugo.toml", "i18n", "layouts", "static"}

// ledgers are kept for ever and hold addresses, in which a name has small letters.
var ledgers = []string{"data/permalinks.yaml", "data/withdrawn.yaml"}

// textTypes are files that hold words for readers or templates.
var textTypes = []string{
	".css", ".csv", ".gotmpl", ".html", ".js", ".json", ".md", ".rss", ".srt", ".svg", ".toml", ".txt", ".vtt", ".webmanifest", ".xml", ".yaml", ".yml",
}

// namesInFiles looks through every other text from which the site is made, and the
// names of all files. Receipts of imports hold words that nobody has cleared; neither
// Hugo nor a reader sees them.
func namesInFiles(c *content.Corpus, finder *personname.Finder) []diagnostic.Diagnostic {
	known := map[string]bool{c.Register("people").Path: true}
	versions(c, func(v *content.Version) { known[v.Path] = true })
	for _, t := range c.Transcripts {
		known[t.Path] = true
	}
	addresses := personname.NewFinder(registered(c), personname.Address)
	code := personname.NewFinder(registered(c), personname.Binary) // where short words are no names
	var found []diagnostic.Diagnostic
	for _, root := range namedFolders {
		fs.WalkDir(c.FS, root, func(name string, d fs.DirEntry, err error) error {
			switch {
			case err != nil:
				return skipUnreadable(err)
			case name == "data/imports":
				return fs.SkipDir
			case d.IsDir():
				return nil
			}
			for _, m := range addresses.Find(name) {
				found = append(found, nameInPath.At(name, 0, 0, m.Person))
				break
			}
			if known[name] || !slices.Contains(textTypes, strings.ToLower(path.Ext(name))) {
				return nil
			}
			src, err := fs.ReadFile(c.FS, name)
			if err != nil {
				return skipUnreadable(err)
			}
			if slices.Contains(ledgers, name) {
				for _, m := range addresses.Find(string(src)) {
					line, column := position(src, m.Start)
					found = append(found, nameInLedger.At(name, line, column, m.Person))
				}
				return nil
			}
			in := finder
			if root == "assets" || root == "layouts" || root == "hugo.toml" {
				in = code
			}
			for _, m := range in.Find(string(src)) {
				line, column := position(src, m.Start)
				found = append(found, nameInData.At(name, line, column, m.Person))
			}
			return nil
		})
	}
	return found
}

// skipUnreadable passes over what is not there or cannot be read: other rules tell.
func skipUnreadable(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return fs.SkipDir
	}
	return nil
}

// position is the line and the column of a byte of a file.
func position(src []byte, offset int) (line, column int) {
	line = 1 + bytes.Count(src[:offset], []byte("\n"))
	return line, 1 + utf8.RuneCount(src[bytes.LastIndexByte(src[:offset], '\n')+1:offset])
}

// inURL reports whether a word is part of an address.
func inURL(text string, at int) bool {
	begin := strings.LastIndexFunc(text[:at], func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(`("'<`, r) })
	return strings.Contains(text[begin+1:at], "://")
}

// foldName makes names comparable: small letters, without accents, words apart.
func foldName(s string) string {
	return personname.Fold(strings.NewReplacer("-", " ", "'", " ", "’", " ").Replace(s))
}

// hasWords reports whether a row of words begins with others.
func hasWords(words, wanted []string) bool {
	return len(words) >= len(wanted) && slices.Equal(words[:len(wanted)], wanted)
}

func personRules() []diagnostic.Rule {
	return []diagnostic.Rule{typedName, nameInData, nameInLedger, spokenName}
}

var (
	typedName = diagnostic.Rule{
		ID: "person/typed-name", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "Le nom d’une personne du registre est écrit en toutes lettres.", EN: "The name of a person of the register is typed as text."},
		Hint:    diagnostic.Text{FR: "Dans le texte, écrivez {{< person \"%[1]s\" >}} à la place ; dans l’en-tête, dites la fonction. Si c’est l’adresse d’une autre page, choisissez-en une sans le nom. Ainsi, le nom se retire en un seul endroit.", EN: "In the text write {{< person \"%[1]s\" >}} instead; in the front matter say the role. If it is the address of another page, choose one without the name. So the name can be taken back in one place."},
	}
	nameInData = diagnostic.Rule{
		ID: "person/name-in-data", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "Le nom d’une personne du registre (%[1]s) est écrit hors de sa fiche.", EN: "The name of a person of the register (%[1]s) is written outside of their entry."},
		Hint:    diagnostic.Text{FR: "Écrivez la fonction à la place. Un nom ne se trouve que dans « name » et « first_name » de data/people.yaml : ainsi, il se retire en un seul endroit.", EN: "Write the role instead. A name stands only in “name” and “first_name” of data/people.yaml: so it can be taken back in one place."},
	}
	nameInLedger = diagnostic.Rule{
		ID: "person/name-in-ledger", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "Le registre des adresses ou des retraits contient le nom d’une personne (%[1]s). Il est gardé pour toujours : rien n’y doit désigner quelqu’un.", EN: "The ledger of addresses or of withdrawals holds the name of a person (%[1]s). It is kept for ever: nothing in it may point to somebody."},
		Hint:    diagnostic.Text{FR: "Donnez à la page une adresse d’après son sujet, puis demandez à la personne qui s’occupe du site d’enlever cette ligne.", EN: "Give the page an address after its subject, then ask the person who looks after the site to take this line out."},
	}
	spokenName = diagnostic.Rule{
		ID: "person/spoken-name", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "La transcription contient le nom d’une personne du registre (%[1]s).", EN: "The transcript holds the name of a person of the register (%[1]s)."},
		Hint:    diagnostic.Text{FR: "Mettez à la place des mots entre crochets : [mon nom], [un collègue] ; ou masquez le passage avec « visibility: masked ». Pour qui parle, écrivez « person: » au lieu de « label: ».", EN: "Put words in square brackets instead: [my name], [a colleague]; or mask the passage with “visibility: masked”. For who speaks, write “person:” instead of “label:”."},
	}
)
