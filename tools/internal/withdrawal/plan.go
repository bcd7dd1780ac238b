package withdrawal

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"

	"proximite/tools/internal/bundle"
	"proximite/tools/internal/content"
	"proximite/tools/internal/plaintext"
	"proximite/tools/internal/scalar"
)

// Errors that the person at the keyboard can mend.
var (
	ErrUnknown   = errors.New("no item and no person has this id")
	ErrWithdrawn = errors.New("already withdrawn")
	ErrAbsent    = errors.New("not withdrawn")
)

// Request says what is to be withdrawn.
type Request struct {
	ID     string
	Reason string
	Day    string // YYYY-MM-DD

	// Addresses gives the addresses that an item ever had.
	Addresses func(item string) []string
}

// Plan is a withdrawal worked out and not yet made.
type Plan struct {
	ID      string
	Entries []Entry         // of the ledger, the one asked for first
	Items   []*content.Item // that go
	Person  string          // id, when a person is withdrawn
	Moves   []string        // files that leave the project
	Derived []string        // files under resources/ that were made from them

	writes   []bundle.File     // registers without what goes
	snippets map[string]string // what was cut out of registers, by path
	traces   []string          // texts by which it was found in the built site
}

// New works out a withdrawal.
func New(c *content.Corpus, l *Ledger, r Request) (*Plan, error) {
	if _, done := l.Find(r.ID); done {
		return nil, fmt.Errorf("withdraw %q: %w", r.ID, ErrWithdrawn)
	}
	p := &Plan{ID: r.ID, snippets: make(map[string]string)}
	switch person, isPerson := c.Person(r.ID); {
	case c.Item(r.ID) != nil:
		p.Items = []*content.Item{c.Item(r.ID)}
	case isPerson && person.Entry.Get("withdrawn") != nil:
		return nil, fmt.Errorf("withdraw %q: %w", r.ID, ErrWithdrawn)
	case isPerson:
		p.Person = r.ID
		p.Items = onlyOf(c, r.ID)
		p.Entries = []Entry{{ID: r.ID, Kind: KindPerson, Day: r.Day, Reason: r.Reason}}
	default:
		return nil, fmt.Errorf("withdraw %q: %w", r.ID, ErrUnknown)
	}
	for _, i := range p.Items {
		e := Entry{
			ID: i.ID(), Kind: KindItem, Day: r.Day, Reason: r.Reason, Because: p.Person,
			Path:        strings.TrimPrefix(i.Folder, "content") + "/",
			Transcripts: transcriptsOf(c, i, p.Items),
		}
		if r.Addresses != nil {
			e.Addresses = r.Addresses(e.ID)
		}
		p.Entries = append(p.Entries, e)
	}
	return p, p.collect(c, l)
}

// Alias is a former address as an author wrote it, as it stands in the ledger. It is
// written from the root of the site, or from the root of the language.
func Alias(written, language string) string {
	address := path.Clean("/" + written)
	if first, _, _ := strings.Cut(address[1:], "/"); !slices.Contains(content.Languages(), first) && first != language {
		address = path.Join("/", language, address)
	}
	if path.Ext(address) == "" {
		address += "/"
	}
	return address
}

// onlyOf are the stories and interviews that are about this person alone. Other pages
// that name the person stay, without the person.
func onlyOf(c *content.Corpus, person string) []*content.Item {
	var list []*content.Item
	for _, i := range c.Items {
		if i.Type != "story" && i.Type != "interview" {
			continue
		}
		if people := c.PeopleOf(i); len(people) == 1 && people[0] == person {
			list = append(list, i)
		}
	}
	return list
}

