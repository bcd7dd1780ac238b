package audit

import (
	"html"
	"regexp"
	"strings"

	"proximite/tools/internal/diagnostic"
)

var deadLink = diagnostic.Rule{
	ID: "audit/dead-link", Severity: diagnostic.Error,
	Message: diagnostic.Text{
		FR: "Cette page renvoie à %[1]q, qui n’existe pas dans le site.",
		EN: "This page points to %[1]q, which is not in the site.",
	},
	Hint: diagnostic.Text{
		FR: "Corrigez le lien dans le texte, ou publiez la page visée si elle est encore un brouillon.",
		EN: "Mend the link in the text, or publish the page it points to if that is still a draft.",
	},
}

var deadFragment = diagnostic.Rule{
	ID: "audit/dead-fragment", Severity: diagnostic.Error,
	Message: diagnostic.Text{
		FR: "Cette page renvoie à %[1]q : la page visée existe, mais pas l’endroit « %[2]s ».",
		EN: "This page points to %[1]q: that page exists, but not the place “%[2]s”.",
	},
	Hint: diagnostic.Text{
		FR: "Ouvrez la page visée et prenez l’adresse exacte de son titre ou de son passage.",
		EN: "Open the page it points to and take the exact address of the heading or passage.",
	},
}

var outsideLink = diagnostic.Rule{
	ID: "audit/link-outside-site", Severity: diagnostic.Error,
	Message: diagnostic.Text{
		FR: "L’adresse %[1]q sort du sous-dossier du site : elle ne marcherait pas en ligne.",
		EN: "The address %[1]q leaves the site's sub-folder: it would not work online.",
	},
	Hint: diagnostic.Text{
		FR: "Dans un gabarit, employez relURL ou RelPermalink ; dans un texte, écrivez un lien comme [texte](/modules/).",
		EN: "In a template, use relURL or RelPermalink; in a text, write a link like [text](/modules/).",
	},
}

var missingItem = diagnostic.Rule{
	ID: "audit/missing-permanent-address", Severity: diagnostic.Error,
	Message: diagnostic.Text{
		FR: "L’élément %[1]q n’a pas de page à son adresse permanente /id/%[1]s/.",
		EN: "The item %[1]q has no page at its permanent address /id/%[1]s/.",
	},
	Hint: diagnostic.Text{
		FR: "C’est une faute des gabarits : transmettez ce message à la personne qui s’occupe du site.",
		EN: "This is a mistake of the templates: pass this message on to whoever looks after the site.",
	},
}

// checkLinks follows every link and every fetched file of a page within the site.
func checkLinks(s *site, p *page) []diagnostic.Diagnostic {
	var found []diagnostic.Diagnostic
	seen := make(map[string]bool)
	follow := func(reference string) {
		if !seen[reference] && !isOpaque(reference) {
			seen[reference] = true
			found = append(found, s.follow(p, reference)...)
		}
	}
	for _, l := range p.links {
		follow(l)
	}
	for _, l := range p.loads {
		follow(l)
	}
	for _, a := range p.alternates {
		follow(a.href)
	}
	return found
}

// isOpaque tells addresses that lead to no file.
func isOpaque(reference string) bool {
	scheme, _, ok := strings.Cut(strings.TrimSpace(reference), ":")
	if !ok || strings.ContainsAny(scheme, "/?#") {
		return false
	}
	switch strings.ToLower(scheme) {
	case "http", "https":
		return false
	}
	return true
}

// follow resolves one reference and looks for its file and its fragment.
func (s *site) follow(p *page, reference string) []diagnostic.Diagnostic {
	path, fragment, own, outside := s.target(p.url, reference)
	switch {
	case !own:
		return nil
	case outside:
		return []diagnostic.Diagnostic{outsideLink.At(p.path, 0, 0, reference)}
	case !s.files[fileOf(path)]:
		return []diagnostic.Diagnostic{deadLink.At(p.path, 0, 0, reference)}
	}
	to := s.byPath[fileOf(path)]
	if to == nil || fragment == "" || fragment == "top" || strings.HasPrefix(fragment, ":~:") {
		return nil
	}
	if _, ok := to.ids[fragment]; !ok {
		return []diagnostic.Diagnostic{deadFragment.At(p.path, 0, 0, reference, fragment)}
	}
	return nil
}

// checkItems asks for the permanent address of each published item.
func checkItems(s *site) []diagnostic.Diagnostic {
	var found []diagnostic.Diagnostic
	for _, id := range s.options.Items {
		if !s.files["id/"+id+"/index.html"] {
			found = append(found, missingItem.At("", 0, 0, id))
		}
	}
	return found
}

// bareID is an identifier of a feed's item that only looks like an address.
var bareID = regexp.MustCompile(`(?s)<guid isPermaLink="false">.*?</guid>`)

// checkFeeds follows the addresses in site maps and news feeds.
func checkFeeds(s *site) []diagnostic.Diagnostic {
	if s.base.Host == "" {
		return nil
	}
	var found []diagnostic.Diagnostic
	address := regexp.MustCompile(regexp.QuoteMeta(s.base.String()) + `[^\s<>"']*`)
	for name, text := range s.feeds {
		p := &page{path: name, url: "/" + name}
		for _, reference := range address.FindAllString(html.UnescapeString(bareID.ReplaceAllString(text, "")), -1) {
			found = append(found, s.follow(p, strings.TrimRight(reference, ".,;:!?)"))...)
		}
	}
	return found
}
