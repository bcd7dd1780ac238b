package rule

import (
	"path"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"proximite/tools/internal/content"
	"proximite/tools/internal/diagnostic"
	"proximite/tools/internal/document"
	"proximite/tools/internal/media"
	"proximite/tools/internal/plaintext"
	"proximite/tools/internal/withdrawal"
)

// checkPhotos asks that every photograph is in the register, says what it shows and
// whose it is in both languages, was looked at by somebody, and that pages place
// photographs of their own by their id.
func checkPhotos(c *content.Corpus) []diagnostic.Diagnostic {
	p := &photos{corpus: c, register: c.Register("photos"), gone: goneIn(c), shown: make(map[string]bool)}
	versions(c, p.version)
	if !p.register.Broken {
		for _, f := range p.register.Entries() {
			p.entry(f)
		}
	}
	return p.found
}

type photos struct {
	corpus   *content.Corpus
	register *content.Register
	gone     *withdrawal.Gone
	shown    map[string]bool // by a published page
	found    []diagnostic.Diagnostic
}

func (p *photos) version(v *content.Version) {
	for _, i := range v.Images {
		p.found = append(p.found, v.At(typedPicture, i.Offset))
	}
	if n := v.Meta.Get("photo"); n != nil {
		p.use(v, n.Text(), func(r diagnostic.Rule, args ...any) diagnostic.Diagnostic { return at(v.Path, n, r, args...) })
	}
	calls(v.Document, "photo", func(call document.Shortcode) {
		place := func(r diagnostic.Rule, args ...any) diagnostic.Diagnostic { return v.At(r, call.Offset, args...) }
		if id, ok := call.First(); ok {
			p.use(v, id.Value, place)
		}
	})
}

// use looks at a place where a page shows a photograph.
func (p *photos) use(v *content.Version, id string, place func(diagnostic.Rule, ...any) diagnostic.Diagnostic) {
	p.shown[id] = p.shown[id] || published(v.Item)
	switch entry := p.register.Entry(id); {
	case p.register.Broken:
	case p.gone.Photos[id]:
		p.found = append(p.found, place(gonePhoto, id))
	case entry == nil:
		var known []string
		for _, f := range p.register.Entries() {
			known = append(known, f.Key)
		}
		p.found = append(p.found, withHint(place(unknownPhoto, id), suggest(id, known)))
	case entry.Get("item").Text() != v.Item.ID():
		p.found = append(p.found, place(otherPhoto, id, entry.Get("item").Text()))
	}
}

// entry looks at one photograph of the register.
func (p *photos) entry(f plaintext.Field) {
	e := f.Value
	report := func(n *plaintext.Node, r diagnostic.Rule, args ...any) {
		p.found = append(p.found, at(p.register.Path, n, r, args...))
	}
	item := p.corpus.Item(e.Get("item").Text())
	if item == nil {
		if !p.gone.Items[e.Get("item").Text()] {
			report(e.Get("item"), photoWithoutItem, f.Key, e.Get("item").Text())
		}
		return
	}
	name := path.Join(item.Folder, e.Get("file").Text())
	switch data, err := readFile(p.corpus, name); {
	case !strings.HasPrefix(e.Get("file").Text(), f.Key+"."):
		report(e.Get("file"), photoName, f.Key, f.Key+path.Ext(name))
	case err != nil:
		report(e.Get("file"), photoWithoutFile, f.Key, name)
	case media.SHA256(data) != e.Get("sha256").Text():
		report(e.Get("sha256"), alteredPhoto, f.Key, name, item.ID())
	}
	if !p.shown[f.Key] && !slices.Contains(p.corpus.PhotosOf(item), f.Key) {
		report(e, unusedPhoto, f.Key)
	}
	p.unsaid(f)
	p.words(f)
}

