package content

// PublicForm is how a person may be named in a text file: as far as the
// attribution level allows, in the language. The template
// layouts/_partials/components/person.html does the same for pages.
func (p Person) PublicForm(language string) string {
	switch p.Attribution {
	case "full_name":
		if rank := p.Entry.Get("rank").Text(); rank != "" {
			return rank + " " + p.Name
		}
		return p.Name
	case "first_name":
		return p.FirstName
	case "role_only":
		return p.Entry.Get("role", language).Text()
	}
	if language == "fr" {
		return "une personne qui n’est pas nommée"
	}
	return "a person who is not named"
}
