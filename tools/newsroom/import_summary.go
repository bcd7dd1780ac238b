package main

import (
	"fmt"
	"strings"

	"proximite/tools/internal/diagnostic"
	"proximite/tools/internal/ingest"
)

var kindNames = map[ingest.Kind]diagnostic.Text{
	ingest.Interview: {FR: "entretien", EN: "interview"},
	ingest.News:      {FR: "nouvelle", EN: "news item"},
	ingest.Modules:   {FR: "modules", EN: "modules"},
}

// summary is one line on what was understood of a file.
func summary(r *ingest.Result, l diagnostic.Language) string {
	if r.Refused {
		return r.File + in(l, " : refusé.", ": refused.")
	}
	parts := []string{kindNames[r.Type].In(l) + " (" + string(r.Format) + ")"}
	add := func(fr, en string, args ...any) { parts = append(parts, fmt.Sprintf(in(l, fr, en), args...)) }
	add("langue : %s", "language: %s", languageName(string(r.Language), l))
	switch r.Type {
	case ingest.Interview:
		add("segments : %d", "segments: %d", len(r.Segments))
		add("intervenants : %s", "speakers: %s", orNobody(r.Speakers, l))
		if r.DurationMs > 0 {
			add("durée : %d min", "minutes: %d", (r.DurationMs+59_999)/60_000)
		}
		add("mots : %d", "words: %d", r.Words)
	case ingest.Modules:
		add("modules : %d", "modules: %d", len(r.Modules))
	}
	if r.Title != "" {
		add("titre : %s", "title: %s", r.Title)
	}
	if r.Date != "" {
		add("date : %s", "date: %s", r.Date)
	}
	return r.File + in(l, " : ", ": ") + strings.Join(parts, " · ")
}

func in(l diagnostic.Language, fr, en string) string { return diagnostic.Text{FR: fr, EN: en}.In(l) }

func orNobody(names []string, l diagnostic.Language) string {
	if len(names) == 0 {
		return in(l, "aucun nom", "no name")
	}
	return fmt.Sprintf("%d (%s)", len(names), strings.Join(names, ", "))
}

func languageName(code string, l diagnostic.Language) string {
	switch code {
	case "fr":
		return in(l, "français", "French")
	case "en":
		return in(l, "anglais", "English")
	case "":
		return in(l, "inconnue", "unknown")
	}
	return code
}
