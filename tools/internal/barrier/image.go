package barrier

import (
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"
)

var (
	pictureFile = regexp.MustCompile(`(?i)\.(?:jpe?g|png|gif|svg|webp|avif|bmp|tiff?)(?:$|[?#])`)
	cameraFile  = regexp.MustCompile(`(?i)^(?:img|dsc|dscn|dcim|pict|image|photo|screenshot|capture)[-_ ]?\d{2,}$`)
	altFormula  = regexp.MustCompile(`(?i)^(?:an? )?(?:image|picture|photo|photograph|graphic|icon|logo) (?:of|showing)\b|^(?:une? |la |le )?(?:image|photo|photographie|illustration|graphique|icône|capture) (?:de|du|des|d['’]|montrant|représentant)`)
	altVague    = regexp.MustCompile(`(?i)^(?:alt|arrow|bullet|button|click|click here|cliquez|bouton|banner|decoration|divider|graphic|icon|icône|image|img|photo|picture|pic|placeholder|spacer|blank|submit|todo|null|undefined|xxx+|\W+)$`)
	spacerFile  = regexp.MustCompile(`(?i)(?:^|[-_/])(?:spacer|blank|pixel|clear|transparent|trans|1x1)\d*\.(?:gif|png)$`)
	fileWord    = regexp.MustCompile(`\p{L}{3,}`)
)

const longestAlt = 150 // characters

// checkImages looks at what pictures say to those who do not see them.
func checkImages(d *document) {
	for n := range d.elements("img") {
		if isHidden(n) {
			continue
		}
		alt, stated := lookup(n, "alt")
		alt = strings.TrimSpace(alt)
		switch {
		case isSpacer(n):
			d.say(n, "image/spacer", "an invisible picture makes room: %s", attr(n, "src"))
		case (!stated || alt == "" && attr(n, "alt") != "") && d.label(n) == "" && attr(n, "title") == "" && attr(n, "role") != "presentation" && attr(n, "role") != "none":
			d.say(n, "image/no-alt", "no alt: %s", attr(n, "src"))
		case alt == "":
			emptyAlt(d, n)
		default:
			wordsOfAlt(d, n, alt)
		}
	}
	for n := range d.elements() {
		if attr(n, "role") == "img" && n.Data != "img" && n.Data != "svg" && d.label(n) == "" && attr(n, "title") == "" {
			d.say(n, "image/no-alt", "what acts as a picture has no name")
		}
	}
	for n := range d.elements("input") {
		if attr(n, "type") != "image" {
			continue
		}
		switch alt, stated := lookup(n, "alt"); {
		case d.label(n) != "" || strings.TrimSpace(attr(n, "title")) != "":
		case !stated:
			d.say(n, "button/image-no-alt", "a picture is the button, and has no alt")
		case strings.TrimSpace(alt) == "":
			d.say(n, "button/image-empty-alt", "a picture is the button, and its alt is empty")
		case pictureFile.MatchString(alt):
			d.say(n, "image/alt-file-name", "the alt is a file name: %q", alt)
		case altVague.MatchString(strings.TrimSpace(alt)):
			d.say(n, "button/vague", "the alt %q does not say what happens", alt)
		}
	}
}

func emptyAlt(d *document, n *html.Node) {
	title := strings.TrimSpace(attr(n, "title"))
	if title != "" {
		d.say(n, "image/empty-alt-with-title", "decorative by its alt, but its title is %q", title)
	}
	block := inside(n, "p", "div", "figure", "li", "td", "section", "article", "main", "body", "a", "button")
	if block != nil && block.Data != "a" && block.Data != "button" && title == "" && text(block) == "" && count(block, "img", "svg") == 1 {
		d.say(n, "image/empty-alt-alone", "the picture stands alone and says nothing: %s", attr(n, "src"))
	}
}

func wordsOfAlt(d *document, n *html.Node, alt string) {
	base := path.Base(attr(n, "src"))
	stem := strings.TrimSuffix(base, path.Ext(base))
	title := strings.TrimSpace(attr(n, "title"))
	role := attr(n, "role")
	switch {
	case role == "presentation" || role == "none":
		d.say(n, "image/decorative-with-alt", "decorative by its role, but its alt is %q", alt)
	case pictureFile.MatchString(alt) || cameraFile.MatchString(alt):
		d.say(n, "image/alt-file-name", "the alt is a file name: %q", alt)
	case altVague.MatchString(alt):
		d.say(n, "image/alt-vague", "the alt says nothing: %q", alt)
	case altFormula.MatchString(alt):
		d.say(n, "image/alt-formula", "readers are told that it is a picture: %q", shorten(alt, 40))
	case len([]rune(alt)) > longestAlt:
		d.say(n, "image/alt-long", "the alt has %d characters", len([]rune(alt)))
	case unlike(alt, stem):
		d.say(n, "image/alt-unlike-file", "the alt %q and the file %q speak of different things", alt, base)
	}
	if title != "" && !same(title, alt) {
		d.say(n, "image/title-differs", "alt %q, title %q", alt, title)
	}
}

// unlike reports that a text of one word and a file name that is made of words have
// nothing in common.
func unlike(alt, stem string) bool {
	if len(strings.Fields(alt)) != 1 {
		return false
	}
	words := fileWord.FindAllString(strings.ToLower(stem), -1)
	if len(words) < 2 { // one word may be a key
		return false
	}
	alt = strings.ToLower(alt)
	return !slices.ContainsFunc(words, func(w string) bool { return strings.Contains(alt, w) || strings.Contains(w, alt) })
}

func isSpacer(n *html.Node) bool {
	tiny := func(name string) bool {
		v, err := strconv.Atoi(strings.TrimSuffix(attr(n, name), "px"))
		return err == nil && v <= 2
	}
	return tiny("width") || tiny("height") || spacerFile.MatchString(attr(n, "src"))
}

func checkFrames(d *document) {
	for n := range d.elements("iframe", "frame") {
		if strings.TrimSpace(attr(n, "title")) == "" && d.label(n) == "" && !isHidden(n) {
			d.say(n, "frame/no-title", "the frame has no title")
		}
	}
}

// transcript names a text that stands for a recording.
var transcript = regexp.MustCompile(`(?i)\btranscri(?:pt|ption)s?\b|\btexte intégral\b|\bfull text\b`)

// checkMedia wants a text beside each recording.
func checkMedia(d *document) {
	for n := range d.elements("audio", "video") {
		if has(n, "autoplay") {
			d.say(n, "media/autoplay", "starts by itself")
		}
		captions := false
		for t := range below(n, "track") {
			kind := attr(t, "kind")
			captions = captions || kind == "" || kind == "captions" || kind == "subtitles" || kind == "descriptions"
		}
		told := attr(n, "aria-describedby") != "" || d.offersTranscript()
		if n.Data == "audio" && !told || n.Data == "video" && !captions && !told {
			d.say(n, "media/no-transcript", "no text stands for the %s", n.Data)
		}
	}
}

// offersTranscript reports whether a link, a heading or a summary announces a transcript.
func (d *document) offersTranscript() bool {
	for n := range d.elements("a", "h2", "h3", "h4", "summary", "button") {
		if transcript.MatchString(d.name(n)) && !recording.MatchString(attr(n, "href")) {
			return true
		}
	}
	return false
}
