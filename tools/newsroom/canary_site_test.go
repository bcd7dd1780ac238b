package main

import (
	"bytes"
	"compress/zlib"
	"context"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/txtar"

	"proximite/tools/internal/content"
	"proximite/tools/internal/diagnostic"
	"proximite/tools/internal/media"
	"proximite/tools/internal/mediatest"
	"proximite/tools/internal/transcript"
)

// canaryProject is a copy of this repository's site with the fixture in it.
func canaryProject(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	repository := filepath.Join("..", "..")
	for _, name := range watched {
		if err := copyTree(filepath.Join(repository, name), filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
	}
	fixture, err := txtar.ParseFile(filepath.Join("testdata", "canary", "site.txtar"))
	if err != nil {
		t.Fatal(err)
	}
	added := map[string]string{
		"people.yaml": "data/people.yaml", "photos.yaml": "data/photos.yaml",
		"module.fr": "content/modules/needs/index.fr.md", "module.en": "content/modules/needs/index.en.md",
	}
	photo := cleaned(t, "photo.jpg", picture(t))
	kit := cleaned(t, "kit.pdf", pdf(t))
	write(t, dir, "content/resources/canary/kit.pdf", kit)
	words := strings.NewReplacer("SHA256", media.SHA256(photo), "FORMATS", fmt.Sprintf(`[{format: "PDF", bytes: %d, file: "kit.pdf"}]`, len(kit)))
	for _, f := range fixture.Files {
		text := words.Replace(string(f.Data))
		if target := added[f.Name]; target != "" {
			before, _ := os.ReadFile(filepath.Join(dir, filepath.FromSlash(target)))
			write(t, dir, target, append(before, text...))
		} else {
			write(t, dir, f.Name, []byte(text))
		}
	}
	write(t, dir, "content/stories/canary/ph42zx.jpg", photo)
	sound := cleaned(t, "voice.mp3", mediatest.MP3(40))
	write(t, dir, "content/interviews/canary/voice.mp3", sound)
	edit(t, dir, "data/transcripts/tr42zx.yaml", "bytes: 4170", fmt.Sprintf("bytes: %d", len(sound)))
	for _, l := range []string{"fr", "en"} {
		edit(t, dir, "content/modules/needs/index."+l+".md", "\nsources:", "\npeople: [\"cnry42\"]\nsources:")
		edit(t, dir, "content/stories/trainer-view/index."+l+".md", `stories: ["jnv84w"`, `stories: ["st42zx", "jnv84w"`)
	}
	seal(t, dir)
	return dir
}

// seal puts the codes of the quoted words into the fixture.
func seal(t *testing.T, dir string) {
	t.Helper()
	corpus, err := content.Load(os.DirFS(dir))
	if err != nil {
		t.Fatal(err)
	}
	codes := []string{}
	for key, q := range map[string]transcript.Quote{
		"SEAL_WHOLE": {Language: "fr"}, "SEAL_FR": {Language: "fr", From: "brouhamphores", To: "la rue"},
		"SEAL_EN": {Language: "en", From: "brouhamphors", To: "the street", OriginalFrom: "brouhamphores", OriginalTo: "la rue"},
	} {
		q.Ref = "tr42zx#s2a7zx"
		passage, problem := transcript.Find(corpus.Spoken(), q)
		if problem != nil {
			t.Fatalf("%s: %v", key, problem)
		}
		codes = append(codes, key, passage.Seal())
	}
	// The whole passage quoted on an English page is another passage: with its translation.
	whole, problem := transcript.Find(corpus.Spoken(), transcript.Quote{Ref: "tr42zx#s2a7zx", Language: "en"})
	if problem != nil {
		t.Fatal(problem)
	}
	for _, name := range []string{"content/stories/canary/index.fr.md", "content/stories/canary/index.en.md", "content/modules/needs/index.fr.md", "content/modules/needs/index.en.md"} {
		data, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
		if err != nil {
			t.Fatal(err)
		}
		text := string(data)
		if strings.HasSuffix(name, ".en.md") {
			text = strings.ReplaceAll(text, "SEAL_WHOLE", whole.Seal())
		}
		write(t, dir, name, []byte(strings.NewReplacer(codes...).Replace(text)))
	}
}

func write(t *testing.T, dir, name string, data []byte) {
	t.Helper()
	file := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, data, 0o644); err != nil {
		t.Fatal(err)
	}
}

