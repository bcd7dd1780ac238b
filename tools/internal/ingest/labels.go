package ingest

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// Labels that open a line but are no speaker: heads of documents, remarks, and the
// fields of module summaries. Folded.
var noSpeaker = setOf(`statut|status|etat|current status|etat actuel|deliverables|livrables|priority|priorite|timeline|calendrier|recommendation|recommendations|recommandation|recommandations|next steps|prochaines etapes|suite|action required|report date|date du rapport|date|dates|lieu|lieux|location|place|lieu de l'entretien|heure|time|duree|duration|length|note|notes|note de bas de page|remarque|remarques|attention|nb|n.b.|p.s.|ps|important|rappel|source|sources|photo|photos|credit|credits|image|legende|caption|titre|title|sous-titre|subtitle|objet|from|to|cc|bcc|sent|envoye|cher|dear|tel|telephone|phone|fax|email|e-mail|mail|courriel|adresse|address|contact|contacts|site|site web|web|website|url|http|https|lien|link|langue|language|langues|languages|transcripteur|transcriptrice|transcriber|transcribed by|transcript|transcript by|transcription|transcrit par|transcription par|traduction|translation|traduit par|translated by|resume|abstract|summary|mots-cles|keywords|tags|fichier|file|file name|nom du fichier|audio|video|media|recording|enregistrement|recorded|recorded on|enregistre le|version|project|projet|copyright|rights|droits|consent|consentement|interview date|date of interview|date de l'entretien|interview number|interview no|id|no|numero|reference|ref|objectif|objectifs|objective|objectives|public|publics|public vise|public cible|audience|target audience|contenu|contenus|content|contents|evaluation|assessment|methode|methodes|method|methods|materiel|materials|prerequis|prerequisites|competences|skills|theme|themes|topic|topics|focus|chapitre|chapter|partie|part|section|annexe|annex|appendix|appendice|chronology|bibliography|conclusion|introduction|resultat|resultats|result|results|figure|tableau|table|etape|step|ordre du jour|agenda|participants|presents|presentes|absents|excuses|attendees|present|total|prix|cout|budget|signature|fait a|vu|considerant|warning|tip|update|edit|disclaimer|links|show notes|timestamps|guests|hosts|music|musique|key|legend|abbreviations|annotations`)

// Labels that only heads of documents have, even if they return in the text.
var headOnly = setOf(`date|dates|lieu|location|place|duree|duration|length|interview date|date of interview|date de l'entretien|interviewee|interviewees|interviewers|narrator name|transcriber|transcribed by|transcription|transcript|transcripteur|langue|language|fichier|file|recording|enregistrement|project|projet|title|titre|subject|sujet|participants|heure|time|keywords|mots-cles|nom du fichier|file name|audio|version|id|reference|interviewee name|interviewer name`)

// Words that name a role: these may be lower case, and may speak only once.
var roles = setOf(`interviewer|intervieweur|intervieweuse|interviewee|interviewe|interviewee|journaliste|journalist|reporter|narrator|narrateur|narratrice|animateur|animatrice|moderateur|moderatrice|moderator|host|guest|speaker|intervenant|intervenante|participant|participante|repondant|repondante|respondent|enqueteur|enquetrice|enquete|enquetee|traducteur|traductrice|interprete|translator|interpreter|voix|voice|homme|femme|man|woman|male|female|unknown|unknown speaker|inconnu|inconnue|question|reponse|answer|q|r|a|i|p|public|audience member|audience|student|etudiant|etudiante|operateur|operator|tous|all|both|announcer|presentateur|presentatrice|presenter`)

func setOf(list string) map[string]bool {
	set := make(map[string]bool)
	for _, s := range strings.Split(list, "|") {
		set[s] = true
	}
	return set
}

// roleStart reports whether a text starts with the name of a role.
func roleStart(s string) bool {
	word, _, _ := strings.Cut(s, ":")
	word, _, _ = strings.Cut(strings.TrimSpace(word), " ")
	word = strings.TrimRight(foldLabel(word), "0123456789_-.")
	return len(word) > 3 && roles[word]
}

// candidate is a line that may open a turn.
type candidate struct {
	at   int // index of the line
	turn turn
	key  string // folded label
}

