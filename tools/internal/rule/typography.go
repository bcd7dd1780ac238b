package rule

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"proximite/tools/internal/content"
	"proximite/tools/internal/diagnostic"
	"proximite/tools/internal/document"
	"proximite/tools/internal/glossary"
)

// checkTypography finds what the build (tools/internal/typography) cannot set right by
// itself, because letters, digits or their order would have to change. What the build
// mends (spaces before marks, straight quotation marks, apostrophes) is no finding.
func checkTypography(c *content.Corpus) []diagnostic.Diagnostic {
	var found []diagnostic.Diagnostic
	look := func(texts []prose) {
		for i := range texts {
			if p := &texts[i]; !p.quoted && (p.language == "fr" || p.language == "en") {
				found = append(found, (&typesetter{prose: p}).check()...)
			}
		}
	}
	eachPage(c, func(_ *content.Version, texts []prose) { look(texts) })
	look(dataProse(c))
	return found
}

// typesetter looks at one text.
type typesetter struct {
	*prose
	found []diagnostic.Diagnostic
}

func (t *typesetter) report(r diagnostic.Rule, i int, args ...any) {
	t.found = append(t.found, t.at(r, i, args...))
}

func (t *typesetter) check() []diagnostic.Diagnostic {
	t.marks()
	if t.language == "fr" {
		t.guillemets()
		t.frenchWords()
	}
	if strings.ContainsAny(t.text, "0123456789") {
		t.patterns(bothPatterns)
		if t.language == "fr" {
			t.patterns(frenchPatterns)
		} else {
			t.patterns(englishPatterns)
		}
	}
	return t.found
}

// marks reads the text once for spaces, dashes, doubled marks and quotation marks of the
// other language. Each is reported once in a text.
func (t *typesetter) marks() {
	seen := make(map[string]bool, 2)
	once := func(r diagnostic.Rule, i int, args ...any) {
		if !seen[r.ID] {
			seen[r.ID] = true
			t.report(r, i, args...)
		}
	}
	s := t.text
	for i := 0; i < len(s); i++ {
		next := byte(0)
		if i+1 < len(s) {
			next = s[i+1]
		}
		switch c := s[i]; {
		case c == ' ' && next == ' ' && i > 0 && s[i-1] != '\n' && !onlySpacesUntilLineEnd(s[i:]):
			once(doubleSpace, i)
		case c == ' ' && (next == ',' || next == '.') && i > 0 && s[i-1] != ' ' && endsMark(s, i+1):
			once(spaceBeforeMark, i, string(next))
		case c == ' ' && t.language == "en" && strings.IndexByte(";:!?", next) >= 0 && next != 0 && i > 0 && endsMark(s, i+1) && !strings.HasSuffix(s[:i], string(document.Object)):
			once(spaceBeforeMark, i, string(next))
		case c == '-' && next == '-' && (i == 0 || s[i-1] == ' ' || isLetterAt(s, i-1)) && (i+2 >= len(s) || s[i+2] != '-'):
			once(doubleHyphen, i)
		case (c == ',' || c == ';' || c == '!' || c == '?') && next == c && c != '!' && c != '?', c == '!' && next == '!' || c == '?' && next == '?':
			once(doubledMark, i, s[i:i+2])
		case c == '.' && next == '.' && (i+2 >= len(s) || s[i+2] != '.') && (i == 0 || s[i-1] != '.'):
			once(doubledMark, i, "..")
		case c < utf8.RuneSelf:
		case t.language == "en" && strings.HasPrefix(s[i:], "«"):
			once(foreignMarks, i, "«", "“ ”")
		case t.language == "fr" && strings.HasPrefix(s[i:], "“") && !insideGuillemets(s[:i]):
			once(foreignMarks, i, "“", "« »")
		}
	}
}

func onlySpacesUntilLineEnd(s string) bool {
	s = strings.TrimLeft(s, " ")
	return s == "" || s[0] == '\n'
}

