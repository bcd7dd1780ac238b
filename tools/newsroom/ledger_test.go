package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"proximite/tools/internal/content"
	"proximite/tools/internal/permalink"
	"proximite/tools/internal/rule"
	"proximite/tools/internal/withdrawal"
)

// TestLedgersOnlyGrow holds the ledgers against every version of them that git knows (a
// shallow clone knows few): no address and no withdrawal may ever have been taken out.
func TestLedgersOnlyGrow(t *testing.T) {
	root := filepath.Join("..", "..")
	addresses, found := permalink.Load(os.DirFS(root))
	withdrawn, more := withdrawal.Load(os.DirFS(root))
	if len(found)+len(more) > 0 {
		t.Fatal(found, more)
	}
	for _, version := range versionsOf(t, root, permalink.LedgerPath) {
		was, _ := permalink.Load(fstest.MapFS{permalink.LedgerPath: {Data: version}})
		for _, lost := range notIn(was, addresses) {
			t.Errorf("%s: %s was recorded once and is not any more", permalink.LedgerPath, lost)
		}
	}
	for _, version := range versionsOf(t, root, withdrawal.LedgerPath) {
		was, _ := withdrawal.Load(fstest.MapFS{withdrawal.LedgerPath: {Data: version}})
		if n := len(was.Entries); n > len(withdrawn.Entries) || string((&withdrawal.Ledger{Entries: withdrawn.Entries[:n]}).Bytes()) != string(was.Bytes()) {
			t.Errorf("%s: an entry was taken out or changed", withdrawal.LedgerPath)
		}
	}
}

// notIn lists addresses and places that one ledger has and the other lacks.
func notIn(was, is *permalink.Ledger) (lost []string) {
	for _, address := range was.Addresses() {
		now := is.Record(address)
		if now == nil {
			lost = append(lost, address)
			continue
		}
		for _, anchor := range was.Record(address).Anchors {
			if !slices.Contains(now.Anchors, anchor) {
				lost = append(lost, address+"#"+anchor)
			}
		}
	}
	return lost
}

// versionsOf are the versions of a file in the history.
func versionsOf(t *testing.T, root, name string) (list [][]byte) {
	t.Helper()
	git := func(args ...string) []byte {
		cmd := exec.Command("git", args...)
		cmd.Dir = root
		out, err := cmd.Output()
		if err != nil {
			if os.Getenv("CI") == "true" {
				t.Fatalf("git %s: %v", args[0], err)
			}
			t.Skipf("SKIPPED: no history to compare with: git %s: %v", args[0], err)
		}
		return out
	}
	for _, commit := range strings.Fields(string(git("log", "--format=%H", "--", name))) {
		if cmd := exec.Command("git", "cat-file", "-e", commit+":"+name); cmd.Run() == nil {
			list = append(list, git("show", commit+":"+name))
		}
	}
	return list
}

func TestLedgersSeeALoss(t *testing.T) {
	ledger := func(text string) *permalink.Ledger {
		l, found := permalink.Load(fstest.MapFS{permalink.LedgerPath: {Data: []byte(text)}})
		if len(found) > 0 {
			t.Fatal(found)
		}
		return l
	}
	was := ledger("\"k4m9t2\":\n  \"/fr/x/\": {since: \"2026-11-24\", anchors: [\"a\", \"b\"]}\n  \"/fr/y/\": {since: \"2026-11-24\"}\n")
	is := ledger("\"k4m9t2\":\n  \"/fr/x/\": {since: \"2026-11-24\", anchors: [\"a\"]}\n")
	if got := notIn(was, is); !slices.Equal(got, []string{"/fr/x/#b", "/fr/y/"}) {
		t.Errorf("got %q", got)
	}
}

// TestLedgersNameNobody: what can never be taken out must never hold a name.
func TestLedgersNameNobody(t *testing.T) {
	root := os.DirFS(filepath.Join("..", ".."))
	corpus, err := content.Load(root)
	if err != nil {
		t.Fatal(err)
	}
	addresses, _ := permalink.Load(root)
	for _, a := range addresses.Addresses() {
		if id := rule.NamesPerson(corpus, strings.ReplaceAll(a, "/", " ")); id != "" {
			t.Errorf("%s holds the name of person %s", a, id)
		}
	}
	withdrawn, _ := withdrawal.Load(root)
	if id := rule.NamesPerson(corpus, string(withdrawn.Bytes())); id != "" {
		t.Errorf("%s holds the name of person %s", withdrawal.LedgerPath, id)
	}
}
