package rule

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"proximite/tools/internal/approval"
	"proximite/tools/internal/content"
	"proximite/tools/internal/diagnostic"
)

const peopleFile = "data/people.yaml"

// drafts makes both versions of the story drafts.
func drafts() []change {
	return []change{{fr, "angle: practice", "draft: true\nangle: practice"}, {en, "angle: practice", "draft: true\nangle: practice"}}
}

func with(list []change, more ...change) []change { return append(slices.Clone(more), list...) }

// person changes the person of the small corpus: their level, and what stands beside it.
func person(level string, more ...string) change {
	return change{peopleFile, "  attribution: full_name\n", "  attribution: " + level + "\n" + strings.Join(more, "")}
}

func consentCases() []ruleCase {
	now := func(t string) change { return change{"clock", "", t} }
	return []ruleCase{
		{"given after the item came out", []change{{peopleFile, "date: 2023-09-01", "date: 2023-10-01"}}, []string{
			"content/interviews/words/index.fr.md:6:7 consent/given-later error",
			"content/stories/a-path/index.fr.md:6:7 consent/given-later error",
		}},
		{"given after the date of a draft", with(drafts(), change{peopleFile, "date: 2023-09-01", "date: 2023-10-01"}), []string{
			"content/interviews/words/index.fr.md:6:7 consent/given-later error",
			"content/stories/a-path/index.fr.md:6:7 consent/given-later todo",
		}},
		{"ok: given before the embargo ends", []change{
			{peopleFile, "date: 2023-09-01", "date: 2023-10-01"},
			{fr, "date: 2023-09-04", "date: 2023-09-04\nembargo: \"2023-10-01\""},
			{en, "date: 2023-09-04", "date: 2023-09-04\nembargo: \"2023-10-01\""},
			{"content/interviews/words/index.fr.md", "date: 2023-09-04", "date: 2023-10-02"},
			{"content/interviews/words/index.en.md", "date: 2023-09-04", "date: 2023-10-02"},
		}, nil},
		{"given tomorrow", []change{now("2023-08-31T12:00:00Z")}, []string{
			"content/about/index.en.md:6:7 embargo/comes-later advice",
			"content/about/index.fr.md:6:7 embargo/comes-later advice",
			"content/interviews/words/index.en.md:6:7 embargo/comes-later advice",
			"content/interviews/words/index.fr.md:6:7 embargo/comes-later advice",
			"content/modules/rights/index.en.md:6:7 embargo/comes-later advice",
			"content/modules/rights/index.fr.md:6:7 embargo/comes-later advice",
			"content/stories/a-path/index.en.md:6:7 embargo/comes-later advice",
			"content/stories/a-path/index.fr.md:6:7 embargo/comes-later advice",
			peopleFile + ":8:50 consent/given-in-future error",
		}},
		{"not looked at again in time", []change{now("2027-09-05T00:00:00Z")}, []string{
			"content/stories/a-path/index.fr.md:12:12 review/item-due advice",
			peopleFile + ":11:14 consent/expired warning",
		}},
		{"over before the review", []change{now("2026-07-01T00:00:00Z"), {peopleFile, "date: 2023-09-01}", "date: 2023-09-01, valid_until: 2026-06-30}"}}, []string{
			peopleFile + ":8:75 consent/expired warning",
		}},
		{"ends in sixty days", []change{now("2027-07-06T23:00:00Z")}, []string{
			peopleFile + ":11:14 consent/ends-soon advice",
		}},
		{"ok: ends in sixty-one days", []change{now("2027-07-05T23:00:00Z")}, nil},
		{"ok: no clock", []change{{peopleFile, "review_by: 2027-09-04", "review_by: 2020-01-01"}}, nil},
		{"published by the mission", []change{{peopleFile, "{kind: consent, reference: \"A-1\", date: 2023-09-01}", "{kind: official-publication, source: article, date: 2023-09-04}"}}, []string{
			peopleFile + ":8:10 consent/to-confirm advice",
		}},
		{"ok: published by the mission, by the role", []change{
			{peopleFile, "{kind: consent, reference: \"A-1\", date: 2023-09-01}", "{kind: official-publication, source: article, date: 2023-09-04}"},
			person("role_only"),
		}, nil},
	}
}

