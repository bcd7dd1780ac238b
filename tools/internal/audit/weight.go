package audit

import (
	"bytes"
	"compress/gzip"

	"proximite/tools/internal/diagnostic"
)

// budget is the first network flight: ten segments of 1460 bytes (RFC 6928). What
// fits into it is on the screen after one round trip, on 2G too.
const budget = 14_600

var heavyPage = diagnostic.Rule{
	ID: "audit/heavy-page", Severity: diagnostic.Warning,
	Message: diagnostic.Text{
		FR: "La page pèse %[1]d octets compressés avec sa présentation, pour %[2]d permis : elle sera lente sur un réseau faible.",
		EN: "The page weighs %[1]d bytes compressed with its style, of %[2]d allowed: it will be slow on a weak network.",
	},
	Hint: diagnostic.Text{
		FR: "Raccourcissez le texte ou partagez-le sur deux pages.",
		EN: "Shorten the text or divide it into two pages.",
	},
}

func checkWeight(s *site, p *page) []diagnostic.Diagnostic {
	if w := s.weight(p); w > budget {
		return []diagnostic.Diagnostic{heavyPage.At(p.path, 0, 0, w, budget)}
	}
	return nil
}

// weight is the page itself and its linked style sheets, each compressed alone as
// they travel.
func (s *site) weight(p *page) int {
	w := p.gzip
	for _, sheet := range p.sheets {
		if path, _, own, _ := s.target(p.url, sheet); own {
			w += s.sheets[fileOf(path)]
		}
	}
	return w
}

// gzipBytes is the size of data after gzip -9.
func gzipBytes(data []byte) int {
	var b bytes.Buffer
	// Neither can fail: the level is valid and a buffer takes all.
	w, _ := gzip.NewWriterLevel(&b, gzip.BestCompression)
	w.Write(data)
	w.Close()
	return b.Len()
}
