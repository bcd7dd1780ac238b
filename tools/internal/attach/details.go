package attach

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"proximite/tools/internal/content"
	"proximite/tools/internal/diagnostic"
	"proximite/tools/internal/scalar"
)

// Details is what a person says about a photograph; "" where nobody has said it yet.
type Details map[Field]string

// Field is one thing to be said, as data/photos.yaml calls it.
type Field string

// The fields in the order of an entry. People is a list with commas between.
const (
	AltFR     Field = "alt.fr"
	AltEN     Field = "alt.en"
	CaptionFR Field = "caption.fr"
	CaptionEN Field = "caption.en"
	CreditFR  Field = "credit.fr"
	CreditEN  Field = "credit.en"
	LicenceFR Field = "licence.fr"
	LicenceEN Field = "licence.en"
	Taken     Field = "taken"
	Place     Field = "place"
	Faces     Field = "faces"
	People    Field = "people"
	Plates    Field = "checked.plates"
	NameTags  Field = "checked.name_tags"
	Screens   Field = "checked.screens"
	Signs     Field = "checked.signs"
	By        Field = "by"
	On        Field = "checked_on"
)

// Required are the fields without which a photograph is not published.
func Required() []Field {
	return []Field{AltFR, AltEN, CreditFR, CreditEN, LicenceFR, LicenceEN, Taken, Faces, Plates, NameTags, Screens, Signs, By}
}

// questions are put to a person, and stand beside empty texts.
var questions = map[Field]diagnostic.Text{
	AltFR:     {FR: "En français : que voit-on ? Sans nom, sans « photo de »", EN: "In French: what is to be seen? No name, no “photo of”"},
	AltEN:     {FR: "En anglais : que voit-on ? Sans nom, sans « photo de »", EN: "In English: what is to be seen? No name, no “photo of”"},
	CreditFR:  {FR: "Crédit à citer, en français", EN: "Credit to be named, in French"},
	CreditEN:  {FR: "Crédit à citer, en anglais", EN: "Credit to be named, in English"},
	LicenceFR: {FR: "Licence, en français (par exemple CC BY 4.0)", EN: "Licence, in French (for example CC BY 4.0)"},
	LicenceEN: {FR: "Licence, en anglais (par exemple CC BY 4.0)", EN: "Licence, in English (for example CC BY 4.0)"},
	Taken:     {FR: "Mois de la prise de vue (AAAA-MM), ou not-published", EN: "Month in which it was taken (YYYY-MM), or not-published"},
	Faces:     {FR: "Visages : none, consented, blurred ou from-behind", EN: "Faces: none, consented, blurred or from-behind"},
	Plates:    {FR: "Plaques d’immatriculation : none (aucune) ou removed (effacées)", EN: "Number plates: none or removed"},
	NameTags:  {FR: "Badges et noms sur les uniformes : none ou removed", EN: "Badges and names on uniforms: none or removed"},
	Screens:   {FR: "Écrans, tableaux, cartes, papiers lisibles : none ou removed", EN: "Readable screens, boards, maps, papers: none or removed"},
	Signs:     {FR: "Panneaux qui disent le lieu : none ou removed", EN: "Signs that tell the place: none or removed"},
	By:        {FR: "Vos initiales (vous avez regardé la photo en grand)", EN: "Your initials (you looked at the photograph enlarged)"},
}

// Question is how a person is asked for a field.
func (f Field) Question() diagnostic.Text { return questions[f] }

var (
	initials = regexp.MustCompile(`^[A-Z]{2,4}$`)
	month    = regexp.MustCompile(`^[0-9]{4}(-(0[1-9]|1[0-2]))?$`)
)

// Accepts reports whether a value may stand in a field; the empty one always may.
func (f Field) Accepts(value string) bool {
	if value == "" {
		return true
	}
	switch f {
	case Faces:
		return slices.Contains([]string{"none", "consented", "blurred", "from-behind"}, value)
	case Plates, NameTags, Screens, Signs:
		return value == "none" || value == "removed"
	case By:
		return initials.MatchString(value)
	case Taken:
		return month.MatchString(value) || value == "not-published"
	case On:
		_, err := time.Parse(time.DateOnly, value)
		return err == nil
	}
	return strings.TrimSpace(value) != "" && !strings.ContainsAny(value, "\n\r")
}

// Unknown returns a person or place of the details that no register has.
func (d Details) Unknown(corpus *content.Corpus) (Field, string) {
	for _, id := range d.people() {
		if corpus.Register("people").Entry(id) == nil {
			return People, id
		}
	}
	if key := d[Place]; key != "" && corpus.Register("places").Entry(key) == nil {
		return Place, key
	}
	return "", ""
}

func (d Details) people() []string {
	return strings.FieldsFunc(d[People], func(r rune) bool { return r == ',' || r == ' ' || r == ';' })
}

// Missing are the required fields that are empty.
func (d Details) Missing() []Field {
	return slices.DeleteFunc(Required(), func(f Field) bool { return d[f] != "" })
}

// entry is the text of an entry of data/photos.yaml. What is missing stands empty,
// with the question beside it.
func (d Details) entry(id, item, file, sum string) string {
	var b strings.Builder
	line := func(indent int, key string, f Field) {
		value := d[f]
		fmt.Fprintf(&b, "%s%s: %s", strings.Repeat(" ", indent), key, scalar.String(value))
		if q, asked := questions[f]; value == "" && asked {
			fmt.Fprintf(&b, " # %s · %s", q.FR, q.EN)
		}
		b.WriteByte('\n')
	}
	pair := func(key string, fr, en Field) {
		b.WriteString("  " + key + ":\n")
		line(4, "fr", fr)
		line(4, "en", en)
	}
	fmt.Fprintf(&b, "\n%s:\n  item: %s\n  file: %s\n  sha256: %s\n", id, scalar.String(item), scalar.String(file), scalar.String(sum))
	pair("alt", AltFR, AltEN)
	if d[CaptionFR] != "" || d[CaptionEN] != "" {
		pair("caption", CaptionFR, CaptionEN)
	}
	pair("credit", CreditFR, CreditEN)
	pair("licence", LicenceFR, LicenceEN)
	line(2, "taken", Taken)
	if d[Place] != "" {
		line(2, "place", Place)
	}
	line(2, "faces", Faces)
	d.writePeople(&b)
	b.WriteString("  checked:\n")
	line(4, "plates", Plates)
	line(4, "name_tags", NameTags)
	line(4, "screens", Screens)
	line(4, "signs", Signs)
	line(2, "by", By)
	line(2, "checked_on", On)
	return b.String()
}

func (d Details) writePeople(b *strings.Builder) {
	people := d.people()
	if len(people) == 0 {
		b.WriteString("  people: []\n")
		return
	}
	b.WriteString("  people:\n")
	for _, id := range people {
		fmt.Fprintf(b, "    - %s\n", scalar.String(id))
	}
}
