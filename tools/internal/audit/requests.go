package audit

import (
	"bytes"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"

	"proximite/tools/internal/diagnostic"
)

var thirdParty = diagnostic.Rule{
	ID: "audit/third-party-request", Severity: diagnostic.Error,
	Message: diagnostic.Text{
		FR: "Cette page ferait chercher %[1]q sur un autre site : cela coûte des données au lecteur et dit à ce site qui lit.",
		EN: "This page would fetch %[1]q from another site: that costs the reader data and tells that site who reads.",
	},
	Hint: diagnostic.Text{
		FR: "Mettez le fichier dans le projet, ou remplacez-le par un simple lien.",
		EN: "Put the file into the project, or replace it by a plain link.",
	},
}

// checkRequests looks for anything that a browser would fetch elsewhere.
func checkRequests(s *site, p *page) []diagnostic.Diagnostic {
	loads := slices.Clone(p.loads)
	for _, css := range p.styles {
		loads = append(loads, fetchedByCSS(css)...)
	}
	var found []diagnostic.Diagnostic
	for _, l := range loads {
		if s.isForeign(p.url, l) {
			found = append(found, thirdParty.At(p.path, 0, 0, excerpt(l)))
		}
	}
	return found
}

func (s *site) isForeign(from, reference string) bool {
	if isOpaque(reference) {
		return !strings.HasPrefix(strings.ToLower(strings.TrimSpace(reference)), "data:")
	}
	_, _, own, _ := s.target(from, reference)
	return !own
}

// cssAddress finds url(…) and @import "…" in a style sheet.
var cssAddress = regexp.MustCompile(`(?i)url\(\s*(?:"([^"]*)"|'([^']*)'|([^"')\s]+))\s*\)|@import\s+(?:"([^"]*)"|'([^']*)')`)

func fetchedByCSS(css string) []string {
	var list []string
	for _, m := range cssAddress.FindAllStringSubmatch(css, -1) {
		// Addresses inside the document itself, as masks and gradients have them.
		if a := strings.Join(m[1:], ""); a != "" && !strings.HasPrefix(a, "#") {
			list = append(list, a)
		}
	}
	return list
}

// foreignInSheet and foreignInSVG look at files of their own. They do not know the
// address of the site, so any whole address counts: our own files need none.
func foreignInSheet(name, css string) []diagnostic.Diagnostic {
	return foreign(name, fetchedByCSS(css))
}

func foreignInSVG(name string, data []byte) []diagnostic.Diagnostic {
	root, err := html.Parse(bytes.NewReader(data))
	if err != nil {
		return nil // only a failing reader makes Parse fail
	}
	var loads []string
	for n := range root.Descendants() {
		for _, a := range n.Attr {
			key := strings.TrimPrefix(a.Namespace+":"+a.Key, ":")
			loads = append(loads, fetchedBy(n, key, a.Val)...)
			loads = append(loads, fetchedByCSS(a.Val)...)
		}
		if n.Type == html.ElementNode && n.Data == "style" {
			loads = append(loads, fetchedByCSS(textOf(n))...)
		}
	}
	return foreign(name, loads)
}

func foreign(name string, loads []string) []diagnostic.Diagnostic {
	var found []diagnostic.Diagnostic
	for _, l := range loads {
		lower := strings.ToLower(l)
		if strings.HasPrefix(lower, "//") || strings.HasPrefix(lower, "http:") || strings.HasPrefix(lower, "https:") {
			found = append(found, thirdParty.At(name, 0, 0, excerpt(l)))
		}
	}
	return found
}