// labelStats is what is known of one label in one file.
type labelStats struct {
	shown string
	count int
	forms [7]int
	upper bool // all capitals
	fresh int  // times that it opened a paragraph
	says  int  // times that words follow which look like speech
}

// election decides which labels are speakers.
type election struct {
	lines      []line
	candidates []candidate
	at         map[int]int // line → its candidate
	stats      map[string]*labelStats
	known      map[string]bool // named on the command line, folded
	bareTimes  bool
	paragraphs int
	headEnd    int            // lines before it are the head of the document
	heads      map[int]bool   // and these, where a second part has a head of its own
	inHeads    map[string]int // how often each label stands in a head
	weakToo    bool
	speakers   map[string]bool // the result, folded
}

// elect finds the candidates and decides on the labels.
func elect(lines []line, opt Options) *election {
	e := &election{lines: lines, at: make(map[int]int), stats: make(map[string]*labelStats), speakers: make(map[string]bool), known: knownNames(opt)}
	e.bareTimes = bareTimesAreHabit(lines)
	for i := range lines {
		if lines[i].fresh && lines[i].kind != heading {
			e.paragraphs++
		}
		e.consider(i)
	}
	e.headEnd = e.findHead()
	e.findLaterHeads()
	e.inHeads = make(map[string]int)
	for _, c := range e.candidates {
		if e.inHead(c.at) {
			e.inHeads[c.key]++
		}
	}
	e.learnNames()
	e.decide()
	return e
}

func knownNames(opt Options) map[string]bool {
	known := make(map[string]bool)
	for _, s := range opt.Speakers {
		known[foldLabel(s)] = true
	}
	for s := range opt.Map {
		known[foldLabel(s)] = true
	}
	return known
}

// bareTimesAreHabit reports whether many lines start with a time without brackets.
func bareTimesAreHabit(lines []line) bool {
	n := 0
	for _, l := range lines {
		if _, _, _, ok := leadingTime(l.text, false); ok {
			continue
		}
		if _, _, _, ok := leadingTime(l.text, true); ok {
			n++
		}
	}
	return n >= 3 || n >= 1 && len(lines) <= 4*n
}

func (e *election) consider(i int) {
	l := e.lines[i]
	if l.kind == heading || len(l.text) > 0 && l.text[0] == '[' && notSpeech(l.text) {
		return
	}
	t, ok := turnOf(l, e.bareTimes)
	if !ok || t.form == formAlone && (l.cell || !e.headsText(i)) {
		return
	}
	c := candidate{at: i, turn: t, key: foldLabel(t.label)}
	e.at[i] = len(e.candidates)
	e.candidates = append(e.candidates, c)
	s := e.stats[c.key]
	if s == nil {
		s = &labelStats{shown: t.label, upper: isUpper(t.label)}
		e.stats[c.key] = s
	}
	s.count++
	s.forms[t.form]++
	if e.says(i, t) {
		s.says++
	}
	if !l.soft {
		s.fresh++
	}
}

// headsText reports whether a line alone has words below it, as a name above them
// has.
func (e *election) headsText(i int) bool {
	if e.lines[i].below {
		return true
	}
	if i+1 >= len(e.lines) || e.lines[i].kind == item {
		return false
	}
	next := e.lines[i+1].text
	if _, _, ok := wholeTime(next); ok {
		return i+2 < len(e.lines)
	}
	return len(next) > len(e.lines[i].text)/2
}

// spokenWords is how many words make a text speech though no sentence ends it.
const spokenWords = 4

// says reports whether the words of a turn look like speech. The values of a form,
// the cells of a table and a list of names do not.
func (e *election) says(i int, t turn) bool {
	text := t.rest
	if text == "" && e.lines[i].below {
		return true
	}
	for text == "" && i+1 < len(e.lines) {
		i++
		if text = e.lines[i].text; timeLine(text) {
			text = ""
		}
	}
	return endsSentence(text) || len(strings.Fields(text)) >= spokenWords
}

func timeLine(text string) bool {
	_, _, ok := wholeTime(text)
	return ok
}

func isUpper(s string) bool {
	return strings.ContainsFunc(s, unicode.IsLetter) && !strings.ContainsFunc(s, unicode.IsLower)
}

