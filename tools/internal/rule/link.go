package rule

import (
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"

	"proximite/tools/internal/content"
	"proximite/tools/internal/diagnostic"
	"proximite/tools/internal/document"
)

// checkLinks asks that every link in prose leads somewhere safe.
func checkLinks(c *content.Corpus) []diagnostic.Diagnostic {
	var found []diagnostic.Diagnostic
	versions(c, func(v *content.Version) {
		for _, l := range v.Links {
			found = append(found, checkLink(c, v, l)...)
		}
	})
	for _, f := range c.Register("sources").Entries() {
		n := f.Value.Get("url")
		if u, err := url.Parse(n.Text()); err == nil && isShortener(u.Host) {
			found = append(found, at("data/sources.yaml", n, shortener, u.Host))
		}
	}
	return found
}

func checkLink(c *content.Corpus, v *content.Version, l document.Link) []diagnostic.Diagnostic {
	one := func(r diagnostic.Rule, args ...any) []diagnostic.Diagnostic {
		return []diagnostic.Diagnostic{v.At(r, l.Offset, args...)}
	}
	var found []diagnostic.Diagnostic
	if text := strings.TrimSpace(l.Text); text == "" {
		found = append(found, v.At(emptyLinkText, l.Offset))
	} else if slices.Contains(vagueTexts, strings.ToLower(strings.Trim(text, ".!… "))) {
		found = append(found, v.At(vagueLinkText, l.Offset, text))
	}
	u, err := url.Parse(l.Destination)
	switch {
	case strings.ContainsRune(l.Destination, 0x01): // a masked shortcode
		return append(found, one(brokenLink, "{{< … >}}")...)
	case err != nil || strings.TrimSpace(l.Destination) == "":
		return append(found, one(brokenLink, l.Destination)...)
	case u.Scheme != "" || u.Host != "":
		return append(found, external(u, one)...)
	}
	return append(found, internal(c, v, u, l, one)...)
}

type report func(r diagnostic.Rule, args ...any) []diagnostic.Diagnostic

// external judges a link to another site by its address alone; nothing is fetched.
func external(u *url.URL, one report) []diagnostic.Diagnostic {
	switch u.Scheme {
	case "mailto", "tel":
		return nil
	case "https":
	case "http":
		return one(insecureLink, "https"+strings.TrimPrefix(u.String(), "http"))
	default:
		return one(forbiddenScheme, u.Scheme)
	}
	switch {
	case u.User != nil:
		return one(forbiddenScheme, "user@")
	case u.Host == "":
		return one(brokenLink, u.String())
	case isShortener(u.Host):
		return one(shortener, u.Host)
	}
	for key := range u.Query() {
		if strings.HasPrefix(key, "utm_") || slices.Contains([]string{"fbclid", "gclid", "igshid", "mc_eid"}, key) {
			return one(trackingLink, key)
		}
	}
	return nil
}

func isShortener(host string) bool {
	return slices.Contains([]string{"bit.ly", "t.co", "tinyurl.com", "goo.gl", "ow.ly", "is.gd", "buff.ly", "lnkd.in",
		"rebrand.ly", "cutt.ly", "shorturl.at", "t.ly", "rb.gy", "dlvr.it", "fb.me", "youtu.be", "wp.me"}, strings.TrimPrefix(strings.ToLower(host), "www."))
}

var languagePrefix = regexp.MustCompile(`^/(fr|en)(/|$)`)

