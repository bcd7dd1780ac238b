package search

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"html"
	"maps"
	"math"
	"slices"
	"strings"
	"unicode/utf16"
)

const (
	perFile = 2 // documents of a d file

	// A file of words is at least so long, in bytes before compression. Shorter ones
	// would save nothing: a response has about as much around it.
	shortestFile = 640
)

// contents is the table of contents that stands on the search page.
type contents struct {
	Path   string            `json:"p"` // of the folder, from the search page
	Count  int               `json:"n"` // of entries
	Size   int               `json:"d"` // perFile
	Kinds  map[string][2]int `json:"k"` // kind → first entry, first of the next
	Words  string            `json:"w"` // where each w file begins; see frontCoded
	Stop   string            `json:"s"`
	Themes string            `json:"t"` // themes that have a t file
}

// encode makes the files, and the attribute of the form.
func (x *index) encode(languageName, here string) ([]File, []byte, error) {
	var files []File
	add := func(name, text string) error {
		data, err := script(name, text)
		files = append(files, File{name + ".js", data})
		return err
	}
	keys, texts := x.wordFiles()
	for i, text := range texts {
		if err := add(fmt.Sprintf("w%d", i), text); err != nil {
			return nil, nil, err
		}
	}
	for i := 0; i*perFile < len(x.entries); i++ {
		if err := add(fmt.Sprintf("d%d", i), documents(x.entries[i*perFile:min((i+1)*perFile, len(x.entries))])); err != nil {
			return nil, nil, err
		}
	}
	themes := x.themes()
	for _, theme := range slices.Sorted(maps.Keys(themes)) {
		if err := add("t"+theme, encodePostings(themes[theme])); err != nil {
			return nil, nil, err
		}
	}
	folder := "search/" + languageName + "-" + fingerprint(files) + "/"
	for i := range files {
		files[i].Name = folder + files[i].Name
	}
	c := contents{
		Path: relative(here, strings.TrimSuffix(folder, "/")), Count: len(x.entries), Size: perFile, Kinds: x.kindRanges(),
		Words: frontCoded(keys), Stop: strings.Join(languageOf(languageName).stop, " "),
		Themes: strings.Join(slices.Sorted(maps.Keys(themes)), " "),
	}
	data, err := json.Marshal(c)
	if err != nil {
		return nil, nil, fmt.Errorf("encode contents: %w", err)
	}
	return files, fmt.Appendf(nil, `data-index="%s"`, html.EscapeString(string(data))), nil
}

// script is a file that a page can load with a script element.
func script(name, text string) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(text); err != nil {
		return nil, fmt.Errorf("encode %q: %w", name, err)
	}
	return fmt.Appendf(nil, "searchPart(%q,%s)\n", name, bytes.TrimSpace(b.Bytes())), nil
}

func fingerprint(files []File) string {
	h := sha256.New()
	for _, f := range files {
		fmt.Fprintf(h, "%s %d\n", f.Name, len(f.Content))
		h.Write(f.Content)
	}
	return hex.EncodeToString(h.Sum(nil))[:8]
}

// documents holds what a hit shows, a line for each entry.
func documents(entries []entry) string {
	var lines []string
	for _, e := range entries {
		lines = append(lines, e.address+"\t"+oneLine(e.title)+"\t"+oneLine(e.excerpt))
	}
	return strings.Join(lines, "\n")
}

func (x *index) kindRanges() map[string][2]int {
	ranges := map[string][2]int{}
	for i, e := range x.entries {
		r, ok := ranges[e.kind]
		if !ok {
			r[0] = i
		}
		r[1] = i + 1
		ranges[e.kind] = r
	}
	return ranges
}

func (x *index) themes() map[string][]posting {
	themes := map[string][]posting{}
	for i, e := range x.entries {
		for _, t := range e.themes {
			themes[t] = append(themes[t], posting{entry: i})
		}
	}
	return themes
}