func safetyCases() []ruleCase {
	serving := change{peopleFile, "serving: false", "serving: true"}
	medium := change{peopleFile, "safety: low", "safety: medium"}
	storyMedium := []change{{fr, "safety: low", "safety: medium"}, {en, "safety: low", "safety: medium"}}
	official := change{peopleFile, "{kind: consent, reference: \"A-1\", date: 2023-09-01}", "{kind: official-publication, source: article, date: 2023-09-04}"}
	return []ruleCase{
		{"in service, named in full", []change{serving}, []string{
			"content/interviews/words/index.fr.md:14:9 serving/not-approved error",
			"content/stories/a-path/index.fr.md:15:9 serving/not-approved error",
		}},
		{"in service, named in full, in a draft", with(drafts(), serving), []string{
			"content/interviews/words/index.fr.md:14:9 serving/not-approved error",
			"content/stories/a-path/index.fr.md:16:9 serving/not-approved todo",
		}},
		{"ok: in service, by the role", []change{serving, person("role_only")}, nil},
		{"ok: in service, published by the mission", []change{serving, official}, []string{
			peopleFile + ":8:10 consent/to-confirm advice",
		}},
		{"in service, at risk, named in full", with(storyMedium, serving, medium), []string{
			"content/interviews/words/index.fr.md:14:9 safety/not-approved error",
			"content/interviews/words/index.fr.md:14:9 serving/at-risk error",
			"content/interviews/words/index.fr.md:14:9 serving/not-approved error",
			"content/stories/a-path/index.en.md:17:10 reidentification/place-too-exact error",
			"content/stories/a-path/index.fr.md:13:9 safety/not-approved error",
			"content/stories/a-path/index.fr.md:15:9 serving/at-risk error",
			"content/stories/a-path/index.fr.md:15:9 serving/not-approved error",
			"content/stories/a-path/index.fr.md:16:10 reidentification/place-too-exact error",
		}},
		{"medium risk that the mission took itself", with(storyMedium, medium, official), []string{
			"content/interviews/words/index.fr.md:14:9 safety/to-confirm advice",
			"content/stories/a-path/index.fr.md:13:9 safety/to-confirm advice",
			peopleFile + ":8:10 consent/to-confirm advice",
		}},
		{"high risk and named", []change{{peopleFile, "safety: low", "safety: high"}, {peopleFile, "scopes: [web, quotation]", "scopes: [web, quotation]"}, official,
			{fr, "safety: low", "safety: high"}, {en, "safety: low", "safety: high"}}, []string{
			"content/interviews/words/index.fr.md:14:9 safety/indexed advice",
			"content/interviews/words/index.fr.md:14:9 safety/to-confirm advice",
			"content/stories/a-path/index.fr.md:13:9 safety/indexed advice",
			"content/stories/a-path/index.fr.md:13:9 safety/to-confirm advice",
			peopleFile + ":7:16 safety/named error",
			peopleFile + ":8:10 consent/to-confirm advice",
		}},
		{"high risk by the role", []change{{peopleFile, "safety: low", "safety: high"}, official, person("role_only"),
			{fr, "safety: low", "safety: high\nnoindex: true"}, {en, "safety: low", "safety: high\nnoindex: true"},
			{"content/interviews/words/index.fr.md", "release: public", "noindex: true\nrelease: public"}, {"content/interviews/words/index.en.md", "release: public", "noindex: true\nrelease: public"}}, []string{
			"content/interviews/words/index.fr.md:15:9 safety/to-confirm advice",
			"content/stories/a-path/index.fr.md:13:9 safety/to-confirm advice",
		}},
		{"class of the item too low", []change{medium, official}, []string{
			"content/interviews/words/index.fr.md:14:9 safety/to-confirm advice",
			"content/stories/a-path/index.fr.md:13:9 safety/class-too-low error",
			"content/stories/a-path/index.fr.md:13:9 safety/to-confirm advice",
			peopleFile + ":8:10 consent/to-confirm advice",
		}},
		{"a changed first name that is the real one", []change{person("first_name", "  pseudonym: true\n")}, []string{
			peopleFile + ":8:14 safety/false-pseudonym error",
		}},
		{"ok: a changed first name", []change{person("first_name", "  pseudonym: true\n"), {peopleFile, "first_name: \"Awa\"", "first_name: \"Mariam\""}}, nil},
	}
}

