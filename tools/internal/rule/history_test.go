package rule

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// TestHistoryHoldsNoRecord looks through every version of every file that git ever kept
// in the folders of the site: what was committed once can be fetched by everyone who has
// the repository, also when it is deleted today (H03, S17).
func TestHistoryHoldsNoRecord(t *testing.T) {
	versions := history(t)
	if len(versions) == 0 {
		t.Fatal("git knows no version of any file")
	}
	read := blobReader(t)
	for _, v := range versions {
		files := fstest.MapFS{v.name: {Data: read(v.blob)}}
		for _, d := range checkRecord(files, v.name) {
			t.Errorf("%s, as %s: %s %s", d.Position(), v.blob[:12], d.Rule, d.Message.EN)
		}
	}
	t.Logf("%d versions", len(versions))
}

// version is one content that a file had.
type version struct{ name, blob string }

func history(t *testing.T) []version {
	t.Helper()
	args := []string{"log", "--all", "--no-renames", "--diff-filter=AM", "--raw", "--no-abbrev", "--format=", "--"}
	out, err := git(append(args, namedFolders...)...).Output()
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatalf("git log: %v", err)
		}
		t.Skipf("NOT CHECKED: the history cannot be read here: git log: %v", err)
	}
	seen := make(map[version]bool)
	for line := range strings.Lines(string(out)) {
		about, name, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		fields := strings.Fields(about) // :100644 100644 before after M
		if ok && len(fields) == 5 {
			seen[version{name, fields[3]}] = true
		}
	}
	var list []version
	for v := range seen {
		list = append(list, v)
	}
	slices.SortFunc(list, func(a, b version) int { return strings.Compare(a.name+a.blob, b.name+b.blob) })
	return list
}

func git(args ...string) *exec.Cmd {
	return exec.Command("git", append([]string{"-C", repository, "-c", "core.quotePath=false"}, args...)...)
}

// blobReader asks one git process for content after content.
func blobReader(t *testing.T) func(blob string) []byte {
	t.Helper()
	cmd := git("cat-file", "--batch")
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	pipe, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { in.Close(); cmd.Wait() })
	out := bufio.NewReader(pipe)
	return func(blob string) []byte {
		fmt.Fprintln(in, blob)
		head, err := out.ReadString('\n')
		var name, kind string
		var size int
		if _, scanned := fmt.Sscanf(head, "%s %s %d", &name, &kind, &size); err != nil || scanned != nil || kind != "blob" {
			t.Fatalf("git cat-file %s: %q, %v", blob, head, err)
		}
		var b bytes.Buffer
		if _, err := io.CopyN(&b, out, int64(size)); err != nil {
			t.Fatalf("git cat-file %s: %v", blob, err)
		}
		out.Discard(1)
		return b.Bytes()
	}
}
