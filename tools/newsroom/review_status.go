package main

import (
	"fmt"
	"strings"

	"proximite/tools/internal/approval"
	"proximite/tools/internal/content"
	"proximite/tools/internal/diagnostic"
	"proximite/tools/internal/rule"
)

// soonDays is how long before its end the basis for a person is listed.
const soonDays = 60

// status lists what is open, item by item, and the agreements that end soon.
func (j *reviewJob) status() int {
	open := 0
	questions := rule.NewQuestionnaire(j.corpus)
	for _, i := range j.corpus.Items {
		if len(i.Versions) == 0 {
			continue
		}
		var lines []string
		for _, a := range questions.Of(i) {
			if word, told := standing(a); told {
				lines = append(lines, j.statusLine(i, a, word)...)
				if a.Blocks() {
					open++
				}
			}
		}
		if len(lines) > 0 {
			fmt.Fprintf(j.stdout, "%s%s\n%s\n", j.title(i), j.draftMark(i), strings.Join(lines, "\n"))
		}
	}
	j.endings()
	if open == 0 {
		j.out(diagnostic.Text{FR: "Aucune question n’empêche une publication.", EN: "No question keeps anything from being published."})
		return exitDone
	}
	j.out(diagnostic.Text{
		FR: plural(open, "question ferme", "questions ferment", 2) + " un élément. Répondre : newsroom review ID",
		EN: plural(open, "question keeps", "questions keep", 1) + " an item closed. To answer: newsroom review ID",
	})
	return exitDone
}

// standing is the word for how far a question has come; told is false for what needs
// nobody's attention.
func standing(a rule.Asked) (word diagnostic.Text, told bool) {
	switch {
	case a.State.Standing == approval.Refused && a.Open:
		return diagnostic.Text{}, false
	case a.State.Standing == approval.Refused:
		return diagnostic.Text{FR: "refusée", EN: "refused"}, true
	case a.State.Standing == approval.Reopened:
		return diagnostic.Text{FR: "rouverte", EN: "opened again"}, true
	case a.State.Standing == approval.Due:
		return diagnostic.Text{FR: "à reposer", EN: "due"}, true
	case a.State.OK():
		return diagnostic.Text{}, false
	case a.Legacy:
		return diagnostic.Text{FR: "à confirmer", EN: "to be confirmed"}, true
	case a.Required:
		return diagnostic.Text{FR: "ouverte", EN: "open"}, true
	}
	return diagnostic.Text{}, false
}

func (j *reviewJob) statusLine(i *content.Item, a rule.Asked, word diagnostic.Text) []string {
	lines := []string{fmt.Sprintf("    %-16s %-12s %s", word.In(j.language), a.ID, a.Text.In(j.language))}
	if a.State.Standing == approval.Due {
		return append(lines, "                     "+a.State.Last.String())
	}
	return append(lines, "                     "+rule.Why(i, a.Question, a.State).In(j.language))
}

func (j *reviewJob) draftMark(i *content.Item) string {
	for _, v := range i.Versions {
		if !v.Draft() {
			return ""
		}
	}
	return diagnostic.Text{FR: ", brouillon", EN: ", draft"}.In(j.language)
}

// endings lists the people whose basis is over or ends soon.
func (j *reviewJob) endings() {
	limit := j.corpus.Now.AddDate(0, 0, soonDays)
	for _, p := range j.corpus.People() {
		day, _ := p.Ends()
		switch {
		case !p.Entry.Get("withdrawn").Empty():
		case p.Expired(j.corpus.Now):
			j.out(diagnostic.Text{FR: "Personne %[1]s : l’accord ou sa relecture a pris fin le %[2]s.", EN: "Person %[1]s: the agreement, or the time to look at it again, ended on %[2]s."}, p.ID, day)
		case p.Expired(limit):
			j.out(diagnostic.Text{FR: "Personne %[1]s : l’accord ou sa relecture prend fin le %[2]s.", EN: "Person %[1]s: the agreement, or the time to look at it again, ends on %[2]s."}, p.ID, day)
		}
	}
}

// form prints the questions of an item in both languages, with room for the answers.
func (j *reviewJob) form() {
	w := func(format string, args ...any) { fmt.Fprintf(j.stdout, format+"\n", args...) }
	w("%s", j.title(j.item))
	w("\nRelecture avant publication · Review before publication")
	w("Date : ____________   Initiales · Initials : ______   Rôle · Role : ____________________")
	for n, a := range j.asked {
		must := ""
		if a.Required {
			must = " [obligatoire · required]"
		}
		w("\n%d.%s %s\n   %s", n+1, must, a.Text.FR, a.Text.EN)
		reason := a.Reason()
		w("   Pourquoi : %s\n   Why: %s", reason.FR, reason.EN)
		w("   [ ] oui · yes   [ ] non · no   [ ] pas sûr · not sure")
		w("   Remarque, sans nom · Remark, without names : ______________________________")
		w("   Sinon : %s\n   If not: %s", a.Ask.FR, a.Ask.EN)
	}
	w("\nÀ reporter ensuite · Then enter it: newsroom review %s", j.item.ID())
}
