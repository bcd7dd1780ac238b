package offline

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"proximite/tools/internal/weight"
)

// plan says what belongs to an item in one language. Paths are from the root of the
// site; the path of a page ends in a slash.
type plan struct {
	Title    string     `json:"title"`
	Address  string     `json:"address"`
	Version  string     `json:"version"` // of the content of all files
	Bytes    int        `json:"bytes"`   // what they take on the device
	Files    []string   `json:"files"`
	Pictures [][]string `json:"pictures,omitempty"` // all files of one picture; the first is kept
}

// newPlan plans the item whose first page is in a file.
func newPlan(root, first string) (*plan, error) {
	p := &plan{}
	for n := 1; ; n++ {
		name := first
		if n > 1 {
			name = filepath.Join(filepath.Dir(first), strconv.Itoa(n), "index.html")
		}
		page, err := os.ReadFile(name)
		if os.IsNotExist(err) && n > 1 {
			break
		}
		if err != nil {
			return nil, err
		}
		if err := p.read(root, name, page); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
	}
	slices.Sort(p.Files[1:])
	p.Files = slices.Compact(p.Files)
	return p, p.weigh(root)
}

// read adds a page and what a browser fetches with it. Media and downloads are left to
// the network.
func (p *plan) read(root, name string, page []byte) error {
	address, err := filepath.Rel(root, filepath.Dir(name))
	if err != nil {
		return err
	}
	p.Files = append(p.Files, filepath.ToSlash(address)+"/")
	document, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		return err
	}
	if p.Address == "" {
		p.Address = p.Files[0]
		p.Title = heading(document)
	}
	l := weight.Read(page)
	for _, fetched := range slices.Concat(l.Sheets, l.Scripts, l.Icons, l.Pictures) {
		if file := p.file(root, name, fetched); file != "" {
			p.Files = append(p.Files, file)
		}
	}
	for n := range document.Descendants() {
		if n.DataAtom == atom.Img {
			p.picture(root, name, n, l.Pictures)
		}
	}
	return nil
}

// picture notes which files show the same, so that a phone that asks for another width
// than the one that is kept is given that one.
func (p *plan) picture(root, name string, img *html.Node, kept []string) {
	var addresses []string
	sources := []*html.Node{img}
	if parent := img.Parent; parent.DataAtom == atom.Picture {
		sources = slices.Collect(parent.ChildNodes())
	}
	for _, n := range sources {
		for _, a := range n.Attr {
			switch a.Key {
			case "src":
				addresses = append(addresses, a.Val)
			case "srcset":
				for candidate := range strings.SplitSeq(a.Val, ",") {
					if f := strings.Fields(candidate); len(f) > 0 {
						addresses = append(addresses, f[0])
					}
				}
			}
		}
	}
	at := slices.IndexFunc(addresses, func(a string) bool { return slices.Contains(kept, a) })
	if at < 0 || len(addresses) < 2 {
		return
	}
	addresses[0], addresses[at] = addresses[at], addresses[0]
	var files []string
	for _, a := range addresses {
		if file := p.file(root, name, a); file != "" && !slices.Contains(files, file) {
			files = append(files, file)
		}
	}
	p.Pictures = append(p.Pictures, files)
}

// file is the path of a file of the site by its address on a page; empty when it is
// none.
func (p *plan) file(root, page, address string) string {
	found := weight.Find(root, page, address)
	if found == "" {
		return ""
	}
	relative, err := filepath.Rel(root, found)
	if err != nil {
		return ""
	}
	return filepath.ToSlash(relative)
}

// weigh reads all files of the plan.
func (p *plan) weigh(root string) error {
	hash := sha256.New()
	for _, f := range p.Files {
		name := filepath.Join(root, filepath.FromSlash(f))
		if strings.HasSuffix(f, "/") {
			name = filepath.Join(name, "index.html")
		}
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		p.Bytes += len(data)
		fmt.Fprintln(hash, f, len(data))
		hash.Write(data)
	}
	p.Version = hex.EncodeToString(hash.Sum(nil))[:12]
	return nil
}

func heading(document *html.Node) string {
	for n := range document.Descendants() {
		if n.DataAtom != atom.H1 {
			continue
		}
		var b strings.Builder
		for d := range n.Descendants() {
			if d.Type == html.TextNode {
				b.WriteString(d.Data)
			}
		}
		return strings.Join(strings.Fields(b.String()), " ")
	}
	return ""
}
