package media

import "encoding/binary"

// The readers below take numbers whose place was checked by the caller.

func be16(b []byte) int { return int(binary.BigEndian.Uint16(b)) }

func be32(b []byte) int { return int(binary.BigEndian.Uint32(b)) }

func le32(b []byte) int { return int(binary.LittleEndian.Uint32(b)) }
