package approval

import (
	"slices"

	"proximite/tools/internal/diagnostic"
)

// Question is one thing that only a person can judge.
type Question struct {
	ID    string
	Text  diagnostic.Text // the question, to be answered with yes, no or not sure
	Ask   diagnostic.Text // whom to ask when the answer is not yes
	Least int             // how many have to say yes
	Role  string          // a role that one of them must have; "" when anybody may
	Days  int             // after how many days to ask again; 0: never
	Open  bool            // an answer no is a decision like another, and closes nothing
}

// Roles in which people answer.
func Roles() []string { return []string{"editor", "security", "protection", "management"} }

// RoleName is a role in words.
func RoleName(role string) diagnostic.Text {
	return map[string]diagnostic.Text{
		"editor":     {FR: "rédaction", EN: "editors"},
		"security":   {FR: "sécurité", EN: "security"},
		"protection": {FR: "droits humains et protection de l’enfance", EN: "human rights and child protection"},
		"management": {FR: "direction", EN: "management"},
	}[role]
}

// Find returns a question by its id; the zero Question when there is none.
func Find(id string) Question {
	for _, q := range Questions() {
		if q.ID == id {
			return q
		}
	}
	return Question{}
}

// IDs lists the questions.
func IDs() []string {
	var ids []string
	for _, q := range Questions() {
		ids = append(ids, q.ID)
	}
	return ids
}

// Known reports whether a question exists.
func Known(id string) bool { return slices.Contains(IDs(), id) }

// quarter is how long an answer about the danger of the day holds.
const quarter = 92

var (
	askSecurity   = diagnostic.Text{FR: "Demandez à la personne chargée de la sécurité à la mission. En attendant, laissez l’élément en brouillon ou retirez le passage.", EN: "Ask the person in charge of security at the mission. Until then keep the item a draft or take the passage out."}
	askProtection = diagnostic.Text{FR: "Demandez à la conseillère ou au conseiller en droits humains et protection de l’enfance. En attendant, l’élément reste en brouillon.", EN: "Ask the adviser on human rights and child protection. Until then the item stays a draft."}
	askAgreements = diagnostic.Text{FR: "Demandez à la personne qui tient les accords, et s’il le faut à la personne elle-même, dans sa langue.", EN: "Ask whoever keeps the agreements and, if needed, the person, in their own language."}
	askEditor     = diagnostic.Text{FR: "Demandez à la responsable ou au responsable de la rédaction.", EN: "Ask the head of the editors."}
	askTranslator = diagnostic.Text{FR: "Demandez à une deuxième personne qui lit les deux langues et, si possible, à la personne citée.", EN: "Ask a second person who reads both languages and, if possible, the person quoted."}
)

// Questions lists them in the order in which they are asked. The first six can block a
// publication; the others keep it closed only when somebody answers no, the last never.
func Questions() []Question {
	return []Question{
		{ID: "serving", Least: 2, Role: "security", Ask: askSecurity, Text: diagnostic.Text{
			FR: "Une personne en service y est nommée en entier. Est-ce nécessaire, l’accepte-t-elle librement, et est-ce sans danger pour elle et sa famille ?",
			EN: "A person in service is named in full. Is that needed, do they freely accept it, and is it safe for them and their family?"}},
		{ID: "minor", Least: 2, Role: "protection", Ask: askProtection, Text: diagnostic.Text{
			FR: "Une personne de moins de 18 ans y paraît. Est-ce dans son intérêt, et le texte ne peut-il pas la mettre en danger, même sans son nom ?",
			EN: "A person under 18 appears in it. Is that in their interest, and can the text not put them in danger, even without their name?"}},
		{ID: "risk", Least: 1, Role: "security", Days: quarter, Ask: askSecurity, Text: diagnostic.Text{
			FR: "La situation est-elle aujourd’hui telle que cette publication ne met personne en danger ?",
			EN: "Is the situation today such that this publication puts nobody in danger?"}},
		{ID: "harm", Least: 1, Role: "security", Ask: askSecurity, Text: diagnostic.Text{
			FR: "Le texte contient des mots sensibles. Est-il sans accusation, sans détail d’une affaire en cours, d’un informateur ou des moyens d’une unité ?",
			EN: "The text has sensitive words. Is it free of accusations and of details about an ongoing case, an informant or the means of a unit?"}},
		{ID: "recognition", Least: 1, Role: "security", Ask: askSecurity, Text: diagnostic.Text{
			FR: "Une personne n’y est pas nommée. Ni un voisin, ni un collègue, ni un groupe armé ne peuvent-ils la reconnaître ?",
			EN: "A person in it is not named. Can neither a neighbour, nor a colleague, nor an armed group recognise them?"}},
		{ID: "faces", Least: 1, Ask: askAgreements, Text: diagnostic.Text{
			FR: "Des visages se reconnaissent sur une photographie. Chaque personne a-t-elle accepté cette photographie et cet usage ?",
			EN: "Faces can be recognised in a photograph. Has each person accepted this photograph and this use?"}},
		{ID: "consent", Least: 1, Ask: askAgreements, Text: diagnostic.Text{
			FR: "Chaque personne a-t-elle accepté librement, sans passer par son supérieur, dans une langue qu’elle comprend, en sachant que le web n’oublie pas ?",
			EN: "Has each person agreed freely, not through a superior, in a language that they understand, knowing that the web does not forget?"}},
		{ID: "pictures", Least: 1, Ask: askEditor, Text: diagnostic.Text{
			FR: "Les photographies sont-elles utiles, et leur description dit-elle ce qu’elles apportent ici ?",
			EN: "Are the photographs needed, and does their description say what they bring here?"}},
		{ID: "fairness", Least: 1, Ask: askEditor, Text: diagnostic.Text{
			FR: "Le texte est-il juste envers les habitants, les femmes et les hommes, sans propagande ?",
			EN: "Is the text fair to the community, to women and men, and free of propaganda?"}},
		{ID: "translation", Least: 1, Ask: askTranslator, Text: diagnostic.Text{
			FR: "Les deux langues disent-elles la même chose, sur le même ton, et les citations aussi ?",
			EN: "Do both languages say the same, in the same tone, and the quotations too?"}},
		{ID: "transcript", Least: 1, Ask: askEditor, Text: diagnostic.Text{
			FR: "La transcription et les sous-titres rendent-ils ce qui a été dit ?",
			EN: "Do the transcript and the captions give what was said?"}},
		{ID: "reuse", Least: 1, Open: true, Ask: askAgreements, Text: diagnostic.Text{
			FR: "Les partenaires peuvent-ils reprendre cet élément ?",
			EN: "May partners use this item again?"}},
	}
}
