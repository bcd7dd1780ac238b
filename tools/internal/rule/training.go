package rule

import (
	"proximite/tools/internal/content"
	"proximite/tools/internal/diagnostic"
)

// checkTrainings asks for what every training has: an end after its start, and the
// modules that are part of all trainings.
func checkTrainings(c *content.Corpus) []diagnostic.Diagnostic {
	var found []diagnostic.Diagnostic
	always := crossCutting(c)
	for _, i := range c.Items {
		for _, v := range i.Versions {
			if i.Type != "training" {
				continue
			}
			start, end := v.Meta.Get("start"), v.Meta.Get("end")
			if start.Text() != "" && end.Text() != "" && end.Text() < start.Text() {
				found = append(found, at(v.Path, end, endBeforeStart, end.Text(), start.Text()))
			}
			for _, module := range always {
				if !refersTo(v, "modules", module.ID()) {
					found = append(found, gate(v, at(v.Path, v.Meta.Get("modules"), missingModule, module.ID(), module.Folder)))
				}
			}
		}
	}
	return found
}

// crossCutting are the modules on human rights and on gender.
func crossCutting(c *content.Corpus) []*content.Item {
	var list []*content.Item
	for _, i := range c.Items {
		if i.Type == "module" && i.ID() != "" && i.Versions[0].Meta.Get("cross_cutting").True() {
			list = append(list, i)
		}
	}
	return list
}

func refersTo(v *content.Version, list, id string) bool {
	for _, n := range v.Meta.Get(list).Children() {
		if n.Text() == id {
			return true
		}
	}
	return false
}

func trainingRules() []diagnostic.Rule { return []diagnostic.Rule{endBeforeStart, missingModule} }

var (
	endBeforeStart = diagnostic.Rule{
		ID: "training/end-before-start", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "La formation finit (%[1]s) avant de commencer (%[2]s).", EN: "The training ends (%[1]s) before it starts (%[2]s)."},
		Hint:    diagnostic.Text{FR: "Corrigez « start: » ou « end: ».", EN: "Correct “start:” or “end:”."},
	}
	missingModule = diagnostic.Rule{
		ID: "training/missing-module", Severity: diagnostic.Error,
		Message: diagnostic.Text{FR: "Le module %[2]s fait partie de toute formation et manque dans « modules: ».", EN: "The module %[2]s is part of every training and is missing in “modules:”."},
		Hint:    diagnostic.Text{FR: "Ajoutez « %[1]s » à la liste « modules: » dans les deux langues.", EN: "Add “%[1]s” to the list “modules:” in both languages."},
	}
)
