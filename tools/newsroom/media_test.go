package main

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"proximite/tools/internal/media"
	"proximite/tools/internal/mediatest"
)

// mediaProject is a project with an item of each kind that takes files.
func mediaProject(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for from, to := range map[string]string{
		filepath.Join("testdata", "project"): ".", filepath.Join("..", "..", "data", "schemas"): filepath.Join("data", "schemas"),
	} {
		if err := copyTree(from, filepath.Join(dir, to)); err != nil {
			t.Fatal(err)
		}
	}
	for name, text := range map[string]string{
		"content/stories/a-path/index.fr.md":     "---\nid: st0ry1\ntitle: Un parcours\nslug: un-parcours\n---\n\nTexte.\n",
		"content/stories/a-path/index.en.md":     "---\nid: st0ry1\ntitle: A path\nslug: a-path\n---\n\nText.\n",
		"content/interviews/market/index.fr.md":  "---\nid: nterv1\ntitle: Au marché\ntranscript: tr4nsc\n---\n",
		"content/resources/kit/index.fr.md":      "---\nid: res0n1\ntitle: Le kit\nformats: not-published # pas encore\n---\n\nTexte.\n",
		"content/resources/kit/index.en.md":      "---\nid: res0n1\ntitle: The kit\n---\n",
		"content/resources/sounds/index.fr.md":   "---\nid: res0n2\ntitle: Des sons\n---\n",
		"content/interviews/forest/index.fr.md":  "---\nid: nterv2\ntitle: Forêt\n---\n",
		"data/transcripts/tr4nsc.yaml":           "id: tr4nsc\nlanguage: fr\nspoken: fr\nspeakers:\n  - id: a\n    role: {fr: une voix, en: a voice}\nsegments:\n  - id: s7f3q\n    speaker: a\n    text: Bonjour.\n",
		"content/interviews/second/index.fr.md":  "---\nid: nterv3\ntitle: Encore\ntranscript: tr5nsc\n---\n",
		"data/transcripts/tr5nsc.yaml":           "id: tr5nsc\nlanguage: fr\nspoken: fr\nsegments:\n  - id: s7f3q\n    text: Bonjour.\n",
		"content/interviews/third/index.fr.md":   "---\nid: nterv4\ntitle: Encore\ntranscript: tr6nsc\n---\n",
		"data/transcripts/tr6nsc.yaml":           "id: tr6nsc\nlanguage: fr\nspoken: fr\nsegments:\n  - id: s7f3q\n    text: Bonjour.\n",
		"content/resources/guide/index.fr.md":    "---\nid: res0n3\ntitle: Guide\n---\n",
		"content/resources/handout/index.fr.md":  "---\nid: res0n4\ntitle: Fiche\n---\n",
		"content/resources/pictures/index.fr.md": "---\nid: res0n5\ntitle: Images\n---\n",
	} {
		writeFile(t, filepath.Join(dir, filepath.FromSlash(name)), []byte(text))
	}
	return dir
}

func writeFile(t *testing.T, name string, data []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, data, 0o644); err != nil {
		t.Fatal(err)
	}
}

// attached is what import says about a file with --format json.
type attached struct {
	Outcome, ID, Path string
	Removed           []string
	Written           []string
	Findings          []struct{ Rule, Message, Hint string }
}

// attachFile runs the verb import as a person would.
func attachFile(t *testing.T, dir string, args ...string) (attached, int) {
	t.Helper()
	var out, errs bytes.Buffer
	c := newConsole(strings.NewReader(""), &out, &errs, func(string) string { return "" })
	c.now = func() time.Time { return time.Date(2026, 11, 24, 9, 0, 0, 0, time.UTC) }
	code := dispatch(t.Context(), c, append([]string{"import", "--source", dir, "--format", "json"}, args...))
	var a attached
	if err := json.NewDecoder(&out).Decode(&a); err != nil {
		t.Fatalf("import %q: code %d, %v: %s", args, code, err, errs.String())
	}
	return a, code
}

// targets are the items that take the planted files which are no pictures.
var targets = map[string]string{
	"author.pdf": "res0n1", "attachment.pdf": "res0n3", "earlier-version.pdf": "res0n4", "photograph.pdf": "res0n5",
	"tags.mp3": "nterv1", "tags.opus": "nterv1", "place.mp4": "nterv3", "artist.m4a": "nterv4",
}

