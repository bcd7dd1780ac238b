package mediatest

import (
	"encoding/binary"
	"slices"
)

// exif says what a block is to tell.
type exif struct {
	gps, makerNote bool
	thumbnail      []byte
	orientation    int
}

// tiffField is one entry of a directory; long values stand apart.
type tiffField struct {
	tag, kind uint16
	count     uint32
	value     []byte
}

func ascii(tag uint16, text string) tiffField {
	return tiffField{tag, 2, uint32(len(text) + 1), append([]byte(text), 0)}
}

func short(tag uint16, v int) tiffField {
	return tiffField{tag, 3, 1, binary.LittleEndian.AppendUint16(nil, uint16(v))}
}

func long(tag uint16, v int) tiffField {
	return tiffField{tag, 4, 1, binary.LittleEndian.AppendUint32(nil, uint32(v))}
}

func degrees(tag uint16, d, m, s uint32) tiffField {
	var b []byte
	for _, v := range []uint32{d, 1, m, 1, s, 1} {
		b = binary.LittleEndian.AppendUint32(b, v)
	}
	return tiffField{tag, 5, 3, b}
}

func opaque(tag uint16, text string) tiffField {
	return tiffField{tag, 7, uint32(len(text)), []byte(text)}
}

// tiff writes an EXIF block as a camera does.
func tiff(e exif) []byte {
	more := []tiffField{
		ascii(0x9003, "2023:09:04 10:20:30"), opaque(0x9286, "ASCII\x00\x00\x00"+Planted+" note"),
		ascii(0xa430, Planted+" owner"), ascii(0xa431, Planted+"-SERIAL-4711"),
	}
	if e.makerNote {
		more = slices.Insert(more, 1, opaque(0x927c, "VENDOR\x00"+Planted+" faces: 2"))
	}
	place := []tiffField{
		ascii(1, "N"), degrees(2, 12, 38, 21), ascii(3, "W"), degrees(4, 8, 0, 10), ascii(29, "2023:09:04"),
	}
	main := func(moreAt, placeAt int) []tiffField {
		fields := []tiffField{
			ascii(0x010f, Planted+" maker"), ascii(0x0110, Planted+" model"), short(0x0112, e.orientation),
			ascii(0x0131, Planted+" program"), ascii(0x0132, "2023:09:04 10:20:30"), ascii(0x013b, Planted+" artist"),
			ascii(0x8298, Planted+" rights"), long(0x8769, moreAt),
		}
		if e.gps {
			fields = append(fields, long(0x8825, placeAt))
		}
		return fields
	}
	const start = 8
	moreAt := start + len(directory(main(0, 0), start, 0))
	placeAt := moreAt + len(directory(more, moreAt, 0))
	thumbAt := placeAt
	var places []byte
	if e.gps {
		places = directory(place, placeAt, 0)
		thumbAt += len(places)
	}
	next, thumb := 0, []byte(nil)
	if e.thumbnail != nil {
		next = thumbAt
		list := func(at int) []tiffField {
			return []tiffField{short(0x0103, 6), long(0x0201, at), long(0x0202, len(e.thumbnail))}
		}
		thumb = append(directory(list(thumbAt+len(directory(list(0), thumbAt, 0))), thumbAt, 0), e.thumbnail...)
	}
	return slices.Concat([]byte("II\x2a\x00\x08\x00\x00\x00"), directory(main(moreAt, placeAt), start, next),
		directory(more, moreAt, 0), places, thumb)
}

// directory writes fields at a place of the block, and where the next directory is.
func directory(fields []tiffField, at, next int) []byte {
	out := binary.LittleEndian.AppendUint16(nil, uint16(len(fields)))
	apart := at + 2 + 12*len(fields) + 4
	var values []byte
	for _, f := range fields {
		out = binary.LittleEndian.AppendUint16(out, f.tag)
		out = binary.LittleEndian.AppendUint16(out, f.kind)
		out = binary.LittleEndian.AppendUint32(out, f.count)
		if len(f.value) <= 4 {
			out = append(out, f.value...)
			out = append(out, make([]byte, 4-len(f.value))...)
			continue
		}
		out = binary.LittleEndian.AppendUint32(out, uint32(apart+len(values)))
		values = append(values, f.value...)
		values = append(values, make([]byte, len(f.value)%2)...)
	}
	out = binary.LittleEndian.AppendUint32(out, uint32(next))
	return append(out, values...)
}
