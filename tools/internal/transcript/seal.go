package transcript

import "crypto/sha256"

// Seal is a short code for the words of a quotation, the shown ones and the original
// ones. A page that quotes carries it (words="k4m9t2"), so that a later change of
// the transcript, even inside a segment quoted as a whole, is found on every page
// that had quoted other words. White space, apostrophes, quotation marks and dashes
// do not count, as in the contract of quotations.
func (p Passage) Seal() string {
	sum := sha256.Sum256([]byte(foldKey(p.Text) + "\x00" + foldKey(p.Original)))
	code := make([]byte, 6)
	for i := range code {
		code[i] = alphabet[sum[i]%32]
	}
	return string(code)
}
