package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"
	"time"

	"proximite/tools/internal/approval"
	"proximite/tools/internal/bundle"
	"proximite/tools/internal/content"
	"proximite/tools/internal/diagnostic"
	"proximite/tools/internal/rule"
)

func reviewVerb() verb {
	return verb{
		name: "review",
		short: diagnostic.Text{
			FR: "répondre aux questions qu’un programme ne peut pas trancher, ou voir lesquelles restent",
			EN: "answer the questions that no program can settle, or see which are open",
		},
		usage: diagnostic.Text{FR: reviewUsageFR, EN: reviewUsageEN},
		run:   runReview,
	}
}

const reviewUsageFR = `Usage : newsroom review
        newsroom review ID
        newsroom review ID --print
        newsroom review ID --answers FICHIER

Sans ID, montre les questions ouvertes, rouvertes par un changement, refusées ou à
reposer. Avec un ID, pose une à une les questions qui concernent cet élément : le
danger, l’accord des personnes, les enfants, les mots sensibles… Répondez o (oui),
n (non) ou ? (pas sûr) ; Entrée remet la question à plus tard.

Les réponses vont dans data/reviews.yaml, avec vos initiales, votre rôle, la date et
l’empreinte de ce que vous avez relu. Si le texte change ensuite, la question se pose
de nouveau. « Non » ou « pas sûr » laisse l’élément fermé. Ctrl-C n’enregistre rien.

Options :
  --print             le formulaire dans les deux langues, à imprimer
  --answers FICHIER   les réponses dans un fichier YAML :
                        by: "AB"
                        role: "security"     editor, security, protection, management
                        answers:
                          risk: "yes"        yes, no ou unsure
                          harm: {answer: "no", remark: "trop précis"}

Exemples :
  newsroom review
  newsroom review jnv84w
  newsroom review jnv84w --print > formulaire.txt

Code de sortie : 0 fait, 1 réponses refusées, 2 erreur d’usage, interruption ou panne.`

const reviewUsageEN = `Usage: newsroom review
       newsroom review ID
       newsroom review ID --print
       newsroom review ID --answers FILE

Without an ID, shows the questions that are open, opened again by a change, refused or
due. With an ID, asks one by one the questions that concern this item: danger, the
agreement of people, children, sensitive words… Answer y (yes), n (no) or ? (not
sure); Enter leaves the question for later.

The answers go to data/reviews.yaml, with your initials, your role, the date and the
hash of what you looked at. When the text changes afterwards, the question is asked
again. “No” or “not sure” keeps the item closed. Ctrl-C records nothing.

Flags:
  --print          the form in both languages, to be printed
  --answers FILE   the answers in a YAML file:
                     by: "AB"
                     role: "security"     editor, security, protection, management
                     answers:
                       risk: "yes"        yes, no or unsure
                       harm: {answer: "no", remark: "too precise"}

Examples:
  newsroom review
  newsroom review jnv84w
  newsroom review jnv84w --print > form.txt

Exit code: 0 done, 1 answers refused, 2 wrong usage, interruption or a failure.`

// reviewJob is one run of the verb.
type reviewJob struct {
	*console
	project fs.FS
	corpus  *content.Corpus
	item    *content.Item
	seen    map[string]string // the item as it was when the questions were asked
	asked   []rule.Asked
	answers string // file
	print   bool
}

func runReview(ctx context.Context, c *console, args []string) int {
	j := &reviewJob{console: c}
	f := c.flags("review")
	f.StringVar(&j.answers, "answers", "", "")
	f.BoolVar(&j.print, "print", false, "")
	rest, err := c.parse(f, args)
	if err == nil {
		err = j.understand(rest)
	}
	if err != nil {
		v := reviewVerb()
		return c.misuse(&v, err)
	}
	if found, err := j.load(); err != nil || len(found) > 0 {
		if err == nil {
			err = diagnostic.WriteText(c.stderr, c.language, found)
		}
		if err != nil {
			return c.fail(explain(err, ""))
		}
		return exitFindings
	}
	if len(rest) == 0 {
		return j.status()
	}
	if j.item = j.corpus.Item(rest[0]); j.item == nil {
		v := reviewVerb()
		return c.misuse(&v, errUsage{diagnostic.Text{
			FR: fmt.Sprintf("aucun élément n’a l’identifiant %q. Il est dans la ligne « id: » de l’élément.", rest[0]),
			EN: fmt.Sprintf("no item has the id %q. It stands in the line “id:” of the item.", rest[0]),
		}})
	}
	j.seen = approval.Seen(j.corpus, j.item)
	j.asked = rule.NewQuestionnaire(j.corpus).Of(j.item)
	return j.one(ctx)
}