func reviewCases() []ruleCase {
	return []ruleCase{
		{"to be looked at again", []change{{"clock", "", "2026-11-23T12:00:00Z"}, {fr, "review_by: 2027-09-04", "review_by: 2026-11-22"}, {en, "review_by: 2027-09-04", "review_by: 2026-11-22"}}, []string{
			"content/stories/a-path/index.fr.md:12:12 review/item-due advice",
		}},
		{"ok: to be looked at again today", []change{{"clock", "", "2026-11-23T12:00:00Z"}, {fr, "review_by: 2027-09-04", "review_by: 2026-11-23"}, {en, "review_by: 2027-09-04", "review_by: 2026-11-23"}}, nil},
	}
}

func minorCases() []ruleCase {
	const agreed = "  minor: true\n  guardian: \"B-1\"\n  assent: \"B-2\"\n"
	nowhere := []change{{fr, "places: [bamako]\n", ""}, {en, "places: [bamako]\n", ""}, {fr, ", le 4 septembre 2023", ""}, {en, ", on 4 September 2023", ""}}
	open := []string{
		"content/interviews/words/index.fr.md:14:9 minor/not-approved error",
		"content/stories/a-path/index.fr.md:15:9 minor/not-approved error",
	}
	return []ruleCase{
		{"named, without agreement", with(nowhere, person("full_name", "  minor: true\n")), append(slices.Clone(open),
			peopleFile+":7:16 minor/named error", peopleFile+":8:10 minor/no-agreement error")},
		{"real first name", with(nowhere, person("first_name", agreed)), append(slices.Clone(open), peopleFile+":7:16 minor/named error")},
		{"anonymous, not approved", with(nowhere, person("anonymous", agreed)), open},
		{"with the town", []change{person("anonymous", agreed), {fr, ", le 4 septembre 2023", ""}, {en, ", on 4 September 2023", ""}}, []string{
			"content/interviews/words/index.fr.md:14:9 minor/not-approved error",
			"content/stories/a-path/index.en.md:17:10 minor/place error",
			"content/stories/a-path/index.fr.md:15:9 minor/not-approved error",
			"content/stories/a-path/index.fr.md:16:10 minor/place error",
		}},
		{"in a draft", with(append(drafts(), nowhere...), person("anonymous", agreed)), []string{
			"content/interviews/words/index.fr.md:14:9 minor/not-approved error",
			"content/stories/a-path/index.fr.md:16:9 minor/not-approved todo",
		}},
	}
}

