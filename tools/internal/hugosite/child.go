package hugosite

import (
	"log"
	"os"
	"strings"

	"github.com/gohugoio/hugo/commands"
	"github.com/gohugoio/hugo/common/herrors"
	"github.com/gohugoio/hugo/common/loggers"
)

// childMark is the variable that tells a process to be Hugo.
const childMark = "NEWSROOM_RUNS_HUGO"

// IsChild reports whether this process was started to be Hugo.
func IsChild() bool { return os.Getenv(childMark) == "1" }

// RunChild is Hugo's own command line: it prints what Hugo prints and returns
// the exit code. Only a process for which IsChild is true should call it.
func RunChild(args []string) int {
	log.SetFlags(0)
	err := commands.Execute(args)
	if err == nil {
		return 0
	}
	for _, e := range herrors.Errors(err) {
		loggers.Log().Errorf("%s", e)
	}
	return 1
}

// childEnvironment marks the child and takes away every HUGO_ variable, so that
// the same files give the same site on every machine.
func childEnvironment(env []string, baseURL string) []string {
	kept := make([]string, 0, len(env)+2)
	for _, v := range env {
		if !strings.HasPrefix(strings.ToUpper(v), "HUGO") {
			kept = append(kept, v)
		}
	}
	kept = append(kept, childMark+"=1")
	// `hugo list` has no flag for the base address; the variable serves both.
	if baseURL != "" {
		kept = append(kept, "HUGO_BASEURL="+baseURL)
	}
	return kept
}
