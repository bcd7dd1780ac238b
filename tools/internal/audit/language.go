package audit

import (
	"slices"
	"strings"

	"proximite/tools/internal/diagnostic"
)

var wrongLanguage = diagnostic.Rule{
	ID: "audit/wrong-language", Severity: diagnostic.Error,
	Message: diagnostic.Text{
		FR: "La page se dit en langue %[1]q, mais elle est dans le dossier %[2]s/.",
		EN: "The page says that its language is %[1]q, but it is in the folder %[2]s/.",
	},
	Hint: templateMistake,
}

var wrongCanonical = diagnostic.Rule{
	ID: "audit/wrong-canonical", Severity: diagnostic.Error,
	Message: diagnostic.Text{
		FR: "L’adresse canonique de la page est %[1]q au lieu de %[2]q.",
		EN: "The canonical address of the page is %[1]q instead of %[2]q.",
	},
	Hint: templateMistake,
}

var alternateSelf = diagnostic.Rule{
	ID: "audit/hreflang-self", Severity: diagnostic.Error,
	Message: diagnostic.Text{
		FR: "La page nomme ses autres langues, mais pas elle-même (hreflang %[1]q vers %[2]q).",
		EN: "The page names its other languages but not itself (hreflang %[1]q to %[2]q).",
	},
	Hint: templateMistake,
}

var alternateDefault = diagnostic.Rule{
	ID: "audit/hreflang-default", Severity: diagnostic.Error,
	Message: diagnostic.Text{
		FR: "La page nomme ses autres langues, mais pas l’adresse sans langue (hreflang \"x-default\").",
		EN: "The page names its other languages but not the address without a language (hreflang \"x-default\").",
	},
	Hint: templateMistake,
}

var alternateBack = diagnostic.Rule{
	ID: "audit/hreflang-reciprocal", Severity: diagnostic.Error,
	Message: diagnostic.Text{
		FR: "La page renvoie à sa version %[1]q (%[2]q), mais celle-ci ne renvoie pas à cette page.",
		EN: "The page points to its version %[1]q (%[2]q), but that one does not point back.",
	},
	Hint: templateMistake,
}

var oneLanguage = diagnostic.Rule{
	ID: "audit/one-language", Severity: diagnostic.Warning,
	Message: diagnostic.Text{
		FR: "La page n’existe pas en langue %[1]q et ne dit pas pourquoi au lecteur.",
		EN: "The page does not exist in the language %[1]q and does not tell the reader why.",
	},
	Hint: diagnostic.Text{
		FR: "Ajoutez la version qui manque, ou une exception datée (exempt) dans l’en-tête du fichier.",
		EN: "Add the missing version, or a dated exemption (exempt) in the front matter of the file.",
	},
}

var templateMistake = diagnostic.Text{
	FR: "C’est une faute des gabarits : transmettez ce message à la personne qui s’occupe du site.",
	EN: "This is a mistake of the templates: pass this message on to whoever looks after the site.",
}

// isContent tells the pages of a language that readers and search engines keep.
func (p *page) isContent() bool {
	return p.language != "" && p.refresh == "" && !p.isNotFound()
}

func checkLanguage(_ *site, p *page) []diagnostic.Diagnostic {
	lang, _, _ := strings.Cut(p.lang, "-")
	if p.language == "" || lang == p.language {
		return nil
	}
	return []diagnostic.Diagnostic{wrongLanguage.At(p.path, 0, 0, p.lang, p.language)}
}

func checkCanonical(s *site, p *page) []diagnostic.Diagnostic {
	if !p.isContent() {
		return nil
	}
	want := s.address(p.url)
	if len(p.canonicals) == 1 && p.canonicals[0] == want {
		return nil
	}
	return []diagnostic.Diagnostic{wrongCanonical.At(p.path, 0, 0, strings.Join(p.canonicals, " "), want)}
}

// checkAlternates asks each page to name itself, the address without a language,
// and its other languages, which name it in turn.
func checkAlternates(s *site, p *page) []diagnostic.Diagnostic {
	if !p.isContent() || p.isContinuation() && len(p.alternates) == 0 {
		return nil
	}
	found := s.missingLanguages(p)
	if len(p.alternates) == 0 {
		return found
	}
	if !p.names(p.language, s.address(p.url)) {
		found = append(found, alternateSelf.At(p.path, 0, 0, p.language, s.address(p.url)))
	}
	if !slices.ContainsFunc(p.alternates, func(a alternate) bool { return a.language == "x-default" }) {
		found = append(found, alternateDefault.At(p.path, 0, 0))
	}
	for _, a := range p.alternates {
		path, _, own, _ := s.target(p.url, a.href)
		other := s.byPath[fileOf(path)]
		if own && other != nil && other.language != "" && !other.names(p.language, s.address(p.url)) {
			found = append(found, alternateBack.At(p.path, 0, 0, a.language, a.href))
		}
	}
	return found
}

// missingLanguages reports languages without a version of the page. Later pages of
// a list differ in number, and an exempted page tells its reader.
func (s *site) missingLanguages(p *page) []diagnostic.Diagnostic {
	if p.exempt || p.isContinuation() {
		return nil
	}
	var found []diagnostic.Diagnostic
	for _, l := range languages() {
		has := slices.ContainsFunc(p.alternates, func(a alternate) bool { return a.language == l })
		if !has && l != p.language {
			found = append(found, oneLanguage.At(p.path, 0, 0, l))
		}
	}
	return found
}

func (p *page) names(language, href string) bool {
	return slices.Contains(p.alternates, alternate{language, href})
}
