package mediatest

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"math"
	"math/rand/v2"
	"slices"
)

// Scene draws a street: sky, houses, ground with grain, three people from behind made
// of rectangles and circles. The same number gives the same picture.
func Scene(width, height int, number uint64) *image.RGBA {
	r := rand.New(rand.NewPCG(number, 7))
	img := image.NewRGBA(image.Rect(0, 0, width, height))
	horizon := height * 55 / 100
	for y := range height {
		for x := range width {
			c := color.RGBA{uint8(150 + 80*y/height), uint8(170 + 50*y/height), 215, 255}
			if y > horizon {
				grain := r.IntN(26)
				c = color.RGBA{uint8(170 + grain), uint8(130 + grain), uint8(90 + grain/2), 255}
			}
			img.SetRGBA(x, y, c)
		}
	}
	for i := range 6 {
		left, top := width*i/6, horizon-height/8-r.IntN(height/5)
		wall := color.RGBA{uint8(160 + r.IntN(60)), uint8(110 + r.IntN(60)), uint8(80 + r.IntN(40)), 255}
		fill(img, image.Rect(left, top, left+width/7, horizon+height/20), wall)
		for range 3 {
			x, y := left+r.IntN(width/9+1), top+r.IntN(height/8+1)
			fill(img, image.Rect(x, y, x+width/60+1, y+height/30+1), color.RGBA{50, 45, 60, 255})
		}
	}
	for i := range 3 {
		person(img, width*(2+2*i)/8+r.IntN(width/12+1), horizon+height/10, height/4, color.RGBA{uint8(30 + 60*i), 60, uint8(120 - 30*i), 255})
	}
	return img
}

func fill(img *image.RGBA, r image.Rectangle, c color.RGBA) {
	r = r.Intersect(img.Bounds())
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			img.SetRGBA(x, y, c)
		}
	}
}

func person(img *image.RGBA, x, y, size int, c color.RGBA) {
	fill(img, image.Rect(x-size/6, y-size/3, x+size/6, y+size/2), c)
	radius := float64(size) / 7
	for dy := -size / 6; dy <= size/6; dy++ {
		for dx := -size / 6; dx <= size/6; dx++ {
			if math.Hypot(float64(dx), float64(dy)) <= radius {
				fill(img, image.Rect(x+dx, y-size/2+dy, x+dx+1, y-size/2+dy+1), color.RGBA{60, 40, 30, 255})
			}
		}
	}
}

// JPEG packs a picture; an encoder into memory has no reason to fail.
func JPEG(img image.Image, quality int) []byte {
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, &jpeg.Options{Quality: quality}); err != nil {
		return nil
	}
	return b.Bytes()
}

// PNG packs a picture.
func PNG(img image.Image) []byte {
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		return nil
	}
	return b.Bytes()
}

// WithEXIF is a JPEG that tells place, author and device, held as the number says.
func WithEXIF(data []byte, orientation int) []byte {
	return withSegments(data, exifSegment(exif{gps: true, orientation: orientation, makerNote: true}))
}

func withSegments(data []byte, segments ...[]byte) []byte {
	return slices.Concat(data[:2], slices.Concat(segments...), data[2:])
}

func jpegSegment(marker byte, body string) []byte {
	size := len(body) + 2
	return append([]byte{0xff, marker, byte(size >> 8), byte(size)}, body...)
}

func exifSegment(e exif) []byte { return jpegSegment(0xe1, "Exif\x00\x00"+string(tiff(e))) }

func xmpSegment() []byte { return jpegSegment(0xe1, "http://ns.adobe.com/xap/1.0/\x00"+xmpPacket()) }

func extendedXMP() []byte {
	return jpegSegment(0xe1, "http://ns.adobe.com/xmp/extension/\x0000112233445566778899AABBCCDDEEFF\x00\x00\x00\x10\x00\x00\x00\x00"+Planted)
}

// xmpPacket names an author, a city and a serial number.
func xmpPacket() string {
	return `<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">` +
		`<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" xmlns:aux="http://ns.adobe.com/exif/1.0/aux/" ` +
		`photoshop:City="` + Planted + ` town" aux:SerialNumber="` + Planted + `-77"><dc:creator><rdf:Seq><rdf:li>` + Planted + ` Name</rdf:li></rdf:Seq></dc:creator>` +
		`</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>`
}

// iptcSegment is a Photoshop block with author, city and caption.
func iptcSegment() []byte {
	var records bytes.Buffer
	for number, text := range map[byte]string{80: Planted + " Name", 90: Planted + " town", 120: Planted + " caption"} {
		records.Write([]byte{0x1c, 2, number, 0, byte(len(text))})
		records.WriteString(text)
	}
	if records.Len()%2 == 1 {
		records.WriteByte(0)
	}
	body := "Photoshop 3.0\x008BIM\x04\x04\x00\x00" + string(binary.BigEndian.AppendUint32(nil, uint32(records.Len()))) + records.String()
	return jpegSegment(0xed, body)
}

func mpfSegment() []byte {
	return jpegSegment(0xe2, "MPF\x00MM\x00\x2a\x00\x00\x00\x08\x00\x01\xb0\x00\x00\x07\x00\x00\x00\x040100\x00\x00\x00\x00")
}

func profileSegment() []byte { return jpegSegment(0xe2, "ICC_PROFILE\x00\x01\x01"+string(Profile())) }

