package attach

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"proximite/tools/internal/content"
	"proximite/tools/internal/media"
	"proximite/tools/internal/mediatest"
	"proximite/tools/internal/plaintext"
	"proximite/tools/internal/transcript"
)

const words = "id: tr4nsc\nlanguage: fr\nspoken: fr\nspeakers:\n  - id: a\n    role: {fr: une voix, en: a voice}\nsegments:\n  - id: s7f3q\n    speaker: a\n    text: Bonjour.\n"

func project() fstest.MapFS {
	files := fstest.MapFS{}
	for name, text := range map[string]string{
		"content/stories/x/index.fr.md":     "---\r\nid: st0ry1\r\ntitle: X\r\n# la fin\r\n---\r\nTexte.\r\n",
		"content/stories/x/index.en.md":     "---\nid: st0ry1\ntitle: X\n---\nText.\n",
		"content/interviews/x/index.fr.md":  "---\nid: nterv1\ntranscript: tr4nsc\n---\n",
		"content/interviews/y/index.fr.md":  "---\nid: nterv2\ntranscript: n0such\n---\n",
		"content/resources/kit/index.fr.md": "---\nid: res0n1\nformats:\n  - format: ZIP\n    bytes: 5\n    file: kit.zip\n\n# la version\nversion: 1\n---\n",
		"content/resources/kit/index.en.md": "---\nid: res0n1\nformats: not-published\n---\n",
		"data/transcripts/tr4nsc.yaml":      words,
		"data/photos.yaml":                  "# Les photos\r\n",
		"data/people.yaml":                  "pers2n:\n  role: {fr: a, en: a}\n",
		"data/places.yaml":                  "bamako:\n  name: {fr: Bamako, en: Bamako}\n",
	} {
		files[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return files
}

func load(t *testing.T, files fstest.MapFS) *content.Corpus {
	t.Helper()
	c, err := content.Load(files)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func prepare(t *testing.T, files fstest.MapFS, req Request) *Plan {
	t.Helper()
	req.Today = "2026-11-24"
	if req.Name == "" {
		req.Name = "IMG_2041.JPG"
	}
	plan, err := Prepare(load(t, files), req)
	if err != nil {
		t.Fatal(err)
	}
	return plan
}

// apply writes the files of a plan into a copy of the project.
func apply(files fstest.MapFS, plan *Plan) fstest.MapFS {
	next := maps.Clone(files)
	for _, f := range plan.Files {
		next[f.Path] = &fstest.MapFile{Data: f.Data}
	}
	return next
}

func photo(number uint64) []byte {
	return mediatest.WithEXIF(mediatest.JPEG(mediatest.Scene(64, 48, number), 80), 1)
}

func TestPhotograph(t *testing.T) {
	plan := prepare(t, project(), Request{Data: photo(1), To: "st0ry1", Details: Details{
		AltFR: "Une rue : à l’ombre", Faces: "consented", People: "pers2n", By: "AB", Place: "bamako",
	}})
	if plan.Outcome != Fresh || plan.Path != "content/stories/x/"+plan.ID+".jpg" || len(plan.Files) != 2 {
		t.Fatalf("%+v", plan)
	}
	register := string(plan.Files[1].Data)
	if strings.Count(register, "\n") != strings.Count(register, "\r\n") {
		t.Error("line ends are mixed")
	}
	root, found := plaintext.ParseYAML("data/photos.yaml", plan.Files[1].Data, 1)
	if len(found) > 0 {
		t.Fatal(found)
	}
	entry := root.Get(plan.ID)
	for key, want := range map[string]string{
		"item": "st0ry1", "file": plan.ID + ".jpg", "sha256": media.SHA256(plan.Files[0].Data), "faces": "consented", "taken": "",
		"by": "AB", "checked_on": "2026-11-24", "place": "bamako",
	} {
		if n := entry.Get(key); n == nil || n.Text() != want {
			t.Errorf("%s: %+v, want %q", key, n, want)
		}
	}
	if entry.Get("alt", "fr").Text() != "Une rue : à l’ombre" || entry.Get("people").Children()[0].Text() != "pers2n" {
		t.Error("alternative or people are wrong")
	}
	if want := []Field{AltEN, CreditFR, CreditEN, LicenceFR, LicenceEN, Taken, Plates, NameTags, Screens, Signs}; !slices.Equal(plan.Missing, want) {
		t.Errorf("missing %q", plan.Missing)
	}
}

func TestCoverKeepsWhatPeopleWrote(t *testing.T) {
	files := project()
	plan := prepare(t, files, Request{Data: photo(1), To: "content/stories/x", Cover: true})
	next := apply(files, plan)
	if got, want := string(next["content/stories/x/index.fr.md"].Data), "---\r\nid: st0ry1\r\ntitle: X\r\n# la fin\r\nphoto: \""+plan.ID+"\"\r\n---\r\nTexte.\r\n"; got != want {
		t.Errorf("got %q", got)
	}
	if plan = prepare(t, next, Request{Data: photo(2), To: "st0ry1", Cover: true}); plan.Outcome != Refused || plan.Findings[0].Rule != coverTaken.ID {
		t.Errorf("a second cover: %+v", plan.Findings)
	}
}

func TestTheSamePhotographAgain(t *testing.T) {
	files := project()
	first := prepare(t, files, Request{Data: photo(1), To: "st0ry1"})
	again := prepare(t, apply(files, first), Request{Data: photo(1), To: "st0ry1"})
	if again.Outcome != Unchanged || again.ID != first.ID || len(again.Files) != 0 || again.Findings[0].Rule != alreadyThere.ID {
		t.Errorf("%+v", again)
	}
}

func TestForbiddenOriginals(t *testing.T) {
	files := project()
	original := mediatest.WithEXIF(mediatest.JPEG(mediatest.Scene(400, 300, 1), 85), 1)
	listed := Forbid(load(t, files), Request{Name: "x.jpg", Data: original, Today: "2026-11-24"})
	if listed.Outcome != Fresh || len(listed.Files) != 1 || listed.Files[0].Path != "data/forbidden.yaml" {
		t.Fatalf("%+v", listed)
	}
	next := apply(files, listed)
	cleaned, _ := media.Clean("x.jpg", original)
	for name, data := range map[string][]byte{"as it is": original, "cleaned elsewhere": cleaned.Data, "with other marks": mediatest.WithEXIF(cleaned.Data, 1)} {
		if plan := prepare(t, next, Request{Data: data, To: "st0ry1"}); plan.Outcome != Refused || plan.Findings[0].Rule != forbiddenFile.ID {
			t.Errorf("%s: %+v", name, plan.Findings)
		}
	}
	// Packed again by another program, it only looks the same: a person has to decide.
	plan := prepare(t, next, Request{Data: mediatest.JPEG(mediatest.Scene(400, 300, 1), 60), To: "st0ry1"})
	if plan.Outcome != Fresh || len(plan.Findings) != 1 || plan.Findings[0].Rule != likeForbidden.ID {
		t.Errorf("packed again: %+v", plan.Findings)
	}
	if again := Forbid(load(t, next), Request{Data: original}); again.Outcome != Unchanged {
		t.Errorf("listed twice: %+v", again)
	}
	if other := Forbid(load(t, next), Request{Data: []byte("any file"), Today: "2026-11-24"}); other.Outcome != Fresh {
		t.Errorf("a file that is no picture: %+v", other)
	}
}

func TestRecordingInTwoFormats(t *testing.T) {
	files := project()
	opus := prepare(t, files, Request{Data: mediatest.Opus(50), To: "nterv1"})
	if opus.Outcome != Fresh || opus.Path != "content/interviews/x/tr4nsc.opus" {
		t.Fatalf("%+v", opus)
	}
	files = apply(files, opus)
	mp3 := prepare(t, files, Request{Data: mediatest.MP3(40), To: "nterv1"})
	files = apply(files, mp3)
	got, found := transcript.Parse("data/transcripts/tr4nsc.yaml", files["data/transcripts/tr4nsc.yaml"].Data)
	if len(found) > 0 || got.Media == nil || got.Media.File != "tr4nsc.opus" || got.Media.DurationMs != 994 || got.Media.Bytes != int64(len(opus.Cleaned.Data)) ||
		got.Media.Also == nil || got.Media.Also.File != "tr4nsc.mp3" || got.Media.Also.Bytes != int64(len(mp3.Cleaned.Data)) {
		t.Fatalf("%+v %v", got.Media, found)
	}
	if again := prepare(t, files, Request{Data: mediatest.MP3(40), To: "nterv1"}); again.Outcome != Unchanged {
		t.Errorf("again: %+v", again)
	}
	if third := prepare(t, files, Request{Data: mediatest.MP3(41), To: "nterv1"}); third.Outcome != Refused || third.Findings[0].Rule != takenFormat.ID {
		t.Errorf("another MP3: %+v", third.Findings)
	}
}

func TestDocumentOfAResource(t *testing.T) {
	files := project()
	plan := prepare(t, files, Request{Data: mediatest.PDF(), To: "res0n1"})
	next := apply(files, plan)
	size := len(plan.Cleaned.Data)
	want := "---\nid: res0n1\nformats:\n  - format: \"ZIP\"\n    bytes: 5\n    file: \"kit.zip\"\n  - format: \"PDF\"\n    bytes: " +
		strconv.Itoa(size) + "\n    file: \"kit.pdf\"\n\n# la version\nversion: 1\n---\n"
	if got := string(next["content/resources/kit/index.fr.md"].Data); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if got := string(next["content/resources/kit/index.en.md"].Data); strings.Contains(got, "not-published") || !strings.Contains(got, "kit.pdf") {
		t.Errorf("the other language: %s", got)
	}
	if again := prepare(t, next, Request{Data: mediatest.PDF(), To: "res0n1"}); again.Outcome != Unchanged {
		t.Errorf("again: %+v", again)
	}
}

func TestRefusals(t *testing.T) {
	files := project()
	files["data/transcripts/tr4nsc.yaml"] = &fstest.MapFile{Data: []byte(strings.Replace(words, "spoken: fr\n", "spoken: fr\nmedia: {file: a.opus, kind: audio}\n", 1))}
	for name, tt := range map[string]struct {
		req  Request
		rule string
	}{
		"no item":                 {Request{Data: photo(1), To: "nobody"}, noItem.ID},
		"a section":               {Request{Data: photo(1), To: "content/stories"}, noItem.ID},
		"HEIC":                    {Request{Data: []byte("....ftypheic...."), To: "st0ry1"}, "media/heic"},
		"PDF for a story":         {Request{Data: mediatest.PDF(), To: "st0ry1"}, onlyResource.ID},
		"sound for a story":       {Request{Data: mediatest.MP3(9), To: "st0ry1"}, onlyInterview.ID},
		"sound without words":     {Request{Data: mediatest.MP3(9), To: "nterv2"}, noTranscript.ID},
		"media on one line":       {Request{Data: mediatest.MP3(9), To: "nterv1"}, notEditable.ID},
		"register that is broken": {Request{Data: photo(1), To: "st0ry1"}, brokenRegister.ID},
	} {
		broken := maps.Clone(files)
		if tt.rule == brokenRegister.ID {
			broken["data/photos.yaml"] = &fstest.MapFile{Data: []byte("a: [\n")}
		}
		if plan := prepare(t, broken, tt.req); plan.Outcome != Refused || len(plan.Findings) != 1 || plan.Findings[0].Rule != tt.rule {
			t.Errorf("%s: %+v", name, plan.Findings)
		}
	}
}

func TestFieldsAccept(t *testing.T) {
	for f, values := range map[Field][2][]string{
		Faces:  {{"", "none", "consented", "blurred", "from-behind"}, {"some", "None"}},
		Plates: {{"", "none", "removed"}, {"yes"}},
		By:     {{"", "AB", "ABCD"}, {"A", "ab", "Awa"}},
		Taken:  {{"", "2023", "2023-09", "not-published"}, {"2023-13", "2023-09-04", "September"}},
		On:     {{"", "2023-09-04"}, {"2023-09"}},
		AltFR:  {{"", "Une rue"}, {"a\nb", "  "}},
	} {
		for i, list := range values {
			for _, v := range list {
				if f.Accepts(v) != (i == 0) {
					t.Errorf("%s accepts %q: %v", f, v, f.Accepts(v))
				}
			}
		}
	}
	for _, f := range Required() {
		if q := f.Question(); q.FR == "" || q.EN == "" {
			t.Errorf("%s has no question", f)
		}
	}
	if f, key := (Details{People: "pers2n, pers9n"}).Unknown(load(t, project())); f != People || key != "pers9n" {
		t.Errorf("unknown: %s %s", f, key)
	}
	if f, key := (Details{Place: "kati"}).Unknown(load(t, project())); f != Place || key != "kati" {
		t.Errorf("unknown: %s %s", f, key)
	}
}
