package sitetest

import (
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
)

// A case file says what must be true of pages, one assertion a line:
//
//	page PATH                    the assertions that follow are about this page
//	file PATH                    … about this file that is not a page (a feed, robots.txt)
//	lang CODE                    the page is in this language
//	contains WORDS               a reader sees these words
//	source WORDS                 the bytes of the file hold these words
//	text SELECTOR = WORDS        one of the selected elements has exactly this text
//	text SELECTOR ~ WORDS        one of them contains it
//	attr SELECTOR NAME = VALUE   one of them has an attribute with this value (~ contains)
//	count SELECTOR = NUMBER      so many elements are selected; also >= and <=
//	missing PATH                 no such page or file was published
//	nowhere WORDS                no file of the site holds these words
//
// `not` before a line turns it round. Words with spaces stand in double quotes
// and know Go's escapes: "Oui\u202f!". A # at the start of a line, or
// followed by a space, begins a comment. A selector is explained in selector_test.go.

// caseBlock is the part of a case file about one page or file; the first block
// may be about the site as a whole.
type caseBlock struct {
	kind, path string // page or file; "" in the first block
	lines      []caseLine
}

// caseLine is one assertion.
type caseLine struct {
	number int
	not    bool
	verb   string
	args   []string
}

// caseVerbs are the assertions with how many arguments they take.
var caseVerbs = map[string]int{
	"lang": 1, "contains": 1, "source": 1, "text": 3, "attr": 4, "count": 3, "missing": 1, "nowhere": 1,
}

func parseCase(data string) ([]caseBlock, error) {
	blocks := []caseBlock{{}}
	number := 0
	for raw := range strings.Lines(data) {
		number++
		words, err := splitWords(raw)
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", number, err)
		}
		if len(words) == 0 {
			continue
		}
		if words[0] == "page" || words[0] == "file" {
			if len(words) != 2 {
				return nil, fmt.Errorf("line %d: %s takes one path", number, words[0])
			}
			blocks = append(blocks, caseBlock{kind: words[0], path: words[1]})
			continue
		}
		line, err := parseLine(number, words)
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", number, err)
		}
		last := &blocks[len(blocks)-1]
		last.lines = append(last.lines, line)
	}
	return blocks, nil
}

func parseLine(number int, words []string) (caseLine, error) {
	l := caseLine{number: number}
	if words[0] == "not" {
		l.not, words = true, words[1:]
	}
	if len(words) == 0 {
		return l, fmt.Errorf("nothing after not")
	}
	l.verb, l.args = words[0], words[1:]
	want, known := caseVerbs[l.verb]
	if !known {
		return l, fmt.Errorf("unknown assertion %q", l.verb)
	}
	if len(l.args) != want {
		return l, fmt.Errorf("%s takes %d arguments, not %d", l.verb, want, len(l.args))
	}
	return l, nil
}

// splitWords cuts a line at spaces, quoted words apart.
func splitWords(line string) (words []string, err error) {
	rest := strings.TrimSpace(line)
	if strings.HasPrefix(rest, "#") {
		return nil, nil
	}
	for rest != "" && !strings.HasPrefix(rest, "# ") {
		if rest[0] == '"' {
			quoted, err := strconv.QuotedPrefix(rest)
			if err != nil {
				return nil, fmt.Errorf("quotation mark without end: %s", rest)
			}
			word, err := strconv.Unquote(quoted)
			if err != nil {
				return nil, err
			}
			words, rest = append(words, word), strings.TrimSpace(rest[len(quoted):])
			continue
		}
		word, after, _ := strings.Cut(rest, " ")
		words, rest = append(words, word), strings.TrimSpace(after)
	}
	return words, nil
}

// subject is what the lines of a block are about.
type subject struct {
	site *site
	page *page  // nil when the block is not about a page
	data string // the bytes of the page or file
}

// subjectOf finds the page or file of a block.
func (s *site) subjectOf(b caseBlock) (subject, error) {
	switch b.kind {
	case "page":
		p := s.byURL[b.path]
		if p == nil {
			return subject{}, fmt.Errorf("there is no page %s", b.path)
		}
		return subject{s, p, string(p.data)}, nil
	case "file":
		data, err := fs.ReadFile(s.files, strings.TrimPrefix(b.path, "/"))
		return subject{s, nil, string(data)}, err
	}
	return subject{site: s}, nil
}

// check tests one line and returns what is wrong, or "".
func (s subject) check(l caseLine) (complaint string, err error) {
	ok, seen, err := s.holds(l)
	if err != nil || ok != l.not {
		return "", err
	}
	not := ""
	if l.not {
		not = "not "
	}
	return fmt.Sprintf("%s%s %q does not hold; seen: %s", not, l.verb, l.args, seen), nil
}

// holds evaluates a line without its `not` and tells what it saw.
func (s subject) holds(l caseLine) (ok bool, seen string, err error) {
	switch l.verb {
	case "missing":
		ok = s.site.byURL[l.args[0]] == nil && !s.site.has(strings.Trim(l.args[0], "/"))
		return ok, "it was published", nil
	case "nowhere":
		files, err := s.site.filesWith(l.args[0])
		return len(files) == 0, strings.Join(files, ", "), err
	case "source":
		return strings.Contains(s.data, l.args[0]), shorten(s.data), nil
	}
	if s.page == nil {
		return false, "", fmt.Errorf("%s needs a page line before it", l.verb)
	}
	return s.holdsOnPage(l)
}

