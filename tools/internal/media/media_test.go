package media

import (
	"bytes"
	"image"
	"image/jpeg"
	"image/png"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/image/webp"

	"proximite/tools/internal/diagnostic"
	"proximite/tools/internal/mediatest"
)

func mustClean(t *testing.T, name string, data []byte) *Cleaned {
	t.Helper()
	c, found := Clean(name, data)
	if c == nil {
		t.Fatalf("%s is refused: %s %s", name, found[0].Rule, found[0].Message.EN)
	}
	return c
}

func TestEverythingPlantedIsTakenOut(t *testing.T) {
	for _, s := range mediatest.Samples() {
		t.Run(s.Name, func(t *testing.T) {
			if len(Inspect(s.Data)) == 0 {
				t.Error("Inspect sees nothing in the source")
			}
			c := mustClean(t, s.Name, s.Data)
			if bytes.Contains(c.Data, []byte(mediatest.Planted)) {
				t.Error("a planted word is still there")
			}
			if left := Inspect(c.Data); len(left) > 0 {
				t.Errorf("Inspect still sees %q", left)
			}
			if len(c.Removed) == 0 {
				t.Error("Clean does not say what it removed")
			}
			if again := mustClean(t, s.Name, c.Data); !bytes.Equal(again.Data, c.Data) {
				t.Error("cleaning the result changes it")
			}
			t.Logf("%6d → %6d bytes, removed %s", len(s.Data), len(c.Data), strings.Join(c.Removed, ", "))
		})
	}
}

func decode(t *testing.T, kind Kind, data []byte) image.Image {
	t.Helper()
	read := map[Kind]func([]byte) (image.Image, error){
		JPEG: func(b []byte) (image.Image, error) { return jpeg.Decode(bytes.NewReader(b)) },
		PNG:  func(b []byte) (image.Image, error) { return png.Decode(bytes.NewReader(b)) },
		WebP: func(b []byte) (image.Image, error) { return webp.Decode(bytes.NewReader(b)) },
	}
	img, err := read[kind](data)
	if err != nil {
		t.Fatal(err)
	}
	return img
}

// TestPixelsStayAsTheyAre compares every pixel of upright pictures of ordinary size.
func TestPixelsStayAsTheyAre(t *testing.T) {
	compared := 0
	for _, s := range mediatest.Samples() {
		c, _ := Clean(s.Name, s.Data)
		if kind := Detect(s.Data); !kind.Picture() || c.Redrawn {
			continue
		} else if a, b := decode(t, kind, s.Data), decode(t, c.Kind, c.Data); !samePixels(a, b) {
			t.Errorf("%s has other pixels", s.Name)
		}
		compared++
	}
	if compared < 15 {
		t.Errorf("only %d pictures were compared", compared)
	}
}

func samePixels(a, b image.Image) bool {
	if a.Bounds() != b.Bounds() {
		return false
	}
	for y := a.Bounds().Min.Y; y < a.Bounds().Max.Y; y++ {
		for x := a.Bounds().Min.X; x < a.Bounds().Max.X; x++ {
			if a.At(x, y) != b.At(x, y) {
				return false
			}
		}
	}
	return true
}

func TestPicturesAreTurnedAndMadeSmaller(t *testing.T) {
	scene := mediatest.Scene(40, 30, 1)
	marked := image.NewRGBA(scene.Bounds())
	copy(marked.Pix, scene.Pix)
	for orientation := 1; orientation <= 8; orientation++ {
		c := mustClean(t, "x.jpg", mediatest.WithEXIF(mediatest.JPEG(marked, 95), orientation))
		if sideways := orientation >= 5; sideways != (c.Width == 30 && c.Height == 40) {
			t.Errorf("orientation %d gives %d × %d", orientation, c.Width, c.Height)
		}
	}
	c := mustClean(t, "x.jpg", mediatest.JPEG(mediatest.Scene(2400, 1600, 2), 80))
	if c.Width != 1600 || c.Height != 1067 || !c.Redrawn {
		t.Errorf("%d × %d, redrawn %v", c.Width, c.Height, c.Redrawn)
	}
}

