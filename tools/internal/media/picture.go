package media

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"math/bits"
	"strconv"

	"golang.org/x/image/draw"
	"golang.org/x/image/webp"
)

// quality of a JPEG that is drawn again: high, because the site makes smaller ones of it.
const quality = 90

// picture is a picture that was read to its last pixel, so that what is damaged is
// found before anything is written.
type picture struct {
	image.Image
	width, height int
}

func readPicture(kind Kind, data []byte) (*picture, error) {
	config, decode := jpeg.DecodeConfig, jpeg.Decode
	switch kind {
	case PNG:
		config, decode = png.DecodeConfig, png.Decode
	case WebP:
		config, decode = webp.DecodeConfig, webp.Decode
	}
	c, err := config(bytes.NewReader(data))
	if err != nil || c.Width <= 0 || c.Height <= 0 {
		return nil, fmt.Errorf("read %s: %w", kind, errors.Join(errUnreadable, err))
	}
	if c.Width > maxPixels/c.Height {
		return nil, errPixels
	}
	img, err := decode(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", kind, errors.Join(errUnreadable, err))
	}
	return &picture{img, c.Width, c.Height}, nil
}

// asDrawn reports whether the pixels may stay as they are.
func (p *picture) asDrawn(orientation int) bool {
	_, print := p.Image.(*image.CMYK)
	return orientation == 1 && max(p.width, p.height) <= LongSide && !print
}

// redraw turns the picture upright, makes it smaller and writes it as JPEG or PNG.
// The colour profile goes along unless the colours were those of print.
func (p *picture) redraw(kind Kind, orientation int, profile []byte) (*Cleaned, error) {
	if _, print := p.Image.(*image.CMYK); print {
		profile = nil
	}
	upright := turn(p.smaller(), orientation)
	size := upright.Bounds().Size()
	small := &picture{upright, size.X, size.Y}
	var b bytes.Buffer
	if kind == PNG {
		if err := (&png.Encoder{CompressionLevel: png.DefaultCompression}).Encode(&b, upright); err != nil {
			return nil, fmt.Errorf("write PNG: %w", err)
		}
		return small.result(PNG, withPNGProfile(b.Bytes(), profile), true), nil
	}
	if err := jpeg.Encode(&b, upright, &jpeg.Options{Quality: quality}); err != nil {
		return nil, fmt.Errorf("write JPEG: %w", err)
	}
	var out bytes.Buffer
	out.Write(b.Bytes()[:2])
	writeProfile(&out, profile)
	out.Write(b.Bytes()[2:])
	return small.result(JPEG, out.Bytes(), true), nil
}

func (p *picture) result(kind Kind, data []byte, redrawn bool) *Cleaned {
	return &Cleaned{Data: data, Kind: kind, Redrawn: redrawn, Width: p.width, Height: p.height, Look: lookOf(p.Image)}
}

// smaller brings the longer side down to LongSide.
func (p *picture) smaller() image.Image {
	long := max(p.width, p.height)
	if long <= LongSide {
		return p.Image
	}
	scale := func(side int) int { return max(1, (side*LongSide+long/2)/long) }
	target := image.NewNRGBA(image.Rect(0, 0, scale(p.width), scale(p.height)))
	draw.CatmullRom.Scale(target, target.Bounds(), p.Image, p.Bounds(), draw.Src, nil)
	return target
}

// turn draws the picture as the EXIF orientation says it has to be looked at.
func turn(src image.Image, orientation int) image.Image {
	if orientation <= 1 || orientation > 8 {
		return src
	}
	b := src.Bounds()
	w, h := b.Dx(), b.Dy()
	if orientation >= 5 {
		w, h = h, w
	}
	out := image.NewNRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			sx, sy := sourceOf(orientation, x, y, w, h)
			out.Set(x, y, src.At(b.Min.X+sx, b.Min.Y+sy))
		}
	}
	return out
}

// sourceOf is which pixel of the file comes to x, y of the upright picture of w × h.
func sourceOf(orientation, x, y, w, h int) (int, int) {
	switch orientation {
	case 2:
		return w - 1 - x, y
	case 3:
		return w - 1 - x, h - 1 - y
	case 4:
		return x, h - 1 - y
	case 5:
		return y, x
	case 6:
		return y, w - 1 - x
	case 7:
		return h - 1 - y, w - 1 - x
	}
	return h - 1 - y, x // 8
}

// Look is a rough drawing of a picture in 64 bits: pictures that look alike have looks
// that differ in few bits. Nobody can be recognised in it.
type Look uint64

// lookOf compares the brightness of neighbours on a grid of 9 × 8.
func lookOf(img image.Image) Look {
	grid := image.NewGray(image.Rect(0, 0, 9, 8))
	rough := shrunk(img)
	draw.ApproxBiLinear.Scale(grid, grid.Bounds(), rough, rough.Bounds(), draw.Src, nil)
	var l Look
	for y := range 8 {
		for x := range 8 {
			l <<= 1
			if grid.GrayAt(x, y).Y > grid.GrayAt(x+1, y).Y {
				l |= 1
			}
		}
	}
	return l
}

// shrunk averages a picture onto 72 × 64 points, so that noise and the trace of an
// earlier compression do not count.
func shrunk(img image.Image) image.Image {
	const w, h = 72, 64
	b := img.Bounds()
	out := image.NewGray(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			out.SetGray(x, y, color.Gray{Y: average(img, image.Rect(
				b.Min.X+x*b.Dx()/w, b.Min.Y+y*b.Dy()/h, b.Min.X+(x+1)*b.Dx()/w, b.Min.Y+(y+1)*b.Dy()/h))})
		}
	}
	return out
}

// average brightness of some points of a part of the picture, at most 16 of them.
func average(img image.Image, r image.Rectangle) uint8 {
	r.Max.X, r.Max.Y = max(r.Max.X, r.Min.X+1), max(r.Max.Y, r.Min.Y+1)
	stepX, stepY := max(1, r.Dx()/4), max(1, r.Dy()/4)
	sum, n := 0, 0
	for y := r.Min.Y; y < r.Max.Y; y += stepY {
		for x := r.Min.X; x < r.Max.X; x += stepX {
			sum += int(color.GrayModel.Convert(img.At(x, y)).(color.Gray).Y)
			n++
		}
	}
	return uint8(sum / n)
}

// Like reports whether two pictures look alike. Pictures without any difference in
// brightness say nothing and are like no other.
func (l Look) Like(other Look) bool {
	return l != 0 && other != 0 && bits.OnesCount64(uint64(l^other)) <= 6
}

// String writes the look in 16 hexadecimal digits.
func (l Look) String() string { return fmt.Sprintf("%016x", uint64(l)) }

// ParseLook reads what String wrote; anything else gives 0.
func ParseLook(s string) Look {
	v, err := strconv.ParseUint(s, 16, 64)
	if err != nil {
		return 0
	}
	return Look(v)
}
