package ingest

import (
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	utf "golang.org/x/text/encoding/unicode"
)

const frenchText = "L’été, à l’école, Noël et l’œuvre :\n« Ça va bien », dit-elle… Où êtes-vous allés ? À Tombouctou, près du fleuve.\n"

func TestDecode(t *testing.T) {
	plain := strings.NewReplacer("’", "'", "œ", "oe", "…", "...").Replace(frenchText)
	utf16 := func(e utf.Endianness, bom utf.BOMPolicy) []byte {
		return encoded(t, utf.UTF16(e, bom).NewEncoder().String, frenchText)
	}
	tests := []struct {
		name    string
		data    []byte
		label   string
		want    string
		guessed bool
	}{
		{"UTF-8", []byte(frenchText), "utf-8", frenchText, false},
		{"UTF-8 with BOM", []byte("\ufeff" + frenchText), "utf-8", frenchText, false},
		{"UTF-16LE with BOM", utf16(utf.LittleEndian, utf.UseBOM), "utf-16le", frenchText, false},
		{"UTF-16BE with BOM", utf16(utf.BigEndian, utf.UseBOM), "utf-16be", frenchText, false},
		{"UTF-16LE bare", utf16(utf.LittleEndian, utf.IgnoreBOM), "utf-16le", frenchText, true},
		{"UTF-16BE bare", utf16(utf.BigEndian, utf.IgnoreBOM), "utf-16be", frenchText, true},
		{"Windows-1252", encoded(t, charmap.Windows1252.NewEncoder().String, frenchText), "windows-1252", frenchText, true},
		{"Mac Roman", encoded(t, charmap.Macintosh.NewEncoder().String, frenchText), "macintosh", frenchText, true},
		{"CP850", encoded(t, charmap.CodePage850.NewEncoder().String, plain), "ibm850", plain, true},
		{"Latin-1", encoded(t, charmap.ISO8859_1.NewEncoder().String, plain), "windows-1252", plain, true},
		{"ASCII", []byte("plain\n"), "utf-8", "plain\n", false},
		{"one Latin word", []byte("\xe9t\xe9\n"), "windows-1252", "été\n", true},
		{"capitals", []byte("\xc9COLE \xc0 C\xd4T\xc9\n"), "windows-1252", "ÉCOLE À CÔTÉ\n", true},
		{"decomposed", []byte("e\u0301te\u0301\n"), "utf-8", "été\n", false},
		{"line ends", []byte("a\r\nb\rc\vd\u2028e\n"), "utf-8", "a\nb\nc\nd\ne\n", false},
		{"no-break spaces stay", []byte("oui\u202f! «\u00a0non\u00a0»\n"), "utf-8", "oui\u202f! «\u00a0non\u00a0»\n", false},
		{"Bambara", []byte("Kalan ɲuman, ŋɔmi bɛ\n"), "utf-8", "Kalan ɲuman, ŋɔmi bɛ\n", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := decode("x", tt.data, "")
			guessed := false
			for _, f := range d.found {
				guessed = guessed || f.Rule == "import/encoding-guessed"
			}
			if d.text != tt.want || d.encoding != tt.label || guessed != tt.guessed {
				t.Errorf("got %q in %s, guessed %v", d.text, d.encoding, guessed)
			}
		})
	}
}

func encoded(t *testing.T, encode func(string) (string, error), text string) []byte {
	t.Helper()
	s, err := encode(text)
	if err != nil {
		t.Fatal(err)
	}
	return []byte(s)
}

func TestDecodeForced(t *testing.T) {
	for _, label := range []string{"cp1252", "Windows-1252", "ISO-8859-1"} {
		if d := decode("x", []byte("\x8e"), label); d.text != "Ž" || len(d.found) > 0 {
			t.Errorf("%s: %q, %v", label, d.text, d.found)
		}
	}
	if KnownEncoding("klingon") || !KnownEncoding("UTF-16") {
		t.Error("known encodings")
	}
}

func TestDecodeReports(t *testing.T) {
	tests := []struct {
		name, data, rule string
		line             int
	}{
		{"broken UTF-8", "Les élèves étaient là,\nici à côté \xe9\nfin", "import/unreadable-characters", 2},
		{"cut in a letter", "L’été à l’école\net l’\xc3", "import/unreadable-characters", 2},
		{"already lost", "L\ufffd\n", "import/unreadable-characters", 1},
		{"double encoding", "Bonjour\nL’Ã©tÃ©\n", "import/double-encoded", 2},
		{"invisible signs", "a\nb\u200bc\u202ed\n", "import/invisible-characters", 2},
		{"controls", "a\x07b\n", "import/invisible-characters", 1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := decode("x", []byte(tt.data), "")
			if len(d.found) != 1 || d.found[0].Rule != tt.rule || d.found[0].Line != tt.line {
				t.Errorf("got %+v", d.found)
			}
			if !utf8.ValidString(d.text) || strings.ContainsAny(d.text, "\ufffd\u200b\u202e\x07") {
				t.Errorf("text %q", d.text)
			}
		})
	}
}

func TestDeclaredEncodingOfMarkup(t *testing.T) {
	for head, want := range map[string]string{
		`<?xml version="1.0" encoding="ISO-8859-1"?><tt>`:          "windows-1252",
		`<html><meta charset="macintosh">`:                         "macintosh",
		`<meta http-equiv="x" content="text/html; charset=cp850">`: "ibm850",
		`<?xml version="1.0" encoding="UTF-8"?>`:                   "",
		"<meta charset=\"iso-8859-1\">\u00e9t\u00e9":               "",
		"no markup charset=macintosh":                              "",
	} {
		if got := declaredEncoding([]byte(head)); got != want {
			t.Errorf("declaredEncoding(%q) = %q, want %q", head, got, want)
		}
	}
}
