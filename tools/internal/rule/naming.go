package rule

import (
	"regexp"
	"slices"
	"strings"

	"proximite/tools/internal/clearance"
	"proximite/tools/internal/content"
	"proximite/tools/internal/diagnostic"
	"proximite/tools/internal/document"
	"proximite/tools/internal/plaintext"
)

// checkNaming asks that a sentence stays right whatever its person is called: by name,
// first name, role or not at all. So the level of attribution can be lowered by one
// word, without looking at the pages.
func checkNaming(c *content.Corpus) []diagnostic.Diagnostic {
	var found []diagnostic.Diagnostic
	for _, f := range c.Register("people").Entries() {
		found = append(found, checkRole(c.Register("people").Path, f.Value)...)
	}
	versions(c, func(v *content.Version) {
		calls(v.Document, "person", func(s document.Shortcode) {
			found = append(found, checkParameters(c, v, s)...)
			found = append(found, checkAround(v, s)...)
		})
		found = append(found, checkListed(c, v)...)
	})
	return found
}

// determiners begin a role, so that it fits into a sentence.
var determiners = map[string]*regexp.Regexp{
	"fr": regexp.MustCompile(`^(?:une?|des|les?|la|deux|trois|quatre|plusieurs|quelqu['’]un|quelques|certaine?s) |^l['’]`),
	"en": regexp.MustCompile(`^(?:an?|the|two|three|four|several|some|someone|somebody) `),
}

// checkRole asks that the words for a person without a name fit into any sentence.
func checkRole(path string, entry *plaintext.Node) []diagnostic.Diagnostic {
	var found []diagnostic.Diagnostic
	for _, language := range content.Languages() {
		n := entry.Get("role", language)
		text := n.Text()
		if text != "" && (!determiners[language].MatchString(text) || strings.ContainsAny(text, ",;:.!?")) {
			found = append(found, at(path, n, roleForm, text))
		}
	}
	if rank := entry.Get("rank"); !rank.Empty() && entry.Get("gender").Empty() {
		found = append(found, at(path, rank, rankGender, rank.Text()))
	}
	return found
}

// checkParameters asks that the parameters make sense in the language.
func checkParameters(c *content.Corpus, v *content.Version, s document.Shortcode) []diagnostic.Diagnostic {
	var found []diagnostic.Diagnostic
	for _, p := range s.Params {
		value := strings.ReplaceAll(p.Value, "'", "’")
		switch {
		case p.Name == "after" && v.Language != "fr":
			found = append(found, v.At(afterEnglish, p.Offset, p.Value))
		case p.Name == "after" && !slices.Contains(clearance.Joints(), value):
			found = append(found, withHint(v.At(afterUnknown, p.Offset, p.Value), suggest(value, clearance.Joints())))
		case p.Name == "possessive" && v.Language != "en":
			found = append(found, v.At(possessiveFrench, p.Offset))
		case (p.Name == "possessive" || p.Name == "start") && p.Value != "true":
			found = append(found, v.At(onlyTrue, p.Offset, p.Name, p.Value))
		case p.Name == "possessive":
			id, _ := s.First()
			role := c.Register("people").Entry(id.Value).Get("role", v.Language).Text()
			if complement.MatchString(role) {
				found = append(found, v.At(possessiveLong, p.Offset, role))
			}
		}
	}
	return found
}

// complement is what makes “’s” after a role hard to read: a trainer from the north’s.
var complement = regexp.MustCompile(` (?:of|from|in|at|with|who|that|for|on|to|under|near|by) `)