// internal resolves a path of the content tree, as the templates do.
func internal(c *content.Corpus, v *content.Version, u *url.URL, l document.Link, one report) []diagnostic.Diagnostic {
	switch {
	case u.Path == "" && u.Fragment == "":
		return one(brokenLink, l.Destination)
	case u.Path == "":
		if !v.IDs[u.Fragment] {
			return one(deadFragment, u.Fragment)
		}
		return nil
	case languagePrefix.MatchString(u.Path):
		return one(languageInLink, l.Destination)
	case !strings.HasPrefix(u.Path, "/"):
		return one(relativeLink, l.Destination)
	}
	target := c.Page(u.Path)
	if target == nil {
		if isListing(c, u.Path) {
			return nil
		}
		if goneIn(c).Folder(u.Path) {
			return one(goneLink, u.Path)
		}
		d := withHint(v.At(deadLink, l.Offset, u.Path), suggest(u.Path, addresses(c)))
		return []diagnostic.Diagnostic{d}
	}
	if !v.Draft() && target.Version(v.Language) != nil && target.Version(v.Language).Draft() {
		return one(draftLink, u.Path)
	}
	if u.Fragment != "" && !hasFragment(c, target, v.Language, u.Fragment) {
		return one(deadFragment, u.Fragment)
	}
	return nil
}

// isListing knows the pages that have no file: lists of sections and of terms.
func isListing(c *content.Corpus, link string) bool {
	parts := strings.Split(strings.Trim(path.Clean(link), "/"), "/")
	if lists, ok := map[string]string{"themes": "theme", "forces": "force"}[parts[0]]; ok {
		return len(parts) == 1 || len(parts) == 2 && c.Register("vocabulary").Root.Get(lists, parts[1]) != nil
	}
	if len(parts) != 1 {
		return false
	}
	return slices.ContainsFunc(c.Items, func(i *content.Item) bool { return i.Section == parts[0] })
}

func addresses(c *content.Corpus) []string {
	var list []string
	for _, p := range c.Pages() {
		list = append(list, strings.TrimPrefix(p.Folder, "content")+"/")
	}
	return list
}

// hasFragment knows the headings of a page and the places that templates make:
// figures, glossary terms, institutions and segments.
func hasFragment(c *content.Corpus, target *content.Item, language, fragment string) bool {
	v := target.Version(language)
	if v == nil {
		v = target.Versions[0]
	}
	if v.IDs[fragment] {
		return true
	}
	switch v.Meta.Get("layout").Text() {
	case "figures":
		return c.Register("figures").Entry(fragment) != nil
	case "glossary":
		return c.Register("glossary").Entry(fragment) != nil
	case "partners":
		return c.Register("institutions").Entry(fragment) != nil
	}
	t := c.Transcript(v.Meta.Get("transcript").Text())
	if t == nil || t.Transcript == nil || v.Meta.Get("release").Text() != "public" {
		return false
	}
	s, ok := t.Segment(fragment)
	return ok && !s.Masked()
}

// vagueTexts say nothing to somebody who hears only the links of a page.
var vagueTexts = []string{
	"ici", "cliquez ici", "cliquer ici", "lien", "ce lien", "en savoir plus", "lire la suite", "plus", "voir",
	"here", "click here", "link", "this link", "read more", "more", "learn more", "this page", "cette page",
}

func linkRules() []diagnostic.Rule {
	return []diagnostic.Rule{
		deadLink, deadFragment, draftLink, languageInLink, relativeLink, brokenLink, insecureLink,
		forbiddenScheme, shortener, trackingLink, emptyLinkText, vagueLinkText,
	}
}

