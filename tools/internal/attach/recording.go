package attach

import (
	"bytes"
	"fmt"
	"io/fs"
	"path"
	"strconv"
	"strings"

	"proximite/tools/internal/content"
	"proximite/tools/internal/media"
	"proximite/tools/internal/plaintext"
	"proximite/tools/internal/scalar"
)

// extension is the ending of the cleaned file; sound in MP4 is called m4a.
func (p *planner) extension() string {
	c := p.plan.Cleaned
	if c.Kind == media.MP4 && c.Sound() {
		return ".m4a"
	}
	return c.Kind.Extension()
}

// recording plans the sound or film of an interview.
func (p *planner) recording() error {
	t := p.transcript()
	if t == nil {
		p.refuse(noTranscript)
		return nil
	}
	name := t.Name + p.extension()
	p.plan.Path = path.Join(p.item.Folder, name)
	if p.isThere() {
		return nil
	}
	have := t.Root.Get("media")
	if p.corpus.HasFile(p.plan.Path) || have.Get("also") != nil {
		p.refuse(takenFormat, either(have.Get("also", "file").Text(), name))
		return nil
	}
	source, ok := p.withMedia(t, have, name)
	if !ok {
		p.refuse(notEditable, t.Path, "media")
		return nil
	}
	p.write(p.plan.Path, p.plan.Cleaned.Data)
	p.write(t.Path, source)
	return nil
}

func either(first, second string) string {
	if first != "" {
		return first
	}
	return second
}

func (p *planner) transcript() *content.Transcript {
	for _, v := range p.item.Versions {
		if t := p.corpus.Transcript(v.Meta.Get("transcript").Text()); t != nil && t.Transcript != nil {
			return t
		}
	}
	return nil
}

// isThere reports, and says, that the very file is in its place already.
func (p *planner) isThere() bool {
	have, err := fs.ReadFile(p.corpus.FS, p.plan.Path)
	if err != nil || !bytes.Equal(have, p.plan.Cleaned.Data) {
		return false
	}
	p.unchanged(p.plan.Path)
	p.plan.Findings = append(p.plan.Findings, alreadyThere.At(p.req.Name, 0, 0, p.plan.Path))
	return true
}

// withMedia enters a recording into the transcript: alone, or as the companion of the
// one that is there.
func (p *planner) withMedia(t *content.Transcript, have *plaintext.Node, name string) ([]byte, bool) {
	lines := strings.SplitAfter(string(t.Source), "\n")
	size := len(p.plan.Cleaned.Data)
	if have == nil {
		kind := "audio"
		if p.plan.Cleaned.Kind == media.MP4 && !p.plan.Cleaned.Sound() {
			kind = "video"
		}
		text := fmt.Sprintf("media:\n  file: %s\n  kind: %s\n  bytes: %d\n  duration_ms: %d", scalar.String(name), kind, size, p.plan.Cleaned.Duration.Milliseconds())
		f, ok := t.Root.Field("speakers")
		if !ok {
			if f, ok = t.Root.Field("segments"); !ok {
				return nil, false
			}
		}
		return joinLines(lines, f.Line-1, f.Line-1, text), true
	}
	f, _ := t.Root.Field("media")
	if len(have.Fields) == 0 || have.Line == f.Line { // on one line
		return nil, false
	}
	last := have.Fields[len(have.Fields)-1].Line
	return joinLines(lines, last, last, fmt.Sprintf("  also:\n    file: %s\n    bytes: %d", scalar.String(name), size)), true
}

// document plans a file that a resource offers.
func (p *planner) document() error {
	name := p.item.Base() + p.extension()
	p.plan.Path = path.Join(p.item.Folder, name)
	if p.isThere() {
		return nil
	}
	if p.corpus.HasFile(p.plan.Path) {
		p.refuse(takenFormat, name)
		return nil
	}
	p.write(p.plan.Path, p.plan.Cleaned.Data)
	for _, v := range p.item.Versions {
		list, ok := formatsOf(v.Meta.Get("formats"))
		if !ok {
			p.refuse(notEditable, v.Path, "formats")
			return nil
		}
		format := strings.ToUpper(strings.TrimPrefix(p.extension(), "."))
		list += formatEntry(format, strconv.Itoa(len(p.plan.Cleaned.Data)), name)
		source, ok := setField(v.Document, "formats", "formats:"+list)
		if !ok {
			p.refuse(notEditable, v.Path, "formats")
			return nil
		}
		p.write(v.Path, source)
	}
	return nil
}

// formatsOf writes the files that a resource has so far.
func formatsOf(n *plaintext.Node) (string, bool) {
	list := ""
	for _, i := range n.Children() {
		n := i.Get("bytes")
		if n == nil {
			return "", false
		}
		size, ok := n.Value.(int)
		if !ok {
			return "", false
		}
		list += formatEntry(i.Get("format").Text(), strconv.Itoa(size), i.Get("file").Text())
	}
	return list, true
}

func formatEntry(format, size, file string) string {
	return fmt.Sprintf("\n  - format: %s\n    bytes: %s\n    file: %s", scalar.String(format), size, scalar.String(file))
}
