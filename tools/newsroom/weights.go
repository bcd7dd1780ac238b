package main

import (
	"fmt"
	"slices"
	"strings"
	"text/tabwriter"

	"proximite/tools/internal/audit"
	"proximite/tools/internal/diagnostic"
)

// weightTable has a line for each type of page: the heaviest page of it and what it
// costs on a first visit.
func weightTable(weights []audit.Weight) diagnostic.Text {
	heaviest := make(map[string]audit.Weight)
	count := make(map[string]int)
	var kinds []string
	for _, w := range weights {
		if count[w.Kind]++; count[w.Kind] == 1 {
			kinds = append(kinds, w.Kind)
		}
		if w.Bytes > heaviest[w.Kind].Bytes {
			heaviest[w.Kind] = w
		}
	}
	slices.SortFunc(kinds, func(a, b string) int { return heaviest[b].Bytes - heaviest[a].Bytes })
	table := func(head string) string {
		var b strings.Builder
		t := tabwriter.NewWriter(&b, 0, 4, 2, ' ', tabwriter.AlignRight)
		fmt.Fprintln(t, head)
		for _, k := range kinds {
			w := heaviest[k]
			fmt.Fprintf(t, "%s\t%d\t%d\t%d\t%d\t%d\t%d\t %s\n", k, count[k], w.Bytes, w.Brotli, w.Total, w.Pictures, w.Requests, w.Path)
		}
		t.Flush() // a builder takes all
		return b.String()
	}
	return diagnostic.Text{
		FR: table("type\tpages\tgzip\tbrotli\tavec scripts\timages\trequêtes\t la plus lourde"),
		EN: table("type\tpages\tgzip\tbrotli\twith scripts\tpictures\trequests\t heaviest"),
	}
}
