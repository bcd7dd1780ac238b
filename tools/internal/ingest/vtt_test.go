package ingest

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
)

// cuesOf reads subtitles and lists their cues as "start-end speaker|text".
func cuesOf(t *testing.T, read func(input, Options) (*source, error), text string) []string {
	t.Helper()
	src, err := read(input{name: "x", text: text}, Options{Limits: DefaultLimits})
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	for _, c := range src.cues {
		list = append(list, fmt.Sprintf("%d-%d %s|%s", c.start, c.end, c.speaker, strings.ReplaceAll(c.text, "\n", "/")))
	}
	return list
}

func TestVTTCues(t *testing.T) {
	const head = "WEBVTT\n\n"
	tests := []struct {
		name, text string
		want       []string
	}{
		{"plain", head + "00:01.000 --> 00:02.000\nA\nB\n", []string{"1000-2000 |A/B"}},
		{"no empty line below the header", "WEBVTT\n00:01.000 --> 00:02.000\nA\n", []string{"1000-2000 |A"}},
		{"no end of line", head + "00:01.000 --> 00:02.000\nA", []string{"1000-2000 |A"}},
		{"id and settings", head + "an id\n00:00:01.000\t-->\t100:00:00.000 line:0 align:start\nA\n", []string{"1000-360000000 |A"}},
		{"cue without words", head + "00:01.000 --> 00:02.000\n\n00:03.000 --> 00:04.000\nA\n", []string{"3000-4000 |A"}},
		{"timing ends the words", head + "00:01.000 --> 00:02.000\nA\n00:03.000 --> 00:04.000\nB\n", []string{"1000-2000 |A", "3000-4000 |B"}},
		{"comments, styles, regions", head + "NOTE a\nb\n\nSTYLE\n::cue{}\n\nREGION\nid:x\n\n00:01.000 --> 00:02.000\nA\n\nNOTE\nend\n", []string{"1000-2000 |A"}},
		{"NOTES is an id", head + "NOTES\n00:01.000 --> 00:02.000\nA\n", []string{"1000-2000 |A"}},
		{"voices", head + "00:01.000 --> 00:02.000\n<v Awa>A</v> <v.loud Binta Exemple>B\n", []string{"1000-2000 Awa|A", "1000-2000 Binta Exemple|B"}},
		{"voice by class", head + "00:01.000 --> 00:02.000\n<v.s1>A</v>\n", []string{"1000-2000 s1|A"}},
		{"words before and after a voice", head + "00:01.000 --> 00:02.000\nA <v B>C</v> D\n", []string{"1000-2000 |A", "1000-2000 B|C", "1000-2000 |D"}},
		{"entities", head + "00:01.000 --> 00:02.000\n&lt;a&gt; &amp; &eacute;&nbsp;!\n", []string{"1000-2000 |<a> & é\u00a0!"}},
		{"tags", head + "00:01.000 --> 00:02.000\n<c.x>a</c> <b>b</b> <lang fr>c</lang> <ruby>d<rt>e</rt></ruby> <00:00:01.500>f\n", []string{"1000-2000 |a b c de f"}},
		{"words in angle brackets", head + "00:01.000 --> 00:02.000\noui <mmm> et </xyz>\n", []string{"1000-2000 |oui <mmm> et </xyz>"}},
		{"signs that are no tags", head + "00:01.000 --> 00:02.000\n1 < 2 and 3 > 2, I <3 you\n", []string{"1000-2000 |1 < 2 and 3 > 2, I <3 you"}},
		{"unclosed tag keeps its words", head + "00:01.000 --> 00:02.000\na <b b\n", []string{"1000-2000 |a <b b"}},
		{"comma and short times", head + "0:1,5 --> 00:00:02\nA\n", []string{"1500-2000 |A"}},
		{"end before start", head + "00:05.000 --> 00:02.000\nA\n", []string{"5000--1 |A"}},
		{"broken time", head + "soon --> 00:02.000\nA\n", []string{"-1--1 |A"}},
		{"unordered", head + "00:05.000 --> 00:06.000\nA\n\n00:01.000 --> 00:02.000\nB\n", []string{"5000-6000 |A", "1000-2000 |B"}},
		{"two voices by dashes", head + "00:01.000 --> 00:02.000\n- A\n- B\nb\n", []string{"1000-2000 |A", "1000-2000 |B b"}},
		{"a minus is no dash", head + "00:01.000 --> 00:02.000\n-5 degrees\n-6 degrees\n", []string{"1000-2000 |-5 degrees/-6 degrees"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := cuesOf(t, readVTT, tt.text); !reflect.DeepEqual(got, tt.want) {
				t.Errorf("got  %q\nwant %q", got, tt.want)
			}
		})
	}
}

