package ingest

import "testing"

func TestParseTime(t *testing.T) {
	tests := map[string]Millis{
		"00:00:01.500": 1500, "00:00:01,500": 1500, "1:02": 62000, "01:02:03": 3723000,
		"00:00:00.00": 0, "0:0:1.5": 1500, "00:01.25": 1250, "00:00:01.5004": 1500, "99:59": 5999000,
		"100:00:00.000": 360000000, "00:00:10:12": 10480, "12.5s": 12500, "0.00s": 0, " 0:20 ": 20000,
		"120:05": 7205000,
	}
	for s, want := range tests {
		if got, ok := parseTime(s); got != want || !ok {
			t.Errorf("parseTime(%q) = %d, %v; want %d", s, got, ok, want)
		}
	}
	for _, s := range []string{"", "1", "12.5", "0:60", "00:61:00", "a:b", "1:", ":1", "1:2:3:4:5", "12345:00", "-1:00", "999:00:00", "1.5:00"} {
		if got, ok := parseTime(s); ok {
			t.Errorf("parseTime(%q) = %d", s, got)
		}
	}
}

func TestParseSeconds(t *testing.T) {
	for s, want := range map[string]Millis{"0": 0, "1.5": 1500, "19,520": 19520, "0.0004": 0, "3600": 3600000} {
		if got, ok := parseSeconds(s); got != want || !ok {
			t.Errorf("parseSeconds(%q) = %d, %v", s, got, ok)
		}
	}
	for _, s := range []string{"", "x", "1.2.3", "-1", "9999999", "1e5"} {
		if _, ok := parseSeconds(s); ok {
			t.Errorf("parseSeconds(%q) was read", s)
		}
	}
}
