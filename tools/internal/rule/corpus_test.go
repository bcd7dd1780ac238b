package rule

import (
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"github.com/rogpeppe/go-internal/txtar"

	"proximite/tools/internal/content"
	"proximite/tools/internal/diagnostic"
	"proximite/tools/internal/media"
	"proximite/tools/internal/mediatest"
)

// repository is the root of the project as seen from this package.
const repository = "../../.."

// small returns the corpus of testdata with the schemas of the repository.
func small(t testing.TB) fstest.MapFS {
	t.Helper()
	archive, err := txtar.ParseFile("testdata/corpus.txtar")
	if err != nil {
		t.Fatal(err)
	}
	files := make(fstest.MapFS)
	for _, f := range archive.Files {
		files[f.Name] = &fstest.MapFile{Data: f.Data}
	}
	files["content/stories/a-path/phtpkt.png"] = &fstest.MapFile{Data: smallPhoto()}
	photos := strings.Replace(string(files["data/photos.yaml"].Data), "@sha256@", media.SHA256(smallPhoto()), 1)
	files["data/photos.yaml"] = newFile(photos)
	names, err := filepath.Glob(filepath.Join(repository, "data/schemas/*.json"))
	if err != nil || len(names) == 0 {
		t.Fatal("no schemas", err)
	}
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		files["data/schemas/"+filepath.Base(name)] = &fstest.MapFile{Data: data}
	}
	return files
}

// smallPhoto is the photograph of the small corpus.
var smallPhoto = sync.OnceValue(func() []byte { return mediatest.PNG(mediatest.Scene(60, 40, 1)) })

// change is one edit of the corpus: a text replaced, or a whole file when the old
// text is empty.
type change struct{ file, old, new string }

const (
	fr = "content/stories/a-path/index.fr.md"
	en = "content/stories/a-path/index.en.md"
)

func edited(t testing.TB, base fstest.MapFS, changes []change) fstest.MapFS {
	t.Helper()
	files := maps.Clone(base)
	for _, c := range changes {
		switch {
		case c.old == "" && c.new == "":
			delete(files, c.file)
		case c.old == "":
			files[c.file] = &fstest.MapFile{Data: []byte(c.new)}
		default:
			before := string(files[c.file].Data)
			if !strings.Contains(before, c.old) {
				t.Fatalf("%s does not contain %q", c.file, c.old)
			}
			files[c.file] = &fstest.MapFile{Data: []byte(strings.Replace(before, c.old, c.new, 1))}
		}
	}
	return files
}

func findings(t testing.TB, files fs.FS) []diagnostic.Diagnostic {
	t.Helper()
	corpus, err := content.Load(files)
	if err != nil {
		t.Fatal(err)
	}
	corpus.Now = clockOf(t, files)
	return Check(corpus)
}

// clockOf is the time that a case sets with the change {"clock", "", "2026-11-23T12:00:00Z"}.
func clockOf(t testing.TB, files fs.FS) time.Time {
	t.Helper()
	text, err := fs.ReadFile(files, "clock")
	if err != nil {
		return time.Time{}
	}
	now, err := time.Parse(time.RFC3339, string(text))
	if err != nil {
		t.Fatal(err)
	}
	return now
}

// brief is a finding on one line: place, rule and severity.
func brief(found []diagnostic.Diagnostic) []string {
	var lines []string
	for _, d := range found {
		lines = append(lines, fmt.Sprintf("%s %s %s", d.Position(), d.Rule, d.Severity))
	}
	return lines
}

func TestSmallCorpusIsClean(t *testing.T) {
	if found := findings(t, small(t)); len(found) > 0 {
		t.Errorf("%s", strings.Join(brief(found), "\n"))
		for _, d := range found {
			t.Log(d.Position(), d.Message.EN, d.Hint.EN)
		}
	}
}

func newFile(text string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(text)} }