func reidentificationCases() []ruleCase {
	const sentence = "raconte, le 4 septembre 2023."
	hidden := person("role_only")
	return []ruleCase{
		{"ok: town and date of a role", []change{hidden}, nil},
		{"town, date and years of a role", []change{hidden, {fr, sentence, "raconte, le 4 septembre 2023, après vingt ans de service."}}, []string{
			"content/stories/a-path/index.fr.md:16:10 reidentification/too-many-clues error",
		}},
		{"the same in an item that is public already", []change{hidden, {fr, sentence, "raconte, le 4 septembre 2023, après vingt ans de service."},
			{"data/permalinks.yaml", "", "\"st0ry1\":\n  \"/fr/recits/un-parcours/\": {since: \"2026-11-24\"}\n"}}, []string{
			"content/stories/a-path/index.fr.md:16:10 reidentification/too-many-clues warning",
		}},
		{"rank, unit and town of a role", []change{hidden, {fr, sentence, "raconte. Le capitaine sert à la brigade de Sévaré."}, {en, ", on 4 September 2023", ""}}, []string{
			"content/stories/a-path/index.fr.md:16:10 reidentification/too-many-clues error",
		}},
		{"in a draft", with(drafts(), hidden, change{fr, sentence, "raconte, le 4 septembre 2023, après vingt ans de service."}), []string{
			"content/stories/a-path/index.fr.md:17:10 reidentification/too-many-clues todo",
		}},
		{"ok: the same clues in another section", []change{hidden, {fr, "{{< quote", "Ailleurs.\n\n## Un autre sujet {#other}\n\nLe capitaine Y a vingt ans de service.\n\n{{< quote"},
			{fr, "{{< quote ref=\"tr4nsc#s7f3q\" from=\"Nous écoutons\" to=\"avant\" words=\"r96tsf\" >}}\n\n", ""}}, nil},
		{"a date and the town of somebody anonymous", []change{person("anonymous")}, []string{
			"content/stories/a-path/index.fr.md:16:10 reidentification/too-many-clues error",
		}},
		{"ok: only the town of somebody anonymous", []change{person("anonymous"), {fr, ", le 4 septembre 2023", ""}, {en, ", on 4 September 2023", ""}}, nil},
		{"in the role itself", []change{person("role_only"), {peopleFile, "une agente", "une capitaine de la brigade de Kati"}}, []string{
			"data/people.yaml:4:14 reidentification/too-many-clues error",
		}},
		{"in what the person says", []change{person("role_only"), {"data/transcripts/tr4nsc.yaml", "\"Passage masqué.\"\n    visibility: masked", "\"J’ai douze ans de service au commissariat de Lafiabougou, le 3 mai 2021.\""},
			{"content/interviews/words/index.fr.md", "place: not-published", "place: bamako"}, {"content/interviews/words/index.en.md", "place: not-published", "place: bamako"}}, []string{
			"content/interviews/words/index.fr.md:11:8 reidentification/too-many-clues error",
		}},
		{"ok: named anyway", []change{{fr, sentence, "raconte, le 4 septembre 2023, après vingt ans de service."}}, nil},
		{"a town beside somebody at risk", with([]change{{fr, "safety: low", "safety: medium"}, {en, "safety: low", "safety: medium"}}, change{peopleFile, "safety: low", "safety: medium"}, person("role_only")), []string{
			"content/interviews/words/index.fr.md:14:9 safety/not-approved error",
			"content/stories/a-path/index.en.md:17:10 reidentification/place-too-exact error",
			"content/stories/a-path/index.fr.md:13:9 safety/not-approved error",
			"content/stories/a-path/index.fr.md:16:10 reidentification/place-too-exact error",
		}},
		{"ok: the region beside somebody at risk", with([]change{{fr, "safety: low", "safety: medium"}, {en, "safety: low", "safety: medium"}, {"data/places.yaml", "precision: city", "precision: region"}}, change{peopleFile, "safety: low", "safety: medium"}, person("role_only")), []string{
			"content/interviews/words/index.fr.md:14:9 safety/not-approved error",
			"content/stories/a-path/index.fr.md:13:9 safety/not-approved error",
		}},
	}
}