// TestTurn follows one corner through all eight ways to hold a camera.
func TestTurn(t *testing.T) {
	// The source is 3 × 2 with its mark in the upper left corner of the upright picture.
	corner := map[int]image.Point{1: {0, 0}, 2: {2, 0}, 3: {2, 1}, 4: {0, 1}, 5: {0, 0}, 6: {0, 1}, 7: {2, 1}, 8: {2, 0}}
	for orientation, p := range corner {
		src := image.NewGray(image.Rect(0, 0, 3, 2))
		src.Pix[src.PixOffset(p.X, p.Y)] = 255
		if r, _, _, _ := turn(src, orientation).At(0, 0).RGBA(); r == 0 {
			t.Errorf("orientation %d does not bring %v to the upper left corner", orientation, p)
		}
	}
}

func TestProfileKeepsColoursOnly(t *testing.T) {
	dirty := mediatest.Profile()
	clean := cleanProfile(dirty)
	if clean == nil || bytes.Contains(clean, []byte(mediatest.Planted)) || bytes.Contains(clean, []byte("PLNT")) {
		t.Fatalf("profile %q", clean)
	}
	if !bytes.Equal(cleanProfile(clean), clean) {
		t.Error("cleaning twice differs from cleaning once")
	}
	if a, b := profileTags(dirty), profileTags(clean); len(a) != 7 || len(b) != 7 || !bytes.Equal(a["rXYZ"], b["rXYZ"]) {
		t.Errorf("colours before %d, after %d", len(a), len(b))
	}
	for name, bad := range map[string][]byte{"short": dirty[:100], "no mark": make([]byte, 400), "huge table": append(slices.Clone(dirty[:128]), 0xff, 0xff, 0xff, 0xff)} {
		if cleanProfile(bad) != nil {
			t.Errorf("%s: a profile comes out", name)
		}
	}
}

func TestDurations(t *testing.T) {
	for _, tt := range []struct {
		name string
		data []byte
		want time.Duration
	}{
		{"x.mp3", mediatest.MP3(100), 2612 * time.Millisecond},
		{"x.opus", mediatest.Opus(50), 994 * time.Millisecond},
	} {
		if c := mustClean(t, tt.name, tt.data); c.Duration != tt.want {
			t.Errorf("%s lasts %v, want %v", tt.name, c.Duration, tt.want)
		}
	}
	for _, s := range mediatest.Samples() {
		if s.Kind() == "mp4" || s.Kind() == "m4a" {
			if c := mustClean(t, s.Name, s.Data); c.Duration != 10*time.Second {
				t.Errorf("%s lasts %v", s.Name, c.Duration)
			}
		}
	}
}

// TestFilmKeepsItsSamples reads the cleaned film by its own tables.
func TestFilmKeepsItsSamples(t *testing.T) {
	for _, s := range mediatest.Samples() {
		want := map[string]string{"place.mp4": "video samples: nothing to see", "artist.m4a": "sound samples: silence"}[s.Name]
		if want == "" {
			continue
		}
		c := mustClean(t, s.Name, s.Data)
		top, err := splitBoxes(c.Data)
		if err != nil {
			t.Fatal(err)
		}
		movie, _ := inside(top, "moov")
		tr, err := readTrack(child(movie, "trak").body, c.Data)
		if err != nil || tr == nil || len(tr.chunks) != 1 || string(tr.chunks[0].data) != want {
			t.Errorf("%s: %+v, %v", s.Name, tr, err)
		}
		if string(child(top, "mdat").body) != want {
			t.Errorf("%s holds more than its samples", s.Name)
		}
	}
}

func TestDocumentKeepsItsPages(t *testing.T) {
	for _, s := range mediatest.Samples() {
		if s.Kind() != "pdf" {
			continue
		}
		c := mustClean(t, s.Name, s.Data)
		for _, want := range []string{"/Type /Page", "/Helvetica", "/Contents"} {
			if !strings.Contains(string(c.Data), want) {
				t.Errorf("%s lost %s", s.Name, want)
			}
		}
		if s.Name != "photograph.pdf" && !strings.Contains(string(c.Data), "Fiche du module") {
			t.Errorf("%s lost its words", s.Name)
		}
	}
	link, _ := Clean("x.pdf", sample(t, "attachment.pdf"))
	if !strings.Contains(string(link.Data), "https://example.org/") || strings.Contains(string(link.Data), ".exe") {
		t.Error("the link is gone, or the program is not")
	}
	photo, _ := Clean("x.pdf", sample(t, "photograph.pdf"))
	if !strings.Contains(string(photo.Data), "acsp") || strings.Contains(string(photo.Data), "PLNT") {
		t.Error("the colour profile is gone, or as it was")
	}
	if !strings.Contains(string(photo.Data), "/B 6 0 R") && !strings.Contains(string(photo.Data), "/XObject") {
		t.Error("the photograph is gone")
	}
}