// wordFiles divides the alphabet. Each file begins at its key; a group whose words
// lie on both sides of a border stands in both files.
func (x *index) wordFiles() (keys, texts []string) {
	total := 0
	encoded := make([]string, len(x.groups))
	for i, g := range x.groups {
		encoded[i] = encodeGroup(g)
		total += len(encoded[i]) + 1
	}
	keys = x.borders(encoded, fileLength(total))
	members := make([][]string, len(keys))
	for i, g := range x.groups {
		last := -1
		for _, form := range g.forms {
			if at := fileOf(keys, form); at != last {
				members[at] = append(members[at], encoded[i])
				last = at
			}
		}
	}
	for _, m := range members {
		texts = append(texts, strings.Join(m, " "))
	}
	return keys, texts
}

// fileLength balances what a reader pays once for the table of contents, about two
// bytes for each file, against what each of two words costs.
func fileLength(total int) int {
	return max(shortestFile, int(math.Sqrt(float64(total))))
}

// frontCoded writes sorted words one after the other, each as the number of letters
// that it shares with the one before (A is none, B one), and its other letters.
func frontCoded(words []string) string {
	var b strings.Builder
	var last []uint16 // the client counts letters as UTF-16 does
	for _, w := range words {
		letters := utf16.Encode([]rune(w))
		shared := 0
		for shared < min(len(last), len(letters), 'Z'-'A') && last[shared] == letters[shared] {
			shared++
		}
		b.WriteByte('A' + byte(shared))
		b.WriteString(string(utf16.Decode(letters[shared:])))
		last = letters
	}
	return b.String()
}

// borders returns the beginning of each file of words: as few letters as tell it
// from the word before. The first begins with the empty word.
func (x *index) borders(encoded []string, length int) []string {
	keys := []string{""}
	size := 0
	for i, g := range x.groups {
		if size > 0 && size+len(encoded[i]) > length {
			key := shortestBetween(x.groups[i-1].forms[0], g.forms[0])
			if key > keys[len(keys)-1] {
				keys, size = append(keys, key), 0
			}
		}
		size += len(encoded[i]) + 1
	}
	return keys
}

// shortestBetween is the shortest beginning of b that comes after a.
func shortestBetween(a, b string) string {
	for i := range b {
		if i > 0 && b[:i] > a {
			return b[:i]
		}
	}
	return b
}

// fileOf is the number of the file that holds a word.
func fileOf(keys []string, form string) int {
	at, found := slices.BinarySearch(keys, form)
	if !found {
		at--
	}
	return at
}

// encodeGroup writes the part that all forms share, the endings, and the postings.
func encodeGroup(g group) string {
	base := commonPrefix(g.stem, g.forms)
	var b strings.Builder
	b.WriteString(base)
	for _, f := range g.forms {
		b.WriteByte(',')
		b.WriteString(f[len(base):])
	}
	b.WriteByte('!')
	b.WriteString(number(g.rarity))
	b.WriteString(encodePostings(g.postings))
	return b.String()
}

// commonPrefix is what the stem and the words begin with. By it the client knows
// inflections that stand in no page: formatrices begins with format.
func commonPrefix(stem string, forms []string) string {
	base := []rune(stem)
	for _, f := range forms {
		for !strings.HasPrefix(f, string(base)) {
			base = base[:len(base)-1]
		}
	}
	return string(base)
}

func encodePostings(list []posting) string {
	var b strings.Builder
	last := -1
	for _, p := range list {
		b.WriteString(number((p.entry-last-1)*steps + p.impact))
		last = p.entry
	}
	return b.String()
}

// Digits of numbers. The last digit of a number is one of 57 characters from # to [,
// those before it are of the 34 from ] to ~, so numbers need nothing between them and
// no escape in a script.
const (
	lastDigit, lastBase = '#', 57
	moreDigit, moreBase = ']', 34
)

func number(n int) string {
	text := []byte{byte(lastDigit + n%lastBase)}
	for n /= lastBase; n > 0; n /= moreBase {
		text = append(text, byte(moreDigit+n%moreBase))
	}
	slices.Reverse(text)
	return string(text)
}
