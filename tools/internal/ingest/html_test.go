package ingest

import "testing"

func TestHTMLBlocks(t *testing.T) {
	cases := []struct{ name, body, want string }{
		{"white space", "<p>  un\n deux&nbsp;: <b>trois </b> quatre</p>", "un deux\u00a0: **trois **quatre\n"},
		{"headings", "<h1><span>Un</span></h1><h2><div>Deux</div></h2>", "# Un\n## Deux\n"},
		{"breaks", "<p>un<br>deux<br><br>trois<br> &nbsp;<br>quatre</p>", "un⏎deux\ntrois\nquatre\n"},
		{"mail in div", "<div>un</div><div><br></div><div>deux</div>", "un\ndeux\n"},
		{"loose text and rule", "un<hr>deux", "un\n---\ndeux\n"},
		{"lists", "<ul><li>a<ol><li>b</li></ol></li><li><p>c</p><p>d</p></li></ul><p>e</p>", "- a\n  1. b\n- c\nd\ne\n"},
		{"links", `<a href="https://example.org/">a</a> <a href="javascript:x()">b</a> <a href="data:text/html,x">c</a> <a href="file:///c">d</a> <a href="#x">e</a> <a href="mailto:a@example.org">f</a>`, "a<https://example.org/> b c d e f<mailto:a@example.org>\n"},
		{"detour of Google", `<a href="https://www.google.com/url?q=https://example.org/&amp;sa=D">a</a>`, "a<https://example.org/>\n"},
		{"scripts and styles", `<script>mal</script><style>p{}</style><template><p>x</p></template><noscript>x</noscript><iframe src="x"></iframe><p>a</p>`, "a\n"},
		{"deleted and hidden", `<p>a<del>ôté</del><span style="display: none">caché</span><span hidden>caché</span><span style='mso-hide:all'>caché</span></p><div style="visibility:hidden">caché</div>`, "a\n"},
		{"hidden by class", `<style>/* x */ .c1{color:red} p.c2, .c3 { DISPLAY : NONE !important } @media print { .c4 { display:none } }</style><p class="c1">a</p><p class="c2">caché</p><span class="c3">caché</span><p class="c4">b</p>`, "a\nb\n"},
		{"Google Docs", `<style>.c7{font-weight:700}.c8{font-style:italic}</style><b style="font-weight:normal;" id="docs-internal-guid-1"><p><span style="font-weight:700">gras</span><span class="c7">gras</span><span class="c8">ital</span> maigre</p></b>`, "**grasgras**_ital_ maigre\n"},
		{"prompt", `<p>a<w:sdt ShowingPlcHdr="t">Cliquez ici</w:sdt><w:sdt>b</w:sdt></p>`, "ab\n"},
		{"Word list", `<p class=MsoListParagraphCxSpFirst style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='font-family:Symbol'><span style='mso-list:Ignore'>·<span>&nbsp;&nbsp; </span></span></span><![endif]>a<o:p></o:p></p><p class=MsoListParagraph style='mso-list:l1 level2 lfo2'><span style='mso-list:Ignore'>b.<span>&nbsp; </span></span>b</p>`, "- a\n  1. b\n"},
		{"filtered Word list", `<p class=MsoListParagraphCxSpFirst><span style='font-family:Symbol'>·<span>&nbsp;&nbsp;&nbsp;&nbsp; </span></span>a</p><p class=MsoListParagraph>sans puce</p>`, "- a\nsans puce\n"},
		{"conditional comments", `<!--[if gte mso 9]><xml><o:x>caché</o:x></xml><![endif]--><p>a</p>`, "a\n"},
		{"table", "<table><tr><th>N</th><th>D</th></tr><tr><td><p>a</p><p>b</p></td><td>2 h</td></tr></table>", "|N|D||a¶b|2 h|\n"},
		{"wide and high cells", `<table><tr><td colspan="2">a</td><td rowspan="2">b</td></tr><tr><td>c</td><td>d</td></tr><tr><td>e</td></tr></table>`, "|a||b||c|d|||e|\n"},
		{"layout table", "<table><tr><td><table><tr><td>a</td></tr></table></td><td>b</td></tr></table>", "a\nb\n"},
		{"main text", "<nav>menu</nav><main><h1>T</h1><p>a</p></main><footer>pied</footer>", "# T\na\n"},
		{"only article", "<div>menu</div><article><p>a</p></article>", "a\n"},
		{"several articles", "<article><p>a</p></article><article><p>b</p></article>", "a\nb\n"},
		{"preformatted", "<pre>a\n  b</pre>", "a⏎  b\n"},
		{"quotation element", "<p><q>a</q></p>", "“a”\n"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := dump(readAs(t, "x.html", []byte(c.body), Options{}).blocks); got != c.want {
				t.Errorf("got\n%swant\n%s", got, c.want)
			}
		})
	}
}

func TestHTMLNotFinal(t *testing.T) {
	cases := []struct{ name, body string }{
		{"Word comment", `<p>a<a style='mso-comment-reference:A_1' href="x">b</a><span class=MsoCommentReference><span><a class=msocomanchor href="#_msocom_1">[A1]</a></span></span></p><div style='mso-element:comment-list'><hr><div style='mso-element:comment'><p class=MsoCommentText>secret</p></div></div>`},
		{"pasted Word comment", `<p>ab</p><p class="MsoCommentText">secret</p>`},
		{"Google Docs comment", `<p>ab<sup><a href="#cmnt1" id="cmnt_ref1">[a]</a></sup></p><div><p><a href="#cmnt_ref1" id="cmnt1">[a]</a><span>secret</span></p></div>`},
		{"tracked deletion", `<p>ab<del cite="mailto:x" datetime="2023">secret</del></p>`},
		{"tracked insertion", `<p>a<ins cite="mailto:x" datetime="2023">b</ins></p>`},
		{"Word classes", `<p>ab<span class=msoDel>secret</span></p>`},
	}
	for _, c := range cases {
		if s := readAs(t, "x.html", []byte(c.body), Options{}); !s.refused {
			t.Errorf("%s: taken as final: %s", c.name, dump(s.blocks))
		}
		s := readAs(t, "x.html", []byte(c.body), Options{AcceptChanges: true})
		if got := (block{runs: flatRuns(s.blocks)}).text(); got != "ab" {
			t.Errorf("%s: got %q", c.name, got)
		}
	}
}

func flatRuns(blocks []block) []run {
	var runs []run
	for _, b := range blocks {
		runs = append(runs, b.runs...)
	}
	return runs
}

func TestHTMLDeclarations(t *testing.T) {
	s := readAs(t, "x.html", []byte(`<html lang="fr-FR"><head><title>Page | Site</title><meta property="article:published_time" content="2023-09-04T10:00"></head><body><p>a</p></body></html>`), Options{})
	if s.title != "Page | Site" || s.date != "2023-09-04T10:00" || s.language != "fr" {
		t.Errorf("title %q, date %q, language %q", s.title, s.date, s.language)
	}
	s = readAs(t, "x.html", []byte(`<title>Page</title><h1>Le <i>titre</i></h1><time datetime="2023-09-04">hier</time>`), Options{})
	if s.title != "Le titre" || s.date != "2023-09-04" {
		t.Errorf("title %q, date %q", s.title, s.date)
	}
}
