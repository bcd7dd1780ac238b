package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"proximite/tools/internal/approval"
	"proximite/tools/internal/diagnostic"
	"proximite/tools/internal/plaintext"
)

// errStopped says that the person stopped answering.
var errStopped = errors.New("review stopped")

var initials = regexp.MustCompile(`^[A-Z]{2,4}$`)

// prompter asks on the terminal. Reading cannot be interrupted, so it has a goroutine
// of its own, which ends with the program.
type prompter struct {
	*console
	ctx   context.Context
	lines chan string
}

func (c *console) prompter(ctx context.Context) *prompter {
	p := &prompter{console: c, ctx: ctx, lines: make(chan string)}
	go func() {
		defer close(p.lines)
		for s := bufio.NewScanner(c.stdin); s.Scan(); {
			select {
			case p.lines <- s.Text():
			case <-ctx.Done():
				return
			}
		}
	}()
	return p
}

// line asks until the answer is accepted.
func (p *prompter) line(question diagnostic.Text, accept func(string) (string, bool)) (string, error) {
	for {
		fmt.Fprint(p.stdout, question.In(p.language)+" ")
		select {
		case <-p.ctx.Done():
			return "", errStopped
		case text, ok := <-p.lines:
			if !ok {
				return "", errStopped
			}
			if answer, ok := accept(strings.TrimSpace(text)); ok {
				return answer, nil
			}
		}
	}
}

// ask puts the questions one by one.
func (j *reviewJob) ask(ctx context.Context) (approval.Review, error) {
	p := j.prompter(ctx)
	r := approval.Review{Answers: make(map[string]approval.Answer)}
	j.out(diagnostic.Text{
		FR: "%[1]s\nLisez d’abord l’élément dans les deux langues (newsroom serve). Ctrl-C : rien n’est noté.\n",
		EN: "%[1]s\nFirst read the item in both languages (newsroom serve). Ctrl-C: nothing is noted.\n",
	}, j.title(j.item))
	var err error
	if r.By, err = p.line(diagnostic.Text{FR: "Vos initiales (2 à 4 lettres) :", EN: "Your initials (2 to 4 letters):"}, acceptInitials); err != nil {
		return r, err
	}
	if r.Role, err = p.line(roleQuestion(), acceptRole); err != nil {
		return r, err
	}
	for n, a := range j.asked {
		j.showQuestion(n+1, a.Text, a.Reason(), a.Required)
		for _, old := range a.State.Have {
			j.out(diagnostic.Text{FR: "    déjà oui : %[1]s", EN: "    yes already: %[1]s"}, old.String())
		}
		value, err := p.line(diagnostic.Text{FR: "    o = oui, n = non, ? = pas sûr, Entrée = plus tard :", EN: "    y = yes, n = no, ? = not sure, Enter = later:"}, acceptAnswer)
		if err != nil {
			return r, err
		}
		if value == "" {
			continue
		}
		remark, err := p.line(diagnostic.Text{FR: "    Remarque, sans nom (facultatif) :", EN: "    Remark, without names (optional):"}, func(s string) (string, bool) { return s, true })
		if err != nil {
			return r, err
		}
		r.Answers[a.ID] = approval.Answer{Value: value, Remark: remark}
	}
	return r, nil
}

func (j *reviewJob) showQuestion(n int, text, reason diagnostic.Text, required bool) {
	must := diagnostic.Text{}
	if required {
		must = diagnostic.Text{FR: " [obligatoire]", EN: " [required]"}
	}
	fmt.Fprintf(j.stdout, "\n%d/%d%s %s\n", n, len(j.asked), must.In(j.language), text.In(j.language))
	j.out(diagnostic.Text{FR: "    pourquoi : %[1]s", EN: "    why: %[1]s"}, reason.In(j.language))
}

func acceptInitials(s string) (string, bool) {
	s = strings.ToUpper(s)
	return s, initials.MatchString(s)
}

func roleQuestion() diagnostic.Text {
	t := diagnostic.Text{FR: "Votre rôle :", EN: "Your role:"}
	for n, r := range approval.Roles() {
		name := approval.RoleName(r)
		t.FR += fmt.Sprintf(" %d %s,", n+1, name.FR)
		t.EN += fmt.Sprintf(" %d %s,", n+1, name.EN)
	}
	return diagnostic.Text{FR: strings.TrimSuffix(t.FR, ",") + " :", EN: strings.TrimSuffix(t.EN, ",") + ":"}
}

// acceptRole takes the number or the code of a role.
func acceptRole(s string) (string, bool) {
	roles := approval.Roles()
	if n, err := strconv.Atoi(s); err == nil && n >= 1 && n <= len(roles) {
		return roles[n-1], true
	}
	return s, slices.Contains(roles, s)
}

