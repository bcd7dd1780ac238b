package media

import (
	"errors"

	"proximite/tools/internal/diagnostic"
)

// Reasons for which a reader gives up. Each has a rule that says it to a person.
var (
	errUnreadable = errors.New("unreadable file")
	errPixels     = errors.New("too many pixels")
	errAnimated   = errors.New("animated picture")
	errLocked     = errors.New("locked document")
	errLayers     = errors.New("document with hidden layers")
	errForm       = errors.New("form to fill in")
	errCodec      = errors.New("sound or film in a form that is not published")
	errFragments  = errors.New("film in fragments")
)

func ruleOf(err error) diagnostic.Rule {
	for _, known := range []struct {
		err  error
		rule diagnostic.Rule
	}{
		{errPixels, tooManyPixels}, {errAnimated, animated}, {errLocked, lockedDocument},
		{errLayers, hiddenLayers}, {errForm, fillableForm}, {errCodec, otherCodec}, {errFragments, inFragments},
	} {
		if errors.Is(err, known.err) {
			return known.rule
		}
	}
	return unreadableFile
}

// advice is for kinds that are never taken.
var advice = map[Kind]diagnostic.Rule{
	AVIF: modernPicture, HEIC: phonePicture, TIFF: rawPicture, Raw: rawPicture, SVG: foreignDrawing, OtherImage: otherPicture,
	JPEG2000: otherPicture, PrintFile: otherPicture, QuickTime: otherFilm, OtherFilm: otherFilm, OtherSound: otherSound, WindowsWave: otherSound,
}

// Rules lists all findings that this package can make.
func Rules() []diagnostic.Rule {
	return []diagnostic.Rule{
		emptyFile, tooLarge, unknownKind, unreadableFile, notClean,
		modernPicture, phonePicture, rawPicture, foreignDrawing, otherPicture, tooManyPixels, animated,
		lockedDocument, hiddenLayers, fillableForm, otherFilm, otherSound, otherCodec, inFragments,
	}
}

func rule(id string, message, hint diagnostic.Text) diagnostic.Rule {
	return diagnostic.Rule{ID: "media/" + id, Severity: diagnostic.Error, Message: message, Hint: hint}
}

