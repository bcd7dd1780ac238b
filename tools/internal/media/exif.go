package media

import "encoding/binary"

// orientation reads the one number of an EXIF block that matters to a reader: how the
// camera was held, 1 to 8. Anything odd counts as upright.
func orientation(tiff []byte) int {
	if len(tiff) < 8 {
		return 1
	}
	var order binary.ByteOrder = binary.BigEndian
	if string(tiff[:2]) == "II" {
		order = binary.LittleEndian
	}
	at := int64(order.Uint32(tiff[4:]))
	if at+2 > int64(len(tiff)) {
		return 1
	}
	const entry, tag = 12, 0x0112
	count := int64(order.Uint16(tiff[at:]))
	for i := range count {
		place := at + 2 + i*entry
		if place+entry > int64(len(tiff)) {
			return 1
		}
		if order.Uint16(tiff[place:]) == tag {
			if v := int(order.Uint16(tiff[place+8:])); v >= 1 && v <= 8 {
				return v
			}
			return 1
		}
	}
	return 1
}
