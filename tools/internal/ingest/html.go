package ingest

import (
	"net/url"
	"regexp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"proximite/tools/internal/diagnostic"
)

// Web pages, and what Word, Google Docs and mail programs write or paste as HTML.
// The tree is walked straight into blocks; nothing that a reader of the page does
// not see is taken over. Files:
//
//	html.go        the page: parsing, what to read, what to pass over
//	html_flow.go   paragraphs, lists, tables
//	html_look.go   what styles hide and show

// page is one HTML file while it is read.
type page struct {
	observer
	css  cssRules
	main bool // only the main element is read
}

func readHTML(in input, opt Options) (*source, error) {
	l := opt.Limits.orDefault()
	tooComplex := (&archive{name: in.name}).tooBig(complexity)
	if parseCost(in.text) > maxNodes {
		return refuseFor(tooComplex)
	}
	root, err := html.Parse(strings.NewReader(in.text))
	if err != nil { // the only text that the parser refuses nests too deep
		return refuseFor(tooComplex)
	}
	s := &source{}
	p := &page{css: make(cssRules)}
	p.head(root, s)
	f := &htmlFlow{page: p, limits: l}
	f.read(p.body(root))
	f.flush()
	s.blocks = tidy(f.blocks)
	if t := firstTitle(s.blocks); t != "" {
		s.title = t
	}
	if f.units > l.Units {
		return refuseFor(tooComplex)
	}
	if p.main {
		s.found = append(s.found, ruleMainTextOnly.At(in.name, 0, 0))
	}
	p.conclude(in.name, opt, s)
	return s, nil
}

var ruleMainTextOnly = diagnostic.Rule{
	ID: "import/main-text-only", Severity: diagnostic.Advice,
	Message: diagnostic.Text{
		FR: "Seul le texte principal de la page a été repris, sans menus ni pied de page.",
		EN: "Only the main text of the page was taken over, without menus and footer.",
	},
	Hint: diagnostic.Text{
		FR: "S’il manque une partie, copiez-la dans le brouillon.",
		EN: "If a part is missing, copy it into the draft.",
	},
}

// head takes title, date and language as the page declares them, and its styles.
func (p *page) head(n *html.Node, s *source) {
	if n.Type == html.ElementNode {
		switch n.DataAtom {
		case atom.Html:
			s.language, _, _ = strings.Cut(strings.ToLower(attr(n, "lang")), "-")
		case atom.Title:
			if s.title == "" && n.Namespace == "" {
				s.title = strings.Join(strings.Fields(nodeText(n)), " ")
			}
		case atom.Style:
			p.css.add(nodeText(n))
		case atom.Meta:
			if s.date == "" && publishedNames[strings.ToLower(attr(n, "property")+attr(n, "name"))] {
				s.date = attr(n, "content")
			}
		case atom.Time:
			if s.date == "" {
				s.date = attr(n, "datetime")
			}
		}
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		p.head(c, s)
	}
}

var publishedNames = map[string]bool{
	"article:published_time": true, "date": true, "dc.date": true, "dcterms.date": true, "dcterms.created": true,
}

// body is the element to read: the main one or the only article where there is
// one, else everything.
func (p *page) body(root *html.Node) *html.Node {
	var mains, articles []*html.Node
	walkNodes(root, func(n *html.Node) {
		switch {
		case n.DataAtom == atom.Main, attr(n, "role") == "main":
			mains = append(mains, n)
		case n.DataAtom == atom.Article:
			articles = append(articles, n)
		}
	})
	for _, found := range [][]*html.Node{mains, articles} {
		if len(found) == 1 && strings.TrimSpace(nodeText(found[0])) != "" {
			p.main = strings.TrimSpace(p.outside(root, found[0])) != ""
			return found[0]
		}
	}
	return root
}

// outside is the text of the page that is not in the chosen element.
func (p *page) outside(root, chosen *html.Node) string {
	var s strings.Builder
	var read func(n *html.Node)
	read = func(n *html.Node) {
		if n == chosen || n.Type == html.ElementNode && (n.DataAtom == atom.Head || p.invisible(n)) {
			return
		}
		if n.Type == html.TextNode {
			s.WriteString(n.Data)
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			read(c)
		}
	}
	read(root)
	return s.String()
}

func walkNodes(n *html.Node, f func(*html.Node)) {
	if n.Type == html.ElementNode {
		f(n)
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		walkNodes(c, f)
	}
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name && a.Namespace == "" {
			return a.Val
		}
	}
	return ""
}

func hasAttr(n *html.Node, name string) bool {
	for _, a := range n.Attr {
		if a.Key == name {
			return true
		}
	}
	return false
}

func nodeText(n *html.Node) string {
	var s strings.Builder
	var read func(n *html.Node)
	read = func(n *html.Node) {
		if n.Type == html.TextNode {
			s.WriteString(n.Data)
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			read(c)
		}
	}
	read(n)
	return s.String()
}

// embedded are elements that show something else than text of the page.
var embedded = map[string]diagnostic.Text{
	"img": leftPictures, "svg": leftPictures, "picture": leftPictures, "canvas": leftPictures,
	"iframe": leftScripts, "object": leftScripts, "embed": leftScripts, "video": leftScripts, "audio": leftScripts,
	"math": leftEquations, "input": leftForms, "select": leftForms, "textarea": leftForms, "button": leftForms,
}

// silent are elements that show nothing.
var silent = map[string]bool{
	"head": true, "script": true, "style": true, "template": true, "noscript": true, "xml": true,
	"datalist": true, "rt": true, "rp": true, "title": true, "meta": true, "link": true, "base": true,
	"noframes": true, "colgroup": true, "map": true,
}

