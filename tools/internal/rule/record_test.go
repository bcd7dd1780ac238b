package rule

func recordCases() []ruleCase {
	file := func(name, data string) []change { return []change{{name, "", data}} }
	return []ruleCase{
		{"consent form in data", file("data/consent-k4tm8q.pdf", "%PDF-1.7"), []string{"data/consent-k4tm8q.pdf record/consent-form error"}},
		{"agreement beside a text", file("archetypes/Accord_signé.pdf", "%PDF-1.7"), []string{"archetypes/Accord_signé.pdf record/consent-form error"}},
		{"scan of a passport", file("layouts/Passeport 2.JPG", "\xff\xd8"), []string{"layouts/Passeport 2.JPG record/consent-form error"}},
		{"letter in data", file("data/letter.docx", "x"), []string{"data/letter.docx record/not-a-register error"}},
		{"spreadsheet in data", file("data/people.csv", "x"), []string{"data/people.csv record/not-a-register error"}},
		{"archive in static", file("static/kit.zip", "x"), []string{"static/kit.zip record/forbidden-kind error"}},
		{"Word in disguise", file("static/kit.bin", "PK\x03\x04"), []string{"static/kit.bin record/forbidden-kind error"}},
		{"photograph of a telephone in disguise", file("layouts/extra.jpg", "\x00\x00\x00\x18ftypheic"), []string{"layouts/extra.jpg record/forbidden-kind error"}},
		{"program", file("assets/js/x.bin", "\x7fELF"), []string{"assets/js/x.bin record/forbidden-kind error"}},
		{"private key", file("assets/x.txt", "a\n-----BEGIN OPENSSH "+"PRIVATE KEY-----"), []string{"assets/x.txt:2:1 record/secret-key error"}},
		{"token", []change{{"data/places.yaml", "bamako:", "# gh" + "p_abcdefghijklmnopqrstuvwxyz0123456789\nbamako:"}}, []string{"data/places.yaml:1:3 record/secret-key error"}},
		{"ok: a word that begins alike, a text about consent", []change{
			{"layouts/accordion.svg", "", "<svg/>"}, {"data/schemas/consent.json", "", "{}"}, {"archetypes/consent.md", "", "MZ is a word\n"},
		}, nil},
	}
}