// Proof that labels are speakers, from the measurements of the notes.
const (
	minLabels   = 2
	minReturns  = 3
	minCoverage = 0.12
	weakReturns = 3
	weakShare   = 0.25
	shortShare  = 0.45
	speechShare = 0.25 // of the turns of speakers look like speech
	weakSpeech  = 0.6  // where a name stands alone or before a dash
)

// decide tries the strong forms first, then the weak ones, then short pieces.
func (e *election) decide() {
	for _, weak := range []bool{false, true} {
		e.weakToo = weak
		returns, share := minReturns, minCoverage
		if weak {
			returns, share = weakReturns, weakShare
		}
		if e.accept(returns, share, minLabels) || e.accept(2, shortShare, minLabels) || !weak && (e.accept(returns, share, 1) || e.acceptExcerpt()) {
			if !e.addRare() {
				clear(e.speakers)
				e.acceptKnown()
			}
			return
		}
	}
	e.weakToo = false
	e.acceptKnown()
}

// accept takes the labels that return often enough, when there are enough of them
// and they open enough paragraphs.
func (e *election) accept(returns int, share float64, atLeast int) bool {
	chosen := make(map[string]bool)
	covered, says := 0, 0
	for key, s := range e.stats {
		n := e.usable(key, s)
		if n >= returns || n > 0 && e.known[key] {
			chosen[key] = true
			covered += n
			says += s.says
		}
	}
	least := speechShare
	if e.weakToo {
		least = weakSpeech
	}
	if float64(says) < least*float64(covered) {
		return false
	}
	if len(chosen) < atLeast || len(chosen) == 1 && !e.paired(chosen) {
		return false
	}
	if float64(covered) < share*float64(max(e.paragraphs, 1)) {
		return false
	}
	e.speakers = chosen
	return true
}

// paired reports whether the only returning label is one half of a dialogue: the
// other speaks rarely but opens lines of the same kind.
func (e *election) paired(chosen map[string]bool) bool {
	n := 0
	for key, s := range e.stats {
		if !chosen[key] && e.usable(key, s) > 0 && (roles[key] || nameLike(s.shown)) {
			n++
		}
	}
	for key := range chosen {
		if s := e.stats[key]; !nameLike(s.shown) && !roles[key] || s.count*2 < e.paragraphs {
			return false
		}
	}
	return n > 0
}

// usable counts the lines that a label opens after the head, in forms that are
// tried now.
func (e *election) usable(key string, s *labelStats) int {
	if noSpeaker[key] && !e.known[key] && !(key == "public" && s.count >= minReturns) {
		return 0
	}
	n := 0
	for f, count := range s.forms {
		if !form(f).weak() || e.weakToo || e.known[key] {
			n += count
		}
	}
	if s.forms[formLetter] == s.count && (key == "a" || key == "r") && e.stats["q"] == nil && e.stats["question"] == nil {
		return 0 // a list, not an answer
	}
	return max(0, n-e.inHeads[key])
}

func (e *election) inHead(at int) bool { return at < e.headEnd || e.heads[at] }

// acceptExcerpt takes a few turns in which nearly every paragraph has a label, two
// of them differ, and somebody asks.
func (e *election) acceptExcerpt() bool {
	chosen := make(map[string]bool)
	covered, asked := 0, false
	for _, c := range e.candidates {
		s := e.stats[c.key]
		if e.inHead(c.at) || c.turn.form.weak() || e.usable(c.key, s) == 0 {
			continue
		}
		if !nameLike(s.shown) && !roles[c.key] && c.turn.form != formLetter {
			continue
		}
		chosen[c.key] = true
		covered++
		asked = asked || strings.Contains(e.lines[c.at].text, "?")
	}
	if len(chosen) < minLabels || !asked || covered*10 < e.paragraphs*6 || covered < 2 {
		return false
	}
	e.speakers = chosen
	return true
}

// acceptKnown takes the labels that were named on the command line or in the head.
func (e *election) acceptKnown() {
	for key, s := range e.stats {
		if e.known[key] && e.usable(key, s) > 0 {
			e.speakers[key] = true
		}
	}
}

