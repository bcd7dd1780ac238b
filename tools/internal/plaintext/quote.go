package plaintext

import "strings"

// Quote writes a text as a YAML value in quotation marks, choosing the marks that
// need no escaping when there are such.
func Quote(text string) string {
	if !strings.ContainsAny(text, "\"\\\n\t") {
		return `"` + text + `"`
	}
	if !strings.ContainsAny(text, "'\n\t") {
		return "'" + text + "'"
	}
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`, "\t", `\t`).Replace(text) + `"`
}
