package translation

import "strings"

// Done is the entry that says: the versions are equal as they stand now. Blocks keep
// the ids that they have.
func (r *Report) Done() *Entry {
	ids := make(map[int]string) // by place in the source
	targetIDs := make(map[int]string)
	taken := make(map[string]bool)
	known := make(map[[2]int]bool)
	for _, p := range r.Pairs {
		taken[p.ID] = true
		if len(p.Source.Now) > 0 {
			ids[p.before] = firstID(ids[p.before], p.ID)
		} else {
			targetIDs[p.after] = p.ID
		}
		if len(p.Source.Now) > 0 && len(p.Target.Now) > 0 {
			known[[2]int{p.before, p.after}] = true
		}
	}
	partner := make(map[int]int)
	owner := make(map[int]int) // of target blocks
	for _, p := range pairBlocks(r.sourceBlocks, r.targetBlocks, known) {
		partner[p[0]], owner[p[1]] = p[1], p[0]
	}
	sourceHost, targetHost := r.hosts(partner, owner)
	e := &Entry{Source: r.From}
	for s, b := range r.sourceBlocks {
		if _, guest := sourceHost[s]; guest {
			continue
		}
		rec := Record{ID: ids[s], Kind: b.Kind, Key: b.Key, Source: gather(r.sourceBlocks, s, sourceHost)}
		if rec.ID == "" {
			rec.ID = newID(b.Text, taken)
		}
		if t, ok := partner[s]; ok {
			rec.Target = gather(r.targetBlocks, t, targetHost)
		}
		e.Records = append(e.Records, rec)
	}
	for t, b := range r.targetBlocks {
		_, paired := owner[t]
		if _, guest := targetHost[t]; guest || paired {
			continue
		}
		rec := Record{ID: targetIDs[t], Kind: b.Kind, Key: b.Key, Target: b.Text}
		if rec.ID == "" {
			rec.ID = newID(b.Text, taken)
		}
		e.Records = append(e.Records, rec)
	}
	return e
}

// hosts finds for each block without partner the paired block of which it was cut off:
// the two stay one record.
func (r *Report) hosts(partner, owner map[int]int) (source, target map[int]int) {
	source, target = make(map[int]int), make(map[int]int)
	for _, p := range r.Pairs {
		settle(source, partner, p.before, len(p.Source.Now))
		settle(target, owner, p.after, len(p.Target.Now))
	}
	return source, target
}

// settle looks at n neighbours from a place on: those without partner go to the nearest
// one before, else after, that has one.
func settle(host, partner map[int]int, from, n int) {
	for i := from; i < from+n; i++ {
		if _, ok := partner[i]; ok {
			continue
		}
		for _, near := range []int{-1, 1} {
			for j := i + near; j >= from && j < from+n; j += near {
				if _, ok := partner[j]; ok {
					if _, done := host[i]; !done {
						host[i] = j
					}
					break
				}
			}
		}
	}
}

// gather is the text of a block with the ones that were cut off it.
func gather(list []Block, at int, host map[int]int) string {
	var texts []string
	for i := range list {
		if h, guest := host[i]; i == at || guest && h == at {
			texts = append(texts, list[i].Text)
		}
	}
	return strings.Join(texts, "\n\n")
}

func firstID(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// Accept is the entry in which the pairs with these ids count as equal as they stand
// now, all others as before. unknown are the ids that no open pair has.
func (r *Report) Accept(ids []string) (e *Entry, unknown []string) {
	want := make(map[string]bool)
	for _, id := range ids {
		want[id] = true
	}
	e = &Entry{Source: r.From}
	taken := make(map[int]int) // source blocks to accepted records
	seen := make(map[string]bool)
	for _, p := range r.Pairs {
		accept := p.State != Current && (want[p.ID] || r.joined(p, want))
		seen[p.ID] = accept
		switch {
		case accept:
			e.take(p, taken)
		case p.record >= 0:
			e.Records = append(e.Records, Record{ID: p.ID, Kind: p.Kind, Key: p.Key, Source: p.Source.Old, Target: p.Target.Old})
		}
	}
	for _, id := range ids {
		if !seen[id] {
			unknown = append(unknown, id)
		}
	}
	return e, unknown
}

// joined reports whether a pair stands in the same block of today as an accepted one:
// blocks that were joined can only be accepted together.
func (r *Report) joined(p Pair, want map[string]bool) bool {
	for _, o := range r.Pairs {
		if want[o.ID] && (len(p.Source.Now) > 0 && len(o.Source.Now) > 0 && p.before == o.before ||
			len(p.Target.Now) > 0 && len(o.Target.Now) > 0 && p.after == o.after) {
			return true
		}
	}
	return false
}

// take records an accepted pair. Pairs of one source block become one record.
func (e *Entry) take(p Pair, taken map[int]int) {
	r := Record{ID: p.ID, Kind: p.Kind, Key: p.Key, Source: p.Source.Text(), Target: p.Target.Text()}
	if r.Source+r.Target == "" {
		return
	}
	if len(p.Source.Now) > 0 {
		if i, ok := taken[p.before]; ok {
			e.Records[i].addTarget(r.Target)
			return
		}
		taken[p.before] = len(e.Records)
	}
	e.Records = append(e.Records, r)
}

func (r *Record) addTarget(text string) {
	switch {
	case r.Target == "":
		r.Target = text
	case text != "" && text != r.Target:
		r.Target += "\n\n" + text
	}
}
