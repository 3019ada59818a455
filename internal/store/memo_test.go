package store

import (
	"maps"
	"testing"
	"time"
)

// TestMemo: values are kept until their end or until they are dropped, over a restart too.
func TestMemo(t *testing.T) {
	dir, c := t.TempDir(), newClock()
	s := opened(t, dir, c.now)
	hour := start().Add(time.Hour)
	for _, v := range []struct {
		key, value string
		until      time.Time
	}{
		{"hold/discord/1", "", hour},
		{"hold/discord/2", "x", hour.Add(time.Hour)},
		{"pause/discord/1", "old", hour},
		{"pause/discord/1", "staff 7", time.Time{}}, // takes the place of the last
		{"pause/discord/2", "staff 8", time.Time{}},
		{"pause/discord/22", "staff 9", time.Time{}},
		{"pause0", "", time.Time{}},
		{"pause_discord", "", time.Time{}},
		{"PAUSE/", "", time.Time{}},
		{"over", "x", start()},
		{"dropped", "x", time.Time{}},
	} {
		must(t, s.Keep(t.Context(), v.key, v.value, v.until))
	}
	must(t, s.Drop(t.Context(), "dropped"))
	must(t, s.Drop(t.Context(), "never kept"))

	check := func(when string, want map[string]string) {
		t.Helper()
		all, err := s.List(t.Context(), "")
		if err != nil || !maps.Equal(all, want) {
			t.Errorf("%s: got %v, %v, want %v", when, all, err, want)
		}
		for _, key := range []string{"hold/discord/1", "hold/discord/2", "pause/discord/1", "over", "dropped", "never kept"} {
			wantValue, wantFound := want[key]
			got, found, err := s.Kept(t.Context(), key)
			if got != wantValue || found != wantFound || err != nil {
				t.Errorf("%s: Kept(%s): got %q, %v, %v, want %q, %v", when, key, got, found, err, wantValue, wantFound)
			}
		}
	}
	now := map[string]string{"hold/discord/1": "", "hold/discord/2": "x", "pause/discord/1": "staff 7", "pause/discord/2": "staff 8",
		"pause/discord/22": "staff 9", "pause0": "", "pause_discord": "", "PAUSE/": ""}
	check("at once", now)
	must(t, s.Close())
	s = opened(t, dir, c.now)
	check("after a restart", now)
	c.wait(time.Hour - time.Microsecond)
	check("just before the end", now)
	c.wait(time.Microsecond)
	delete(now, "hold/discord/1")
	check("at the end", now)
	c.wait(time.Hour)
	delete(now, "hold/discord/2")
	check("later", now)

	for _, test := range []struct {
		prefix string
		want   map[string]string
	}{
		{"pause/", map[string]string{"pause/discord/1": "staff 7", "pause/discord/2": "staff 8", "pause/discord/22": "staff 9"}},
		{"pause/discord/2", map[string]string{"pause/discord/2": "staff 8", "pause/discord/22": "staff 9"}},
		{"pause_", map[string]string{"pause_discord": ""}},
		{"pause%", map[string]string{}},
		{"zzz", map[string]string{}},
	} {
		got, err := s.List(t.Context(), test.prefix)
		if err != nil || got == nil || !maps.Equal(got, test.want) {
			t.Errorf("List(%q): got %v, %v, want %v", test.prefix, got, err, test.want)
		}
	}
}
