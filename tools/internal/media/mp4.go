package media

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"slices"
	"time"
)

// An MP4 is written anew: head, then picture and sound track by track as the tables
// say. Tracks of places and sensors, their samples, words about author and device,
// unused space and everything unknown have no way into the new file.

// mp4Tree says which boxes may stand in which. A box with a nil list is copied.
var mp4Tree = map[string][]string{
	"moov": {"mvhd", "trak"},
	"trak": {"tkhd", "edts", "mdia"},
	"edts": {"elst"},
	"mdia": {"mdhd", "hdlr", "minf"},
	"minf": {"vmhd", "smhd", "dinf", "stbl"},
	"dinf": {"dref"},
	"stbl": {"stsd", "stts", "ctts", "cslg", "stsc", "stsz", "stz2", "stco", "co64", "stss", "sgpd", "sbgp", "sdtp"},
}

// track is picture or sound as it comes in.
type track struct {
	boxes  []box // of the trak
	chunks []mediaChunk
	wide   bool // the table of places has 64-bit numbers
}

// mediaChunk is a run of samples: where it was, where it goes.
type mediaChunk struct {
	data []byte
	from uint64
	to   int
}

func cleanMP4(data []byte) (*Cleaned, error) {
	top, err := splitBoxes(data)
	if err != nil {
		return nil, err
	}
	if child(top, "moof") != nil {
		return nil, errFragments
	}
	movie, err := inside(top, "moov")
	if err != nil || child(movie, "mvhd") == nil {
		return nil, fmt.Errorf("MP4 without a head: %w", errUnreadable)
	}
	var tracks []*track
	for _, b := range movie {
		if b.name != "trak" {
			continue
		}
		t, err := readTrack(b.body, data)
		if err != nil {
			return nil, err
		}
		if t != nil {
			tracks = append(tracks, t)
		}
	}
	if len(tracks) == 0 {
		return nil, errCodec
	}
	return writeMP4(child(movie, "mvhd").body, tracks)
}

// readTrack takes the samples of a track of picture or sound; nil for other tracks.
func readTrack(body, file []byte) (*track, error) {
	boxes, err := splitBoxes(body)
	if err != nil {
		return nil, err
	}
	mdia, err := inside(boxes, "mdia")
	if err != nil {
		return nil, err
	}
	if h := child(mdia, "hdlr"); h == nil || len(h.body) < 12 || string(h.body[8:12]) != "vide" && string(h.body[8:12]) != "soun" {
		return nil, nil
	}
	minf, err := inside(mdia, "minf")
	if err != nil {
		return nil, err
	}
	tables, err := inside(minf, "stbl")
	if err != nil {
		return nil, err
	}
	t := &track{boxes: boxes, wide: child(tables, "co64") != nil}
	t.chunks, err = readChunks(tables, file)
	return t, err
}

// readChunks follows the tables of a track to its data.
func readChunks(tables []box, file []byte) ([]mediaChunk, error) {
	sizes, err := sampleSizes(tables, len(file))
	if err != nil {
		return nil, err
	}
	places, err := chunkPlaces(tables)
	if err != nil {
		return nil, err
	}
	counts, err := samplesPerChunk(tables, len(places))
	if err != nil {
		return nil, err
	}
	var chunks []mediaChunk
	next, total := 0, uint64(0)
	for i, place := range places {
		n := uint64(0)
		for range counts[i] {
			if next >= len(sizes) {
				return nil, fmt.Errorf("MP4 table of samples: %w", errUnreadable)
			}
			n += uint64(sizes[next])
			next++
		}
		// Chunks that share bytes would let a small file become a huge one.
		if total += n; total > uint64(len(file)) || place > uint64(len(file)) || n > uint64(len(file))-place {
			return nil, fmt.Errorf("MP4 samples outside of the file: %w", errUnreadable)
		}
		chunks = append(chunks, mediaChunk{data: file[place : place+n], from: place})
	}
	return chunks, nil
}

// table returns the numbers of a table box behind version and flags, at least so many bytes.
func table(tables []box, name string, least int) []byte {
	b := child(tables, name)
	if b == nil || len(b.body) < 4+least {
		return nil
	}
	return b.body[4:]
}

// sampleSizes are the lengths of the samples: no more of them than the file has bytes.
func sampleSizes(tables []box, limit int) ([]uint32, error) {
	t := table(tables, "stsz", 8)
	if t == nil {
		return nil, errCodec // compact tables are as good as never written
	}
	same, count := binary.BigEndian.Uint32(t), int64(binary.BigEndian.Uint32(t[4:]))
	if same == 0 && count*4 > int64(len(t)-8) || count > int64(limit) {
		return nil, fmt.Errorf("MP4 table of sizes: %w", errUnreadable)
	}
	sizes := make([]uint32, count)
	for i := range sizes {
		if sizes[i] = same; same == 0 {
			sizes[i] = binary.BigEndian.Uint32(t[8+4*i:])
		}
	}
	return sizes, nil
}