func embargoCases() []ruleCase {
	now := change{"clock", "", "2023-09-05T12:00:00Z"}
	interview := func(line string) []change {
		return []change{
			{"content/interviews/words/index.fr.md", "date: 2023-09-04\n", "date: 2023-09-04\n" + line + "\n"},
			{"content/interviews/words/index.en.md", "date: 2023-09-04\n", "date: 2023-09-04\n" + line + "\n"},
		}
	}
	dependants := []string{
		"content/stories/a-path/index.en.md:21:14 embargo/held-reference advice",
		"content/stories/a-path/index.en.md:30:1 embargo/held-quotation advice",
		"content/stories/a-path/index.fr.md:20:14 embargo/held-reference advice",
		"content/stories/a-path/index.fr.md:31:1 embargo/held-quotation advice",
	}
	return []ruleCase{
		{"never public", interview("expires: 2023-09-04"), []string{
			"content/interviews/words/index.en.md:7:10 embargo/never-public error",
			"content/interviews/words/index.fr.md:7:10 embargo/never-public error",
		}},
		{"an interview of tomorrow that is quoted today", append(interview("embargo: \"2023-09-06T08:00:00Z\""), now), append([]string{
			"content/interviews/words/index.en.md:7:10 embargo/comes-later advice",
			"content/interviews/words/index.fr.md:7:10 embargo/comes-later advice",
		}, dependants...)},
		{"an interview whose time is over", append(interview("expires: 2023-09-05"), now), append([]string{
			"content/interviews/words/index.en.md:7:10 embargo/time-is-over advice",
			"content/interviews/words/index.fr.md:7:10 embargo/time-is-over advice",
		}, dependants...)},
		{"a link to a module of tomorrow", []change{now,
			{"content/modules/rights/index.fr.md", "date: 2023-09-04\n", "date: 2023-09-04\nembargo: 2023-09-06\n"},
			{"content/modules/rights/index.en.md", "date: 2023-09-04\n", "date: 2023-09-04\nembargo: 2023-09-06\n"},
		}, []string{
			"content/modules/rights/index.en.md:7:10 embargo/comes-later advice",
			"content/modules/rights/index.fr.md:7:10 embargo/comes-later advice",
			"content/stories/a-path/index.en.md:20:11 embargo/held-reference advice",
			"content/stories/a-path/index.en.md:28:5 embargo/held-reference advice",
			"content/stories/a-path/index.fr.md:19:11 embargo/held-reference advice",
			"content/stories/a-path/index.fr.md:27:6 embargo/held-reference advice",
		}},
		{"an embargo in one language only", []change{{"content/modules/rights/index.fr.md", "date: 2023-09-04\n", "date: 2023-09-04\nembargo: 2023-09-06\n"}}, []string{
			"content/modules/rights/index.en.md:1:1 language/field-missing error",
		}},
		{"ok: the embargo is over", append(interview("embargo: 2023-09-05"), now), nil},
		{"ok: no clock", interview("embargo: 2123-09-05"), nil},
	}
}

const harmList = `accusation:
  label: {fr: "une accusation", en: "an accusation"}
  french: ["accusé*", "garde à vue"]
  english: ["accused", "in custody"]
`

func harmCases() []ruleCase {
	list := change{"data/harm-words.yaml", "", harmList}
	return []ruleCase{
		{"a word with an ending", []change{list, {fr, "Voir [le", "On l’a accusée. Voir [le"}}, []string{
			"content/stories/a-path/index.fr.md:27:6 harm/sensitive-words error",
		}},
		{"words in the front matter of the other language", []change{list, {en, "People know whom", "In custody, people know whom"}}, []string{
			"content/stories/a-path/index.en.md:10:11 harm/sensitive-words error",
		}},
		{"in a draft", with(drafts(), list, change{fr, "Voir [le", "Une garde à vue. Voir [le"}), []string{
			"content/stories/a-path/index.fr.md:28:5 harm/sensitive-words todo",
		}},
		{"in a transcript", []change{list, {"data/transcripts/tr4nsc.yaml", "\"Passage masqué.\"\n    visibility: masked", "\"Mis en garde à vue.\""}}, []string{
			"data/transcripts/tr4nsc.yaml:16:19 harm/sensitive-words error",
		}},
		{"ok: other words, a page about the site, a masked segment", []change{list, {fr, "Voir [le", "La garde, à vue d’œil. Voir [le"},
			{"content/about/index.fr.md", "Une page.", "Une personne accusée."}, {"data/transcripts/tr4nsc.yaml", "Passage masqué.", "Un accusé."}}, nil},
	}
}