// endsMark reports whether a mark is followed by a space or the end, so that ".docx"
// and "..." are none.
func endsMark(s string, i int) bool {
	return i+1 >= len(s) || s[i+1] == ' ' || s[i+1] == '\n'
}

func isLetterAt(s string, i int) bool {
	r, _ := utf8.DecodeLastRuneInString(s[:i+1])
	return unicode.IsLetter(r)
}

// insideGuillemets allows “ ” as the second level of quotation.
func insideGuillemets(before string) bool {
	return strings.Count(before, "«") > strings.Count(before, "»")
}

// guillemets have to come in pairs.
func (t *typesetter) guillemets() {
	open := -1
	for i, r := range t.text {
		switch {
		case r == '«' && open >= 0:
			t.report(unpairedMarks, i, "«")
			return
		case r == '«':
			open = i
		case r == '»' && open < 0:
			t.report(unpairedMarks, i, "»")
			return
		case r == '»':
			open = -1
		}
	}
	if open >= 0 {
		t.report(unpairedMarks, open, "«")
	}
}

// frenchWords looks at capitals without their accent and at missing elisions.
func (t *typesetter) frenchWords() {
	words := glossary.Words(t.text)
	for i, w := range words {
		word := t.text[w.Start:w.End]
		if mended, ok := accentedCapitals[word]; ok {
			t.report(capitalAccent, w.Start, word, mended)
			continue
		}
		if i+1 == len(words) || words[i+1].Apart {
			continue
		}
		next := t.text[words[i+1].Start:words[i+1].End]
		between := t.text[w.End:words[i+1].Start]
		switch {
		case word == "A" && capitalA[next] && strings.TrimLeft(between, " \u00a0") == "" && startsSentence(t.text, w.Start):
			t.report(capitalAccent, w.Start, word+between+next, "À"+between+next)
		case between == " " && elides[word] && startsWithVowel(next) && (w.Start == 0 || t.text[w.Start-1] != '-'):
			t.report(missingElision, w.Start, word+" "+next, strings.TrimRight(word, "ea")+"’"+next)
		case (between == "' " || between == "’ ") && len(word) <= 2:
			t.report(spaceAfterApostrophe, w.Start, word+between+next)
		}
	}
}

func startsSentence(text string, i int) bool {
	before := strings.TrimRight(text[:i], " \n\u00a0\u202f«“\"")
	return before == "" || strings.ContainsAny(before[len(before)-1:], ".!?:") || strings.HasSuffix(before, "…")
}

// startsWithVowel leaves out the words before which nothing is elided.
func startsWithVowel(w string) bool {
	r, _ := utf8.DecodeRuneInString(w)
	return strings.ContainsRune("aàâeéèêiîoôuû", r) && !noElision[w] && len(w) > 1
}

var elides = map[string]bool{"de": true, "le": true, "la": true, "que": true, "je": true, "ne": true, "se": true, "me": true, "te": true, "lorsque": true, "puisque": true, "De": true, "Le": true, "La": true, "Que": true, "Je": true}

var noElision = map[string]bool{"onze": true, "onzième": true, "oui": true, "ouate": true, "uns": true, "un": true, "une": true, "ululer": true, "uhlan": true, "est": true, "ouest": true, "en": true, "et": true, "ou": true, "à": true, "au": true, "aux": true}

// capitalA are the words after which an initial "A" is the preposition.
var capitalA = map[string]bool{"la": true, "l": true, "partir": true, "propos": true, "Bamako": true, "ce": true, "cette": true, "cet": true, "chaque": true, "côté": true, "noter": true, "savoir": true, "lire": true, "quoi": true, "qui": true, "quel": true, "quelle": true, "Mopti": true, "Kayes": true, "Sikasso": true, "défaut": true, "terme": true, "titre": true, "nouveau": true, "compléter": true, "son": true, "sa": true, "leur": true, "notre": true, "votre": true, "travers": true, "moins": true, "éviter": true, "suivre": true}

