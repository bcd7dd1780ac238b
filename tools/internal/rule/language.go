package rule

import (
	"reflect"

	"proximite/tools/internal/content"
	"proximite/tools/internal/diagnostic"
)

// perLanguage lists the keys that may differ between the languages of an item.
var perLanguage = []string{
	"title", "slug", "summary", "outcome", "evidence", "focus", "objectives", "audience",
	"duration", "assessment", "contents", "translation", "aliases", "lastmod", "draft", "pull_quote",
}

// shared lists the keys that have to agree. A test holds both lists against the
// schemas, so a new key has to be put into one of them.
var shared = []string{
	"id", "date", "embargo", "expires", "source_language", "themes", "forces", "people", "institutions", "places", "figures", "sources",
	"stories", "interviews", "news", "modules", "trainings", "resources",
	"angle", "as_of", "review_by", "safety", // story
	"transcript", "interviewer", "recorded_on", "place", "release", // interview
	"event_date", "context", // news
	"cross_cutting", "weight", "version", "last_review", // module
	"start", "end", "delivery", "participants", // training
	"formats", "languages", "licence", "checksum", // resource
	"layout", "noindex", // page
	"summaries", "photo",
}

// checkLanguages asks that the two versions of an item exist and agree.
func checkLanguages(c *content.Corpus) []diagnostic.Diagnostic {
	var found []diagnostic.Diagnostic
	for _, p := range c.Pages() {
		found = append(found, checkPresence(p)...)
		if p.Type != "section" {
			found = append(found, checkAgreement(p)...)
			for _, v := range p.Versions {
				found = append(found, checkStatus(v)...)
			}
		}
	}
	return found
}

func checkPresence(p *content.Item) []diagnostic.Diagnostic {
	var found []diagnostic.Diagnostic
	for _, language := range content.Languages() {
		if p.Version(language) != nil {
			continue
		}
		v := p.Versions[0]
		if exempt := v.Meta.Get("exempt"); !exempt.Get("reason").Empty() && exempt.Get("date").Text() != "" {
			continue
		}
		found = append(found, gate(v, missingVersion.At(v.Path, 0, 0, language, v.Path[:len(v.Path)-len(v.Language)-3])))
	}
	if len(p.Versions) == len(content.Languages()) {
		for _, v := range p.Versions {
			if f, ok := v.Meta.Field("exempt"); ok {
				found = append(found, needlessExemption.At(v.Path, f.Line, f.Column))
			}
		}
	}
	return found
}

// checkAgreement reports each key that should be equal, in the translated file.
func checkAgreement(p *content.Item) []diagnostic.Diagnostic {
	if len(p.Versions) < 2 || p.Versions[0].Meta == nil || p.Versions[1].Meta == nil {
		return nil
	}
	original, other := p.Versions[0], p.Versions[1]
	if other.Meta.Get("source_language").Text() == other.Language {
		original, other = other, original
	}
	var found []diagnostic.Diagnostic
	for _, key := range shared {
		if original.Meta.Get(key).Empty() && other.Meta.Get(key).Empty() {
			continue
		}
		a, inOriginal := original.Meta.Field(key)
		b, inOther := other.Meta.Field(key)
		switch {
		case !inOther:
			found = append(found, fieldMissing.At(other.Path, 1, 1, key, original.Path, a.Line))
		case !inOriginal:
			found = append(found, fieldMissing.At(original.Path, 1, 1, key, other.Path, b.Line))
		case !reflect.DeepEqual(a.Value.Native(), b.Value.Native()):
			found = append(found, at(other.Path, b.Value, fieldsDiffer, key, original.Path, a.Line))
		}
	}
	return found
}

// checkStatus asks for the status of a translation where there is one.
func checkStatus(v *content.Version) []diagnostic.Diagnostic {
	source := v.Meta.Get("source_language").Text()
	if source == "" {
		return nil
	}
	status, has := v.Meta.Field("translation")
	switch {
	case source == v.Language && has:
		return []diagnostic.Diagnostic{needlessStatus.At(v.Path, status.Line, status.Column, v.Language)}
	case source != v.Language && !has:
		return []diagnostic.Diagnostic{missingStatus.At(v.Path, 1, 1)}
	}
	return nil
}

func languageRules() []diagnostic.Rule {
	return []diagnostic.Rule{missingVersion, needlessExemption, fieldMissing, fieldsDiffer, needlessStatus, missingStatus}
}

var (
	missingVersion = diagnostic.Rule{
		ID: "language/missing-version", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "La version « %[1]s » de cet élément manque.", EN: "The version “%[1]s” of this item is missing."},
		Hint:    diagnostic.Text{FR: "Écrivez %[2]s%[1]s.md, ou ajoutez ici « exempt: » avec une raison (reason) et une date (date).", EN: "Write %[2]s%[1]s.md, or add “exempt:” here with a reason and a date."},
	}
	needlessExemption = diagnostic.Rule{
		ID: "language/needless-exemption", Severity: diagnostic.Warning,
		Message: diagnostic.Text{FR: "Les deux versions existent : la dispense n’a plus d’objet.", EN: "Both versions exist: the exemption has no object any more."},
		Hint:    diagnostic.Text{FR: "Supprimez « exempt: » et ses deux lignes.", EN: "Delete “exempt:” and its two lines."},
	}
	fieldMissing = diagnostic.Rule{
		ID: "language/field-missing", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "« %[1]s » manque ici, alors que l’autre langue l’a (%[2]s, ligne %[3]d).", EN: "“%[1]s” is missing here while the other language has it (%[2]s, line %[3]d)."},
		Hint:    diagnostic.Text{FR: "Copiez cette ligne : cette valeur doit être la même dans les deux langues.", EN: "Copy that line: this value has to be the same in both languages."},
	}
	fieldsDiffer = diagnostic.Rule{
		ID: "language/fields-differ", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "« %[1]s » n’a pas la même valeur que dans l’autre langue (%[2]s, ligne %[3]d).", EN: "“%[1]s” has not the same value as in the other language (%[2]s, line %[3]d)."},
		Hint:    diagnostic.Text{FR: "Décidez quelle valeur est la bonne et écrivez-la dans les deux fichiers.", EN: "Decide which value is right and write it in both files."},
	}
	needlessStatus = diagnostic.Rule{
		ID: "language/needless-translation-status", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "Ce fichier est dans la langue d’origine (« %[1]s ») : il n’est pas une traduction.", EN: "This file is in the source language (“%[1]s”): it is no translation."},
		Hint:    diagnostic.Text{FR: "Supprimez la ligne « translation: » ou corrigez « source_language: ».", EN: "Delete the line “translation:” or correct “source_language:”."},
	}
	missingStatus = diagnostic.Rule{
		ID: "language/missing-translation-status", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "Ce fichier est une traduction et ne dit pas de qui.", EN: "This file is a translation and does not say whose."},
		Hint:    diagnostic.Text{FR: "Ajoutez « translation: own » (la nôtre), « reviewed » (relue) ou « official » (fournie par la mission).", EN: "Add “translation: own” (ours), “reviewed” (checked) or “official” (supplied by the mission)."},
	}
)
