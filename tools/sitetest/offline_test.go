package sitetest

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/chromedp"

	"proximite/tools/internal/offline"
)

// host is a copy of the site below a folder that a test may change, cut off, or let
// answer 410.
type host struct {
	t      *testing.T
	folder string
	mu     sync.Mutex
	down   bool
	gone   []string // beginnings of paths
}

const sub = "/sous/chemin/"

// newHost copies the built site and gives the module on gender a picture in two widths.
func newHost(t *testing.T) *host {
	t.Helper()
	h := &host{t: t, folder: t.TempDir()}
	if err := os.CopyFS(h.folder, builtBelow(t).files); err != nil {
		t.Fatal(err)
	}
	for _, width := range []int{320, 640} {
		var b bytes.Buffer
		img := image.NewRGBA(image.Rect(0, 0, width, 10))
		img.Set(1, 1, color.White)
		if err := png.Encode(&b, img); err != nil {
			t.Fatal(err)
		}
		h.write(fmt.Sprintf("fr/modules/genre/p%d.png", width), b.String())
	}
	h.change("fr/modules/genre/index.html", `<p class="share__title"`, `<img class="probe" alt="x" width="300" height="10" sizes="100vw" src="`+sub+`fr/modules/genre/p640.png" srcset="`+
		sub+`fr/modules/genre/p320.png 320w, `+sub+`fr/modules/genre/p640.png 640w"><p class="share__title"`)
	h.publish(offline.Orders{})
	return h
}

func (h *host) write(name, text string) {
	h.t.Helper()
	if err := os.WriteFile(filepath.Join(h.folder, filepath.FromSlash(name)), []byte(text), 0o644); err != nil {
		h.t.Fatal(err)
	}
}

// change replaces a text of a file, which must be there.
func (h *host) change(name, from, to string) {
	h.t.Helper()
	data, err := os.ReadFile(filepath.Join(h.folder, filepath.FromSlash(name)))
	if err != nil || !bytes.Contains(data, []byte(from)) {
		h.t.Fatalf("%s: %v, or it does not hold %q", name, err, from)
	}
	h.write(name, strings.Replace(string(data), from, to, 1))
}

// publish plans anew, as a build does, and gives orders.
func (h *host) publish(o offline.Orders) {
	h.t.Helper()
	if err := os.RemoveAll(filepath.Join(h.folder, "offline")); err != nil {
		h.t.Fatal(err)
	}
	if err := offline.Dir(h.folder, o); err != nil {
		h.t.Fatal(err)
	}
}

// cut takes the network away, or brings it back.
func (h *host) cut(down bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.down = down
}

// withdraw lets addresses answer 410.
func (h *host) withdraw(paths ...string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.gone = append(h.gone, paths...)
}

func (h *host) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h.mu.Lock()
	down, gone := h.down, h.gone
	h.mu.Unlock()
	w.Header().Set("Cache-Control", "no-cache") // the browser's own copy is not what is tested
	if down {
		panic(http.ErrAbortHandler)
	}
	for _, g := range gone {
		if strings.HasPrefix(r.URL.Path, sub+g) {
			http.Error(w, "gone", http.StatusGone)
			return
		}
	}
	http.StripPrefix(strings.TrimSuffix(sub, "/"), handler(os.DirFS(h.folder))).ServeHTTP(w, r)
}

// reader opens a tab on the host, with nothing stored.
func (h *host) reader() *tab {
	h.t.Helper()
	server := httptest.NewServer(h)
	h.t.Cleanup(server.Close)
	b := startBrowser(h.t, builtBelow(h.t))
	b.address = server.URL
	tb := b.open(h.t)
	tb.size(phone)
	return tb
}

// goTo opens an address below the folder of the site; a network that fails is the
// business of the page.
func (tb *tab) goTo(address string) {
	tb.t.Helper()
	_ = chromedp.Do(tb.ctx, chromedp.Navigate(tb.address+sub+address))
}

