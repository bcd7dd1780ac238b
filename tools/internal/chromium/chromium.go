// Package chromium finds the browser of this machine and starts it without a window,
// for tests and measures:
//
//	program := chromium.Find()              // "" when there is none
//	ctx, stop, err := chromium.Start(context.Background(), program)
//	defer stop()
//	err = chromedp.Do(ctx, chromedp.Navigate(address))
package chromium

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"runtime"

	"github.com/chromedp/chromedp"
)

// Find looks where CHROME_BIN says, then in the usual places.
func Find() string {
	names := []string{os.Getenv("CHROME_BIN"), "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"}
	switch runtime.GOOS {
	case "darwin":
		names = append(names, "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", "/Applications/Chromium.app/Contents/MacOS/Chromium")
	case "windows":
		names = append(names, `C:\Program Files\Google\Chrome\Application\chrome.exe`, `C:\Program Files (x86)\Google\Chrome\Application\chrome.exe`)
	}
	for _, name := range names {
		if program, err := exec.LookPath(name); name != "" && err == nil {
			return program
		}
	}
	return ""
}

// Start starts the browser and opens its first tab; stop ends it.
func Start(ctx context.Context, program string, more ...chromedp.ExecAllocatorOption) (tab context.Context, stop func(), err error) {
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(program), chromedp.Flag("disable-gpu", true), chromedp.Flag("disable-quic", true),
		chromedp.Flag("disable-component-update", true))
	if os.Getuid() == 0 {
		options = append(options, chromedp.NoSandbox) // Chromium refuses its sandbox to root
	}
	allocator, stopAllocator := chromedp.NewExecAllocator(ctx, append(options, more...)...)
	tab, stopTab := chromedp.NewContext(allocator)
	stop = func() { stopTab(); stopAllocator() }
	if err := chromedp.Do(tab); err != nil {
		stop()
		return nil, nil, fmt.Errorf("start %s: %w", program, err)
	}
	return tab, stop, nil
}
