package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"proximite/tools/internal/compress"
	"proximite/tools/internal/hugosite"
	"proximite/tools/internal/mediatest"
)

// TestMain lets this test program also be newsroom, for the scripts, and Hugo, for
// the newsroom that a script runs.
func TestMain(m *testing.M) {
	if hugosite.IsChild() {
		os.Exit(hugosite.RunChild(os.Args[1:]))
	}
	testscript.Main(m, map[string]func(){"newsroom": func() { os.Exit(run(setUpScript)) }})
}

func setUpScript(c *console) { c.now, c.effort = scriptClock, compress.Quick }

// scriptClock is the clock of a script: the instant that NEWSROOM_TEST_NOW names, else
// the real one. Only this test program reads the variable.
func scriptClock() time.Time {
	given := os.Getenv("NEWSROOM_TEST_NOW")
	if given == "" {
		return time.Now()
	}
	now, err := time.Parse(time.RFC3339, given)
	if err != nil {
		fmt.Fprintf(os.Stderr, "NEWSROOM_TEST_NOW: %v\n", err)
		os.Exit(exitFailure)
	}
	return now
}

// TestScripts runs testdata/script/*.txtar: one situation of a person at the
// keyboard each. Besides the commands of testscript they have:
//
//	project                 put a small, right project into the current folder, beside
//	                        what the script brings; files of the script win
//	site                    the same with the site of this repository
//	append FILE FROM        add one file to the end of another
//	exits CODE CMD ARGS…    run a command that must end with this code
//	await FILE-PATTERN      wait until a file exists
//	get URL TEXT            wait until the answer contains the text
//	absent FILE-PATTERN…    no file has such a name
//	nowhere WORDS FOLDER…   the words occur in no file, compressed or not
//	replace FILE OLD NEW    replace a text that the file has once; \n is a line end
//	sample NAME FILE        write a picture, document or recording of package mediatest
//	listen VARIABLE         take a port, as another program would
//	freeport VARIABLE       find a port that nobody has
//
// and the condition [root]: file permissions do not hold anybody back. $REPO is this
// repository. The language of messages is English until a script sets LC_ALL.
func TestScripts(t *testing.T) {
	repository, err := filepath.Abs(filepath.Join("..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	cache := t.TempDir()
	testscript.Run(t, testscript.Params{
		Dir:                 filepath.Join("testdata", "script"),
		RequireUniqueNames:  true,
		RequireExplicitExec: true,
		UpdateScripts:       os.Getenv("UPDATE_SCRIPTS") != "",
		Setup: func(e *testscript.Env) error {
			e.Setenv("REPO", repository)
			e.Setenv("LC_ALL", "en_GB.UTF-8")
			// Hugo keeps compiled image codecs there; one folder serves all scripts.
			e.Setenv("XDG_CACHE_HOME", cache)
			return nil
		},
		Condition: func(name string) (bool, error) {
			if name != "root" {
				return false, fmt.Errorf("unknown condition %q", name)
			}
			return os.Geteuid() <= 0, nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"project": project, "exits": exits, "await": await, "get": get,
			"absent": absent, "listen": listen, "freeport": freePort, "replace": replace,
			"nowhere": nowhere, "site": wholeSite, "append": appendFile, "sample": writeSample,
		},
	})
}

// project copies testdata/project, with the schemas and archetypes of the repository.
func project(ts *testscript.TestScript, neg bool, args []string) {
	wantArguments(ts, neg, args, 0, 0)
	repository := ts.Getenv("REPO")
	for _, dir := range []struct{ from, to string }{
		{"tools/newsroom/testdata/project", "."}, {"data/schemas", "data/schemas"}, {"archetypes", "archetypes"},
	} {
		ts.Check(copyTree(filepath.Join(repository, filepath.FromSlash(dir.from)), ts.MkAbs(dir.to)))
	}
}

// wholeSite copies what the real site is made from.
func wholeSite(ts *testscript.TestScript, neg bool, args []string) {
	wantArguments(ts, neg, args, 0, 0)
	for _, name := range watched {
		ts.Check(copyTree(filepath.Join(ts.Getenv("REPO"), name), ts.MkAbs(name)))
	}
}

// copyTree leaves files alone that are there already.
func copyTree(from, to string) error {
	return filepath.WalkDir(from, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(from, name)
		if err != nil {
			return err
		}
		target := filepath.Join(to, rel)
		if d.IsDir() {
			return os.MkdirAll(target, 0o755)
		}
		if _, err := os.Lstat(target); err == nil {
			return nil
		}
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		return os.WriteFile(target, data, 0o644)
	})
}

func exits(ts *testscript.TestScript, neg bool, args []string) {
	wantArguments(ts, neg, args, 2, 99)
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		var ended *exec.ExitError
		if !errors.As(err, &ended) {
			ts.Fatalf("%s: %v", args[1], err)
		}
		got = ended.ExitCode()
	}
	if got != want {
		ts.Fatalf("%s ended with code %d, want %d", strings.Join(args[1:], " "), got, want)
	}
}