func privateCases() []ruleCase {
	return []ruleCase{
		{"a grid reference in prose", []change{{fr, "Voir [le", "Au 29PPR1234567890. Voir [le"}}, []string{
			"content/stories/a-path/index.fr.md:27:4 private/detail error",
		}},
		{"a grid reference in a draft", with(drafts(), change{fr, "Voir [le", "Au 29PPR1234567890. Voir [le"}), []string{
			"content/stories/a-path/index.fr.md:28:4 private/detail todo",
		}},
		{"an e-mail address in the front matter", []change{{en, "A published statement.", "A statement to a.b@police.ml."}}, []string{
			"content/stories/a-path/index.en.md:11:27 private/detail error",
		}},
		{"coordinates in a register", []change{{"data/figures.yaml", "En 2015.", "12.6392, -8.0029"}}, []string{
			"data/figures.yaml:5:16 private/detail error",
		}},
		{"a number plate in a transcript", []change{{"data/transcripts/tr4nsc.yaml", "\"Passage masqué.\"\n    visibility: masked", "\"Le AB 1234 MD.\""}}, []string{
			"data/transcripts/tr4nsc.yaml:16:15 private/detail error",
		}},
		{"ok: the contact of the mission", []change{
			{"data/contact.yaml", "", "email: press@mission.eu\nphone: \"+223 20 00 00 00\"\n"},
			{fr, "Une déclaration publiée.", "Écrire à press@mission.eu ou appeler le +223 20 00 00 00."},
		}, nil},
		{"ok: a masked segment", []change{{"data/transcripts/tr4nsc.yaml", "Passage masqué.", "Mon numéro est le 76 12 34 56."}}, nil},
	}
}

// TestPrivatePatterns holds one text of each form, and texts that look like one.
func TestPrivatePatterns(t *testing.T) {
	found := func(text string) []string {
		p := &private{allowed: []string{"", ""}}
		p.look(text, func(r diagnostic.Rule, i int, args ...any) diagnostic.Diagnostic {
			return r.At("", 1, i+1, args...)
		})
		var kinds []string
		for _, d := range p.found {
			kinds = append(kinds, d.Message.EN)
		}
		return kinds
	}
	for _, text := range []string{
		"+223 76 12 34 56", "+22376123456", "(+223) 66-12-34-56", "00223 20 22 12 12", "+33 6 12 34 56 78", "+32 (0)2 584 11 11", "76 12 34 56", "66.12.34.56", "20-22-12-12",
		"Téléphone 76123456", "WhatsApp : 7612 3456", "appelez le 76123456", "call 76123456", "phone: 020 7946 0000",
		"a.b@police.ml", "Awa.X@gmail.com", "nom (at) mission.eu", "contact[at]mission.eu", "mailto:x@mission.eu",
		"12.6392, -8.0029", "12.6392 -8.0029", "https://maps.example.org/?q=12.6392,-8.0029", "12,6392° N", "12°38'21\"N", "12° 38′ 21″ N 8° 0′ 10″ O", "12°38’N", "latitude 12.63", "lat: 12,639",
		"29P PR 12345 67890", "29PPR1234567890", "30QUD1234", "29 P 612345 1398765", "6CQXJXQX+PG",
		"AB 1234 MD", "B-1234-M5", "Z 0457 MD", "AA-123-BB", "immatriculé K 4521", "plaque : 1234 AB 5",
		"1 94 07 9 01 001 025 J", "19407901001025J", "NINA : 19407901001025", "matricule 12 345", "Matricule n° 45871", "Mle 20145", "service number 77 123", "passeport n° A0123456", "carte d’identité n° 0012345",
		"ML13 ML01 6012 0102 6001 0066 8497", "FR76 3000 6000 0112 3456 7890 189", "4111 1111 1111 1111",
	} {
		if kinds := found("Voir " + text + " ici."); len(kinds) == 0 {
			t.Errorf("not found: %s", text)
		}
	}
	for _, text := range []string{
		"la décision 2014/219/PESC", "résolution 2480 (2019)", "2100 (2013), 2164 (2014) et 2227 (2015)", "le 04.09.2023", "2023-09-04", "2019-2021", "de 8 h 30 à 17 h 00", "08:30–17:00",
		"1 221 stagiaires", "12 500 000 habitants", "1,250,000 people", "11 950 000 euros", "20,5 % et 30,25 %", "3.14159", "24-28 août", "du 12 au 16 juin 2017", "ISO 639-3", "WCAG 2.2", "RFC 9116", "EN 301 549", "version 1.2.3.4",
		"37 °C", "45° à droite", "https://www.eeas.europa.eu/node/12345678_fr", "https://doi.org/10.1234/5678.91011", "article 12 (2) 34", "SHA-256", "UTF-8", "MD5", "2 000 000 000", "100 000 FCFA", "1 000 km", "M2", "CD-ROM 700 Mo", "5 septembre 2018 à 10 h 15",
		"20 22 24", "pages 12-15, 18-22", "S/2019/454", "A/HRC/40/77", "l’article 3 + 4", "EU 2020/1254", "info@example.org", "ref=\"c8w3nd#sn6h8r\"", "section 29 Page 12345 6789",
	} {
		if kinds := found("Voir " + text + " ici."); len(kinds) > 0 {
			t.Errorf("false alarm: %s: %q", text, kinds)
		}
	}
}