// unsaid lists what a person still has to say: to do, until a published page shows the
// photograph.
func (p *photos) unsaid(f plaintext.Field) {
	ask := func(n *plaintext.Node, what diagnostic.Text) {
		d := at(p.register.Path, n, photoUnsaid, f.Key, what.FR, what.EN)
		if !p.shown[f.Key] {
			d = d.With(diagnostic.Todo)
		}
		p.found = append(p.found, d)
	}
	for _, q := range photoQuestions {
		if n := f.Value.Get(q.keys...); n != nil && strings.TrimSpace(n.Text()) == "" {
			ask(n, q.what)
		}
	}
	faces := f.Value.Get("faces")
	if faces.Text() == "consented" && len(f.Value.Get("people").Children()) == 0 {
		ask(faces, diagnostic.Text{FR: "qui est reconnaissable (« people »)", EN: "who can be recognised (“people”)"})
	}
}

// photoQuestions are the texts that may not stay empty.
var photoQuestions = []struct {
	keys []string
	what diagnostic.Text
}{
	{[]string{"alt", "fr"}, diagnostic.Text{FR: "ce que l’on voit, en français", EN: "what is to be seen, in French"}},
	{[]string{"alt", "en"}, diagnostic.Text{FR: "ce que l’on voit, en anglais", EN: "what is to be seen, in English"}},
	{[]string{"caption", "fr"}, diagnostic.Text{FR: "la légende en français", EN: "the caption in French"}},
	{[]string{"caption", "en"}, diagnostic.Text{FR: "la légende en anglais", EN: "the caption in English"}},
	{[]string{"credit", "fr"}, diagnostic.Text{FR: "le crédit en français", EN: "the credit in French"}},
	{[]string{"credit", "en"}, diagnostic.Text{FR: "le crédit en anglais", EN: "the credit in English"}},
	{[]string{"licence", "fr"}, diagnostic.Text{FR: "la licence en français", EN: "the licence in French"}},
	{[]string{"licence", "en"}, diagnostic.Text{FR: "la licence en anglais", EN: "the licence in English"}},
	{[]string{"taken"}, diagnostic.Text{FR: "le mois de la prise de vue, ou not-published", EN: "the month in which it was taken, or not-published"}},
	{[]string{"faces"}, diagnostic.Text{FR: "les visages : aucun, acceptés, floutés ou de dos", EN: "the faces: none, agreed to, blurred or from behind"}},
	{[]string{"checked", "plates"}, diagnostic.Text{FR: "les plaques d’immatriculation", EN: "number plates"}},
	{[]string{"checked", "name_tags"}, diagnostic.Text{FR: "les badges et les noms sur les uniformes", EN: "badges and names on uniforms"}},
	{[]string{"checked", "screens"}, diagnostic.Text{FR: "les écrans, tableaux, cartes et papiers", EN: "screens, boards, maps and papers"}},
	{[]string{"checked", "signs"}, diagnostic.Text{FR: "les panneaux qui disent le lieu", EN: "signs that tell the place"}},
	{[]string{"by"}, diagnostic.Text{FR: "les initiales de qui l’a regardée", EN: "the initials of who looked at it"}},
	{[]string{"checked_on"}, diagnostic.Text{FR: "le jour où elle a été regardée", EN: "the day on which it was looked at"}},
}

// Lengths of a description: shorter says nothing, longer belongs in the caption.
const (
	minAlternative = 5
	maxAlternative = 150
)

var cameraName = regexp.MustCompile(`(?i)^((img|dsc|dscn|dcim|pict|image|photo|screenshot|capture)[-_ ]?\d*|[\w-]+\.(jpe?g|png|webp|heic))$`)