// addRare adds labels that return less often but look like the elected ones: a
// person who says one sentence is a speaker too. When most labels are rare, they
// are the fields of a report, and nobody is a speaker: false.
func (e *election) addRare() bool {
	rare := 0
	upper, bold, total := 0, 0, 0
	for key := range e.speakers {
		s := e.stats[key]
		total++
		if s.upper {
			upper++
		}
		if s.forms[formBold]*2 > s.count {
			bold++
		}
	}
	for key, s := range e.stats {
		if e.speakers[key] || e.usable(key, s) == 0 || s.fresh == 0 {
			continue
		}
		sameCase := upper*2 > total && s.upper
		sameLook := bold*2 > total && s.forms[formBold] == s.count
		mixed := upper*2 <= total && (nameLike(s.shown) && (strings.Contains(s.shown, " ") || s.count > 1) || numbered.MatchString(s.shown))
		if sameCase || sameLook || roles[roleOf(key)] || mixed || s.forms[formTime] == s.count || e.initials(key) {
			e.speakers[key] = true
			if s.forms[formBold] > 0 {
				rare++
			}
		}
	}
	return rare <= rarePerSpeaker*total+rareAnyway
}

// How many people can say little for each who says more.
const (
	rarePerSpeaker = 3
	rareAnyway     = 6
)

var numbered = regexp.MustCompile(`^\p{L}+[ _-]?\d{1,3}$`)

func roleOf(key string) string { return strings.TrimRight(key, " 0123456789_-.") }

// initials reports whether a label abbreviates an elected one.
func (e *election) initials(key string) bool {
	if len(key) > 6 {
		return false
	}
	for other := range e.speakers {
		if abbreviates(key, e.stats[other].shown) {
			return true
		}
	}
	return false
}

// small words inside names and roles.
var connectors = setOf("de|du|des|d'|la|le|les|l'|of|the|von|van|ben|bint|ag|el|al|et|and|en|au|aux|a|y|dit|dite")

// nameLike reports whether every word of a label starts with a capital or is a
// small word.
func nameLike(s string) bool {
	for i, w := range strings.Fields(s) {
		r := []rune(w)[0]
		if unicode.IsUpper(r) || unicode.IsDigit(r) || r == '(' || i > 0 && connectors[foldLabel(w)] {
			continue
		}
		return false
	}
	return !noSpeaker[foldLabel(s)]
}

// findHead is the end of the head of a document: labels such as Date and Location
// with short values, above the first words.
func (e *election) findHead() int {
	end := 0
	for _, c := range e.candidates {
		if c.at > headLines || c.at > end+6 {
			break
		}
		value := c.turn.rest
		short := len(value) <= 120 && !strings.ContainsAny(value, "?!")
		if c.turn.form == formAlone || c.turn.form == formLetter {
			continue
		}
		if short && headOnly[c.key] && e.stats[c.key].count <= headReturns {
			end = c.at + 1
		}
	}
	for end > 0 && end < len(e.lines) && e.headName(end) {
		end++
	}
	if end == 0 {
		end = e.nameHead()
	}
	return end
}

// Bounds of a head: how far down it can be, and how often its labels may return
// because a file holds several interviews.
const (
	headLines   = 60
	headReturns = 6
)

// findLaterHeads finds heads below the first words: labels that only heads have,
// two of them close together.
func (e *election) findLaterHeads() {
	e.heads = make(map[int]bool)
	last := -9
	for _, c := range e.candidates {
		head := headOnly[c.key] || headRole(c.key) && nameValue(c.turn.rest)
		if c.at < e.headEnd || !head || c.turn.form != formColon || len(c.turn.rest) > 120 || strings.ContainsAny(c.turn.rest, "?!") {
			continue
		}
		if c.at-last <= 2 {
			for i := last; i <= c.at; i++ {
				e.heads[i] = true
			}
		}
		last = c.at
	}
}

// learnNames takes the people whom the head names for speakers: their full names
// and their surnames.
func (e *election) learnNames() {
	role := false
	for i := range e.lines {
		if !e.inHead(i) {
			role = false
			continue
		}
		value := e.lines[i].text
		if n, ok := e.at[i]; ok && !e.candidates[n].turn.form.weak() {
			role, value = headRole(e.candidates[n].key), e.candidates[n].turn.rest
		}
		if role && len(value) <= 120 {
			e.learn(value)
		}
	}
}

