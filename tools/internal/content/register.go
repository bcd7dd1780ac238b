package content

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"

	"proximite/tools/internal/diagnostic"
	"proximite/tools/internal/plaintext"
	"proximite/tools/internal/transcript"
)

// RegisterNames lists the data files that people keep: those whose entries content refers
// to, then those that say what may be published.
func RegisterNames() []string {
	return []string{
		"people", "institutions", "places", "vocabulary", "figures", "mandates", "sources", "glossary",
		"contact", "harm-words", "reviews", "budgets", "price", "photos", "forbidden", "offline", "accessibility",
	}
}

// Register is one file of facts: data/<name>.yaml.
type Register struct {
	Name   string
	Path   string
	Source []byte
	Root   *plaintext.Node // nil when the file is missing or broken
	Broken bool            // it exists and cannot be read: nothing can be said about its keys
}

// Entry is what the register says about a key; nil when it has none.
func (r *Register) Entry(key string) *plaintext.Node { return r.Root.Get(key) }

// Entries are the keys and values in the order of the file.
func (r *Register) Entries() []plaintext.Field {
	if r.Root == nil {
		return nil
	}
	return r.Root.Fields
}

// Register returns a register by its name, never nil for a name of RegisterNames.
func (c *Corpus) Register(name string) *Register { return c.registers[name] }

// Registers are all registers, in the order of RegisterNames.
func (c *Corpus) Registers() []*Register {
	list := make([]*Register, 0, len(c.registers))
	for _, name := range RegisterNames() {
		list = append(list, c.registers[name])
	}
	return list
}

func (c *Corpus) readRegister(name string) {
	r := &Register{Name: name, Path: "data/" + name + ".yaml"}
	c.registers[name] = r
	src, root, found, ok := c.readYAML(r.Path)
	c.Found = append(c.Found, found...)
	r.Source, r.Root, r.Broken = src, root, ok && root == nil
}

// readYAML reads a data file; ok is false when there is none.
func (c *Corpus) readYAML(name string) (src []byte, root *plaintext.Node, found []diagnostic.Diagnostic, ok bool) {
	src, err := fs.ReadFile(c.FS, name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil, nil, false
	}
	if err != nil {
		return nil, nil, []diagnostic.Diagnostic{unreadable.At(name, 0, 0, plainCause(err))}, true
	}
	if found := plaintext.CheckEncoding(name, src); len(found) > 0 {
		return nil, nil, found, true
	}
	root, found = plaintext.ParseYAML(name, src, 1)
	return src, root, found, true
}

// Person is an entry of data/people.yaml as the rules need it.
type Person struct {
	ID          string
	Name        string
	FirstName   string
	Attribution string
	Entry       *plaintext.Node
}

// People are the entries of data/people.yaml.
func (c *Corpus) People() []Person {
	var list []Person
	for _, f := range c.Register("people").Entries() {
		list = append(list, Person{
			ID: f.Key, Name: f.Value.Get("name").Text(), FirstName: f.Value.Get("first_name").Text(),
			Attribution: f.Value.Get("attribution").Text(), Entry: f.Value,
		})
	}
	return list
}

// Transcript is one file of data/transcripts/, both as words and as positions.
type Transcript struct {
	*transcript.Transcript        // nil when the file cannot be read
	Name                   string // of the file, without its ending: the id that references use
	Path                   string
	Source                 []byte
	Root                   *plaintext.Node
}

func (c *Corpus) readTranscripts() error {
	names, err := fs.Glob(c.FS, "data/transcripts/*.yaml")
	if err != nil {
		return fmt.Errorf("list transcripts: %w", err)
	}
	for _, name := range names {
		t := &Transcript{Name: strings.TrimSuffix(path.Base(name), ".yaml"), Path: name}
		c.Transcripts = append(c.Transcripts, t)
		src, root, found, _ := c.readYAML(name)
		c.Found = append(c.Found, found...)
		if t.Source, t.Root = src, root; root == nil {
			continue
		}
		t.Transcript, found = transcript.Parse(name, src)
		c.Found = append(c.Found, found...)
	}
	return nil
}

// Transcript finds a transcript by its id; nil when there is none.
func (c *Corpus) Transcript(id string) *Transcript {
	for _, t := range c.Transcripts {
		if t.Name == id {
			return t
		}
	}
	return nil
}
