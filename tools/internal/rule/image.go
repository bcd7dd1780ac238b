package rule

import (
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"proximite/tools/internal/content"
	"proximite/tools/internal/diagnostic"
	"proximite/tools/internal/document"
)

// maxAlternative is how long a description may be before it belongs in the text.
const maxAlternative = 250

// checkImages asks that every picture exists and is described.
func checkImages(c *content.Corpus) []diagnostic.Diagnostic {
	var found []diagnostic.Diagnostic
	versions(c, func(v *content.Version) {
		for _, i := range v.Images {
			found = append(found, checkAlternative(v, i)...)
			found = append(found, checkPicture(c, v, i)...)
		}
	})
	return found
}

func checkAlternative(v *content.Version, i document.Image) []diagnostic.Diagnostic {
	one := func(r diagnostic.Rule, args ...any) []diagnostic.Diagnostic {
		return []diagnostic.Diagnostic{v.At(r, i.Offset, args...)}
	}
	alt := strings.TrimSpace(i.Alt)
	lower := strings.ToLower(alt)
	switch {
	case alt == "":
		return one(missingAlternative)
	case isFileName(lower, i.Destination):
		return one(alternativeIsFile, alt)
	case utf8.RuneCountInString(alt) > maxAlternative:
		return one(longAlternative, utf8.RuneCountInString(alt), maxAlternative)
	}
	for _, start := range []string{"photo de ", "photo d’", "photo d'", "image de ", "image d’", "image d'", "photo of ", "image of ", "picture of "} {
		if strings.HasPrefix(lower, start) {
			return one(wordyAlternative, strings.TrimSpace(alt[:len(start)]))
		}
	}
	return nil
}

// isFileName sees "IMG_2041", "photo.jpg" and the name of the very file.
func isFileName(alt, destination string) bool {
	base := strings.ToLower(path.Base(destination))
	stem := strings.TrimSuffix(base, path.Ext(base))
	flat := func(s string) string { return strings.NewReplacer("-", " ", "_", " ").Replace(s) }
	return alt == base || flat(alt) == flat(stem) && !strings.Contains(strings.TrimSpace(alt), " ") ||
		slices.Contains([]string{".jpg", ".jpeg", ".png", ".webp", ".heic"}, path.Ext(alt))
}

func checkPicture(c *content.Corpus, v *content.Version, i document.Image) []diagnostic.Diagnostic {
	one := func(r diagnostic.Rule, args ...any) []diagnostic.Diagnostic {
		return []diagnostic.Diagnostic{v.At(r, i.Offset, args...)}
	}
	d := i.Destination
	switch {
	case strings.Contains(d, ":") || strings.HasPrefix(d, "//"):
		return one(remotePicture)
	case !slices.Contains([]string{".jpg", ".jpeg", ".png", ".webp"}, strings.ToLower(path.Ext(d))):
		return one(pictureFormat, path.Ext(d))
	case strings.HasPrefix(d, "/") || !c.HasFile(path.Join(v.Item.Folder, d)):
		return one(missingPicture, d, v.Item.Folder)
	}
	return nil
}

func imageRules() []diagnostic.Rule {
	return []diagnostic.Rule{missingAlternative, alternativeIsFile, longAlternative, wordyAlternative, remotePicture, pictureFormat, missingPicture}
}

var (
	missingAlternative = diagnostic.Rule{
		ID: "image/missing-alternative", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "L’image n’a pas de texte de remplacement.", EN: "The picture has no alternative text."},
		Hint:    diagnostic.Text{FR: "Dites entre les crochets ce que l’image montre : ![Un formateur explique un plan à six stagiaires](photo.jpg).", EN: "Say between the brackets what the picture shows: ![A trainer explains a plan to six trainees](photo.jpg)."},
	}
	alternativeIsFile = diagnostic.Rule{
		ID: "image/alternative-is-file-name", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "Le texte de remplacement « %[1]s » est un nom de fichier.", EN: "The alternative text “%[1]s” is a file name."},
		Hint:    diagnostic.Text{FR: "Dites plutôt ce que l’image montre.", EN: "Say what the picture shows instead."},
	}
	longAlternative = diagnostic.Rule{
		ID: "image/long-alternative", Severity: diagnostic.Warning,
		Message: diagnostic.Text{FR: "Le texte de remplacement a %[1]d caractères ; il devrait en avoir au plus %[2]d.", EN: "The alternative text has %[1]d characters; it should have %[2]d at most."},
		Hint:    diagnostic.Text{FR: "Gardez l’essentiel et racontez le reste dans le texte.", EN: "Keep the essential and tell the rest in the text."},
	}
	wordyAlternative = diagnostic.Rule{
		ID: "image/wordy-alternative", Severity: diagnostic.Warning,
		Message: diagnostic.Text{FR: "Le texte de remplacement commence par « %[1]s », que le lecteur d’écran dit déjà.", EN: "The alternative text begins with “%[1]s”, which the screen reader says already."},
		Hint:    diagnostic.Text{FR: "Commencez par ce que l’on voit.", EN: "Begin with what is to be seen."},
	}
	remotePicture = diagnostic.Rule{
		ID: "image/remote", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "L’image vient d’un autre site.", EN: "The picture comes from another site."},
		Hint:    diagnostic.Text{FR: "Copiez-la, avec son autorisation, dans le dossier de la page.", EN: "Copy it, with permission, into the folder of the page."},
	}
	pictureFormat = diagnostic.Rule{
		ID: "image/format", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "Une image « %[1]s » ne peut pas être publiée.", EN: "A picture “%[1]s” cannot be published."},
		Hint:    diagnostic.Text{FR: "Exportez-la en JPEG (photographie) ou en PNG (dessin).", EN: "Export it as JPEG (photograph) or PNG (drawing)."},
	}
	missingPicture = diagnostic.Rule{
		ID: "image/missing-file", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "L’image « %[1]s » n’est pas dans le dossier de la page.", EN: "The picture “%[1]s” is not in the folder of the page."},
		Hint:    diagnostic.Text{FR: "Placez le fichier dans %[2]s et vérifiez majuscules et extension.", EN: "Put the file into %[2]s and check capitals and ending."},
	}
)
