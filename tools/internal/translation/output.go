package translation

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"strconv"

	"proximite/tools/internal/diagnostic"
)

// sentence is the state of a version in the words of the staff.
func (r *Report) sentence() diagnostic.Text {
	switch r.State() {
	case Missing:
		if r.Exempt {
			date := r.source.Meta.Get("exempt", "date").Text()
			return diagnostic.Text{FR: "manquant, dispense du " + date, EN: "missing, exempt since " + date}
		}
		return diagnostic.Text{FR: "manquant", EN: "missing"}
	case Unrecorded:
		return diagnostic.Text{FR: "jamais noté", EN: "never noted"}
	case Behind:
		t := diagnostic.Text{
			FR: fmt.Sprintf("%d blocs en retard sur %d", r.Open(), r.Total()),
			EN: fmt.Sprintf("%d of %d blocks behind", r.Open(), r.Total()),
		}
		if r.Open() == 1 {
			t.FR = fmt.Sprintf("1 bloc en retard sur %d", r.Total())
		}
		t.FR += fmt.Sprintf(" (%s : %d, %s : %d, à comparer : %d)", r.To, r.Count(Behind), r.From, r.Count(Ahead), r.Count(Both))
		t.EN += fmt.Sprintf(" (%s: %d, %s: %d, to compare: %d)", r.To, r.Count(Behind), r.From, r.Count(Ahead), r.Count(Both))
		return t
	}
	return diagnostic.Text{FR: "à jour", EN: "current"}
}

// WriteText writes one line a version; in detail also what has changed.
func WriteText(w io.Writer, l diagnostic.Language, list []*Report, detail bool) error {
	count := make(map[State]int)
	for _, r := range list {
		count[r.State()]++
		if _, err := fmt.Fprintf(w, "%-8s %s→%s  %s  %s\n", r.Key, r.From, r.To, r.sentence().In(l), r.Item.Folder); err != nil {
			return err
		}
		if detail {
			for _, p := range r.Pairs {
				r.write(w, l, p)
			}
			if r.State() == Behind {
				fmt.Fprintln(w)
			}
		}
	}
	_, err := fmt.Fprintf(w, diagnostic.Text{
		FR: "À jour : %[1]d ; en retard : %[2]d ; jamais notés : %[3]d ; manquants : %[4]d.\n",
		EN: "Current: %[1]d; behind: %[2]d; never noted: %[3]d; missing: %[4]d.\n",
	}.In(l), count[Current], count[Behind], count[Unrecorded], count[Missing])
	return err
}

var stateWords = map[State]diagnostic.Text{
	Behind: {FR: "%[1]s est en retard sur %[2]s", EN: "%[1]s is behind %[2]s"},
	Ahead:  {FR: "%[2]s est en retard sur %[1]s", EN: "%[2]s is behind %[1]s"},
	Both:   {FR: "changé dans les deux langues, à comparer", EN: "changed in both languages, to compare"},
}

var changeWords = map[Change]diagnostic.Text{
	Reworded: {FR: "modifié", EN: "changed"},
	Added:    {FR: "ajouté", EN: "added"},
	Removed:  {FR: "supprimé", EN: "removed"},
}

// write shows an open pair: what was, what is, and the difference, of each side that
// has changed.
func (r *Report) write(w io.Writer, l diagnostic.Language, p Pair) {
	if p.State == Current {
		return
	}
	where := p.Kind
	if p.Key != "" {
		where = p.Key
	}
	fmt.Fprintf(w, "\n  %s  %s, %s: %s\n", p.ID, where, changeWords[p.Change].In(l), fmt.Sprintf(stateWords[p.State].In(l), r.To, r.From))
	if p.State != Ahead {
		writeSide(w, l, r.From, r.source.Path, p.Source)
	}
	if p.State != Behind {
		writeSide(w, l, r.To, r.target.Path, p.Target)
	}
	switch {
	case p.State == Behind && len(p.Target.Now) > 0:
		fmt.Fprintf(w, "    %s:%d\n    %s  %s\n", r.target.Path, p.Target.Now[0].Line, r.To, oneLine(p.Target.Text()))
	case p.State == Ahead && len(p.Source.Now) > 0:
		fmt.Fprintf(w, "    %s:%d\n    %s  %s\n", r.source.Path, p.Source.Now[0].Line, r.From, oneLine(p.Source.Text()))
	}
}

