package audit

import (
	"hash/maphash"
	"strings"
	"unicode"
)

// passageWords is of how many words a piece is by which a passage is recognised.
const passageWords = 5

// Passages are texts that must not be published, known by every five words in a row.
type Passages struct {
	seed   maphash.Seed
	pieces map[uint64]string // piece → what it is
}

// NewPassages begins a collection.
func NewPassages() Passages {
	return Passages{maphash.MakeSeed(), make(map[uint64]string)}
}

// Add takes in a text; what tells whoever mends it where to look, never the words.
func (p Passages) Add(what, text string) {
	p.each(text, func(piece uint64) bool {
		if _, known := p.pieces[piece]; !known {
			p.pieces[piece] = what
		}
		return true
	})
}

// Allow takes out what a public text says too: common phrases are no secret.
func (p Passages) Allow(text string) {
	p.each(text, func(piece uint64) bool {
		delete(p.pieces, piece)
		return len(p.pieces) > 0
	})
}

// In tells what of the passages a text holds, or "".
func (p Passages) In(text string) string {
	found := ""
	if len(p.pieces) > 0 {
		p.each(text, func(piece uint64) bool {
			found = p.pieces[piece]
			return found == ""
		})
	}
	return found
}

// each visits every five words in a row, folded: small letters, without accents,
// whatever stands between.
func (p Passages) each(text string, visit func(uint64) bool) {
	var last [passageWords]uint64
	n := 0
	var word []byte
	end := func() bool {
		if len(word) == 0 {
			return true
		}
		copy(last[:], last[1:])
		last[passageWords-1] = maphash.Bytes(p.seed, word)
		word = word[:0]
		if n++; n < passageWords {
			return true
		}
		piece := uint64(0)
		for _, h := range last {
			piece = piece*1_000_003 + h
		}
		return visit(piece)
	}
	for _, r := range text {
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			word = append(word, byte(r))
		case r >= 'A' && r <= 'Z':
			word = append(word, byte(r)+'a'-'A')
		case r < 0x80:
			if !end() {
				return
			}
		case unicode.IsLetter(r):
			word = append(word, plain(r)...)
		case unicode.Is(unicode.Mn, r) || r == '\u00ad':
		default:
			if !end() {
				return
			}
		}
	}
	end()
}

// plain is a letter in its simplest form.
func plain(r rune) string {
	r = unicode.ToLower(r)
	if i := strings.IndexRune(accented, r); i >= 0 {
		return string(unaccented[len([]rune(accented[:i]))])
	}
	return string(r)
}

const (
	accented   = "àâäáãåçèéêëìíîïñòóôöõùúûüýÿ"
	unaccented = "aaaaaaceeeeiiiinooooouuuuyy"
)
