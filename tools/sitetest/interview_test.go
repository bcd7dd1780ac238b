package sitetest

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/rogpeppe/go-internal/txtar"
)

// TestInterviewInBrowser meets an interview that has everything: axe and layout on
// a phone and a desk, the filter that needs no script, the recording that lights up
// passages, the address that a tap copies.
func TestInterviewInBrowser(t *testing.T) {
	axe := newAxe(t, readVerdicts(t))
	archive, err := os.ReadFile(filepath.Join("testdata", "templates", "interview.txtar"))
	if err != nil {
		t.Fatal(err)
	}
	s := buildMini(t, miniProject(t, string(txtar.Format(txtar.Parse(archive)))))
	b := startBrowser(t, s)
	tb := b.open(t)
	tb.size(phone)
	tb.visit("/fr/entretiens/quartier/")
	report := func(where string, found []string) {
		for _, f := range found {
			t.Errorf("%s: %s", where, f)
		}
	}
	testLayout(tb, report)
	testBarriers(tb, axe, report)
	testSides(tb)
	testFilter(tb)
	testRecording(tb)
	testCopy(tb)
}

// testSides expects the original beside the translation on a desk and under a tap on
// a phone.
func testSides(tb *tab) {
	const apart = `(() => {
		const [a, b] = ["#s1answ .segment__text", "#s1answ .segment__original p"].map((s) => document.querySelector(s).getBoundingClientRect());
		return b.width > 0 && b.left >= a.right;
	})()`
	for width, want := range map[int64]bool{desk: true, phone: false} {
		tb.size(width)
		tb.visit("/fr/entretiens/quartier/")
		if got := evaluate[bool](tb, apart); got != want {
			tb.t.Errorf("%d px: original beside the translation: %v, want %v", width, got, want)
		}
	}
}

// testFilter chooses a theme and counts the passages that are left.
func testFilter(tb *tab) {
	const shown = `[...document.querySelectorAll("li.segment")].filter((s) => s.offsetParent).length`
	for choice, want := range map[string]int{".filter__input--trust": 3, ".filter__input--youth": 2, ".filter__input": 8} {
		tb.do(chromedp.Evaluate[chromedp.Void](fmt.Sprintf(`document.querySelector(%q).click()`, choice)))
		if got := evaluate[int](tb, shown); got != want {
			tb.t.Errorf("%s shows %d passages, want %d", choice, got, want)
		}
	}
}

// testRecording moves the recording and expects the passage of that time to light up;
// a tap on a time moves the recording.
func testRecording(tb *tab) {
	const play = `(() => {
		const player = document.querySelector(".recording__player");
		let now = 30;
		Object.defineProperty(player, "currentTime", {get: () => now, set: (v) => { now = v; }, configurable: true});
		player.play = () => Promise.resolve();
		player.dispatchEvent(new Event("timeupdate"));
		const lit = [...document.querySelectorAll(".segment--now")].map((s) => s.id).join();
		document.querySelector("#s3answ .segment__time").click();
		return lit + " " + now;
	})()`
	if got := evaluate[string](tb, play); got != "s2answ 55" {
		tb.t.Errorf("at 30 s the lit passage, and the time after a tap on 0:55: %q, want \"s2answ 55\"", got)
	}
}

// testCopy taps the mark of a passage and expects its address and a word about it.
func testCopy(tb *tab) {
	const tap = `(async () => {
		let copied = "";
		Object.defineProperty(navigator, "clipboard", {value: {writeText: (v) => { copied = v; return Promise.resolve(); }}, configurable: true});
		document.querySelector("#s1answ .segment__link").click();
		await new Promise((done) => setTimeout(done, 50));
		window.copied = new URL(copied).pathname + new URL(copied).hash + " " + document.querySelector("[role=status].copied").textContent;
	})()`
	tb.do(chromedp.Evaluate[chromedp.Void](tap), chromedp.Poll[chromedp.Void](`window.copied`))
	if got := evaluate[string](tb, "window.copied"); got != "/fr/entretiens/quartier/#s1answ Adresse copiée" {
		tb.t.Errorf("copied and said: %q", got)
	}
}
