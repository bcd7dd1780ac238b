package ingest

import "proximite/tools/internal/diagnostic"

// Stand-ins until the office side is written (docx.go, odt.go, html.go, xlsx.go,
// news.go, module.go, marking.go). Whoever writes one deletes it here; the file
// goes with the last one.


// readers: paragraphs, headings, items and tables in document order.


// markings returns one finding for each classification mark in blocks, cues and
// margins; any finding refuses the file.
func markings(in input, src *source) []diagnostic.Diagnostic { return nil }

// looksLikeModules decides after interviews were ruled out.
func looksLikeModules(src *source, opt Options) bool { return false }

// interpretNews fills Title, Date, Language, Markdown and Diagnostics.
func interpretNews(in input, src *source, opt Options, r *Result) {}

// interpretModules fills Modules, Language, Markdown and Diagnostics.
func interpretModules(in input, src *source, opt Options, r *Result) {}
