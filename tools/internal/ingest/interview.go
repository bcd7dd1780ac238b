package ingest

// detectKind decides what a source is about when nobody said.
func detectKind(src *source, opt Options) Kind { return News }

func interpretInterview(in input, src *source, opt Options, r *Result) {}
