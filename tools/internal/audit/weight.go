package audit

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"proximite/tools/internal/diagnostic"
	"proximite/tools/internal/weight"
)

var heavyPage = diagnostic.Rule{
	ID: "audit/heavy-page", Severity: diagnostic.Error,
	Message: diagnostic.Text{
		FR: "La page pèse %[3]d octets (%[1]s), pour %[4]d permis : elle serait lente et chère sur un réseau faible. Les parties les plus lourdes : %[5]s.",
		EN: "The page weighs %[3]d bytes (%[2]s), of %[4]d allowed: it would be slow and expensive on a weak network. The heaviest parts: %[6]s.",
	},
	Hint: diagnostic.Text{
		FR: "Raccourcissez la partie la plus lourde ou partagez la page en deux. Si c’est la présentation ou un script, transmettez ce message à la personne qui s’occupe du site. Les limites sont dans data/budgets.yaml.",
		EN: "Shorten the heaviest part or divide the page into two. If it is the style or a script, pass this message on to whoever looks after the site. The limits are in data/budgets.yaml.",
	},
}

var manyRequests = diagnostic.Rule{
	ID: "audit/many-requests", Severity: diagnostic.Error,
	Message: diagnostic.Text{
		FR: "La page demande %[1]d fichiers d’un coup, pour %[2]d permis : %[3]s. Chaque demande coûte une attente sur un réseau faible.",
		EN: "The page asks for %[1]d files at once, of %[2]d allowed: %[3]s. Each request costs a wait on a weak network.",
	},
	Hint: diagnostic.Text{
		FR: "C’est une affaire de gabarits : transmettez ce message à la personne qui s’occupe du site. Une image qui attend que l’on descende jusqu’à elle ne compte pas.",
		EN: "This is a matter of templates: pass this message on to whoever looks after the site. A picture that waits until one scrolls to it does not count.",
	},
}

var heavyPicture = diagnostic.Rule{
	ID: "audit/heavy-picture", Severity: diagnostic.Error,
	Message: diagnostic.Text{
		FR: "L’image %[1]s pèse %[2]d octets sur un téléphone, pour %[3]d permis.",
		EN: "The picture %[1]s weighs %[2]d bytes on a phone, of %[3]d allowed.",
	},
	Hint: diagnostic.Text{
		FR: "Prenez une image plus simple ou plus serrée : un ciel, un feuillage ou un mur pèsent beaucoup. Sinon, demandez à la personne qui s’occupe du site.",
		EN: "Take a simpler or closer picture: sky, leaves and walls weigh a lot. Otherwise ask whoever looks after the site.",
	},
}

var heavyScripts = diagnostic.Rule{
	ID: "audit/heavy-scripts", Severity: diagnostic.Error,
	Message: diagnostic.Text{
		FR: "Les scripts du site, sans ceux de la recherche, pèsent %[1]d octets compressés, pour %[2]d permis : %[3]s.",
		EN: "The scripts of the site, without those of the search, weigh %[1]d bytes compressed, of %[2]d allowed: %[3]s.",
	},
	Hint: diagnostic.Text{
		FR: "Transmettez ce message à la personne qui s’occupe du site.",
		EN: "Pass this message on to whoever looks after the site.",
	},
}

// Weight is what one page costs on a first visit.
type Weight struct {
	Path     string // /fr/recits/x/
	Kind     string // type of page, as in data/budgets.yaml
	Bytes    int    // the page and its style sheets, gzip -9
	Brotli   int    // the page alone; 0 when the tree has no brotli file of it
	Total    int    // with scripts and icon, gzip, without pictures
	Pictures int    // pictures at the width of a phone
	Requests int    // without pictures that wait
}

// weightOf weighs a page as its files travel.
func (s *site) weightOf(p *page) Weight {
	w := Weight{Path: p.url, Kind: p.kind(), Bytes: s.weight(p), Requests: p.fetches.Requests()}
	w.Brotli = s.sizes[p.path+".br"]
	w.Total = w.Bytes + s.sum(p, p.fetches.Scripts) + s.sum(p, p.fetches.Icons)
	w.Pictures = s.sum(p, p.fetches.Pictures)
	return w
}

// kind is the type of page that has a budget of its own.
func (p *page) kind() string {
	switch {
	case p.language == "":
		return "root"
	case p.path == p.language+"/index.html":
		return "home"
	}
	return p.fetches.Kind
}