// accentedCapitals are words that begin with an accent and are typed without it.
var accentedCapitals = func() map[string]string {
	m := make(map[string]string)
	for w := range strings.FieldsSeq(`État États Écrire Écrivez Écrit École Écoles Écoute Écouter Écoutez Écouté Égalité Également Église Élaborer Élève Élèves
		Élection Élections Élément Éléments Élu Élus Élue Élues Émission Émissions Énergie Énoncé Enquête Épouse Époque Équipe Équipes Équipement Équipements
		Établir Établissement Établi Étape Étapes Été Étranger Étrangers Être Étude Études Étudiant Étudiants Étudier Évaluation Évaluations Évaluer Événement Événements
		Éviter Évitez Évolution Éditeur Édition Éducation Ébauche Échange Échanges Échec Échelle Éclairage Économie Écart Éthique Époux Éveil Émotion Émanciper Élargir Éloigner Égal Égaux
		Ça Ôter Île Îles Âge Âgé Âgée À`) {
		plain := []rune(w)
		r, ok := map[rune]rune{'É': 'E', 'Ê': 'E', 'Ç': 'C', 'Ô': 'O', 'Î': 'I', 'Â': 'A'}[plain[0]]
		if !ok {
			continue
		}
		plain[0] = r
		m[string(plain)] = w
	}
	return m
}()

// wrongForm is a pattern and the rule that it breaks. Without one of the needed texts
// the pattern cannot match, so most texts are done with at once.
type wrongForm struct {
	need    []string
	pattern *regexp.Regexp
	rule    *diagnostic.Rule
	mend    func(string) string
}

func (t *typesetter) patterns(forms []wrongForm) {
	for _, f := range forms {
		if !slices.ContainsFunc(f.need, func(n string) bool { return strings.Contains(t.text, n) }) {
			continue
		}
		m := f.pattern.FindStringSubmatchIndex(t.text)
		if m == nil {
			continue
		}
		shown := t.text[m[2]:m[3]]
		if inWebAddress(t.text, m[2]) || f.rule == &numberForm && namesAStandard(t.text[:m[2]]) {
			continue
		}
		t.report(*f.rule, m[2], shown, f.mend(shown))
	}
}

func inWebAddress(text string, i int) bool {
	start := strings.LastIndexAny(text[:i], " \n") + 1
	return strings.Contains(text[start:i], "/") || strings.Contains(text[start:i], "@")
}

// namesAStandard sees "EN 301 549": letters before a number that are no currency.
func namesAStandard(before string) bool {
	before = strings.TrimRight(before, " \u00a0\u202f")
	w := before[strings.LastIndexFunc(before, func(r rune) bool { return r < 'A' || r > 'Z' })+1:]
	return len(w) >= 2 && w != "EUR" && w != "USD" && w != "FCFA" && w != "XOF"
}

func replaced(pairs ...string) func(string) string { return strings.NewReplacer(pairs...).Replace }

// Months as the other languages and careless typing write them.
var (
	capitalMonths = strings.Fields("Janvier Février Mars Avril Mai Juin Juillet Août Septembre Octobre Novembre Décembre")
	englishMonths = strings.Fields("January February March April May June July August September October November December")
	smallMonths   = strings.Fields("january february march april may june july august september october november december")
)