// words looks at the descriptions of a photograph.
func (p *photos) words(f plaintext.Field) {
	fr, en := f.Value.Get("alt", "fr"), f.Value.Get("alt", "en")
	for _, n := range []*plaintext.Node{fr, en} {
		report := func(r diagnostic.Rule, args ...any) { p.found = append(p.found, at(p.register.Path, n, r, args...)) }
		alt := strings.TrimSpace(n.Text())
		length, lower := utf8.RuneCountInString(alt), strings.ToLower(alt)
		switch {
		case alt == "":
		case cameraName.MatchString(alt) || lower == f.Key:
			report(alternativeIsFile, alt)
		case length < minAlternative || length > maxAlternative:
			report(alternativeLength, length, minAlternative, maxAlternative)
		}
		for _, start := range []string{"photo de ", "photo d’", "photo d'", "image de ", "image d’", "image d'", "photo of ", "image of ", "picture of "} {
			if strings.HasPrefix(lower, start) {
				report(wordyAlternative, strings.TrimSpace(alt[:len(start)]))
			}
		}
	}
	if a := strings.TrimSpace(fr.Text()); a != "" && a == strings.TrimSpace(en.Text()) {
		p.found = append(p.found, at(p.register.Path, en, sameAlternative))
	}
}

func photoRules() []diagnostic.Rule {
	return []diagnostic.Rule{
		typedPicture, unknownPhoto, gonePhoto, otherPhoto, photoWithoutItem, photoWithoutFile, photoName, alteredPhoto, unusedPhoto,
		photoUnsaid, alternativeIsFile, alternativeLength, wordyAlternative, sameAlternative,
	}
}