var (
	emptyFile = rule("empty",
		diagnostic.Text{FR: "Le fichier est vide.", EN: "The file is empty."},
		diagnostic.Text{FR: "Demandez une nouvelle copie à la personne qui l’a envoyé.", EN: "Ask the person who sent it for a new copy."})
	tooLarge = rule("too-large",
		diagnostic.Text{FR: "Le fichier pèse %[1]d Mo ; le plus grand accepté est de %[2]d Mo.", EN: "The file has %[1]d MB; the largest that is taken has %[2]d MB."},
		diagnostic.Text{FR: "Exportez-le en plus petit, ou coupez l’enregistrement en plusieurs parties.", EN: "Export it smaller, or cut the recording into several parts."})
	unknownKind = rule("unknown-kind",
		diagnostic.Text{FR: "Ce fichier n’est ni une photo, ni un PDF, ni un enregistrement que le site peut publier.", EN: "This file is no photograph, PDF or recording that the site can publish."},
		diagnostic.Text{FR: "Photos : JPEG, PNG ou WebP. Documents : PDF. Son : MP3 ou Opus. Film : MP4.", EN: "Photographs: JPEG, PNG or WebP. Documents: PDF. Sound: MP3 or Opus. Film: MP4."})
	unreadableFile = rule("unreadable",
		diagnostic.Text{FR: "Le fichier est abîmé ou ne suit pas son format : on ne peut pas garantir qu’il ne cache rien.", EN: "The file is damaged or does not follow its format: nobody can promise that it hides nothing."},
		diagnostic.Text{FR: "Ouvrez-le dans un programme, enregistrez-le de nouveau en JPEG, PDF, MP3 ou MP4 et recommencez ; sinon, demandez une nouvelle copie.", EN: "Open it in a program, save it again as JPEG, PDF, MP3 or MP4 and try again; else ask for a new copy."})
	notClean = rule("not-clean",
		diagnostic.Text{FR: "Le fichier contient des informations cachées (%[1]s) que l’on ne sait pas enlever sûrement.", EN: "The file contains hidden information (%[1]s) that cannot be taken out with certainty."},
		diagnostic.Text{FR: "Exportez-le de nouveau : une photo en JPEG, un document en PDF « imprimé », un son en MP3, un film en MP4. Si cela revient, prévenez la personne qui s’occupe du site.", EN: "Export it again: a photograph as JPEG, a document as “printed” PDF, sound as MP3, film as MP4. If it comes back, tell the person who looks after the site."})

	modernPicture = rule("avif",
		diagnostic.Text{FR: "Une photo AVIF ne peut pas être reprise : ses informations cachées ne s’enlèvent pas sûrement.", EN: "An AVIF picture cannot be taken over: its hidden information cannot be removed with certainty."},
		diagnostic.Text{FR: "Exportez-la en JPEG. Le site en fait lui-même des versions AVIF.", EN: "Export it as JPEG. The site makes AVIF versions of it by itself."})
	phonePicture = rule("heic",
		diagnostic.Text{FR: "C’est une photo HEIC, le format des iPhone, que le site ne peut pas publier.", EN: "This is a HEIC picture, the format of iPhones, which the site cannot publish."},
		diagnostic.Text{FR: "Exportez-la en JPEG. Sur le téléphone : Réglages, Appareil photo, Formats, « Le plus compatible ».", EN: "Export it as JPEG. On the phone: Settings, Camera, Formats, “Most Compatible”."})
	rawPicture = rule("raw",
		diagnostic.Text{FR: "C’est une photo brute ou TIFF, telle qu’elle sort d’un appareil ou d’un scanner.", EN: "This is a raw or TIFF picture, as it comes from a camera or a scanner."},
		diagnostic.Text{FR: "Exportez-la en JPEG. L’original ne doit pas entrer dans le projet.", EN: "Export it as JPEG. The original must not enter the project."})
	foreignDrawing = rule("svg",
		diagnostic.Text{FR: "Un dessin SVG venu d’ailleurs peut contenir des programmes et des noms : il n’est pas repris.", EN: "An SVG drawing from outside can contain programs and names: it is not taken over."},
		diagnostic.Text{FR: "Exportez-le en PNG. Un schéma du site se fait avec la personne qui s’occupe du site.", EN: "Export it as PNG. A diagram of the site is made with the person who looks after the site."})
	otherPicture = rule("other-picture",
		diagnostic.Text{FR: "Ce format d’image ne se publie pas.", EN: "This format of pictures is not published."},
		diagnostic.Text{FR: "Exportez l’image en JPEG (photographie) ou en PNG (dessin, capture d’écran).", EN: "Export the picture as JPEG (photograph) or PNG (drawing, screenshot)."})
	tooManyPixels = rule("too-many-pixels",
		diagnostic.Text{FR: "L’image a plus de 50 millions de pixels.", EN: "The picture has more than 50 million pixels."},
		diagnostic.Text{FR: "Réduisez-la : 1600 pixels de large suffisent.", EN: "Make it smaller: a width of 1600 pixels is enough."})
	animated = rule("animated",
		diagnostic.Text{FR: "C’est une image animée.", EN: "This is an animated picture."},
		diagnostic.Text{FR: "Exportez l’image qui compte en JPEG, ou le tout en film MP4.", EN: "Export the picture that matters as JPEG, or the whole as MP4 film."})

	lockedDocument = rule("locked",
		diagnostic.Text{FR: "Le PDF est protégé.", EN: "The PDF is protected."},
		diagnostic.Text{FR: "Retirez le mot de passe et la protection, ou « imprimez-le » en PDF, et recommencez.", EN: "Remove the password and the protection, or “print” it to PDF, and try again."})
	hiddenLayers = rule("hidden-layers",
		diagnostic.Text{FR: "Le PDF a des calques masqués : ce qu’on n’y voit pas serait publié quand même.", EN: "The PDF has hidden layers: what is not seen in it would be published all the same."},
		diagnostic.Text{FR: "Aplatissez-le : « imprimez-le » en PDF, et recommencez.", EN: "Flatten it: “print” it to PDF, and try again."})
	fillableForm = rule("form",
		diagnostic.Text{FR: "Le PDF est un formulaire : ses champs gardent ce que quelqu’un y a écrit, et ne font pas partie des pages.", EN: "The PDF is a form: its fields keep what somebody wrote into them, and are no part of the pages."},
		diagnostic.Text{FR: "Videz les champs, « imprimez-le » en PDF, et recommencez.", EN: "Empty the fields, “print” it to PDF, and try again."})
	otherFilm = rule("other-film",
		diagnostic.Text{FR: "Ce format de film ne se publie pas : beaucoup de téléphones ne le lisent pas.", EN: "This format of films is not published: many phones cannot play it."},
		diagnostic.Text{FR: "Exportez le film en MP4 (H.264 et AAC), ou le son seul en MP3 ou Opus.", EN: "Export the film as MP4 (H.264 and AAC), or the sound alone as MP3 or Opus."})
	otherSound = rule("other-sound",
		diagnostic.Text{FR: "Ce format de son ne se publie pas : il est lourd ou peu lu.", EN: "This format of sound is not published: it is heavy or rarely played."},
		diagnostic.Text{FR: "Exportez-le en Opus (16 kbit/s, mono) et en MP3 : les deux se reprennent avec --to.", EN: "Export it as Opus (16 kbit/s, mono) and as MP3: both are taken over with --to."})
	otherCodec = rule("codec",
		diagnostic.Text{FR: "L’enregistrement est d’une sorte que le site ne sait pas nettoyer.", EN: "The recording is of a sort that the site cannot clean."},
		diagnostic.Text{FR: "Exportez le son en Opus ou en MP3, le film en MP4 (H.264 et AAC).", EN: "Export sound as Opus or MP3, film as MP4 (H.264 and AAC)."})
	inFragments = rule("fragments",
		diagnostic.Text{FR: "Le film est en fragments, comme pour une diffusion en direct.", EN: "The film is in fragments, as for a live broadcast."},
		diagnostic.Text{FR: "Exportez-le de nouveau en MP4 ordinaire (« web optimisé »).", EN: "Export it again as an ordinary MP4 (“web optimised”)."})
)