// Profile is a colour profile whose description names the owner of a screen.
func Profile() []byte {
	curve := "curv\x00\x00\x00\x00\x00\x00\x00\x01\x02\x33\x00\x00"
	point := func(x, y, z uint32) string {
		b := []byte("XYZ \x00\x00\x00\x00")
		for _, v := range []uint32{x, y, z} {
			b = binary.BigEndian.AppendUint32(b, v)
		}
		return string(b)
	}
	owner := "screen of " + Planted + " Name\x00"
	desc := "desc\x00\x00\x00\x00" + string(binary.BigEndian.AppendUint32(nil, uint32(len(owner)))) + owner + string(make([]byte, 78+4-len(owner)%4))
	tags := []struct{ name, value string }{
		{"desc", desc}, {"cprt", "text\x00\x00\x00\x00" + Planted + "\x00"}, {"dmnd", desc}, {"wtpt", point(0xf351, 0x10000, 0x116cc)},
		{"rXYZ", point(0x6fa2, 0x38f5, 0x390)}, {"gXYZ", point(0x6299, 0xb785, 0x18da)}, {"bXYZ", point(0x24a0, 0xf84, 0xb6cf)},
		{"rTRC", curve}, {"gTRC", curve}, {"bTRC", curve},
	}
	head := make([]byte, 128)
	copy(head[8:], "\x02\x10\x00\x00mntrRGB XYZ \x07\xe7\x00\x09\x00\x04\x00\x10\x00\x20\x00\x30acspAPPL")
	copy(head[48:], "PLNTDmod")
	copy(head[68:], "\x00\x00\xf6\xd6\x00\x01\x00\x00\x00\x00\xd3\x2d")
	table := binary.BigEndian.AppendUint32(nil, uint32(len(tags)))
	var values []byte
	for _, t := range tags {
		table = append(table, t.name...)
		table = binary.BigEndian.AppendUint32(table, uint32(128+4+12*len(tags)+len(values)))
		table = binary.BigEndian.AppendUint32(table, uint32(len(t.value)))
		values = append(values, t.value...)
		values = append(values, make([]byte, (4-len(t.value)%4)%4)...)
	}
	out := slices.Concat(head, table, values)
	binary.BigEndian.PutUint32(out, uint32(len(out)))
	return out
}

func withChunks(data []byte, chunks ...[]byte) []byte {
	const head = 8 + 12 + 13
	return slices.Concat(data[:head], slices.Concat(chunks...), data[head:])
}

func chunk(name, body string) []byte {
	out := binary.BigEndian.AppendUint32(nil, uint32(len(body)))
	out = append(append(out, name...), body...)
	return binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(out[4:]))
}

func packed(text string) string {
	var b bytes.Buffer
	z := zlib.NewWriter(&b)
	z.Write([]byte(text)) // a buffer takes everything
	z.Close()
	return b.String()
}

func packedText() []byte { return chunk("zTXt", "Software\x00\x00"+packed(Planted)) }

func packedProfile() []byte {
	return chunk("iCCP", "screen of "+Planted+"\x00\x00"+packed(string(Profile())))
}

// leftover puts rows of an older picture behind the compressed data, as programs did
// that wrote a cut screenshot over the whole one.
func leftover(data []byte) []byte {
	end := len(data) - 12
	return slices.Concat(data[:end], chunk("IDAT", packed(Planted)), data[end:])
}

// webp is a small lossless WebP of two colours a channel, in the extended form with
// further parts.
func webp(seed uint64, parts ...[]byte) []byte {
	const side = 48
	var bits bitWriter
	bits.put(0x2f, 8)
	bits.put(side-1, 14)
	bits.put(side-1, 14)
	bits.put(0, 1+3)   // no alpha, version 0
	bits.put(0, 1+1+1) // no transform, no colour cache, one set of codes
	for range 3 {      // green, red, blue: two values each, one bit long
		bits.put(1|1<<1|1<<2, 3)
		bits.put(40, 8)
		bits.put(200, 8)
	}
	bits.put(1|0<<1|1<<2, 3) // alpha
	bits.put(255, 8)
	bits.put(1, 3) // distances: none
	bits.put(0, 1)
	r := rand.New(rand.NewPCG(seed, 9))
	for range side * side {
		bits.put(r.Uint64()&7, 3)
	}
	head := []byte{0x08 | 0x04, 0, 0, 0, side - 1, 0, 0, side - 1, 0, 0}
	body := slices.Concat([]byte("WEBP"), riff("VP8X", string(head)), riff("VP8L", string(bits.bytes())), slices.Concat(parts...))
	return slices.Concat([]byte("RIFF"), binary.LittleEndian.AppendUint32(nil, uint32(len(body))), body)
}

func riff(name, body string) []byte {
	out := binary.LittleEndian.AppendUint32([]byte(name), uint32(len(body)))
	out = append(out, body...)
	return append(out, make([]byte, len(body)%2)...)
}

// bitWriter packs bits, the lowest first.
type bitWriter struct {
	out  []byte
	used int
}

func (w *bitWriter) put(value uint64, bits int) {
	for i := range bits {
		if w.used%8 == 0 {
			w.out = append(w.out, 0)
		}
		w.out[len(w.out)-1] |= byte(value>>i&1) << (w.used % 8)
		w.used++
	}
}

func (w *bitWriter) bytes() []byte { return w.out }