// transcriptsOf are the transcripts that an item introduces and no item that stays does.
func transcriptsOf(c *content.Corpus, item *content.Item, going []*content.Item) []string {
	var list []string
	for _, v := range item.Versions {
		id := v.Meta.Get("transcript").Text()
		if id == "" || c.Transcript(id) == nil || slices.Contains(list, id) {
			continue
		}
		stays := slices.ContainsFunc(c.Items, func(i *content.Item) bool {
			return !slices.Contains(going, i) && slices.ContainsFunc(i.Versions, func(v *content.Version) bool {
				return v.Meta.Get("transcript").Text() == id
			})
		})
		if !stays {
			list = append(list, id)
		}
	}
	return list
}

// collect lists the files that go and the registers that change.
func (p *Plan) collect(c *content.Corpus, l *Ledger) error {
	for i := range p.Entries {
		if err := p.collectEntry(c, &p.Entries[i]); err != nil {
			return err
		}
	}
	if p.Person != "" {
		if err := p.markPerson(c); err != nil {
			return err
		}
	}
	if err := p.collectDerived(c.FS); err != nil {
		return err
	}
	slices.Sort(p.Moves)
	p.Moves = slices.Compact(p.Moves)
	next := Ledger{Entries: append(slices.Clone(l.Entries), p.Entries...)}
	p.write(LedgerPath, next.Bytes())
	return nil
}

// write plans the new content of a file; a later one replaces an earlier.
func (p *Plan) write(name string, data []byte) {
	for i := range p.writes {
		if p.writes[i].Path == name {
			p.writes[i].Data = data
			return
		}
	}
	p.writes = append(p.writes, bundle.File{Path: name, Data: data})
}

func (p *Plan) collectEntry(c *content.Corpus, e *Entry) error {
	if e.Kind == KindItem {
		if err := p.moveBelow(c.FS, path.Join("content", e.Path)); err != nil {
			return err
		}
		if err := p.cut(c.FS, "data/translations.yaml", e.ID); err != nil {
			return err
		}
		for _, t := range e.Transcripts {
			p.Moves = append(p.Moves, c.Transcript(t).Path)
		}
		if err := p.moveReceipts(c.FS, append([]string{e.ID, strings.Trim(e.Path, "/") + "/"}, e.Transcripts...)); err != nil {
			return err
		}
	}
	return p.movePhotos(c.FS, e)
}

func (p *Plan) moveBelow(fsys fs.FS, folder string) error {
	return fs.WalkDir(fsys, folder, func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			p.Moves = append(p.Moves, name)
		}
		return err
	})
}