func chunkPlaces(tables []box) ([]uint64, error) {
	name, width := "stco", 4
	if child(tables, "co64") != nil {
		name, width = "co64", 8
	}
	t := table(tables, name, 4)
	if t == nil || int64(binary.BigEndian.Uint32(t))*int64(width) > int64(len(t)-4) {
		return nil, fmt.Errorf("MP4 table of places: %w", errUnreadable)
	}
	places := make([]uint64, binary.BigEndian.Uint32(t))
	for i := range places {
		if at := 4 + width*i; width == 4 {
			places[i] = uint64(binary.BigEndian.Uint32(t[at:]))
		} else {
			places[i] = binary.BigEndian.Uint64(t[at:])
		}
	}
	return places, nil
}

// samplesPerChunk unrolls the table that says from which chunk on how many samples
// there are in each.
func samplesPerChunk(tables []box, chunks int) ([]uint32, error) {
	t := table(tables, "stsc", 4)
	if t == nil || int64(binary.BigEndian.Uint32(t))*12 > int64(len(t)-4) {
		return nil, fmt.Errorf("MP4 table of chunks: %w", errUnreadable)
	}
	counts := make([]uint32, chunks)
	for i := range int(binary.BigEndian.Uint32(t)) {
		first, n := binary.BigEndian.Uint32(t[4+12*i:]), binary.BigEndian.Uint32(t[8+12*i:])
		if first == 0 || n > MaxRecordingBytes {
			return nil, fmt.Errorf("MP4 table of chunks: %w", errUnreadable)
		}
		if int64(first) > int64(chunks) {
			continue
		}
		// Later rows follow; only the last one reaches to the end. Stopping at the first
		// row that repeats keeps hostile tables from costing rows times chunks.
		if i > 0 && first <= binary.BigEndian.Uint32(t[4+12*(i-1):]) {
			return nil, fmt.Errorf("MP4 table of chunks: %w", errUnreadable)
		}
		end := chunks
		if i+1 < int(binary.BigEndian.Uint32(t)) {
			end = min(end, be32(t[4+12*(i+1):])-1)
		}
		for c := int(first) - 1; c < end; c++ {
			counts[c] = n
		}
	}
	return counts, nil
}

// writeMP4 writes head, then data in the order in which the source had them.
func writeMP4(mvhd []byte, tracks []*track) (*Cleaned, error) {
	brand := []byte("isom\x00\x00\x02\x00isomiso2mp41")
	sound := !slices.ContainsFunc(tracks, func(t *track) bool { return t.film() })
	if sound {
		brand = []byte("M4A \x00\x00\x02\x00M4A isommp42")
	}
	ftyp := makeBox("ftyp", brand)
	// The head names places in the data, which follow it: its length is known only once
	// it is written, and does not depend on the numbers.
	var head []byte
	for range 2 {
		at := len(ftyp) + len(head) + 8
		for _, c := range inOrder(tracks) {
			c.to = at
			at += len(c.data)
		}
		parts := [][]byte{makeBox("mvhd", timeless(mvhd))}
		for _, t := range tracks {
			trak, err := t.write()
			if err != nil {
				return nil, err
			}
			parts = append(parts, trak)
		}
		head = makeBox("moov", parts...)
	}
	var data [][]byte
	for _, c := range inOrder(tracks) {
		data = append(data, c.data)
	}
	c := &Cleaned{Kind: MP4, Duration: movieTime(mvhd)}
	c.Data = slices.Concat(ftyp, head, makeBox("mdat", data...))
	return c, nil
}

func (t *track) film() bool {
	mdia, _ := inside(t.boxes, "mdia") // was read before
	return string(child(mdia, "hdlr").body[8:12]) == "vide"
}

func inOrder(tracks []*track) []*mediaChunk {
	var all []*mediaChunk
	for _, t := range tracks {
		for i := range t.chunks {
			all = append(all, &t.chunks[i])
		}
	}
	slices.SortStableFunc(all, func(a, b *mediaChunk) int {
		switch {
		case a.from < b.from:
			return -1
		case a.from > b.from:
			return 1
		}
		return 0
	})
	return all
}

func (t *track) write() ([]byte, error) {
	body, err := t.keep("trak", t.boxes)
	return makeBox("trak", body), err
}

// keep writes the boxes that may stand in a parent.
func (t *track) keep(parent string, list []box) ([]byte, error) {
	var out []byte
	for _, b := range list {
		if !slices.Contains(mp4Tree[parent], b.name) {
			continue
		}
		body := b.body
		switch b.name {
		case "trak", "edts", "mdia", "minf", "dinf", "stbl":
			children, err := splitBoxes(body)
			if err != nil {
				return nil, err
			}
			if body, err = t.keep(b.name, children); err != nil {
				return nil, err
			}
		case "tkhd", "mdhd":
			body = timeless(body)
		case "hdlr":
			body = slices.Concat(make([]byte, 8), body[8:12], make([]byte, 13)) // without the name of the device
		case "dref":
			body = []byte("\x00\x00\x00\x00\x00\x00\x00\x01\x00\x00\x00\x0curl \x00\x00\x00\x01") // in this file
		case "stco", "co64":
			body = t.places()
		case "stsd":
			var err error
			if body, err = keepCodecs(body); err != nil {
				return nil, err
			}
		}
		out = append(out, makeBox(b.name, body)...)
	}
	return out, nil
}

