package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"github.com/chromedp/cdproto/emulation"
	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"proximite/tools/internal/barrier"
	"proximite/tools/internal/chromium"
	"proximite/tools/internal/validator"
)

// npmFolder is where the checkers of npm are installed, from the root of the project.
const npmFolder = "tools/sitetest"

// examine asks every examiner about every page; missing names those that could not
// be asked.
func examine(ctx context.Context, folder string, pages []page) (said map[string][]remark, missing []string, err error) {
	byFile := map[string][]remark{}
	script, missing, err := askPrograms(ctx, folder, byFile)
	if err != nil {
		return nil, nil, err
	}
	if err := lookAtAll(ctx, folder, pages, script, byFile); err != nil {
		return nil, nil, err
	}
	said = map[string][]remark{}
	for _, p := range pages {
		for _, f := range p.files {
			said[p.name] = append(said[p.name], byFile[f]...)
		}
	}
	return said, missing, nil
}

// askPrograms runs html-validate and Nu, and returns the script of axe.
func askPrograms(ctx context.Context, folder string, byFile map[string][]remark) (script string, missing []string, err error) {
	npm := validator.In(npmFolder)
	if err := npm.Install(ctx); err != nil {
		return "", []string{axe + ", " + htmlValidate + ", " + nu + ": " + err.Error()}, nil
	}
	if script, err = npm.Axe(); err != nil {
		return "", nil, err
	}
	programs := []struct {
		name  string
		check func(context.Context, string) ([]validator.Message, error)
	}{{htmlValidate, npm.HTMLValidate}, {nu, npm.Nu}}
	for _, p := range programs {
		for _, sub := range []string{"tests", "example-pages"} {
			messages, err := p.check(ctx, filepath.Join(folder, sub))
			if errors.Is(err, exec.ErrNotFound) {
				missing = append(missing, err.Error())
				break
			} else if err != nil {
				return "", nil, err
			}
			for _, m := range messages {
				byFile[sub+"/"+m.File] = append(byFile[sub+"/"+m.File], remark{p.name, m.Rule, m.Text})
			}
		}
	}
	return script, missing, nil
}

// lookAtAll runs our checks and axe on every file.
func lookAtAll(ctx context.Context, folder string, pages []page, script string, byFile map[string][]remark) error {
	program := chromium.Find()
	if program == "" {
		return errors.New("no Chromium found; install it, or name the program in CHROME_BIN")
	}
	// The pages ask for things from elsewhere; nothing may leave this machine.
	tab, stop, err := chromium.Start(ctx, program, chromedp.Flag("host-resolver-rules", "MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"))
	if err != nil {
		return err
	}
	defer stop()
	server := httptest.NewServer(http.FileServer(http.Dir(folder)))
	defer server.Close()
	if _, err := chromedp.Call(tab, cdppage.AddScriptToEvaluateOnNewDocument, cdppage.AddScriptToEvaluateOnNewDocumentParams{Source: barrier.Hook}); err != nil {
		return err
	}
	done := map[string]bool{}
	for _, p := range pages {
		for _, f := range p.files {
			if done[f] {
				continue
			}
			done[f] = true
			data, err := os.ReadFile(filepath.Join(folder, filepath.FromSlash(f)))
			if err != nil {
				return err
			}
			remarks, err := lookAt(tab, data, server.URL+"/"+f, script)
			if err != nil {
				return fmt.Errorf("%s: %w", f, err)
			}
			byFile[f] = append(byFile[f], remarks...)
		}
	}
	return nil
}

// Windows of a desk, of the same desk at 200 % zoom, and of WCAG's reflow.
const (
	desk      = 1280
	zoomed    = 640
	narrowest = 320
)

const axeRun = `axe.run({runOnly: {type: "tag", values: ["wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice", "experimental"]},
  rules: {"target-size": {enabled: true}, "color-contrast-enhanced": {enabled: true}}, resultTypes: ["violations"]})
  .then((r) => r.violations.map((v) => ({Kind: v.id, Where: v.nodes.map((n) => n.target.join(" ")).join(", "), What: v.help})))`

// lookAt runs the checks on one page: axe first, since ours click and type.
func lookAt(tab context.Context, data []byte, address, script string) (list []remark, err error) {
	ctx, cancel := context.WithTimeout(tab, time.Minute)
	defer cancel()
	add := func(who string, findings []barrier.Finding, err error) error {
		for _, f := range findings {
			list = append(list, remark{who, f.Kind, f.Where + ": " + f.What})
		}
		return err
	}
	static, err := barrier.Static(data)
	if err := add(ours, static, err); err != nil {
		return nil, err
	}
	if err := open(ctx, address, desk); err != nil {
		return nil, err
	}
	if script != "" {
		if err := chromedp.Do(ctx, chromedp.Evaluate[chromedp.Void](script+"; undefined")); err != nil {
			return nil, err
		}
		findings, err := ask(ctx, axeRun)
		if err := add(axe, findings, err); err != nil {
			return nil, err
		}
	}
	for _, width := range []int64{zoomed, narrowest} {
		if err := open(ctx, address, width); err != nil {
			return nil, err
		}
		findings, err := ask(ctx, fmt.Sprintf(`barrier.fits("%d pixels")`, width))
		if err := add(ours, findings, err); err != nil {
			return nil, err
		}
	}
	if err := open(ctx, address, desk); err != nil {
		return nil, err
	}
	findings, err := ask(ctx, "barrier.look()")
	if err := add(ours, findings, err); err != nil {
		return nil, err
	}
	return list, nil
}

// open loads a page in a window of a width, with our script.
func open(ctx context.Context, address string, width int64) error {
	if _, err := chromedp.Call(ctx, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{Width: width, Height: 800, DeviceScaleFactor: 1}); err != nil {
		return err
	}
	if _, err := chromedp.Call(ctx, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true}); err != nil {
		return err
	}
	return chromedp.Do(ctx, chromedp.Navigate(address), chromedp.Evaluate[chromedp.Void](barrier.Live))
}

func ask(ctx context.Context, expression string) ([]barrier.Finding, error) {
	return chromedp.Run(ctx, chromedp.Evaluate[[]barrier.Finding](expression, chromedp.EvalAwaitPromise))
}
