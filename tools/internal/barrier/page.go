package barrier

import (
	"bytes"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	xlanguage "golang.org/x/text/language"
)

// placeholderTitle is a title that nobody has written.
var placeholderTitle = regexp.MustCompile(`(?i)^(untitled.*|new page|page|home|accueil|document\d*|sans titre.*|title|titre|insert title.*|.*lorem ipsum.*|index(\.html?)?|welcome|bienvenue)$`)

// checkPage looks at the title, the language and the frame of the page.
func checkPage(d *document) {
	titles := slices.Collect(below(d.root, "title"))
	titles = slices.DeleteFunc(titles, func(n *html.Node) bool { return n.Parent.Data != "head" })
	switch {
	case len(titles) == 0:
		d.say(nil, "page/no-title", "there is no title")
	case text(titles[0]) == "":
		d.say(nil, "page/empty-title", "the title is empty")
	case placeholderTitle.MatchString(text(titles[0])):
		d.say(nil, "page/placeholder-title", "nobody has written the title %q", text(titles[0]))
	}
	for n := range d.elements("html") {
		lang, stated := lookup(n, "lang")
		if !stated {
			d.say(nil, "page/no-language", "the page does not say its language")
		} else if strings.TrimSpace(lang) == "" {
			d.say(nil, "page/empty-language", "the language of the page is empty")
		}
	}
	for n := range d.elements("meta") {
		// A page that leaves at once is an address, not a page.
		if m := delay.FindStringSubmatch(attr(n, "content")); strings.EqualFold(attr(n, "http-equiv"), "refresh") && m != nil && strings.Trim(m[1], "0") != "" {
			d.say(n, "page/refresh", "the page reloads or leaves by itself")
		}
		if attr(n, "name") == "viewport" && forbidsZoom(attr(n, "content")) {
			d.say(n, "page/no-zoom", "the page forbids zooming")
		}
	}
}

var delay = regexp.MustCompile(`^\s*(\d+)(?:\.\d*)?\s*(?:[;,\s]|$)`)

// forbidsZoom reads a viewport as browsers do: what is no number counts as nought.
func forbidsZoom(content string) bool {
	for part := range strings.FieldsFuncSeq(strings.ToLower(content), func(r rune) bool { return r == ',' || r == ';' || r == ' ' }) {
		key, value, _ := strings.Cut(part, "=")
		number, err := strconv.ParseFloat(value, 64)
		switch {
		case key == "user-scalable" && value != "yes" && value != "device-width" && value != "device-height" && (err != nil || number > -1 && number < 1):
			return true
		case key == "maximum-scale" && value != "device-width" && value != "device-height" && (err != nil || number >= 0 && number < 2):
			return true
		}
	}
	return false
}

// checkHeadings wants one h1, no level left out, and words in each.
func checkHeadings(d *document) {
	level, h1 := 0, 0
	for n := range d.elements() {
		if attr(n, "role") == "heading" && d.name(n) == "" {
			d.say(n, "heading/empty", "the heading is empty")
		}
	}
	for n := range d.elements("h1", "h2", "h3", "h4", "h5", "h6") {
		now := int(n.Data[1] - '0')
		if d.name(n) == "" {
			d.say(n, "heading/empty", "the heading is empty")
		}
		if now > level+1 && level > 0 {
			d.say(n, "heading/skipped", "level %d follows level %d", now, level)
		}
		if now == 1 {
			h1++
		}
		level = now
	}
	if h1 == 0 {
		d.say(nil, "heading/no-h1", "no heading of the first level")
	} else if h1 > 1 {
		d.say(nil, "heading/several-h1", "%d headings of the first level", h1)
	}
}

// bullet begins an entry of a list that somebody typed by hand.
var bullet = regexp.MustCompile(`^\s*(?:[*•·‣◦▪–—-]|\d{1,2}[.)]|[a-z]\))\s+\S`)

func checkLists(d *document) {
	for n := range d.elements("li", "dt", "dd", "ul", "ol") {
		parent := n.Parent
		switch n.Data {
		case "li":
			if !slices.Contains([]string{"ul", "ol", "menu"}, parent.Data) {
				d.say(n, "list/item-outside", "an entry stands in no list")
			}
		case "dt", "dd":
			if inside(n, "dl") == nil {
				d.say(n, "list/term-outside", "<%s> stands in no <dl>", n.Data)
			}
		default:
			if parent.Data == "ul" || parent.Data == "ol" {
				d.say(n, "list/nested-directly", "a list stands between the entries of a list")
			}
		}
	}
	for n := range d.elements("p", "div", "td", "main", "body", "section", "article") {
		typed := 0
		for c := range n.ChildNodes() {
			if c.Type == html.TextNode && bullet.MatchString(c.Data) || c.Type == html.ElementNode && c.Data == "p" && bullet.MatchString(text(c)) {
				typed++
			}
		}
		if typed >= 3 {
			d.say(n, "list/typed", "%d lines with a bullet, and no list", typed)
		}
	}
}