// places is the new table of where the chunks are.
func (t *track) places() []byte {
	out := binary.BigEndian.AppendUint32(make([]byte, 4), uint32(len(t.chunks)))
	for _, c := range t.chunks {
		if t.wide {
			out = binary.BigEndian.AppendUint64(out, uint64(c.to))
		} else {
			out = binary.BigEndian.AppendUint32(out, uint32(c.to))
		}
	}
	return out
}

// timeless takes day and hour out of a head: the two times behind version and flags.
func timeless(body []byte) []byte {
	out := bytes.Clone(body)
	n := 8
	if len(body) > 0 && body[0] == 1 {
		n = 16
	}
	for i := 4; i < min(4+n, len(out)); i++ {
		out[i] = 0
	}
	return out
}

// codecs are how picture and sound may be packed, and what a player needs to know of it.
var (
	filmCodecs  = []string{"avc1", "avc3", "hvc1", "hev1", "av01", "vp09"}
	soundCodecs = []string{"mp4a", "Opus"}
	codecKept   = []string{"avcC", "hvcC", "av1C", "vpcC", "esds", "dOps", "pasp", "colr", "btrt", "fiel", "chnl"}
)

const (
	filmEntry  = 78 // bytes before the boxes of an entry
	soundEntry = 28
)

// keepCodecs writes the descriptions of how samples are packed, without the names of
// programs and without boxes that players do not need.
func keepCodecs(body []byte) ([]byte, error) {
	if len(body) < 8 {
		return nil, errUnreadable
	}
	entries, err := splitBoxes(body[8:])
	if err != nil {
		return nil, err
	}
	out := bytes.Clone(body[:8])
	for _, e := range entries {
		size := soundEntry
		switch {
		case slices.Contains(filmCodecs, e.name):
			size = filmEntry
		case !slices.Contains(soundCodecs, e.name):
			return nil, errCodec
		}
		if len(e.body) < size || size == soundEntry && be16(e.body[8:]) != 0 {
			return nil, errCodec
		}
		fixed := bytes.Clone(e.body[:size])
		if size == filmEntry {
			clear(fixed[42:74]) // the name of the program
		}
		children, err := splitBoxes(e.body[size:])
		if err != nil {
			return nil, err
		}
		for _, c := range children {
			if slices.Contains(codecKept, c.name) {
				fixed = append(fixed, makeBox(c.name, c.body)...)
			}
		}
		out = append(out, makeBox(e.name, fixed)...)
	}
	return out, nil
}

// movieTime reads how long a film is.
func movieTime(mvhd []byte) time.Duration {
	var scale, length uint64
	switch {
	case len(mvhd) >= 32 && mvhd[0] == 1:
		scale, length = uint64(binary.BigEndian.Uint32(mvhd[20:])), binary.BigEndian.Uint64(mvhd[24:])
	case len(mvhd) >= 20 && mvhd[0] == 0:
		scale, length = uint64(binary.BigEndian.Uint32(mvhd[12:])), uint64(binary.BigEndian.Uint32(mvhd[16:]))
	}
	if scale == 0 || length/scale > 1_000_000 {
		return 0
	}
	return time.Duration(float64(length) / float64(scale) * float64(time.Second)).Round(time.Millisecond)
}

// inspectMP4 holds a file against what cleaning makes of it: whatever would be left
// out or emptied is named.
func inspectMP4(data []byte) []Trace {
	top, err := splitBoxes(data)
	if err != nil {
		return []Trace{{unreadable}}
	}
	var traces []Trace
	for _, b := range top {
		if !slices.Contains([]string{"ftyp", "moov", "mdat"}, b.name) {
			traces = append(traces, Trace{b.name})
		}
	}
	if b := child(top, "moov"); b != nil {
		traces = append(traces, unwanted("moov", b.body)...)
	}
	if len(traces) > 0 {
		return traces
	}
	clean, err := cleanMP4(data)
	switch {
	case err != nil:
		return []Trace{{unreadable}}
	case !bytes.Equal(clean.Data, data):
		return []Trace{{"unused data"}}
	}
	return nil
}

// unwanted names the boxes that may not stand in a parent, times, and tracks of
// anything but picture and sound.
func unwanted(parent string, body []byte) []Trace {
	list, err := splitBoxes(body)
	if err != nil {
		return []Trace{{unreadable}}
	}
	var traces []Trace
	for _, b := range list {
		allowed := slices.Contains(mp4Tree[parent], b.name)
		switch _, parentToo := mp4Tree[b.name]; {
		case !allowed:
			traces = append(traces, Trace{b.name})
		case parentToo:
			traces = append(traces, unwanted(b.name, b.body)...)
		case (b.name == "mvhd" || b.name == "tkhd" || b.name == "mdhd") && !bytes.Equal(timeless(b.body), b.body):
			traces = append(traces, Trace{"time"})
		case b.name == "hdlr" && len(b.body) > 20 && len(bytes.Trim(b.body[20:], "\x00")) > 0:
			traces = append(traces, Trace{"name of the program"})
		}
	}
	return traces
}