// approved answers every question about the items of a corpus, as it is.
func approved(t *testing.T, files fstest.MapFS, question string, roles ...string) fstest.MapFS {
	t.Helper()
	c, err := content.Load(files)
	if err != nil {
		t.Fatal(err)
	}
	l := approval.Of(c)
	for _, i := range c.Items {
		for n, role := range roles {
			l.Add(i.ID(), approval.Review{By: fmt.Sprintf("A%c", 'A'+n), Role: role, On: "2026-11-20", Seen: approval.Seen(c, i), Answers: map[string]approval.Answer{question: {Value: approval.Yes}}})
		}
	}
	return edited(t, files, []change{{approval.Path, "", string(l.Bytes())}})
}

// TestApprovalsLetPass: each gate that a person can open is opened by the right people
// and by nobody else, and an edit shuts it again.
func TestApprovalsLetPass(t *testing.T) {
	list := change{"data/harm-words.yaml", "", harmList}
	medium := []change{{fr, "safety: low", "safety: medium"}, {en, "safety: low", "safety: medium"}, {"data/places.yaml", "precision: city", "precision: region"}, {peopleFile, "safety: low", "safety: medium"}, person("role_only")}
	minor := []change{person("anonymous", "  minor: true\n  guardian: \"B-1\"\n  assent: \"B-2\"\n"), {fr, "places: [bamako]\n", ""}, {en, "places: [bamako]\n", ""}}
	tests := []struct {
		rule, question string
		changes        []change
		right, wrong   []string
	}{
		{"serving/not-approved", "serving", []change{{peopleFile, "serving: false", "serving: true"}}, []string{"security", "editor"}, []string{"editor", "management"}},
		{"safety/not-approved", "risk", medium, []string{"security"}, []string{"editor"}},
		{"minor/not-approved", "minor", minor, []string{"protection", "editor"}, []string{"protection"}},
		{"harm/sensitive-words", "harm", []change{list, {fr, "Voir [le", "On l’a accusée. Voir [le"}}, []string{"security"}, []string{"editor"}},
		{"reidentification/too-many-clues", "recognition", []change{person("anonymous")}, []string{"security"}, []string{"management"}},
		{"reidentification/place-too-exact", "recognition", medium[:2:2], []string{"security"}, []string{"editor"}},
	}
	tests[5].changes = append(tests[5].changes, medium[3], medium[4])
	has := func(files fs.FS, rule string) bool {
		return slices.ContainsFunc(findings(t, files), func(d diagnostic.Diagnostic) bool { return d.Rule == rule && d.Severity == diagnostic.Error })
	}
	for _, tt := range tests {
		t.Run(tt.rule, func(t *testing.T) {
			files := edited(t, small(t), append([]change{{"clock", "", "2026-11-23T12:00:00Z"}}, tt.changes...))
			if !has(files, tt.rule) {
				t.Fatal("nothing blocks before the approval")
			}
			if !has(approved(t, files, tt.question, tt.wrong...), tt.rule) {
				t.Errorf("%q opens the gate", tt.wrong)
			}
			open := approved(t, files, tt.question, tt.right...)
			if has(open, tt.rule) {
				t.Errorf("%q does not open the gate", tt.right)
			}
			if has(edited(t, open, []change{{fr, "[plus haut]", "[plus  haut]"}}), tt.rule) {
				t.Error("a space more shuts the gate")
			}
			again := edited(t, open, []change{{fr, "[plus haut]", "[plus bas]"}, {"content/interviews/words/index.fr.md", "Des paroles.", "D’autres paroles."}})
			if !has(again, tt.rule) {
				t.Error("an edit does not shut the gate again")
			}
		})
	}
}