func await(ts *testscript.TestScript, neg bool, args []string) {
	wantArguments(ts, neg, args, 1, 1)
	eventually(ts, func() string {
		if files, _ := filepath.Glob(ts.MkAbs(args[0])); len(files) > 0 {
			return ""
		}
		return "no file " + args[0]
	})
}

func get(ts *testscript.TestScript, neg bool, args []string) {
	wantArguments(ts, neg, args, 2, 2)
	eventually(ts, func() string {
		r, err := http.Get(args[0])
		if err != nil {
			return err.Error()
		}
		defer r.Body.Close()
		body, err := io.ReadAll(r.Body)
		if err != nil || !strings.Contains(string(body), args[1]) {
			return fmt.Sprintf("%s %v: %q is not in %s", r.Status, err, args[1], body)
		}
		return ""
	})
}

// eventually tries for a while, until nothing is missing any more.
func eventually(ts *testscript.TestScript, missing func() string) {
	deadline := time.Now().Add(60 * time.Second)
	for {
		what := missing()
		if what == "" {
			return
		}
		if time.Now().After(deadline) {
			ts.Fatalf("waited in vain: %s", what)
		}
		time.Sleep(50 * time.Millisecond)
	}
}

func absent(ts *testscript.TestScript, neg bool, args []string) {
	wantArguments(ts, neg, args, 1, 99)
	for _, pattern := range args {
		files, err := filepath.Glob(ts.MkAbs(pattern))
		ts.Check(err)
		if len(files) > 0 {
			ts.Fatalf("unexpected: %q", files)
		}
	}
}

func replace(ts *testscript.TestScript, neg bool, args []string) {
	wantArguments(ts, neg, args, 3, 3)
	before := ts.ReadFile(args[0])
	old, text := strings.ReplaceAll(args[1], `\n`, "\n"), strings.ReplaceAll(args[2], `\n`, "\n")
	if strings.Count(before, old) != 1 {
		ts.Fatalf("%s has %d times %q", args[0], strings.Count(before, old), old)
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(strings.Replace(before, old, text, 1)), 0o644))
}

func appendFile(ts *testscript.TestScript, neg bool, args []string) {
	wantArguments(ts, neg, args, 2, 2)
	text := ts.ReadFile(args[0]) + ts.ReadFile(args[1])
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(text), 0o644))
}

func writeSample(ts *testscript.TestScript, neg bool, args []string) {
	wantArguments(ts, neg, args, 2, 2)
	for _, s := range mediatest.Samples() {
		if s.Name == args[0] {
			ts.Check(os.WriteFile(ts.MkAbs(args[1]), s.Data, 0o644))
			return
		}
	}
	ts.Fatalf("no sample %q", args[0])
}

func listen(ts *testscript.TestScript, neg bool, args []string) {
	wantArguments(ts, neg, args, 1, 1)
	l, err := net.Listen("tcp", "localhost:0")
	ts.Check(err)
	ts.Defer(func() { l.Close() })
	ts.Setenv(args[0], strconv.Itoa(l.Addr().(*net.TCPAddr).Port))
}

func freePort(ts *testscript.TestScript, neg bool, args []string) {
	wantArguments(ts, neg, args, 1, 1)
	l, err := net.Listen("tcp", "localhost:0")
	ts.Check(err)
	ts.Check(l.Close())
	ts.Setenv(args[0], strconv.Itoa(l.Addr().(*net.TCPAddr).Port))
}

func wantArguments(ts *testscript.TestScript, neg bool, args []string, least, most int) {
	if neg || len(args) < least || len(args) > most {
		ts.Fatalf("wrong use of a command; see TestScripts")
	}
}
