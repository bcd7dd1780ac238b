package ingest

import (
	"regexp"
	"strings"

	"proximite/tools/internal/diagnostic"
)

// maxTime is a hundred hours: more is no time.
const maxTime = 100 * 3600 * 1000

// parseTime reads a clock time: hh:mm:ss.mmm, mm:ss, with a comma or a point,
// with frames (hh:mm:ss:ff at 25 a second), and plain seconds with an s.
func parseTime(s string) (Millis, bool) {
	s = strings.TrimSpace(s)
	if sec, ok := strings.CutSuffix(s, "s"); ok && !strings.Contains(s, ":") {
		return parseSeconds(sec)
	}
	s, tail := splitFraction(s)
	fields := strings.Split(s, ":")
	if len(fields) < 2 || len(fields) > 4 || len(fields) == 4 && tail != "" {
		return untimed, false
	}
	var parts [4]int64
	for i, f := range fields {
		n, ok := smallNumber(f)
		if !ok {
			return untimed, false
		}
		parts[i] = n
	}
	fraction, ok := thousandths(tail)
	if !ok {
		return untimed, false
	}
	return assemble(parts, len(fields)-1, fraction)
}

func splitFraction(s string) (clock, fraction string) {
	if i := strings.LastIndexAny(s, ".,"); i > 0 {
		return s[:i], s[i+1:]
	}
	return s, ""
}

// smallNumber reads one to four digits.
func smallNumber(s string) (int64, bool) {
	if len(s) == 0 || len(s) > 4 {
		return 0, false
	}
	n := int64(0)
	for _, b := range []byte(s) {
		if b < '0' || b > '9' {
			return 0, false
		}
		n = n*10 + int64(b-'0')
	}
	return n, true
}

// thousandths reads the digits after the point; finer ones are cut off.
func thousandths(s string) (int64, bool) {
	n := int64(0)
	for i, scale := 0, int64(100); i < len(s); i, scale = i+1, scale/10 {
		if s[i] < '0' || s[i] > '9' {
			return 0, false
		}
		n += int64(s[i]-'0') * scale
	}
	return n, true
}

// framesPerSecond is that of European television, where hh:mm:ss:ff comes from.
const framesPerSecond = 25

func assemble(parts [4]int64, n int, fraction int64) (Millis, bool) {
	if n == 3 {
		fraction = parts[3] * 1000 / framesPerSecond
	}
	h, m, sec := parts[0], parts[1], parts[2]
	if n == 1 {
		h, m, sec = 0, parts[0], parts[1]
	}
	total := ((h*60+m)*60+sec)*1000 + fraction
	if sec > 59 || n > 1 && m > 59 || total > maxTime {
		return untimed, false
	}
	return Millis(total), true
}

var plainSeconds = regexp.MustCompile(`^\d{1,6}([.,]\d+)?$`)

// parseSeconds reads a number of seconds.
func parseSeconds(s string) (Millis, bool) {
	s = strings.TrimSpace(s)
	if !plainSeconds.MatchString(s) {
		return untimed, false
	}
	whole, tail, _ := strings.Cut(strings.ReplaceAll(s, ",", "."), ".")
	ms, _ := thousandths(tail)
	seconds := int64(0)
	for _, b := range []byte(whole) {
		seconds = seconds*10 + int64(b-'0')
	}
	ms += seconds * 1000
	return Millis(ms), ms <= maxTime
}

// A clock that falls back to its first minute after more than two was started
// again, with another recording or the next file of one.
const (
	restartBelow = 60_000
	restartFall  = 120_000
)

func restarted(latest, start Millis) bool {
	return latest-start > restartFall && start < restartBelow
}

// timeFindings reports cues that are not in order or overlap. They are kept as
// they are: two people may speak at once.
func timeFindings(name string, cues []cue) []diagnostic.Diagnostic {
	var latest, lastEnd Millis = untimed, untimed
	var unordered, overlapping, firstUnordered, firstOverlap, restarts, firstRestart int
	for _, c := range cues {
		if c.start < 0 || c.turn {
			continue
		}
		switch {
		case restarted(latest, c.start):
			if restarts++; firstRestart == 0 {
				firstRestart = c.line
			}
			latest, lastEnd = untimed, untimed
		case c.start < latest:
			if unordered++; firstUnordered == 0 {
				firstUnordered = c.line
			}
		case c.start < lastEnd:
			if overlapping++; firstOverlap == 0 {
				firstOverlap = c.line
			}
		}
		latest, lastEnd = max(latest, c.start), max(lastEnd, c.end)
	}
	var found []diagnostic.Diagnostic
	if restarts > 0 {
		found = append(found, ruleSecondPart.At(name, firstRestart, 0, restarts))
	}
	if unordered > 0 {
		found = append(found, ruleUnordered.At(name, firstUnordered, 0, unordered))
	}
	if overlapping > 0 {
		found = append(found, ruleOverlap.At(name, firstOverlap, 0, overlapping))
	}
	return found
}
