package ingest

import (
	"bytes"
	"errors"
	"io"
	"path"
	"regexp"
	"strings"

	"proximite/tools/internal/diagnostic"
)

// Dropping reports whether a file is left behind by an operating system or an
// office program and is nobody's material. Folders are imported without them.
func Dropping(name string) bool {
	base := path.Base(strings.ReplaceAll(name, `\`, "/"))
	switch strings.ToLower(base) {
	case "thumbs.db", "desktop.ini", ".ds_store":
		return true
	}
	return strings.HasPrefix(base, "~$") || strings.HasPrefix(base, "._") || strings.HasPrefix(base, ".~lock.")
}

// identify finds out the format by content and decodes text. A refusal says why
// the file can not be read at all.
func identify(name string, data io.ReaderAt, size int64, opt Options) (input, *diagnostic.Diagnostic, error) {
	in := input{name: name, data: data, size: size}
	head, err := readHead(data, size)
	if err != nil {
		return in, nil, err
	}
	refuse := func(r diagnostic.Rule, args ...any) (input, *diagnostic.Diagnostic, error) {
		d := r.At(name, 0, 0, args...)
		return in, &d, nil
	}
	if size == 0 {
		return refuse(ruleEmpty)
	}
	if size > opt.Limits.File {
		return refuse(ruleTooBig, size>>20, opt.Limits.File>>20)
	}
	if known := signature(head); known != nil {
		if known.format == "" {
			return refuse(ruleWrongType, suffix(name), known.what.FR, known.what.EN)
		}
		return in.openPackage(known, opt, refuse)
	}
	return in.asText(head, opt, refuse)
}

type refuser func(r diagnostic.Rule, args ...any) (input, *diagnostic.Diagnostic, error)

const headSize = 4096

func readHead(data io.ReaderAt, size int64) ([]byte, error) {
	head := make([]byte, min(size, headSize))
	if _, err := data.ReadAt(head, 0); err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	return head, nil
}

// fileType is a type of file that its first bytes tell. Without a format it is
// one that can not be imported.
type fileType struct {
	magic  string
	at     int
	format string
	what   diagnostic.Text
}

var fileTypes = []fileType{
	{"PK\x03\x04", 0, "zip", diagnostic.Text{FR: "une archive ZIP", EN: "a ZIP archive"}},
	{"PK\x05\x06", 0, "zip", diagnostic.Text{FR: "une archive ZIP vide", EN: "an empty ZIP archive"}},
	{string(oleHeader), 0, "ole", diagnostic.Text{FR: "un ancien document Office", EN: "an old Office document"}},
	{"%PDF-", 0, "", diagnostic.Text{FR: "un PDF", EN: "a PDF"}},
	{`{\rtf`, 0, "", diagnostic.Text{FR: "un document RTF", EN: "an RTF document"}},
	{"\xff\xd8\xff", 0, "", diagnostic.Text{FR: "une photo JPEG", EN: "a JPEG picture"}},
	{"\x89PNG", 0, "", diagnostic.Text{FR: "une image PNG", EN: "a PNG picture"}},
	{"GIF8", 0, "", diagnostic.Text{FR: "une image GIF", EN: "a GIF picture"}},
	{"ftyp", 4, "", diagnostic.Text{FR: "une vidéo, un son ou une photo HEIC", EN: "a video, a sound or a HEIC picture"}},
	{"ID3", 0, "", diagnostic.Text{FR: "un enregistrement MP3", EN: "an MP3 recording"}},
	{"\xff\xfb", 0, "", diagnostic.Text{FR: "un enregistrement MP3", EN: "an MP3 recording"}},
	{"OggS", 0, "", diagnostic.Text{FR: "un enregistrement Ogg", EN: "an Ogg recording"}},
	{"fLaC", 0, "", diagnostic.Text{FR: "un enregistrement FLAC", EN: "a FLAC recording"}},
	{"RIFF", 0, "", diagnostic.Text{FR: "un enregistrement ou une image", EN: "a recording or a picture"}},
	{"\x1aE\xdf\xa3", 0, "", diagnostic.Text{FR: "une vidéo", EN: "a video"}},
	{"\x1f\x8b", 0, "", diagnostic.Text{FR: "une archive compressée", EN: "a compressed archive"}},
	{"BZh", 0, "", diagnostic.Text{FR: "une archive compressée", EN: "a compressed archive"}},
	{"\xfd7zXZ", 0, "", diagnostic.Text{FR: "une archive compressée", EN: "a compressed archive"}},
	{"7z\xbc\xaf", 0, "", diagnostic.Text{FR: "une archive 7-Zip", EN: "a 7-Zip archive"}},
	{"Rar!", 0, "", diagnostic.Text{FR: "une archive RAR", EN: "a RAR archive"}},
	{"\x00\x05\x16\x07", 0, "", diagnostic.Text{FR: "un fichier annexe de macOS", EN: "a side file of macOS"}},
	{"\x7fELF", 0, "", diagnostic.Text{FR: "un programme", EN: "a program"}},
	{"MZ\x90", 0, "", diagnostic.Text{FR: "un programme", EN: "a program"}},
}

// signature is the type of a file by its first bytes; nil: perhaps text.
func signature(head []byte) *fileType {
	for i := range fileTypes {
		t := &fileTypes[i]
		if len(head) >= t.at && bytes.HasPrefix(head[t.at:], []byte(t.magic)) {
			return t
		}
	}
	return nil
}

// suffix is the end of a name for messages and hints, without the dot.
func suffix(name string) string {
	return strings.ToLower(strings.TrimPrefix(path.Ext(strings.ReplaceAll(name, `\`, "/")), "."))
}

// openPackage tells the office formats apart by their parts.
func (in input) openPackage(t *fileType, opt Options, refuse refuser) (input, *diagnostic.Diagnostic, error) {
	a, err := openArchive(in.name, in.data, in.size, opt.Limits)
	if err != nil {
		var r *refusal
		if errors.As(err, &r) {
			return in, &r.Diagnostic, nil
		}
		return in, nil, err
	}
	types, _ := a.bytes("[Content_Types].xml")
	mime, _ := a.bytes("mimetype")
	switch {
	case bytes.Contains(types, []byte("wordprocessingml")), a.has("word/document.xml"):
		in.format = "docx"
	case bytes.Contains(types, []byte("spreadsheetml")), a.has("xl/workbook.xml"):
		in.format = "xlsx"
	case bytes.HasPrefix(mime, []byte("application/vnd.oasis.opendocument.text")):
		in.format = "odt"
	case a.has("content.xml") && len(mime) == 0:
		in.format = "odt"
	default:
		return refuse(ruleWrongType, suffix(in.name), packageName(types, mime).FR, packageName(types, mime).EN)
	}
	in.noteName(in.format)
	return in, nil, nil
}

func packageName(types, mime []byte) diagnostic.Text {
	switch {
	case bytes.Contains(types, []byte("presentationml")), bytes.Contains(mime, []byte("presentation")):
		return diagnostic.Text{FR: "une présentation", EN: "a presentation"}
	case bytes.Contains(mime, []byte("epub")):
		return diagnostic.Text{FR: "un livre EPUB", EN: "an EPUB book"}
	case bytes.Contains(mime, []byte("opendocument")):
		return diagnostic.Text{FR: "un autre document OpenDocument", EN: "another OpenDocument document"}
	}
	return fileTypes[0].what
}

// noteName reports a name that promises something else than the content.
func (in *input) noteName(format string) {
	ext := suffix(in.name)
	expected := map[string]string{
		"docx": "docx", "odt": "odt", "xlsx": "xlsx", "vtt": "vtt", "srt": "srt", "ttml": "ttml",
		"dfxp": "ttml", "otr": "otr", "html": "html", "htm": "html", "doc": "doc", "pdf": "pdf",
	}[ext]
	if expected != "" && expected != format {
		in.found = append(in.found, ruleOtherType.At(in.name, 0, 0, ext, format))
	}
}

// asText decodes the file and tells the text formats apart.
func (in input) asText(head []byte, opt Options, refuse refuser) (input, *diagnostic.Diagnostic, error) {
	if in.size > opt.Limits.Text {
		return refuse(ruleTooBig, in.size>>20, opt.Limits.Text>>20)
	}
	if opt.Encoding == "" {
		opt.Encoding = declaredEncoding(head)
	}
	data := make([]byte, in.size)
	if _, err := in.data.ReadAt(data, 0); err != nil && !errors.Is(err, io.EOF) {
		return in, nil, err
	}
	d := decode(in.name, data, opt.Encoding)
	if d.binary {
		return refuse(ruleBinary)
	}
	in.text, in.encoding, in.found = d.text, d.encoding, d.found
	if n := linesIn(in.text); n > linesPerUnit*opt.Limits.Units {
		return refuse(ruleTooMany, n, opt.Limits.Units)
	}
	if strings.TrimSpace(in.text) == "" {
		return refuse(ruleEmpty)
	}
	ext := suffix(in.name)
	in.format = textFormat(in.text, ext)
	switch {
	case in.format == "html" && misplacedHTML(ext):
		return refuse(ruleWrongType, ext, "une page web, sans doute un message d’erreur enregistré à la place du fichier", "a web page, probably an error message saved in place of the file")
	case in.format == "xml":
		return refuse(ruleUnknownStructure, "XML")
	case in.format == "vtt" && !strings.HasPrefix(in.text, "WEBVTT"):
		return refuse(ruleNotWebVTT)
	}
	in.noteName(in.format)
	return in, nil, nil
}

// linesPerUnit is how many lines of text a cue or paragraph has at most, over a
// whole file: number, time and two lines of words.
const linesPerUnit = 4

// linesIn counts the lines that hold text, before anything is made of them.
func linesIn(text string) int {
	n := 0
	for line := range strings.SplitSeq(text, "\n") {
		if strings.TrimSpace(line) != "" {
			n++
		}
	}
	return n
}

var declared = regexp.MustCompile(`(?i)^\s*<[^>]*\bencoding\s*=\s*["']([\w-]+)["']|(?i)<meta[^>]+charset\s*=\s*["']?([\w-]+)`)

// declaredEncoding is what XML or HTML says of itself, when it is an eight-bit
// encoding: the others are recognised for certain.
func declaredEncoding(head []byte) string {
	m := declared.FindSubmatch(head)
	if m == nil {
		return ""
	}
	label := canonical(string(m[1]) + string(m[2]))
	if label == "utf-8" || strings.HasPrefix(label, "utf-16") || validStart(head) {
		return ""
	}
	return label
}

// validStart reports whether the head is UTF-8 with letters beyond ASCII, whatever
// it says of itself.
func validStart(head []byte) bool {
	return !isASCII(head) && mostlyUTF8(head)
}

func isASCII(data []byte) bool {
	for _, b := range data {
		if b >= 0x80 {
			return false
		}
	}
	return true
}

func misplacedHTML(ext string) bool {
	switch ext {
	case "", "html", "htm", "xhtml", "txt", "md", "markdown":
		return false
	}
	return true
}

var (
	srtTiming  = regexp.MustCompile(`^\s*-?\d{1,3}:\d{1,2}(:\d{1,2})?([.,:]\d{1,3})?\s*-->`)
	jsonStart  = regexp.MustCompile(`^(\{\s*("|\}|$)|\[\s*(\{|\]$|"))`)
	htmlStart  = regexp.MustCompile(`(?i)^<(!doctype\s+html|html|head|body|meta|title|div|p|h[1-6]|table|article|section|main|span|b|strong|em|i|ul|ol|font|style|script|center|br)\b`)
	xmlStart   = regexp.MustCompile(`^<(\?xml|!--|!DOCTYPE|!ENTITY|[A-Za-z_][\w.-]*(:[\w.-]+)?[\s/>])`)
	vttHeader  = regexp.MustCompile(`^WEBVTT([ \t\n]|$)`)
	rootOfXML  = regexp.MustCompile(`<([A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)`)
	xmlComment = regexp.MustCompile(`(?s)<!--.*?-->|<\?.*?\?>|<!DOCTYPE[^>\[]*(\[.*?\])?[^>]*>`)
)

// textFormat is the format of decoded text: by its structure, and by the end of
// the name only between formats that have none (txt, md, csv).
func textFormat(text, ext string) string {
	start := strings.TrimLeft(text, " \t\n")
	switch {
	case vttHeader.MatchString(text):
		return "vtt"
	case htmlStart.MatchString(start):
		return "html"
	case xmlStart.MatchString(start):
		return xmlFormat(start, ext)
	case jsonStart.MatchString(start) && (ext == "json" || ext == "otr" || looksJSON(start)):
		return jsonFormat(start, ext)
	case hasTiming(start):
		return "srt"
	}
	switch ext {
	case "vtt":
		return "vtt" // without its signature: refused with a reason
	case "json", "otr":
		return "whisper" // the reader says what is wrong
	case "md", "markdown":
		return "md"
	case "csv", "tsv":
		return "csv"
	}
	if csvHeader(start) {
		return "csv"
	}
	return "txt"
}

// hasTiming looks for a timing among the first lines, as subtitles have it.
func hasTiming(start string) bool {
	n := 0
	for line := range strings.SplitSeq(start, "\n") {
		if strings.TrimSpace(line) == "" {
			continue
		}
		if srtTiming.MatchString(line) {
			return true
		}
		if n++; n == 4 {
			return false
		}
	}
	return false
}

func xmlFormat(start, ext string) string {
	head := xmlComment.ReplaceAllString(start[:min(len(start), 64<<10)], "")
	m := rootOfXML.FindStringSubmatch(head)
	if m == nil {
		return "xml"
	}
	switch root := strings.ToLower(m[2]); {
	case root == "tt":
		return "ttml"
	case root == "html":
		return "html"
	case root == "root" || root == "record" || strings.Contains(head[:min(len(head), 4096)], "nunncenter/ohms"):
		return "ohms"
	case ext == "md" || ext == "txt" || ext == "html" || ext == "htm":
		return "html"
	}
	return "xml"
}

func looksJSON(start string) bool {
	end := strings.TrimRight(start, " \t\n")
	return start[0] == '{' && strings.HasSuffix(end, "}") || start[0] == '[' && strings.HasSuffix(end, "]")
}

// jsonFormat tells oTranscribe's files from the others by their keys.
func jsonFormat(start, ext string) string {
	if ext == "otr" || strings.Contains(start, `"media-time"`) {
		return "otr"
	}
	return "whisper"
}

// readerOf is the reader of a format that identify returned.
func readerOf(format string) func(input, Options) (*source, error) {
	switch format {
	case "docx":
		return readDOCX
	case "odt":
		return readODT
	case "xlsx":
		return readXLSX
	case "html":
		return readHTML
	case "vtt":
		return readVTT
	case "srt":
		return readSRT
	case "ttml":
		return readTTML
	case "csv":
		return readCSV
	case "otr":
		return readOTR
	case "whisper":
		return readWhisper
	case "ohms":
		return readOHMS
	case "md":
		return readMarkdown
	}
	return readText
}
