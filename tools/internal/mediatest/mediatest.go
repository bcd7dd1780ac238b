// Package mediatest draws pictures, documents and recordings for tests and plants in
// them what cameras and programs write about people: names, places, times, serial
// numbers, street(101) pictures from before the cut, comments, earlier versions.
//
// Nothing here shows or names anybody. Every planted text holds the word Planted, so
// that a test can search for it in any file.
package mediatest

import (
	"strings"
	"sync"
)

// Planted is in every text that must not survive.
const Planted = "PLANTED"

// Sample is one file with something planted in it.
type Sample struct {
	Name  string // exif-gps.jpg
	Holds string // what is planted, in a few words
	Data  []byte
}

// Kind is the ending of the file without its dot.
func (s Sample) Kind() string { return s.Name[strings.LastIndexByte(s.Name, '.')+1:] }

// Samples are all of them, the same bytes in every run. Nobody may change them.
func Samples() []Sample { return samples() }

var samples = sync.OnceValue(draw)

func draw() []Sample {
	return []Sample{
		{"exif-gps.jpg", "EXIF: place, author, serial number", withSegments(street(102), exifSegment(exif{gps: true, orientation: 1}))},
		{"exif-thumbnail.jpg", "EXIF: the picture before the cut", withSegments(street(103), exifSegment(exif{thumbnail: JPEG(Scene(160, 120, 2), 60), orientation: 1}))},
		{"exif-maker-note.jpg", "EXIF: maker note", withSegments(street(104), exifSegment(exif{makerNote: true, orientation: 1}))},
		{"xmp.jpg", "XMP: author, place", withSegments(street(105), xmpSegment())},
		{"xmp-extended.jpg", "XMP in several segments", withSegments(street(106), xmpSegment(), extendedXMP())},
		{"iptc.jpg", "IPTC: author, city", withSegments(street(107), iptcSegment())},
		{"comment.jpg", "comment", withSegments(street(108), jpegSegment(0xfe, "photo by "+Planted+" Name"))},
		{"jfxx-thumbnail.jpg", "JFIF thumbnail", withSegments(street(109), jpegSegment(0xe0, "JFXX\x00\x10"+string(JPEG(Scene(80, 60, 3), 50))))},
		{"second-picture.jpg", "a second picture behind the end", append(withSegments(street(110), mpfSegment()), withSegments(JPEG(Scene(320, 210, 4), 80), exifSegment(exif{gps: true, orientation: 1}))...)},
		{"archive-behind.jpg", "an archive behind the end", append(append([]byte{}, street(111)...), "PK\x03\x04"+Planted+"-original.tif"...)},
		{"unknown-part.jpg", "a part that nobody knows", withSegments(street(112), jpegSegment(0xe9, "VENDOR\x00owner="+Planted))},
		{"colour-profile.jpg", "colour profile that names the owner", withSegments(street(113), profileSegment())},
		{"turned.jpg", "EXIF of a camera held sideways", withSegments(street(114), exifSegment(exif{gps: true, orientation: 6}))},
		{"large.jpg", "2400 pixels, EXIF, XMP, IPTC", withSegments(JPEG(Scene(2400, 1600, 5), 80), exifSegment(exif{gps: true, orientation: 1}), xmpSegment(), iptcSegment())},
		{"text.png", "texts: author, software", withChunks(PNG(Scene(320, 210, 6)), chunk("tEXt", "Author\x00"+Planted), packedText(), chunk("iTXt", "Comment\x00\x00\x00fr\x00\x00"+Planted))},
		{"exif.png", "EXIF of a telephone", withChunks(PNG(Scene(320, 210, 7)), chunk("eXIf", string(tiff(exif{gps: true, orientation: 8}))))},
		{"xmp.png", "XMP", withChunks(PNG(Scene(320, 210, 8)), chunk("iTXt", "XML:com.adobe.xmp\x00\x00\x00\x00\x00"+xmpPacket()))},
		{"time.png", "time, private part", withChunks(PNG(Scene(320, 210, 9)), chunk("tIME", "\x07\xe7\x09\x04\x10\x20\x30"), chunk("prVt", Planted))},
		{"cut-screenshot.png", "what the cut left behind", append(leftover(PNG(Scene(320, 210, 10))), PNG(Scene(64, 64, 11))...)},
		{"colour-profile.png", "colour profile that names the owner", withChunks(PNG(Scene(320, 210, 12)), packedProfile())},
		{"exif.webp", "EXIF: place, author", webp(13, riff("EXIF", string(tiff(exif{gps: true, orientation: 1}))))},
		{"xmp.webp", "XMP, bytes behind the end", append(webp(14, riff("XMP ", xmpPacket())), Planted...)},
		{"turned.webp", "EXIF of a camera held sideways", webp(15, riff("EXIF", string(tiff(exif{orientation: 3}))))},
		{"author.pdf", "author, title, program, XMP", pdfWithAuthor()},
		{"attachment.pdf", "attached file, program, comment, signature", pdfWithAttachment()},
		{"earlier-version.pdf", "a sentence that was deleted", pdfWithRevisions()},
		{"photograph.pdf", "photograph with its EXIF inside", pdfWithPhotograph(withSegments(street(115), exifSegment(exif{gps: true, orientation: 1})))},
		{"tags.mp3", "ID3v2 with picture, ID3v1, APE, Lyrics3", mp3WithTags()},
		{"tags.opus", "program, artist, place, picture", opusWithTags()},
		{"place.mp4", "place, device, track of positions, times", mp4WithPlace()},
		{"artist.m4a", "artist, comment, cover", m4aWithArtist()},
	}
}

// street is a photograph of ordinary size; each number gives another one.
func street(number uint64) []byte { return JPEG(Scene(640, 420, number), 85) }
