package finish

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"strings"

	"proximite/tools/internal/content"
	"proximite/tools/internal/hosting"
	"proximite/tools/internal/permalink"
	"proximite/tools/internal/withdrawal"
)

// Old is what the sources say about addresses that were published: which are withdrawn
// or over, and which places on pages others may link to.
type Old struct {
	Ledger  *permalink.Ledger
	State   permalink.State
	Anchors permalink.Anchors
	gone    *withdrawal.Gone
}

// OldAddresses reads the ledgers of the project. What is wrong with them is the matter
// of check.
func OldAddresses(corpus *content.Corpus) *Old {
	withdrawn, _ := withdrawal.Load(corpus.FS)
	ledger, _ := permalink.Load(corpus.FS)
	gone := withdrawal.Of(corpus, withdrawn)
	o := &Old{Ledger: ledger, gone: gone, State: permalink.State{Gone: gone.Days()}}
	for _, item := range corpus.Items {
		o.addExpired(corpus, item)
	}
	o.State.Lost = func(item, anchor string) bool { return hiddenPassage(corpus, gone, item, anchor) }
	o.Anchors = func(item, language, id string) bool { return isPlace(corpus, item, language, id) }
	return o
}

// addExpired counts the addresses of an item whose time is over as gone since that day.
func (o *Old) addExpired(corpus *content.Corpus, item *content.Item) {
	for _, v := range item.Versions {
		if v.Draft() || !v.Expired(corpus.Now) {
			continue
		}
		day, _, _ := strings.Cut(v.Meta.Get("expires").Text(), "T")
		for _, address := range o.Ledger.Of(item.ID()) {
			a := permalink.Address{Path: address}
			if a.Language() == v.Language || item.Expired(corpus.Now) {
				o.State.Gone[address] = day
			}
		}
	}
}

// hiddenPassage reports whether a place on a page may be gone: a passage of the
// transcript that is masked, or whose speaker is withdrawn, or that is not released.
func hiddenPassage(corpus *content.Corpus, gone *withdrawal.Gone, id, anchor string) bool {
	item := corpus.Item(id)
	if item == nil {
		return true
	}
	for _, v := range item.Versions {
		t := corpus.Transcript(v.Meta.Get("transcript").Text())
		if t == nil || t.Transcript == nil {
			continue
		}
		if s, ok := t.Segment(anchor); ok {
			return s.Masked() || gone.People[t.SpeakerOf(s).Person] || v.Meta.Get("release").Text() != "public"
		}
	}
	return false
}

// isPlace knows the places on pages that others may link to: headings with an id of
// their own, entries of the registers, passages of transcripts.
func isPlace(corpus *content.Corpus, id, language, anchor string) bool {
	item := corpus.Item(id)
	if item == nil {
		return false
	}
	v := item.Version(language)
	if v == nil {
		return false
	}
	for _, h := range v.Headings {
		if h.ID == anchor && h.Explicit {
			return true
		}
	}
	registers := map[string]string{"figures": "figures", "glossary": "glossary", "partners": "institutions"}
	if name := registers[v.Meta.Get("layout").Text()]; name != "" && corpus.Register(name).Entry(anchor) != nil {
		return true
	}
	if t := corpus.Transcript(v.Meta.Get("transcript").Text()); t != nil && t.Transcript != nil {
		_, ok := t.Segment(anchor)
		return ok
	}
	return false
}

// answerOld writes what old addresses answer, and the files for hosts.
func answerOld(corpus *content.Corpus, folder string) error {
	o := OldAddresses(corpus)
	config, _ := hosting.Load(corpus.FS)
	site, err := permalink.Read(os.DirFS(folder), o.Anchors)
	if err != nil {
		return err
	}
	answers, err := permalink.Complete(folder, site, o.Ledger, o.State, redirects(corpus, site, config.Redirects))
	if err != nil {
		return err
	}
	return hosting.Write(folder, config, hosting.Answers{
		Base: answers.Base, Redirects: answers.Redirects, Gone: answers.Gone,
		Live: func(address string) bool { return livesBelow(site, address) },
	})
}

// redirects are those of the data file and the former addresses that authors have
// written into front matter (aliases: ["/fr/recits/x/"]).
func redirects(corpus *content.Corpus, site *permalink.Site, written map[string]string) map[string]string {
	all := maps.Clone(written)
	if all == nil {
		all = make(map[string]string)
	}
	for _, item := range corpus.Items {
		for _, v := range item.Versions {
			page := site.Page(item.ID(), v.Language)
			for _, n := range v.Meta.Get("aliases").Children() {
				if from := withdrawal.Alias(n.Text(), v.Language); page != nil && from != page.Path {
					all[from] = page.Path
				}
			}
		}
	}
	return all
}

// livesBelow reports whether something still answers below a withdrawn address.
func livesBelow(site *permalink.Site, address string) bool {
	for _, a := range site.Addresses() {
		if !a.Gone && a.Path != address && strings.HasPrefix(a.Path, address) {
			return true
		}
	}
	return false
}

// withdrawnPath is where templates find what is withdrawn: hugo.Data.withdrawn.
const withdrawnPath = "data/withdrawn.json"

// withdrawnOverlay tells Hugo what points to nothing today: folders of items that are
// withdrawn, expired or under embargo, and for
// each quotation of a withdrawn transcript an empty passage.
func withdrawnOverlay(corpus *content.Corpus, files map[string][]byte) error {
	l, _ := withdrawal.Load(corpus.FS)
	gone := withdrawal.Of(corpus, l)
	folders := make(map[string]bool)
	for f := range gone.Folders {
		folders[strings.TrimPrefix(f, "content")] = true
	}
	for _, i := range corpus.Items {
		if i.Held(corpus.Now) || i.Expired(corpus.Now) {
			folders[strings.TrimPrefix(i.Folder, "content")] = true
		}
	}
	if err := putJSON(files, withdrawnPath, map[string]any{"folders": folders, "photos": gone.Photos}); err != nil {
		return err
	}
	for id := range gone.Transcripts {
		if corpus.Transcript(id) != nil {
			continue
		}
		segments := []map[string]any{}
		for _, ref := range quotedOf(corpus, id) {
			segments = append(segments, map[string]any{"id": ref, "withdrawn": true})
		}
		empty := map[string]any{"id": id, "speakers": []any{}, "segments": segments}
		if err := putJSON(files, "data/transcripts/"+id+".json", empty); err != nil {
			return err
		}
	}
	return nil
}

// quotedOf are the segments of a transcript that pages quote.
func quotedOf(corpus *content.Corpus, id string) []string {
	var list []string
	add := func(ref string) {
		if segment, ok := strings.CutPrefix(ref, id+"#"); ok {
			list = append(list, segment)
		}
	}
	for _, page := range corpus.Pages() {
		for _, v := range page.Versions {
			add(v.Meta.Get("pull_quote", "ref").Text())
			for _, s := range v.Shortcodes {
				if ref, ok := s.Get("ref"); ok && s.Name == "quote" {
					add(ref.Value)
				}
			}
		}
	}
	return list
}

func putJSON(files map[string][]byte, path string, value any) error {
	data, err := json.Marshal(value)
	if err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	files[path] = data
	return nil
}
