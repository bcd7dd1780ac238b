package audit

import (
	"path"
	"slices"
	"strings"

	"proximite/tools/internal/diagnostic"
	"proximite/tools/internal/media"
)

var (
	imageMetadata = diagnostic.Rule{
		ID: "audit/image-metadata", Severity: diagnostic.Error,
		Message: diagnostic.Text{
			FR: "Le fichier contient des informations cachées (%[1]s) : elles peuvent dire où, quand, avec quel appareil et par qui il a été fait.",
			EN: "The file contains hidden information (%[1]s): it can tell where, when, with which device and by whom it was made.",
		},
		Hint: diagnostic.Text{
			FR: "Ne publiez pas l’original : réimportez la photo, le document ou le son avec « newsroom import FICHIER --to IDENTIFIANT ».",
			EN: "Do not publish the original: import the photograph, document or sound again with “newsroom import FILE --to ID”.",
		},
	}
	unsafeDrawing = diagnostic.Rule{
		ID: "audit/unsafe-drawing", Severity: diagnostic.Error,
		Message: diagnostic.Text{
			FR: "Le dessin SVG contient ce qu’un dessin ne doit pas contenir (%[1]s) : un programme, un renvoi ailleurs, ou le nom de qui l’a fait.",
			EN: "The SVG drawing contains what a drawing must not (%[1]s): a program, a reference to elsewhere, or the name of its maker.",
		},
		Hint: diagnostic.Text{
			FR: "Demandez à la personne qui s’occupe du site d’enregistrer le dessin en « SVG simple », sans commentaires ni métadonnées.",
			EN: "Ask the person who looks after the site to save the drawing as “plain SVG”, without comments and metadata.",
		},
	}
)

// inspected are the endings of pictures, documents and recordings; byContent are kinds
// that are looked at whatever the file is called.
var (
	inspected = []string{".jpg", ".jpeg", ".png", ".webp", ".avif", ".gif", ".svg", ".pdf", ".mp3", ".opus", ".ogg", ".mp4", ".m4a"}
	byContent = []media.Kind{media.JPEG, media.PNG, media.WebP, media.AVIF, media.HEIC, media.TIFF, media.PDF, media.MP4, media.Ogg}
)

// checkMedia looks for what cameras, recorders and programs write about people.
func checkMedia(name string, data []byte) []diagnostic.Diagnostic {
	ext, kind := strings.ToLower(path.Ext(name)), media.Detect(data)
	if !slices.Contains(inspected, ext) && !slices.Contains(byContent, kind) {
		return nil
	}
	r := imageMetadata
	if ext == ".svg" {
		r = unsafeDrawing
	}
	seen := make(map[string]bool)
	var found []diagnostic.Diagnostic
	for _, t := range media.Inspect(data) {
		if !seen[t.What] {
			seen[t.What] = true
			found = append(found, r.At(name, 0, 0, t.What))
		}
	}
	return found
}