// obsolete elements of old HTML.
var obsolete = []string{"acronym", "applet", "basefont", "big", "center", "dir", "font", "frameset", "nobr", "strike", "tt"}

// roles of WAI-ARIA 1.2 and of its graphics and publishing parts.
var roles = strings.Fields(`alert alertdialog application article banner blockquote button caption cell checkbox code columnheader
	combobox complementary contentinfo definition deletion dialog directory document emphasis feed figure form generic
	grid gridcell group heading img image insertion link list listbox listitem log main mark marquee math menu menubar menuitem
	menuitemcheckbox menuitemradio meter navigation none note option paragraph presentation progressbar radio radiogroup
	region row rowgroup rowheader scrollbar search searchbox separator slider spinbutton status strong subscript superscript
	suggestion switch tab table tablist tabpanel term textbox time timer toolbar tooltip tree treegrid treeitem comment
	graphics-document graphics-object graphics-symbol`)

var colourStyle = regexp.MustCompile(`(?i)(?:^|;)\s*(?:color|background(?:-color)?)\s*:`)

// checkMarkup looks at elements that should not be there and attributes that say nothing.
func checkMarkup(d *document) {
	for n := range d.elements() {
		if slices.Contains(obsolete, n.Data) {
			d.say(n, "html/obsolete", "<%s> is no longer HTML", n.Data)
		}
		if role := attr(n, "role"); role != "" && !slices.ContainsFunc(strings.Fields(role), func(r string) bool {
			return slices.Contains(roles, r) || strings.HasPrefix(r, "doc-")
		}) {
			d.say(n, "html/unknown-role", "there is no role %q", role)
		}
		if colourStyle.MatchString(attr(n, "style")) {
			d.say(n, "html/inline-colour", "a colour is set where no reader can change it")
		}
		checkElement(d, n)
	}
}

func checkElement(d *document, n *html.Node) {
	switch n.Data {
	case "blink":
		d.say(n, "motion/blink", "the text blinks")
	case "marquee":
		d.say(n, "motion/marquee", "the text runs across the page")
	case "p":
		if n.FirstChild == nil || text(n) == "" && count(n) == 0 {
			// A place that a script fills is announced.
			if !has(n, "role") && !has(n, "aria-live") && !has(n, "hidden") {
				d.say(n, "html/empty-paragraph", "an empty paragraph makes room")
			}
		}
	case "pre":
		if count(n, "code", "samp", "kbd") == 0 {
			d.say(n, "html/pre-without-code", "spaces draw a picture or a table that cannot be read out")
		}
	case "article":
		if words := text(n); words != "" && len([]rune(linkWords(n)))*2 > len([]rune(words)) && count(n, "nav") > 0 && count(n, "p") == 0 {
			d.say(n, "html/article-of-links", "an article that holds only links")
		}
	case "param":
		if strings.EqualFold(attr(n, "name"), "wmode") && !strings.EqualFold(attr(n, "value"), "window") {
			d.say(n.Parent, "html/object-wmode", "wmode %q hides the object from assistive technology", attr(n, "value"))
		}
	}
}

// linkWords are the words of all links in an element.
func linkWords(n *html.Node) string {
	var b strings.Builder
	for a := range below(n, "a") {
		b.WriteString(text(a))
	}
	return b.String()
}

// void elements have no end tag; the ends of the others may be left out.
var (
	void     = strings.Fields("area base br col embed hr img input link meta param source track wbr")
	optional = strings.Fields("li dt dd p rt rp optgroup option colgroup caption thead tbody tfoot tr td th html head body")
)

// checkBalance wants each end tag to close the element that is open.
func checkBalance(d *document) {
	var open []string
	for z := html.NewTokenizer(bytes.NewReader(d.source)); ; {
		kind := z.Next()
		if kind == html.ErrorToken {
			return
		}
		raw, _ := z.TagName()
		tag := string(raw)
		switch kind {
		case html.StartTagToken:
			if !slices.Contains(void, tag) {
				open = append(open, tag)
			}
		case html.EndTagToken:
			for len(open) > 0 && open[len(open)-1] != tag && slices.Contains(optional, open[len(open)-1]) && slices.Contains(open, tag) {
				open = open[:len(open)-1]
			}
			if len(open) == 0 || open[len(open)-1] != tag {
				d.say(nil, "html/unbalanced", "</%s> closes nothing", tag)
				continue
			}
			open = open[:len(open)-1]
		}
	}
}

// validLanguage reports whether a code is one that exists.
func validLanguage(code string) bool {
	if len(code) == 0 {
		return true // said elsewhere
	}
	primary, _, _ := strings.Cut(strings.ToLower(code), "-")
	base, err := xlanguage.ParseBase(primary)
	return err == nil && base.String() == primary && !strings.ContainsAny(code, "_ ")
}