// edit replaces a text that a file has.
func edit(t *testing.T, dir, name, old, text string) {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
	if err != nil || !strings.Contains(string(data), old) {
		t.Fatalf("%s has no %q: %v", name, old, err)
	}
	write(t, dir, name, []byte(strings.ReplaceAll(string(data), old, text)))
}

func cleaned(t *testing.T, name string, data []byte) []byte {
	t.Helper()
	c, found := media.Clean(name, data)
	if c == nil {
		t.Fatalf("%s: %v", name, found)
	}
	return c.Data
}

// picture is a photograph of noise, so that no two derived pictures are alike.
func picture(t *testing.T) []byte {
	t.Helper()
	img := image.NewRGBA(image.Rect(0, 0, 800, 600))
	seed := uint32(42)
	for i := range img.Pix {
		seed = seed*1664525 + 1013904223
		img.Pix[i] = byte(seed >> 27 << 3)
	}
	img.Set(0, 0, color.White)
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, &jpeg.Options{Quality: 60}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// pdf is a document of one page whose compressed text holds a strange word.
func pdf(t *testing.T) []byte {
	t.Helper()
	var stream bytes.Buffer
	z := zlib.NewWriter(&stream)
	z.Write([]byte("BT /F1 12 Tf 72 720 Td (Une zarbiflette) Tj ET"))
	z.Close()
	var b bytes.Buffer
	var offsets []int
	object := func(text string) {
		offsets = append(offsets, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", len(offsets), text)
	}
	b.WriteString("%PDF-1.4\n")
	object("<< /Type /Catalog /Pages 2 0 R >>")
	object("<< /Type /Pages /Kids [3 0 R] /Count 1 >>")
	object("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>")
	object(fmt.Sprintf("<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream", stream.Len(), stream.String()))
	object("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(offsets)+1)
	for _, o := range offsets {
		fmt.Fprintf(&b, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&b, "trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n", len(offsets)+1, start)
	return b.Bytes()
}

// canarySite runs verbs on a project.
type canarySite struct {
	t     *testing.T
	dir   string
	cache string
	now   time.Time
}

func newCanarySite(t *testing.T) *canarySite {
	t.Helper()
	s := &canarySite{t: t, dir: canaryProject(t), cache: t.TempDir(), now: canaryDay}
	t.Setenv("XDG_CACHE_HOME", s.cache) // of Hugo
	return s
}

// run runs a verb, which must end well.
func (s *canarySite) run(args ...string) {
	s.t.Helper()
	var out bytes.Buffer
	c := newConsole(strings.NewReader(""), &out, &out, func(string) string { return "en" })
	c.language, c.now = diagnostic.English, func() time.Time { return s.now }
	if code := dispatch(context.Background(), c, append([]string{"--source", s.dir}, args...)); code != exitDone {
		s.t.Fatalf("newsroom %s ends with %d:\n%s", strings.Join(args, " "), code, out.String())
	}
}

// build builds into public/; only one test needs the compressed copies, which take their
// time.
func (s *canarySite) build() {
	s.t.Helper()
	var out bytes.Buffer
	c := newConsole(strings.NewReader(""), &out, &out, func(string) string { return "en" })
	c.language, c.source, c.now = diagnostic.English, s.dir, func() time.Time { return s.now }
	b := buildJob{console: c, start: time.Now(), destination: filepath.Join(s.dir, "public"), uncompressed: true}
	var err error
	if b.project, err = c.project(); err != nil {
		s.t.Fatal(err)
	}
	if code := b.exit(context.Background(), b.run(context.Background())); code != exitDone {
		s.t.Fatalf("the build ends with %d:\n%s", code, out.String())
	}
}
