package intake

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"

	"proximite/tools/internal/ingest"
	"proximite/tools/internal/scalar"
)

// receipt is data/imports/<id>.yaml: what one source file became.
type receipt struct {
	ID       string `yaml:"id"` // of the first item
	Importer string `yaml:"importer"`
	Source   struct {
		SHA256 string `yaml:"sha256"`
		Format string `yaml:"format"`
	} `yaml:"source"`
	Options struct {
		Type     string `yaml:"type"`
		Language string `yaml:"language"`
		Date     string `yaml:"date"` // given to items without one
	} `yaml:"options"`
	Transcript string        `yaml:"transcript"`
	Items      []itemRef     `yaml:"items"`
	Outputs    []fileReceipt `yaml:"outputs"`
}

// itemRef is the identity of one item that came out of the source.
type itemRef struct {
	ID     string `yaml:"id"`
	Folder string `yaml:"folder"`
}

type fileReceipt struct {
	Path   string `yaml:"path"`
	SHA256 string `yaml:"sha256"`
	Base   string `yaml:"base"` // the text as generated
}

func (r *receipt) path() string { return "data/imports/" + r.ID + ".yaml" }

// base is the text that was generated for a path.
func (r *receipt) base(name string) (string, bool) {
	if r == nil {
		return "", false
	}
	i := slices.IndexFunc(r.Outputs, func(f fileReceipt) bool { return f.Path == name })
	if i < 0 {
		return "", false
	}
	return r.Outputs[i].Base, true
}

// sameBases reports whether the outputs are exactly what the receipt says.
func (r *receipt) sameBases(outputs []output) bool {
	for _, o := range outputs {
		if base, ok := r.base(o.path); !ok || base != string(o.data) {
			return false
		}
	}
	return len(outputs) == len(r.Outputs)
}

const receiptHeader = `# Reçu d’un import : ne pas modifier. Il permet de reconnaître ce que les personnes ont changé depuis.
# Receipt of an import: do not edit. It lets the import see what people have changed since.
`

// marshal writes the receipt, always in the same order.
func (r *receipt) marshal() []byte {
	var b strings.Builder
	b.WriteString(receiptHeader)
	line := func(indent int, key, value string) {
		if value != "" {
			fmt.Fprintf(&b, "%s%s: %s\n", strings.Repeat(" ", indent), key, scalar.Text(value, indent+2))
		}
	}
	line(0, "id", r.ID)
	line(0, "importer", r.Importer)
	b.WriteString("source:\n")
	line(2, "sha256", r.Source.SHA256)
	line(2, "format", r.Source.Format)
	b.WriteString("options:\n")
	line(2, "type", r.Options.Type)
	line(2, "language", r.Options.Language)
	line(2, "date", r.Options.Date)
	line(0, "transcript", r.Transcript)
	b.WriteString("items:\n")
	for _, i := range r.Items {
		fmt.Fprintf(&b, "  - id: %s\n    folder: %s\n", scalar.String(i.ID), scalar.String(i.Folder))
	}
	b.WriteString("outputs:\n")
	for _, o := range r.Outputs {
		fmt.Fprintf(&b, "  - path: %s\n    sha256: %s\n", scalar.String(o.Path), scalar.String(o.SHA256))
		// The text ends with a line end, which a literal block would drop.
		fmt.Fprintf(&b, "    base: %s\n", scalar.Text(strings.TrimSuffix(o.Base, "\n"), 6))
	}
	return []byte(b.String())
}

// receipts are all imports of the project.
type receipts []*receipt

func readReceipts(project fs.FS) (receipts, error) {
	names, err := fs.Glob(project, "data/imports/*.yaml")
	if err != nil {
		return nil, fmt.Errorf("list receipts: %w", err)
	}
	var all receipts
	for _, name := range names {
		data, err := fs.ReadFile(project, name)
		if err != nil {
			return nil, fmt.Errorf("read receipt %q: %w", name, err)
		}
		r := new(receipt)
		if err := yaml.UnmarshalWithOptions(data, r, yaml.Strict()); err != nil {
			return nil, fmt.Errorf("read receipt %q: %w", name, err)
		}
		for i := range r.Outputs {
			r.Outputs[i].Base += "\n"
		}
		all = append(all, r)
	}
	return all, nil
}

// find returns the receipt of an earlier import: of the same file, or of another
// version of it, which would go to the same folder.
func (all receipts) find(r *ingest.Result, g *generator) *receipt {
	for _, old := range all {
		if old.Source.SHA256 == r.SHA256 && old.Options.Type == string(r.Type) {
			return old
		}
	}
	for _, old := range all {
		if old.Options.Type == string(r.Type) && slices.ContainsFunc(old.Items, func(i itemRef) bool { return g.wouldUse(path.Base(i.Folder)) }) {
			return old
		}
	}
	return nil
}

func fingerprint(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}