// invisible says that an element shows nothing whatever it holds.
func (p *page) invisible(n *html.Node) bool {
	if silent[n.Data] || hasAttr(n, "hidden") || n.Data == "dialog" && !hasAttr(n, "open") {
		return true
	}
	return p.css.of(n).hidden
}

// passOver counts and says whether an element is not to be read: what is hidden,
// embedded, deleted or commented.
func (p *page) passOver(n *html.Node) bool {
	left, counted := embedded[n.Data]
	switch {
	case p.isComment(n), p.deleted(n):
		return true
	case counted:
		if n.Data != "input" || attr(n, "type") != "hidden" {
			p.left.add(left, 1)
		}
		return true
	case hasAttr(n, "showingplchdr"):
		p.left.add(leftPrompts, 1)
		return true
	case p.invisible(n):
		if !silent[n.Data] && strings.TrimSpace(nodeText(n)) != "" {
			p.left.add(leftHidden, 1)
		}
		return true
	}
	return false
}

var leftStruck = diagnostic.Text{FR: "passages supprimés", EN: "deleted passages"}

// deleted recognises deleted text; with an author or a time, or from Word, it is a
// tracked change.
func (p *page) deleted(n *html.Node) bool {
	class := " " + strings.ToLower(attr(n, "class")) + " "
	tracked := hasAttr(n, "datetime") || hasAttr(n, "cite")
	switch {
	case n.DataAtom == atom.Ins && tracked, strings.Contains(class, " msoins "):
		p.change(changeInsertion, attr(n, "cite"), 0)
		return false
	case n.DataAtom == atom.Del && tracked, strings.Contains(class, " msodel "):
		p.change(changeDeletion, attr(n, "cite"), 0)
		return true
	case n.DataAtom == atom.Del:
		p.left.add(leftStruck, 1)
		return true
	}
	return false
}

// googleComment matches the anchors of comments in exports of Google Docs.
var googleComment = regexp.MustCompile(`^cmnt\d+$`)

// isComment recognises comments of Word and Google Docs and what refers to them.
func (p *page) isComment(n *html.Node) bool {
	class, style := strings.ToLower(attr(n, "class")), squeeze(attr(n, "style"))
	switch {
	case strings.Contains(style, "mso-element:comment-list"):
		comments := 0
		walkNodes(n, func(c *html.Node) {
			if style := squeeze(attr(c, "style")); style == "mso-element:comment" || strings.Contains(style, "mso-element:comment;") {
				comments++
			}
		})
		for range max(comments, 1) {
			p.comment("")
		}
		return true
	case strings.Contains(class, "msocommenttext"), style == "mso-element:comment", strings.Contains(style, "mso-element:comment;"):
		p.comment("")
		return true
	case strings.Contains(class, "msocomanchor"), strings.Contains(class, "msocommentreference"),
		strings.Contains(style, "mso-special-character:comment"),
		strings.HasPrefix(attr(n, "href"), "#_msocom"), strings.HasPrefix(attr(n, "href"), "#cmnt"):
		return true
	case n.DataAtom == atom.Div || n.DataAtom == atom.P:
		if a := firstAnchor(n); a != nil && googleComment.MatchString(attr(a, "id")) {
			p.comment("")
			return true
		}
	}
	return false
}

// firstAnchor is the link with which an element starts.
func firstAnchor(n *html.Node) *html.Node {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode && c.DataAtom == atom.A {
			return c
		}
		if c.Type == html.ElementNode {
			return firstAnchor(c)
		}
		if strings.TrimSpace(c.Data) != "" {
			return nil
		}
	}
	return nil
}

// address is the public address of a link; the detours of Google Docs are left
// out.
func (p *page) address(n *html.Node) string {
	href := attr(n, "href")
	if u, err := url.Parse(href); err == nil && u.Host == "www.google.com" && u.Path == "/url" {
		if q := u.Query().Get("q"); q != "" {
			href = q
		}
	}
	return p.publicLink(href)
}

// squeeze makes an inline style comparable.
func squeeze(style string) string {
	return strings.ToLower(strings.NewReplacer(" ", "", "\n", "", "\t", "", "\r", "").Replace(style))
}

// maxNodes bounds the tree of a page: some hundred megabytes of memory.
const maxNodes = 1_000_000

// parseCost estimates, without building it, how many nodes and attributes the
// tree of a page will have. An unclosed <b> or <font> is repeated by the parser
// in every paragraph that follows, so that a small file can become a huge tree.
func parseCost(text string) int {
	z := html.NewTokenizer(strings.NewReader(text))
	z.SetMaxBuf(8 << 20)
	cost, open := 0, 0
	for cost <= maxNodes {
		switch z.Next() {
		case html.ErrorToken:
			if z.Err() == html.ErrBufferExceeded {
				return maxNodes + 1
			}
			return cost
		case html.StartTagToken, html.SelfClosingTagToken:
			name, more := z.TagName()
			if formatting[string(name)] {
				open++
			}
			for more {
				_, _, more = z.TagAttr()
				cost++
			}
			cost += 1 + open
		case html.EndTagToken:
			if name, _ := z.TagName(); formatting[string(name)] {
				open = max(open-1, 0)
			}
		default:
			cost++
		}
	}
	return cost
}

// formatting are the elements that the parser repeats.
var formatting = map[string]bool{
	"a": true, "b": true, "big": true, "code": true, "em": true, "font": true, "i": true, "nobr": true,
	"s": true, "small": true, "strike": true, "strong": true, "tt": true, "u": true,
}