// weight is the page itself and its linked style sheets, each compressed alone as
// they travel.
func (s *site) weight(p *page) int { return p.gzip + s.sum(p, p.fetches.Sheets) }

// sum is what files of the site weigh on the way.
func (s *site) sum(p *page, addresses []string) (n int) {
	for _, a := range addresses {
		n += s.sizes[s.fileAt(p, a)]
	}
	return n
}

// fileAt is the file of the site that a page loads from an address.
func (s *site) fileAt(p *page, address string) string {
	path, _, own, _ := s.target(p.url, address)
	if !own {
		return ""
	}
	return fileOf(path)
}

// checkWeight holds a page against the budget of its type.
func checkWeight(s *site, p *page) []diagnostic.Diagnostic {
	w := s.weightOf(p)
	b := s.options.Budgets.For(w.Kind)
	var found []diagnostic.Diagnostic
	for _, m := range []struct {
		fr, en          string
		weight, allowed int
	}{
		{"avec sa présentation, compressée par gzip", "with its style, compressed by gzip", w.Bytes, b.Page},
		{"avec sa présentation, compressée par brotli", "with its style, compressed by brotli", s.brotli(p, w, b), b.Brotli},
		{"avec ses scripts, sans les images", "with its scripts, without pictures", w.Total, b.Total},
		{"avec ses images sur un téléphone", "with its pictures on a phone", w.Total + w.Pictures, b.All},
	} {
		if m.allowed > 0 && m.weight > m.allowed {
			parts := s.parts(p)
			found = append(found, heavyPage.At(p.path, 0, 0, m.fr, m.en, m.weight, m.allowed,
				listParts(parts, diagnostic.French), listParts(parts, diagnostic.English)))
		}
	}
	if b.Requests > 0 && w.Requests > b.Requests {
		all := slices.Concat(p.fetches.Sheets, p.fetches.Scripts, p.fetches.Icons, p.fetches.Pictures)
		found = append(found, manyRequests.At(p.path, 0, 0, w.Requests, b.Requests, strings.Join(all, ", ")))
	}
	for _, picture := range p.fetches.Pictures {
		if n := s.sizes[s.fileAt(p, picture)]; b.Picture > 0 && n > b.Picture {
			found = append(found, heavyPicture.At(p.path, 0, 0, picture, n, b.Picture))
		}
	}
	return found
}

// brotli is what the page weighs compressed by brotli, if that could matter: nothing
// gets heavier than by gzip.
func (s *site) brotli(p *page, w Weight, b weight.Budget) int {
	if b.Brotli == 0 || w.Bytes <= b.Brotli {
		return 0
	}
	if w.Brotli == 0 {
		w.Brotli = weight.Brotli(s.data(p))
	}
	return w.Brotli + s.sum(p, p.fetches.Sheets)
}

// parts lists where the weight of a page comes from, the files it loads included.
func (s *site) parts(p *page) []weight.Part {
	list := weight.Parts(s.data(p))
	for _, f := range slices.Concat(p.fetches.Sheets, p.fetches.Scripts, p.fetches.Icons, p.fetches.Pictures) {
		name := path.Base(f)
		list = append(list, weight.Part{Name: diagnostic.Text{FR: name, EN: name}, Bytes: s.sizes[s.fileAt(p, f)]})
	}
	slices.SortStableFunc(list, func(a, b weight.Part) int { return b.Bytes - a.Bytes })
	return list
}

const namedParts = 4

func listParts(parts []weight.Part, l diagnostic.Language) string {
	var names []string
	for _, p := range parts[:min(namedParts, len(parts))] {
		names = append(names, p.In(l))
	}
	return strings.Join(names, ", ")
}

// checkScriptWeight sums up the scripts of the whole site. Those that only the search
// page loads, and the index, are paid for by who searches.
func checkScriptWeight(s *site) []diagnostic.Diagnostic {
	var scripts []string
	for _, p := range s.pages {
		if p.kind() == "search" {
			continue
		}
		for _, a := range p.fetches.Scripts {
			if f := s.fileAt(p, a); !slices.Contains(scripts, f) {
				scripts = append(scripts, f)
			}
		}
	}
	total, names := 0, []string{}
	for _, f := range scripts {
		total += s.sizes[f]
		names = append(names, fmt.Sprintf("%s %d", path.Base(f), s.sizes[f]))
	}
	if b := s.options.Budgets.For("").Scripts; b > 0 && total > b {
		return []diagnostic.Diagnostic{heavyScripts.At("", 0, 0, total, b, strings.Join(names, ", "))}
	}
	return nil
}
