package chat

import (
	"strings"
	"testing"
)

// FuzzParseKey: a key that is read is written the same again, and every message whose parts hold no slash is found by its
// key.
func FuzzParseKey(f *testing.F) {
	f.Add("discord", "1", "2", "", "3")
	f.Add("slack", "T1", "C1", "1700000000.000100", "1700000000.000200")
	f.Add("terminal", "", "here", "", "a/b")
	f.Add("", "", "", "", "")
	f.Fuzz(func(t *testing.T, platform, space, channel, thread, id string) {
		m := Message{Place: Place{platform, space, channel, thread}, ID: id}
		got, ok := ParseKey(m.Key())
		if ok && got.Key() != m.Key() {
			t.Errorf("%q is read as %+v", m.Key(), got)
		}
		if ok && (got.Platform == "" || got.Channel == "" || got.ID == "") {
			t.Errorf("%q names no message: %+v", m.Key(), got)
		}
		if strings.Contains(platform+space+channel+thread+id, "/") {
			return
		}
		if named := platform != "" && channel != "" && id != ""; ok != named || ok && (got.Place != m.Place || got.ID != id) {
			t.Errorf("%q is read as %+v, %v", m.Key(), got, ok)
		}
	})
}