func (e *election) learn(value string) {
	for name := range strings.FieldsFuncSeq(value, func(r rune) bool { return strings.ContainsRune(",;/()&", r) }) {
		words := strings.Fields(foldLabel(name))
		if len(words) > 0 && nameValue(strings.TrimSpace(name)) {
			e.known[strings.Join(words, " ")] = true
			e.known[strings.Trim(words[len(words)-1], ".")] = true
		}
	}
}

// headName reports whether a line is "Interviewer: Name" or such, right below
// the head.
func (e *election) headName(at int) bool {
	i, ok := e.at[at]
	if !ok {
		return false
	}
	c := e.candidates[i]
	return !c.turn.form.weak() && (headOnly[c.key] || (headRole(c.key) || noSpeaker[c.key]) && nameValue(c.turn.rest))
}

// nameHead finds a head that holds only who speaks: the first labels are
// Interviewer and Interviewee with names behind them.
func (e *election) nameHead() int {
	end := 0
	for _, c := range e.candidates {
		if c.at > end+2 || !headRole(c.key) || !nameValue(c.turn.rest) || c.turn.form.weak() {
			break
		}
		end = c.at + 1
	}
	return end
}

// headRole reports whether a label of a head says who took part.
func headRole(key string) bool {
	for _, start := range []string{"interview", "enquet", "narrat", "repondant", "respondent", "journaliste", "animat", "moderat"} {
		if strings.HasPrefix(key, start) {
			return true
		}
	}
	return false
}

// nameValue reports whether a text could be names and functions, not a sentence.
func nameValue(s string) bool {
	words := strings.Fields(s)
	if len(words) == 0 || len(words) > 12 || strings.ContainsAny(s, "?!…") || strings.HasSuffix(s, ".") {
		return false
	}
	return nameLike(words[0]) && (len(words) < 2 || nameLike(words[1]))
}

// unsure lists labels that returned or stood alone at line starts and were not
// taken, for the person to judge.
func (e *election) unsure() []candidate {
	var list []candidate
	seen := make(map[string]bool)
	for _, c := range e.candidates {
		if e.inHead(c.at) || e.speakers[c.key] || seen[c.key] || c.turn.form > formBold || noSpeaker[c.key] || e.lines[c.at].soft || !nameLike(c.turn.label) {
			continue
		}
		seen[c.key] = true
		list = append(list, c)
	}
	return list[:min(len(list), 10)]
}

// turns are the openings of the lines whose labels were elected. A heading that is
// nothing but such a label opens a turn too.
func (e *election) turns() map[int]turn {
	out := make(map[int]turn, len(e.candidates))
	for i, l := range e.lines {
		if l.kind == heading && e.speakers[foldLabel(cleanLabel(l.text))] {
			out[i] = turn{label: cleanLabel(l.text), form: formAlone, start: untimed, end: untimed}
		}
	}
	for _, c := range e.candidates {
		if !e.inHead(c.at) && e.speakers[c.key] && (!c.turn.form.weak() || e.weakToo || e.known[c.key]) {
			out[c.at] = c.turn
		}
	}
	return out
}

// abbreviates reports whether a short label is made of the initials of a name:
// DB or D.B. of Devin Becker.
func abbreviates(short, long string) bool {
	short = strings.ToUpper(strings.ReplaceAll(short, ".", ""))
	if n := len([]rune(short)); n < 2 || n > 4 || strings.Contains(short, " ") {
		return false
	}
	words, parts := strings.Fields(long), strings.FieldsFunc(long, func(r rune) bool { return r == ' ' || r == '-' })
	return len(words) > 1 && (short == firstLetters(words) || short == firstLetters(parts))
}

func firstLetters(words []string) string {
	var b strings.Builder
	for _, w := range words {
		b.WriteRune(unicode.ToUpper([]rune(foldLabel(w))[0]))
	}
	return b.String()
}

// sortedKeys lists a set in order.
func sortedKeys(set map[string]bool) []string {
	keys := make([]string, 0, len(set))
	for k := range set {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