// understand refuses arguments that do not go together.
func (j *reviewJob) understand(rest []string) error {
	switch {
	case len(rest) > 1:
		return unexpectedArgument(rest[1])
	case len(rest) == 0 && (j.print || j.answers != ""), j.print && j.answers != "":
		return errUsage{diagnostic.Text{
			FR: "écrivez : newsroom review ID --print, ou newsroom review ID --answers FICHIER.",
			EN: "write: newsroom review ID --print, or newsroom review ID --answers FILE.",
		}}
	}
	return nil
}

// load reads the project. A ledger that cannot be read is never written over.
func (j *reviewJob) load() ([]diagnostic.Diagnostic, error) {
	var err error
	if j.project, err = j.console.project(); err != nil {
		return nil, err
	}
	if j.corpus, err = content.Load(j.project); err != nil {
		return nil, err
	}
	j.corpus.Now = j.now()
	return slices.DeleteFunc(slices.Clone(j.corpus.Found), func(d diagnostic.Diagnostic) bool { return d.Path != approval.Path }), nil
}

// one deals with one item.
func (j *reviewJob) one(ctx context.Context) int {
	if len(j.asked) == 0 {
		j.out(diagnostic.Text{
			FR: "L’élément %[1]s ne soulève aucune question : il n’y a rien à signer.",
			EN: "The item %[1]s raises no question: there is nothing to sign.",
		}, j.item.ID())
		return exitDone
	}
	if j.print {
		j.form()
		return exitDone
	}
	var review approval.Review
	var err error
	if j.answers != "" {
		var found []diagnostic.Diagnostic
		if review, found, err = j.fromFile(); len(found) > 0 {
			if err := diagnostic.WriteText(j.stderr, j.language, found); err != nil {
				return j.fail(err)
			}
			j.say(diagnostic.Text{FR: "Rien n’a été noté.", EN: "Nothing was noted."})
			return exitFindings
		}
	} else {
		review, err = j.ask(ctx)
	}
	if errors.Is(err, errStopped) {
		j.say(diagnostic.Text{FR: "\nInterrompu. Rien n’a été noté.", EN: "\nInterrupted. Nothing was noted."})
		return exitFailure
	}
	if err == nil && len(review.Answers) > 0 {
		err = j.record(review)
	}
	if err != nil {
		return j.fail(explain(err, ""))
	}
	j.conclude(review)
	return exitDone
}

// record adds the review to the ledger as it is on the disk now.
func (j *reviewJob) record(r approval.Review) error {
	r.Seen, r.On = j.seen, j.now().UTC().Format(time.DateOnly)
	corpus, err := content.Load(os.DirFS(j.source))
	if err != nil {
		return err
	}
	ledger := approval.Of(corpus)
	ledger.Add(j.item.ID(), r)
	return bundle.Write(j.source, []bundle.File{{Path: approval.Path, Data: ledger.Bytes()}})
}

// conclude says what was noted and what keeps the item closed.
func (j *reviewJob) conclude(r approval.Review) {
	if len(r.Answers) == 0 {
		j.out(diagnostic.Text{FR: "Aucune réponse : rien n’a été noté.", EN: "No answer: nothing was noted."})
		return
	}
	j.out(diagnostic.Text{
		FR: "Noté dans " + approval.Path + " : " + plural(len(r.Answers), "réponse", "réponses", 2) + ".",
		EN: "Noted in " + approval.Path + ": " + plural(len(r.Answers), "answer", "answers", 1) + ".",
	})
	for _, a := range j.asked {
		if v := r.Answers[a.ID].Value; !a.Open && (v == approval.No || v == approval.Unsure) {
			j.out(diagnostic.Text{FR: "L’élément reste fermé : %[1]s", EN: "The item stays closed: %[1]s"}, a.Text.In(j.language))
			j.out(diagnostic.Text{FR: "    %[1]s", EN: "    %[1]s"}, a.Ask.In(j.language))
		}
	}
}

// out prints a line of the answer to standard output.
func (j *reviewJob) out(t diagnostic.Text, args ...any) {
	text := t.In(j.language)
	if len(args) > 0 {
		text = fmt.Sprintf(text, args...)
	}
	fmt.Fprintln(j.stdout, text)
}

// title is the item in one line.
func (j *reviewJob) title(i *content.Item) string {
	v := i.Version(string(j.language))
	if v == nil {
		v = i.Versions[0]
	}
	return strings.TrimSpace(v.Meta.Get("title").Text() + " (" + i.ID() + ", " + i.Folder + ")")
}
