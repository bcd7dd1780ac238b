package plaintext

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf16"

	"proximite/tools/internal/diagnostic"
)

func utf16LE(text string, mark bool) []byte {
	var b []byte
	if mark {
		b = append(b, 0xff, 0xfe)
	}
	for _, u := range utf16.Encode([]rune(text)) {
		b = append(b, byte(u), byte(u>>8))
	}
	return b
}

func TestCheckEncoding(t *testing.T) {
	tests := []struct {
		name string
		src  []byte
		want string // line:column rule
	}{
		{"UTF-8", []byte("---\ntitle: Été\n"), ""},
		{"empty", nil, "0:0 encoding/empty"},
		{"blank", []byte(" \n\t\r\n"), "0:0 encoding/empty"},
		{"byte order mark", []byte("\xef\xbb\xbf---\n"), "1:1 encoding/byte-order-mark"},
		{"UTF-16 with a mark", utf16LE("---\ntitle: Été\n", true), "0:0 encoding/utf-16"},
		{"UTF-16 without a mark", utf16LE("---\ntitle: Été\n", false), "0:0 encoding/utf-16"},
		{"NUL", []byte("---\na\x00b and a long line of text\n"), "2:2 encoding/nul"},
		{"Windows line ends", []byte("---\r\na: b\r\n"), ""},
		{"old Mac line ends", []byte("---\ra: b\r"), "1:4 encoding/old-line-end"},
		{"Windows-1252", []byte("---\ntitle: \xc9t\xe9\n"), "2:8 encoding/not-utf-8"},
		{"cut in the middle of a character", []byte("---\ntitre: \xc3"), "2:8 encoding/not-utf-8"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := ""
			for _, d := range CheckEncoding("x.md", tt.src) {
				got = fmt.Sprintf("%d:%d %s", d.Line, d.Column, d.Rule)
			}
			if got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestWindows1252LineIsShownAsMeant(t *testing.T) {
	found := CheckEncoding("x.md", []byte("titre: \xc9t\xe9 \x80\n"))
	if len(found) != 1 || !strings.Contains(found[0].Message.In(diagnostic.French), "titre: Été €") {
		t.Errorf("%+v", found)
	}
}
