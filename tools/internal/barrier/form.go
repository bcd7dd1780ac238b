package barrier

import (
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// isField reports whether an element is filled in or chosen by a reader and needs a
// label; buttons name themselves.
func isField(n *html.Node) bool {
	if slices.Contains([]string{"textbox", "searchbox", "combobox", "listbox", "slider", "spinbutton", "switch"}, attr(n, "role")) {
		return true
	}
	switch n.Data {
	case "select", "textarea":
		return true
	case "input":
		return !slices.Contains([]string{"hidden", "submit", "reset", "button", "image"}, attr(n, "type"))
	}
	return false
}

// checkControls wants a name for every field and button. A placeholder is none: it
// goes away with the first letter.
func checkControls(d *document) {
	for n := range d.elements() {
		if isHidden(n) || !isField(n) && n.Data != "button" && n.Data != "input" && attr(n, "role") != "button" {
			continue
		}
		switch {
		case isField(n) && d.fieldName(n) == "" && strings.TrimSpace(attr(n, "placeholder")) != "":
			d.say(n, "form/placeholder-only", "only the placeholder %q names the field", attr(n, "placeholder"))
		case isField(n) && d.fieldName(n) == "":
			d.say(n, "form/no-label", "the field has no label")
		case (n.Data == "button" || attr(n, "role") == "button" && n.Data != "input") && d.name(n) == "" && attr(n, "title") == "":
			d.say(n, "button/empty", "the button has no words")
		}
		if pattern := attr(n, "pattern"); pattern != "" && attr(n, "title") == "" && attr(n, "aria-describedby") == "" {
			d.say(n, "form/pattern-unexplained", "what the field takes is said nowhere")
		}
	}
}

// fieldName is what assistive technology calls a field, placeholder apart.
func (d *document) fieldName(n *html.Node) string {
	if v := attr(n, "aria-label"); strings.TrimSpace(v) != "" {
		return v
	}
	var words []string
	for id := range strings.FieldsSeq(attr(n, "aria-labelledby")) {
		if other := d.byID[id]; other != nil {
			words = append(words, text(other))
		}
	}
	if id := attr(n, "id"); id != "" {
		for _, label := range d.labels[id] {
			words = append(words, text(label))
		}
	}
	if label := inside(n, "label"); label != nil {
		words = append(words, text(label))
	}
	return strings.TrimSpace(strings.Join(append(words, attr(n, "title")), " "))
}

// checkLabels looks from the other side: what labels, legends and hints belong to.
func checkLabels(d *document) {
	for n := range d.elements("label") {
		target, stated := lookup(n, "for")
		field := d.byID[target]
		switch {
		case d.name(n) == "":
			d.say(n, "form/empty-label", "the label has no words")
		case stated && field == nil || !stated && count(n, "input", "select", "textarea") == 0:
			d.say(n, "form/label-without-field", "the label %q belongs to no field", text(n))
		}
		if field == nil {
			continue
		}
		if len(d.labels[target]) > 1 && d.labels[target][0] == n {
			d.say(n, "form/two-labels", "%d labels belong to one field", len(d.labels[target]))
		}
		// A remark between a label and its field is not read out with the field.
		for s := next(n); s != nil && s != field; s = next(s) {
			if slices.Contains([]string{"p", "span", "small", "div"}, s.Data) && text(s) != "" && count(s, "input", "select", "textarea", "label") == 0 {
				if id := attr(s, "id"); id == "" || !strings.Contains(attr(field, "aria-describedby"), id) {
					d.say(s, "form/hint-apart", "the hint does not belong to the field")
				}
			}
		}
	}
	names := map[string]*html.Node{}
	for n := range d.elements("input", "select", "textarea") {
		if !isField(n) {
			continue
		}
		key := strings.ToLower(strings.Join(strings.Fields(d.fieldName(n)), " ")) + "\x00" + groupName(n)
		if former := names[key]; former != nil && !strings.HasPrefix(key, "\x00") {
			d.say(n, "form/same-label", "two fields are called %q", d.fieldName(n))
		}
		names[key] = n
	}
}

// groupName tells fields of the same name in two groups or forms apart.
func groupName(n *html.Node) string {
	group := inside(n, "fieldset", "tr", "form")
	if group == nil {
		return ""
	}
	for legend := range below(group, "legend", "th") {
		return text(legend)
	}
	return attr(group, "aria-label") + attr(group, "id")
}

// checkGroups wants fields that belong together named together.
func checkGroups(d *document) {
	for n := range d.elements("fieldset") {
		legend := ""
		found := false
		for l := range below(n, "legend") {
			legend, found = text(l), true
			break
		}
		switch {
		case found && legend == "":
			d.say(n, "form/empty-legend", "the legend is empty")
		case !found && d.byName(n) == "":
			d.say(n, "form/no-legend", "the group has no legend")
		}
	}
	groups := map[string][]*html.Node{}
	for n := range d.elements("input") {
		if kind := attr(n, "type"); (kind == "radio" || kind == "checkbox") && attr(n, "name") != "" {
			groups[kind+" "+attr(n, "name")] = append(groups[kind+" "+attr(n, "name")], n)
		}
	}
	for key, list := range groups {
		if len(list) > 1 && inside(list[0], "fieldset") == nil && !inGroup(list[0]) {
			kind := "form/ungrouped-checkbox"
			if strings.HasPrefix(key, "radio ") {
				kind = "form/ungrouped-radio"
			}
			d.say(list[0], kind, "%d choices belong together and are not grouped", len(list))
		}
	}
}

func (d *document) byName(n *html.Node) string {
	if attr(n, "aria-label") != "" || attr(n, "aria-labelledby") != "" {
		return d.name(n)
	}
	return ""
}

func inGroup(n *html.Node) bool {
	for p := n.Parent; p != nil; p = p.Parent {
		if role := attr(p, "role"); role == "group" || role == "radiogroup" {
			return true
		}
	}
	return false
}

var errorWords = regexp.MustCompile(`(?i)\berrors?\b|\berreurs?\b|\binvalid\w*|\bmistakes?\b|\bis not valid\b|n['’]est pas valide`)

// checkErrors wants an announced error to be found at its field.
func checkErrors(d *document) {
	for form := range d.elements("form") {
		announced := false
		for n := range below(form) {
			if (attr(n, "role") == "alert" || attr(n, "aria-live") != "") && errorWords.MatchString(text(n)) {
				announced = true
			}
		}
		if !announced {
			continue
		}
		told := false
		for n := range below(form, "input", "select", "textarea") {
			told = told || attr(n, "aria-invalid") == "true" || attr(n, "aria-describedby") != "" || attr(n, "aria-errormessage") != ""
		}
		if !told {
			d.say(form, "form/errors-unnamed", "errors are announced, and no field says that it is wrong")
		}
	}
}
