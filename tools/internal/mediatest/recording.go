package mediatest

import (
	"encoding/base64"
	"encoding/binary"
	"slices"
)

// MP3 is so many frames of silence, 26 milliseconds each.
func MP3(frames int) []byte {
	frame := append([]byte("\xff\xfb\x90\x00"), make([]byte, 413)...)
	return slices.Repeat(frame, frames)
}

func mp3WithTags() []byte {
	text := func(id, words string) string {
		return id + string(binary.BigEndian.AppendUint32(nil, uint32(len(words)+1))) + "\x00\x00\x00" + words
	}
	picture := "\x00image/jpeg\x00\x03\x00" + string(JPEG(Scene(80, 80, 20), 60))
	body := text("TPE1", Planted+" Name") + text("TIT2", Planted) + text("TENC", Planted) +
		"APIC" + string(binary.BigEndian.AppendUint32(nil, uint32(len(picture)))) + "\x00\x00" + picture
	n := len(body)
	head := "ID3\x03\x00\x00" + string([]byte{byte(n >> 21 & 127), byte(n >> 14 & 127), byte(n >> 7 & 127), byte(n & 127)})
	item := "\x0c\x00\x00\x00\x00\x00\x00\x00Artist\x00" + Planted + " Name"
	foot := "APETAGEX\xd0\x07\x00\x00" + string(binary.LittleEndian.AppendUint32(nil, uint32(len(item)+32))) + "\x01\x00\x00\x00\x00\x00\x00\x00" + string(make([]byte, 8))
	lyrics := "LYRICSBEGININD0000200LYR00013" + Planted + " words"
	lyrics += "000042LYRICS200"
	tag := append([]byte("TAG"+Planted+" Name"), make([]byte, 125-12)...)
	return slices.Concat([]byte(head+body), MP3(40), []byte(item+foot+lyrics), tag)
}

// Opus is so many packets of silence, 20 milliseconds each.
func Opus(packets int) []byte { return opus(packets, "Planted program", nil) }

func opusWithTags() []byte {
	picture := []byte("\x00\x00\x00\x03\x00\x00\x00\x0aimage/jpeg\x00\x00\x00\x07" + Planted)
	picture = append(picture, make([]byte, 16)...)
	picture = append(append(picture, 0, 0, 0, 4), "\xff\xd8\xff\xd9"...)
	return opus(100, Planted+" recorder 1.0", []string{
		"ARTIST=" + Planted + " Name", "LOCATION=" + Planted + " town", "DATE=2023-09-04",
		"METADATA_BLOCK_PICTURE=" + base64.StdEncoding.EncodeToString(picture),
	})
}

func opus(packets int, vendor string, comments []string) []byte {
	le := func(n int) string { return string(binary.LittleEndian.AppendUint32(nil, uint32(n))) }
	tags := "OpusTags" + le(len(vendor)) + vendor + le(len(comments))
	for _, c := range comments {
		tags += le(len(c)) + c
	}
	out := oggPage(2, 0, 0, "OpusHead\x01\x01\x38\x01\x80\xbb\x00\x00\x00\x00\x00")
	out = append(out, oggPage(0, 0, 1, tags)...)
	for i := range packets {
		flags := byte(0)
		if i == packets-1 {
			flags = 4
		}
		out = append(out, oggPage(flags, uint64(960*(i+1)), uint32(2+i), "\xf8\xff\xfe")...)
	}
	return out
}

func oggPage(flags byte, position uint64, number uint32, packet string) []byte {
	lengths := slices.Repeat([]byte{255}, len(packet)/255)
	lengths = append(lengths, byte(len(packet)%255))
	out := append([]byte("OggS\x00"), flags)
	out = binary.LittleEndian.AppendUint64(out, position)
	out = binary.LittleEndian.AppendUint32(out, 0x504c4e54) // its own number: PLNT
	out = binary.LittleEndian.AppendUint32(out, number)
	out = append(out, 0, 0, 0, 0, byte(len(lengths)))
	out = append(append(out, lengths...), packet...)
	var sum uint32
	for _, b := range out {
		sum ^= uint32(b) << 24
		for range 8 {
			top := sum & 0x80000000
			if sum <<= 1; top != 0 {
				sum ^= 0x04c11db7
			}
		}
	}
	binary.LittleEndian.PutUint32(out[22:], sum)
	return out
}

func box(name string, parts ...string) string {
	body := ""
	for _, p := range parts {
		body += p
	}
	return string(binary.BigEndian.AppendUint32(nil, uint32(8+len(body)))) + name + body
}