var (
	bothPatterns = []wrongForm{
		{[]string{"/19", "/20", ".19", ".20"}, regexp.MustCompile(`(?:^|[^\d./-])((?:0?[1-9]|[12]\d|3[01])[./](?:0?[1-9]|1[0-2])[./](?:19|20)\d\d)(?:$|[^\d])`), &digitDate, func(string) string { return "4 septembre 2023 / 4 September 2023" }},
	}
	frenchPatterns = []wrongForm{
		{[]string{"re", "me", "ier"}, regexp.MustCompile(`(?:^|[^\p{L}\d])(1(?:ère|ere|ére|ier|ières?)s?|\d+(?:ème|eme|éme|ième|ieme|ièmes|èmes|emes))(?:$|[^\p{L}])`), &ordinalForm, frenchOrdinal},
		{[]string{","}, regexp.MustCompile(`(?:^|[^\d,.])(\d{1,3}(?:,\d{3})+)(?:$|[^\d,])`), &numberForm, replaced(",", "\u00a0")},
		{[]string{"."}, regexp.MustCompile(`(?:^|[^\d,.])(\d+\.\d{1,2}\s?(?:%|millions?|milliards?|euros?|€|km))`), &numberForm, replaced(".", ",")},
		{[]string{"€", "$", "FCFA ", "EUR "}, regexp.MustCompile(`([€$]\s?\d[\d\s,.]*|(?:FCFA|EUR)\s\d[\d\x{a0}\x{202f},.]*)`), &currencyPlace, afterNumber},
		{[]string{"1 ", "1\u00a0", "1\n"}, regexp.MustCompile(`\b(1\s(?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre))(?:$|[^\p{L}])`), &ordinalForm, replaced("1 ", "1er ", "1\u00a0", "1er ")},
		{capitalMonths, regexp.MustCompile(`\b(\d{1,2}(?:er)?\s(?:Janvier|Février|Mars|Avril|Mai|Juin|Juillet|Août|Septembre|Octobre|Novembre|Décembre))(?:$|[^\p{L}])`), &dateForm, strings.ToLower},
	}
	englishPatterns = []wrongForm{
		{[]string{" ", "\u00a0", "\u202f"}, regexp.MustCompile(`(?:^|[^\d,.\p{L}])(\d{1,3}(?:[ \x{a0}\x{202f}]\d{3})+)(?:$|[^\d,\p{L}])`), &numberForm, replaced(" ", ",", "\u00a0", ",", "\u202f", ",")},
		{[]string{","}, regexp.MustCompile(`(?:^|[^\d,.])(\d+,\d{1,2}\s?(?:%|per cent|millions?|billions?|euros?|€|km))`), &numberForm, replaced(",", ".")},
		{[]string{"%"}, regexp.MustCompile(`(\d+[ \x{a0}\x{202f}]%)`), &percentSpace, replaced(" ", "", "\u00a0", "", "\u202f", "")},
		{[]string{"€", "$"}, regexp.MustCompile(`(\d[\d,.]*\s?[€$])`), &currencyPlace, beforeNumber},
		{[]string{"th", "st", "nd", "rd", "er", "ère"}, regexp.MustCompile(`(?:^|[^\p{L}\d])(1(?:th|nd|rd|er|ère)|2(?:th|st)|3(?:th|st)|[4-9](?:st|nd|rd))(?:$|[^\p{L}])`), &ordinalForm, englishOrdinal},
		{englishMonths, regexp.MustCompile(`\b((?:January|February|March|April|May|June|July|August|September|October|November|December)\s\d{1,2}(?:st|nd|rd|th)?,?\s(?:19|20)\d\d)\b`), &dateForm, func(string) string { return "4 September 2023" }},
		{smallMonths, regexp.MustCompile(`\b(\d{1,2}\s(?:january|february|march|april|may|june|july|august|september|october|november|december))\b`), &dateForm, capitalMonth},
	}
)

func frenchOrdinal(s string) string {
	n := strings.TrimRightFunc(s, func(r rune) bool { return r < '0' || r > '9' })
	if n == "1" {
		if strings.Contains(s, "ier") {
			return "1er"
		}
		return "1re"
	}
	return n + "e"
}

func englishOrdinal(s string) string {
	return s[:1] + map[string]string{"1": "st", "2": "nd", "3": "rd"}[s[:1]] + map[bool]string{true: "th"}[s[0] > '3']
}

