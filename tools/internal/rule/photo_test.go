package rule

import (
	"proximite/tools/internal/media"
	"proximite/tools/internal/mediatest"
)

const photosFile = "data/photos.yaml"

func photoCases() []ruleCase {
	return []ruleCase{
		{"typed picture", []change{{fr, `{{< photo "phtpkt" >}}`, `{{< photo "phtpkt" >}}` + "\n\n![Une rue](rue.jpg)"}}, []string{
			"content/stories/a-path/index.fr.md:31:1 photo/typed error",
		}},
		{"unknown", []change{{fr, `photo "phtpkt"`, `photo "phtpkr"`}}, []string{
			"content/stories/a-path/index.fr.md:29:1 photo/unknown error",
		}},
		{"withdrawn", []change{
			{fr, `photo "phtpkt"`, `photo "g0nepq"`},
			{"data/withdrawn.yaml", "", "entries:\n  - id: w1thdr\n    kind: item\n    day: 2026-01-02\n    reason: other\n    photos: [g0nepq]\n"},
		}, []string{
			"content/stories/a-path/index.fr.md:29:1 photo/withdrawn advice",
		}},
		{"of another item", []change{{photosFile, "item: st0ry1", "item: ntrv1w"}}, []string{
			"content/stories/a-path/index.en.md:32:1 photo/other-item error",
			"content/stories/a-path/index.fr.md:29:1 photo/other-item error",
			"content/stories/a-path/phtpkt.png photo/undeclared error",
			"data/photos.yaml:3:9 photo/no-file error",
		}},
		{"of no item", []change{{photosFile, "item: st0ry1", "item: st0ry9"}}, []string{
			"content/stories/a-path/index.en.md:32:1 photo/other-item error",
			"content/stories/a-path/index.fr.md:29:1 photo/other-item error",
			"content/stories/a-path/phtpkt.png photo/undeclared error",
			"data/photos.yaml:2:9 photo/no-item error",
		}},
		{"file is gone", []change{{"content/stories/a-path/phtpkt.png", "", ""}}, []string{
			"data/photos.yaml:3:9 photo/no-file error",
		}},
		{"file has a name of its own", []change{
			{photosFile, "file: phtpkt.png", "file: rvedpq.png"},
			{"content/stories/a-path/rvedpq.png", "", string(smallPhoto())},
			{"content/stories/a-path/phtpkt.png", "", ""},
		}, []string{
			"data/photos.yaml:3:9 photo/file-name error",
		}},
		{"changed by hand", []change{{"content/stories/a-path/phtpkt.png", "", string(mediatest.PNG(mediatest.Scene(60, 40, 2)))}}, []string{
			"data/photos.yaml:4:11 photo/altered error",
		}},
		{"shown nowhere", []change{{fr, `{{< photo "phtpkt" >}}`, ""}, {en, `{{< photo "phtpkt" >}}`, ""}}, []string{
			"data/photos.yaml:2:3 photo/unused advice",
		}},
		{"nothing said", []change{
			{photosFile, `en: "Two officers talk with a trader"`, `en: ""`}, {photosFile, "faces: from-behind", `faces: ""`},
			{photosFile, "signs: removed", `signs: ""`}, {photosFile, "by: AB", `by: ""`}, {photosFile, `"La mission"`, `""`},
		}, []string{
			"data/photos.yaml:5:61 photo/unsaid error",
			"data/photos.yaml:7:16 photo/unsaid error",
			"data/photos.yaml:10:10 photo/unsaid error",
			"data/photos.yaml:12:66 photo/unsaid error",
			"data/photos.yaml:13:7 photo/unsaid error",
		}},
		{"nothing said, in a draft", []change{
			{fr, "safety: low", "safety: low\ndraft: true"}, {en, "safety: low", "safety: low\ndraft: true"}, {photosFile, "by: AB", `by: ""`},
		}, []string{
			"data/photos.yaml:13:7 photo/unsaid todo",
		}},
		{"faces of nobody", []change{{photosFile, "faces: from-behind", "faces: consented"}}, []string{
			"content/stories/a-path/index.fr.md:1:1 review/faces-not-approved error",
			"data/photos.yaml:10:10 photo/unsaid error",
		}},
		{"alternative is a file name", []change{{photosFile, `fr: "Deux agents parlent avec une commerçante"`, `fr: "IMG_2041.JPG"`}}, []string{
			"data/photos.yaml:5:13 photo/alternative-is-file-name error",
		}},
		{"alternative says nothing", []change{{photosFile, `fr: "Deux agents parlent avec une commerçante"`, `fr: "Rue"`}}, []string{
			"data/photos.yaml:5:13 photo/alternative-length warning",
		}},
		{"alternative says photo", []change{{photosFile, `fr: "Deux agents`, `fr: "Photo de deux agents`}}, []string{
			"data/photos.yaml:5:13 photo/wordy-alternative warning",
		}},
		{"one alternative for both", []change{{photosFile, `en: "Two officers talk with a trader"`, `en: "Deux agents parlent avec une commerçante"`}}, []string{
			"data/photos.yaml:5:61 photo/same-alternative warning",
			"data/photos.yaml:5:62 language/foreign-text error",
		}},
		{"ok: at the head of the page", []change{
			{fr, "safety: low", "safety: low\nphoto: phtpkt"}, {en, "safety: low", "safety: low\nphoto: phtpkt"},
		}, nil},
	}
}