func (s subject) holdsOnPage(l caseLine) (ok bool, seen string, err error) {
	switch l.verb {
	case "lang":
		language := s.page.language()
		return language == l.args[0], language, nil
	case "contains":
		words := text(s.page.root)
		return strings.Contains(words, l.args[0]), shorten(words), nil
	}
	selected, err := parseSelector(l.args[0])
	if err != nil {
		return false, "", err
	}
	var values []string
	for _, n := range selected.find(s.page.root) {
		if l.verb == "attr" {
			values = append(values, attribute(n, l.args[1]))
		} else {
			values = append(values, text(n))
		}
	}
	if l.verb == "count" {
		ok, err = compareCount(len(values), l.args[1], l.args[2])
		return ok, strconv.Itoa(len(values)), err
	}
	ok, err = someValue(values, l.args[len(l.args)-2], l.args[len(l.args)-1])
	return ok, shorten(fmt.Sprintf("%q", values)), err
}

func someValue(values []string, op, want string) (bool, error) {
	switch op {
	case "=":
		return slices.Contains(values, want), nil
	case "~":
		return slices.ContainsFunc(values, func(v string) bool { return strings.Contains(v, want) }), nil
	}
	return false, fmt.Errorf("write = or ~, not %q", op)
}

func compareCount(got int, op, number string) (bool, error) {
	want, err := strconv.Atoi(number)
	if err != nil {
		return false, fmt.Errorf("%q is no number", number)
	}
	switch op {
	case "=":
		return got == want, nil
	case ">=":
		return got >= want, nil
	case "<=":
		return got <= want, nil
	}
	return false, fmt.Errorf("write =, >= or <=, not %q", op)
}

// filesWith lists the files whose bytes hold the words.
func (s *site) filesWith(words string) (files []string, err error) {
	err = fs.WalkDir(s.files, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(s.files, name)
		if strings.Contains(string(data), words) || strings.Contains(name, words) {
			files = append(files, name)
		}
		return err
	})
	return files, err
}

func shorten(s string) string {
	const limit = 600
	if r := []rune(s); len(r) > limit {
		return string(r[:limit]) + "…"
	}
	return s
}

func TestSplitWords(t *testing.T) {
	tests := map[string][]string{
		"":                               nil,
		"  # comment":                    nil,
		`page /fr/`:                      {"page", "/fr/"},
		`contains "deux mots\u202f!"`:    {"contains", "deux mots\u202f!"},
		`text "h1 > a" = "\"x\"" # rest`: {"text", "h1 > a", "=", `"x"`},
		`attr a href ~ #x # rest`:        {"attr", "a", "href", "~", "#x"},
		`attr a href ~ "#x"`:             {"attr", "a", "href", "~", "#x"},
	}
	for line, want := range tests {
		if got, err := splitWords(line); err != nil || !slices.Equal(got, want) {
			t.Errorf("splitWords(%q) = %q, %v; want %q", line, got, err, want)
		}
	}
	if _, err := splitWords(`contains "no end`); err == nil {
		t.Error("a quotation mark without end is accepted")
	}
}

func TestParseCaseWhenWrong(t *testing.T) {
	for _, wrong := range []string{"page", "page a b", "not", "nope x", "contains", `count h1 =`, `contains "x`} {
		if blocks, err := parseCase(wrong); err == nil {
			t.Errorf("parseCase(%q) = %v, want an error", wrong, blocks)
		}
	}
}

func TestCaseLines(t *testing.T) {
	s := miniSite(t, `<html lang="fr"><title>T</title><h1>Un !</h1><p class="a">x</p><p class="a" id="i">y z</p></html>`)
	tests := map[string]bool{
		`lang fr`:            true,
		`lang en`:            false,
		`not lang en`:        true,
		`contains "y z"`:     true,
		`not contains "y z"`: false,
		`source "<h1>"`:      true,
		`text h1 = "Un"`:     false,
		`text h1 ~ "Un"`:     true,
		`text .a = x`:        true,
		`text .a = "y z"`:    true,
		`attr .a id = i`:     true,
		`attr .a class ~ b`:  false,
		`count .a = 2`:       true,
		`count .a >= 3`:      false,
		`count .a <= 2`:      true,
		`not count h1 = 2`:   true,
		`missing /fr/x/`:     true,
		`missing /`:          false,
		`nowhere "secret"`:   true,
		`nowhere "y z"`:      false,
	}
	for line, want := range tests {
		blocks, err := parseCase("page /\n" + line)
		if err != nil {
			t.Errorf("%s: %v", line, err)
			continue
		}
		about, err := s.subjectOf(blocks[1])
		if err != nil {
			t.Fatal(err)
		}
		complaint, err := about.check(blocks[1].lines[0])
		if got := complaint == ""; err != nil || got != want {
			t.Errorf("%s holds: %v (%s, %v), want %v", line, got, complaint, err, want)
		}
	}
	for _, wrong := range []string{`count "a:b" = 1`, `count a < 1`, `count a = x`, `text a ? b`} {
		blocks, err := parseCase("page /\n" + wrong)
		if err != nil {
			t.Fatalf("%s: %v", wrong, err)
		}
		about, _ := s.subjectOf(blocks[1])
		if _, err := about.check(blocks[1].lines[0]); err == nil {
			t.Errorf("%s is accepted", wrong)
		}
	}
}

// miniSite is a site of one page, at /.
func miniSite(t *testing.T, page string) *site {
	t.Helper()
	return siteOf(t, fstest.MapFS{"index.html": {Data: []byte(page)}})
}
