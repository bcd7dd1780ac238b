package preview

import (
	"bytes"
	"embed"
	"html/template"
	"net/http"
	"path"
	"slices"
	"strings"

	"proximite/tools/internal/diagnostic"
)

//go:embed web
var web embed.FS

// own serves the script and the style of the panel.
func (s *server) own(w http.ResponseWriter, r *http.Request) {
	name := r.PathValue("name")
	data, err := web.ReadFile(path.Join("web", name))
	if err != nil || path.Ext(name) == ".html" {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", mediaType(name))
	w.Write(data)
}

// findings is the page that lists all findings.
func (s *server) findings(w http.ResponseWriter, r *http.Request) {
	v, _ := s.current()
	s.writeHTML(w, r, http.StatusOK, s.allFindings(v))
}

// panelData is what both templates show.
type panelData struct {
	Language   diagnostic.Language
	Text       map[string]string
	Generation int
	Starting   bool   // no build has ended yet
	Blocked    bool   // there is no site to show
	Stale      bool   // the site on view is older than the sources
	Failure    string // an error that is not the author's
	Here       []line // findings of the page on view
	Elsewhere  []line // on a page: only errors; on the list: all
	Total      int
}

// line is one finding as it is shown.
type line struct {
	Severity string // code, for the style
	Name     string // severity in words
	Position string
	Link     string // page the finding belongs to
	Message  string
	Hint     string
	Rule     string
}

var templates = template.Must(template.ParseFS(web, "web/*.html"))

func (s *server) allFindings(v view) []byte {
	d := s.data(v)
	for _, f := range gravestFirst(v.result.Findings) {
		d.Elsewhere = append(d.Elsewhere, s.line(v, f))
	}
	return render("list.html", d)
}

// withPanel adds the panel and the script to a page, at its end so that the page
// itself starts as it will for readers.
func (s *server) withPanel(v view, urlPath string, page []byte) []byte {
	d := s.data(v)
	here := v.pages[urlPath]
	for _, f := range gravestFirst(v.result.Findings) {
		switch {
		case here != "" && f.Path == here:
			d.Here = append(d.Here, s.line(v, f))
		case f.Severity == diagnostic.Error:
			d.Elsewhere = append(d.Elsewhere, s.line(v, f))
		}
	}
	end := bytes.LastIndex(page, []byte("</body>"))
	if end < 0 {
		end = len(page)
	}
	return slices.Concat(page[:end], render("panel.html", d), page[end:])
}

func (s *server) data(v view) panelData {
	d := panelData{
		Language: s.language, Text: words(s.language), Generation: v.generation,
		Starting: v.generation == 0, Total: len(v.result.Findings),
		Blocked: v.site == nil, Stale: v.site != nil && !v.result.OK,
	}
	if v.result.Err != nil {
		d.Failure = v.result.Err.Error()
	}
	return d
}

func (s *server) line(v view, f diagnostic.Diagnostic) line {
	l := line{
		Severity: f.Severity.String(), Name: f.Severity.Name(s.language), Position: f.Position(),
		Message: f.Message.In(s.language), Hint: f.Hint.In(s.language), Rule: f.Rule,
	}
	for at, source := range v.pages {
		if source == f.Path {
			l.Link = at
		}
	}
	return l
}

func gravestFirst(found []diagnostic.Diagnostic) []diagnostic.Diagnostic {
	return slices.SortedStableFunc(slices.Values(found), func(a, b diagnostic.Diagnostic) int {
		return int(a.Severity) - int(b.Severity)
	})
}

func render(name string, d panelData) []byte {
	var b bytes.Buffer
	if err := templates.ExecuteTemplate(&b, name, d); err != nil {
		// Only a mistake in our own template comes here; the tests run both.
		return []byte(template.HTMLEscapeString(err.Error()))
	}
	return b.Bytes()
}

// words returns the texts of the panel in one language.
func words(l diagnostic.Language) map[string]string {
	texts := make(map[string]string, len(panelTexts))
	for key, t := range panelTexts {
		texts[key] = strings.TrimSpace(t.In(l))
	}
	return texts
}

var panelTexts = map[string]diagnostic.Text{
	"title":     {FR: "Constats de la rédaction", EN: "Findings of the newsroom"},
	"here":      {FR: "Sur cette page", EN: "On this page"},
	"elsewhere": {FR: "À corriger ailleurs", EN: "To mend elsewhere"},
	"all":       {FR: "Tous les constats", EN: "All findings"},
	"none":      {FR: "Aucun constat : tout est en ordre.", EN: "No findings: all is in order."},
	"stale": {
		FR: "Le site affiché est la dernière version sans erreur. Il se mettra à jour dès que les erreurs seront corrigées.",
		EN: "The site on view is the last version without errors. It will update as soon as the errors are mended.",
	},
	"no-site": {
		FR: "Le site ne peut pas encore être affiché. Cette page se rechargera d’elle-même dès que les erreurs seront corrigées.",
		EN: "The site cannot be shown yet. This page will reload by itself as soon as the errors are mended.",
	},
	"starting": {FR: "Le site se construit. Cette page se rechargera d’elle-même.", EN: "The site is being built. This page will reload by itself."},
	"failure":  {FR: "Une difficulté sur cet ordinateur", EN: "A difficulty on this computer"},
	"site":     {FR: "Retour au site", EN: "Back to the site"},
}
