package media

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"time"
)

// Opus sound comes in Ogg pages. The second packet holds the name of the program and
// free text; it is written anew with neither, and every page gets its number and sum
// again.

// oggPage is one page of an Ogg file (RFC 3533).
type oggPage struct {
	flags    byte
	position uint64 // samples played at its end
	serial   uint32
	lengths  []byte
	body     []byte
}

const (
	oggContinued = 1
	oggFirst     = 2
	oggLast      = 4
	oggHead      = 27
	noPosition   = ^uint64(0)
)

// readPage reads the page at the start of the data and says how long it is.
func readPage(data []byte) (p oggPage, size int, err error) {
	if len(data) < oggHead || string(data[:4]) != "OggS" || data[4] != 0 {
		return p, 0, errUnreadable
	}
	count := int(data[26])
	if len(data) < oggHead+count {
		return p, 0, errUnreadable
	}
	p = oggPage{flags: data[5], position: binary.LittleEndian.Uint64(data[6:]), serial: binary.LittleEndian.Uint32(data[14:])}
	p.lengths = data[oggHead : oggHead+count]
	length := 0
	for _, n := range p.lengths {
		length += int(n)
	}
	size = oggHead + count + length
	if len(data) < size {
		return p, 0, errUnreadable
	}
	p.body = data[oggHead+count : size]
	return p, size, nil
}

// splitOgg cuts a file into the pages of its first stream. Pages of other streams
// (pictures, subtitles) and bytes behind the last page make it impure.
func splitOgg(data []byte) (pages []oggPage, pure bool, err error) {
	pure = true
	for at := 0; at < len(data); {
		p, size, err := readPage(data[at:])
		if err != nil {
			if len(pages) > 0 && pages[len(pages)-1].flags&oggLast != 0 {
				return pages, false, nil // something follows the end
			}
			return nil, false, fmt.Errorf("Ogg at byte %d: %w", at, err)
		}
		at += size
		if len(pages) > 0 && p.serial != pages[0].serial {
			if p.flags&oggFirst != 0 && pages[len(pages)-1].flags&oggLast != 0 {
				return nil, false, fmt.Errorf("Ogg with several recordings: %w", errCodec)
			}
			pure = false
			continue
		}
		pages = append(pages, p)
	}
	if len(pages) == 0 {
		return nil, false, errUnreadable
	}
	return pages, pure, nil
}

// plainTags is the packet of tags without program and words.
const plainTags = "OpusTags\x00\x00\x00\x00\x00\x00\x00\x00"

// soundPages returns where the sound begins, behind the packets of head and tags.
func soundPages(pages []oggPage) (first int, tags []byte, err error) {
	if !bytes.HasPrefix(pages[0].body, []byte("OpusHead")) || len(pages[0].lengths) != 1 || len(pages[0].body) < 19 {
		return 0, nil, errCodec
	}
	for i := 1; i < len(pages); i++ {
		for n, length := range pages[i].lengths {
			if length == 255 {
				continue
			}
			// The packet of tags ends here, and its page must end with it.
			if n != len(pages[i].lengths)-1 {
				return 0, nil, errUnreadable
			}
			tags = append(tags, pages[i].body...)
			if !bytes.HasPrefix(tags, []byte("OpusTags")) {
				return 0, nil, errUnreadable
			}
			return i + 1, tags, nil
		}
		tags = append(tags, pages[i].body...)
	}
	return 0, nil, errUnreadable
}

func cleanOgg(data []byte) (*Cleaned, error) {
	pages, _, err := splitOgg(data)
	if err != nil {
		return nil, err
	}
	first, _, err := soundPages(pages)
	if err != nil {
		return nil, err
	}
	out := writePage(nil, oggPage{flags: oggFirst, lengths: pages[0].lengths, body: pages[0].body}, 0)
	out = writePage(out, oggPage{lengths: []byte{byte(len(plainTags))}, body: []byte(plainTags)}, 1)
	c := &Cleaned{Kind: Ogg}
	var end uint64
	for i, p := range pages[first:] {
		out = writePage(out, p, uint32(2+i))
		if p.position != noPosition {
			end = p.position
		}
	}
	if skip := uint64(binary.LittleEndian.Uint16(pages[0].body[10:])); end > skip && end < 1<<40 {
		c.Duration = (time.Duration(end-skip) * time.Second / 48000).Round(time.Millisecond)
	}
	c.Data = out
	return c, nil
}

// serial is that of every stream we write: the one that came in is drawn at random,
// or not.
const serial = 1

func writePage(out []byte, p oggPage, number uint32) []byte {
	start := len(out)
	out = append(out, "OggS\x00"...)
	out = append(out, p.flags)
	out = binary.LittleEndian.AppendUint64(out, p.position)
	out = binary.LittleEndian.AppendUint32(out, serial)
	out = binary.LittleEndian.AppendUint32(out, number)
	out = append(out, 0, 0, 0, 0, byte(len(p.lengths)))
	out = append(out, p.lengths...)
	out = append(out, p.body...)
	binary.LittleEndian.PutUint32(out[start+22:], oggSum(out[start:]))
	return out
}

// oggSum is the checksum of a page: CRC-32 with polynomial 04c11db7, not reflected.
func oggSum(page []byte) uint32 {
	var sum uint32
	for _, b := range page {
		sum ^= uint32(b) << 24
		for range 8 {
			if sum&0x80000000 != 0 {
				sum = sum<<1 ^ 0x04c11db7
			} else {
				sum <<= 1
			}
		}
	}
	return sum
}

func inspectOgg(data []byte) []Trace {
	pages, pure, err := splitOgg(data)
	if err != nil {
		return []Trace{{unreadable}}
	}
	_, tags, err := soundPages(pages)
	if err != nil {
		return []Trace{{unreadable}}
	}
	var traces []Trace
	if string(tags) != plainTags {
		traces = append(traces, Trace{"OpusTags"})
	}
	if !pure {
		traces = append(traces, Trace{trailing})
	}
	return traces
}
