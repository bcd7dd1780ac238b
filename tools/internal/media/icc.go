package media

import (
	"bytes"
	"encoding/binary"
	"slices"
)

// Colour profiles may stay, for colours. But they can name the screen and its owner,
// the program, the day, and carry any text, so they are written anew with numbers
// about colours only.

const (
	profileHead  = 128
	maxProfile   = 1 << 20
	maxTagCount  = 64
	profileEntry = 12
)

// colourTags and colourTypes are what a profile needs to turn numbers into colours.
var (
	colourTags = []string{
		"rXYZ", "gXYZ", "bXYZ", "wtpt", "bkpt", "rTRC", "gTRC", "bTRC", "kTRC", "chad",
		"A2B0", "A2B1", "A2B2", "B2A0", "B2A1", "B2A2", "cicp",
	}
	colourTypes = []string{"XYZ ", "curv", "para", "sf32", "mft1", "mft2", "mAB ", "mBA ", "cicp"}
)

// cleanProfile writes a profile anew; nil when it is none for screens, or odd.
func cleanProfile(p []byte) []byte {
	if len(p) < profileHead+4 || len(p) > maxProfile || string(p[36:40]) != "acsp" {
		return nil
	}
	if space := string(p[16:20]); space != "RGB " && space != "GRAY" {
		return nil
	}
	tags := profileTags(p)
	if len(tags) == 0 {
		return nil
	}
	tags["desc"], tags["cprt"] = plainWords(p[8] >= 4)
	return writeTags(cleanHead(p), tags)
}

// profileTags takes the tags about colours; nil when the table is broken.
func profileTags(p []byte) map[string][]byte {
	count := be32(p[profileHead:])
	if count <= 0 || count > maxTagCount || len(p) < profileHead+4+count*profileEntry {
		return nil
	}
	tags := make(map[string][]byte)
	for i := range count {
		entry := p[profileHead+4+i*profileEntry:]
		name, at, size := string(entry[:4]), be32(entry[4:]), be32(entry[8:])
		if at < profileHead || size < 8 || at > len(p) || size > len(p)-at {
			return nil
		}
		value := p[at : at+size]
		if slices.Contains(colourTags, name) && slices.Contains(colourTypes, string(value[:4])) {
			tags[name] = value
		}
	}
	return tags
}

// cleanHead keeps version, kind, spaces, intent and white point; the day, the
// program, the maker and the model go.
func cleanHead(p []byte) []byte {
	head := make([]byte, profileHead)
	copy(head[8:24], p[8:24])
	copy(head[24:36], "\x07\xd0\x00\x01\x00\x01\x00\x00\x00\x00\x00\x00") // 1 January 2000
	copy(head[36:40], "acsp")
	copy(head[64:80], p[64:80])
	return head
}

// plainWords are the description and the licence that a profile must have.
func plainWords(version4 bool) (desc, cprt []byte) {
	if version4 {
		words := []byte("mluc\x00\x00\x00\x00\x00\x00\x00\x01\x00\x00\x00\x0cenUS\x00\x00\x00\x06\x00\x00\x00\x1c\x00R\x00G\x00B")
		return words, words
	}
	desc = append([]byte("desc\x00\x00\x00\x00\x00\x00\x00\x04RGB\x00"), make([]byte, 78)...)
	return desc, []byte("text\x00\x00\x00\x00none\x00")
}

func writeTags(head []byte, tags map[string][]byte) []byte {
	var names []string
	for name := range tags {
		names = append(names, name)
	}
	slices.Sort(names)
	var table, values bytes.Buffer
	start := profileHead + 4 + len(names)*profileEntry
	binary.Write(&table, binary.BigEndian, uint32(len(names)))
	for _, name := range names {
		value := tags[name]
		table.WriteString(name)
		binary.Write(&table, binary.BigEndian, [2]uint32{uint32(start + values.Len()), uint32(len(value))})
		values.Write(value)
		values.Write(make([]byte, (4-len(value)%4)%4))
	}
	out := slices.Concat(head, table.Bytes(), values.Bytes())
	binary.BigEndian.PutUint32(out, uint32(len(out)))
	return out
}