func mediaCases() []ruleCase {
	planted := mediatest.WithEXIF(mediatest.JPEG(mediatest.Scene(60, 40, 3), 80), 1)
	const other = "content/stories/a-path/rvedpq.jpg"
	return []ruleCase{
		{"copied in by hand", []change{{other, "", string(planted)}}, []string{other + " photo/undeclared error"}},
		{"with its metadata", []change{
			{"content/stories/a-path/phtpkt.png", "", string(mediatest.Samples()[14].Data)},
		}, []string{
			"content/stories/a-path/phtpkt.png media/hidden-information error",
			"data/photos.yaml:4:11 photo/altered error",
		}},
		{"drawing with a script", []change{{"assets/images/x.svg", "", `<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>`}}, []string{
			"assets/images/x.svg media/hidden-information error",
		}},
		{"ok: drawing", []change{{"assets/images/x.svg", "", `<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>`}}, nil},
		{"another kind under this name", []change{{other, "", "MZ\x90\x00 a program"}}, []string{other + " media/wrong-ending error"}},
		{"HEIC called JPEG", []change{{other, "", "\x00\x00\x00\x14ftypheic\x00\x00\x00\x00mif1"}}, []string{other + " media/wrong-ending error"}},
		{"story in static", []change{{"static/reportage.jpg", "", string(planted)}}, []string{"static/reportage.jpg media/in-static error"}},
		{"ok: icons in static", []change{{"static/icon-192.png", "", string(smallPhoto())}, {"static/robots.txt", "", "x"}}, nil},
		{"forbidden original", []change{
			{"data/forbidden.yaml", "", `"` + media.SHA256(planted) + "\":\n  listed: 2026-01-02\n"}, {"assets/images/x.jpg", "", string(planted)},
		}, []string{"assets/images/x.jpg media/forbidden error"}},
		{"film without captions", []change{
			{"content/interviews/words/tr4nsc.mp4", "", string(filmSample())},
			{"data/transcripts/tr4nsc.yaml", "language: fr\n", "language: fr\nmedia: {file: tr4nsc.mp4, kind: video}\n"},
			{"data/people.yaml", "scopes: [web, quotation", "scopes: [web, voice, quotation"},
		}, []string{"data/transcripts/tr4nsc.yaml:3:33 media/no-captions error"}},
		{"sizes differ", []change{
			{"content/interviews/words/tr4nsc.mp3", "", string(mediatest.MP3(5))},
			{"data/transcripts/tr4nsc.yaml", "language: fr\n", "language: fr\nmedia: {file: tr4nsc.mp3, kind: audio, bytes: 2084, duration_ms: 131, also: {file: tr4nsc.opus, bytes: 9}}\n"},
			{"data/people.yaml", "scopes: [web, quotation", "scopes: [web, voice, quotation"},
		}, []string{
			"data/transcripts/tr4nsc.yaml:3:47 media/wrong-size error",
			"data/transcripts/tr4nsc.yaml:3:84 media/missing error",
		}},
	}
}

// filmSample is a cleaned film.
func filmSample() []byte {
	for _, s := range mediatest.Samples() {
		if s.Kind() == "mp4" {
			if c, _ := media.Clean(s.Name, s.Data); c != nil {
				return c.Data
			}
		}
	}
	return nil
}