func TestSRTCues(t *testing.T) {
	tests := []struct {
		name, text string
		want       []string
	}{
		{"plain", "1\n00:00:01,000 --> 00:00:02,000\nA\nB\n\n2\n00:00:03,000 --> 00:00:04,000\nC\n", []string{"1000-2000 |A/B", "3000-4000 |C"}},
		{"points, no numbers", "00:00:01.000 --> 00:00:02.000\nA\n\n00:00:03.000 --> 00:00:04.000\nC\n", []string{"1000-2000 |A", "3000-4000 |C"}},
		{"empty line inside", "1\n00:00:01,000 --> 00:00:02,000\nA\n\nB\n\n2\n00:00:03,000 --> 00:00:04,000\nC\n", []string{"1000-2000 |A/B", "3000-4000 |C"}},
		{"a number as words", "1\n00:00:01,000 --> 00:00:02,000\n42\n\n2\n00:00:03,000 --> 00:00:04,000\nC\n", []string{"1000-2000 |42", "3000-4000 |C"}},
		{"numbers without an empty line", "1\n00:00:01,000 --> 00:00:02,000\nA\n2\n00:00:03,000 --> 00:00:04,000\nC\n", []string{"1000-2000 |A", "3000-4000 |C"}},
		{"layout", "1\n00:00:01,000 --> 00:00:02,000 X1:1 Y1:2\n{\\an8}<i>A</i> <font color=\"#fff\">B</font>\\NC\n", []string{"1000-2000 |A B C"}},
		{"words in angle brackets stay", "1\n00:00:01,000 --> 00:00:02,000\n<rires> oui\n", []string{"1000-2000 |<rires> oui"}},
		{"voices", "1\n00:00:01,000 --> 00:00:02,000\n<v Awa>A</v>\n", []string{"1000-2000 Awa|A"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := cuesOf(t, readSRT, tt.text); !reflect.DeepEqual(got, tt.want) {
				t.Errorf("got  %q\nwant %q", got, tt.want)
			}
		})
	}
}

func TestTTMLCues(t *testing.T) {
	doc := func(attributes, body string) string {
		return `<tt xmlns="http://www.w3.org/ns/ttml" xmlns:ttm="http://www.w3.org/ns/ttml#metadata" xmlns:ttp="http://www.w3.org/ns/ttml#parameter" ` + attributes + `><body>` + body + `</body></tt>`
	}
	tests := []struct {
		name, text string
		want       []string
	}{
		{"offsets", doc("", `<div><p begin="1.5s" end="2s">A</p><p begin="1m" dur="500ms">B</p></div>`), []string{"1500-2000 |A", "60000-60500 |B"}},
		{"frames and ticks", doc(`ttp:frameRate="25" ttp:tickRate="1000"`, `<p begin="00:00:01:05" end="50f">A</p><p begin="3000t" end="4000t">B</p>`), []string{"1200-2000 |A", "3000-4000 |B"}},
		{"nested time", doc("", `<div begin="10s"><div begin="5s"><p begin="1s" end="2s">A</p></div></div>`), []string{"16000-17000 |A"}},
		{"sequence", doc("", `<div timeContainer="seq"><p dur="2s">A</p><p dur="3s">B</p></div>`), []string{"0-2000 |A", "2000-5000 |B"}},
		{"spans carry the time", doc("", `<p><span begin="1s" end="2s">A</span> <span begin="2s" end="3s">B</span></p>`), []string{"1000-3000 |A B"}},
		{"breaks and layout", doc("", "<p begin=\"0s\" end=\"1s\">\n  A<br/>\n  <span>B</span>\n c\n</p>"), []string{"0-1000 |A/B c"}},
		{"untimed", doc("", `<p>A</p>`), []string{"-1--1 |A"}},
		{"metadata is no speech", doc("", `<div><metadata><ttm:desc>secret</ttm:desc></metadata><p begin="0s" end="1s">A<metadata>no</metadata></p></div>`), []string{"0-1000 |A"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := cuesOf(t, readTTML, tt.text); !reflect.DeepEqual(got, tt.want) {
				t.Errorf("got  %q\nwant %q", got, tt.want)
			}
		})
	}
}

func TestCueTimesGiveUnorderedAndOverlappingFindings(t *testing.T) {
	r := read(t, "x.vtt", []byte("WEBVTT\n\n00:05.000 --> 00:07.000\n<v A>un\n\n00:06.000 --> 00:08.000\n<v B>deux\n\n00:01.000 --> 00:02.000\n<v A>trois\n"), Options{})
	if got := findingsOf(r); !strings.Contains(got, "import/times-overlap") || !strings.Contains(got, "import/times-go-back") || len(r.Segments) != 3 {
		t.Errorf("%s, %d segments", got, len(r.Segments))
	}
}

// findingsOf lists the rules of the findings.
func findingsOf(r *Result) string {
	var list []string
	for _, d := range r.Diagnostics {
		list = append(list, d.Rule)
	}
	return strings.Join(list, " ")
}

func TestZerosInSubtitlesAreReported(t *testing.T) {
	r := read(t, "x.vtt", []byte("WEBVTT\n\n00:01.000 --> 00:02.000\nBon\x00jour à tous.\n"), Options{})
	if r.Refused || len(r.Segments) != 1 || r.Segments[0].Text != "Bonjour à tous." || !strings.Contains(findingsOf(r), "import/unreadable-characters") {
		t.Errorf("got %s", outline(r))
	}
	if r := read(t, "x.vtt", []byte("WEBVTT\n\n"+strings.Repeat("\x00\x01\x02a", 100)), Options{}); !r.Refused {
		t.Errorf("a binary file was taken: %s", outline(r))
	}
}

func TestARestartedClockIsReportedOnce(t *testing.T) {
	text := "WEBVTT\n\n00:01.000 --> 00:02.000\nA.\n\n09:01.000 --> 09:02.000\nB.\n\n00:03.000 --> 00:04.000\nC.\n\n00:05.000 --> 00:06.000\nD.\n"
	r := read(t, "x.vtt", []byte(text), Options{})
	if got := findingsOf(r); !strings.Contains(got, "import/second-recording") || strings.Contains(got, "times-go-back") {
		t.Errorf("got %s", got)
	}
}

func TestOtherBreaksDoNotEndACue(t *testing.T) {
	r := read(t, "x.vtt", []byte("WEBVTT\n\n00:01.000 --> 00:02.000 region:\u2028\nBonjour\u2028\u2028à tous.\n"), Options{})
	if len(r.Segments) != 1 || r.Segments[0].Text != "Bonjour à tous." {
		t.Errorf("got %s", outline(r))
	}
}
