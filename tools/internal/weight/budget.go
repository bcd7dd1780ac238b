package weight

// Budget is what pages of a type may weigh. Zero: not limited.
type Budget struct {
	Page     int // the page with its style sheets, gzip
	Brotli   int // the same, brotli
	Total    int // with scripts and icons, gzip, without pictures
	All      int // with pictures
	Scripts  int // scripts, gzip
	Requests int //
	Picture  int // one picture at PhoneWidth
}

// Budgets are those of data/budgets.yaml; the zero value is DefaultBudget for all.
type Budgets struct {
	general Budget
	byKind  map[string]Budget
}

// For is the budget of a type of page.
func (b Budgets) For(kind string) Budget {
	if own, ok := b.byKind[kind]; ok {
		return own
	}
	if b.byKind == nil {
		return DefaultBudget()
	}
	return b.general
}

// firstFlight is what a server may send before it hears from the reader: ten segments
// of 1460 bytes (RFC 6928). A page that fits is on the screen after one round trip.
const firstFlight = 14_600

// BudgetsFrom reads the content of data/budgets.yaml as encoding/json would decode it.
// What it leaves open is as in DefaultBudget.
func BudgetsFrom(native any) Budgets {
	types, _ := native.(map[string]any)
	b := Budgets{general: overlay(DefaultBudget(), types["default"]), byKind: make(map[string]Budget)}
	for kind, limits := range types {
		if kind != "default" {
			b.byKind[kind] = overlay(b.general, limits)
		}
	}
	return b
}

// DefaultBudget holds where data/budgets.yaml says nothing.
func DefaultBudget() Budget {
	return Budget{Page: firstFlight, Total: 50_000, All: 100_000, Scripts: 10_000, Requests: 6, Picture: 40_000}
}

func overlay(b Budget, limits any) Budget {
	m, _ := limits.(map[string]any)
	for key, field := range map[string]*int{
		"page_gzip": &b.Page, "page_brotli": &b.Brotli, "without_pictures": &b.Total, "with_pictures": &b.All,
		"scripts": &b.Scripts, "requests": &b.Requests, "picture_640": &b.Picture,
	} {
		switch n := m[key].(type) {
		case int:
			*field = n
		case float64:
			*field = int(n)
		}
	}
	return b
}
