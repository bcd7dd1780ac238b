package audit

import (
	"bytes"
	"path"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"proximite/tools/internal/weight"
)

// page is what the checks keep of one HTML file.
type page struct {
	path     string // fr/recits/x/index.html
	url      string // /fr/recits/x/
	language string // fr; empty outside of the language folders

	lang       string            // html lang
	canonicals []string          //
	alternates []alternate       // link rel=alternate hreflang
	exempt     bool              // tells its reader why there is no other language
	refresh    string            // where a redirect page leads
	headings   int               // number of h1
	ids        map[string]int    // id → how many elements have it
	links      []string          // where a reader can go
	loads      []string          // what a browser fetches
	styles     []string          // text of style elements
	handlers   []string          // on… attributes
	inline     map[string]string // other things that a strict policy forbids: kind → first example
	noAlt      []string          // sources of images without alt
	leftovers  []string          // traces of templates that went wrong
	kept       string            // data-offline: the plan by which readers may keep it
	quotations []quotation       // words of people, bound to a transcript
	text       string            // all text and attribute values
	reach      string            // the same without drawings, whose numbers are no telephones
	spoken     spoken            // what <main> says in the language of the page
	gzip       int               //
	fetches    weight.Loads      // what a browser loads with the page
}

type alternate struct{ language, href string }

// parsePage reads a page. HTML has no syntax errors, so there is always one.
func parsePage(name string, data []byte) *page {
	p := &page{
		path: name, url: urlOf(name), ids: make(map[string]int), inline: make(map[string]string),
		gzip: weight.Gzip(data), fetches: weight.Read(data),
	}
	if first, _, _ := strings.Cut(name, "/"); slices.Contains(languages(), first) && first != name {
		p.language = first
	}
	if bytes.Contains(data, []byte(" data-gone")) {
		p.language = "" // says in all languages that the page was withdrawn
	}
	for _, trace := range []string{"ZgotmplZ", "raw HTML omitted", "HAHAHUGO"} {
		if bytes.Contains(data, []byte(trace)) {
			p.leftovers = append(p.leftovers, trace)
		}
	}
	root, err := html.Parse(bytes.NewReader(data))
	if err != nil {
		return p // only a failing reader makes Parse fail
	}
	var words, values, reach strings.Builder
	for n := range root.Descendants() {
		switch n.Type {
		case html.ElementNode:
			p.element(n, &words, &values, &reach)
		case html.TextNode:
			p.textNode(n, &words)
		case html.CommentNode:
			values.WriteString(n.Data + "\n")
		}
	}
	p.spoken = readWords(root)
	p.text = words.String() + "\n" + values.String()
	p.reach = words.String() + "\n" + reach.String()
	return p
}

// urlOf is the address that a server has for a file.
func urlOf(name string) string {
	if base := path.Base(name); base == "index.html" {
		return "/" + strings.TrimSuffix(name, base)
	}
	return "/" + name
}

func (p *page) canonical() string {
	if len(p.canonicals) == 0 {
		return ""
	}
	return p.canonicals[0]
}

// isNotFound tells the page that a host shows for addresses that do not exist.
func (p *page) isNotFound() bool { return path.Base(p.path) == "404.html" }

// isContinuation tells the second and later pages of a long list.
func (p *page) isContinuation() bool { return path.Base(path.Dir(path.Dir(p.path))) == "page" }

// inlineElements do not end a word: their text joins what stands beside them.
var inlineElements = []atom.Atom{
	atom.A, atom.Abbr, atom.B, atom.Bdi, atom.Cite, atom.Code, atom.Em, atom.I,
	atom.Mark, atom.Q, atom.S, atom.Small, atom.Span, atom.Strong, atom.Sub, atom.Sup, atom.Time, atom.U, atom.Wbr,
}

func (p *page) element(n *html.Node, words, values, reach *strings.Builder) {
	if !slices.Contains(inlineElements, n.DataAtom) {
		words.WriteByte('\n')
	}
	attributes := make(map[string]string, len(n.Attr))
	for _, a := range n.Attr {
		key := a.Key
		if a.Namespace != "" {
			key = a.Namespace + ":" + key
		}
		attributes[key] = a.Val
		p.attribute(n, key, a.Val)
		values.WriteString(a.Val + "\n")
		if n.Namespace == "" {
			reach.WriteString(a.Val + "\n")
		}
	}
	p.byElement(n, attributes)
	if ref, ok := attributes["data-quote"]; ok {
		p.quotation(n, ref)
	}
}