func writeSide(w io.Writer, l diagnostic.Language, language, path string, s Side) {
	old := diagnostic.Text{FR: "avant", EN: "old"}.In(l)
	now := diagnostic.Text{FR: "maintenant", EN: "new"}.In(l)
	if len(s.Now) > 0 {
		fmt.Fprintf(w, "    %s:%d\n", path, s.Now[0].Line)
	}
	if s.Old != "" {
		fmt.Fprintf(w, "    %s %s  %s\n", language, old, oneLine(s.Old))
	}
	if len(s.Now) > 0 {
		fmt.Fprintf(w, "    %s %s  %s\n", language, now, oneLine(s.Text()))
	}
	if s.Old != "" && len(s.Now) > 0 {
		fmt.Fprintf(w, "    %s ±  %s\n", language, oneLine(Marked(Diff(s.Old, s.Text()))))
	}
}

// jsonReport is the stable shape of one version for machines.
type jsonReport struct {
	ID      string     `json:"id"`
	Folder  string     `json:"folder"`
	Type    string     `json:"type"`
	From    string     `json:"from"`
	To      string     `json:"to"`
	State   State      `json:"state"`
	Exempt  bool       `json:"exempt"`
	Blocks  int        `json:"blocks"`
	Behind  int        `json:"behind"`
	Ahead   int        `json:"ahead"`
	Both    int        `json:"both"`
	Changes []jsonPair `json:"changes"`
}

type jsonPair struct {
	ID        string  `json:"id"`
	Kind      string  `json:"kind"`
	Key       string  `json:"key,omitempty"`
	State     State   `json:"state"`
	Change    Change  `json:"change"`
	OldSource string  `json:"old_source"`
	NewSource string  `json:"new_source"`
	OldTarget string  `json:"old_target"`
	NewTarget string  `json:"new_target"`
	Line      int     `json:"line"` // of the newer text
	Diff      []Piece `json:"diff"`
}

// WriteJSON writes one JSON array of versions.
func WriteJSON(w io.Writer, list []*Report) error {
	out := make([]jsonReport, 0, len(list))
	for _, r := range list {
		one := jsonReport{
			ID: r.Key, Folder: r.Item.Folder, Type: r.Item.Type, From: r.From, To: r.To, State: r.State(), Exempt: r.Exempt,
			Blocks: r.Total(), Behind: r.Count(Behind), Ahead: r.Count(Ahead), Both: r.Count(Both), Changes: []jsonPair{},
		}
		for _, p := range r.Pairs {
			if p.State != Current {
				one.Changes = append(one.Changes, p.json())
			}
		}
		out = append(out, one)
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(out)
}

func (p Pair) json() jsonPair {
	newer := p.Source
	if p.State == Ahead {
		newer = p.Target
	}
	one := jsonPair{
		ID: p.ID, Kind: p.Kind, Key: p.Key, State: p.State, Change: p.Change,
		OldSource: p.Source.Old, NewSource: p.Source.Text(), OldTarget: p.Target.Old, NewTarget: p.Target.Text(),
		Diff: Diff(newer.Old, newer.Text()),
	}
	if len(newer.Now) > 0 {
		one.Line = newer.Now[0].Line
	}
	if one.Diff == nil {
		one.Diff = []Piece{}
	}
	return one
}

// WriteCSV writes one line a version, for a spreadsheet.
func WriteCSV(w io.Writer, list []*Report) error {
	c := csv.NewWriter(w)
	rows := [][]string{{"id", "folder", "type", "from", "to", "state", "exempt", "blocks", "behind", "ahead", "both"}}
	for _, r := range list {
		rows = append(rows, []string{
			r.Key, r.Item.Folder, r.Item.Type, r.From, r.To, string(r.State()), strconv.FormatBool(r.Exempt),
			strconv.Itoa(r.Total()), strconv.Itoa(r.Count(Behind)), strconv.Itoa(r.Count(Ahead)), strconv.Itoa(r.Count(Both)),
		})
	}
	return c.WriteAll(rows)
}