// TestRiskIsAskedAgain: an answer about the danger of the day is due after a quarter,
// and does not stop the site then.
func TestRiskIsAskedAgain(t *testing.T) {
	files := edited(t, small(t), []change{{"clock", "", "2026-11-23T12:00:00Z"},
		{fr, "safety: low", "safety: medium"}, {en, "safety: low", "safety: medium"}})
	files = approved(t, files, "risk", "security")
	for clock, want := range map[string]bool{"2027-02-20T12:00:00Z": false, "2027-02-21T12:00:00Z": true} {
		got := slices.ContainsFunc(findings(t, edited(t, files, []change{{"clock", "", clock}})), func(d diagnostic.Diagnostic) bool {
			return d.Rule == "safety/review-due" && d.Severity == diagnostic.Advice
		})
		if got != want {
			t.Errorf("at %s: due %v, want %v", clock, got, want)
		}
	}
}

// TestFacesOfMinors: a photograph may show somebody under 18 from behind or blurred, and
// everybody whom it shows has to have agreed to photographs.
func TestFacesOfMinors(t *testing.T) {
	photo := func(faces string) change {
		return change{"data/photos.yaml", "", "ph0t0a:\n  item: st0ry1\n  faces: " + faces + "\n  people: [pers2n]\n"}
	}
	shown := []change{
		person("anonymous", "  minor: true\n  guardian: \"B-1\"\n  assent: \"B-2\"\n"),
		{fr, "places: [bamako]", "photo: ph0t0a"}, {en, "places: [bamako]", "photo: ph0t0a"},
	}
	rules := func(changes ...change) string {
		var ids []string
		for _, d := range findings(t, edited(t, small(t), append(slices.Clone(shown), changes...))) {
			if d.Path == fr || d.Rule == "person/missing-scope" {
				ids = append(ids, d.Rule)
			}
		}
		return strings.Join(ids, " ")
	}
	if got := rules(photo("consented")); !strings.Contains(got, "minor/face") || !strings.Contains(got, "person/missing-scope") {
		t.Errorf("a face without the scope: %s", got)
	}
	agreed := change{peopleFile, "[web, quotation]", "[web, quotation, photo]"}
	if got := rules(photo("blurred"), agreed); strings.Contains(got, "minor/face") || strings.Contains(got, "person/missing-scope") {
		t.Errorf("blurred, with the scope: %s", got)
	}
}

// TestFacesAndRefusals: a face waits for a person; a question that blocks nothing by
// itself does so once somebody has answered no, but whether partners may use an item is
// a decision like another.
func TestFacesAndRefusals(t *testing.T) {
	has := func(files fstest.MapFS, rule string) bool {
		return slices.ContainsFunc(findings(t, files), func(d diagnostic.Diagnostic) bool { return d.Rule == rule && d.Severity == diagnostic.Error })
	}
	files := edited(t, small(t), []change{
		{"data/photos.yaml", "", "ph0t0a:\n  item: st0ry1\n  faces: consented\n  people: [pers2n]\n"},
		{fr, "places: [bamako]", "photo: ph0t0a"}, {en, "places: [bamako]", "photo: ph0t0a"},
	})
	if !has(files, "review/faces-not-approved") || has(approved(t, files, "faces", "editor"), "review/faces-not-approved") {
		t.Error("faces wait for one answer")
	}
	for question, want := range map[string]bool{"fairness": true, "reuse": false} {
		c, err := content.Load(files)
		if err != nil {
			t.Fatal(err)
		}
		l := approval.Of(c)
		l.Add("st0ry1", approval.Review{By: "AB", Role: "editor", On: "2026-11-20", Seen: approval.Seen(c, c.Item("st0ry1")),
			Answers: map[string]approval.Answer{question: {Value: approval.No}}})
		refusal := edited(t, files, []change{{approval.Path, "", string(l.Bytes())}})
		if got := has(refusal, "review/refused"); got != want {
			t.Errorf("no to %s blocks: %v, want %v", question, got, want)
		}
		if has(edited(t, refusal, []change{{fr, "[plus haut]", "[plus bas]"}}), "review/refused") {
			t.Errorf("no to %s outlives the text that it was about", question)
		}
	}
}