// byElement keeps what depends on the element.
func (p *page) byElement(n *html.Node, a map[string]string) {
	switch n.DataAtom {
	case atom.Html:
		p.lang = a["lang"]
	case atom.H1:
		p.headings++
	case atom.Img:
		if _, ok := a["alt"]; !ok {
			p.noAlt = append(p.noAlt, a["src"])
		}
	case atom.Meta:
		p.meta(a)
	case atom.Link:
		p.link(a)
	case atom.A, atom.Area:
		if href, ok := a["href"]; ok {
			p.links = append(p.links, href)
		}
	case atom.Form:
		if action := a["action"]; action != "" {
			p.links = append(p.links, action)
			p.loads = append(p.loads, action)
		}
	case atom.Script:
		if _, external := a["src"]; !external && !isDataBlock(a["type"]) {
			p.inline["script"] = strings.TrimSpace(textOf(n))
		}
	case atom.Style:
		p.styles = append(p.styles, textOf(n))
	}
}

// isDataBlock tells script elements that no browser runs.
func isDataBlock(kind string) bool { return kind == "application/ld+json" }

func (p *page) meta(a map[string]string) {
	switch {
	case strings.EqualFold(a["http-equiv"], "refresh"):
		if _, target, ok := strings.Cut(a["content"], "="); ok {
			p.refresh = strings.Trim(strings.TrimSpace(target), `'"`)
			p.links = append(p.links, p.refresh)
		}
	case a["property"] == "og:image":
		p.loads = append(p.loads, a["content"])
	}
}

func (p *page) link(a map[string]string) {
	relations := strings.Fields(strings.ToLower(a["rel"]))
	href := a["href"]
	has := func(r string) bool { return slices.Contains(relations, r) }
	switch {
	case has("canonical"):
		p.canonicals = append(p.canonicals, href)
	case has("alternate") && a["hreflang"] != "" && a["type"] == "":
		p.alternates = append(p.alternates, alternate{a["hreflang"], href})
	case has("stylesheet"):
		p.loads = append(p.loads, href)
	case slices.ContainsFunc(relations, isFetched):
		p.loads = append(p.loads, href)
	case has("alternate") || has("next") || has("prev") || has("license") || has("author") || has("search"):
		p.links = append(p.links, href)
	}
}

func isFetched(relation string) bool {
	return slices.Contains([]string{
		"icon", "apple-touch-icon", "mask-icon", "manifest", "preload", "modulepreload",
		"prefetch", "prerender", "preconnect", "dns-prefetch",
	}, relation)
}

// attribute keeps what depends on the attribute alone.
func (p *page) attribute(n *html.Node, key, value string) {
	switch {
	case key == "id":
		p.ids[value]++
	case key == "name" && n.DataAtom == atom.A:
		// An old way to name a place; links to it work.
		p.ids[value] += 0
	case key == "style":
		p.inline["style"] = value
	case strings.HasPrefix(key, "on"):
		p.handlers = append(p.handlers, key+"="+value)
	case key == "data-exempt":
		p.exempt = true
	case key == "data-offline":
		p.kept = value
	}
	if isScriptAddress(value) {
		p.inline["address"] = value
	}
	p.loads = append(p.loads, fetchedBy(n, key, value)...)
}

// isScriptAddress tells javascript: addresses, also written to be overlooked.
func isScriptAddress(value string) bool {
	value = strings.ToLower(strings.Map(func(r rune) rune {
		if r <= ' ' {
			return -1
		}
		return r
	}, value[:min(len(value), 64)]))
	return strings.HasPrefix(value, "javascript:") || strings.HasPrefix(value, "vbscript:")
}

// fetchedBy lists the addresses that a browser fetches because of an attribute.
func fetchedBy(n *html.Node, key, value string) []string {
	switch key {
	case "src", "poster", "data", "background", "ping", "formaction":
		if n.DataAtom == atom.Object || key != "data" {
			return []string{value}
		}
	case "srcset", "imagesrcset":
		return sources(value)
	case "href", "xlink:href":
		if n.Namespace == "svg" && n.Data != "a" {
			return []string{value}
		}
	case "style":
		return fetchedByCSS(value)
	}
	return nil
}

// sources splits a srcset into its addresses.
func sources(set string) []string {
	var list []string
	for candidate := range strings.SplitSeq(set, ",") {
		if f := strings.Fields(candidate); len(f) > 0 {
			list = append(list, f[0])
		}
	}
	return list
}

func (p *page) textNode(n *html.Node, words *strings.Builder) {
	words.WriteString(n.Data)
	if strings.Contains(n.Data, "{{") && !inCode(n) {
		p.leftovers = append(p.leftovers, excerpt(n.Data[strings.Index(n.Data, "{{"):]))
	}
}

// inCode tells text that shows code on purpose, as the handbook does.
func inCode(n *html.Node) bool {
	for a := range n.Ancestors() {
		switch a.DataAtom {
		case atom.Code, atom.Pre, atom.Kbd, atom.Samp, atom.Script, atom.Style:
			return true
		}
	}
	return false
}

func textOf(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return b.String()
}

// excerpt shortens what is quoted in a message.
func excerpt(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if r := []rune(s); len(r) > 60 {
		return string(r[:60]) + "…"
	}
	return s
}