// TestImportTakesOutEverything imports photographs, documents and recordings that tell
// about people, by the real command, and has the result read by exiftool, which knows
// nothing of our reader.
func TestImportTakesOutEverything(t *testing.T) {
	dir := mediaProject(t)
	source := t.TempDir()
	reader := exiftool(t)
	var imported []importedFile
	for _, s := range mediatest.Samples() {
		name := filepath.Join(source, s.Name)
		writeFile(t, name, s.Data)
		a, code := attachFile(t, dir, name, "--to", cmp.Or(targets[s.Name], "st0ry1"))
		if code != exitDone || a.Outcome != "fresh" {
			t.Errorf("%s: code %d, %+v", s.Name, code, a)
			continue
		}
		result := filepath.Join(dir, filepath.FromSlash(a.Path))
		clean, err := os.ReadFile(result)
		if err != nil {
			t.Fatal(err)
		}
		if bytes.Contains(clean, []byte(mediatest.Planted)) || len(media.Inspect(clean)) > 0 {
			t.Errorf("%s: something planted is left", s.Name)
		}
		if strings.Contains(a.Path, strings.TrimSuffix(s.Name, filepath.Ext(s.Name))) {
			t.Errorf("%s keeps its name: %s", s.Name, a.Path)
		}
		imported = append(imported, importedFile{s, name, result, len(clean)})
	}
	if len(imported) < 30 {
		t.Errorf("only %d files came through", len(imported))
	}
	if reader == "" {
		missingTool(t)
	}
	compareTags(t, reader, imported)
}

// importedFile is a planted file and what import made of it.
type importedFile struct {
	sample         mediatest.Sample
	source, result string
	bytes          int
}

// unseen are planted files in whose source exiftool does not read what is planted: bytes
// behind the end, older versions, a picture inside a document.
const unseen = "archive-behind.jpg unknown-part.jpg cut-screenshot.png earlier-version.pdf photograph.pdf"

func compareTags(t *testing.T, reader string, files []importedFile) {
	t.Helper()
	var names []string
	for _, f := range files {
		names = append(names, f.source, f.result)
	}
	tags := tellingTags(t, reader, names)
	table := fmt.Sprintf("%-22s %-46s %7s %5s %5s", "file", "planted", "bytes", "tags", "left")
	for _, f := range files {
		told, left := tags[filepath.ToSlash(f.source)], tags[filepath.ToSlash(f.result)]
		table += fmt.Sprintf("\n%-22s %-46s %7d %5d %5d", f.sample.Name, f.sample.Holds, f.bytes, len(told), len(left))
		if len(left) > 0 {
			t.Errorf("%s: exiftool still reads %q", f.sample.Name, left)
		}
		if len(told) == 0 && !strings.Contains(unseen, f.sample.Name) {
			t.Errorf("%s: exiftool reads nothing in the source", f.sample.Name)
		}
	}
	t.Logf("%d files; tags that exiftool reads in the source and in the result:\n%s", len(files), table)
}

// exiftool finds the program; "" when it is not there.
func exiftool(t *testing.T) string {
	t.Helper()
	path, err := exec.LookPath("exiftool")
	if err != nil {
		return ""
	}
	return path
}

// missingTool says loudly that the second reader was not there; in CI that is a failure.
func missingTool(t *testing.T) {
	t.Helper()
	const words = "exiftool is not installed (Debian: libimage-exiftool-perl): the result was read by our own reader only"
	if os.Getenv("CI") != "" {
		t.Fatal(words)
	}
	t.Skip(words)
}

// plainTags are what exiftool says of any file, and what a format needs to be one: how
// large, how packed, how long. A group alone allows all of its tags.
var plainTags = []string{
	"ExifTool", "File:FileType", "File:FileTypeExtension", "File:MIMEType", "File:ImageWidth", "File:ImageHeight",
	"File:EncodingProcess", "File:YCbCrSubSampling", "File:BitsPerSample", "File:ColorComponents", "File:ExifByteOrder", "JFIF",
	"PNG:ImageWidth", "PNG:ImageHeight", "PNG:BitDepth", "PNG:ColorType", "PNG:Compression", "PNG:Filter", "PNG:Interlace", "PNG:ProfileName",
	"RIFF:ImageWidth", "RIFF:ImageHeight", "RIFF:WebP_Flags", "RIFF:AlphaIsUsed", "RIFF:VP8Version", "ICC-header", "ICC_Profile", "Adobe",
	"PDF:PDFVersion", "PDF:Linearized", "PDF:PageCount", "PDF:Language",
	"MPEG", "Opus", "Vorbis:Vendor", "Composite:ImageSize", "Composite:Megapixels", "Composite:Duration", "Composite:Rotation", "Composite:AvgBitrate",
	"QuickTime:MajorBrand", "QuickTime:MinorVersion", "QuickTime:CompatibleBrands", "QuickTime:MovieHeaderVersion", "QuickTime:TimeScale", "QuickTime:Duration",
	"QuickTime:PreferredRate", "QuickTime:PreferredVolume", "QuickTime:MatrixStructure", "QuickTime:NextTrackID", "QuickTime:MediaDataSize", "QuickTime:MediaDataOffset",
	"QuickTime:PreviewTime", "QuickTime:PreviewDuration", "QuickTime:PosterTime", "QuickTime:SelectionTime", "QuickTime:SelectionDuration", "QuickTime:CurrentTime",
	"QuickTime:HandlerType", "Track1:TrackHeaderVersion", "Track1:TrackID", "Track1:TrackDuration", "Track1:TrackLayer", "Track1:TrackVolume", "Track1:MatrixStructure",
	"Track1:ImageWidth", "Track1:ImageHeight", "Track1:MediaHeaderVersion", "Track1:MediaTimeScale", "Track1:MediaDuration", "Track1:MediaLanguageCode", "Track1:HandlerType",
	"Track1:GraphicsMode", "Track1:OpColor", "Track1:CompressorID", "Track1:SourceImageWidth", "Track1:SourceImageHeight", "Track1:XResolution", "Track1:YResolution",
	"Track1:BitDepth", "Track1:VideoFrameRate", "Track1:Balance", "Track1:AudioFormat", "Track1:AudioChannels", "Track1:AudioBitsPerSample", "Track1:AudioSampleRate",
	"Track1:URL", "Track1:CompressorName", "Track1:MediaLanguageCode", "QuickTime:MediaData", "Track1:AVCConfiguration", "Track1:Unknown_esds",
	"Track1:ChunkOffset", "Track1:SampleSizes", "Track1:SampleToChunk", "Track1:TimeToSampleTable",
}