func sample(t testing.TB, name string) []byte {
	t.Helper()
	for _, s := range mediatest.Samples() {
		if s.Name == name {
			return s.Data
		}
	}
	t.Fatalf("no sample %s", name)
	return nil
}

func TestLooks(t *testing.T) {
	look := func(img image.Image, quality int) Look {
		return mustClean(t, "x.jpg", mediatest.JPEG(img, quality)).Look
	}
	original := mediatest.Scene(800, 600, 1)
	blurred := image.NewRGBA(original.Bounds())
	copy(blurred.Pix, original.Pix)
	for y := 300; y < 340; y++ {
		for x := 200; x < 240; x++ {
			blurred.Set(x, y, image.Black.C)
		}
	}
	a := look(original, 90)
	if b := look(blurred, 60); !a.Like(b) {
		t.Errorf("a blurred copy looks different: %s %s", a, b)
	}
	if b := look(mediatest.Scene(800, 600, 99), 90); a.Like(b) {
		t.Errorf("another picture looks the same: %s %s", a, b)
	}
	if ParseLook(a.String()) != a || ParseLook("x") != 0 || Look(0).Like(0) {
		t.Error("looks are not read back, or nothing looks like nothing")
	}
}

func TestRefusals(t *testing.T) {
	box := func(brand string) []byte { return []byte("\x00\x00\x00\x14ftyp" + brand + "\x00\x00\x00\x00mif1") }
	wide := mediatest.JPEG(image.NewGray(image.Rect(0, 0, 8, 8)), 50)
	at := bytes.Index(wide, []byte{0xff, 0xc0})
	copy(wide[at+5:], "\xff\xff\xff\xff") // says that it has four thousand million pixels
	tests := map[string]struct {
		data []byte
		rule diagnostic.Rule
	}{
		"nothing":       {nil, emptyFile},
		"text":          {[]byte("Bonjour, voici un texte."), unknownKind},
		"zip":           {[]byte("PK\x03\x04aaaaaaaaaaaaaaaa"), unknownKind},
		"program":       {[]byte("MZ\x90\x00\x03\x00\x00\x00\x04\x00"), unknownKind},
		"HEIC":          {box("heic"), phonePicture},
		"AVIF":          {box("avif"), modernPicture},
		"Canon raw":     {[]byte("\x00\x00\x00\x10ftypcrx \x00\x00\x00\x00"), rawPicture},
		"TIFF":          {[]byte("II\x2a\x00\x08\x00\x00\x00"), rawPicture},
		"SVG":           {[]byte("<?xml version='1.0'?>\n<!-- x --><svg xmlns='http://www.w3.org/2000/svg'/>"), foreignDrawing},
		"GIF":           {[]byte("GIF89a......."), otherPicture},
		"QuickTime":     {[]byte("\x00\x00\x00\x14ftypqt  \x00\x00\x00\x00qt  "), otherFilm},
		"Matroska":      {[]byte("\x1a\x45\xdf\xa3..........."), otherFilm},
		"WAV":           {[]byte("RIFF\x24\x00\x00\x00WAVEfmt "), otherSound},
		"AAC":           {[]byte("\xff\xf1\x50\x80\x00\x1f\xfc........"), otherSound},
		"many pixels":   {wide, tooManyPixels},
		"half a JPEG":   {mediatest.JPEG(mediatest.Scene(64, 64, 1), 80)[:900], unreadableFile},
		"half a PNG":    {mediatest.PNG(mediatest.Scene(64, 64, 1))[:900], unreadableFile},
		"animated WebP": {[]byte("RIFF\x12\x00\x00\x00WEBPANIM\x06\x00\x00\x00......"), animated},
		"locked PDF":    {[]byte("%PDF-1.7\ntrailer<</Encrypt 5 0 R>>"), lockedDocument},
		"broken PDF":    {[]byte("%PDF-1.7\nnothing here"), unreadableFile},
		"layers":        {layered(), hiddenLayers},
		"form":          {form(), fillableForm},
		"Vorbis":        {bytes.Replace(mediatest.Opus(3), []byte("OpusHead"), []byte("\x01vorbis\x00"), 1), otherCodec},
		"half an Ogg":   {mediatest.Opus(3)[:70], unreadableFile},
		"fragments":     {[]byte("\x00\x00\x00\x10ftypiso5\x00\x00\x00\x00\x00\x00\x00\x08moof"), inFragments},
		"empty film":    {[]byte("\x00\x00\x00\x10ftypisom\x00\x00\x00\x00\x00\x00\x00\x08free"), unreadableFile},
	}
	for name, tt := range tests {
		c, found := Clean("file", tt.data)
		if c != nil || len(found) != 1 || found[0].Rule != tt.rule.ID {
			t.Errorf("%s: %v, want %s", name, found, tt.rule.ID)
		}
	}
}