// moveReceipts takes along what the importer has kept of the item: its receipts hold
// the words as they came.
func (p *Plan) moveReceipts(fsys fs.FS, marks []string) error {
	err := fs.WalkDir(fsys, "data/imports", func(name string, d fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(fsys, name)
		if err != nil {
			return err
		}
		flat := strings.ReplaceAll(name, "-", "/")
		if slices.ContainsFunc(marks, func(m string) bool { return strings.Contains(string(data), m) || strings.Contains(flat, m) }) {
			p.Moves = append(p.Moves, name)
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("list receipts: %w", err)
	}
	return nil
}

const photosPath = "data/photos.yaml"

// movePhotos takes along the photographs of an item, or those that show a person.
func (p *Plan) movePhotos(fsys fs.FS, e *Entry) error {
	src, err := p.read(fsys, photosPath)
	if err != nil || src == nil {
		return err
	}
	root, found := plaintext.ParseYAML(photosPath, src, 1)
	if len(found) > 0 {
		return fmt.Errorf("read %s: line %d", photosPath, found[0].Line)
	}
	for _, f := range root.Fieldset() {
		shows := slices.ContainsFunc(f.Value.Get("people").Children(), func(n *plaintext.Node) bool { return n.Text() == e.ID })
		if f.Value.Get("item").Text() != e.ID && !shows {
			continue
		}
		e.Photos = append(e.Photos, f.Key)
		if err := p.cut(fsys, photosPath, f.Key); err != nil {
			return err
		}
		if err := p.movePhotoFiles(fsys, f.Key); err != nil {
			return err
		}
	}
	return nil
}

// movePhotoFiles finds the files of a photograph, which are called by its id.
func (p *Plan) movePhotoFiles(fsys fs.FS, id string) error {
	return fs.WalkDir(fsys, "content", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && strings.HasPrefix(path.Base(name), id+".") {
			p.Moves = append(p.Moves, name)
		}
		return err
	})
}

// read is a register as the plan has changed it so far; nil when there is none.
func (p *Plan) read(fsys fs.FS, name string) ([]byte, error) {
	for _, w := range p.writes {
		if w.Path == name {
			return w.Data, nil
		}
	}
	src, err := fs.ReadFile(fsys, name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	return src, err
}

// cut takes an entry out of a register that is a map by id.
func (p *Plan) cut(fsys fs.FS, name, key string) error {
	src, err := p.read(fsys, name)
	if err != nil || src == nil {
		return err
	}
	rest, snippet := cutEntry(string(src), key)
	if snippet == "" {
		return nil
	}
	p.write(name, []byte(rest))
	p.snippets[name] += snippet
	return nil
}

// cutEntry splits the lines of a key of the top level from the others.
func cutEntry(src, key string) (rest, entry string) {
	head := regexp.MustCompile(`^["']?` + regexp.QuoteMeta(key) + `["']?:`)
	var kept, cut strings.Builder
	inside := false
	for line := range strings.Lines(src) {
		if c := line[0]; c != ' ' && c != '\n' && c != '\r' && c != '\t' {
			inside = head.MatchString(line)
		}
		if inside {
			cut.WriteString(line)
		} else {
			kept.WriteString(line)
		}
	}
	return kept.String(), cut.String()
}

const peoplePath = "data/people.yaml"

// markPerson enters the withdrawal into the register of people. The entry stays: the
// audit needs it to see that the name shows nowhere.
func (p *Plan) markPerson(c *content.Corpus) error {
	src := string(c.Register("people").Source)
	e := p.Entries[0]
	line := regexp.MustCompile(`(?m)^["']?` + regexp.QuoteMeta(p.Person) + `["']?:[ \t]*\r?\n`)
	at := line.FindStringIndex(src)
	if at == nil {
		return fmt.Errorf("withdraw %q: %s: entry not on lines of its own", p.Person, peoplePath)
	}
	mark := fmt.Sprintf("  withdrawn: {date: %s, reason: %s}\n", scalar.String(e.Day), scalar.String(e.Reason))
	p.write(peoplePath, []byte(src[:at[1]]+mark+src[at[1]:]))
	return nil
}

// derivedPath is where Hugo keeps what it has made from pictures.
const derivedPath = "resources/_gen"

// collectDerived lists what was made from pictures of the items, and all share images:
// their names do not tell whose words they carry, and they are made anew in a second.
func (p *Plan) collectDerived(fsys fs.FS) error {
	err := fs.WalkDir(fsys, derivedPath, func(name string, d fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err == nil && !d.IsDir() && p.derived(name) {
			p.Derived = append(p.Derived, name)
		}
		return err
	})
	if err != nil {
		return fmt.Errorf("list derived files: %w", err)
	}
	return nil
}

// derived reports whether a cached file was made from something that goes. Hugo files it
// under the folder in content/ or under the address of the page.
func (p *Plan) derived(name string) bool {
	base := path.Base(name)
	if strings.HasPrefix(base, "share_") {
		return true
	}
	for _, e := range p.Entries {
		for _, folder := range append([]string{e.Path}, e.Addresses...) {
			if len(folder) > 1 && strings.HasSuffix(folder, "/") && strings.Contains(name, folder) {
				return true
			}
		}
	}
	return slices.ContainsFunc(p.Moves, func(m string) bool {
		file := path.Base(m)
		return strings.HasPrefix(base, strings.TrimSuffix(file, path.Ext(file))+"_")
	})
}