// tellingTags are, by file, the tags that are not plain, that name what was planted, or
// that give a day.
func tellingTags(t *testing.T, reader string, names []string) map[string][]string {
	t.Helper()
	cmd := exec.Command(reader, append([]string{"-j", "-G1", "-a", "-u", "-ee", "-api", "requestall=2"}, names...)...)
	cmd.Stderr = io.Discard
	out, _ := cmd.Output() // it ends with 1 when it warns
	var files []map[string]any
	if err := json.Unmarshal(out, &files); err != nil || len(files) != len(names) {
		t.Fatalf("exiftool: %d of %d files, %v", len(files), len(names), err)
	}
	all := make(map[string][]string)
	for _, f := range files {
		source := fmt.Sprint(f["SourceFile"])
		all[source] = nil
		for tag, value := range f {
			if text := fmt.Sprint(value); telling(tag, text) {
				all[source] = append(all[source], tag+"="+text[:min(40, len(text))])
			}
		}
		slices.Sort(all[source])
	}
	return all
}

func telling(tag, text string) bool {
	group, _, _ := strings.Cut(tag, ":")
	if group == "System" || tag == "SourceFile" {
		return false // the name of the file on this disk
	}
	noDay := text == "0000:00:00 00:00:00" && strings.HasSuffix(tag, "Date")
	plain := slices.Contains(plainTags, tag) || slices.Contains(plainTags, group) || noDay
	return !plain || strings.Contains(text, mediatest.Planted)
}

// TestImportAsksForWhatIsMissing answers some questions as a person would, one of them
// first in a way that is not possible, and leaves the others open.
func TestImportAsksForWhatIsMissing(t *testing.T) {
	dir := mediaProject(t)
	name := filepath.Join(t.TempDir(), "x.jpg")
	writeFile(t, name, mediatest.Samples()[0].Data)
	var out, errs bytes.Buffer
	c := newConsole(strings.NewReader(""), &out, &errs, func(string) string { return "" })
	c.source = dir
	a, err := c.readAttach([]string{name, "--to", "st0ry1", "--credit", "The mission", "--licence", "CC BY 4.0", "--plates", "none"})
	if err != nil {
		t.Fatal(err)
	}
	if a.asked != nil {
		t.Fatal("asks although nobody is there")
	}
	// alt fr, alt en, taken, faces (twice), name tags; then the keyboard is left.
	a.asked = bufio.NewReader(strings.NewReader("Une rue\nA street\n\nsome\nnone\nremoved\n"))
	code, err := a.file(os.DirFS(dir), name)
	if err != nil || code != exitDone {
		t.Fatal(code, err, errs.String())
	}
	register, err := os.ReadFile(filepath.Join(dir, "data", "photos.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`fr: "Une rue"`, `en: "A street"`, `taken: "" #`, `faces: "none"`, `name_tags: "removed"`, `screens: "" #`, `by: "" #`, `plates: "none"`} {
		if !strings.Contains(string(register), want) {
			t.Errorf("%s is not in\n%s", want, register)
		}
	}
	if n := strings.Count(errs.String(), " > "); n != 7 {
		t.Errorf("%d questions:\n%s", n, errs.String())
	}
	if !strings.Contains(errs.String(), "no possible answer") {
		t.Error("an impossible answer was taken")
	}
}
