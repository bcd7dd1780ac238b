// Package validator runs the two public checkers of HTML over a folder of pages:
// html-validate (a Node program) and the Nu checker (a Java program).
//
//	v := validator.In("tools/sitetest")       // where package.json stands
//	err := v.Install(ctx)                     // npm ci, when something is missing or of another version
//	messages, err := v.HTMLValidate(ctx, "public")
//	messages, err = v.Nu(ctx, "public")
//
// Both come from npm, in the versions of package.json; nothing of them reaches a
// reader. Where Node or Java is missing the error wraps exec.ErrNotFound.
package validator

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// Validator is a folder with package.json, html-validate.json and, once
// installed, node_modules.
type Validator struct{ folder string }

// In names the folder of package.json.
func In(folder string) Validator { return Validator{folder} }

// Message is one complaint of a checker.
type Message struct {
	File string // path of the page, relative to the folder that was checked, with slashes
	Line int
	Rule string // html-validate's rule; for Nu "error" or "warning"
	Text string
}

func (m Message) String() string { return fmt.Sprintf("%s:%d: %s: %s", m.File, m.Line, m.Rule, m.Text) }

// Install brings the packages of package-lock.json, when one is missing or older.
func (v Validator) Install(ctx context.Context) error {
	if v.installed() {
		return nil
	}
	npm := exec.CommandContext(ctx, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
	npm.Dir = v.folder
	if out, err := npm.CombinedOutput(); err != nil {
		return fmt.Errorf("npm ci: %w: %s", err, out)
	}
	return nil
}

// installed compares the versions on disk with those that are asked for.
func (v Validator) installed() bool {
	var wanted struct{ DevDependencies map[string]string }
	if readJSON(filepath.Join(v.folder, "package.json"), &wanted) != nil {
		return false
	}
	for name, version := range wanted.DevDependencies {
		var found struct{ Version string }
		if readJSON(v.module(name, "package.json"), &found) != nil || found.Version != version {
			return false
		}
	}
	return true
}

// Axe is the script of axe-core.
func (v Validator) Axe() (string, error) {
	data, err := os.ReadFile(v.module("axe-core", "axe.min.js"))
	return string(data), err
}

func (v Validator) module(parts ...string) string {
	return filepath.Join(append([]string{v.folder, "node_modules"}, parts...)...)
}

// HTMLValidate checks every .html file below a folder, warnings included, by the
// rules of html-validate.json.
func (v Validator) HTMLValidate(ctx context.Context, folder string) ([]Message, error) {
	script := v.module("html-validate", "bin", "html-validate.mjs")
	out, err := output(exec.CommandContext(ctx, "node", script, "--config", filepath.Join(v.folder, "html-validate.json"),
		"--formatter", "json", "--ext", "html", folder))
	if err != nil {
		return nil, fmt.Errorf("html-validate: %w", err)
	}
	var files []struct {
		FilePath string
		Messages []struct {
			RuleID, Message string
			Line            int
		}
	}
	if err := json.Unmarshal(out, &files); err != nil {
		return nil, fmt.Errorf("html-validate: %w: %.200s", err, out)
	}
	var list []Message
	for _, f := range files {
		for _, m := range f.Messages {
			list = append(list, Message{below(folder, f.FilePath), m.Line, m.RuleID, m.Message})
		}
	}
	return list, nil
}

// Nu checks every .html file below a folder.
func (v Validator) Nu(ctx context.Context, folder string) ([]Message, error) {
	// The deep recursion of its grammar overflows the usual stack on large pages.
	out, err := output(exec.CommandContext(ctx, "java", "-Xss4m", "-jar", v.module("vnu-jar", "build", "dist", "vnu.jar"),
		"--format", "json", "--stdout", "--skip-non-html", folder))
	if err != nil {
		return nil, fmt.Errorf("nu: %w", err)
	}
	var report struct {
		Messages []struct {
			Type, SubType, URL, Message string
			LastLine                    int
		}
	}
	if err := json.Unmarshal(out, &report); err != nil {
		return nil, fmt.Errorf("nu: %w: %.200s", err, out)
	}
	var list []Message
	for _, m := range report.Messages {
		kind := m.Type
		if m.SubType != "" {
			kind = m.SubType
		}
		list = append(list, Message{below(folder, fromURL(m.URL)), m.LastLine, kind, m.Message})
	}
	return list, nil
}

// output runs a checker. One that found something ends with an exit code of its
// own; only a run without a report is a failure.
func output(cmd *exec.Cmd) ([]byte, error) {
	// A file, since Node leaves without waiting for a pipe to take a long report.
	file, err := os.CreateTemp("", "report-*.json")
	if err != nil {
		return nil, err
	}
	defer os.Remove(file.Name())
	defer file.Close()
	var stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = file, &stderr
	failure := cmd.Run()
	out, err := os.ReadFile(file.Name())
	if err != nil {
		return nil, err
	}
	var exit *exec.ExitError
	if failure != nil && (!errors.As(failure, &exit) || len(out) == 0) {
		return nil, fmt.Errorf("%w: %s", failure, stderr.Bytes())
	}
	return out, nil
}

// fromURL turns file:/dir/a%20b into a path.
func fromURL(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "file" {
		return address
	}
	p := u.Path
	if len(p) > 2 && p[0] == '/' && p[2] == ':' { // /C:/… on Windows
		p = p[1:]
	}
	return filepath.FromSlash(p)
}

func below(folder, name string) string {
	if abs, err := filepath.Abs(folder); err == nil && filepath.IsAbs(name) {
		folder = abs
	}
	if rel, err := filepath.Rel(folder, name); err == nil && !strings.HasPrefix(rel, "..") {
		name = rel
	}
	return filepath.ToSlash(name)
}

func readJSON(name string, v any) error {
	data, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	return json.Unmarshal(data, v)
}