// acceptAnswer takes the letters of both languages.
func acceptAnswer(s string) (string, bool) {
	switch strings.ToLower(s) {
	case "":
		return "", true
	case "o", "oui", "y", "yes":
		return approval.Yes, true
	case "n", "non", "no":
		return approval.No, true
	case "?", "pas sûr", "pas sûre", "not sure", "unsure":
		return approval.Unsure, true
	}
	return "", false
}

// fromFile reads the answers from a YAML file; one mistake refuses all of it.
func (j *reviewJob) fromFile() (approval.Review, []diagnostic.Diagnostic, error) {
	r := approval.Review{Answers: make(map[string]approval.Answer)}
	src, err := os.ReadFile(j.answers)
	if err != nil {
		return r, nil, err
	}
	if found := plaintext.CheckEncoding(j.answers, src); len(found) > 0 {
		return r, found, nil
	}
	root, found := plaintext.ParseYAML(j.answers, src, 1)
	if len(found) > 0 {
		return r, found, nil
	}
	report := func(n *plaintext.Node, bad diagnostic.Rule, args ...any) {
		line, column := 1, 1
		if n != nil {
			line, column = n.Line, n.Column
		}
		found = append(found, bad.At(j.answers, line, column, args...))
	}
	var ok bool
	if r.By, ok = acceptInitials(root.Get("by").Text()); !ok {
		report(root.Get("by"), badInitials)
	}
	if r.Role, ok = acceptRole(root.Get("role").Text()); !ok {
		report(root.Get("role"), badRole, strings.Join(approval.Roles(), ", "))
	}
	var known []string
	for _, a := range j.asked {
		known = append(known, a.ID)
	}
	for _, f := range root.Get("answers").Fieldset() {
		n, remark := f.Value, ""
		if n.Kind == plaintext.Map {
			remark, n = n.Get("remark").Text(), n.Get("answer")
		}
		value, ok := acceptAnswer(n.Text())
		switch {
		case !slices.Contains(known, f.Key):
			report(f.Value, notAsked, f.Key, strings.Join(known, ", "))
		case !ok || value == "":
			report(f.Value, badAnswer, f.Key)
		}
		r.Answers[f.Key] = approval.Answer{Value: value, Remark: remark}
	}
	if len(r.Answers) == 0 {
		report(root.Get("answers"), noAnswers, strings.Join(known, ", "))
	}
	return r, found, nil
}

// reviewRules are about a file of answers, so they are not among those of check.
func reviewRules() []diagnostic.Rule {
	return []diagnostic.Rule{badInitials, badRole, notAsked, badAnswer, noAnswers}
}

var (
	badInitials = diagnostic.Rule{
		ID: "answers/initials", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "Il manque les initiales de la personne qui a répondu.", EN: "The initials of the person who answered are missing."},
		Hint:    diagnostic.Text{FR: "Écrivez par exemple by: \"AB\" (2 à 4 lettres, sans le nom).", EN: "Write for example by: \"AB\" (2 to 4 letters, not the name)."},
	}
	badRole = diagnostic.Rule{
		ID: "answers/role", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "Le rôle de la personne qui a répondu manque ou n’est pas connu.", EN: "The role of the person who answered is missing or not known."},
		Hint:    diagnostic.Text{FR: "Écrivez role: et l’un de ceux-ci : %[1]s.", EN: "Write role: and one of these: %[1]s."},
	}
	notAsked = diagnostic.Rule{
		ID: "answers/not-asked", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "La question « %[1]s » ne se pose pas pour cet élément.", EN: "The question “%[1]s” is not asked about this item."},
		Hint:    diagnostic.Text{FR: "Les questions posées sont : %[2]s.", EN: "The questions asked are: %[2]s."},
	}
	badAnswer = diagnostic.Rule{
		ID: "answers/value", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "La réponse à « %[1]s » n’est pas lisible.", EN: "The answer to “%[1]s” cannot be read."},
		Hint:    diagnostic.Text{FR: "Écrivez \"yes\" (oui), \"no\" (non) ou \"unsure\" (pas sûr), entre guillemets droits.", EN: "Write \"yes\", \"no\" or \"unsure\", in straight quotation marks."},
	}
	noAnswers = diagnostic.Rule{
		ID: "answers/none", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "Le fichier ne contient aucune réponse.", EN: "The file holds no answer."},
		Hint:    diagnostic.Text{FR: "Écrivez answers: puis, en retrait, une ligne pour chaque question : %[1]s.", EN: "Write answers: and, indented, one line for each question: %[1]s."},
	}
)
