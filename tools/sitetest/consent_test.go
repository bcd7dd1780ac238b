package sitetest

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestEndedConsentTakesThePersonOut: on the last day for which a person agreed they are
// named and quoted; from the next day on, without anybody doing anything, no byte of the
// site knows them. What machines take away says the month of what people tell who are
// not named.
func TestEndedConsentTakesThePersonOut(t *testing.T) {
	source := projectWith(t, "consent")
	const story = "fr/recits/mangouste/index.html"

	before := os.DirFS(buildAt(t, source, "2026-12-31T23:00:00Z"))
	wantFile(t, before, story, "Zéphyrine Quokkabour", true)
	wantFile(t, before, story, "ornithorynque", true)
	wantFile(t, before, "fr/entretiens/marchande/transcript.fr.txt", "ornithorynque", true)
	wantFile(t, before, story, `"datePublished":"2026-01-13"`, true)
	wantFile(t, before, "fr/index.xml", "Tue, 13 Jan 2026", true)

	after := os.DirFS(buildAt(t, source, "2027-01-01T00:00:00Z"))
	wantNowhere(t, after, []string{"quokkabour", "zéphyrine", "zephyrine", "ornithoryn"})
	wantFile(t, after, story, "Selon une personne, c’est vrai.", true)

	for _, site := range []fs.FS{before, after} {
		wantFile(t, site, "fr/actualites/voisin/index.html", `"datePublished":"2026-01","`, true)
		wantFile(t, site, "fr/index.xml", "17 Jan 2026", false)
		wantFile(t, site, "fr/index.xml", "Thu, 01 Jan 2026", true)
		wantFile(t, site, "fr/sitemap.xml", "<lastmod>2026-01-17", false)
		wantFile(t, site, "fr/sitemap.xml", "<lastmod>2026-01<", true)
	}
	wantFile(t, after, story, `"datePublished":"2026-01-13"`, false)
	wantFile(t, after, story, "La mission répond en 10", true)
}

// TestEveryStoryTellsHowToWithdraw: below each story and interview, in its language, plain
// words and a link to the place that explains how.
func TestEveryStoryTellsHowToWithdraw(t *testing.T) {
	s := built(t)
	contact := map[string]string{"fr": "/fr/contact/#withdrawal", "en": "/en/contact/#withdrawal"}
	words := map[string]string{"fr": "Vous pouvez demander un changement ou un retrait", "en": "You can ask for a change or a removal"}
	pages := 0
	for _, p := range s.pages {
		language, rest, _ := strings.Cut(strings.TrimPrefix(p.path, "/"), "/")
		section, slug, _ := strings.Cut(strings.TrimSuffix(rest, "/"), "/")
		if contact[language] == "" || slug == "" || !strings.Contains("recits stories entretiens interviews", section) || strings.Contains(slug, "/") {
			continue
		}
		pages++
		if !strings.Contains(string(p.data), contact[language]) || !strings.Contains(string(p.data), words[language]) {
			t.Errorf("%s does not say how to ask for a withdrawal", p.path)
		}
	}
	if pages < 6 {
		t.Errorf("only %d stories and interviews were looked at", pages)
	}
	for _, p := range []string{"/fr/contact/", "/en/contact/"} {
		if !strings.Contains(string(s.byURL[p].data), `id="withdrawal"`) && !strings.Contains(string(s.byURL[p].data), `id=withdrawal`) {
			t.Errorf("%s has no place called withdrawal", p)
		}
	}
}

// TestPrivacyNoticeIsComplete: each part of the notice is there in both languages; what only
// the mission can say is marked as such and not guessed.
func TestPrivacyNoticeIsComplete(t *testing.T) {
	s := built(t)
	for path, parts := range map[string][]string{
		"/fr/vie-privee/": {"Responsable du traitement", "But du traitement", "Base juridique", "Destinataires", "Durée de conservation", "droits", "protection des données", "porter plainte", "aucun cookie", "Délai de réponse"},
		"/en/privacy/":    {"Controller", "Purpose", "Legal basis", "Recipients", "How long data are kept", "rights", "Data protection officer", "complaint", "no cookie", "Time to answer"},
	} {
		p := s.byURL[path]
		if p == nil {
			t.Fatalf("%s does not exist", path)
		}
		text := strings.NewReplacer("\u00a0", " ", "\u202f", " ", "’", "'").Replace(string(p.data))
		for _, part := range parts {
			if !strings.Contains(text, part) {
				t.Errorf("%s says nothing of %q", path, part)
			}
		}
		if m := regexp.MustCompile(`TODO|XXX|\?\?\?|lorem`).FindString(text); m != "" {
			t.Errorf("%s has %q", path, m)
		}
	}
}

// TestNothingIsPublishedEarly: neither the configuration nor any script or description of a
// task asks Hugo for drafts, for what is still to come or for what has expired.
func TestNothingIsPublishedEarly(t *testing.T) {
	config := effectiveConfig(t, "fr").all
	for _, key := range []string{"builddrafts", "buildfuture", "buildexpired"} {
		if v, set := config[key]; set && v != false {
			t.Errorf("%s is %v", key, v)
		}
	}
	early := regexp.MustCompile(`(?i)--?(?:build)?(?:drafts|future|expired)\b|build(?:Drafts|Future|Expired)\s*=\s*true|\bhugo\b[^\n]* -[A-Z]*[DEF][A-Z]*\b`)
	looked := 0
	err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if base := d.Name(); d.IsDir() && (base == ".git" || base == "node_modules" || base == "public" || base == "testdata" || base == "resources") {
			return fs.SkipDir
		}
		switch filepath.Ext(name) {
		case "", ".sh", ".toml", ".yaml", ".yml", ".json", ".conf", ".mk":
		default:
			return nil
		}
		if d.IsDir() || !d.Type().IsRegular() {
			return nil
		}
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		looked++
		if m := early.Find(data); m != nil {
			t.Errorf("%s asks for %q", name, m)
		}
		return nil
	})
	if err != nil || looked < 20 {
		t.Errorf("looked at %d files: %v", looked, err)
	}
	for _, bad := range []string{"hugo -D", "hugo server -DEF", "hugo --buildFuture", "buildDrafts = true", "newsroom build --drafts"} {
		if !early.MatchString(bad) {
			t.Errorf("%q is not seen", bad)
		}
	}
}

// TestSiteAfterTheSeedConsentHasEnded: on the day after nobody has looked again at the two
// people whom the mission named, the real site still builds, names neither and quotes
// neither. What its own sentences tell stays: that is for a person to rewrite.
func TestSiteAfterTheSeedConsentHasEnded(t *testing.T) {
	source, err := project()
	if err != nil {
		t.Fatal(err)
	}
	site := os.DirFS(buildAt(t, source, "2027-09-05T00:00:00Z"))
	wantNowhere(t, site, []string{"thijs", "sacko", "kissane", "henk", "are pertinent in order that trainings", "i really appreciate the initiative"})
}