var (
	deadLink = diagnostic.Rule{
		ID: "link/dead", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "Ce lien ne mène nulle part : il n’y a pas de page « %[1]s ».", EN: "This link leads nowhere: there is no page “%[1]s”."},
		Hint:    diagnostic.Text{FR: "Un lien interne est le chemin du dossier depuis content/, sans la langue : /modules/human-rights/.", EN: "An internal link is the path of the folder from content/, without the language: /modules/human-rights/."},
	}
	deadFragment = diagnostic.Rule{
		ID: "link/dead-fragment", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "La page n’a pas d’endroit nommé « #%[1]s » dans cette langue.", EN: "The page has no place named “#%[1]s” in this language."},
		Hint:    diagnostic.Text{FR: "Donnez au titre voulu la même ancre dans les deux langues, par exemple {#resultats}.", EN: "Give the heading that is meant the same anchor in both languages, for example {#results}."},
	}
	draftLink = diagnostic.Rule{
		ID: "link/to-draft", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "Cette page est publiée et le lien mène à un brouillon (%[1]s).", EN: "This page is published and the link leads to a draft (%[1]s)."},
		Hint:    diagnostic.Text{FR: "Publiez aussi l’autre page, ou retirez le lien en attendant.", EN: "Publish the other page too, or remove the link for now."},
	}
	languageInLink = diagnostic.Rule{
		ID: "link/language-in-path", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "Un lien interne s’écrit sans la langue : « %[1]s » ne fonctionne pas.", EN: "An internal link is written without the language: “%[1]s” does not work."},
		Hint:    diagnostic.Text{FR: "Écrivez le chemin du dossier depuis content/, par exemple /modules/human-rights/ ; la langue suit.", EN: "Write the path of the folder from content/, for example /modules/human-rights/; the language follows."},
	}
	relativeLink = diagnostic.Rule{
		ID: "link/relative", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "Le lien « %[1]s » ne commence pas par une barre oblique.", EN: "The link “%[1]s” does not begin with a slash."},
		Hint:    diagnostic.Text{FR: "Écrivez le chemin depuis content/ (/modules/human-rights/) ou l’adresse entière (https://…).", EN: "Write the path from content/ (/modules/human-rights/) or the whole address (https://…)."},
	}
	brokenLink = diagnostic.Rule{
		ID: "link/unreadable", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "L’adresse « %[1]s » est illisible.", EN: "The address “%[1]s” cannot be read."},
		Hint:    diagnostic.Text{FR: "Écrivez [texte](/chemin/) ou [texte](https://…), sans espace dans l’adresse.", EN: "Write [text](/path/) or [text](https://…), without a space in the address."},
	}
	insecureLink = diagnostic.Rule{
		ID: "link/not-https", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "Le lien n’est pas en https : il peut être détourné.", EN: "The link is not https: it can be hijacked."},
		Hint:    diagnostic.Text{FR: "Essayez %[1]s ; si le site ne l’offre pas, citez-le sans lien.", EN: "Try %[1]s; if the site does not offer it, name it without a link."},
	}
	forbiddenScheme = diagnostic.Rule{
		ID: "link/forbidden-scheme", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "Ce genre de lien (« %[1]s ») n’est pas permis.", EN: "This kind of link (“%[1]s”) is not allowed."},
		Hint:    diagnostic.Text{FR: "Permis : https, mailto, tel et les chemins du site.", EN: "Allowed: https, mailto, tel and the paths of this site."},
	}
	shortener = diagnostic.Rule{
		ID: "link/shortener", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "Le lien passe par un raccourcisseur (« %[1]s ») : personne ne voit où il mène.", EN: "The link goes through a shortener (“%[1]s”): nobody sees where it leads."},
		Hint:    diagnostic.Text{FR: "Ouvrez-le et copiez l’adresse finale.", EN: "Open it and copy the final address."},
	}
	trackingLink = diagnostic.Rule{
		ID: "link/tracking", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "L’adresse contient un traceur (« %[1]s »).", EN: "The address holds a tracker (“%[1]s”)."},
		Hint:    diagnostic.Text{FR: "Supprimez de l’adresse ce qui suit le point d’interrogation, si le lien fonctionne sans cela.", EN: "Delete what follows the question mark in the address, if the link works without it."},
	}
	emptyLinkText = diagnostic.Rule{
		ID: "link/no-text", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "Le lien n’a pas de texte.", EN: "The link has no text."},
		Hint:    diagnostic.Text{FR: "Écrivez entre les crochets ce que le lecteur trouvera.", EN: "Write between the brackets what the reader will find."},
	}
	vagueLinkText = diagnostic.Rule{
		ID: "link/vague-text", Severity: diagnostic.Warning,
		Message: diagnostic.Text{FR: "« %[1]s » ne dit pas où mène le lien.", EN: "“%[1]s” does not say where the link leads."},
		Hint:    diagnostic.Text{FR: "Mettez le lien sur le nom de ce que l’on trouve, par exemple [le module sur les droits de l’homme](…).", EN: "Put the link on the name of what is found, for example [the human rights module](…)."},
	}
)