// until waits for an expression, which may await, to be true.
func (tb *tab) until(what, expression string) {
	tb.t.Helper()
	const wait = `(async () => {
  const end = Date.now() + 30000;
  for (;;) {
    if (%s) return true;
    if (Date.now() > end) return false;
    await new Promise((go) => setTimeout(go, 50));
  }
})()`
	if !evaluate[bool](tb, fmt.Sprintf(wait, expression)) {
		tb.t.Fatalf("never: %s. Page %s, status %q, caches %v", what, evaluate[string](tb, "location.href"),
			evaluate[string](tb, `[...document.querySelectorAll("[role=status]")].map((s) => s.textContent).join("|")`), evaluate[[]string](tb, "caches.keys()"))
	}
}

const (
	nothingStored = `(await caches.keys()).length === 0 && (await navigator.serviceWorker.getRegistrations()).length === 0 && localStorage.length === 0 && document.cookie === ""`
	genderKept    = `(await caches.keys()).some((name) => name.includes("xzw9f5.fr"))`
	hasButton     = `document.querySelector(".share > .share__button")?.textContent === "Garder hors ligne"`
	pressKeep     = `document.querySelector(".share > .share__button").click()`
	statusText    = `document.querySelector("[role=status]").textContent`
)

// keepGender keeps the module on gender and waits until the worker has the page.
func (tb *tab) keepGender() {
	tb.t.Helper()
	tb.goTo("fr/modules/genre/")
	tb.until("the button, and nothing stored before it is pressed", hasButton+" && "+nothingStored)
	tb.do(chromedp.Evaluate[chromedp.Void](pressKeep))
	tb.until("kept", statusText+`.startsWith("Gardé sur cet appareil") && navigator.serviceWorker.controller !== null`)
}

// TestKeepForOffline keeps a page, reads it without a network, meets the list, and
// removes it again.
func TestKeepForOffline(t *testing.T) {
	h := newHost(t)
	tb := h.reader()
	tb.goTo("fr/recits/ce-que-voit-un-formateur/")
	if n := evaluate[int](tb, `document.querySelectorAll("[data-offline], .share > .share__button").length`); n > 0 {
		t.Errorf("a story whose people have not agreed offers to be kept")
	}
	if n := evaluate[int](tb, `document.querySelectorAll(".share__list a").length`); n != 3 {
		t.Errorf("%d links to share, want 3", n)
	}
	tb.keepGender()
	if label := evaluate[string](tb, `document.querySelector(".share > .share__button").textContent`); label != "Ne plus garder" {
		t.Errorf("button %q", label)
	}

	h.cut(true)
	tb.goTo("fr/modules/genre/?suivi=non")
	tb.until("the page without a network", `document.querySelector("h1") && document.querySelector("h1").textContent === "Genre"`)
	if c := evaluate[string](tb, "getComputedStyle(document.body).backgroundColor"); c == "rgba(0, 0, 0, 0)" {
		t.Error("no style without a network")
	}
	tb.until("the picture without a network, in another width", `document.querySelector(".probe").naturalWidth > 0`)
	tb.until("the script without a network", `document.querySelector(".share > .share__button")?.textContent === "Ne plus garder"`)

	tb.goTo("fr/actualites/")
	tb.until("the list in the place of a page that is not kept", `location.pathname.endsWith("/fr/hors-ligne/") && document.querySelectorAll(".kept__item").length === 1`)
	row := evaluate[string](tb, `document.querySelector(".kept__item").textContent`)
	if !strings.HasPrefix(row, "Genre") || !strings.Contains(row, "Ko") {
		t.Errorf("row of the list: %q", row)
	}
	tb.do(chromedp.Evaluate[chromedp.Void](`document.querySelector(".kept__item button").click()`))
	tb.until("removed, said, focus on the heading", statusText+` === "Retiré de cet appareil. Rien n’est gardé sur cet appareil." && document.activeElement.id === "kept"`)
	tb.until("nothing left", nothingStored)
}

