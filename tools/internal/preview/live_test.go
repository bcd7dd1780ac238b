package preview

import (
	"context"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"proximite/tools/internal/chromium"
)

// TestOpenPageReloads watches a page in a real browser while its source changes.
func TestOpenPageReloads(t *testing.T) {
	ctx := openBrowser(t)
	p := start(t, "bonjour")
	if err := chromedp.Do(ctx, chromedp.Navigate(p.address+"fr/a/")); err != nil {
		t.Fatal(err)
	}
	waitText(t, ctx, "bonjour")
	p.write(t, "bonsoir à tous")
	waitText(t, ctx, "bonsoir à tous")
	p.write(t, "a mistake")
	waitText(t, ctx, "dernière version sans erreur")
	waitText(t, ctx, "bonsoir à tous")
	p.write(t, "salut encore")
	waitText(t, ctx, "salut")
}

func openBrowser(t *testing.T) context.Context {
	t.Helper()
	program := chromium.Find()
	switch {
	case program != "":
	case os.Getenv("CI") == "true":
		t.Fatal("no Chromium found")
	default:
		t.Skip("NOT TESTED: no Chromium found. Install the package chromium, or name the program in CHROME_BIN.")
	}
	ctx, cancel := context.WithTimeout(t.Context(), 90*time.Second)
	t.Cleanup(cancel)
	tab, stop, err := chromium.Start(ctx, program)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(stop)
	return tab
}

// waitText waits until the open page, which nobody reloads, shows a text.
func waitText(t *testing.T, ctx context.Context, text string) {
	t.Helper()
	var body string
	for deadline := time.Now().Add(20 * time.Second); time.Now().Before(deadline); time.Sleep(50 * time.Millisecond) {
		// Between two pages there is nothing to read for a moment.
		if got, err := chromedp.Run(ctx, chromedp.Evaluate[string]("document.body.innerText")); err == nil {
			if body = got; strings.Contains(body, text) {
				return
			}
		}
	}
	t.Fatalf("the page does not show %q; it shows %q", text, body)
}