var (
	beforeFrench = regexp.MustCompile(`(?i)(?:^|[\s(«“"—–-])((?:de|à|que|lorsque|puisque|jusque|du|au|aux|des|les?|la|une?|cet?|cette|ces|mon|ma|son|sa|notre|leur|m\.|mme|mlle|monsieur|madame|dr|major|commandant|capitaine|lieutenant|colonel|général|adjudant|sergent|inspecteur|inspectrice|commissaire|brigadier)[\s\x{a0}]+|(?:[dljmtscn]|qu|lorsqu|puisqu|jusqu)['’])$`)
	beforeOther  = regexp.MustCompile(`(?i)(?:^|[\s(“"—–-])((?:an?|the|this|that|our|his|her|their|mr\.?|mrs\.?|ms\.?|sir|madam|dr\.?|major|captain|lieutenant|colonel|general|sergeant|inspector|superintendent|commissioner)[\s\x{a0}]+)$`)
	melts        = regexp.MustCompile(`(?i)^(?:de|à|que|lorsque|puisque|d|qu|lorsqu|puisqu)['’\s\x{a0}]*$`)
	sentenceEnd  = regexp.MustCompile(`[.!?…][»”"’)\]]*[\s\x{a0}]+$`)
	lineStart    = regexp.MustCompile(`(?:^|\n)[ \t]*(?:(?:[-*+]|\d+[.)]|>|#{1,6}|\|)[ \t]+)*[*_«“"\[(\x{a0} ]*$`)
)

// checkAround looks at the words beside a person: those that fit one form only, and the
// beginning of a sentence.
func checkAround(v *content.Version, s document.Shortcode) []diagnostic.Diagnostic {
	var found []diagnostic.Diagnostic
	text := string(v.Source)
	before := text[max(v.Body, s.Offset-80):s.Offset]
	rest := text[s.End:min(len(text), s.End+4)]
	id, _ := s.First()
	wrong := beforeOther
	if v.Language == "fr" {
		wrong = beforeFrench
	}
	if m := wrong.FindStringSubmatch(before); m != nil {
		word := strings.TrimSpace(strings.Trim(m[1], "\u00a0 "))
		rule := fixedWord
		if v.Language == "fr" && melts.MatchString(word) {
			rule = meltingWord
		}
		found = append(found, v.At(rule, s.Offset-len(m[1]), word, id.Value, unmelted(word)))
	}
	if v.Language == "en" && (strings.HasPrefix(rest, "'s") || strings.HasPrefix(rest, "’s")) {
		found = append(found, v.At(typedPossessive, s.End, id.Value))
	}
	if _, start := s.Get("start"); !start && opens(text, v.Body, s.Offset) {
		found = append(found, v.At(missingStart, s.Offset, id.Value))
	}
	return found
}

// unmelted is the whole word of d’ or qu’.
func unmelted(word string) string {
	word = strings.ToLower(word)
	if stem := strings.TrimRight(word, "'’"); stem != word {
		return stem + "e"
	}
	return word
}

// opens reports whether a sentence begins at an offset of the body.
func opens(text string, body, offset int) bool {
	before := text[body:offset]
	line := strings.LastIndexByte(before, '\n') + 1
	if lineStart.MatchString(before[line:]) {
		above := strings.TrimRight(before[:line], "\n")
		blank := len(before[:line])-len(above) > 1 || above == ""
		return blank || strings.TrimLeft(before[line:], " ") != "" || sentenceEnd.MatchString(above+" ")
	}
	return sentenceEnd.MatchString(before)
}