// TestKeptItemChanges corrects a kept page and then withdraws it: at the next connection
// the copy is the new one, then gone.
func TestKeptItemChanges(t *testing.T) {
	h := newHost(t)
	tb := h.reader()
	tb.keepGender()

	h.change("fr/modules/genre/index.html", "<h1>Genre</h1>", "<h1>Genre, corrigé</h1>")
	h.publish(offline.Orders{})
	tb.goTo("fr/actualites/")
	tb.until("the copy is corrected", `await caches.match("`+sub+`fr/modules/genre/").then((r) => r.text()).then((text) => text.includes("corrigé"))`)
	h.cut(true)
	tb.goTo("fr/modules/genre/")
	tb.until("the corrected page", `document.querySelector("h1").textContent === "Genre, corrigé"`)
	h.cut(false)

	// Withdrawn: the host answers 410, the plan is gone, the kill list names the page.
	h.withdraw("fr/modules/genre/", "offline/xzw9f5.fr.json")
	h.publish(offline.Orders{Gone: []string{"/fr/modules/genre/"}})
	tb.goTo("fr/actualites/")
	tb.until("the copy is gone at the next connection", "!"+genderKept)
	tb.until("nothing left", nothingStored)
	h.cut(true)
	tb.goTo("fr/modules/genre/")
	if text := evaluate[string](tb, "document.body?.innerText ?? \"\""); strings.Contains(text, "corrigé") {
		t.Errorf("a withdrawn page is still read: %q", text)
	}
}

// TestKeptItemGoes takes the copy away in each way for itself: a page that answers 410,
// a plan that is not there, the kill list alone.
func TestKeptItemGoes(t *testing.T) {
	for name, act := range map[string]func(h *host){
		"page 410": func(h *host) { h.withdraw("fr/modules/genre/") },
		"plan 404": func(h *host) {
			h.change("fr/modules/genre/index.html", ` data-offline="xzw9f5.fr"`, "")
			h.publish(offline.Orders{})
		},
		"kill list": func(h *host) { h.publish(offline.Orders{Gone: []string{"/fr/modules/genre/"}}) },
		"stop":      func(h *host) { h.publish(offline.Orders{Stop: true}) },
		"list 404": func(h *host) {
			if err := os.Remove(filepath.Join(h.folder, "offline", "kill-list.json")); err != nil {
				h.t.Fatal(err)
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			h := newHost(t)
			tb := h.reader()
			tb.keepGender()
			act(h)
			tb.goTo("fr/modules/genre/")
			tb.until("the copy is gone", nothingStored)
		})
	}
}

// TestKeepFails cannot store: the reader is told, and no half is left.
func TestKeepFails(t *testing.T) {
	h := newHost(t)
	tb := h.reader()
	tb.goTo("fr/modules/genre/")
	h.withdraw("fr/modules/genre/p")
	tb.until("the button", hasButton)
	tb.do(chromedp.Evaluate[chromedp.Void](pressKeep))
	tb.until("told", statusText+`.startsWith("Cela n’a pas marché")`)
	tb.until("nothing stored", nothingStored)
}

// TestShareLinks reads what the links under an item send, with and without a script.
func TestShareLinks(t *testing.T) {
	h := newHost(t)
	tb := h.reader()
	tb.goTo("fr/recits/ce-que-voit-un-formateur/")
	texts := evaluate[[]string](tb, `[...document.querySelectorAll(".share__list a")].map((a) => decodeURIComponent(a.href))`)
	for i, begin := range []string{"https://wa.me/?text=", "sms:?&body=", "mailto:?subject="} {
		if i >= len(texts) || !strings.HasPrefix(texts[i], begin) {
			t.Fatalf("links %q, want one to %s", texts, begin)
		}
		for _, part := range []string{"Ce que voit un formateur", subBase + "id/", "\u00a0Ko, environ 0,0", "FCFA"} {
			if !strings.Contains(texts[i], part) {
				t.Errorf("%s: no %q in %q", begin, part, texts[i])
			}
		}
	}
	tb.until("the button to copy", `document.querySelector(".share__list button") !== null`)
	tb.do(chromedp.Evaluate[chromedp.Void](`navigator.clipboard.writeText = (text) => { window.copied = text; return Promise.resolve(); };
		document.querySelector(".share__list button").click()`))
	tb.until("copied and said", statusText+` === "Copié." && window.copied.startsWith("Ce que voit")`)
}