var (
	typedPicture = diagnostic.Rule{
		ID: "photo/typed", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "Une image est placée avec ![…](…).", EN: "A picture is placed with ![…](…)."},
		Hint:    diagnostic.Text{FR: "Lancez « newsroom import photo.jpg --to IDENTIFIANT », puis écrivez ici {{< photo \"identifiant\" >}} : le texte de remplacement, le crédit et la licence suivent, et la photo se retire en un seul endroit.", EN: "Run “newsroom import photo.jpg --to ID”, then write here {{< photo \"id\" >}}: alternative text, credit and licence come along, and the photograph can be taken back in one place."},
	}
	unknownPhoto = diagnostic.Rule{
		ID: "photo/unknown", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "Il n’y a pas de photo « %[1]s » dans data/photos.yaml.", EN: "There is no photograph “%[1]s” in data/photos.yaml."},
		Hint:    diagnostic.Text{FR: "Reprenez l’identifiant que « newsroom import » a donné, ou importez la photo.", EN: "Take the id that “newsroom import” gave, or import the photograph."},
	}
	gonePhoto = diagnostic.Rule{
		ID: "photo/withdrawn", Severity: diagnostic.Advice,
		Message: diagnostic.Text{FR: "La photo « %[1]s » a été retirée : rien n’est montré ici.", EN: "The photograph “%[1]s” was withdrawn: nothing is shown here."},
		Hint:    diagnostic.Text{FR: "Effacez l’appel à la prochaine relecture.", EN: "Delete the call when you next edit the page."},
	}
	otherPhoto = diagnostic.Rule{
		ID: "photo/other-item", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "La photo « %[1]s » appartient à l’élément %[2]s, pas à celui-ci.", EN: "The photograph “%[1]s” belongs to the item %[2]s, not to this one."},
		Hint:    diagnostic.Text{FR: "L’accord des personnes vaut pour une page. Importez la photo pour cette page aussi, si elles l’acceptent, ou mettez un lien.", EN: "People agree to one page. Import the photograph for this page too, if they accept it, or put a link."},
	}
	photoWithoutItem = diagnostic.Rule{
		ID: "photo/no-item", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "La photo « %[1]s » appartient à un élément qui n’existe pas (« %[2]s »).", EN: "The photograph “%[1]s” belongs to an item that does not exist (“%[2]s”)."},
		Hint:    diagnostic.Text{FR: "Corrigez « item », ou effacez la fiche et le fichier.", EN: "Correct “item”, or delete the entry and the file."},
	}
	photoWithoutFile = diagnostic.Rule{
		ID: "photo/no-file", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "Le fichier de la photo « %[1]s » manque : %[2]s.", EN: "The file of the photograph “%[1]s” is missing: %[2]s."},
		Hint:    diagnostic.Text{FR: "Importez la photo de nouveau avec « newsroom import », ou effacez sa fiche de data/photos.yaml.", EN: "Import the photograph again with “newsroom import”, or delete its entry from data/photos.yaml."},
	}
	photoName = diagnostic.Rule{
		ID: "photo/file-name", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "Le fichier de la photo « %[1]s » ne porte pas son identifiant.", EN: "The file of the photograph “%[1]s” is not called by its id."},
		Hint:    diagnostic.Text{FR: "Nommez-le %[2]s : les noms de fichiers donnent souvent des dates et des personnes.", EN: "Call it %[2]s: file names often give dates and persons."},
	}
	alteredPhoto = diagnostic.Rule{
		ID: "photo/altered", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "Le fichier %[2]s n’est plus celui qui a été importé et vérifié (photo « %[1]s »).", EN: "The file %[2]s is no longer the one that was imported and checked (photograph “%[1]s”)."},
		Hint:    diagnostic.Text{FR: "Importez la version modifiée avec « newsroom import FICHIER --to %[3]s », puis effacez l’ancienne fiche : quelqu’un doit l’avoir regardée.", EN: "Import the changed version with “newsroom import FILE --to %[3]s”, then delete the old entry: somebody must have looked at it."},
	}
	unusedPhoto = diagnostic.Rule{
		ID: "photo/unused", Severity: diagnostic.Advice,
		Message: diagnostic.Text{FR: "Aucune page ne montre la photo « %[1]s ».", EN: "No page shows the photograph “%[1]s”."},
		Hint:    diagnostic.Text{FR: "Placez-la avec {{< photo \"%[1]s\" >}}, ou effacez sa fiche et son fichier.", EN: "Place it with {{< photo \"%[1]s\" >}}, or delete its entry and its file."},
	}
	photoUnsaid = diagnostic.Rule{
		ID: "photo/unsaid", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "Pour la photo « %[1]s », il manque : %[2]s.", EN: "For the photograph “%[1]s” this is missing: %[3]s."},
		Hint:    diagnostic.Text{FR: "Regardez la photo en grand et complétez sa fiche. Si vous ne savez pas, demandez à qui l’a prise ; en cas de doute sur une personne, à qui tient les accords.", EN: "Look at the photograph enlarged and complete its entry. If you do not know, ask who took it; when in doubt about a person, whoever keeps the agreements."},
	}
	alternativeIsFile = diagnostic.Rule{
		ID: "photo/alternative-is-file-name", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "Le texte de remplacement « %[1]s » est un nom de fichier.", EN: "The alternative text “%[1]s” is a file name."},
		Hint:    diagnostic.Text{FR: "Dites plutôt ce que l’on voit.", EN: "Say what is to be seen instead."},
	}
	alternativeLength = diagnostic.Rule{
		ID: "photo/alternative-length", Severity: diagnostic.Warning,
		Message: diagnostic.Text{FR: "Le texte de remplacement a %[1]d caractères ; il en faut de %[2]d à %[3]d.", EN: "The alternative text has %[1]d characters; it takes %[2]d to %[3]d."},
		Hint:    diagnostic.Text{FR: "Gardez l’essentiel de ce que l’on voit ; le reste va dans la légende.", EN: "Keep the essence of what is to be seen; the rest goes into the caption."},
	}
	wordyAlternative = diagnostic.Rule{
		ID: "photo/wordy-alternative", Severity: diagnostic.Warning,
		Message: diagnostic.Text{FR: "Le texte de remplacement commence par « %[1]s », que le lecteur d’écran dit déjà.", EN: "The alternative text begins with “%[1]s”, which the screen reader says already."},
		Hint:    diagnostic.Text{FR: "Commencez par ce que l’on voit.", EN: "Begin with what is to be seen."},
	}
	sameAlternative = diagnostic.Rule{
		ID: "photo/same-alternative", Severity: diagnostic.Warning,
		Message: diagnostic.Text{FR: "Le texte de remplacement est le même dans les deux langues.", EN: "The alternative text is the same in both languages."},
		Hint:    diagnostic.Text{FR: "Écrivez-le en français sous « fr » et en anglais sous « en ».", EN: "Write it in French under “fr” and in English under “en”."},
	}
)
