package bot

import (
	"context"
	"strings"
	"testing"

	"backtalk/internal/chat"
)

// command is what staff type in a place.
func command(p chat.Place, a chat.Action, ref string) chat.Press {
	return chat.Press{Place: p, ID: "p", Author: "staff", Action: a, Ref: ref, Staff: true}
}

// TestPauseSilences: while paused, only danger signs that are said to the bot are answered; commands and presses get
// one line.
func TestPauseSilences(t *testing.T) {
	for _, ref := range []string{"", chat.Everywhere} {
		w := newStaffed(t)
		question := w.message("what is shiatsu")
		w.sends(question)
		w.presses(command(question.Place, chat.Pause, ref))
		for _, tt := range []struct {
			text      string
			addressed bool
			want      string
		}{
			{"what is swedish massage", true, ""}, {"i want to book", true, ""}, {"hello", true, ""}, {"how much for an hour", true, ""},
			{"what is swedish massage?", false, ""}, {"i have chest pain", false, ""}, {"i want to die", false, ""},
			{"i have chest pain", true, "warn"}, {"i want to die", true, "warn"}, {"i have a fever", true, "warn"},
		} {
			m := w.message(tt.text)
			m.Addressed, m.Thread = tt.addressed, "t"
			if got := w.kind(w.Message(context.Background(), m)); got != tt.want {
				t.Errorf("%q, addressed %v: got %q, want %q", tt.text, tt.addressed, got, tt.want)
			}
		}
		m := w.message("what is shiatsu")
		m.Command = true
		if r := w.sends(m); !r.Private() || w.kind(r) != "paused" || r.Link == nil {
			t.Errorf("a command: got %+v", r)
		}
		for _, a := range []chat.Action{chat.Ask, chat.Also, chat.None, chat.Show, chat.Others, chat.Find, chat.Post, chat.PostLink, chat.Share,
			chat.Clinic, chat.Consent, chat.Book, chat.Help} {
			p := about(question, a, "shiatsu")
			p.Staff, p.Mine = true, true
			if r := w.presses(p); w.kind(r) != "paused" || !r.Private() || r.Notice() != nil || r.Publish() != nil || r.Replace {
				t.Errorf("%s: got %+v, want the line", a, r)
			}
		}
		p := about(question, chat.Remove, "")
		p.Staff = true
		if r := w.presses(p); !r.Remove() {
			t.Errorf("remove: got %+v", r)
		}
	}
}

// TestPauseWhere: here is one channel with its threads, everywhere one space with its direct messages.
func TestPauseWhere(t *testing.T) {
	w := newWorldOf(t, Options{Clinic: full(), Spaces: []Space{{Platform: "test", ID: "s"}, {Platform: "other", ID: "s"}}})
	place := func(platform, space, channel string) chat.Place {
		return chat.Place{Platform: platform, Space: space, Channel: channel}
	}
	speaks := func(p chat.Place) bool {
		m := w.message("i want to book")
		m.Place = p
		return w.Message(context.Background(), m) != nil
	}
	here := place("test", "s", "c")
	thread, dm := here, place("test", "", "dm")
	thread.Thread = "t"
	all := []chat.Place{here, thread, place("test", "s", "d"), dm, place("test", "s2", "c"), place("other", "s", "c")}
	check := func(name string, quiet ...chat.Place) {
		t.Helper()
		w.wait(2 * 60 * 1e9)
		for _, p := range all {
			want := true
			for _, q := range quiet {
				want = want && p != q
			}
			if got := speaks(p); got != want {
				t.Errorf("%s: %+v speaks: %v, want %v", name, p, got, want)
			}
		}
	}
	status := func() string { return w.presses(command(here, chat.Status, "")).Lead }
	check("at first")
	if got := status(); got != "I'm not paused anywhere in this space." {
		t.Errorf("got %q", got)
	}
	w.presses(command(thread, chat.Pause, ""))
	check("paused here", here, thread)
	if got := status(); got != "I'm paused: here." {
		t.Errorf("got %q", got)
	}
	w.presses(command(place("test", "s", "d"), chat.Pause, chat.Everywhere))
	check("paused everywhere", here, thread, place("test", "s", "d"), dm)
	if got := status(); got != "I'm paused: everywhere in this space, here." {
		t.Errorf("got %q", got)
	}
	r := w.presses(command(here, chat.Resume, ""))
	if !strings.Contains(r.Lead, "no longer paused in this channel") || !strings.Contains(r.Lead, "still paused everywhere") {
		t.Errorf("resumed here: got %q", r.Lead)
	}
	w.presses(command(here, chat.Pause, ""))
	w.presses(command(place("test", "s", "d"), chat.Pause, ""))
	if got := status(); got != "I'm paused: everywhere in this space, here, in 1 other channel." {
		t.Errorf("got %q", got)
	}
	r = w.presses(command(dm, chat.Resume, chat.Everywhere))
	if r.Lead != "I'm no longer paused anywhere in this space. That ends the pause of 2 single channels too." {
		t.Errorf("resumed everywhere: got %q", r.Lead)
	}
	check("resumed")
	if r = w.presses(command(here, chat.Resume, "")); !strings.Contains(r.Lead, "wasn't paused") {
		t.Errorf("resumed again: got %q", r.Lead)
	}
	w.presses(command(place("test", "s", ""), chat.Pause, "")) // a page of the app's own has no channel
	check("paused from a page", here, thread, place("test", "s", "d"), dm)
}