// checkListed asks that everybody whom a text names or quotes, and who speaks in its
// transcript, is in its list people: the list is what withdrawal and the reviewers of a
// story go by.
func checkListed(c *content.Corpus, v *content.Version) []diagnostic.Diagnostic {
	if v.Item.Type == "section" {
		return nil
	}
	listed := make(map[string]bool)
	for _, n := range v.Meta.Get("people").Children() {
		listed[n.Text()] = true
	}
	var found []diagnostic.Diagnostic
	need := func(id string, offset int) {
		if id != "" && !listed[id] && c.Register("people").Entry(id) != nil {
			listed[id] = true
			found = append(found, gate(v, v.At(notListed, offset, id)))
		}
	}
	for _, s := range v.Shortcodes {
		switch s.Name {
		case "person":
			p, _ := s.First()
			need(p.Value, s.Offset)
		case "quote":
			ref, _ := s.Get("ref")
			need(c.Speaking(ref.Value), s.Offset)
		}
	}
	missing := func(n *plaintext.Node, id string) {
		if id != "" && !listed[id] && c.Register("people").Entry(id) != nil {
			listed[id] = true
			found = append(found, gate(v, at(v.Path, n, notListed, id)))
		}
	}
	missing(v.Meta.Get("pull_quote"), c.Speaking(v.Meta.Get("pull_quote", "ref").Text()))
	if t := c.Transcript(v.Meta.Get("transcript").Text()); t != nil && t.Transcript != nil {
		for _, s := range t.Speakers {
			missing(v.Meta.Get("transcript"), s.Person)
		}
	}
	if kind := v.Item.Type; len(found) == 0 && (kind == "story" || kind == "interview") && v.Meta.Get("people") == nil {
		found = append(found, gate(v, v.At(noPeople, 0)))
	}
	return found
}

func namingRules() []diagnostic.Rule {
	return []diagnostic.Rule{
		roleForm, rankGender, afterEnglish, afterUnknown, possessiveFrench, possessiveLong, onlyTrue,
		meltingWord, fixedWord, typedPossessive, missingStart, notListed, noPeople,
	}
}