func be(numbers ...uint32) string {
	var b []byte
	for _, n := range numbers {
		b = binary.BigEndian.AppendUint32(b, n)
	}
	return string(b)
}

// aDay is a time of recording: 4 September 2023, counted from 1904.
const aDay = 3776667630

func mp4Track(id uint32, handler, name, head, entry string, at, size uint32) string {
	tkhd := box("tkhd", be(3, aDay, aDay, id, 0, 10000), string(make([]byte, 60)))
	mdhd := box("mdhd", be(0, aDay, aDay, 1000, 10000), "\x55\xc4\x00\x00")
	hdlr := box("hdlr", be(0, 0), handler, string(make([]byte, 12)), name+"\x00")
	stbl := box("stbl", box("stsd", be(0, 1), entry), box("stts", be(0, 1, 1, 10000)), box("stsc", be(0, 1, 1, 1, 1)),
		box("stsz", be(0, 0, 1, size)), box("stco", be(0, 1, at)))
	minf := box("minf", head, box("dinf", box("dref", be(0, 1), box("url ", be(1)))), stbl)
	return box("trak", tkhd, box("mdia", mdhd, hdlr, minf), box("udta", box("name", Planted)))
}

func mp4Head(more ...string) string {
	return box("mvhd", be(0, aDay, aDay, 1000, 10000, 0x10000, 0x1000000, 0, 0), string(make([]byte, 60)), be(4)) + joined(more)
}

func joined(parts []string) string {
	all := ""
	for _, p := range parts {
		all += p
	}
	return all
}

func mp4WithPlace() []byte {
	film := "video samples: nothing to see"
	places := "GPS " + Planted + " 12.63 -8.00"
	video := box("avc1", string(make([]byte, 24)), "\x01\x40\x00\xf0", string(make([]byte, 14)), "\x12"+Planted+" encoder", string(make([]byte, 31-len(Planted)-8)), "\x00\x18\xff\xff",
		box("avcC", "\x01\x42\x00\x1e\xff\xe0\x00"), box("uuid", Planted+"12345678901"))
	ftyp := box("ftyp", "isom\x00\x00\x02\x00isomiso2avc1mp41")
	build := func(at uint32) string {
		udta := box("udta", box("\xa9xyz", "\x00\x12\x15\xc7+12.6392-008.0029/"), box("\xa9mod", "\x00\x07\x15\xc7"+Planted), box("meta", be(0), box("hdlr", be(0, 0), "mdta", string(make([]byte, 13))), box("keys", be(0, 0))))
		return ftyp + box("free", Planted) + box("moov", mp4Head(
			mp4Track(1, "vide", Planted+" handler", box("vmhd", be(1, 0, 0)), video, at, uint32(len(film))),
			mp4Track(2, "meta", "positions", box("nmhd", be(0)), box("mebx", string(make([]byte, 8))), at+uint32(len(film)), uint32(len(places))),
			udta)) + box("uuid", "\xbe\x7a\xcf\xcb\x97\xa9\x42\xe8\x9c\x71\x99\x94\x91\xe3\xaf\xac"+xmpPacket())
	}
	head := build(0)
	return []byte(build(uint32(len(head)+8)) + box("mdat", film, places))
}

func m4aWithArtist() []byte {
	sound := "sound samples: silence"
	entry := box("mp4a", string(make([]byte, 7)), "\x01", be(0, 0), "\x00\x01\x00\x10", be(0, 44100<<16), box("esds", be(0), "\x03\x19\x00\x00\x00\x04\x11\x40\x15\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x05\x02\x12\x08\x06\x01\x02"))
	item := func(name, text string) string { return box(name, box("data", be(1, 0), text)) }
	ilst := box("ilst", item("\xa9ART", Planted+" Name"), item("\xa9cmt", Planted), item("\xa9too", Planted), item("covr", string(JPEG(Scene(80, 80, 21), 60))))
	udta := box("udta", box("meta", be(0), box("hdlr", be(0, 0), "mdirappl", string(make([]byte, 9))), ilst))
	build := func(at uint32) string {
		return box("ftyp", "M4A \x00\x00\x02\x00M4A isommp42") + box("moov", mp4Head(
			mp4Track(1, "soun", Planted, box("smhd", be(0, 0)), entry, at, uint32(len(sound))), udta))
	}
	head := build(0)
	return []byte(build(uint32(len(head)+8)) + box("mdat", sound))
}
