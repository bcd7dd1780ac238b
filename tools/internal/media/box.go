package media

import (
	"encoding/binary"
	"fmt"
)

// box is one part of an MP4 or AVIF file (ISO/IEC 14496-12).
type box struct {
	name string
	body []byte // without size and name
	at   int    // of the body in what was split
}

// splitBoxes cuts data that consist of boxes.
func splitBoxes(data []byte) ([]box, error) {
	var list []box
	for at := 0; at < len(data); {
		rest := data[at:]
		if len(rest) < 8 {
			return nil, fmt.Errorf("box at byte %d: %w", at, errUnreadable)
		}
		head, size := 8, uint64(binary.BigEndian.Uint32(rest))
		switch {
		case size == 0:
			size = uint64(len(rest)) // to the end
		case size == 1 && len(rest) >= 16:
			head, size = 16, binary.BigEndian.Uint64(rest[8:])
		}
		if size < uint64(head) || size > uint64(len(rest)) {
			return nil, fmt.Errorf("box at byte %d: %w", at, errUnreadable)
		}
		list = append(list, box{string(rest[4:8]), rest[head:size], at + head})
		at += int(size)
	}
	return list, nil
}

// child is the first box of a name; nil when there is none.
func child(list []box, name string) *box {
	for i := range list {
		if list[i].name == name {
			return &list[i]
		}
	}
	return nil
}

// inside splits the box of a name; nothing when it is missing.
func inside(list []box, name string) ([]box, error) {
	b := child(list, name)
	if b == nil {
		return nil, nil
	}
	return splitBoxes(b.body)
}

// makeBox writes a box around its parts.
func makeBox(name string, parts ...[]byte) []byte {
	size := 8
	for _, p := range parts {
		size += len(p)
	}
	out := binary.BigEndian.AppendUint32(make([]byte, 0, size), uint32(size))
	out = append(out, name...)
	for _, p := range parts {
		out = append(out, p...)
	}
	return out
}
