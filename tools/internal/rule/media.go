package rule

import (
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"

	"proximite/tools/internal/content"
	"proximite/tools/internal/diagnostic"
	"proximite/tools/internal/media"
	"proximite/tools/internal/plaintext"
	"proximite/tools/internal/transcript"
)

// checkMedia looks into the files themselves: pictures, documents and recordings of
// content/, static/ and assets/. Somebody may have copied one in by hand.
func checkMedia(c *content.Corpus) []diagnostic.Diagnostic {
	m := &mediaFiles{corpus: c, declared: make(map[string]bool)}
	for _, f := range c.Register("photos").Entries() {
		if item := c.Item(f.Value.Get("item").Text()); item != nil {
			m.declared[path.Join(item.Folder, f.Value.Get("file").Text())] = true
		}
	}
	for _, root := range []string{"content", "static", "assets"} {
		fs.WalkDir(c.FS, root, func(name string, d fs.DirEntry, err error) error {
			if err == nil && d.Type().IsRegular() && !slices.Contains(wordFiles, path.Ext(name)) {
				m.file(name)
			}
			return nil // what cannot be read, loading has said
		})
	}
	for _, i := range c.Items {
		m.sizes(i)
	}
	return m.found
}

// wordFiles are looked at by other rules.
var wordFiles = []string{".md", ".css", ".js", ".gotmpl", ".txt", ".json", ".webmanifest", ".xml"}

type mediaFiles struct {
	corpus   *content.Corpus
	declared map[string]bool // files of the register of photographs
	found    []diagnostic.Diagnostic
}

func (m *mediaFiles) report(name string, r diagnostic.Rule, args ...any) {
	m.found = append(m.found, r.At(name, 0, 0, args...))
}

// siteIcon are the only pictures that static/ may hold: they are not about anybody.
var siteIcon = regexp.MustCompile(`^static/((icons?/)?(favicon|icon|apple-touch-icon|maskable)[a-z0-9.-]*)\.(svg|png|ico|webp)$`)

func (m *mediaFiles) file(name string) {
	data, err := readFile(m.corpus, name)
	if err != nil {
		return
	}
	ext, kind := strings.ToLower(path.Ext(name)), media.Detect(data)
	known := slices.Contains(mediaEndings, ext)
	if m.forbidden(name, data) || !known && kind == media.Unknown {
		return
	}
	switch own := strings.HasPrefix(name, "content/"); {
	case strings.HasPrefix(name, "static/") && !siteIcon.MatchString(name) && (known || kind != media.Unknown):
		m.report(name, storyInStatic)
	case own && expectedFile(name) && !kind.Fits(ext):
		m.report(name, wrongEnding, ext, kindName(kind).FR, kindName(kind).EN)
	case own && kind.Picture() && !m.declared[name]:
		m.report(name, undeclaredPhoto)
	case known && expectedFile(name) || !own:
		if left := media.Inspect(data); len(left) > 0 && ext != ".ico" {
			m.report(name, hiddenInformation, left[0].What)
		}
	}
}

// mediaEndings are the endings of pictures, documents and recordings.
var mediaEndings = []string{
	".jpg", ".jpeg", ".png", ".webp", ".avif", ".gif", ".svg", ".pdf", ".mp3", ".opus", ".ogg", ".mp4", ".m4a",
	".heic", ".tif", ".tiff", ".mov", ".wav",
}

// forbidden reports, and says, that a file is on the list.
func (m *mediaFiles) forbidden(name string, data []byte) bool {
	list := m.corpus.Register("forbidden").Entries()
	if len(list) == 0 {
		return false
	}
	sum := media.SHA256(data)
	for _, f := range list {
		if f.Key == sum || f.Value.Get("cleaned").Text() == sum {
			m.report(name, forbiddenOriginal)
			return true
		}
	}
	return false
}

func kindName(k media.Kind) diagnostic.Text {
	if k == media.Unknown {
		return diagnostic.Text{FR: "autre chose", EN: "something else"}
	}
	return diagnostic.Text{FR: strings.ToUpper(string(k)), EN: strings.ToUpper(string(k))}
}

// sizes holds what an item says of its files against the files.
func (m *mediaFiles) sizes(i *content.Item) {
	for _, v := range i.Versions {
		for _, f := range v.Meta.Get("formats").Children() {
			m.size(v.Path, i.Folder, f)
		}
	}
	for _, v := range i.Versions[:min(1, len(i.Versions))] {
		if t := m.corpus.Transcript(v.Meta.Get("transcript").Text()); t != nil {
			m.size(t.Path, i.Folder, t.Root.Get("media"))
			m.size(t.Path, i.Folder, t.Root.Get("media", "also"))
			if film := t.Root.Get("media", "kind"); film.Text() == "video" && !timed(t) {
				m.found = append(m.found, gate(v, at(t.Path, film, filmWithoutCaptions)))
			}
		}
	}
}

// timed reports whether a transcript can be shown as captions.
func timed(t *content.Transcript) bool {
	if t.Transcript == nil {
		return true // said elsewhere
	}
	return slices.ContainsFunc(t.Segments, func(s transcript.Segment) bool { return s.Start >= 0 })
}

