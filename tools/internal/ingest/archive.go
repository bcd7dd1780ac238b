package ingest

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"path/filepath"
	"strings"

	"proximite/tools/internal/diagnostic"
)

// refusal is the reason why a file can not be used at all. Readers pass it up as
// an error; refuseFor turns it into a refused source.
type refusal struct{ diagnostic.Diagnostic }

func (r *refusal) Error() string { return r.Message.EN }

// refuseFor turns a refusal into a source; any other error stays one.
func refuseFor(err error) (*source, error) {
	var r *refusal
	if errors.As(err, &r) {
		return &source{refused: true, found: []diagnostic.Diagnostic{r.Diagnostic}}, nil
	}
	return nil, err
}

// oleHeader starts every old Office file and every encrypted new one.
var oleHeader = []byte{0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1}

// ratioFrom is the size below which a part may shrink as much as it likes: empty
// settings parts of honest files reach high ratios.
const ratioFrom = 1 << 20

// archive is a ZIP file whose parts are read one by one, by our names, never
// written anywhere. Archives inside it are never opened.
type archive struct {
	name   string // of the file, for diagnostics
	limits Limits
	parts  map[string]*zip.File // by lower-case name
	order  []string             // names as they stand, in the order of the file
	read   int64                // unpacked so far
}

// openArchive checks everything that the directory of a ZIP file says before one
// byte of it is unpacked.
func openArchive(name string, data io.ReaderAt, size int64, l Limits) (*archive, error) {
	a := &archive{name: name, limits: l.orDefault(), parts: make(map[string]*zip.File)}
	if size > a.limits.File {
		return nil, a.tooBig(inMB(a.limits.File))
	}
	if isOLE(data) {
		return nil, a.because(ruleProtected)
	}
	if countEntries(data, size, 10*a.limits.Entries) > 10*a.limits.Entries {
		return nil, a.tooBig(inParts(a.limits.Entries))
	}
	z, err := zip.NewReader(data, size)
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return nil, a.because(ruleDamaged)
	}
	return a, a.index(z.File)
}

func isOLE(data io.ReaderAt) bool {
	head := make([]byte, len(oleHeader))
	n, _ := data.ReadAt(head, 0)
	return bytes.Equal(head[:n], oleHeader)
}

// countEntries counts the entries of the ZIP directory (and whatever looks like
// one) up to a maximum, because the standard reader takes memory for each.
func countEntries(data io.ReaderAt, size int64, maximum int) int {
	signature := []byte("PK\x01\x02")
	buffer := make([]byte, 64<<10)
	count, kept := 0, 0
	for at := int64(0); at < size && count <= maximum; {
		n, err := data.ReadAt(buffer[kept:], at)
		at += int64(n)
		window := buffer[:kept+n]
		count += bytes.Count(window, signature)
		kept = min(len(signature)-1, len(window))
		copy(buffer, window[len(window)-kept:])
		if err != nil || n == 0 {
			break
		}
	}
	return count
}

func (a *archive) index(files []*zip.File) error {
	if len(files) > a.limits.Entries {
		return a.tooBig(inParts(a.limits.Entries))
	}
	var total int64
	for _, f := range files {
		name := strings.ReplaceAll(f.Name, `\`, "/")
		if err := a.checkEntry(name, f); err != nil {
			return err
		}
		// Declared sizes may lie either way; open counts again.
		total += int64(min(f.UncompressedSize64, 1<<40))
		if total > a.limits.Total {
			return a.tooBig(inMB(a.limits.Total))
		}
		if strings.HasSuffix(name, "/") {
			continue
		}
		key := strings.ToLower(name)
		if a.parts[key] != nil {
			return a.because(ruleUnsafeArchive)
		}
		a.parts[key] = f
		a.order = append(a.order, name)
	}
	return nil
}

func (a *archive) checkEntry(name string, f *zip.File) error {
	outside := path.IsAbs(name) || !filepath.IsLocal(filepath.FromSlash(strings.TrimSuffix(name, "/")))
	switch {
	case outside, strings.ContainsAny(name, ":\x00"), f.Mode()&fs.ModeSymlink != 0:
		return a.because(ruleUnsafeArchive)
	case f.Flags&1 != 0:
		return a.because(ruleProtected)
	case strings.HasSuffix(strings.ToLower(name), "vbaproject.bin"):
		return a.because(ruleMacros)
	case int64(min(f.UncompressedSize64, 1<<40)) > a.limits.Part && isXML(name):
		return a.tooBig(inMB(a.limits.Part))
	}
	return nil
}

func isXML(name string) bool {
	return strings.HasSuffix(name, ".xml") || strings.HasSuffix(name, ".rels")
}

func (a *archive) has(name string) bool { return a.parts[partKey(name)] != nil }

func partKey(name string) string { return strings.ToLower(strings.TrimPrefix(name, "/")) }

// under lists the parts in a folder, in the order of the file.
func (a *archive) under(folder string) []string {
	var names []string
	for _, n := range a.order {
		if strings.HasPrefix(strings.ToLower(n), folder) {
			names = append(names, n)
		}
	}
	return names
}

// open returns a part for reading; reading fails with a refusal when a limit is
// passed.
func (a *archive) open(name string) (io.ReadCloser, error) {
	f := a.parts[partKey(name)]
	if f == nil {
		return nil, fmt.Errorf("open part %q: %w", name, fs.ErrNotExist)
	}
	r, err := f.Open()
	if err != nil {
		return nil, a.because(ruleDamaged)
	}
	return &part{ReadCloser: r, archive: a, packed: int64(f.CompressedSize64)}, nil
}

// bytes reads a small part whole; a part that is absent has none.
func (a *archive) bytes(name string) ([]byte, error) {
	if !a.has(name) {
		return nil, nil
	}
	r, err := a.open(name)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	return io.ReadAll(r)
}

// part counts what is unpacked, whatever the directory of the archive says.
type part struct {
	io.ReadCloser
	archive *archive
	packed  int64
	read    int64
}

func (p *part) Read(b []byte) (int, error) {
	n, err := p.ReadCloser.Read(b)
	p.read += int64(n)
	p.archive.read += int64(n)
	l := p.archive.limits
	switch {
	case p.read > l.Part:
		return n, p.archive.tooBig(inMB(l.Part))
	case p.archive.read > l.Total:
		return n, p.archive.tooBig(inMB(l.Total))
	case p.read > ratioFrom && p.read > l.Ratio*max(p.packed, 1):
		return n, p.archive.tooBig(inRatio(l.Ratio))
	case err != nil && err != io.EOF:
		return n, p.archive.because(ruleDamaged)
	}
	return n, err
}

func (a *archive) because(r diagnostic.Rule, args ...any) *refusal {
	return &refusal{r.At(a.name, 0, 0, args...)}
}

func (a *archive) tooBig(limit diagnostic.Text) *refusal {
	return a.because(ruleUnpackedTooBig, limit.FR, limit.EN)
}

func inMB(n int64) diagnostic.Text {
	return diagnostic.Text{FR: fmt.Sprintf("%d\u00a0Mo", n>>20), EN: fmt.Sprintf("%d MB", n>>20)}
}

func inParts(n int) diagnostic.Text {
	return diagnostic.Text{FR: fmt.Sprintf("%d\u00a0éléments", n), EN: fmt.Sprintf("%d parts", n)}
}

func inRatio(n int64) diagnostic.Text {
	return diagnostic.Text{
		FR: fmt.Sprintf("%d\u00a0fois sa taille", n),
		EN: fmt.Sprintf("%d times its size", n),
	}
}
