package barrier

import (
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

var (
	vagueLink = regexp.MustCompile(`(?i)^(?:ici|cliquez|cliquez ici|cliquer ici|lien|ce lien|suite|la suite|lire|lire la suite|lire plus|en savoir plus|plus|plus d['’]infos?|voir|voir plus|détails?|page|cette page|` +
		`site|here|click|click here|link|this link|more|more info|read|read more|read on|learn more|see more|details?|this page|go|continue reading|info|web ?site)\W*$`)
	punctuation = regexp.MustCompile(`^[^\p{L}\p{N}]+$`)
	newWindow   = regexp.MustCompile(`(?i)new (?:window|tab)|nouvel(?:le)? (?:fenêtre|onglet)`)
	fileLink    = regexp.MustCompile(`(?i)\.(pdf|docx?|xlsx?|pptx?|od[tsp]|rtf|zip|epub|csv)(?:$|[?#])`)
	fileDetails = regexp.MustCompile(`(?i)\d[\d.,\s\x{202f}\x{a0}]*(?:k|m|g)?(?:b|o|bytes|octets)\b`)
	recording   = regexp.MustCompile(`(?i)\.(?:mp3|m4a|ogg|oga|opus|wav|flac|mp4|m4v|mov|avi|webm|ogv|wmv)(?:$|[?#])`)
)

// checkLinks looks at each link by itself.
func checkLinks(d *document) {
	for n := range d.elements("area") {
		if has(n, "href") && d.label(n) == "" && strings.TrimSpace(attr(n, "alt")) == "" {
			d.say(n, "link/picture-without-name", "the part of the picture that leads to %s says nothing", attr(n, "href"))
		}
	}
	for n := range d.elements("a") {
		href, isLink := lookup(n, "href")
		if !isLink || isHidden(n) {
			continue
		}
		href = strings.TrimSpace(href)
		name := d.name(n)
		switch {
		case name == "" && count(n, "img", "svg") > 0 && strings.TrimSpace(attr(n, "title")) == "":
			d.say(n, "link/picture-without-name", "the picture that is the link to %s says nothing", href)
		case name == "" && strings.TrimSpace(attr(n, "title")) == "":
			d.say(n, "link/empty", "the link to %s has no words", href)
		case punctuation.MatchString(name):
			d.say(n, "link/punctuation", "the link to %s is called %q", href, name)
		case vagueLink.MatchString(name):
			d.say(n, "link/vague", "the link to %s is called %q", href, name)
		}
		if strings.HasPrefix(strings.ToLower(href), "javascript:") {
			d.say(n, "link/javascript", "the link works with scripts only")
		}
		if (href == "#" || href == "") && attr(n, "role") == "" {
			d.say(n, "link/hash", "the link %q leads nowhere", name)
		}
		if t := attr(n, "target"); t != "" && t != "_self" && t != "_parent" && t != "_top" && !newWindow.MatchString(name+" "+attr(n, "title")) {
			d.say(n, "link/new-window", "%q opens a window without saying so", name)
		}
		if title := attr(n, "title"); title != "" && same(title, name) {
			d.say(n, "link/title-repeats", "the title repeats %q", name)
		}
		checkLinkedFile(d, n, href, name)
		for img := range below(n, "img") {
			if alt := attr(img, "alt"); alt != "" && same(alt, text(n)) {
				d.say(n, "link/picture-repeats", "%q is read out twice", alt)
			}
		}
	}
}

// checkLinkedFile wants to know what a link brings that is no page.
func checkLinkedFile(d *document, n *html.Node, href, name string) {
	around := name
	if n.Parent != nil {
		around += " " + text(n.Parent)
	}
	switch m := fileLink.FindStringSubmatch(href); {
	case m != nil && (!fileDetails.MatchString(around) || !strings.Contains(strings.ToLower(around), strings.ToLower(m[1][:min(3, len(m[1]))]))):
		d.say(n, "link/file-details", "%q brings a file of unsaid kind or size", name)
	case pictureFile.MatchString(href) && !strings.Contains(href, "#"):
		d.say(n, "link/to-picture", "%q leads to a bare picture, without text", name)
	case recording.MatchString(href) && !d.offersTranscript():
		d.say(n, "link/recording-without-transcript", "%q leads to a recording, and no text stands for it", name)
	}
}

// checkLinkPairs compares links: the same words for two targets, two neighbours for one.
func checkLinkPairs(d *document) {
	targets := map[string]string{}
	for n := range d.elements("a") {
		href := attr(n, "href")
		if href == "" || isHidden(n) {
			continue
		}
		if inside(n, "nav", "header", "footer") == nil {
			// The same title in two languages is read out in two languages.
			key := strings.ToLower(d.name(n)) + "\x00" + attr(n, "hreflang") + "\x00" + languageAt(n)
			href := strings.TrimSuffix(strings.TrimSuffix(href, "index.html"), "/")
			if former, known := targets[key]; known && former != href && d.name(n) != "" {
				d.say(n, "link/same-words", "%q leads to %s and to %s", d.name(n), former, href)
			}
			targets[key] = href
		}
		if after := next(n); after != nil && after.Data == "a" && attr(after, "href") == href && href != "#" {
			d.say(n, "link/neighbours", "two links side by side lead to %s", href)
		}
	}
}

// checkLinkRows wants links in a row to be a list, or to have something between them.
func checkLinkRows(d *document) {
	done := map[*html.Node]bool{}
	for n := range d.elements("a") {
		if done[n] || !has(n, "href") || inside(n, "svg") != nil {
			continue
		}
		length := 1
		for after := next(n); after != nil && after.Data == "a" && has(after, "href"); after = next(after) {
			done[after] = true
			length++
		}
		if length >= 3 && count(n, "p", "div", "h2", "h3") == 0 {
			d.say(n, "link/row-without-list", "%d links in a row with nothing between them", length)
		}
	}
}

// keyboardRoles may have the keyboard although their element cannot by itself.
var keyboardRoles = []string{"region", "group", "button", "link", "tab", "checkbox", "radio", "menuitem", "slider", "switch", "textbox", "combobox", "listbox", "tree", "grid", "application", "dialog", "option", "tabpanel", "img"}

// checkKeyboard looks at the attributes that change what keys do.
func checkKeyboard(d *document) {
	for n := range d.elements() {
		if has(n, "accesskey") {
			d.say(n, "keyboard/access-key", "the access key %q may be taken by the reader's own program", attr(n, "accesskey"))
		}
		tab := strings.TrimSpace(attr(n, "tabindex"))
		switch {
		case tab == "" || strings.HasPrefix(tab, "-"):
		case tab != "0":
			d.say(n, "keyboard/positive-tabindex", "tabindex %s goes before everything else", tab)
		case !isOperable(n) && !slices.Contains(keyboardRoles, attr(n, "role")):
			d.say(n, "keyboard/tabindex-on-text", "the keyboard stops at words that do nothing")
		}
	}
}

func isOperable(n *html.Node) bool {
	switch n.Data {
	case "a":
		return has(n, "href")
	case "button", "input", "select", "textarea", "summary", "audio", "video", "iframe", "details", "dialog":
		return true
	}
	return has(n, "contenteditable")
}