func afterNumber(s string) string {
	digits := strings.TrimLeft(s, "€$FCAEUR \u00a0\u202f")
	return strings.TrimRight(digits, " ,.") + "\u00a0" + strings.TrimSpace(s[:len(s)-len(digits)])
}

func beforeNumber(s string) string {
	r, size := utf8.DecodeLastRuneInString(s)
	return string(r) + strings.TrimSpace(s[:len(s)-size])
}

func capitalMonth(s string) string {
	i := strings.IndexFunc(s, unicode.IsLetter)
	return s[:i] + strings.ToUpper(s[i:i+1]) + s[i+1:]
}

func typographyRules() []diagnostic.Rule {
	return []diagnostic.Rule{
		doubleSpace, spaceBeforeMark, doubleHyphen, doubledMark, foreignMarks, unpairedMarks,
		capitalAccent, missingElision, spaceAfterApostrophe,
		digitDate, dateForm, ordinalForm, numberForm, percentSpace, currencyPlace,
	}
}

var (
	doubleSpace = diagnostic.Rule{
		ID: "typography/double-space", Severity: diagnostic.Advice,
		Message: diagnostic.Text{FR: "Il y a deux espaces de suite.", EN: "There are two spaces in a row."},
		Hint:    diagnostic.Text{FR: "N’en gardez qu’une.", EN: "Keep one."},
	}
	spaceBeforeMark = diagnostic.Rule{
		ID: "typography/space-before-mark", Severity: diagnostic.Warning,
		Message: diagnostic.Text{FR: "Il y a une espace avant « %[1]s ».", EN: "There is a space before “%[1]s”."},
		Hint:    diagnostic.Text{FR: "Supprimez-la : la virgule et le point suivent le mot (en anglais, tous les signes).", EN: "Delete it: in English every mark follows its word (in French the comma and the full stop)."},
	}
	doubleHyphen = diagnostic.Rule{
		ID: "typography/double-hyphen", Severity: diagnostic.Warning,
		Message: diagnostic.Text{FR: "Deux traits d’union ne font pas un tiret.", EN: "Two hyphens are no dash."},
		Hint:    diagnostic.Text{FR: "Écrivez un tiret « – » entre deux espaces.", EN: "Write a dash “–” between two spaces."},
	}
	doubledMark = diagnostic.Rule{
		ID: "typography/doubled-mark", Severity: diagnostic.Warning,
		Message: diagnostic.Text{FR: "Le signe est doublé : « %[1]s ».", EN: "The mark is doubled: “%[1]s”."},
		Hint:    diagnostic.Text{FR: "Gardez un seul signe, ou trois points pour une suspension.", EN: "Keep one mark, or three dots for an ellipsis."},
	}
	foreignMarks = diagnostic.Rule{
		ID: "typography/foreign-quotation-marks", Severity: diagnostic.Warning,
		Message: diagnostic.Text{FR: "Le guillemet « %[1]s » est celui de l’autre langue.", EN: "The quotation mark %[1]s is that of the other language."},
		Hint:    diagnostic.Text{FR: "Écrivez %[2]s, ou des guillemets droits (\") que le site met en forme.", EN: "Write %[2]s, or straight marks (\"), which the site sets."},
	}
	unpairedMarks = diagnostic.Rule{
		ID: "typography/unpaired-guillemets", Severity: diagnostic.Warning,
		Message: diagnostic.Text{FR: "Le guillemet « %[1]s » n’a pas son pendant.", EN: "The quotation mark %[1]s has no counterpart."},
		Hint:    diagnostic.Text{FR: "Une citation s’ouvre par « et se ferme par » dans le même paragraphe ; à l’intérieur, écrivez “ ”.", EN: "A quotation opens with « and closes with » in the same paragraph; inside it write “ ”."},
	}
	capitalAccent = diagnostic.Rule{
		ID: "typography/capital-without-accent", Severity: diagnostic.Warning,
		Message: diagnostic.Text{FR: "« %[1]s » : une majuscule garde son accent en français.", EN: "“%[1]s”: in French a capital keeps its accent."},
		Hint:    diagnostic.Text{FR: "Écrivez « %[2]s ».", EN: "Write “%[2]s”."},
	}
	missingElision = diagnostic.Rule{
		ID: "typography/missing-elision", Severity: diagnostic.Warning,
		Message: diagnostic.Text{FR: "« %[1]s » : il manque l’élision.", EN: "“%[1]s”: the elision is missing."},
		Hint:    diagnostic.Text{FR: "Écrivez « %[2]s ».", EN: "Write “%[2]s”."},
	}
	spaceAfterApostrophe = diagnostic.Rule{
		ID: "typography/space-after-apostrophe", Severity: diagnostic.Warning,
		Message: diagnostic.Text{FR: "Il y a une espace après l’apostrophe : « %[1]s ».", EN: "There is a space after the apostrophe: “%[1]s”."},
		Hint:    diagnostic.Text{FR: "Supprimez-la.", EN: "Delete it."},
	}
	digitDate = diagnostic.Rule{
		ID: "typography/date-in-digits", Severity: diagnostic.Warning,
		Message: diagnostic.Text{FR: "« %[1]s » ne se lit pas de la même façon dans tous les pays.", EN: "“%[1]s” is not read in the same way in every country."},
		Hint:    diagnostic.Text{FR: "Écrivez le mois en toutes lettres : %[2]s.", EN: "Write the month in letters: %[2]s."},
	}
	dateForm = diagnostic.Rule{
		ID: "typography/date-form", Severity: diagnostic.Warning,
		Message: diagnostic.Text{FR: "« %[1]s » n’est pas la façon dont ce site écrit les dates.", EN: "“%[1]s” is not how this site writes dates."},
		Hint:    diagnostic.Text{FR: "Écrivez comme « %[2]s ».", EN: "Write as in “%[2]s”."},
	}
	ordinalForm = diagnostic.Rule{
		ID: "typography/ordinal", Severity: diagnostic.Warning,
		Message: diagnostic.Text{FR: "« %[1]s » n’est pas la bonne forme de l’ordinal.", EN: "“%[1]s” is not the right form of the ordinal."},
		Hint:    diagnostic.Text{FR: "Écrivez « %[2]s ».", EN: "Write “%[2]s”."},
	}
	numberForm = diagnostic.Rule{
		ID: "typography/number-form", Severity: diagnostic.Warning,
		Message: diagnostic.Text{FR: "« %[1]s » est écrit à la façon de l’autre langue, et s’y lit autrement.", EN: "“%[1]s” is written as in the other language, where it reads as another number."},
		Hint:    diagnostic.Text{FR: "Écrivez « %[2]s ».", EN: "Write “%[2]s”."},
	}
	percentSpace = diagnostic.Rule{
		ID: "typography/percent-space", Severity: diagnostic.Warning,
		Message: diagnostic.Text{FR: "« %[1]s » : en anglais, %% suit le nombre sans espace.", EN: "“%[1]s”: in English %% follows the number without a space."},
		Hint:    diagnostic.Text{FR: "Écrivez « %[2]s ».", EN: "Write “%[2]s”."},
	}
	currencyPlace = diagnostic.Rule{
		ID: "typography/currency-place", Severity: diagnostic.Warning,
		Message: diagnostic.Text{FR: "« %[1]s » : le signe de la monnaie n’est pas à sa place dans cette langue.", EN: "“%[1]s”: the sign of the currency is not in its place in this language."},
		Hint:    diagnostic.Text{FR: "Écrivez « %[2]s », ou le mot en toutes lettres.", EN: "Write “%[2]s”, or the word in letters."},
	}
)