// size compares a pair of file and bytes; a file that is missing is found elsewhere,
// by the template that offers it.
func (m *mediaFiles) size(where, folder string, n *plaintext.Node) {
	name, said := n.Get("file"), n.Get("bytes")
	if name == nil || said == nil {
		return
	}
	data, err := readFile(m.corpus, path.Join(folder, name.Text()))
	if err != nil {
		m.found = append(m.found, at(where, name, offeredFileMissing, name.Text(), folder))
		return
	}
	if bytes, ok := said.Value.(int); ok && bytes != len(data) {
		m.found = append(m.found, at(where, said, wrongSize, name.Text(), bytes, len(data)))
	}
}

func readFile(c *content.Corpus, name string) ([]byte, error) {
	if !fs.ValidPath(name) {
		return nil, fs.ErrInvalid
	}
	return fs.ReadFile(c.FS, name)
}

func mediaRules() []diagnostic.Rule {
	return []diagnostic.Rule{undeclaredPhoto, hiddenInformation, wrongEnding, storyInStatic, forbiddenOriginal, wrongSize, offeredFileMissing, filmWithoutCaptions}
}

var (
	undeclaredPhoto = diagnostic.Rule{
		ID: "photo/undeclared", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "Cette image n’est pas dans data/photos.yaml : personne n’a dit ce qu’elle montre ni à qui elle est.", EN: "This picture is not in data/photos.yaml: nobody has said what it shows and whose it is."},
		Hint:    diagnostic.Text{FR: "Sortez-la du dossier, puis lancez « newsroom import FICHIER --to IDENTIFIANT ».", EN: "Move it out of the folder, then run “newsroom import FILE --to ID”."},
	}
	hiddenInformation = diagnostic.Rule{
		ID: "media/hidden-information", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "Ce fichier contient des informations cachées (%[1]s) : lieu, heure, appareil ou auteur peut-être.", EN: "This file contains hidden information (%[1]s): place, time, device or author perhaps."},
		Hint:    diagnostic.Text{FR: "Sortez-le du dossier, puis lancez « newsroom import FICHIER --to IDENTIFIANT », qui les enlève. Un dessin SVG : enregistrez-le en « SVG simple ».", EN: "Move it out of the folder, then run “newsroom import FILE --to ID”, which removes them. An SVG drawing: save it as “plain SVG”."},
	}
	wrongEnding = diagnostic.Rule{
		ID: "media/wrong-ending", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "Ce fichier se termine par « %[1]s » mais contient %[2]s.", EN: "This file ends with “%[1]s” but contains %[3]s."},
		Hint:    diagnostic.Text{FR: "Enlevez-le et importez l’original avec « newsroom import FICHIER --to IDENTIFIANT », qui lui donne le bon nom ou dit ce qui ne va pas.", EN: "Remove it and import the original with “newsroom import FILE --to ID”, which gives it the right name or says what is wrong."},
	}
	storyInStatic = diagnostic.Rule{
		ID: "media/in-static", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "Une image, un son ou un document est dans static/, d’où tout est publié tel quel, même sous embargo.", EN: "A picture, sound or document is in static/, from where everything is published as it is, even under embargo."},
		Hint:    diagnostic.Text{FR: "Seules les icônes du site y vont. Lancez « newsroom import FICHIER --to IDENTIFIANT », puis supprimez ce fichier.", EN: "Only the icons of the site go there. Run “newsroom import FILE --to ID”, then delete this file."},
	}
	forbiddenOriginal = diagnostic.Rule{
		ID: "media/forbidden", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "Ce fichier est un original interdit (data/forbidden.yaml) : des visages n’y sont pas floutés.", EN: "This file is a forbidden original (data/forbidden.yaml): faces are not blurred in it."},
		Hint:    diagnostic.Text{FR: "Supprimez-le tout de suite, sans l’envoyer à personne, et prévenez la personne qui s’occupe du site : il ne doit pas rester dans l’historique.", EN: "Delete it at once, without sending it to anybody, and tell the person who looks after the site: it must not stay in the history."},
	}
	wrongSize = diagnostic.Rule{
		ID: "media/wrong-size", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "Le fichier « %[1]s » pèse %[3]d octets, et non %[2]d : le lecteur paierait une autre taille.", EN: "The file “%[1]s” has %[3]d bytes, not %[2]d: readers would pay for another size."},
		Hint:    diagnostic.Text{FR: "Écrivez bytes: %[3]d, après avoir vérifié que c’est le bon fichier.", EN: "Write bytes: %[3]d, after checking that it is the right file."},
	}
	filmWithoutCaptions = diagnostic.Rule{
		ID: "media/no-captions", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "Le film n’a pas de sous-titres : aucun passage de la transcription n’a d’heure.", EN: "The film has no captions: no passage of the transcript has a time."},
		Hint:    diagnostic.Text{FR: "Importez la transcription avec ses heures (.vtt ou .srt) : qui n’entend pas doit pouvoir suivre.", EN: "Import the transcript with its times (.vtt or .srt): those who do not hear must be able to follow."},
	}
	offeredFileMissing = diagnostic.Rule{
		ID: "media/missing", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "Le fichier « %[1]s » n’est pas dans %[2]s.", EN: "The file “%[1]s” is not in %[2]s."},
		Hint:    diagnostic.Text{FR: "Importez-le avec « newsroom import FICHIER --to IDENTIFIANT », ou enlevez la ligne qui le nomme.", EN: "Import it with “newsroom import FILE --to ID”, or remove the line that names it."},
	}
)