var (
	roleForm = diagnostic.Rule{
		ID: "naming/role-form", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "Cette fonction n’entre pas telle quelle dans une phrase : « %[1]s ».", EN: "This role does not fit into a sentence as it is: “%[1]s”."},
		Hint:    diagnostic.Text{FR: "Commencez par un article en minuscule (« un formateur … », « une formatrice … »), sans virgule ni point. La même forme sert partout où le nom n’est pas montré.", EN: "Begin with an article in small letters (“a trainer …”, “the head of …”), without a comma or a full stop. The same form serves wherever the name is not shown."},
	}
	rankGender = diagnostic.Rule{
		ID: "naming/rank-without-gender", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "Avec le grade « %[1]s », le français a besoin du genre : « le » ou « la ».", EN: "With the rank “%[1]s”, French needs the gender: “le” or “la”."},
		Hint:    diagnostic.Text{FR: "Ajoutez « gender: m » ou « gender: f » à la fiche dans data/people.yaml.", EN: "Add “gender: m” or “gender: f” to the entry in data/people.yaml."},
	}
	afterEnglish = diagnostic.Rule{
		ID: "naming/after-in-english", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "after=\"%[1]s\" ne sert qu’en français.", EN: "after=\"%[1]s\" is for French only."},
		Hint:    diagnostic.Text{FR: "Écrivez le mot avant l’appel ; pour « ’s », mettez possessive=\"true\".", EN: "Write the word before the call; for “’s” use possessive=\"true\"."},
	}
	afterUnknown = diagnostic.Rule{
		ID: "naming/unknown-joint", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "after=\"%[1]s\" n’est pas un mot que le site sait accorder.", EN: "after=\"%[1]s\" is not a word that the site knows how to join."},
		Hint:    diagnostic.Text{FR: "Mettez « de », « à » ou « que », ou une locution qui finit ainsi (« grâce à », « auprès de »). Les autres mots s’écrivent simplement avant l’appel.", EN: "Use “de”, “à” or “que”, or a phrase that ends so (“grâce à”, “auprès de”). Other words simply stand before the call."},
	}
	possessiveFrench = diagnostic.Rule{
		ID: "naming/possessive-in-french", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "possessive ne sert qu’en anglais.", EN: "possessive is for English only."},
		Hint:    diagnostic.Text{FR: "En français, écrivez after=\"de\".", EN: "In French write after=\"de\"."},
	}
	possessiveLong = diagnostic.Rule{
		ID: "naming/long-possessive", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "Si cette personne n’est plus nommée, « ’s » suivra une longue fonction : « %[1]s ».", EN: "If this person is no longer named, “’s” will follow a long role: “%[1]s”."},
		Hint:    diagnostic.Text{FR: "Tournez la phrase avec « of » ou « according to » avant l’appel.", EN: "Turn the sentence round, with “of” or “according to” before the call."},
	}
	onlyTrue = diagnostic.Rule{
		ID: "naming/only-true", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "%[1]s=\"%[2]s\" ne veut rien dire.", EN: "%[1]s=\"%[2]s\" means nothing."},
		Hint:    diagnostic.Text{FR: "Écrivez %[1]s=\"true\", ou rien.", EN: "Write %[1]s=\"true\", or nothing."},
	}
	meltingWord = diagnostic.Rule{
		ID: "naming/melting-word", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "« %[1]s » devant une personne change avec la forme qui suit (« d’un formateur », « du major »).", EN: "“%[1]s” before a person changes with the form that follows (“d’un formateur”, “du major”)."},
		Hint:    diagnostic.Text{FR: "Supprimez ce mot et écrivez {{< person id=\"%[2]s\" after=\"%[3]s\" >}}.", EN: "Delete this word and write {{< person id=\"%[2]s\" after=\"%[3]s\" >}}."},
	}
	fixedWord = diagnostic.Rule{
		ID: "naming/fixed-word", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "« %[1]s » devant une personne ne va qu’avec une seule façon de la nommer.", EN: "“%[1]s” before a person fits one way of naming them only."},
		Hint:    diagnostic.Text{FR: "Supprimez ce mot : le registre donne l’article et le titre. Au lieu de « du » ou « au », écrivez after=\"de\" ou after=\"à\" dans l’appel.", EN: "Delete this word: the register gives the article and the title."},
	}
	typedPossessive = diagnostic.Rule{
		ID: "naming/typed-possessive", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "« ’s » après une personne ne va pas avec toutes les façons de la nommer.", EN: "“’s” after a person does not go with all ways of naming them."},
		Hint:    diagnostic.Text{FR: "Écrivez {{< person id=\"%[1]s\" possessive=\"true\" >}} sans « ’s ».", EN: "Write {{< person id=\"%[1]s\" possessive=\"true\" >}} without “’s”."},
	}
	missingStart = diagnostic.Rule{
		ID: "naming/sentence-start", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "La phrase commence par une personne : sans son nom, elle commencerait par une minuscule.", EN: "The sentence begins with a person: without the name it would begin with a small letter."},
		Hint:    diagnostic.Text{FR: "Écrivez {{< person id=\"%[1]s\" start=\"true\" >}}.", EN: "Write {{< person id=\"%[1]s\" start=\"true\" >}}."},
	}
	notListed = diagnostic.Rule{
		ID: "naming/not-listed", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "La personne %[1]s est nommée, citée ou entendue ici, mais n’est pas dans la liste « people » de l’en-tête.", EN: "The person %[1]s is named, quoted or heard here but is not in the list “people” of the front matter."},
		Hint:    diagnostic.Text{FR: "Ajoutez \"%[1]s\" à « people », dans les deux langues. C’est par cette liste qu’une personne se retrouve et se retire.", EN: "Add \"%[1]s\" to “people”, in both languages. By this list a person is found again and taken down."},
	}
	noPeople = diagnostic.Rule{
		ID: "naming/no-people", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "Ce récit ou cet entretien ne dit pas de qui il parle : la liste « people » manque.", EN: "This story or interview does not say whom it is about: the list “people” is missing."},
		Hint:    diagnostic.Text{FR: "Écrivez « people: [identifiant] », ou « people: [] » si personne en particulier n’y parle ni n’y paraît.", EN: "Write “people: [id]”, or “people: []” when nobody in particular speaks or appears in it."},
	}
)