// layered is a document with a layer that is switched off.
func layered() []byte {
	return bytes.Replace(mediatest.PDF(), []byte("/Lang(fr)"), []byte("/OCProperties<</OCGs[5 0 R]/D<</OFF[5 0 R]>>>>"), 1)
}

// form is a document with a field to fill in.
func form() []byte {
	return bytes.Replace(mediatest.PDF(), []byte("/Lang(fr)"), []byte("/AcroForm<</Fields[<</FT/Tx/T(a)/V(b)>>]>>"), 1)
}

func TestInspectSeesOwnFormats(t *testing.T) {
	avif := func(item string) string {
		infe := "\x00\x00\x00\x15infe\x02\x00\x00\x00\x00\x01\x00\x00" + item + "\x00"
		iinf := "\x00\x00\x00\x23iinf\x00\x00\x00\x00\x00\x01" + infe
		return "\x00\x00\x00\x14ftypavif\x00\x00\x00\x00mif1" + "\x00\x00\x00\x2fmeta\x00\x00\x00\x00" + iinf
	}
	svg := func(inner string) string { return `<svg xmlns="http://www.w3.org/2000/svg">` + inner + `</svg>` }
	tests := []struct{ name, data, want string }{
		{"plain AVIF", avif("av01"), ""},
		{"AVIF with EXIF", avif("Exif"), "EXIF"},
		{"AVIF with XMP", avif("mime"), "XMP"},
		{"AVIF with a box of its own", avif("av01") + "\x00\x00\x00\x0cuuid1234", "XMP"},
		{"cut AVIF", avif("av01") + "\x00\x00", unreadable},
		{"plain drawing", svg(`<path d="M0 0" fill="url(#a)"/><use href="#a"/>`), ""},
		{"script", svg(`<script>x</script>`), "script"},
		{"handler", svg(`<path onclick="x"/>`), "onclick"},
		{"web page", svg(`<foreignObject/>`), "foreignObject"},
		{"reference", svg(`<image href="https://example.org/x.png"/>`), "href"},
		{"paint from elsewhere", svg(`<path fill="url(https://example.org/x)"/>`), "url()"},
		{"type", `<!DOCTYPE svg [<!ENTITY a "b">]>` + svg(""), "DOCTYPE"},
		{"comment", svg("<!-- drawn by -->"), "comment"},
		{"metadata", svg("<metadata/>"), "metadata"},
		{"words of a program", `<svg xmlns="http://www.w3.org/2000/svg" xmlns:i="http://www.inkscape.org/namespaces/inkscape" i:version="1"/>`, "http://www.inkscape.org/namespaces/inkscape"},
		{"GIF", "GIF89a.............", "other-image"},
		{"text", "only words", unreadable},
	}
	for _, tt := range tests {
		if got := strings.Join(whatOf(Inspect([]byte(tt.data))), ", "); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}

func FuzzClean(f *testing.F) {
	for _, s := range mediatest.Samples() {
		if len(s.Data) < 100_000 {
			f.Add(s.Data)
		}
	}
	f.Add(layered())
	f.Fuzz(func(t *testing.T, data []byte) {
		c, found := Clean("x", data)
		if c == nil {
			if len(found) != 1 {
				t.Fatalf("refused without a reason: %v", found)
			}
			return
		}
		if left := Inspect(c.Data); len(left) > 0 {
			t.Fatalf("the result still has %q", left)
		}
	})
}
