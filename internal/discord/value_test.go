package discord

import (
	"strings"
	"testing"

	"backtalk/internal/chat"
)

func TestControlRoundTrip(t *testing.T) {
	t.Parallel()
	for _, c := range []control{
		{action: chat.Dismiss},
		{action: chat.Show, ref: "article/section/3"},
		{action: chat.PostLink, ref: strings.Repeat("x", 64), channel: "1574013107510968321", message: "1574013107968147457"},
		{action: chat.Post, ref: "flag:cauda-equina", channel: "1", message: "2"},
		{action: chat.Ask, ref: "a.b.c"},
		{action: chooses, channel: roomID, message: annID},
	} {
		id, ok := c.id()
		if !ok || len(id) > maxCustomID {
			t.Errorf("%+v: got %q, %v", c, id, ok)
		}
		if got, ok := parseControl(id); !ok || got != c {
			t.Errorf("%q: got %+v, want %+v", id, got, c)
		}
	}
	for _, c := range []control{{action: "unknown"}, {action: chat.Show, ref: "two words"}, {action: chat.Show, ref: strings.Repeat("x", 65)},
		{action: chat.Show, channel: "1"}, {action: chat.Show, message: "x", channel: "1"}, {action: chat.Show, message: "01", channel: "1"}} {
		if id, ok := c.id(); ok {
			t.Errorf("%+v was written as %q", c, id)
		}
	}
}

func FuzzParseControl(f *testing.F) {
	for _, id := range []string{"show...a/b/1", "choose.rcn1hssighu.rcn1hssighv.", "ask.1.2.x.y", "", "...", "show.01.2.", "show.A.2.", "show.1..", "SHOW...", "show..."} {
		f.Add(id)
	}
	f.Fuzz(func(t *testing.T, id string) {
		if c, ok := parseControl(id); ok {
			if again, ok := c.id(); !ok || again != id {
				t.Errorf("%q was read as %+v, which is written %q", id, c, again)
			}
		}
		if action, ref, ok := parseValue(id); ok {
			if again, ok := (control{action: action, ref: ref}).value(); !ok || again != id {
				t.Errorf("the value %q is written %q", id, again)
			}
		}
	})
}
