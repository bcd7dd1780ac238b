package hugosite

import (
	"errors"
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"proximite/tools/internal/diagnostic"
)

// DiskFull reports whether an error comes from a disk or a quota that is full.
func DiskFull(err error) bool {
	if errors.Is(err, ErrDiskFull) {
		return true
	}
	for _, full := range diskFullErrors {
		if errors.Is(err, full) {
			return true
		}
	}
	return false
}

// machineError recognises what no author can mend. The child's errors arrive as
// text; the system's sentence is the same in both processes.
func machineError(output, destination string) error {
	for _, full := range diskFullErrors {
		if strings.Contains(output, full.Error()) {
			return ErrDiskFull
		}
	}
	for _, e := range entries(output) {
		if !strings.HasPrefix(e.level, "ERROR") {
			continue
		}
		if _, cause, found := strings.Cut(e.text, destination); found {
			return fmt.Errorf("%w: %s%s", ErrDestination, destination, firstLine(cause))
		}
	}
	return nil
}

// entry is one message that Hugo logged, with the lines that follow it.
type entry struct{ level, text string }

// entries splits Hugo's output into its messages. Progress lines before the
// first message, tables and stack traces are dropped.
func entries(output string) []entry {
	var list []entry
	open := false
	for line := range strings.Lines(strings.ReplaceAll(output, "\r\n", "\n")) {
		line = strings.TrimRight(line, "\n")
		level, text := splitLevel(line)
		switch {
		case level != "":
			list = append(list, entry{level, text})
			open = true
		case line == "" || strings.HasPrefix(line, "goroutine "):
			open = false
		case open:
			list[len(list)-1].text += "\n" + line
		}
	}
	return list
}

func splitLevel(line string) (level, text string) {
	for _, level := range []string{"ERROR ", "WARN  ", "panic: ", "fatal error: ", "Error: "} {
		if text, ok := strings.CutPrefix(line, level); ok {
			return strings.TrimRight(level, ": "), text
		}
	}
	return "", ""
}

// findings turns Hugo's messages into diagnostics. There is always one.
func findings(output, source string) []diagnostic.Diagnostic {
	list := distinct(entries(output))
	var found []diagnostic.Diagnostic
	for _, e := range list {
		found = append(found, finding(e, source))
	}
	if len(found) == 0 {
		found = append(found, crash.At("", 0, 0, lastLine(output)))
	}
	return diagnostic.Sort(found)
}

var countOnly = regexp.MustCompile(`logged \d+ error\(s\)$`)

// distinct drops the count of errors that follows the errors themselves, and a
// warning or panic that an error repeats with its place.
func distinct(list []entry) []entry {
	return slices.DeleteFunc(slices.Clone(list), func(e entry) bool {
		if countOnly.MatchString(e.text) {
			return len(list) > 1
		}
		return slices.ContainsFunc(list, func(other entry) bool {
			return rank(other.level) < rank(e.level) && strings.Contains(other.text, firstLine(e.text))
		})
	})
}

// rank says which of two entries with the same words is the better one.
func rank(level string) int {
	return slices.Index([]string{"ERROR", "Error", "WARN", "panic", "fatal error"}, level)
}

func finding(e entry, source string) diagnostic.Diagnostic {
	words := ownWords(e.text, source)
	at := place(e.text, source)
	if e.level == "panic" || e.level == "fatal error" {
		return crash.At(at.path, at.line, at.column, words)
	}
	for _, c := range classes {
		if c.matches(words, at) {
			return c.rule.At(at.path, at.line, at.column, words)
		}
	}
	if e.level == "WARN" {
		return warning.At(at.path, at.line, at.column, words)
	}
	return other.At(at.path, at.line, at.column, words)
}

// position is a place in a file of the project.
type position struct {
	path         string
	line, column int
}

// quotedPath finds "path" and "path:line:column", the quotation marks optional
// after a lower-case word such as "see".
var quotedPath = regexp.MustCompile(`"([^"\n]+?)(?::(\d+):(\d+))?"|see (\S+)$`)

// renderOf names the page that met a faulty template, which is not at fault itself.
var renderOf = regexp.MustCompile(`render of "[^"]*" failed: `)

// place picks the file that a person has to open: the last content file that the
// message names, otherwise the last file of the project with a line.
func place(text, source string) position {
	var best position
	text = renderOf.ReplaceAllString(firstLine(text), "")
	for _, m := range quotedPath.FindAllStringSubmatch(text, -1) {
		rel, ok := inside(m[1]+m[4], source)
		if !ok {
			continue
		}
		p := position{path: rel}
		p.line, _ = strconv.Atoi(m[2])
		p.column, _ = strconv.Atoi(m[3])
		if isContent(p.path) && (p.line > 0 || p.path != best.path) || best.path == "" || !isContent(best.path) && p.line > 0 {
			best = p
		}
	}
	return best
}

func isContent(path string) bool { return strings.HasPrefix(path, "content/") }

// inside returns the path relative to the root of the project.
func inside(path, source string) (string, bool) {
	if !filepath.IsAbs(path) {
		return "", false
	}
	rel, err := filepath.Rel(source, path)
	if err != nil || !filepath.IsLocal(rel) {
		return "", false
	}
	return filepath.ToSlash(rel), true
}

// frames are the words that Hugo wraps around the message that matters.
var frames = regexp.MustCompile(`^(error building site: |assemble: |render: |\[\w+ v[\d.]+ \w+\] |failed to render pages: |failed to load config: |failed to create page from pageMetaSource \S+: |render of "[^"]*" failed: |execute of template failed: )+`)

// ownWords is the first line of Hugo's message without its frames and without the
// folders of this machine.
func ownWords(text, source string) string {
	words := frames.ReplaceAllString(firstLine(text), "")
	if i := strings.LastIndex(words, executing); i >= 0 {
		words = words[i+len(executing):]
	}
	words = templateName.ReplaceAllString(words, "")
	for _, root := range []string{source + string(filepath.Separator), filepath.ToSlash(source) + "/"} {
		words = strings.ReplaceAll(words, root, "")
	}
	words = frames.ReplaceAllString(leadingPlace.ReplaceAllString(words, ""), "")
	return strings.TrimSpace(innerPosition.ReplaceAllString(words, ""))
}

// executing comes once for each template that calls the next; the last one failed.
const executing = "execute of template failed: "

var (
	// templateName repeats the file that the diagnostic shows by itself.
	templateName = regexp.MustCompile(`^template: \S+:\d+:\d+: (executing "[^"]*" at )?`)
	// leadingPlace is the position that the diagnostic shows by itself.
	leadingPlace = regexp.MustCompile(`^"[^"]+:\d+:\d+": `)
	// innerPosition counts from the start of the front matter and would mislead.
	innerPosition = regexp.MustCompile(`^\[\d+:\d+\] `)
)

func firstLine(s string) string {
	line, _, _ := strings.Cut(s, "\n")
	return line
}

func lastLine(s string) string {
	s = strings.TrimSpace(s)
	return s[strings.LastIndexByte(s, '\n')+1:]
}