// TestPauseDirect: a pause of a space covers direct messages where no other space is known, over a restart too, and ends
// with its own space's; else the reply says that they go on.
func TestPauseDirect(t *testing.T) {
	place := func(space string) chat.Place { return chat.Place{Platform: "test", Space: space, Channel: "c"} }
	set := func(ids ...string) (all []Space) {
		for _, id := range ids {
			all = append(all, Space{Platform: "test", ID: id})
		}
		return all
	}
	for name, tt := range map[string]struct {
		spaces []Space
		heard  []string // spaces in which something was said before
		direct string   // the space of direct messages
		want   bool
	}{
		"nothing is set": {nil, nil, "", true}, "one is set": {set("s"), nil, "", true}, "one is set, another is heard": {set("s"), []string{"x"}, "", true},
		"another is heard": {nil, []string{"x", "s", "y"}, "", false}, "two are set": {set("s", "x"), nil, "", false},
		"another is set": {set("x"), nil, "", false}, "two are set, direct messages inside": {set("s", "x"), []string{"s"}, "s", true},
	} {
		first := newWorld(t, full())
		memo := newUntilRestart(first.clock)
		o := Options{Clinic: full(), Spaces: tt.spaces, Memo: memo}
		first = newWorldOf(t, o)
		speaks := func(w *world) bool {
			m := w.message("i want to book")
			m.Place, m.Direct, m.Private = place(tt.direct), true, true
			return w.Message(context.Background(), m) != nil
		}
		for _, space := range tt.heard {
			m := first.message("hello")
			m.Place = place(space)
			first.sends(m)
		}
		if !speaks(first) {
			t.Errorf("%s: direct messages get no answer before the pause", name)
		}
		r := first.presses(command(place("s"), chat.Pause, chat.Everywhere))
		if p := first.settings().usual.voice; strings.Contains(r.Lead, p.DirectToo()) != tt.want || strings.Contains(r.Lead, p.DirectNot()) == tt.want {
			t.Errorf("%s: got %q", name, r.Lead)
		}
		second := newWorldOf(t, o)
		if speaks(first) == tt.want || speaks(second) == tt.want {
			t.Errorf("%s: direct messages get answers: %v, after a restart %v", name, speaks(first), speaks(second))
		}
		second.presses(command(place("z"), chat.Resume, chat.Everywhere))
		if speaks(second) == tt.want {
			t.Errorf("%s: the end of another space's pause reached direct messages", name)
		}
		second.presses(command(place("s"), chat.Resume, chat.Everywhere))
		if !speaks(second) || !speaks(newWorldOf(t, o)) {
			t.Errorf("%s: direct messages stay paused", name)
		}
	}
}

// TestPauseIsForStaff: nobody else pauses, resumes or learns where.
func TestPauseIsForStaff(t *testing.T) {
	w := newWorld(t, full())
	for _, a := range []chat.Action{chat.Pause, chat.Resume, chat.Status} {
		for _, ref := range []string{"", chat.Everywhere} {
			p := press(a, ref)
			p.Mine = true
			if r := w.presses(p); r.Lead != w.settings().usual.voice.OnlyStaff() || !r.Private() {
				t.Errorf("%s: got %+v", a, r)
			}
		}
	}
	w.says("what is shiatsu")
}
